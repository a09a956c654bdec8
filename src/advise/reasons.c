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
      "IMAP and POP3 are not offered, or are switched off for this mailbox. What works instead: "
      "switching IMAP on in the settings of webmail, where there is such a switch; else webmail or "
      "the provider's own program."),
  [IS_UNVERIFIED] = N_ (
      "No connection to the server is encrypted and verified, so a password could fall into the "
      "wrong hands. What works instead: webmail, until the provider has mended its servers."),
  [FAILS] = N_ (
      "The servers of this mailbox do not answer as they should. What works instead: webmail for "
      "now. “waypost check” tells what is wrong and who can mend it."),
};

const char *
wp_advise_reason_text (const WpSituation *situation, const WpAdvice *advice)
{
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

/* Several rows may stand for one text; it is said once. */
static const char forced[] = N_ ("The server deletes what was collected, whatever the program is "
                                 "told. Make a backup today.");
static const char sees_less[] = N_ ("Other devices, other people and webmail see only the last "
                                    "{days} days.");
static const char sent_here[] = N_ ("Sent mail stays on this computer; nobody else sees it.");

static const struct
{
  guint outcomes;
  WpCondition when;
  const char *text;
} warnings[] = {
  /* Translators: what to heed with the recommended way, each shown alone. */
  { ALL_IMAP | ALL_POP,
    { WP_FACT_ROLE, WP_ROLE_ALIAS, WP_ROLE_ALIAS },
    N_ ("An alias has no mailbox, so no program can log in to it. All this holds for the mailbox "
        "that its mail goes to; set up that one.") },
  { BIT (WP_ADVICE_POP_DELETE), { WP_FACT_EXPIRE, 0, 0 }, forced },
  { BIT (WP_ADVICE_POP_DELETE), { WP_FACT_UIDL, 0, 0 }, forced },
  { ALL_POP,
    { WP_FACT_BACKUP, WP_UNKNOWN, WP_BACKUP_NONE },
    N_ ("Without a backup of this computer, a broken or stolen disk takes the mail with it.") },
  { BIT (WP_ADVICE_POP_DELETE), ALWAYS,
    N_ ("A second device would never see what this computer has collected.") },
  { BIT (WP_ADVICE_POP_KEEP), { WP_FACT_DEVICES, 2, 3 }, sees_less },
  { BIT (WP_ADVICE_POP_KEEP), { WP_FACT_PEOPLE, WP_PEOPLE_SEVERAL, WP_PEOPLE_SEVERAL }, sees_less },
  { BIT (WP_ADVICE_POP_KEEP), { WP_FACT_WEBMAIL, 1, 2 }, sees_less },
  { ALL_POP, { WP_FACT_DEVICES, 2, 3 }, sent_here },
  { ALL_POP, { WP_FACT_PEOPLE, WP_PEOPLE_SEVERAL, WP_PEOPLE_SEVERAL }, sent_here },
  { ALL_POP, { WP_FACT_WEBMAIL, 1, 2 }, sent_here },
  { ALL_POP,
    { WP_FACT_FAMILY_PC, 1, 1 },
    N_ ("Whoever uses this computer can read the mail on it, unless each has an account of their "
        "own.") },
  { BIT (WP_ADVICE_BOTH), ALWAYS,
    N_ ("Sent mail, and mail that the server files into folders, is not in the second copy.") },
  { BIT (WP_ADVICE_IMAP_ARCHIVE), ALWAYS,
    N_ ("Look through the archive once before anything is cleared from the server.") },
  { BIT (WP_ADVICE_IMAP_ARCHIVE),
    { WP_FACT_BACKUP, WP_UNKNOWN, WP_BACKUP_NONE },
    N_ ("The archive is on one computer only: it needs a backup.") },
  { ALL_IMAP,
    { WP_FACT_QUOTA, 80, MORE },
    N_ ("The mailbox is filling up: make room, or move old mail to an archive.") },
  { ALL_IMAP,
    { WP_FACT_PEOPLE, WP_PEOPLE_SEVERAL, WP_PEOPLE_SEVERAL },
    N_ ("A login for each person is better than one password that is passed around.") },
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
  if (verdict.outcome != advice->outcome)
    {
      for (guint i = 0; i < advice->n_vetoes; i++)
        add (&list, advice->vetoes[i].text);
      add_strongest (advice, &list);
    }
  for (guint i = 0; i < G_N_ELEMENTS (warnings); i++)
    if ((warnings[i].outcomes & BIT (advice->outcome)) != 0
        && wp_condition_holds (&warnings[i].when, situation))
      add (&list, warnings[i].text);
  return list.count;
}
