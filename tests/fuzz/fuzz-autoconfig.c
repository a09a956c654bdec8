/* Any bytes as an autoconfig file: read without and with an account; what can be written comes back
 * as the same bytes, and without loss as the same values; what a person is shown is printable. */
#include <stdint.h>
#include <string.h>

#include "base/limits.h"
#include "format/autoconfig.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check_round_trip (const WpProfile *profile)
{
  g_autofree char *once = wp_autoconfig_write (profile, NULL);
  g_autofree char *twice = NULL;
  g_autoptr (WpAutoconfig) back = NULL;

  if (once == NULL)
    return;
  if (wp_autoconfig_read (once, strlen (once), NULL, &back) != WP_AUTOCONFIG_OK)
    g_error ("what was written cannot be read");
  twice = wp_autoconfig_write (back->profile, NULL);
  if (g_strcmp0 (once, twice) != 0)
    g_error ("what was written comes back changed");
}

static void
check_lossless (const WpProfile *profile, gsize size)
{
  g_autofree char *text = wp_autoconfig_write_as (profile, WP_AUTOCONFIG_WRITE_LOSSLESS, NULL);
  g_autoptr (WpAutoconfig) back = NULL;

  /* Only size can stand in the way: escaped texts are longer. */
  if (text == NULL && size < WP_LIMIT_HTTP_BODY_BYTES / 16)
    g_error ("what was read cannot be written");
  if (text == NULL)
    return;
  if (wp_autoconfig_read (text, strlen (text), NULL, &back) != WP_AUTOCONFIG_OK)
    g_error ("what was written without loss cannot be read");
  if (!wp_profile_equal (profile, back->profile))
    g_error ("something was lost");
}

static void
check_links (const WpProfile *profile, const WpAccount *account)
{
  g_autoptr (GPtrArray) links = wp_profile_links (profile, account, "de");

  for (guint i = 0; i < links->len; i++)
    {
      const WpLink *link = links->pdata[i];

      for (const char *c = link->target == NULL ? "" : link->target; *c != '\0'; c++)
        if (!g_ascii_isgraph (*c))
          g_error ("a link is not printable");
      if (link->text != NULL && !g_utf8_validate (link->text, -1, NULL))
        g_error ("a text is not UTF-8");
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  WpAccount account = { .address = (char *) "anna@example.org",
                        .local_part = (char *) "anna",
                        .domain = (char *) "example.org",
                        .domain_ascii = (char *) "example.org" };
  const WpAccount *accounts[] = { NULL, &account };

  for (guint i = 0; i < G_N_ELEMENTS (accounts); i++)
    {
      g_autoptr (WpAutoconfig) out = NULL;

      if (wp_autoconfig_read ((const char *) data, size, accounts[i], &out) != WP_AUTOCONFIG_OK)
        continue;
      for (guint n = 0; n < out->notices->len; n++)
        if (!g_utf8_validate (out->notices->pdata[n], -1, NULL))
          g_error ("a notice is not UTF-8");
      check_round_trip (out->profile);
      check_lossless (out->profile, size);
      check_links (out->profile, accounts[i]);
    }
  return 0;
}
