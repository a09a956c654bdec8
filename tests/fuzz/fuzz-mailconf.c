/* Any text as a URL of a stranger, as a mailconf record, and as an address in an Autodiscover
 * question: URLs are printable ASCII and stay what they are, and the question stays well-formed. */
#include <stdint.h>
#include <string.h>

#include "base/limits.h"
#include "format/autodiscover.h"
#include "format/mailconf.h"
#include "model/web-url.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check_url (const char *text)
{
  g_autofree char *url = wp_web_url (text);
  g_autofree char *again = wp_web_url (url);

  if (url == NULL)
    return;
  for (const char *c = url; *c != '\0'; c++)
    if (!g_ascii_isgraph (*c))
      g_error ("a URL is not printable");
  if (!g_str_has_prefix (url, "http://") && !g_str_has_prefix (url, "https://"))
    g_error ("a URL is not of the web");
  /* Encoding can make a long one longer than is read. */
  if (g_strcmp0 (url, again) != 0 && strlen (url) <= WP_LIMIT_URL_BYTES)
    g_error ("a URL changes when it is read again");
}

static void
check_question (const char *text)
{
  g_autofree char *address = g_utf8_make_valid (text, -1);
  g_autofree char *body = wp_autodiscover_request (address);
  g_autofree char *path = wp_autodiscover_v2_path (address, "Imap");
  guint brackets = 0;

  for (const char *c = body; *c != '\0'; c++)
    brackets += *c == '<' ? 1 : 0;
  if (brackets != 9)
    g_error ("an address breaks the question");
  for (const char *c = path; *c != '\0'; c++)
    if (!g_ascii_isgraph (*c))
      g_error ("an address breaks the path");
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autofree char *record = g_strconcat (WP_MAILCONF_PREFIX, text, NULL);
  g_autofree char *url = wp_mailconf_read (text);
  g_autofree char *other = wp_mailconf_read (record);

  check_url (text);
  check_question (text);
  if ((url != NULL && !wp_web_url_is_https (url))
      || (other != NULL && !wp_web_url_is_https (other)))
    g_error ("not https");
  return 0;
}
