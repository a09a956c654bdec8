/* The top of the desk: whose mail is to be checked, with which servers. Where there is no room in
 * the header bar the address gets a row of its own. */
#pragma once

#include <gtk/gtk.h>

#include "gtk/flow/case.h"

#define WP_TYPE_DESK_HEAD (wp_desk_head_get_type ())
G_DECLARE_FINAL_TYPE (WpDeskHead, wp_desk_head, WP, DESK_HEAD, GtkBox)

/* Signal: check (). Its buttons are actions of the window: back, open. */
GtkWidget  *wp_desk_head_new (void);
const char *wp_desk_head_address (WpDeskHead *self); /* as typed; lent */
void        wp_desk_head_set_address (WpDeskHead *self, const char *address);
/* The next check: its address follows what is typed, its sources the switches. Referenced. */
void        wp_desk_head_set_draft (WpDeskHead *self, WpCase *draft);
/* As wp_desk_servers_read and _set. */
GPtrArray  *wp_desk_head_servers (WpDeskHead *self);
void        wp_desk_head_set_servers (WpDeskHead *self, const GPtrArray *servers);
void        wp_desk_head_clear (WpDeskHead *self);
void        wp_desk_head_focus (WpDeskHead *self);
void        wp_desk_head_set_narrow (WpDeskHead *self, gboolean is_narrow);
/* Opens what says who is asked, with its switches. */
void        wp_desk_head_show_where (WpDeskHead *self);
