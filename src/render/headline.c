/* What stands above the prompt: what works, first; then what does not. */
#include "render/layout-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "diagnose/diagnose.h"
#include "model/keys.h"

const char *
wp_render_service_words (WpProtocol protocol)
{
  static const char *const words[WP_N_PROTOCOLS] = { N_ ("Receiving by IMAP"),
                                                     N_ ("Receiving by POP"), N_ ("Sending") };

  return words[protocol];
}

const char *
wp_render_service_name (WpProtocol protocol)
{
  return protocol == WP_PROTOCOL_POP3 ? N_ ("Receiving by POP3")
                                      : wp_render_service_words (protocol);
}

static gboolean
is_well (const WpReport *report, const WpService *service)
{
  return service->works == WP_WORKS_YES
         || (report->is_look_only && service->works == WP_WORKS_NOT_TESTED
             && wp_diagnose_looks_fine (report, service));
}

/* The run ended before this one was judged. */
static gboolean
was_cut_short (const WpReport *report, const WpService *service)
{
  return !is_well (report, service) && g_strcmp0 (service->why, "run.stopped") == 0;
}

static gboolean
is_bad (const WpReport *report, const WpService *service)
{
  const WpFindingText *why = wp_catalogue_find (service->why);

  return !is_well (report, service) && !was_cut_short (report, service)
         && (service->works == WP_WORKS_NO
             || (service->works == WP_WORKS_NOT_TESTED && why != NULL
                 && why->severity == WP_SEVERITY_BLOCK));
}

/* Beside one that works, what is not offered is missed, too. */
static gboolean
is_missed (const WpReport *report, const WpService *service)
{
  return is_bad (report, service)
         || (service->works == WP_WORKS_NOT_OFFERED && service->why != NULL
             && !was_cut_short (report, service));
}

/* "Receiving by IMAP, Sending", of those for which `is_meant` holds; with reasons where asked. */
static char *
list_services (const WpReport *report,
               gboolean (*is_meant) (const WpReport *, const WpService *),
               gboolean has_reasons,
               const WpRenderStyle *style)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < report->services->len; i++)
    {
      const WpService *service = report->services->pdata[i];
      const WpFindingText *why = has_reasons ? wp_catalogue_find (service->why) : NULL;
      g_autofree char *with_reason = NULL;
      const char *name;

      if (!is_meant (report, service))
        continue;
      name = wp_render_tr (wp_render_service_words (service->protocol), style);
      if (why != NULL)
        with_reason = wp_render_fill_pairs (N_ ("{service} ({reason})"), style, "service", name,
                                            "reason", wp_render_tr (why->brief, style), NULL);
      g_string_append_printf (out, "%s%s", out->len > 0 ? ", " : "",
                              with_reason == NULL ? name : with_reason);
    }
  return g_string_free (out, FALSE);
}

gboolean
wp_render_was_connected (const WpReport *report)
{
  for (guint i = 0; i < report->steps->len; i++)
    {
      const WpStep *step = report->steps->pdata[i];

      if (step->verb == WP_VERB_CONNECT && step->outcome == WP_OUTCOME_OK)
        return TRUE;
    }
  return FALSE;
}

gboolean
wp_render_lacks_password (const WpReport *report)
{
  for (guint i = 0; i < report->questions->len; i++)
    {
      const WpQuestion *question = report->questions->pdata[i];

      if (g_str_equal (question->id, "password")
          && (!question->is_answered || question->is_declined))
        return TRUE;
    }
  return FALSE;
}

/* Why nothing was sent, where it was a person's turn; NULL: it was not. */
static const char *
undecided (const WpReport *report)
{
  gboolean was_no = FALSE;

  for (guint i = 0; i < report->questions->len; i++)
    {
      const WpQuestion *question = report->questions->pdata[i];

      was_no = was_no || (question->allow != NULL && wp_question_is_no (question));
      if (!question->is_answered)
        return N_ ("Nothing was sent yet: a person has to decide first.");
    }
  if (was_no)
    return N_ ("No login was tried, because you said no.");
  return wp_render_lacks_password (report)
             ? N_ ("No login was tried, because no password was given.")
             : NULL;
}

/* All that does not work has a reason that begins like this. */
static gboolean
is_all_bad_by (const WpReport *report, const char *prefix)
{
  guint n = 0;

  for (guint i = 0; i < report->services->len; i++)
    {
      const WpService *service = report->services->pdata[i];

      if (!is_bad (report, service))
        continue;
      if (service->why == NULL || !g_str_has_prefix (service->why, prefix))
        return FALSE;
      n++;
    }
  return n > 0;
}

/* The headline of one that did not come to its end; NULL: it did. */
static const char *
cut_short (const WpReport *report)
{
  if (report->exit == WP_EXIT_INTERRUPTED)
    return N_ ("Interrupted before the end.");
  for (guint i = 0; i < report->services->len; i++)
    if (was_cut_short (report, report->services->pdata[i]))
      return N_ ("Time ran out before the end.");
  return NULL;
}

static char *
what_works (const char *good, const char *bad, const WpRenderStyle *style)
{
  if (*good != '\0' && *bad != '\0')
    return wp_render_fill_pairs (N_ ("Works: {good}. Does not work: {bad}."), style, "good", good,
                                 "bad", bad, NULL);
  if (*good != '\0')
    return wp_render_fill_pairs (N_ ("Works: {good}."), style, "good", good, NULL);
  return *bad == '\0'
             ? NULL
             : wp_render_fill_pairs (N_ ("Does not work: {bad}."), style, "bad", bad, NULL);
}

static char *
headline_of_part (const WpReport *report, const WpRenderStyle *style)
{
  g_autofree char *good = list_services (report, is_well, FALSE, style);
  g_autofree char *bad = list_services (report, is_bad, TRUE, style);
  g_autofree char *known = what_works (good, bad, style);
  const char *lead = wp_render_tr (cut_short (report), style);

  return g_strjoin (
      " ", lead,
      known != NULL ? known : wp_render_tr (N_ ("Nothing is known about the servers."), style),
      NULL);
}

/* One sentence that is more to the point than a list; NULL: none. A failed login after a good
 * connection deserves its own words: most of it is right. */
static const char *
whole_sentence (const WpReport *report)
{
  if (wp_report_find_finding (report, "all.works") != NULL)
    return N_ ("Everything works.");
  if (wp_report_find_finding (report, "all.reachable") != NULL)
    return N_ ("Every server answers and is what it claims to be. No login was made.");
  return NULL;
}

static const char *
sentence_about_login (const WpReport *report)
{
  if (report->logins_sent == 0 && is_all_bad_by (report, "auth.budget.spent"))
    return N_ ("No login was tried, because earlier ones were refused a few minutes ago.");
  if (report->logins_sent > 0 && is_all_bad_by (report, "auth."))
    return N_ ("The server answers and the connection is safe. Only the login does not work.");
  return undecided (report);
}

/* Nothing was found because of a slip of the fingers, probably: more to the point than a list of
 * what does not work. NULL: not so. */
char *
wp_render_typo (const WpReport *report, const WpRenderStyle *style)
{
  const WpFinding *typo = wp_report_find_finding (report, "input.domain.typo");
  gboolean is_gone;

  if (typo == NULL || typo->severity != WP_SEVERITY_BLOCK)
    return NULL;
  is_gone = g_strcmp0 (wp_fields_text (typo->params, WP_KEY_OUTCOME), "nxdomain") == 0;
  return wp_render_fill (
      is_gone ? N_ ("{domain} does not exist. Did you mean {suggestion}?")
              : N_ ("No mail settings were found for {domain}. Did you mean {suggestion}?"),
      typo->params, style);
}

char *
wp_render_headline_text (const WpReport *report, const WpRenderStyle *style)
{
  g_autofree char *good = list_services (report, is_well, FALSE, style);
  g_autofree char *bad = list_services (report, *good != '\0' ? is_missed : is_bad, TRUE, style);
  const WpFinding *first = report->findings->len > 0 ? report->findings->pdata[0] : NULL;
  const char *sentence = whole_sentence (report);
  g_autofree char *typo = wp_render_typo (report, style);

  if (typo != NULL)
    return g_steal_pointer (&typo);
  if (sentence == NULL && cut_short (report) != NULL)
    return headline_of_part (report, style);
  if (sentence == NULL && *good == '\0')
    sentence = sentence_about_login (report);
  if (sentence != NULL)
    return g_strdup (wp_render_tr (sentence, style));
  if (*good != '\0' || *bad != '\0')
    return what_works (good, bad, style);
  if (first != NULL && first->severity == WP_SEVERITY_BLOCK)
    {
      g_autofree char *title = wp_render_fill (wp_finding_text (first)->title, first->params,
                                               style);

      return wp_render_fill_pairs (N_ ("{title}."), style, "title", title, NULL);
    }
  return g_strdup (wp_render_tr (N_ ("Nothing could be tested."), style));
}

void
wp_render_headline (GString *out, const WpReport *report, const WpRenderStyle *style)
{
  g_autofree char *first = wp_render_headline_text (report, style);
  g_autofree char *whole = NULL;

  if (style->is_quiet || !wp_render_was_connected (report))
    whole = g_steal_pointer (&first);
  else
    whole = g_strjoin (" ", first, wp_render_tr (N_ ("Nothing was changed on the servers."), style),
                       NULL);
  wp_layout_wrap (out, whole, 0, 0, wp_layout_columns (style));
  g_string_append_c (out, '\n');
}
