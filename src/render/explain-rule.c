/* waypost explain U8: a rule of advice, a gate or a veto. What it rests on, as --fact takes it; its
 * points; its sentence. */
#include "render/layout-private.h"

#include <glib/gi18n-lib.h>

#define MOST_VALUES 4 /* that are named one by one */

/* Those that decide without points look at several facts at once (advise/verdict.c). */
static const struct
{
  const char *rule;
  WpFact facts[5];
  guint n_facts;
} deciders[] = {
#define FACTS(...) { __VA_ARGS__ }, sizeof ((WpFact[]){ __VA_ARGS__ }) / sizeof (WpFact)
  { "G0", FACTS (WP_FACT_PUBLIC_PC) },
  { "G1", FACTS (WP_FACT_IMAP, WP_FACT_POP, WP_FACT_CLIENT) },
  { "G2", FACTS (WP_FACT_IMAP, WP_FACT_POP, WP_FACT_CLIENT) },
  { "G3", FACTS (WP_FACT_IMAP, WP_FACT_POP, WP_FACT_CLIENT) },
  { "G4", FACTS (WP_FACT_IMAP, WP_FACT_POP, WP_FACT_CLIENT) },
  { "G5", FACTS (WP_FACT_IMAP, WP_FACT_POP, WP_FACT_CLIENT, WP_FACT_EXPIRE, WP_FACT_UIDL) },
  { "V0", FACTS (WP_FACT_DEVICES, WP_FACT_PEOPLE, WP_FACT_POP_DEVICES) },
  { "V1", FACTS (WP_FACT_DEVICES, WP_FACT_PEOPLE, WP_FACT_POP_DEVICES, WP_FACT_WEBMAIL) },
  { "V2", FACTS (WP_FACT_KEEP_ALL, WP_FACT_LEGAL) },
  { "V3", FACTS (WP_FACT_BACKUP) },
  { "V4", FACTS (WP_FACT_EXPIRE, WP_FACT_UIDL) },
  { "V5", FACTS (WP_FACT_REMOVE) },
  { "V6", FACTS (WP_FACT_BACKUP, WP_FACT_REMOVE, WP_FACT_QUOTA, WP_FACT_QUOTA_FIXED) },
#undef FACTS
};

/* "backup=none", "webmail=sometimes|often", "quota from 80 to 94", "quota from 95". */
static char *
bounds_text (const WpAdviceBounds *bounds, const WpRenderStyle *style)
{
  const char *fact = wp_fact_id (bounds->fact);
  g_autofree char *least = wp_fact_value_id (bounds->fact, bounds->least);
  g_autofree char *most = NULL;
  GString *out;

  if (bounds->most == WP_EXPIRE_NEVER - 1)
    {
      most = wp_fact_value_id (bounds->fact, WP_EXPIRE_NEVER);
      /* Translators: {fact} is the name of a fact, {least} a number, {other} the word that stands
       * for no number at all: "expire from 1, but not never". */
      return wp_render_fill_pairs (N_ ("{fact} from {least}, but not {other}"), style, "fact", fact,
                                   "least", least, "other", most, NULL);
    }
  if (bounds->most == WP_EXPIRE_NEVER) /* without an end: it may be no value of the fact */
    return wp_render_fill_pairs (N_ ("{fact} from {least}"), style, "fact", fact, "least", least,
                                 NULL);
  most = wp_fact_value_id (bounds->fact, bounds->most);
  if (bounds->most - bounds->least >= MOST_VALUES)
    return wp_render_fill_pairs (N_ ("{fact} from {least} to {most}"), style, "fact", fact, "least",
                                 least, "most", most, NULL);
  out = g_string_new (fact);
  for (gint32 value = bounds->least; value <= bounds->most; value++)
    {
      g_autofree char *id = wp_fact_value_id (bounds->fact, value);

      g_string_append_printf (out, "%c%s", value == bounds->least ? '=' : '|', id);
    }
  return g_string_free (out, FALSE);
}

static void
append_paragraph (GString *out, const char *text, guint indent, const WpRenderStyle *style)
{
  wp_layout_pad (out, indent);
  wp_layout_wrap (out, text, indent, indent, wp_layout_columns (style));
  g_string_append_c (out, '\n');
}

static char *
facts_of_row (const WpAdviceRow *row, const WpRenderStyle *style)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < row->n_bounds; i++)
    {
      g_autofree char *text = bounds_text (&row->bounds[i], style);

      g_string_append_printf (out, "%s%s", i > 0 ? ", " : "", text);
    }
  if (row->n_bounds == 0)
    g_string_append (out, wp_render_tr (N_ ("always"), style));
  return g_string_free (out, FALSE);
}

/* "backup=none: S +2, A +1", and its sentence below. */
static void
append_row (GString *out, const WpAdviceRow *row, const WpRenderStyle *style)
{
  const WpAdviceReason *reason = &row->reason;
  g_autofree char *facts = facts_of_row (row, style);
  g_autofree char *server = g_strdup_printf (reason->server == 0 ? "%d" : "%+d", reason->server);
  g_autofree char *archive = g_strdup_printf (reason->archive == 0 ? "%d" : "%+d", reason->archive);
  g_autofree char *head = wp_render_fill_pairs (
      /* Translators: {facts} as --fact takes them; S and A are the names of points, as in the table
       * of --explain. */
      N_ ("{facts}: S {server}, A {archive}"), style, "facts", facts, "server", server, "archive",
      archive, NULL);

  g_string_append_c (out, '\n');
  append_paragraph (out, head, 2, style);
  if (reason->text != NULL)
    append_paragraph (out, wp_render_tr (reason->text, style), 4, style);
}

static char *
explain_points (const char *rule, const WpRenderStyle *style)
{
  WpSituation situation;
  WpAdviceRow rows[WP_MOST_ROWS];
  g_autoptr (GString) out = g_string_new (NULL);
  guint count;

  wp_situation_init (&situation);
  count = wp_advise_table (&situation, rows);
  for (guint i = 0; i < count; i++)
    if (g_ascii_strcasecmp (rows[i].reason.rule, rule) == 0)
      {
        if (out->len == 0)
          {
            g_string_append_printf (out, "%s\n", rows[i].reason.rule);
            append_paragraph (
                out,
                wp_render_tr (N_ ("A rule of “waypost advise”, with what it rests on. S: points "
                                  "for the server (IMAP), below 0 for one computer (POP). A: how "
                                  "much a copy of one's own is needed."),
                              style),
                2, style);
          }
        append_row (out, &rows[i], style);
      }
  return out->len == 0 ? NULL : wp_layout_finish (g_steal_pointer (&out), style);
}

static char *
facts_of_decider (const char *rule, const WpRenderStyle *style)
{
  g_autoptr (GString) facts = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (deciders); i++)
    for (guint n = 0; g_str_equal (deciders[i].rule, rule) && n < deciders[i].n_facts; n++)
      g_string_append_printf (facts, "%s%s", n > 0 ? ", " : "", wp_fact_id (deciders[i].facts[n]));
  return facts->len == 0 ? NULL
                         : wp_render_fill_pairs (
                             /* Translators: {facts} are names, as --fact takes them. */
                             N_ ("It looks at: {facts}."), style, "facts", facts->str, NULL);
}

static char *
explain_decider (const WpAdviceReason *reason, const WpRenderStyle *style)
{
  GString *out = g_string_new (reason->rule);
  g_autofree char *facts = facts_of_decider (reason->rule, style);
  const char *kind =
      *reason->rule == 'G'
          ? N_ ("A gate of “waypost advise”: where it holds it decides, whatever the "
                "points.")
          : N_ ("A veto of “waypost advise”: where it holds it takes an answer away, "
                "whatever the points.");

  g_string_append_c (out, '\n');
  append_paragraph (out, wp_render_tr (kind, style), 2, style);
  g_string_append_c (out, '\n');
  append_paragraph (out, wp_render_tr (reason->text, style), 2, style);
  if (facts != NULL)
    append_paragraph (out, facts, 2, style);
  return wp_layout_finish (out, style);
}

char *
wp_render_explain_rule (const char *id, const WpRenderStyle *style)
{
  WpAdviceReason reasons[WP_MOST_DECIDERS];
  guint count = wp_advise_deciders (reasons);

  for (guint i = 0; i < count; i++)
    if (g_ascii_strcasecmp (reasons[i].rule, id) == 0)
      return explain_decider (&reasons[i], style);
  return explain_points (id, style);
}
