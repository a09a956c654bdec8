/* One mail as it is drawn, and what its look means. */
#pragma once

#include <gtk/gtk.h>

#include "gtk/flow/scenes.h"

/* In the units of `cr`. */
void wp_envelope_draw (GtkWidget *widget, cairo_t *cr, const WpSceneBox *box, WpMailKind kind);

/* Each kind that is set, with its word. */
#define WP_TYPE_LEGEND (wp_legend_get_type ())
G_DECLARE_FINAL_TYPE (WpLegend, wp_legend, WP, LEGEND, GtkFlowBox)

/* `is_line`: all side by side; else they wrap. */
GtkWidget *wp_legend_new (gboolean is_line);
/* `kinds`: bits, 1u << WpMailKind; `days` after which the leaving ones leave, 0: later. */
void       wp_legend_set (WpLegend *self, guint kinds, guint days);
/* The kinds that a scene draws. */
guint      wp_legend_kinds (const WpScene *scene);
