/* See resolv-conf.h. */
#include "net/resolv-conf.h"

#include <string.h>

#include "base/cursor.h"

#define BLANKS " \t\r\f\v"

static gboolean
parse_address (const char *text, WpDnsServer *server)
{
  const char *percent = strchr (text, '%');
  g_autofree char *plain = NULL;

  if (percent == NULL)
    return wp_inet_parse (text, &server->address);
  plain = g_strndup (text, (gsize) (percent - text));
  return percent[1] != '\0'
         && g_strlcpy (server->scope, percent + 1, sizeof server->scope) < sizeof server->scope
         && wp_inet_parse (plain, &server->address) && server->address.family == 6;
}

static gboolean
parse_port (const char *text, guint16 *port)
{
  WpCursor cursor = wp_cursor (text, strlen (text));
  guint64 number = 0;

  if (!wp_cursor_take_number (&cursor, G_MAXUINT16, &number) || !wp_cursor_at_end (&cursor))
    return FALSE;
  *port = (guint16) number;
  return number != 0;
}

gboolean
wp_dns_server_parse (const char *text, WpDnsServer *server)
{
  g_autofree char *copy = g_strdup (text);
  char *address = copy, *port = NULL, *end;

  *server = (WpDnsServer){ .port = WP_DNS_PORT };
  if (copy[0] == '[')
    {
      address = copy + 1;
      end = strchr (address, ']');
      if (end == NULL || (end[1] != '\0' && end[1] != ':'))
        return FALSE;
      port = end[1] == ':' ? end + 2 : NULL;
      *end = '\0';
      if (strchr (address, ':') == NULL)
        return FALSE;
    }
  else if ((end = strchr (copy, ':')) != NULL && strchr (end + 1, ':') == NULL)
    {
      *end = '\0';
      port = end + 1;
    }
  return parse_address (address, server) && (port == NULL || parse_port (port, &server->port));
}

char *
wp_dns_server_format (const WpDnsServer *server)
{
  char text[WP_INET_TEXT_SIZE];
  g_autofree char *address = NULL;

  wp_inet_format (&server->address, text);
  address = g_strconcat (text, server->scope[0] == '\0' ? "" : "%", server->scope, NULL);
  if (server->port == WP_DNS_PORT)
    return g_steal_pointer (&address);
  return g_strdup_printf (server->address.family == 6 ? "[%s]:%u" : "%s:%u", address,
                          (guint) server->port);
}

static void
parse_line (char *line, WpResolvConf *conf)
{
  char *rest = line;
  const char *word = strsep (&rest, BLANKS);

  if (g_str_equal (word, "nameserver"))
    {
      /* libc takes the keyword at the start of the line only, and the first word after it. */
      while (rest != NULL && *(word = strsep (&rest, BLANKS)) == '\0')
        ;
      if (conf->n_servers < WP_LIMIT_DNS_SERVERS && strchr (word, '[') == NULL
          && wp_dns_server_parse (word, &conf->servers[conf->n_servers])
          && conf->servers[conf->n_servers].port == WP_DNS_PORT)
        conf->n_servers++;
    }
  else if (g_str_equal (word, "options"))
    while ((word = strsep (&rest, BLANKS)) != NULL)
      if (g_str_equal (word, "trust-ad"))
        conf->trust_ad = TRUE;
}

void
wp_resolv_conf_parse (const char *text, WpResolvConf *conf)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  memset (conf, 0, sizeof *conf);
  for (char **line = lines; *line != NULL; line++)
    {
      (*line)[strcspn (*line, "#;")] = '\0';
      parse_line (*line, conf);
    }
  if (conf->n_servers == 0)
    wp_dns_server_parse ("127.0.0.1", &conf->servers[conf->n_servers++]);
}

gboolean
wp_resolv_conf_is_loopback (const WpResolvConf *conf)
{
  WpInet v4 = { .family = 4, .bytes = { 127 } };
  WpInet v6 = { .family = 6, .bytes = { [15] = 1 } };

  for (guint i = 0; i < conf->n_servers; i++)
    if (!wp_inet_in_block (&conf->servers[i].address, &v4, 8)
        && !wp_inet_equal (&conf->servers[i].address, &v6))
      return FALSE;
  return TRUE;
}

void
wp_inets_add (GArray *addresses, const WpInet *inet)
{
  for (guint i = 0; i < addresses->len; i++)
    if (wp_inet_equal (&g_array_index (addresses, WpInet, i), inet))
      return;
  if (addresses->len < WP_LIMIT_ADDRESSES)
    g_array_append_val (addresses, *inet);
}

static gboolean
is_blank (char c)
{
  return c != '\0' && strchr (BLANKS, c) != NULL;
}

/* The address at the start of a line, if `word` (inside that line) is no part of a comment. */
static gboolean
line_address (const char *line, const char *word, WpInet *inet)
{
  gsize length;
  g_autofree char *text = NULL;

  for (const char *at = line; at < word; at++)
    if (*at == '#')
      return FALSE;
  while (line < word && is_blank (*line))
    line++;
  for (length = 0; line + length < word && !is_blank (line[length]); length++)
    ;
  text = g_strndup (line, length);
  return wp_inet_parse (text, inet);
}

gboolean
wp_hosts_find (const char *text, gsize count, const char *host, GArray *addresses)
{
  const char *end = text + count, *at = text;
  gsize length = strlen (host);
  gboolean is_named = FALSE;

  /* From hit to hit: files that block advertisements have 200,000 lines. */
  while (length > 0 && (at = memmem (at, (gsize) (end - at), host, length)) != NULL)
    {
      const char *after = at + length;
      WpInet inet;

      if (at > text && is_blank (at[-1])
          && (after == end || is_blank (*after) || *after == '\n' || *after == '#'))
        {
          const char *before = memrchr (text, '\n', (gsize) (at - text));

          if (line_address (before == NULL ? text : before + 1, at, &inet))
            {
              wp_inets_add (addresses, &inet);
              is_named = TRUE;
            }
        }
      at = after;
    }
  return is_named;
}
