/* The test: a row a service while it runs and after, what it comes to in the heading, and where
 * something does not work what to do. */
#include <glib/gi18n-lib.h>

#include "diagnose/diagnose.h"
#include "gtk/application.h"
#include "gtk/flow/herald.h"
#include "gtk/flow/manual.h"
#include "gtk/flow/remedy.h"
#include "gtk/flow/tally.h"
#include "gtk/flow/words.h"
#include "gtk/pages/pages.h"
#include "gtk/pages/test/failure.h"
#include "gtk/pages/test/row.h"
#include "gtk/report-file.h"
#include "gtk/widgets/motion.h"

#define TICK_MS 100 /* of the bar that grows */

struct _WpTestView
{
  WpView parent;

  GtkWidget *failure;
  GtkWidget *list;
  WpTestRow *rows[WP_N_PROTOCOLS]; /* as shown */
  WpTestRow *opened;               /* by itself; NULL: none */
  gboolean was_told[WP_N_PROTOCOLS];
  gboolean is_settled; /* what comes now, comes while somebody looks */
  WpHerald *herald;
  gboolean was_running;
  gboolean has_opened; /* the row that tells most */
  guint tick;
  guint open_source;
};

#define WP_TYPE_TEST_VIEW (wp_test_view_get_type ())
G_DECLARE_FINAL_TYPE (WpTestView, wp_test_view, WP, TEST_VIEW, WpView)
G_DEFINE_FINAL_TYPE (WpTestView, wp_test_view, WP_TYPE_VIEW)

/* What it came to */

static const char *
heading_of (const WpReport *report, WpTally count)
{
  if (count.working == count.all && count.all > 0)
    return count.all == 3   ? _ ("All Three Work")
           : count.all == 2 ? _ ("Both Work")
                            : _ ("It Works");
  if (count.working > 0)
    return count.all == 2       ? _ ("One of Two Works")
           : count.working == 1 ? _ ("One of Three Works")
                                : _ ("Two of Three Work");
  if (report->logins_sent == 0 && wp_remedy_finding (report) == NULL)
    return _ ("Tested Without a Login");
  return _ ("Nothing Works Yet");
}

static void
show_result (WpTestView *self, const WpReport *report)
{
  WpTally count = wp_tally_of (report);
  const WpFinding *finding = count.working == count.all ? NULL : wp_remedy_finding (report);
  g_autofree char *lead = count.working == count.all && count.all > 0
                              ? wp_tally_time_text (report)
                              : wp_render_headline_text (report, wp_words ());
  g_autofree char *title = count.working > 0 || finding == NULL
                               ? NULL
                               : wp_render_fill (wp_finding_text (finding)->title, finding->params,
                                                 wp_words ());

  wp_view_set_heading (WP_VIEW (self), title != NULL ? title : heading_of (report, count), lead);
  wp_failure_show (WP_FAILURE (self->failure), report, finding, count.working == 0,
                   wp_remedy_of_test (wp_view_case (WP_VIEW (self))));
}

/* Rows */

/* The first that failed. */
static WpTestRow *
first_failed (WpTestView *self)
{
  for (guint i = 0; i < WP_N_PROTOCOLS; i++)
    if (gtk_widget_get_visible (GTK_WIDGET (self->rows[i]))
        && wp_test_row_has_failed (self->rows[i]))
      return self->rows[i];
  return NULL;
}

/* The one with the step that the heading names as the slowest, which is marked there. */
static WpTestRow *
slowest_row (WpTestView *self)
{
  g_auto (WpSlowest) slowest = { .us = 0 };

  if (!wp_tally_slowest (wp_case_report (wp_view_case (WP_VIEW (self))), &slowest))
    return NULL;
  for (guint i = 0; i < WP_N_PROTOCOLS; i++)
    if (wp_words_order[i] == slowest.protocol
        && gtk_widget_get_visible (GTK_WIDGET (self->rows[i])))
      {
        wp_test_row_mark (self->rows[i], slowest.bar);
        return self->rows[i];
      }
  return NULL;
}

/* One row is open by itself; what an earlier run opened, is closed. */
static void
open_row (WpTestView *self, WpTestRow *row)
{
  if (self->opened != NULL && self->opened != row)
    hdy_expander_row_set_expanded (HDY_EXPANDER_ROW (self->opened), FALSE);
  if (row != NULL)
    hdy_expander_row_set_expanded (HDY_EXPANDER_ROW (row), TRUE);
  self->opened = row;
}

/* Where nothing works, how far it went stands above, and the details can wait. */
static gboolean
on_open (gpointer data)
{
  WpTestView *self = data;
  WpTestRow *failed = first_failed (self);
  GtkWidget *stage = wp_failure_peek_failed (WP_FAILURE (self->failure));
  GtkWidget *focus = stage;

  self->open_source = 0;
  if (stage == NULL)
    {
      open_row (self, failed != NULL ? failed : slowest_row (self));
      if (failed != NULL)
        focus = GTK_WIDGET (failed);
    }
  if (focus != NULL && self->was_running)
    {
      gtk_widget_grab_focus (focus);
      wp_view_show_top (WP_VIEW (self)); /* the heading is the result */
    }
  self->was_running = FALSE;
  return G_SOURCE_REMOVE;
}

/* A row that was not there slides in, an answer is read out: both once, and only of what happens
 * while the page is shown. */
static void
update_row (WpTestView *self, guint n, WpCase *wp_case)
{
  GtkWidget *row = GTK_WIDGET (self->rows[n]);
  gboolean was_there = gtk_widget_get_visible (row);
  gboolean has_answer;

  wp_test_row_update (self->rows[n], wp_case);
  if (self->is_settled && !was_there && gtk_widget_get_visible (row))
    wp_motion_arrive (row);
  has_answer = wp_test_row_has_answer (self->rows[n]);
  if (self->is_settled && has_answer && !self->was_told[n])
    wp_herald_say (self->herald, wp_test_row_spoken (self->rows[n]));
  self->was_told[n] = has_answer;
}

static void
on_tell (const char *sentence, gpointer data)
{
  wp_announce (WP_TEST_VIEW (data)->list, sentence);
}

static void
refresh (WpView *page, guint flags)
{
  WpTestView *self = WP_TEST_VIEW (page);
  WpCase *wp_case = wp_view_case (page);
  gboolean is_running = wp_case_is_running (wp_case);

  if (wp_case_report (wp_case) == NULL || (flags == 0 && !is_running))
    return;
  for (guint i = 0; i < WP_N_PROTOCOLS; i++)
    update_row (self, i, wp_case);
  self->is_settled = TRUE;
  if (is_running)
    {
      self->was_running = TRUE;
      self->has_opened = FALSE;
      wp_view_set_heading (page, _ ("Testing"), _ ("Nothing is changed on the servers."));
      wp_failure_show (WP_FAILURE (self->failure), NULL, NULL, FALSE, WP_REMEDY_NONE);
      return;
    }
  show_result (self, wp_case_report (wp_case));
  if (!self->has_opened && self->open_source == 0)
    self->open_source = g_idle_add (on_open, self);
  self->has_opened = TRUE;
}

static gboolean
on_tick (gpointer data)
{
  WpTestView *self = data;

  if (wp_case_is_running (wp_view_case (WP_VIEW (self))))
    wp_view_touch (WP_VIEW (self));
  return G_SOURCE_CONTINUE;
}

static void
left (WpView *page)
{
  WpTestView *self = WP_TEST_VIEW (page);

  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_handle_id (&self->open_source, g_source_remove);
  wp_herald_hush (self->herald);
  self->is_settled = FALSE;
}

static void
entered (WpView *page)
{
  WpTestView *self = WP_TEST_VIEW (page);

  left (page);
  self->tick = g_timeout_add (TICK_MS, on_tick, self);
}

/* What can be done about it */

static void
show_help (WpView *page)
{
  GtkWidget *window = gtk_widget_get_toplevel (GTK_WIDGET (page));
  const WpFinding *finding = wp_remedy_finding (wp_case_report (wp_view_case (page)));
  g_autofree char *target = finding == NULL ? NULL
                                            : wp_manual_of_finding (wp_finding_text (finding));

  if (target != NULL && GTK_IS_WINDOW (window))
    wp_application_help (WP_APPLICATION (gtk_window_get_application (GTK_WINDOW (window))),
                         GTK_WINDOW (window), target);
}

/* The same once more; a password is asked for again, it was not kept. */
static void
test_again (WpView *page)
{
  g_autoptr (GError) error = NULL;

  if (!wp_case_start (wp_view_case (page), &error))
    wp_view_complain (page, error->message);
}

static char *
primary_label (WpView *page)
{
  static const char *const labels[] = {
    [WP_REMEDY_ADDRESS] = N_ ("Co_rrect the Address"),
    [WP_REMEDY_SERVERS] = N_ ("_Correct the Servers…"),
    [WP_REMEDY_PASSWORD] = N_ ("_Enter the Password Again"),
    [WP_REMEDY_SENDING] = N_ ("_Enter the Password for Sending…"),
    [WP_REMEDY_AGAIN] = N_ ("_Test Again"),
    [WP_REMEDY_HELP] = N_ ("Show _How to Fix It"),
  };
  WpRemedy remedy = wp_remedy_of_test (wp_view_case (page));

  return remedy == WP_REMEDY_NONE ? NULL : g_strdup (_ (labels[remedy]));
}

static gboolean
commit (WpView *page)
{
  switch (wp_remedy_of_test (wp_view_case (page)))
    {
    case WP_REMEDY_NONE:
      return TRUE;
    case WP_REMEDY_ADDRESS:
      wp_view_go (page, WP_PAGE_ADDRESS);
      return FALSE;
    case WP_REMEDY_SERVERS:
      wp_view_go (page, WP_PAGE_SERVERS);
      return FALSE;
    case WP_REMEDY_HELP:
      show_help (page);
      return FALSE;
    case WP_REMEDY_SENDING:
      wp_case_set_sending (wp_view_case (page), TRUE);
      test_again (page);
      return FALSE;
    case WP_REMEDY_PASSWORD:
    case WP_REMEDY_AGAIN:
    default:
      test_again (page);
      return FALSE;
    }
}

enum
{
  SAVE,
  ANYWAY,
  AGAIN, /* or Stop */
  N_BUTTONS
};

static guint
buttons (WpView *page, WpViewButton *list)
{
  WpCase *wp_case = wp_view_case (page);
  WpRemedy remedy = wp_remedy_of_test (wp_case);
  gboolean is_running = wp_case_is_running (wp_case);
  gboolean measures = wp_case_task (wp_case) == WP_WIZARD_CHOOSE;

  list[SAVE] = (WpViewButton){ N_ ("Save _Report…"), !is_running && remedy == WP_REMEDY_NONE,
                               TRUE };
  list[ANYWAY] = (WpViewButton){ measures ? N_ ("_Answer Without Measuring")
                                          : N_ ("Continue _Anyway"),
                                 remedy != WP_REMEDY_NONE && wp_remedy_may_go_on (wp_case), TRUE };
  list[AGAIN] = (WpViewButton){ is_running ? N_ ("_Stop") : N_ ("_Test Again"),
                                remedy != WP_REMEDY_AGAIN && remedy != WP_REMEDY_PASSWORD, TRUE };
  return N_BUTTONS;
}

static void
pressed (WpView *page, guint button)
{
  WpCase *wp_case = wp_view_case (page);

  if (button == SAVE)
    wp_report_file_ask (page);
  else if (button == ANYWAY)
    wp_view_go (page, wp_flow_next (wp_case, WP_PAGE_TEST));
  else if (wp_case_is_running (wp_case))
    wp_case_cancel (wp_case);
  else
    test_again (page);
}

static void
on_remedy (WpFailure *failure G_GNUC_UNUSED, guint button, gpointer data)
{
  if (button == WP_FAILURE_SAVE)
    wp_report_file_ask (data);
  else if (button == WP_FAILURE_SERVERS)
    wp_view_go (data, WP_PAGE_SERVERS);
  else
    show_help (data);
}

static char *
hint (WpView *page)
{
  WpCase *wp_case = wp_view_case (page);
  const WpReport *report = wp_case_report (wp_case);

  if (!wp_case_is_over (wp_case) || !wp_render_was_connected (report))
    return NULL;
  if (report->logins_refused > 0)
    return g_strdup_printf (ngettext ("%u login was refused. Waypost does not try again by itself.",
                                      "%u logins were refused. Waypost does not try again by "
                                      "itself.",
                                      report->logins_refused),
                            report->logins_refused);
  return g_strdup (_ ("Nothing was changed on the server"));
}

static void
wp_test_view_dispose (GObject *object)
{
  left (WP_VIEW (object));
  G_OBJECT_CLASS (wp_test_view_parent_class)->dispose (object);
}

static void
wp_test_view_finalize (GObject *object)
{
  wp_herald_free (WP_TEST_VIEW (object)->herald);
  G_OBJECT_CLASS (wp_test_view_parent_class)->finalize (object);
}

static void
wp_test_view_class_init (WpTestViewClass *class)
{
  WpViewClass *page = WP_VIEW_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = wp_test_view_dispose;
  G_OBJECT_CLASS (class)->finalize = wp_test_view_finalize;
  page->id = WP_PAGE_TEST;
  page->is_dense = TRUE;
  page->entered = entered;
  page->left = left;
  page->refresh = refresh;
  page->primary_label = primary_label;
  page->commit = commit;
  page->buttons = buttons;
  page->pressed = pressed;
  page->hint = hint;
}

static void
wp_test_view_init (WpTestView *self)
{
  self->herald = wp_herald_new (WP_HERALD_PAUSE_MS, on_tell, self);
  self->failure = wp_failure_new ();
  g_signal_connect (self->failure, "clicked", G_CALLBACK (on_remedy), self);
  self->list = wp_list_new ();
  for (guint i = 0; i < WP_N_PROTOCOLS; i++)
    {
      GtkWidget *row = wp_test_row_new (wp_words_order[i]);

      self->rows[i] = WP_TEST_ROW (row);
      gtk_widget_set_no_show_all (row, TRUE);
      gtk_container_add (GTK_CONTAINER (self->list), row);
    }
  wp_view_add (WP_VIEW (self), self->failure);
  wp_view_add (WP_VIEW (self), self->list);
}
