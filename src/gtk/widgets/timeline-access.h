/* What a screen reader hears of a timeline: an image with a sentence, and a child a bar. */
#pragma once

#include <gtk/gtk-a11y.h>
#include <gtk/gtk.h>

GType wp_timeline_accessible_get_type (void);
/* The bars are others now. */
void  wp_timeline_accessible_renew (AtkObject *accessible);
/* The bar that is selected is another. */
void  wp_timeline_accessible_move (AtkObject *accessible, int bar);
