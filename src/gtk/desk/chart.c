/* See chart.h. */
#include "gtk/desk/chart.h"

#include <handy.h>

#include <glib/gi18n-lib.h>

#include "diagnose/diagnose.h"
#include "gtk/flow/desk-data.h"
#include "gtk/desk/cases.h"
#include "gtk/desk/legend.h"
#include "gtk/flow/manual.h"
#include "gtk/widgets/parts.h"
#include "gtk/widgets/viewport.h"
#include "gtk/widgets/scale.h"
#include "gtk/widgets/timeline.h"

#define REFRESH_MS 100
#define LEAST_HEIGHT 160 /* of the bars */
#define MOST_NAME 80     /* characters of what a stranger named, where one line is meant */
#define MOST_WORDS 500

struct _WpDeskChart
{
  GtkBox parent;

  WpDeskEntry *entry;  /* NULL: nothing is shown */
  guint tick;          /* while it runs */
  gint64 drawn_us;     /* on the clock of its report */
  gboolean is_stale;   /* it grew since */
  GtkWidget *stack;    /* nothing, chart */
  GtkWidget *database; /* on the page with nothing: who is told the domain */
  GtkWidget *title, *origin, *toggle;
  GtkWidget *views; /* stack: bars, table */
  GtkWidget *timeline, *table;
  GtkWidget *strip, *strip_image, *strip_title, *strip_words, *strip_note;
  GtkWidget *help, *explain;
  GtkWidget *summary, *legend;
  char *help_page; /* NULL: none */
};

G_DEFINE_FINAL_TYPE (WpDeskChart, wp_desk_chart, GTK_TYPE_BOX)

enum
{
  CHOSEN,
  HELP,
  FINDING,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* The strip below: the chosen step */

static const WpBar *
chosen_bar (WpDeskChart *self)
{
  const WpTimelineData *data = wp_timeline_data (WP_TIMELINE (self->timeline));
  int n = wp_timeline_selected (WP_TIMELINE (self->timeline));

  return data == NULL || n < 0 ? NULL : wp_timeline_data_bar (data, (guint) n);
}

static WpStateKind
shape_of (WpBarKind kind)
{
  static const WpStateKind shapes[] = {
    [WP_BAR_DONE] = WP_STATE_WORKS,    [WP_BAR_WARNING] = WP_STATE_WARNING,
    [WP_BAR_FAILED] = WP_STATE_FAILS,  [WP_BAR_WAITING] = WP_STATE_WAITING,
    [WP_BAR_LOST] = WP_STATE_UNTESTED, [WP_BAR_SKIPPED] = WP_STATE_UNTESTED,
  };

  return shapes[kind];
}

static void
set_text (GtkWidget *label, const char *text)
{
  gtk_label_set_text (GTK_LABEL (label), text == NULL ? "" : text);
  gtk_widget_set_visible (label, text != NULL && *text != '\0');
}

/* As much of it as there is room for: a report may come from anybody. */
static void
set_words (GtkWidget *label, const char *text)
{
  g_autofree char *words = wp_desk_cut (text, MOST_WORDS);

  set_text (label, words);
}

static char *
note_of_source (const WpReport *report, const WpBar *bar)
{
  const WpSource *source = wp_report_source (report, bar->source);
  const char *note = source == NULL || source->note == NULL
                         ? NULL
                         : g_dgettext (GETTEXT_PACKAGE, source->note);

  if (bar->detail == NULL || note == NULL)
    return g_strdup (bar->detail == NULL ? note : bar->detail);
  return g_strdup_printf ("%s. %s", bar->detail, note);
}

/* The page of the manual on what is wrong with a step; NULL: nothing is. */
static char *
help_of (const WpReport *report, const WpStep *step)
{
  const WpFinding *finding = step == NULL ? NULL : wp_desk_finding (report, step->id);

  return finding == NULL || finding->severity == WP_SEVERITY_GOOD
                 || !wp_ids_has (finding->steps, step->id)
             ? NULL
             : wp_manual_of_finding (wp_finding_text (finding));
}

static void
say_bar (WpDeskChart *self, const WpReport *report, const WpBar *bar)
{
  const WpStep *step = bar->step == 0 ? NULL : wp_report_step (report, bar->step);
  const WpSource *source = bar->source == 0 ? NULL : wp_report_source (report, bar->source);
  g_autofree char *from = wp_timeline_tick (bar->start_us / 1000 * 1000);
  g_autofree char *to = wp_timeline_tick (bar->end_us / 1000 * 1000);
  g_autofree char *name = wp_desk_cut (bar->name, MOST_NAME);
  /* Translators: a step, "works" or what became of it, and its beginning and end. */
  g_autofree char *title = bar->is_rest ? g_strdup (name)
                                        : g_strdup_printf (_ ("%s: %s, from %s to %s"), name,
                                                           bar->word, from, to);
  g_autofree char *words = step != NULL     ? wp_render_server_words (step)
                           : source != NULL ? g_strdup (source->target)
                                            : NULL;
  g_autofree char *note = step != NULL     ? wp_timeline_note (report, step)
                          : source != NULL ? note_of_source (report, bar)
                                           : NULL;

  wp_state_image_set (GTK_IMAGE (self->strip_image), shape_of (bar->kind));
  set_text (self->strip_title, title);
  set_words (self->strip_words, words);
  set_words (self->strip_note, note);
  self->help_page = help_of (report, step);
}

static void
fill_strip (WpDeskChart *self)
{
  const WpReport *report = self->entry == NULL ? NULL : wp_desk_entry_report (self->entry);
  const WpBar *bar = report == NULL ? NULL : chosen_bar (self);

  g_clear_pointer (&self->help_page, g_free);
  gtk_widget_set_visible (self->strip, bar != NULL);
  if (bar != NULL)
    say_bar (self, report, bar);
  gtk_widget_set_visible (self->help, self->help_page != NULL);
}

/* By the keyboard one can come to a bar that is out of sight. */
static void
show_bar (WpDeskChart *self)
{
  WpTimeline *timeline = WP_TIMELINE (self->timeline);
  GtkWidget *scroller = gtk_widget_get_ancestor (self->timeline, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  int n = wp_timeline_selected (timeline);
  GdkRectangle area;

  if (n < 0 || !wp_timeline_bar_area (timeline, (guint) n, &area))
    return;
  /* The axis covers the first rows that are in sight. */
  gtk_adjustment_clamp_page (adjustment, area.y - 2 * area.height, area.y + 2 * area.height);
}

static void
on_selected (WpTimeline *timeline G_GNUC_UNUSED, guint n G_GNUC_UNUSED, gpointer data)
{
  WpDeskChart *self = data;
  const WpBar *bar = chosen_bar (self);

  fill_strip (self);
  show_bar (self);
  g_signal_emit (self, signals[CHOSEN], 0, bar == NULL ? 0 : bar->step);
}

static void
on_explain (WpDeskChart *self)
{
  g_signal_emit (self, signals[FINDING], 0);
}

static void
on_help (GtkButton *button G_GNUC_UNUSED, gpointer data)
{
  WpDeskChart *self = data;

  g_signal_emit (self, signals[HELP], 0, self->help_page);
}

/* What is shown */

static void
fill_head (WpDeskChart *self, const WpReport *report)
{
  WpCase *wp_case = wp_desk_entry_case (self->entry);
  gboolean is_asking = wp_case != NULL && wp_case_question (wp_case) != NULL;
  g_autofree char *headline = is_asking ? g_strdup (_ ("Waiting for an Answer"))
                              : wp_desk_entry_is_running (self->entry) ? g_strdup (_ ("Checking"))
                                                                       : wp_desk_headline (report);
  g_autofree char *origin = wp_desk_origin (report);

  gtk_label_set_text (GTK_LABEL (self->title), headline);
  gtk_label_set_text (GTK_LABEL (self->origin), origin);
}

static gboolean
has_table (WpDeskChart *self)
{
  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->toggle));
}

/* A table that nobody sees is not filled. */
static void
fill_table (WpDeskChart *self)
{
  if (has_table (self))
    wp_timeline_table_set (self->table, wp_timeline_data (WP_TIMELINE (self->timeline)));
}

static void
fill (WpDeskChart *self)
{
  const WpReport *report = wp_desk_entry_report (self->entry);
  gint64 now_us = wp_desk_entry_now_us (self->entry);
  WpTimelineData *data = wp_timeline_data_new (report, WP_TIMELINE_ALL, now_us);
  g_autofree char *summary = NULL;

  self->drawn_us = now_us;
  self->is_stale = FALSE;
  wp_timeline_data_add_search (data, report);
  if (now_us == 0)
    summary = wp_desk_summary (report, data);
  fill_head (self, report);
  set_text (self->summary, summary);
  wp_desk_legend_show (self->legend, data);
  wp_timeline_set_data (WP_TIMELINE (self->timeline), data);
  fill_table (self);
  fill_strip (self);
}

static gboolean
on_tick (gpointer data)
{
  WpDeskChart *self = data;

  if (self->entry == NULL || !wp_desk_entry_is_running (self->entry))
    {
      self->tick = 0;
      return G_SOURCE_REMOVE;
    }
  /* While a person is asked the clock stands still. */
  if (self->is_stale || wp_desk_entry_now_us (self->entry) != self->drawn_us)
    fill (self);
  return G_SOURCE_CONTINUE;
}

static void
stop_tick (WpDeskChart *self)
{
  if (self->tick != 0)
    g_source_remove (self->tick);
  self->tick = 0;
}

/* Those are what it is about; what they were found by is not, where there is any. */
static int
slowest_of_services (const WpTimelineData *data)
{
  gint64 most_us = 0;
  int slowest = -1;
  guint first = 0;

  for (guint i = 0; i < data->lanes->len; i++)
    {
      const WpLane *lane = data->lanes->pdata[i];

      for (guint n = 0; n < lane->bars->len && lane->kind == WP_LANE_SERVICE; n++)
        {
          const WpBar *bar = lane->bars->pdata[n];

          if (bar->kind > WP_BAR_FAILED || bar->end_us - bar->start_us <= most_us)
            continue;
          most_us = bar->end_us - bar->start_us;
          slowest = (int) (first + n);
        }
      first += lane->bars->len;
    }
  return slowest >= 0 ? slowest : wp_timeline_data_slowest (data);
}

/* What failed first; else what took longest. */
static void
choose_telling (WpDeskChart *self)
{
  const WpTimelineData *data = wp_timeline_data (WP_TIMELINE (self->timeline));
  const WpReport *report = wp_desk_entry_report (self->entry);
  const WpStep *step = wp_desk_step (report, wp_desk_finding (report, 0));
  int n = data == NULL ? -1 : wp_timeline_data_failed (data);

  for (guint i = 0; data != NULL && step != NULL && i < data->n_bars; i++)
    if (wp_timeline_data_bar (data, i)->step == step->id
        && wp_timeline_data_bar (data, i)->kind != WP_BAR_DONE)
      n = (int) i;
  if (n < 0 && data != NULL)
    n = slowest_of_services (data);
  wp_timeline_select (WP_TIMELINE (self->timeline), n);
}

void
wp_desk_chart_update (WpDeskChart *self, gboolean is_over)
{
  if (self->entry == NULL || wp_desk_entry_report (self->entry) == NULL)
    return;
  if (wp_desk_entry_is_running (self->entry))
    {
      self->is_stale = TRUE;
      /* Behind everything else: a picture that takes longer than that must not keep out a question.
       */
      if (self->tick == 0)
        self->tick = g_timeout_add_full (G_PRIORITY_LOW, REFRESH_MS, on_tick, self, NULL);
      return;
    }
  stop_tick (self);
  fill (self);
  if (is_over)
    choose_telling (self);
}

void
wp_desk_chart_show (WpDeskChart *self, WpDeskEntry *entry)
{
  gboolean has_report = entry != NULL && wp_desk_entry_report (entry) != NULL;

  stop_tick (self);
  /* The bars look into the report of the entry. */
  wp_timeline_set_data (WP_TIMELINE (self->timeline), NULL);
  g_set_object (&self->entry, entry);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), has_report ? "chart" : "nothing");
  if (!has_report)
    return;
  fill (self);
  wp_desk_chart_update (self, TRUE);
}

void
wp_desk_chart_name_database (WpDeskChart *self, const char *host)
{
  g_autofree char *text =
      host == NULL
          ? g_strdup (_ ("Only the provider and the DNS are asked. Nothing is sent to third "
                         "parties."))
          /* Translators: a host like autoconfig.thunderbird.net. */
          : g_strdup_printf (_ ("The public provider database %s is told the part after the @ "
                                "sign."),
                             host);

  gtk_label_set_text (GTK_LABEL (self->database), text);
}

void
wp_desk_chart_choose (WpDeskChart *self, guint step)
{
  const WpTimelineData *data = wp_timeline_data (WP_TIMELINE (self->timeline));

  for (guint i = 0; data != NULL && step != 0 && i < data->n_bars; i++)
    if (wp_timeline_data_bar (data, i)->step == step)
      {
        wp_timeline_select (WP_TIMELINE (self->timeline), (int) i);
        return;
      }
}

void
wp_desk_chart_focus (WpDeskChart *self)
{
  gtk_widget_grab_focus (has_table (self) ? self->table : self->timeline);
}

void
wp_desk_chart_set_folded (WpDeskChart *self, gboolean is_folded)
{
  gtk_widget_set_visible (self->explain, is_folded);
}

static void
on_toggled (GtkToggleButton *button G_GNUC_UNUSED, gpointer data)
{
  WpDeskChart *self = data;

  fill_table (self);
  gtk_stack_set_visible_child_name (GTK_STACK (self->views), has_table (self) ? "table" : "bars");
}

/* What is chosen before it has a place is shown as soon as it has one; and the strip below takes
 * room away when it has more to say. */
static void
on_room (WpDeskChart *self)
{
  if (self->timeline != NULL)
    show_bar (self);
}

/* Construction */

static void
wp_desk_chart_dispose (GObject *object)
{
  WpDeskChart *self = WP_DESK_CHART (object);

  stop_tick (self);
  if (self->entry != NULL && self->timeline != NULL)
    wp_timeline_set_data (WP_TIMELINE (self->timeline), NULL);
  self->timeline = NULL;
  g_clear_object (&self->entry);
  g_clear_pointer (&self->help_page, g_free);
  G_OBJECT_CLASS (wp_desk_chart_parent_class)->dispose (object);
}

static void
wp_desk_chart_class_init (WpDeskChartClass *class)
{
  G_OBJECT_CLASS (class)->dispose = wp_desk_chart_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[HELP] = g_signal_new ("help", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[FINDING] = g_signal_new ("finding", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
new_head (WpDeskChart *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *origin = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->title = wp_label_new (NULL, "heading");
  self->origin = wp_label_new (NULL, "caption");
  gtk_style_context_add_class (gtk_widget_get_style_context (self->origin), "wp-dim");
  atk_object_set_role (gtk_widget_get_accessible (self->title), ATK_ROLE_HEADING);
  gtk_box_pack_start (GTK_BOX (origin),
                      gtk_image_new_from_icon_name ("network-wired-symbolic", GTK_ICON_SIZE_MENU),
                      FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (origin), self->origin, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (words), self->title, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (words), origin, FALSE, TRUE, 0);
  self->toggle = gtk_toggle_button_new ();
  gtk_button_set_image (GTK_BUTTON (self->toggle),
                        gtk_image_new_from_icon_name ("view-list-symbolic", GTK_ICON_SIZE_BUTTON));
  gtk_widget_set_valign (self->toggle, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (self->toggle, _ ("Show as a table"));
  wp_name_accessible (self->toggle, _ ("Show as a table"));
  g_signal_connect (self->toggle, "toggled", G_CALLBACK (on_toggled), self);
  gtk_box_pack_start (GTK_BOX (box), words, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), self->toggle, FALSE, TRUE, 0);
  g_object_set (box, "margin-start", 12, "margin-end", 12, "margin-top", 12, "margin-bottom", 6,
                NULL);
  return box;
}

static GtkWidget *
new_scroller (GtkWidget *child, GtkPolicyType across, int least_height)
{
  GtkWidget *scroller = gtk_scrolled_window_new (NULL, NULL);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), across, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), least_height);
  gtk_container_add (GTK_CONTAINER (scroller), child);
  gtk_widget_show_all (scroller);
  return scroller;
}

static GtkWidget *
new_views (WpDeskChart *self)
{
  GtkWidget *scroller;
  GtkAdjustment *adjustment;

  self->views = gtk_stack_new ();
  self->timeline = wp_timeline_new (WP_TIMELINE_ROW_DESK, TRUE);
  self->table = wp_timeline_table_new ();
  gtk_widget_set_valign (self->timeline, GTK_ALIGN_START);
  g_signal_connect (self->timeline, "selected", G_CALLBACK (on_selected), self);
  g_signal_connect_swapped (self->timeline, "activated", G_CALLBACK (on_explain), self);
  scroller = new_scroller (wp_viewport_new (self->timeline), GTK_POLICY_NEVER, LEAST_HEIGHT);
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  wp_timeline_follow (WP_TIMELINE (self->timeline), adjustment);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (on_room), self, G_CONNECT_SWAPPED);
  gtk_stack_add_named (GTK_STACK (self->views), scroller, "bars");
  gtk_stack_add_named (GTK_STACK (self->views),
                       new_scroller (self->table, GTK_POLICY_AUTOMATIC, LEAST_HEIGHT), "table");
  return self->views;
}

static void
add_links (WpDeskChart *self, GtkWidget *words)
{
  self->help = wp_icon_button_new ("help-browser-symbolic", _ ("More about this in the manual"));
  self->explain = gtk_button_new_with_mnemonic (_ ("_Explain"));
  g_object_set (self->help, "valign", GTK_ALIGN_START, "no-show-all", TRUE, NULL);
  g_object_set (self->explain, "halign", GTK_ALIGN_START, "no-show-all", TRUE, NULL);
  g_signal_connect (self->help, "clicked", G_CALLBACK (on_help), self);
  g_signal_connect_swapped (self->explain, "clicked", G_CALLBACK (on_explain), self);
  gtk_box_pack_start (GTK_BOX (words), self->explain, FALSE, TRUE, 3);
  gtk_box_pack_start (GTK_BOX (self->strip), self->help, FALSE, TRUE, 0);
}

static GtkWidget *
new_strip (WpDeskChart *self)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self->strip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  self->strip_image = wp_state_image_new (WP_STATE_WORKS);
  gtk_widget_set_valign (self->strip_image, GTK_ALIGN_START);
  self->strip_title = wp_label_new (NULL, "caption-heading");
  self->strip_words = wp_label_new (NULL, "wp-mono");
  self->strip_note = wp_label_new (NULL, "caption");
  gtk_label_set_selectable (GTK_LABEL (self->strip_words), TRUE);
  gtk_box_pack_start (GTK_BOX (words), self->strip_title, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (words), self->strip_words, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (words), self->strip_note, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (self->strip), self->strip_image, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (self->strip), words, TRUE, TRUE, 0);
  add_links (self, words);
  g_object_set (self->strip, "margin-start", 12, "margin-end", 12, "margin-top", 10, NULL);
  return self->strip;
}

static GtkWidget *
new_chart (WpDeskChart *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->summary = wp_label_new (NULL, "caption");
  gtk_style_context_add_class (gtk_widget_get_style_context (self->summary), "wp-dim");
  gtk_box_pack_start (GTK_BOX (foot), self->summary, FALSE, TRUE, 0);
  self->legend = wp_desk_legend_new ();
  gtk_box_pack_start (GTK_BOX (foot), self->legend, FALSE, TRUE, 0);
  g_object_set (foot, "margin", 12, NULL);
  gtk_box_pack_start (GTK_BOX (box), new_head (self), FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), new_views (self), TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL), FALSE, TRUE,
                      0);
  gtk_box_pack_start (GTK_BOX (box), new_strip (self), FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), foot, FALSE, TRUE, 0);
  /* Where the window is low, all of it scrolls rather than the bars alone. */
  return new_scroller (wp_viewport_new (box), GTK_POLICY_NEVER, -1);
}

static GtkWidget *
new_nothing (WpDeskChart *self)
{
  GtkWidget *page = hdy_status_page_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *where = g_object_new (GTK_TYPE_BUTTON, "label", _ ("_Where to Look…"), "use-underline",
                                   TRUE, "action-name", "win.where", "halign", GTK_ALIGN_CENTER,
                                   NULL);

  hdy_status_page_set_icon_name (HDY_STATUS_PAGE (page), "edit-find-symbolic");
  hdy_status_page_set_title (HDY_STATUS_PAGE (page), _ ("Check an Address"));
  hdy_status_page_set_description (
      HDY_STATUS_PAGE (page),
      _ ("Enter the email address above. Each server is checked step by step; a password is asked "
         "for only when it is needed, and every step can be tested without one."));
  self->database = wp_label_new (NULL, "wp-dim");
  g_object_set (self->database, "xalign", 0.5, "justify", GTK_JUSTIFY_CENTER, NULL);
  gtk_box_pack_start (GTK_BOX (box), self->database, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), where, FALSE, TRUE, 0);
  gtk_container_add (GTK_CONTAINER (page), box);
  return page;
}

static void
wp_desk_chart_init (WpDeskChart *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_style_context_add_class (gtk_widget_get_style_context (GTK_WIDGET (self)), "wp-pane");
  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), new_nothing (self), "nothing");
  gtk_stack_add_named (GTK_STACK (self->stack), new_chart (self), "chart");
  gtk_box_pack_start (GTK_BOX (self), self->stack, TRUE, TRUE, 0);
  gtk_widget_show_all (GTK_WIDGET (self));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "nothing");
}

GtkWidget *
wp_desk_chart_new (void)
{
  return g_object_new (WP_TYPE_DESK_CHART, NULL);
}
