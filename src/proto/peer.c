/* Who speaks like this? The first bytes of a peer name its protocol, whatever port it sits on. Used
 * where a greeting or a TLS record was expected. */
#include "proto/tls.h"

#include <string.h>

static const struct
{
  const char *start;
  const char *name;
} peers[] = {
  { "* OK", "imap" },      { "* PREAUTH", "imap" }, { "* BYE", "imap" }, { "+OK", "pop3" },
  { "-ERR", "pop3" },      { "220 ", "smtp" },      { "220-", "smtp" },  { "421 ", "smtp" },
  { "421-", "smtp" },      { "450 ", "smtp" },      { "451 ", "smtp" },  { "500 ", "smtp" },
  { "501 ", "smtp" },      { "502 ", "smtp" },      { "503 ", "smtp" },  { "521 ", "smtp" },
  { "550 ", "smtp" },      { "554 ", "smtp" },      { "554-", "smtp" },  { "HTTP/", "http" },
  { "<!DOCTYPE", "http" }, { "<html", "http" },     { "SSH-", "ssh" },
};

static gboolean
is_tls_record (const guint8 *bytes, gsize count)
{
  return count >= 3 && bytes[0] >= 0x14 && bytes[0] <= 0x17 && bytes[1] == 3 && bytes[2] <= 4;
}

const char *
wp_tls_name_peer (const guint8 *bytes, gsize count)
{
  if (is_tls_record (bytes, count))
    return "tls";
  for (gsize i = 0; i < G_N_ELEMENTS (peers); i++)
    {
      gsize length = strlen (peers[i].start);

      if (count >= length
          && g_ascii_strncasecmp ((const char *) bytes, peers[i].start, length) == 0)
        return peers[i].name;
    }
  return "unknown";
}
