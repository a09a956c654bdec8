/* See task-private.h. */
#include "session/task-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/domain.h"
#include "model/keys.h"
#include "proto/mechanism.h"
#include "session/origin.h"

static gboolean
is_one_line (const char *text)
{
  return text == NULL
         || (*text != '\0' && strpbrk (text, "\r\n") == NULL && g_utf8_validate (text, -1, NULL));
}

gboolean
wp_task_is_username (const char *text, gboolean sends, GError **error)
{
  if (is_one_line (text))
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                       sends ? _ ("The user name for sending is empty, or contains a line break or "
                                  "bytes that are no text. Type it again on one line.")
                             : _ ("The user name is empty, or contains a line break or bytes that "
                                  "are no text. Type it again on one line."));
  return FALSE;
}

static gboolean
is_known_mechanism (const char *name, GError **error)
{
  g_autofree char *upper = name == NULL ? NULL : g_ascii_strup (name, -1);

  if (name == NULL || wp_mechanism_find (upper) != NULL)
    return TRUE;
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               /* Translators: %s is what was typed. The names stay as they are. */
               _ ("--mechanism does not know “%s”. It takes PLAIN, LOGIN, CRAM-MD5, SCRAM-SHA-1, "
                  "SCRAM-SHA-256, SCRAM-SHA-1-PLUS, SCRAM-SHA-256-PLUS, XOAUTH2, OAUTHBEARER, "
                  "\"IMAP LOGIN\" and USER/PASS."),
               name);
  return FALSE;
}

/* Everything that a person may have mistyped, before anything is asked of anybody. */
gboolean
wp_task_is_good (const WpTask *task, const WpAccount *account, GError **error)
{
  g_autoptr (WpAccount) sender = NULL;

  if (!is_known_mechanism (task->mechanism, error)
      || !wp_task_is_username (task->username, FALSE, error)
      || !wp_task_is_username (task->smtp_username, TRUE, error))
    return FALSE;
  if (task->sender != NULL)
    {
      sender = wp_account_new (task->sender, error);
      if (sender == NULL)
        return FALSE;
    }
  if (account != NULL || task->username != NULL || task->is_look_only)
    return TRUE;
  g_set_error_literal (
      error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
      _ ("A login needs a name. Give the address, or --user NAME, or --no-login."));
  return FALSE;
}

/* With the domain in A-labels, which every server takes (SMTPUTF8 is only for the local part). */
char *
wp_task_sender (const WpTask *task, const WpAccount *account)
{
  g_autoptr (WpAccount) typed = NULL;
  const WpAccount *sender = account;

  if (task->sender != NULL)
    sender = typed = wp_account_new (task->sender, NULL);
  return sender == NULL ? NULL : g_strconcat (sender->local_part, "@", sender->domain_ascii, NULL);
}

static void
add_given (WpReport *report, const WpEndpoint *given, WpSource *source)
{
  static const WpTlsMode both[] = { WP_TLS_IMPLICIT, WP_TLS_STARTTLS };

  if (given->port != 0)
    {
      wp_report_add_candidate (report, wp_endpoint_dup (given), source, source->trust);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    {
      WpEndpoint *endpoint = wp_endpoint_dup (given);

      endpoint->tls = both[i];
      endpoint->port = wp_protocol_default_port (endpoint->protocol, both[i]);
      wp_report_add_candidate (report, endpoint, source, source->trust);
    }
}

/* What a person typed has one source; it stands there only where something was typed. */
static WpSource *
typed_source (WpReport *report, WpSource *typed)
{
  if (typed != NULL)
    return typed;
  typed = wp_report_add_source (report, wp_source_new (WP_SOURCE_GIVEN, "command line"));
  typed->trust = wp_trust_derive (&typed->provenance);
  typed->status = WP_SOURCE_STATUS_FOUND;
  return typed;
}

gboolean
wp_task_add_servers (const WpTask *task, WpReport *report, guint *protocols, GError **error)
{
  const GPtrArray *servers = task->servers;
  WpSource *typed = NULL;

  for (guint i = 0; servers != NULL && i < servers->len; i++)
    {
      const WpEndpoint *given = servers->pdata[i];
      const WpCandidate *origin = wp_origin_of (task->known, given);

      if (!wp_domain_is_host (given->host))
        {
          g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                       _ ("“%s” is not the name of a server. Type it like imap.example.org."),
                       given->host);
          return FALSE;
        }
      if (origin != NULL)
        wp_origin_add (report, given, task->known, origin);
      else
        add_given (report, given, typed = typed_source (report, typed));
      *protocols |= 1u << given->protocol;
    }
  return TRUE;
}

gboolean
wp_task_take_decisions (const WpSessionOptions *options,
                        WpDecisions *decisions,
                        WpReport *report,
                        GError **error)
{
  for (char **value = options->allow; value != NULL && *value != NULL; value++)
    {
      if (!wp_decisions_allow (decisions, *value, error))
        return FALSE;
      g_ptr_array_add (report->decisions, g_strdup (*value));
    }
  for (char **value = options->deny; value != NULL && *value != NULL; value++)
    if (!wp_decisions_deny (decisions, *value, error))
      return FALSE;
  return TRUE;
}

gboolean
wp_session_knows_decisions (const WpSessionOptions *options, GError **error)
{
  g_autoptr (WpDecisions) decisions = wp_decisions_new ();
  g_autoptr (WpReport) report = wp_report_new (NULL);

  return wp_task_take_decisions (options, decisions, report, error);
}

WpQuestion *
wp_task_address_question (const WpAccount *account)
{
  WpQuestion *question = wp_question_new ("send-address", "send-address");

  wp_fields_set_text (question->params, WP_KEY_ADDRESS, account->address);
  wp_fields_set_text (question->params, WP_KEY_DOMAIN, account->domain_ascii);
  return question;
}
