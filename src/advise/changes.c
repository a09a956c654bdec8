/* The sentences beside an answer: what a modifier asks for, why two facts exclude each other, and
 * what would change the answer. */
#include "advise/advise-private.h"

#include <glib/gi18n-lib.h>

const char *
wp_advise_modifier_text (WpModifiers one)
{
  static const char *const sentences[WP_N_MODIFIERS] = {
    N_ ("Let the program keep a full copy for reading offline."),
    N_ ("Let the program keep recent mail only, and fetch headers before large attachments."),
    N_ ("Let the program keep no copy on this computer, or give each person an account of their "
        "own on it."),
    N_ ("Make room in the mailbox first: it is full, or almost."),
    N_ ("Let the program check no more often than the server allows."),
  };

  return sentences[g_bit_nth_lsf (one, -1)];
}

const char *
wp_advise_conflict_text (const WpAdvice *advice)
{
  return advice->outcome == WP_ADVICE_UNCLEAR ? wp_conflict_text (advice->conflict) : NULL;
}

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
  { WP_FACT_POP_DEVICES, 0, N_ ("no device collects by POP today") },
  { WP_FACT_POP_DEVICES, 1, N_ ("one device collects by POP today") },
  { WP_FACT_POP_DEVICES, ANY, N_ ("{value} devices collect by POP today") },
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
  { WP_FACT_MIGRATING, WP_MIGRATING_POP, N_ ("the servers change today, and POP is in use") },
  { WP_FACT_CLIENT, 0, N_ ("another mail program is used, one that has both IMAP and POP") },
  { WP_FACT_IMAP, WP_ACCESS_OK, N_ ("a login by IMAP works") },
  { WP_FACT_IMAP, WP_ACCESS_OAUTH, N_ ("IMAP works with a sign-in on the web") },
  { WP_FACT_IMAP, WP_ACCESS_FAIL, N_ ("IMAP does not work") },
  { WP_FACT_IMAP, WP_ACCESS_OFF, N_ ("IMAP is switched off") },
  { WP_FACT_POP, WP_ACCESS_OK, N_ ("a login by POP works") },
  { WP_FACT_POP, WP_ACCESS_OAUTH, N_ ("POP works with a sign-in on the web") },
  { WP_FACT_POP, WP_ACCESS_FAIL, N_ ("POP does not work") },
  { WP_FACT_POP, WP_ACCESS_OFF, N_ ("POP is switched off") },
  /* xgettext:no-c-format */
  { WP_FACT_QUOTA, ANY, N_ ("{value} % of the mailbox is used") },
  { WP_FACT_QUOTA_FIXED, 0, N_ ("the mailbox can be enlarged") },
  { WP_FACT_QUOTA_FIXED, 1, N_ ("the mailbox cannot be enlarged") },
  { WP_FACT_EXPIRE, 0, N_ ("the server deletes what was collected by POP") },
  { WP_FACT_EXPIRE, WP_EXPIRE_NEVER, N_ ("the server keeps what was collected by POP") },
  { WP_FACT_EXPIRE, 1, N_ ("the server deletes mail after one day") },
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
