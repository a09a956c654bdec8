/* --explain: every rule with its points, those that hold and those that do not, and how the points
 * became an answer. For who wants to argue with it. */
#include "render/advice-private.h"

#include <glib/gi18n-lib.h>

#define RULE_COLUMNS 5
#define POINTS_COLUMNS 4

static void
append_points (GString *out, int points, gboolean is_shown)
{
  g_autofree char *text = g_strdup_printf (points == 0 ? "%d" : "%+d", points);
  guint width = is_shown ? wp_layout_width (text) : 0;

  wp_layout_pad (out, POINTS_COLUMNS - MIN (width, POINTS_COLUMNS));
  if (is_shown)
    g_string_append (out, text);
}

/* "✓ U1     +4   0  Two devices …"; what does not hold has a dash and keeps its points, so that the
 * whole table can be read. */
static void
append_line (GString *out,
             WpSign sign,
             const WpAdviceReason *reason,
             gboolean has_points,
             const WpReport *report,
             const WpRenderStyle *style)
{
  g_autofree char *text = wp_render_advice_text (reason->text, report, report->advice->days, style);
  guint width = wp_layout_width (reason->rule);
  guint indent = 2 + RULE_COLUMNS + 2 * POINTS_COLUMNS + 2;

  wp_layout_sign (out, sign, style);
  g_string_append (out, reason->rule);
  wp_layout_pad (out, width < RULE_COLUMNS ? RULE_COLUMNS - width : 0);
  append_points (out, reason->server, has_points);
  append_points (out, reason->archive, has_points);
  if (text != NULL)
    {
      g_string_append (out, "  ");
      wp_layout_wrap (out, text, indent, indent, wp_layout_columns (style));
    }
  g_string_append_c (out, '\n');
}

static void
append_wrapped (GString *out, const char *msgid, const WpRenderStyle *style)
{
  wp_layout_wrap (out, wp_render_tr (msgid, style), 0, 0, wp_layout_columns (style));
  g_string_append_c (out, '\n');
}

static void
append_key (GString *out, const WpRenderStyle *style)
{
  static const struct
  {
    WpSign sign;
    const char *text;
  } keys[] = {
    { WP_SIGN_GOOD, N_ ("holds here") },
    { WP_SIGN_NONE, N_ ("does not hold, or changes nothing") },
    { WP_SIGN_WARN, N_ ("decided this answer") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      wp_layout_sign (out, keys[i].sign, style);
      wp_layout_wrap (out, wp_render_tr (keys[i].text, style), 2, 2, wp_layout_columns (style));
      g_string_append_c (out, '\n');
    }
}

static gboolean
has_decided (const WpAdvice *advice, const WpAdviceReason *reason)
{
  for (guint i = 0; i < advice->n_vetoes; i++)
    if (g_str_equal (advice->vetoes[i].rule, reason->rule))
      return TRUE;
  return FALSE;
}

static void
append_head (GString *out, const WpRenderStyle *style)
{
  g_string_append_c (out, '\n');
  append_wrapped (
      out,
      N_ ("All rules. S: points for the server (IMAP), below 0 for one computer "
          "(POP). A: how much a copy of one's own is needed. Gates (G) and vetoes (V) have no "
          "points: they decide without."),
      style);
  append_key (out, style);
  wp_layout_pad (out, 2 + RULE_COLUMNS + POINTS_COLUMNS - 1);
  g_string_append (out, "S   A\n");
}

/* Between what the points say and the answer stand the gate and the vetoes. */
static const char *
family_text (const WpAdvice *advice)
{
  if (advice->outcome == WP_ADVICE_UNCLEAR)
    return N_ ("The facts contradict each other, so the points are not used.");
  if (advice->gate != NULL)
    return N_ ("A gate decided, whatever the points.");
  return advice->server_points >= 0 ? N_ ("Both protocols can be used, and S is not below 0: IMAP.")
                                    : N_ ("Both protocols can be used, and S is below 0: POP.");
}

void
wp_advice_table (GString *out, const WpReport *report, const WpRenderStyle *style)
{
  const WpAdvice *advice = report->advice;
  WpAdviceReason deciders[WP_MOST_DECIDERS];
  WpAdviceRow rows[WP_MOST_ROWS];
  guint count = wp_advise_table (report->situation, rows);
  const WpAdviceReason sum = { wp_render_tr (N_ ("Sum"), style), advice->server_points,
                               advice->archive_points, NULL };

  append_head (out, style);
  for (guint i = 0; i < count; i++)
    append_line (out, rows[i].holds ? WP_SIGN_GOOD : WP_SIGN_NONE, &rows[i].reason, TRUE, report,
                 style);
  append_line (out, WP_SIGN_NOTE, &sum, TRUE, report, style);
  append_wrapped (out, family_text (advice), style);
  count = wp_advise_deciders (deciders);
  for (guint i = 0; i < count; i++)
    append_line (out, has_decided (advice, &deciders[i]) ? WP_SIGN_WARN : WP_SIGN_NONE,
                 &deciders[i], FALSE, report, style);
  if (advice->n_vetoes == 0)
    append_wrapped (out, N_ ("No veto changed the answer."), style);
}
