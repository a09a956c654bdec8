/* See ask.h. */
#include "gtk/desk/ask.h"

#include <glib/gi18n-lib.h>

#include "diagnose/diagnose.h"
#include "gtk/widgets/parts.h"
#include "gtk/pages/password/sending.h"
#include "gtk/widgets/password-field.h"
#include "gtk/widgets/scroller.h"
#include "gtk/flow/words.h"

#define LEAST_CHARS 33
#define LEAST_HEIGHT 276 /* of all; what has no room in that scrolls */

struct _WpDeskAsk
{
  GtkRevealer parent;

  WpCase *wp_case; /* NULL: nothing is asked */
  WpAsked shown;
  GtkWidget *box, *image, *text;
  GtkWidget *scroller, *words; /* all but the image */
  WpPasswordField *field;
  WpSending *sending;  /* the other login, where there is one */
  GtkWidget *hint;     /* why it was not taken */
  GtkWidget *no, *yes; /* "Test Without Password", "Test" */
  GtkWidget *buttons;
};

G_DEFINE_FINAL_TYPE (WpDeskAsk, wp_desk_ask, GTK_TYPE_REVEALER)

static void
wipe (WpDeskAsk *self)
{
  wp_password_field_clear (self->field);
  wp_sending_leave (self->sending);
}

static gboolean
is_password (const WpQuestion *question)
{
  return g_str_equal (question->id, "password");
}

static void
say (WpDeskAsk *self, const char *sentence)
{
  gtk_label_set_text (GTK_LABEL (self->hint), sentence == NULL ? "" : sentence);
  gtk_widget_set_visible (self->hint, sentence != NULL);
}

/* What is asked now, if it is what is shown. */
static const WpQuestion *
question_of (WpDeskAsk *self)
{
  const WpQuestion *question = self->wp_case == NULL ? NULL : wp_case_question (self->wp_case);

  return question != NULL && wp_case_asked (self->wp_case, question) == self->shown ? question
                                                                                    : NULL;
}

static void
on_typed (WpDeskAsk *self)
{
  if (!wp_desk_ask_is_open (self) || !gtk_widget_get_visible (GTK_WIDGET (self->field)))
    return;
  gtk_widget_set_sensitive (self->yes, !wp_password_field_is_empty (self->field)
                                           && wp_sending_is_ready (self->sending));
  say (self, NULL);
}

/* The password goes to the servers that the question names, and to no others. */
static void
give (WpDeskAsk *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WpSecret) sending = NULL;
  g_autoptr (WpSecret) secret = wp_password_field_take (self->field, &error);

  if (secret == NULL || !wp_sending_take (self->sending, &sending, &error)
      || !wp_case_take_passwords (self->wp_case, self->shown, secret, sending, &error))
    {
      say (self, error->message);
      wp_announce (self->hint, error->message);
      return;
    }
  wipe (self);
}

static void
on_yes (WpDeskAsk *self)
{
  const WpQuestion *question = question_of (self);

  if (question == NULL)
    return;
  if (!is_password (question))
    wp_case_decide (self->wp_case, self->shown, TRUE);
  else if (wp_password_field_is_empty (self->field))
    wp_password_field_miss (self->field,
                            wp_sending_is_open (self->sending)
                                ? _ ("Type the password for receiving here, too.")
                                : _ ("Type the password here, or press Test Without Password."));
  else if (!wp_sending_is_ready (self->sending))
    wp_sending_miss (self->sending);
  else
    give (self);
}

static void
on_no (GtkButton *button G_GNUC_UNUSED, gpointer data)
{
  WpDeskAsk *self = data;
  const WpQuestion *question = question_of (self);

  wipe (self);
  if (question == NULL)
    return;
  if (is_password (question))
    wp_case_take_password (self->wp_case, self->shown, NULL);
  else
    wp_case_decide (self->wp_case, self->shown, FALSE);
}

static void
fill (WpDeskAsk *self, const WpQuestion *question)
{
  const WpQuestionText *words = wp_questions_find (question->id);
  g_autofree char *text = wp_render_question_text (wp_case_report (self->wp_case), question,
                                                   wp_words ());
  gboolean has_entry = is_password (question);

  wp_state_image_set (GTK_IMAGE (self->image), has_entry ? WP_STATE_WAITING : WP_STATE_WARNING);
  if (has_entry)
    gtk_style_context_remove_class (gtk_widget_get_style_context (self->box), "wp-warn");
  else
    gtk_style_context_add_class (gtk_widget_get_style_context (self->box), "wp-warn");
  gtk_label_set_text (GTK_LABEL (self->text), text);
  wp_name_accessible (wp_password_field_entry (self->field), text);
  gtk_widget_set_visible (GTK_WIDGET (self->field), has_entry);
  wp_sending_show (self->sending, self->wp_case,
                   has_entry ? wp_case_sending_host (self->wp_case) : NULL,
                   wp_case_login_name (self->wp_case));
  gtk_widget_hide (self->hint);
  gtk_widget_set_sensitive (self->yes, !has_entry);
  gtk_button_set_label (GTK_BUTTON (self->no),
                        has_entry ? _ ("Test _Without Password") : _ ("_No"));
  gtk_button_set_label (GTK_BUTTON (self->yes),
                        has_entry ? _ ("_Test") : g_dgettext (GETTEXT_PACKAGE, words->yes));
}

void
wp_desk_ask_show (WpDeskAsk *self, WpCase *wp_case)
{
  const WpQuestion *question = wp_case == NULL ? NULL : wp_case_question (wp_case);
  WpAsked asked = question == NULL ? WP_NOT_ASKED : wp_case_asked (wp_case, question);

  if (wp_case == self->wp_case && asked == self->shown)
    return;
  wipe (self);
  wp_sending_show (self->sending, NULL, NULL, NULL);
  g_set_object (&self->wp_case, wp_case);
  self->shown = asked;
  if (question != NULL)
    fill (self, question);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self), question != NULL);
  if (question != NULL)
    {
      wp_announce (GTK_WIDGET (self), gtk_label_get_text (GTK_LABEL (self->text)));
      wp_desk_ask_focus (self);
    }
}

gboolean
wp_desk_ask_is_open (WpDeskAsk *self)
{
  return self->shown != WP_NOT_ASKED;
}

void
wp_desk_ask_focus (WpDeskAsk *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self->field)))
    gtk_widget_grab_focus (wp_password_field_entry (self->field));
  else
    /* Not a button: a key that was meant for something else must not decide. */
    gtk_widget_grab_focus (self->text);
}

void
wp_desk_ask_set_narrow (WpDeskAsk *self, gboolean is_narrow)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->buttons), is_narrow
                                                                      ? GTK_ORIENTATION_VERTICAL
                                                                      : GTK_ORIENTATION_HORIZONTAL);
}

static void
wp_desk_ask_dispose (GObject *object)
{
  WpDeskAsk *self = WP_DESK_ASK (object);

  if (self->wp_case != NULL)
    wipe (self);
  g_clear_object (&self->wp_case);
  G_OBJECT_CLASS (wp_desk_ask_parent_class)->dispose (object);
}

/* A scroller would like to be as high as if nothing in it were broken into lines: what it lacks is
 * added here. The panes below can do with little, but would share what room there is. */
static void
get_height_for_width (GtkWidget *widget, int width, int *least, int *natural)
{
  WpDeskAsk *self = WP_DESK_ASK (widget);
  int box_width, scroller_width, scroller_height, height;

  GTK_WIDGET_CLASS (wp_desk_ask_parent_class)
      ->get_preferred_height_for_width (widget, width, least, natural);
  if (!gtk_revealer_get_child_revealed (GTK_REVEALER (self)))
    return;
  gtk_widget_get_preferred_width (self->box, &box_width, NULL);
  gtk_widget_get_preferred_width (self->scroller, &scroller_width, NULL);
  gtk_widget_get_preferred_height (self->scroller, NULL, &scroller_height);
  gtk_widget_get_preferred_height_for_width (
      self->words, MAX (width - box_width + scroller_width, 1), NULL, &height);
  *natural += height - scroller_height;
  *least = MAX (*least, MIN (*natural, LEAST_HEIGHT));
}

static void
wp_desk_ask_class_init (WpDeskAskClass *class)
{
  GTK_WIDGET_CLASS (class)->get_preferred_height_for_width = get_height_for_width;
  G_OBJECT_CLASS (class)->dispose = wp_desk_ask_dispose;
}

static GtkWidget *
new_buttons (WpDeskAsk *self)
{
  self->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->no = gtk_button_new_with_mnemonic ("");
  self->yes = gtk_button_new_with_mnemonic ("");
  g_signal_connect (self->no, "clicked", G_CALLBACK (on_no), self);
  g_signal_connect_swapped (self->yes, "clicked", G_CALLBACK (on_yes), self);
  /* A line below the entry must not make them higher. */
  gtk_widget_set_valign (self->no, GTK_ALIGN_START);
  gtk_widget_set_valign (self->yes, GTK_ALIGN_START);
  gtk_box_pack_start (GTK_BOX (self->buttons), GTK_WIDGET (self->field), TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (self->buttons), self->no, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (self->buttons), self->yes, FALSE, TRUE, 0);
  return self->buttons;
}

/* Two passwords in large letters are more than a low window has room for. */
static GtkWidget *
new_scroller (GtkWidget *child)
{
  GtkWidget *scroller = wp_scroller_new (child);

  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  return scroller;
}

static void
wp_desk_ask_init (WpDeskAsk *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->image = wp_state_image_new (WP_STATE_WAITING);
  gtk_widget_set_valign (self->image, GTK_ALIGN_START);
  self->text = wp_label_new (NULL, NULL);
  /* A window is never lower than what its texts take in their narrowest column. */
  gtk_label_set_width_chars (GTK_LABEL (self->text), LEAST_CHARS);
  gtk_widget_set_can_focus (self->text, TRUE);
  self->hint = wp_label_new (NULL, "caption");
  self->field = WP_PASSWORD_FIELD (wp_password_field_new (NULL));
  self->sending = WP_SENDING (wp_sending_new ());
  g_signal_connect_swapped (self->field, "changed", G_CALLBACK (on_typed), self);
  g_signal_connect_swapped (self->field, "activate", G_CALLBACK (on_yes), self);
  g_signal_connect_swapped (self->sending, "changed", G_CALLBACK (on_typed), self);
  g_signal_connect_swapped (self->sending, "activate", G_CALLBACK (on_yes), self);
  gtk_box_pack_start (GTK_BOX (words), self->text, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (words), new_buttons (self), FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (words), GTK_WIDGET (self->sending), FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (words), self->hint, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), self->image, FALSE, TRUE, 0);
  self->words = words;
  self->scroller = new_scroller (words);
  gtk_box_pack_start (GTK_BOX (box), self->scroller, TRUE, TRUE, 0);
  g_object_set (box, "margin", 12, NULL);
  gtk_style_context_add_class (gtk_widget_get_style_context (box), "wp-callout");
  self->box = box;
  gtk_container_add (GTK_CONTAINER (self), box);
  gtk_widget_show_all (GTK_WIDGET (self));
}

GtkWidget *
wp_desk_ask_new (void)
{
  return g_object_new (WP_TYPE_DESK_ASK, NULL);
}
