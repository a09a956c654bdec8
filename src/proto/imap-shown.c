/* What the transcript shows of questions about folders: a folder's name is nobody's business. INBOX
 * and special-use folders are shown, any other is "folder-3", the same one in LIST and in STATUS.
 */
#include "proto/imap-private.h"

static gboolean
is_inbox (const char *name)
{
  return g_ascii_strcasecmp (name, "INBOX") == 0;
}

/* The folder's number, from 1; 0: its name may be shown. Asked only for lines that the transcript
 * keeps, which bounds the table. */
static guint
number_of (Imap *imap, const char *name, gboolean is_special)
{
  GHashTable *numbers = imap->mailbox.numbers;
  gpointer value;

  if (is_inbox (name))
    return 0;
  if (g_hash_table_lookup_extended (numbers, name, NULL, &value))
    return GPOINTER_TO_UINT (value);
  value = GUINT_TO_POINTER (is_special ? 0 : g_hash_table_size (numbers) + 1);
  g_hash_table_insert (numbers, g_strdup (name), value);
  return GPOINTER_TO_UINT (value);
}

static guint
number_of_string (Imap *imap, const WpImapString *string, gboolean is_special)
{
  g_autofree char *name = wp_imap_string_dup (string);

  return number_of (imap, name, is_special);
}

static char *
shown_list (Imap *imap, const WpImapResponse *response)
{
  WpImapMailbox mailbox;
  guint number;

  if (!wp_imap_parse_list (response->data, &mailbox))
    return g_strdup ("* LIST ?");
  number = number_of_string (imap, &mailbox.name, mailbox.special_use != NULL);
  return number == 0
             ? NULL
             : g_strdup_printf ("* LIST (%s) folder-%u",
                                mailbox.flags & WP_IMAP_MAILBOX_NOSELECT ? "\\Noselect" : "",
                                number);
}

static char *
shown_figures (Imap *imap, const WpImapResponse *response)
{
  g_autofree char *size = NULL;
  WpImapStatus status;
  guint number;

  if (!wp_imap_parse_status (response->data, &status))
    return g_strdup ("* STATUS ?");
  number = number_of_string (imap, &status.name, FALSE);
  if (number == 0)
    return NULL;
  if (status.size >= 0)
    size = g_strdup_printf (" SIZE %" G_GINT64_FORMAT, status.size);
  return g_strdup_printf ("* STATUS folder-%u (MESSAGES %" G_GINT64_FORMAT "%s)", number,
                          status.messages, size == NULL ? "" : size);
}

/* While folders are asked about, the free text of an answer may name one. An alert is shown, as
 * RFC 9051 §7.1 demands. */
static char *
shown_status_word (Imap *imap, const WpImapResponse *response)
{
  const ImapMailboxPart *part = &imap->mailbox;
  gboolean is_about_folders = part->tags[IMAP_ASK_LIST] != IMAP_ANSWERED
                              || imap_count_is_waiting (imap);
  gboolean has_code = response->code[0] != '\0';
  g_autofree char *tag = NULL;

  if (!is_about_folders || g_str_equal (response->code, "ALERT"))
    return NULL;
  tag = response->kind == WP_IMAP_TAGGED ? g_strdup_printf ("w%u", response->tag) : g_strdup ("*");
  return g_strdup_printf ("%s %s%s%s%s", tag, response->word, has_code ? " [" : "",
                          has_code ? response->code : "", has_code ? "]" : "");
}

char *
imap_shown_response (Imap *imap, const WpImapResponse *response)
{
  if (response->is_status && !g_str_equal (response->word, "BYE"))
    return shown_status_word (imap, response);
  if (response->kind != WP_IMAP_UNTAGGED)
    return NULL;
  if (g_str_equal (response->word, "LIST"))
    return shown_list (imap, response);
  if (g_str_equal (response->word, "STATUS"))
    return shown_figures (imap, response);
  return NULL;
}

char *
imap_shown_status (Imap *imap, const ImapFolder *folder, const char *items)
{
  guint number = number_of (imap, folder->name, folder->special_use != NULL);

  return number == 0 ? g_strdup_printf ("%s %s", folder->name, items)
                     : g_strdup_printf ("folder-%u %s", number, items);
}
