/* A state: a shape, a word, a colour. Only the shape is coloured. */
#pragma once

#include <gtk/gtk.h>

typedef enum
{
  WP_STATE_WORKS,
  WP_STATE_WARNING,
  WP_STATE_FAILS,
  WP_STATE_UNTESTED,
  WP_STATE_GUESS,
  WP_STATE_WAITING,
  WP_STATE_NOTE,
  WP_STATE_BUSY, /* a spinner in place of the shape */
} WpStateKind;

#define WP_TYPE_STATE (wp_state_get_type ())
G_DECLARE_FINAL_TYPE (WpState, wp_state, WP, STATE, GtkBox)

GtkWidget  *wp_state_new (void);
void        wp_state_set (WpState *self, WpStateKind kind, const char *word);
const char *wp_state_word (WpState *self); /* lent */
/* Icon name and style class of a shape. */
const char *wp_state_icon (WpStateKind kind);
const char *wp_state_class (WpStateKind kind);
/* An image of 16 px with both. */
GtkWidget  *wp_state_image_new (WpStateKind kind);
void        wp_state_image_set (GtkImage *image, WpStateKind kind);
