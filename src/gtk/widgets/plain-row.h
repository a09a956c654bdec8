/* A row of a list that is no place for the focus itself: Tab goes to what is in it, and on. (A row
 * of GTK that cannot have the focus keeps it from going anywhere.) */
#pragma once

#include <gtk/gtk.h>

#define WP_TYPE_PLAIN_ROW (wp_plain_row_get_type ())
G_DECLARE_DERIVABLE_TYPE (WpPlainRow, wp_plain_row, WP, PLAIN_ROW, GtkListBoxRow)

struct _WpPlainRowClass
{
  GtkListBoxRowClass parent_class;
};

GtkWidget *wp_plain_row_new (void);
