/* A row a step, bars to scale: where the time went, in the same numbers as the report. */
#include "render/layout-private.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "diagnose/diagnose.h"
#include "model/keys.h"

#define LABEL_COLUMNS 12 /* "  greeting  " */
#define TIME_COLUMNS 11
#define FEWEST_BAR_COLUMNS 8
#define MOST_BAR_COLUMNS 28

typedef struct
{
  gint64 start_us;
  gint64 end_us;
  guint columns; /* of the bars */
  const WpRenderStyle *style;
} Scale;

static const char *const labels[WP_N_VERBS] = {
  [WP_VERB_RESOLVE] = "DNS",
  [WP_VERB_CONNECT] = N_ ("connect"),
  [WP_VERB_TLS] = "TLS",
  [WP_VERB_GREETING] = N_ ("greeting"),
  [WP_VERB_CAPABILITY] = N_ ("offers"),
  [WP_VERB_LOGIN] = N_ ("login"),
  [WP_VERB_MAILBOX] = N_ ("mailbox"),
  [WP_VERB_SUBMIT] = N_ ("sender"),
  [WP_VERB_PROBE] = N_ ("probe"),
};

static gint64
eighths (const Scale *scale, gint64 at_us)
{
  gint64 whole = MAX (scale->end_us - scale->start_us, 1);

  return (at_us - scale->start_us) * (gint64) scale->columns * 8 / whole;
}

/* Blocks of eighths from left; ASCII has whole columns only. Answers the columns it took. */
static guint
append_bar (GString *out, const Scale *scale, gint64 start_us, gint64 end_us)
{
  static const char *const blocks[] = { "",
                                        "\342\226\217",
                                        "\342\226\216",
                                        "\342\226\215",
                                        "\342\226\214",
                                        "\342\226\213",
                                        "\342\226\212",
                                        "\342\226\211" };
  guint from = (guint) (eighths (scale, start_us) / 8);
  guint length = (guint) MAX (eighths (scale, end_us) - eighths (scale, start_us), 1);
  guint used;

  from = MIN (from, scale->columns - 1);
  length = MIN (length, (scale->columns - from) * 8);
  wp_layout_pad (out, from);
  used = from + (length + 7) / 8;
  if (!scale->style->is_utf8)
    {
      for (guint i = 0; i < (length + 7) / 8; i++)
        g_string_append_c (out, '#');
      return used;
    }
  for (guint i = 0; i < length / 8; i++)
    g_string_append (out, "\342\226\210");
  g_string_append (out, blocks[length % 8]);
  return used;
}

static char *
note_of (const WpStep *step)
{
  char address[WP_INET_TEXT_SIZE];

  if (step->outcome != WP_OUTCOME_OK)
    return g_strdup (wp_outcome_id (step->outcome));
  if (step->verb == WP_VERB_CONNECT && step->address.family != 0)
    return g_strdup (wp_inet_format (&step->address, address));
  if (step->tls != NULL && step->tls->version != NULL)
    {
      g_autofree char *version = wp_render_tls_version (step->tls->version);

      return step->tls->cipher == NULL ? g_steal_pointer (&version)
                                       : g_strdup_printf ("%s, %s", version, step->tls->cipher);
    }
  return g_strdup (wp_fields_text (step->evidence, WP_KEY_MECHANISM));
}

static void
append_row (GString *out, const WpStep *step, const Scale *scale)
{
  const char *label = wp_render_tr (labels[step->verb], scale->style);
  g_autofree char *cut = wp_layout_cut (label, LABEL_COLUMNS - 3);
  g_autofree char *time = g_strdup_printf ("%" G_GINT64_FORMAT " ms",
                                           (step->end_us - step->start_us + 500) / 1000);
  g_autofree char *note = note_of (step);
  guint columns = wp_layout_columns (scale->style);
  guint used = LABEL_COLUMNS + TIME_COLUMNS;

  g_string_append_printf (out, "  %s", cut);
  wp_layout_pad (out, LABEL_COLUMNS - 2 - wp_layout_width (cut));
  if (wp_layout_width (time) + 2 < TIME_COLUMNS)
    wp_layout_pad (out, TIME_COLUMNS - 2 - wp_layout_width (time));
  g_string_append_printf (out, "%s  ", time);
  used = MAX (used, LABEL_COLUMNS + wp_layout_width (time) + 2);
  used += append_bar (out, scale, step->start_us, step->end_us);
  if (note != NULL && used + 4 < columns)
    {
      g_autofree char *shown = wp_layout_cut (note, columns - used - 1);

      g_string_append_printf (out, " %s", shown);
    }
  g_string_append_c (out, '\n');
}

static void
append_head (GString *out, const WpEndpoint *endpoint, const Scale *scale)
{
  guint columns = wp_layout_columns (scale->style);
  g_autofree char *name = g_strdup_printf (
      "%s %s", wp_render_protocol (wp_protocol_id (endpoint->protocol)), endpoint->host);
  g_autofree char *end = g_strdup_printf ("%" G_GINT64_FORMAT " ms",
                                          (scale->end_us - scale->start_us + 500) / 1000);
  guint left = LABEL_COLUMNS + TIME_COLUMNS;
  guint width = wp_layout_width (name);
  guint end_at;

  if (width + 1 > left)
    {
      wp_layout_wrap (out, name, 0, 2, columns);
      g_string_append_c (out, '\n');
      wp_layout_pad (out, left);
    }
  else
    {
      g_string_append (out, name);
      wp_layout_pad (out, left - width);
    }
  end_at = scale->columns > wp_layout_width (end) + 2 ? scale->columns - wp_layout_width (end) : 2;
  g_string_append_c (out, '0');
  wp_layout_pad (out, end_at - 1);
  g_string_append_printf (out, "%s\n", end);
}

static void
append_service (GString *out,
                const WpReport *report,
                const WpCandidate *candidate,
                const WpRenderStyle *style)
{
  guint columns = wp_layout_columns (style);
  guint room = columns > LABEL_COLUMNS + TIME_COLUMNS + FEWEST_BAR_COLUMNS
                   ? columns - LABEL_COLUMNS - TIME_COLUMNS
                   : FEWEST_BAR_COLUMNS;
  Scale scale = { .start_us = G_MAXINT64,
                  .columns = CLAMP (room, FEWEST_BAR_COLUMNS, MOST_BAR_COLUMNS),
                  .style = style };

  for (guint i = 0; i < report->steps->len; i++)
    {
      const WpStep *step = report->steps->pdata[i];

      if (step->candidate != candidate->id)
        continue;
      scale.start_us = MIN (scale.start_us, step->start_us);
      scale.end_us = MAX (scale.end_us, step->end_us);
    }
  if (scale.start_us > scale.end_us)
    return;
  g_string_append_c (out, '\n');
  append_head (out, candidate->endpoint, &scale);
  for (guint i = 0; i < report->steps->len; i++)
    if (((const WpStep *) report->steps->pdata[i])->candidate == candidate->id)
      append_row (out, report->steps->pdata[i], &scale);
}

void
wp_render_timeline (GString *out, const WpReport *report, const WpRenderStyle *style)
{
  if (wp_layout_columns (style) < LABEL_COLUMNS + TIME_COLUMNS + FEWEST_BAR_COLUMNS)
    return;
  for (guint i = 0; i < report->services->len; i++)
    {
      const WpCandidate *candidate = wp_diagnose_candidate (report, report->services->pdata[i]);

      if (candidate != NULL)
        append_service (out, report, candidate, style);
    }
}
