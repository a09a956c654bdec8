/* The real windows on a real screen, with a session that does as it is told: what pages and windows
 * do with files, with each other, and when they are closed. Nothing here waits for a time to pass:
 * the main loop is run until what is waited for is there, and PATIENCE_S is the end of it. */
#include <string.h>

#include <glib/gstdio.h>

#include "gtk/desk/desk.h"
#include "gtk/pages/pages.h"
#include "gtk/report-file.h"
#include "gtk/widgets/actions.h"
#include "gtk/widgets/parts.h"
#include "gtk/window.h"
#include "scripted-session.h"

#define PATIENCE_S 20
#define ADDRESS "anna@example.org"
#define FILE_NAME "example.org.xml"

static WpApplication *application;

/* Waiting */

typedef gboolean (*Fact) (gpointer data);

static gboolean
on_tick (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Each turn of the loop, until it is so. */
static void
await (Fact fact, gpointer data)
{
  gboolean is_late = FALSE;
  guint tick = g_timeout_add_seconds (PATIENCE_S, on_tick, &is_late);

  while (!fact (data) && !is_late)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (is_late);
  g_source_remove (tick);
}

/* Finding */

typedef struct
{
  GType type;
  const char *text; /* of a label; NULL: any widget of the type */
  GtkWidget *found;
} Search;

static void
find_in (GtkWidget *widget, gpointer data)
{
  Search *search = data;

  if (search->found != NULL || !gtk_widget_get_visible (widget))
    return;
  if (g_type_is_a (G_OBJECT_TYPE (widget), search->type)
      && (search->text == NULL
          || strstr (gtk_label_get_text (GTK_LABEL (widget)), search->text) != NULL))
    search->found = widget;
  else if (GTK_IS_CONTAINER (widget))
    gtk_container_forall (GTK_CONTAINER (widget), find_in, data);
}

/* What shows; NULL: nothing does. */
static GtkWidget *
find (gpointer root, GType type, const char *text)
{
  Search search = { type, text, NULL };

  find_in (root, &search);
  return search.found;
}

static gboolean
says (gpointer root, const char *text)
{
  return find (root, GTK_TYPE_LABEL, text) != NULL;
}

static GtkWidget *
find_button (gpointer root, const char *label)
{
  GtkWidget *found = find (root, GTK_TYPE_LABEL, label);

  return found == NULL ? NULL : gtk_widget_get_ancestor (found, GTK_TYPE_BUTTON);
}

static void
press (gpointer root, const char *label)
{
  GtkWidget *button = find_button (root, label);

  g_test_message ("press “%s”", label);
  g_assert_nonnull (button);
  gtk_button_clicked (GTK_BUTTON (button));
}

static GtkWindow *
find_toplevel (GType type)
{
  g_autoptr (GList) all = gtk_window_list_toplevels ();

  for (GList *each = all; each != NULL; each = each->next)
    if (g_type_is_a (G_OBJECT_TYPE (each->data), type) && gtk_widget_get_visible (each->data))
      return each->data;
  return NULL;
}

static guint
count_toplevels (GType type)
{
  g_autoptr (GList) all = gtk_window_list_toplevels ();
  guint count = 0;

  for (GList *each = all; each != NULL; each = each->next)
    count += g_type_is_a (G_OBJECT_TYPE (each->data), type) && gtk_widget_get_visible (each->data);
  return count;
}

static gboolean
is_open (gpointer type)
{
  return find_toplevel (GPOINTER_TO_SIZE (type)) != NULL;
}

static gboolean
is_closed (gpointer type)
{
  return !is_open (type);
}

static GtkWindow *
await_toplevel (GType type)
{
  await (is_open, GSIZE_TO_POINTER (type));
  return find_toplevel (type);
}

static gboolean
has_files (gpointer dialog)
{
  GtkWidget *list = find (dialog, GTK_TYPE_TREE_VIEW, NULL);
  GtkTreeModel *model = list == NULL ? NULL : gtk_tree_view_get_model (GTK_TREE_VIEW (list));

  return model != NULL && gtk_tree_model_iter_n_children (model, NULL) > 0;
}

/* The toolkit does not like it if one goes before it showed its folder. */
static GtkWindow *
await_chooser (void)
{
  GtkWindow *dialog = await_toplevel (GTK_TYPE_FILE_CHOOSER);
  g_autofree char *path = g_build_filename (g_get_home_dir (), "other.json", NULL);

  g_assert_true (g_file_set_contents (path, "{}", -1, NULL));
  gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (dialog), g_get_home_dir ());
  await (has_files, dialog);
  return dialog;
}

static gboolean
has_no_windows (gpointer unused G_GNUC_UNUSED)
{
  return gtk_application_get_windows (GTK_APPLICATION (application)) == NULL;
}

static void
quit (void)
{
  g_action_group_activate_action (G_ACTION_GROUP (application), "quit", NULL);
  await (has_no_windows, NULL);
}

/* A window with a task, and what was saved by it in the home folder */

typedef struct
{
  WpWindow *window;
  char *path; /* of what is saved */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused G_GNUC_UNUSED)
{
  fixture->window = WP_WINDOW (wp_window_new (application));
  fixture->path = g_build_filename (g_get_home_dir (), FILE_NAME, NULL);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer unused G_GNUC_UNUSED)
{
  g_autofree char *kept = g_strconcat (fixture->path, "~", NULL);

  if (!has_no_windows (NULL))
    quit ();
  g_unlink (fixture->path);
  g_unlink (kept);
  g_free (fixture->path);
}

static WpView *
page_of (const Fixture *fixture)
{
  return wp_window_peek_page (fixture->window);
}

/* A run that is over, with these services working. */
static WpCase *
run (const Fixture *fixture, gboolean has_sending)
{
  g_autoptr (GError) error = NULL;
  WpCase *wp_case;

  wp_window_begin (fixture->window, WP_WIZARD_SET_UP);
  wp_case = wp_view_case (page_of (fixture));
  wp_case_set_address (wp_case, ADDRESS);
  g_assert_true (wp_case_start (wp_case, &error));
  scripted_service (WP_PROTOCOL_IMAP, "imap.example.org", WP_WORKS_YES);
  if (has_sending)
    scripted_service (WP_PROTOCOL_SMTP, "smtp.example.org", WP_WORKS_YES);
  scripted_report ()->logins_sent = 2;
  scripted_end (0);
  wp_case_choose (wp_case, WP_ADVICE_IMAP);
  return wp_case;
}

static void
go_to (const Fixture *fixture, WpPageId page)
{
  wp_view_go (page_of (fixture), page);
  g_assert_cmpint (WP_VIEW_GET_CLASS (page_of (fixture))->id, ==, page);
}

static void
advance (const Fixture *fixture)
{
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "advance", NULL);
}

static void
save (const Fixture *fixture)
{
  go_to (fixture, WP_PAGE_SAVE);
  advance (fixture);
}

static void
assert_page (const Fixture *fixture, WpPageId page)
{
  g_assert_cmpint (WP_VIEW_GET_CLASS (page_of (fixture))->id, ==, page);
}

static void
assert_text (const char *path, const char *expected)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, expected);
}

/* Buttons */

/* What brings a case into a state in which a page is shown. */
typedef struct
{
  const char *about;
  const char *address;
  gboolean is_begun;
  WpWorks works; /* of what was found; NOT_OFFERED: nothing was */
  const char *question, *allow;
  const char *finding;
  int code; /* of the end; -1: it is under way */
  WpPageId pages[4];
  guint n_pages;
} State;

static const State states[] = {
  { "nothing typed",
    "",
    FALSE,
    WP_WORKS_NOT_OFFERED,
    NULL,
    NULL,
    NULL,
    -1,
    { WP_PAGE_ADDRESS, WP_PAGE_SERVERS, WP_PAGE_QUESTIONS },
    3 },
  { "no address",
    "anna",
    FALSE,
    WP_WORKS_NOT_OFFERED,
    NULL,
    NULL,
    NULL,
    -1,
    { WP_PAGE_ADDRESS },
    1 },
  { "looking",
    ADDRESS,
    TRUE,
    WP_WORKS_NOT_OFFERED,
    NULL,
    NULL,
    NULL,
    -1,
    { WP_PAGE_LOOKING, WP_PAGE_SERVERS },
    2 },
  { "nothing found",
    ADDRESS,
    TRUE,
    WP_WORKS_NOT_OFFERED,
    NULL,
    NULL,
    "discovery.none",
    1,
    { WP_PAGE_LOOKING, WP_PAGE_SERVERS },
    2 },
  { "stopped",
    ADDRESS,
    TRUE,
    WP_WORKS_NOT_OFFERED,
    NULL,
    NULL,
    NULL,
    WP_EXIT_INTERRUPTED,
    { WP_PAGE_LOOKING, WP_PAGE_SERVERS },
    2 },
  { "password",
    ADDRESS,
    TRUE,
    WP_WORKS_NOT_TESTED,
    "password",
    NULL,
    NULL,
    -1,
    { WP_PAGE_LOOKING, WP_PAGE_PASSWORD, WP_PAGE_SERVERS },
    3 },
  { "decision",
    ADDRESS,
    TRUE,
    WP_WORKS_NOT_TESTED,
    "guess",
    "guess:imap.example.org",
    NULL,
    -1,
    { WP_PAGE_LOOKING, WP_PAGE_CONSENT },
    2 },
  { "testing", ADDRESS, TRUE, WP_WORKS_NOT_TESTED, NULL, NULL, NULL, -1, { WP_PAGE_TEST }, 1 },
  { "refused",
    ADDRESS,
    TRUE,
    WP_WORKS_NO,
    NULL,
    NULL,
    "auth.credentials.wrong",
    1,
    { WP_PAGE_TEST, WP_PAGE_QUESTIONS, WP_PAGE_SAVE, WP_PAGE_DONE },
    4 },
  { "certificate",
    ADDRESS,
    TRUE,
    WP_WORKS_NO,
    NULL,
    NULL,
    "tls.cert.name.generic",
    1,
    { WP_PAGE_TEST, WP_PAGE_SERVERS },
    2 },
  { "works",
    ADDRESS,
    TRUE,
    WP_WORKS_YES,
    NULL,
    NULL,
    NULL,
    0,
    { WP_PAGE_TEST, WP_PAGE_QUESTIONS, WP_PAGE_SAVE, WP_PAGE_DONE },
    4 },
};

static void
bring_about (WpCase *wp_case, const State *state)
{
  g_autoptr (GError) error = NULL;

  wp_case_set_address (wp_case, state->address);
  if (!state->is_begun)
    return;
  g_assert_true (wp_case_start (wp_case, &error));
  if (state->works != WP_WORKS_NOT_OFFERED)
    scripted_service (WP_PROTOCOL_IMAP, "imap.example.org", state->works)->why = state->finding;
  if (state->finding != NULL)
    wp_report_add_finding (scripted_report (), wp_finding_new (state->finding))->severity =
        WP_SEVERITY_BLOCK;
  if (state->question != NULL)
    scripted_ask (state->question, state->allow);
  if (state->code >= 0)
    scripted_end (state->code);
}

static void
find_way_on (GtkWidget *widget, gpointer data)
{
  gboolean *has_way = data;

  if (!gtk_widget_get_visible (widget) || *has_way)
    return;
  if (GTK_IS_BUTTON (widget))
    *has_way = gtk_widget_get_sensitive (widget);
  else if (GTK_IS_LABEL (widget))
    *has_way = *gtk_label_get_text (GTK_LABEL (widget)) != '\0';
  else if (GTK_IS_CONTAINER (widget))
    gtk_container_forall (GTK_CONTAINER (widget), find_way_on, data);
}

/* Where the affirmative button is dead, another one is not, or a hint or the field itself says
 * why. */
static void
assert_alive (WpView *page)
{
  GtkWidget *window = gtk_widget_get_toplevel (GTK_WIDGET (page));
  GtkWidget *bar = find (window, WP_TYPE_ACTIONS, NULL);
  const WpPageRow *row = wp_flow_row (WP_VIEW_GET_CLASS (page)->id);
  GtkWidget *entry = find (page, GTK_TYPE_ENTRY, NULL);
  const char *words = entry == NULL
                          ? NULL
                          : atk_object_get_description (gtk_widget_get_accessible (entry));
  gboolean has_way = FALSE;

  g_assert_nonnull (bar);
  if (!wp_actions_is_ready (row, page))
    gtk_container_forall (GTK_CONTAINER (bar), find_way_on, &has_way);
  else
    has_way = TRUE;
  g_assert_true (has_way || (words != NULL && *words != '\0'));
}

static void
test_alive (Fixture *fixture, gconstpointer unused G_GNUC_UNUSED)
{
  static const WpWizardTask tasks[] = { WP_WIZARD_SET_UP, WP_WIZARD_CHOOSE };

  for (guint t = 0; t < G_N_ELEMENTS (tasks); t++)
    for (guint i = 0; i < G_N_ELEMENTS (states); i++)
      {
        wp_window_begin (fixture->window, tasks[t]);
        bring_about (wp_view_case (page_of (fixture)), &states[i]);
        for (guint n = 0; n < states[i].n_pages; n++)
          {
            WpPageId page = states[i].pages[n];

            g_test_message ("%s: %s", states[i].about, wp_flow_row (page)->name);
            go_to (fixture, page);
            while (g_main_context_iteration (NULL, FALSE))
              ;
            assert_page (fixture, page);
            assert_alive (page_of (fixture));
          }
      }
}

/* Saving */

/* Only a press of "Replace It" replaces, and only once. */
static void
test_replace (Fixture *fixture, gconstpointer unused G_GNUC_UNUSED)
{
  g_autofree char *kept = g_strconcat (fixture->path, "~", NULL);

  run (fixture, TRUE);
  g_assert_true (g_file_set_contents (fixture->path, "old", -1, NULL));
  save (fixture);
  assert_page (fixture, WP_PAGE_SAVE);
  assert_text (fixture->path, "old");
  press (page_of (fixture), "Replace It");
  assert_page (fixture, WP_PAGE_DONE);
  assert_text (kept, "old");
  g_assert_true (g_file_set_contents (fixture->path, "edited", -1, NULL));
  save (fixture);
  assert_page (fixture, WP_PAGE_SAVE);
  g_assert_true (says (page_of (fixture), "This File Exists"));
  assert_text (fixture->path, "edited");
}

/* What was saved and removed by hand is made again, or said to be gone; never said to be saved. */
static void
test_removed (Fixture *fixture, gconstpointer unused G_GNUC_UNUSED)
{
  WpCase *wp_case = run (fixture, TRUE);

  save (fixture);
  assert_page (fixture, WP_PAGE_DONE);
  g_assert_true (says (page_of (fixture), "tested and saved"));
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  save (fixture);
  assert_page (fixture, WP_PAGE_DONE);
  g_assert_true (g_file_test (fixture->path, G_FILE_TEST_IS_REGULAR));
  go_to (fixture, WP_PAGE_SAVE);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  go_to (fixture, WP_PAGE_DONE);
  g_assert_false (says (page_of (fixture), "tested and saved"));
  g_assert_true (says (page_of (fixture), "was removed or changed"));
  g_assert_null (find_button (page_of (fixture), "Undo"));
  g_assert_cmpuint (wp_case_written (wp_case)->len, ==, 0);
}

static void
test_undo (Fixture *fixture, gconstpointer unused G_GNUC_UNUSED)
{
  run (fixture, TRUE);
  save (fixture);
  g_assert_true (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  press (page_of (fixture), "Undo");
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  g_assert_true (says (page_of (fixture), "Undone"));
  g_assert_false (says (page_of (fixture), "tested and saved"));
}

/* "Mail flows" is said only where somebody received and sent. */
static void
test_done (Fixture *fixture, gconstpointer unused G_GNUC_UNUSED)
{
  run (fixture, FALSE);
  go_to (fixture, WP_PAGE_DONE);
  g_assert_false (says (page_of (fixture), "Mail flows"));
  g_assert_false (says (page_of (fixture), "All Done"));
  g_assert_true (says (page_of (fixture), "Sending Was Not Tested"));
  run (fixture, TRUE);
  go_to (fixture, WP_PAGE_DONE);
  g_assert_true (says (page_of (fixture), "All Done"));
  g_assert_true (says (page_of (fixture), "Mail flows"));
}

/* Reports */

static gboolean
has_name (gpointer dialog)
{
  g_autofree char *name = gtk_file_chooser_get_filename (dialog);

  return name != NULL;
}

/* Asks before it writes over something, and says what was done. */
static void
test_report (Fixture *fixture, gconstpointer unused G_GNUC_UNUSED)
{
  g_autofree char *path = g_build_filename (g_get_home_dir (), "r.json", NULL);
  GtkWindow *dialog;

  run (fixture, TRUE);
  go_to (fixture, WP_PAGE_DONE);
  wp_report_file_ask (page_of (fixture));
  dialog = await_chooser ();
  g_assert_true (gtk_file_chooser_get_do_overwrite_confirmation (GTK_FILE_CHOOSER (dialog)));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), "r.json");
  await (has_name, dialog);
  gtk_dialog_response (GTK_DIALOG (dialog), GTK_RESPONSE_ACCEPT);
  await (is_closed, GSIZE_TO_POINTER (GTK_TYPE_FILE_CHOOSER));
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (says (page_of (fixture), "The report was saved as r.json."));
  g_unlink (path);
}

/* Who leaves the page leaves its dialog, and nothing of it stays. */
static void
test_report_left (Fixture *fixture, gconstpointer unused G_GNUC_UNUSED)
{
  GtkWindow *dialog;

  run (fixture, TRUE);
  go_to (fixture, WP_PAGE_DONE);
  wp_report_file_ask (page_of (fixture));
  dialog = await_chooser ();
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  wp_window_show_start (fixture->window);
  await (is_closed, GSIZE_TO_POINTER (GTK_TYPE_FILE_CHOOSER));
  g_assert_null (dialog);
}

/* The desk */

static WpDesk *
new_desk (void)
{
  GtkWidget *desk = wp_desk_new (application);

  gtk_window_present (GTK_WINDOW (desk));
  return WP_DESK (desk);
}

static void
test_desk_save (Fixture *fixture G_GNUC_UNUSED, gconstpointer unused G_GNUC_UNUSED)
{
  WpDesk *desk = new_desk ();
  GtkWindow *dialog;

  wp_desk_set_address (desk, ADDRESS);
  gtk_widget_activate (find (desk, GTK_TYPE_ENTRY, NULL));
  g_assert_nonnull (scripted_session ());
  scripted_end (0);
  g_action_group_activate_action (G_ACTION_GROUP (desk), "save", NULL);
  dialog = await_chooser ();
  g_assert_true (gtk_file_chooser_get_do_overwrite_confirmation (GTK_FILE_CHOOSER (dialog)));
}

/* Nobody looks at what it would find. */
static void
test_desk_close (Fixture *fixture G_GNUC_UNUSED, gconstpointer unused G_GNUC_UNUSED)
{
  WpDesk *desk = new_desk ();
  WpSession *session;

  wp_desk_set_address (desk, ADDRESS);
  gtk_widget_activate (find (desk, GTK_TYPE_ENTRY, NULL));
  session = g_object_ref (scripted_session ());
  g_assert_false (scripted_was_cancelled ());
  gtk_window_close (GTK_WINDOW (desk));
  await (is_closed, GSIZE_TO_POINTER (WP_TYPE_DESK));
  g_assert_true (scripted_was_cancelled ());
  g_object_unref (session);
}

static void
test_another_task (Fixture *fixture, gconstpointer unused G_GNUC_UNUSED)
{
  WpDesk *desk;

  gtk_window_close (GTK_WINDOW (fixture->window));
  desk = new_desk ();
  await (is_closed, GSIZE_TO_POINTER (WP_TYPE_WINDOW));
  for (guint i = 0; i < 2; i++)
    {
      g_action_group_activate_action (G_ACTION_GROUP (desk), "another-task", NULL);
      fixture->window = WP_WINDOW (await_toplevel (WP_TYPE_WINDOW));
      g_assert_null (page_of (fixture));
    }
  g_assert_cmpuint (count_toplevels (WP_TYPE_WINDOW), ==, 1);
  g_assert_cmpuint (count_toplevels (WP_TYPE_DESK), ==, 1);
}

static gboolean
has_open_button (gpointer window)
{
  return find_button (window, "Open a Saved Report") != NULL;
}

/* The start page stays until there is a report to show. */
static void
test_open (Fixture *fixture, gconstpointer unused G_GNUC_UNUSED)
{
  g_autofree char *path = g_build_filename (g_get_home_dir (), "r.json", NULL);
  GtkWindow *dialog;

  g_assert_true (g_file_set_contents (path, "{}", -1, NULL));
  await (has_open_button, fixture->window);
  press (fixture->window, "Open a Saved Report");
  dialog = await_chooser ();
  gtk_dialog_response (GTK_DIALOG (dialog), GTK_RESPONSE_CANCEL);
  await (is_closed, GSIZE_TO_POINTER (GTK_TYPE_FILE_CHOOSER));
  g_assert_cmpuint (count_toplevels (WP_TYPE_WINDOW), ==, 1);
  g_assert_cmpuint (count_toplevels (WP_TYPE_DESK), ==, 0);
  press (fixture->window, "Open a Saved Report");
  dialog = await_chooser ();
  gtk_file_chooser_set_filename (GTK_FILE_CHOOSER (dialog), path);
  await (has_name, dialog);
  gtk_dialog_response (GTK_DIALOG (dialog), GTK_RESPONSE_ACCEPT);
  await (is_open, GSIZE_TO_POINTER (WP_TYPE_DESK));
  await (is_closed, GSIZE_TO_POINTER (WP_TYPE_WINDOW));
  g_unlink (path);
}

/* The program */

static void
test_quit (Fixture *fixture, gconstpointer unused G_GNUC_UNUSED)
{
  run (fixture, TRUE);
  go_to (fixture, WP_PAGE_DONE);
  wp_report_file_ask (page_of (fixture));
  await_chooser ();
  new_desk ();
  for (guint i = 0; i < 2; i++)
    {
      g_action_group_activate_action (G_ACTION_GROUP (application), "about", NULL);
      await_toplevel (GTK_TYPE_ABOUT_DIALOG);
    }
  g_assert_cmpuint (count_toplevels (GTK_TYPE_ABOUT_DIALOG), ==, 1);
  g_action_group_activate_action (G_ACTION_GROUP (application), "shortcuts", NULL);
  await_toplevel (GTK_TYPE_SHORTCUTS_WINDOW);
  quit ();
  g_assert_cmpuint (count_toplevels (GTK_TYPE_WINDOW), ==, 0);
}

/* What is remembered is about windows and tasks, never about a person. */
static void
test_settings (Fixture *fixture, gconstpointer unused G_GNUC_UNUSED)
{
  static const char *const known[] = { "is-maximized", "last-task", "window-size", NULL };
  GSettings *settings = wp_application_settings (application);
  g_autoptr (GSettingsSchema) schema = NULL;
  g_auto (GStrv) keys = NULL;

  g_assert_nonnull (settings);
  run (fixture, TRUE);
  save (fixture);
  wp_desk_set_address (new_desk (), ADDRESS);
  quit ();
  g_object_get (settings, "settings-schema", &schema, NULL);
  keys = g_settings_schema_list_keys (schema);
  g_assert_cmpuint (g_strv_length (keys), ==, g_strv_length ((char **) known));
  for (char **key = keys; *key != NULL; key++)
    {
      g_autoptr (GVariant) value = g_settings_get_value (settings, *key);
      g_autofree char *text = g_variant_print (value, FALSE);

      g_test_message ("%s: %s", *key, text);
      g_assert_true (g_strv_contains (known, *key));
      g_assert_null (strstr (text, "anna"));
      g_assert_null (strstr (text, "example"));
    }
  g_assert_true (g_settings_get_user_value (settings, "last-task") != NULL);
}

#define ADD(name) g_test_add ("/gui/windows/" #name, Fixture, NULL, set_up, test_##name, tear_down)

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int code;

  g_test_init (&argc, &argv, NULL);
  application = wp_application_new ();
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, &error));
  g_application_hold (G_APPLICATION (application));
  ADD (alive);
  ADD (replace);
  ADD (removed);
  ADD (undo);
  ADD (done);
  ADD (report);
  ADD (report_left);
  ADD (desk_save);
  ADD (desk_close);
  ADD (another_task);
  ADD (open);
  ADD (quit);
  ADD (settings);
  code = g_test_run ();
  g_object_unref (application);
  return code;
}
