/* See found.h. */
#include "gtk/flow/found.h"

#include <glib/gi18n-lib.h>

#include "diagnose/diagnose.h"
#include "session/origin.h"

#define SLOW_US (2 * G_USEC_PER_SEC)

/* What is known of one server, from all its steps. */
typedef struct
{
  gboolean was_tried;
  gboolean greeted;
  gboolean has_faults;
  gboolean has_failed;
  gint64 first_us;
  gint64 greeted_us;
} Seen;

static void
look_at (Seen *seen, const WpStep *step)
{
  if (!seen->was_tried || step->start_us < seen->first_us)
    seen->first_us = step->start_us;
  seen->was_tried = TRUE;
  if (step->verb == WP_VERB_TLS && step->outcome == WP_OUTCOME_UNTRUSTED)
    seen->has_faults = TRUE;
  if ((step->verb == WP_VERB_GREETING || step->verb == WP_VERB_CAPABILITY)
      && step->outcome == WP_OUTCOME_OK && !seen->greeted)
    {
      seen->greeted = TRUE;
      seen->greeted_us = step->end_us;
    }
  if (step->outcome != WP_OUTCOME_OK && step->verb != WP_VERB_PROBE)
    seen->has_failed = TRUE;
}

static Seen
seen_of (const WpReport *report, const WpCandidate *candidate)
{
  Seen seen = { 0 };

  for (guint i = 0; i < report->steps->len; i++)
    {
      const WpStep *step = report->steps->pdata[i];

      if (step->candidate == candidate->id
          || (step->endpoint != NULL
              && wp_endpoint_same_server (step->endpoint, candidate->endpoint)))
        look_at (&seen, step);
    }
  return seen;
}

static WpFoundState
state_of (const WpReport *report, const WpCandidate *candidate, gint64 now_us)
{
  Seen seen = seen_of (report, candidate);

  if (seen.has_faults)
    return WP_FOUND_UNVERIFIED;
  if (seen.greeted)
    return candidate->trust == WP_TRUST_GUESS           ? WP_FOUND_GUESS
           : seen.greeted_us - seen.first_us >= SLOW_US ? WP_FOUND_SLOW
                                                        : WP_FOUND_ANSWERS;
  if (seen.has_failed)
    return WP_FOUND_SILENT;
  return seen.was_tried && now_us != 0 && now_us - seen.first_us >= SLOW_US ? WP_FOUND_SLOW
                                                                            : WP_FOUND_WAITING;
}

static gboolean
is_row_of (const WpFoundRow *row, const WpCandidate *candidate)
{
  const WpEndpoint *endpoint = row->candidate->endpoint;

  return endpoint->protocol == candidate->endpoint->protocol
         && g_ascii_strcasecmp (endpoint->host, candidate->endpoint->host) == 0;
}

/* What is more worth showing of two ways to reach one host. */
static gboolean
is_better (const WpFoundRow *one, const WpFoundRow *other)
{
  if (one->state != other->state)
    return one->state < other->state;
  return one->candidate->trust < other->candidate->trust;
}

/* Names that were only tried are no news until one answers. */
static gboolean
is_shown (const WpFoundRow *row)
{
  return row->candidate->trust != WP_TRUST_GUESS || row->state == WP_FOUND_GUESS
         || row->state == WP_FOUND_UNVERIFIED;
}

static void
add_row (GArray *rows, const WpFoundRow *row)
{
  for (guint i = 0; i < rows->len; i++)
    {
      WpFoundRow *before = &g_array_index (rows, WpFoundRow, i);

      if (!is_row_of (before, row->candidate))
        continue;
      if (is_better (row, before))
        *before = *row;
      return;
    }
  g_array_append_val (rows, *row);
}

static int
by_rank (gconstpointer a, gconstpointer b)
{
  const WpFoundRow *one = a, *other = b;
  static const guint places[WP_N_PROTOCOLS] = { 0, 2, 1 };
  guint one_place = places[one->candidate->endpoint->protocol];
  guint other_place = places[other->candidate->endpoint->protocol];

  if (one->candidate->rank != other->candidate->rank)
    return one->candidate->rank < other->candidate->rank ? -1 : 1;
  return one_place < other_place ? -1 : one_place > other_place;
}

GArray *
wp_found_rows (const WpReport *report, gint64 now_us)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (WpFoundRow));

  for (guint i = 0; i < report->candidates->len; i++)
    {
      const WpCandidate *candidate = report->candidates->pdata[i];
      WpFoundRow row = { candidate, state_of (report, candidate, now_us) };

      if (is_shown (&row))
        add_row (rows, &row);
    }
  if (now_us == 0)
    g_array_sort (rows, by_rank);
  return rows;
}

const char *
wp_found_word (WpFoundState state)
{
  static const char *const words[] = {
    [WP_FOUND_ANSWERS] = N_ ("Answers"),        [WP_FOUND_SLOW] = N_ ("Slow to answer"),
    [WP_FOUND_GUESS] = N_ ("A guess"),          [WP_FOUND_UNVERIFIED] = N_ ("Certificate in doubt"),
    [WP_FOUND_SILENT] = N_ ("Does not answer"), [WP_FOUND_WAITING] = N_ ("Not tried yet"),
  };

  return _ (words[state]);
}

/* A word that needs a sentence. */
static const char *
meaning_of (WpFoundState state)
{
  return state == WP_FOUND_UNVERIFIED
             ? _ ("It answers, but its certificate does not prove that it is this server.")
             : NULL;
}

char *
wp_found_text (const WpReport *report, const WpFoundRow *row, gboolean is_whole)
{
  const WpEndpoint *endpoint = row->candidate->endpoint;
  const char *how = wp_render_found (report, row->candidate, wp_words ());
  g_autofree char *server = wp_words_server (endpoint);
  g_autofree char *all = g_strjoin (" ", how, meaning_of (row->state), NULL);

  return is_whole ? g_strdup_printf ("%s. %s. %s. %s", wp_words_protocol (endpoint->protocol),
                                     wp_found_word (row->state), server, all)
                  : g_strdup_printf ("%s. %s", server, all);
}

gboolean
wp_found_progress (const WpReport *report, guint *tried, guint *all)
{
  *tried = 0;
  *all = report->candidates->len;
  for (guint i = 0; i < report->candidates->len; i++)
    {
      Seen seen = seen_of (report, report->candidates->pdata[i]);

      *tried += seen.greeted || seen.has_failed || seen.has_faults;
    }
  return *all > 0;
}

static const WpCandidate *
choice_of (const WpReport *report, WpProtocol protocol)
{
  g_autoptr (GPtrArray) ranked = wp_report_ranked (report, protocol);
  const WpCandidate *named = NULL;

  for (guint i = 0; i < report->services->len; i++)
    {
      const WpService *service = report->services->pdata[i];
      const WpCandidate *tested = service->protocol == protocol && service->candidate != 0
                                      ? wp_report_candidate (report, service->candidate)
                                      : NULL;

      /* A service is judged by names that were only tried, too; that finds nothing. */
      if (tested != NULL && is_shown (&(WpFoundRow){ tested, state_of (report, tested, 0) }))
        return tested;
    }
  for (guint i = 0; i < ranked->len; i++)
    {
      const WpCandidate *candidate = ranked->pdata[i];
      WpFoundState state = state_of (report, candidate, 0);

      if (state <= WP_FOUND_GUESS)
        return candidate;
      if (named == NULL && candidate->trust < WP_TRUST_GUESS)
        named = candidate;
    }
  return named;
}

GPtrArray *
wp_found_servers (const WpReport *report)
{
  GPtrArray *servers = g_ptr_array_new ();

  for (guint i = 0; i < WP_N_PROTOCOLS; i++)
    {
      const WpCandidate *candidate = choice_of (report, (WpProtocol) i);

      if (candidate != NULL)
        g_ptr_array_add (servers, (gpointer) candidate);
    }
  return servers;
}

gboolean
wp_found_needs_consent (const WpCandidate *candidate)
{
  return wp_origin_question (candidate, candidate->endpoint) != NULL;
}

gboolean
wp_found_is_typed (const WpReport *report)
{
  for (guint i = 0; i < report->candidates->len; i++)
    if (((const WpCandidate *) report->candidates->pdata[i])->trust == WP_TRUST_USER)
      return TRUE;
  return FALSE;
}

gboolean
wp_found_is_usable (const WpReport *report)
{
  return choice_of (report, WP_PROTOCOL_IMAP) != NULL
         || choice_of (report, WP_PROTOCOL_POP3) != NULL;
}

const char *
wp_found_lead (const WpReport *report)
{
  gboolean sends = choice_of (report, WP_PROTOCOL_SMTP) != NULL;

  if (!wp_found_is_usable (report))
    return sends ? _ ("A server for sending is found, none for receiving.") : NULL;
  return sends ? _ ("Servers for receiving and sending are found. There is no need to wait for "
                    "more.")
               : _ ("A server for receiving is found, none for sending.");
}
