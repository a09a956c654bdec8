/* A picture as a table: a small button that opens it. */
#pragma once

#include <gtk/gtk.h>

#include "gtk/flow/scenes.h"

#define WP_TYPE_TWIN (wp_twin_get_type ())
G_DECLARE_FINAL_TYPE (WpTwin, wp_twin, WP, TWIN, GtkMenuButton)

GtkWidget *wp_twin_new (void);
/* The cells are copied. `name` tells which picture: "With IMAP". */
void       wp_twin_set (WpTwin *self, const WpSceneTable *table, const char *name);
