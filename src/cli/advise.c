/* waypost advise [ADDRESS]: POP3 or IMAP for this situation. What can be measured is measured on
 * the mailbox (or taken from a saved report), what cannot is asked for, on a terminal, or given by
 * --fact. */
#include <stdio.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "advise/advise.h"
#include "cli/commands.h"
#include "cli/interview.h"
#include "cli/prompt.h"
#include "cli/run.h"
#include "session/advice.h"
#include "session/saved.h"

typedef struct
{
  WpCliOptions common;
  char **facts;
  char *report;
  gboolean explains;
  gboolean asks_nothing;
  WpSituation situation; /* as given */
} Advise;

static int
take_facts (Advise *advise)
{
  wp_situation_init (&advise->situation);
  for (char **fact = advise->facts; fact != NULL && *fact != NULL; fact++)
    {
      g_autoptr (GError) error = NULL;

      if (!wp_situation_give (&advise->situation, *fact, &error))
        {
          wp_cli_complain (error->message);
          return WP_EXIT_USAGE;
        }
    }
  return -1;
}

/* A person is there to read the questions, and the answer is for that person. */
static gboolean
may_ask (const Advise *advise)
{
  return !advise->asks_nothing && !advise->common.json && !advise->common.quiet
         && isatty (STDOUT_FILENO) && isatty (STDERR_FILENO) && wp_prompt_is_possible ();
}

/* FALSE: interrupted. */
static gboolean
interview (const Advise *advise, const WpReport *report, WpSituation *situation)
{
  WpRenderStyle style = wp_cli_style (&advise->common);
  const char *local_part = report->account == NULL ? NULL : report->account->local_part;
  WpInterviewEnd end;

  if (!may_ask (advise))
    return TRUE;
  end = wp_interview_settle (situation, &style);
  if (end == WP_INTERVIEW_ANSWERED)
    end = wp_interview (situation, local_part, &style);
  if (end == WP_INTERVIEW_ANSWERED)
    end = wp_interview_settle (situation, &style);
  return end != WP_INTERVIEW_INTERRUPTED;
}

static char *
render (const WpReport *report, const WpRenderStyle *style)
{
  return wp_render_advice (report, style);
}

/* What was said when the report was saved still holds, unless it is given anew. */
static void
take_earlier (WpSituation *situation, const WpSituation *earlier)
{
  for (guint i = 0; i < WP_N_FACTS; i++)
    if (earlier->origins[i] == WP_ORIGIN_GIVEN && situation->origins[i] == WP_ORIGIN_NONE)
      wp_situation_set (situation, (WpFact) i, earlier->values[i], WP_ORIGIN_GIVEN);
}

static int
answer (Advise *advise, WpReport *report)
{
  WpSituation situation = advise->situation;

  if (report->situation != NULL)
    take_earlier (&situation, report->situation);
  wp_advise_measure (report, &situation);
  if (!interview (advise, report, &situation))
    return WP_EXIT_INTERRUPTED;
  wp_report_advise (report, &situation, advise->common.strict);
  return wp_cli_print_report (&advise->common, report, report->exit);
}

/* The file says what was measured then; how that run ended is not how this one does. */
static int
from_report (Advise *advise)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WpReport) report = wp_session_open_report (advise->report, &error);

  if (report == NULL)
    {
      wp_cli_complain (error->message);
      return WP_EXIT_INPUT;
    }
  report->exit = WP_EXIT_OK;
  return answer (advise, report);
}

static int
from_run (Advise *advise, const char *address)
{
  int code;
  g_autoptr (WpSession) session = wp_cli_run (&advise->common, address, &code);
  WpSituation situation = advise->situation;
  const WpReport *report;

  if (session == NULL)
    return code;
  report = wp_session_peek_report (session);
  if (code == WP_EXIT_INTERRUPTED)
    {
      code = wp_cli_save_report (&advise->common, report, code);
      wp_cli_linger (session); /* servers hear LOGOUT */
      return code;
    }
  wp_advise_measure (report, &situation);
  if (interview (advise, report, &situation))
    {
      wp_session_advise (session, &situation);
      code = wp_cli_print_report (&advise->common, report, report->exit);
    }
  else
    code = WP_EXIT_INTERRUPTED;
  wp_cli_linger (session);
  return code;
}

static gboolean
has_servers (const WpCliOptions *options)
{
  return options->imap != NULL || options->pop3 != NULL || options->smtp != NULL;
}

static int
advise_somebody (Advise *advise)
{
  WpCliOptions *common = &advise->common;
  g_autoptr (WpReport) nobody = NULL;

  if (common->rest != NULL && common->rest[1] != NULL)
    {
      wp_cli_complain (_ ("Give one address at a time."));
      return WP_EXIT_USAGE;
    }
  if (advise->report != NULL && (common->rest != NULL || has_servers (common)))
    {
      wp_cli_complain (_ ("Give an address or a saved report, not both."));
      return WP_EXIT_USAGE;
    }
  if (advise->report != NULL)
    return from_report (advise);
  if (common->rest != NULL || has_servers (common))
    return from_run (advise, common->rest == NULL ? NULL : common->rest[0]);
  nobody = wp_report_of_nobody ();
  return answer (advise, nobody);
}

int
wp_command_advise (char **argv)
{
  Advise advise = { .common = { .kind = WP_TASK_ADVISE, .render = render } };
  const GOptionEntry extra[] = {
    { "fact", 0, 0, G_OPTION_ARG_STRING_ARRAY, &advise.facts,
      N_ ("a fact that is known; beats what is measured"), "NAME=VALUE" },
    { "report", 0, 0, G_OPTION_ARG_FILENAME, &advise.report,
      N_ ("take what a saved report measured, and ask no server"), "FILE" },
    { "explain", 0, 0, G_OPTION_ARG_NONE, &advise.explains, N_ ("show every rule with its points"),
      NULL },
    { "no-questions", 0, 0, G_OPTION_ARG_NONE, &advise.asks_nothing,
      N_ ("leave open what was not given"), NULL },
    { NULL },
  };
  int code = wp_cli_options_parse (
      &advise.common, extra, "[ADDRESS]",
      _ ("Says whether POP3 or IMAP fits this situation, and what would change the answer.\n"
         "With an address it checks the settings and measures the mailbox; nothing is fetched,\n"
         "marked or deleted. Without one it goes by the facts that are given."),
      argv);

  if (code < 0)
    code = take_facts (&advise);
  if (code < 0)
    {
      advise.common.explains_all = advise.explains;
      code = advise_somebody (&advise);
    }
  g_strfreev (advise.facts);
  g_free (advise.report);
  wp_cli_options_clear (&advise.common);
  return code;
}
