/* The notes that come with the program: who is known by the domain of the address, or by its mail
 * exchanger, what they demand, and which servers they have. Costs no packet. */
#include <glib/gi18n-lib.h>

#include "discover/document-private.h"
#include "format/notes.h"

typedef struct
{
  WpDiscovery *discovery;
  const WpNote *note;
  gboolean came_by_mx;
} Known;

static void
say_servers (WpDiscovery *discovery, WpSource *source, const WpNote *note)
{
  gboolean is_hinted[WP_N_PROTOCOLS] = { FALSE };

  for (guint i = 0; i < note->servers->len; i++)
    {
      const WpEndpoint *server = note->servers->pdata[i];
      WpSaying saying = { .trust = source->trust, .order = i + 1 };

      wp_discovery_say (discovery, source, wp_endpoint_dup (server), &saying);
      if (!is_hinted[server->protocol])
        wp_discovery_hint (discovery, server, source->trust);
      is_hinted[server->protocol] = TRUE;
    }
}

static void
take (WpDiscovery *discovery, const Known *known)
{
  WpReport *report = discovery->report;
  WpSource *source = wp_source_new (
      WP_SOURCE_NOTES, known->note == NULL ? discovery->domain : known->note->provider->name);

  source->provenance.came_by_mx = known->came_by_mx;
  source->start_us = source->end_us = wp_loop_now_us (discovery->context.loop);
  source->status = known->note == NULL ? WP_SOURCE_STATUS_NOT_FOUND : WP_SOURCE_STATUS_FOUND;
  source->outcome = known->note == NULL ? WP_OUTCOME_NOT_FOUND : WP_OUTCOME_OK;
  if (known->note != NULL)
    {
      if (report->provider == NULL)
        {
          report->provider = wp_provider_dup (known->note->provider);
          report->provider->came_by_mx = known->came_by_mx;
        }
      if (wp_provider_is_stale (known->note->provider, report->started_unix / G_USEC_PER_SEC))
        source->note = g_strdup (
            N_ ("These notes are older than they should be; what they say may have changed."));
    }
  source = wp_discovery_report (discovery, source);
  if (known->note != NULL)
    say_servers (discovery, source, known->note);
}

/* From the main loop, as every source. */
static gboolean
on_turn (gpointer data)
{
  Known *known = data;

  if (!wp_discovery_is_over (known->discovery))
    {
      take (known->discovery, known);
      wp_discovery_closed (known->discovery, WP_SOURCE_NOTES);
    }
  wp_discovery_release (known->discovery);
  g_free (known);
  return G_SOURCE_REMOVE;
}

static void
hand_in (WpDiscovery *discovery, const WpNote *note, gboolean came_by_mx)
{
  g_autoptr (GSource) idle = g_idle_source_new ();
  Known *known = g_new (Known, 1);

  *known = (Known){ wp_discovery_hold (discovery), note, came_by_mx };
  wp_discovery_opened (discovery, WP_SOURCE_NOTES);
  g_source_set_priority (idle, G_PRIORITY_DEFAULT);
  g_source_set_callback (idle, on_turn, known, NULL);
  g_source_attach (idle, wp_loop_context (discovery->context.loop));
}

gboolean
wp_discover_notes (WpDiscovery *discovery)
{
  const WpNote *note = discovery->context.notes == NULL
                           ? NULL
                           : wp_notes_by_domain (discovery->context.notes, discovery->domain);

  if (note != NULL)
    hand_in (discovery, note, FALSE);
  return note != NULL;
}

void
wp_discover_notes_by_mx (WpDiscovery *discovery)
{
  const WpNote *note = NULL;

  if (discovery->context.notes == NULL || discovery->is_known)
    return;
  for (guint i = 0; i < discovery->mx_hosts->len && note == NULL; i++)
    note = wp_notes_by_mx (discovery->context.notes, discovery->mx_hosts->pdata[i]);
  hand_in (discovery, note, note != NULL);
}
