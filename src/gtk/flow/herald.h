/* What is told to who listens and does not look: in order, and not faster than can be listened to.
 * What is one too many is not told; it is on the page. No widget. */
#pragma once

#include <glib.h>

#define WP_HERALD_PAUSE_MS 1000
#define WP_HERALD_MOST 6 /* that wait */

typedef struct _WpHerald WpHerald;

typedef void (*WpHeraldFunc) (const char *sentence, gpointer data);

/* `tell` is called from `_say`, and from the main loop. */
WpHerald *wp_herald_new (guint pause_ms, WpHeraldFunc tell, gpointer data);
void      wp_herald_free (WpHerald *self);
void      wp_herald_say (WpHerald *self, const char *sentence);
/* Forgets what waits. */
void      wp_herald_hush (WpHerald *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpHerald, wp_herald_free)
