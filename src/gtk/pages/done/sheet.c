/* See sheet.h. The texts are those of render/sheet. */
#include "gtk/pages/done/sheet.h"

#include <glib/gi18n-lib.h>

#include "gtk/pages/done/print.h"
#include "gtk/widgets/parts.h"
#include "gtk/widgets/scale.h"
#include "gtk/flow/words.h"
#include "render/sheet.h"

#define NARROW 500 /* px at the usual font size: below, a server has a block of its own */

struct _WpSheet
{
  GtkBox parent;

  WpCase *wp_case;
  GtkWidget *grid;
  GtkWidget *settings, *password;
  gboolean is_narrow;
  guint layout_source;
};

G_DEFINE_FINAL_TYPE (WpSheet, wp_sheet, GTK_TYPE_BOX)

static const struct
{
  const char *title;
  gsize offset;
} columns[] = {
  { N_ ("Server"), G_STRUCT_OFFSET (WpSheetRow, server) },
  { N_ ("Port"), G_STRUCT_OFFSET (WpSheetRow, port) },
  { N_ ("Encryption"), G_STRUCT_OFFSET (WpSheetRow, encryption) },
  { N_ ("User name"), G_STRUCT_OFFSET (WpSheetRow, username) },
};

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

/* Everything wraps: a table that could not be squeezed would keep the window wide. */
static GtkWidget *
new_title (const char *text)
{
  return wp_label_new (_ (text), "wp-point");
}

static GtkWidget *
new_value (const char *text)
{
  GtkWidget *label = wp_label_new (text, NULL);

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  /* Tab walks over the buttons; the keys of a caret are for who clicked. */
  gtk_widget_set_can_focus (label, FALSE);
  return label;
}

/* For who hears the table: what the value is, and of which server. */
static void
name_value (GtkWidget *label, const char *title, const WpSheetRow *row)
{
  g_autofree char *text = g_strdup_printf ("%s, %s", row->label, _ (title));

  atk_object_set_description (gtk_widget_get_accessible (label), text);
}

static void
attach_wide (GtkGrid *grid, int at, const WpSheetRow *row)
{
  gtk_grid_attach (grid, wp_label_new (row->label, "heading"), 0, at, 1, 1);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      GtkWidget *value = new_value (G_STRUCT_MEMBER (char *, row, columns[i].offset));

      name_value (value, columns[i].title, row);
      gtk_grid_attach (grid, value, (int) i + 1, at, 1, 1);
    }
}

static void
attach_narrow (GtkGrid *grid, int *at, const WpSheetRow *row)
{
  gtk_grid_attach (grid, wp_label_new (row->label, "heading"), 0, (*at)++, 2, 1);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++, (*at)++)
    {
      GtkWidget *value = new_value (G_STRUCT_MEMBER (char *, row, columns[i].offset));

      name_value (value, columns[i].title, row);
      gtk_grid_attach (grid, new_title (columns[i].title), 0, *at, 1, 1);
      gtk_grid_attach (grid, value, 1, *at, 1, 1);
    }
}

static void
fill (WpSheet *self)
{
  const WpReport *report = self->wp_case == NULL ? NULL : wp_case_report (self->wp_case);
  g_autoptr (GPtrArray) rows = NULL;
  int at = 0;

  wp_list_clear (self->grid);
  if (report == NULL)
    return;
  rows = wp_render_sheet (report, outcome_of (self), wp_words ());
  if (!self->is_narrow)
    for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
      gtk_grid_attach (GTK_GRID (self->grid), new_title (columns[i].title), (int) i + 1, at, 1, 1);
  at++;
  for (guint i = 0; i < rows->len; i++)
    if (self->is_narrow)
      attach_narrow (GTK_GRID (self->grid), &at, rows->pdata[i]);
    else
      attach_wide (GTK_GRID (self->grid), at++, rows->pdata[i]);
  gtk_widget_show_all (self->grid);
}

static gboolean
on_layout (gpointer data)
{
  WpSheet *self = data;

  self->layout_source = 0;
  fill (self);
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

  wp_copy_text (GTK_WIDGET (button), text);
  wp_announce (GTK_WIDGET (button), _ ("The settings were copied."));
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

static void
wp_sheet_init (WpSheet *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_style_context_add_class (gtk_widget_get_style_context (GTK_WIDGET (self)), "wp-card");
  self->grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 18);
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 6);
  self->settings = wp_label_new (NULL, NULL);
  gtk_label_set_selectable (GTK_LABEL (self->settings), TRUE);
  self->password = wp_label_new (NULL, "caption");
  gtk_style_context_add_class (gtk_widget_get_style_context (self->password), "wp-dim");
  gtk_box_pack_start (GTK_BOX (self), new_head (self), FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (self), self->grid, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (self), self->settings, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (self), self->password, FALSE, TRUE, 0);
  g_signal_connect (self, "size-allocate", G_CALLBACK (on_size), NULL);
  gtk_widget_show_all (GTK_WIDGET (self));
}

GtkWidget *
wp_sheet_new (void)
{
  return g_object_new (WP_TYPE_SHEET, NULL);
}

void
wp_sheet_update (WpSheet *self, WpCase *wp_case)
{
  const WpReport *report = wp_case_report (wp_case);
  g_autofree char *password = NULL, *settings = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  g_set_object (&self->wp_case, wp_case);
  if (report != NULL)
    {
      rows = wp_render_sheet (report, outcome_of (self), wp_words ());
      settings = wp_render_sheet_settings (wp_case_situation (wp_case), wp_case_chosen (wp_case),
                                           wp_words ());
      gtk_label_set_text (GTK_LABEL (self->settings), settings);
      gtk_widget_set_visible (self->settings, *settings != '\0');
      password = wp_render_sheet_password (report, wp_words ());
      gtk_label_set_text (GTK_LABEL (self->password), password);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), rows != NULL && rows->len > 0);
  fill (self);
}
