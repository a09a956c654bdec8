/* One DNS reply read from its bytes (RFC 1035, 2782, 6891, 8914), by libresolv's parser; and the
 * names of what is in it. No socket. */
#pragma once

#include "model/outcome.h"
#include "net/resolver.h"

#define WP_DNS_TEXT_CHARS 4096 /* kept of one TXT record */

typedef struct
{
  WpOutcome outcome; /* OK, NO_DATA, NXDOMAIN, SERVFAIL, DNS_REFUSED, DNS_MALFORMED; of other rcodes
                      * SERVFAIL */
  int rcode;             /* with the upper bits of OPT; -1: not to be read */
  gboolean is_authentic; /* AD */
  gboolean is_truncated; /* TC */
  gboolean has_opt;
  int extended_error;    /* RFC 8914 info-code, -1: none */
  char *extended_text;   /* printable, or NULL */
  GPtrArray *records;    /* of WpDnsRecord of the type asked for, at the end of the CNAME chain */
  GPtrArray *cnames;     /* of char*: targets in order */
} WpDnsReply;

/* `name` is what was asked. A chain that is longer than WP_LIMIT_DNS_CNAMES or that turns in
 * circles is DNS_MALFORMED, as is a record whose data do not fit its length. Never NULL. */
WpDnsReply *wp_dns_reply_parse (const guint8 *bytes, gsize count, const char *name, WpDnsType type);
void        wp_dns_reply_free (WpDnsReply *reply);
void        wp_dns_record_free (WpDnsRecord *record);

/* Zone-file form without the owner: "300 MX 10 mx.example.org.". The caller owns it. */
char       *wp_dns_record_format (const WpDnsRecord *record);
/* "AAAA"; "TYPE99". */
const char *wp_dns_type_name (WpDnsType type);
/* "NXDOMAIN"; "RCODE". */
const char *wp_dns_rcode_name (int rcode);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpDnsReply, wp_dns_reply_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpDnsRecord, wp_dns_record_free)
