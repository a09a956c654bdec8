/* What an answer rests on: what was measured on the mailbox, in words; what was told, as the
 * options that tell it again; and what nobody told although it could change the answer. */
#include "render/advice-private.h"

#include <glib/gi18n-lib.h>

#include "base/printable.h"
#include "base/limits.h"
#include "model/keys.h"

#define MOST_OPEN 3 /* that are shown */

char *
wp_advice_pair (WpFact fact, gint32 value)
{
  g_autofree char *id = wp_fact_value_id (fact, value);

  return g_strconcat (wp_fact_id (fact), "=", id, NULL);
}

/* Either what was measured, or what somebody typed in its place: that is no measurement. */
typedef struct
{
  GString *text;
  gboolean is_given;
  const WpSituation *situation;
  const WpFields *facts;
  const WpRenderStyle *style;
} Line;

static gboolean
is_given (const WpSituation *situation, WpFact fact)
{
  return situation->origins[fact] == WP_ORIGIN_GIVEN;
}

/* WP_UNKNOWN where it belongs to the other line. */
static gint32
value_for (const Line *line, WpFact fact)
{
  return is_given (line->situation, fact) == line->is_given ? line->situation->values[fact]
                                                            : WP_UNKNOWN;
}

/* -1 where it is not known, or belongs to the other line: these are only measured. */
static gint64
number_for (const Line *line, const char *key)
{
  return line->is_given ? -1 : wp_fields_number (line->facts, key);
}

static void
append_part (Line *line, const char *text)
{
  g_string_append_printf (line->text, "%s%s", line->text->len > 0 ? "; " : "", text);
}

static void
append_value (Line *line, const char *msgid, const char *value)
{
  g_autofree char *text = wp_render_fill_pairs (msgid, line->style, "value", value, NULL);

  append_part (line, text);
}

static void
append_access (Line *line)
{
  static const char *const texts[] = {
    [WP_ACCESS_OK] = N_ ("{value}: login works"),
    [WP_ACCESS_OAUTH] = N_ ("{value}: only with a sign-in on the web"),
    [WP_ACCESS_FAIL] = N_ ("{value}: does not work"),
    [WP_ACCESS_BLOCKED] = N_ ("{value}: blocked by this network"),
    [WP_ACCESS_OFF] = N_ ("{value}: not offered, or switched off"),
    [WP_ACCESS_NO_TLS] = N_ ("{value}: no connection that is encrypted and verified"),
  };
  gint32 imap = value_for (line, WP_FACT_IMAP), pop = value_for (line, WP_FACT_POP);

  if (imap != WP_UNKNOWN)
    append_value (line, texts[imap], imap == pop ? "IMAP, POP" : "IMAP");
  if (pop != WP_UNKNOWN && pop != imap)
    append_value (line, texts[pop], "POP");
}

static gboolean
is_size (gint64 kib)
{
  return kib > 0 && kib < G_MAXINT64 / 1024;
}

char *
wp_render_space (const WpFields *facts, const WpRenderStyle *style)
{
  gint64 used_kib = wp_fields_number (facts, WP_KEY_QUOTA_USED_KIB);
  gint64 limit_kib = wp_fields_number (facts, WP_KEY_QUOTA_LIMIT_KIB);
  g_autofree char *used = NULL;
  g_autofree char *limit = NULL;

  if (!is_size (limit_kib) || (used_kib != 0 && !is_size (used_kib)))
    return NULL;
  used = wp_render_bytes (used_kib * 1024, style);
  limit = wp_render_bytes (limit_kib * 1024, style);
  /* Translators: both are sizes, "4.1 GB of 6.6 GB used". */
  return wp_render_fill_pairs (N_ ("{used} of {limit} used"), style, "used", used, "limit", limit,
                               NULL);
}

/* The fact is a number of millions: what was counted knows more. */
static gint64
bytes_of (const Line *line, gint32 millions)
{
  gint64 bytes = number_for (line, WP_KEY_MAILBOX_BYTES);

  if (bytes < 0)
    bytes = number_for (line, WP_KEY_POP_BYTES);
  return bytes < 0 ? MAX (millions, 0) * (gint64) 1000000 : bytes;
}

/* "62 % of 6.6 GB used", or what is known of it. */
static void
append_space (Line *line)
{
  gint64 limit_kib = number_for (line, WP_KEY_QUOTA_LIMIT_KIB);
  gint32 quota = value_for (line, WP_FACT_QUOTA), size = value_for (line, WP_FACT_MAILBOX_GB);
  gboolean has_limit = is_size (limit_kib);
  g_autofree char *percent = g_strdup_printf ("%d\302\240%%", quota);
  g_autofree char *limit = has_limit ? wp_render_bytes (limit_kib * 1024, line->style) : NULL;
  g_autofree char *bytes = wp_render_bytes (bytes_of (line, size), line->style);

  if (quota != WP_UNKNOWN)
    {
      g_autofree char *text = wp_render_fill_pairs (
          has_limit ? N_ ("{percent} of {limit} used") : N_ ("{percent} of the mailbox used"),
          line->style, "percent", percent, "limit", limit, NULL);

      append_part (line, text);
    }
  else if (size != WP_UNKNOWN)
    append_value (line, N_ ("{value} of mail"), bytes);
  if (value_for (line, WP_FACT_QUOTA_FIXED) == TRUE)
    append_part (line, wp_render_tr (N_ ("the mailbox cannot be enlarged"), line->style));
}

char *
wp_render_messages (const WpFields *facts, const WpRenderStyle *style)
{
  gint64 in_inbox = wp_fields_number (facts, WP_KEY_MESSAGES);
  gint64 in_all = wp_fields_number (facts, WP_KEY_MESSAGES_ALL);
  g_autofree char *inbox = wp_render_count (MAX (in_inbox, 0));
  g_autofree char *all = wp_render_count (MAX (in_all, 0));

  if (in_inbox < 0 && in_all < 0)
    return NULL;
  return wp_render_fill_pairs (in_all < 0     ? N_ ("messages: {inbox} in the inbox")
                               : in_inbox < 0 ? N_ ("messages: {all} in all folders")
                                              : N_ ("messages: {inbox} in the inbox, {all} in all"),
                               style, "inbox", inbox, "all", all, NULL);
}

static void
append_counts (Line *line)
{
  g_autofree char *messages = line->is_given ? NULL : wp_render_messages (line->facts, line->style);
  const struct
  {
    gint64 value;
    const char *msgid;
  } counts[] = {
    { number_for (line, WP_KEY_FOLDERS), N_ ("folders: {value}") },
    { value_for (line, WP_FACT_LARGEST_FOLDER), N_ ("messages in the largest folder: {value}") },
  };

  if (messages != NULL)
    append_part (line, messages);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    if (counts[i].value >= 0)
      {
        g_autofree char *value = wp_render_count (counts[i].value);

        append_value (line, counts[i].msgid, value);
      }
}

/* Roles, in the server's words; the names of the folders are in the report. */
static void
append_roles (Line *line)
{
  const char *const *pairs = line->is_given ? NULL
                                            : wp_fields_map (line->facts, WP_KEY_SPECIAL_USE);
  g_autoptr (GString) roles = g_string_new (NULL);

  for (; pairs != NULL && *pairs != NULL; pairs += 2)
    {
      g_autofree char *role = wp_printable_text (*pairs, WP_LIMIT_LINK_CHARS);

      g_string_append_printf (roles, "%s%s", roles->len > 0 ? ", " : "", role);
    }
  if (roles->len > 0)
    /* Translators: {value} are names of IMAP: Sent, Drafts, Trash, Junk. */
    append_value (line, N_ ("folders marked as {value}"), roles->str);
}

/* Facts that are yes, no, or a number of their own unit. */
static const struct
{
  WpFact fact;
  gint32 first, last; /* of the values that this text is for */
  const char *msgid;
} sentences[] = {
  { WP_FACT_IDLE, TRUE, TRUE, N_ ("instant notification (IDLE)") },
  { WP_FACT_IDLE, FALSE, FALSE, N_ ("no instant notification (IDLE)") },
  { WP_FACT_EXPIRE, 0, 0, N_ ("POP removes what was collected (EXPIRE 0)") },
  { WP_FACT_EXPIRE, 1, WP_EXPIRE_NEVER - 1, N_ ("days that POP keeps mail (EXPIRE): {value}") },
  { WP_FACT_EXPIRE, WP_EXPIRE_NEVER, WP_EXPIRE_NEVER, N_ ("POP keeps mail (EXPIRE NEVER)") },
  { WP_FACT_LOGIN_DELAY, 1, G_MAXINT32,
    N_ ("POP wants {value}\302\240s between two logins (LOGIN-DELAY)") },
  { WP_FACT_UIDL, FALSE, FALSE, N_ ("POP cannot leave mail on the server (no UIDL)") },
  { WP_FACT_PREFERS, WP_PREFERS_IMAP, WP_PREFERS_IMAP, N_ ("the settings name IMAP first") },
  { WP_FACT_PREFERS, WP_PREFERS_POP, WP_PREFERS_POP, N_ ("the settings name POP first") },
};

static void
append_sentences (Line *line)
{
  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    {
      gint32 value = value_for (line, sentences[i].fact);
      g_autofree char *number = g_strdup_printf ("%d", value);

      if (value != WP_UNKNOWN && value >= sentences[i].first && value <= sentences[i].last)
        append_value (line, sentences[i].msgid, number);
    }
}

/* Of a report that was saved, for it may be old. */
static void
append_date (Line *line, const WpReport *report)
{
  g_autofree char *when = NULL;

  if (!report->is_from_file || report->started_unix <= 0)
    return;
  when = wp_render_time (report->started_unix);
  append_value (line, N_ ("on {value}"), when);
}

static void
append_all (Line *line)
{
  append_access (line);
  append_space (line);
  append_counts (line);
  append_roles (line);
  append_sentences (line);
}

char *
wp_render_measured (const WpSituation *situation, const WpFields *facts, const WpRenderStyle *style)
{
  g_autoptr (GString) text = g_string_new (NULL);
  Line line = { text, FALSE, situation, facts, style };

  append_all (&line);
  return text->len == 0 ? NULL : g_string_free (g_steal_pointer (&text), FALSE);
}

char *
wp_render_measured_briefly (const WpSituation *situation,
                            const WpFields *facts,
                            const WpRenderStyle *style)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *messages = wp_render_messages (facts, style);
  Line line = { text, FALSE, situation, facts, style };
  gint32 idle = value_for (&line, WP_FACT_IDLE);

  if (messages != NULL)
    append_part (&line, messages);
  if (idle != WP_UNKNOWN)
    append_part (&line, wp_render_tr (idle == TRUE ? N_ ("new mail is announced at once")
                                                   : N_ ("new mail is found at the next look"),
                                      style));
  return text->len == 0 ? NULL : g_string_free (g_steal_pointer (&text), FALSE);
}

static void
append_line (GString *out,
             const WpReport *report,
             gboolean is_given_line,
             const char *label,
             const WpRenderStyle *style)
{
  g_autoptr (GString) text = g_string_new (NULL);
  Line line = { text, is_given_line, report->situation, report->facts, style };
  WpRows rows;

  if (!is_given_line)
    append_date (&line, report);
  append_all (&line);
  wp_rows_begin (&rows, out, label, 0, style);
  if (text->len > 0)
    wp_rows_add (&rows, NULL, text->str, NULL);
}

static void
append_told (GString *out, const WpReport *report, const WpRenderStyle *style)
{
  const WpSituation *situation = report->situation;
  g_autoptr (GString) line = g_string_new (NULL);
  WpRows rows;

  for (guint i = 0; i < WP_N_FACTS; i++)
    {
      g_autofree char *pair = NULL;

      if (!wp_fact_is_asked ((WpFact) i) || !is_given (situation, (WpFact) i))
        continue;
      pair = wp_advice_pair ((WpFact) i, situation->values[i]);
      g_string_append_printf (line, "%s%s", line->len > 0 ? ", " : "", pair);
    }
  wp_rows_begin (&rows, out, report->is_from_file ? N_ ("The report says") : N_ ("You said"), 0,
                 style);
  if (line->len > 0)
    wp_rows_add (&rows, NULL, line->str, NULL);
}

GPtrArray *
wp_advice_open (const WpReport *report)
{
  GPtrArray *open = g_ptr_array_new ();
  const WpAdviceQuestion *question;
  guint asked = 0;

  while (report->situation != NULL && open->len < WP_MOST_QUESTIONS
         && (question = wp_advise_next (report->situation, asked, FALSE)) != NULL)
    {
      g_ptr_array_add (open, (gpointer) question);
      asked |= 1u << question->fact;
    }
  return open;
}

/* "backup=none|regular" */
static char *
choices_of (const WpAdviceQuestion *question)
{
  GString *out = g_string_new (wp_fact_id (question->fact));

  for (guint i = 0, n = 0; i < question->n_answers; i++)
    if (question->answers[i].value != WP_UNKNOWN)
      {
        g_autofree char *id = wp_fact_value_id (question->fact, question->answers[i].value);

        g_string_append_printf (out, "%c%s", n++ == 0 ? '=' : '|', id);
      }
  return g_string_free (out, FALSE);
}

static void
append_open (GString *out, const WpReport *report, const WpRenderStyle *style)
{
  g_autoptr (GPtrArray) open = wp_advice_open (report);
  WpRows rows;

  wp_rows_begin (&rows, out, N_ ("Not known"), 0, style);
  for (guint i = 0; i < MIN (open->len, MOST_OPEN); i++)
    {
      const WpAdviceQuestion *question = open->pdata[i];
      g_autofree char *choices = choices_of (question);
      g_autofree char *text = wp_render_fill_pairs (
          /* Translators: {question} is a question; {fact} what to type, "backup=none|regular". */
          N_ ("{question} ({fact})"), style, "question", wp_render_tr (question->text, style),
          "fact", choices, NULL);

      wp_rows_add (&rows, NULL, text, NULL);
    }
}

void
wp_advice_facts (GString *out, const WpReport *report, const WpRenderStyle *style)
{
  append_line (out, report, FALSE, N_ ("Measured"), style);
  /* Translators: the label of facts that somebody typed in place of what would be measured. */
  append_line (out, report, TRUE, N_ ("As given"), style);
  append_told (out, report, style);
  append_open (out, report, style);
}
