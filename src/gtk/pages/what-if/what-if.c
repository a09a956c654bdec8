/* What happens if the phone deletes, the computer breaks …: for IMAP and for POP, before and after,
 * and in three steps. */
#include <glib/gi18n-lib.h>

#include "gtk/pages/pages.h"
#include "gtk/flow/scenes.h"
#include "gtk/widgets/envelope.h"
#include "gtk/widgets/fit.h"
#include "gtk/widgets/segments.h"
#include "gtk/widgets/strip.h"

#define LEAST_WIDTH_FOR_TWO 548 /* cards, at the usual font size */
#define STEP_MS 600

struct _WpWhatIfView
{
  WpView parent;

  WpSegments *events;
  GtkWidget *combo;      /* the same, where the buttons do not fit */
  WpStripRow *strips[2]; /* IMAP, POP */
  GtkWidget *foot;
  WpLegend *legend;
  GtkWidget *back, *play, *forward;
  WpWhatIf event;
  WpFrame frame;
  guint timer;
  gboolean is_setting;
};

#define WP_TYPE_WHAT_IF_VIEW (wp_what_if_view_get_type ())
G_DECLARE_FINAL_TYPE (WpWhatIfView, wp_what_if_view, WP, WHAT_IF_VIEW, WpView)
G_DEFINE_FINAL_TYPE (WpWhatIfView, wp_what_if_view, WP_TYPE_VIEW)

/* Several devices, or nobody knows: then the phone is the one that deletes. */
static gboolean
has_others (WpWhatIfView *self)
{
  return wp_case_situation (wp_view_case (WP_VIEW (self)))->values[WP_FACT_DEVICES] != 1;
}

/* Of the two families the choice comes as it is, not as the engine would have it. */
static gboolean
card_of (WpCase *wp_case, gboolean is_pop, WpAdvice *card)
{
  const WpSituation *situation = wp_case_situation (wp_case);
  const WpAdvice *chosen = wp_case_chosen (wp_case);
  const WpAdvice *advice = wp_case_advice (wp_case);
  gboolean is_chosen_pop = wp_advice_is_pop (chosen->outcome);

  return wp_scene_card (
      situation, chosen->outcome <= WP_ADVICE_BOTH && is_chosen_pop == is_pop ? chosen : advice,
      is_pop, card);
}

static void
show_strips (WpWhatIfView *self)
{
  WpCase *wp_case = wp_view_case (WP_VIEW (self));
  g_autofree WpStrip *strip = g_new (WpStrip, 1);
  guint kinds = 0, days = 0;

  for (int i = 0; i < 2; i++)
    {
      WpAdvice card;
      gboolean has = card_of (wp_case, i == 1, &card);

      gtk_widget_set_visible (GTK_WIDGET (self->strips[i]), has);
      if (!has)
        continue;
      wp_strip_fill (strip, wp_case_situation (wp_case), &card, self->event);
      wp_strip_row_set (self->strips[i], strip, self->frame);
      for (int f = 0; f < WP_N_FRAMES; f++)
        kinds |= wp_legend_kinds (&strip->frames[f]);
      if (card.outcome == WP_ADVICE_POP_KEEP)
        days = card.days;
    }
  wp_legend_set (self->legend, kinds, days);
}

static void
show_event (WpWhatIfView *self)
{
  wp_view_set_heading (WP_VIEW (self), _ ("What Happens If…"),
                       wp_what_if_lead (self->event, has_others (self)));
  show_strips (self);
}

/* Steps */

static void
stop (WpWhatIfView *self)
{
  if (self->timer != 0)
    g_source_remove (self->timer);
  self->timer = 0;
}

static void
show_frame (WpWhatIfView *self, WpFrame frame)
{
  self->frame = frame;
  gtk_widget_set_sensitive (self->back, frame > WP_FRAME_BEFORE);
  gtk_widget_set_sensitive (self->forward, frame < WP_FRAME_AFTER);
  show_strips (self);
}

static gboolean
on_time (gpointer data)
{
  WpWhatIfView *self = data;

  show_frame (self, (WpFrame) (self->frame + 1));
  if (self->frame < WP_FRAME_AFTER)
    return G_SOURCE_CONTINUE;
  self->timer = 0;
  return G_SOURCE_REMOVE;
}

/* Where things must not move, the end is shown at once. */
static void
play (WpWhatIfView *self)
{
  gboolean may_move;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &may_move,
                NULL);
  stop (self);
  if (!may_move)
    {
      show_frame (self, WP_FRAME_AFTER);
      return;
    }
  show_frame (self, WP_FRAME_BEFORE);
  self->timer = g_timeout_add (STEP_MS, on_time, self);
}

static void
step (WpWhatIfView *self, int by)
{
  stop (self);
  show_frame (self, (WpFrame) CLAMP ((int) self->frame + by, WP_FRAME_BEFORE, WP_FRAME_AFTER));
}

static void
on_button (GtkButton *button, gpointer data)
{
  WpWhatIfView *self = data;

  if (GTK_WIDGET (button) == self->play)
    play (self);
  else
    step (self, GTK_WIDGET (button) == self->back ? -1 : 1);
}

static gboolean
step_by_key (WpWhatIfView *self, const GdkEventKey *event)
{
  gboolean is_rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  gboolean is_right = event->keyval == GDK_KEY_Right || event->keyval == GDK_KEY_KP_Right;
  gboolean is_left = event->keyval == GDK_KEY_Left || event->keyval == GDK_KEY_KP_Left;

  if ((!is_left && !is_right) || (event->state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return FALSE;
  step (self, is_right != is_rtl ? 1 : -1);
  return TRUE;
}

/* The arrow keys step wherever they are of no use to what has the focus … */
static gboolean
wp_what_if_view_key (GtkWidget *widget, GdkEventKey *event)
{
  return step_by_key (WP_WHAT_IF_VIEW (widget), event)
         || GTK_WIDGET_CLASS (wp_what_if_view_parent_class)->key_press_event (widget, event);
}

/* … and on the heading, for a label takes them although it has no cursor to move. */
static gboolean
on_heading_key (GtkWidget *heading G_GNUC_UNUSED, GdkEventKey *event, gpointer data)
{
  return step_by_key (data, event);
}

/* Events */

static void
choose_event (WpWhatIfView *self, WpWhatIf event)
{
  stop (self);
  self->event = event;
  self->is_setting = TRUE;
  wp_segments_choose (self->events, (int) event);
  gtk_combo_box_set_active (GTK_COMBO_BOX (self->combo), (gint) event);
  self->is_setting = FALSE;
  show_frame (self, WP_FRAME_AFTER);
  show_event (self);
}

static void
on_chosen (WpSegments *segments G_GNUC_UNUSED, guint n, gpointer data)
{
  choose_event (data, (WpWhatIf) n);
}

static void
on_combo (GtkComboBox *combo, gpointer data)
{
  WpWhatIfView *self = data;

  if (!self->is_setting && gtk_combo_box_get_active (combo) >= 0)
    choose_event (self, (WpWhatIf) gtk_combo_box_get_active (combo));
}

static void
refresh (WpView *page, guint flags)
{
  WpWhatIfView *self = WP_WHAT_IF_VIEW (page);

  if ((flags & (WP_CASE_ADVICE | WP_CASE_RUN)) != 0)
    show_event (self);
}

/* By the words that they have now, and the room that there is. */
static void
fit_choice (WpWhatIfView *self)
{
  int room = wp_view_room (WP_VIEW (self));
  gboolean has_room = wp_segments_width (self->events) <= room;

  if (room <= 0)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->events), has_room);
  gtk_widget_set_visible (self->combo, !has_room);
}

static void
entered (WpView *page)
{
  WpWhatIfView *self = WP_WHAT_IF_VIEW (page);
  GtkComboBoxText *combo = GTK_COMBO_BOX_TEXT (self->combo);

  self->is_setting = TRUE;
  gtk_combo_box_text_remove_all (combo);
  for (guint i = 0; i < WP_N_WHAT_IFS; i++)
    {
      const char *label = wp_what_if_label ((WpWhatIf) i, has_others (self));

      wp_segments_set_label (self->events, i, label);
      gtk_combo_box_text_append_text (combo, label);
    }
  self->is_setting = FALSE;
  fit_choice (self);
  choose_event (self, self->event);
}

static void
left (WpView *page)
{
  stop (WP_WHAT_IF_VIEW (page));
}

static void
on_fit (GtkWidget *widget, double width, double height G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
  WpWhatIfView *self = WP_WHAT_IF_VIEW (widget);
  gboolean is_narrow = width < LEAST_WIDTH_FOR_TWO;

  fit_choice (self);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->foot), is_narrow
                                                                   ? GTK_ORIENTATION_VERTICAL
                                                                   : GTK_ORIENTATION_HORIZONTAL);
  for (int i = 0; i < 2; i++)
    wp_strip_row_set_narrow (self->strips[i], is_narrow);
}

static gboolean
escape (WpView *page)
{
  WpWhatIfView *self = WP_WHAT_IF_VIEW (page);
  gboolean is_playing = self->timer != 0;

  stop (self);
  return is_playing;
}

static void
wp_what_if_view_dispose (GObject *object)
{
  stop (WP_WHAT_IF_VIEW (object));
  G_OBJECT_CLASS (wp_what_if_view_parent_class)->dispose (object);
}

static void
wp_what_if_view_class_init (WpWhatIfViewClass *class)
{
  WpViewClass *page = WP_VIEW_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = wp_what_if_view_dispose;
  GTK_WIDGET_CLASS (class)->key_press_event = wp_what_if_view_key;
  page->id = WP_PAGE_WHAT_IF;
  page->is_dense = TRUE;
  page->entered = entered;
  page->left = left;
  page->refresh = refresh;
  page->escape = escape;
}

static GtkWidget *
new_button (WpWhatIfView *self, const char *icon, const char *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon, GTK_ICON_SIZE_BUTTON);

  gtk_widget_set_tooltip_text (button, name);
  atk_object_set_name (gtk_widget_get_accessible (button), name);
  g_signal_connect (button, "clicked", G_CALLBACK (on_button), self);
  return button;
}

static void
add_foot (WpWhatIfView *self)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->legend = WP_LEGEND (wp_legend_new (FALSE));
  self->back = new_button (self, "media-skip-backward-symbolic", _ ("Step Back"));
  self->play = new_button (self, "media-playback-start-symbolic", _ ("Play"));
  self->forward = new_button (self, "media-skip-forward-symbolic", _ ("Step Forward"));
  gtk_style_context_add_class (gtk_widget_get_style_context (buttons), "linked");
  gtk_widget_set_valign (buttons, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (buttons, GTK_ALIGN_END);
  gtk_widget_set_valign (GTK_WIDGET (self->legend), GTK_ALIGN_CENTER);
  gtk_box_pack_start (GTK_BOX (buttons), self->back, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (buttons), self->play, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (buttons), self->forward, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (self->foot), GTK_WIDGET (self->legend), TRUE, TRUE, 0);
  gtk_box_pack_end (GTK_BOX (self->foot), buttons, FALSE, TRUE, 0);
  gtk_widget_show_all (self->foot);
  wp_view_add (WP_VIEW (self), self->foot);
}

static void
add_choice (WpWhatIfView *self)
{
  self->events = WP_SEGMENTS (wp_segments_new (_ ("What happens")));
  self->combo = gtk_combo_box_text_new ();
  for (guint i = 0; i < WP_N_WHAT_IFS; i++)
    wp_segments_add (self->events, wp_what_if_label ((WpWhatIf) i, TRUE));
  wp_segments_set_slim (self->events, TRUE);
  atk_object_set_name (gtk_widget_get_accessible (self->combo), _ ("What happens"));
  g_signal_connect (self->events, "chosen", G_CALLBACK (on_chosen), self);
  g_signal_connect (self->combo, "changed", G_CALLBACK (on_combo), self);
  gtk_widget_show (GTK_WIDGET (self->events));
  gtk_widget_set_no_show_all (self->combo, TRUE);
  wp_view_add (WP_VIEW (self), GTK_WIDGET (self->events));
  wp_view_add (WP_VIEW (self), self->combo);
}

static void
wp_what_if_view_init (WpWhatIfView *self)
{
  self->frame = WP_FRAME_AFTER;
  g_signal_connect (wp_view_peek_heading (WP_VIEW (self)), "key-press-event",
                    G_CALLBACK (on_heading_key), self);
  add_choice (self);
  for (int i = 0; i < 2; i++)
    {
      self->strips[i] = WP_STRIP_ROW (wp_strip_row_new ());
      wp_view_add (WP_VIEW (self), GTK_WIDGET (self->strips[i]));
    }
  add_foot (self);
  wp_fit_watch (GTK_WIDGET (self), on_fit, NULL);
}
