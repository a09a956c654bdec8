/* See shortcuts.h. */
#include "gtk/shortcuts.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const char *keys;  /* as gtk_accelerator_parse reads them; several with blanks between */
  const char *title; /* msgid; NULL: this row begins a group, and `keys` is its msgid */
} Key;

static const Key keys[] = {
  { N_ ("Steps"), NULL },
  { "<Alt>Left", N_ ("Back") },
  { "<Control>Return", N_ ("Go on: the highlighted button") },
  { "Escape", N_ ("Stop what is under way; close what is open") },
  { "F5", N_ ("Test again") },
  { N_ ("Copying"), NULL },
  { "<Control>c", N_ ("Copy the row that has the focus") },
  { "<Control><Shift>c", N_ ("Copy the report") },
  { N_ ("Steps of a Test, as Bars"), NULL },
  { "Up Down", N_ ("Bar above, bar below") },
  { "Left Right", N_ ("Bar before, bar after") },
  { "Home End", N_ ("First bar, last bar") },
  { "Return", N_ ("What the server said") },
  { N_ ("What Happens If…"), NULL },
  { "Left Right", N_ ("Step back, step forward") },
  { N_ ("Finding Out Why Email Fails"), NULL },
  { "F5", N_ ("Run again") },
  { "<Control>Return", N_ ("Copy the answer") },
  { "F6", N_ ("Next pane") },
  { "<Shift>F6", N_ ("Pane before") },
  { N_ ("Program"), NULL },
  { "F1", N_ ("Help on this page") },
  { "F10", N_ ("Main menu") },
  { "<Control>question", N_ ("Keyboard shortcuts") },
  { "<Control>q", N_ ("Quit") },
};

static GtkWidget *
new_section (void)
{
  GtkWidget *section = g_object_new (GTK_TYPE_SHORTCUTS_SECTION, "section-name", "all", "visible",
                                     TRUE, NULL);
  GtkWidget *group = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i].title == NULL)
      {
        group = g_object_new (GTK_TYPE_SHORTCUTS_GROUP, "title", _ (keys[i].keys), "visible", TRUE,
                              NULL);
        gtk_container_add (GTK_CONTAINER (section), group);
      }
    else
      gtk_container_add (GTK_CONTAINER (group),
                         g_object_new (GTK_TYPE_SHORTCUTS_SHORTCUT, "accelerator", keys[i].keys,
                                       "title", _ (keys[i].title), "visible", TRUE, NULL));
  return section;
}

void
wp_shortcuts_show (GtkWindow *parent)
{
  GtkWidget *window = g_object_new (GTK_TYPE_SHORTCUTS_WINDOW, "transient-for", parent, "modal",
                                    TRUE, "destroy-with-parent", TRUE, NULL);

  gtk_container_add (GTK_CONTAINER (window), new_section ());
  gtk_window_present (GTK_WINDOW (window));
}
