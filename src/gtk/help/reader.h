/* A page of the manual, laid out to be read: labels below each other. Each heading takes the focus,
 * so that Tab goes from section to section; where one has it, a screen reader reads the section.
 * A page has more labels than a turn of the main loop has time for: what is first seen is there at
 * once, the rest comes below it a few at a time. */
#pragma once

#include <gtk/gtk.h>

#include "gtk/flow/mallard.h"

#define WP_TYPE_READER (wp_reader_get_type ())
G_DECLARE_FINAL_TYPE (WpReader, wp_reader, WP, READER, GtkBox)

/* Signals: followed (const char *target): a link was chosen. finished (): the page is whole. */
GtkWidget *wp_reader_new (void);
/* Takes `page`. What was to come of the one before it does not come any more. */
void       wp_reader_show (WpReader *self, WpManualPage *page);
/* More of the page is to come. */
gboolean   wp_reader_is_busy (WpReader *self);
/* Of this section; that of the page, where `id` is NULL or there is no such one. NULL: it is still
 * to come. */
GtkWidget *wp_reader_heading (WpReader *self, const char *id);
/* Marks the next place with these words behind what is marked, or at it (`is_next` FALSE), and
 * begins anew after the last one. What has it; NULL: nothing that is laid out does. */
GtkWidget *wp_reader_find (WpReader *self, const char *words, gboolean is_next);
/* What is marked, by the pointer or by looking for it; the caller owns it. NULL: nothing is. */
char      *wp_reader_marked (WpReader *self);
