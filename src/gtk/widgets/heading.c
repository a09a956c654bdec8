/* See heading.h. */
#include "gtk/widgets/heading.h"

struct _WpHeading
{
  GtkLabel parent;
};

G_DEFINE_FINAL_TYPE (WpHeading, wp_heading, GTK_TYPE_LABEL)

static void
grab_focus (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (g_type_class_peek (GTK_TYPE_WIDGET))->grab_focus (widget);
}

static void
wp_heading_class_init (WpHeadingClass *class)
{
  GTK_WIDGET_CLASS (class)->grab_focus = grab_focus;
}

static void
wp_heading_init (WpHeading *self)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));

  g_object_set (self, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "can-focus",
                TRUE, NULL);
  gtk_style_context_add_class (style, "title-1");
  atk_object_set_role (gtk_widget_get_accessible (GTK_WIDGET (self)), ATK_ROLE_HEADING);
}

GtkWidget *
wp_heading_new (void)
{
  return g_object_new (WP_TYPE_HEADING, NULL);
}
