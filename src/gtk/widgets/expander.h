/* An expander row whose texts may wrap. The row is one stop of the focus, which opens it; its
 * header, which a screen reader is not told of, is none. What a person opens is scrolled into
 * sight. */
#pragma once

#include <handy.h>

#define WP_TYPE_EXPANDER (wp_expander_get_type ())
G_DECLARE_DERIVABLE_TYPE (WpExpander, wp_expander, WP, EXPANDER, HdyExpanderRow)

struct _WpExpanderClass
{
  HdyExpanderRowClass parent_class;

  gpointer padding[4];
};

GtkWidget *wp_expander_new (const char *title);
/* As if a person had opened it. */
void       wp_expander_open (GtkWidget *expander);
/* The header of an expander row: its title and subtitle. */
GtkWidget *wp_expander_header (GtkWidget *expander_row);
