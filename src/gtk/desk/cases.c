/* See cases.h. */
#include "gtk/desk/cases.h"

#include <glib/gi18n-lib.h>

#include "gtk/widgets/parts.h"
#include "gtk/widgets/scroller.h"

#define MOST_LINES 3 /* of a text in a row: what strangers named is long */

typedef struct
{
  WpDeskEntry *entry;
  GtkWidget *image, *name, *brief, *time;
} Row;

struct _WpDeskCases
{
  GtkBox parent;

  GtkWidget *list;
};

G_DEFINE_FINAL_TYPE (WpDeskCases, wp_desk_cases, GTK_TYPE_BOX)

enum
{
  CHOSEN,
  FRESH,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

WpStateKind
wp_desk_shape (WpDeskState state)
{
  static const WpStateKind shapes[] = {
    [WP_DESK_WORKS] = WP_STATE_WORKS,     [WP_DESK_WARNS] = WP_STATE_WARNING,
    [WP_DESK_FAILS] = WP_STATE_FAILS,     [WP_DESK_UNTESTED] = WP_STATE_UNTESTED,
    [WP_DESK_RUNNING] = WP_STATE_WAITING,
  };

  return shapes[state];
}

static const char *
word_of (WpDeskState state)
{
  static const char *const words[] = {
    [WP_DESK_WORKS] = N_ ("works"),           [WP_DESK_WARNS] = N_ ("works, with a warning"),
    [WP_DESK_FAILS] = N_ ("does not work"),   [WP_DESK_UNTESTED] = N_ ("not tested"),
    [WP_DESK_RUNNING] = N_ ("being checked"),
  };

  return _ (words[state]);
}

/* Rows */

static Row *
row_of (GtkListBoxRow *widget)
{
  return widget == NULL ? NULL : g_object_get_data (G_OBJECT (widget), "wp-row");
}

static void
row_free (gpointer data)
{
  g_object_unref (((Row *) data)->entry);
  g_free (data);
}

static void
fill_row (GtkWidget *widget, const Row *row)
{
  const WpReport *report = wp_desk_entry_report (row->entry);
  gboolean is_running = wp_desk_entry_is_running (row->entry);
  WpDeskState state = wp_desk_state (report, is_running);
  const char *name = wp_desk_entry_name (row->entry);
  const char *brief = wp_desk_brief (report, is_running);
  g_autofree char *time = wp_desk_entry_time (row->entry);
  g_autofree char *when = wp_desk_entry_case (row->entry) != NULL
                              ? g_strdup (time)
                              /* Translators: of a case in the list; a time. */
                              : g_strdup_printf (_ ("%s, from a file"), time);
  /* Translators: a case in the list: an address, "does not work", "password refused", a time. */
  g_autofree char *spoken = g_strdup_printf (_ ("%s, %s: %s, %s"), name, word_of (state), brief,
                                             when);

  wp_state_image_set (GTK_IMAGE (row->image), wp_desk_shape (state));
  gtk_label_set_text (GTK_LABEL (row->name), name);
  wp_break_at_dots (row->name);
  gtk_label_set_text (GTK_LABEL (row->brief), brief);
  gtk_label_set_text (GTK_LABEL (row->time), when);
  gtk_widget_set_tooltip_text (widget, name);
  wp_name_accessible (widget, spoken);
}

static GtkWidget *
new_text (const char *style_class, GtkWidget *box)
{
  GtkWidget *label = wp_label_new (NULL, style_class);

  g_object_set (label, "ellipsize", PANGO_ELLIPSIZE_END, "lines", MOST_LINES, NULL);
  if (style_class != NULL)
    gtk_style_context_add_class (gtk_widget_get_style_context (label), "caption");
  gtk_box_pack_start (GTK_BOX (box), label, FALSE, TRUE, 0);
  return label;
}

static GtkWidget *
new_row (WpDeskEntry *entry)
{
  GtkWidget *widget = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  Row *row = g_new0 (Row, 1);

  row->entry = g_object_ref (entry);
  row->image = wp_state_image_new (WP_STATE_WAITING);
  gtk_widget_set_valign (row->image, GTK_ALIGN_START);
  gtk_widget_set_margin_top (row->image, 2);
  row->name = new_text (NULL, words);
  row->brief = new_text ("wp-dim", words);
  row->time = new_text ("wp-dim", words);
  g_object_set (box, "margin-start", 12, "margin-end", 12, "margin-top", 8, "margin-bottom", 8,
                NULL);
  gtk_box_pack_start (GTK_BOX (box), row->image, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), words, TRUE, TRUE, 0);
  gtk_container_add (GTK_CONTAINER (widget), box);
  g_object_set_data_full (G_OBJECT (widget), "wp-row", row, row_free);
  fill_row (widget, row);
  gtk_widget_show_all (widget);
  return widget;
}

/* The list */

static GtkWidget *
find_row (WpDeskCases *self, WpDeskEntry *entry)
{
  GtkListBoxRow *widget;

  for (int i = 0; (widget = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), i)) != NULL;
       i++)
    if (row_of (widget)->entry == entry)
      return GTK_WIDGET (widget);
  return NULL;
}

void
wp_desk_cases_add (WpDeskCases *self, WpDeskEntry *entry)
{
  GtkWidget *row = new_row (entry);

  gtk_list_box_prepend (GTK_LIST_BOX (self->list), row);
  gtk_list_box_select_row (GTK_LIST_BOX (self->list), GTK_LIST_BOX_ROW (row));
}

void
wp_desk_cases_update (WpDeskCases *self, WpDeskEntry *entry)
{
  GtkWidget *row = find_row (self, entry);

  if (row != NULL)
    fill_row (row, row_of (GTK_LIST_BOX_ROW (row)));
}

WpDeskEntry *
wp_desk_cases_chosen (WpDeskCases *self)
{
  Row *row = row_of (gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list)));

  return row == NULL ? NULL : row->entry;
}

gboolean
wp_desk_cases_choose_running (WpDeskCases *self, WpCase *wanted)
{
  GtkListBox *list = GTK_LIST_BOX (self->list);
  GtkListBoxRow *widget;

  for (int i = 0; (widget = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    if (wp_desk_entry_is_same (row_of (widget)->entry, wanted))
      {
        gtk_list_box_select_row (list, widget);
        return TRUE;
      }
  return FALSE;
}

void
wp_desk_cases_choose_none (WpDeskCases *self)
{
  gtk_list_box_unselect_all (GTK_LIST_BOX (self->list));
}

void
wp_desk_cases_focus (WpDeskCases *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));

  if (row == NULL)
    row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0);
  gtk_widget_grab_focus (row == NULL ? self->list : GTK_WIDGET (row));
}

static void
on_selected (GtkListBox *list G_GNUC_UNUSED, GtkListBoxRow *widget, gpointer data)
{
  Row *row = row_of (widget);

  g_signal_emit (data, signals[CHOSEN], 0, row == NULL ? NULL : row->entry);
}

static void
on_fresh (GtkButton *button G_GNUC_UNUSED, gpointer data)
{
  g_signal_emit (data, signals[FRESH], 0);
}

static void
wp_desk_cases_class_init (WpDeskCasesClass *class)
{
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, WP_TYPE_DESK_ENTRY);
  signals[FRESH] = g_signal_new ("fresh", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
new_head (WpDeskCases *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = wp_label_new (_ ("Cases"), "heading");
  GtkWidget *fresh = wp_icon_button_new ("list-add-symbolic", _ ("Check another address"));

  g_object_set (box, "margin-start", 12, "margin-end", 6, "margin-top", 6, "margin-bottom", 6,
                NULL);
  g_signal_connect (fresh, "clicked", G_CALLBACK (on_fresh), self);
  gtk_box_pack_start (GTK_BOX (box), label, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), fresh, FALSE, TRUE, 0);
  return box;
}

static void
wp_desk_cases_init (WpDeskCases *self)
{
  GtkWidget *none = wp_label_new (_ ("Nothing was checked yet."), "wp-dim");

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_style_context_add_class (gtk_widget_get_style_context (GTK_WIDGET (self)), "wp-sidebar");
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_SINGLE);
  gtk_style_context_add_class (gtk_widget_get_style_context (self->list), "wp-cases");
  wp_name_accessible (self->list, _ ("Cases"));
  g_object_set (none, "margin", 12, NULL);
  gtk_list_box_set_placeholder (GTK_LIST_BOX (self->list), none);
  g_signal_connect (self->list, "row-selected", G_CALLBACK (on_selected), self);
  gtk_box_pack_start (GTK_BOX (self), new_head (self), FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (self), wp_scroller_new (self->list), TRUE, TRUE, 0);
  gtk_widget_show_all (GTK_WIDGET (self));
}

GtkWidget *
wp_desk_cases_new (void)
{
  return g_object_new (WP_TYPE_DESK_CASES, NULL);
}
