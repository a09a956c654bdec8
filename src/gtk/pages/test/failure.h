/* What does not work, told in the order in which it helps: how far it went, the likely cause, what
 * else it could be, the server's own words. Signal: clicked (guint button) of the callout. */
#pragma once

#include "gtk/flow/remedy.h"
#include "gtk/widgets/parts.h"

#define WP_TYPE_FAILURE (wp_failure_get_type ())
G_DECLARE_FINAL_TYPE (WpFailure, wp_failure, WP, FAILURE, GtkBox)

GtkWidget *wp_failure_new (void);
/* `finding` NULL: there is nothing to tell, and nothing is shown. `has_stages`: nothing works, so
 * how far the first service went is told, too. What `primary`, the page's own button, does has no
 * second one here. */
void       wp_failure_show (WpFailure *self, const WpReport *report, const WpFinding *finding,
                            gboolean has_stages, WpRemedy primary);
/* The buttons of the callout by number; the signal's argument. */
typedef enum
{
  WP_FAILURE_HOW,
  WP_FAILURE_SERVERS,
  WP_FAILURE_SAVE,
} WpFailureButton;
/* The stage that failed; NULL: none is shown. */
GtkWidget *wp_failure_peek_failed (WpFailure *self);
