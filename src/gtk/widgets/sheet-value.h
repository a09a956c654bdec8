/* One value of a settings sheet, wherever a sheet is shown. */
#pragma once

#include <gtk/gtk.h>

#include "render/sheet.h"

/* The `n`th value of this server, which can be selected and copied; who hears it is told what it is
 * and of which server. `label`: the word for it, translated, lent. NULL: there are no more. */
GtkWidget *wp_sheet_value_new (const WpSheetRow *row, guint n, const char **label);
