/* "Where to Look": which sources are asked, what each of them is told, and switches for those that
 * a person may leave out. */
#pragma once

#include <gtk/gtk.h>

#include "gtk/flow/case.h"

#define WP_TYPE_WHERE (wp_where_get_type ())
G_DECLARE_FINAL_TYPE (WpWhere, wp_where, WP, WHERE, GtkBox)

GtkWidget *wp_where_new (void);
/* `domain` as it is asked for; NULL: none yet. */
void       wp_where_update (WpWhere *self, WpCase *wp_case, const char *domain);
/* Its rows, with the focus where they begin. */
void       wp_where_open (WpWhere *self);
