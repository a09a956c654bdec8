/* See ask.h. */
#include "gtk/desk/ask.h"

#include <glib/gi18n-lib.h>

#include "diagnose/diagnose.h"
#include "gtk/widgets/parts.h"
#include "gtk/widgets/password.h"
#include "gtk/flow/words.h"

#define LEAST_CHARS 33

struct _WpDeskAsk
{
  GtkRevealer parent;

  WpCase *wp_case; /* NULL: nothing is asked */
  WpAsked shown;
  GtkWidget *box, *image, *text;
  GtkWidget *entry, *hint;
  GtkWidget *no, *yes; /* "Test Without Password", "Test" */
  GtkWidget *buttons;
};

G_DEFINE_FINAL_TYPE (WpDeskAsk, wp_desk_ask, GTK_TYPE_REVEALER)

static void
wipe (WpDeskAsk *self)
{
  wp_password_clear (WP_PASSWORD (self->entry));
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

static void
on_typed (GtkEditable *editable, gpointer data)
{
  WpDeskAsk *self = data;

  if (!wp_desk_ask_is_open (self) || !gtk_widget_get_visible (self->entry))
    return;
  gtk_widget_set_sensitive (self->yes, !wp_password_is_empty (WP_PASSWORD (editable)));
  say (self, wp_password_doubt (WP_PASSWORD (editable)));
}

static void
on_yes (GtkWidget *widget G_GNUC_UNUSED, gpointer data)
{
  WpDeskAsk *self = data;
  const WpQuestion *question = self->wp_case == NULL ? NULL : wp_case_question (self->wp_case);
  g_autoptr (GError) error = NULL;
  g_autoptr (WpSecret) secret = NULL;

  if (question == NULL || wp_case_asked (self->wp_case, question) != self->shown)
    return;
  if (!is_password (question))
    {
      wp_case_decide (self->wp_case, self->shown, TRUE);
      return;
    }
  secret = wp_password_take (WP_PASSWORD (self->entry), &error);
  if (secret == NULL)
    {
      say (self, error->message);
      return;
    }
  wipe (self);
  wp_case_take_password (self->wp_case, self->shown, secret);
}

static void
on_no (GtkButton *button G_GNUC_UNUSED, gpointer data)
{
  WpDeskAsk *self = data;
  const WpQuestion *question = self->wp_case == NULL ? NULL : wp_case_question (self->wp_case);

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
  wp_name_accessible (self->entry, text);
  gtk_widget_set_visible (self->entry, has_entry);
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
  if (gtk_widget_get_visible (self->entry))
    gtk_widget_grab_focus (self->entry);
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

static void
wp_desk_ask_class_init (WpDeskAskClass *class)
{
  G_OBJECT_CLASS (class)->dispose = wp_desk_ask_dispose;
}

static GtkWidget *
new_buttons (WpDeskAsk *self)
{
  self->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->no = gtk_button_new_with_mnemonic ("");
  self->yes = gtk_button_new_with_mnemonic ("");
  g_signal_connect (self->no, "clicked", G_CALLBACK (on_no), self);
  g_signal_connect (self->yes, "clicked", G_CALLBACK (on_yes), self);
  gtk_box_pack_start (GTK_BOX (self->buttons), self->entry, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (self->buttons), self->no, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (self->buttons), self->yes, FALSE, TRUE, 0);
  return self->buttons;
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
  self->entry = wp_password_new ();
  g_signal_connect (self->entry, "changed", G_CALLBACK (on_typed), self);
  g_signal_connect (self->entry, "activate", G_CALLBACK (on_yes), self);
  gtk_box_pack_start (GTK_BOX (words), self->text, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (words), new_buttons (self), FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (words), self->hint, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), self->image, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), words, TRUE, TRUE, 0);
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
