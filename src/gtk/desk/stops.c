/* See stops.h. */
#include "gtk/desk/stops.h"

enum
{
  STOP_ADDRESS,
  STOP_QUESTION,
  STOP_PANES,
  STOP_BAR = STOP_PANES + WP_DESK_N_PANES,
  N_STOPS
};

static void
give_focus (const WpDeskStops *self, int stop)
{
  if (stop == STOP_ADDRESS)
    wp_desk_head_focus (self->head);
  else if (stop == STOP_QUESTION)
    wp_desk_ask_focus (self->ask);
  else if (stop == STOP_BAR)
    wp_desk_bar_focus (self->bar);
  else
    wp_desk_panes_focus (self->panes, (WpDeskPaneId) (stop - STOP_PANES));
}

static int
stop_of (const WpDeskStops *self, GtkWidget *focus)
{
  if (gtk_widget_is_ancestor (focus, GTK_WIDGET (self->head)))
    return STOP_ADDRESS;
  if (gtk_widget_is_ancestor (focus, GTK_WIDGET (self->ask)))
    return STOP_QUESTION;
  if (gtk_widget_is_ancestor (focus, GTK_WIDGET (self->bar)))
    return STOP_BAR;
  return STOP_PANES + (int) wp_desk_panes_of (self->panes, focus);
}

void
wp_desk_stops_move (const WpDeskStops *self, GtkWidget *focus, int direction)
{
  int stop = focus == NULL ? STOP_ADDRESS : (stop_of (self, focus) + direction + N_STOPS) % N_STOPS;

  if (stop == STOP_QUESTION && !wp_desk_ask_is_open (self->ask))
    stop += direction;
  give_focus (self, stop);
}
