/* Small parts that pages are put together from. Texts of strangers go through labels as they are,
 * never as markup. */
#pragma once

#include <handy.h>

#include "gtk/widgets/expander.h"
#include "gtk/widgets/state.h"

/* The same for labels that show the name of a host or an address: where it does not fit, it is
 * broken at a dot or the @ sign. To be called again with each text. */
void       wp_break_at_dots (GtkWidget *widget);
/* A label that wraps, from the start; `style_class` may be NULL. */
GtkWidget *wp_label_new (const char *text, const char *style_class);
/* One to copy from; Tab passes it, for the keys of a caret are for who clicked. */
GtkWidget *wp_passage_new (const char *text);
/* Where a word is broken in these labels (it, or in it), no hyphen is put: a host or an address
 * would be another one with it. Replaces the attributes of a label. */
void       wp_break_plainly (GtkWidget *widget);
/* A boxed list. */
GtkWidget *wp_list_new (void);
/* A heading above something. */
GtkWidget *wp_group_new (const char *title, GtkWidget *child);
/* A row of a boxed list whose texts may wrap. `subtitle` may be NULL. */
GtkWidget *wp_row_new (const char *title, const char *subtitle);
/* The same with a shape before it. */
GtkWidget *wp_state_row_new (WpStateKind kind, const char *title, const char *subtitle);
/* An icon-only button, named. */
GtkWidget *wp_icon_button_new (const char *icon, const char *name);
void       wp_name_accessible (GtkWidget *widget, const char *name);
/* A row that only holds `child`: the focus goes straight to what is in it. */
GtkWidget *wp_body_row_new (GtkWidget *child);
/* Labels of plain buttons (it, or in it) go over several lines where there is no room for one. */
void       wp_wrap_buttons (GtkWidget *widget);
void       wp_list_clear (GtkWidget *list);
/* Hidden until it is shown by itself; all that is in it is shown then. */
void       wp_hide_for_now (GtkWidget *widget);
/* To who listens and does not look. */
void       wp_announce (GtkWidget *widget, const char *sentence);
void       wp_copy_text (GtkWidget *widget, const char *text);

/* A box that stands out: shape, title, text, and buttons below. At most one a page. Signal: clicked
 * (guint button). */
#define WP_TYPE_CALLOUT (wp_callout_get_type ())
G_DECLARE_FINAL_TYPE (WpCallout, wp_callout, WP, CALLOUT, GtkBox)

GtkWidget *wp_callout_new (void);
/* NULL texts are left out. The colour goes with the shape. */
void       wp_callout_set (WpCallout *self, WpStateKind kind, const char *title, const char *text);
/* Translated labels with mnemonics, or NULL; `note` stands behind the buttons. */
void       wp_callout_set_buttons (WpCallout *self, const char *first, const char *second,
                                   const char *third, const char *note);
