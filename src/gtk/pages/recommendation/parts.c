/* What the answer says, what to mind, what was measured, what would change it. See parts.h. */
#include "gtk/pages/recommendation/parts.h"

#include <handy.h>

#include <glib/gi18n-lib.h>

#include "advise/advise.h"
#include "base/subst.h"
#include "gtk/widgets/gauge.h"
#include "gtk/widgets/parts.h"
#include "gtk/flow/words.h"

#define IS_ROW "wp-part-row"
#define NOTE_CHARS 34

GtkWidget *
wp_part_text (const char *text, const char *style_class)
{
  GtkWidget *label = wp_label_new (text, style_class);

  if (g_str_equal (style_class, "caption"))
    gtk_style_context_add_class (gtk_widget_get_style_context (label), "wp-dim");
  return label;
}

GtkWidget *
wp_part_card (int spacing)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, spacing);

  gtk_style_context_add_class (gtk_widget_get_style_context (card), "wp-card");
  return card;
}

GtkWidget *
wp_part_row (void)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_box_set_homogeneous (GTK_BOX (row), TRUE);
  g_object_set_data (G_OBJECT (row), IS_ROW, row);
  return row;
}

void
wp_part_set_narrow (GtkWidget *part, gboolean is_narrow)
{
  if (g_object_get_data (G_OBJECT (part), IS_ROW) == NULL)
    return;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (part), is_narrow ? GTK_ORIENTATION_VERTICAL
                                                                   : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_homogeneous (GTK_BOX (part), !is_narrow);
}

/* What else there is to say, for the pointer, for the keyboard, and for who is read to. */
GtkWidget *
wp_part_note (const char *name, const char *text)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new (button);
  GtkWidget *label = wp_label_new (text, "body");
  AtkObject *accessible = gtk_widget_get_accessible (button);

  gtk_label_set_width_chars (GTK_LABEL (label), NOTE_CHARS);
  gtk_label_set_max_width_chars (GTK_LABEL (label), NOTE_CHARS);
  g_object_set (label, "margin", 12, NULL);
  gtk_container_add (GTK_CONTAINER (popover), label);
  gtk_widget_show_all (label);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_button_set_image (GTK_BUTTON (button),
                        gtk_image_new_from_icon_name ("waypost-note-symbolic", GTK_ICON_SIZE_MENU));
  gtk_style_context_add_class (gtk_widget_get_style_context (button), "flat");
  gtk_style_context_add_class (gtk_widget_get_style_context (button), "wp-twin");
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (button, text);
  atk_object_set_name (accessible, name);
  atk_object_set_description (accessible, text);
  return button;
}

GtkWidget *
wp_sure_new (const WpSituation *situation, const WpAdvice *advice)
{
  WpAdviceSureText text;

  wp_advise_sure_text (situation, advice, wp_advise_is_tested (situation), &text);
  if (advice->is_chosen || advice->outcome > WP_ADVICE_WEBMAIL || text.why == NULL)
    return NULL;
  return wp_part_text (_ (text.why), "caption");
}

/* Where, who, second copy */

static GtkWidget *
new_answer (const char *icon, const char *question, const char *brief, const char *sentence)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *icons = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *image = gtk_image_new_from_icon_name (icon, GTK_ICON_SIZE_MENU);
  AtkObject *accessible = gtk_widget_get_accessible (card);

  gtk_style_context_add_class (gtk_widget_get_style_context (card), "wp-card");
  gtk_widget_set_valign (image, GTK_ALIGN_START);
  gtk_box_pack_start (GTK_BOX (words), wp_part_text (question, "caption"), FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (words), wp_part_text (brief, "heading"), FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (icons), image, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (icons), wp_part_note (question, sentence), FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (card), icons, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (card), words, TRUE, TRUE, 0);
  gtk_widget_set_tooltip_text (card, sentence);
  atk_object_set_role (accessible, ATK_ROLE_PANEL);
  atk_object_set_name (accessible, question);
  atk_object_set_description (accessible, sentence);
  return card;
}

GtkWidget *
wp_answers_new (const WpSituation *situation, const WpAdvice *advice, const WpReport *report)
{
  WpAdviceBrief text;
  GtkWidget *box;

  if (!wp_advise_brief (situation, advice, &text))
    return NULL;
  const struct
  {
    const char *icon, *question, *brief, *sentence;
  } rows[] = {
    { "waypost-server-symbolic", N_ ("Where is the original?"), text.where,
      wp_advise_where (situation, advice) },
    { "user-trash-symbolic", N_ ("Who can delete it?"), text.who_deletes,
      wp_advise_who_deletes (situation, advice) },
    { "waypost-laptop-symbolic", N_ ("The second copy?"), text.second_copy,
      wp_advise_second_copy (situation, advice) },
  };

  box = wp_part_row ();
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *brief = wp_render_advice_text (rows[i].brief, report, advice->days,
                                                      wp_words ());
      g_autofree char *sentence = wp_render_advice_text (rows[i].sentence, report, advice->days,
                                                         wp_words ());

      gtk_box_pack_start (GTK_BOX (box),
                          new_answer (rows[i].icon, _ (rows[i].question), brief, sentence), TRUE,
                          TRUE, 0);
    }
  return box;
}

/* What to mind */

GtkWidget *
wp_warnings_new (const WpSituation *situation, const WpAdvice *advice, const WpReport *report)
{
  const char *texts[WP_MOST_WARNINGS];
  guint count = advice->outcome > WP_ADVICE_BOTH
                    ? 0
                    : wp_advise_warnings (situation, advice, texts, G_N_ELEMENTS (texts));
  GtkWidget *box, *words, *image;

  if (count == 0)
    return NULL;
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  image = wp_state_image_new (WP_STATE_WARNING);
  gtk_widget_set_valign (image, GTK_ALIGN_START);
  gtk_style_context_add_class (gtk_widget_get_style_context (box), "wp-callout");
  gtk_style_context_add_class (gtk_widget_get_style_context (box), "wp-warn");
  for (guint i = 0; i < count; i++)
    {
      g_autofree char *text = wp_render_advice_text (texts[i], report, advice->days, wp_words ());

      gtk_box_pack_start (GTK_BOX (words), wp_part_text (text, "body"), FALSE, TRUE, 0);
    }
  gtk_box_pack_start (GTK_BOX (box), image, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), words, TRUE, TRUE, 0);
  return box;
}

/* The mailbox */

/* "Mailbox, 4.1 GB of 6.6 GB used, 62 percent used. From 80 percent on it is nearly full." */
static char *
say_gauge (const char *space, const char *percent)
{
  g_autofree char *used = g_strjoin (", ", _ ("Mailbox"), space == NULL ? percent : space,
                                     space == NULL ? NULL : percent, NULL);

  /* Translators: {used} is "Mailbox, 4.1 GB of 6.6 GB used, 62 percent used". */
  return wp_subst_pairs (_ ("{used}. From 80 percent on it is nearly full."), "used", used, NULL);
}

static void
add_gauge (GtkWidget *card, GtkWidget *head, gint32 quota, const WpFields *facts)
{
  g_autofree char *space = wp_render_space (facts, wp_words ());
  /* Translators: %d is a number of percent. */
  g_autofree char *percent = g_strdup_printf (_ ("%d percent used"), quota);
  g_autofree char *sentence = say_gauge (space, percent);
  GtkWidget *gauge;

  if (quota == WP_UNKNOWN)
    return;
  gauge = wp_gauge_new ();
  wp_gauge_set (WP_GAUGE (gauge), quota / 100.0, _ ("Mailbox"), sentence);
  gtk_box_pack_end (GTK_BOX (head), wp_label_new (space == NULL ? percent : space, NULL), FALSE,
                    TRUE, 0);
  gtk_box_pack_start (GTK_BOX (card), gauge, FALSE, TRUE, 0);
}

/* In a line what anybody understands of it; the rest is a key away. */
static void
add_measured (GtkWidget *card, const char *briefly, const char *measured)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  /* Translators: {facts} is "messages: 3 in the inbox, 9 in all; new mail is announced at once". */
  g_autofree char *text = wp_subst_pairs (_ ("Measured: {facts}."), "facts",
                                          briefly == NULL ? measured : briefly, NULL);

  gtk_box_pack_start (GTK_BOX (line), wp_part_text (text, "caption"), TRUE, TRUE, 0);
  if (briefly != NULL)
    gtk_box_pack_end (GTK_BOX (line), wp_part_note (_ ("Everything Measured"), measured), FALSE,
                      TRUE, 0);
  gtk_box_pack_start (GTK_BOX (card), line, FALSE, TRUE, 0);
}

GtkWidget *
wp_mailbox_new (const WpSituation *situation, const WpReport *report)
{
  g_autofree char *measured = NULL;
  g_autofree char *briefly = NULL;
  gboolean is_measured = situation->origins[WP_FACT_QUOTA] == WP_ORIGIN_MEASURED;
  GtkWidget *card, *head;

  if (report == NULL)
    return NULL;
  measured = wp_render_measured (situation, report->facts, wp_words ());
  if (measured == NULL)
    return NULL;
  card = wp_part_card (6);
  head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_box_pack_start (GTK_BOX (head), wp_part_text (_ ("Mailbox"), "heading"), TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (card), head, FALSE, TRUE, 0);
  if (is_measured)
    add_gauge (card, head, situation->values[WP_FACT_QUOTA], report->facts);
  briefly = wp_render_measured_briefly (situation, report->facts, wp_words ());
  add_measured (card, briefly, measured);
  return card;
}

/* The provider */

static void
add_notice (GtkWidget *card, const WpReport *report, const WpNotice *notice)
{
  g_autofree char *text = wp_render_notice (report, notice, wp_words ());
  GtkWidget *link = gtk_link_button_new_with_label (notice->source, _ ("Source"));

  gtk_widget_set_halign (link, GTK_ALIGN_START);
  gtk_box_pack_start (GTK_BOX (card), wp_part_text (text, "body"), FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (card), link, FALSE, TRUE, 0);
}

GtkWidget *
wp_notices_new (const WpReport *report)
{
  GtkWidget *card = NULL;

  if (report == NULL || report->provider == NULL)
    return NULL;
  for (guint i = 0; i < report->provider->notices->len; i++)
    {
      const WpNotice *notice = report->provider->notices->pdata[i];

      if (wp_notice_kind_audience (notice->kind) != WP_NOTICE_CHOOSING)
        continue;
      if (card == NULL)
        {
          card = wp_part_card (3);
          gtk_box_pack_start (GTK_BOX (card), wp_part_text (_ ("Good to Know"), "heading"), FALSE,
                              TRUE, 0);
        }
      add_notice (card, report, notice);
    }
  return card;
}

/* What would change it */

static GtkWidget *
new_change (const WpAdviceChange *change)
{
  GtkWidget *row = hdy_action_row_new ();
  g_autofree char *fact = wp_render_change (change->fact, change->value, wp_words ());
  g_autofree char *name = wp_render_advice_name (change->outcome, change->days, wp_words ());
  GtkWidget *answer = gtk_label_new (name);
  g_autofree char *spoken = NULL;

  gtk_label_set_line_wrap (GTK_LABEL (answer), TRUE);
  gtk_label_set_xalign (GTK_LABEL (answer), 1);
  gtk_style_context_add_class (gtk_widget_get_style_context (answer), "wp-dim");
  hdy_preferences_row_set_title (HDY_PREFERENCES_ROW (row), fact == NULL ? "" : fact);
  hdy_action_row_set_title_lines (HDY_ACTION_ROW (row), 0);
  gtk_container_add (GTK_CONTAINER (row), answer);
  spoken = g_strjoin (": ", fact == NULL ? "" : fact, name, NULL);
  wp_name_accessible (row, spoken);
  return row;
}

GtkWidget *
wp_changes_new (const WpAdvice *advice)
{
  GtkWidget *list, *expander;
  g_autofree char *first = NULL;

  for (guint i = 0; i < advice->n_changes && first == NULL; i++)
    first = wp_render_change (advice->changes[i].fact, advice->changes[i].value, wp_words ());
  if (first == NULL)
    return NULL;
  list = wp_list_new ();
  expander = wp_expander_new (_ ("This Would Change If…"));
  hdy_expander_row_set_subtitle (HDY_EXPANDER_ROW (expander), first);
  wp_name_accessible (wp_expander_header (expander), _ ("This Would Change If…"));
  for (guint i = 0; i < advice->n_changes; i++)
    if (wp_advise_change_text (advice->changes[i].fact, advice->changes[i].value) != NULL)
      gtk_container_add (GTK_CONTAINER (expander), new_change (&advice->changes[i]));
  gtk_container_add (GTK_CONTAINER (list), expander);
  return list;
}
