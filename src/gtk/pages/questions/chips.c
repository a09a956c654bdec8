/* See chips.h. Two of them may be values of one fact: then one takes the tick of the other. */
#include "gtk/pages/questions/chips.h"

#include <glib/gi18n-lib.h>

#include "advise/advise.h"
#include "gtk/widgets/parts.h"

struct _WpChips
{
  GtkGrid parent;

  WpCase *wp_case; /* lent: it outlives its pages */
  GtkWidget *boxes[WP_MOST_CHIPS];
  guint n_boxes;
  gboolean is_setting;
};

G_DEFINE_FINAL_TYPE (WpChips, wp_chips, GTK_TYPE_GRID)

static void wp_chips_dispose (GObject *object);

static void
wp_chips_class_init (WpChipsClass *class)
{
  G_OBJECT_CLASS (class)->dispose = wp_chips_dispose;
}

/* A grid, for a flow box does not let Tab through to what lies in its children. */
static void
wp_chips_init (WpChips *self)
{
  GtkGrid *grid = GTK_GRID (self);

  gtk_grid_set_column_homogeneous (grid, TRUE);
  gtk_grid_set_column_spacing (grid, 12);
  gtk_grid_set_row_spacing (grid, 6);
  g_object_set (self, "margin", 12, NULL);
}

static void
on_toggled (GtkToggleButton *box, gpointer data)
{
  WpChips *self = data;
  guint count;
  const WpAdviceChip *chips = wp_advise_chips (&count);

  for (guint i = 0; i < count && !self->is_setting; i++)
    if (self->boxes[i] == GTK_WIDGET (box))
      wp_case_tell (self->wp_case, chips[i].fact,
                    gtk_toggle_button_get_active (box) ? chips[i].value : WP_UNKNOWN);
}

/* What it is called, and what that means. */
static GtkWidget *
new_chip (WpChips *self, const WpAdviceChip *chip)
{
  GtkWidget *box = gtk_check_button_new ();
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *hint = wp_label_new (_ (chip->hint), "caption");
  AtkObject *accessible = gtk_widget_get_accessible (box);

  gtk_style_context_add_class (gtk_widget_get_style_context (hint), "wp-dim");
  gtk_box_pack_start (GTK_BOX (words), wp_label_new (_ (chip->label), NULL), FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (words), hint, FALSE, TRUE, 0);
  gtk_container_add (GTK_CONTAINER (box), words);
  gtk_widget_set_valign (box, GTK_ALIGN_START);
  atk_object_set_name (accessible, _ (chip->label));
  atk_object_set_description (accessible, _ (chip->hint));
  g_signal_connect (box, "toggled", G_CALLBACK (on_toggled), self);
  return box;
}

static void
wp_chips_dispose (GObject *object)
{
  WpChips *self = WP_CHIPS (object);

  for (guint i = 0; i < self->n_boxes; i++)
    g_clear_object (&self->boxes[i]);
  G_OBJECT_CLASS (wp_chips_parent_class)->dispose (object);
}

void
wp_chips_set_narrow (WpChips *self, gboolean is_narrow)
{
  int columns = is_narrow ? 1 : 2;

  /* From the last: a grid tells a screen reader of the newest first. */
  for (int n = (int) self->n_boxes - 1; n >= 0; n--)
    {
      if (gtk_widget_get_parent (self->boxes[n]) != NULL)
        gtk_container_remove (GTK_CONTAINER (self), self->boxes[n]);
      gtk_grid_attach (GTK_GRID (self), self->boxes[n], n % columns, n / columns, 1, 1);
    }
}

GtkWidget *
wp_chips_new (WpCase *lent)
{
  WpChips *self = g_object_new (WP_TYPE_CHIPS, NULL);
  guint count;
  const WpAdviceChip *chips = wp_advise_chips (&count);

  g_assert (count <= WP_MOST_CHIPS);
  self->wp_case = lent;
  self->n_boxes = count;
  for (guint i = 0; i < count; i++)
    self->boxes[i] = g_object_ref_sink (new_chip (self, &chips[i]));
  wp_chips_set_narrow (self, FALSE);
  gtk_widget_show_all (GTK_WIDGET (self));
  wp_chips_update (self);
  return GTK_WIDGET (self);
}

void
wp_chips_update (WpChips *self)
{
  const WpSituation *situation = wp_case_situation (self->wp_case);
  guint count;
  const WpAdviceChip *chips = wp_advise_chips (&count);

  self->is_setting = TRUE;
  for (guint i = 0; i < count; i++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->boxes[i]),
                                  situation->values[chips[i].fact] == chips[i].value);
  self->is_setting = FALSE;
}
