/* A page of the wizard: what all have in common. Each is a class of its own in pages/NAME, filled
 * from the case; what its buttons mean is in gtk/flow, so it holds no logic of its own.
 *
 * Its content stands in a column of 600 px in a scroller. The window calls `entered` when it is
 * shown, `refresh` after each change of the case while it is shown (and right after entered),
 * `left` when another page is shown: what is secret is cleared there. */
#pragma once

#include <handy.h>

#include "gtk/flow/flow.h"

#define WP_TYPE_VIEW (wp_view_get_type ())
G_DECLARE_DERIVABLE_TYPE (WpView, wp_view, WP, VIEW, GtkBin)

/* A button beside the affirmative one. */
typedef struct
{
  const char *label;  /* msgid with mnemonic */
  gboolean is_on;     /* shown */
  gboolean is_sensitive;
} WpViewButton;

#define WP_MOST_BUTTONS 3

struct _WpViewClass
{
  GtkBinClass parent_class;

  WpPageId id;
  gboolean is_dense; /* less space between the parts */

  void (*entered) (WpView *self);
  void (*left) (WpView *self);
  /* `flags`: WpCaseChange, all at first. Called at most once a turn of the loop. */
  void (*refresh) (WpView *self, guint flags);
  /* Before the flow's `apply`: hands over what was typed. FALSE: stay (the page says why). NULL:
   * nothing. */
  gboolean (*commit) (WpView *self);
  /* Beside wp_flow's is_complete: what only the widgets know (something was typed). NULL: TRUE. */
  gboolean (*is_ready) (WpView *self);
  /* The affirmative button's label where the flow's does not do; the caller owns it. NULL: it
   * does. */
  char *(*primary_label) (WpView *self);
  /* Fills in the secondary buttons, last one next to the affirmative. NULL: none. */
  guint (*buttons) (WpView *self, WpViewButton *buttons);
  void (*pressed) (WpView *self, guint button);
  /* A short sentence at the start of the action bar; the caller owns it. NULL: none. */
  char *(*hint) (WpView *self);
  /* Where the focus goes; NULL: to the heading. */
  GtkWidget *(*first_focus) (WpView *self);
  /* Escape, before the window's own use of it. TRUE: done. */
  gboolean (*escape) (WpView *self);

  gpointer padding[4];
};

WpCase *wp_view_case (WpView *self); /* lent */
/* Once, right after the page was made. */
void    wp_view_set_case (WpView *self, WpCase *taken);

/* The heading block at the top; texts are shown as they are. NULL: no lead. */
void    wp_view_set_heading (WpView *self, const char *heading, const char *lead);
/* A large icon above the heading, which is then centred with it. */
void    wp_view_set_emblem (WpView *self, const char *icon, const char *style_class);
/* Beside the heading, at its end (a badge, a legend). */
void    wp_view_set_heading_widget (WpView *self, GtkWidget *widget);
/* Scrolls up to the heading; the focus stays where it is. */
void    wp_view_show_top (WpView *self);
/* Px from side to side of the column: what a part may take. */
int     wp_view_room (WpView *self);
/* Appends to the column. */
void    wp_view_add (WpView *self, GtkWidget *widget);
/* Below the heading, with which it stays in sight above the scroller while there is room. */
void    wp_view_pin (WpView *self, GtkWidget *widget);
GtkWidget *wp_view_peek_heading (WpView *self);

/* Something that only the page knows changed (a text was typed): buttons, hint, trail. */
void    wp_view_touch (WpView *self);
/* Asks the window to go there, outside the order of the flow. */
void    wp_view_go (WpView *self, WpPageId page);
/* As if the affirmative button had been pressed, if it can be. */
void    wp_view_advance (WpView *self);
/* An error of the environment, in the page's own callout; NULL takes it back. */
void    wp_view_complain (WpView *self, const char *sentence);
/* The same place, for what was just done as it should. */
void    wp_view_say (WpView *self, const char *sentence);

/* pages/pages.c: by the table. */
WpView *wp_view_new (WpPageId id, WpCase *self);
