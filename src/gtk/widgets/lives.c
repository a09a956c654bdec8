/* See lives.h. */
#include "gtk/widgets/lives.h"

#include <glib/gi18n-lib.h>

#include "gtk/widgets/parts.h"
#include "gtk/widgets/picture.h"
#include "gtk/widgets/twin.h"

struct _WpLivesCard
{
  GtkBox parent;

  GtkWidget *title, *badge;
  WpPicture *picture;
  GtkWidget *caption;
  GtkWidget *warning; /* sign: one copy only */
  GtkWidget *copies;
  WpTwin *twin;
};

G_DEFINE_FINAL_TYPE (WpLivesCard, wp_lives_card, GTK_TYPE_BOX)

static void
wp_lives_card_class_init (WpLivesCardClass *class G_GNUC_UNUSED)
{
}

static GtkWidget *
new_head (WpLivesCard *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->title = wp_label_new (NULL, "heading");
  self->badge = gtk_label_new (_ ("Leads so far"));
  gtk_style_context_add_class (gtk_widget_get_style_context (self->badge), "wp-badge");
  gtk_widget_set_no_show_all (self->badge, TRUE);
  gtk_box_pack_start (GTK_BOX (head), self->title, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (head), self->badge, FALSE, TRUE, 0);
  return head;
}

static GtkWidget *
new_words (WpLivesCard *self)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->caption = wp_label_new (NULL, "caption");
  self->copies = wp_label_new (NULL, "caption");
  gtk_style_context_add_class (gtk_widget_get_style_context (self->copies), "wp-dim");
  self->warning = wp_state_image_new (WP_STATE_WARNING);
  self->twin = WP_TWIN (wp_twin_new ());
  gtk_widget_set_no_show_all (self->warning, TRUE);
  gtk_box_pack_start (GTK_BOX (line), self->warning, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (line), self->copies, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (line), GTK_WIDGET (self->twin), FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (words), self->caption, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (words), line, FALSE, TRUE, 0);
  return words;
}

static void
wp_lives_card_init (WpLivesCard *self)
{
  GtkBox *box = GTK_BOX (self);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (box, 6);
  gtk_style_context_add_class (gtk_widget_get_style_context (GTK_WIDGET (self)), "wp-card");
  self->picture = WP_PICTURE (wp_picture_new ());
  gtk_box_pack_start (box, new_head (self), FALSE, TRUE, 0);
  gtk_box_pack_start (box, GTK_WIDGET (self->picture), FALSE, TRUE, 0);
  gtk_box_pack_start (box, new_words (self), FALSE, TRUE, 0);
  gtk_widget_show_all (GTK_WIDGET (self));
}

GtkWidget *
wp_lives_card_new (void)
{
  return g_object_new (WP_TYPE_LIVES, NULL);
}

static void
set_leader (WpLivesCard *self, gboolean leads)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));

  if (leads)
    gtk_style_context_add_class (style, "wp-best");
  else
    gtk_style_context_remove_class (style, "wp-best");
  gtk_widget_set_visible (self->badge, leads);
}

void
wp_lives_card_set (WpLivesCard *self, const WpLives *lives, gboolean leads)
{
  const char *title = lives->is_pop ? _ ("With POP") : _ ("With IMAP");
  g_autofree char *caption = wp_lives_caption (lives);
  g_autofree char *copies = wp_lives_copies (lives);
  g_autofree char *sentence = wp_lives_sentence (lives);
  g_auto (WpSceneTable) table = { 0 };

  wp_lives_table (lives, &table);
  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_label_set_text (GTK_LABEL (self->caption), caption);
  gtk_label_set_text (GTK_LABEL (self->copies), copies == NULL ? "" : copies);
  gtk_widget_set_visible (self->warning, wp_lives_is_thin (lives));
  wp_picture_set (self->picture, &lives->scene, title, sentence);
  wp_twin_set (self->twin, &table, title);
  set_leader (self, leads);
}
