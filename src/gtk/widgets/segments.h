/* The answers to one question side by side: radio buttons without the round sign. One stop of the
 * Tab key: it enters at the chosen answer, the arrow keys move and choose. */
#pragma once

#include <gtk/gtk.h>

#define WP_TYPE_SEGMENTS (wp_segments_get_type ())
G_DECLARE_FINAL_TYPE (WpSegments, wp_segments, WP, SEGMENTS, GtkBox)

/* Signal: chosen (guint n), by the person only. `name`: what they answer, for a screen reader. */
GtkWidget *wp_segments_new (const char *name);
/* Appends an answer. */
void       wp_segments_add (WpSegments *self, const char *label);
void       wp_segments_set_label (WpSegments *self, guint n, const char *label);
/* -1: none is. */
void       wp_segments_choose (WpSegments *self, int n);
int        wp_segments_chosen (WpSegments *self);
/* What they would take side by side, in px, shown or not. */
int        wp_segments_width (WpSegments *self);
/* Less space beside each label; one below the other. */
void       wp_segments_set_slim (WpSegments *self, gboolean is_slim);
void       wp_segments_set_stacked (WpSegments *self, gboolean is_stacked);
