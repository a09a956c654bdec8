/* See desk-data.h. */
#include "gtk/flow/desk-data.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "diagnose/diagnose.h"
#include "render/sheet.h"

static gboolean
is_stopped (const char *id)
{
  return g_strcmp0 (id, "run.stopped") == 0;
}

/* That somebody stopped it counts for less than what had failed by then. */
static const WpFinding *
first_of (const WpReport *report)
{
  const WpFinding *stopped = NULL;

  for (guint i = 0; report != NULL && i < report->findings->len; i++)
    {
      const WpFinding *finding = report->findings->pdata[i];

      if (wp_finding_text (finding) == NULL)
        continue;
      if (stopped == NULL && is_stopped (finding->id))
        stopped = finding;
      else if (stopped == NULL || finding->severity == WP_SEVERITY_BLOCK)
        return finding;
    }
  return stopped;
}

/* The whole */

static gboolean
any_service (const WpReport *report, WpWorks works)
{
  for (guint i = 0; i < report->services->len; i++)
    if (wp_desk_works (report->services->pdata[i]) == works)
      return TRUE;
  return FALSE;
}

WpWorks
wp_desk_works (const WpService *service)
{
  return service->works == WP_WORKS_NO && is_stopped (service->why) ? WP_WORKS_NOT_TESTED
                                                                    : service->works;
}

WpDeskState
wp_desk_finding_state (const WpFinding *finding)
{
  static const WpDeskState states[] = {
    [WP_SEVERITY_BLOCK] = WP_DESK_FAILS,
    [WP_SEVERITY_WARN] = WP_DESK_WARNS,
    [WP_SEVERITY_NOTE] = WP_DESK_UNTESTED,
    [WP_SEVERITY_GOOD] = WP_DESK_WORKS,
  };

  return is_stopped (finding->id) ? WP_DESK_UNTESTED : states[finding->severity];
}

WpDeskState
wp_desk_state (const WpReport *report, gboolean is_running)
{
  const WpFinding *finding = first_of (report);

  if (is_running)
    return WP_DESK_RUNNING;
  if (finding != NULL && finding->severity == WP_SEVERITY_BLOCK)
    return wp_desk_finding_state (finding);
  if (report == NULL || !any_service (report, WP_WORKS_YES))
    return WP_DESK_UNTESTED;
  return finding != NULL && finding->severity == WP_SEVERITY_WARN ? WP_DESK_WARNS : WP_DESK_WORKS;
}

const char *
wp_desk_brief (const WpReport *report, gboolean is_running)
{
  const WpFinding *finding = first_of (report);

  if (is_running)
    return _ ("being checked");
  if (finding == NULL && report != NULL && wp_render_was_connected (report))
    return _ ("no login was made");
  if (finding == NULL)
    return _ ("nothing was tested");
  return g_dgettext (GETTEXT_PACKAGE, wp_finding_text (finding)->brief);
}

const char *
wp_desk_name (const WpReport *report)
{
  if (report != NULL && report->account != NULL)
    return report->account->address;
  if (report != NULL && report->candidates->len > 0)
    return ((const WpCandidate *) report->candidates->pdata[0])->endpoint->host;
  return _ ("Nobody");
}

char *
wp_desk_origin (const WpReport *report)
{
  gboolean has_ipv4 = FALSE, has_ipv6 = FALSE;

  if (report->is_from_file)
    {
      g_autofree char *text = wp_words_day (report->started_unix, TRUE);

      /* Translators: a date and a time. */
      return *text == '\0' ? g_strdup (_ ("From a file: not seen from here"))
                           : g_strdup_printf (_ ("From a file of %s: not seen from here"), text);
    }
  for (guint i = 0; i < report->steps->len; i++)
    {
      const WpStep *step = report->steps->pdata[i];

      if (step->verb != WP_VERB_CONNECT || step->outcome != WP_OUTCOME_OK)
        continue;
      has_ipv4 = has_ipv4 || step->address.family == 4;
      has_ipv6 = has_ipv6 || step->address.family == 6;
    }
  if (has_ipv4 && has_ipv6)
    return g_strdup (_ ("Seen from here, by IPv4 and IPv6"));
  if (has_ipv4 || has_ipv6)
    return g_strdup (has_ipv4 ? _ ("Seen from here, by IPv4") : _ ("Seen from here, by IPv6"));
  return g_strdup (_ ("Seen from here"));
}

/* The one reason why all of these do not work, msgid; NULL: there are several. */
static const char *
common_reason (const WpReport *report, GString *names)
{
  const char *common = NULL;
  gboolean is_one = TRUE;

  for (guint i = 0; i < report->services->len; i++)
    {
      const WpService *service = report->services->pdata[i];
      const char *reason = wp_render_service_reason (report, service);

      if (wp_desk_works (service) != WP_WORKS_NO)
        continue;
      is_one = is_one && reason != NULL && (names->len == 0 || g_strcmp0 (reason, common) == 0);
      common = reason;
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "",
                              wp_words_protocol (service->protocol));
    }
  return is_one ? common : NULL;
}

char *
wp_desk_headline (const WpReport *report)
{
  g_autoptr (GString) names = g_string_new (NULL);
  const char *reason = common_reason (report, names);

  if (names->len > 0)
    return g_strdup_printf (_ ("%s: %s"), names->str,
                            reason == NULL ? _ ("does not work")
                                           : g_dgettext (GETTEXT_PACKAGE, reason));
  if (first_of (report) == NULL && !any_service (report, WP_WORKS_YES))
    return g_strdup (wp_desk_nothing (report));
  return wp_render_headline_text (report, wp_words ());
}

const char *
wp_desk_nothing (const WpReport *report)
{
  return wp_render_was_connected (report) ? _ ("No Login Was Made") : _ ("Nothing Was Tested");
}

/* The connection that came second did not keep anybody waiting; an answer that was empty did. */
static gint64
end_of (const WpTimelineData *data)
{
  gint64 end_us = 0;

  for (guint n = 0; n < data->n_bars; n++)
    {
      const WpBar *bar = wp_timeline_data_bar (data, n);

      if (bar->kind != WP_BAR_LOST || bar->step != 0 || bar->source != 0)
        end_us = MAX (end_us, bar->end_us);
    }
  return end_us;
}

char *
wp_desk_summary (const WpReport *report, const WpTimelineData *data)
{
  int slowest = data == NULL ? -1 : wp_timeline_data_slowest (data);
  const WpBar *bar = slowest < 0 ? NULL : wp_timeline_data_bar (data, (guint) slowest);
  g_autofree char *whole = NULL;

  if (data == NULL || data->n_bars == 0)
    return NULL;
  whole = wp_words_duration (end_of (data));
  if (bar == NULL)
    return g_strdup_printf (_ ("Ready in %s"), whole);
  if (first_of (report) != NULL && first_of (report)->severity == WP_SEVERITY_BLOCK)
    /* Translators: a duration; a step with its duration, like "TLS 1.3, 310 ms". */
    return g_strdup_printf (_ ("Over after %s; slowest: %s"), whole, bar->label);
  /* Translators: a duration; a step with its duration, like "TLS 1.3, 310 ms". */
  return g_strdup_printf (_ ("Ready in %s; slowest: %s"), whole, bar->label);
}

/* Findings and steps */

const WpFinding *
wp_desk_finding (const WpReport *report, guint step)
{
  for (guint i = 0; step != 0 && i < report->findings->len; i++)
    {
      const WpFinding *finding = report->findings->pdata[i];

      if (finding->severity != WP_SEVERITY_GOOD && wp_ids_has (finding->steps, step)
          && wp_finding_text (finding) != NULL)
        return finding;
    }
  return first_of (report);
}

const WpStep *
wp_desk_step (const WpReport *report, const WpFinding *finding)
{
  if (finding == NULL || finding->steps->len == 0)
    return NULL;
  return wp_report_step (report, g_array_index (finding->steps, guint, 0));
}

/* Lines */

static void
line_free (gpointer data)
{
  g_free (((WpDeskLine *) data)->text);
  g_free (data);
}

static void
take_line (GPtrArray *lines, WpDeskState state, char *taken)
{
  WpDeskLine *line = g_new (WpDeskLine, 1);

  *line = (WpDeskLine){ state, taken };
  g_ptr_array_add (lines, line);
}

static void
add_service (GPtrArray *lines, const WpReport *report, const WpService *service)
{
  const char *name = wp_words_service (service->protocol);
  const char *reason = wp_render_service_reason (report, service);

  if (service->works == WP_WORKS_NOT_OFFERED && !service->is_asked_for)
    return;
  if (service->works == WP_WORKS_YES)
    take_line (lines, wp_render_service_warns (report, service) ? WP_DESK_WARNS : WP_DESK_WORKS,
               /* Translators: a service, like "Receiving by IMAP". */
               g_strdup_printf (_ ("%s works"), name));
  else
    take_line (lines, wp_desk_works (service) == WP_WORKS_NO ? WP_DESK_FAILS : WP_DESK_UNTESTED,
               reason == NULL
                   ? g_strdup (name)
                   /* Translators: a service, and why it does not work. */
                   : g_strdup_printf (_ ("%s: %s"), name, g_dgettext (GETTEXT_PACKAGE, reason)));
}

/* The last step of a kind at this server. */
static const WpStep *
last_step (const WpReport *report, guint candidate, WpVerb verb)
{
  for (guint i = report->steps->len; i > 0; i--)
    {
      const WpStep *step = report->steps->pdata[i - 1];

      if (step->candidate == candidate && step->verb == verb)
        return step;
    }
  return NULL;
}

typedef struct
{
  WpVerb verb;
  const char *good, *bad; /* msgids */
} Plain;

static const Plain plain[] = {
  { WP_VERB_CONNECT, N_ ("The server answers"), N_ ("The server cannot be reached") },
  { WP_VERB_TLS, N_ ("The connection is safe"), N_ ("No safe connection comes about") },
  { WP_VERB_LOGIN, N_ ("The login is accepted"), N_ ("The login is not possible") },
  { WP_VERB_MAILBOX, N_ ("The mailbox opens"), N_ ("The mailbox does not open") },
  { WP_VERB_SUBMIT, N_ ("The server takes mail from this address"),
    N_ ("The server takes no mail from this address") },
};

static WpDeskState
state_of (const WpStep *step)
{
  switch (step->outcome)
    {
    case WP_OUTCOME_OK:
      return WP_DESK_WORKS;
    case WP_OUTCOME_CANCELLED:
    case WP_OUTCOME_NOT_TESTED:
      return WP_DESK_UNTESTED;
    default:
      return WP_DESK_FAILS;
    }
}

static char *
technical (const WpReport *report, const WpStep *step)
{
  g_autofree char *name = wp_render_step_name (step, wp_words ());
  g_autofree char *words = wp_render_server_words (step);
  g_autofree char *note = NULL;

  if (step->outcome != WP_OUTCOME_OK)
    return words == NULL
               ? g_strdup_printf ("%s: %s", name, wp_outcome_id (step->outcome))
               : g_strdup_printf ("%s: %s, %s", name, wp_outcome_id (step->outcome), words);
  note = wp_render_step_note (report, step, wp_words ());
  return g_strdup_printf ("%s: %s", name, note);
}

/* A machine that says no is there; a server that shows who it is and cannot be believed is another
 * matter than none; and a password that nobody looked at was not refused. */
static const char *
plain_words (const Plain *row, const WpStep *step)
{
  static const struct
  {
    WpVerb verb;
    WpOutcome outcome;
    const char *words;
  } known[] = {
    { WP_VERB_CONNECT, WP_OUTCOME_REFUSED, N_ ("The server refuses the connection") },
    { WP_VERB_TLS, WP_OUTCOME_UNTRUSTED, N_ ("The connection is not safe") },
    { WP_VERB_LOGIN, WP_OUTCOME_LOGIN_REFUSED, N_ ("The login is refused") },
    { WP_VERB_LOGIN, WP_OUTCOME_LOGIN_BLOCKED, N_ ("The login is refused") },
    { WP_VERB_LOGIN, WP_OUTCOME_LOGIN_LIMITED, N_ ("The login is refused") },
  };

  if (state_of (step) == WP_DESK_WORKS)
    return row->good;
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (known[i].verb == row->verb && known[i].outcome == step->outcome)
      return known[i].words;
  return row->bad;
}

const char *
wp_desk_step_words (const WpStep *step)
{
  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    if (plain[i].verb == step->verb)
      return _ (plain_words (&plain[i], step));
  return NULL;
}

static void
add_server (GPtrArray *lines, const WpReport *report, guint candidate, WpVoice voice)
{
  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    {
      const WpStep *step = last_step (report, candidate, plain[i].verb);
      WpDeskState state;

      if (step == NULL)
        continue;
      state = state_of (step);
      if (voice == WP_VOICE_TECHNICIAN)
        take_line (lines, state, technical (report, step));
      else if (state != WP_DESK_UNTESTED)
        take_line (lines, state, g_strdup (_ (plain_words (&plain[i], step))));
    }
}

GPtrArray *
wp_desk_lines (const WpReport *report, const WpFinding *finding, WpVoice voice)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (line_free);
  const WpStep *step = wp_desk_step (report, finding);

  if (step != NULL && step->candidate != 0 && finding->severity <= WP_SEVERITY_WARN)
    add_server (lines, report, step->candidate, voice);
  if (lines->len == 0)
    for (guint i = 0; i < report->services->len; i++)
      add_service (lines, report, report->services->pdata[i]);
  return lines;
}

/* Parts */

char *
wp_desk_title (const WpFinding *finding)
{
  return wp_render_fill (wp_finding_text (finding)->title, finding->params, wp_words ());
}

char *
wp_desk_cause (const WpFinding *finding, WpVoice voice)
{
  return voice == WP_VOICE_CUSTOMER ? wp_render_part (finding, WP_PART_CAUSE, wp_words ())
                                    : wp_render_cause_text (finding, wp_words ());
}

char **
wp_desk_steps (const WpFinding *finding, WpVoice voice)
{
  g_autofree char *text = voice == WP_VOICE_CUSTOMER
                              ? wp_words_remedy (finding)
                              : wp_render_part (finding, WP_PART_DESK, wp_words ());

  return wp_desk_sentences (text);
}

GPtrArray *
wp_desk_settings (const WpReport *report, const WpFinding *finding)
{
  g_autoptr (GPtrArray) rows = NULL;

  if (finding->severity != WP_SEVERITY_GOOD)
    return NULL;
  rows = wp_render_sheet (report, WP_ADVICE_UNCLEAR, wp_words ());
  return rows->len == 0 ? NULL : g_steal_pointer (&rows);
}

const char *
wp_desk_who (const WpFinding *finding)
{
  static const char *const who[] = {
    [WP_WHO_USER] = N_ ("The person whose mailbox it is."),
    [WP_WHO_PROVIDER] = N_ ("The provider."),
    [WP_WHO_NETWORK] = N_ ("Who runs the network here."),
    [WP_WHO_COMPUTER] = N_ ("Who looks after this computer."),
  };

  return _ (who[finding->who]);
}

char *
wp_desk_dialogue (const WpStep *step)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < step->transcript->len; i++)
    {
      const WpTranscriptLine *line = &g_array_index (step->transcript, WpTranscriptLine, i);

      g_string_append_printf (out, "%s%c: %s", i > 0 ? "\n" : "", line->dir, line->text);
    }
  if (step->transcript_cut > 0)
    {
      g_autofree char *more = g_strdup_printf (
          ngettext ("%u more line", "%u more lines", step->transcript_cut), step->transcript_cut);

      g_string_append_printf (out, "\n(%s)", more);
    }
  return out->len == 0 ? NULL : g_string_free (g_steal_pointer (&out), FALSE);
}

char *
wp_desk_cut (const char *text, guint most)
{
  g_autofree char *head = NULL;

  if (text == NULL || g_utf8_strlen (text, -1) <= (glong) most)
    return g_strdup (text);
  head = g_utf8_substring (text, 0, (glong) most - 1);
  return g_strconcat (head, "…", NULL);
}
