/* See bar.h. */
#include "gtk/desk/bar.h"

#include <glib/gi18n-lib.h>

#define HINT_CHARS 34

struct _WpDeskBar
{
  GtkBox parent;

  GtkWidget *others; /* box of all but `copy` */
  GtkWidget *again, *hint, *spring, *save, *copy;
  GtkWidget *said; /* the hint, where it has a line of its own */
  gboolean is_narrow, has_said;
};

G_DEFINE_FINAL_TYPE (WpDeskBar, wp_desk_bar, GTK_TYPE_BOX)

const char *
wp_desk_bar_hint_of (WpDeskEntry *entry)
{
  if (entry == NULL || wp_desk_entry_report (entry) == NULL)
    return NULL;
  if (wp_desk_entry_case (entry) == NULL)
    return _ ("From a file. “Check” looks at this address from here.");
  if (wp_desk_entry_is_running (entry))
    return _ ("Nothing is changed on the servers.");
  return wp_desk_entry_keeps_servers (entry)
             ? _ ("Tests the same servers. “Check” looks for them anew.")
             : NULL;
}

static GtkWidget *
new_hint (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_style_context_add_class (gtk_widget_get_style_context (label), "caption");
  gtk_style_context_add_class (gtk_widget_get_style_context (label), "wp-dim");
  g_object_set (label, "xalign", 0.0, "wrap", TRUE, "max-width-chars", HINT_CHARS, NULL);
  return label;
}

static GtkWidget *
add_button (GtkWidget *box, const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_pack_start (GTK_BOX (box), button, FALSE, TRUE, 0);
  return button;
}

static void
wp_desk_bar_class_init (WpDeskBarClass *class G_GNUC_UNUSED)
{
}

static void
wp_desk_bar_init (WpDeskBar *self)
{
  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_style_context_add_class (gtk_widget_get_style_context (GTK_WIDGET (self)), "wp-actions");
  self->others = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->again = add_button (self->others, _ ("_Run Again"), "win.again");
  self->hint = new_hint ();
  self->said = new_hint ();
  gtk_widget_set_no_show_all (self->said, TRUE);
  self->spring = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_box_pack_start (GTK_BOX (self->others), self->hint, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (self->others), self->spring, TRUE, TRUE, 0);
  self->save = add_button (self->others, _ ("_Save Report…"), "win.save");
  gtk_box_pack_start (GTK_BOX (self), self->said, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (self), self->others, TRUE, TRUE, 0);
  self->copy = add_button (GTK_WIDGET (self), _ ("_Copy Answer"), "win.copy-answer");
  gtk_style_context_add_class (gtk_widget_get_style_context (self->copy), "suggested-action");
  gtk_widget_show_all (GTK_WIDGET (self));
}

GtkWidget *
wp_desk_bar_new (void)
{
  return g_object_new (WP_TYPE_DESK_BAR, NULL);
}

static void
set_enabled (WpDeskBar *self, const char *name, gboolean is_enabled)
{
  GActionMap *map = G_ACTION_MAP (gtk_widget_get_toplevel (GTK_WIDGET (self)));
  GAction *action = g_action_map_lookup_action (map, name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), is_enabled);
}

/* A label as wide as the window is cut rather than that it runs into the next one. */
static void
shorten (WpDeskBar *self)
{
  GtkWidget *buttons[] = { self->again, self->save, self->copy };

  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    gtk_label_set_ellipsize (GTK_LABEL (gtk_bin_get_child (GTK_BIN (buttons[i]))),
                             self->is_narrow ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
}

void
wp_desk_bar_update (WpDeskBar *self, const WpDeskBarState *state)
{
  /* Two actions: who presses the key of one must not get the other. */
  gtk_button_set_label (GTK_BUTTON (self->again),
                        state->is_running ? _ ("_Stop") : _ ("_Run Again"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->again),
                                  state->is_running ? "win.escape" : "win.again");
  gtk_label_set_text (GTK_LABEL (self->hint), state->hint == NULL ? "" : state->hint);
  gtk_label_set_text (GTK_LABEL (self->said), state->hint == NULL ? "" : state->hint);
  shorten (self);
  self->has_said = state->is_said;
  gtk_widget_set_visible (self->said, self->is_narrow && self->has_said);
  set_enabled (self, "again", state->can_run);
  set_enabled (self, "save", state->can_save);
  set_enabled (self, "copy-answer", state->can_copy);
  set_enabled (self, "copy-report", state->can_copy);
}

/* One above the other: the affirmative one on top, the others side by side below it. */
void
wp_desk_bar_set_narrow (WpDeskBar *self, gboolean is_narrow)
{
  if (is_narrow == self->is_narrow)
    return;
  self->is_narrow = is_narrow;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), is_narrow ? GTK_ORIENTATION_VERTICAL
                                                                   : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_spacing (GTK_BOX (self), is_narrow ? 6 : 12);
  gtk_box_set_homogeneous (GTK_BOX (self->others), is_narrow);
  gtk_widget_set_visible (self->spring, !is_narrow);
  gtk_widget_set_visible (self->hint, !is_narrow);
  gtk_widget_set_visible (self->said, is_narrow && self->has_said);
  gtk_box_reorder_child (GTK_BOX (self), self->copy, is_narrow ? 1 : -1);
  shorten (self);
}

void
wp_desk_bar_focus (WpDeskBar *self)
{
  GtkWidget *first = gtk_widget_get_sensitive (self->again) ? self->again : self->copy;

  gtk_widget_grab_focus (first);
}
