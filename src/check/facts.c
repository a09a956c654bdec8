/* Which evidence becomes a fact of the report: a table. */
#include "check/check-private.h"
#include "model/keys.h"

#define MAILBOX(protocol, key) WP_VERB_MAILBOX, WP_PROTOCOL_##protocol, key, key
#define CAPABILITY(protocol, key) WP_VERB_CAPABILITY, WP_PROTOCOL_##protocol, key, key

static const struct
{
  WpVerb verb;
  WpProtocol protocol;
  const char *key; /* of the evidence */
  const char *fact;
} kept[] = {
  { MAILBOX (IMAP, WP_KEY_MESSAGES) },
  { MAILBOX (IMAP, WP_KEY_MESSAGES_ALL) },
  { MAILBOX (IMAP, WP_KEY_UNSEEN) },
  { MAILBOX (IMAP, WP_KEY_MAILBOX_BYTES) },
  { MAILBOX (IMAP, WP_KEY_FOLDERS) },
  { MAILBOX (IMAP, WP_KEY_FOLDERS_COUNTED) },
  { MAILBOX (IMAP, WP_KEY_UNMEASURED) },
  { MAILBOX (IMAP, WP_KEY_LARGEST_FOLDER) },
  { MAILBOX (IMAP, WP_KEY_SPECIAL_USE) },
  { MAILBOX (IMAP, WP_KEY_QUOTA_USED_KIB) },
  { MAILBOX (IMAP, WP_KEY_QUOTA_LIMIT_KIB) },
  { MAILBOX (IMAP, WP_KEY_UIDVALIDITY) },
  { MAILBOX (IMAP, WP_KEY_UIDNEXT) },
  { MAILBOX (IMAP, WP_KEY_SEPARATOR) },
  { MAILBOX (IMAP, WP_KEY_NAMESPACE_PREFIX) },
  { MAILBOX (IMAP, WP_KEY_IDLE) },
  { MAILBOX (IMAP, WP_KEY_COMPRESS) },
  { MAILBOX (IMAP, WP_KEY_CONDSTORE) },
  { MAILBOX (IMAP, WP_KEY_ACL) },
  { CAPABILITY (IMAP, WP_KEY_CAPABILITIES) },
  { MAILBOX (IMAP, WP_KEY_CAPABILITIES) }, /* many servers say most of them now */
  { MAILBOX (POP3, WP_KEY_MESSAGES) },
  { MAILBOX (POP3, WP_KEY_MAILBOX_BYTES) },
  { WP_VERB_MAILBOX, WP_PROTOCOL_POP3, WP_KEY_MESSAGES, WP_KEY_POP_MESSAGES },
  { WP_VERB_MAILBOX, WP_PROTOCOL_POP3, WP_KEY_MAILBOX_BYTES, WP_KEY_POP_BYTES },
  { MAILBOX (POP3, WP_KEY_POP_UIDL) },
  { CAPABILITY (POP3, WP_KEY_POP_EXPIRE) },
  { MAILBOX (POP3, WP_KEY_POP_EXPIRE) }, /* what holds for this user */
  { MAILBOX (POP3, WP_KEY_POP_EXPIRE_BEFORE_LOGIN) },
  { CAPABILITY (POP3, WP_KEY_POP_LOGIN_DELAY_S) },
  { MAILBOX (POP3, WP_KEY_POP_LOGIN_DELAY_S) },
  { MAILBOX (POP3, WP_KEY_POP_LOGIN_DELAY_BEFORE_LOGIN_S) },
  { CAPABILITY (SMTP, WP_KEY_SMTP_SIZE_LIMIT) },
};

static void
copy (WpFields *facts, const char *key, const WpField *field)
{
  switch (field->kind)
    {
    case WP_FIELD_TEXT:
      wp_fields_set_text (facts, key, field->text);
      break;
    case WP_FIELD_NUMBER:
      wp_fields_set_number (facts, key, field->number);
      break;
    case WP_FIELD_FLAG:
      wp_fields_set_flag (facts, key, field->number != 0);
      break;
    case WP_FIELD_LIST:
      wp_fields_set_list (facts, key, (const char *const *) field->list);
      break;
    case WP_FIELD_MAP:
      wp_fields_set_map (facts, key, (const char *const *) field->list);
      break;
    }
}

/* POP3 sees only the inbox: what IMAP counted is not replaced, nor is what IMAP could not count in
 * full filled in by a part of it. */
static gboolean
is_imaps_word (const WpFields *facts, const char *fact)
{
  return (g_str_equal (fact, WP_KEY_MESSAGES) || g_str_equal (fact, WP_KEY_MAILBOX_BYTES))
         && (wp_fields_find (facts, fact) != NULL
             || wp_fields_find (facts, WP_KEY_FOLDERS_COUNTED) != NULL);
}

void
wp_facts_keep (WpReport *report, const WpStep *step)
{
  gboolean is_new = FALSE;

  if (step->outcome != WP_OUTCOME_OK || step->endpoint == NULL)
    return;
  if (wp_fields_find (step->evidence, WP_KEY_FOLDERS_COUNTED) != NULL)
    wp_fields_remove (report->facts, WP_KEY_MAILBOX_BYTES);
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      const WpField *field = wp_fields_find (step->evidence, kept[i].key);

      if (field == NULL || kept[i].verb != step->verb
          || kept[i].protocol != step->endpoint->protocol)
        continue;
      if (step->endpoint->protocol == WP_PROTOCOL_POP3
          && is_imaps_word (report->facts, kept[i].fact))
        continue;
      copy (report->facts, kept[i].fact, field);
      is_new = TRUE;
    }
  if (is_new)
    wp_report_touch (report, WP_REPORT_FACT, report->facts);
}
