/* See view.h. */
#include "gtk/view.h"

#include "gtk/widgets/fit.h"
#include "gtk/widgets/heading.h"
#include "gtk/widgets/line.h"
#include "gtk/widgets/parts.h"
#include "gtk/widgets/scale.h"
#include "gtk/widgets/scroller.h"

#define COLUMN 648 /* px at the usual font size; margins leave 600 for text */
#define MARGIN_WIDE 24
#define MARGIN_NARROW 18
#define LEAST_WIDTH_TO_PIN 548 /* both at the usual font size; below, all of it scrolls */
#define LEAST_HEIGHT_TO_PIN 453
#define EMBLEM 64

typedef struct
{
  WpCase *wp_case;
  GtkWidget *scroller;
  GtkWidget *column; /* box in it */
  GtkWidget *pinned; /* box above it */
  GPtrArray *pins;   /* of GtkWidget: what goes there while there is room, in order */
  gboolean is_pinned;
  GtkWidget *words;        /* the heading block */
  GtkWidget *heading_line; /* the heading, and what stands beside it */
  GtkWidget *emblem;       /* NULL: none */
  GtkWidget *heading;
  GtkWidget *lead;
  GtkWidget *callout;
  GtkWidget *callout_image;
  GtkWidget *callout_label;
} WpViewPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (WpView, wp_view, GTK_TYPE_BIN)

enum
{
  TOUCHED,
  GO,
  ADVANCE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static WpViewPrivate *
private_of (WpView *self)
{
  return wp_view_get_instance_private (self);
}

static void
wp_view_dispose (GObject *object)
{
  g_clear_object (&private_of (WP_VIEW (object))->wp_case);
  g_clear_pointer (&private_of (WP_VIEW (object))->pins, g_ptr_array_unref);
  G_OBJECT_CLASS (wp_view_parent_class)->dispose (object);
}

static void
wp_view_class_init (WpViewClass *class)
{
  G_OBJECT_CLASS (class)->dispose = wp_view_dispose;
  signals[TOUCHED] = g_signal_new ("touched", WP_TYPE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[GO] = g_signal_new ("go", WP_TYPE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[ADVANCE] = g_signal_new ("advance", WP_TYPE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static GtkWidget *
new_label (const char *style_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_line_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_line_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  wp_break_plainly (label);
  gtk_style_context_add_class (gtk_widget_get_style_context (label), style_class);
  return label;
}

static GtkWidget *
new_column (GtkWidget **box)
{
  GtkWidget *clamp = hdy_clamp_new ();

  *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_container_add (GTK_CONTAINER (clamp), *box);
  return clamp;
}

/* Wider with larger text, never narrower: pictures have a size of their own. */
static int
widest_of (WpView *self)
{
  return (int) (COLUMN * MAX (wp_scale_of (GTK_WIDGET (self)), 1));
}

/* Text needs the space more than the margins do. */
static int
margin_of (WpView *self)
{
  return gtk_widget_get_allocated_width (GTK_WIDGET (self)) < widest_of (self) ? MARGIN_NARROW
                                                                               : MARGIN_WIDE;
}

static void
fit_column (WpView *self, GtkWidget *box)
{
  int widest = widest_of (self), margin = margin_of (self);

  g_object_set (gtk_widget_get_parent (box), "maximum-size", widest, "tightening-threshold", widest,
                NULL);
  g_object_set (box, "margin-start", margin, "margin-end", margin, NULL);
}

int
wp_view_room (WpView *self)
{
  int width = gtk_widget_get_allocated_width (GTK_WIDGET (self));

  return MIN (width, widest_of (self)) - 2 * margin_of (self);
}

static GtkWidget *
new_callout (WpViewPrivate *priv)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  priv->callout_image = wp_state_image_new (WP_STATE_FAILS);
  gtk_widget_set_valign (priv->callout_image, GTK_ALIGN_START);
  gtk_style_context_add_class (gtk_widget_get_style_context (box), "wp-callout");
  priv->callout_label = new_label ("body");
  gtk_box_pack_start (GTK_BOX (box), priv->callout_image, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), priv->callout_label, TRUE, TRUE, 0);
  gtk_widget_show_all (box);
  gtk_widget_set_no_show_all (box, TRUE);
  gtk_widget_hide (box);
  return box;
}

/* Into the box above the scroller, or to the top of the column; who has the focus keeps it. */
static void
place_pins (WpViewPrivate *priv, gboolean is_pinned)
{
  GtkBox *from = GTK_BOX (priv->is_pinned ? priv->pinned : priv->column);
  GtkBox *to = GTK_BOX (is_pinned ? priv->pinned : priv->column);
  GtkWidget *window = gtk_widget_get_toplevel (priv->column);
  GtkWidget *focus = GTK_IS_WINDOW (window) ? gtk_window_get_focus (GTK_WINDOW (window)) : NULL;

  for (guint i = 0; i < priv->pins->len; i++)
    {
      GtkWidget *pin = priv->pins->pdata[i];

      g_object_ref (pin);
      gtk_container_remove (GTK_CONTAINER (from), pin);
      gtk_box_pack_start (to, pin, FALSE, TRUE, 0);
      gtk_box_reorder_child (to, pin, (gint) i);
      g_object_unref (pin);
    }
  priv->is_pinned = is_pinned;
  g_object_set (priv->pinned, "margin-top", is_pinned ? 6 : 0, "margin-bottom", is_pinned ? 12 : 0,
                NULL);
  gtk_widget_set_margin_top (priv->column, is_pinned ? 0 : 6);
  if (focus != NULL && gtk_widget_is_visible (focus))
    gtk_widget_grab_focus (focus);
}

static void
on_fit (GtkWidget *widget, double width, double height, gpointer data G_GNUC_UNUSED)
{
  WpViewPrivate *priv = private_of (WP_VIEW (widget));
  gboolean has_room = width >= LEAST_WIDTH_TO_PIN && height >= LEAST_HEIGHT_TO_PIN;

  fit_column (WP_VIEW (widget), priv->column);
  fit_column (WP_VIEW (widget), priv->pinned);
  if (priv->pins->len > 1 && has_room != priv->is_pinned)
    place_pins (priv, has_room);
}

static void
wp_view_init (WpView *self)
{
  WpViewPrivate *priv = private_of (self);
  GtkWidget *outer = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *frame = gtk_scrolled_window_new (NULL, NULL);
  GtkWidget *scroller = wp_scroller_new (new_column (&priv->column));
  GtkWidget *pins = new_column (&priv->pinned);

  priv->words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  priv->heading = wp_heading_new ();
  wp_break_plainly (priv->heading);
  priv->lead = new_label ("wp-lead");
  gtk_widget_set_no_show_all (priv->lead, TRUE);
  priv->heading_line = wp_line_new (12, 6);
  gtk_box_pack_start (GTK_BOX (priv->heading_line), priv->heading, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (priv->words), priv->heading_line, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (priv->words), priv->lead, FALSE, TRUE, 0);

  priv->callout = new_callout (priv);
  priv->scroller = scroller;
  g_object_set (priv->column, "margin-top", 6, "margin-bottom", 24, NULL);
  gtk_box_pack_start (GTK_BOX (priv->column), priv->words, FALSE, TRUE, 0);
  priv->pins = g_ptr_array_new ();
  g_ptr_array_add (priv->pins, priv->words);
  gtk_box_pack_start (GTK_BOX (priv->column), priv->callout, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (outer), pins, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (outer), scroller, TRUE, TRUE, 0);
  /* What a page needs in its widest form must not keep the window from being made narrower. */
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (frame), GTK_POLICY_EXTERNAL,
                                  GTK_POLICY_EXTERNAL);
  gtk_widget_set_can_focus (frame, FALSE);
  gtk_container_add (GTK_CONTAINER (frame), outer);
  gtk_container_add (GTK_CONTAINER (self), frame);
  fit_column (self, priv->column);
  fit_column (self, priv->pinned);
  wp_fit_watch (GTK_WIDGET (self), on_fit, NULL);
  gtk_widget_show_all (GTK_WIDGET (self));
}

WpCase *
wp_view_case (WpView *self)
{
  return private_of (self)->wp_case;
}

void
wp_view_set_case (WpView *self, WpCase *taken)
{
  WpViewPrivate *priv = private_of (self);

  g_assert (priv->wp_case == NULL);
  priv->wp_case = taken;
  if (WP_VIEW_GET_CLASS (self)->is_dense)
    {
      gtk_box_set_spacing (GTK_BOX (priv->column), 12);
      gtk_box_set_spacing (GTK_BOX (priv->pinned), 12);
    }
}

void
wp_view_set_heading (WpView *self, const char *heading, const char *lead)
{
  WpViewPrivate *priv = private_of (self);

  gtk_label_set_text (GTK_LABEL (priv->heading), heading);
  gtk_label_set_text (GTK_LABEL (priv->lead), lead == NULL ? "" : lead);
  gtk_widget_set_visible (priv->lead, lead != NULL);
}

void
wp_view_show_top (WpView *self)
{
  GtkScrolledWindow *scroller = GTK_SCROLLED_WINDOW (private_of (self)->scroller);

  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (scroller), 0);
}

void
wp_view_set_emblem (WpView *self, const char *icon, const char *style_class)
{
  WpViewPrivate *priv = private_of (self);

  if (priv->emblem != NULL)
    gtk_widget_destroy (priv->emblem);
  priv->emblem = gtk_image_new_from_icon_name (icon, GTK_ICON_SIZE_DIALOG);
  gtk_image_set_pixel_size (GTK_IMAGE (priv->emblem), EMBLEM);
  gtk_widget_set_margin_bottom (priv->emblem, 12);
  gtk_style_context_add_class (gtk_widget_get_style_context (priv->emblem), style_class);
  gtk_box_pack_start (GTK_BOX (priv->words), priv->emblem, FALSE, TRUE, 0);
  gtk_box_reorder_child (GTK_BOX (priv->words), priv->emblem, 0);
  g_object_set (priv->heading, "xalign", 0.5, "justify", GTK_JUSTIFY_CENTER, NULL);
  g_object_set (priv->lead, "xalign", 0.5, "justify", GTK_JUSTIFY_CENTER, NULL);
  gtk_widget_show (priv->emblem);
}

void
wp_view_set_heading_widget (WpView *self, GtkWidget *widget)
{
  g_object_set (widget, "valign", GTK_ALIGN_CENTER, "halign", GTK_ALIGN_START, NULL);
  gtk_box_pack_end (GTK_BOX (private_of (self)->heading_line), widget, FALSE, TRUE, 0);
}

void
wp_view_add (WpView *self, GtkWidget *widget)
{
  gtk_box_pack_start (GTK_BOX (private_of (self)->column), widget, FALSE, TRUE, 0);
}

void
wp_view_pin (WpView *self, GtkWidget *widget)
{
  WpViewPrivate *priv = private_of (self);

  g_ptr_array_add (priv->pins, widget);
  gtk_box_pack_start (GTK_BOX (priv->column), widget, FALSE, TRUE, 0);
  gtk_box_reorder_child (GTK_BOX (priv->column), widget, (gint) priv->pins->len - 1);
}

GtkWidget *
wp_view_peek_heading (WpView *self)
{
  return private_of (self)->heading;
}

void
wp_view_touch (WpView *self)
{
  g_signal_emit (self, signals[TOUCHED], 0);
}

void
wp_view_go (WpView *self, WpPageId page)
{
  g_signal_emit (self, signals[GO], 0, (guint) page);
}

void
wp_view_advance (WpView *self)
{
  g_signal_emit (self, signals[ADVANCE], 0);
}

static void
say (WpView *self, WpStateKind kind, const char *sentence)
{
  WpViewPrivate *priv = private_of (self);

  gtk_label_set_text (GTK_LABEL (priv->callout_label), sentence == NULL ? "" : sentence);
  wp_state_image_set (GTK_IMAGE (priv->callout_image), kind);
  gtk_widget_set_visible (priv->callout, sentence != NULL);
  if (sentence != NULL)
    wp_announce (priv->callout, sentence);
}

void
wp_view_complain (WpView *self, const char *sentence)
{
  say (self, WP_STATE_FAILS, sentence);
}

void
wp_view_say (WpView *self, const char *sentence)
{
  say (self, WP_STATE_WORKS, sentence);
}
