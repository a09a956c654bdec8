/* A box whose children stand beside each other while there is room for all of them in full, and
 * below each other where there is not. */
#pragma once

#include <gtk/gtk.h>

#define WP_TYPE_LINE (wp_line_get_type ())
G_DECLARE_FINAL_TYPE (WpLine, wp_line, WP, LINE, GtkBox)

/* Px between two of them: beside each other, and below each other. */
GtkWidget *wp_line_new (int gap, int gap_below);
