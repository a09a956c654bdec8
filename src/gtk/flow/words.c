/* See words.h. */
#include "gtk/flow/words.h"

#include <langinfo.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#define DAY_OF_NO_COUNTRY "%m/%d/%y" /* of the C locale, POSIX.1-2017 XBD 7.3.5.3 */

const WpProtocol wp_words_order[WP_N_PROTOCOLS] = { WP_PROTOCOL_IMAP, WP_PROTOCOL_POP3,
                                                    WP_PROTOCOL_SMTP };

static const char *
translate (const char *msgid)
{
  return *msgid == '\0' ? "" : g_dgettext (GETTEXT_PACKAGE, msgid);
}

const WpRenderStyle *
wp_words (void)
{
  static const WpRenderStyle style = { .translate = translate, .is_utf8 = TRUE, .columns = 100000 };

  return &style;
}

char *
wp_words_remedy (const WpFinding *finding)
{
  g_autofree char *text = wp_render_part (finding, WP_PART_USER, wp_words ());
  g_autoptr (GRegex) options = g_regex_new (" *\\([^()]*--[a-z][^()]*\\)", 0, 0, NULL);

  return g_regex_replace_literal (options, text, -1, 0, "", 0, NULL);
}

char *
wp_words_day (gint64 unix_us, gboolean has_time)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (unix_us / G_USEC_PER_SEC);
  gboolean has_country = strcmp (nl_langinfo (D_FMT), DAY_OF_NO_COUNTRY) != 0;
  g_autofree char *day = NULL;
  g_autofree char *hour = NULL;

  if (time == NULL)
    return g_strdup ("");
  day = g_date_time_format (time, has_country ? "%x" : "%F");
  hour = has_time ? g_date_time_format (time, " %R") : NULL;
  return g_strconcat (day == NULL ? "" : day, hour, NULL);
}

char *
wp_words_duration (gint64 us)
{
  gint64 ms = (us + 500) / 1000;

  if (ms < 1000)
    /* Translators: a duration in milliseconds. */
    return g_strdup_printf (_ ("%d ms"), (int) ms);
  /* Translators: a duration in seconds, like "0.9 s". */
  return g_strdup_printf (_ ("%.1f s"), (double) us / G_USEC_PER_SEC);
}

char *
wp_words_duration_spoken (gint64 us)
{
  gint64 ms = (us + 500) / 1000;

  if (ms < 1000)
    return g_strdup_printf (ngettext ("%d millisecond", "%d milliseconds", (gulong) ms), (int) ms);
  return g_strdup_printf (_ ("%.1f seconds"), (double) us / G_USEC_PER_SEC);
}

const char *
wp_words_service (WpProtocol protocol)
{
  return _ (wp_render_service_words (protocol));
}

const char *
wp_words_protocol (WpProtocol protocol)
{
  static const char *const names[WP_N_PROTOCOLS] = {
    [WP_PROTOCOL_IMAP] = "IMAP",
    [WP_PROTOCOL_POP3] = "POP",
    [WP_PROTOCOL_SMTP] = "SMTP",
  };

  return names[protocol];
}

char *
wp_words_server (const WpEndpoint *endpoint)
{
  return g_strdup_printf (endpoint->tls == WP_TLS_NONE ? _ ("Port %u, not encrypted")
                                                       : _ ("Port %u, encrypted"),
                          (guint) endpoint->port);
}
