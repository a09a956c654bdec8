/* PACC (draft-ietf-mailmaint-pacc): a JSON document at a host of its own, and TXT records with the
 * digest of its bytes. Both are asked at once; a document that no record vouches for is not
 * used. No redirect is followed. */
#include <glib/gi18n-lib.h>

#include "base/domain.h"
#include "discover/document-private.h"
#include "format/pacc.h"

typedef struct
{
  WpDiscovery *discovery;
  WpDocument *document;  /* waits for the TXT records; gone once told to go on */
  GPtrArray *texts;      /* of char*, those that are valid */
  gboolean has_bad_text; /* one that means to be valid */
  WpOutcome outcome;     /* of the TXT question */
  WpDnssec dnssec;
} Pacc;

static const WpReading readings[] = {
  [WP_PACC_OK] = WP_READING_FOUND,
  [WP_PACC_NOT_JSON] = WP_READING_OTHER,
  [WP_PACC_NOT_SETTINGS] = WP_READING_NO_SETTINGS,
  [WP_PACC_TOO_LARGE] = WP_READING_TOO_LARGE,
};

static const char *
why_no_digest (const Pacc *pacc)
{
  if (pacc->outcome != WP_OUTCOME_OK && pacc->outcome != WP_OUTCOME_NXDOMAIN
      && pacc->outcome != WP_OUTCOME_NO_DATA)
    return N_ ("The record in the name service that vouches for the document could not be read, so "
               "the document was not used.");
  if (pacc->texts->len == 0 && pacc->has_bad_text)
    return N_ ("The record in the name service that should vouch for the document is not written "
               "as it must be, so the document was not used.");
  if (pacc->texts->len == 0)
    return N_ ("No record in the name service vouches for the document, so it was not used.");
  return N_ ("The record in the name service vouches for another version of the document, so it "
             "was not used.");
}

static gpointer
read_document (WpDocument *document, const char *bytes, gsize count)
{
  const Pacc *pacc = document->data;
  WpSource *source = document->source;
  WpPacc *found = NULL;
  WpPaccResult result = wp_pacc_read (bytes, count, document->discovery->domain, &found);

  source->dnssec = pacc->dnssec;
  source->digest = wp_pacc_txt_write (bytes, count);
  wp_document_settle (document, readings[result], count);
  if (found == NULL)
    return NULL;
  if (!wp_pacc_digest_matches (pacc->texts, bytes, count))
    {
      source->status = WP_SOURCE_STATUS_FAILED;
      source->outcome = WP_OUTCOME_DIGEST_MISMATCH;
      source->note = g_strdup (why_no_digest (pacc));
      source->flaws |= pacc->texts->len == 0 ? WP_FLAW_NO_DIGEST : WP_FLAW_OTHER_DIGEST;
      wp_pacc_free (found);
      return NULL;
    }
  if (found->notices->len > 0)
    source->note = g_strdup (
        N_ ("Some entries of the file were not usable and were skipped or repaired."));
  wp_document_keep_notices (document, found->notices);
  wp_document_keep_links (document, found->profile);
  return found;
}

static void
say_document (WpDocument *document, gpointer found)
{
  wp_document_say_servers (document, ((WpPacc *) found)->profile->servers);
}

static void
free_document (gpointer found)
{
  wp_pacc_free (found);
}

static gboolean
is_absent (WpOutcome outcome)
{
  return outcome == WP_OUTCOME_NOT_FOUND || outcome == WP_OUTCOME_NXDOMAIN
         || outcome == WP_OUTCOME_NO_DATA || outcome == WP_OUTCOME_REFUSED;
}

/* The record without the document is a fault of the provider, and worth a word. */
static void
on_failed (WpDocument *document, const WpFetchResult *fetched)
{
  const Pacc *pacc = document->data;

  document->source->dnssec = pacc->dnssec;
  if (pacc->texts->len > 0 && is_absent (fetched->outcome))
    document->source->flaws |= WP_FLAW_NO_DOCUMENT;
  if (pacc->texts->len > 0 && fetched->outcome != WP_OUTCOME_CANCELLED
      && document->source->note == NULL)
    document->source->note = g_strdup (
        N_ ("A record in the name service announces the document, but it could not be read."));
}

static const WpDocumentReader reader = {
  .read = read_document,
  .say = say_document,
  .free = free_document,
  .failed = on_failed,
};

static void
on_texts (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  Pacc *pacc = data;
  WpDiscovery *discovery = pacc->discovery;
  g_autoptr (WpDnsAnswer) answer = wp_resolver_query_finish (discovery->context.resolver, result);
  guint8 digest[WP_PACC_DIGEST_BYTES];

  pacc->outcome = answer->outcome;
  pacc->dnssec = wp_discovery_dnssec (discovery, answer->is_authenticated);
  for (guint i = 0; i < answer->records->len; i++)
    {
      const WpDnsRecord *record = answer->records->pdata[i];

      switch (wp_pacc_txt_read (record->text, digest))
        {
        case WP_PACC_TXT_OK:
          g_ptr_array_add (pacc->texts, g_strdup (record->text));
          break;
        case WP_PACC_TXT_INVALID:
          pacc->has_bad_text = TRUE;
          break;
        case WP_PACC_TXT_OTHER:
        default:
          break;
        }
    }
  wp_document_go_on (pacc->document);
  wp_discovery_release (discovery);
}

static void
pacc_free (gpointer data)
{
  Pacc *pacc = data;

  g_ptr_array_unref (pacc->texts);
  g_free (pacc);
}

void
wp_discover_pacc (WpDiscovery *discovery)
{
  g_autofree char *url = g_strconcat ("https://" WP_PACC_HOST, discovery->domain, WP_PACC_PATH,
                                      NULL);
  g_autofree char *name = g_strconcat (WP_PACC_TXT, discovery->domain, NULL);
  Pacc *pacc;
  WpDocumentRequest request = {
    .kind = WP_SOURCE_PACC,
    .url = url,
    .home = discovery->domain,
    .flags = WP_DOCUMENT_STAYS,
    .reader = &reader,
    .waits = TRUE,
  };

  if (wp_domain_is_public_suffix (discovery->domain))
    {
      wp_document_skip (discovery, WP_SOURCE_PACC, url, WP_BELOW_SUFFIX);
      return;
    }
  pacc = g_new0 (Pacc, 1);
  pacc->discovery = wp_discovery_hold (discovery);
  pacc->texts = g_ptr_array_new_with_free_func (g_free);
  request.data = pacc;
  pacc->document = wp_document_ask (discovery, &request);
  pacc->document->free_data = pacc_free;
  wp_resolver_query_async (discovery->context.resolver, name, WP_DNS_TXT, discovery->cancellable,
                           on_texts, pacc);
}
