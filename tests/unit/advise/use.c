/* What a mail program is told, and the card for the other choice: warnings, other outcome. */
#include <string.h>

#include "facts.h"

#define ALONE "devices=1 people=one webmail=never backup=regular imap=ok pop=ok "

static const struct
{
  const char *facts;
  const char *answer;
  int leave, days, delete_with_local, minutes, copy, copy_days, archive;
} rows[] = {
  { ALONE, "imap", 1, 0, 0, 10, 1, -1, -1 },
  { "imap=ok", "imap", 1, 0, 0, 10, 1, -1, -1 },
  { ALONE "family-pc=yes", "imap", 1, 0, 0, 10, 0, -1, -1 },
  { ALONE "link=metered", "imap", 1, 0, 0, 10, 2, 30, -1 },
  { ALONE "mailbox-gb=26", "imap", 1, 0, 0, 10, 2, 90, -1 },
  { ALONE "devices=2 mailbox-gb=26 offline=often", "imap", 1, 0, 0, 10, 2, 30, -1 },
  { ALONE "devices=2 offline=often", "imap", 1, 0, 0, 10, 1, -1, -1 },
  { ALONE "legal=yes", "imap-archive", 1, 0, 0, 10, 1, -1, 365 },
  { ALONE "devices=2 remove=yes", "imap-archive", 1, 0, 0, 10, 1, -1, 30 },
  { ALONE "prefers=pop", "pop-keep 14", 1, 14, 1, 10, -1, -1, -1 },
  { ALONE "prefers=pop people=unknown", "pop-keep 14", 1, 14, 0, 10, -1, -1, -1 },
  { ALONE "prefers=pop webmail=unknown", "pop-keep 14", 1, 14, 0, 10, -1, -1, -1 },
  { "imap=off pop=ok people=one webmail=never backup=regular", "pop-keep 14", 1, 14, 0, 10, -1, -1,
    -1 },
  { ALONE "prefers=pop legal=yes", "pop-keep 14", 1, 14, 0, 10, -1, -1, -1 },
  { ALONE "imap=off keep-all=yes", "pop-keep 14", 1, 14, 0, 10, -1, -1, -1 },
  { "imap=off pop=ok devices=2", "pop-keep 30", 1, 30, 0, 10, -1, -1, -1 },
  { ALONE "prefers=pop login-delay=600", "pop-keep 14", 1, 14, 1, 10, -1, -1, -1 },
  { ALONE "prefers=pop login-delay=601", "pop-keep 14", 1, 14, 1, 11, -1, -1, -1 },
  { ALONE "prefers=pop login-delay=3600", "pop-keep 14", 1, 14, 1, 60, -1, -1, -1 },
  { ALONE "remove=yes", "pop-delete", 0, -1, 0, 10, -1, -1, -1 },
  { "imap=off pop=ok uidl=no", "pop-delete", 0, -1, 0, 10, -1, -1, -1 },
  { ALONE "keep-all=yes", "both", 1, 0, 0, 10, 1, -1, -1 },
  { ALONE "keep-all=yes login-delay=1200", "both", 1, 0, 0, 20, 1, -1, -1 },
  { "public-pc=yes", "webmail", -1, -1, -1, -1, -1, -1, -1 },
  { "imap=off pop=off", "none", -1, -1, -1, -1, -1, -1, -1 },
  { "imap=blocked pop=blocked", "need-test", -1, -1, -1, -1, -1, -1, -1 },
  { "devices=1 pop-devices=2", "unclear", -1, -1, -1, -1, -1, -1, -1 },
};

static void
test_use (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      WpSituation situation = situation_of (rows[i].facts);
      WpAdvice advice;
      WpMailUse use;

      g_test_message ("%s", rows[i].facts);
      assert_answer (rows[i].facts, rows[i].answer);
      wp_advise (&situation, &advice);
      wp_advise_use (&situation, &advice, &use);
      g_assert_cmpint (use.outcome, ==, advice.outcome);
      g_assert_cmpint (use.leave_on_server, ==, rows[i].leave);
      g_assert_cmpint (use.days_on_server, ==, rows[i].days);
      g_assert_cmpint (use.delete_with_local, ==, rows[i].delete_with_local);
      g_assert_cmpint (use.check_minutes, ==, rows[i].minutes);
      g_assert_cmpint (use.offline_copy, ==, rows[i].copy);
      g_assert_cmpint (use.offline_days, ==, rows[i].copy_days);
      g_assert_cmpint (use.archive_after_days, ==, rows[i].archive);
    }
}

static void
test_other (void)
{
  static const struct
  {
    const char *facts;
    const char *answer;
    const char *other;
  } cases[] = {
    { ALONE, "imap", "pop-keep" },
    { ALONE "devices=2", "imap", "pop-keep" },
    { ALONE "uidl=no", "imap", "unclear" }, /* POP3 would empty the server: not offered */
    { ALONE "devices=2 uidl=no remove=yes", "imap-archive", "unclear" },
    { ALONE "pop=off", "imap", "unclear" },
    { ALONE "prefers=pop", "pop-keep 14", "imap" },
    { ALONE "prefers=pop archive=yes", "pop-keep 14", "imap-archive" },
    { ALONE "remove=yes", "pop-delete", "imap-archive" },
    { ALONE "keep-all=yes", "both", "pop-keep" },
    { ALONE "imap=off", "pop-keep 14", "unclear" },
    { "public-pc=yes imap=ok pop=ok", "webmail", "unclear" },
    { "imap=off pop=off", "none", "unclear" },
    { "devices=1 pop-devices=2", "unclear", "unclear" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      WpSituation situation = situation_of (cases[i].facts);
      WpAdvice advice;

      g_test_message ("%s", cases[i].facts);
      assert_answer (cases[i].facts, cases[i].answer);
      wp_advise (&situation, &advice);
      g_assert_cmpstr (wp_advice_id (wp_advise_other (&situation, &advice)), ==, cases[i].other);
    }
}

static void
test_instead (void)
{
  static const struct
  {
    const char *facts;
    WpAdviceOutcome outcome;
    gboolean is_possible;
    guint days;
    const char *vetoes;
    const char *sure;
  } cases[] = {
    { ALONE, WP_ADVICE_POP_KEEP, TRUE, 14, "", "low" },
    { ALONE "devices=2", WP_ADVICE_POP_KEEP, TRUE, 30, "V0", "medium" },
    { ALONE "devices=2 backup=none", WP_ADVICE_POP_KEEP, TRUE, 30, "V0 V6", "medium" },
    { ALONE "backup=none", WP_ADVICE_POP_DELETE, TRUE, 0, "V3 V6", "medium" },
    { ALONE "uidl=no", WP_ADVICE_BOTH, TRUE, 0, "V4", "medium" },
    { ALONE "remove=yes", WP_ADVICE_BOTH, TRUE, 0, "V5", "medium" },
    { ALONE "prefers=pop", WP_ADVICE_IMAP, TRUE, 0, "", "low" },
    { ALONE "pop=off", WP_ADVICE_POP_KEEP, FALSE, 0, NULL, NULL },
    { ALONE "pop=off", WP_ADVICE_BOTH, FALSE, 0, NULL, NULL },
    { ALONE "imap=off", WP_ADVICE_BOTH, FALSE, 0, NULL, NULL },
    { ALONE "client=geary", WP_ADVICE_POP_DELETE, FALSE, 0, NULL, NULL },
    { ALONE, WP_ADVICE_WEBMAIL, FALSE, 0, NULL, NULL },
    { ALONE, WP_ADVICE_NONE, FALSE, 0, NULL, NULL },
    { ALONE, WP_ADVICE_UNCLEAR, FALSE, 0, NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      WpSituation situation = situation_of (cases[i].facts);
      WpAdvice before, card;
      g_autofree char *vetoes = NULL;

      memset (&card, 0x55, sizeof card);
      before = card;
      g_test_message ("%s, %s", cases[i].facts, wp_advice_id (cases[i].outcome));
      g_assert_cmpint (wp_advise_instead (&situation, cases[i].outcome, &card), ==,
                       cases[i].is_possible);
      if (!cases[i].is_possible)
        {
          g_assert_cmpmem (&card, sizeof card, &before, sizeof before);
          continue;
        }
      vetoes = veto_ids (&card);
      g_assert_cmpint (card.outcome, ==, cases[i].outcome);
      g_assert_cmpuint (card.days, ==, cases[i].days);
      g_assert_cmpstr (vetoes, ==, cases[i].vetoes);
      g_assert_cmpstr (wp_sure_id (card.sure), ==, cases[i].sure);
      g_assert_null (card.gate);
    }
}

/* A word of each warning, in order. */
static void
test_warnings (void)
{
  static const struct
  {
    const char *facts;
    int instead; /* -1: the answer itself */
    const char *words[5];
  } cases[] = {
    { ALONE, -1, { NULL } },
    { ALONE "prefers=pop", -1, { NULL } },
    { ALONE "devices=2 quota=79", -1, { NULL } },
    { ALONE "devices=2 quota=85", -1, { "Look through", "filling up" } },
    { ALONE "people=several", -1, { "login for each" } },
    { ALONE "keep-all=yes", -1, { "Sent mail" } },
    { ALONE "remove=yes", -1, { "second device" } },
    { ALONE "imap=off uidl=no", -1, { "today", "second device" } },
    { ALONE "imap=off uidl=no expire=0", -1, { "today", "second device" } },
    { ALONE "imap=off devices=2 webmail=often", -1, { "{days}", "Sent mail" } },
    { ALONE "imap=off backup=unknown", -1, { "broken or stolen" } },
    { ALONE "prefers=pop offline=often link=slow family-pc=yes archive=yes",
      -1,
      { "Whoever uses" } },
    { ALONE "devices=2", WP_ADVICE_POP_KEEP, { "in step", "Two devices", "{days}", "Sent mail" } },
    { ALONE "webmail=often folders=yes",
      WP_ADVICE_POP_DELETE,
      { "Nothing may empty", "used often", "second device", "Sent mail" } },
    { ALONE "remove=yes", WP_ADVICE_IMAP, { "can be read there" } },
    { ALONE "legal=yes devices=2", WP_ADVICE_IMAP, { "The law" } },
    { ALONE "uidl=no", WP_ADVICE_BOTH, { "cannot keep", "single device", "Sent mail" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      WpSituation situation = situation_of (cases[i].facts);
      const char *texts[8];
      WpAdvice advice;
      guint count, n = 0;

      g_test_message ("%s", cases[i].facts);
      if (cases[i].instead < 0)
        wp_advise (&situation, &advice);
      else
        g_assert_true (wp_advise_instead (&situation, (WpAdviceOutcome) cases[i].instead, &advice));
      count = wp_advise_warnings (&situation, &advice, texts, G_N_ELEMENTS (texts));
      for (; n < G_N_ELEMENTS (cases[i].words) && cases[i].words[n] != NULL; n++)
        if (n >= count || strstr (texts[n], cases[i].words[n]) == NULL)
          g_error ("%s: '%s' is not warning %u, but '%s'", cases[i].facts, cases[i].words[n], n,
                   n < count ? texts[n] : "nothing");
      g_assert_cmpuint (count, ==, n);
      g_assert_cmpuint (wp_advise_warnings (&situation, &advice, texts, 0), ==, 0);
    }
}

/* Why nothing can be used, and that what works instead is no step back. */
static void
test_reason (void)
{
  static const struct
  {
    const char *facts;
    const char *word;
  } cases[] = {
    { "imap=oauth pop=oauth client=outlook-classic", "cannot do that" },
    { "imap=off pop=oauth client=outlook-classic", "cannot do that" },
    { "imap=off pop=ok client=geary", "lacks the protocol" },
    { "imap=off pop=oauth client=geary", "lacks the protocol" },
    { "imap=off pop=off", "switched off" },
    { "imap=no-tls pop=fail", "encrypted and verified" },
    { "imap=no-tls pop=no-tls", "encrypted and verified" },
    { "imap=fail pop=fail", "waypost check" },
    { "imap=blocked pop=blocked", "another network" },
    { "imap=ok", NULL },
    { "public-pc=yes", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      WpSituation situation = situation_of (cases[i].facts);
      WpAdvice advice;
      const char *text;

      wp_advise (&situation, &advice);
      text = wp_advise_reason_text (&situation, &advice);
      g_test_message ("%s: %s", cases[i].facts, text == NULL ? "-" : text);
      if (cases[i].word == NULL)
        {
          g_assert_null (text);
          continue;
        }
      g_assert_nonnull (strstr (text, cases[i].word));
      g_assert_nonnull (strstr (text, "What works instead: "));
    }
}

static void
test_texts (void)
{
  for (guint i = 0; i < WP_N_ADVICE; i++)
    {
      const WpAdviceText *text = wp_advise_text ((WpAdviceOutcome) i);
      const char *const whole[] = { text->meaning, text->where, text->who_deletes,
                                    text->second_copy };

      for (guint n = 0; n < G_N_ELEMENTS (whole); n++)
        {
          g_assert_true (g_ascii_isupper (whole[n][0]));
          g_assert_true (g_str_has_suffix (whole[n], "."));
        }
      g_assert_false (g_str_has_suffix (text->title, "."));
      g_assert_cmpint (strstr (text->title, "{days}") != NULL, ==, i == WP_ADVICE_POP_KEEP);
    }
  for (guint i = 0; i < WP_N_MODIFIERS; i++)
    g_assert_nonnull (wp_advise_modifier_text ((WpModifiers) (1u << i)));
  g_assert_null (wp_advise_change_text (WP_FACT_DEVICES, WP_UNKNOWN));
  g_assert_null (wp_advise_change_text (WP_FACT_MAILBOX_GB, 1));
  g_assert_nonnull (strstr (wp_advise_change_text (WP_FACT_QUOTA, 97), "{value}"));
  g_assert_null (strstr (wp_advise_change_text (WP_FACT_EXPIRE, 0), "{value}"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/advise/use", test_use);
  g_test_add_func ("/advise/other", test_other);
  g_test_add_func ("/advise/instead", test_instead);
  g_test_add_func ("/advise/warnings", test_warnings);
  g_test_add_func ("/advise/reason", test_reason);
  g_test_add_func ("/advise/texts", test_texts);
  return g_test_run ();
}
