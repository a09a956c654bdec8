/* The words of the autoconfig format, for reading and writing alike. See autoconfig.h. */
#include "format/autoconfig.h"

#include "base/domain.h"
#include "base/inet.h"
#include "format/autoconfig-private.h"

static const char *const socket_types[] = { "SSL", "STARTTLS", "plain" };

const char *
wp_autoconfig_socket_type (WpTlsMode tls)
{
  return socket_types[tls];
}

gboolean
wp_autoconfig_socket_type_read (const char *word, WpTlsMode *tls)
{
  for (guint i = 0; i < G_N_ELEMENTS (socket_types); i++)
    if (g_ascii_strcasecmp (socket_types[i], word) == 0)
      {
        *tls = (WpTlsMode) i;
        return TRUE;
      }
  return FALSE;
}

gboolean
wp_autoconfig_is_host (const char *host)
{
  WpAccount stand_in = { .address = (char *) "a@a.example",
                         .local_part = (char *) "a",
                         .domain = (char *) "a.example",
                         .domain_ascii = (char *) "a.example" };
  g_autofree char *filled = wp_account_fill (&stand_in, host);
  WpInet literal;

  return wp_domain_is_host (filled) && !wp_inet_parse (filled, &literal);
}

gboolean
wp_autoconfig_is_unsafe (const char *text)
{
  if (!g_utf8_validate (text, -1, NULL))
    return TRUE;
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    if (g_unichar_iscntrl (g_utf8_get_char (c)))
      return TRUE;
  return FALSE;
}

gboolean
wp_autoconfig_is_offer (const char *element)
{
  static const char *const elements[] = { "incomingServer",  "outgoingServer", "calendar",
                                          "addressbook",     "fileShare",      "chatServer",
                                          "videoConference", "setupServer",    NULL };

  return g_strv_contains (elements, element);
}

gboolean
wp_autoconfig_is_offer_url (const char *element)
{
  static const char *const elements[] = { "url", "owaURL", "ewsURL", "easURL", NULL };

  return g_strv_contains (elements, element);
}

void
wp_autoconfig_free (WpAutoconfig *autoconfig)
{
  if (autoconfig == NULL)
    return;
  wp_profile_free (autoconfig->profile);
  g_ptr_array_unref (autoconfig->notices);
  g_free (autoconfig);
}
