/* What a test of real windows sees of them. Nothing here waits for a time to pass: the main loop is
 * run until what is waited for is there; if that takes too long, the test fails. */
#pragma once

#include <gtk/gtk.h>

typedef gboolean (*Fact) (gpointer data);

/* Each turn of the loop, until it is so. */
void       await (Fact fact, gpointer data);
/* What was put off until the next turns of the loop. */
void       settle (void);

/* What shows; NULL: nothing does. `text` is part of a label's; NULL: any widget of the type. */
GtkWidget *find (gpointer root, GType type, const char *text);
gboolean   says (gpointer root, const char *text);
GtkWidget *find_button (gpointer root, const char *label);
void       press (gpointer root, const char *label);
/* Whether this stands in one of the entries, shown or not. */
gboolean   holds (gpointer root, const char *text);

/* Windows that show; `type` is a GType. */
GtkWindow *find_toplevel (GType type);
guint      count_toplevels (GType type);
gboolean   is_open (gpointer type);
gboolean   is_closed (gpointer type);
GtkWindow *await_toplevel (GType type);
