/* The folders of one mailbox while they are counted: what LIST named and STATUS told, and the sums
 * of it. A sum that lacks one of its folders is no sum. Private to this folder and its tests.
 *
 * The names stay here, but for those of special-use folders. Bounds: WP_LIMIT_MAILBOXES folders
 * are kept, and a few more of a special use, each with a name of WP_LIMIT_MAILBOX_NAME_BYTES; where
 * there are more, nothing is summed. */
#pragma once

#include "proto/imap-parse.h"

typedef struct
{
  char *name;              /* as on the wire, but "INBOX" in capitals */
  const char *special_use; /* static: "Sent"; NULL */
  gboolean is_listed;      /* by LIST, and it exists */
  gboolean may_select;     /* else it holds other folders only */
  gboolean is_foreign;     /* another person's, or shared */
  gboolean is_counted;     /* STATUS told its messages */
  guint tag;               /* of a STATUS under way; 0: none */
  gint64 messages;         /* -1: not known, also of the others */
  gint64 unseen;
  gint64 uidnext;
  gint64 uidvalidity;
  gint64 size;
} ImapFolder;

typedef struct
{
  GPtrArray *all;          /* of ImapFolder */
  GHashTable *by_name;     /* lent name → its folder */
  gboolean is_cut;         /* there were more, or longer names, than are kept */
} ImapFolders;

void        imap_folders_init (ImapFolders *folders);
void        imap_folders_clear (ImapFolders *folders);
/* Each returns the folder, or NULL if it is not kept. */
ImapFolder *imap_folders_list (ImapFolders *folders, const WpImapMailbox *mailbox);
ImapFolder *imap_folders_status (ImapFolders *folders, const WpImapStatus *status);
/* It went away meanwhile: as if it had not been listed. */
void        imap_folder_forget (ImapFolder *folder);
/* Marks what lies below the prefixes of others; never the inbox, nor what lies below one's own
 * prefix if that says more. */
void        imap_folders_mark_foreign (ImapFolders *folders, const WpImapNamespaces *namespaces);
/* The inbox, or NULL. */
const ImapFolder *imap_folders_inbox (const ImapFolders *folders);
/* Whether its figures are wanted. */
gboolean    imap_folder_counts (const ImapFolder *folder);

/* All one's own folders together; -1: not known. */
typedef struct
{
  guint n_folders;         /* also those that only hold others */
  guint n_counting;
  guint n_counted;
  gint64 messages;         /* each once: where \All holds everything, that and what it leaves out;
                            * one that holds less than another folder is a folder like others */
  gint64 bytes;
  gint64 largest;          /* messages of the largest folder */
} ImapSums;
void        imap_folders_sum (const ImapFolders *folders, ImapSums *sums);
/* "Sent", "Gesendet", …, NULL: names for people; the caller owns it. NULL: there are none. */
char      **imap_folders_special_use (const ImapFolders *folders);
