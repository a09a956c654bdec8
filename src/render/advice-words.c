/* The parts of an answer in words: its title and name, what to set, what to mind. */
#include "render/advice-private.h"

#include <glib/gi18n-lib.h>

#define DAYS_OF_A_YEAR 365
#define MOST_WARNINGS 8

static const char *
provider_of (const WpReport *report, const WpRenderStyle *style)
{
  if (report != NULL && report->provider != NULL)
    return report->provider->name;
  return report != NULL && report->account != NULL ? report->account->domain
                                                   : wp_render_tr (N_ ("the provider"), style);
}

char *
wp_render_advice_text (const char *msgid,
                       const WpReport *report,
                       guint days,
                       const WpRenderStyle *style)
{
  g_autofree char *number = g_strdup_printf ("%u", days);

  return msgid == NULL ? NULL
                       : wp_render_fill_pairs (msgid, style, "days", number, "provider",
                                               provider_of (report, style), NULL);
}

char *
wp_render_advice_title (const WpAdvice *advice, const WpReport *report, const WpRenderStyle *style)
{
  const WpSituation *situation = report == NULL ? NULL : report->situation;
  WpSituation nothing;

  if (situation == NULL)
    wp_situation_init (&nothing);
  return wp_render_advice_text (wp_advise_title (situation == NULL ? &nothing : situation, advice),
                                report, advice->days, style);
}

char *
wp_render_advice_name (WpAdviceOutcome outcome, guint days, const WpRenderStyle *style)
{
  static const char *const names[WP_N_ADVICE] = {
    [WP_ADVICE_IMAP] = N_ ("IMAP"),
    [WP_ADVICE_IMAP_ARCHIVE] = N_ ("IMAP with an archive"),
    [WP_ADVICE_POP_KEEP] = N_ ("POP (days kept: {days})"),
    [WP_ADVICE_POP_DELETE] = N_ ("POP, nothing kept"),
    [WP_ADVICE_BOTH] = N_ ("IMAP and POP together"),
    [WP_ADVICE_WEBMAIL] = N_ ("webmail only"),
    [WP_ADVICE_NONE] = N_ ("nothing that can be used"),
    [WP_ADVICE_NEED_TEST] = N_ ("nothing can be told from here"),
    [WP_ADVICE_UNCLEAR] = N_ ("it contradicts what else is known"),
  };
  g_autofree char *number = g_strdup_printf ("%u", days);

  return wp_render_fill_pairs (names[outcome], style, "days", number, NULL);
}

char *
wp_render_change (WpFact fact, gint32 value, const WpRenderStyle *style)
{
  const char *msgid = wp_advise_change_text (fact, value);
  g_autofree char *id = wp_fact_value_id (fact, value);

  return msgid == NULL ? NULL : wp_render_fill_pairs (msgid, style, "value", id, NULL);
}

static void
add (GPtrArray *texts, const char *msgid, int number, const WpRenderStyle *style)
{
  g_autofree char *value = g_strdup_printf ("%d", number);

  g_ptr_array_add (texts, wp_render_fill_pairs (msgid, style, "value", value, NULL));
}

static void
add_offline (GPtrArray *texts, const WpMailUse *use, const WpRenderStyle *style)
{
  switch (use->offline_copy)
    {
    case 0:
      add (texts, N_ ("Keep no copy of the mail on this computer."), 0, style);
      break;
    case 1:
      add (texts, N_ ("Keep a full copy on the computer, for reading offline."), 0, style);
      break;
    case 2:
      add (texts,
           N_ ("Keep recent mail complete on the device (days: {value}), and of older mail the "
               "headers."),
           use->offline_days, style);
      break;
    default:
      break;
    }
}

static void
add_imap (GPtrArray *texts, const WpMailUse *use, const WpRenderStyle *style)
{
  add_offline (texts, use, style);
  if (use->instant == 1)
    add (texts, N_ ("Let the program be told of new mail at once (IDLE)."), 0, style);
  add (texts, N_ ("Keep Sent, Drafts, Trash and Junk in the server's own folders."), 0, style);
  if (use->archive_after_days == DAYS_OF_A_YEAR)
    add (texts,
         N_ ("Every three months move mail that is older than a year to a local folder, and count "
             "it there before it leaves the server."),
         0, style);
  else if (use->archive_after_days == 0)
    add (texts,
         N_ ("Copy everything to a local folder as it arrives, and count it there before any of it "
             "leaves the server."),
         0, style);
  else if (use->archive_after_days > 0)
    add (texts,
         N_ ("Regularly move old mail to a local folder (days it stays on the server: {value}), "
             "and count it there before it leaves the server."),
         use->archive_after_days, style);
}

static void
add_pop (GPtrArray *texts, const WpMailUse *use, const WpRenderStyle *style)
{
  if (use->leave_on_server == 0)
    add (texts, N_ ("Leave messages on the server: off."), 0, style);
  else if (use->leave_on_server == 1 && use->days_on_server > 0)
    add (texts, N_ ("Leave messages on the server: on; days until they are removed: {value}."),
         use->days_on_server, style);
  else if (use->leave_on_server == 1)
    add (texts, N_ ("Leave messages on the server: on, and never remove them."), 0, style);
  if (use->delete_with_local >= 0 && use->leave_on_server != 0)
    add (texts,
         use->delete_with_local != 0 ? N_ ("Remove from the server what is deleted here: on.")
                                     : N_ ("Remove from the server what is deleted here: off."),
         0, style);
}

GPtrArray *
wp_advice_settings_of (const WpSituation *situation,
                       const WpAdvice *advice,
                       WpProtocol protocol,
                       const WpRenderStyle *style)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);
  gboolean has_pop = wp_advice_has_pop (advice->outcome);
  gboolean is_pop = protocol == WP_PROTOCOL_POP3;
  WpMailUse use;

  if (is_pop ? !has_pop : !wp_advice_has_imap (advice->outcome))
    return texts;
  wp_advise_use (situation, advice, &use);
  if ((advice->modifiers & WP_MODIFIER_MAKE_ROOM_FIRST) != 0 && is_pop == has_pop)
    add (texts, wp_advise_modifier_text (WP_MODIFIER_MAKE_ROOM_FIRST), 0, style);
  if (is_pop)
    add_pop (texts, &use, style);
  else
    add_imap (texts, &use, style);
  /* Of both, the one that collects is the one that looks by itself. */
  if (use.check_minutes > 0 && is_pop == has_pop && (is_pop || use.instant != 1))
    add (texts, N_ ("Look for new mail at this interval (minutes): {value}."), use.check_minutes,
         style);
  return texts;
}

GPtrArray *
wp_advice_settings (const WpReport *report, WpProtocol protocol, const WpRenderStyle *style)
{
  return wp_advice_settings_of (report->situation, report->advice, protocol, style);
}

GPtrArray *
wp_advice_warnings (const WpReport *report, const WpRenderStyle *style)
{
  return wp_advice_warnings_of (report, report->situation, report->advice, style);
}

GPtrArray *
wp_advice_warnings_of (const WpReport *report,
                       const WpSituation *situation,
                       const WpAdvice *advice,
                       const WpRenderStyle *style)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);
  const char *msgids[MOST_WARNINGS];
  guint count = wp_advise_warnings (situation, advice, msgids, G_N_ELEMENTS (msgids));

  for (guint i = 0; i < count && wp_advice_is_answer (advice->outcome); i++)
    g_ptr_array_add (texts, wp_render_advice_text (msgids[i], report, advice->days, style));
  return texts;
}
