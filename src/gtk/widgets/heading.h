/* The heading of a page: a label that takes the focus when its page is shown, so that a screen
 * reader begins there. (A GtkLabel takes it only where its text can be selected.) */
#pragma once

#include <gtk/gtk.h>

#define WP_TYPE_HEADING (wp_heading_get_type ())
G_DECLARE_FINAL_TYPE (WpHeading, wp_heading, WP, HEADING, GtkLabel)

GtkWidget *wp_heading_new (void);
