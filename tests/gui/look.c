/* See look.h. */
#include "look.h"

#include <string.h>

#define PATIENCE_S 20

/* Waiting */

static gboolean
on_tick (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

void
await (Fact fact, gpointer data)
{
  gboolean is_late = FALSE;
  guint tick = g_timeout_add_seconds (PATIENCE_S, on_tick, &is_late);

  while (!fact (data) && !is_late)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (is_late);
  g_source_remove (tick);
}

void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* Finding */

typedef struct
{
  GType type;
  const char *text; /* of a label; NULL: any widget of the type */
  GtkWidget *found;
} Search;

static void
find_in (GtkWidget *widget, gpointer data)
{
  Search *search = data;

  if (search->found != NULL || !gtk_widget_get_visible (widget))
    return;
  if (g_type_is_a (G_OBJECT_TYPE (widget), search->type)
      && (search->text == NULL
          || strstr (gtk_label_get_text (GTK_LABEL (widget)), search->text) != NULL))
    search->found = widget;
  else if (GTK_IS_CONTAINER (widget))
    gtk_container_forall (GTK_CONTAINER (widget), find_in, data);
}

GtkWidget *
find (gpointer root, GType type, const char *text)
{
  Search search = { type, text, NULL };

  find_in (root, &search);
  return search.found;
}

gboolean
says (gpointer root, const char *text)
{
  return find (root, GTK_TYPE_LABEL, text) != NULL;
}

GtkWidget *
find_button (gpointer root, const char *label)
{
  GtkWidget *found = find (root, GTK_TYPE_LABEL, label);

  return found == NULL ? NULL : gtk_widget_get_ancestor (found, GTK_TYPE_BUTTON);
}

void
press (gpointer root, const char *label)
{
  GtkWidget *button = find_button (root, label);

  g_test_message ("press “%s”", label);
  g_assert_nonnull (button);
  gtk_button_clicked (GTK_BUTTON (button));
}

typedef struct
{
  const char *text;
  gboolean is_there;
} Content;

static void
look_in (GtkWidget *widget, gpointer data)
{
  Content *content = data;

  if (GTK_IS_ENTRY (widget))
    content->is_there |= strstr (gtk_entry_get_text (GTK_ENTRY (widget)), content->text) != NULL;
  else if (GTK_IS_CONTAINER (widget))
    gtk_container_forall (GTK_CONTAINER (widget), look_in, data);
}

gboolean
holds (gpointer root, const char *text)
{
  Content content = { text, FALSE };

  look_in (root, &content);
  return content.is_there;
}

GtkWindow *
find_toplevel (GType type)
{
  g_autoptr (GList) all = gtk_window_list_toplevels ();

  for (GList *each = all; each != NULL; each = each->next)
    if (g_type_is_a (G_OBJECT_TYPE (each->data), type) && gtk_widget_get_visible (each->data))
      return each->data;
  return NULL;
}

guint
count_toplevels (GType type)
{
  g_autoptr (GList) all = gtk_window_list_toplevels ();
  guint count = 0;

  for (GList *each = all; each != NULL; each = each->next)
    count += g_type_is_a (G_OBJECT_TYPE (each->data), type) && gtk_widget_get_visible (each->data);
  return count;
}

gboolean
is_open (gpointer type)
{
  return find_toplevel (GPOINTER_TO_SIZE (type)) != NULL;
}

gboolean
is_closed (gpointer type)
{
  return !is_open (type);
}

GtkWindow *
await_toplevel (GType type)
{
  await (is_open, GSIZE_TO_POINTER (type));
  return find_toplevel (type);
}
