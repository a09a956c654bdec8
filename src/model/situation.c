/* See situation.h. What a fact is called, what it can be and who knows it stand in one table; the
 * text on the command line, in the report and in an error all come from there. */
#include "model/situation.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/printable.h"

typedef enum
{
  WORDS,     /* a closed list, from `min` on */
  NUMBER,    /* whole, from min to max */
  GIGABYTES, /* with decimals; held in millions of bytes */
  PROGRAM,   /* an id of the mail programs */
} Kind;

typedef struct
{
  const char *id;
  Kind kind;
  gboolean is_asked;
  const char *const
      *words; /* NULL-terminated; of NUMBER: "never", which stands for WP_EXPIRE_NEVER */
  gint32 min, max;
} Fact;

static const char *const no_yes[] = { "no", "yes", NULL };
static const char *const devices[] = { "1", "2", "3", NULL };
static const char *const people[] = { "one", "several", NULL };
static const char *const webmail[] = { "never", "sometimes", "often", NULL };
static const char *const offline[] = { "never", "often", NULL };
static const char *const link_words[] = { "normal", "slow", "metered", NULL };
static const char *const backup[] = { "none", "regular", NULL };
static const char *const migrating[] = { "no", "imap", "pop", NULL };
static const char *const role[] = { "mailbox", "alias", NULL };
static const char *const access_words[] = {
  "ok", "oauth", "fail", "blocked", "off", "no-tls", NULL
};
static const char *const never[] = { "never", NULL };
static const char *const prefers[] = { "none", "imap", "pop", NULL };

#define MOST_GIGABYTES 2000000
#define MILLIONS 1000 /* of bytes in a gigabyte */

static const Fact facts[WP_N_FACTS] = {
  [WP_FACT_DEVICES] = { "devices", WORDS, TRUE, devices, 1, 3 },
  [WP_FACT_PEOPLE] = { "people", WORDS, TRUE, people, 0, 1 },
  [WP_FACT_WEBMAIL] = { "webmail", WORDS, TRUE, webmail, 0, 2 },
  [WP_FACT_OFFLINE] = { "offline", WORDS, TRUE, offline, 0, 1 },
  [WP_FACT_LINK] = { "link", WORDS, TRUE, link_words, 0, 2 },
  [WP_FACT_BACKUP] = { "backup", WORDS, TRUE, backup, 0, 1 },
  [WP_FACT_ARCHIVE] = { "archive", WORDS, TRUE, no_yes, 0, 1 },
  [WP_FACT_KEEP_ALL] = { "keep-all", WORDS, TRUE, no_yes, 0, 1 },
  [WP_FACT_LEGAL] = { "legal", WORDS, TRUE, no_yes, 0, 1 },
  [WP_FACT_REMOVE] = { "remove", WORDS, TRUE, no_yes, 0, 1 },
  [WP_FACT_FOLDERS] = { "folders", WORDS, TRUE, no_yes, 0, 1 },
  [WP_FACT_INSTANT] = { "instant", WORDS, TRUE, no_yes, 0, 1 },
  [WP_FACT_POP_ARCHIVE] = { "pop-archive", WORDS, TRUE, no_yes, 0, 1 },
  [WP_FACT_POP_DEVICES] = { "pop-devices", NUMBER, TRUE, NULL, 0, 99 },
  [WP_FACT_MOVING] = { "moving", WORDS, TRUE, no_yes, 0, 1 },
  [WP_FACT_LOCK_FEAR] = { "lock-fear", WORDS, TRUE, no_yes, 0, 1 },
  [WP_FACT_FAMILY_PC] = { "family-pc", WORDS, TRUE, no_yes, 0, 1 },
  [WP_FACT_PUBLIC_PC] = { "public-pc", WORDS, TRUE, no_yes, 0, 1 },
  [WP_FACT_MIGRATING] = { "migrating", WORDS, TRUE, migrating, 0, 2 },
  [WP_FACT_CLIENT] = { "client", PROGRAM, TRUE, NULL, 0, 0 },
  [WP_FACT_ROLE] = { "role", WORDS, TRUE, role, 0, 1 },
  [WP_FACT_IMAP] = { "imap", WORDS, FALSE, access_words, 0, 5 },
  [WP_FACT_POP] = { "pop", WORDS, FALSE, access_words, 0, 5 },
  [WP_FACT_QUOTA] = { "quota", NUMBER, FALSE, NULL, 0, 1000 },
  [WP_FACT_QUOTA_FIXED] = { "quota-fixed", WORDS, FALSE, no_yes, 0, 1 },
  [WP_FACT_MAILBOX_GB] = { "mailbox-gb", GIGABYTES, FALSE, NULL, 0, MOST_GIGABYTES *MILLIONS },
  [WP_FACT_LARGEST_FOLDER] = { "largest-folder", NUMBER, FALSE, NULL, 0, 2000000000 },
  [WP_FACT_EXPIRE] = { "expire", NUMBER, FALSE, never, 0, 100000 },
  [WP_FACT_LOGIN_DELAY] = { "login-delay", NUMBER, FALSE, NULL, 0, 2592000 },
  [WP_FACT_UIDL] = { "uidl", WORDS, FALSE, no_yes, 0, 1 },
  [WP_FACT_IDLE] = { "idle", WORDS, FALSE, no_yes, 0, 1 },
  [WP_FACT_PREFERS] = { "prefers", WORDS, FALSE, prefers, 0, 2 },
};

/* What a program can do was read in its source, or where it is closed in its maker's help, at the
 * date beside it. "Signs in" means the provider's web page (OAuth2) for that protocol. A provider
 * can still be unknown to the program. */
static const WpMailProgram programs[] = {
  { "any", NULL, TRUE, TRUE, TRUE, TRUE, NULL },
  { "thunderbird", "Thunderbird", TRUE, TRUE, TRUE, TRUE, "2026-01" },
  { "thunderbird-android", "Thunderbird for Android", TRUE, TRUE, TRUE, FALSE, "2026-08" },
  { "evolution", "Evolution", TRUE, TRUE, TRUE, TRUE, "2026-08" },
  { "gnome-online-accounts", "GNOME Online Accounts", TRUE, FALSE, TRUE, FALSE, "2026-05" },
  { "geary", "Geary", TRUE, FALSE, TRUE, FALSE, "2026-05" },
  { "kde", "KMail", TRUE, TRUE, TRUE, FALSE, "2026-07" },
  { "delta-chat", "Delta Chat", TRUE, FALSE, FALSE, FALSE, "2026-08" },
  { "fairemail", "FairEmail", TRUE, TRUE, TRUE, TRUE, "2026-08" },
  { "outlook", "Outlook", TRUE, TRUE, TRUE, TRUE, "2026-08" },
  { "outlook-classic", "Outlook (classic)", TRUE, TRUE, FALSE, FALSE, "2024-09" },
  { "outlook-new", "Outlook (new)", TRUE, TRUE, TRUE, TRUE, "2025" },
  { "outlook-mobile", "Outlook for phones", TRUE, TRUE, TRUE, FALSE, "2019-09" },
  { "apple-mail", "Apple Mail", TRUE, TRUE, TRUE, FALSE, "2024" },
};

const WpMailProgram *
wp_mail_programs (guint *count)
{
  *count = G_N_ELEMENTS (programs);
  return programs;
}

void
wp_situation_init (WpSituation *situation)
{
  for (guint i = 0; i < WP_N_FACTS; i++)
    {
      situation->values[i] = WP_UNKNOWN;
      situation->origins[i] = WP_ORIGIN_NONE;
    }
}

static gint32
last_of (WpFact fact)
{
  return facts[fact].kind == PROGRAM ? (gint32) G_N_ELEMENTS (programs) - 1 : facts[fact].max;
}

static gboolean
can_be (WpFact fact, gint32 value)
{
  return value == WP_UNKNOWN || (value >= facts[fact].min && value <= last_of (fact))
         || (fact == WP_FACT_EXPIRE && value == WP_EXPIRE_NEVER);
}

void
wp_situation_set (WpSituation *situation, WpFact fact, gint32 value, WpFactOrigin origin)
{
  g_return_if_fail (can_be (fact, value));
  if (origin == WP_ORIGIN_MEASURED && situation->origins[fact] == WP_ORIGIN_GIVEN)
    return;
  situation->values[fact] = value;
  situation->origins[fact] = (guint8) origin;
}

const char *
wp_fact_id (WpFact fact)
{
  return facts[fact].id;
}

gboolean
wp_fact_from_id (const char *id, WpFact *fact)
{
  for (guint i = 0; i < WP_N_FACTS; i++)
    if (g_strcmp0 (facts[i].id, id) == 0)
      {
        *fact = (WpFact) i;
        return TRUE;
      }
  return FALSE;
}

gboolean
wp_fact_is_asked (WpFact fact)
{
  return facts[fact].is_asked;
}

gboolean
wp_fact_choices (WpFact fact, gint32 *first, gint32 *last)
{
  if (facts[fact].kind != WORDS && facts[fact].kind != PROGRAM)
    return FALSE;
  *first = facts[fact].min;
  *last = last_of (fact);
  return TRUE;
}

/* 12500 → "12.5" */
static char *
gigabytes_id (gint32 millions)
{
  g_autofree char *text = g_strdup_printf ("%d.%03d", millions / MILLIONS, millions % MILLIONS);
  gsize length = strlen (text);

  while (text[length - 1] == '0')
    length--;
  if (text[length - 1] == '.')
    length--;
  return g_strndup (text, length);
}

char *
wp_fact_value_id (WpFact fact, gint32 value)
{
  g_return_val_if_fail (can_be (fact, value), NULL);
  if (value == WP_UNKNOWN)
    return g_strdup ("unknown");
  switch (facts[fact].kind)
    {
    case WORDS:
      return g_strdup (facts[fact].words[value - facts[fact].min]);
    case PROGRAM:
      return g_strdup (programs[value].id);
    case GIGABYTES:
      return gigabytes_id (value);
    case NUMBER:
      break;
    }
  return value == WP_EXPIRE_NEVER ? g_strdup ("never") : g_strdup_printf ("%d", value);
}

static gboolean
number_from_id (const char *id, gint32 max, gint32 *value)
{
  guint64 number;

  if (!g_ascii_string_to_unsigned (id, 10, 0, (guint64) max, &number, NULL))
    return FALSE;
  *value = (gint32) number;
  return TRUE;
}

/* Digits, and after a dot at most three that count; what is finer than a million bytes is dropped.
 */
static gboolean
gigabytes_from_id (const char *id, gint32 max, gint32 *value)
{
  g_auto (GStrv) parts = g_strsplit (id, ".", 2);
  gint32 whole, fraction = 0, scale = MILLIONS;

  if (parts[0] == NULL || !number_from_id (parts[0], max / MILLIONS, &whole))
    return FALSE;
  if (parts[1] != NULL
      && (*parts[1] == '\0' || strspn (parts[1], "0123456789") != strlen (parts[1])))
    return FALSE;
  for (const char *c = parts[1]; c != NULL && *c != '\0' && scale > 1; c++)
    {
      scale /= 10;
      fraction += (*c - '0') * scale;
    }
  if (whole * (gint64) MILLIONS + fraction > max)
    return FALSE;
  *value = whole * MILLIONS + fraction;
  return TRUE;
}

static gboolean
word_from_id (const Fact *fact, const char *id, gint32 *value)
{
  for (gint32 i = 0; fact->words[i] != NULL; i++)
    if (g_str_equal (fact->words[i], id))
      {
        *value = fact->min + i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
program_from_id (const char *id, gint32 *value)
{
  for (guint i = 0; i < G_N_ELEMENTS (programs); i++)
    if (g_str_equal (programs[i].id, id))
      {
        *value = (gint32) i;
        return TRUE;
      }
  return FALSE;
}

gboolean
wp_fact_value_from_id (WpFact fact, const char *id, gint32 *value)
{
  if (id == NULL)
    return FALSE;
  if (g_str_equal (id, "unknown"))
    {
      *value = WP_UNKNOWN;
      return TRUE;
    }
  switch (facts[fact].kind)
    {
    case WORDS:
      return word_from_id (&facts[fact], id, value);
    case PROGRAM:
      return program_from_id (id, value);
    case GIGABYTES:
      return gigabytes_from_id (id, facts[fact].max, value);
    case NUMBER:
      break;
    }
  if (facts[fact].words != NULL && g_str_equal (id, facts[fact].words[0]))
    {
      *value = WP_EXPIRE_NEVER;
      return TRUE;
    }
  return number_from_id (id, facts[fact].max, value);
}

static void
add_word (GString *list, const char *word)
{
  g_string_append_printf (list, "%s%s", list->len == 0 ? "" : ", ", word);
}

static char *
all_names (void)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < WP_N_FACTS; i++)
    add_word (list, facts[i].id);
  return g_string_free (list, FALSE);
}

static char *
all_words (WpFact fact)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; facts[fact].words != NULL && facts[fact].words[i] != NULL; i++)
    add_word (list, facts[fact].words[i]);
  for (guint i = 0; facts[fact].kind == PROGRAM && i < G_N_ELEMENTS (programs); i++)
    add_word (list, programs[i].id);
  add_word (list, "unknown");
  return g_string_free (list, FALSE);
}

static void
refuse_value (WpFact fact, const char *value, GError **error)
{
  g_autofree char *words = all_words (fact);
  g_autofree char *shown = wp_printable (value, strlen (value), 80);
  const char *id = facts[fact].id;
  gboolean is_size = facts[fact].kind == GIGABYTES;

  if (facts[fact].kind == WORDS || facts[fact].kind == PROGRAM)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                 /* Translators: a fact such as devices, what was typed for it, and the list of what
                  * it can be. None of them is translated. */
                 _ ("The fact “%s” cannot be “%s”. It takes one of: %s."), id, shown, words);
  else
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                 is_size
                     /* Translators: a fact such as quota, what was typed for it, the least and the
                      * greatest number, and the words that it can be as well. */
                     ? _ ("The fact “%s” cannot be “%s”. It takes a number from %d to %d, with a "
                          "dot and decimals if you like, or one of: %s.")
                     : _ ("The fact “%s” cannot be “%s”. It takes a whole number from %d to %d, or "
                          "one of: %s."),
                 id, shown, facts[fact].min, is_size ? MOST_GIGABYTES : facts[fact].max, words);
}

gboolean
wp_situation_give (WpSituation *situation, const char *text, GError **error)
{
  const char *equals = strchr (text, '=');
  g_autofree char *name = equals == NULL ? g_strdup (text)
                                         : g_strndup (text, (gsize) (equals - text));
  g_autofree char *shown = wp_printable (name, strlen (name), 80);
  WpFact fact;
  gint32 value;

  if (!wp_fact_from_id (name, &fact))
    {
      g_autofree char *names = all_names ();

      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   /* Translators: what was typed, and the list of the facts; not translated. */
                   _ ("“%s” is not a fact that advice rests on. Give one as NAME=VALUE, with a "
                      "name of: %s."),
                   shown, names);
      return FALSE;
    }
  if (equals == NULL)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   /* Translators: the name of a fact, twice; it is not translated. */
                   _ ("The fact “%s” lacks its value. Give it as NAME=VALUE, like %s=unknown."),
                   shown, shown);
      return FALSE;
    }
  if (!wp_fact_value_from_id (fact, equals + 1, &value))
    {
      refuse_value (fact, equals + 1, error);
      return FALSE;
    }
  wp_situation_set (situation, fact, value, WP_ORIGIN_GIVEN);
  return TRUE;
}
