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

/* What IMAP tells of every mailbox that it looked at. */
static gboolean
has_imap_looked (const WpFields *fields)
{
  return wp_fields_find (fields, WP_KEY_IDLE) != NULL;
}

/* POP3 sees only the inbox: what IMAP counted is not replaced, nor is what IMAP could not count in
 * full filled in by a part of it. */
static gboolean
is_imaps_word (const WpFields *facts, const char *fact)
{
  return (g_str_equal (fact, WP_KEY_MESSAGES) || g_str_equal (fact, WP_KEY_MAILBOX_BYTES))
         && has_imap_looked (facts);
}

/* What an earlier step told is no longer known. */
static void
forget (WpFields *facts, const WpStep *step)
{
  static const char *const of_user[] = { WP_KEY_POP_EXPIRE, WP_KEY_POP_LOGIN_DELAY_S };

  if (step->verb != WP_VERB_MAILBOX)
    return;
  if (has_imap_looked (step->evidence))
    {
      wp_fields_remove (facts, WP_KEY_MESSAGES);
      wp_fields_remove (facts, WP_KEY_MAILBOX_BYTES);
    }
  /* What POP3 said before the login may not hold after it. */
  for (guint i = 0; step->endpoint->protocol == WP_PROTOCOL_POP3 && i < G_N_ELEMENTS (of_user); i++)
    wp_fields_remove (facts, of_user[i]);
}

/* What a mailbox told before it was left is true. */
static gboolean
is_told (const WpStep *step)
{
  return step->outcome == WP_OUTCOME_OK
         || (step->verb == WP_VERB_MAILBOX
             && (step->outcome == WP_OUTCOME_CANCELLED || step->outcome == WP_OUTCOME_TIMED_OUT));
}

void
wp_facts_keep (WpReport *report, const WpStep *step)
{
  gboolean is_new = FALSE;

  if (!is_told (step) || step->endpoint == NULL)
    return;
  forget (report->facts, step);
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
