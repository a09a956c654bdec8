/* Which evidence becomes a fact of the report: a table. */
#include "check/check-private.h"
#include "model/keys.h"

static const struct
{
  WpVerb verb;
  int protocol; /* -1: any */
  const char *key;
} kept[] = {
  { WP_VERB_MAILBOX, WP_PROTOCOL_IMAP, WP_KEY_MESSAGES },
  { WP_VERB_MAILBOX, WP_PROTOCOL_IMAP, WP_KEY_FOLDERS },
  { WP_VERB_MAILBOX, WP_PROTOCOL_IMAP, WP_KEY_LARGEST_FOLDER },
  { WP_VERB_MAILBOX, WP_PROTOCOL_IMAP, WP_KEY_SPECIAL_USE },
  { WP_VERB_MAILBOX, WP_PROTOCOL_IMAP, WP_KEY_QUOTA_USED_KIB },
  { WP_VERB_MAILBOX, WP_PROTOCOL_IMAP, WP_KEY_QUOTA_LIMIT_KIB },
  { WP_VERB_MAILBOX, WP_PROTOCOL_IMAP, WP_KEY_UIDVALIDITY },
  { WP_VERB_MAILBOX, WP_PROTOCOL_IMAP, WP_KEY_IDLE },
  { WP_VERB_MAILBOX, WP_PROTOCOL_POP3, WP_KEY_MESSAGES },
  { WP_VERB_MAILBOX, WP_PROTOCOL_POP3, WP_KEY_MAILBOX_BYTES },
  { WP_VERB_MAILBOX, WP_PROTOCOL_POP3, WP_KEY_POP_UIDL },
  { WP_VERB_CAPABILITY, WP_PROTOCOL_POP3, WP_KEY_POP_EXPIRE },
  { WP_VERB_CAPABILITY, WP_PROTOCOL_POP3, WP_KEY_POP_LOGIN_DELAY_S },
  { WP_VERB_CAPABILITY, WP_PROTOCOL_SMTP, WP_KEY_SMTP_SIZE_LIMIT },
  { WP_VERB_CAPABILITY, WP_PROTOCOL_IMAP, WP_KEY_CAPABILITIES },
};

static void
copy (WpFields *facts, const WpField *field)
{
  switch (field->kind)
    {
    case WP_FIELD_TEXT:
      wp_fields_set_text (facts, field->key, field->text);
      break;
    case WP_FIELD_NUMBER:
      wp_fields_set_number (facts, field->key, field->number);
      break;
    case WP_FIELD_FLAG:
      wp_fields_set_flag (facts, field->key, field->number != 0);
      break;
    case WP_FIELD_LIST:
      wp_fields_set_list (facts, field->key, (const char *const *) field->list);
      break;
    }
}

void
wp_facts_keep (WpReport *report, const WpStep *step)
{
  gboolean is_new = FALSE;

  if (step->outcome != WP_OUTCOME_OK || step->endpoint == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      const WpField *field = wp_fields_find (step->evidence, kept[i].key);

      if (field == NULL || kept[i].verb != step->verb
          || kept[i].protocol != (int) step->endpoint->protocol)
        continue;
      /* POP3 sees only the inbox: what IMAP counted is not replaced. */
      if (step->endpoint->protocol == WP_PROTOCOL_POP3
          && wp_fields_find (report->facts, field->key) != NULL)
        continue;
      copy (report->facts, field);
      is_new = TRUE;
    }
  if (is_new)
    wp_report_touch (report, WP_REPORT_FACT, report->facts);
}
