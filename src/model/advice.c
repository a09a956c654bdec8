/* See advice.h. */
#include "model/advice.h"

static const char *const outcome_ids[WP_N_ADVICE] = {
  [WP_ADVICE_IMAP] = "imap",         [WP_ADVICE_IMAP_ARCHIVE] = "imap-archive",
  [WP_ADVICE_POP_KEEP] = "pop-keep", [WP_ADVICE_POP_DELETE] = "pop-delete",
  [WP_ADVICE_BOTH] = "both",         [WP_ADVICE_WEBMAIL] = "webmail",
  [WP_ADVICE_NONE] = "none",         [WP_ADVICE_NEED_TEST] = "need-test",
  [WP_ADVICE_UNCLEAR] = "unclear",
};

const char *
wp_advice_id (WpAdviceOutcome outcome)
{
  return outcome_ids[outcome];
}

gboolean
wp_advice_from_id (const char *id, WpAdviceOutcome *outcome)
{
  for (guint i = 0; i < WP_N_ADVICE; i++)
    if (g_strcmp0 (outcome_ids[i], id) == 0)
      {
        *outcome = (WpAdviceOutcome) i;
        return TRUE;
      }
  return FALSE;
}

gboolean
wp_advice_has_imap (WpAdviceOutcome outcome)
{
  return outcome == WP_ADVICE_IMAP || outcome == WP_ADVICE_IMAP_ARCHIVE
         || outcome == WP_ADVICE_BOTH;
}

gboolean
wp_advice_has_pop (WpAdviceOutcome outcome)
{
  return wp_advice_is_pop (outcome) || outcome == WP_ADVICE_BOTH;
}

gboolean
wp_advice_is_pop (WpAdviceOutcome outcome)
{
  return outcome == WP_ADVICE_POP_KEEP || outcome == WP_ADVICE_POP_DELETE;
}

const char *
wp_sure_id (WpSure sure)
{
  static const char *const ids[] = {
    [WP_SURE_HIGH] = "high",
    [WP_SURE_MEDIUM] = "medium",
    [WP_SURE_LOW] = "low",
  };

  return ids[sure];
}

const char *
wp_modifier_id (WpModifiers one)
{
  static const char *const ids[WP_N_MODIFIERS] = {
    "full-offline-copy", "recent-only", "no-offline-copy", "make-room-first", "check-interval",
  };

  return ids[g_bit_nth_lsf (one, -1)];
}
