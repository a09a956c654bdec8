/* See row.h. */
#include "gtk/pages/test/row.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "diagnose/diagnose.h"
#include "gtk/copy.h"
#include "gtk/widgets/scale.h"
#include "gtk/widgets/scroller.h"
#include "gtk/widgets/timeline.h"

#define NARROW 460 /* px at the usual font size */
#define SLIM 240   /* there the word stands below the name, and only the shape beside it */

struct _WpTestRow
{
  WpExpander parent;

  WpProtocol protocol;
  GtkWidget *state;
  WpStateKind kind;
  char *word, *brief; /* of the state, in a wide and in a narrow row */
  char *place;
  gboolean is_narrow, is_slim;
  GtkWidget *stack; /* timeline, table */
  GtkWidget *timeline, *table;
  GtkWidget *bars; /* scroller of the timeline */
  GtkWidget *note;
  GtkWidget *words; /* expander with what the server said */
  GtkWidget *words_label;
  const WpReport *report; /* lent by the case until the next update */
  gboolean has_failed;
};

G_DEFINE_FINAL_TYPE (WpTestRow, wp_test_row, WP_TYPE_EXPANDER)

/* State */

typedef struct
{
  WpStateKind kind;
  char *word;
  char *brief; /* where there is little room; NULL: the same */
  char *spoken;
} State;

/* What is being done, while it is. */
static const char *
doing (WpVerb verb)
{
  static const char *const words[WP_N_VERBS] = {
    [WP_VERB_RESOLVE] = N_ ("Looking up the name"),
    [WP_VERB_CONNECT] = N_ ("Connecting"),
    [WP_VERB_TLS] = N_ ("Encrypting"),
    [WP_VERB_GREETING] = N_ ("Connecting"),
    [WP_VERB_CAPABILITY] = N_ ("Connecting"),
    [WP_VERB_LOGIN] = N_ ("Signing in"),
    [WP_VERB_MAILBOX] = N_ ("Measuring"),
    [WP_VERB_SUBMIT] = N_ ("Asking to send"),
    [WP_VERB_PROBE] = N_ ("Looking again"),
  };

  return _ (words[verb]);
}

static const WpBar *
open_bar (const WpTimelineData *data)
{
  for (guint i = 0; i < data->n_bars; i++)
    if (wp_timeline_data_bar (data, i)->is_open)
      return wp_timeline_data_bar (data, i);
  return NULL;
}

static State
state_while_running (WpTestRow *self, WpCase *wp_case, const WpTimelineData *data)
{
  const WpBar *bar = open_bar (data);
  guint folders, all;
  State state = { .kind = WP_STATE_BUSY };

  if (self->protocol == WP_PROTOCOL_IMAP && wp_case_counts_folders (wp_case, &folders, &all))
    state.word = wp_render_folder_progress (folders, all, wp_words ());
  else
    state.word = g_strdup (bar == NULL ? _ ("Waiting") : doing (bar->verb));
  state.spoken = g_strdup (state.word);
  return state;
}

static State
state_of_good (WpTestRow *self, const WpService *service, gint64 us)
{
  gboolean warns = wp_render_service_warns (self->report, service);
  g_autofree char *time = wp_words_duration (us);
  g_autofree char *spoken = wp_words_duration_spoken (us);

  return (State){
    .kind = warns ? WP_STATE_WARNING : WP_STATE_WORKS,
    .word = warns ? g_strdup (_ ("Works, with a warning"))
                  /* Translators: a duration, like "0.9 s". */
                  : g_strdup_printf (_ ("Works, %s"), time),
    .brief = g_strdup (warns ? _ ("Warning") : _ ("Works")),
    .spoken = g_strdup_printf (warns ? _ ("works, with a warning, %s") : _ ("works, %s"), spoken),
  };
}

static State
state_of_rest (WpTestRow *self, const WpService *service)
{
  static const char *const words[] = {
    [WP_WORKS_YES] = N_ ("Works"),
    [WP_WORKS_NO] = N_ ("Does not work"),
    [WP_WORKS_NOT_TESTED] = N_ ("Not tested"),
    [WP_WORKS_NOT_OFFERED] = N_ ("Not offered"),
  };
  const char *why = _ (wp_render_service_reason (self->report, service));

  return (State){
    .kind = service->works == WP_WORKS_NO ? WP_STATE_FAILS : WP_STATE_UNTESTED,
    .word = g_strdup (_ (words[service->works])),
    .spoken = g_strdup_printf ("%s, %s", _ (words[service->works]), why),
  };
}

static State
state_of (WpTestRow *self, WpCase *wp_case, const WpService *service, const WpTimelineData *data)
{
  if (service->works == WP_WORKS_YES && data->n_bars > 0)
    return state_of_good (self, service, data->end_us);
  if (wp_case_is_running (wp_case) && service->works == WP_WORKS_NOT_TESTED)
    return state_while_running (self, wp_case, data);
  return state_of_rest (self, service);
}

static void
fit_words (WpTestRow *self)
{
  const char *word = self->is_narrow ? self->brief : self->word;
  g_autofree char *below = self->is_slim && word != NULL
                               ? g_strdup_printf ("%s. %s", word, self->place)
                               : g_strdup (self->place);

  if (word != NULL)
    wp_state_set (WP_STATE (self->state), self->kind, self->is_slim ? "" : word);
  hdy_expander_row_set_subtitle (HDY_EXPANDER_ROW (self), below == NULL ? "" : below);
  wp_break_at_dots (wp_expander_header (GTK_WIDGET (self)));
}

static void
show_state (WpTestRow *self, const State *state)
{
  g_autofree char *name = g_strdup_printf ("%s, %s", wp_words_service (self->protocol),
                                           state->spoken);

  g_free (self->word);
  g_free (self->brief);
  self->kind = state->kind;
  self->word = g_strdup (state->word);
  self->brief = g_strdup (state->brief != NULL ? state->brief : state->word);
  wp_name_accessible (GTK_WIDGET (self), name);
}

/* Body */

/* The first words bold; all of it is text, whatever stands in it. */
static void
show_note (WpTestRow *self, const WpBar *bar, const char *note)
{
  g_autofree char *text = g_strdup_printf ("%s. %s", bar->label, note);
  PangoAttrList *list = pango_attr_list_new ();
  PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);

  bold->start_index = 0;
  bold->end_index = (guint) strlen (bar->label) + 1;
  pango_attr_list_insert (list, bold);
  pango_attr_list_insert (list, pango_attr_insert_hyphens_new (FALSE));
  gtk_label_set_text (GTK_LABEL (self->note), text);
  gtk_label_set_attributes (GTK_LABEL (self->note), list);
  pango_attr_list_unref (list);
}

static char *
dialogue_of (const WpStep *step)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < step->transcript->len; i++)
    {
      const WpTranscriptLine *line = &g_array_index (step->transcript, WpTranscriptLine, i);

      g_string_append_printf (out, "%s%c: %s", i > 0 ? "\n" : "", line->dir, line->text);
    }
  return g_string_free (out, FALSE);
}

static void
show_words (WpTestRow *self, const WpStep *step)
{
  g_autofree char *dialogue = step == NULL ? NULL : dialogue_of (step);

  gtk_label_set_text (GTK_LABEL (self->words_label), dialogue == NULL ? "" : dialogue);
  gtk_widget_set_visible (self->words, dialogue != NULL && *dialogue != '\0');
}

static void
show_bar (WpTestRow *self)
{
  const WpTimelineData *data = wp_timeline_data (WP_TIMELINE (self->timeline));
  int n = wp_timeline_selected (WP_TIMELINE (self->timeline));
  const WpBar *bar = data == NULL || n < 0 ? NULL : wp_timeline_data_bar (data, (guint) n);
  const WpStep *step = bar == NULL || self->report == NULL
                           ? NULL
                           : wp_report_step (self->report, bar->step);
  g_autofree char *note = step == NULL ? NULL
                                       : wp_render_step_note (self->report, step, wp_words ());

  gtk_widget_set_visible (gtk_widget_get_parent (self->note), bar != NULL);
  if (bar != NULL)
    show_note (self, bar, note == NULL ? "" : note);
  show_words (self, step);
}

static void
on_selected (WpTimeline *timeline G_GNUC_UNUSED, guint bar G_GNUC_UNUSED, gpointer data)
{
  show_bar (data);
}

/* Enter on a bar: what the server said to it. */
static void
on_activated (WpTimeline *timeline G_GNUC_UNUSED, guint bar G_GNUC_UNUSED, gpointer data)
{
  WpTestRow *self = data;

  if (!gtk_widget_get_visible (self->words))
    return;
  gtk_expander_set_expanded (GTK_EXPANDER (self->words), TRUE);
  gtk_widget_grab_focus (self->words_label);
}

static void
on_table (GtkToggleButton *button, gpointer data)
{
  WpTestRow *self = data;

  gtk_stack_set_visible_child (GTK_STACK (self->stack),
                               gtk_toggle_button_get_active (button) ? self->table : self->bars);
}

static void
on_copy (GtkButton *button, gpointer data)
{
  WpTestRow *self = data;

  wp_copy_text (GTK_WIDGET (button), gtk_label_get_text (GTK_LABEL (self->words_label)));
}

/* Update */

static const WpService *
service_of (const WpReport *report, WpProtocol protocol)
{
  for (guint i = 0; report != NULL && i < report->services->len; i++)
    if (((const WpService *) report->services->pdata[i])->protocol == protocol)
      return report->services->pdata[i];
  return NULL;
}

static gboolean
is_worth_showing (WpCase *wp_case, const WpReport *report, const WpService *service)
{
  if (service == NULL)
    return FALSE;
  if (wp_case_is_running (wp_case))
    return service->is_asked_for || wp_diagnose_candidate (report, service) != NULL;
  return service->works != WP_WORKS_NOT_OFFERED || service->is_asked_for || service->why != NULL;
}

static void
show_place (WpTestRow *self, const WpReport *report, const WpService *service)
{
  const WpCandidate *candidate = wp_diagnose_candidate (report, service);
  g_autofree char *place = candidate == NULL
                               ? NULL
                               /* Translators: a server and its port. */
                               : g_strdup_printf (_ ("%s, port %u"), candidate->endpoint->host,
                                                  (guint) candidate->endpoint->port);

  g_free (self->place);
  self->place = place != NULL ? g_steal_pointer (&place) : g_strdup (_ ("No server is known"));
  fit_words (self);
}

static void
select_one (WpTestRow *self, const WpTimelineData *data)
{
  WpTimeline *timeline = WP_TIMELINE (self->timeline);
  int failed = wp_timeline_data_failed (data);

  if (wp_timeline_selected (timeline) < 0)
    wp_timeline_select (timeline, failed >= 0 ? failed : wp_timeline_data_slowest (data));
}

void
wp_test_row_update (WpTestRow *self, WpCase *wp_case)
{
  const WpReport *report = wp_case_report (wp_case);
  const WpService *service = service_of (report, self->protocol);
  gboolean is_shown = report != NULL && is_worth_showing (wp_case, report, service);
  gboolean is_running = wp_case_is_running (wp_case);
  gint64 now_us = is_running && report != NULL
                      ? report->started_us + wp_case_elapsed_ms (wp_case) * 1000
                      : 0;
  WpTimelineData *data;
  State state;

  self->report = report;
  self->has_failed = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self), is_shown);
  if (!is_shown)
    return;
  /* What has its answer is not under way any more, even if others are. */
  data = wp_timeline_data_new (report, 1u << self->protocol,
                               service->works == WP_WORKS_NOT_TESTED ? now_us : 0);
  state = state_of (self, wp_case, service, data);
  self->has_failed = !is_running && service->works == WP_WORKS_NO;
  show_state (self, &state);
  show_place (self, report, service);
  wp_timeline_table_set (self->table, data);
  hdy_expander_row_set_enable_expansion (HDY_EXPANDER_ROW (self), data->n_bars > 0);
  wp_timeline_set_data (WP_TIMELINE (self->timeline), data);
  if (!is_running)
    select_one (self, data);
  show_bar (self);
  g_free (state.word);
  g_free (state.brief);
  g_free (state.spoken);
}

/* The whole, with its steps, wherever in it the focus is. */
static char *
text_of (GtkWidget *widget)
{
  WpTestRow *self = WP_TEST_ROW (gtk_widget_get_ancestor (widget, WP_TYPE_TEST_ROW));
  const WpTimelineData *data = wp_timeline_data (WP_TIMELINE (self->timeline));
  g_autofree char *steps = data == NULL ? g_strdup ("") : wp_timeline_data_text (data);

  return g_strdup_printf ("%s: %s\n%s", wp_words_service (self->protocol),
                          wp_state_word (WP_STATE (self->state)), steps);
}

const char *
wp_test_row_spoken (WpTestRow *self)
{
  return atk_object_get_name (gtk_widget_get_accessible (GTK_WIDGET (self)));
}

gboolean
wp_test_row_has_answer (WpTestRow *self)
{
  return self->kind != WP_STATE_BUSY && gtk_widget_get_visible (GTK_WIDGET (self));
}

gboolean
wp_test_row_has_failed (WpTestRow *self)
{
  return self->has_failed;
}

void
wp_test_row_mark (WpTestRow *self, guint bar)
{
  wp_timeline_select (WP_TIMELINE (self->timeline), (int) bar);
}

/* Construction */

static gboolean
on_narrow (gpointer data)
{
  WpTestRow *self = data;

  fit_words (self);
  return G_SOURCE_REMOVE;
}

/* A label must not change while sizes are being given out. */
static void
size_allocate (GtkWidget *widget, GtkAllocation *size)
{
  WpTestRow *self = WP_TEST_ROW (widget);
  gboolean is_narrow = size->width < NARROW * wp_scale_of (widget);
  gboolean is_slim = size->width < SLIM * wp_scale_of (widget);

  GTK_WIDGET_CLASS (wp_test_row_parent_class)->size_allocate (widget, size);
  if (is_narrow == self->is_narrow && is_slim == self->is_slim)
    return;
  self->is_narrow = is_narrow;
  self->is_slim = is_slim;
  g_idle_add_full (GTK_PRIORITY_RESIZE, on_narrow, g_object_ref (self), g_object_unref);
}

static void
wp_test_row_finalize (GObject *object)
{
  WpTestRow *self = WP_TEST_ROW (object);

  g_free (self->word);
  g_free (self->brief);
  g_free (self->place);
  G_OBJECT_CLASS (wp_test_row_parent_class)->finalize (object);
}

static void
wp_test_row_class_init (WpTestRowClass *class)
{
  G_OBJECT_CLASS (class)->finalize = wp_test_row_finalize;
  GTK_WIDGET_CLASS (class)->size_allocate = size_allocate;
}

static GtkWidget *
new_note_line (WpTestRow *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *image = wp_state_image_new (WP_STATE_NOTE);
  GtkWidget *toggle = gtk_toggle_button_new ();

  gtk_button_set_image (GTK_BUTTON (toggle),
                        gtk_image_new_from_icon_name ("view-list-symbolic", GTK_ICON_SIZE_BUTTON));
  gtk_style_context_add_class (gtk_widget_get_style_context (toggle), "flat");
  wp_name_accessible (toggle, _ ("Show as a table"));
  gtk_widget_set_tooltip_text (toggle, _ ("Show as a table"));
  gtk_widget_set_valign (toggle, GTK_ALIGN_START);
  gtk_widget_set_valign (image, GTK_ALIGN_START);
  g_signal_connect (toggle, "toggled", G_CALLBACK (on_table), self);
  self->note = wp_label_new (NULL, "caption");
  gtk_widget_set_margin_top (image, 2);
  gtk_widget_set_margin_top (self->note, 2);
  gtk_widget_set_valign (self->note, GTK_ALIGN_START);
  gtk_box_pack_start (GTK_BOX (line), image, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (line), self->note, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (line), toggle, FALSE, TRUE, 0);
  return line;
}

static void
on_words (GtkWidget *words, GParamSpec *pspec G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
  if (gtk_expander_get_expanded (GTK_EXPANDER (words)))
    wp_scroll_to (words);
}

static GtkWidget *
new_words (WpTestRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *copy = wp_icon_button_new ("edit-copy-symbolic", _ ("Copy"));

  self->words = gtk_expander_new_with_mnemonic (_ ("What the _Server Said"));
  gtk_label_set_line_wrap (GTK_LABEL (gtk_expander_get_label_widget (GTK_EXPANDER (self->words))),
                           TRUE);
  self->words_label = wp_label_new (NULL, "wp-mono");
  gtk_label_set_selectable (GTK_LABEL (self->words_label), TRUE);
  gtk_widget_set_valign (copy, GTK_ALIGN_START);
  g_signal_connect (copy, "clicked", G_CALLBACK (on_copy), self);
  gtk_box_pack_start (GTK_BOX (box), self->words_label, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), copy, FALSE, TRUE, 0);
  gtk_container_add (GTK_CONTAINER (self->words), box);
  gtk_widget_show_all (self->words);
  gtk_widget_set_no_show_all (self->words, TRUE);
  g_signal_connect (self->words, "notify::expanded", G_CALLBACK (on_words), NULL);
  /* Out of sight, it is out of the order of the keys, too. */
  g_object_bind_property (self->words, "expanded", box, "visible", G_BINDING_SYNC_CREATE);
  return self->words;
}

/* Where there is no room for the bars they are gone along sideways; the window does not grow. */
static GtkWidget *
new_sideways (WpTestRow *self)
{
  self->bars = gtk_scrolled_window_new (NULL, NULL);
  g_object_set (self->bars, "hscrollbar-policy", GTK_POLICY_AUTOMATIC, "vscrollbar-policy",
                GTK_POLICY_NEVER, "propagate-natural-width", TRUE, "can-focus", FALSE, NULL);
  gtk_container_add (GTK_CONTAINER (self->bars), self->timeline);
  gtk_widget_show_all (self->bars); /* what shows first is what a stack shows */
  return self->bars;
}

static void
wp_test_row_init (WpTestRow *self)
{
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  wp_copy_set (body, text_of);
  self->state = wp_state_new ();
  hdy_expander_row_add_action (HDY_EXPANDER_ROW (self), self->state);
  self->timeline = wp_timeline_new (WP_TIMELINE_ROW_BODY, FALSE);
  self->table = wp_timeline_table_new ();
  self->stack = gtk_stack_new ();
  gtk_stack_set_homogeneous (GTK_STACK (self->stack), FALSE);
  gtk_container_add (GTK_CONTAINER (self->stack), new_sideways (self));
  gtk_container_add (GTK_CONTAINER (self->stack), self->table);
  g_signal_connect (self->timeline, "selected", G_CALLBACK (on_selected), self);
  g_signal_connect (self->timeline, "activated", G_CALLBACK (on_activated), self);
  gtk_box_pack_start (GTK_BOX (body), self->stack, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (body), new_note_line (self), FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (body), new_words (self), FALSE, TRUE, 0);
  g_object_set (body, "margin-top", 6, "margin-bottom", 6, "margin-start", 0, "margin-end", 0,
                NULL);
  g_object_set (gtk_widget_get_parent (self->note), "margin-start", 18, "margin-end", 12, NULL);
  g_object_set (self->words, "margin-start", 18, "margin-end", 12, NULL);
  gtk_container_add (GTK_CONTAINER (self), wp_body_row_new (body));
}

GtkWidget *
wp_test_row_new (WpProtocol protocol)
{
  static const char *const icons[WP_N_PROTOCOLS] = {
    [WP_PROTOCOL_IMAP] = "mail-unread-symbolic",
    [WP_PROTOCOL_POP3] = "document-save-symbolic",
    [WP_PROTOCOL_SMTP] = "document-send-symbolic",
  };
  WpTestRow *self = g_object_new (WP_TYPE_TEST_ROW, NULL);
  GtkWidget *image = gtk_image_new_from_icon_name (icons[protocol], GTK_ICON_SIZE_MENU);
  GtkWidget *header;

  self->protocol = protocol;
  gtk_widget_show (image);
  hdy_expander_row_add_prefix (HDY_EXPANDER_ROW (self), image);
  hdy_preferences_row_set_title (HDY_PREFERENCES_ROW (self), wp_words_service (protocol));
  wp_name_accessible (GTK_WIDGET (self), wp_words_service (protocol));
  header = wp_expander_header (GTK_WIDGET (self));
  wp_copy_set (GTK_WIDGET (self), text_of);
  wp_break_plainly (header);
  return GTK_WIDGET (self);
}
