/* What the keys do on every page of the wizard alike: test again, copy. */
#pragma once

#include "gtk/window.h"

void     wp_keys_add (WpWindow *window);
/* The one that has the focus; FALSE: there is none. */
gboolean wp_keys_close_popover (GtkWindow *window);
