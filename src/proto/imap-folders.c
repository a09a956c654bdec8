/* See imap-folders.h. */
#include "proto/imap-folders.h"

#include <string.h>

#include "base/limits.h"
#include "base/printable.h"
#include "proto/utf7.h"

/* So many more are kept if they have a special use, which is told although nothing is summed. */
#define SPECIAL_MORE 16

static void
folder_free (gpointer data)
{
  ImapFolder *folder = data;

  g_free (folder->name);
  g_free (folder);
}

void
imap_folders_init (ImapFolders *folders)
{
  *folders = (ImapFolders){
    .all = g_ptr_array_new_with_free_func (folder_free),
    .by_name = g_hash_table_new (g_str_hash, g_str_equal),
  };
}

void
imap_folders_clear (ImapFolders *folders)
{
  g_clear_pointer (&folders->by_name, g_hash_table_unref);
  g_clear_pointer (&folders->all, g_ptr_array_unref);
}

static gboolean
is_inbox (const char *name)
{
  return g_ascii_strcasecmp (name, "INBOX") == 0;
}

static ImapFolder *
find_or_add (ImapFolders *folders, const WpImapString *string, gboolean is_special)
{
  g_autofree char *name = NULL;
  ImapFolder *folder;

  if (string->count > WP_LIMIT_MAILBOX_NAME_BYTES)
    {
      folders->is_cut = TRUE;
      return NULL;
    }
  name = wp_imap_string_dup (string);
  folder = g_hash_table_lookup (folders->by_name, is_inbox (name) ? "INBOX" : name);
  if (folder != NULL)
    return folder;
  if (folders->all->len >= WP_LIMIT_MAILBOXES)
    {
      folders->is_cut = TRUE;
      if (!is_special || folders->all->len >= WP_LIMIT_MAILBOXES + SPECIAL_MORE)
        return NULL;
    }
  folder = g_new0 (ImapFolder, 1);
  folder->name = is_inbox (name) ? g_strdup ("INBOX") : g_steal_pointer (&name);
  folder->messages = folder->unseen = folder->uidnext = folder->uidvalidity = folder->size = -1;
  g_ptr_array_add (folders->all, folder);
  g_hash_table_insert (folders->by_name, folder->name, folder);
  return folder;
}

ImapFolder *
imap_folders_list (ImapFolders *folders, const WpImapMailbox *mailbox)
{
  ImapFolder *folder;

  if (mailbox->flags & WP_IMAP_MAILBOX_NONEXISTENT)
    return NULL;
  folder = find_or_add (folders, &mailbox->name, mailbox->special_use != NULL);
  if (folder == NULL)
    return NULL;
  folder->is_listed = TRUE;
  folder->may_select = !(mailbox->flags & WP_IMAP_MAILBOX_NOSELECT);
  if (folder->special_use == NULL)
    folder->special_use = mailbox->special_use;
  return folder;
}

/* A server may tell what it likes of a folder that it has not listed: that does not count. */
ImapFolder *
imap_folders_status (ImapFolders *folders, const WpImapStatus *status)
{
  ImapFolder *folder = find_or_add (folders, &status->name, FALSE);

  if (folder == NULL)
    return NULL;
  folder->is_counted = status->messages >= 0;
  folder->messages = status->messages;
  folder->unseen = status->unseen;
  folder->uidnext = status->uidnext;
  folder->uidvalidity = status->uidvalidity;
  folder->size = status->size;
  return folder;
}

void
imap_folder_forget (ImapFolder *folder)
{
  folder->is_listed = FALSE;
}

static gboolean
is_below_foreign (const char *name, const WpImapNamespaces *namespaces)
{
  const char *own = namespaces->prefix;
  gsize least = own != NULL && g_str_has_prefix (name, own) ? strlen (own) : 0;

  if (is_inbox (name) || namespaces->foreign == NULL)
    return FALSE;
  for (guint i = 0; i < namespaces->foreign->len; i++)
    {
      const char *prefix = namespaces->foreign->pdata[i];

      if (g_str_has_prefix (name, prefix) && strlen (prefix) > least)
        return TRUE;
    }
  return FALSE;
}

void
imap_folders_mark_foreign (ImapFolders *folders, const WpImapNamespaces *namespaces)
{
  for (guint i = 0; i < folders->all->len; i++)
    {
      ImapFolder *folder = folders->all->pdata[i];

      folder->is_foreign = is_below_foreign (folder->name, namespaces);
    }
}

const ImapFolder *
imap_folders_inbox (const ImapFolders *folders)
{
  return g_hash_table_lookup (folders->by_name, "INBOX");
}

gboolean
imap_folder_counts (const ImapFolder *folder)
{
  return folder->is_listed && folder->may_select && !folder->is_foreign;
}

/* Views of messages that lie elsewhere (RFC 6154 §2, 8457 §3). */
static gboolean
is_view (const ImapFolder *folder)
{
  static const char *const views[] = { "All", "Flagged", "Important", NULL };

  return folder->special_use != NULL && g_strv_contains (views, folder->special_use);
}

static gboolean
is_use (const ImapFolder *folder, const char *use)
{
  return g_strcmp0 (folder->special_use, use) == 0;
}

typedef enum
{
  ALL_IS_MISSING,
  ALL_HOLDS_LESS, /* than another folder: it does not hold everything */
  ALL_HOLDS_ALL,  /* or it is not known what it holds */
} AllMail;

/* What is junk or thrown away is usually not in it (RFC 6154 §2). */
static gboolean
is_outside_all (const ImapFolder *folder)
{
  return is_use (folder, "Junk") || is_use (folder, "Trash");
}

static AllMail
look_at_all (const ImapFolders *folders)
{
  gint64 in_all = -1, most = -1;
  gboolean has_all = FALSE;

  for (guint i = 0; i < folders->all->len; i++)
    {
      const ImapFolder *folder = folders->all->pdata[i];

      if (!imap_folder_counts (folder))
        continue;
      if (!is_use (folder, "All"))
        most = is_outside_all (folder) ? most : MAX (most, folder->messages);
      else
        {
          has_all = TRUE;
          in_all = MAX (in_all, folder->messages);
        }
    }
  return !has_all ? ALL_IS_MISSING : in_all >= 0 && in_all < most ? ALL_HOLDS_LESS : ALL_HOLDS_ALL;
}

/* Whether its messages are part of the sum. Where a folder shows all messages, others are labels on
 * them. */
static gboolean
is_part (const ImapFolder *folder, AllMail all)
{
  gboolean is_all = is_use (folder, "All");

  return all == ALL_HOLDS_ALL ? is_all || is_outside_all (folder)
                              : !is_view (folder) || (is_all && all == ALL_HOLDS_LESS);
}

static void
add (gint64 *sum, gint64 value)
{
  if (*sum < 0 || value < 0 || value > G_MAXINT64 - *sum)
    *sum = -1;
  else
    *sum += value;
}

void
imap_folders_sum (const ImapFolders *folders, ImapSums *sums)
{
  AllMail all = look_at_all (folders);

  *sums = (ImapSums){ 0 };
  for (guint i = 0; i < folders->all->len; i++)
    {
      const ImapFolder *folder = folders->all->pdata[i];

      if (folder->is_listed && !folder->is_foreign)
        sums->n_folders++;
      if (!imap_folder_counts (folder))
        continue;
      sums->n_counting++;
      if (folder->is_counted)
        sums->n_counted++;
      if (is_part (folder, all))
        {
          add (&sums->messages, folder->messages);
          add (&sums->bytes, folder->size);
        }
      sums->largest = MAX (sums->largest, folder->messages);
    }
  if (folders->is_cut || sums->n_counting == 0)
    sums->messages = sums->bytes = -1;
  if (folders->is_cut || sums->n_counting == 0 || sums->n_counted < sums->n_counting)
    sums->largest = -1;
}

static gboolean
has_pair (const GPtrArray *pairs, const char *use)
{
  for (guint i = 0; i < pairs->len; i += 2)
    if (g_str_equal (pairs->pdata[i], use))
      return TRUE;
  return FALSE;
}

/* Of two with the same use the first one: a mail program takes one, too. */
char **
imap_folders_special_use (const ImapFolders *folders)
{
  g_autoptr (GPtrArray) pairs = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < folders->all->len; i++)
    {
      const ImapFolder *folder = folders->all->pdata[i];
      g_autofree char *name = NULL;

      if (!folder->is_listed || folder->is_foreign || folder->special_use == NULL
          || has_pair (pairs, folder->special_use))
        continue;
      name = wp_utf7_decode (folder->name);
      g_ptr_array_add (pairs, g_strdup (folder->special_use));
      g_ptr_array_add (pairs, wp_printable_text (name, WP_LIMIT_TRANSCRIPT_TEXT));
    }
  if (pairs->len == 0)
    return NULL;
  g_ptr_array_add (pairs, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&pairs), FALSE);
}
