/* What moves: rows that arrive. Nothing moves where the desktop switched animations off, nor what
 * nobody sees. */
#pragma once

#include <gtk/gtk.h>

gboolean wp_motion_is_on (GtkWidget *widget);
/* A row of a list box that has just been put there, or shown, slides down. It takes its place at
 * once in the order of the keys and for a screen reader. */
void     wp_motion_arrive (GtkWidget *row);
