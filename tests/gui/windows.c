/* The real windows on a real screen, with a session that does as it is told: what pages and windows
 * do with files, with each other, and when they are closed. */
#include <string.h>

#include <glib/gstdio.h>

#include "gtk/desk/ask.h"
#include "gtk/desk/desk.h"
#include "gtk/flow/manual.h"
#include "gtk/help/window.h"
#include "gtk/pages/pages.h"
#include "gtk/pages/password/sending.h"
#include "gtk/report-file.h"
#include "gtk/widgets/actions.h"
#include "gtk/widgets/parts.h"
#include "gtk/window.h"
#include "look.h"
#include "model/keys.h"
#include "scripted-session.h"

#define ADDRESS "anna@example.org"
#define FILE_NAME "example.org.xml"

static WpApplication *application;

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
            settle ();
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
  g_assert_true (says (page_of (fixture), "the settings are saved"));
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  save (fixture);
  assert_page (fixture, WP_PAGE_DONE);
  g_assert_true (g_file_test (fixture->path, G_FILE_TEST_IS_REGULAR));
  go_to (fixture, WP_PAGE_SAVE);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  go_to (fixture, WP_PAGE_DONE);
  g_assert_false (says (page_of (fixture), "the settings are saved"));
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
  g_assert_false (says (page_of (fixture), "the settings are saved"));
}

/* That both work is said only where somebody received and sent. */
static void
test_done (Fixture *fixture, gconstpointer unused G_GNUC_UNUSED)
{
  run (fixture, FALSE);
  go_to (fixture, WP_PAGE_DONE);
  g_assert_false (says (page_of (fixture), "Receiving and sending work"));
  g_assert_false (says (page_of (fixture), "All Done"));
  g_assert_true (says (page_of (fixture), "Sending Was Not Tested"));
  run (fixture, TRUE);
  go_to (fixture, WP_PAGE_DONE);
  g_assert_true (says (page_of (fixture), "All Done"));
  g_assert_true (says (page_of (fixture), "Receiving and sending work"));
}

/* Reports */

static gboolean
has_name (gpointer dialog)
{
  g_autofree char *name = gtk_file_chooser_get_filename (dialog);

  return name != NULL;
}

static gboolean
is_gone (gpointer dialog)
{
  return *(GtkWindow **) dialog == NULL;
}

/* The answer to a dialog, and the end of it: it watches its folder for as long as it lives. */
static void
respond (GtkWindow *dialog, int response)
{
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  gtk_dialog_response (GTK_DIALOG (dialog), response);
  await (is_gone, &dialog);
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
  respond (dialog, GTK_RESPONSE_ACCEPT);
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
  await (is_gone, &dialog);
}

/* What was typed */

#define NAME "outgoing"
#define PASSWORD "s3cret"

/* One of these into every entry. */
static void
type_login (GtkWidget *widget, gpointer unused G_GNUC_UNUSED)
{
  if (GTK_IS_ENTRY (widget))
    gtk_entry_set_text (GTK_ENTRY (widget), WP_IS_PASSWORD (widget) ? PASSWORD : NAME);
  else if (GTK_IS_CONTAINER (widget))
    gtk_container_forall (GTK_CONTAINER (widget), type_login, NULL);
}

static void
search_for (const Fixture *fixture, const char *address)
{
  assert_page (fixture, WP_PAGE_ADDRESS);
  gtk_entry_set_text (GTK_ENTRY (find (page_of (fixture), GTK_TYPE_ENTRY, NULL)), address);
  settle ();
  advance (fixture);
  settle ();
  assert_page (fixture, WP_PAGE_LOOKING);
}

/* Of the test for receiving and sending. */
static void
ask_passwords (void)
{
  WpQuestion *question = wp_question_new ("password", NULL);

  scripted_service (WP_PROTOCOL_IMAP, "imap.example.org", WP_WORKS_NOT_TESTED);
  scripted_service (WP_PROTOCOL_SMTP, "smtp.example.org", WP_WORKS_NOT_TESTED);
  wp_fields_set_text (question->params, WP_KEY_SENDING_HOST, "smtp.example.org");
  wp_report_add_question (scripted_report (), question);
}

static void
go_back (const Fixture *fixture)
{
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "back", NULL);
  settle ();
}

/* Leaving the page of the password for a moment costs the passwords, and no name. */
static void
test_sending_name (Fixture *fixture, gconstpointer unused G_GNUC_UNUSED)
{
  GtkWidget *sending;

  wp_window_begin (fixture->window, WP_WIZARD_SET_UP);
  search_for (fixture, ADDRESS);
  ask_passwords ();
  go_to (fixture, WP_PAGE_PASSWORD);
  sending = find (page_of (fixture), WP_TYPE_SENDING, NULL);
  g_assert_nonnull (sending);
  wp_sending_set_open (WP_SENDING (sending), TRUE);
  type_login (sending, NULL);
  type_login (find (page_of (fixture), WP_TYPE_PASSWORD, NULL), NULL);
  go_back (fixture);
  assert_page (fixture, WP_PAGE_LOOKING);
  go_to (fixture, WP_PAGE_PASSWORD);
  g_assert_true (wp_sending_is_open (WP_SENDING (sending)));
  g_assert_true (holds (sending, NAME));
  g_assert_false (holds (page_of (fixture), PASSWORD));
}

/* What a search found is not what somebody typed: a search that was stopped later, for the same
 * address or another one, finds none of it in the fields. */
static void
test_prefilled (Fixture *fixture, gconstpointer typed)
{
  static const char *const next[] = { "anna@one.example", "bob@two.example" };

  for (guint i = typed == NULL ? 0 : 1; i < G_N_ELEMENTS (next); i++)
    {
      WpCase *wp_case;

      wp_window_begin (fixture->window, WP_WIZARD_SET_UP);
      wp_case = wp_view_case (page_of (fixture));
      search_for (fixture, "anna@one.example");
      scripted_service (WP_PROTOCOL_IMAP, "imap.one.example", WP_WORKS_NOT_TESTED);
      scripted_ask ("password", NULL);
      go_to (fixture, WP_PAGE_SERVERS);
      g_assert_true (holds (page_of (fixture), "imap.one.example"));
      if (typed != NULL)
        gtk_entry_set_text (GTK_ENTRY (find (page_of (fixture), GTK_TYPE_ENTRY, NULL)), typed);
      go_back (fixture);
      go_to (fixture, WP_PAGE_SERVERS);
      g_assert_true (holds (page_of (fixture), typed != NULL ? typed : "imap.one.example"));
      go_back (fixture);
      go_back (fixture);
      search_for (fixture, next[i]);
      g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "escape", NULL);
      g_assert_true (scripted_was_cancelled ());
      scripted_end (WP_EXIT_INTERRUPTED);
      go_to (fixture, WP_PAGE_SERVERS);
      settle ();
      g_test_message ("%s", next[i]);
      g_assert_false (holds (page_of (fixture), "imap.one.example"));
      g_assert_cmpint (holds (page_of (fixture), "one.example"), ==, i == 0);
      g_assert_true (holds (page_of (fixture), next[i]));
      advance (fixture);
      assert_page (fixture, WP_PAGE_SERVERS);
      g_assert_null (wp_case_servers (wp_case));
    }
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
check (WpDesk *desk, const char *address)
{
  wp_desk_set_address (desk, address);
  gtk_widget_activate (find (desk, GTK_TYPE_ENTRY, NULL));
}

static void
test_desk_save (Fixture *fixture G_GNUC_UNUSED, gconstpointer unused G_GNUC_UNUSED)
{
  WpDesk *desk = new_desk ();
  GtkWindow *dialog;

  check (desk, ADDRESS);
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

  check (desk, ADDRESS);
  session = g_object_ref (scripted_session ());
  g_assert_false (scripted_was_cancelled ());
  gtk_window_close (GTK_WINDOW (desk));
  await (is_closed, GSIZE_TO_POINTER (WP_TYPE_DESK));
  g_assert_true (scripted_was_cancelled ());
  g_object_unref (session);
}

static gboolean
asks_password (gpointer ask)
{
  return wp_desk_ask_is_open (ask) && find (ask, WP_TYPE_PASSWORD, NULL) != NULL;
}

static gboolean
asks_otherwise (gpointer ask)
{
  return wp_desk_ask_is_open (ask) && find (ask, WP_TYPE_PASSWORD, NULL) == NULL;
}

static void
type_passwords (WpDesk *desk, GtkWidget *ask, const char *address)
{
  check (desk, address);
  ask_passwords ();
  await (asks_password, ask);
  wp_sending_set_open (WP_SENDING (find (ask, WP_TYPE_SENDING, NULL)), TRUE);
  type_login (ask, NULL);
  g_assert_true (holds (ask, PASSWORD));
}

/* What was typed for one question is there for no other, of the same case or another one. */
static void
test_desk_passwords (Fixture *fixture G_GNUC_UNUSED, gconstpointer unused G_GNUC_UNUSED)
{
  WpDesk *desk = new_desk ();
  GtkWidget *ask = find (desk, WP_TYPE_DESK_ASK, NULL);

  type_passwords (desk, ask, ADDRESS);
  scripted_ask ("guess", "guess:imap.example.org");
  await (asks_otherwise, ask);
  g_assert_false (holds (ask, PASSWORD));
  type_passwords (desk, ask, "carl@example.org");
  check (desk, "bob@example.org");
  scripted_ask ("password", NULL);
  await (asks_password, ask);
  g_assert_false (holds (ask, PASSWORD));
}

static gboolean
on_announcement (GSignalInvocationHint *hint G_GNUC_UNUSED,
                 guint count G_GNUC_UNUSED,
                 const GValue *values,
                 gpointer heard)
{
  g_ptr_array_add (heard, g_value_dup_string (&values[1]));
  return TRUE;
}

/* Who does not see that something appeared is told the same words. */
static void
test_announced (Fixture *fixture G_GNUC_UNUSED, gconstpointer unused G_GNUC_UNUSED)
{
  g_autoptr (GPtrArray) heard = g_ptr_array_new_with_free_func (g_free);
  gpointer class = g_type_class_ref (ATK_TYPE_OBJECT);
  guint signal = g_signal_lookup ("announcement", ATK_TYPE_OBJECT);
  WpDesk *desk = new_desk ();
  gulong hook;

  if (signal == 0)
    g_test_skip ("this version of ATK has no announcements");
  else
    {
      hook = g_signal_add_emission_hook (signal, 0, on_announcement, heard, NULL);
      check (desk, "anna");
      g_assert_cmpuint (heard->len, ==, 1);
      g_assert_true (says (desk, heard->pdata[0]));
      check (desk, ADDRESS);
      scripted_ask ("guess", "guess:imap.example.org");
      await (asks_otherwise, find (desk, WP_TYPE_DESK_ASK, NULL));
      g_assert_cmpuint (heard->len, ==, 2);
      g_assert_true (says (find (desk, WP_TYPE_DESK_ASK, NULL), heard->pdata[1]));
      g_signal_remove_emission_hook (signal, hook);
    }
  g_type_class_unref (class);
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
  respond (dialog, GTK_RESPONSE_CANCEL);
  g_assert_cmpuint (count_toplevels (WP_TYPE_WINDOW), ==, 1);
  g_assert_cmpuint (count_toplevels (WP_TYPE_DESK), ==, 0);
  press (fixture->window, "Open a Saved Report");
  dialog = await_chooser ();
  gtk_file_chooser_set_filename (GTK_FILE_CHOOSER (dialog), path);
  await (has_name, dialog);
  respond (dialog, GTK_RESPONSE_ACCEPT);
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

/* A run goes with its window, whoever else knows of its case; and with its case. */
static void
test_close (Fixture *fixture, gconstpointer unused G_GNUC_UNUSED)
{
  const WpSessionOptions options = { 0 };
  WpCase *wp_case;
  WpSession *session;

  wp_window_begin (fixture->window, WP_WIZARD_SET_UP);
  wp_case = g_object_ref (wp_view_case (page_of (fixture)));
  search_for (fixture, ADDRESS);
  g_assert_false (scripted_was_cancelled ());
  gtk_window_close (GTK_WINDOW (fixture->window));
  await (is_closed, GSIZE_TO_POINTER (WP_TYPE_WINDOW));
  g_assert_true (scripted_was_cancelled ());
  g_object_unref (wp_case);
  wp_case = wp_case_new (WP_WIZARD_SET_UP, &options);
  wp_case_set_address (wp_case, ADDRESS);
  g_assert_true (wp_case_start (wp_case, NULL));
  session = g_object_ref (scripted_session ());
  g_assert_false (scripted_was_cancelled ());
  g_object_unref (wp_case);
  g_assert_true (scripted_was_cancelled ());
  g_object_unref (session);
}

/* Keys may come twice before anything is closed. */
static void
test_close_twice (Fixture *fixture, gconstpointer unused G_GNUC_UNUSED)
{
  WpHelpWindow *help = wp_help_window_need (GTK_APPLICATION (application));
  GActionGroup *actions = gtk_widget_get_action_group (GTK_WIDGET (help), "win");

  wp_help_window_open (help, WP_MANUAL_INDEX, GTK_WINDOW (fixture->window), GDK_CURRENT_TIME);
  await_toplevel (WP_TYPE_HELP_WINDOW);
  for (guint i = 0; i < 2; i++)
    g_action_group_activate_action (actions, "escape", NULL);
  await (is_closed, GSIZE_TO_POINTER (WP_TYPE_HELP_WINDOW));
  settle ();
  new_desk ();
  g_action_group_activate_action (G_ACTION_GROUP (application), "quit", NULL);
  quit ();
  settle ();
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
  ADD (sending_name);
  ADD (prefilled);
  g_test_add ("/gui/windows/prefilled_and_typed", Fixture, "mail.one.example", set_up,
              test_prefilled, tear_down);
  ADD (desk_save);
  ADD (desk_close);
  ADD (desk_passwords);
  ADD (announced);
  ADD (another_task);
  ADD (open);
  ADD (quit);
  ADD (close);
  ADD (close_twice);
  ADD (settings);
  code = g_test_run ();
  g_object_unref (application);
  return code;
}
