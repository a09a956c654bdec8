/* Any bytes as an autoconfig file: read without and with an account; what can be written comes back
 * as the same bytes. */
#include <stdint.h>
#include <string.h>

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
    }
  return 0;
}
