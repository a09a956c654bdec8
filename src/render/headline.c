/* What stands above the prompt: what works, first; then what does not, and what comes next. */
#include "render/layout-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "diagnose/diagnose.h"

#define COMMAND_COLUMNS 37

const char *
wp_render_service_name (WpProtocol protocol)
{
  static const char *const names[WP_N_PROTOCOLS] = { N_ ("Receiving by IMAP"),
                                                     N_ ("Receiving by POP3"), N_ ("Sending") };

  return names[protocol];
}

static gboolean
is_well (const WpReport *report, const WpService *service)
{
  return service->works == WP_WORKS_YES
         || (report->is_look_only && service->works == WP_WORKS_NOT_TESTED
             && wp_diagnose_looks_fine (report, service));
}

static gboolean
is_bad (const WpReport *report, const WpService *service)
{
  const WpFindingText *why = wp_catalogue_find (service->why);

  return !is_well (report, service)
         && (service->works == WP_WORKS_NO
             || (service->works == WP_WORKS_NOT_TESTED && why != NULL
                 && why->severity == WP_SEVERITY_BLOCK));
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

      if (!is_meant (report, service))
        continue;
      g_string_append_printf (out, "%s%s", out->len > 0 ? ", " : "",
                              wp_render_tr (wp_render_service_name (service->protocol), style));
      if (why != NULL)
        g_string_append_printf (out, " (%s)", wp_render_tr (why->brief, style));
    }
  return g_string_free (out, FALSE);
}

static gboolean
was_connected (const WpReport *report)
{
  for (guint i = 0; i < report->steps->len; i++)
    {
      const WpStep *step = report->steps->pdata[i];

      if (step->verb == WP_VERB_CONNECT && step->outcome == WP_OUTCOME_OK)
        return TRUE;
    }
  return FALSE;
}

static const WpQuestion *
open_question (const WpReport *report)
{
  for (guint i = 0; i < report->questions->len; i++)
    {
      const WpQuestion *question = report->questions->pdata[i];

      if (!question->is_answered || question->is_declined)
        return question;
    }
  return NULL;
}

/* One failed login after a good connection deserves its own words: most of it is right. */
static gboolean
only_login_fails (const WpReport *report)
{
  guint n = 0;

  for (guint i = 0; i < report->services->len; i++)
    {
      const WpService *service = report->services->pdata[i];

      if (!is_bad (report, service))
        continue;
      if (service->why == NULL || !g_str_has_prefix (service->why, "auth."))
        return FALSE;
      n++;
    }
  return n > 0;
}

static char *
headline (const WpReport *report, const WpRenderStyle *style)
{
  g_autofree char *good = list_services (report, is_well, FALSE, style);
  g_autofree char *bad = list_services (report, is_bad, TRUE, style);
  const WpFinding *first = report->findings->len > 0 ? report->findings->pdata[0] : NULL;

  if (wp_report_find_finding (report, "all.works") != NULL)
    return g_strdup (wp_render_tr (N_ ("Everything works."), style));
  if (wp_report_find_finding (report, "all.reachable") != NULL)
    return g_strdup (wp_render_tr (
        N_ ("Every server answers and is what it claims to be. No login was made."), style));
  if (*good != '\0' && *bad != '\0')
    return wp_render_fill_pairs (N_ ("Works: {good}. Does not work: {bad}."), style, "good", good,
                                 "bad", bad, NULL);
  if (*good != '\0')
    return wp_render_fill_pairs (N_ ("Works: {good}."), style, "good", good, NULL);
  if (only_login_fails (report))
    return g_strdup (wp_render_tr (
        N_ ("The server answers and the connection is safe. Only the login does not work."),
        style));
  if (open_question (report) != NULL)
    return g_strdup (
        wp_render_tr (N_ ("Nothing was sent yet: a person has to decide first."), style));
  if (*bad != '\0')
    return wp_render_fill_pairs (N_ ("Does not work: {bad}."), style, "bad", bad, NULL);
  if (first != NULL && first->severity == WP_SEVERITY_BLOCK)
    {
      g_autofree char *title = wp_render_fill (wp_catalogue_find (first->id)->title, first->params,
                                               style);

      return wp_render_fill_pairs (N_ ("{title}."), style, "title", title, NULL);
    }
  return g_strdup (wp_render_tr (N_ ("Nothing could be tested."), style));
}

void
wp_render_headline (GString *out, const WpReport *report, const WpRenderStyle *style)
{
  g_autofree char *first = headline (report, style);
  g_autofree char *whole = NULL;

  if (style->is_quiet || !was_connected (report))
    whole = g_steal_pointer (&first);
  else
    whole = g_strjoin (" ", first, wp_render_tr (N_ ("Nothing was changed on the servers."), style),
                       NULL);
  wp_layout_wrap (out, whole, 0, 0, wp_layout_columns (style));
  g_string_append_c (out, '\n');
}

/* An address may hold what a shell takes for its own. */
static char *
as_shell_word (const char *word)
{
  for (const char *c = word; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && strchr ("@._+-:=[]", *c) == NULL)
      return g_shell_quote (word);
  return g_strdup (word);
}

/* A command stays in one piece, so that it can be copied; its note comes beside or below. */
static void
append_command (GString *out,
                const char *lead,
                const char *command,
                const char *note,
                const WpRenderStyle *style)
{
  guint indent = wp_layout_width (lead) + 1;
  guint used = indent + wp_layout_width (command);
  guint column = indent + COMMAND_COLUMNS;

  g_string_append_printf (out, "%s %s", lead, command);
  if (used + 2 <= column && column + wp_layout_width (note) <= wp_layout_columns (style))
    wp_layout_pad (out, column - used);
  else
    {
      g_string_append_c (out, '\n');
      wp_layout_pad (out, indent);
      column = indent;
    }
  wp_layout_wrap (out, note, column, indent, wp_layout_columns (style));
  g_string_append_c (out, '\n');
}

void
wp_render_next (GString *out, const WpReport *report, const WpRenderStyle *style)
{
  const char *lead = wp_render_tr (N_ ("Next:"), style);
  const WpQuestion *question = open_question (report);

  if (wp_report_find_finding (report, "all.works") != NULL)
    append_command (out, lead, "waypost write --list",
                    wp_render_tr (N_ ("settings for a mail program"), style), style);
  else if (question != NULL && question->allow != NULL)
    {
      g_autofree char *option = as_shell_word (question->allow);
      g_autofree char *address = report->account == NULL ? g_strdup ("\342\200\246")
                                                         : as_shell_word (report->account->address);
      g_autofree char *command = g_strdup_printf ("waypost check %s --allow %s", address, option);

      append_command (out, lead, command, wp_render_tr (N_ ("if the answer is yes"), style), style);
    }
  else if (question != NULL && g_str_equal (question->id, "password"))
    append_command (out, lead, "waypost check --password-file FILE",
                    wp_render_tr (N_ ("with the password in a file, or - to read it"), style),
                    style);
}
