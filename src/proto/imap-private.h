/* The IMAP engine's parts: the look (imap.c), the login (imap-login.c), and the questions about the
 * mailbox after it (imap-mailbox.c), folder by folder (imap-count.c). */
#pragma once

#include "proto/engine-private.h"
#include "proto/imap-folders.h"

enum
{
  IMAP_LOGIN = WP_STATE_OWN, /* the LOGIN command, maybe in literals */
  IMAP_MAILBOX,
};

/* Commands of which several may be under way at once. */
typedef enum
{
  IMAP_ASK_CAPABILITY,
  IMAP_ASK_NAMESPACE,
  IMAP_ASK_LIST,
  IMAP_ASK_QUOTA,
  IMAP_ASK_EXAMINE,
  IMAP_N_ASKS
} ImapAsk;
#define IMAP_ANSWERED G_MAXUINT

typedef struct
{
  guint tags[IMAP_N_ASKS]; /* 0: not asked; IMAP_ANSWERED */
  gboolean sums_sizes;     /* LIST was asked to return SIZE */
  guint n_lines;           /* of LIST and STATUS */
  GHashTable *numbers;     /* mailbox name → its number in the transcript, 0 if it may be shown */
  guint n_folders;
  gint64 messages, uidvalidity; /* as EXAMINE tells them; -1: not told */
  gboolean has_quota;
  guint64 quota_used, quota_limit;
  char separator;          /* '\0': not known */
  WpImapNamespaces namespaces;
  ImapFolders folders;     /* all of them while they are counted, else those of a special use */
  WpOutcome outcome;

  gboolean measures;
  gboolean is_by_list;     /* LIST brings the STATUS of each folder */
  gboolean is_listed;      /* LIST said all */
  gboolean is_planned;     /* `queue` has been made */
  gboolean has_stopped;    /* no more questions but EXAMINE: [LIMIT], or time is over */
  gboolean is_leaving;     /* with its answer */
  GPtrArray *queue;        /* of ImapFolder, lent: to be asked about; then NULL */
  guint n_sent, n_answered; /* of `queue` */
  guint first_tag;         /* of the first STATUS; the others follow */
  guint n_told;            /* STATUS lines of LIST */
  const char *unmeasured;  /* static: why something is not known, the first reason; NULL */
} ImapMailboxPart;

typedef struct
{
  WpEngine base;
  GByteArray *response;    /* being read: lines, and literals as on the wire */
  guint64 literal;         /* bytes of the literal that is awaited */
  gboolean in_literal;
  gsize literal_bytes;     /* of this response so far */
  guint tag;               /* of the last command */
  gboolean has_fresh_capabilities; /* told since the login began */
  char *notice_code;       /* untagged NO or [ALERT] during a login: often the real reason */
  char *notice_text;
  GPtrArray *login_parts;  /* of char*: what is still to be sent of LOGIN, in literals */
  guint n_parts_sent;
  ImapMailboxPart mailbox;
} Imap;

void     imap_send (Imap *imap, const char *verb, const char *args);
gboolean imap_has (const Imap *imap, const char *capability);
/* Replaces the capabilities; FALSE, and the conversation is over, if there are too many. */
gboolean imap_take_capabilities (Imap *imap, WpCursor words);
void     imap_note_reply (Imap *imap, const WpImapResponse *response);
WpReplyFacts imap_reply_facts (const WpImapResponse *response);

void     imap_send_auth (WpEngine *engine, const char *mechanism, const char *initial);
void     imap_login (WpEngine *engine);
void     imap_on_continue (Imap *imap, const WpImapResponse *response);
void     imap_login_tagged (Imap *imap, const WpImapResponse *response);
void     imap_login_untagged (Imap *imap, const WpImapResponse *response);

void     imap_mailbox_start (WpEngine *engine);
void     imap_mailbox_untagged (Imap *imap, const WpImapResponse *response);
void     imap_mailbox_tagged (Imap *imap, const WpImapResponse *response);
void     imap_mailbox_clear (Imap *imap);
WpLeaving imap_mailbox_leave (WpEngine *engine, WpOutcome *outcome);
gboolean imap_mailbox_progress (const WpEngine *engine, guint *done, guint *total);
/* IMAP4rev2 holds some extensions without naming them (RFC 9051 appendix E). */
gboolean imap_offers (const Imap *imap, const char *capability);

/* imap-count.c: a STATUS for each folder, where LIST does not bring them. */
/* "(MESSAGES …)", as far as the server can; static. */
const char *imap_count_items (const Imap *imap);
/* LIST and NAMESPACE have been answered. FALSE: there is nothing to ask. */
gboolean imap_count_begin (Imap *imap);
/* A tagged answer; FALSE: not to one of these questions. */
gboolean imap_count_answered (Imap *imap, const WpImapResponse *response);
gboolean imap_count_is_waiting (const Imap *imap);
/* Puts what is known into the step's evidence. */
void     imap_count_note (Imap *imap);

/* imap-shown.c: names of folders stay out of transcripts. */
/* What is shown of a response while the mailbox is asked about; NULL stands for bytes that are
 * none. The caller owns it. */
char    *imap_shown_response (Imap *imap, const WpImapResponse *response);
/* "folder-3 ITEMS"; the caller owns it. */
char    *imap_shown_status (Imap *imap, const ImapFolder *folder, const char *items);
