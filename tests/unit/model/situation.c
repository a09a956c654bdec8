/* model/situation, model/advice: names and values as a person types them, what is refused and what
 * the error says, who beats whom; the mail programs; the closed lists of advice. */
#include "model/situation.h"

#include <string.h>

#include "model/advice.h"

static const struct
{
  const char *text;
  WpFact fact;
  gint32 value;
  const char *id; /* NULL: as typed */
} good[] = {
  { "devices=1", WP_FACT_DEVICES, 1, NULL },
  { "devices=3", WP_FACT_DEVICES, 3, NULL },
  { "people=several", WP_FACT_PEOPLE, WP_PEOPLE_SEVERAL, NULL },
  { "webmail=often", WP_FACT_WEBMAIL, WP_WEBMAIL_OFTEN, NULL },
  { "offline=never", WP_FACT_OFFLINE, WP_OFFLINE_NEVER, NULL },
  { "link=metered", WP_FACT_LINK, WP_LINK_METERED, NULL },
  { "backup=regular", WP_FACT_BACKUP, WP_BACKUP_REGULAR, NULL },
  { "backup=none", WP_FACT_BACKUP, WP_BACKUP_NONE, NULL },
  { "keep-all=yes", WP_FACT_KEEP_ALL, 1, NULL },
  { "keep-all=no", WP_FACT_KEEP_ALL, 0, NULL },
  { "pop-devices=0", WP_FACT_POP_DEVICES, 0, NULL },
  { "pop-devices=99", WP_FACT_POP_DEVICES, 99, NULL },
  { "migrating=pop", WP_FACT_MIGRATING, WP_MIGRATING_POP, NULL },
  { "client=any", WP_FACT_CLIENT, 0, NULL },
  { "role=alias", WP_FACT_ROLE, WP_ROLE_ALIAS, NULL },
  { "imap=ok", WP_FACT_IMAP, WP_ACCESS_OK, NULL },
  { "pop=no-tls", WP_FACT_POP, WP_ACCESS_NO_TLS, NULL },
  { "imap=oauth", WP_FACT_IMAP, WP_ACCESS_OAUTH, NULL },
  { "imap=fail", WP_FACT_IMAP, WP_ACCESS_FAIL, NULL },
  { "imap=blocked", WP_FACT_IMAP, WP_ACCESS_BLOCKED, NULL },
  { "imap=off", WP_FACT_IMAP, WP_ACCESS_OFF, NULL },
  { "quota=0", WP_FACT_QUOTA, 0, NULL },
  { "quota=1000", WP_FACT_QUOTA, 1000, NULL },
  { "mailbox-gb=12.5", WP_FACT_MAILBOX_GB, 12500, NULL },
  { "mailbox-gb=25", WP_FACT_MAILBOX_GB, 25000, NULL },
  { "mailbox-gb=0", WP_FACT_MAILBOX_GB, 0, NULL },
  { "mailbox-gb=0.001", WP_FACT_MAILBOX_GB, 1, NULL },
  { "mailbox-gb=4.1009", WP_FACT_MAILBOX_GB, 4100, "4.1" },
  { "mailbox-gb=2000000", WP_FACT_MAILBOX_GB, 2000000000, NULL },
  { "largest-folder=100001", WP_FACT_LARGEST_FOLDER, 100001, NULL },
  { "expire=0", WP_FACT_EXPIRE, 0, NULL },
  { "expire=30", WP_FACT_EXPIRE, 30, NULL },
  { "expire=never", WP_FACT_EXPIRE, WP_EXPIRE_NEVER, NULL },
  { "login-delay=900", WP_FACT_LOGIN_DELAY, 900, NULL },
  { "prefers=none", WP_FACT_PREFERS, WP_PREFERS_NONE, NULL },
};

static void
test_good (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *id = NULL;
      WpSituation situation;

      wp_situation_init (&situation);
      g_test_message ("%s", good[i].text);
      g_assert_true (wp_situation_give (&situation, good[i].text, &error));
      g_assert_no_error (error);
      for (guint fact = 0; fact < WP_N_FACTS; fact++)
        {
          g_assert_cmpint (situation.values[fact], ==,
                           fact == good[i].fact ? good[i].value : WP_UNKNOWN);
          g_assert_cmpint (situation.origins[fact], ==,
                           fact == good[i].fact ? WP_ORIGIN_GIVEN : WP_ORIGIN_NONE);
        }
      id = wp_fact_value_id (good[i].fact, good[i].value);
      g_assert_cmpstr (id, ==, good[i].id != NULL ? good[i].id : strchr (good[i].text, '=') + 1);
    }
}

static const struct
{
  const char *text;
  const char *said[3]; /* parts of the error */
} bad[] = {
  { "", { "“”", "devices", "prefers" } },
  { "devices", { "“devices”", "NAME=VALUE" } },
  { "devices=", { "cannot be “”", "1, 2, 3, unknown" } },
  { "devices=0", { "“0”", "1, 2, 3, unknown" } },
  { "devices=4", { "“4”", "1, 2, 3, unknown" } },
  { "devices=two", { "“two”" } },
  { "Devices=2", { "“Devices”", "devices, people", "largest-folder" } },
  { "colour=blue", { "“colour”", "devices, people", "largest-folder" } },
  { "=2", { "“”", "devices, people" } },
  { "backup=Regular", { "“Regular”", "none, regular, unknown" } },
  { "backup=regular ", { "“regular ”" } },
  { "keep-all=1", { "“1”", "no, yes, unknown" } },
  { "client=pine", { "“pine”", "any, thunderbird, ", "outlook-classic" } },
  { "imap=yes", { "ok, oauth, fail, blocked, off, no-tls, unknown" } },
  { "quota=1001", { "“1001”", "from 0 to 1000", "unknown" } },
  { "quota=-1", { "“-1”", "from 0 to 1000" } },
  { "quota=83%", { "“83%”" } },
  { "quota=99999999999999999999", { "from 0 to 1000" } },
  { "pop-devices=100", { "from 0 to 99" } },
  { "expire=never ", { "never, unknown" } },
  { "expire=2147483647", { "from 0 to 100000", "never, unknown" } },
  { "mailbox-gb=12,5", { "“12,5”", "with a dot" } },
  { "mailbox-gb=.5", { "with a dot" } },
  { "mailbox-gb=5.", { "with a dot" } },
  { "mailbox-gb=1.2.3", { "with a dot" } },
  { "mailbox-gb=-1", { "from 0 to 2000000" } },
  { "mailbox-gb=2000000.001", { "from 0 to 2000000" } },
  { "mailbox-gb=1e3", { "“1e3”" } },
  { "link=\033[31m", { "“\\x1B[31m”" } },
  { "\033[31m=1", { "“\\x1B[31m”" } },
};

static void
test_bad (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      WpSituation situation, before;

      wp_situation_init (&situation);
      before = situation;
      g_assert_false (wp_situation_give (&situation, bad[i].text, &error));
      g_test_message ("%s: %s", bad[i].text, error->message);
      g_assert_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE);
      g_assert_cmpmem (&situation, sizeof situation, &before, sizeof before);
      g_assert_true (g_str_has_suffix (error->message, "."));
      for (guint n = 0; n < G_N_ELEMENTS (bad[i].said) && bad[i].said[n] != NULL; n++)
        if (strstr (error->message, bad[i].said[n]) == NULL)
          g_error ("“%s” does not say “%s”", error->message, bad[i].said[n]);
    }
}

/* Every fact can be unknown, and every choice comes back from its word. */
static void
test_every_fact (void)
{
  for (guint i = 0; i < WP_N_FACTS; i++)
    {
      g_autofree char *text = g_strdup_printf ("%s=unknown", wp_fact_id ((WpFact) i));
      gint32 first, last;
      WpSituation situation;
      WpFact fact;

      wp_situation_init (&situation);
      g_assert_true (wp_situation_give (&situation, text, NULL));
      g_assert_cmpint (situation.values[i], ==, WP_UNKNOWN);
      g_assert_cmpint (situation.origins[i], ==, WP_ORIGIN_GIVEN);
      g_assert_true (wp_fact_from_id (wp_fact_id ((WpFact) i), &fact));
      g_assert_cmpint (fact, ==, i);
      g_assert_null (strpbrk (wp_fact_id (fact), " _="));
      g_assert_cmpint (wp_fact_is_asked (fact), ==, i < WP_FACT_IMAP);
      if (!wp_fact_choices (fact, &first, &last))
        continue;
      for (gint32 value = first; value <= last; value++)
        {
          g_autofree char *id = wp_fact_value_id (fact, value);
          gint32 back = G_MININT32;

          g_assert_true (wp_fact_value_from_id (fact, id, &back));
          g_assert_cmpint (back, ==, value);
        }
    }
  g_assert_false (wp_fact_from_id (NULL, &(WpFact){ 0 }));
  g_assert_false (wp_fact_value_from_id (WP_FACT_LINK, NULL, &(gint32){ 0 }));
}

static void
test_choices (void)
{
  gint32 first, last;

  g_assert_true (wp_fact_choices (WP_FACT_DEVICES, &first, &last));
  g_assert_cmpint (first, ==, 1);
  g_assert_cmpint (last, ==, 3);
  g_assert_true (wp_fact_choices (WP_FACT_WEBMAIL, &first, &last));
  g_assert_cmpint (first, ==, 0);
  g_assert_cmpint (last, ==, 2);
  g_assert_false (wp_fact_choices (WP_FACT_QUOTA, &first, &last));
  g_assert_false (wp_fact_choices (WP_FACT_EXPIRE, &first, &last));
  g_assert_false (wp_fact_choices (WP_FACT_POP_DEVICES, &first, &last));
}

static void
test_origin (void)
{
  WpSituation s;

  wp_situation_init (&s);
  wp_situation_set (&s, WP_FACT_QUOTA, 50, WP_ORIGIN_MEASURED);
  wp_situation_set (&s, WP_FACT_QUOTA, 60, WP_ORIGIN_MEASURED);
  g_assert_cmpint (s.values[WP_FACT_QUOTA], ==, 60);
  wp_situation_set (&s, WP_FACT_QUOTA, 70, WP_ORIGIN_GIVEN);
  wp_situation_set (&s, WP_FACT_QUOTA, 80, WP_ORIGIN_MEASURED);
  g_assert_cmpint (s.values[WP_FACT_QUOTA], ==, 70);
  g_assert_cmpint (s.origins[WP_FACT_QUOTA], ==, WP_ORIGIN_GIVEN);
  /* "Not sure" is an answer that no measurement replaces; taken back, it is open again. */
  wp_situation_set (&s, WP_FACT_QUOTA, WP_UNKNOWN, WP_ORIGIN_GIVEN);
  wp_situation_set (&s, WP_FACT_QUOTA, 80, WP_ORIGIN_MEASURED);
  g_assert_cmpint (s.values[WP_FACT_QUOTA], ==, WP_UNKNOWN);
  wp_situation_set (&s, WP_FACT_QUOTA, WP_UNKNOWN, WP_ORIGIN_NONE);
  wp_situation_set (&s, WP_FACT_QUOTA, 80, WP_ORIGIN_MEASURED);
  g_assert_cmpint (s.values[WP_FACT_QUOTA], ==, 80);
}

/* The programs that `find --as` knows, and what was read of them. */
static void
test_programs (void)
{
  static const struct
  {
    const char *id;
    gboolean has_imap, has_pop, signs_in_imap, signs_in_pop;
  } read[] = {
    { "any", TRUE, TRUE, TRUE, TRUE },
    { "thunderbird", TRUE, TRUE, TRUE, TRUE },
    { "thunderbird-android", TRUE, TRUE, TRUE, FALSE },
    { "evolution", TRUE, TRUE, TRUE, TRUE },
    { "gnome-online-accounts", TRUE, FALSE, TRUE, FALSE },
    { "geary", TRUE, FALSE, TRUE, FALSE },
    { "kde", TRUE, TRUE, TRUE, FALSE },
    { "delta-chat", TRUE, FALSE, FALSE, FALSE },
    { "fairemail", TRUE, TRUE, TRUE, TRUE },
    { "outlook", TRUE, TRUE, TRUE, TRUE },
    { "outlook-classic", TRUE, TRUE, FALSE, FALSE },
  };
  guint count;
  const WpMailProgram *programs = wp_mail_programs (&count);

  g_assert_cmpuint (count, >=, G_N_ELEMENTS (read));
  for (guint i = 0; i < G_N_ELEMENTS (read); i++)
    {
      g_assert_cmpstr (programs[i].id, ==, read[i].id);
      g_assert_cmpint (programs[i].has_imap, ==, read[i].has_imap);
      g_assert_cmpint (programs[i].has_pop, ==, read[i].has_pop);
      g_assert_cmpint (programs[i].signs_in_imap, ==, read[i].signs_in_imap);
      g_assert_cmpint (programs[i].signs_in_pop, ==, read[i].signs_in_pop);
    }
  for (guint i = 0; i < count; i++)
    {
      g_assert_cmpint (programs[i].name != NULL, ==, i > 0);
      g_assert_cmpint (programs[i].as_of != NULL, ==, i > 0);
      g_assert_true (programs[i].has_pop || !programs[i].signs_in_pop);
    }
}

static void
test_advice_words (void)
{
  static const char *const outcomes[] = { "imap",       "imap-archive", "pop-keep",
                                          "pop-delete", "both",         "webmail",
                                          "none",       "need-test",    "unclear" };
  static const char *const modifiers[] = { "full-offline-copy", "recent-only", "no-offline-copy",
                                           "make-room-first", "check-interval" };
  WpAdviceOutcome outcome;

  g_assert_cmpuint (G_N_ELEMENTS (outcomes), ==, WP_N_ADVICE);
  for (guint i = 0; i < WP_N_ADVICE; i++)
    {
      g_assert_cmpstr (wp_advice_id ((WpAdviceOutcome) i), ==, outcomes[i]);
      g_assert_true (wp_advice_from_id (outcomes[i], &outcome));
      g_assert_cmpint (outcome, ==, i);
    }
  g_assert_false (wp_advice_from_id ("pigeon", &outcome));
  g_assert_false (wp_advice_from_id (NULL, &outcome));
  for (guint i = 0; i < WP_N_MODIFIERS; i++)
    g_assert_cmpstr (wp_modifier_id ((WpModifiers) (1u << i)), ==, modifiers[i]);
  g_assert_cmpstr (wp_sure_id (WP_SURE_HIGH), ==, "high");
  g_assert_cmpstr (wp_sure_id (WP_SURE_MEDIUM), ==, "medium");
  g_assert_cmpstr (wp_sure_id (WP_SURE_LOW), ==, "low");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/situation/good", test_good);
  g_test_add_func ("/model/situation/bad", test_bad);
  g_test_add_func ("/model/situation/facts", test_every_fact);
  g_test_add_func ("/model/situation/choices", test_choices);
  g_test_add_func ("/model/situation/origin", test_origin);
  g_test_add_func ("/model/situation/programs", test_programs);
  g_test_add_func ("/model/advice/words", test_advice_words);
  return g_test_run ();
}
