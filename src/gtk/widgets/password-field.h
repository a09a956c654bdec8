/* A password with its label above, and a line below it on what is easily mistaken: Caps Lock is on,
 * there is a blank at the end. Signals: changed; activate (Enter). */
#pragma once

#include "gtk/widgets/password.h"

#define WP_TYPE_PASSWORD_FIELD (wp_password_field_get_type ())
G_DECLARE_FINAL_TYPE (WpPasswordField, wp_password_field, WP, PASSWORD_FIELD, GtkBox)

/* `label` is translated, with a mnemonic; NULL: something beside it says what it is for. */
GtkWidget  *wp_password_field_new (const char *label);
/* Another text for one that has a label. */
void        wp_password_field_set_label (WpPasswordField *self, const char *label);
/* What takes the focus. */
GtkWidget  *wp_password_field_entry (WpPasswordField *self);
gboolean    wp_password_field_is_empty (WpPasswordField *self);
/* As of wp_password_take. */
WpSecret   *wp_password_field_take (WpPasswordField *self, GError **error);
void        wp_password_field_clear (WpPasswordField *self);
/* Takes the focus and says why (`sentence` is translated), until something is typed. */
void        wp_password_field_miss (WpPasswordField *self, const char *sentence);
