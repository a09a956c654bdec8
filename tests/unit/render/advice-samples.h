/* Answers for the tests of render/: a report in the words of tests/unit/diagnose/script.h, and the
 * facts of a situation, those that were measured and those that were given. */
#pragma once

#include "advise/advise.h"
#include "model/report.h"
#include "script.h"

#define MAILBOX                                                                                    \
  "account anna@example.org\n"                                                                     \
  "candidate imap imap.example.org 993 implicit provider-https\n"                                  \
  "candidate pop3 pop.example.org 995 implicit provider-https\n"                                   \
  "candidate smtp smtp.example.org 465 implicit provider-https\n"                                  \
  "service imap yes 1 asked auth=PLAIN tls=TLSv1.3 ms=212\n"                                       \
  "service pop3 yes 2 asked auth=PLAIN tls=TLSv1.3 ms=198\n"                                       \
  "service smtp yes 3 asked auth=PLAIN tls=TLSv1.3 ms=240\n"                                       \
  "step 1 resolve ok\nstep 1 connect ok address=192.0.2.10\n"                                      \
  "fact quota_used_kib=4003906\nfact quota_limit_kib=6445312\nfact messages=4204\n"                \
  "fact messages_all=18204\nfact folders=23\nfact idle=yes\nfact pop_uidl=yes\n"

/* Servers that answer, and nobody logged in. */
#define LOOKED_AT                                                                                  \
  "account anna@example.org\nlook-only\n" \
  "candidate imap imap.example.org 993 implicit provider-https\n"                                  \
  "candidate smtp smtp.example.org 465 implicit provider-https\n"                                  \
  "service imap not-tested 1 asked tls=TLSv1.3\nservice smtp not-tested 2 asked tls=TLSv1.3\n"     \
  "step 1 resolve ok\nstep 1 connect ok address=192.0.2.10\ntls 1 ok\nstep 1 greeting ok\n"        \
  "step 2 resolve ok\nstep 2 connect ok address=192.0.2.10\ntls 2 ok\nstep 2 greeting ok\n"

#define LOGINS "imap=ok pop=ok quota=62 mailbox-gb=4.1 idle=yes uidl=yes"

static const struct
{
  const char *name;
  const char *script;
  const char *measured, *given;
} advice_samples[] = {
  { "advice-imap", MAILBOX, LOGINS,
    "devices=3 people=one webmail=often backup=regular "
    "remove=no offline=often" },
  { "advice-either", MAILBOX, LOGINS, "" },
  { "advice-archive", MAILBOX, "imap=ok pop=ok quota=97 login-delay=900",
    "devices=2 people=one webmail=sometimes backup=none remove=no" },
  { "advice-pop-keep", MAILBOX, "imap=ok pop=ok expire=31 login-delay=900 prefers=pop",
    "devices=1 people=one webmail=never backup=regular archive=yes" },
  { "advice-pop-delete", MAILBOX, LOGINS,
    "devices=1 people=one webmail=never backup=regular remove=yes" },
  { "advice-forced", MAILBOX, "imap=off pop=ok expire=0", "devices=1 backup=none" },
  { "advice-both", MAILBOX, LOGINS, "devices=2 keep-all=yes backup=regular" },
  { "advice-only-pop", MAILBOX, "imap=off pop=ok", "devices=2 backup=none" },
  { "advice-webmail", "", "", "public-pc=yes" },
  { "advice-none", MAILBOX, "imap=oauth pop=oauth", "client=outlook-classic" },
  { "advice-blocked", "account anna@example.org\n", "imap=blocked pop=blocked", "" },
  { "advice-unclear", MAILBOX, LOGINS, "devices=1 pop-devices=3" },
  { "advice-untested", LOOKED_AT, "", "" },
  { "advice-not-sure", MAILBOX, LOGINS,
    "devices=2 people=one webmail=unknown backup=unknown remove=no" },
  { "advice-copy", MAILBOX, LOGINS, "devices=2 keep-all=yes lock-fear=yes archive=yes" },
  { "advice-nobody", "", "",
    "imap=ok pop=ok quota=83 largest-folder=120000 expire=never "
    "login-delay=30 quota-fixed=yes devices=1" },
};

static void
take_facts (WpSituation *situation, const char *facts, WpFactOrigin origin)
{
  g_auto (GStrv) words = g_strsplit (facts, " ", -1);

  for (char **word = words; *word != NULL; word++)
    {
      WpSituation one;

      if (**word == '\0')
        continue;
      wp_situation_init (&one);
      g_assert_true (wp_situation_give (&one, *word, NULL));
      for (guint i = 0; i < WP_N_FACTS; i++)
        if (one.origins[i] != WP_ORIGIN_NONE)
          wp_situation_set (situation, (WpFact) i, one.values[i], origin);
    }
}

/* The report with its answer. */
static WpReport *
advised_report (const char *script, const char *measured, const char *given)
{
  WpReport *report = script_report (script);
  WpSituation situation;
  WpAdvice advice;

  wp_situation_init (&situation);
  take_facts (&situation, given, WP_ORIGIN_GIVEN);
  take_facts (&situation, measured, WP_ORIGIN_MEASURED);
  wp_advise (&situation, &advice);
  wp_report_set_advice (report, &situation, &advice);
  return report;
}
