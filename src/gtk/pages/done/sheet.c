/* See sheet.h. The texts are those of render/sheet. */
#include "gtk/pages/done/sheet.h"

#include <glib/gi18n-lib.h>

#include "gtk/copy.h"
#include "gtk/pages/done/print.h"
#include "gtk/flow/words.h"
#include "gtk/widgets/parts.h"
#include "gtk/widgets/scale.h"
#include "gtk/widgets/sheet-value.h"

#define NARROW 500 /* px at the usual font size: below, a server has a block of its own */

struct _WpSheet
{
  GtkBox parent;

  WpCase *wp_case;
  GtkWidget *grid;
  GtkWidget *answer, *settings, *end;
  gboolean is_narrow;
  guint layout_source;
};

G_DEFINE_FINAL_TYPE (WpSheet, wp_sheet, GTK_TYPE_BOX)

static void
wp_sheet_dispose (GObject *object)
{
  WpSheet *self = WP_SHEET (object);

  g_clear_handle_id (&self->layout_source, g_source_remove);
  g_clear_object (&self->wp_case);
  G_OBJECT_CLASS (wp_sheet_parent_class)->dispose (object);
}

static void
wp_sheet_class_init (WpSheetClass *class)
{
  G_OBJECT_CLASS (class)->dispose = wp_sheet_dispose;
}

static WpAdviceOutcome
outcome_of (WpSheet *self)
{
  return wp_case_chosen (self->wp_case)->outcome;
}

/* Where something goes in the table. */
typedef struct
{
  GtkWidget *widget;
  int column, row, width;
} Cell;

static void
add_cell (GArray *cells, GtkWidget *widget, int column, int row, int width)
{
  Cell cell = { widget, column, row, width };

  g_array_append_val (cells, cell);
}

/* A grid is read out from the cell that was attached last. */
static void
attach_all (GtkGrid *grid, const GArray *cells)
{
  for (guint i = cells->len; i-- > 0;)
    {
      const Cell *cell = &g_array_index (cells, Cell, i);

      gtk_grid_attach (grid, cell->widget, cell->column, cell->row, cell->width, 1);
    }
}

/* Everything wraps: a table that could not be squeezed would keep the window wide. */
static GtkWidget *
new_title (const char *text)
{
  return wp_label_new (text, "wp-point");
}

static void
add_titles (GArray *cells, const WpSheetRow *row)
{
  const char *title, *value;

  for (guint i = 0; (title = wp_sheet_row_field (row, i, wp_words (), &value)) != NULL; i++)
    add_cell (cells, new_title (title), (int) i + 1, 0, 1);
}

static void
add_wide (GArray *cells, const GPtrArray *rows)
{
  if (rows->len > 0)
    add_titles (cells, rows->pdata[0]);
  for (guint n = 0; n < rows->len; n++)
    {
      const WpSheetRow *row = rows->pdata[n];
      const char *title;
      GtkWidget *value;

      add_cell (cells, wp_label_new (row->label, "heading"), 0, (int) n + 1, 1);
      for (guint i = 0; (value = wp_sheet_value_new (row, i, &title)) != NULL; i++)
        add_cell (cells, value, (int) i + 1, (int) n + 1, 1);
    }
}

static void
add_narrow (GArray *cells, const GPtrArray *rows)
{
  int at = 0;

  for (guint n = 0; n < rows->len; n++)
    {
      const WpSheetRow *row = rows->pdata[n];
      const char *title;
      GtkWidget *value;

      add_cell (cells, wp_label_new (row->label, "heading"), 0, at++, 2);
      for (guint i = 0; (value = wp_sheet_value_new (row, i, &title)) != NULL; i++, at++)
        {
          add_cell (cells, new_title (title), 0, at, 1);
          add_cell (cells, value, 1, at, 1);
        }
    }
}

static GPtrArray *
rows_of (WpSheet *self)
{
  const WpReport *report = self->wp_case == NULL ? NULL : wp_case_report (self->wp_case);

  return report == NULL ? g_ptr_array_new ()
                        : wp_render_sheet (report, outcome_of (self), wp_words ());
}

static void
fill (WpSheet *self, const GPtrArray *rows)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (Cell));

  wp_list_clear (self->grid);
  if (self->is_narrow)
    add_narrow (cells, rows);
  else
    add_wide (cells, rows);
  attach_all (GTK_GRID (self->grid), cells);
  gtk_widget_show_all (self->grid);
  gtk_widget_set_visible (self->grid, rows->len > 0);
}

static gboolean
on_layout (gpointer data)
{
  WpSheet *self = data;
  g_autoptr (GPtrArray) rows = rows_of (self);

  self->layout_source = 0;
  fill (self, rows);
  return G_SOURCE_REMOVE;
}

static void
on_size (GtkWidget *widget, GdkRectangle *size, gpointer data G_GNUC_UNUSED)
{
  WpSheet *self = WP_SHEET (widget);
  gboolean is_narrow = size->width < NARROW * wp_scale_of (widget);

  if (is_narrow == self->is_narrow)
    return;
  self->is_narrow = is_narrow;
  if (self->layout_source == 0)
    self->layout_source = g_idle_add (on_layout, self);
}

static char *
text_of (WpSheet *self)
{
  return wp_render_sheet_text (wp_case_report (self->wp_case), wp_case_situation (self->wp_case),
                               wp_case_chosen (self->wp_case), wp_words ());
}

static void
on_copy (GtkButton *button, gpointer data)
{
  g_autofree char *text = text_of (data);

  wp_copy_by_button (GTK_WIDGET (button), text, _ ("The settings were copied."));
}

static void
on_print (GtkButton *button, gpointer data)
{
  g_autofree char *text = text_of (data);

  wp_print_text (GTK_WINDOW (gtk_widget_get_toplevel (GTK_WIDGET (button))), _ ("Mail Settings"),
                 text);
}

static GtkWidget *
new_head (WpSheet *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = wp_label_new (_ ("Settings Sheet"), "heading");
  GtkWidget *copy = gtk_button_new_with_mnemonic (_ ("Co_py"));
  GtkWidget *print = gtk_button_new_with_mnemonic (_ ("Pr_int…"));

  wp_name_accessible (copy, _ ("Copy the settings"));
  wp_name_accessible (print, _ ("Print the settings"));
  g_signal_connect (copy, "clicked", G_CALLBACK (on_copy), self);
  g_signal_connect (print, "clicked", G_CALLBACK (on_print), self);
  gtk_box_pack_start (GTK_BOX (box), title, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), copy, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), print, FALSE, TRUE, 0);
  return box;
}

static GtkWidget *
new_text (WpSheet *self)
{
  GtkWidget *label = wp_passage_new (NULL);

  gtk_widget_set_no_show_all (label, TRUE);
  gtk_box_pack_start (GTK_BOX (self), label, FALSE, TRUE, 0);
  return label;
}

static void
wp_sheet_init (WpSheet *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_style_context_add_class (gtk_widget_get_style_context (GTK_WIDGET (self)), "wp-card");
  self->grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 18);
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 6);
  gtk_box_pack_start (GTK_BOX (self), new_head (self), FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (self), self->grid, FALSE, TRUE, 0);
  self->answer = new_text (self);
  self->settings = new_text (self);
  self->end = new_text (self);
  g_signal_connect (self, "size-allocate", G_CALLBACK (on_size), NULL);
  gtk_widget_show_all (GTK_WIDGET (self));
}

GtkWidget *
wp_sheet_new (void)
{
  return g_object_new (WP_TYPE_SHEET, NULL);
}

static void
set_text (GtkWidget *label, const char *text)
{
  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_widget_set_visible (label, *text != '\0');
}

/* As the text that is copied has it: where no server is on it, the answer. */
void
wp_sheet_update (WpSheet *self, WpCase *wp_case)
{
  const WpReport *report = wp_case_report (wp_case);
  const WpSituation *situation = wp_case_situation (wp_case);
  const WpAdvice *chosen = wp_case_chosen (wp_case);
  g_autofree char *answer = NULL, *settings = NULL, *end = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  g_set_object (&self->wp_case, wp_case);
  rows = rows_of (self);
  answer = rows->len > 0 ? g_strdup ("")
                         : wp_render_sheet_answer (report, situation, chosen, wp_words ());
  settings = wp_render_sheet_settings (situation, chosen, wp_words ());
  end = wp_render_sheet_end (report, chosen->outcome, wp_words ());
  set_text (self->answer, answer);
  set_text (self->settings, settings);
  set_text (self->end, end);
  fill (self, rows);
  gtk_widget_set_visible (GTK_WIDGET (self), rows->len > 0 || *answer != '\0');
}
