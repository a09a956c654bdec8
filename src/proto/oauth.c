/* See oauth.h. */
#include "proto/oauth.h"

#include <string.h>

#include "base/printable.h"

#define STATUS_CHARS 64

/* RFC 5801 §4: ',' and '=' of a name are escaped in the GS2 header. */
static void
append_saslname (GString *message, const char *name)
{
  for (; *name != '\0'; name++)
    if (*name == ',')
      g_string_append (message, "=2C");
    else if (*name == '=')
      g_string_append (message, "=3D");
    else
      g_string_append_c (message, *name);
}

GString *
wp_oauth_message (const WpOauthParams *params)
{
  gsize host = params->host == NULL ? 0 : strlen (params->host);
  gsize size = 3 * strlen (params->username) + host + wp_secret_length (params->token) + 128;
  GString *message = g_string_sized_new (size); /* no growth leaves a copy of the token behind */

  if (params->is_xoauth2)
    g_string_append_printf (message, "user=%s\001", params->username);
  else
    {
      g_string_append (message, "n,a=");
      append_saslname (message, params->username);
      g_string_append (message, ",\001");
      if (params->host != NULL)
        g_string_append_printf (message, "host=%s\001port=%u\001", params->host, params->port);
    }
  g_string_append (message, "auth=Bearer ");
  g_string_append_len (message, wp_secret_peek (params->token),
                       (gssize) wp_secret_length (params->token));
  g_string_append (message, "\001\001");
  return message;
}

static gboolean
is_value (guint8 byte)
{
  return byte != '"' && byte != ',' && byte != '}' && byte > ' ';
}

/* One member of a flat object is wanted, so this reads no more JSON than that: the name, a colon, a
 * string or a number. */
char *
wp_oauth_status (const void *json, gsize count)
{
  static const char key[] = "\"status\"";
  const char *at = json;
  const char *end = at + count;
  const char *value;

  at = memmem (json, count, key, strlen (key));
  if (at == NULL)
    return NULL;
  at += strlen (key);
  while (at < end && (g_ascii_isspace (*at) || *at == ':' || *at == '"'))
    at++;
  for (value = at; at < end && is_value ((guint8) *at);)
    at++;
  return at == value ? NULL : wp_printable (value, (gsize) (at - value), STATUS_CHARS);
}
