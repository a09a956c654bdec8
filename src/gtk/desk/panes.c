/* See panes.h. */
#include "gtk/desk/panes.h"

#include "gtk/flow/desk-data.h"
#include "gtk/desk/answer.h"
#include "gtk/desk/chart.h"
#include "gtk/widgets/slot.h"

#define CASES 190
#define ANSWER 252
#define ANSWER_WIDE 320
#define CHART (WP_DESK_LEAST_WIDTH - CASES - ANSWER - 2)
#define WIDE 1100

struct _WpDeskPanes
{
  GtkBin parent;

  WpDeskEntry *entry;   /* NULL: none */
  guint shown_items;    /* services and findings that the answer was made of */
  gboolean is_answered; /* of the case that is about to be shown */
  GtkWidget *leaflet;
  GtkWidget *panes[WP_DESK_N_PANES];
  WpDeskCases *cases;
  WpDeskChart *chart;
  WpDeskAnswer *answer;
};

G_DEFINE_FINAL_TYPE (WpDeskPanes, wp_desk_panes, GTK_TYPE_BIN)

enum
{
  HELP,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

WpDeskCases *
wp_desk_panes_cases (WpDeskPanes *self)
{
  return self->cases;
}

/* What is shown */

static guint
items_of (WpDeskEntry *entry)
{
  const WpReport *report = entry == NULL ? NULL : wp_desk_entry_report (entry);

  return report == NULL ? 0 : report->services->len + report->findings->len;
}

void
wp_desk_panes_show (WpDeskPanes *self, WpDeskEntry *entry)
{
  g_set_object (&self->entry, entry);
  self->shown_items = items_of (entry);
  self->is_answered = FALSE;
  wp_desk_chart_show (self->chart, entry);
  if (!self->is_answered)
    wp_desk_answer_show (self->answer, entry, 0);
}

void
wp_desk_panes_name_database (WpDeskPanes *self, const char *host)
{
  wp_desk_chart_name_database (self->chart, host);
}

void
wp_desk_panes_update (WpDeskPanes *self)
{
  if (self->entry == NULL)
    return;
  wp_desk_chart_update (self->chart, FALSE);
  if (items_of (self->entry) == self->shown_items)
    return;
  self->shown_items = items_of (self->entry);
  wp_desk_answer_show (self->answer, self->entry, 0);
}

char *
wp_desk_panes_answer (WpDeskPanes *self)
{
  return wp_desk_answer (wp_desk_entry_report (self->entry), wp_desk_answer_finding (self->answer),
                         wp_desk_answer_voice (self->answer));
}

static void
on_bar_chosen (WpDeskChart *chart G_GNUC_UNUSED, guint step, gpointer data)
{
  WpDeskPanes *self = data;

  if (self->entry != NULL && !wp_desk_entry_is_running (self->entry))
    {
      wp_desk_answer_show (self->answer, self->entry, step);
      self->is_answered = TRUE;
    }
}

static void
on_finding_chosen (WpDeskAnswer *answer G_GNUC_UNUSED, guint step, gpointer data)
{
  wp_desk_chart_choose (WP_DESK_PANES (data)->chart, step);
}

static void
on_explain (WpDeskChart *chart G_GNUC_UNUSED, gpointer data)
{
  wp_desk_panes_focus (data, WP_DESK_ANSWER_PANE);
}

static void
on_help (GtkWidget *pane G_GNUC_UNUSED, const char *page, gpointer data)
{
  g_signal_emit (data, signals[HELP], 0, page);
}

/* Moving about */

void
wp_desk_panes_go_to (WpDeskPanes *self, WpDeskPaneId pane)
{
  hdy_leaflet_set_visible_child (HDY_LEAFLET (self->leaflet), self->panes[pane]);
}

void
wp_desk_panes_focus (WpDeskPanes *self, WpDeskPaneId pane)
{
  wp_desk_panes_go_to (self, pane);
  if (pane == WP_DESK_CASES_PANE)
    wp_desk_cases_focus (self->cases);
  else if (pane == WP_DESK_CHART_PANE)
    wp_desk_chart_focus (self->chart);
  else
    wp_desk_answer_focus (self->answer);
}

WpDeskPaneId
wp_desk_panes_of (WpDeskPanes *self, GtkWidget *widget)
{
  for (guint i = 0; i < WP_DESK_N_PANES; i++)
    if (gtk_widget_is_ancestor (widget, self->panes[i]))
      return (WpDeskPaneId) i;
  return WP_DESK_CASES_PANE;
}

gboolean
wp_desk_panes_can_go_back (WpDeskPanes *self)
{
  HdyLeaflet *leaflet = HDY_LEAFLET (self->leaflet);

  return hdy_leaflet_get_folded (leaflet)
         && hdy_leaflet_get_visible_child (leaflet) != self->panes[WP_DESK_CASES_PANE];
}

void
wp_desk_panes_go_back (WpDeskPanes *self)
{
  if (wp_desk_panes_can_go_back (self))
    hdy_leaflet_navigate (HDY_LEAFLET (self->leaflet), HDY_NAVIGATION_DIRECTION_BACK);
}

static void
on_folded (WpDeskPanes *self)
{
  wp_desk_chart_set_folded (self->chart, hdy_leaflet_get_folded (HDY_LEAFLET (self->leaflet)));
}

void
wp_desk_panes_fit (WpDeskPanes *self, double width)
{
  wp_slot_set_width (WP_SLOT (self->panes[WP_DESK_ANSWER_PANE]),
                     width >= WIDE ? ANSWER_WIDE : ANSWER);
}

/* Construction */

static void
wp_desk_panes_dispose (GObject *object)
{
  g_clear_object (&WP_DESK_PANES (object)->entry);
  G_OBJECT_CLASS (wp_desk_panes_parent_class)->dispose (object);
}

static void
wp_desk_panes_class_init (WpDeskPanesClass *class)
{
  G_OBJECT_CLASS (class)->dispose = wp_desk_panes_dispose;
  signals[HELP] = g_signal_new ("help", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
add_pane (WpDeskPanes *self, WpDeskPaneId id, GtkWidget *child, guint width)
{
  self->panes[id] = wp_slot_new (child, width, TRUE);
  gtk_widget_set_hexpand (self->panes[id], id == WP_DESK_CHART_PANE);
  if (id > 0)
    gtk_container_add_with_properties (GTK_CONTAINER (self->leaflet),
                                       gtk_separator_new (GTK_ORIENTATION_VERTICAL), "navigatable",
                                       FALSE, NULL);
  gtk_container_add (GTK_CONTAINER (self->leaflet), self->panes[id]);
}

static void
wp_desk_panes_init (WpDeskPanes *self)
{
  self->leaflet = hdy_leaflet_new ();
  /* One pane at a time: those that are not seen must not make the window higher. */
  hdy_leaflet_set_homogeneous (HDY_LEAFLET (self->leaflet), TRUE, GTK_ORIENTATION_VERTICAL, FALSE);
  self->cases = WP_DESK_CASES (wp_desk_cases_new ());
  self->chart = WP_DESK_CHART (wp_desk_chart_new ());
  self->answer = WP_DESK_ANSWER (wp_desk_answer_new ());
  add_pane (self, WP_DESK_CASES_PANE, GTK_WIDGET (self->cases), CASES);
  add_pane (self, WP_DESK_CHART_PANE, GTK_WIDGET (self->chart), CHART);
  add_pane (self, WP_DESK_ANSWER_PANE, GTK_WIDGET (self->answer), ANSWER);
  g_signal_connect (self->chart, "chosen", G_CALLBACK (on_bar_chosen), self);
  g_signal_connect (self->chart, "finding", G_CALLBACK (on_explain), self);
  g_signal_connect (self->chart, "help", G_CALLBACK (on_help), self);
  g_signal_connect (self->answer, "chosen", G_CALLBACK (on_finding_chosen), self);
  g_signal_connect (self->answer, "help", G_CALLBACK (on_help), self);
  g_signal_connect_swapped (self->leaflet, "notify::folded", G_CALLBACK (on_folded), self);
  gtk_container_add (GTK_CONTAINER (self), self->leaflet);
  gtk_widget_show_all (GTK_WIDGET (self));
  wp_desk_panes_go_to (self, WP_DESK_CHART_PANE);
}

GtkWidget *
wp_desk_panes_new (void)
{
  return g_object_new (WP_TYPE_DESK_PANES, NULL);
}
