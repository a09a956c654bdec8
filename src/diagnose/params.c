/* What a finding's texts are filled with: taken from the evidence of its first step, and from what
 * the report knows besides. Values are as they were seen (protocol ids, numbers, ISO dates);
 * render/ makes words of them. */
#include "diagnose/rules-private.h"

#include "model/keys.h"

void
wp_params_add (WpFields *params, const char *key, const char *word)
{
  const char *const *list = wp_fields_list (params, key);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (; list != NULL && *list != NULL; list++)
    {
      if (g_str_equal (*list, word))
        return;
      g_ptr_array_add (words, (gpointer) *list);
    }
  g_ptr_array_add (words, (gpointer) word);
  g_ptr_array_add (words, NULL);
  wp_fields_set_list (params, key, (const char *const *) words->pdata);
}

static const char *
username_of (const WpView *view)
{
  const char *username = wp_fields_text (view->step->evidence, WP_KEY_USERNAME);

  if (username == NULL && view->service != NULL)
    username = view->service->username;
  if (username == NULL && view->report->account != NULL)
    username = view->report->account->address;
  return username;
}

void
wp_params_fill (const WpView *view, WpFields *params)
{
  const WpEndpoint *endpoint = view->step->endpoint;

  if (endpoint == NULL && view->candidate != NULL)
    endpoint = view->candidate->endpoint;
  if (endpoint != NULL)
    {
      wp_fields_set_text (params, WP_KEY_HOST, endpoint->host);
      wp_fields_set_number (params, WP_KEY_PORT, endpoint->port);
      wp_fields_set_text (params, WP_KEY_PROTOCOL, wp_protocol_id (endpoint->protocol));
      wp_params_add (params, WP_KEY_PROTOCOLS, wp_protocol_id (endpoint->protocol));
    }
  if (endpoint == NULL)
    wp_fields_set_text (params, WP_KEY_HOST, wp_fields_text (view->step->evidence, WP_KEY_NAME));
  wp_fields_set_text (params, WP_KEY_USERNAME, username_of (view));
  if (view->report->account != NULL)
    wp_fields_set_text (params, WP_KEY_DOMAIN, view->report->account->domain_ascii);
}

void
wp_fill_name (const WpView *view, WpFields *params)
{
  const char *name = wp_fields_text (view->step->evidence, WP_KEY_NAME);

  if (name == NULL && view->step->endpoint != NULL)
    name = view->step->endpoint->host;
  wp_fields_set_text (params, WP_KEY_NAME, name);
}

static void
set_date (WpFields *params, const char *key, gint64 unix_s)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (unix_s);
  g_autofree char *text = date == NULL ? NULL : g_date_time_format (date, "%Y-%m-%d");

  wp_fields_set_text (params, key, text);
}

void
wp_fill_certificate (const WpView *view, WpFields *params)
{
  const WpCertificate *leaf = wp_tls_facts_leaf (view->step->tls);

  if (leaf == NULL)
    return;
  wp_fields_set_text (params, WP_KEY_ISSUER, leaf->issuer);
  wp_fields_set_text (params, WP_KEY_FINGERPRINT, leaf->sha256);
  if (leaf->names != NULL && leaf->names[0] != NULL)
    wp_fields_set_list (params, WP_KEY_NAMES, (const char *const *) leaf->names);
  set_date (params, WP_KEY_NOT_BEFORE, leaf->not_before);
  set_date (params, WP_KEY_NOT_AFTER, leaf->not_after);
}

void
wp_fill_login (const WpView *view, WpFields *params)
{
  static const char *const copied[] = { WP_KEY_MECHANISM };
  const char *const *mechanisms = wp_fields_list (view->step->evidence, WP_KEY_MECHANISMS);

  for (guint i = 0; i < G_N_ELEMENTS (copied); i++)
    wp_fields_set_text (params, copied[i], wp_fields_text (view->step->evidence, copied[i]));
  if (mechanisms != NULL && mechanisms[0] != NULL)
    wp_fields_set_list (params, WP_KEY_MECHANISMS, mechanisms);
  if (wp_fields_number (view->step->evidence, WP_KEY_ITERATIONS) >= 0)
    wp_fields_set_number (params, WP_KEY_ITERATIONS,
                          wp_fields_number (view->step->evidence, WP_KEY_ITERATIONS));
}

void
wp_fill_forced_login (const WpView *view, WpFields *params)
{
  const char *why = wp_fields_text (view->step->evidence, WP_KEY_MECHANISM_WHY);

  wp_fill_login (view, params);
  if (g_strcmp0 (why, "forced") == 0)
    wp_fields_set_text (params, WP_KEY_OPTION, "--mechanism");
}

void
wp_fill_accepted_login (const WpView *view, WpFields *params)
{
  const WpStep *later = wp_sees_later_login (view);

  wp_fill_login (view, params);
  if (later != NULL)
    wp_fields_set_text (params, WP_KEY_USERNAME, wp_fields_text (later->evidence, WP_KEY_USERNAME));
}

void
wp_fill_peer (const WpView *view, WpFields *params)
{
  wp_fields_set_text (params, WP_KEY_PEER_PROTOCOL, wp_view_peer (view));
}

void
wp_fill_sender (const WpView *view, WpFields *params)
{
  const char *sender = wp_fields_text (view->step->evidence, WP_KEY_SENDER);

  if (sender == NULL && view->report->account != NULL)
    sender = view->report->account->address;
  wp_fields_set_text (params, WP_KEY_SENDER, sender);
}

/* The port of the same service that is encrypted from the first byte (RFC 8314). */
void
wp_fill_tls_port (const WpView *view, WpFields *params)
{
  g_autofree char *port = NULL;

  if (view->step->endpoint == NULL)
    return;
  port = g_strdup_printf (
      "%u", wp_protocol_default_port (view->step->endpoint->protocol, WP_TLS_IMPLICIT));
  wp_fields_set_text (params, WP_KEY_SUGGESTION, port);
}
