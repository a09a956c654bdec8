/* What an answer says in words: that each sentence is true in its situation, that what would be
 * lost is said, and that nothing is said to work that nobody has tried. */
#include <string.h>

#include "advise/advise-private.h"
#include "facts.h"

#define ALONE "devices=1 people=one webmail=never backup=regular imap=ok pop=ok "
#define POP "imap=off pop=ok people=one webmail=never " /* and nothing else */
#define KEEPS POP "devices=1 backup=regular "           /* 14 days */
#define MOST_WORDS 9

static WpAdvice
card_of (const WpSituation *situation, int instead)
{
  WpAdvice advice;

  if (instead < 0)
    wp_advise (situation, &advice);
  else
    g_assert_true (wp_advise_instead (situation, (WpAdviceOutcome) instead, &advice));
  return advice;
}

/* A word of each warning, in order. */
static void
test_warnings (void)
{
  static const struct
  {
    const char *facts;
    int instead; /* -1: the answer itself */
    const char *words[MOST_WORDS];
  } cases[] = {
    { ALONE, -1, { NULL } },
    { ALONE "prefers=pop", -1, { NULL } },
    { ALONE "devices=2 quota=79", -1, { NULL } },
    { ALONE "devices=2 quota=85", -1, { "Look through", "is filling up" } },
    { ALONE "devices=2 quota=94", -1, { "Look through", "is filling up" } },
    { ALONE "devices=2 quota=95", -1, { "Look through", "almost full" } },
    { ALONE "devices=2 quota=99", -1, { "Look through", "almost full" } },
    { ALONE "devices=2 quota=100", -1, { "Look through", "is full, and" } },
    { ALONE "devices=2 quota=150", -1, { "Look through", "is full, and" } },
    { ALONE "people=several", -1, { "login for each" } },
    { ALONE "keep-all=yes devices=2", -1, { "Sent mail" } },
    { ALONE "remove=yes", -1, { "second device" } },
    /* what has to go is not what the server deletes by itself */
    { ALONE "imap=off uidl=no", -1, { "fetched again and again", "second device" } },
    { ALONE "imap=off expire=0", -1, { "whatever the program is told", "second device" } },
    { ALONE "imap=off uidl=no expire=0", -1, { "whatever the program is told", "second device" } },
    { ALONE "imap=off uidl=no expire=31", -1, { "fetched again and again", "second device" } },
    { ALONE "imap=off devices=2 webmail=often", -1, { "last {days} days", "Sent mail" } },
    { ALONE "imap=off devices=2 webmail=often expire=2", -1, { "the last day", "Sent mail" } },
    /* a backup first */
    { ALONE "imap=off backup=unknown", -1, { "Make sure first" } },
    { ALONE "imap=off backup=none", -1, { "Make a backup of this computer first" } },
    { ALONE "lock-fear=yes backup=none",
      -1,
      { "Make a backup of the computer with", "while the account is locked", "Look through" } },
    { ALONE "quota=85 backup=unknown", -1, { "Make sure first", "Look through", "filling up" } },
    { ALONE "quota=85", -1, { "Look through", "filling up" } },
    /* the law, whatever the answer */
    { ALONE "legal=yes", -1, { "no archive in the sense of the law", "Look through" } },
    { ALONE "legal=yes keep-all=yes devices=2", -1, { "sense of the law", "Sent mail" } },
    { "public-pc=yes legal=yes", -1, { "sense of the law" } },
    { KEEPS "legal=yes", -1, { "After {days} days", "sense of the law" } },
    { KEEPS "legal=yes expire=1", -1, { "After one day", "sense of the law" } },
    { KEEPS "uidl=no legal=yes",
      -1,
      { "again and again", "only copy of what must", "sense of the law", "second device" } },
    /* everything is to be kept, and only this computer keeps it */
    { ALONE "remove=yes keep-all=yes",
      -1,
      { "After {days} days this computer has the only copy", "compromise: it goes after {days}" } },
    { KEEPS "keep-all=yes", -1, { "After {days} days this computer has the only copy" } },
    /* to be removed, and kept */
    { ALONE "remove=yes webmail=often",
      -1,
      { "compromise: it goes after {days} days", "only the last", "Sent mail" } },
    { ALONE "remove=yes webmail=often expire=1",
      -1,
      { "compromise: it goes after one day", "only the last day", "Sent mail" } },
    { ALONE "remove=yes devices=2", -1, { "does not fit together with IMAP", "Look through" } },
    { "public-pc=yes remove=yes", -1, { "this way all of it does" } },
    /* another provider soon */
    { ALONE "moving=yes", -1, { "Copy everything to the computer", "Look through" } },
    { KEEPS "moving=yes", -1, { "collect once more" } },
    { ALONE "moving=yes keep-all=yes devices=2", -1, { "copy its other folders", "Sent mail" } },
    { ALONE "lock-fear=yes", -1, { "while the account is locked", "Look through" } },
    /* a computer that others use */
    { ALONE "prefers=pop offline=often link=slow family-pc=yes archive=yes",
      -1,
      { "Whoever uses" } },
    { ALONE "quota=85 family-pc=yes",
      -1,
      { "archive belongs on a computer that only you", "Look through", "filling up" } },
    { ALONE "keep-all=yes devices=2 family-pc=yes",
      -1,
      { "that collects should be", "Sent mail" } },
    /* why two ways on one device */
    { ALONE "keep-all=yes", -1, { "Two ways on one device", "Sent mail" } },
    /* at once */
    { ALONE "instant=yes", -1, { NULL } },
    { ALONE "instant=yes idle=yes", -1, { NULL } },
    { ALONE "instant=yes idle=no", -1, { "This server cannot announce" } },
    { KEEPS "instant=yes idle=yes", -1, { "POP cannot announce" } },
    { ALONE "login-delay=86401", -1, { NULL } },
    { KEEPS "login-delay=86400", -1, { NULL } },
    { KEEPS "login-delay=86401", -1, { "more than a day between two looks" } },
    { ALONE "keep-all=yes devices=2 login-delay=100020", -1, { "Sent mail", "more than a day" } },
    /* a choice for good, from what another network may not have */
    { ALONE "imap=blocked", -1, { "This network blocks IMAP" } },
    { ALONE "pop=blocked", -1, { "This network blocks POP" } },
    { ALONE "imap=blocked uidl=no", -1, { "This network blocks IMAP", "again", "second device" } },
    { ALONE "pop=blocked client=geary", -1, { NULL } },
    /* an alias, before all else */
    { "imap=blocked pop=ok backup=regular role=alias",
      -1,
      { "An alias has no mailbox", "This network blocks IMAP" } },
    { ALONE "role=alias devices=2",
      WP_ADVICE_POP_KEEP,
      { "An alias", "in step", "Two devices", "{days}", "Sent mail" } },
    { "public-pc=yes role=alias", -1, { "An alias has no mailbox" } },
    /* what nobody recommends */
    { ALONE "devices=2", WP_ADVICE_POP_KEEP, { "in step", "Two devices", "{days}", "Sent mail" } },
    { ALONE "webmail=often folders=yes",
      WP_ADVICE_POP_DELETE,
      { "as soon as it is collected while another", "used often", "second device", "Sent mail" } },
    { ALONE "remove=yes", WP_ADVICE_IMAP, { "by the provider, and by", "all of it does" } },
    { ALONE "legal=yes devices=2", WP_ADVICE_IMAP, { "The law", "sense of the law" } },
    { ALONE "uidl=no",
      WP_ADVICE_BOTH,
      { "cannot be left", "single device", "Two ways", "Sent mail" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      WpSituation situation = situation_of (cases[i].facts);
      WpAdvice advice = card_of (&situation, cases[i].instead);
      const char *texts[WP_MOST_WARNINGS];
      guint count = wp_advise_warnings (&situation, &advice, texts, G_N_ELEMENTS (texts)), n = 0;

      g_test_message ("%s", cases[i].facts);
      for (; n < MOST_WORDS && cases[i].words[n] != NULL; n++)
        if (n >= count || strstr (texts[n], cases[i].words[n]) == NULL)
          g_error ("%s: '%s' is not warning %u, but '%s'", cases[i].facts, cases[i].words[n], n,
                   n < count ? texts[n] : "nothing");
      if (count != n)
        g_error ("%s: also warns '%s'", cases[i].facts, texts[n]);
      g_assert_cmpuint (wp_advise_warnings (&situation, &advice, texts, 0), ==, 0);
    }
}

/* Who is told that both work has seen both work. */
static void
test_titles (void)
{
  static const struct
  {
    const char *facts;
    int instead;
    const char *begins;
    gboolean is_tested;
  } cases[] = {
    { ALONE, -1, "Both work well here; IMAP is slightly better", TRUE },
    { ALONE "imap=oauth pop=oauth", -1, "Both work well here; IMAP", TRUE },
    { ALONE "offline=often", -1, "Both work well here; POP is slightly better, leaving", TRUE },
    { "", -1, "Either would do; IMAP is slightly better", FALSE },
    { "imap=ok", -1, "Either would do; IMAP", TRUE },
    { "pop=ok", -1, "Either would do; IMAP", TRUE },
    { "imap=unknown pop=unknown devices=1 backup=regular", -1, "Either would do; IMAP", FALSE },
    { "devices=1 backup=regular prefers=pop", -1, "Either would do; POP is slightly", FALSE },
    { "devices=1 backup=regular prefers=pop quota=79 expire=2", -1,
      "Either would do; POP is slightly better, leaving mail on the server for one day", FALSE },
    { "imap=blocked pop=blocked", -1, "Nothing can be said", FALSE },
    { "imap=off pop=no-tls", -1, "This mail program can use neither", FALSE },
    { ALONE "devices=2", -1, "IMAP fits best", TRUE },
    { ALONE "archive=yes", -1, "POP fits best, leaving mail on the server for {days} days", TRUE },
    { ALONE "archive=yes prefers=pop expire=2", -1,
      "POP fits best, leaving mail on the server for one day", TRUE },
    { ALONE "remove=yes", -1, "POP fits best, leaving nothing", TRUE },
    /* not the best, but all there is */
    { ALONE "pop=off", -1, "IMAP is the only way here", TRUE },
    { ALONE "pop=off archive=yes", -1, "IMAP is the only way here, with an archive", TRUE },
    { KEEPS, -1, "POP is the only way here, leaving mail on the server for {days} days", TRUE },
    { KEEPS "expire=1", -1, "POP is the only way here, leaving mail on the server for one", TRUE },
    { KEEPS "expire=0", -1, "POP is the only way here, and it leaves nothing", TRUE },
    { KEEPS "imap=blocked", -1, "POP is the only way from this network, leaving mail", TRUE },
    { ALONE "pop=blocked", -1, "IMAP is the only way from this network", TRUE },
    { ALONE "pop=blocked client=geary", -1, "IMAP is the only way here", TRUE },
    /* unsure, yet the other one is forbidden: that either would do is not true then */
    { "devices=1 imap=ok archive=yes pop-archive=yes backup=none", -1,
      "IMAP fits best, with an archive", TRUE },
    /* by hand, and not advised: nothing fits best, and nothing is better */
    { ALONE, WP_ADVICE_POP_KEEP, "POP, leaving mail on the server for {days} days, as ch", TRUE },
    { ALONE "expire=2", WP_ADVICE_POP_KEEP, "POP, leaving mail on the server for one day, as ch",
      TRUE },
    { ALONE "prefers=pop", WP_ADVICE_IMAP, "IMAP, as chosen", TRUE },
    { ALONE "devices=2", WP_ADVICE_IMAP, "IMAP fits best", TRUE }, /* the same as advised */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      WpSituation situation = situation_of (cases[i].facts);
      WpAdvice advice = card_of (&situation, cases[i].instead);
      const char *title = wp_advise_title (&situation, &advice);

      if (!g_str_has_prefix (title, cases[i].begins))
        g_error ("%s: '%s', expected '%s…'", cases[i].facts, title, cases[i].begins);
      g_assert_cmpint (wp_advise_is_tested (&situation), ==, cases[i].is_tested);
    }
}

/* Header capitals: of the words with a small letter only those that may have one. */
static gboolean
has_header_capitals (const char *text)
{
  static const char *const small[] = { "and", "by", "as", "an", "the", NULL };
  g_auto (GStrv) words = g_strsplit_set (text, " ,", -1);

  for (char **word = words; *word != NULL; word++)
    if (g_ascii_islower (**word) && (word == words || !g_strv_contains (small, *word)))
      return FALSE;
  return TRUE;
}

static void
test_headings (void)
{
  static const struct
  {
    const char *facts;
    int instead;
    const char *heading;
    const char *slightly; /* the begin of it */
  } cases[] = {
    { ALONE, -1, "Both Work Well Here", "IMAP is slightly better, because" },
    { ALONE "offline=often", -1, "Both Work Well Here", "POP is slightly better." },
    { "", -1, "Either Would Do", "IMAP is slightly better, because" },
    { ALONE "devices=2", -1, "IMAP Fits Best", NULL },
    { ALONE "devices=2 quota=85", -1, "IMAP Fits Best, With an Archive", NULL },
    { ALONE "archive=yes", -1, "POP Fits Best", NULL },
    { ALONE "remove=yes", -1, "POP Fits Best", NULL },
    { ALONE "keep-all=yes devices=2", -1, "IMAP and POP Together Fit Best", NULL },
    { ALONE "pop=off", -1, "IMAP Is the Only Way Here", NULL },
    { ALONE "pop=blocked", -1, "IMAP Is the Only Way From This Network", NULL },
    { KEEPS "expire=0", -1, "POP Is the Only Way Here", NULL },
    { KEEPS "imap=blocked", -1, "POP Is the Only Way From This Network", NULL },
    { "public-pc=yes", -1, "Webmail Fits Best", NULL },
    { "imap=off pop=off", -1, "Neither IMAP nor POP Works Here", NULL },
    { "imap=blocked pop=blocked", -1, "Nothing Can Be Said From Here", NULL },
    { "devices=1 pop-devices=2", -1, "Two Answers Exclude Each Other", NULL },
    { ALONE, WP_ADVICE_POP_KEEP, "POP, as Chosen by Hand", NULL },
    { ALONE "prefers=pop", WP_ADVICE_IMAP, "IMAP, as Chosen by Hand", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      WpSituation situation = situation_of (cases[i].facts);
      WpAdvice advice = card_of (&situation, cases[i].instead);
      const char *slightly = wp_advise_slightly (&situation, &advice);

      g_test_message ("%s", cases[i].facts);
      g_assert_cmpstr (wp_advise_heading (&situation, &advice), ==, cases[i].heading);
      g_assert_true (has_header_capitals (cases[i].heading)
                     || g_str_has_prefix (cases[i].heading, "Neither IMAP nor"));
      g_assert_cmpint (slightly == NULL, ==, cases[i].slightly == NULL);
      g_assert_true (slightly == NULL || g_str_has_prefix (slightly, cases[i].slightly));
    }
}

/* Of the protocol people read as POP. Its number belongs to its standard. */
static void
assert_plain_name (const char *text)
{
  g_test_message ("%s", text == NULL ? "-" : text);
  g_assert_true (text == NULL || strstr (text, "POP3") == NULL);
}

static void
test_name_of_pop (void)
{
  WpSituation situation = situation_of ("");
  WpAdviceRow table[WP_MOST_ROWS];
  WpAdviceReason deciders[WP_MOST_DECIDERS];
  guint count;
  const WpAdviceChip *chips = wp_advise_chips (&count);

  for (guint i = 0; i < count; i++)
    {
      assert_plain_name (chips[i].label);
      assert_plain_name (chips[i].hint);
    }
  for (guint i = 0; i < WP_N_FACTS; i++)
    if (wp_advise_question ((WpFact) i) != NULL)
      assert_plain_name (wp_advise_question ((WpFact) i)->text);
  for (guint i = 0; i < WP_N_ADVICE; i++)
    {
      const WpAdviceText *text = wp_advise_text ((WpAdviceOutcome) i);

      assert_plain_name (text->heading);
      assert_plain_name (text->title);
      assert_plain_name (text->either);
      assert_plain_name (text->meaning);
    }
  count = wp_advise_table (&situation, table);
  for (guint i = 0; i < count; i++)
    assert_plain_name (table[i].reason.text);
  count = wp_advise_deciders (deciders);
  for (guint i = 0; i < count; i++)
    assert_plain_name (deciders[i].text);
  for (guint i = 0; i < WP_N_FACTS; i++)
    for (gint32 value = 0; value < 8; value++)
      assert_plain_name (wp_advise_change_text ((WpFact) i, value));
}

/* Where the original is, who can delete it, what the second copy is. */
static void
test_three (void)
{
  static const struct
  {
    const char *facts;
    const char *where, *who, *second;
  } cases[] = {
    { ALONE "devices=2", "on the server", "Any device", "Devices that keep mail" },
    { ALONE, "on the server", "This device can delete it", "If the device keeps mail" },
    { ALONE "mailbox-gb=26", "on the server", "This device can delete it",
      "The device holds a copy of recent mail" },
    { ALONE "devices=2 link=slow", "on the server", "Any device", "recent mail only" },
    { ALONE "family-pc=yes", "on the server", "This device", "There is none: this computer" },
    { ALONE "family-pc=yes devices=2", "on the server", "Any device",
      "There is none on this computer" },
    /* an archive, and its backup */
    { ALONE "quota=85", "Old mail is on one computer", "only the computer with",
      "The backup of that computer is" },
    { ALONE "quota=85 backup=none", "Old mail is on one computer", "only the computer with",
      "none of the archive until" },
    { ALONE "quota=85 backup=unknown", "Old mail is on one computer", "only the computer with",
      "only if that computer is backed up" },
    { ALONE "quota=85 family-pc=yes", "on a computer of your own, not on this shared one",
      "only the computer with", "The backup of that computer" },
    { ALONE "lock-fear=yes backup=none", "a copy of all of it, is on one computer",
      "This device can delete what is on the server", "no deletion on the server reaches it" },
    { ALONE "moving=yes family-pc=yes", "all of it, is on a computer of your own",
      "This device can delete what is on the server", "no deletion on the server reaches it" },
    { ALONE "moving=yes remove=yes devices=2", "one computer gets everything",
      "what is on the server; only that", "The backup of the computer with the archive" },
    { ALONE "moving=yes remove=yes devices=2 backup=none", "one computer gets everything",
      "what is on the server; only that", "none of the archive until" },
    /* one computer that collects */
    { KEEPS, "the computer that collects it", "at the next check; everything else",
      "after that the backup of the computer" },
    { KEEPS "expire=1", "the computer that collects it", "server after one day",
      "for one day; after that the backup" },
    { KEEPS "webmail=often", "the computer that collects it", "The server's copy goes after {days}",
      "after that the backup of the computer" },
    { KEEPS "webmail=often expire=2", "the computer that collects it",
      "The server's copy goes after one day", "for one day; after that the backup" },
    { KEEPS "backup=none", "the computer that collects it", "at the next check",
      "after that there is none until" },
    { KEEPS "backup=none expire=1", "the computer that collects it", "at the next check",
      "for one day; after that there is none until" },
    { KEEPS "backup=unknown", "the computer that collects it", "at the next check",
      "after that there is one only if" },
    { KEEPS "backup=unknown expire=1", "the computer that collects it", "at the next check",
      "for one day; after that there is one only if" },
    /* one that does, and others that see what the server has */
    { POP "devices=2 backup=none", "the computer that collects it", "copy goes after {days} days",
      "none until the computer is backed up" },
    { POP "devices=3 expire=2", "the computer that collects it", "copy goes after one day",
      "for one day; after that" },
    { POP "devices=2 uidl=no", "collects it, and nowhere else", "Only that computer",
      "only if that computer is backed up" },
    /* several that do */
    { POP "devices=2 pop-devices=2 backup=none",
      "Each computer that collects has a copy of its own",
      "for all of them, {days} days after the first", "only the copies on the computers" },
    { POP "pop-devices=2", "Each computer that collects", "{days} days after the first",
      "only the copies on the computers" },
    { POP "devices=3 pop-devices=3 expire=2", "Each computer that collects",
      "one day after the first", "for one day; after that" },
    { POP "devices=2 pop-devices=2 uidl=no", "collected it first, and nowhere else",
      "once one of them", "only if that computer is backed up" },
    { KEEPS "uidl=no", "nowhere else", "Only that computer", "The backup of that computer is" },
    { KEEPS "uidl=no backup=none", "nowhere else", "Only that computer", "none until that" },
    /* both */
    { ALONE "keep-all=yes devices=2", "on the server", "Any device", "The collecting computer" },
    { ALONE "keep-all=yes", "on the server", "This device can delete it on the server",
      "The collecting computer" },
    { "public-pc=yes", "on the server", "Whoever is signed in", "There is none." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      WpSituation situation = situation_of (cases[i].facts);
      WpAdvice advice = card_of (&situation, -1);
      const char *const says[] = { wp_advise_where (&situation, &advice),
                                   wp_advise_who_deletes (&situation, &advice),
                                   wp_advise_second_copy (&situation, &advice) };
      const char *const words[] = { cases[i].where, cases[i].who, cases[i].second };

      for (guint n = 0; n < G_N_ELEMENTS (says); n++)
        if (strstr (says[n], words[n]) == NULL)
          g_error ("%s: '%s' is not in '%s'", cases[i].facts, words[n], says[n]);
    }
}

/* Who has one device is told of that one. */
static void
test_one_device (void)
{
  static const char *const grounds[] = {
    ALONE,
    "devices=1",
    ALONE "link=slow",
    ALONE "mailbox-gb=26",
    ALONE "quota=85",
    ALONE "quota=85 family-pc=yes",
    ALONE "lock-fear=yes backup=none",
    ALONE "moving=yes",
    ALONE "moving=yes remove=yes backup=none",
    ALONE "archive=yes",
    ALONE "keep-all=yes",
    ALONE "remove=yes",
    ALONE "offline=often",
    ALONE "public-pc=yes",
  };
  static const char *const several[] = { "each device", "any device", "all devices", "devices ",
                                         "other devices" };

  for (guint i = 0; i < G_N_ELEMENTS (grounds); i++)
    for (int instead = -1; instead <= WP_ADVICE_BOTH; instead++)
      {
        WpSituation situation = situation_of (grounds[i]);
        WpAdvice advice;
        WpAdviceBrief brief = { NULL };

        wp_advise (&situation, &advice);
        if (instead >= 0 && !wp_advise_instead (&situation, (WpAdviceOutcome) instead, &advice))
          continue;
        wp_advise_brief (&situation, &advice, &brief);
        const char *const says[] = { wp_advise_title (&situation, &advice),
                                     wp_advise_meaning (&situation, &advice),
                                     wp_advise_where (&situation, &advice),
                                     wp_advise_who_deletes (&situation, &advice),
                                     wp_advise_second_copy (&situation, &advice),
                                     brief.where,
                                     brief.who_deletes,
                                     brief.second_copy };

        for (guint n = 0; n < G_N_ELEMENTS (says) && says[n] != NULL; n++)
          {
            g_autofree char *small = g_ascii_strdown (says[n], -1);

            for (guint w = 0; w < G_N_ELEMENTS (several); w++)
              if (strstr (small, several[w]) != NULL)
                g_error ("%s, %d: '%s'", grounds[i], instead, says[n]);
          }
      }
}

/* Nobody is told of one days; and a mailbox that is over its limit is not almost full. */
static void
test_numbers (void)
{
  static const char *const grounds[] = { KEEPS "expire=1", KEEPS "expire=2 backup=none remove=yes",
                                         POP "devices=2 expire=1 legal=yes keep-all=yes",
                                         POP "pop-devices=3 expire=2 webmail=often" };

  for (guint i = 0; i < G_N_ELEMENTS (grounds); i++)
    {
      WpSituation situation = situation_of (grounds[i]);
      WpAdvice advice = card_of (&situation, -1);
      const char *texts[WP_MOST_WARNINGS + 5] = {
        wp_advise_title (&situation, &advice),       wp_advise_meaning (&situation, &advice),
        wp_advise_where (&situation, &advice),       wp_advise_who_deletes (&situation, &advice),
        wp_advise_second_copy (&situation, &advice),
      };
      guint count = 5 + wp_advise_warnings (&situation, &advice, texts + 5, WP_MOST_WARNINGS);

      assert_answer (grounds[i], "pop-keep 1");
      for (guint n = 0; n < count; n++)
        if (strstr (texts[n], "{days}") != NULL)
          g_error ("%s: one days: '%s'", grounds[i], texts[n]);
    }
}

static void
test_full (void)
{
  static const struct
  {
    const char *facts;
    const char *word;
  } cases[] = {
    { "quota=94", "is filling up." },
    { "quota=95", "is almost full;" },
    { "quota=99 quota-fixed=yes", "is almost full and" },
    { "quota=100", "is full;" },
    { "quota=150 quota-fixed=yes", "is full and" },
    { "quota=1000", "is full;" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      WpAdvice advice = advice_on (cases[i].facts);

      g_assert_cmpuint (advice.n_reasons, ==, 2);
      g_assert_cmpstr (advice.reasons[1].rule, ==, "M1");
      if (strstr (advice.reasons[1].text, cases[i].word) == NULL)
        g_error ("%s: '%s'", cases[i].facts, advice.reasons[1].text);
    }
}

/* What this network takes away, it does not take away for good. */
static void
test_gates (void)
{
  static const struct
  {
    const char *facts;
    const char *word;
  } cases[] = {
    { ALONE "imap=blocked", "only POP can be used from this network" },
    { ALONE "pop=blocked", "only IMAP can be used from this network" },
    { ALONE "imap=blocked uidl=no", "Only POP can be used from this network" },
    { ALONE "imap=off", "only POP can be used here" },
    { ALONE "imap=off uidl=no", "Only POP can be used here" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      WpAdvice advice = advice_on (cases[i].facts);

      g_assert_true (advice.is_forced);
      g_assert_cmpstr (advice.vetoes[0].rule, ==, advice.gate);
      g_assert_nonnull (strstr (advice.vetoes[0].text, cases[i].word));
    }
}

/* A veto says what is really left out: n days on the server empty it, too, in the end. */
static void
test_vetoes (void)
{
  for (guint i = 0; i < WP_N_VETOES; i++)
    g_assert_null (strstr (wp_veto_reason ((WpVeto) i)->text, "Nothing may"));
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
    { "imap=fail pop=fail", "A check of the address" },
    { "imap=blocked pop=blocked", "another network" },
    { "imap=blocked pop=fail role=alias", "no mailbox" },
    { "imap=off pop=off role=alias", "no mailbox" },
    { "imap=ok role=alias", "no mailbox" },
    { "imap=ok role=mailbox", NULL },
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
      g_assert_true (strstr (text, "What works instead: ") != NULL
                     || strstr (text, "set up that one") != NULL);
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
  g_assert_null (strstr (wp_advise_change_text (WP_FACT_EXPIRE, 1), "{value}"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/advise/words/warnings", test_warnings);
  g_test_add_func ("/advise/words/titles", test_titles);
  g_test_add_func ("/advise/words/headings", test_headings);
  g_test_add_func ("/advise/words/name-of-pop", test_name_of_pop);
  g_test_add_func ("/advise/words/three", test_three);
  g_test_add_func ("/advise/words/one-device", test_one_device);
  g_test_add_func ("/advise/words/numbers", test_numbers);
  g_test_add_func ("/advise/words/full", test_full);
  g_test_add_func ("/advise/words/gates", test_gates);
  g_test_add_func ("/advise/words/vetoes", test_vetoes);
  g_test_add_func ("/advise/words/reason", test_reason);
  g_test_add_func ("/advise/words/texts", test_texts);
  return g_test_run ();
}
