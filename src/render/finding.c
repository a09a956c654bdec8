/* A finding for people: what is so, why, what a probe ruled out, what to do, and what the support
 * desk needs to find it in its logs. */
#include "render/layout-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/limits.h"
#include "base/printable.h"
#include "diagnose/diagnose.h"
#include "model/keys.h"

static const WpSign signs[] = {
  [WP_SEVERITY_BLOCK] = WP_SIGN_BAD,
  [WP_SEVERITY_WARN] = WP_SIGN_WARN,
  [WP_SEVERITY_NOTE] = WP_SIGN_NOTE,
  [WP_SEVERITY_GOOD] = WP_SIGN_GOOD,
};

static const char *const cause_leads[] = {
  [WP_CONFIDENCE_CERTAIN] = N_ ("Why: {text}"),
  [WP_CONFIDENCE_LIKELY] = N_ ("Likely: {text}"),
  [WP_CONFIDENCE_POSSIBLE] = N_ ("Possibly: {text}"),
};

static void
append_paragraph (GString *out, const char *text, const WpRenderStyle *style)
{
  g_string_append (out, "  ");
  wp_layout_wrap (out, text, 2, 2, wp_layout_columns (style));
  g_string_append_c (out, '\n');
}

static char *
ruled_out (const WpFinding *finding, const WpRenderStyle *style)
{
  g_autoptr (GString) briefs = g_string_new (NULL);

  for (guint i = 0; i < finding->ruled_out->len; i++)
    {
      const WpFindingText *text = wp_catalogue_find (finding->ruled_out->pdata[i]);

      if (text != NULL)
        g_string_append_printf (briefs, "%s%s", briefs->len > 0 ? ", " : "",
                                wp_render_tr (text->brief, style));
    }
  if (briefs->len == 0)
    return NULL;
  return wp_render_fill_pairs (N_ ("(Ruled out: {text}.)"), style, "text", briefs->str, NULL);
}

char *
wp_render_part (const WpFinding *finding, WpFindingPart part, const WpRenderStyle *style)
{
  const WpFindingText *text = wp_finding_text (finding);
  const char *const msgids[] = { [WP_PART_CAUSE] = text->cause,
                                 [WP_PART_USER] = text->remedy_user,
                                 [WP_PART_DESK] = text->remedy_desk };
  g_autofree char *first = wp_render_fill (msgids[part], finding->params, style);
  g_autoptr (GString) whole = g_string_new (first);
  const char *msgid;

  for (guint n = 0; (msgid = wp_finding_sentence (finding, part, n)) != NULL; n++)
    {
      g_autofree char *sentence = wp_render_fill (msgid, finding->params, style);

      g_string_append_printf (whole, " %s", sentence);
    }
  return g_string_free (g_steal_pointer (&whole), FALSE);
}

char *
wp_render_cause_text (const WpFinding *finding, const WpRenderStyle *style)
{
  g_autofree char *cause = wp_render_part (finding, WP_PART_CAUSE, style);
  g_autofree char *led = wp_render_fill_pairs (cause_leads[finding->confidence], style, "text",
                                               cause, NULL);
  g_autofree char *without = ruled_out (finding, style);

  return without == NULL ? g_steal_pointer (&led) : g_strjoin (" ", led, without, NULL);
}

static void
append_cause (GString *out, const WpFinding *finding, const WpRenderStyle *style)
{
  g_autofree char *cause = wp_render_cause_text (finding, style);

  append_paragraph (out, cause, style);
}

/* The reply as it came: "NO [ALERT] Application-specific password required". */
char *
wp_render_server_words (const WpStep *step)
{
  const char *reply = wp_fields_text (step->evidence, WP_KEY_REPLY_CODE);
  const char *code = wp_fields_text (step->evidence, WP_KEY_RESPONSE_CODE);
  const char *enhanced = wp_fields_text (step->evidence, WP_KEY_ENHANCED_CODE);
  const char *text = wp_fields_text (step->evidence, WP_KEY_TEXT);
  g_autoptr (GString) words = g_string_new (reply);

  if (text == NULL)
    text = wp_fields_text (step->evidence, WP_KEY_ALERT);
  if (code != NULL)
    g_string_append_printf (words, "%s[%s]", words->len > 0 ? " " : "", code);
  if (enhanced != NULL)
    g_string_append_printf (words, "%s%s", words->len > 0 ? " " : "", enhanced);
  if (text != NULL)
    g_string_append_printf (words, "%s%s", words->len > 0 ? " " : "", text);
  return words->len == 0 ? NULL : wp_printable (words->str, words->len, WP_LIMIT_TRANSCRIPT_TEXT);
}

static char *
peer_of (const WpStep *step)
{
  char buffer[WP_INET_TEXT_SIZE];

  if (step->endpoint == NULL)
    return NULL;
  if (step->address.family == 0)
    return wp_render_place (step->endpoint);
  wp_inet_format (&step->address, buffer);
  return g_strdup_printf (step->address.family == 6 ? "[%s]:%u" : "%s:%u", buffer,
                          step->endpoint->port);
}

/* Who said what, when, after how long: what a log search needs. */
static char *
evidence_of (const WpReport *report, const WpStep *step, const WpRenderStyle *style)
{
  g_autofree char *words = wp_render_server_words (step);
  g_autofree char *peer = peer_of (step);
  g_autofree char *when = wp_render_time (report->started_unix
                                          + (step->end_us - report->started_us));
  gint64 tenths = (step->end_us - step->start_us + 50000) / 100000;
  gboolean is_at_once = tenths == 0;
  g_autofree char *seconds = g_strdup_printf ("%" G_GINT64_FORMAT ".%d", tenths / 10,
                                              (int) (tenths % 10));

  if (peer == NULL)
    return NULL;
  if (words == NULL)
    return wp_render_fill_pairs (
        /* Translators: {peer} is an address with a port, {when} a date with time in UTC. */
        is_at_once ? N_ ("Seen at once, at {peer}, {when}.")
                   : N_ ("Seen after {seconds} s, at {peer}, {when}."),
        style, "seconds", seconds, "peer", peer, "when", when, NULL);
  return wp_render_fill_pairs (
      /* Translators: {text} are the server's words, {peer} an address with a port. */
      is_at_once
          ? N_ ("The server said \342\200\234{text}\342\200\235 at once, from {peer}, {when}.")
          : N_ ("The server said \342\200\234{text}\342\200\235 after {seconds} s, from "
                "{peer}, {when}."),
      style, "text", words, "seconds", seconds, "peer", peer, "when", when, NULL);
}

char *
wp_render_evidence_text (const WpReport *report,
                         const WpFinding *finding,
                         const WpRenderStyle *style)
{
  const WpStep *step = finding->steps->len == 0
                           ? NULL
                           : wp_report_step (report, g_array_index (finding->steps, guint, 0));

  return step == NULL ? NULL : evidence_of (report, step, style);
}

static void
append_desk (GString *out,
             const WpReport *report,
             const WpFinding *finding,
             const WpRenderStyle *style)
{
  g_autofree char *evidence = wp_render_evidence_text (report, finding, style);
  g_autofree char *remedy = wp_render_part (finding, WP_PART_DESK, style);
  g_autofree char *whole = evidence == NULL ? g_strdup (remedy)
                                            : g_strjoin (" ", remedy, evidence, NULL);
  g_autofree char *led = wp_render_fill_pairs (N_ ("For the support desk: {text}"), style, "text",
                                               whole, NULL);

  append_paragraph (out, led, style);
}

static void
append_remedy (GString *out, const WpFinding *finding, const WpRenderStyle *style)
{
  g_autofree char *remedy = wp_render_part (finding, WP_PART_USER, style);
  g_autofree char *led = wp_render_fill_pairs (N_ ("What to do: {text}"), style, "text", remedy,
                                               NULL);

  append_paragraph (out, led, style);
}

static void
append_title (GString *out, const WpFinding *finding, const WpRenderStyle *style)
{
  g_autofree char *title = wp_render_fill (wp_finding_text (finding)->title, finding->params,
                                           style);

  wp_layout_sign (out, signs[finding->severity], style);
  wp_layout_title (out, title, finding->id, style);
}

/* As it would be of any server; lent, but for its params. */
static WpFinding
of_any_server (const WpFinding *finding, gboolean has_port)
{
  static const char *const of_server[] = { WP_KEY_HOST, WP_KEY_NAME, WP_KEY_FINGERPRINT };
  WpFinding any = *finding;

  any.params = wp_fields_dup (finding->params);
  for (guint i = 0; i < G_N_ELEMENTS (of_server); i++)
    wp_fields_set_text (any.params, of_server[i], "?");
  if (!has_port)
    wp_fields_set_text (any.params, WP_KEY_PORT, "?");
  return any;
}

/* Why it is so, but for which server it is. */
static char *
cause_of_any (const WpFinding *finding, const WpRenderStyle *style)
{
  WpFinding any = of_any_server (finding, FALSE);
  g_autoptr (WpFields) params = any.params;

  return wp_render_cause_text (&any, style);
}

/* Everything that is said of it but which server it is. What a person is to do with one port is not
 * what to do with another. */
static char *
sense_of (const WpFinding *finding, const WpRenderStyle *style)
{
  WpFinding any = of_any_server (finding, FALSE);
  WpFinding at_port = of_any_server (finding, TRUE);
  g_autoptr (WpFields) params = any.params;
  g_autoptr (WpFields) params_at_port = at_port.params;
  g_autofree char *title = wp_render_fill (wp_finding_text (finding)->title, params, style);
  g_autofree char *cause = wp_render_cause_text (&any, style);
  g_autofree char *user = wp_render_part (&at_port, WP_PART_USER, style);
  g_autofree char *desk = wp_render_part (&any, WP_PART_DESK, style);

  return g_strjoin ("\n", title, cause, user, desk, NULL);
}

static gboolean
is_same_fault (const WpFinding *one, const WpFinding *other, const WpRenderStyle *style)
{
  g_autofree char *sense = NULL;
  g_autofree char *other_sense = NULL;

  if (!g_str_equal (one->id, other->id) || one->severity != other->severity
      || one->severity > WP_SEVERITY_WARN)
    return FALSE;
  sense = sense_of (one, style);
  other_sense = sense_of (other, style);
  return g_str_equal (sense, other_sense);
}

/* "Receiving by IMAP (imap.example.org:993)", each once, at the port that was looked at first. */
static void
add_services (GPtrArray *services,
              const WpReport *report,
              const WpFinding *finding,
              const WpRenderStyle *style)
{
  guint told = 0; /* 1 << WpProtocol */

  for (guint i = 0; i < finding->steps->len; i++)
    {
      const WpStep *step = wp_report_step (report, g_array_index (finding->steps, guint, i));
      const WpCandidate *candidate = step == NULL ? NULL
                                                  : wp_report_candidate (report, step->candidate);
      const WpEndpoint *endpoint = candidate != NULL ? candidate->endpoint
                                   : step != NULL    ? step->endpoint
                                                     : NULL;
      g_autofree char *place = endpoint == NULL ? NULL : wp_render_place (endpoint);
      g_autofree char *service = NULL;

      if (endpoint == NULL || (told & (1u << endpoint->protocol)) != 0)
        continue;
      told |= 1u << endpoint->protocol;
      service = wp_render_fill_pairs (
          /* Translators: {service} is receiving or sending, {place} a host with its port. */
          N_ ("{service} ({place})"), style, "service",
          wp_render_tr (wp_render_service_name (endpoint->protocol), style), "place", place, NULL);
      if (!g_ptr_array_find_with_equal_func (services, service, g_str_equal, NULL))
        g_ptr_array_add (services, g_steal_pointer (&service));
    }
}

/* Where one fault has several servers: all of them. */
static void
append_services (GString *out,
                 const WpReport *report,
                 const GPtrArray *same,
                 const WpRenderStyle *style)
{
  g_autoptr (GPtrArray) services = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *list = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < same->len; i++)
    add_services (services, report, same->pdata[i], style);
  if (same->len < 2 || services->len == 0)
    return;
  list = wp_render_joined (services);
  /* Translators: {services} is a list of those that have this fault. */
  text = wp_render_fill_pairs (N_ ("Concerns: {services}."), style, "services", list, NULL);
  append_paragraph (out, text, style);
}

/* Of each service but the one that the desk has been told of: a log search wants its server, the
 * time and the words. One finding may rest on several, and on more than one port of each. */
static void
append_evidence (GString *out,
                 const WpReport *report,
                 const GPtrArray *same,
                 const WpRenderStyle *style)
{
  for (guint i = 0; i < same->len; i++)
    {
      const WpFinding *finding = same->pdata[i];
      guint told = 0; /* 1 << WpProtocol */

      for (guint n = 0; n < finding->steps->len; n++)
        {
          const WpStep *step = wp_report_step (report, g_array_index (finding->steps, guint, n));
          gboolean is_first = i == 0 && n == 0;
          g_autofree char *evidence = NULL;

          if (step == NULL || step->endpoint == NULL || step->verb == WP_VERB_PROBE
              || (told & (1u << step->endpoint->protocol)) != 0)
            continue;
          told |= 1u << step->endpoint->protocol;
          evidence = is_first ? NULL : evidence_of (report, step, style);
          if (evidence != NULL)
            append_paragraph (out, evidence, style);
        }
    }
}

/* What the desk needs of each server: a pin is bound to its host. */
static void
append_rest (GString *out,
             const WpReport *report,
             const GPtrArray *same,
             const WpRenderStyle *style)
{
  const WpFinding *first = same->pdata[0];
  g_autoptr (GString) pins = g_string_new (NULL);
  g_autofree char *likewise = NULL;

  append_evidence (out, report, same, style);
  for (guint i = 1; i < same->len; i++)
    {
      const WpFinding *finding = same->pdata[i];
      g_autofree char *pin = wp_render_fill (" --allow pin:{host}={fingerprint}", finding->params,
                                             style);

      g_string_append (pins, pin);
    }
  if (pins->len == 0 || strstr (wp_finding_text (first)->remedy_desk, "{fingerprint}") == NULL)
    return;
  /* Translators: {options} are options of the command line, to be copied. */
  likewise = wp_render_fill_pairs (N_ ("For the other servers likewise:{options}"), style,
                                   "options", pins->str, NULL);
  append_paragraph (out, likewise, style);
}

/* `same`: the finding, and those that say the same of other servers. */
static void
append_finding (GString *out,
                const WpReport *report,
                const GPtrArray *same,
                const WpRenderStyle *style)
{
  const WpFinding *finding = same->pdata[0];
  g_autofree char *command = NULL;
  g_autofree char *more = NULL;

  append_title (out, finding, style);
  append_services (out, report, same, style);
  append_cause (out, finding, style);
  if (finding->severity > WP_SEVERITY_WARN)
    {
      /* What somebody else may mend is told, what the reader can do is offered. */
      if (finding->who == WP_WHO_USER)
        append_remedy (out, finding, style);
      return;
    }
  append_remedy (out, finding, style);
  append_desk (out, report, finding, style);
  append_rest (out, report, same, style);
  command = g_strdup_printf ("waypost explain %s", finding->id);
  more = wp_render_fill_pairs (N_ ("More: {command}"), style, "command", command, NULL);
  append_paragraph (out, more, style);
}

static gboolean
differs (const WpFinding *a, const WpFinding *b, const char *key)
{
  return wp_fields_number (a->params, key) != wp_fields_number (b->params, key)
         || g_strcmp0 (wp_fields_text (a->params, key), wp_fields_text (b->params, key)) != 0;
}

/* A fingerprint or a port of the one is wrong advice for the other; a pin is bound to its host. */
static gboolean
has_desk_of_its_own (const WpFindingText *text, const WpFinding *finding, const WpFinding *earlier)
{
  static const struct
  {
    const char *placeholder;
    const char *key;
  } rows[] = {
    { "{port}", WP_KEY_PORT },
    { "{fingerprint}", WP_KEY_FINGERPRINT },
    { "{fingerprint}", WP_KEY_HOST },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (strstr (text->remedy_desk, rows[i].placeholder) != NULL
        && differs (finding, earlier, rows[i].key))
      return TRUE;
  return FALSE;
}

/* One by the same name as `earlier`, of which something else is to be said: only that. */
static void
append_again (GString *out,
              const WpReport *report,
              const GPtrArray *same,
              const WpFinding *earlier,
              const WpRenderStyle *style)
{
  const WpFinding *finding = same->pdata[0];
  g_autofree char *cause = cause_of_any (finding, style);
  g_autofree char *cause_before = cause_of_any (earlier, style);
  g_autofree char *remedy = wp_render_part (finding, WP_PART_USER, style);
  g_autofree char *remedy_before = wp_render_part (earlier, WP_PART_USER, style);
  gboolean has_desk = has_desk_of_its_own (wp_finding_text (finding), finding, earlier);
  g_autofree char *evidence = has_desk ? NULL : wp_render_evidence_text (report, finding, style);
  g_autoptr (GString) whole = g_string_new (NULL);

  append_title (out, finding, style);
  append_services (out, report, same, style);
  if (!g_str_equal (cause, cause_before))
    append_cause (out, finding, style);
  if (!g_str_equal (remedy, remedy_before))
    append_remedy (out, finding, style);
  else
    g_string_append (whole, wp_render_tr (N_ ("What to do: the same as above."), style));
  if (evidence != NULL)
    g_string_append_printf (whole, "%s%s", whole->len > 0 ? " " : "", evidence);
  if (whole->len > 0)
    append_paragraph (out, whole->str, style);
  if (has_desk)
    append_desk (out, report, finding, style);
  append_rest (out, report, same, style);
}

/* Of WpFinding, lent; the n-th and those after it that say the same. NULL: an earlier one did. */
static GPtrArray *
same_as (const WpReport *report, guint n, const WpRenderStyle *style)
{
  const WpFinding *finding = report->findings->pdata[n];
  GPtrArray *same = NULL;

  for (guint i = 0; i < n; i++)
    if (is_same_fault (report->findings->pdata[i], finding, style))
      return NULL;
  same = g_ptr_array_new ();
  g_ptr_array_add (same, (gpointer) finding);
  for (guint i = n + 1; i < report->findings->len; i++)
    if (is_same_fault (finding, report->findings->pdata[i], style))
      g_ptr_array_add (same, report->findings->pdata[i]);
  return same;
}

static const WpFinding *
earlier_one_like (const WpReport *report, guint n)
{
  const WpFinding *finding = report->findings->pdata[n];

  for (guint i = 0; i < n; i++)
    {
      const WpFinding *earlier = report->findings->pdata[i];

      if (g_str_equal (earlier->id, finding->id) && earlier->severity == finding->severity
          && earlier->severity <= WP_SEVERITY_WARN)
        return earlier;
    }
  return NULL;
}

void
wp_render_findings (GString *out,
                    const WpReport *report,
                    WpFindingFilter is_shown,
                    const WpRenderStyle *style)
{
  for (guint i = 0; i < report->findings->len; i++)
    {
      const WpFinding *finding = report->findings->pdata[i];
      const WpFinding *earlier = earlier_one_like (report, i);
      gboolean is_told = wp_finding_text (finding) == NULL || !is_shown (finding);
      g_autoptr (GPtrArray) same = is_told ? NULL : same_as (report, i, style);

      if (same == NULL)
        continue;
      if (out->len > 0 || style->has_rows_above)
        g_string_append_c (out, '\n');
      if (earlier != NULL)
        append_again (out, report, same, earlier, style);
      else
        append_finding (out, report, same, style);
    }
}
