/* The sentences of an answer. Each outcome says three things: where the original is, who can delete
 * it, and what the second copy is. Nothing here suggests less security, whatever does not work. */
#include "advise/advise-private.h"

#include <glib/gi18n-lib.h>

static const WpAdviceText texts[WP_N_ADVICE] = {
  [WP_ADVICE_IMAP] = {
    .title = N_ ("IMAP fits best"),
    .either = N_ ("Both work well here; IMAP is slightly better, because it can be changed later "
                  "without losing anything"),
    .meaning = N_ ("Mail stays on the server, and each device shows the same."),
    .where = N_ ("The original is on the server."),
    .who_deletes = N_ ("Any device can delete it; it then lies in the trash folder for a while."),
    .second_copy = N_ ("Devices that keep mail for reading offline hold a copy. That copy follows "
                       "every deletion, so it is no backup."),
  },
  [WP_ADVICE_IMAP_ARCHIVE] = {
    .title = N_ ("IMAP fits best, with an archive on one computer"),
    .either = N_ ("Both work well here; IMAP with an archive on one computer is slightly better, "
                  "because it can be changed later without losing anything"),
    .meaning = N_ ("Mail stays on the server, and old mail moves to folders on one computer."),
    .where = N_ ("New mail is on the server, for all devices. Old mail is on one computer."),
    .who_deletes = N_ ("Any device can delete new mail; only that computer can delete the "
                       "archive."),
    .second_copy = N_ ("The backup of that computer is the second copy of the archive."),
  },
  [WP_ADVICE_POP_KEEP] = {
    .title = N_ ("POP3 fits best, leaving mail on the server for {days} days"),
    .either = N_ ("Both work well here; POP3 is slightly better, leaving mail on the server for "
                  "{days} days"),
    .meaning = N_ ("One computer collects the mail, and the server keeps it for {days} more "
                   "days."),
    .where = N_ ("The original is on the computer that collects it."),
    .who_deletes = N_ ("Only that computer can delete it. The server's copy goes after {days} "
                       "days."),
    .second_copy = N_ ("The server has a copy for {days} days; after that only a backup of the "
                       "computer has one."),
  },
  [WP_ADVICE_POP_DELETE] = {
    .title = N_ ("POP3, leaving nothing on the server"),
    .either = N_ ("Both work well here; POP3 is slightly better, leaving nothing on the server"),
    .meaning = N_ ("One computer collects the mail, and the server is emptied."),
    .where = N_ ("The original is on the computer that collects it, and nowhere else."),
    .who_deletes = N_ ("Only that computer can delete it. The server lets it go once it is "
                       "collected."),
    .second_copy = N_ ("Only a backup of that computer holds a second copy."),
  },
  [WP_ADVICE_BOTH] = {
    .title = N_ ("IMAP for every day, and one computer that collects everything by POP3"),
    .either = N_ ("Either would do; IMAP for every day with one computer that collects everything "
                  "by POP3 is slightly better"),
    .meaning = N_ ("All devices use IMAP. One computer also collects all incoming mail by POP3 "
                   "and never deletes any on the server."),
    .where = N_ ("The original is on the server."),
    .who_deletes = N_ ("Any device can delete it there. What the collecting computer has, nobody "
                       "else can delete."),
    .second_copy = N_ ("The collecting computer has every message that arrived in the inbox, "
                       "whatever is deleted elsewhere."),
  },
  [WP_ADVICE_WEBMAIL] = {
    .title = N_ ("Webmail fits best; no mail program should be set up here"),
    .either = N_ ("Webmail fits best; no mail program should be set up here"),
    .meaning = N_ ("Mail is read in the browser, and nothing is kept on this computer."),
    .where = N_ ("The original is on the server."),
    .who_deletes = N_ ("Whoever is signed in can delete it, so sign out and close the browser at "
                       "the end."),
    .second_copy = N_ ("There is none."),
  },
  [WP_ADVICE_NONE] = {
    .title = N_ ("This mail program and this provider have no way in common"),
    .either = N_ ("This mail program and this provider have no way in common"),
    .meaning = N_ ("Neither IMAP nor POP3 can be used as things are."),
    .where = N_ ("The original stays where it is, on the server."),
    .who_deletes = N_ ("It can be deleted in webmail, or by a program that gets in."),
    .second_copy = N_ ("There is none."),
  },
  [WP_ADVICE_NEED_TEST] = {
    .title = N_ ("Nothing can be said from this network"),
    .either = N_ ("Nothing can be said from this network"),
    .meaning = N_ ("The mail servers cannot be reached from here, so nothing is known of IMAP and "
                   "POP3."),
    .where = N_ ("The original is on the server, as before."),
    .who_deletes = N_ ("Nothing changes."),
    .second_copy = N_ ("Nothing changes."),
  },
  [WP_ADVICE_UNCLEAR] = {
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

const char *
wp_advise_modifier_text (WpModifiers one)
{
  static const char *const sentences[WP_N_MODIFIERS] = {
    N_ ("Let the program keep a full copy for reading offline."),
    N_ ("Let the program keep recent mail only, and fetch headers before large attachments."),
    N_ ("Let the program keep no copy on this computer, or give each person an account of their "
        "own on it."),
    N_ ("Make room in the mailbox first: it is almost full."),
    N_ ("Let the program check no more often than the server allows."),
  };

  return sentences[g_bit_nth_lsf (one, -1)];
}

const char *
wp_advise_conflict_text (const WpAdvice *advice)
{
  return advice->outcome == WP_ADVICE_UNCLEAR ? wp_conflict_text (advice->conflict) : NULL;
}

/* What would change the answer */

#define ANY G_MININT32

static const struct
{
  WpFact fact;
  gint32 value; /* ANY: all the others */
  const char *text;
} changes[] = {
  /* Translators: these follow "This would change if" and a colon or a bullet. {value} is a
   * number. */
  { WP_FACT_DEVICES, 1, N_ ("only one device reads this mail") },
  { WP_FACT_DEVICES, 2, N_ ("two devices read this mail") },
  { WP_FACT_DEVICES, 3, N_ ("three or more devices read this mail") },
  { WP_FACT_PEOPLE, WP_PEOPLE_ONE, N_ ("only one person uses this mailbox") },
  { WP_FACT_PEOPLE, WP_PEOPLE_SEVERAL, N_ ("several people use this mailbox") },
  { WP_FACT_WEBMAIL, WP_WEBMAIL_NEVER, N_ ("mail is never read in a browser") },
  { WP_FACT_WEBMAIL, WP_WEBMAIL_SOMETIMES, N_ ("mail is also read in a browser now and then") },
  { WP_FACT_WEBMAIL, WP_WEBMAIL_OFTEN, N_ ("mail is often read in a browser") },
  { WP_FACT_OFFLINE, WP_OFFLINE_NEVER, N_ ("there is always a connection") },
  { WP_FACT_OFFLINE, WP_OFFLINE_OFTEN, N_ ("mail is often read without a connection") },
  { WP_FACT_LINK, WP_LINK_NORMAL, N_ ("the line is neither slow nor paid for by volume") },
  { WP_FACT_LINK, WP_LINK_SLOW, N_ ("the line is slow") },
  { WP_FACT_LINK, WP_LINK_METERED, N_ ("the line is paid for by volume") },
  { WP_FACT_BACKUP, WP_BACKUP_NONE, N_ ("no backup of this computer is made") },
  { WP_FACT_BACKUP, WP_BACKUP_REGULAR, N_ ("a backup of this computer is made regularly") },
  { WP_FACT_ARCHIVE, 0, N_ ("mail need not be kept as files of one's own") },
  { WP_FACT_ARCHIVE, 1, N_ ("mail is to be kept as files of one's own") },
  { WP_FACT_KEEP_ALL, 0, N_ ("not everything received has to be kept") },
  { WP_FACT_KEEP_ALL, 1, N_ ("everything received has to be kept") },
  { WP_FACT_LEGAL, 0, N_ ("no law asks for the mail to be kept") },
  { WP_FACT_LEGAL, 1, N_ ("the law asks for the mail to be kept") },
  { WP_FACT_REMOVE, 0, N_ ("mail may stay at the provider") },
  { WP_FACT_REMOVE, 1, N_ ("mail must not stay at the provider") },
  { WP_FACT_FOLDERS, 0, N_ ("no folders or filters on the server are used") },
  { WP_FACT_FOLDERS, 1, N_ ("folders or filters on the server are used") },
  { WP_FACT_INSTANT, 0, N_ ("new mail need not be announced at once") },
  { WP_FACT_INSTANT, 1, N_ ("new mail is to be announced at once") },
  { WP_FACT_POP_ARCHIVE, 0, N_ ("there is no old mail on the computer") },
  { WP_FACT_POP_ARCHIVE, 1, N_ ("there is old mail on the computer already") },
  { WP_FACT_POP_DEVICES, 0, N_ ("no device collects by POP3 today") },
  { WP_FACT_POP_DEVICES, 1, N_ ("one device collects by POP3 today") },
  { WP_FACT_POP_DEVICES, ANY, N_ ("{value} devices collect by POP3 today") },
  { WP_FACT_MOVING, 0, N_ ("no change of provider is planned") },
  { WP_FACT_MOVING, 1, N_ ("the provider changes soon") },
  { WP_FACT_LOCK_FEAR, 0, N_ ("nobody fears that the account gets locked") },
  { WP_FACT_LOCK_FEAR, 1, N_ ("the account might get locked") },
  { WP_FACT_FAMILY_PC, 0, N_ ("nobody else uses this computer") },
  { WP_FACT_FAMILY_PC, 1, N_ ("others use this computer, too") },
  { WP_FACT_PUBLIC_PC, 0, N_ ("this is not a public computer") },
  { WP_FACT_PUBLIC_PC, 1, N_ ("this is a public computer") },
  { WP_FACT_MIGRATING, WP_MIGRATING_NO, N_ ("the servers do not change today") },
  { WP_FACT_MIGRATING, WP_MIGRATING_IMAP, N_ ("the servers change today, and IMAP is in use") },
  { WP_FACT_MIGRATING, WP_MIGRATING_POP, N_ ("the servers change today, and POP3 is in use") },
  { WP_FACT_CLIENT, 0, N_ ("another mail program is used, one that has both ways in") },
  { WP_FACT_IMAP, WP_ACCESS_OK, N_ ("a login by IMAP works") },
  { WP_FACT_IMAP, WP_ACCESS_OAUTH, N_ ("IMAP works with a sign-in on the web") },
  { WP_FACT_IMAP, WP_ACCESS_FAIL, N_ ("IMAP does not work") },
  { WP_FACT_IMAP, WP_ACCESS_OFF, N_ ("IMAP is switched off") },
  { WP_FACT_POP, WP_ACCESS_OK, N_ ("a login by POP3 works") },
  { WP_FACT_POP, WP_ACCESS_OAUTH, N_ ("POP3 works with a sign-in on the web") },
  { WP_FACT_POP, WP_ACCESS_FAIL, N_ ("POP3 does not work") },
  { WP_FACT_POP, WP_ACCESS_OFF, N_ ("POP3 is switched off") },
  { WP_FACT_QUOTA, ANY, N_ ("{value} % of the mailbox is used") },
  { WP_FACT_QUOTA_FIXED, 0, N_ ("the mailbox can be enlarged") },
  { WP_FACT_QUOTA_FIXED, 1, N_ ("the mailbox cannot be enlarged") },
  { WP_FACT_EXPIRE, 0, N_ ("the server deletes what was collected by POP3") },
  { WP_FACT_EXPIRE, WP_EXPIRE_NEVER, N_ ("the server keeps what was collected by POP3") },
  { WP_FACT_EXPIRE, ANY, N_ ("the server deletes mail after {value} days") },
  { WP_FACT_UIDL, 0, N_ ("the server cannot tell collected mail from new mail") },
  { WP_FACT_UIDL, 1, N_ ("the server can tell collected mail from new mail") },
};

const char *
wp_advise_change_text (WpFact fact, gint32 value)
{
  for (guint i = 0; value != WP_UNKNOWN && i < G_N_ELEMENTS (changes); i++)
    if (changes[i].fact == fact && (changes[i].value == value || changes[i].value == ANY))
      return changes[i].text;
  return NULL;
}
