/* Every bound on what a stranger may make us read, keep or compute, in one table.
 * A library is trusted with its job, not with our limits: these are checked before it sees a byte.
 * Each has a test one over. Units are in the names; counts have none. */
#pragma once

#define WP_LIMIT_IMAP_LINE_BYTES        65536   /* IMAP has no limit of its own (RFC 9051 §4) */
#define WP_LIMIT_IMAP_LITERAL_BYTES     65536   /* we never fetch: a literal is a mailbox name or
                                                 * a text */
#define WP_LIMIT_POP3_LINE_BYTES        512     /* RFC 2449 §4 */
#define WP_LIMIT_SMTP_LINE_BYTES        2048    /* RFC 5321 §4.5.3.1.5 says 512; AUTH challenges
                                                 * are longer */
#define WP_LIMIT_SASL_CHALLENGE_BYTES   12288   /* RFC 4954 §4 */
#define WP_LIMIT_REPLY_LINES            2000    /* of one multi-line reply or untagged run */
#define WP_LIMIT_CAPABILITIES           128
#define WP_LIMIT_TOKEN_BYTES            512     /* one capability, keyword or code */
#define WP_LIMIT_MAILBOXES              2000    /* of a large account; a reply may list 16 times
                                                 * as many lines, counted and not kept */
#define WP_LIMIT_MAILBOX_NAME_BYTES     1024    /* of a folder that is asked about; 2,000 of them
                                                 * are kept */
#define WP_LIMIT_STATUS_AT_ONCE         50      /* commands without an answer */
#define WP_LIMIT_TRANSCRIPT_LINES       64      /* kept for one step; more are counted */
#define WP_LIMIT_TRANSCRIPT_TEXT        400     /* characters kept of one line */
#define WP_LIMIT_SCRAM_ITERATIONS       1000000 /* above: an outcome, nothing is computed */
#define WP_LIMIT_SCRAM_INLINE           8192    /* above: derived in a worker thread */

#define WP_LIMIT_TLS_CERTIFICATES       10      /* of one chain */
#define WP_LIMIT_TLS_CHAIN_BYTES        65536
#define WP_LIMIT_TLS_NAMES              200     /* of one certificate */
#define WP_LIMIT_TLS_FAULTS             32

#define WP_LIMIT_HTTP_HEADER_BYTES      65536
#define WP_LIMIT_HTTP_BODY_BYTES        131072
#define WP_LIMIT_HTTP_REDIRECTS         5
#define WP_LIMIT_XML_DEPTH              32
#define WP_LIMIT_XML_SERVERS            64
#define WP_LIMIT_XML_TEXT_BYTES         4096    /* of one element */
#define WP_LIMIT_XML_DOMAINS            1024    /* the largest known file names some hundred */
#define WP_LIMIT_XML_PAGES              32      /* of one kind: documentation, input fields … */
#define WP_LIMIT_XML_LANGUAGES          64      /* texts of one page */
#define WP_LIMIT_XML_AUTHS              16      /* ways to log in, kept of one server */
#define WP_LIMIT_URL_BYTES              2048    /* of a page or file that a stranger names */
#define WP_LIMIT_LINKS                  64      /* of one source, for a person to see */
#define WP_LIMIT_LINK_CHARS             400     /* of the text beside one */

#define WP_LIMIT_DNS_RECORDS            64      /* kept of one answer */
#define WP_LIMIT_DNS_CNAMES             8
#define WP_LIMIT_DNS_SERVERS            4       /* resolvers read from resolv.conf or --dns */
#define WP_LIMIT_ADDRESSES              16      /* of one host, both families */

#define WP_LIMIT_CONNECTIONS_AT_ONCE    2       /* per address: port scanners get banned */
#define WP_LIMIT_CONNECTIONS_A_RUN      16      /* per address */
#define WP_LIMIT_CANDIDATES             48

#define WP_LIMIT_REPORT_BYTES           (8 * 1024 * 1024)
#define WP_LIMIT_JSON_DEPTH             32
#define WP_LIMIT_LANE_BARS              48      /* drawn of one lane of a timeline; more are
                                                 * counted */
#define WP_LIMIT_SECRET_BYTES           8192    /* a token is long; a password never is */
