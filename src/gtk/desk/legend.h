/* What the kinds of bars mean: a swatch and a word each. */
#pragma once

#include <gtk/gtk.h>

#include "gtk/flow/timeline-data.h"

GtkWidget *wp_desk_legend_new (void);
/* Only the kinds that are there. */
void       wp_desk_legend_show (GtkWidget *legend, const WpTimelineData *data);
