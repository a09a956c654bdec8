/* What IMAP tells of a mailbox after the login, in one flight: tags tell the answers apart, so that
 * it costs one round trip (two where the server first has to say what it can).
 *
 * EXAMINE, never SELECT: nothing is changed, not even \Recent. Folder names are counted and
 * compared, and do not leave this file: the transcript shows "folder-3" for all but INBOX and
 * special-use. Only EXAMINE decides the outcome; the rest are facts that may be missing. */
#include "proto/imap-private.h"

#include <string.h>

#include "base/limits.h"
#include "model/keys.h"

/* LIST and STATUS lines: they are counted, not kept. */
#define MAX_LIST_LINES (16 * WP_LIMIT_MAILBOXES)
#define ANSWERED G_MAXUINT

static const struct
{
  const char *verb;
  const char *args;  /* NULL: none, or made below */
  const char *needs; /* capability; NULL: every server has it */
} asks[IMAP_N_ASKS] = {
  [IMAP_ASK_CAPABILITY] = { "CAPABILITY", NULL, NULL },
  [IMAP_ASK_NAMESPACE] = { "NAMESPACE", NULL, "NAMESPACE" },
  [IMAP_ASK_LIST] = { "LIST", NULL, NULL },
  [IMAP_ASK_QUOTA] = { "GETQUOTAROOT", "INBOX", "QUOTA" },
  [IMAP_ASK_EXAMINE] = { "EXAMINE", "INBOX", NULL },
};

/* IMAP4rev2 holds some extensions without naming them (RFC 9051 appendix E). */
static gboolean
offers (const Imap *imap, const char *capability)
{
  static const char *const in_rev2[] = { "NAMESPACE",   "LIST-EXTENDED", "SPECIAL-USE",
                                         "LIST-STATUS", "STATUS=SIZE",   NULL };

  return imap_has (imap, capability)
         || (imap_has (imap, "IMAP4REV2") && !imap_has (imap, "IMAP4REV1")
             && g_strv_contains (in_rev2, capability));
}

/* Sizes of all folders are only asked for where no quota tells the sum: they may cost the server.
 */
static char *
list_args (Imap *imap)
{
  gboolean has_status = offers (imap, "LIST-STATUS");
  gboolean has_use = offers (imap, "SPECIAL-USE");

  imap->mailbox.sums_sizes = has_status && offers (imap, "STATUS=SIZE") && !offers (imap, "QUOTA");
  if (!offers (imap, "LIST-EXTENDED") || (!has_status && !has_use))
    {
      imap->mailbox.sums_sizes = FALSE;
      return g_strdup ("\"\" \"*\"");
    }
  return g_strdup_printf ("\"\" \"*\" RETURN (%s%s%s)", has_use ? "SPECIAL-USE" : "",
                          has_use && has_status ? " " : "",
                          !has_status                ? ""
                          : imap->mailbox.sums_sizes ? "STATUS (MESSAGES SIZE)"
                                                     : "STATUS (MESSAGES)");
}

/* Asks what has not been asked and is offered; FALSE if there was nothing. */
static gboolean
send_flight (Imap *imap)
{
  ImapMailboxPart *part = &imap->mailbox;
  gboolean has_asked = FALSE;

  for (guint i = 0; i < IMAP_N_ASKS; i++)
    {
      g_autofree char *made = NULL;

      if (part->tags[i] != 0 || (asks[i].needs != NULL && !offers (imap, asks[i].needs))
          || (i == IMAP_ASK_CAPABILITY && imap->has_fresh_capabilities))
        continue;
      if (i == IMAP_ASK_LIST)
        made = list_args (imap);
      imap_send (imap, asks[i].verb, made != NULL ? made : asks[i].args);
      part->tags[i] = imap->tag;
      has_asked = TRUE;
    }
  return has_asked;
}

void
imap_mailbox_start (WpEngine *engine)
{
  Imap *imap = (Imap *) engine;

  imap->mailbox.names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  imap->mailbox.special_use = g_ptr_array_new ();
  imap->mailbox.largest = -1;
  imap->mailbox.outcome = WP_OUTCOME_OK;
  wp_engine_enter (engine, IMAP_MAILBOX);
  send_flight (imap);
}

void
imap_mailbox_clear (Imap *imap)
{
  g_clear_pointer (&imap->mailbox.names, g_hash_table_unref);
  g_clear_pointer (&imap->mailbox.special_use, g_ptr_array_unref);
}

/* Untagged data */

static gboolean
is_inbox (const char *name)
{
  return g_ascii_strcasecmp (name, "INBOX") == 0;
}

/* The folder's number, from 1; 0: its name may be shown. Asked only for lines that the transcript
 * keeps, which bounds the table. */
static guint
number_of (Imap *imap, const WpImapString *string, gboolean is_special)
{
  GHashTable *names = imap->mailbox.names;
  g_autofree char *name = wp_imap_string_dup (string);
  gpointer value;

  if (is_inbox (name))
    return 0;
  if (g_hash_table_lookup_extended (names, name, NULL, &value))
    return GPOINTER_TO_UINT (value);
  value = GUINT_TO_POINTER (is_special ? 0 : g_hash_table_size (names) + 1);
  g_hash_table_insert (names, g_steal_pointer (&name), value);
  return GPOINTER_TO_UINT (value);
}

static void
note_messages (Imap *imap, gint64 messages)
{
  imap->mailbox.largest = MAX (imap->mailbox.largest, messages);
}

static void
on_list (Imap *imap, const WpImapResponse *response)
{
  ImapMailboxPart *part = &imap->mailbox;
  WpImapMailbox mailbox;

  if (!wp_imap_parse_list (response->data, &mailbox))
    return;
  if (!(mailbox.flags & WP_IMAP_MAILBOX_NONEXISTENT))
    part->n_folders++;
  if (mailbox.special_use != NULL
      && !g_ptr_array_find (part->special_use, mailbox.special_use, NULL))
    g_ptr_array_add (part->special_use, (gpointer) mailbox.special_use);
}

static void
on_status (Imap *imap, const WpImapResponse *response)
{
  WpImapStatus status;

  if (!wp_imap_parse_status (response->data, &status))
    return;
  note_messages (imap, status.messages);
  if (status.size > 0 && status.size <= G_MAXINT64 - imap->mailbox.bytes)
    imap->mailbox.bytes += status.size;
}

/* Of several quotas the fullest counts: it is the one that stops mail. */
static void
on_quota (Imap *imap, const WpImapResponse *response)
{
  ImapMailboxPart *part = &imap->mailbox;
  WpImapQuota quota;

  if (!wp_imap_parse_quota (response->data, &quota) || !quota.has_storage)
    return;
  if (part->has_quota
      && (double) quota.used_kib * (double) MAX (part->quota_limit, 1)
             <= (double) part->quota_used * (double) MAX (quota.limit_kib, 1))
    return;
  part->has_quota = TRUE;
  part->quota_used = quota.used_kib;
  part->quota_limit = quota.limit_kib;
}

static void
on_code (Imap *imap, const WpImapResponse *response)
{
  WpCursor data = response->code_data;
  WpFields *evidence = imap->base.step->evidence;
  guint64 number;

  if (g_str_equal (response->code, "UIDVALIDITY")
      && wp_cursor_take_number (&data, G_MAXUINT32, &number))
    wp_fields_set_number (evidence, WP_KEY_UIDVALIDITY, (gint64) number);
  else if (g_str_equal (response->code, "ALERT"))
    wp_engine_note_text (&imap->base, WP_KEY_ALERT, response->data.at,
                         wp_cursor_left (&response->data));
}

static gboolean
count_line (Imap *imap, const WpImapResponse *response)
{
  if (!g_str_equal (response->word, "LIST") && !g_str_equal (response->word, "STATUS"))
    return wp_engine_count_line (&imap->base);
  if (++imap->mailbox.n_lines <= MAX_LIST_LINES)
    return TRUE;
  wp_engine_break (&imap->base, WP_OUTCOME_REPLY_TOO_LONG);
  return FALSE;
}

void
imap_mailbox_untagged (Imap *imap, const WpImapResponse *response)
{
  WpFields *evidence = imap->base.step->evidence;

  if (!count_line (imap, response))
    return;
  if (response->is_status)
    on_code (imap, response);
  else if (g_str_equal (response->word, "LIST"))
    on_list (imap, response);
  else if (g_str_equal (response->word, "STATUS"))
    on_status (imap, response);
  else if (g_str_equal (response->word, "QUOTA"))
    on_quota (imap, response);
  else if (g_str_equal (response->word, "CAPABILITY"))
    {
      if (imap_take_capabilities (imap, response->data))
        imap->has_fresh_capabilities = TRUE;
    }
  else if (g_str_equal (response->word, "EXISTS"))
    {
      wp_fields_set_number (evidence, WP_KEY_MESSAGES, (gint64) response->number);
      note_messages (imap, (gint64) response->number);
    }
  else if (g_str_equal (response->word, "NAMESPACE"))
    {
      g_autofree char *prefix = wp_imap_parse_namespace (response->data);

      if (prefix != NULL)
        wp_engine_note_text (&imap->base, WP_KEY_NAMESPACE_PREFIX, prefix, strlen (prefix));
    }
}

char *
imap_mailbox_masked (Imap *imap, const WpImapResponse *response)
{
  WpImapMailbox mailbox;
  WpImapStatus status;
  char *line = NULL;
  guint number;

  if (response->kind != WP_IMAP_UNTAGGED)
    return NULL;
  if (g_str_equal (response->word, "LIST"))
    {
      if (!wp_imap_parse_list (response->data, &mailbox))
        return g_strdup ("* LIST ?");
      number = number_of (imap, &mailbox.name, mailbox.special_use != NULL);
      if (number > 0)
        line = g_strdup_printf ("* LIST (%s) folder-%u",
                                mailbox.flags & WP_IMAP_MAILBOX_NOSELECT ? "\\Noselect" : "",
                                number);
    }
  else if (g_str_equal (response->word, "STATUS"))
    {
      if (!wp_imap_parse_status (response->data, &status))
        return g_strdup ("* STATUS ?");
      number = number_of (imap, &status.name, FALSE);
      if (number > 0)
        line = g_strdup_printf ("* STATUS folder-%u (MESSAGES %" G_GINT64_FORMAT ")", number,
                                status.messages);
    }
  return line;
}

/* Tagged answers */

static void
note_facts (Imap *imap)
{
  ImapMailboxPart *part = &imap->mailbox;
  WpFields *evidence = imap->base.step->evidence;

  wp_fields_set_list (evidence, WP_KEY_CAPABILITIES, wp_words_peek (&imap->base.capabilities));
  wp_fields_set_flag (evidence, WP_KEY_IDLE,
                      imap_has (imap, "IDLE")
                          || (imap_has (imap, "IMAP4REV2") && !imap_has (imap, "IMAP4REV1")));
  if (part->n_folders > 0)
    wp_fields_set_number (evidence, WP_KEY_FOLDERS, part->n_folders);
  if (part->largest >= 0)
    wp_fields_set_number (evidence, WP_KEY_LARGEST_FOLDER, part->largest);
  if (part->has_quota)
    {
      wp_fields_set_number (evidence, WP_KEY_QUOTA_USED_KIB, (gint64) part->quota_used);
      wp_fields_set_number (evidence, WP_KEY_QUOTA_LIMIT_KIB, (gint64) part->quota_limit);
    }
  if (part->sums_sizes && part->bytes > 0)
    wp_fields_set_number (evidence, WP_KEY_MAILBOX_BYTES, part->bytes);
  else if (part->has_quota && part->quota_used <= G_MAXINT64 / 1024)
    wp_fields_set_number (evidence, WP_KEY_MAILBOX_BYTES, (gint64) part->quota_used * 1024);
  if (part->special_use->len > 0)
    {
      g_ptr_array_add (part->special_use, NULL);
      wp_fields_set_list (evidence, WP_KEY_SPECIAL_USE,
                          (const char *const *) part->special_use->pdata);
    }
}

static ImapAsk
find_ask (const Imap *imap, guint tag)
{
  for (guint i = 0; i < IMAP_N_ASKS; i++)
    if (tag != 0 && tag != ANSWERED && imap->mailbox.tags[i] == tag)
      return (ImapAsk) i;
  return IMAP_N_ASKS;
}

static gboolean
is_waiting (const Imap *imap)
{
  for (guint i = 0; i < IMAP_N_ASKS; i++)
    if (imap->mailbox.tags[i] != 0 && imap->mailbox.tags[i] != ANSWERED)
      return TRUE;
  return FALSE;
}

static void
on_examine (Imap *imap, const WpImapResponse *response)
{
  g_autofree char *text = NULL;
  WpRefusal refusal = { .status = response->word, .code = response->code };

  if (g_str_equal (response->word, "OK"))
    return;
  text = g_strndup ((const char *) response->data.at, wp_cursor_left (&response->data));
  refusal.text = text;
  imap->mailbox.outcome = wp_refusal_of_access (WP_PROTOCOL_IMAP, &refusal,
                                                WP_OUTCOME_MAILBOX_REFUSED);
  wp_fields_set_text (imap->base.step->evidence, WP_KEY_STAGE, "EXAMINE");
  imap_note_reply (imap, response);
  if (g_str_equal (response->code, "ALERT"))
    wp_engine_note_text (&imap->base, WP_KEY_ALERT, text, strlen (text));
}

void
imap_mailbox_tagged (Imap *imap, const WpImapResponse *response)
{
  ImapAsk ask = find_ask (imap, response->tag);

  if (ask == IMAP_N_ASKS)
    {
      wp_engine_break (&imap->base, WP_OUTCOME_MALFORMED);
      return;
    }
  imap->mailbox.tags[ask] = ANSWERED;
  if (ask == IMAP_ASK_EXAMINE)
    on_examine (imap, response);
  if (ask == IMAP_ASK_CAPABILITY)
    imap->has_fresh_capabilities = TRUE; /* asked and answered: not again */
  if (is_waiting (imap) || (imap->mailbox.outcome == WP_OUTCOME_OK && send_flight (imap)))
    return;
  note_facts (imap);
  wp_engine_end_part (&imap->base, imap->mailbox.outcome);
}
