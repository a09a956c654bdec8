/* A page of the manual, laid out to be read: labels below each other. Each heading takes the focus,
 * so that Tab goes from section to section; where one has it, a screen reader reads the section. */
#pragma once

#include <gtk/gtk.h>

#include "gtk/flow/mallard.h"

#define WP_TYPE_READER (wp_reader_get_type ())
G_DECLARE_FINAL_TYPE (WpReader, wp_reader, WP, READER, GtkBox)

/* Signal: followed (const char *target): a link was chosen. */
GtkWidget *wp_reader_new (void);
void       wp_reader_show (WpReader *self, const WpManualPage *page);
/* Of this section; that of the page, where `id` is NULL or there is no such one. */
GtkWidget *wp_reader_heading (WpReader *self, const char *id);
/* Marks the next place with these words behind what is marked, or at it (`is_next` FALSE), and
 * begins anew after the last one. What has it; NULL: nothing does. */
GtkWidget *wp_reader_find (WpReader *self, const char *words, gboolean is_next);
/* What is marked, by the pointer or by looking for it; the caller owns it. NULL: nothing is. */
char      *wp_reader_marked (WpReader *self);
