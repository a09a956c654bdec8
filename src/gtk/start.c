/* See start.h. */
#include "gtk/start.h"

#include <handy.h>

#include <glib/gi18n-lib.h>

#include "gtk/widgets/fit.h"
#include "gtk/widgets/heading.h"
#include "gtk/widgets/menu.h"
#include "gtk/widgets/names.h"
#include "gtk/widgets/parts.h"
#include "gtk/widgets/scale.h"
#include "gtk/widgets/scroller.h"

#define COLUMN 480
#define ICON 112
#define ICON_NARROW 80
#define NARROW 480
#define ICONS "/org/waypost/Waypost/icons/start"

typedef struct
{
  WpWizardTask task;
  const char *id;
  const char *icon;
  const char *title;    /* msgid with mnemonic */
  const char *subtitle; /* msgid */
} Task;

static const Task tasks[] = {
  { WP_WIZARD_SET_UP, "set-up", "mail-unread-symbolic", N_ ("_Set Up Email"),
    N_ ("Find and test settings, choose POP or IMAP") },
  { WP_WIZARD_CHOOSE, "choose", "waypost-laptop-symbolic", N_ ("_POP3 or IMAP?"),
    N_ ("What fits this situation, and why") },
  { WP_WIZARD_DESK, "find-out", "edit-find-symbolic", N_ ("_Find Out Why Email Fails"),
    N_ ("Check step by step, for customers and the support desk") },
};

struct _WpStart
{
  GtkBox parent;
  GtkWidget *bar;
  GtkWidget *icon; /* NULL: nothing is there yet */
  int icon_pixels;
  GtkWidget *clamp;
  guint idle;
  int last_task; /* index of the one that was begun last, -1: none */
  GtkWidget *heading;
  GtkWidget *rows[G_N_ELEMENTS (tasks)];
};

G_DEFINE_FINAL_TYPE (WpStart, wp_start, GTK_TYPE_BOX)

enum
{
  CHOSEN,
  OPEN_REPORT,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

const char *
wp_wizard_task_id (WpWizardTask task)
{
  for (guint i = 0; i < G_N_ELEMENTS (tasks); i++)
    if (tasks[i].task == task)
      return tasks[i].id;
  g_assert_not_reached ();
}

gboolean
wp_wizard_task_from_id (const char *id, WpWizardTask *task)
{
  for (guint i = 0; i < G_N_ELEMENTS (tasks); i++)
    if (g_str_equal (tasks[i].id, id))
      {
        *task = tasks[i].task;
        return TRUE;
      }
  return FALSE;
}

static void
on_activated (GtkListBox *list G_GNUC_UNUSED, GtkListBoxRow *row, gpointer data)
{
  WpStart *self = data;

  for (guint i = 0; i < G_N_ELEMENTS (tasks); i++)
    if (self->rows[i] == GTK_WIDGET (row))
      g_signal_emit (self, signals[CHOSEN], 0, (guint) tasks[i].task);
}

static void
on_open (GtkButton *button G_GNUC_UNUSED, gpointer data)
{
  g_signal_emit (data, signals[OPEN_REPORT], 0);
}

static GtkWidget *
new_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new_with_mnemonic (text);

  g_object_set (label, "wrap", TRUE, "xalign", 0.0f, NULL);
  gtk_style_context_add_class (gtk_widget_get_style_context (label), style);
  return label;
}

static GtkWidget *
new_title (const Task *task, GtkWidget *row)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = new_label (_ (task->title), "title");

  gtk_label_set_mnemonic_widget (GTK_LABEL (title), row);
  gtk_style_context_add_class (gtk_widget_get_style_context (box), "title");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_pack_start (GTK_BOX (box), title, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), new_label (_ (task->subtitle), "subtitle"), FALSE, TRUE, 0);
  return box;
}

/* Looks like a row of libhandy, with its style classes. Theirs wraps between any two letters, so
 * that its labels are shaped once for each letter before the first frame. */
static GtkWidget *
new_row (const Task *task)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *image = gtk_image_new_from_icon_name (task->icon, GTK_ICON_SIZE_LARGE_TOOLBAR);
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic", GTK_ICON_SIZE_MENU);

  gtk_widget_set_valign (image, GTK_ALIGN_CENTER);
  gtk_style_context_add_class (gtk_widget_get_style_context (image), "wp-icontile");
  gtk_style_context_add_class (gtk_widget_get_style_context (arrow), "wp-dim");
  gtk_style_context_add_class (gtk_widget_get_style_context (box), "header");
  gtk_box_pack_start (GTK_BOX (box), image, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), new_title (task, row), TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), arrow, FALSE, TRUE, 0);
  gtk_container_add (GTK_CONTAINER (row), box);
  return row;
}

static GtkWidget *
new_list (WpStart *self)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_style_context_add_class (gtk_widget_get_style_context (list), "content");
  atk_object_set_name (gtk_widget_get_accessible (list), _ ("Tasks"));
  for (guint i = 0; i < G_N_ELEMENTS (tasks); i++)
    {
      self->rows[i] = new_row (&tasks[i]);
      gtk_container_add (GTK_CONTAINER (list), self->rows[i]);
    }
  g_signal_connect (list, "row-activated", G_CALLBACK (on_activated), self);
  return list;
}

static GtkWidget *
new_words (WpStart *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *lead = gtk_label_new (_ ("Waypost finds mail settings, proves them with real logins, "
                                      "and says in plain words what is wrong."));

  self->heading = wp_heading_new ();
  gtk_label_set_text (GTK_LABEL (self->heading), _ ("Choose a Task"));
  g_object_set (self->heading, "justify", GTK_JUSTIFY_CENTER, "xalign", 0.5, NULL);
  g_object_set (lead, "wrap", TRUE, "justify", GTK_JUSTIFY_CENTER, "max-width-chars", 48, NULL);
  gtk_style_context_add_class (gtk_widget_get_style_context (lead), "wp-lead");
  gtk_box_pack_start (GTK_BOX (box), self->heading, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), lead, FALSE, TRUE, 0);
  return box;
}

static void
add_open_button (WpStart *self, GtkBox *box)
{
  GtkWidget *open = gtk_button_new_with_mnemonic (_ ("_Open a Saved Report…"));

  gtk_style_context_add_class (gtk_widget_get_style_context (open), "flat");
  gtk_widget_set_halign (open, GTK_ALIGN_CENTER);
  g_signal_connect (open, "clicked", G_CALLBACK (on_open), self);
  gtk_box_pack_start (box, open, FALSE, TRUE, 0);
}

/* At exactly this size; the loader of the SVG file would take longer than all else here. */
static void
draw_icon (WpStart *self, int pixels)
{
  int factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  int rendered = factor > 1 ? pixels * 2 : pixels;
  g_autofree char *path = g_strdup_printf (ICONS "/%d.png", rendered);
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new_from_resource (path, NULL);
  cairo_surface_t *surface;

  g_assert (pixbuf != NULL);
  surface = gdk_cairo_surface_create_from_pixbuf (pixbuf, rendered / pixels, NULL);
  gtk_image_set_from_surface (GTK_IMAGE (self->icon), surface);
  cairo_surface_destroy (surface);
  self->icon_pixels = pixels;
}

static void
on_fit (GtkWidget *widget, double width, double height G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
  WpStart *self = WP_START (widget);
  double scale = MAX (wp_scale_of (widget), 1);
  int pixels = width * wp_scale_of (widget) < NARROW ? ICON_NARROW : ICON;
  int column = (int) (COLUMN * scale);

  g_object_set (self->clamp, "maximum-size", column, "tightening-threshold", column, NULL);
  if (self->icon_pixels != pixels)
    draw_icon (self, pixels);
}

static GtkWidget *
new_bar (void)
{
  GtkWidget *bar = hdy_header_bar_new ();

  hdy_header_bar_set_show_close_button (HDY_HEADER_BAR (bar), TRUE);
  hdy_header_bar_set_title (HDY_HEADER_BAR (bar), "");
  gtk_style_context_add_class (gtk_widget_get_style_context (bar), "wp-flat");
  return bar;
}

static GtkWidget *
new_page (WpStart *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);

  self->icon = gtk_image_new ();
  draw_icon (self, ICON);
  self->clamp = hdy_clamp_new ();
  g_object_set (self->clamp, "maximum-size", COLUMN, "tightening-threshold", COLUMN, NULL);
  g_object_set (box, "valign", GTK_ALIGN_CENTER, "margin", 18, NULL);
  gtk_box_pack_start (GTK_BOX (box), self->icon, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), new_words (self), FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), new_list (self), FALSE, TRUE, 0);
  add_open_button (self, GTK_BOX (box));
  gtk_container_add (GTK_CONTAINER (self->clamp), box);
  return wp_scroller_new (self->clamp);
}

static void
give_focus (WpStart *self)
{
  GtkWidget *row = self->last_task < 0 ? NULL : self->rows[self->last_task];

  gtk_widget_grab_focus (row != NULL ? row : self->heading);
}

/* The window comes first, what is in it with the next frame: so it is there sooner, and the whole
 * not later. */
static gboolean
on_idle (gpointer data)
{
  WpStart *self = data;

  self->idle = 0;
  hdy_header_bar_pack_end (HDY_HEADER_BAR (self->bar), wp_menu_new ());
  gtk_box_pack_start (GTK_BOX (self), new_page (self), TRUE, TRUE, 0);
  gtk_widget_show_all (GTK_WIDGET (self));
  wp_name_rows (GTK_WIDGET (self));
  wp_grow_icons (GTK_WIDGET (self));
  wp_wrap_buttons (GTK_WIDGET (self));
  wp_fit_watch (GTK_WIDGET (self), on_fit, NULL);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    give_focus (self);
  return G_SOURCE_REMOVE;
}

static void
on_painted (GdkFrameClock *clock, gpointer data)
{
  WpStart *self = data;

  g_signal_handlers_disconnect_by_func (clock, on_painted, self);
  if (self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_idle, self, NULL);
}

static void
wp_start_dispose (GObject *object)
{
  WpStart *self = WP_START (object);

  if (self->idle != 0)
    g_source_remove (self->idle);
  self->idle = 0;
  G_OBJECT_CLASS (wp_start_parent_class)->dispose (object);
}

static void
wp_start_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (wp_start_parent_class)->map (widget);
  if (WP_START (widget)->icon == NULL)
    g_signal_connect_object (gtk_widget_get_frame_clock (widget), "after-paint",
                             G_CALLBACK (on_painted), widget, 0);
}

static void
wp_start_class_init (WpStartClass *class)
{
  G_OBJECT_CLASS (class)->dispose = wp_start_dispose;
  GTK_WIDGET_CLASS (class)->map = wp_start_map;
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[OPEN_REPORT] = g_signal_new ("open-report", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
wp_start_init (WpStart *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->last_task = -1;
  self->bar = new_bar ();
  gtk_box_pack_start (GTK_BOX (self), self->bar, FALSE, TRUE, 0);
}

GtkWidget *
wp_start_new (void)
{
  return g_object_new (WP_TYPE_START, NULL);
}

void
wp_start_focus (WpStart *self, int last)
{
  self->last_task = -1;
  for (guint i = 0; i < G_N_ELEMENTS (tasks); i++)
    if ((int) tasks[i].task == last)
      self->last_task = (int) i;
  if (self->icon != NULL)
    give_focus (self);
}
