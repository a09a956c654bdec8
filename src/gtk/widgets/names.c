/* See names.h. */
#include "gtk/widgets/names.h"

#include <handy.h>

#define OURS "wp-named"

static const char *
subtitle_of (HdyPreferencesRow *row)
{
  if (HDY_IS_ACTION_ROW (row))
    return hdy_action_row_get_subtitle (HDY_ACTION_ROW (row));
  return HDY_IS_EXPANDER_ROW (row) ? hdy_expander_row_get_subtitle (HDY_EXPANDER_ROW (row)) : NULL;
}

/* "_Set Up Email" → "Set Up Email" */
static char *
without_mnemonic (const char *title)
{
  GString *text = g_string_new (title);

  g_string_replace (text, "_", "", 1);
  return g_string_free (text, FALSE);
}

static gboolean
has_underline (HdyPreferencesRow *row)
{
  return hdy_preferences_row_get_use_underline (row)
         || (HDY_IS_ACTION_ROW (row) && hdy_action_row_get_use_underline (HDY_ACTION_ROW (row)))
         || (HDY_IS_EXPANDER_ROW (row)
             && hdy_expander_row_get_use_underline (HDY_EXPANDER_ROW (row)));
}

/* NULL: it has no title. */
static char *
title_of (GtkWidget *widget)
{
  HdyPreferencesRow *row = HDY_IS_PREFERENCES_ROW (widget) ? HDY_PREFERENCES_ROW (widget) : NULL;
  const char *title = row == NULL ? NULL : hdy_preferences_row_get_title (row);
  const char *subtitle = row == NULL ? NULL : subtitle_of (row);
  g_autofree char *plain = NULL;

  if (title == NULL || *title == '\0')
    return NULL;
  plain = has_underline (row) ? without_mnemonic (title) : g_strdup (title);
  return subtitle == NULL || *subtitle == '\0' ? g_steal_pointer (&plain)
                                               : g_strdup_printf ("%s, %s", plain, subtitle);
}

static void
add_words (GtkWidget *widget, gpointer data)
{
  GString *words = data;
  const char *text = GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget)) : NULL;

  if (!gtk_widget_get_visible (widget))
    return;
  if (text != NULL && *text != '\0')
    g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", text);
  if (GTK_IS_CONTAINER (widget))
    gtk_container_forall (GTK_CONTAINER (widget), add_words, words);
}

static void
name_row (GtkWidget *row)
{
  AtkObject *accessible = gtk_widget_get_accessible (row);
  const char *name = atk_object_get_name (accessible);
  g_autofree char *whole = NULL;

  if (name != NULL && *name != '\0' && g_object_get_data (G_OBJECT (row), OURS) == NULL)
    return;
  whole = title_of (row);
  if (whole == NULL)
    {
      GString *words = g_string_new (NULL);

      gtk_container_forall (GTK_CONTAINER (row), add_words, words);
      whole = g_string_free (words, FALSE);
    }
  g_object_set_data (G_OBJECT (row), OURS, row);
  if (g_strcmp0 (name, whole) != 0)
    atk_object_set_name (accessible, whole);
}

static void
name_below (GtkWidget *widget, gpointer data G_GNUC_UNUSED)
{
  wp_name_rows (widget);
}

void
wp_name_rows (GtkWidget *top)
{
  if (GTK_IS_LIST_BOX_ROW (top))
    name_row (top);
  if (GTK_IS_CONTAINER (top))
    gtk_container_forall (GTK_CONTAINER (top), name_below, NULL);
}
