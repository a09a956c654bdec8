/* The table twin of a timeline, see timeline.h. */
#include <glib/gi18n-lib.h>

#include "gtk/widgets/timeline.h"

enum
{
  NAME,
  START, /* microseconds, to be sorted by */
  LENGTH,
  START_TEXT,
  LENGTH_TEXT,
  STATE,
  ADDRESS,
  N_COLUMNS
};

static const struct
{
  const char *title;
  int text;
  int sort;
} columns[] = {
  { N_ ("Step"), NAME, NAME },          { N_ ("Start"), START_TEXT, START },
  { N_ ("Time"), LENGTH_TEXT, LENGTH }, { N_ ("State"), STATE, STATE },
  { N_ ("Address"), ADDRESS, ADDRESS },
};

static char *
row_text (GtkTreeModel *model, GtkTreeIter *iter)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autofree char *text = NULL;

      gtk_tree_model_get (model, iter, columns[i].text, &text, -1);
      g_string_append_printf (out, "%s%s", i > 0 ? "\t" : "", text == NULL ? "" : text);
    }
  return g_string_free (out, FALSE);
}

static gboolean
on_key (GtkWidget *widget, GdkEventKey *event, gpointer data G_GNUC_UNUSED)
{
  GtkTreeSelection *selection = gtk_tree_view_get_selection (GTK_TREE_VIEW (widget));
  guint modifiers = event->state & gtk_accelerator_get_default_mod_mask ();
  GtkTreeModel *model;
  GtkTreeIter iter;
  g_autofree char *text = NULL;

  if (modifiers != GDK_CONTROL_MASK || event->keyval != GDK_KEY_c
      || !gtk_tree_selection_get_selected (selection, &model, &iter))
    return GDK_EVENT_PROPAGATE;
  text = row_text (model, &iter);
  gtk_clipboard_set_text (gtk_widget_get_clipboard (widget, GDK_SELECTION_CLIPBOARD), text, -1);
  return GDK_EVENT_STOP;
}

static GtkListStore *
new_store (void)
{
  return gtk_list_store_new (N_COLUMNS, G_TYPE_STRING, G_TYPE_INT64, G_TYPE_INT64, G_TYPE_STRING,
                             G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);
}

GtkWidget *
wp_timeline_table_new (void)
{
  g_autoptr (GtkListStore) store = new_store ();
  GtkWidget *view = gtk_tree_view_new_with_model (GTK_TREE_MODEL (store));

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      GtkTreeViewColumn *column = gtk_tree_view_column_new_with_attributes (
          _ (columns[i].title), gtk_cell_renderer_text_new (), "text", columns[i].text, NULL);

      gtk_tree_view_column_set_sort_column_id (column, columns[i].sort);
      gtk_tree_view_column_set_resizable (column, TRUE);
      gtk_tree_view_append_column (GTK_TREE_VIEW (view), column);
    }
  gtk_tree_view_set_enable_search (GTK_TREE_VIEW (view), FALSE);
  atk_object_set_name (gtk_widget_get_accessible (view), _ ("Steps of the test"));
  g_signal_connect (view, "key-press-event", G_CALLBACK (on_key), NULL);
  gtk_widget_show (view);
  return view;
}

static void
add_bar (GtkListStore *store, const WpLane *lane, const WpBar *bar, gboolean has_lanes)
{
  g_autofree char *start = bar->is_rest ? NULL : wp_words_duration (bar->start_us);
  g_autofree char *length = bar->is_rest ? NULL : wp_words_duration (bar->end_us - bar->start_us);
  g_autofree char *name = has_lanes ? g_strdup_printf ("%s: %s", wp_lane_name (lane), bar->name)
                                    : g_strdup (bar->name);

  gtk_list_store_insert_with_values (store, NULL, -1, NAME, name, START, bar->start_us, LENGTH,
                                     bar->end_us - bar->start_us, START_TEXT, start, LENGTH_TEXT,
                                     length, STATE, bar->word, ADDRESS, bar->address, -1);
}

/* The new rows in the place of the others: as they were sorted, what was chosen and seen stays. */
static void
replace (GtkTreeView *view, GtkListStore *store)
{
  GtkTreeSelection *selection = gtk_tree_view_get_selection (view);
  GtkTreePath *top = NULL, *bottom = NULL;
  GList *chosen = gtk_tree_selection_get_selected_rows (selection, NULL);
  GtkSortType order;
  int column;

  if (gtk_tree_sortable_get_sort_column_id (GTK_TREE_SORTABLE (gtk_tree_view_get_model (view)),
                                            &column, &order))
    gtk_tree_sortable_set_sort_column_id (GTK_TREE_SORTABLE (store), column, order);
  gtk_tree_view_get_visible_range (view, &top, &bottom);
  gtk_tree_view_set_model (view, GTK_TREE_MODEL (store));
  for (GList *one = chosen; one != NULL; one = one->next)
    gtk_tree_selection_select_path (selection, one->data);
  if (top != NULL)
    gtk_tree_view_scroll_to_cell (view, top, NULL, TRUE, 0, 0);
  g_list_free_full (chosen, (GDestroyNotify) gtk_tree_path_free);
  g_clear_pointer (&top, gtk_tree_path_free);
  g_clear_pointer (&bottom, gtk_tree_path_free);
}

/* Assistive programs are told of each row that is added: so none is while anybody looks. */
void
wp_timeline_table_set (GtkWidget *table, const WpTimelineData *data)
{
  g_autoptr (GtkListStore) store = new_store ();

  for (guint i = 0; data != NULL && i < data->lanes->len; i++)
    {
      const WpLane *lane = data->lanes->pdata[i];

      for (guint n = 0; n < lane->bars->len; n++)
        add_bar (store, lane, lane->bars->pdata[n], data->lanes->len > 1);
    }
  replace (GTK_TREE_VIEW (table), store);
}
