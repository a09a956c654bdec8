/* Who said what about the settings: sources (one question each) and candidates (one possible
 * endpoint each, with every source that named it). */
#pragma once

#include <glib.h>

#include "model/endpoint.h"
#include "model/outcome.h"
#include "model/tls-facts.h"
#include "model/trust.h"

typedef enum
{
  WP_SOURCE_STATUS_FOUND,
  WP_SOURCE_STATUS_NOT_FOUND,
  WP_SOURCE_STATUS_NOT_SETTINGS, /* an answer, but a web page or for another domain */
  WP_SOURCE_STATUS_FAILED,
  WP_SOURCE_STATUS_SKIPPED,
} WpSourceStatus;

const char *wp_source_status_id (WpSourceStatus status);

typedef enum
{
  WP_DNSSEC_UNTRUSTED, /* the resolver's word is not trusted, or was not asked */
  WP_DNSSEC_NO,
  WP_DNSSEC_YES,
} WpDnssec;

const char *wp_dnssec_id (WpDnssec dnssec);

/* What else a source says that a person may want to know; never a server to log in to. */
typedef enum
{
  WP_LINK_DOCUMENTATION, /* how to set up mail */
  WP_LINK_ENABLE,        /* where IMAP or POP3 must be switched on first */
  WP_LINK_INSTRUCTION,
  WP_LINK_WEBMAIL,
  WP_LINK_JMAP,          /* from here on: also offered */
  WP_LINK_CALDAV,
  WP_LINK_CARDDAV,
  WP_LINK_WEBDAV,
  WP_LINK_MANAGESIEVE,
  WP_LINK_CHAT,
  WP_LINK_VIDEO,
  WP_LINK_EWS,
  WP_LINK_ACTIVESYNC,
  WP_LINK_GRAPH,
} WpLinkKind;
#define WP_N_LINK_KINDS 14

const char *wp_link_kind_id (WpLinkKind kind);

typedef struct
{
  WpLinkKind kind;
  char *target; /* printable: a URL for display, or a host; NULL: text only */
  char *text;   /* printable, the source's own words; NULL */
} WpLink;

/* What is odd about what a source publishes, as its reader saw it. A mail program may do without
 * looking at it; who publishes the source wants to know. Several can hold at once. */
typedef enum
{
  WP_FLAW_EMPTY = 1 << 0,         /* an answer without a body */
  WP_FLAW_WEB_PAGE = 1 << 1,      /* HTML, or nothing that could be the format asked for */
  WP_FLAW_NEEDS_ADDRESS = 1 << 2, /* without the address it answered 400, 204 or nothing */
  WP_FLAW_OTHER_DOMAIN = 1 << 3,  /* the document does not name the domain of the address */
  WP_FLAW_PLAINTEXT = 1 << 4,     /* lists a server without encryption, said or left out */
  WP_FLAW_UNUSABLE = 1 << 5,      /* entries were skipped or repaired: `notices` */
  WP_FLAW_NO_DIGEST = 1 << 6,     /* PACC: no TXT record vouches for the document */
  WP_FLAW_OTHER_DIGEST = 1 << 7,  /* PACC: the TXT records are for other bytes */
  WP_FLAW_NO_DOCUMENT = 1 << 8,   /* PACC: a TXT record vouches for a document that is not there */
} WpFlaws;
#define WP_N_FLAWS 9

/* "empty", "web-page", … of one bit. */
const char *wp_flaw_id (WpFlaws flaw);

WpLink *wp_link_new (WpLinkKind kind, const char *target, const char *text);
void    wp_link_free (WpLink *link);

typedef struct
{
  guint id; /* from 1 */
  WpSourceKind kind;
  char *target;         /* URL or record name, printable */
  GPtrArray *redirects; /* of char*: URLs in order */
  WpSourceStatus status;
  WpOutcome outcome;
  WpProvenance provenance;
  WpTrust trust;        /* wp_trust_derive (provenance) of what it says */
  WpDnssec dnssec;
  guint http_status;    /* of the last hop of a document; 0: none came */
  gint64 start_us;
  gint64 end_us;
  GArray *says;         /* of guint: candidate ids */
  GPtrArray *links;     /* of WpLink */
  guint flaws;          /* WpFlaws */
  GPtrArray *notices;   /* of char*: what its reader skipped or repaired, printable */
  char *content_type;   /* of a document, as its server names it, printable; NULL: not said */
  char *digest;         /* PACC: the TXT value that would vouch for the document as it is served,
                         * whether or not one does; NULL: none was served */
  WpTlsFacts *tls;      /* of the web server, last hop of a document; NULL: no handshake */
  char *note;           /* msgid (N_), or NULL: what a reader should know */
} WpSource;

typedef struct
{
  guint id;   /* from 1 */
  guint rank; /* within its protocol, from 1; 0: not ranked yet */
  WpTrust trust; /* the highest its sources earn */
  WpEndpoint *endpoint;
  guint16 srv_priority; /* lower is preferred; 0 where no SRV said so */
  guint16 srv_weight;
  guint order;          /* place in its document: first is preferred */
  gboolean is_late;     /* said, or said by better sources, after the settings were chosen */
  GArray *sources;   /* of guint: source ids */
  GArray *conflicts; /* of guint: candidate ids that say otherwise */
} WpCandidate;

WpSource    *wp_source_new (WpSourceKind kind, const char *target);
void         wp_source_free (WpSource *source);
WpCandidate *wp_candidate_new (WpEndpoint *endpoint_taken);
void         wp_candidate_free (WpCandidate *candidate);
/* Adds an id once. */
void         wp_ids_add (GArray *ids, guint id);
gboolean     wp_ids_has (const GArray *ids, guint id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpLink, wp_link_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpSource, wp_source_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpCandidate, wp_candidate_free)
