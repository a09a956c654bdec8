/* The sentences of an answer. Each outcome says three things: where the original is, who can delete
 * it, and what the second copy is; where the situation makes the usual sentence untrue, another one
 * stands in its place. Nothing here suggests less security, whatever does not work. */
#include "advise/advise-private.h"

#include <glib/gi18n-lib.h>

#define EITHER_IMAP                                                                                \
  N_ ("Either would do; IMAP is slightly better, because it can be changed later without losing "  \
      "anything")
#define EITHER_ARCHIVE                                                                             \
  N_ ("Either would do; IMAP with an archive on one computer is slightly better, because it can "  \
      "be changed later without losing anything")
#define EITHER_KEEP                                                                                \
  N_ ("Either would do; POP is slightly better, leaving mail on the server for {days} days")
#define EITHER_DELETE N_ ("Either would do; POP is slightly better, leaving nothing on the server")
#define EITHER_BOTH                                                                                \
  N_ ("Either would do; IMAP for every day with one computer that collects everything by POP is "  \
      "slightly better")

/* What is usual, and what front ends that know of no situation show. */
static const WpAdviceText texts[WP_N_ADVICE] = {
  [WP_ADVICE_IMAP] = {
    .heading = N_ ("IMAP Fits Best"),
    .title = N_ ("IMAP fits best"),
    .either = EITHER_IMAP,
    .meaning = N_ ("Mail stays on the server, and each device shows the same."),
    .where = N_ ("The original is on the server."),
    .who_deletes = N_ ("Any device can delete it; it then lies in the trash folder for a while."),
    .second_copy = N_ ("Devices that keep mail for reading offline hold a copy. That copy follows "
                       "every deletion, so it is no backup."),
  },
  [WP_ADVICE_IMAP_ARCHIVE] = {
    .heading = N_ ("IMAP Fits Best, With an Archive"),
    .title = N_ ("IMAP fits best, with an archive on one computer"),
    .either = EITHER_ARCHIVE,
    .meaning = N_ ("Mail stays on the server, and old mail moves to folders on one computer."),
    .where = N_ ("New mail is on the server, for all devices. Old mail is on one computer."),
    .who_deletes = N_ ("Any device can delete new mail; only that computer can delete the "
                       "archive."),
    .second_copy = N_ ("The archive has one only if that computer is backed up."),
  },
  [WP_ADVICE_POP_KEEP] = {
    .heading = N_ ("POP Fits Best"),
    .title = N_ ("POP fits best, leaving mail on the server for {days} days"),
    .either = EITHER_KEEP,
    .meaning = N_ ("One computer collects the mail, and the server keeps it for {days} more "
                   "days."),
    .where = N_ ("The original is on the computer that collects it."),
    .who_deletes = N_ ("Only that computer can delete it. The server's copy goes after {days} "
                       "days."),
    .second_copy = N_ ("The server has a copy for {days} days; after that there is one only if the "
                       "computer is backed up."),
  },
  [WP_ADVICE_POP_DELETE] = {
    .heading = N_ ("POP Fits Best"),
    .title = N_ ("POP fits best, leaving nothing on the server"),
    .either = EITHER_DELETE,
    .meaning = N_ ("One computer collects the mail, and the server is emptied."),
    .where = N_ ("The original is on the computer that collects it, and nowhere else."),
    .who_deletes = N_ ("Only that computer can delete it. The server lets it go once it is "
                       "collected."),
    .second_copy = N_ ("There is one only if that computer is backed up."),
  },
  [WP_ADVICE_BOTH] = {
    .heading = N_ ("IMAP and POP Together Fit Best"),
    .title = N_ ("IMAP for every day, and one computer that collects everything by POP"),
    .either = EITHER_BOTH,
    .meaning = N_ ("All devices use IMAP. One computer also collects all incoming mail by POP "
                   "and never deletes any on the server."),
    .where = N_ ("The original is on the server."),
    .who_deletes = N_ ("Any device can delete it there. What the collecting computer has, nobody "
                       "else can delete."),
    .second_copy = N_ ("The collecting computer has every message that arrived in the inbox, "
                       "whatever is deleted elsewhere."),
  },
  [WP_ADVICE_WEBMAIL] = {
    .heading = N_ ("Webmail Fits Best"),
    .title = N_ ("Webmail fits best; no mail program should be set up here"),
    .either = N_ ("Webmail fits best; no mail program should be set up here"),
    .meaning = N_ ("Mail is read in the browser, and nothing is kept on this computer."),
    .where = N_ ("The original is on the server."),
    .who_deletes = N_ ("Whoever is signed in can delete it, so sign out and close the browser at "
                       "the end."),
    .second_copy = N_ ("There is none."),
  },
  [WP_ADVICE_NONE] = {
    .heading = N_ ("Neither IMAP nor POP Works Here"),
    .title = N_ ("This mail program can use neither IMAP nor POP with this provider"),
    .either = N_ ("This mail program can use neither IMAP nor POP with this provider"),
    .meaning = N_ ("Neither IMAP nor POP can be used as things are."),
    .where = N_ ("The original stays where it is, on the server."),
    .who_deletes = N_ ("It can be deleted in webmail, or by a program that gets in."),
    .second_copy = N_ ("There is none."),
  },
  [WP_ADVICE_NEED_TEST] = {
    .heading = N_ ("Nothing Can Be Said From Here"),
    .title = N_ ("Nothing can be said from this network"),
    .either = N_ ("Nothing can be said from this network"),
    .meaning = N_ ("The mail servers cannot be reached from here, so nothing is known of IMAP and "
                   "POP."),
    .where = N_ ("The original is on the server, as before."),
    .who_deletes = N_ ("Nothing changes."),
    .second_copy = N_ ("Nothing changes."),
  },
  [WP_ADVICE_UNCLEAR] = {
    .heading = N_ ("Two Answers Exclude Each Other"),
    .title = N_ ("Two of the answers exclude each other"),
    .either = N_ ("Two of the answers exclude each other"),
    .meaning = N_ ("One of them has to be corrected before there is an answer."),
    .where = N_ ("Nothing changes until then."),
    .who_deletes = N_ ("Nothing changes until then."),
    .second_copy = N_ ("Nothing changes until then."),
  },
};

const WpAdviceText *
wp_advise_text (WpAdviceOutcome outcome)
{
  return &texts[outcome];
}

/* What the situation says beside the outcome; a row holds where all that it needs is there. */
typedef enum
{
  CHOSEN = 1 << 0, /* by a person, against the advice */
  FORCED = 1 << 1,
  OF_NETWORK = 1 << 2, /* and only because this network blocks the other protocol */
  EITHER = 1 << 3,     /* not sure, and the other one is not forbidden */
  BOTH_WORK = 1 << 4,  /* measured, or told */
  ONE_DAY = 1 << 5,
  ALONE = 1 << 6,      /* one device */
  COLLECTORS = 1 << 7, /* several collect, each for itself */
  AT_ONCE = 1 << 8,    /* what is deleted here goes from the server, too */
  NO_COPY = 1 << 9,    /* on this computer, which others use */
  RECENT = 1 << 10,    /* a copy of recent mail only */
  ALL_OF_IT = 1 << 11, /* goes to the archive */
  REMOVED = 1 << 12,   /* it must not stay at the provider */
  BACKED_UP = 1 << 13,
  NO_BACKUP = 1 << 14,
} Traits;

static gboolean
works (const WpSituation *situation, WpFact protocol)
{
  return situation->values[protocol] == WP_ACCESS_OK
         || situation->values[protocol] == WP_ACCESS_OAUTH;
}

gboolean
wp_advise_is_tested (const WpSituation *situation)
{
  return works (situation, WP_FACT_IMAP) || works (situation, WP_FACT_POP);
}

static Traits
facts_of (const WpSituation *situation)
{
  const gint32 *values = situation->values;

  return (values[WP_FACT_DEVICES] == 1 ? ALONE : 0)
         | (wp_has_collectors (situation) ? COLLECTORS : 0)
         | (values[WP_FACT_REMOVE] == 1 ? REMOVED : 0)
         | (values[WP_FACT_BACKUP] == WP_BACKUP_REGULAR ? BACKED_UP : 0)
         | (values[WP_FACT_BACKUP] == WP_BACKUP_NONE ? NO_BACKUP : 0)
         | (works (situation, WP_FACT_IMAP) && works (situation, WP_FACT_POP) ? BOTH_WORK : 0);
}

static Traits
traits_of (const WpSituation *situation, const WpAdvice *advice)
{
  Traits traits = facts_of (situation);
  WpVerdict verdict;
  WpMailUse use;

  wp_verdict (situation, 0, &verdict);
  wp_advise_use (situation, advice, &use);
  if (advice->is_chosen)
    traits |= CHOSEN;
  else if (advice->is_forced)
    traits |= FORCED | (wp_gate_is_of_this_network (situation, verdict.gate) ? OF_NETWORK : 0);
  else if (advice->sure == WP_SURE_LOW && wp_would_either_work (situation, &verdict))
    traits |= EITHER;
  return traits | (advice->days == 1 ? ONE_DAY : 0) | (use.delete_with_local == 1 ? AT_ONCE : 0)
         | (use.offline_copy == 0 ? NO_COPY : 0) | (use.offline_copy == 2 ? RECENT : 0)
         | (use.archive_after_days == 0 ? ALL_OF_IT : 0);
}

typedef struct
{
  WpAdviceOutcome outcome;
  guint needs; /* Traits */
  const char *text;
} Variant;

/* The first row that holds; none: what is usual. */
static const char *
find_text (const Variant *rows,
           guint count,
           const char *usual,
           const WpSituation *situation,
           const WpAdvice *advice)
{
  Traits traits = traits_of (situation, advice);

  for (guint i = 0; i < count; i++)
    if (rows[i].outcome == advice->outcome && (rows[i].needs & ~traits) == 0)
      return rows[i].text;
  return usual;
}

#define FIND_TEXT(rows, part)                                                                      \
  find_text (rows, G_N_ELEMENTS (rows), texts[advice->outcome].part, situation, advice)

const char *
wp_advise_title (const WpSituation *situation, const WpAdvice *advice)
{
  static const Variant rows[] = {
    /* Translators: titles of an answer, each shown alone. */
    { WP_ADVICE_IMAP, CHOSEN, N_ ("IMAP, as chosen by hand") },
    { WP_ADVICE_IMAP, FORCED | OF_NETWORK, N_ ("IMAP is the only way from this network") },
    { WP_ADVICE_IMAP, FORCED, N_ ("IMAP is the only way here") },
    { WP_ADVICE_IMAP, EITHER | BOTH_WORK,
      N_ ("Both work well here; IMAP is slightly better, because it can be changed later without "
          "losing anything") },
    { WP_ADVICE_IMAP, EITHER, EITHER_IMAP },
    { WP_ADVICE_IMAP_ARCHIVE, CHOSEN,
      N_ ("IMAP with an archive on one computer, as chosen by hand") },
    { WP_ADVICE_IMAP_ARCHIVE, FORCED | OF_NETWORK,
      N_ ("IMAP is the only way from this network, with an archive on one computer") },
    { WP_ADVICE_IMAP_ARCHIVE, FORCED,
      N_ ("IMAP is the only way here, with an archive on one computer") },
    { WP_ADVICE_IMAP_ARCHIVE, EITHER | BOTH_WORK,
      N_ ("Both work well here; IMAP with an archive on one computer is slightly better, because "
          "it can be changed later without losing anything") },
    { WP_ADVICE_IMAP_ARCHIVE, EITHER, EITHER_ARCHIVE },
    { WP_ADVICE_POP_KEEP, CHOSEN | ONE_DAY,
      N_ ("POP, leaving mail on the server for one day, as chosen by hand") },
    { WP_ADVICE_POP_KEEP, CHOSEN,
      N_ ("POP, leaving mail on the server for {days} days, as chosen by hand") },
    { WP_ADVICE_POP_KEEP, FORCED | OF_NETWORK | ONE_DAY,
      N_ ("POP is the only way from this network, leaving mail on the server for one day") },
    { WP_ADVICE_POP_KEEP, FORCED | OF_NETWORK,
      N_ ("POP is the only way from this network, leaving mail on the server for {days} days") },
    { WP_ADVICE_POP_KEEP, FORCED | ONE_DAY,
      N_ ("POP is the only way here, leaving mail on the server for one day") },
    { WP_ADVICE_POP_KEEP, FORCED,
      N_ ("POP is the only way here, leaving mail on the server for {days} days") },
    { WP_ADVICE_POP_KEEP, EITHER | BOTH_WORK | ONE_DAY,
      N_ ("Both work well here; POP is slightly better, leaving mail on the server for one "
          "day") },
    { WP_ADVICE_POP_KEEP, EITHER | BOTH_WORK,
      N_ ("Both work well here; POP is slightly better, leaving mail on the server for {days} "
          "days") },
    { WP_ADVICE_POP_KEEP, EITHER | ONE_DAY,
      N_ ("Either would do; POP is slightly better, leaving mail on the server for one day") },
    { WP_ADVICE_POP_KEEP, EITHER, EITHER_KEEP },
    { WP_ADVICE_POP_KEEP, ONE_DAY, N_ ("POP fits best, leaving mail on the server for one day") },
    { WP_ADVICE_POP_DELETE, CHOSEN, N_ ("POP, leaving nothing on the server, as chosen by hand") },
    { WP_ADVICE_POP_DELETE, FORCED | OF_NETWORK,
      N_ ("POP is the only way from this network, and it leaves nothing on the server") },
    { WP_ADVICE_POP_DELETE, FORCED,
      N_ ("POP is the only way here, and it leaves nothing on the server") },
    { WP_ADVICE_POP_DELETE, EITHER | BOTH_WORK,
      N_ ("Both work well here; POP is slightly better, leaving nothing on the server") },
    { WP_ADVICE_POP_DELETE, EITHER, EITHER_DELETE },
    { WP_ADVICE_BOTH, CHOSEN,
      N_ ("IMAP for every day, and one computer that collects everything by POP, as chosen by "
          "hand") },
    { WP_ADVICE_BOTH, EITHER, EITHER_BOTH },
  };

  return FIND_TEXT (rows, title);
}

const char *
wp_advise_heading (const WpSituation *situation, const WpAdvice *advice)
{
  static const Variant rows[] = {
    /* Translators: headings of a page, in header capitals. */
    { WP_ADVICE_IMAP, CHOSEN, N_ ("IMAP, as Chosen by Hand") },
    { WP_ADVICE_IMAP, FORCED | OF_NETWORK, N_ ("IMAP Is the Only Way From This Network") },
    { WP_ADVICE_IMAP, FORCED, N_ ("IMAP Is the Only Way Here") },
    { WP_ADVICE_IMAP_ARCHIVE, CHOSEN, N_ ("IMAP With an Archive, as Chosen by Hand") },
    { WP_ADVICE_IMAP_ARCHIVE, FORCED | OF_NETWORK, N_ ("IMAP Is the Only Way From This Network") },
    { WP_ADVICE_IMAP_ARCHIVE, FORCED, N_ ("IMAP Is the Only Way Here") },
    { WP_ADVICE_POP_KEEP, CHOSEN, N_ ("POP, as Chosen by Hand") },
    { WP_ADVICE_POP_KEEP, FORCED | OF_NETWORK, N_ ("POP Is the Only Way From This Network") },
    { WP_ADVICE_POP_KEEP, FORCED, N_ ("POP Is the Only Way Here") },
    { WP_ADVICE_POP_DELETE, CHOSEN, N_ ("POP, as Chosen by Hand") },
    { WP_ADVICE_POP_DELETE, FORCED | OF_NETWORK, N_ ("POP Is the Only Way From This Network") },
    { WP_ADVICE_POP_DELETE, FORCED, N_ ("POP Is the Only Way Here") },
    { WP_ADVICE_BOTH, CHOSEN, N_ ("IMAP and POP Together, as Chosen by Hand") },
  };
  Traits traits = traits_of (situation, advice);

  if ((traits & EITHER) != 0 && advice->outcome <= WP_ADVICE_BOTH)
    return (traits & BOTH_WORK) != 0 ? N_ ("Both Work Well Here") : N_ ("Either Would Do");
  return FIND_TEXT (rows, heading);
}

const char *
wp_advise_slightly (const WpSituation *situation, const WpAdvice *advice)
{
  static const Variant rows[] = {
    /* Translators: below a heading like "Both Work Well Here". */
    { WP_ADVICE_IMAP, EITHER,
      N_ ("IMAP is slightly better, because it can be changed later without losing anything.") },
    { WP_ADVICE_IMAP_ARCHIVE, EITHER,
      N_ ("IMAP with an archive on one computer is slightly better, because it can be changed "
          "later without losing anything.") },
    { WP_ADVICE_POP_KEEP, EITHER, N_ ("POP is slightly better.") },
    { WP_ADVICE_POP_DELETE, EITHER, N_ ("POP is slightly better.") },
    { WP_ADVICE_BOTH, EITHER,
      N_ ("IMAP for every day, with one computer that collects everything by POP, is slightly "
          "better.") },
  };

  return find_text (rows, G_N_ELEMENTS (rows), NULL, situation, advice);
}

const char *
wp_advise_meaning (const WpSituation *situation, const WpAdvice *advice)
{
  static const Variant rows[] = {
    /* Translators: what an answer means, in one line. */
    { WP_ADVICE_IMAP, ALONE, N_ ("Mail stays on the server, and the device shows it.") },
    { WP_ADVICE_IMAP_ARCHIVE, ALL_OF_IT | REMOVED,
      N_ ("New mail comes to the server, and all of it moves to folders on one computer.") },
    { WP_ADVICE_IMAP_ARCHIVE, ALL_OF_IT,
      N_ ("Mail stays on the server, and folders on one computer have a copy of all of it.") },
    { WP_ADVICE_POP_KEEP, COLLECTORS | ONE_DAY,
      N_ ("Each computer collects the mail for itself, and the server keeps it for one more "
          "day.") },
    { WP_ADVICE_POP_KEEP, COLLECTORS,
      N_ ("Each computer collects the mail for itself, and the server keeps it for {days} more "
          "days.") },
    { WP_ADVICE_POP_KEEP, ONE_DAY,
      N_ ("One computer collects the mail, and the server keeps it for one more day.") },
    { WP_ADVICE_BOTH, ALONE,
      N_ ("The device uses IMAP. All incoming mail is also collected by POP, to a place of its "
          "own, and never deleted on the server.") },
  };

  return FIND_TEXT (rows, meaning);
}

const char *
wp_advise_where (const WpSituation *situation, const WpAdvice *advice)
{
  static const Variant rows[] = {
    /* Translators: where the original of the mail is. */
    { WP_ADVICE_IMAP_ARCHIVE, ALL_OF_IT | REMOVED | NO_COPY,
      N_ ("The archive on a computer of your own, not on this shared one, gets everything; the "
          "server has what was not moved there yet.") },
    { WP_ADVICE_IMAP_ARCHIVE, ALL_OF_IT | REMOVED,
      N_ ("The archive on one computer gets everything; the server has what was not moved there "
          "yet.") },
    { WP_ADVICE_IMAP_ARCHIVE, ALL_OF_IT | NO_COPY,
      N_ ("The original is on the server. The archive, a copy of all of it, is on a computer of "
          "your own, not on this shared one.") },
    { WP_ADVICE_IMAP_ARCHIVE, ALL_OF_IT,
      N_ ("The original is on the server. The archive, a copy of all of it, is on one "
          "computer.") },
    { WP_ADVICE_IMAP_ARCHIVE, NO_COPY | ALONE,
      N_ ("New mail is on the server. Old mail is on a computer of your own, not on this shared "
          "one.") },
    { WP_ADVICE_IMAP_ARCHIVE, NO_COPY,
      N_ ("New mail is on the server, for all devices. Old mail is on a computer of your own, not "
          "on this shared one.") },
    { WP_ADVICE_IMAP_ARCHIVE, ALONE,
      N_ ("New mail is on the server. Old mail is on one computer.") },
    { WP_ADVICE_POP_KEEP, COLLECTORS,
      N_ ("Each computer that collects has a copy of its own; none of them is the original.") },
    { WP_ADVICE_POP_DELETE, COLLECTORS,
      N_ ("The original is on the computer that collected it first, and nowhere else.") },
  };

  return FIND_TEXT (rows, where);
}

const char *
wp_advise_who_deletes (const WpSituation *situation, const WpAdvice *advice)
{
  static const Variant rows[] = {
    /* Translators: who can delete mail. */
    { WP_ADVICE_IMAP, ALONE,
      N_ ("This device can delete it, and webmail can; it then lies in the trash folder for a "
          "while.") },
    { WP_ADVICE_IMAP_ARCHIVE, ALL_OF_IT | ALONE,
      N_ ("This device can delete what is on the server, and webmail can; only the computer with "
          "the archive can delete that.") },
    { WP_ADVICE_IMAP_ARCHIVE, ALL_OF_IT,
      N_ ("Any device can delete what is on the server; only that computer can delete the "
          "archive.") },
    { WP_ADVICE_IMAP_ARCHIVE, ALONE,
      N_ ("This device can delete new mail, and webmail can; only the computer with the archive "
          "can delete that.") },
    { WP_ADVICE_POP_KEEP, COLLECTORS | ONE_DAY,
      N_ ("Each computer can delete its own copy only. From the server it goes for all of them, "
          "one day after the first one collected it.") },
    { WP_ADVICE_POP_KEEP, COLLECTORS,
      N_ ("Each computer can delete its own copy only. From the server it goes for all of them, "
          "{days} days after the first one collected it.") },
    { WP_ADVICE_POP_KEEP, AT_ONCE | ONE_DAY,
      N_ ("Only that computer can delete it. What is deleted there goes from the server as well, "
          "at the next check; everything else goes from the server after one day.") },
    { WP_ADVICE_POP_KEEP, AT_ONCE,
      N_ ("Only that computer can delete it. What is deleted there goes from the server as well, "
          "at the next check; everything else goes from the server after {days} days.") },
    { WP_ADVICE_POP_KEEP, ONE_DAY,
      N_ ("Only that computer can delete it. The server's copy goes after one day.") },
    { WP_ADVICE_POP_DELETE, COLLECTORS,
      N_ ("Only the computer that collected it can delete it. The server lets it go once one of "
          "them has collected it.") },
    { WP_ADVICE_BOTH, ALONE,
      N_ ("This device can delete it on the server. What was collected stays, until it is deleted "
          "where it was collected to.") },
  };

  return FIND_TEXT (rows, who_deletes);
}

/* A backup that is not made is not a copy. */
const char *
wp_advise_second_copy (const WpSituation *situation, const WpAdvice *advice)
{
  static const Variant rows[] = {
    /* Translators: what the second copy of the mail is. */
    { WP_ADVICE_IMAP, NO_COPY | ALONE,
      N_ ("There is none: this computer is to keep no copy of the mail.") },
    { WP_ADVICE_IMAP, NO_COPY,
      N_ ("There is none on this computer. Other devices that keep mail for reading offline hold "
          "a copy, but it follows every deletion, so it is no backup.") },
    { WP_ADVICE_IMAP, RECENT | ALONE,
      N_ ("The device holds a copy of recent mail only. It follows every deletion, so it is no "
          "backup.") },
    { WP_ADVICE_IMAP, RECENT,
      N_ ("Devices hold a copy of recent mail only. It follows every deletion, so it is no "
          "backup.") },
    { WP_ADVICE_IMAP, ALONE,
      N_ ("If the device keeps mail for reading offline, it holds a copy. That copy follows every "
          "deletion, so it is no backup.") },
    { WP_ADVICE_IMAP_ARCHIVE, ALL_OF_IT | REMOVED | BACKED_UP,
      N_ ("The backup of the computer with the archive is the second copy.") },
    { WP_ADVICE_IMAP_ARCHIVE, ALL_OF_IT | REMOVED | NO_BACKUP,
      N_ ("There is none of the archive until the computer that holds it is backed up.") },
    { WP_ADVICE_IMAP_ARCHIVE, ALL_OF_IT | REMOVED,
      N_ ("There is one of the archive only if the computer that holds it is backed up.") },
    { WP_ADVICE_IMAP_ARCHIVE, ALL_OF_IT,
      N_ ("The archive is the second copy: no deletion on the server reaches it.") },
    { WP_ADVICE_IMAP_ARCHIVE, BACKED_UP,
      N_ ("The backup of that computer is the second copy of the archive.") },
    { WP_ADVICE_IMAP_ARCHIVE, NO_BACKUP,
      N_ ("There is none of the archive until that computer is backed up.") },
    { WP_ADVICE_POP_KEEP, COLLECTORS | ONE_DAY,
      N_ ("The server has a copy for one day; after that there are only the copies on the "
          "computers that collected in time, and their backups.") },
    { WP_ADVICE_POP_KEEP, COLLECTORS,
      N_ ("The server has a copy for {days} days; after that there are only the copies on the "
          "computers that collected in time, and their backups.") },
    { WP_ADVICE_POP_KEEP, BACKED_UP | ONE_DAY,
      N_ ("The server has a copy for one day; after that the backup of the computer has one.") },
    { WP_ADVICE_POP_KEEP, BACKED_UP,
      N_ ("The server has a copy for {days} days; after that the backup of the computer has "
          "one.") },
    { WP_ADVICE_POP_KEEP, NO_BACKUP | ONE_DAY,
      N_ ("The server has a copy for one day; after that there is none until the computer is "
          "backed up.") },
    { WP_ADVICE_POP_KEEP, NO_BACKUP,
      N_ ("The server has a copy for {days} days; after that there is none until the computer is "
          "backed up.") },
    { WP_ADVICE_POP_KEEP, ONE_DAY,
      N_ ("The server has a copy for one day; after that there is one only if the computer is "
          "backed up.") },
    { WP_ADVICE_POP_DELETE, BACKED_UP, N_ ("The backup of that computer is the second copy.") },
    { WP_ADVICE_POP_DELETE, NO_BACKUP, N_ ("There is none until that computer is backed up.") },
  };

  return FIND_TEXT (rows, second_copy);
}
