/* See sheet-value.h. */
#include "gtk/widgets/sheet-value.h"

#include "gtk/flow/words.h"
#include "gtk/widgets/parts.h"

GtkWidget *
wp_sheet_value_new (const WpSheetRow *row, guint n, const char **label)
{
  const char *text;
  g_autofree char *spoken = NULL;
  GtkWidget *value;

  *label = wp_sheet_row_field (row, n, wp_words (), &text);
  if (*label == NULL)
    return NULL;
  value = wp_passage_new (text);
  spoken = g_strdup_printf ("%s, %s", row->label, *label);
  atk_object_set_description (gtk_widget_get_accessible (value), spoken);
  return value;
}
