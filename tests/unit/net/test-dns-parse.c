/* net/dns-parse: replies as bytes, good and hostile. */
#include <string.h>

#include "base/limits.h"
#include "net/dns-parse.h"

#define HEADER(flags, answers, additional) "\x12\x34" flags "\0\1\0" answers "\0\0\0" additional
#define QUESTION "\7example\3org\0\0\1\0\1"
#define TTL "\0\0\1\x2c"
#define RR(owner, type, length, data) owner "\0" type "\0\1" TTL "\0" length data
#define AT_QUESTION "\xc0\x0c"

typedef struct
{
  const char *path;
  const char *bytes;
  gsize count;
  WpDnsType type;
  WpOutcome outcome;
  int rcode;
  const char *records; /* zone-file form, '|' between them */
} Row;

#define ROW(path, bytes) path, bytes, sizeof (bytes) - 1

static const Row rows[] = {
  { ROW ("a", HEADER ("\x81\x80", "\1", "\0") QUESTION RR (AT_QUESTION, "\1", "\4", "\xc0\0\2\1")),
    WP_DNS_A, WP_OUTCOME_OK, 0, "300 A 192.0.2.1" },
  { ROW ("owner-in-capitals",
         HEADER ("\x81\x80", "\1", "\0")
             QUESTION RR ("\7EXAMPLE\3Org\0", "\1", "\4", "\xc0\0\2\1")),
    WP_DNS_A, WP_OUTCOME_OK, 0, "300 A 192.0.2.1" },
  { ROW ("other-owner",
         HEADER ("\x81\x80", "\1", "\0") QUESTION RR ("\3foo\0", "\1", "\4", "\xc0\0\2\1")),
    WP_DNS_A, WP_OUTCOME_NO_DATA, 0, "" },
  { ROW ("other-type",
         HEADER ("\x81\x80", "\1", "\0") QUESTION RR (AT_QUESTION, "\x10", "\3", "\2hi")),
    WP_DNS_A, WP_OUTCOME_NO_DATA, 0, "" },
  { ROW ("txt",
         HEADER ("\x81\x80", "\1", "\0")
             QUESTION RR (AT_QUESTION, "\x10", "\x0a", "\3v=a\5b\x1b[\"\n")),
    WP_DNS_TXT, WP_OUTCOME_OK, 0, "300 TXT \"v=ab\\x1B[\"\\x0A\"" },
  { ROW ("txt-past-the-end",
         HEADER ("\x81\x80", "\1", "\0") QUESTION RR (AT_QUESTION, "\x10", "\3", "\x09hi")),
    WP_DNS_TXT, WP_OUTCOME_DNS_MALFORMED, 0, "" },
  { ROW ("a-of-three-bytes",
         HEADER ("\x81\x80", "\1", "\0") QUESTION RR (AT_QUESTION, "\1", "\3", "\xc0\0\2")),
    WP_DNS_A, WP_OUTCOME_DNS_MALFORMED, 0, "" },
  { ROW ("mx",
         HEADER ("\x81\x80", "\1", "\0")
             QUESTION RR (AT_QUESTION, "\x0f", "\7", "\0\x0a\2MX\xc0\x0c")),
    WP_DNS_MX, WP_OUTCOME_OK, 0, "300 MX 10 mx.example.org." },
  { ROW ("null-mx",
         HEADER ("\x81\x80", "\1", "\0") QUESTION RR (AT_QUESTION, "\x0f", "\3", "\0\0\0")),
    WP_DNS_MX, WP_OUTCOME_OK, 0, "300 MX 0 ." },
  { ROW ("mx-without-name",
         HEADER ("\x81\x80", "\1", "\0") QUESTION RR (AT_QUESTION, "\x0f", "\2", "\0\x0a")),
    WP_DNS_MX, WP_OUTCOME_DNS_MALFORMED, 0, "" },
  { ROW ("mx-self-pointing",
         HEADER ("\x81\x80", "\1", "\0") QUESTION RR (AT_QUESTION, "\x0f", "\4", "\0\x0a\xc0\x2b")),
    WP_DNS_MX, WP_OUTCOME_DNS_MALFORMED, 0, "" },
  { ROW ("mx-longer-than-its-name",
         HEADER ("\x81\x80", "\1", "\0")
             QUESTION RR (AT_QUESTION, "\x0f", "\6", "\0\x0a\xc0\x0cxx")),
    WP_DNS_MX, WP_OUTCOME_DNS_MALFORMED, 0, "" },
  { ROW ("mx-with-a-dot-in-a-label",
         HEADER ("\x81\x80", "\1", "\0")
             QUESTION RR (AT_QUESTION, "\x0f", "\x08", "\0\x0a\4a.b.\0")),
    WP_DNS_MX, WP_OUTCOME_OK, 0, "300 MX 10 a\\.b\\.." },
  { ROW ("cname-circle",
         HEADER ("\x81\x80", "\1", "\0") QUESTION RR (AT_QUESTION, "\5", "\2", "\xc0\x0c")),
    WP_DNS_A, WP_OUTCOME_DNS_MALFORMED, 0, "" },
  { ROW ("cname-asked-for",
         HEADER ("\x81\x80", "\1", "\0") QUESTION RR (AT_QUESTION, "\5", "\2", "\xc0\x0c")),
    WP_DNS_CNAME, WP_OUTCOME_OK, 0, "300 CNAME example.org." },
  { ROW ("cname-to-nothing",
         HEADER ("\x81\x83", "\1", "\0") QUESTION RR (AT_QUESTION, "\5", "\5", "\3foo\0")),
    WP_DNS_A, WP_OUTCOME_NXDOMAIN, 3, "" },
  { ROW ("class-chaos",
         HEADER ("\x81\x80", "\1", "\0") QUESTION AT_QUESTION "\0\1\0\3" TTL "\0\4\xc0\0\2\1"),
    WP_DNS_A, WP_OUTCOME_NO_DATA, 0, "" },
  { ROW ("ttl-negative",
         HEADER ("\x81\x80", "\1", "\0") QUESTION AT_QUESTION
         "\0\1\0\1\xff\xff\xff\xff\0\4\xc0\0\2\1"),
    WP_DNS_A, WP_OUTCOME_OK, 0, "2147483647 A 192.0.2.1" },
  { ROW ("rcode-16-in-opt", HEADER ("\x81\x80", "\0", "\1") QUESTION "\0\0\x29\4\xd0\1\0\0\0\0\0"),
    WP_DNS_A, WP_OUTCOME_SERVFAIL, 16, "" },
  { ROW ("a-question", HEADER ("\x01\x00", "\0", "\0") QUESTION), WP_DNS_A,
    WP_OUTCOME_DNS_MALFORMED, -1, "" },
  { ROW ("bytes-left-over", HEADER ("\x81\x80", "\0", "\0") QUESTION "x"), WP_DNS_A,
    WP_OUTCOME_DNS_MALFORMED, -1, "" },
  { ROW ("count-too-high",
         HEADER ("\x81\x80", "\2", "\0") QUESTION RR (AT_QUESTION, "\1", "\4", "\xc0\0\2\1")),
    WP_DNS_A, WP_OUTCOME_DNS_MALFORMED, -1, "" },
  { ROW ("header-only", "\x12\x34\x81\x80\0\0\0"), WP_DNS_A, WP_OUTCOME_DNS_MALFORMED, -1, "" },
  { ROW ("nothing", ""), WP_DNS_A, WP_OUTCOME_DNS_MALFORMED, -1, "" },
};

static char *
records_text (const WpDnsReply *reply)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < reply->records->len; i++)
    {
      g_autofree char *record = wp_dns_record_format (reply->records->pdata[i]);

      g_string_append_printf (text, "%s%s", i > 0 ? "|" : "", record);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  /* Bytes of their own, so that a read past their end is seen. */
  g_autofree guint8 *bytes = g_memdup2 (row->bytes, row->count);
  g_autoptr (WpDnsReply) reply = wp_dns_reply_parse (bytes, row->count, "Example.org.", row->type);
  g_autofree char *records = records_text (reply);

  g_assert_cmpstr (wp_outcome_id (reply->outcome), ==, wp_outcome_id (row->outcome));
  g_assert_cmpint (reply->rcode, ==, row->rcode);
  g_assert_cmpstr (records, ==, row->records);
}

/* Every prefix of every row, and every single byte changed: no crash, and never an invented limit.
 */
static void
test_mutations (void)
{
  for (guint r = 0; r < G_N_ELEMENTS (rows); r++)
    for (gsize i = 0; i < rows[r].count; i++)
      for (guint flip = 0; flip < 8; flip++)
        {
          g_autofree guint8 *bytes = g_memdup2 (rows[r].bytes, rows[r].count);
          g_autoptr (WpDnsReply) whole = NULL;
          g_autoptr (WpDnsReply) prefix = NULL;

          bytes[i] ^= (guint8) (1 << flip);
          whole = wp_dns_reply_parse (bytes, rows[r].count, "example.org", rows[r].type);
          prefix = wp_dns_reply_parse (bytes, i, "example.org", rows[r].type);
          g_assert_cmpuint (whole->records->len, <=, WP_LIMIT_DNS_RECORDS);
          if (rows[r].outcome == WP_OUTCOME_OK)
            g_assert_cmpint (prefix->outcome, ==, WP_OUTCOME_DNS_MALFORMED);
        }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/net/dns-parse/", rows[i].path, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/net/dns-parse/mutations", test_mutations);
  return g_test_run ();
}
