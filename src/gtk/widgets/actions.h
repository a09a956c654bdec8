/* The bar below a page: a hint, the secondary buttons, the affirmative one last. On a narrow window
 * the affirmative one stands on top, each is as wide as the window, and there is no hint. */
#pragma once

#include "gtk/view.h"

#define WP_TYPE_ACTIONS (wp_actions_get_type ())
G_DECLARE_FINAL_TYPE (WpActions, wp_actions, WP, ACTIONS, GtkBox)

/* Signals: primary (), secondary (guint button). */
GtkWidget *wp_actions_new (void);
void       wp_actions_set_narrow (WpActions *self, gboolean is_narrow);
/* Labels and what may be pressed, from the flow's row and the page. */
void       wp_actions_update (WpActions *self, const WpPageRow *row, WpView *page);
/* The affirmative button may be pressed. */
gboolean   wp_actions_is_ready (const WpPageRow *row, WpView *page);
