/* See timeline-data.h. */
#include "gtk/flow/timeline-data.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "diagnose/diagnose.h"
#include "gtk/flow/timeline-private.h"
#include "model/keys.h"

#define LEAST_PAUSE_US (200 * 1000) /* between two logins: what is shorter is no pause */

static void
bar_free (gpointer data)
{
  WpBar *bar = data;

  g_free (bar->name);
  g_free (bar->word);
  g_free (bar->label);
  g_free (bar->spoken);
  g_free (bar->address);
  g_free (bar->detail);
  g_free (bar);
}

void
wp_lane_free (WpLane *lane)
{
  g_ptr_array_unref (lane->bars);
  g_free (lane);
}

WpLane *
wp_lane_new (WpLaneKind kind)
{
  WpLane *lane = g_new0 (WpLane, 1);

  lane->kind = kind;
  lane->bars = g_ptr_array_new_with_free_func (bar_free);
  return lane;
}

const char *
wp_lane_name (const WpLane *lane)
{
  switch (lane->kind)
    {
    case WP_LANE_DNS:
      return "DNS";
    case WP_LANE_WEB:
      /* Translators: a lane of the time line: documents that were asked for on web servers. */
      return _ ("Web");
    default:
      return wp_words_protocol (lane->protocol);
    }
}

const char *
wp_timeline_kind_word (WpBarKind kind)
{
  static const char *const words[] = {
    [WP_BAR_DONE] = N_ ("works"),           [WP_BAR_WARNING] = N_ ("works, with a warning"),
    [WP_BAR_FAILED] = N_ ("does not work"), [WP_BAR_WAITING] = N_ ("waiting"),
    [WP_BAR_LOST] = N_ ("not used"),        [WP_BAR_SKIPPED] = N_ ("not tried"),
  };

  return _ (words[kind]);
}

/* Which steps */

gint64
wp_timeline_at (const WpReport *report, gint64 us)
{
  return report->started_us + (MAX (us - report->started_us, 0) + 500) / 1000 * 1000;
}

static gint64
start_of (const WpReport *report, const WpStep *step)
{
  return wp_timeline_at (report, step->start_us);
}

static gint64
length_of (const WpReport *report, const WpStep *step)
{
  return MAX (wp_timeline_at (report, step->end_us) - start_of (report, step), 0);
}

static int
by_start (gconstpointer a, gconstpointer b, gpointer report)
{
  const WpStep *one = *(const WpStep *const *) a, *other = *(const WpStep *const *) b;
  gint64 start_us = start_of (report, one), other_us = start_of (report, other);

  if (start_us != other_us)
    return start_us < other_us ? -1 : 1;
  return one->id < other->id ? -1 : 1;
}

static GPtrArray *
steps_of (const WpReport *report, const WpCandidate *candidate)
{
  GPtrArray *steps = g_ptr_array_new ();

  for (guint i = 0; i < report->steps->len; i++)
    {
      const WpStep *step = report->steps->pdata[i];

      if (step->candidate == candidate->id)
        g_ptr_array_add (steps, (gpointer) step);
    }
  g_ptr_array_sort_with_data (steps, by_start, (gpointer) report);
  return steps;
}

/* Where the last connection begins that has something to show: whatever was before it only looked.
 * Connections that logged in stay, one after the other. */
static guint
first_shown (const GPtrArray *steps, gboolean *has_login)
{
  guint first = 0;

  *has_login = FALSE;
  for (guint i = 0; i < steps->len; i++)
    {
      WpVerb verb = ((const WpStep *) steps->pdata[i])->verb;

      if (verb == WP_VERB_CONNECT && !*has_login)
        first = i;
      *has_login = *has_login || verb == WP_VERB_LOGIN;
    }
  return first;
}

/* Bars */

static gboolean
is_warned_of (const WpReport *report, const WpStep *step)
{
  for (guint i = 0; i < report->findings->len; i++)
    {
      const WpFinding *finding = report->findings->pdata[i];

      if (finding->severity == WP_SEVERITY_WARN && wp_ids_has (finding->steps, step->id))
        return TRUE;
    }
  return FALSE;
}

static WpBarKind
kind_of (const WpReport *report, const WpStep *step)
{
  switch (step->outcome)
    {
    case WP_OUTCOME_OK:
      return is_warned_of (report, step) ? WP_BAR_WARNING : WP_BAR_DONE;
    case WP_OUTCOME_CANCELLED:
    case WP_OUTCOME_NOT_TESTED:
      return WP_BAR_SKIPPED;
    default:
      return step->verb == WP_VERB_PROBE ? WP_BAR_WARNING : WP_BAR_FAILED;
    }
}

static void
describe (WpBar *bar)
{
  const char *word = wp_timeline_kind_word (bar->kind);
  g_autofree char *time = wp_words_duration (bar->end_us - bar->start_us);
  g_autofree char *spoken = wp_words_duration_spoken (bar->end_us - bar->start_us);

  bar->word = g_strdup (word);
  if (bar->kind == WP_BAR_LOST || bar->kind == WP_BAR_SKIPPED)
    {
      bar->label = g_strdup_printf ("%s, %s", bar->name, word);
      bar->spoken = g_strdup (bar->label);
    }
  else
    {
      bar->label = g_strdup_printf ("%s, %s", bar->name, time);
      bar->spoken = g_strdup_printf ("%s, %s, %s", bar->name, spoken, word);
    }
}

static WpBar *
add_bar (WpLane *lane, WpBarKind kind, const char *name, gint64 start_us, gint64 end_us)
{
  WpBar *bar = g_new0 (WpBar, 1);

  bar->kind = kind;
  bar->name = g_strdup (name);
  bar->start_us = MAX (start_us, 0);
  bar->end_us = MAX (end_us, bar->start_us);
  lane->end_us = MAX (lane->end_us, bar->end_us);
  g_ptr_array_add (lane->bars, bar);
  return bar;
}

/* "ipv6 2001:db8::1: connected, 40 ms" of the family that was not used; the step says which was. */
static void
add_lost (WpLane *lane, const WpStep *step, gint64 start_us, gint64 length_us)
{
  const char *const *results = wp_fields_list (step->evidence, WP_KEY_FAMILY_RESULTS);
  const char *other = step->address.family == 6 ? "ipv4 " : "ipv6 ";

  for (; results != NULL && *results != NULL && step->outcome == WP_OUTCOME_OK; results++)
    {
      const char *comma = strrchr (*results, ',');
      gint64 ms = comma == NULL ? -1 : g_ascii_strtoll (comma + 1, NULL, 10);
      gint64 end_us = ms < 0 ? start_us + length_us : start_us + ms * 1000;
      WpBar *bar;

      if (!g_str_has_prefix (*results, other) || strstr (*results, "not-tried") != NULL)
        continue;
      bar = add_bar (lane, WP_BAR_LOST,
                     step->address.family == 6 ? _ ("IPv4 connection") : _ ("IPv6 connection"),
                     start_us, end_us);
      bar->label = g_strdup_printf (strstr (*results, "connected") != NULL
                                            || strstr (*results, "not-finished") != NULL
                                        ? _ ("%s, came second")
                                        : _ ("%s, failed"),
                                    bar->name);
      bar->spoken = g_strdup (bar->label);
      bar->word = g_strdup (wp_timeline_kind_word (bar->kind));
      return;
    }
}

char *
wp_timeline_note (const WpReport *report, const WpStep *step)
{
  for (guint i = 0; i < report->findings->len; i++)
    {
      const WpFinding *finding = report->findings->pdata[i];

      /* Why it is so is a paragraph, and stands elsewhere. */
      if (finding->severity <= WP_SEVERITY_WARN && wp_ids_has (finding->steps, step->id)
          && wp_finding_text (finding) != NULL)
        return wp_render_fill (wp_finding_text (finding)->title, finding->params, wp_words ());
    }
  return wp_render_step_note (report, step, wp_words ());
}

static void
add_step (WpLane *lane, const WpReport *report, const WpStep *step, gint64 zero_us)
{
  g_autofree char *name = wp_render_step_name (step, wp_words ());
  gint64 start_us = start_of (report, step) - zero_us, length_us = length_of (report, step);
  char buffer[WP_INET_TEXT_SIZE];
  WpBar *bar;

  if (step->verb == WP_VERB_CONNECT)
    add_lost (lane, step, start_us, length_us);
  bar = add_bar (lane, kind_of (report, step), name, start_us, start_us + length_us);
  bar->step = step->id;
  bar->verb = step->verb;
  if (step->address.family != 0)
    bar->address = g_strdup (wp_inet_format (&step->address, buffer));
  describe (bar);
  bar->detail = wp_timeline_note (report, step);
}

/* What is being done now: the step after the last. */
static void
add_open (WpLane *lane, const WpStep *last, gint64 zero_us, gint64 now_us)
{
  static const WpVerb after[WP_N_VERBS] = {
    [WP_VERB_RESOLVE] = WP_VERB_CONNECT,  [WP_VERB_CONNECT] = WP_VERB_TLS,
    [WP_VERB_TLS] = WP_VERB_GREETING,     [WP_VERB_GREETING] = WP_VERB_CAPABILITY,
    [WP_VERB_CAPABILITY] = WP_VERB_LOGIN, [WP_VERB_LOGIN] = WP_VERB_MAILBOX,
    [WP_VERB_MAILBOX] = WP_VERB_MAILBOX,  [WP_VERB_SUBMIT] = WP_VERB_SUBMIT,
    [WP_VERB_PROBE] = WP_VERB_PROBE,
  };
  WpVerb verb = after[last->verb];
  WpBar *bar;

  if (verb == WP_VERB_MAILBOX && lane->protocol == WP_PROTOCOL_SMTP)
    verb = WP_VERB_SUBMIT;
  if (last->outcome != WP_OUTCOME_OK)
    return;
  bar = add_bar (lane, WP_BAR_WAITING, _ (wp_render_verb_name (verb)), lane->end_us,
                 now_us - zero_us);
  bar->is_open = TRUE;
  bar->verb = verb;
  describe (bar);
}

/* A login that the run was made for, and that nobody tried. */
static void
add_skipped_login (WpLane *lane, const WpReport *report)
{
  if (lane->service == NULL || lane->service->works == WP_WORKS_YES || report->is_look_only)
    return;
  describe (add_bar (lane, WP_BAR_SKIPPED, _ (wp_render_verb_name (WP_VERB_LOGIN)), lane->end_us,
                     lane->end_us));
}

/* Of two connections that logged in: the second had to wait. */
static void
add_pause (WpLane *lane, const WpReport *report, const WpStep *next, gint64 zero_us)
{
  gint64 start_us = start_of (report, next) - zero_us;

  if (lane->bars->len > 0 && start_us - lane->end_us >= LEAST_PAUSE_US)
    describe (add_bar (lane, WP_BAR_WAITING, _ ("Waiting"), lane->end_us, start_us));
}

/* How a lane is cut out of the steps of its server. */
typedef struct
{
  GPtrArray *steps;  /* of const WpStep, by start: those that are shown */
  guint first;       /* before it there are lookups only */
  gint64 lookups_us; /* what those took */
  gboolean is_cut;   /* a connection before it is left out */
  gboolean has_login;
  guint n_left_out; /* there were too many */
} Cut;

/* Connections before the first one that is shown; their lookups are not repeated, and stay. */
static void
cut_looks (Cut *cut, guint first)
{
  guint n = 0;

  for (guint i = 0; i < cut->steps->len; i++)
    {
      WpVerb verb = ((const WpStep *) cut->steps->pdata[i])->verb;

      if (i == first)
        cut->first = n;
      cut->is_cut = cut->is_cut || (i < first && verb == WP_VERB_CONNECT);
      if (i >= first || verb == WP_VERB_RESOLVE)
        cut->steps->pdata[n++] = cut->steps->pdata[i];
    }
  g_ptr_array_set_size (cut->steps, (int) n);
}

/* A report may come from anybody. Time counts from the first one, which stays. */
static void
leave_out (Cut *cut, const WpReport *report)
{
  const WpStep *first = cut->steps->pdata[cut->first];

  cut->n_left_out = wp_timeline_leave_out (cut->steps, report, first);
  cut->first = 0;
  while (cut->steps->pdata[cut->first] != first)
    cut->first++;
}

static Cut
cut_of (const WpReport *report, const WpCandidate *candidate)
{
  Cut cut = { .steps = steps_of (report, candidate) };

  if (cut.steps->len == 0)
    return cut;
  cut_looks (&cut, first_shown (cut.steps, &cut.has_login));
  leave_out (&cut, report);
  for (guint i = 0; i < cut.first; i++)
    cut.lookups_us += length_of (report, cut.steps->pdata[i]);
  return cut;
}

/* On the clock of the report, with the lookups moved up. */
static gint64
begin_of (const WpReport *report, const Cut *cut)
{
  return start_of (report, cut->steps->pdata[cut->first]) - cut->lookups_us;
}

static void
add_lookups (WpLane *lane, const WpReport *report, const Cut *cut, gint64 zero_us)
{
  gint64 at_us = begin_of (report, cut) - zero_us;

  for (guint i = 0; i < cut->first; i++)
    {
      const WpStep *step = cut->steps->pdata[i];

      add_step (lane, report, step, start_of (report, step) - at_us);
      at_us += length_of (report, step);
    }
}

static void
fill_lane (WpLane *lane, const WpReport *report, const Cut *cut, gint64 now_us)
{
  gint64 zero_us = lane->zero_us;

  add_lookups (lane, report, cut, zero_us);
  for (guint i = cut->first; i < cut->steps->len; i++)
    {
      /* Between two of which one is missing there was none. */
      if (cut->n_left_out == 0)
        add_pause (lane, report, cut->steps->pdata[i], zero_us);
      add_step (lane, report, cut->steps->pdata[i], zero_us);
    }
  if (now_us != 0)
    add_open (lane, cut->steps->pdata[cut->steps->len - 1], zero_us, now_us);
  else if (!cut->has_login)
    add_skipped_login (lane, report);
}

WpBarKind
wp_lane_state (const WpLane *lane, const char **word)
{
  static const WpBarKind of_service[] = { [WP_WORKS_YES] = WP_BAR_DONE,
                                          [WP_WORKS_NO] = WP_BAR_FAILED,
                                          [WP_WORKS_NOT_TESTED] = WP_BAR_SKIPPED,
                                          [WP_WORKS_NOT_OFFERED] = WP_BAR_SKIPPED };
  WpBarKind kind = lane->kind == WP_LANE_DNS ? WP_BAR_DONE : WP_BAR_SKIPPED;

  if (lane->kind == WP_LANE_SERVICE && lane->service != NULL)
    kind = of_service[lane->service->works];
  for (guint i = 0; i < lane->bars->len; i++)
    {
      WpBarKind one = ((const WpBar *) lane->bars->pdata[i])->kind;

      if (((const WpBar *) lane->bars->pdata[i])->is_open)
        {
          kind = WP_BAR_WAITING;
          break;
        }
      /* Of a service that works in the end a step may have failed before. */
      if ((one == WP_BAR_FAILED && (lane->kind != WP_LANE_SERVICE || kind == WP_BAR_SKIPPED))
          || (one == WP_BAR_DONE && lane->kind == WP_LANE_WEB))
        kind = one;
    }
  *word = lane->kind == WP_LANE_WEB && kind == WP_BAR_SKIPPED ? _ ("nothing found")
                                                              : wp_timeline_kind_word (kind);
  return kind;
}

static WpLane *
new_service_lane (const WpReport *report,
                  const WpService *service,
                  const WpCandidate *candidate,
                  const Cut *cut)
{
  WpLane *lane = wp_lane_new (WP_LANE_SERVICE);

  lane->protocol = candidate->endpoint->protocol;
  lane->endpoint = candidate->endpoint;
  lane->service = service;
  lane->is_cut = cut->is_cut;
  lane->n_left_out = cut->n_left_out;
  lane->zero_us = begin_of (report, cut);
  return lane;
}

/* The whole */

/* Lanes that begin with the same part of the run share their zero: those out of which the pause
 * was cut, and those that needed no second connection. */
static void
share_zero (WpTimelineData *self)
{
  gint64 zero_us[2] = { G_MAXINT64, G_MAXINT64 };

  for (guint i = 0; i < self->lanes->len; i++)
    {
      const WpLane *lane = self->lanes->pdata[i];

      zero_us[lane->is_cut] = MIN (zero_us[lane->is_cut], lane->zero_us);
    }
  for (guint i = 0; i < self->lanes->len; i++)
    {
      WpLane *lane = self->lanes->pdata[i];

      lane->zero_us = zero_us[lane->is_cut];
    }
}

static const WpService *
find_service (const WpReport *report, WpProtocol protocol)
{
  for (guint i = 0; i < report->services->len; i++)
    if (((const WpService *) report->services->pdata[i])->protocol == protocol)
      return report->services->pdata[i];
  return NULL;
}

WpTimelineData *
wp_timeline_data_new (const WpReport *report, guint protocols, gint64 now_us)
{
  static const WpProtocol order[WP_N_PROTOCOLS] = { WP_PROTOCOL_IMAP, WP_PROTOCOL_POP3,
                                                    WP_PROTOCOL_SMTP };
  WpTimelineData *self = g_new0 (WpTimelineData, 1);
  Cut cuts[WP_N_PROTOCOLS] = { 0 };

  self->lanes = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_lane_free);
  for (guint i = 0; i < WP_N_PROTOCOLS; i++)
    {
      const WpService *service = find_service (report, order[i]);
      const WpCandidate *candidate = service == NULL || (protocols & 1u << order[i]) == 0
                                         ? NULL
                                         : wp_diagnose_candidate (report, service);
      Cut cut = { 0 };

      if (candidate != NULL)
        cut = cut_of (report, candidate);
      if (candidate == NULL || cut.steps->len == 0)
        {
          g_clear_pointer (&cut.steps, g_ptr_array_unref);
          continue;
        }
      cuts[self->lanes->len] = cut;
      g_ptr_array_add (self->lanes, new_service_lane (report, service, candidate, &cut));
    }
  share_zero (self);
  for (guint i = 0; i < self->lanes->len; i++)
    {
      fill_lane (self->lanes->pdata[i], report, &cuts[i], now_us);
      g_ptr_array_unref (cuts[i].steps);
    }
  wp_timeline_data_settle (self);
  return self;
}
