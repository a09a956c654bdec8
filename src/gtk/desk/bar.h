/* The bar below the desk: run again, save, copy. */
#pragma once

#include <gtk/gtk.h>

#include "gtk/flow/desk-entry.h"

#define WP_TYPE_DESK_BAR (wp_desk_bar_get_type ())
G_DECLARE_FINAL_TYPE (WpDeskBar, wp_desk_bar, WP, DESK_BAR, GtkBox)

typedef struct
{
  gboolean is_running; /* in place of "Run Again" there is "Stop" */
  gboolean can_run;
  gboolean can_save;
  gboolean can_copy;
  const char *hint; /* translated; NULL: none */
  gboolean is_said; /* the hint tells what was just done: shown where there is little room, too */
} WpDeskBarState;

/* The buttons are actions of the window: again, save, copy-answer. */
GtkWidget  *wp_desk_bar_new (void);
/* What is said of a case while nothing else is; NULL: nothing. */
const char *wp_desk_bar_hint_of (WpDeskEntry *entry);
void        wp_desk_bar_update (WpDeskBar *self, const WpDeskBarState *state);
void        wp_desk_bar_set_narrow (WpDeskBar *self, gboolean is_narrow);
void        wp_desk_bar_focus (WpDeskBar *self);
