/* See segments.h. Radio buttons that draw no indicator are a stop of the Tab key each; so the box
 * hands the focus out itself. */
#include "gtk/widgets/segments.h"

struct _WpSegments
{
  GtkBox parent;

  GtkWidget *nobody; /* chosen while no answer is; never shown */
  GPtrArray *buttons;
  gboolean is_setting;
};

G_DEFINE_FINAL_TYPE (WpSegments, wp_segments, GTK_TYPE_BOX)

static guint chosen_signal;

static void
wp_segments_finalize (GObject *object)
{
  WpSegments *self = WP_SEGMENTS (object);

  g_ptr_array_unref (self->buttons);
  g_object_unref (self->nobody);
  G_OBJECT_CLASS (wp_segments_parent_class)->finalize (object);
}

static gboolean
wp_segments_focus (GtkWidget *widget, GtkDirectionType direction G_GNUC_UNUSED)
{
  WpSegments *self = WP_SEGMENTS (widget);
  int chosen = wp_segments_chosen (self);

  if (gtk_container_get_focus_child (GTK_CONTAINER (widget)) != NULL || self->buttons->len == 0)
    return FALSE;
  gtk_widget_grab_focus (self->buttons->pdata[MAX (chosen, 0)]);
  return TRUE;
}

/* One to the next or the one before, as the script runs; around at the ends. */
static int
step_of (WpSegments *self, guint key)
{
  int forward = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? -1 : 1;

  switch (key)
    {
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      return forward;
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      return -forward;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return 1;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return -1;
    default:
      return 0;
    }
}

static gboolean
wp_segments_key (GtkWidget *widget, GdkEventKey *event)
{
  WpSegments *self = WP_SEGMENTS (widget);
  int step = step_of (self, event->keyval);
  guint at = 0, len = self->buttons->len;
  GtkWidget *focused = gtk_container_get_focus_child (GTK_CONTAINER (widget));

  if (step == 0 || (event->state & gtk_accelerator_get_default_mod_mask ()) != 0
      || !g_ptr_array_find (self->buttons, focused, &at))
    return FALSE;
  at = (at + len + (guint) step) % len;
  gtk_widget_grab_focus (self->buttons->pdata[at]);
  gtk_toggle_button_set_active (self->buttons->pdata[at], TRUE);
  return TRUE;
}

static void
wp_segments_class_init (WpSegmentsClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = wp_segments_finalize;
  widget->focus = wp_segments_focus;
  widget->key_press_event = wp_segments_key;
  chosen_signal = g_signal_new ("chosen", WP_TYPE_SEGMENTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
wp_segments_init (WpSegments *self)
{
  self->buttons = g_ptr_array_new ();
  self->nobody = g_object_ref_sink (gtk_radio_button_new (NULL));
  gtk_style_context_add_class (gtk_widget_get_style_context (GTK_WIDGET (self)), "linked");
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
wp_segments_new (const char *name)
{
  WpSegments *self = g_object_new (WP_TYPE_SEGMENTS, NULL);
  AtkObject *accessible = gtk_widget_get_accessible (GTK_WIDGET (self));

  atk_object_set_role (accessible, ATK_ROLE_GROUPING);
  atk_object_set_name (accessible, name);
  return GTK_WIDGET (self);
}

static void
on_toggled (GtkToggleButton *button, gpointer data)
{
  WpSegments *self = data;
  guint n;

  if (self->is_setting || !gtk_toggle_button_get_active (button)
      || !g_ptr_array_find (self->buttons, button, &n))
    return;
  g_signal_emit (self, chosen_signal, 0, n);
}

void
wp_segments_add (WpSegments *self, const char *label)
{
  GtkWidget *button = gtk_radio_button_new_with_label_from_widget (GTK_RADIO_BUTTON (self->nobody),
                                                                   label);

  gtk_toggle_button_set_mode (GTK_TOGGLE_BUTTON (button), FALSE);
  gtk_style_context_add_class (gtk_widget_get_style_context (button), "wp-seg");
  atk_object_set_description (gtk_widget_get_accessible (button),
                              atk_object_get_name (gtk_widget_get_accessible (GTK_WIDGET (self))));
  g_signal_connect (button, "toggled", G_CALLBACK (on_toggled), self);
  g_ptr_array_add (self->buttons, button);
  gtk_box_pack_start (GTK_BOX (self), button, TRUE, TRUE, 0);
  gtk_widget_show (button);
}

void
wp_segments_set_label (WpSegments *self, guint n, const char *label)
{
  gtk_button_set_label (self->buttons->pdata[n], label);
}

void
wp_segments_choose (WpSegments *self, int n)
{
  GtkWidget *button = n < 0 ? self->nobody : self->buttons->pdata[n];

  self->is_setting = TRUE;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  self->is_setting = FALSE;
}

int
wp_segments_chosen (WpSegments *self)
{
  for (guint i = 0; i < self->buttons->len; i++)
    if (gtk_toggle_button_get_active (self->buttons->pdata[i]))
      return (int) i;
  return -1;
}

int
wp_segments_width (WpSegments *self)
{
  int width, sum = 0;

  for (guint i = 0; i < self->buttons->len; i++)
    {
      gtk_widget_get_preferred_width (self->buttons->pdata[i], NULL, &width);
      sum += width;
    }
  return sum;
}

void
wp_segments_set_slim (WpSegments *self, gboolean is_slim)
{
  for (guint i = 0; i < self->buttons->len; i++)
    {
      GtkStyleContext *style = gtk_widget_get_style_context (self->buttons->pdata[i]);

      if (is_slim)
        gtk_style_context_add_class (style, "wp-slim");
      else
        gtk_style_context_remove_class (style, "wp-slim");
    }
}

/* One below the other long labels wrap: nothing is as narrow as that which has no other way. */
void
wp_segments_set_stacked (WpSegments *self, gboolean is_stacked)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), is_stacked ? GTK_ORIENTATION_VERTICAL
                                                                    : GTK_ORIENTATION_HORIZONTAL);
  for (guint i = 0; i < self->buttons->len; i++)
    {
      GtkLabel *label = GTK_LABEL (gtk_bin_get_child (self->buttons->pdata[i]));

      gtk_label_set_line_wrap (label, is_stacked);
      gtk_label_set_line_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
      gtk_label_set_justify (label, GTK_JUSTIFY_CENTER);
    }
}
