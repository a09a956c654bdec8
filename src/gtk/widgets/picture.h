/* A scene, drawn in the colours of the theme; from one scene to the next it glides, unless
 * animations are off. An image with a description for a screen reader. */
#pragma once

#include <gtk/gtk.h>

#include "gtk/flow/scenes.h"

#define WP_TYPE_PICTURE (wp_picture_get_type ())
G_DECLARE_FINAL_TYPE (WpPicture, wp_picture, WP, PICTURE, GtkDrawingArea)

GtkWidget *wp_picture_new (void);
/* Copied. `name` is short ("Where the mail lives with IMAP"), `sentence` tells the whole
 * picture. */
void       wp_picture_set (WpPicture *self, const WpScene *scene, const char *name,
                           const char *sentence);
