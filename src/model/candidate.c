/* See candidate.h. */
#include "model/candidate.h"

static const char *const status_ids[] = { "found", "not-found", "not-settings", "failed",
                                          "skipped" };
static const char *const dnssec_ids[] = { "untrusted", "no", "yes" };

static const char *const link_ids[WP_N_LINK_KINDS] = {
  "documentation", "enable",      "instruction", "webmail", "jmap", "caldav",     "carddav",
  "webdav",        "managesieve", "chat",        "video",   "ews",  "activesync", "graph",
};

static const char *const flaw_ids[WP_N_FLAWS] = {
  "empty",    "web-page",  "needs-address", "other-domain", "plaintext",
  "unusable", "no-digest", "other-digest",  "no-document",
};

const char *
wp_source_status_id (WpSourceStatus status)
{
  return status_ids[status];
}

const char *
wp_dnssec_id (WpDnssec dnssec)
{
  return dnssec_ids[dnssec];
}

const char *
wp_link_kind_id (WpLinkKind kind)
{
  return link_ids[kind];
}

const char *
wp_flaw_id (WpFlaws flaw)
{
  for (guint i = 0; i < WP_N_FLAWS; i++)
    if ((guint) flaw == 1u << i)
      return flaw_ids[i];
  return flaw_ids[WP_N_FLAWS - 1];
}

WpLink *
wp_link_new (WpLinkKind kind, const char *target, const char *text)
{
  WpLink *link = g_new (WpLink, 1);

  *link = (WpLink){ kind, g_strdup (target), g_strdup (text) };
  return link;
}

void
wp_link_free (WpLink *link)
{
  if (link == NULL)
    return;
  g_free (link->target);
  g_free (link->text);
  g_free (link);
}

WpSource *
wp_source_new (WpSourceKind kind, const char *target)
{
  WpSource *source = g_new0 (WpSource, 1);

  source->kind = kind;
  source->provenance.kind = kind;
  source->target = g_strdup (target);
  source->redirects = g_ptr_array_new_with_free_func (g_free);
  source->says = g_array_new (FALSE, FALSE, sizeof (guint));
  source->links = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_link_free);
  source->notices = g_ptr_array_new_with_free_func (g_free);
  return source;
}

void
wp_source_free (WpSource *source)
{
  if (source == NULL)
    return;
  g_free (source->target);
  g_free (source->note);
  g_ptr_array_unref (source->redirects);
  g_array_unref (source->says);
  g_ptr_array_unref (source->links);
  g_ptr_array_unref (source->notices);
  g_free (source->content_type);
  g_free (source->digest);
  wp_tls_facts_free (source->tls);
  g_free (source);
}

WpCandidate *
wp_candidate_new (WpEndpoint *endpoint_taken)
{
  WpCandidate *candidate = g_new0 (WpCandidate, 1);

  candidate->endpoint = endpoint_taken;
  candidate->trust = WP_TRUST_HTTP;
  candidate->sources = g_array_new (FALSE, FALSE, sizeof (guint));
  candidate->conflicts = g_array_new (FALSE, FALSE, sizeof (guint));
  return candidate;
}

void
wp_candidate_free (WpCandidate *candidate)
{
  if (candidate == NULL)
    return;
  wp_endpoint_free (candidate->endpoint);
  g_array_unref (candidate->sources);
  g_array_unref (candidate->conflicts);
  g_free (candidate);
}

gboolean
wp_ids_has (const GArray *ids, guint id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, guint, i) == id)
      return TRUE;
  return FALSE;
}

void
wp_ids_add (GArray *ids, guint id)
{
  if (!wp_ids_has (ids, id))
    g_array_append_val (ids, id);
}
