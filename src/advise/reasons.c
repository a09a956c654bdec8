/* Why nothing can be used, and what works instead; and what to heed with an answer. */
#include "advise/advise-private.h"

#include <glib/gi18n-lib.h>

/* Why one protocol is out, the cause that a person can do most about first. */
typedef enum
{
  LACKS_SIGN_IN,  /* the program cannot sign in on the web for it */
  LACKS_PROTOCOL, /* the program does not have it, the server might */
  IS_OFF,
  IS_UNVERIFIED,
  FAILS,
} Cause;

static Cause
cause_of (const WpSituation *situation, WpFact protocol)
{
  switch (situation->values[protocol])
    {
    case WP_ACCESS_OAUTH:
      return wp_program_has (situation, protocol, FALSE) ? LACKS_SIGN_IN : LACKS_PROTOCOL;
    case WP_ACCESS_OFF:
      return IS_OFF;
    case WP_ACCESS_NO_TLS:
      return IS_UNVERIFIED;
    case WP_ACCESS_FAIL:
    case WP_ACCESS_BLOCKED:
      return FAILS;
    default:
      return LACKS_PROTOCOL;
    }
}

static const char *const causes[] = {
  [LACKS_SIGN_IN] = N_ (
      "The provider wants a sign-in on its web page, and this mail program cannot do that here. "
      "What works instead: a program that can, such as Thunderbird; or, where this program offers "
      "it, adding the account under the provider's own name; or webmail."),
  [LACKS_PROTOCOL] = N_ (
      "This mail program lacks the protocol that can be used here. What works instead: a program "
      "that has both, such as Thunderbird; or webmail."),
  [IS_OFF] = N_ (
      "IMAP and POP are not offered, or are switched off for this mailbox. What works instead: "
      "switching IMAP on in the settings of webmail, where there is such a switch; else webmail or "
      "the provider's own program."),
  [IS_UNVERIFIED] = N_ (
      "No connection to the server is encrypted and verified, so a password could fall into the "
      "wrong hands. What works instead: webmail, until the provider has mended its servers."),
  [FAILS] = N_ (
      "The servers of this mailbox do not answer as they should. What works instead: webmail for "
      "now. A check of the address tells what is wrong and who can mend it."),
};

static const char alias[] = N_ (
    "An alias has no mailbox, so no program can log in to it. All this holds for the mailbox that "
    "its mail goes to; set up that one.");

static gboolean
is_alias (const WpSituation *situation)
{
  return situation->values[WP_FACT_ROLE] == WP_ROLE_ALIAS;
}

const char *
wp_advise_reason_text (const WpSituation *situation, const WpAdvice *advice)
{
  if (is_alias (situation) && advice->outcome != WP_ADVICE_UNCLEAR)
    return alias;
  if (advice->outcome == WP_ADVICE_NEED_TEST)
    return N_ ("This network, or this computer, does not let mail programs through; the account is "
               "not to blame. What works instead: another network, for example the hotspot of a "
               "phone. Then run this again.");
  if (advice->outcome != WP_ADVICE_NONE)
    return NULL;
  return causes[MIN (cause_of (situation, WP_FACT_IMAP), cause_of (situation, WP_FACT_POP))];
}

/* Warnings */

#define BIT(outcome) (1u << (outcome))
#define ALL_IMAP (BIT (WP_ADVICE_IMAP) | BIT (WP_ADVICE_IMAP_ARCHIVE) | BIT (WP_ADVICE_BOTH))
#define ALL_POP (BIT (WP_ADVICE_POP_KEEP) | BIT (WP_ADVICE_POP_DELETE))
#define ALWAYS                                                                                     \
  {                                                                                                \
    WP_ANYWAY, 0, 0                                                                                \
  }
#define MORE G_MAXINT32

#define YES(fact)                                                                                  \
  {                                                                                                \
    fact, 1, 1                                                                                     \
  }
#define KEPT BIT (WP_ADVICE_POP_KEEP)
#define DELETED BIT (WP_ADVICE_POP_DELETE)
#define ARCHIVED BIT (WP_ADVICE_IMAP_ARCHIVE)
#define COLLECTED BIT (WP_ADVICE_BOTH)
#define DAY_S 86400

/* Several rows may stand for one text; it is said once. */
/* Translators: these, and those in the table below, say what to heed with the recommended way, each
 * shown alone. */
static const char no_names[] = N_ (
    "The server cannot tell a program which mail it has fetched already, so what is left there "
    "would be fetched again and again: it has to go once it was collected. Make a backup today.");
static const char sees_less[] = N_ ("Other devices, other people and webmail see only the last "
                                    "{days} days.");
static const char sees_a_day[] = N_ ("Other devices, other people and webmail see only the last "
                                     "day.");
static const char sent_here[] = N_ ("Sent mail stays on this computer; nobody else sees it.");
static const char only_copy[] = N_ (
    "After {days} days this computer has the only copy of what must be kept: it needs a backup, "
    "and nothing may be deleted on it.");
static const char only_copy_a_day[] = N_ (
    "After one day this computer has the only copy of what must be kept: it needs a backup, and "
    "nothing may be deleted on it.");
static const char only_copy_at_once[] = N_ (
    "This computer has the only copy of what must be kept: it needs a backup, and nothing may be "
    "deleted on it.");

static const char imap_untried[] = N_ (
    "This network blocks IMAP, so nothing is known of it. Try another network, for example the "
    "hotspot of a phone, before you decide for good.");
static const char pop_untried[] = N_ (
    "This network blocks POP, so nothing is known of it. Try another network, for example the "
    "hotspot of a phone, before you decide for good.");

/* In the order of what is lost if it is not heeded. */
static const struct
{
  guint outcomes;
  WpCondition when, and;
  const char *text;
  const char *one_day; /* where mail is kept for one day; NULL: the same */
} warnings[] = {
  { DELETED,
    { WP_FACT_EXPIRE, 0, 0 },
    ALWAYS,
    N_ ("The server deletes what was collected, whatever the program is told. Make a backup "
        "today."),
    NULL },
  { DELETED, { WP_FACT_UIDL, 0, 0 }, { WP_FACT_EXPIRE, WP_UNKNOWN, WP_UNKNOWN }, no_names, NULL },
  { DELETED, { WP_FACT_UIDL, 0, 0 }, { WP_FACT_EXPIRE, 1, MORE }, no_names, NULL },
  { KEPT, YES (WP_FACT_KEEP_ALL), ALWAYS, only_copy, only_copy_a_day },
  { KEPT, YES (WP_FACT_LEGAL), ALWAYS, only_copy, only_copy_a_day },
  { DELETED, YES (WP_FACT_KEEP_ALL), ALWAYS, only_copy_at_once, NULL },
  { DELETED, YES (WP_FACT_LEGAL), ALWAYS, only_copy_at_once, NULL },
  { ALL_IMAP | ALL_POP | BIT (WP_ADVICE_WEBMAIL), YES (WP_FACT_LEGAL), ALWAYS,
    N_ ("This is no archive in the sense of the law: a copy that its owner can delete does not "
        "count everywhere, and sent mail counts, too. Ask who knows the rules that apply."),
    NULL },
  { ALL_POP,
    { WP_FACT_BACKUP, WP_BACKUP_NONE, WP_BACKUP_NONE },
    ALWAYS,
    N_ ("Make a backup of this computer first: without one, a broken or stolen disk takes the mail "
        "with it."),
    NULL },
  { ALL_POP,
    { WP_FACT_BACKUP, WP_UNKNOWN, WP_UNKNOWN },
    ALWAYS,
    N_ ("Make sure first that this computer is backed up: without a backup, a broken or stolen "
        "disk takes the mail with it."),
    NULL },
  { ARCHIVED,
    { WP_FACT_BACKUP, WP_BACKUP_NONE, WP_BACKUP_NONE },
    ALWAYS,
    N_ ("Make a backup of the computer with the archive first: what leaves the server is on that "
        "one disk only."),
    NULL },
  { ARCHIVED,
    { WP_FACT_BACKUP, WP_UNKNOWN, WP_UNKNOWN },
    ALWAYS,
    N_ ("Make sure first that the computer with the archive is backed up: what leaves the server "
        "is on that one disk only."),
    NULL },
  { ARCHIVED | BIT (WP_ADVICE_IMAP), YES (WP_FACT_MOVING), ALWAYS,
    N_ ("Copy everything to the computer before the old account ends, each folder and not only the "
        "inbox, and count it there. What is only on the old server then is gone."),
    NULL },
  { COLLECTED, YES (WP_FACT_MOVING), ALWAYS,
    N_ ("Before the old account ends, copy its other folders and its sent mail, too: the collector "
        "has only what arrived in the inbox."),
    NULL },
  { ALL_POP, YES (WP_FACT_MOVING), ALWAYS,
    N_ ("Before the old account ends, collect once more, and save its other folders and its sent "
        "mail in webmail or by IMAP: POP sees the inbox only. Add the new account beside the old "
        "one, and keep the old one, because its mail is in it."),
    NULL },
  { ARCHIVED, YES (WP_FACT_LOCK_FEAR), ALWAYS,
    N_ ("Copy new mail to the archive, too, and often: what is only on the server cannot be "
        "reached while the account is locked."),
    NULL },
  { KEPT, YES (WP_FACT_REMOVE), ALWAYS,
    N_ ("That mail must not stay at the provider does not fit together with what else was said, "
        "which needs it there for a while. This is a compromise: it goes after {days} days."),
    N_ ("That mail must not stay at the provider does not fit together with what else was said, "
        "which needs it there for a while. This is a compromise: it goes after one day.") },
  { ARCHIVED, YES (WP_FACT_REMOVE), ALWAYS,
    N_ ("That mail must not stay at the provider does not fit together with IMAP, which shows what "
        "is on the server. This is a compromise: new mail is there for a while, and leaves it for "
        "the archive."),
    NULL },
  { BIT (WP_ADVICE_IMAP) | COLLECTED | BIT (WP_ADVICE_WEBMAIL), YES (WP_FACT_REMOVE), ALWAYS,
    N_ ("Mail is not to stay at the provider, but this way all of it does."), NULL },
  { DELETED, ALWAYS, ALWAYS,
    N_ ("A second device would never see what this computer has collected."), NULL },
  { KEPT, { WP_FACT_DEVICES, 2, 3 }, ALWAYS, sees_less, sees_a_day },
  { KEPT, YES (WP_FACT_PEOPLE), ALWAYS, sees_less, sees_a_day },
  { KEPT, { WP_FACT_WEBMAIL, 1, 2 }, ALWAYS, sees_less, sees_a_day },
  { ALL_POP, { WP_FACT_DEVICES, 2, 3 }, ALWAYS, sent_here, NULL },
  { ALL_POP, YES (WP_FACT_PEOPLE), ALWAYS, sent_here, NULL },
  { ALL_POP, { WP_FACT_WEBMAIL, 1, 2 }, ALWAYS, sent_here, NULL },
  { ALL_POP, YES (WP_FACT_FAMILY_PC), ALWAYS,
    N_ ("Whoever uses this computer can read the mail on it, unless each has an account of their "
        "own."),
    NULL },
  { ARCHIVED, YES (WP_FACT_FAMILY_PC), ALWAYS,
    N_ ("The archive belongs on a computer that only you use, not on this shared one."), NULL },
  { COLLECTED, YES (WP_FACT_FAMILY_PC), ALWAYS,
    N_ ("The computer that collects should be one that only you use, not this shared one."), NULL },
  { COLLECTED,
    { WP_FACT_DEVICES, 1, 1 },
    ALWAYS,
    N_ ("Two ways on one device, because what collects by POP never deletes, even when you do. On "
        "the same computer, let a second mail program collect, or a second account with folders of "
        "its own."),
    NULL },
  { COLLECTED, ALWAYS, ALWAYS,
    N_ ("Sent mail, and mail that the server files into folders, is not in the second copy."),
    NULL },
  { ARCHIVED, ALWAYS, ALWAYS,
    N_ ("Look through the archive once before anything is cleared from the server."), NULL },
  { ALL_IMAP,
    { WP_FACT_QUOTA, 80, 94 },
    ALWAYS,
    N_ ("The mailbox is filling up: make room, or move old mail to an archive."),
    NULL },
  { ALL_IMAP,
    { WP_FACT_QUOTA, 95, 99 },
    ALWAYS,
    N_ ("The mailbox is almost full: make room, or move old mail to an archive."),
    NULL },
  { ALL_IMAP,
    { WP_FACT_QUOTA, 100, MORE },
    ALWAYS,
    N_ ("The mailbox is full, and new mail is turned away: make room, or move old mail to an "
        "archive."),
    NULL },
  { ALL_IMAP, YES (WP_FACT_PEOPLE), ALWAYS,
    N_ ("A login for each person is better than one password that is passed around."), NULL },
  { ALL_IMAP,
    YES (WP_FACT_INSTANT),
    { WP_FACT_IDLE, 0, 0 },
    N_ ("This server cannot announce new mail: a program finds it only when it looks."),
    NULL },
  { ALL_POP, YES (WP_FACT_INSTANT), ALWAYS,
    N_ ("POP cannot announce new mail: a program finds it only when it looks."), NULL },
  { ALL_POP | COLLECTED,
    { WP_FACT_LOGIN_DELAY, DAY_S + 1, MORE },
    ALWAYS,
    N_ ("The server wants more than a day between two looks by POP, and no program can be told to "
        "wait so long: some looks will be refused, or you look by hand."),
    NULL },
};

typedef struct
{
  const char **texts;
  guint count, most;
} List;

static void
add (List *list, const char *text)
{
  for (guint i = 0; i < list->count; i++)
    if (list->texts[i] == text)
      return;
  if (list->count < list->most)
    list->texts[list->count++] = text;
}

/* How strongly a rule speaks against this outcome. */
static int
weight_against (const WpAdviceReason *reason, WpAdviceOutcome outcome)
{
  if ((BIT (outcome) & ALL_POP) != 0)
    return reason->server;
  return outcome == WP_ADVICE_IMAP ? MAX (-reason->server, reason->archive) : -reason->server;
}

/* U0 speaks for IMAP in every situation: it is no warning against POP3. */
static void
add_strongest (const WpAdvice *advice, List *list)
{
  const WpAdviceReason *best = NULL;

  for (guint i = 1; i < advice->n_reasons; i++)
    {
      const WpAdviceReason *reason = &advice->reasons[i];

      if (weight_against (reason, advice->outcome) > 0
          && (best == NULL
              || weight_against (reason, advice->outcome) > weight_against (best, advice->outcome)))
        best = reason;
    }
  if (best != NULL)
    add (list, best->text);
}

guint
wp_advise_warnings (const WpSituation *situation,
                    const WpAdvice *advice,
                    const char **found,
                    guint most)
{
  List list = { found, 0, most };
  WpVerdict verdict;

  wp_verdict (situation, 0, &verdict);
  if (is_alias (situation) && advice->outcome <= WP_ADVICE_WEBMAIL)
    add (&list, alias);
  if (advice->is_forced && wp_gate_is_of_this_network (situation, verdict.gate))
    add (&list, situation->values[WP_FACT_IMAP] == WP_ACCESS_BLOCKED ? imap_untried : pop_untried);
  if (verdict.outcome != advice->outcome)
    {
      for (guint i = 0; i < advice->n_vetoes; i++)
        add (&list, advice->vetoes[i].text);
      add_strongest (advice, &list);
    }
  for (guint i = 0; i < G_N_ELEMENTS (warnings); i++)
    if ((warnings[i].outcomes & BIT (advice->outcome)) != 0
        && wp_condition_holds (&warnings[i].when, situation)
        && wp_condition_holds (&warnings[i].and, situation))
      add (&list, advice->days == 1 && warnings[i].one_day != NULL ? warnings[i].one_day
                                                                   : warnings[i].text);
  return list.count;
}
