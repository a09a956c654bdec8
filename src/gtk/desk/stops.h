/* What F6 goes through: address, question, cases, timeline, finding, bar. */
#pragma once

#include "gtk/desk/ask.h"
#include "gtk/desk/bar.h"
#include "gtk/desk/head.h"
#include "gtk/desk/panes.h"

typedef struct
{
  WpDeskHead *head;
  WpDeskAsk *ask;
  WpDeskPanes *panes;
  WpDeskBar *bar;
} WpDeskStops;

/* From the one that `focus` is in to the next (1) or the one before (-1), round and round; NULL:
 * to the first. */
void wp_desk_stops_move (const WpDeskStops *self, GtkWidget *focus, int direction);
