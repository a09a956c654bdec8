/* The grammar of IMAP responses, as far as Waypost asks (RFC 9051 §9, RFC 3501, 4959, 5258, 5819,
 * 2342, 9208). Pure functions over lent bytes: 0 allocated but what is said, since a mailbox may
 * have thousands of folders. Literals stand in the response as on the wire: "{5}" CRLF and five
 * bytes. */
#pragma once

#include <glib.h>

#include "base/cursor.h"

typedef enum
{
  WP_IMAP_UNTAGGED,
  WP_IMAP_TAGGED,
  WP_IMAP_CONTINUE,
} WpImapKind;

#define WP_IMAP_WORD_SIZE 32

typedef struct
{
  WpImapKind kind;
  guint tag;                       /* of our "w7": 7; 0: not one of ours */
  char word[WP_IMAP_WORD_SIZE];    /* OK NO BAD BYE PREAUTH CAPABILITY LIST EXISTS …, upper case */
  gboolean is_status;              /* word is one of the first five */
  guint64 number;                  /* of "* 23 EXISTS" */
  char code[WP_IMAP_WORD_SIZE];    /* response code, upper case; "" if none */
  WpCursor code_data;              /* what follows it, up to the bracket */
  WpCursor data;                   /* CONTINUE and status: the text; else what follows the word */
} WpImapResponse;

/* FALSE: this is no IMAP response. */
gboolean wp_imap_parse (const guint8 *bytes, gsize count, WpImapResponse *response);
/* Whether the line ends with a literal's header, and of how many bytes: only of data, since the
 * text of a status may end as it likes. G_MAXUINT64 for a number beyond that. */
gboolean wp_imap_ends_with_literal (const guint8 *line, gsize count, guint64 *literal);

/* A string as it stands in the response, lent: an atom, the bytes of a literal, or what is between
 * quotes. */
typedef struct
{
  const guint8 *bytes;
  gsize count;
  gboolean is_escaped; /* some of its backslashes only quote the next byte */
} WpImapString;

/* What the string says, up to a NUL. The caller owns it. */
char    *wp_imap_string_dup (const WpImapString *string);

typedef enum
{
  WP_IMAP_MAILBOX_NONEXISTENT = 1 << 0,
  WP_IMAP_MAILBOX_NOSELECT = 1 << 1,
} WpImapMailboxFlags;

typedef struct
{
  guint flags;
  const char *special_use; /* static: "Sent"; NULL: none */
  char delimiter;          /* '\0': NIL */
  WpImapString name;
} WpImapMailbox;

gboolean wp_imap_parse_list (WpCursor data, WpImapMailbox *mailbox);

typedef struct
{
  WpImapString name;
  gint64 messages; /* -1: not told, also of the others */
  gint64 unseen;
  gint64 uidnext;
  gint64 uidvalidity;
  gint64 size;     /* bytes (RFC 8438) */
} WpImapStatus;

gboolean wp_imap_parse_status (WpCursor data, WpImapStatus *status);

typedef struct
{
  gboolean has_storage;
  guint64 used_kib;
  guint64 limit_kib;
} WpImapQuota;

gboolean wp_imap_parse_quota (WpCursor data, WpImapQuota *quota);

typedef struct
{
  char *prefix;       /* of the first personal namespace; NULL: there is none */
  char separator;     /* in it; '\0': none */
  GPtrArray *foreign; /* of char*: prefixes of other people's and shared folders, none empty */
} WpImapNamespaces;

/* The caller clears it, whatever the answer. */
gboolean wp_imap_parse_namespace (WpCursor data, WpImapNamespaces *namespaces);
void     wp_imap_namespaces_clear (WpImapNamespaces *namespaces);

/* Whether the value fits in a quoted string (RFC 9051 §4.3: no 8-bit before UTF8=ACCEPT). */
gboolean wp_imap_may_quote (const char *value);
/* Appends the quoted string. */
void     wp_imap_append_quoted (GString *out, const char *value);
