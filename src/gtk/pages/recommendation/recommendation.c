/* What fits, why, what it means, and what would change it. The other way is a button away: the same
 * page then shows that one, and back. */
#include <glib/gi18n-lib.h>

#include "advise/advise.h"
#include "gtk/pages/pages.h"
#include "gtk/pages/recommendation/parts.h"
#include "gtk/widgets/fit.h"
#include "gtk/flow/words.h"

#define LEAST_WIDTH_FOR_TWO 500 /* cards, at the usual font size */

struct _WpRecommendationView
{
  WpView parent;

  GtkWidget *badge, *badge_below; /* the heading, where it leaves no room beside it */
  GtkWidget *parts;               /* box */
  gboolean is_narrow;
  gboolean has_badge;
};

enum
{
  BUTTON_WHAT_IF,
  BUTTON_INSTEAD,
  N_BUTTONS
};

#define WP_TYPE_RECOMMENDATION_VIEW (wp_recommendation_view_get_type ())
G_DECLARE_FINAL_TYPE (WpRecommendationView, wp_recommendation_view, WP, RECOMMENDATION_VIEW, WpView)
G_DEFINE_FINAL_TYPE (WpRecommendationView, wp_recommendation_view, WP_TYPE_VIEW)

static gboolean
is_advised (WpCase *wp_case)
{
  return !wp_case_chosen (wp_case)->is_chosen;
}

/* What the button for the other way leads to; UNCLEAR: there is none. */
static WpAdviceOutcome
other_way (WpCase *wp_case)
{
  return is_advised (wp_case)
             ? wp_advise_other (wp_case_situation (wp_case), wp_case_advice (wp_case))
             : wp_case_advice (wp_case)->outcome;
}

/* Heading */

static void
show_badge (WpRecommendationView *self)
{
  gtk_widget_set_visible (self->badge, self->has_badge && !self->is_narrow);
  gtk_widget_set_visible (self->badge_below, self->has_badge && self->is_narrow);
}

static void
update_badge (WpRecommendationView *self, const WpSituation *situation, const WpAdvice *advice)
{
  WpAdviceSureText text;

  wp_advise_sure_text (situation, advice, wp_advise_is_tested (situation), &text);
  gtk_label_set_text (GTK_LABEL (self->badge), _ (text.label));
  gtk_label_set_text (GTK_LABEL (self->badge_below), _ (text.label));
  self->has_badge = !advice->is_chosen && advice->outcome <= WP_ADVICE_WEBMAIL;
  show_badge (self);
}

/* "IMAP is slightly better, because …", and what that means. */
static char *
say_lead (WpCase *wp_case)
{
  const WpSituation *situation = wp_case_situation (wp_case);
  const WpAdvice *advice = wp_case_chosen (wp_case);
  const WpReport *report = wp_case_report (wp_case);
  const char *why = wp_advise_reason_text (situation, advice);
  g_autofree char *slightly = wp_render_advice_text (wp_advise_slightly (situation, advice), report,
                                                     advice->days, wp_words ());
  g_autofree char *meaning = wp_render_advice_text (
      why != NULL ? why : wp_advise_meaning (situation, advice), report, advice->days, wp_words ());

  return slightly == NULL ? g_steal_pointer (&meaning) : g_strjoin (" ", slightly, meaning, NULL);
}

static void
update_heading (WpRecommendationView *self)
{
  WpCase *wp_case = wp_view_case (WP_VIEW (self));
  const WpSituation *situation = wp_case_situation (wp_case);
  const WpAdvice *advice = wp_case_chosen (wp_case);
  g_autofree char *lead = say_lead (wp_case);

  wp_view_set_heading (WP_VIEW (self), _ (wp_advise_heading (situation, advice)), lead);
  update_badge (self, situation, advice);
}

/* Parts */

static void
add (WpRecommendationView *self, GtkWidget *part)
{
  if (part == NULL)
    return;
  wp_part_set_narrow (part, self->is_narrow);
  gtk_widget_show_all (part);
  gtk_box_pack_start (GTK_BOX (self->parts), part, FALSE, TRUE, 0);
}

static void
drop (GtkWidget *part, gpointer data G_GNUC_UNUSED)
{
  gtk_widget_destroy (part);
}

static void
update_parts (WpRecommendationView *self)
{
  WpCase *wp_case = wp_view_case (WP_VIEW (self));
  const WpSituation *situation = wp_case_situation (wp_case);
  const WpAdvice *advice = wp_case_chosen (wp_case);
  const WpReport *report = wp_case_report (wp_case);

  gtk_container_foreach (GTK_CONTAINER (self->parts), drop, NULL);
  add (self, wp_sure_new (situation, advice));
  add (self, wp_reasons_new (advice, report));
  add (self, wp_answers_new (situation, advice, report));
  add (self, wp_warnings_new (situation, advice, report));
  add (self, wp_mailbox_new (situation, report));
  add (self, wp_notices_new (report));
  add (self, wp_changes_new (advice));
  add (self, wp_heard_new (advice));
}

static void
refresh (WpView *page, guint flags)
{
  if ((flags & (WP_CASE_ADVICE | WP_CASE_RUN)) == 0)
    return;
  update_heading (WP_RECOMMENDATION_VIEW (page));
  update_parts (WP_RECOMMENDATION_VIEW (page));
}

/* Buttons */

static guint
buttons (WpView *page, WpViewButton *row)
{
  WpCase *wp_case = wp_view_case (page);
  WpAdviceOutcome other = other_way (wp_case);
  gboolean has_picture = wp_case_chosen (wp_case)->outcome <= WP_ADVICE_BOTH;

  row[BUTTON_WHAT_IF] = (WpViewButton){ N_ ("_What Happens If…"), has_picture, TRUE };
  row[BUTTON_INSTEAD] = (WpViewButton){ wp_advice_is_pop (other) ? N_ ("Use _POP Instead")
                                                                 : N_ ("Use _IMAP Instead"),
                                        has_picture && other <= WP_ADVICE_BOTH, TRUE };
  return N_BUTTONS;
}

static void
pressed (WpView *page, guint button)
{
  WpCase *wp_case = wp_view_case (page);

  if (button == BUTTON_WHAT_IF)
    wp_view_go (page, WP_PAGE_WHAT_IF);
  else
    wp_case_choose (wp_case, other_way (wp_case));
}

static gboolean
commit (WpView *page)
{
  WpCase *wp_case = wp_view_case (page);

  wp_case_choose (wp_case, wp_case_chosen (wp_case)->outcome);
  return TRUE;
}

static void
fit_part (GtkWidget *part, gpointer data)
{
  wp_part_set_narrow (part, WP_RECOMMENDATION_VIEW (data)->is_narrow);
}

static void
on_fit (GtkWidget *widget, double width, double height G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
  WpRecommendationView *self = WP_RECOMMENDATION_VIEW (widget);

  self->is_narrow = width < LEAST_WIDTH_FOR_TWO;
  show_badge (self);
  gtk_container_foreach (GTK_CONTAINER (self->parts), fit_part, self);
}

static void
wp_recommendation_view_class_init (WpRecommendationViewClass *class)
{
  WpViewClass *page = WP_VIEW_CLASS (class);

  page->id = WP_PAGE_RECOMMENDATION;
  page->is_dense = TRUE;
  page->refresh = refresh;
  page->buttons = buttons;
  page->pressed = pressed;
  page->commit = commit;
}

static GtkWidget *
new_badge (void)
{
  GtkWidget *badge = gtk_label_new (NULL);

  gtk_style_context_add_class (gtk_widget_get_style_context (badge), "wp-badge");
  gtk_widget_set_no_show_all (badge, TRUE);
  return badge;
}

static void
wp_recommendation_view_init (WpRecommendationView *self)
{
  self->badge = new_badge ();
  self->badge_below = new_badge ();
  gtk_widget_set_halign (self->badge_below, GTK_ALIGN_START);
  wp_view_set_heading_widget (WP_VIEW (self), self->badge);
  wp_view_add (WP_VIEW (self), self->badge_below);
  self->parts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_show (self->parts);
  wp_view_add (WP_VIEW (self), self->parts);
  wp_fit_watch (GTK_WIDGET (self), on_fit, NULL);
}
