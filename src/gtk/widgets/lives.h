/* A card "With IMAP" or "With POP": where the mail lives then, and in how many copies. */
#pragma once

#include <gtk/gtk.h>

#include "gtk/flow/scenes.h"

#define WP_TYPE_LIVES (wp_lives_card_get_type ())
G_DECLARE_FINAL_TYPE (WpLivesCard, wp_lives_card, WP, LIVES_CARD, GtkBox)

GtkWidget *wp_lives_card_new (void);
/* `leads`: the engine's answer so far is this one. */
void       wp_lives_card_set (WpLivesCard *self, const WpLives *lives, gboolean leads);
