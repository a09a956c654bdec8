/* What a source is called: the place that was asked. */
#include "render/layout-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/limits.h"
#include "base/printable.h"

#define USUAL_DATABASE "autoconfig.thunderbird.net"

/* "autoconfig.example.org" of a URL; the text itself where it is none. */
static char *
host_of (const char *target)
{
  const char *start = target == NULL ? NULL : strstr (target, "://");
  g_autofree char *host = NULL;

  if (start == NULL)
    return wp_printable_text (target == NULL ? "" : target, WP_LIMIT_TRANSCRIPT_TEXT);
  host = g_strndup (start + 3, strcspn (start + 3, "/?#"));
  return wp_printable_text (host, WP_LIMIT_TRANSCRIPT_TEXT);
}

/* "example.org/.well-known": the place, as far as it tells one page of a domain from another. */
static char *
page_name (const WpSource *source)
{
  g_autofree char *host = host_of (source->target);
  const char *path = "";

  if (source->kind == WP_SOURCE_AUTODISCOVER)
    path = g_str_has_prefix (host, "autodiscover.") ? "" : "/autodiscover";
  else if (source->target != NULL && strstr (source->target, "/.well-known") != NULL)
    path = "/.well-known";
  return g_strconcat (source->kind == WP_SOURCE_AUTOCONFIG_HTTP ? "http://" : "", host, path, NULL);
}

static char *
mx_database_name (const WpSource *source, const WpRenderStyle *style)
{
  const char *slash = source->target == NULL ? NULL : strrchr (source->target, '/');
  g_autofree char *name = wp_printable_text (slash == NULL ? "?" : slash + 1,
                                             WP_LIMIT_TRANSCRIPT_TEXT);

  return wp_render_fill_pairs (N_ ("database for {name}"), style, "name", name, NULL);
}

/* One that was given in place of the usual one is named. */
static char *
database_name (const WpSource *source, const WpRenderStyle *style)
{
  g_autofree char *host = host_of (source->target);

  if (*host == '\0' || g_str_equal (host, USUAL_DATABASE))
    return g_strdup (wp_render_tr (N_ ("public database"), style));
  return wp_render_fill_pairs (N_ ("database {name}"), style, "name", host, NULL);
}

char *
wp_render_source_name (const WpReport *report G_GNUC_UNUSED,
                       const WpSource *source,
                       const WpRenderStyle *style)
{
  static const char *const names[WP_N_SOURCE_KINDS] = {
    [WP_SOURCE_GIVEN] = N_ ("as given"),          [WP_SOURCE_PACC] = "PACC",
    [WP_SOURCE_SRV] = N_ ("DNS service records"), [WP_SOURCE_MAILCONF] = N_ ("DNS mailconf record"),
    [WP_SOURCE_NOTES] = N_ ("built-in notes"),    [WP_SOURCE_GUESS] = N_ ("usual server names"),
  };
  gboolean has_address = source->target != NULL && strstr (source->target, "?email") != NULL;
  g_autofree char *name = NULL;

  if (names[source->kind] != NULL)
    return g_strdup (wp_render_tr (names[source->kind], style));
  if (source->kind == WP_SOURCE_DATABASE)
    return database_name (source, style);
  if (source->kind == WP_SOURCE_MX_DATABASE)
    return mx_database_name (source, style);
  name = page_name (source);
  return has_address ? wp_render_fill_pairs (N_ ("{name}, with address"), style, "name", name, NULL)
                     : g_steal_pointer (&name);
}

/* "_imaps._tcp" of "_imaps._tcp.example.org": all of them are in the domain of the address. */
static char *
label_name (const WpReport *report, const WpSource *source)
{
  g_autofree char *name = wp_printable_text (source->target == NULL ? "" : source->target,
                                             WP_LIMIT_TRANSCRIPT_TEXT);
  g_autofree char *tail = report->account == NULL
                              ? NULL
                              : g_strconcat (".", report->account->domain_ascii, NULL);

  if (tail != NULL && g_str_has_suffix (name, tail))
    name[strlen (name) - strlen (tail)] = '\0';
  return g_strconcat ("SRV ", name, NULL);
}

char *
wp_render_source_title (const WpReport *report, const WpSource *source, const WpRenderStyle *style)
{
  return source->kind == WP_SOURCE_SRV ? label_name (report, source)
                                       : wp_render_source_name (report, source, style);
}
