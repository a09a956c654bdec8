/* What a person is asked, and in which order. A question is worth asking only if one of its answers
 * can change what is advised, together with whatever else may still be answered; of those the one
 * goes first that is expected to settle most. Both are found by trying every combination of answers
 * to the questions that are left: some hundred runs of the verdict. */
#include "advise/advise-private.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#define COUNTED(answers) answers, G_N_ELEMENTS (answers)

/* Translators: answers to a question; the last one of each question is "Not sure". */
static const WpAdviceAnswer devices[] = {
  { N_ ("One"), 1 },
  { N_ ("Two"), 2 },
  { N_ ("Three or more"), 3 },
  { N_ ("Not sure"), WP_UNKNOWN },
};
static const WpAdviceAnswer people[] = {
  { N_ ("No"), WP_PEOPLE_ONE },
  { N_ ("Yes"), WP_PEOPLE_SEVERAL },
  { N_ ("Not sure"), WP_UNKNOWN },
};
static const WpAdviceAnswer webmail[] = {
  { N_ ("No"), WP_WEBMAIL_NEVER },
  { N_ ("Sometimes"), WP_WEBMAIL_SOMETIMES },
  { N_ ("Often"), WP_WEBMAIL_OFTEN },
  { N_ ("Not sure"), WP_UNKNOWN },
};
static const WpAdviceAnswer backup[] = {
  { N_ ("Yes, regularly"), WP_BACKUP_REGULAR },
  { N_ ("No"), WP_BACKUP_NONE },
  { N_ ("Not sure"), WP_UNKNOWN },
};
static const WpAdviceAnswer stays[] = {
  { N_ ("Yes"), 0 },
  { N_ ("No, it must be removed there"), 1 },
  { N_ ("Not sure"), WP_UNKNOWN },
};
static const WpAdviceAnswer role[] = {
  { N_ ("A mailbox with a password"), WP_ROLE_MAILBOX },
  { N_ ("Only a name; its mail goes on to other addresses"), WP_ROLE_ALIAS },
  { N_ ("Not sure"), WP_UNKNOWN },
};
static const WpAdviceAnswer collectors[] = {
  { N_ ("None"), 0 },
  { N_ ("One"), 1 },
  { N_ ("Two"), 2 },
  { N_ ("Three or more"), 3 },
  { N_ ("Not sure"), WP_UNKNOWN },
};
static const WpAdviceAnswer in_use[] = {
  { N_ ("Nothing changes today"), WP_MIGRATING_NO },
  { N_ ("IMAP"), WP_MIGRATING_IMAP },
  { N_ ("POP3"), WP_MIGRATING_POP },
  { N_ ("Not sure"), WP_UNKNOWN },
};

/* How often each answer is given, in percent, in the order of the answers: a judgement, there is no
 * survey behind it. It decides about the order of questions, never about the advice. */
static const struct
{
  WpAdviceQuestion question;
  guint percent[5];
} questions[] = {
  { { WP_FACT_DEVICES, N_ ("How many devices read this mail?"), COUNTED (devices) },
    { 25, 40, 25, 10 } },
  { { WP_FACT_PEOPLE, N_ ("Do several people use this mailbox?"), COUNTED (people) },
    { 80, 12, 8 } },
  { { WP_FACT_WEBMAIL, N_ ("Is mail also read in a web browser?"), COUNTED (webmail) },
    { 35, 40, 17, 8 } },
  { { WP_FACT_BACKUP, N_ ("Is a backup of this computer made?"), COUNTED (backup) },
    { 35, 45, 20 } },
  { { WP_FACT_REMOVE, N_ ("May mail stay at the provider?"), COUNTED (stays) }, { 80, 10, 10 } },
  /* From here on: never chosen by what it settles. */
  { { WP_FACT_ROLE, N_ ("Is this address a mailbox of its own?"), COUNTED (role) }, { 0 } },
  { { WP_FACT_POP_DEVICES, N_ ("How many devices collect this mail by POP3 today?"),
      COUNTED (collectors) },
    { 0 } },
  { { WP_FACT_MIGRATING, N_ ("If the servers change today: what is in use now?"),
      COUNTED (in_use) },
    { 0 } },
};
#define N_WEIGHED 5
#define MOST_COMBINATIONS (4 * 3 * 4 * 3 * 3)
#define N_CODES (WP_N_ADVICE * 32)
#define NO_CODE N_CODES /* the answers exclude each other: nobody gives them */

const WpAdviceQuestion *
wp_advise_question (WpFact fact)
{
  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    if (questions[i].question.fact == fact)
      return &questions[i].question;
  return NULL;
}

/* All answers to the questions that are left. The first one of them changes fastest. */
typedef struct
{
  guint left[N_WEIGHED]; /* places in `questions` */
  guint n_left;
  guint stride[N_WEIGHED + 1]; /* of each; the last one is the number of combinations */
  guint16 codes[MOST_COMBINATIONS];
  double weights[MOST_COMBINATIONS];
} Outlook;

static const WpAdviceQuestion *
left_question (const Outlook *outlook, guint n)
{
  return &questions[outlook->left[n]].question;
}

static guint
answer_in (const Outlook *outlook, guint combination, guint n)
{
  return combination / outlook->stride[n] % left_question (outlook, n)->n_answers;
}

/* Outcome and days: the days alone are worth a question, too. */
static guint16
code_of (const WpSituation *situation)
{
  WpVerdict verdict;
  guint days;

  wp_verdict (situation, 0, &verdict);
  if (verdict.outcome == WP_ADVICE_UNCLEAR)
    return NO_CODE;
  days = verdict.outcome == WP_ADVICE_POP_KEEP ? wp_days_on_server (situation) : 0;
  return (guint16) (verdict.outcome * 32 + days);
}

static void
look_out (const WpSituation *situation, Outlook *outlook)
{
  WpSituation tried = *situation;

  outlook->stride[0] = 1;
  for (guint n = 0; n < outlook->n_left; n++)
    outlook->stride[n + 1] = outlook->stride[n] * left_question (outlook, n)->n_answers;
  for (guint c = 0; c < outlook->stride[outlook->n_left]; c++)
    {
      outlook->weights[c] = 1;
      for (guint n = 0; n < outlook->n_left; n++)
        {
          guint answer = answer_in (outlook, c, n);

          tried.values[left_question (outlook, n)->fact] =
              left_question (outlook, n)->answers[answer].value;
          outlook->weights[c] *= questions[outlook->left[n]].percent[answer] / 100.0;
        }
      outlook->codes[c] = code_of (&tried);
      if (outlook->codes[c] == NO_CODE)
        outlook->weights[c] = 0;
    }
}

static gboolean
can_change_answer (const Outlook *outlook, guint n)
{
  guint stride = outlook->stride[n];

  for (guint c = 0; c < outlook->stride[outlook->n_left]; c++)
    {
      guint first = c - answer_in (outlook, c, n) * stride;

      if (outlook->codes[c] == NO_CODE)
        continue;
      for (guint other = first; other < c; other += stride)
        if (outlook->codes[other] != NO_CODE && outlook->codes[other] != outlook->codes[c])
          return TRUE;
    }
  return FALSE;
}

/* What stays open after this question, in bits: the mean over its answers of the entropy of the
 * advice (Shannon). What it settles is the same less of what is open now. */
static double
left_open (const Outlook *outlook, guint n)
{
  double open = 0;

  for (guint answer = 0; answer < left_question (outlook, n)->n_answers; answer++)
    {
      double mass[N_CODES] = { 0 }, all = 0;

      for (guint c = 0; c < outlook->stride[outlook->n_left]; c++)
        if (answer_in (outlook, c, n) == answer && outlook->codes[c] != NO_CODE)
          {
            mass[outlook->codes[c]] += outlook->weights[c];
            all += outlook->weights[c];
          }
      for (guint code = 0; code < N_CODES; code++)
        if (mass[code] > 0)
          open -= mass[code] * log2 (mass[code] / all);
    }
  return open;
}

static gboolean
is_open (const WpSituation *situation, guint asked, WpFact fact)
{
  return (asked & (1u << fact)) == 0 && situation->values[fact] == WP_UNKNOWN
         && situation->origins[fact] != WP_ORIGIN_GIVEN; /* "not sure" is an answer */
}

/* Whether its answer is settled otherwise. */
static gboolean
is_skipped (const WpSituation *situation, WpFact fact)
{
  gboolean has_pop = wp_access_is_usable (situation, WP_FACT_POP);

  switch (fact)
    {
    case WP_FACT_BACKUP:
      return !has_pop && wp_access_is_usable (situation, WP_FACT_IMAP)
             && situation->values[WP_FACT_ARCHIVE] != 1;
    case WP_FACT_REMOVE:
      return !has_pop;
    default:
      return FALSE;
    }
}

static gboolean
wants_role (const WpSituation *situation, guint asked)
{
  return is_open (situation, asked, WP_FACT_ROLE) && situation->values[WP_FACT_IMAP] != WP_ACCESS_OK
         && situation->values[WP_FACT_POP] != WP_ACCESS_OK;
}

/* What goes before all others where it can change anything: who is behind a role address; and the
 * devices, which stand behind most reasons, so that the answer is not left to sound as if either
 * would do because another question happened to settle it first. */
static gboolean
goes_first (WpFact fact, gboolean is_role)
{
  return fact == (is_role ? WP_FACT_PEOPLE : WP_FACT_DEVICES);
}

static const WpAdviceQuestion *
most_settling (const Outlook *outlook, gboolean is_role)
{
  const WpAdviceQuestion *best = NULL;
  double least = 0;

  for (guint n = 0; n < outlook->n_left; n++)
    {
      const WpAdviceQuestion *question = left_question (outlook, n);
      double open;

      if (!can_change_answer (outlook, n))
        continue;
      if (goes_first (question->fact, is_role))
        return question;
      open = left_open (outlook, n);
      if (best == NULL || open < least)
        {
          best = question;
          least = open;
        }
    }
  return best;
}

const WpAdviceQuestion *
wp_advise_next (const WpSituation *situation, guint asked, gboolean is_role)
{
  Outlook outlook = { .n_left = 0 };

  if (situation->values[WP_FACT_ROLE] == WP_ROLE_ALIAS
      || __builtin_popcount (asked) >= WP_MOST_QUESTIONS)
    return NULL;
  if (is_role && wants_role (situation, asked))
    return wp_advise_question (WP_FACT_ROLE);
  for (guint i = 0; i < N_WEIGHED; i++)
    if (is_open (situation, asked, questions[i].question.fact)
        && !is_skipped (situation, questions[i].question.fact))
      outlook.left[outlook.n_left++] = i;
  look_out (situation, &outlook);
  /* People first of a role address: then the devices. */
  return most_settling (&outlook, is_role && is_open (situation, asked, WP_FACT_PEOPLE));
}

/* RFC 2142, and what small offices use. */
gboolean
wp_advise_is_role (const char *local_part)
{
  static const char *const roles[] = {
    "abuse",      "accounts",   "admin",     "billing",  "buchhaltung", "bookings",
    "buero",      "contact",    "enquiries", "ftp",      "hello",       "help",
    "helpdesk",   "hostmaster", "hr",        "info",     "jobs",        "kontakt",
    "mail",       "marketing",  "news",      "noc",      "office",      "orders",
    "postmaster", "press",      "sales",     "security", "service",     "shop",
    "support",    "team",       "usenet",    "uucp",     "webmaster",   "www",
  };
  gsize length = strcspn (local_part, "+"); /* what follows is a mark of the reader's own */

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (strlen (roles[i]) == length && g_ascii_strncasecmp (roles[i], local_part, length) == 0)
      return TRUE;
  return FALSE;
}

const WpAdviceChip *
wp_advise_chips (guint *count)
{
  static const WpAdviceChip chips[] = {
    /* Translators: what may be special about somebody's mail, as items of a list; the second text
     * of each explains the first. */
    { N_ ("Keep everything received"),
      N_ ("A deletion on one device must not remove the last copy."), WP_FACT_KEEP_ALL, 1 },
    { N_ ("Must be kept by law"), N_ ("For example mail of a business or of an office."),
      WP_FACT_LEGAL, 1 },
    { N_ ("Own files on this computer"),
      N_ ("Mail is to be kept as files, whatever the provider does."), WP_FACT_ARCHIVE, 1 },
    { N_ ("Folders or filters on the server"),
      N_ ("The server sorts mail, or its junk folder is looked at."), WP_FACT_FOLDERS, 1 },
    { N_ ("New mail at once"), N_ ("New mail should show within seconds."), WP_FACT_INSTANT, 1 },
    { N_ ("Slow line"), NULL, WP_FACT_LINK, WP_LINK_SLOW },
    { N_ ("Paid by volume"), N_ ("Every megabyte costs, for example abroad or by satellite."),
      WP_FACT_LINK, WP_LINK_METERED },
    { N_ ("Often offline"), N_ ("Mail is read where there is no connection."), WP_FACT_OFFLINE,
      WP_OFFLINE_OFTEN },
    { N_ ("Changing provider soon"), NULL, WP_FACT_MOVING, 1 },
    { N_ ("Account might be locked"),
      N_ ("The provider could shut the account, or the password could be lost."), WP_FACT_LOCK_FEAR,
      1 },
    { N_ ("Shared family computer"), N_ ("Others sign in to this computer with the same account."),
      WP_FACT_FAMILY_PC, 1 },
    { N_ ("Public computer"), N_ ("For example in a library or a hotel."), WP_FACT_PUBLIC_PC, 1 },
    { N_ ("Old mail on this computer"), N_ ("Folders with mail that was collected by POP3."),
      WP_FACT_POP_ARCHIVE, 1 },
    { N_ ("Servers change today, IMAP in use"), NULL, WP_FACT_MIGRATING, WP_MIGRATING_IMAP },
    { N_ ("Servers change today, POP3 in use"), NULL, WP_FACT_MIGRATING, WP_MIGRATING_POP },
  };

  *count = G_N_ELEMENTS (chips);
  return chips;
}
