/* An entry for a password. What is in it is shown while the eye is pressed in, and nowhere else: it
 * goes to no clipboard and no selection, and an assistive program gets bullets, shown or not. There
 * is no history to undo to. GTK's buffer overwrites what it deletes. */
#pragma once

#include <gtk/gtk.h>

#include "base/secret.h"

#define WP_TYPE_PASSWORD (wp_password_get_type ())
G_DECLARE_FINAL_TYPE (WpPassword, wp_password, WP, PASSWORD, GtkEntry)

GtkWidget *wp_password_new (void);
/* What was typed, as a secret; the entry keeps its text. NULL and an error as of wp_secret_new. */
WpSecret  *wp_password_take (WpPassword *self, GError **error);
/* Empties and hides it. */
void       wp_password_clear (WpPassword *self);
gboolean   wp_password_is_empty (WpPassword *self);
/* Something in it that cannot be seen, or is easily mistaken: a translated sentence, lent; NULL. */
const char *wp_password_doubt (WpPassword *self);
