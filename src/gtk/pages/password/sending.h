/* The login for sending where it is another one: a button, and what it opens to. Without a server
 * for sending there is nothing. Signals: changed; activate (Enter in one of the fields). */
#pragma once

#include "gtk/flow/case.h"
#include "gtk/widgets/password-field.h"

#define WP_TYPE_SENDING (wp_sending_get_type ())
G_DECLARE_FINAL_TYPE (WpSending, wp_sending, WP, SENDING, GtkBox)

GtkWidget *wp_sending_new (void);
/* What the page was come to with: `host` sends, NULL: none does; `username` is that for receiving.
 * It is open if the case has a login for sending. The case is lent until another is shown, or
 * NULL. */
void       wp_sending_show (WpSending *self, WpCase *wp_case, const char *host,
                            const char *username);
gboolean   wp_sending_is_open (WpSending *self);
void       wp_sending_set_open (WpSending *self, gboolean is_open);
/* Of the password. */
GtkWidget *wp_sending_entry (WpSending *self);
/* Open, it says something: another password, or at least another name. */
gboolean   wp_sending_is_ready (WpSending *self);
/* Takes the focus, and says what it waits for. */
void       wp_sending_miss (WpSending *self);
/* The name goes to the case. FALSE and an error: this cannot be a password. `secret` is NULL where
 * sending has the same one; the caller owns it. */
gboolean   wp_sending_take (WpSending *self, WpSecret **secret, GError **error);
/* The name goes to the case, the password nowhere. */
void       wp_sending_leave (WpSending *self);
