/* What the transcript shows of the questions about a mailbox: a folder's name is nobody's business.
 * INBOX and special-use folders are shown, any other is "folder-3", the same one in LIST and in
 * STATUS. Lines are made anew of what was understood; of a response that nobody asked for, and of
 * text that may name a folder, there is "…". */
#include "proto/imap-private.h"

#define LEFT_OUT "…"

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

/* The name as the transcript has it; the caller owns it. */
static char *
shown_name (guint number, const WpImapString *name)
{
  return number == 0 ? wp_imap_string_dup (name) : g_strdup_printf ("folder-%u", number);
}

static char *
shown_list (Imap *imap, const WpImapResponse *response)
{
  WpImapMailbox mailbox;
  g_autofree char *name = NULL;

  if (!wp_imap_parse_list (response->data, &mailbox))
    return NULL;
  name = shown_name (number_of_string (imap, &mailbox.name, mailbox.special_use != NULL),
                     &mailbox.name);
  if (mailbox.flags & WP_IMAP_MAILBOX_NOSELECT)
    return g_strdup_printf ("* LIST (\\Noselect) %s", name);
  return g_strdup_printf ("* LIST (%s%s) %s", mailbox.special_use == NULL ? "" : "\\",
                          mailbox.special_use == NULL ? "" : mailbox.special_use, name);
}

static void
append_figure (GString *figures, const char *item, gint64 number)
{
  if (number >= 0)
    g_string_append_printf (figures, "%s%s %" G_GINT64_FORMAT, figures->len > 0 ? " " : "", item,
                            number);
}

static char *
shown_figures (Imap *imap, const WpImapResponse *response)
{
  WpImapStatus status;
  g_autofree char *name = NULL;
  g_autoptr (GString) figures = g_string_new (NULL);

  if (!wp_imap_parse_status (response->data, &status))
    return NULL;
  name = shown_name (number_of_string (imap, &status.name, FALSE), &status.name);
  append_figure (figures, "MESSAGES", status.messages);
  append_figure (figures, "UIDNEXT", status.uidnext);
  append_figure (figures, "UIDVALIDITY", status.uidvalidity);
  append_figure (figures, "UNSEEN", status.unseen);
  append_figure (figures, "SIZE", status.size);
  return g_strdup_printf ("* STATUS %s (%s)", name, figures->str);
}

/* The prefix of one's own folders is shown; those of others may be their names. */
static char *
shown_namespace (Imap *imap G_GNUC_UNUSED, const WpImapResponse *response)
{
  WpImapNamespaces namespaces;
  g_autoptr (GString) prefix = g_string_new (NULL);

  wp_imap_parse_namespace (response->data, &namespaces);
  if (namespaces.prefix != NULL)
    wp_imap_append_quoted (prefix, namespaces.prefix);
  wp_imap_namespaces_clear (&namespaces);
  return prefix->len == 0 ? NULL : g_strdup_printf ("* NAMESPACE %s " LEFT_OUT, prefix->str);
}

static char *
shown_quota (Imap *imap G_GNUC_UNUSED, const WpImapResponse *response)
{
  WpImapQuota quota;

  if (!wp_imap_parse_quota (response->data, &quota) || !quota.has_storage)
    return NULL;
  return g_strdup_printf ("* QUOTA (STORAGE %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT ")",
                          quota.used_kib, quota.limit_kib);
}

static char *
shown_number (Imap *imap G_GNUC_UNUSED, const WpImapResponse *response)
{
  return g_strdup_printf ("* %" G_GUINT64_FORMAT " %s", response->number, response->word);
}

static char *
shown_whole (Imap *imap G_GNUC_UNUSED, const WpImapResponse *response)
{
  return g_strdup_printf ("* %s %.*s", response->word, (int) wp_cursor_left (&response->data),
                          (const char *) response->data.at);
}

/* Each answers NULL where it understands nothing. */
static const struct
{
  const char *word;
  char *(*show) (Imap *imap, const WpImapResponse *response);
} rows[] = {
  { "LIST", shown_list },        { "STATUS", shown_figures }, { "NAMESPACE", shown_namespace },
  { "QUOTA", shown_quota },      { "EXISTS", shown_number },  { "RECENT", shown_number },
  { "CAPABILITY", shown_whole },
};

/* Codes whose data is known to name nothing. */
static gboolean
is_plain_code (const char *code)
{
  static const char *const codes[] = { "CAPABILITY", "UIDVALIDITY",   "UIDNEXT",
                                       "UNSEEN",     "HIGHESTMODSEQ", NULL };

  return g_strv_contains (codes, code);
}

/* Whether the free text may stand. An alert is shown, as RFC 9051 §7.1 demands; and why the server
 * goes, or does not open the inbox. */
static gboolean
may_show_text (const Imap *imap, const WpImapResponse *response)
{
  if (g_str_equal (response->code, "ALERT") || g_str_equal (response->word, "BYE"))
    return TRUE;
  return response->kind == WP_IMAP_TAGGED && response->tag != 0
         && response->tag == imap->mailbox.tags[IMAP_ASK_EXAMINE]
         && !g_str_equal (response->word, "OK");
}

static void
append_cursor (GString *out, const char *before, WpCursor cursor)
{
  gsize count = wp_cursor_left (&cursor);

  if (count == 0)
    return;
  g_string_append (out, before);
  g_string_append_len (out, (const char *) cursor.at, (gssize) count);
}

static char *
shown_status_word (const Imap *imap, const WpImapResponse *response)
{
  GString *out = g_string_new (NULL);

  if (response->kind != WP_IMAP_TAGGED)
    g_string_append_c (out, '*');
  else if (response->tag == 0)
    g_string_append_c (out, '?');
  else
    g_string_append_printf (out, "w%u", response->tag);
  g_string_append_printf (out, " %s", response->word);
  if (response->code[0] != '\0')
    {
      g_string_append_printf (out, " [%s", response->code);
      if (is_plain_code (response->code))
        append_cursor (out, " ", response->code_data);
      g_string_append_c (out, ']');
    }
  if (may_show_text (imap, response))
    append_cursor (out, " ", response->data);
  return g_string_free (out, FALSE);
}

char *
imap_shown_response (Imap *imap, const WpImapResponse *response)
{
  if (response == NULL)
    return g_strdup (LEFT_OUT);
  if (response->is_status)
    return shown_status_word (imap, response);
  if (response->kind == WP_IMAP_CONTINUE)
    return g_strdup ("+ " LEFT_OUT);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_str_equal (response->word, rows[i].word))
      {
        char *shown = rows[i].show (imap, response);

        return shown != NULL ? shown : g_strdup_printf ("* %s " LEFT_OUT, response->word);
      }
  return g_strdup_printf ("* %s " LEFT_OUT, response->word);
}

char *
imap_shown_status (Imap *imap, const ImapFolder *folder, const char *items)
{
  guint number = number_of (imap, folder->name, folder->special_use != NULL);

  return number == 0 ? g_strdup_printf ("%s %s", folder->name, items)
                     : g_strdup_printf ("folder-%u %s", number, items);
}
