/* One document that a source asks for: fetched, every hop judged, read by the reader of its format,
 * reported as a source. What differs between the sources is data here. */
#pragma once

#include "discover/discover-private.h"
#include "model/profile.h"

typedef struct _WpDocument WpDocument;

typedef enum
{
  WP_DOCUMENT_CARRIES_ADDRESS = 1, /* in the URL or the body: HTTPS inside `home` only, unless a
                                    * person allowed send-address */
  WP_DOCUMENT_MAY_BE_HTTP = 2,     /* a person allowed http; redirects to https are followed */
  WP_DOCUMENT_STAYS = 4,           /* no redirect at all */
  WP_DOCUMENT_BY_MX = 8,           /* the mail exchanger led here */
} WpDocumentFlags;

typedef struct
{
  /* What the bytes hold, or NULL; sets status, outcome and note of document->source. */
  gpointer (*read) (WpDocument *document, const char *bytes, gsize count);
  /* After the source was reported: says candidates. */
  void (*say) (WpDocument *document, gpointer found);
  void (*free) (gpointer found);
  /* No document was got: may say more than the outcome does; may be NULL. */
  void (*failed) (WpDocument *document, const WpFetchResult *fetched);
} WpDocumentReader;

typedef struct
{
  WpSourceKind kind;
  const char *url;
  const char *home;     /* whose word it is: a redirect out of it is marked, or refused */
  guint flags;
  const char *post_body; /* NULL: GET */
  const char *content_type;
  guint timeout_ms;     /* 0: 5000 */
  const WpDocumentReader *reader;
  gpointer data;        /* the reader's; lent */
  gboolean waits;       /* for wp_document_go_on */
  guint hops;           /* of a chain of documents that name the next one */
} WpDocumentRequest;

struct _WpDocument
{
  WpDiscovery *discovery; /* held */
  WpSource *source;       /* its own until it is reported, then the report's; NULL: given up */
  const WpDocumentReader *reader;
  gpointer data;
  GDestroyNotify free_data; /* NULL: lent */
  char *home;
  guint flags;
  guint hops;
  gboolean waits;
  gboolean left_home;     /* a hop led out of it */
  gint64 asked_us;
  WpFetchResult *fetched; /* came while it waits */
};

/* What a reader makes of the bytes, whatever their format. */
typedef enum
{
  WP_READING_FOUND,
  WP_READING_OTHER,       /* a web page, or nothing that could be the format */
  WP_READING_NO_SETTINGS, /* the format, and nothing usable in it */
  WP_READING_TOO_LARGE,
  WP_READING_FORBIDDEN,   /* declares entities */
  WP_READING_NONE,        /* an answer without settings: sends us on, or has none to give */
} WpReading;

/* The document lives until it was reported. */
WpDocument *wp_document_ask (WpDiscovery *discovery, const WpDocumentRequest *request);
/* What it waited for is there. */
void        wp_document_go_on (WpDocument *document);
/* Nobody waits for it any longer: reported as failed, cancelled. */
void        wp_document_give_up (WpDocument *document);
/* A source that is not asked: reported as skipped, from the main loop. `note` is a msgid. */
void        wp_document_skip (WpDiscovery *discovery, WpSourceKind kind, const char *target,
                              const char *note);

/* Why a host directly under a public suffix is not asked: it belongs to whoever registered it. */
#define WP_BELOW_SUFFIX                                                                            \
  N_ ("Not asked, because names under this domain belong to different owners.")

/* Readers that several sources share. */
extern const WpDocumentReader wp_autoconfig_reader;

/* Status, outcome, note and flaws of the source that follow from the reading. */
void wp_document_settle (WpDocument *document, WpReading reading, gsize count);
/* The server would answer if it had the address. Whether it is asked again with it. */
gboolean wp_document_wants_address (WpDocument *document);
/* What the reader had to say goes into the source. */
void wp_document_keep_notices (WpDocument *document, const GPtrArray *notices);
/* What the profile says beside its servers goes into the source. */
void wp_document_keep_links (WpDocument *document, const WpProfile *profile);
/* Says every server of a document in its order; of one protocol those without encryption only if
 * there is none with it. Hints at the first of each protocol. */
void wp_document_say_servers (WpDocument *document, const GPtrArray *servers);
