/* What the person told and what was measured: the facts of `waypost advise --fact NAME=VALUE`, each
 * with where it comes from. A value without pointers, so that it can be copied, changed in one
 * place and tried again a hundred thousand times a second. */
#pragma once

#include <glib.h>

typedef enum
{
  /* Asked */
  WP_FACT_DEVICES,     /* 1, 2, 3 (or more) */
  WP_FACT_PEOPLE,      /* one, several */
  WP_FACT_WEBMAIL,     /* never, sometimes, often */
  WP_FACT_OFFLINE,     /* never, often */
  WP_FACT_LINK,        /* normal, slow, metered */
  WP_FACT_BACKUP,      /* none, regular */
  WP_FACT_ARCHIVE,     /* wants mail as files of their own */
  WP_FACT_KEEP_ALL,    /* everything received must be kept */
  WP_FACT_LEGAL,       /* the law wants it kept */
  WP_FACT_REMOVE,      /* must not stay at the provider */
  WP_FACT_FOLDERS,     /* server folders, filters or the junk folder are used */
  WP_FACT_INSTANT,     /* wants to be told at once */
  WP_FACT_POP_ARCHIVE, /* has an old one */
  WP_FACT_POP_DEVICES, /* that collect by POP today, 0 … */
  WP_FACT_MOVING,      /* changes the provider soon */
  WP_FACT_LOCK_FEAR,   /* the account might be locked */
  WP_FACT_FAMILY_PC,   /* others use this computer, too */
  WP_FACT_PUBLIC_PC,   /* anybody does */
  WP_FACT_MIGRATING,   /* no, imap, pop: servers change today, and what is used now */
  WP_FACT_CLIENT,      /* any, or a mail program */
  WP_FACT_ROLE,        /* mailbox, alias: what info@ or support@ is */

  /* Measured, or given by hand */
  WP_FACT_IMAP,        /* WpAccess */
  WP_FACT_POP,
  WP_FACT_QUOTA,       /* percent used; may be above 100 */
  WP_FACT_QUOTA_FIXED, /* the provider will not enlarge it */
  WP_FACT_MAILBOX_GB,  /* held in millions of bytes */
  WP_FACT_LARGEST_FOLDER, /* messages */
  WP_FACT_EXPIRE,      /* days, or WP_EXPIRE_NEVER; 0: deleted after it was collected */
  WP_FACT_LOGIN_DELAY, /* seconds */
  WP_FACT_UIDL,
  WP_FACT_IDLE,
  WP_FACT_PREFERS,     /* none, imap, pop: the provider */
} WpFact;
#define WP_N_FACTS (WP_FACT_PREFERS + 1)

/* A fact that is not given: a value of its own. */
#define WP_UNKNOWN (-1)

/* The values of facts with words, in the order of the words. Yes and no are 1 and 0. */
enum { WP_PEOPLE_ONE, WP_PEOPLE_SEVERAL };
enum { WP_WEBMAIL_NEVER, WP_WEBMAIL_SOMETIMES, WP_WEBMAIL_OFTEN };
enum { WP_OFFLINE_NEVER, WP_OFFLINE_OFTEN };
enum { WP_LINK_NORMAL, WP_LINK_SLOW, WP_LINK_METERED };
enum { WP_BACKUP_NONE, WP_BACKUP_REGULAR };
enum { WP_MIGRATING_NO, WP_MIGRATING_IMAP, WP_MIGRATING_POP };
enum { WP_ROLE_MAILBOX, WP_ROLE_ALIAS };
enum { WP_PREFERS_NONE, WP_PREFERS_IMAP, WP_PREFERS_POP };

/* Whether a protocol can be used, and why not. */
typedef enum
{
  WP_ACCESS_OK,      /* a login worked */
  WP_ACCESS_OAUTH,   /* only by a sign-in on the web */
  WP_ACCESS_FAIL,    /* does not work */
  WP_ACCESS_BLOCKED, /* this network does not let mail through */
  WP_ACCESS_OFF,     /* not offered, or switched off for this mailbox */
  WP_ACCESS_NO_TLS,  /* no connection that can be verified */
} WpAccess;

#define WP_EXPIRE_NEVER G_MAXINT32

typedef enum
{
  WP_ORIGIN_NONE,
  WP_ORIGIN_MEASURED,
  WP_ORIGIN_GIVEN,    /* by hand, or as an answer */
} WpFactOrigin;

typedef struct
{
  gint32 values[WP_N_FACTS]; /* WP_UNKNOWN where nothing is known */
  guint8 origins[WP_N_FACTS]; /* WpFactOrigin */
} WpSituation;

/* Nothing is known. */
void     wp_situation_init (WpSituation *situation);
/* What was given is not replaced by what was measured; WP_UNKNOWN takes a fact back. `value` must
 * be one of the fact's. */
void     wp_situation_set (WpSituation *situation, WpFact fact, gint32 value,
                           WpFactOrigin origin);
/* "NAME=VALUE", as given by hand. FALSE and an error (G_OPTION_ERROR_BAD_VALUE, a whole sentence
 * that lists what is allowed). */
gboolean wp_situation_give (WpSituation *situation, const char *text, GError **error);

/* "largest-folder" */
const char *wp_fact_id (WpFact fact);
gboolean    wp_fact_from_id (const char *id, WpFact *fact);
/* One of the facts that a person is asked for; else it is measured. */
gboolean    wp_fact_is_asked (WpFact fact);
/* "2", "often", "yes", "12.5", "never", "unknown"; the caller owns it. */
char       *wp_fact_value_id (WpFact fact, gint32 value);
/* The inverse; FALSE for what the fact cannot be. */
gboolean    wp_fact_value_from_id (WpFact fact, const char *id, gint32 *value);
/* The values that a choice can take, without WP_UNKNOWN: 0 … n - 1, devices 1 … 3; FALSE for
 * numbers without a list (quota, days …). */
gboolean    wp_fact_choices (WpFact fact, gint32 *first, gint32 *last);

/* A mail program as far as advice needs it: which protocols it has, and whether it can sign in on
 * the web (OAuth2) for each. Row 0 is "any". The index is the value of WP_FACT_CLIENT. */
typedef struct
{
  const char *id;   /* "geary" */
  const char *name; /* as people know it; "any" has none */
  gboolean has_imap, has_pop;
  gboolean signs_in_imap, signs_in_pop;
  const char *as_of; /* when this was read: "2026-05"; NULL for "any" */
} WpMailProgram;

const WpMailProgram *wp_mail_programs (guint *count);
