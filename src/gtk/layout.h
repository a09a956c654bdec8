/* Where a task takes place: the trail with its bar, the page with its bar and its buttons. Folds
 * where there is no room for both. Knows no task and no page. */
#pragma once

#include "gtk/widgets/actions.h"

typedef struct
{
  HdyLeaflet *leaflet;
  GtkWidget *side_bar, *side; /* the side is a box, for the trail */
  GtkWidget *content_bar, *back;
  GtkWidget *stack; /* of the pages */
  WpActions *actions;
} WpLayout;

/* Puts all of it into the leaflet, which has to be empty. */
void wp_layout_init (WpLayout *self, HdyLeaflet *leaflet);
/* The buttons of the window: in a narrow one, none that the title needs the room of. */
void wp_layout_set_buttons (GtkWidget *header_bar, gboolean is_narrow);
/* `step` is told only where the trail is not to be seen. */
void wp_layout_set_titles (WpLayout *self, const char *task, const char *step);
