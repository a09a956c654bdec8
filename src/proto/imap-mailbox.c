/* What IMAP tells of a mailbox after the login, in one flight: tags tell the answers apart, so that
 * it costs one round trip (two where the server first has to say what it can).
 *
 * Where the mailbox is measured, folder by folder, capabilities come first, which many servers name
 * in full only now; then LIST with a STATUS of each folder, and EXAMINE behind it: a server takes
 * commands that touch each other in their order (RFC 9051 §5.5), so that no STATUS is of a mailbox
 * that is selected. Where LIST cannot bring them each folder has a STATUS of its own
 * (imap-count.c), and EXAMINE comes when all have been answered.
 *
 * EXAMINE, never SELECT: nothing is changed, not even \Recent. Folder names are counted and
 * compared, and do not leave this folder, but those of a special use. Only EXAMINE decides the
 * outcome, so it is asked whatever happened before; the rest are facts that may be missing. */
#include "proto/imap-private.h"

#include <string.h>

#include "base/limits.h"
#include "model/keys.h"

/* LIST and STATUS lines: they are counted, not kept. */
#define MAX_LIST_LINES (16 * WP_LIMIT_MAILBOXES)

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

gboolean
imap_offers (const Imap *imap, const char *capability)
{
  static const char *const in_rev2[] = { "NAMESPACE",   "LIST-EXTENDED", "SPECIAL-USE", "IDLE",
                                         "LIST-STATUS", "STATUS=SIZE",   NULL };

  return imap_has (imap, capability)
         || (imap_has (imap, "IMAP4REV2") && !imap_has (imap, "IMAP4REV1")
             && g_strv_contains (in_rev2, capability));
}

/* What LIST shall return of each folder; NULL: nothing, it is left to STATUS. Sizes of all folders
 * may cost the server: who only wants to know whether the mailbox works asks for them where no
 * quota tells the sum. */
static const char *
status_items (Imap *imap)
{
  ImapMailboxPart *part = &imap->mailbox;

  if (!imap_offers (imap, "LIST-STATUS") || !imap_offers (imap, "LIST-EXTENDED"))
    return NULL;
  if (part->measures)
    return imap_count_items (imap);
  part->sums_sizes = imap_offers (imap, "STATUS=SIZE") && !imap_offers (imap, "QUOTA");
  return part->sums_sizes ? "(MESSAGES SIZE)" : "(MESSAGES)";
}

static char *
list_args (Imap *imap)
{
  gboolean has_use = imap_offers (imap, "SPECIAL-USE") && imap_offers (imap, "LIST-EXTENDED");
  const char *items = status_items (imap);

  imap->mailbox.is_by_list = items != NULL;
  if (!has_use && items == NULL)
    return g_strdup ("\"\" \"*\"");
  return g_strdup_printf ("\"\" \"*\" RETURN (%s%s%s%s)", has_use ? "SPECIAL-USE" : "",
                          has_use && items != NULL ? " " : "", items != NULL ? "STATUS " : "",
                          items != NULL ? items : "");
}

/* While folders are counted the capabilities come first, since they decide how, and EXAMINE behind
 * every STATUS; it is the only question to a server that wants no more of them. */
static gboolean
is_its_turn (const Imap *imap, ImapAsk ask)
{
  const ImapMailboxPart *part = &imap->mailbox;

  if (part->has_stopped)
    return ask == IMAP_ASK_EXAMINE;
  if (!part->measures || ask == IMAP_ASK_CAPABILITY)
    return TRUE;
  return imap->has_fresh_capabilities
         && (ask != IMAP_ASK_EXAMINE || part->is_by_list || part->is_planned);
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

      if (part->tags[i] != 0 || (asks[i].needs != NULL && !imap_offers (imap, asks[i].needs))
          || (i == IMAP_ASK_CAPABILITY && imap->has_fresh_capabilities)
          || !is_its_turn (imap, (ImapAsk) i))
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

  imap->mailbox.numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  imap->mailbox.namespaces.foreign = g_ptr_array_new_with_free_func (g_free);
  imap_folders_init (&imap->mailbox.folders);
  imap->mailbox.measures = engine->login.measures;
  imap->mailbox.messages = imap->mailbox.uidvalidity = -1;
  imap->mailbox.outcome = WP_OUTCOME_OK;
  wp_engine_enter (engine, IMAP_MAILBOX);
  send_flight (imap);
}

void
imap_mailbox_clear (Imap *imap)
{
  g_clear_pointer (&imap->mailbox.numbers, g_hash_table_unref);
  g_clear_pointer (&imap->mailbox.queue, g_ptr_array_unref);
  wp_imap_namespaces_clear (&imap->mailbox.namespaces);
  imap_folders_clear (&imap->mailbox.folders);
}

/* Untagged data */

/* Before that no mailbox is selected: what is said of one would be said of any. */
static gboolean
may_be_selected (const Imap *imap)
{
  return imap->mailbox.tags[IMAP_ASK_EXAMINE] != 0;
}

static gboolean
keeps_folders (const ImapMailboxPart *part)
{
  return part->measures || part->is_by_list;
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
  if (part->separator == '\0')
    part->separator = mailbox.delimiter;
  if (keeps_folders (part) || mailbox.special_use != NULL)
    imap_folders_list (&part->folders, &mailbox);
}

static void
on_status (Imap *imap, const WpImapResponse *response)
{
  WpImapStatus status;

  if (!keeps_folders (&imap->mailbox) || !wp_imap_parse_status (response->data, &status))
    return;
  imap->mailbox.n_told++;
  imap_folders_status (&imap->mailbox.folders, &status);
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
  guint64 number;

  if (g_str_equal (response->code, "UIDVALIDITY") && may_be_selected (imap)
      && wp_cursor_take_number (&data, G_MAXUINT32, &number))
    imap->mailbox.uidvalidity = (gint64) number;
  else if (g_str_equal (response->code, "ALERT"))
    wp_engine_note_text (&imap->base, WP_KEY_ALERT, response->data.at,
                         wp_cursor_left (&response->data));
}

static void
on_namespace (Imap *imap, const WpImapResponse *response)
{
  WpImapNamespaces *namespaces = &imap->mailbox.namespaces;
  const char *prefix;

  wp_imap_namespaces_clear (namespaces);
  wp_imap_parse_namespace (response->data, namespaces); /* a part of it is something */
  prefix = namespaces->prefix;
  if (prefix != NULL)
    wp_engine_note_text (&imap->base, WP_KEY_NAMESPACE_PREFIX, prefix, strlen (prefix));
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
  else if (g_str_equal (response->word, "EXISTS") && may_be_selected (imap))
    imap->mailbox.messages = (gint64) response->number;
  else if (g_str_equal (response->word, "NAMESPACE"))
    on_namespace (imap, response);
}

/* Tagged answers */

/* What the server can do that a person may care for. */
static void
note_abilities (Imap *imap)
{
  static const struct
  {
    const char *key;
    const char *capability;
  } rows[] = {
    { WP_KEY_IDLE, "IDLE" },
    { WP_KEY_COMPRESS, "COMPRESS=DEFLATE" },
    { WP_KEY_CONDSTORE, "CONDSTORE" },
    { WP_KEY_ACL, "ACL" },
  };
  WpFields *evidence = imap->base.step->evidence;

  wp_fields_set_list (evidence, WP_KEY_CAPABILITIES, wp_words_peek (&imap->base.capabilities));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    wp_fields_set_flag (evidence, rows[i].key, imap_offers (imap, rows[i].capability));
}

/* What was said of the inbox counts once it is open. */
static void
note_examined (Imap *imap)
{
  const ImapMailboxPart *part = &imap->mailbox;
  WpFields *evidence = imap->base.step->evidence;

  if (part->tags[IMAP_ASK_EXAMINE] != IMAP_ANSWERED)
    return;
  if (part->messages >= 0)
    wp_fields_set_number (evidence, WP_KEY_MESSAGES, part->messages);
  if (part->uidvalidity >= 0)
    wp_fields_set_number (evidence, WP_KEY_UIDVALIDITY, part->uidvalidity);
}

/* What one flight told, if it told all of it. */
static void
note_counts (Imap *imap)
{
  ImapMailboxPart *part = &imap->mailbox;
  WpFields *evidence = imap->base.step->evidence;
  ImapSums sums;

  if (!part->is_listed)
    return;
  if (part->n_folders > 0)
    wp_fields_set_number (evidence, WP_KEY_FOLDERS, part->n_folders);
  if (!part->is_by_list)
    return;
  imap_folders_mark_foreign (&part->folders, &part->namespaces);
  imap_folders_sum (&part->folders, &sums);
  if (sums.largest >= 0)
    wp_fields_set_number (evidence, WP_KEY_LARGEST_FOLDER, sums.largest);
  if (part->sums_sizes && sums.bytes >= 0)
    wp_fields_set_number (evidence, WP_KEY_MAILBOX_BYTES, sums.bytes);
}

static void
note_facts (Imap *imap)
{
  ImapMailboxPart *part = &imap->mailbox;
  WpFields *evidence = imap->base.step->evidence;
  g_auto (GStrv) roles = imap_folders_special_use (&part->folders);
  char separator = part->namespaces.separator != '\0' ? part->namespaces.separator
                                                      : part->separator;

  note_abilities (imap);
  note_examined (imap);
  if (part->measures)
    imap_count_note (imap);
  else
    note_counts (imap);
  if (part->has_quota) /* of whatever else it covers, too: no size of the mailbox */
    {
      wp_fields_set_number (evidence, WP_KEY_QUOTA_USED_KIB, (gint64) part->quota_used);
      wp_fields_set_number (evidence, WP_KEY_QUOTA_LIMIT_KIB, (gint64) part->quota_limit);
    }
  if (separator != '\0')
    wp_engine_note_text (&imap->base, WP_KEY_SEPARATOR, &separator, 1);
  wp_fields_set_map (evidence, WP_KEY_SPECIAL_USE, (const char *const *) roles);
}

static ImapAsk
find_ask (const Imap *imap, guint tag)
{
  for (guint i = 0; i < IMAP_N_ASKS; i++)
    if (tag != 0 && tag != IMAP_ANSWERED && imap->mailbox.tags[i] == tag)
      return (ImapAsk) i;
  return IMAP_N_ASKS;
}

static gboolean
is_waiting (const Imap *imap)
{
  for (guint i = 0; i < IMAP_N_ASKS; i++)
    if (imap->mailbox.tags[i] != 0 && imap->mailbox.tags[i] != IMAP_ANSWERED)
      return TRUE;
  return imap_count_is_waiting (imap);
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

static void
take_answer (Imap *imap, ImapAsk ask, const WpImapResponse *response)
{
  gboolean is_ok = g_str_equal (response->word, "OK");

  imap->mailbox.tags[ask] = IMAP_ANSWERED;
  switch (ask)
    {
    case IMAP_ASK_CAPABILITY:
      imap->has_fresh_capabilities = TRUE; /* asked and answered: not again */
      break;
    case IMAP_ASK_LIST:
      imap->mailbox.is_listed = is_ok;
      break;
    case IMAP_ASK_EXAMINE:
      on_examine (imap, response);
      break;
    default:
      break;
    }
  if (imap->mailbox.measures && ask != IMAP_ASK_EXAMINE && !is_ok
      && g_str_equal (response->code, "LIMIT"))
    {
      imap->mailbox.has_stopped = TRUE;
      imap->mailbox.unmeasured = "limit";
    }
}

void
imap_mailbox_tagged (Imap *imap, const WpImapResponse *response)
{
  ImapMailboxPart *part = &imap->mailbox;
  ImapAsk ask = find_ask (imap, response->tag);

  imap->base.n_lines = 0; /* of the next answer */
  if (ask != IMAP_N_ASKS)
    take_answer (imap, ask, response);
  else if (!imap_count_answered (imap, response))
    {
      wp_engine_break (&imap->base, WP_OUTCOME_MALFORMED);
      return;
    }
  if (part->is_leaving && part->tags[IMAP_ASK_EXAMINE] == IMAP_ANSWERED && is_waiting (imap))
    {
      note_facts (imap);
      wp_engine_depart (&imap->base, part->outcome);
      return;
    }
  if (is_waiting (imap) || (part->outcome == WP_OUTCOME_OK && send_flight (imap)))
    return;
  if (part->measures && part->tags[IMAP_ASK_LIST] == IMAP_ANSWERED && !part->has_stopped
      && part->outcome == WP_OUTCOME_OK && (imap_count_begin (imap) || send_flight (imap)))
    return;
  note_facts (imap);
  wp_engine_end_part (&imap->base, part->outcome);
}

/* A server takes commands in their order: EXAMINE is answered after what is owed, or never. */
WpLeaving
imap_mailbox_leave (WpEngine *engine, WpOutcome *outcome)
{
  Imap *imap = (Imap *) engine;
  ImapMailboxPart *part = &imap->mailbox;
  gboolean is_cancelled = *outcome != WP_OUTCOME_OK;
  gboolean is_first = part->measures && !part->is_leaving;

  if (engine->state != IMAP_MAILBOX)
    return WP_LEAVING_NOTHING;
  if (part->unmeasured == NULL)
    part->unmeasured = is_cancelled ? "cancelled" : "time";
  part->has_stopped = part->is_leaving = TRUE;
  if (!is_cancelled && is_first && part->tags[IMAP_ASK_EXAMINE] != IMAP_ANSWERED)
    {
      send_flight (imap); /* unless it has been asked */
      return WP_LEAVING_LATER;
    }
  if (!is_cancelled)
    *outcome = part->outcome;
  if (!is_cancelled && part->tags[IMAP_ASK_EXAMINE] != IMAP_ANSWERED)
    {
      *outcome = WP_OUTCOME_TIMED_OUT;
      wp_fields_set_text (engine->step->evidence, WP_KEY_STAGE, "EXAMINE");
    }
  note_facts (imap);
  if (!part->measures)
    wp_fields_set_text (engine->step->evidence, WP_KEY_UNMEASURED, part->unmeasured);
  return WP_LEAVING_NOW;
}

gboolean
imap_mailbox_progress (const WpEngine *engine, guint *done, guint *total)
{
  const Imap *imap = (const Imap *) engine;
  const ImapMailboxPart *part = &imap->mailbox;

  if (engine->state != IMAP_MAILBOX || !part->measures)
    return FALSE;
  *done = part->queue == NULL ? part->n_told : part->n_answered;
  *total = part->queue == NULL ? 0 : part->queue->len;
  return TRUE;
}
