/* See chips.h. Two of them may be values of one fact: then one takes the tick of the other. */
#include "gtk/pages/questions/chips.h"

#include <glib/gi18n-lib.h>

#include "advise/advise.h"

struct _WpChips
{
  GtkFlowBox parent;

  WpCase *wp_case; /* lent: it outlives its pages */
  GtkWidget *boxes[WP_MOST_CHIPS];
  gboolean is_setting;
};

G_DEFINE_FINAL_TYPE (WpChips, wp_chips, GTK_TYPE_FLOW_BOX)

static void
wp_chips_class_init (WpChipsClass *class G_GNUC_UNUSED)
{
}

static void
wp_chips_init (WpChips *self)
{
  GtkFlowBox *flow = GTK_FLOW_BOX (self);

  gtk_flow_box_set_selection_mode (flow, GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (flow, 2);
  gtk_flow_box_set_column_spacing (flow, 12);
  gtk_flow_box_set_homogeneous (flow, TRUE);
  gtk_widget_set_can_focus (GTK_WIDGET (self), FALSE);
  g_object_set (self, "margin", 6, NULL);
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

static GtkWidget *
new_chip (WpChips *self, const WpAdviceChip *chip)
{
  GtkWidget *box = gtk_check_button_new_with_label (_ (chip->label));
  GtkWidget *label = gtk_bin_get_child (GTK_BIN (box));

  gtk_label_set_line_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (chip->hint != NULL)
    {
      gtk_widget_set_tooltip_text (box, _ (chip->hint));
      atk_object_set_description (gtk_widget_get_accessible (box), _ (chip->hint));
    }
  g_signal_connect (box, "toggled", G_CALLBACK (on_toggled), self);
  return box;
}

GtkWidget *
wp_chips_new (WpCase *lent)
{
  WpChips *self = g_object_new (WP_TYPE_CHIPS, NULL);
  guint count;
  const WpAdviceChip *chips = wp_advise_chips (&count);

  g_assert (count <= WP_MOST_CHIPS);
  self->wp_case = lent;
  for (guint i = 0; i < count; i++)
    {
      GtkWidget *child = gtk_flow_box_child_new ();

      self->boxes[i] = new_chip (self, &chips[i]);
      gtk_widget_set_can_focus (child, FALSE);
      gtk_container_add (GTK_CONTAINER (child), self->boxes[i]);
      gtk_container_add (GTK_CONTAINER (self), child);
    }
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
