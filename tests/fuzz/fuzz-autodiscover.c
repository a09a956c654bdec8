/* Any bytes as an Autodiscover answer of either version. */
#include <stdint.h>
#include <string.h>

#include "base/domain.h"
#include "format/autodiscover.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static gboolean
is_plain_text (const char *text)
{
  if (text == NULL)
    return TRUE;
  if (!g_utf8_validate (text, -1, NULL))
    return FALSE;
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    if (g_unichar_iscntrl (g_utf8_get_char (c)))
      return FALSE;
  return TRUE;
}

static void
check (const WpAutodiscover *answer, gboolean is_settings)
{
  g_autoptr (GPtrArray) links = wp_profile_links (answer->profile, NULL, NULL);

  if (is_settings && answer->profile->servers->len + answer->profile->offers->len == 0)
    g_error ("settings without any");
  if (!is_plain_text (answer->redirect) || !is_plain_text (answer->error_code)
      || !is_plain_text (answer->error_text))
    g_error ("a text is not printable");
  for (guint i = 0; i < answer->profile->servers->len; i++)
    {
      const WpEndpoint *server = answer->profile->servers->pdata[i];

      if (!wp_domain_is_host (server->host) || server->port == 0
          || !is_plain_text (server->username))
        g_error ("a server that cannot be one");
    }
  for (guint i = 0; i < links->len; i++)
    if (!is_plain_text (((WpLink *) links->pdata[i])->target))
      g_error ("a link is not printable");
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  WpAccount account = { .address = (char *) "anna@example.org",
                        .local_part = (char *) "anna",
                        .domain = (char *) "example.org",
                        .domain_ascii = (char *) "example.org" };
  const char *bytes = (const char *) data;
  g_autoptr (WpAutodiscover) first = NULL;
  g_autoptr (WpAutodiscover) second = NULL;
  WpAutodiscoverResult result = wp_autodiscover_read (bytes, size, &account, &first);

  if (first != NULL)
    check (first, result == WP_AUTODISCOVER_OK);
  result = wp_autodiscover_v2_read (bytes, size, &second);
  if (second != NULL)
    check (second, result == WP_AUTODISCOVER_OK);
  return 0;
}
