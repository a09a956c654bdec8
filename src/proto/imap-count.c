/* A STATUS for each folder, where LIST cannot bring them (RFC 9051 §6.3.11): a sliding window, so
 * that a round trip serves many folders and the server never has more than a few questions of ours
 * at a time. Each folder is asked about once, and none after the server asked for a pause.
 *
 * Never on the selected mailbox: none is selected yet. What a server refuses to tell of one folder
 * makes the sums unknown; it is no fault. */
#include "proto/imap-private.h"

#include <string.h>

#include "base/limits.h"
#include "model/keys.h"

const char *
imap_count_items (const Imap *imap)
{
  return imap_offers (imap, "STATUS=SIZE") ? "(MESSAGES UIDNEXT UIDVALIDITY UNSEEN SIZE)"
                                           : "(MESSAGES UIDNEXT UIDVALIDITY UNSEEN)";
}

static void
give_reason (Imap *imap, const char *static_reason)
{
  if (imap->mailbox.unmeasured == NULL)
    imap->mailbox.unmeasured = static_reason;
}

/* A name that a quoted string cannot carry goes as a literal, where the server takes one without
 * being asked (RFC 7888; LITERAL- has room for 4096 bytes, names have not so many). */
static gboolean
may_be_asked (const Imap *imap, const ImapFolder *folder)
{
  if (wp_imap_may_quote (folder->name))
    return TRUE;
  return (imap_has (imap, "LITERAL+") || imap_has (imap, "LITERAL-"))
         && strpbrk (folder->name, "\r\n") == NULL;
}

static void
plan (Imap *imap)
{
  ImapMailboxPart *part = &imap->mailbox;

  part->is_planned = TRUE;
  imap_folders_mark_foreign (&part->folders, &part->namespaces);
  if (!part->is_listed)
    give_reason (imap, "refused");
  if (part->folders.is_cut)
    give_reason (imap, "too-many"); /* it would be a sum of some of them */
  if (part->is_by_list || !part->is_listed || part->folders.is_cut)
    return;
  part->queue = g_ptr_array_new ();
  for (guint i = 0; i < part->folders.all->len; i++)
    {
      ImapFolder *folder = part->folders.all->pdata[i];

      if (!imap_folder_counts (folder))
        continue;
      if (may_be_asked (imap, folder))
        g_ptr_array_add (part->queue, folder);
      else
        give_reason (imap, "name");
    }
}

static void
ask (Imap *imap, ImapFolder *folder)
{
  g_autoptr (GString) args = g_string_new (NULL);
  g_autofree char *shown = NULL;
  const char *items = imap_count_items (imap);
  gboolean is_literal = !wp_imap_may_quote (folder->name);
  char tag[16];

  if (!is_literal)
    {
      wp_imap_append_quoted (args, folder->name);
      g_string_append_c (args, ' ');
    }
  g_string_append (args, items);
  if (wp_engine_keeps_lines (&imap->base))
    shown = imap_shown_status (imap, folder, items);
  folder->tag = ++imap->tag;
  g_snprintf (tag, sizeof tag, "w%u", folder->tag);
  wp_engine_send_command (&imap->base, &(WpCommand){ .tag = tag,
                                                     .verb = "STATUS",
                                                     .literal = is_literal ? folder->name : NULL,
                                                     .args = args->str,
                                                     .shown = shown == NULL ? "" : shown });
}

/* Keeps the window full. */
static void
ask_more (Imap *imap)
{
  ImapMailboxPart *part = &imap->mailbox;

  while (!part->has_stopped && part->n_sent < part->queue->len
         && part->n_sent - part->n_answered < WP_LIMIT_STATUS_AT_ONCE)
    {
      ask (imap, part->queue->pdata[part->n_sent]);
      if (part->n_sent++ == 0)
        part->first_tag = imap->tag;
    }
}

gboolean
imap_count_begin (Imap *imap)
{
  if (imap->mailbox.is_planned)
    return FALSE;
  plan (imap);
  if (imap->mailbox.queue == NULL || imap->mailbox.queue->len == 0)
    return FALSE;
  ask_more (imap);
  return TRUE;
}

gboolean
imap_count_is_waiting (const Imap *imap)
{
  return imap->mailbox.n_answered < imap->mailbox.n_sent;
}

static ImapFolder *
find_asked (const Imap *imap, guint tag)
{
  const ImapMailboxPart *part = &imap->mailbox;
  ImapFolder *folder;

  if (tag == 0 || tag < part->first_tag || tag - part->first_tag >= part->n_sent)
    return NULL;
  folder = part->queue->pdata[tag - part->first_tag];
  return folder->tag == tag ? folder : NULL;
}

static void
take_refusal (Imap *imap, ImapFolder *folder, const WpImapResponse *response)
{
  folder->is_counted = FALSE;
  if (g_str_equal (response->code, "NONEXISTENT"))
    {
      imap_folder_forget (folder); /* somebody deleted it just now */
      return;
    }
  if (g_str_equal (response->code, "LIMIT"))
    {
      imap->mailbox.has_stopped = TRUE;
      give_reason (imap, "limit");
    }
  /* Servers hang up on who says too much that they do not understand. */
  else if (g_str_equal (response->word, "BAD"))
    g_ptr_array_set_size (imap->mailbox.queue, (int) imap->mailbox.n_sent);
  give_reason (imap, "refused");
}

gboolean
imap_count_answered (Imap *imap, const WpImapResponse *response)
{
  ImapFolder *folder = find_asked (imap, response->tag);

  if (folder == NULL)
    return FALSE;
  folder->tag = 0;
  imap->mailbox.n_answered++;
  if (!g_str_equal (response->word, "OK"))
    take_refusal (imap, folder, response);
  else if (!folder->is_counted)
    give_reason (imap, "refused");
  ask_more (imap);
  return TRUE;
}

/* What is known in the end */

static void
note_number (Imap *imap, const char *key, gint64 number)
{
  if (number >= 0)
    wp_fields_set_number (imap->base.step->evidence, key, number);
}

static void
note_inbox (Imap *imap)
{
  const ImapFolder *inbox = imap_folders_inbox (&imap->mailbox.folders);
  WpFields *evidence = imap->base.step->evidence;

  if (inbox == NULL)
    return;
  note_number (imap, WP_KEY_UNSEEN, inbox->unseen);
  note_number (imap, WP_KEY_UIDNEXT, inbox->uidnext);
  if (wp_fields_find (evidence, WP_KEY_MESSAGES) == NULL) /* EXAMINE says it, too, and later */
    note_number (imap, WP_KEY_MESSAGES, inbox->messages);
  if (wp_fields_find (evidence, WP_KEY_UIDVALIDITY) == NULL)
    note_number (imap, WP_KEY_UIDVALIDITY, inbox->uidvalidity);
}

void
imap_count_note (Imap *imap)
{
  ImapMailboxPart *part = &imap->mailbox;
  ImapSums sums;

  if (!part->is_planned)
    plan (imap);
  imap_folders_sum (&part->folders, &sums);
  if (!part->is_listed)
    sums.messages = sums.bytes = sums.largest = -1;
  else if (sums.n_counted < sums.n_counting)
    give_reason (imap, "refused"); /* LIST left one out */
  if (part->is_listed)
    note_number (imap, WP_KEY_FOLDERS, part->folders.is_cut ? part->n_folders : sums.n_folders);
  note_number (imap, WP_KEY_FOLDERS_COUNTED, sums.n_counted);
  note_number (imap, WP_KEY_MESSAGES_ALL, sums.messages);
  note_number (imap, WP_KEY_LARGEST_FOLDER, sums.largest);
  note_number (imap, WP_KEY_MAILBOX_BYTES, sums.bytes);
  if (!part->is_listed || part->folders.is_cut || sums.n_counted < sums.n_counting)
    wp_fields_set_text (imap->base.step->evidence, WP_KEY_UNMEASURED, part->unmeasured);
  note_inbox (imap);
}
