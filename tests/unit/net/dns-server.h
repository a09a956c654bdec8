/* A name server on loopback for tests: lives in the test's own main context, answers what a script
 * says, over UDP and TCP on one port chosen by the kernel. */
#pragma once

#include <glib.h>

typedef struct
{
  char name[256]; /* lower case, without final dot */
  int type;
  gboolean has_ad;
  gboolean has_cd;
  gboolean has_opt;
  gboolean is_tcp;
  guint n;              /* how many questions came before */
  const guint8 *packet;
  gsize length;
  gsize question_end;   /* offset */
} DnsQuery;

/* Fills `reply` (empty: no answer) and may set a delay. */
typedef void (*DnsScript) (const DnsQuery *query,
                           GByteArray *reply,
                           guint *delay_ms,
                           gpointer data);

typedef struct _DnsServer DnsServer;

DnsServer *dns_server_new (const char *address, DnsScript script, gpointer data);
void       dns_server_free (DnsServer *server);
/* "127.0.0.1:40123" */
const char *dns_server_spec (const DnsServer *server);
guint      dns_server_count (const DnsServer *server);

/* Builds: begin copies id and question; flags are those of the second header word but rcode. */
#define DNS_AA 0x0400
#define DNS_TC 0x0200
#define DNS_AD 0x0020
#define DNS_QUESTION "\xc0\x0c" /* a pointer to the question's name */
void dns_begin (GByteArray *reply, const DnsQuery *query, int rcode, guint flags);
/* `owner` in wire form, "" for the question's name. Counts it in section 1 (answer) or 3. */
void dns_add (GByteArray *reply, int section, const guint8 *owner, gsize owner_length, int type,
              guint32 ttl, const void *data, gsize count);
void dns_add_a (GByteArray *reply, const char *address);
/* "mail.example.org" as labels; the caller owns it. */
GByteArray *dns_name (const char *text);
void dns_add_named (GByteArray *reply, int type, const void *prefix, gsize prefix_length,
                    const char *target);
/* OPT with an extended error; code < 0: without. */
void dns_add_opt (GByteArray *reply, int code, const char *text);
