/* Values in words. Foreign text goes through wp_printable once more, whatever was done before, and
 * is never a format. */
#include "render/layout-private.h"

#include <stdarg.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/limits.h"
#include "base/printable.h"
#include "base/subst.h"
#include "model/keys.h"

#define MOST_IN_LIST 8

const WpProtocol wp_render_order[WP_N_PROTOCOLS] = { WP_PROTOCOL_IMAP, WP_PROTOCOL_SMTP,
                                                     WP_PROTOCOL_POP3 };

const char *
wp_render_tr (const char *msgid, const WpRenderStyle *style)
{
  return style->translate == NULL ? msgid : style->translate (msgid);
}

const char *
wp_render_protocol (const char *id)
{
  static const struct
  {
    const char *id;
    const char *name;
  } names[] = {
    { "imap", "IMAP" }, { "pop3", "POP3" }, { "smtp", "SMTP" },
    { "http", "HTTP" }, { "tls", "TLS" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (names[i].id, id) == 0)
      return names[i].name;
  return id;
}

static gboolean
is_protocol_key (const char *key)
{
  static const char *const keys[] = { WP_KEY_PROTOCOL, WP_KEY_PROTOCOLS, WP_KEY_PEER_PROTOCOL,
                                      NULL };

  return g_strv_contains (keys, key);
}

/* A source that has no page of its own is named by its kind. */
static const char *
source_in_words (const WpField *field, const WpRenderStyle *style)
{
  WpSourceKind kind = WP_SOURCE_GIVEN;

  if ((g_str_equal (field->key, WP_KEY_SOURCE) || g_str_equal (field->key, WP_KEY_OTHER_SOURCE))
      && wp_source_kind_from_id (field->text, &kind))
    return wp_render_brief (kind, style);
  return field->text;
}

/* In the order in which they are shown everywhere. */
static char *
protocols_value (const WpField *field)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < WP_N_PROTOCOLS; i++)
    {
      const char *id = wp_protocol_id (wp_render_order[i]);

      if (g_strv_contains ((const char *const *) field->list, id))
        g_string_append_printf (out, "%s%s", out->len > 0 ? ", " : "", wp_render_protocol (id));
    }
  return g_string_free (out, FALSE);
}

static char *
list_value (const WpField *field)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; field->list[i] != NULL; i++)
    {
      g_autofree char *shown = wp_printable_text (field->list[i], WP_LIMIT_TRANSCRIPT_TEXT);

      if (i == MOST_IN_LIST)
        {
          g_string_append (out, ", \342\200\246");
          break;
        }
      g_string_append_printf (out, "%s%s", i > 0 ? ", " : "", shown);
    }
  return g_string_free (out, FALSE);
}

char *
wp_render_value (const WpField *field, const WpRenderStyle *style)
{
  switch (field->kind)
    {
    case WP_FIELD_TEXT:
      return wp_printable_text (is_protocol_key (field->key) ? wp_render_protocol (field->text)
                                                             : source_in_words (field, style),
                                WP_LIMIT_TRANSCRIPT_TEXT);
    case WP_FIELD_NUMBER:
      return g_strdup_printf ("%" G_GINT64_FORMAT, field->number);
    case WP_FIELD_FLAG:
      return g_strdup (field->number != 0 ? "yes" : "no");
    case WP_FIELD_LIST:
      return is_protocol_key (field->key) ? protocols_value (field) : list_value (field);
    case WP_FIELD_MAP: /* no text asks for one */
      return list_value (field);
    }
  return NULL;
}

typedef struct
{
  const WpFields *params;
  const WpRenderStyle *style;
  GPtrArray *values; /* keeps what was lent to wp_subst */
} Filling;

static const char *
look_up_field (const char *name, gpointer data)
{
  Filling *filling = data;
  const WpField *field = wp_fields_find (filling->params, name);

  if (field == NULL)
    return NULL;
  g_ptr_array_add (filling->values, wp_render_value (field, filling->style));
  return filling->values->pdata[filling->values->len - 1];
}

char *
wp_render_fill (const char *msgid, const WpFields *params, const WpRenderStyle *style)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  Filling filling = { params, style, values };

  return wp_subst (wp_render_tr (msgid, style), look_up_field, &filling);
}

char *
wp_render_fill_pairs (const char *msgid, const WpRenderStyle *style, ...)
{
  va_list pairs;
  char *text;

  va_start (pairs, style);
  text = wp_subst_pairs_va (wp_render_tr (msgid, style), pairs);
  va_end (pairs);
  return text;
}

char *
wp_render_joined (const GPtrArray *texts)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < texts->len; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? ", " : "", (const char *) texts->pdata[i]);
  return g_string_free (out, FALSE);
}

char *
wp_render_count (gint64 number)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, number);
  gsize length = strlen (digits);
  GString *out = g_string_new (NULL);

  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && (length - i) % 3 == 0 && length > 4)
        g_string_append (out, "\302\240");
      g_string_append_c (out, digits[i]);
    }
  return g_string_free (out, FALSE);
}

char *
wp_render_bytes (gint64 bytes, const WpRenderStyle *style)
{
  static const struct
  {
    gint64 size;
    const char *msgid;
  } units[] = {
    /* Translators: sizes, like "4.1 GB", with a no-break blank; the units are powers of 1000. */
    { 1000000000, N_ ("{size}\302\240GB") },
    { 1000000, N_ ("{size}\302\240MB") },
    { 1000, N_ ("{size}\302\240kB") },
    { 1, N_ ("{size}\302\240B") },
  };
  g_autofree char *size = NULL;
  guint unit = 0;
  gint64 tenths;

  while (unit + 1 < G_N_ELEMENTS (units) && bytes < units[unit].size)
    unit++;
  if (unit + 1 == G_N_ELEMENTS (units))
    size = g_strdup_printf ("%" G_GINT64_FORMAT, bytes);
  else
    {
      tenths = bytes / (units[unit].size / 10)
               + (bytes % (units[unit].size / 10) >= units[unit].size / 20);
      size = g_strdup_printf ("%" G_GINT64_FORMAT ".%d", tenths / 10, (int) (tenths % 10));
    }
  return wp_render_fill_pairs (units[unit].msgid, style, "size", size, NULL);
}

char *
wp_render_time (gint64 unix_us)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (unix_us / G_USEC_PER_SEC);

  return time == NULL ? g_strdup ("?") : g_date_time_format (time, "%Y-%m-%d %H:%M:%S UTC");
}

char *
wp_render_place (const WpEndpoint *endpoint)
{
  return g_strdup_printf (strchr (endpoint->host, ':') != NULL ? "[%s]:%u" : "%s:%u",
                          endpoint->host, endpoint->port);
}

char *
wp_render_tls_version (const char *version)
{
  return g_str_has_prefix (version, "TLSv") ? g_strdup_printf ("TLS %s", version + 4)
                                            : wp_printable_text (version, 20);
}
