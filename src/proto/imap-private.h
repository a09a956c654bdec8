/* The IMAP engine's parts: the look (imap.c), the login (imap-login.c), and the questions about the
 * mailbox after it (imap-mailbox.c). */
#pragma once

#include "proto/engine-private.h"
#include "proto/imap-parse.h"

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

typedef struct
{
  guint tags[IMAP_N_ASKS]; /* 0: not asked; G_MAXUINT: answered */
  gboolean sums_sizes;     /* LIST was asked to return SIZE */
  guint n_lines;           /* of LIST and STATUS */
  GHashTable *names;       /* mailbox name → its number, or 0 if it may be shown */
  guint n_folders;
  gint64 largest;          /* -1: not known */
  gint64 bytes;
  gboolean has_quota;
  guint64 quota_used, quota_limit;
  GPtrArray *special_use;  /* of static char*, ends in NULL at the end */
  WpOutcome outcome;
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
/* A LIST or STATUS line whose folder name may not be written down becomes one with "folder-3".
 * NULL: the line may stand as it is. The caller owns it. */
char    *imap_mailbox_masked (Imap *imap, const WpImapResponse *response);
void     imap_mailbox_clear (Imap *imap);
