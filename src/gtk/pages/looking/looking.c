/* What is found, as it is found: a row a server, and who was asked. */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "diagnose/diagnose.h"
#include "gtk/flow/desk-data.h"
#include "gtk/flow/found.h"
#include "gtk/flow/herald.h"
#include "gtk/flow/remedy.h"
#include "gtk/pages/pages.h"
#include "gtk/widgets/motion.h"
#include "gtk/widgets/parts.h"
#include "gtk/widgets/scale.h"

#define TICK_MS 500
#define PROTOCOL_CHARS 5
#define SLIM 240 /* px at the usual font size */
#define PLACE "wp-place"

typedef struct
{
  WpProtocol protocol;
  char *host;
  guint place; /* in the list */
  GtkWidget *row;
  GtkWidget *label; /* of the protocol */
  GtkWidget *state;
} ServerRow;

struct _WpLookingView
{
  WpView parent;

  GtkWidget *callout;
  GtkWidget *group;
  GtkWidget *list;
  GtkWidget *busy; /* last row, while something is under way */
  GtkWidget *busy_state;
  GtkWidget *sources_list;
  GtkWidget *sources;
  GPtrArray *source_rows; /* of GtkWidget, in the expander; lent */
  GPtrArray *rows;        /* of ServerRow */
  gboolean is_sorted;     /* the best set is first */
  gboolean is_settled;    /* what comes now, comes while somebody looks */
  guint tick;
  WpHerald *herald;
};

#define WP_TYPE_LOOKING_VIEW (wp_looking_view_get_type ())
G_DECLARE_FINAL_TYPE (WpLookingView, wp_looking_view, WP, LOOKING_VIEW, WpView)
G_DEFINE_FINAL_TYPE (WpLookingView, wp_looking_view, WP_TYPE_VIEW)

static void
server_row_free (gpointer data)
{
  ServerRow *row = data;

  g_free (row->host);
  g_free (row);
}

/* The run goes on with the login; the search is what is before anybody is asked for it. */
static gboolean
is_looking (WpLookingView *self)
{
  WpCase *wp_case = wp_view_case (WP_VIEW (self));

  return wp_case_is_running (wp_case) && wp_case_question (wp_case) == NULL;
}

static gint64
now_of (WpLookingView *self)
{
  WpCase *wp_case = wp_view_case (WP_VIEW (self));
  const WpReport *report = wp_case_report (wp_case);

  return is_looking (self) ? report->started_us + wp_case_elapsed_ms (wp_case) * 1000 : 0;
}

/* Rows */

static WpStateKind
shape_of (WpFoundState state)
{
  static const WpStateKind shapes[] = {
    [WP_FOUND_ANSWERS] = WP_STATE_WORKS, [WP_FOUND_SLOW] = WP_STATE_WARNING,
    [WP_FOUND_GUESS] = WP_STATE_GUESS,   [WP_FOUND_UNVERIFIED] = WP_STATE_WARNING,
    [WP_FOUND_SILENT] = WP_STATE_FAILS,  [WP_FOUND_WAITING] = WP_STATE_WAITING,
  };

  return shapes[state];
}

static ServerRow *
find_row (WpLookingView *self, const WpEndpoint *endpoint)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      ServerRow *row = self->rows->pdata[i];

      if (row->protocol == endpoint->protocol
          && g_ascii_strcasecmp (row->host, endpoint->host) == 0)
        return row;
    }
  return NULL;
}

static ServerRow *
add_row (WpLookingView *self, const WpEndpoint *endpoint)
{
  ServerRow *row = g_new0 (ServerRow, 1);
  GtkWidget *protocol = row->label = gtk_label_new (wp_words_protocol (endpoint->protocol));

  row->protocol = endpoint->protocol;
  row->host = g_strdup (endpoint->host);
  row->row = wp_row_new (endpoint->host, NULL);
  wp_break_at_dots (row->row);
  row->state = wp_state_new ();
  gtk_label_set_xalign (GTK_LABEL (protocol), 0);
  gtk_style_context_add_class (gtk_widget_get_style_context (protocol), "heading");
  gtk_label_set_width_chars (GTK_LABEL (protocol), PROTOCOL_CHARS);
  gtk_widget_show (protocol);
  hdy_action_row_add_prefix (HDY_ACTION_ROW (row->row), protocol);
  gtk_container_add (GTK_CONTAINER (row->row), row->state);
  row->place = self->rows->len;
  g_object_set_data (G_OBJECT (row->row), PLACE, &row->place);
  g_ptr_array_add (self->rows, row);
  gtk_container_add (GTK_CONTAINER (self->list), row->row);
  if (self->is_settled)
    wp_motion_arrive (row->row);
  return row;
}

/* Each server once. */
static void
announce (WpLookingView *self, const WpEndpoint *endpoint, const char *found)
{
  /* Translators: a protocol, and a sentence on how its server was found. */
  g_autofree char *sentence = g_strdup_printf (_ ("%s server. %s"),
                                               wp_words_protocol (endpoint->protocol), found);

  if (self->is_settled)
    wp_herald_say (self->herald, sentence);
}

static void
on_tell (const char *sentence, gpointer data)
{
  wp_announce (WP_LOOKING_VIEW (data)->list, sentence);
}

/* The words beside the name stand below it then. */
static gboolean
is_slim (WpLookingView *self)
{
  return wp_view_room (WP_VIEW (self)) < SLIM * wp_scale_of (GTK_WIDGET (self));
}

static ServerRow *
show_row (WpLookingView *self, const WpReport *report, const WpFoundRow *found)
{
  const WpEndpoint *endpoint = found->candidate->endpoint;
  const char *how = wp_render_found (report, found->candidate, wp_words ());
  ServerRow *row = find_row (self, endpoint);
  g_autofree char *subtitle = wp_found_text (report, found, is_slim (self));
  g_autofree char *name = NULL;

  if (row == NULL)
    {
      row = add_row (self, endpoint);
      announce (self, endpoint, how);
    }
  hdy_action_row_set_subtitle (HDY_ACTION_ROW (row->row), subtitle);
  wp_break_at_dots (row->row);
  gtk_widget_set_visible (row->label, !is_slim (self));
  wp_state_set (WP_STATE (row->state), shape_of (found->state),
                is_slim (self) ? "" : wp_found_word (found->state));
  name = g_strdup_printf ("%s, %s, %s, %s", wp_words_protocol (endpoint->protocol), endpoint->host,
                          wp_found_word (found->state), subtitle);
  wp_name_accessible (row->row, name);
  return row;
}

static gboolean
is_under_pointer (GtkWidget *widget)
{
  GdkWindow *window = gtk_widget_get_window (widget);
  GdkSeat *seat = gdk_display_get_default_seat (gtk_widget_get_display (widget));
  int x, y;

  if (window == NULL)
    return FALSE;
  gdk_window_get_device_position (window, gdk_seat_get_pointer (seat), &x, &y, NULL);
  return x >= 0 && y >= 0 && x < gdk_window_get_width (window)
         && y < gdk_window_get_height (window);
}

static void
drop_rows (WpLookingView *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    gtk_widget_destroy (((ServerRow *) self->rows->pdata[i])->row);
  g_ptr_array_set_size (self->rows, 0);
}

static int
compare_places (GtkListBoxRow *one, GtkListBoxRow *other, gpointer data G_GNUC_UNUSED)
{
  const guint *a = g_object_get_data (G_OBJECT (one), PLACE);
  const guint *b = g_object_get_data (G_OBJECT (other), PLACE);

  /* What is under way stands last. */
  return a == NULL ? 1 : b == NULL ? -1 : *a < *b ? -1 : *a > *b;
}

/* Each row goes where it is found, and stays there. The best set goes first once, when all is
 * known, and never under the pointer; the rows stay the same, so that one of them may have the
 * focus. */
static void
show_rows (WpLookingView *self, const WpReport *report)
{
  g_autoptr (GArray) found = wp_found_rows (report, now_of (self));
  gboolean is_sorting = !is_looking (self) && !self->is_sorted && !is_under_pointer (self->list);

  for (guint i = 0; is_sorting && i < self->rows->len; i++)
    ((ServerRow *) self->rows->pdata[i])->place += found->len;
  for (guint i = 0; i < found->len; i++)
    {
      ServerRow *row = show_row (self, report, &g_array_index (found, WpFoundRow, i));

      if (is_sorting)
        row->place = i;
    }
  if (is_sorting)
    {
      self->is_sorted = TRUE;
      gtk_list_box_invalidate_sort (GTK_LIST_BOX (self->list));
    }
  gtk_widget_set_visible (self->group, self->rows->len > 0 || is_looking (self));
}

static void
show_progress (WpLookingView *self, const WpReport *report)
{
  guint tried, all;
  g_autofree char *count = NULL;

  gtk_widget_set_visible (self->busy, is_looking (self));
  if (!is_looking (self))
    return;
  if (wp_found_progress (report, &tried, &all))
    /* Translators: so many of so many servers. */
    count = g_strdup_printf (_ ("%u of %u servers tried"), tried, all);
  else
    count = g_strdup_printf (
        ngettext ("%u source has answered", "%u sources have answered", report->sources->len),
        report->sources->len);
  hdy_preferences_row_set_title (HDY_PREFERENCES_ROW (self->busy),
                                 all > 0 ? _ ("Trying the servers") : _ ("Asking the sources"));
  hdy_action_row_set_subtitle (HDY_ACTION_ROW (self->busy), count);
  wp_state_set (WP_STATE (self->busy_state), WP_STATE_BUSY, _ ("Looking…"));
}

/* Sources */

static void
show_source (WpLookingView *self, guint n, const WpSourceRow *source)
{
  g_autofree char *time = wp_words_duration (source->ms * 1000);
  g_autofree char *subtitle = g_strdup_printf ("%s%s%s", source->what,
                                               *source->trust == '\0' ? "" : ", ", source->trust);
  WpStateKind kind = source->needs_care   ? WP_STATE_WARNING
                     : source->has_found  ? WP_STATE_WORKS
                     : source->has_failed ? WP_STATE_FAILS
                                          : WP_STATE_UNTESTED;
  GtkWidget *row = n < self->source_rows->len ? self->source_rows->pdata[n] : NULL;
  GtkWidget *state;

  if (row == NULL)
    {
      row = wp_row_new ("", NULL);
      state = wp_state_new ();
      gtk_container_add (GTK_CONTAINER (row), state);
      g_object_set_data (G_OBJECT (row), "state", state);
      gtk_container_add (GTK_CONTAINER (self->sources), row);
      g_ptr_array_add (self->source_rows, row);
      if (self->is_settled)
        wp_motion_arrive (row);
    }
  state = g_object_get_data (G_OBJECT (row), "state");
  hdy_preferences_row_set_title (HDY_PREFERENCES_ROW (row), source->name);
  hdy_action_row_set_subtitle (HDY_ACTION_ROW (row), subtitle);
  wp_state_set (WP_STATE (state), kind, time);
}

static void
show_sources (WpLookingView *self, const WpReport *report)
{
  g_autoptr (GPtrArray) rows = wp_render_source_rows (report, wp_words ());
  guint found = 0;
  g_autofree char *subtitle = NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      const WpSourceRow *row = rows->pdata[i];

      show_source (self, i, row);
      found += row->has_found;
    }
  while (self->source_rows->len > rows->len)
    {
      gtk_widget_destroy (self->source_rows->pdata[self->source_rows->len - 1]);
      g_ptr_array_set_size (self->source_rows, (int) self->source_rows->len - 1);
    }
  /* Translators: how many sources were asked, and how many of them named a server. */
  subtitle = g_strdup_printf (_ ("%u asked, %u with settings"), rows->len, found);
  hdy_expander_row_set_subtitle (HDY_EXPANDER_ROW (self->sources), subtitle);
  gtk_widget_set_visible (self->sources_list, rows->len > 0);
}

/* What to know beside the servers */

/* The title stands above where this is why nothing was found. */
static void
show_finding (WpLookingView *self, const WpFinding *finding, WpStateKind kind, gboolean has_title)
{
  g_autofree char *title = wp_render_fill (wp_finding_text (finding)->title, finding->params,
                                           wp_words ());
  g_autofree char *cause = wp_render_part (finding, WP_PART_CAUSE, wp_words ());
  g_autofree char *remedy = wp_words_remedy (finding);
  /* Translators: who can help, like "The provider." */
  g_autofree char *who = g_strdup_printf (_ ("Who can help: %s"), wp_desk_who (finding));
  g_autofree char *text = g_strdup_printf ("%s %s%s%s", cause, remedy, has_title ? "" : "\n",
                                           has_title ? "" : who);

  wp_callout_set (WP_CALLOUT (self->callout), kind, has_title ? title : NULL, text);
}

static void
show_typo (WpLookingView *self, const WpReport *report)
{
  g_autofree char *address = g_strdup_printf ("%s@%s", report->account->local_part, report->typo);
  g_autofree char *question = g_strdup_printf (_ ("Did you mean %s?"), address);

  wp_callout_set (WP_CALLOUT (self->callout), WP_STATE_GUESS, question,
                  _ ("The part after the @ looks like a well-known one with a slip of the "
                     "fingers."));
  wp_callout_set_buttons (WP_CALLOUT (self->callout), _ ("_Use This Address"), NULL, NULL, NULL);
}

static void
show_callout (WpLookingView *self, const WpReport *report)
{
  g_autoptr (GPtrArray) before = wp_diagnose_before_login (report);
  gboolean is_over = wp_case_is_over (wp_view_case (WP_VIEW (self)));

  wp_callout_set (WP_CALLOUT (self->callout), WP_STATE_NOTE, NULL, NULL);
  wp_callout_set_buttons (WP_CALLOUT (self->callout), NULL, NULL, NULL, NULL);
  if (report->typo != NULL && report->account != NULL)
    show_typo (self, report);
  else if (is_over && !wp_found_is_usable (report) && wp_remedy_finding (report) != NULL)
    show_finding (self, wp_remedy_finding (report), WP_STATE_WARNING, FALSE);
  else if (before->len > 0)
    show_finding (self, before->pdata[0], WP_STATE_NOTE, TRUE);
}

static void
on_correct (WpCallout *callout G_GNUC_UNUSED, guint button G_GNUC_UNUSED, gpointer data)
{
  WpCase *wp_case = wp_view_case (data);
  const WpReport *report = wp_case_report (wp_case);
  g_autofree char *address = NULL;

  if (report == NULL || report->typo == NULL)
    return;
  address = g_strdup_printf ("%s@%s", report->account->local_part, report->typo);
  wp_case_cancel (wp_case);
  wp_case_set_address (wp_case, address);
  wp_view_go (data, WP_PAGE_ADDRESS);
}

static void
show_heading (WpLookingView *self, const WpReport *report)
{
  gboolean is_usable = wp_found_is_usable (report);

  if (is_looking (self))
    wp_view_set_heading (WP_VIEW (self), _ ("Looking for Settings"),
                         is_usable ? _ ("Servers are already here, and are being looked at.")
                                   : _ ("The provider, the name service and public sources are "
                                        "asked."));
  else if (wp_case_question (wp_view_case (WP_VIEW (self))) != NULL)
    wp_view_set_heading (WP_VIEW (self), _ ("Settings Found"), wp_found_lead (report));
  else if (is_usable)
    wp_view_set_heading (WP_VIEW (self), _ ("Settings Found"), _ ("These servers can be tested."));
  else
    {
      g_autofree char *lead = wp_render_headline_text (report, wp_words ());

      wp_view_set_heading (WP_VIEW (self), _ ("No Settings Were Found"), lead);
    }
}

static void
refresh (WpView *page, guint flags G_GNUC_UNUSED)
{
  WpLookingView *self = WP_LOOKING_VIEW (page);
  const WpReport *report = wp_case_report (wp_view_case (page));

  if (report == NULL)
    return;
  show_heading (self, report);
  show_callout (self, report);
  show_rows (self, report);
  show_progress (self, report);
  show_sources (self, report);
  self->is_settled = TRUE;
}

static gboolean
on_tick (gpointer data)
{
  WpLookingView *self = data;

  wp_view_touch (WP_VIEW (self));
  if (is_looking (self))
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

static void
left (WpView *page)
{
  WpLookingView *self = WP_LOOKING_VIEW (page);

  if (self->tick != 0)
    g_source_remove (self->tick);
  self->tick = 0;
  wp_herald_hush (self->herald);
}

static void
entered (WpView *page)
{
  WpLookingView *self = WP_LOOKING_VIEW (page);

  left (page);
  drop_rows (self);
  self->is_settled = FALSE;
  self->is_sorted = !is_looking (self);
  if (is_looking (self))
    self->tick = g_timeout_add (TICK_MS, on_tick, self);
}

/* Buttons */

enum
{
  ADDRESS,
  BY_HAND,
  AGAIN, /* or Stop */
  N_BUTTONS
};

/* What is found can be corrected; where nothing was, all that may help stands here, and what helps
 * most is the affirmative button. */
static guint
buttons (WpView *page, WpViewButton *list)
{
  WpRemedy remedy = wp_remedy_of_search (wp_view_case (page));
  gboolean is_busy = is_looking (WP_LOOKING_VIEW (page));
  gboolean has_none = remedy != WP_REMEDY_NONE;

  list[ADDRESS] = (WpViewButton){ N_ ("Co_rrect the Address"),
                                  has_none && remedy != WP_REMEDY_ADDRESS, TRUE };
  list[BY_HAND] = (WpViewButton){ N_ ("_Enter Server Names…"), remedy != WP_REMEDY_SERVERS, TRUE };
  list[AGAIN] = (WpViewButton){ is_busy ? N_ ("_Stop Looking") : N_ ("_Look Again"),
                                is_busy || (has_none && remedy != WP_REMEDY_AGAIN), TRUE };
  return N_BUTTONS;
}

static void
look_again (WpView *page)
{
  g_autoptr (GError) error = NULL;

  if (wp_flow_row (WP_PAGE_ADDRESS)->apply (wp_view_case (page), &error))
    entered (page);
  else
    wp_view_complain (page, error->message);
}

static void
pressed (WpView *page, guint button)
{
  if (button == ADDRESS)
    wp_view_go (page, WP_PAGE_ADDRESS);
  else if (button == BY_HAND)
    wp_view_go (page, WP_PAGE_SERVERS);
  else if (is_looking (WP_LOOKING_VIEW (page)))
    wp_case_cancel (wp_view_case (page));
  else
    look_again (page);
}

/* A search that was stopped ended the run: what it found is tested by another, which knows how it
 * was found and asks what this one would have asked. */
static gboolean
commit (WpView *page)
{
  WpCase *wp_case = wp_view_case (page);
  WpRemedy remedy = wp_remedy_of_search (wp_case);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) servers = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  if (remedy == WP_REMEDY_AGAIN)
    {
      look_again (page);
      return FALSE;
    }
  if (remedy != WP_REMEDY_NONE || !wp_case_was_stopped (wp_case))
    return TRUE;
  found = wp_found_servers (wp_case_report (wp_case));
  for (guint i = 0; i < found->len; i++)
    g_ptr_array_add (servers, ((const WpCandidate *) found->pdata[i])->endpoint);
  wp_case_set_servers (wp_case, servers);
  if (wp_case_start (wp_case, &error))
    return TRUE;
  wp_view_complain (page, error->message);
  return FALSE;
}

static char *
hint (WpView *page)
{
  double seconds = (double) wp_case_elapsed_ms (wp_view_case (page)) / 1000;

  return is_looking (WP_LOOKING_VIEW (page))
             ? g_strdup_printf (_ ("Looking for %.1f seconds"), seconds)
             : NULL;
}

static void
wp_looking_view_finalize (GObject *object)
{
  WpLookingView *self = WP_LOOKING_VIEW (object);

  left (WP_VIEW (self));
  wp_herald_free (self->herald);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->source_rows);
  G_OBJECT_CLASS (wp_looking_view_parent_class)->finalize (object);
}

static void
wp_looking_view_class_init (WpLookingViewClass *class)
{
  WpViewClass *page = WP_VIEW_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = wp_looking_view_finalize;
  page->id = WP_PAGE_LOOKING;
  page->entered = entered;
  page->left = left;
  page->refresh = refresh;
  page->commit = commit;
  page->buttons = buttons;
  page->pressed = pressed;
  page->hint = hint;
}

static void
wp_looking_view_init (WpLookingView *self)
{
  WpView *page = WP_VIEW (self);

  self->rows = g_ptr_array_new_with_free_func (server_row_free);
  self->source_rows = g_ptr_array_new ();
  self->callout = wp_callout_new ();
  g_signal_connect (self->callout, "clicked", G_CALLBACK (on_correct), self);
  self->herald = wp_herald_new (WP_HERALD_PAUSE_MS, on_tell, self);
  self->list = wp_list_new ();
  gtk_list_box_set_sort_func (GTK_LIST_BOX (self->list), compare_places, NULL, NULL);
  self->busy = wp_row_new ("", NULL);
  self->busy_state = wp_state_new ();
  gtk_container_add (GTK_CONTAINER (self->busy), self->busy_state);
  gtk_container_add (GTK_CONTAINER (self->list), self->busy);
  self->group = wp_group_new (_ ("Found So Far"), self->list);
  self->sources_list = wp_list_new ();
  self->sources = wp_expander_new (_ ("Where Waypost Looked"));
  gtk_container_add (GTK_CONTAINER (self->sources_list), self->sources);
  gtk_widget_show (self->sources);
  wp_view_add (page, self->callout);
  wp_view_add (page, self->group);
  wp_view_add (page, self->sources_list);
}
