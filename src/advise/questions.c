/* What a person is asked, and in which order. A question is worth asking only if one of its answers
 * can change what is advised, together with whatever else may still be answered, and with any one
 * of the special things (chips) that may hold; of those the one goes first that is expected to
 * settle most of what the answer says: outcome, days, and how sure it is. Both are found by trying
 * every combination of answers to the questions that are left, in each of those worlds: some
 * thousand runs of the verdict. */
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
  /* Translators: how many devices. */
  { N_ ("None"), 0 },
  /* Translators: how many devices. */
  { N_ ("One"), 1 },
  { N_ ("Two"), 2 },
  { N_ ("Three or more"), 3 },
  { N_ ("Not sure"), WP_UNKNOWN },
};
static const WpAdviceAnswer in_use[] = {
  { N_ ("Nothing changes today"), WP_MIGRATING_NO },
  { N_ ("IMAP"), WP_MIGRATING_IMAP },
  { N_ ("POP"), WP_MIGRATING_POP },
  { N_ ("Not sure"), WP_UNKNOWN },
};

/* How often each answer is so, in percent, in the order of the answers: a judgement, there is no
 * survey behind it. It decides about the order of questions, never about the advice. "Not sure"
 * settles nothing, so it has no weight; but it is tried where it is looked whether an answer can
 * change anything. */
static const struct
{
  WpAdviceQuestion question;
  guint percent[5];
} questions[] = {
  { { WP_FACT_DEVICES, N_ ("How many devices read this mail?"),
      N_ ("What is read or deleted on one device should look the same on the others."),
      COUNTED (devices) },
    { 29, 44, 27, 0 } },
  { { WP_FACT_PEOPLE, N_ ("Do several people use this mailbox?"),
      N_ ("Several people need the same folders and the same marks for what was read."),
      COUNTED (people) },
    { 87, 13, 0 } },
  { { WP_FACT_WEBMAIL, N_ ("Is mail also read in a web browser?"),
      N_ ("A browser shows only what is still on the server."), COUNTED (webmail) },
    { 38, 43, 19, 0 } },
  { { WP_FACT_BACKUP, N_ ("Is a backup of this computer made?"),
      N_ ("Mail that is on this computer alone is lost with it, unless there is a backup."),
      COUNTED (backup) },
    { 43, 57, 0 } },
  { { WP_FACT_REMOVE, N_ ("May mail stay at the provider?"),
      N_ ("What stays there can be read there; what is removed exists on this computer alone."),
      COUNTED (stays) },
    { 96, 4, 0 } },
  /* From here on: never chosen by what it settles. */
  { { WP_FACT_ROLE, N_ ("Is this address a mailbox of its own?"),
      N_ ("Nobody can log in to an address that only passes mail on."), COUNTED (role) },
    { 0 } },
  { { WP_FACT_POP_DEVICES, N_ ("How many devices collect this mail by POP today?"),
      N_ ("Devices that collect the same mail get in each other's way."), COUNTED (collectors) },
    { 0 } },
  { { WP_FACT_MIGRATING, N_ ("If the servers change today: what is in use now?"),
      N_ ("It is better not to change two things on one day."), COUNTED (in_use) },
    { 0 } },
};
#define N_WEIGHED 5
#define MOST_COMBINATIONS (4 * 3 * 4 * 3 * 3)
#define MOST_ANSWERS 4 /* to one that is weighed */
#define N_SURE (WP_SURE_LOW + 1)
#define N_CODES (WP_N_ADVICE * 32 * N_SURE)
#define NO_CODE N_CODES /* the answers exclude each other: nobody gives them */

/* How often each special thing (chip) holds, in percent: a judgement, too. A public computer is not
 * here: nothing else matters there. */
static const struct
{
  WpFact fact;
  gint32 value;
  guint percent;
} wishes[] = {
  { WP_FACT_KEEP_ALL, 1, 6 },
  { WP_FACT_LEGAL, 1, 3 },
  { WP_FACT_ARCHIVE, 1, 8 },
  { WP_FACT_FOLDERS, 1, 10 },
  { WP_FACT_INSTANT, 1, 5 },
  { WP_FACT_LINK, WP_LINK_SLOW, 5 },
  { WP_FACT_LINK, WP_LINK_METERED, 3 },
  { WP_FACT_OFFLINE, WP_OFFLINE_OFTEN, 6 },
  { WP_FACT_MOVING, 1, 4 },
  { WP_FACT_LOCK_FEAR, 1, 4 },
  { WP_FACT_FAMILY_PC, 1, 5 },
  { WP_FACT_POP_ARCHIVE, 1, 5 },
  { WP_FACT_MIGRATING, WP_MIGRATING_IMAP, 2 },
  { WP_FACT_MIGRATING, WP_MIGRATING_POP, 2 },
};

const WpAdviceQuestion *
wp_advise_question (WpFact fact)
{
  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    if (questions[i].question.fact == fact)
      return &questions[i].question;
  return NULL;
}

/* All answers to the questions that are left, in one world. The first one of them changes fastest.
 */
typedef struct
{
  guint left[N_WEIGHED]; /* places in `questions` */
  guint n_left;
  guint stride[N_WEIGHED + 1]; /* of each; the last one is the number of combinations */
  guint16 codes[MOST_COMBINATIONS];
  double weights[MOST_COMBINATIONS];
} Outlook;

typedef struct
{
  int server, archive;
} Points;

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

/* Outcome, days, how sure. The days alone are worth a question, too. How sure the answer is is
 * none, but settling it is what makes one question better than another: a single device or several
 * bears on nearly every answer, and seldom turns it round. */
static guint16
code_of (const WpSituation *situation, const Points *points)
{
  WpVerdict verdict;
  guint days;

  wp_verdict_on_points (situation, points->server, points->archive, 0, &verdict);
  if (verdict.outcome == WP_ADVICE_UNCLEAR)
    return NO_CODE;
  days = verdict.outcome == WP_ADVICE_POP_KEEP ? wp_days_on_server (situation) : 0;
  return (guint16) ((verdict.outcome * 32 + days) * N_SURE + wp_verdict_sure (situation, &verdict));
}

static gboolean
is_other_answer (guint16 one, guint16 other)
{
  return one != NO_CODE && other != NO_CODE && one / N_SURE != other / N_SURE;
}

static void
set_strides (Outlook *outlook)
{
  outlook->stride[0] = 1;
  for (guint n = 0; n < outlook->n_left; n++)
    outlook->stride[n + 1] = outlook->stride[n] * left_question (outlook, n)->n_answers;
}

G_STATIC_ASSERT (G_N_ELEMENTS (devices) <= MOST_ANSWERS && G_N_ELEMENTS (webmail) <= MOST_ANSWERS);

/* No rule looks at two facts that are asked for, so the points of a combination are those of its
 * answers: what each adds to a situation in which none of them is known. */
static void
find_points (const WpSituation *situation,
             const Outlook *outlook,
             Points *none,
             Points points[N_WEIGHED][MOST_ANSWERS])
{
  WpSituation tried = *situation;

  *none = (Points){ 0, 0 };
  for (guint n = 0; n < outlook->n_left; n++)
    tried.values[left_question (outlook, n)->fact] = WP_UNKNOWN;
  wp_rules_add_up (&tried, &none->server, &none->archive);
  for (guint n = 0; n < outlook->n_left; n++)
    {
      const WpAdviceQuestion *question = left_question (outlook, n);

      for (guint answer = 0; answer < question->n_answers; answer++)
        {
          Points *added = &points[n][answer];

          tried.values[question->fact] = question->answers[answer].value;
          *added = (Points){ -none->server, -none->archive };
          wp_rules_add_up (&tried, &added->server, &added->archive);
        }
      tried.values[question->fact] = WP_UNKNOWN;
    }
}

static void
look_out (const WpSituation *situation, Outlook *outlook)
{
  WpSituation tried = *situation;
  Points none, added[N_WEIGHED][MOST_ANSWERS];

  find_points (situation, outlook, &none, added);
  for (guint c = 0; c < outlook->stride[outlook->n_left]; c++)
    {
      Points points = none;

      outlook->weights[c] = 1;
      for (guint n = 0; n < outlook->n_left; n++)
        {
          guint answer = answer_in (outlook, c, n);

          tried.values[left_question (outlook, n)->fact] =
              left_question (outlook, n)->answers[answer].value;
          points.server += added[n][answer].server;
          points.archive += added[n][answer].archive;
          outlook->weights[c] *= questions[outlook->left[n]].percent[answer] / 100.0;
        }
      outlook->codes[c] = code_of (&tried, &points);
      if (outlook->codes[c] == NO_CODE)
        outlook->weights[c] = 0;
    }
}

static gboolean
can_change_answer (const Outlook *outlook, guint n)
{
  guint stride = outlook->stride[n];

  for (guint c = 0; c < outlook->stride[outlook->n_left]; c++)
    for (guint other = c - answer_in (outlook, c, n) * stride; other < c; other += stride)
      if (is_other_answer (outlook->codes[other], outlook->codes[c]))
        return TRUE;
  return FALSE;
}

/* What stays open after this question, in bits: the mean over its answers of the entropy of the
 * advice (Shannon). What it settles is the same less of what is open now. */
static double
left_open (const Outlook *outlook, guint n)
{
  guint stride = outlook->stride[n], answers = left_question (outlook, n)->n_answers;
  double mass[N_CODES] = { 0 };
  double open = 0;

  for (guint answer = 0; answer < answers; answer++)
    {
      double all = 0;

      for (guint c = answer * stride; c < outlook->stride[outlook->n_left];
           c += (c + 1) % stride == 0 ? 1 + stride * (answers - 1) : 1)
        if (outlook->codes[c] != NO_CODE)
          {
            mass[outlook->codes[c]] += outlook->weights[c];
            all += outlook->weights[c];
          }
      for (guint code = 0; code < N_CODES; code++)
        if (mass[code] > 0)
          {
            open -= mass[code] * log2 (mass[code] / all);
            mass[code] = 0;
          }
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

/* What each question that is left does, over all worlds. */
typedef struct
{
  double open[N_WEIGHED];
  gboolean can_change[N_WEIGHED];
} Worth;

static void
add_world (const WpSituation *situation, double share, Outlook *outlook, Worth *worth)
{
  look_out (situation, outlook);
  for (guint n = 0; n < outlook->n_left; n++)
    {
      worth->open[n] += share * left_open (outlook, n);
      worth->can_change[n] = worth->can_change[n] || can_change_answer (outlook, n);
    }
}

/* A wish that was told, or taken back, is no longer one that may hold. */
static void
weigh (const WpSituation *situation, Outlook *outlook, Worth *worth)
{
  guint plain = 100;

  set_strides (outlook);
  for (guint i = 0; i < G_N_ELEMENTS (wishes); i++)
    if (is_open (situation, 0, wishes[i].fact))
      {
        WpSituation wished = *situation;

        wished.values[wishes[i].fact] = wishes[i].value;
        add_world (&wished, wishes[i].percent, outlook, worth);
        plain -= wishes[i].percent;
      }
  add_world (situation, plain, outlook, worth);
}

static const WpAdviceQuestion *
most_settling (const Outlook *outlook, const Worth *worth, gboolean is_role)
{
  const WpAdviceQuestion *best = NULL;
  double least = 0;

  for (guint n = 0; n < outlook->n_left; n++)
    {
      if (!worth->can_change[n])
        continue;
      if (is_role && left_question (outlook, n)->fact == WP_FACT_PEOPLE)
        return left_question (outlook, n);
      if (best == NULL || worth->open[n] < least)
        {
          best = left_question (outlook, n);
          least = worth->open[n];
        }
    }
  return best;
}

const WpAdviceQuestion *
wp_advise_next (const WpSituation *situation, guint asked, gboolean is_role)
{
  Outlook outlook = { .n_left = 0 };
  Worth worth = { 0 };

  if (situation->values[WP_FACT_ROLE] == WP_ROLE_ALIAS
      || __builtin_popcount (asked) >= WP_MOST_QUESTIONS)
    return NULL;
  if (is_role && wants_role (situation, asked))
    return wp_advise_question (WP_FACT_ROLE);
  for (guint i = 0; i < N_WEIGHED; i++)
    if (is_open (situation, asked, questions[i].question.fact)
        && !is_skipped (situation, questions[i].question.fact))
      outlook.left[outlook.n_left++] = i;
  weigh (situation, &outlook, &worth);
  return most_settling (&outlook, &worth, is_role);
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
    { N_ ("Mail kept as files on this computer"),
      N_ ("Old mail is to be there, whatever the provider does."), WP_FACT_ARCHIVE, 1 },
    { N_ ("Folders or filters on the server"),
      N_ ("The server sorts mail, or its junk folder is looked at."), WP_FACT_FOLDERS, 1 },
    { N_ ("New mail shown at once"), N_ ("It should be there within seconds."), WP_FACT_INSTANT,
      1 },
    { N_ ("Slow internet line"), N_ ("A mail with pictures takes minutes to arrive."), WP_FACT_LINK,
      WP_LINK_SLOW },
    { N_ ("Internet paid per megabyte"),
      N_ ("Every picture costs, for example abroad or by satellite."), WP_FACT_LINK,
      WP_LINK_METERED },
    { N_ ("Often offline"), N_ ("Mail is read where there is no connection."), WP_FACT_OFFLINE,
      WP_OFFLINE_OFTEN },
    { N_ ("Changing provider soon"), N_ ("The mail moves to another provider within months."),
      WP_FACT_MOVING, 1 },
    { N_ ("Account might be locked"),
      N_ ("The provider could shut the account, or the password could be lost."), WP_FACT_LOCK_FEAR,
      1 },
    { N_ ("Shared family computer"), N_ ("Others use this computer with the same sign-in."),
      WP_FACT_FAMILY_PC, 1 },
    { N_ ("Public computer"), N_ ("For example in a library or a hotel."), WP_FACT_PUBLIC_PC, 1 },
    { N_ ("Old mail on this computer"), N_ ("Folders with mail that was collected by POP."),
      WP_FACT_POP_ARCHIVE, 1 },
    { N_ ("New server today, IMAP so far"),
      N_ ("The provider sent new server names, and the mail program uses IMAP so far."),
      WP_FACT_MIGRATING, WP_MIGRATING_IMAP },
    { N_ ("New server today, POP so far"),
      N_ ("The provider sent new server names, and the mail program uses POP so far."),
      WP_FACT_MIGRATING, WP_MIGRATING_POP },
  };

  *count = G_N_ELEMENTS (chips);
  return chips;
}

guint
wp_advise_open_chips (const WpSituation *situation, const WpAdviceChip **open)
{
  guint count, n = 0;
  const WpAdviceChip *all = wp_advise_chips (&count);

  g_return_val_if_fail (count <= WP_MOST_CHIPS, 0);
  for (guint i = 0; i < count; i++)
    if (situation->values[all[i].fact] == WP_UNKNOWN)
      open[n++] = &all[i];
  return n;
}
