/* See application.h. */
#include "gtk/application.h"

#include <glib/gi18n-lib.h>

#include "config.h"
#include "gtk/arguments.h"
#include "gtk/desk/desk.h"
#include "gtk/flow/keys.h"
#include "gtk/help/help.h"
#include "gtk/shortcuts.h"
#include "gtk/start.h"
#include "gtk/widgets/close.h"
#include "gtk/window.h"

#define RESOURCES "/org/waypost/Waypost"

struct _WpApplication
{
  GtkApplication parent;

  WpArguments *arguments;
  GSettings *settings; /* NULL: not installed */
  GtkWidget *about;    /* NULL: it is not open */
  GSList *aside;       /* of WpDesk, hidden; they keep the program from ending no more than that */
};

G_DEFINE_FINAL_TYPE (WpApplication, wp_application, GTK_TYPE_APPLICATION)

/* Dialogs come and go above one of these. NULL: there is none. */
static GtkWindow *
main_window (GtkApplication *application)
{
  for (GList *each = gtk_application_get_windows (application); each != NULL; each = each->next)
    if (GTK_IS_APPLICATION_WINDOW (each->data))
      return each->data;
  return NULL;
}

/* One, however often it is asked for. */
static void
on_about (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  WpApplication *self = data;

  if (self->about == NULL)
    {
      self->about = g_object_new (
          GTK_TYPE_ABOUT_DIALOG, "transient-for", main_window (data), "modal", TRUE,
          "destroy-with-parent", TRUE, "program-name", _ ("Waypost"), "version", WAYPOST_VERSION,
          "logo-icon-name", WP_APPLICATION_ID, "license-type", GTK_LICENSE_GPL_3_0, "comments",
          _ ("Finds mail settings, proves them with real logins, and says in plain "
             "words what is wrong."),
          NULL);
      g_object_add_weak_pointer (G_OBJECT (self->about), (gpointer *) &self->about);
      g_signal_connect (self->about, "response", G_CALLBACK (gtk_widget_destroy), NULL);
    }
  gtk_window_present (GTK_WINDOW (self->about));
}

static void
on_shortcuts (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  GtkWindow *window = main_window (data);

  if (window != NULL)
    wp_shortcuts_show (window);
}

/* As if a person had dismissed it: whoever asked gets no answer. */
static void
dismiss (GtkWindow *dialog)
{
  if (GTK_IS_DIALOG (dialog))
    gtk_dialog_response (GTK_DIALOG (dialog), GTK_RESPONSE_DELETE_EVENT);
  else
    gtk_widget_destroy (GTK_WIDGET (dialog));
}

/* What is modal keeps the windows below it from being closed. */
static void
dismiss_dialogs (void)
{
  GList *all = gtk_window_list_toplevels ();

  g_list_foreach (all, (GFunc) (void (*) (void)) g_object_ref, NULL);
  for (GList *each = all; each != NULL; each = each->next)
    if (gtk_window_get_modal (each->data) && gtk_widget_get_visible (each->data))
      dismiss (each->data);
  g_list_free_full (all, g_object_unref);
}

static void
on_quit (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  dismiss_dialogs ();
  for (GList *each = gtk_application_get_windows (GTK_APPLICATION (data)); each != NULL;
       each = each->next)
    wp_close_window (each->data); /* later: the list stays as it is */
}

/* Windows */

/* One that is at work stays as it is: who asks for another task gets another window. */
static WpWindow *
free_window (WpApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (window == NULL || !WP_IS_WINDOW (window) || wp_window_peek_page (WP_WINDOW (window)) != NULL)
    window = GTK_WINDOW (wp_window_new (self));
  return WP_WINDOW (window);
}

/* One that shows the start page already is as good as a new one. NULL: there is none. */
static GtkWindow *
start_window (WpApplication *self)
{
  GList *each = gtk_application_get_windows (GTK_APPLICATION (self));

  while (each != NULL && !(WP_IS_WINDOW (each->data) && wp_window_peek_page (each->data) == NULL))
    each = each->next;
  return each == NULL ? NULL : each->data;
}

void
wp_application_show_start (WpApplication *self)
{
  GtkWindow *window = start_window (self);

  gtk_window_present (window != NULL ? window : GTK_WINDOW (wp_window_new (self)));
}

/* In its place, and as large. */
static GtkWindow *
new_start_window (WpApplication *self, GtkWindow *desk)
{
  GtkWindow *window = GTK_WINDOW (wp_window_new (self));
  int width, height;

  gtk_window_get_size (desk, &width, &height);
  if (!gtk_window_is_maximized (desk))
    gtk_window_resize (window, width, height);
  return window;
}

/* Out of the list of windows: a program that has no other one ends. */
void
wp_application_put_aside (WpApplication *self, GtkWindow *desk)
{
  GtkWindow *start = start_window (self);

  gtk_window_present (start != NULL ? start : new_start_window (self, desk));
  gtk_widget_hide (GTK_WIDGET (desk));
  gtk_window_set_application (desk, NULL);
  self->aside = g_slist_prepend (self->aside, desk);
}

GtkWidget *
wp_application_take_desk (WpApplication *self)
{
  GtkWindow *desk = self->aside == NULL ? NULL : self->aside->data;

  if (desk == NULL)
    return wp_desk_new (self);
  self->aside = g_slist_delete_link (self->aside, self->aside);
  gtk_window_set_application (desk, GTK_APPLICATION (self));
  return GTK_WIDGET (desk);
}

/* `address` NULL: none was given. */
static void
begin (WpApplication *self, WpWizardTask task, const char *address)
{
  WpWindow *window;

  if (task == WP_WIZARD_DESK)
    {
      GtkWidget *desk = wp_application_take_desk (self);

      if (address != NULL)
        wp_desk_set_address (WP_DESK (desk), address);
      gtk_window_present (GTK_WINDOW (desk));
      return;
    }
  window = free_window (self);
  wp_window_begin (window, task);
  if (address != NULL)
    wp_case_set_address (wp_view_case (wp_window_peek_page (window)), address);
  gtk_window_present (GTK_WINDOW (window));
}

static void
open_report (WpApplication *self, GFile *file)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *uri = g_file_get_uri (file);
  GtkWidget *desk = wp_application_take_desk (self);

  gtk_window_present (GTK_WINDOW (desk));
  wp_desk_open_report (WP_DESK (desk), path == NULL ? uri : path);
}

static void
wp_application_open (GApplication *application,
                     GFile **files,
                     int count,
                     const char *hint G_GNUC_UNUSED)
{
  for (int i = 0; i < count; i++)
    open_report (WP_APPLICATION (application), files[i]);
}

/* Of the launcher's menu: its actions are named like the tasks. */
static void
on_task (GSimpleAction *action, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  WpWizardTask task;

  if (wp_wizard_task_from_id (g_action_get_name (G_ACTION (action)), &task))
    begin (data, task, NULL);
}

static void
load_style (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, RESOURCES "/style.css");
  gtk_style_context_add_provider_for_screen (gdk_screen_get_default (),
                                             GTK_STYLE_PROVIDER (provider),
                                             GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_default (), RESOURCES "/icons");
}

/* Of all windows. Window managers may show it a moment later than the window itself. */
static gboolean
on_quiet (gpointer data G_GNUC_UNUSED)
{
  gtk_window_set_default_icon_name (WP_APPLICATION_ID);
  return G_SOURCE_REMOVE;
}

static GSettings *
open_settings (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema)
      schema = source == NULL ? NULL
                              : g_settings_schema_source_lookup (source, WP_APPLICATION_ID, TRUE);

  return schema == NULL ? NULL : g_settings_new (WP_APPLICATION_ID);
}

/* One action may stand in the table twice, where it does another thing elsewhere. */
static void
set_keys (GtkApplication *application)
{
  guint count;
  const WpKeyRow *rows = wp_key_rows (&count);

  for (guint i = 0; i < count; i++)
    {
      const char *const keys[] = { rows[i].keys, rows[i].also, NULL };

      if (rows[i].action != NULL)
        gtk_application_set_accels_for_action (application, rows[i].action, keys);
    }
}

static void
wp_application_startup (GApplication *application)
{
  static const GActionEntry entries[] = {
    { .name = "about", .activate = on_about }, { .name = "shortcuts", .activate = on_shortcuts },
    { .name = "quit", .activate = on_quit },   { .name = "set-up", .activate = on_task },
    { .name = "choose", .activate = on_task }, { .name = "find-out", .activate = on_task },
  };
  WpApplication *self = WP_APPLICATION (application);

  G_APPLICATION_CLASS (wp_application_parent_class)->startup (application);
  hdy_init ();
  g_set_application_name (_ ("Waypost"));
  g_idle_add_full (G_PRIORITY_LOW, on_quiet, NULL, NULL);
  load_style ();
  self->settings = open_settings ();
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  set_keys (GTK_APPLICATION (self));
}

static void
wp_application_shutdown (GApplication *application)
{
  WpApplication *self = WP_APPLICATION (application);

  g_slist_free_full (g_steal_pointer (&self->aside), (GDestroyNotify) gtk_widget_destroy);
  G_APPLICATION_CLASS (wp_application_parent_class)->shutdown (application);
}

static void
wp_application_activate (GApplication *application)
{
  GtkWindow *window = main_window (GTK_APPLICATION (application));

  if (window == NULL)
    window = GTK_WINDOW (wp_window_new (WP_APPLICATION (application)));
  gtk_window_present (window);
}

static int
wp_application_local_options (GApplication *application, GVariantDict *options)
{
  return wp_arguments_take (WP_APPLICATION (application)->arguments, application, options);
}

/* In the process that runs already, if there is one. */
static int
wp_application_command_line (GApplication *application, GApplicationCommandLine *line)
{
  GVariantDict *options = g_application_command_line_get_options_dict (line);
  const char *id = NULL;
  g_autofree const char **rest = NULL;
  const char *address = NULL;
  const char *report = NULL;
  WpWizardTask task = WP_WIZARD_SET_UP;

  g_variant_dict_lookup (options, "task", "&s", &id);
  if (g_variant_dict_lookup (options, G_OPTION_REMAINING, "^a&ay", &rest))
    {
      if (wp_arguments_is_report (rest[0]))
        report = rest[0];
      else
        address = rest[0];
    }
  g_variant_dict_lookup (options, "report", "^&ay", &report);
  if (report != NULL)
    {
      /* As the process sees it that was called, which may be another one. */
      g_autoptr (GFile) file = g_application_command_line_create_file_for_arg (line, report);

      open_report (WP_APPLICATION (application), file);
    }
  else if (id == NULL && address == NULL)
    g_application_activate (application);
  else if (id == NULL || wp_wizard_task_from_id (id, &task))
    begin (WP_APPLICATION (application), task, address);
  return 0;
}

static void
wp_application_finalize (GObject *object)
{
  WpApplication *self = WP_APPLICATION (object);

  g_clear_object (&self->settings);
  g_clear_weak_pointer (&self->about);
  wp_arguments_free (self->arguments);
  G_OBJECT_CLASS (wp_application_parent_class)->finalize (object);
}

static void
wp_application_class_init (WpApplicationClass *class)
{
  G_OBJECT_CLASS (class)->finalize = wp_application_finalize;
  G_APPLICATION_CLASS (class)->startup = wp_application_startup;
  G_APPLICATION_CLASS (class)->shutdown = wp_application_shutdown;
  G_APPLICATION_CLASS (class)->activate = wp_application_activate;
  G_APPLICATION_CLASS (class)->handle_local_options = wp_application_local_options;
  G_APPLICATION_CLASS (class)->open = wp_application_open;
  G_APPLICATION_CLASS (class)->command_line = wp_application_command_line;
}

static void
wp_application_init (WpApplication *self)
{
  self->arguments = wp_arguments_new ();
  wp_arguments_add (self->arguments, G_APPLICATION (self));
}

WpApplication *
wp_application_new (void)
{
  return g_object_new (WP_TYPE_APPLICATION, "application-id", WP_APPLICATION_ID, "flags",
                       G_APPLICATION_HANDLES_COMMAND_LINE | G_APPLICATION_HANDLES_OPEN, NULL);
}

const WpSessionOptions *
wp_application_options (WpApplication *self)
{
  return wp_arguments_session (self->arguments);
}

GSettings *
wp_application_settings (WpApplication *self)
{
  return self->settings;
}

void
wp_application_help (WpApplication *self, GtkWindow *parent, const char *target)
{
  wp_help_show (GTK_APPLICATION (self), parent, target);
}
