/* See write-answer.h. What was told and measured is advised on anew, and that answer counts: the
 * one that a report holds may be older than this program, chosen by a person, or forged. */
#include "session/write-answer.h"

#include <glib/gi18n-lib.h>

G_DEFINE_QUARK (waypost - write - error, wp_write_error)

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, sentence);
  return FALSE;
}

static gboolean
leave_to_person (GError **error, WpWriteError code, const char *sentence)
{
  g_set_error_literal (error, WP_WRITE_ERROR, (int) code, sentence);
  return FALSE;
}

/* The facts. Returns whether anything was told. */

static gboolean
gather (const WpReport *report, const WpWriteOrder *order, WpSituation *situation)
{
  const WpSituation *told = order->situation != NULL ? order->situation : report->situation;
  gboolean is_told = FALSE;

  wp_situation_init (situation);
  for (guint i = 0; told != NULL && i < WP_N_FACTS; i++)
    if (told->origins[i] == WP_ORIGIN_GIVEN)
      {
        situation->values[i] = told->values[i];
        situation->origins[i] = WP_ORIGIN_GIVEN;
        is_told = TRUE;
      }
  wp_advise_measure (report, situation);
  return is_told;
}

/* Whatever else may be true of a protocol: what the profile does not have, the file cannot offer.
 */
static void
restrict_to (const WpProfile *profile, WpSituation *situation)
{
  static const struct
  {
    WpProtocol protocol;
    WpFact fact;
  } rows[] = { { WP_PROTOCOL_IMAP, WP_FACT_IMAP }, { WP_PROTOCOL_POP3, WP_FACT_POP } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (!wp_profile_has (profile, rows[i].protocol)
        && situation->values[rows[i].fact] <= WP_ACCESS_OAUTH)
      {
        situation->values[rows[i].fact] = WP_ACCESS_OFF;
        situation->origins[rows[i].fact] = WP_ORIGIN_MEASURED;
      }
}

/* By a person */

static gboolean
is_known_not_to_stay (const WpSituation *situation)
{
  return situation->values[WP_FACT_EXPIRE] == 0 || situation->values[WP_FACT_UIDL] == 0;
}

/* Some mail must stay on a server that POP3 collects from. */
static gboolean
needs_mail_left (WpAdviceOutcome outcome)
{
  return outcome == WP_ADVICE_POP_KEEP || outcome == WP_ADVICE_BOTH;
}

static gboolean
refuse_missing (GError **error, const WpProfile *profile, WpAdviceOutcome outcome)
{
  if (outcome == WP_ADVICE_BOTH)
    return refuse (error,
                   _ ("This answer needs both IMAP and POP3, and not both work here. Choose “imap” "
                      "or one of the others; a check of the address shows what is wrong."));
  if (wp_profile_has (profile, WP_PROTOCOL_IMAP))
    return refuse (error, _ ("No POP3 server works here, so this answer cannot be followed. Choose "
                             "“imap”; a check of the address shows what is wrong."));
  return refuse (error, _ ("No IMAP server works here, so this answer cannot be followed. Choose "
                           "“pop-keep”; a check of the address shows what is wrong."));
}

/* FALSE and an error for days that the server would not grant. As in the advice, it has to go a day
 * before the server removes it, and one day is the least. */
static gboolean
check_days (const WpSituation *situation, guint days, GError **error)
{
  gint32 expire = situation->values[WP_FACT_EXPIRE];
  guint most = expire == WP_EXPIRE_NEVER ? WP_WRITE_MOST_DAYS : (guint) MAX (expire - 1, 1);

  if (expire == WP_UNKNOWN || days <= most)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
               /* Translators: %u is the most days that can be chosen. */
               ngettext ("This server removes mail itself, so what was collected can be kept there "
                         "for %u day at most. Choose that.",
                         "This server removes mail itself, so what was collected can be kept there "
                         "for %u days at most. Choose fewer days.",
                         most),
               most);
  return FALSE;
}

/* Not what is best: what can be done at all. */
static gboolean
choose (const WpWriteOrder *order, const WpProfile *profile, WpWriteAnswer *answer, GError **error)
{
  if (!wp_profile_can_follow (profile, order->outcome)
      || !wp_advise_instead (&answer->situation, order->outcome, &answer->advice))
    return refuse_missing (error, profile, order->outcome);
  if (needs_mail_left (order->outcome) && is_known_not_to_stay (&answer->situation))
    return refuse (error, _ ("This server removes mail once POP3 has collected it, or cannot tell "
                             "old mail from new, so nothing can be left on it. Choose “imap” or "
                             "“pop-delete”."));
  if (!check_days (&answer->situation, order->days, error))
    return FALSE;
  if (order->days > 0)
    answer->advice.days = order->days;
  answer->basis = WP_WRITE_BY_PERSON;
  return TRUE;
}

/* By the engine */

/* FALSE and an error where no mail program shall be set up, or none can be. */
static gboolean
is_for_program (const WpAdvice *advice, GError **error)
{
  switch (advice->outcome)
    {
    case WP_ADVICE_WEBMAIL:
      return leave_to_person (error, WP_WRITE_ERROR_NO_PROGRAM,
                              _ ("Anybody can use this computer, so no mail program should be set "
                                 "up on it, and nothing was written. Read the mail in a browser, "
                                 "and sign out at the end."));
    case WP_ADVICE_UNCLEAR:
      return leave_to_person (error, WP_WRITE_ERROR_UNCLEAR,
                              _ ("Two of the facts exclude each other, so there is no answer to "
                                 "POP3 or IMAP, and nothing was written. The advice says which "
                                 "they are."));
    case WP_ADVICE_NEED_TEST:
      return refuse (error, _ ("The mail servers cannot be reached from this network, so there is "
                               "no answer to POP3 or IMAP, and nothing was written. Try again from "
                               "another network."));
    case WP_ADVICE_NONE:
      return refuse (error, _ ("Neither IMAP nor POP3 can be used as things are, so nothing was "
                               "written. The advice says why."));
    default:
      return TRUE;
    }
}

/* Another answer than advised counts where no veto speaks against it: then a person may have chosen
 * it, and it does no harm that the advice would have prevented. */
static void
hear_claim (WpAdviceOutcome claim, WpWriteAnswer *answer)
{
  WpAdvice instead;

  if (wp_advise_instead (&answer->situation, claim, &instead) && instead.n_vetoes == 0)
    {
      answer->advice = instead;
      answer->basis = WP_WRITE_BY_CHOICE;
    }
  else
    answer->is_claim_refused = TRUE;
}

/* The days are those of the advice, too: a report cannot make them more than the server grants, or
 * fewer than the person was told. */
static gboolean
follow (const WpReport *report, const WpProfile *profile, WpWriteAnswer *answer, GError **error)
{
  const WpAdvice *claim = report->advice;

  restrict_to (profile, &answer->situation);
  wp_advise (&answer->situation, &answer->advice);
  if (!is_for_program (&answer->advice, error))
    return FALSE;
  if (claim != NULL && claim->outcome != answer->advice.outcome)
    hear_claim (claim->outcome, answer);
  else if (claim != NULL)
    answer->basis = WP_WRITE_BY_REPORT;
  if (answer->advice.outcome == WP_ADVICE_POP_DELETE && report->is_from_file)
    return leave_to_person (error, WP_WRITE_ERROR_DELETES,
                            _ ("The report leads to settings that remove mail from the server as "
                               "soon as it is collected. A report can be forged, and what is "
                               "removed does not come back, so nothing was written."));
  return TRUE;
}

gboolean
wp_write_answer (const WpReport *report,
                 const WpWriteOrder *order,
                 const WpProfile *profile,
                 WpWriteAnswer *answer,
                 GError **error)
{
  gboolean is_told;

  *answer = (WpWriteAnswer){ 0 };
  is_told = gather (report, order, &answer->situation);
  answer->basis = is_told ? WP_WRITE_BY_REPORT : WP_WRITE_BY_MEASURE;
  if (!(order->has_outcome ? choose (order, profile, answer, error)
                           : follow (report, profile, answer, error)))
    return FALSE;
  wp_advise_use (&answer->situation, &answer->advice, &answer->use);
  /* They may have been chosen. */
  if (answer->advice.outcome == WP_ADVICE_POP_KEEP)
    answer->use.days_on_server = (int) answer->advice.days;
  return TRUE;
}
