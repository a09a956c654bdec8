/* The search of a run, for who looks at all of it: name lookups in a lane of their own, questions
 * to web servers in another. See timeline-data.h. */
#include "gtk/flow/timeline-private.h"

#include <glib/gi18n-lib.h>

#include "model/keys.h"

static int
by_start (gconstpointer a, gconstpointer b)
{
  const WpBar *one = *(const WpBar *const *) a, *other = *(const WpBar *const *) b;

  return one->start_us < other->start_us ? -1 : one->start_us > other->start_us;
}

static void
set_text (char **place, char *taken)
{
  g_free (*place);
  *place = taken;
}

static void
place_bar (WpLane *lane, WpBar *taken, gint64 start_us, gint64 end_us)
{
  taken->start_us = MAX (start_us, 0);
  taken->end_us = MAX (end_us, taken->start_us);
  lane->end_us = MAX (lane->end_us, taken->end_us);
  g_ptr_array_add (lane->bars, taken);
}

/* What is the same as in the lane of a service, where nothing is to be told apart: "DNS, 48 ms". */
static void
describe (WpBar *bar, const char *name, const char *word)
{
  g_autofree char *time = wp_words_duration (bar->end_us - bar->start_us);
  g_autofree char *spoken = wp_words_duration_spoken (bar->end_us - bar->start_us);

  set_text (&bar->name, g_strdup (name));
  if (word != NULL)
    set_text (&bar->word, g_strdup (word));
  if (bar->kind == WP_BAR_SKIPPED)
    set_text (&bar->label, g_strdup_printf ("%s, %s", name, bar->word));
  else if (bar->kind == WP_BAR_DONE)
    set_text (&bar->label, g_strdup_printf ("%s, %s", name, time));
  else
    set_text (&bar->label, g_strdup_printf ("%s, %s, %s", name, time, bar->word));
  set_text (&bar->spoken, g_strdup_printf ("%s, %s, %s", name, spoken, bar->word));
}

/* Lookups of the services */

/* What became of the lane of a service when its lookups were taken out. */
typedef struct
{
  gint64 lookups_end_us; /* on the clock of the whole; 0: it had none */
  gint64 begin_us;       /* of what is left, on its own clock; G_MAXINT64: nothing is */
} Left;

static gboolean
was_moved_up (const WpReport *report, const WpLane *lane, const WpBar *bar, const WpStep *step)
{
  return bar->start_us != wp_timeline_at (report, step->start_us) - lane->zero_us;
}

static Left
take_lookups (WpLane *dns, WpLane *lane, const WpReport *report, gint64 zero_us)
{
  Left left = { .begin_us = G_MAXINT64 };

  for (guint i = 0; i < lane->bars->len;)
    {
      WpBar *bar = lane->bars->pdata[i];
      const WpStep *step = bar->step == 0 ? NULL : wp_report_step (report, bar->step);
      const char *host;

      if (step == NULL || step->verb != WP_VERB_RESOLVE
          || (lane->is_cut && !was_moved_up (report, lane, bar, step)))
        {
          left.begin_us = MIN (left.begin_us, bar->start_us);
          i++;
          continue;
        }
      host = step->endpoint != NULL ? step->endpoint->host
                                    : wp_fields_text (step->evidence, WP_KEY_NAME);
      place_bar (dns, g_ptr_array_steal_index (lane->bars, i),
                 wp_timeline_at (report, step->start_us) - zero_us,
                 wp_timeline_at (report, step->end_us) - zero_us);
      /* In a lane of several hosts a lookup is called by its name. */
      if (host != NULL)
        describe (bar, host, NULL);
      left.lookups_end_us = MAX (left.lookups_end_us, bar->end_us);
    }
  return left;
}

static void
shift (WpLane *lane, gint64 offset_us)
{
  lane->end_us = 0;
  for (guint i = 0; i < lane->bars->len; i++)
    {
      WpBar *bar = lane->bars->pdata[i];

      bar->start_us += offset_us;
      bar->end_us += offset_us;
      lane->end_us = MAX (lane->end_us, bar->end_us);
    }
  lane->zero_us -= offset_us;
}

/* A server whose name was not found was not connected to, and still is a lane. */
static void
add_never_reached (WpLane *lane, gint64 at_us)
{
  WpBar *bar = g_new0 (WpBar, 1);

  bar->kind = WP_BAR_SKIPPED;
  place_bar (lane, bar, at_us, at_us);
  describe (bar, g_dgettext (GETTEXT_PACKAGE, wp_render_verb_name (WP_VERB_CONNECT)),
            wp_timeline_kind_word (bar->kind));
}

/* Where a pause was cut out, what follows begins when the last name was known: one offset for all
 * these lanes, so that they stay as they were to each other. */
static gint64
offset_of (const WpTimelineData *self, const Left *left)
{
  gint64 known_us = 0, begin_us = G_MAXINT64;

  for (guint i = 0; i < self->lanes->len; i++)
    if (((const WpLane *) self->lanes->pdata[i])->is_cut)
      {
        known_us = MAX (known_us, left[i].lookups_end_us);
        begin_us = MIN (begin_us, left[i].begin_us);
      }
  return begin_us == G_MAXINT64 ? 0 : known_us - begin_us;
}

static void
gather_lookups (WpTimelineData *self, WpLane *dns, const WpReport *report, gint64 zero_us)
{
  Left left[WP_N_PROTOCOLS];
  gint64 offset_us;

  for (guint i = 0; i < self->lanes->len; i++)
    left[i] = take_lookups (dns, self->lanes->pdata[i], report, zero_us);
  offset_us = offset_of (self, left);
  for (guint i = 0; i < self->lanes->len; i++)
    {
      WpLane *lane = self->lanes->pdata[i];

      shift (lane, lane->is_cut ? offset_us : lane->zero_us - zero_us);
      if (lane->bars->len == 0)
        add_never_reached (lane, left[i].lookups_end_us);
    }
}

/* Questions for settings */

static gboolean
is_asked (const WpSource *source)
{
  return source->kind != WP_SOURCE_GIVEN && source->kind != WP_SOURCE_NOTES
         && source->kind != WP_SOURCE_GUESS && source->status != WP_SOURCE_STATUS_SKIPPED;
}

static gboolean
is_search (const WpStep *step)
{
  return step->candidate == 0 && step->verb == WP_VERB_RESOLVE;
}

static gboolean
is_blocked_by (const WpReport *report, const WpStep *step)
{
  for (guint i = 0; i < report->findings->len; i++)
    {
      const WpFinding *finding = report->findings->pdata[i];

      if (finding->severity == WP_SEVERITY_BLOCK && wp_ids_has (finding->steps, step->id))
        return TRUE;
    }
  return FALSE;
}

/* Few of them have anything, and one is enough: an answer without is no failure. */
static WpBarKind
kind_of_source (const WpSource *source)
{
  if (source->status == WP_SOURCE_STATUS_FOUND)
    return WP_BAR_DONE;
  return source->status == WP_SOURCE_STATUS_FAILED && source->outcome != WP_OUTCOME_CANCELLED
             ? WP_BAR_WARNING
             : WP_BAR_LOST;
}

static void
add_source (WpLane *lane, const WpReport *report, const WpSource *source, gint64 zero_us)
{
  WpBar *bar = g_new0 (WpBar, 1);
  g_autofree char *name = wp_render_source_title (report, source, wp_words ());
  g_autofree char *answer = wp_render_source_answer (report, source, wp_words ());

  bar->kind = kind_of_source (source);
  bar->source = source->id;
  place_bar (lane, bar, wp_timeline_at (report, source->start_us) - zero_us,
             wp_timeline_at (report, source->end_us) - zero_us);
  describe (bar, name, source->status == WP_SOURCE_STATUS_FOUND ? _ ("found") : answer);
  if (source->status == WP_SOURCE_STATUS_FOUND)
    bar->detail = g_steal_pointer (&answer);
}

static void
add_query (WpLane *lane, const WpReport *report, const WpStep *step, gint64 zero_us)
{
  WpBar *bar = g_new0 (WpBar, 1);
  const char *type = wp_fields_text (step->evidence, WP_KEY_TYPE);
  const char *host = wp_fields_text (step->evidence, WP_KEY_NAME);
  g_autofree char *name = g_strdup_printf ("%s %s", type == NULL ? "DNS" : type,
                                           host == NULL ? "" : host);

  bar->step = step->id;
  bar->verb = step->verb;
  bar->kind = step->outcome == WP_OUTCOME_OK                ? WP_BAR_DONE
              : is_blocked_by (report, step)                ? WP_BAR_FAILED
              : wp_timeline_is_empty_answer (step->outcome) ? WP_BAR_LOST
                                                            : WP_BAR_WARNING;
  place_bar (lane, bar, wp_timeline_at (report, step->start_us) - zero_us,
             wp_timeline_at (report, step->end_us) - zero_us);
  describe (bar, g_strstrip (name),
            bar->kind == WP_BAR_LOST ? _ ("none") : wp_timeline_kind_word (bar->kind));
}

static gboolean
is_of_dns (const WpSource *source)
{
  return source->kind == WP_SOURCE_SRV || source->kind == WP_SOURCE_MAILCONF;
}

static void
add_sources (WpLane *lane, const WpReport *report, gboolean is_dns, gint64 zero_us)
{
  g_autoptr (GPtrArray) sources = g_ptr_array_new ();

  for (guint i = 0; i < report->sources->len; i++)
    {
      WpSource *source = report->sources->pdata[i];

      if (is_asked (source) && is_of_dns (source) == is_dns)
        g_ptr_array_add (sources, source);
    }
  lane->n_left_out += wp_timeline_leave_out_sources (sources);
  for (guint i = 0; i < sources->len; i++)
    add_source (lane, report, sources->pdata[i], zero_us);
}

static void
add_questions (WpLane *dns, WpLane *web, const WpReport *report, gint64 zero_us)
{
  g_autoptr (GPtrArray) steps = g_ptr_array_new ();

  add_sources (dns, report, TRUE, zero_us);
  add_sources (web, report, FALSE, zero_us);
  for (guint i = 0; i < report->steps->len; i++)
    if (is_search (report->steps->pdata[i]))
      g_ptr_array_add (steps, report->steps->pdata[i]);
  dns->n_left_out += wp_timeline_leave_out (steps, report, NULL);
  for (guint i = 0; i < steps->len; i++)
    add_query (dns, report, steps->pdata[i], zero_us);
}

/* On the clock of the report: the first that was asked by anybody. */
static gint64
begin_of (const WpTimelineData *self, const WpReport *report)
{
  gint64 zero_us = G_MAXINT64;

  for (guint i = 0; i < report->sources->len; i++)
    if (is_asked (report->sources->pdata[i]))
      zero_us = MIN (zero_us, ((const WpSource *) report->sources->pdata[i])->start_us);
  for (guint i = 0; i < report->steps->len; i++)
    if (is_search (report->steps->pdata[i]))
      zero_us = MIN (zero_us, ((const WpStep *) report->steps->pdata[i])->start_us);
  for (guint i = 0; i < self->lanes->len; i++)
    {
      const WpLane *lane = self->lanes->pdata[i];

      for (guint n = 0; n < lane->bars->len; n++)
        {
          const WpStep *step = wp_report_step (report,
                                               ((const WpBar *) lane->bars->pdata[n])->step);

          if (step != NULL && (!lane->is_cut || step->verb == WP_VERB_RESOLVE))
            zero_us = MIN (zero_us, step->start_us);
        }
    }
  return wp_timeline_at (report, zero_us == G_MAXINT64 ? report->started_us : zero_us);
}

/* What was still waited for when the settings were good enough ends with them: it went on while a
 * person typed, and that is not shown. */
static void
cut_waiting (WpLane *lane, gint64 end_us)
{
  gint64 last_us = 0;

  for (guint i = 0; i < lane->bars->len; i++)
    {
      WpBar *bar = lane->bars->pdata[i];

      if (bar->source != 0 && bar->kind == WP_BAR_LOST)
        bar->end_us = CLAMP (end_us, bar->start_us, bar->end_us);
      last_us = MAX (last_us, bar->end_us);
    }
  lane->end_us = last_us;
}

static void
insert (WpTimelineData *self, guint place, WpLane *taken)
{
  g_ptr_array_sort (taken->bars, by_start);
  if (taken->bars->len > 0)
    g_ptr_array_insert (self->lanes, (int) place, taken);
  else
    wp_lane_free (taken);
}

void
wp_timeline_data_add_search (WpTimelineData *self, const WpReport *report)
{
  WpLane *dns = wp_lane_new (WP_LANE_DNS);
  WpLane *web = wp_lane_new (WP_LANE_WEB);
  gint64 zero_us = begin_of (self, report);
  gint64 end_us = 0;
  gboolean is_cut = FALSE;

  gather_lookups (self, dns, report, zero_us);
  add_questions (dns, web, report, zero_us);
  for (guint i = 0; i < self->lanes->len; i++)
    {
      const WpLane *lane = self->lanes->pdata[i];

      end_us = MAX (end_us, lane->end_us);
      is_cut = is_cut || lane->is_cut;
    }
  if (is_cut)
    cut_waiting (web, end_us);
  insert (self, 0, web);
  insert (self, 0, dns);
  wp_timeline_data_settle (self);
}
