/* See parts.h. */
#include "gtk/widgets/parts.h"

#include <string.h>

#include "gtk/widgets/line.h"
#include "gtk/widgets/scale.h"

#define N_BUTTONS 3
#define MOST_WHOLE 12 /* bytes of a name that are kept together */

static void
break_plainly_in (GtkWidget *widget, gpointer data G_GNUC_UNUSED)
{
  wp_break_plainly (widget);
}

void
wp_break_plainly (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    {
      PangoAttrList *list = pango_attr_list_new ();

      pango_attr_list_insert (list, pango_attr_insert_hyphens_new (FALSE));
      gtk_label_set_attributes (GTK_LABEL (widget), list);
      pango_attr_list_unref (list);
    }
  else if (GTK_IS_CONTAINER (widget))
    gtk_container_forall (GTK_CONTAINER (widget), break_plainly_in, NULL);
}

/* A part as long as a line has to be broken somewhere. The signs between two parts belong to
 * neither: a label makes one attribute of two equal ones that touch. */
static void
keep_whole (PangoAttrList *list, gsize from, gsize to)
{
  PangoAttribute *attribute;

  if (to - from < 2 || to - from > MOST_WHOLE)
    return;
  attribute = pango_attr_allow_breaks_new (FALSE);
  attribute->start_index = (guint) from;
  attribute->end_index = (guint) to;
  pango_attr_list_insert (list, attribute);
}

static void
break_label_at_dots (GtkLabel *label)
{
  const char *text = gtk_label_get_text (label);
  PangoAttrList *list = pango_attr_list_new ();
  gsize from = 0, at = 0;

  pango_attr_list_insert (list, pango_attr_insert_hyphens_new (FALSE));
  for (; text[at] != '\0'; at++)
    if (strchr (".@ ", text[at]) != NULL)
      {
        keep_whole (list, from, at);
        from = at + 1;
      }
  keep_whole (list, from, at);
  gtk_label_set_attributes (label, list);
  pango_attr_list_unref (list);
}

static void
break_at_dots_in (GtkWidget *widget, gpointer data G_GNUC_UNUSED)
{
  wp_break_at_dots (widget);
}

void
wp_break_at_dots (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    break_label_at_dots (GTK_LABEL (widget));
  else if (GTK_IS_CONTAINER (widget))
    gtk_container_forall (GTK_CONTAINER (widget), break_at_dots_in, NULL);
}

GtkWidget *
wp_label_new (const char *text, const char *style_class)
{
  GtkWidget *label = gtk_label_new (text);

  g_object_set (label, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);
  wp_break_plainly (label);
  if (style_class != NULL)
    gtk_style_context_add_class (gtk_widget_get_style_context (label), style_class);
  gtk_widget_show (label);
  return label;
}

GtkWidget *
wp_passage_new (const char *text)
{
  GtkWidget *label = wp_label_new (text, NULL);

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  /* A label that selects its text when it gets the focus shouts. */
  gtk_widget_set_can_focus (label, FALSE);
  return label;
}

GtkWidget *
wp_list_new (void)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_style_context_add_class (gtk_widget_get_style_context (list), "content");
  gtk_widget_show (list);
  return list;
}

GtkWidget *
wp_group_new (const char *title, GtkWidget *child)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *label = wp_label_new (title, "heading");

  atk_object_add_relationship (gtk_widget_get_accessible (child), ATK_RELATION_LABELLED_BY,
                               gtk_widget_get_accessible (label));
  gtk_box_pack_start (GTK_BOX (box), label, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), child, FALSE, TRUE, 0);
  gtk_widget_show (box);
  return box;
}

GtkWidget *
wp_row_new (const char *title, const char *subtitle)
{
  GtkWidget *row = hdy_action_row_new ();

  hdy_preferences_row_set_title (HDY_PREFERENCES_ROW (row), title);
  hdy_action_row_set_subtitle (HDY_ACTION_ROW (row), subtitle == NULL ? "" : subtitle);
  hdy_action_row_set_title_lines (HDY_ACTION_ROW (row), 0);
  hdy_action_row_set_subtitle_lines (HDY_ACTION_ROW (row), 0);
  wp_break_plainly (row);
  gtk_widget_show (row);
  return row;
}

GtkWidget *
wp_state_row_new (WpStateKind kind, const char *title, const char *subtitle)
{
  GtkWidget *row = wp_row_new (title, subtitle);
  GtkWidget *image = wp_state_image_new (kind);

  gtk_widget_show (image);
  hdy_action_row_add_prefix (HDY_ACTION_ROW (row), image);
  return row;
}

GtkWidget *
wp_icon_button_new (const char *icon, const char *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon, GTK_ICON_SIZE_BUTTON);

  wp_name_accessible (button, name);
  gtk_widget_set_tooltip_text (button, name);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_style_context_add_class (gtk_widget_get_style_context (button), "flat");
  wp_grow_icons (button);
  gtk_widget_show (button);
  return button;
}

void
wp_name_accessible (GtkWidget *widget, const char *name)
{
  atk_object_set_name (gtk_widget_get_accessible (widget), name);
}

typedef struct
{
  GtkListBoxRow parent;
} WpBodyRow;

typedef struct
{
  GtkListBoxRowClass parent_class;
} WpBodyRowClass;

static GType wp_body_row_get_type (void);

G_DEFINE_TYPE (WpBodyRow, wp_body_row, GTK_TYPE_LIST_BOX_ROW)

static gboolean
body_row_focus (GtkWidget *widget, GtkDirectionType direction)
{
  GtkWidget *child = gtk_bin_get_child (GTK_BIN (widget));

  return child != NULL && gtk_widget_child_focus (child, direction);
}

static void
wp_body_row_class_init (WpBodyRowClass *class)
{
  GTK_WIDGET_CLASS (class)->focus = body_row_focus;
}

static void
wp_body_row_init (WpBodyRow *self)
{
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (self), FALSE);
}

GtkWidget *
wp_body_row_new (GtkWidget *child)
{
  GtkWidget *self = g_object_new (wp_body_row_get_type (), NULL);

  gtk_container_add (GTK_CONTAINER (self), child);
  gtk_widget_show_all (self);
  return self;
}

void
wp_list_clear (GtkWidget *list)
{
  g_autoptr (GList) children = gtk_container_get_children (GTK_CONTAINER (list));

  for (GList *child = children; child != NULL; child = child->next)
    gtk_widget_destroy (child->data);
}

static void
wrap_buttons_in (GtkWidget *widget, gpointer data G_GNUC_UNUSED)
{
  wp_wrap_buttons (widget);
}

/* Not those that are drawn as one row, and belong to each other. */
void
wp_wrap_buttons (GtkWidget *widget)
{
  GtkWidget *label = G_OBJECT_TYPE (widget) == GTK_TYPE_BUTTON
                         ? gtk_bin_get_child (GTK_BIN (widget))
                         : NULL;

  if (GTK_IS_LABEL (label))
    g_object_set (label, "wrap", TRUE, "justify", GTK_JUSTIFY_CENTER, NULL);
  else if (GTK_IS_CONTAINER (widget))
    gtk_container_forall (GTK_CONTAINER (widget), wrap_buttons_in, NULL);
}

void
wp_hide_for_now (GtkWidget *widget)
{
  gtk_widget_show_all (widget);
  gtk_widget_hide (widget);
  gtk_widget_set_no_show_all (widget, TRUE);
}

void
wp_announce (GtkWidget *widget, const char *sentence)
{
  AtkObject *accessible = gtk_widget_get_accessible (widget);

  /* ATK 2.46 and later have it. */
  if (g_signal_lookup ("announcement", G_OBJECT_TYPE (accessible)) != 0)
    g_signal_emit_by_name (accessible, "announcement", sentence);
}

void
wp_copy_text (GtkWidget *widget, const char *text)
{
  gtk_clipboard_set_text (gtk_widget_get_clipboard (widget, GDK_SELECTION_CLIPBOARD), text, -1);
}

/* Callout */

struct _WpCallout
{
  GtkBox parent;

  GtkWidget *image;
  GtkWidget *title;
  GtkWidget *text;
  GtkWidget *below;
  GtkWidget *buttons[N_BUTTONS];
  GtkWidget *note;
};

G_DEFINE_FINAL_TYPE (WpCallout, wp_callout, GTK_TYPE_BOX)

static guint clicked_signal;

static void
on_clicked (GtkButton *button, gpointer data)
{
  WpCallout *self = data;

  for (guint i = 0; i < N_BUTTONS; i++)
    if (GTK_WIDGET (button) == self->buttons[i])
      g_signal_emit (self, clicked_signal, 0, i);
}

static void
wp_callout_class_init (WpCalloutClass *class)
{
  clicked_signal = g_signal_new ("clicked", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static GtkWidget *
new_below (WpCallout *self)
{
  GtkWidget *line = wp_line_new (12, 6);

  for (guint i = 0; i < N_BUTTONS; i++)
    {
      self->buttons[i] = gtk_button_new_with_mnemonic ("");
      gtk_widget_set_halign (self->buttons[i], GTK_ALIGN_START);
      g_signal_connect (self->buttons[i], "clicked", G_CALLBACK (on_clicked), self);
      gtk_box_pack_start (GTK_BOX (line), self->buttons[i], FALSE, TRUE, 0);
    }
  self->note = wp_label_new (NULL, "caption");
  gtk_style_context_add_class (gtk_widget_get_style_context (self->note), "wp-dim");
  gtk_widget_set_valign (self->note, GTK_ALIGN_CENTER);
  gtk_box_pack_start (GTK_BOX (line), self->note, FALSE, TRUE, 0);
  return line;
}

static void
wp_callout_init (WpCallout *self)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_style_context_add_class (gtk_widget_get_style_context (GTK_WIDGET (self)), "wp-callout");
  self->image = wp_state_image_new (WP_STATE_WAITING);
  gtk_widget_set_valign (self->image, GTK_ALIGN_START);
  self->title = wp_label_new (NULL, "heading");
  self->text = wp_label_new (NULL, "wp-lead");
  self->below = new_below (self);
  gtk_box_pack_start (GTK_BOX (words), self->title, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (words), self->text, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (words), self->below, FALSE, TRUE, 0);
  gtk_widget_set_margin_top (self->below, 6);
  gtk_box_pack_start (GTK_BOX (self), self->image, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (self), words, TRUE, TRUE, 0);
  gtk_widget_show_all (GTK_WIDGET (self));
  gtk_widget_set_no_show_all (GTK_WIDGET (self), TRUE);
  wp_callout_set_buttons (self, NULL, NULL, NULL, NULL);
  gtk_widget_hide (GTK_WIDGET (self));
}

GtkWidget *
wp_callout_new (void)
{
  return g_object_new (WP_TYPE_CALLOUT, NULL);
}

static void
set_text (GtkWidget *label, const char *text)
{
  gtk_label_set_text (GTK_LABEL (label), text == NULL ? "" : text);
  gtk_widget_set_visible (label, text != NULL && *text != '\0');
}

void
wp_callout_set (WpCallout *self, WpStateKind kind, const char *title, const char *text)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));

  if (kind == WP_STATE_WARNING || kind == WP_STATE_FAILS || kind == WP_STATE_GUESS)
    gtk_style_context_add_class (style, "wp-warn");
  else
    gtk_style_context_remove_class (style, "wp-warn");
  wp_state_image_set (GTK_IMAGE (self->image), kind);
  set_text (self->title, title);
  set_text (self->text, text);
  gtk_widget_set_visible (GTK_WIDGET (self), title != NULL || text != NULL);
}

void
wp_callout_set_buttons (
    WpCallout *self, const char *first, const char *second, const char *third, const char *note)
{
  const char *labels[N_BUTTONS] = { first, second, third };

  for (guint i = 0; i < N_BUTTONS; i++)
    {
      if (labels[i] != NULL)
        {
          gtk_button_set_label (GTK_BUTTON (self->buttons[i]), labels[i]);
          gtk_button_set_use_underline (GTK_BUTTON (self->buttons[i]), TRUE);
        }
      gtk_widget_set_visible (self->buttons[i], labels[i] != NULL);
    }
  gtk_label_set_text (GTK_LABEL (self->note), note == NULL ? "" : note);
  gtk_widget_set_visible (self->note, note != NULL);
  gtk_widget_set_visible (self->below,
                          first != NULL || second != NULL || third != NULL || note != NULL);
}
