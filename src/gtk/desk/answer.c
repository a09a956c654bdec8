/* See answer.h. The parts below the switcher are made anew for each finding: there are few, and
 * they differ. */
#include "gtk/desk/answer.h"

#include <glib/gi18n-lib.h>

#include "diagnose/diagnose.h"
#include "gtk/desk/cases.h"
#include "gtk/flow/manual.h"
#include "gtk/widgets/parts.h"
#include "gtk/widgets/scroller.h"
#include "gtk/widgets/sheet-value.h"

#define MOST_ROWS 12 /* of a list: a report may come from anybody */
#define AT_ONCE 2    /* findings that a turn of the main loop has time for */

struct _WpDeskAnswer
{
  GtkBox parent;

  WpDeskEntry *entry;       /* NULL: none */
  const WpFinding *finding; /* lent by its report; NULL: none */
  GtkWidget *voices[2];
  GtkWidget *parts;      /* all below */
  GtkWidget *others;     /* list of the other findings; NULL: there is none */
  guint next, n_others;  /* finding to be added; those that were */
  guint more;            /* source that adds them */
  gboolean is_said_open; /* the expander stays as it was left */
};

G_DEFINE_FINAL_TYPE (WpDeskAnswer, wp_desk_answer, GTK_TYPE_BOX)

enum
{
  CHOSEN,
  HELP,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
add (WpDeskAnswer *self, GtkWidget *widget)
{
  gtk_box_pack_start (GTK_BOX (self->parts), widget, FALSE, TRUE, 0);
}

static void
add_section (WpDeskAnswer *self, const char *title, const char *text)
{
  if (text != NULL && *text != '\0')
    add (self, wp_group_new (title, wp_passage_new (text)));
}

static void fill (WpDeskAnswer *self);

/* Lines */

static GtkWidget *
new_line (const WpDeskLine *line)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *image = wp_state_image_new (wp_desk_shape (line->state));

  gtk_widget_set_valign (image, GTK_ALIGN_START);
  gtk_widget_set_margin_top (image, 2);
  gtk_box_pack_start (GTK_BOX (box), image, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), wp_label_new (line->text, NULL), TRUE, TRUE, 0);
  return box;
}

/* What stays unshown of so many rows is counted. */
static void
add_rest (GtkWidget *box, guint count)
{
  guint rest = count > MOST_ROWS ? count - MOST_ROWS : 0;
  g_autofree char *text = NULL;

  if (rest == 0)
    return;
  /* Translators: of a list that was cut off. */
  text = g_strdup_printf (ngettext ("And %u more", "And %u more", rest), rest);
  gtk_box_pack_start (GTK_BOX (box), wp_label_new (text, "wp-dim"), FALSE, TRUE, 0);
}

static void
add_lines (WpDeskAnswer *self, const WpReport *report, WpVoice voice)
{
  g_autoptr (GPtrArray) lines = wp_desk_lines (report, self->finding, voice);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  for (guint i = 0; i < MIN (lines->len, MOST_ROWS); i++)
    gtk_box_pack_start (GTK_BOX (box), new_line (lines->pdata[i]), FALSE, TRUE, 0);
  add_rest (box, lines->len);
  add (self, box);
  gtk_widget_set_no_show_all (box, lines->len == 0);
}

static void
add_steps (WpDeskAnswer *self, WpVoice voice)
{
  g_auto (GStrv) steps = wp_desk_steps (self->finding, voice);
  GtkWidget *grid = gtk_grid_new ();

  g_object_set (grid, "column-spacing", 8, "row-spacing", 6, NULL);
  /* A grid is read out from the cell that was attached last. */
  for (int i = (int) g_strv_length (steps) - 1; i >= 0; i--)
    {
      /* Translators: the number of a step. */
      g_autofree char *number = g_strdup_printf (_ ("%d."), i + 1);
      GtkWidget *label = wp_label_new (number, "wp-dim");

      gtk_widget_set_valign (label, GTK_ALIGN_START);
      gtk_widget_set_no_show_all (label, TRUE);
      gtk_widget_set_visible (label, steps[1] != NULL);
      gtk_grid_attach (GTK_GRID (grid), wp_passage_new (steps[i]), 1, i, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), label, 0, i, 1, 1);
    }
  if (steps[0] != NULL)
    add (self, wp_group_new (_ ("What to Do"), grid));
}

/* Settings */

static GtkWidget *
new_server (const WpSheetRow *row)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *grid = gtk_grid_new ();
  const char *label, *text;
  guint count = 0;

  g_object_set (grid, "column-spacing", 12, "row-spacing", 2, NULL);
  while (wp_sheet_row_field (row, count, wp_words (), &text) != NULL)
    count++;
  /* A grid is read out from the cell that was attached last. */
  for (guint n = count; n-- > 0;)
    {
      gtk_grid_attach (GTK_GRID (grid), wp_sheet_value_new (row, n, &label), 1, (int) n, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), wp_label_new (label, "wp-dim"), 0, (int) n, 1, 1);
    }
  gtk_box_pack_start (GTK_BOX (box), wp_label_new (row->label, "wp-point"), FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), grid, FALSE, TRUE, 0);
  return box;
}

static void
add_settings (WpDeskAnswer *self, const WpReport *report)
{
  g_autoptr (GPtrArray) rows = wp_desk_settings (report, self->finding);
  g_autofree char *password = NULL;
  GtkWidget *box;

  if (rows == NULL)
    return;
  password = wp_render_sheet_password (report, wp_words ());
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  for (guint i = 0; i < rows->len; i++)
    gtk_box_pack_start (GTK_BOX (box), new_server (rows->pdata[i]), FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), wp_passage_new (password), FALSE, TRUE, 0);
  add (self, wp_group_new (_ ("Settings Sheet"), box));
}

/* What the server said */

static void
on_said (GObject *expander, GParamSpec *spec G_GNUC_UNUSED, gpointer data)
{
  WP_DESK_ANSWER (data)->is_said_open = gtk_expander_get_expanded (GTK_EXPANDER (expander));
}

static void
add_said (WpDeskAnswer *self, const WpReport *report, WpVoice voice)
{
  const WpStep *step = wp_desk_step (report, self->finding);
  g_autofree char *words = step == NULL                   ? NULL
                           : voice == WP_VOICE_TECHNICIAN ? wp_desk_dialogue (step)
                                                          : wp_render_server_words (step);
  GtkWidget *expander, *label;

  if (words == NULL)
    return;
  expander = gtk_expander_new_with_mnemonic (voice == WP_VOICE_TECHNICIAN ? _ ("_Dialogue")
                                                                          : _ ("_The Server Said"));
  label = wp_label_new (words, "wp-mono");
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_margin_top (label, 6);
  gtk_container_add (GTK_CONTAINER (expander), label);
  gtk_expander_set_expanded (GTK_EXPANDER (expander), self->is_said_open);
  g_signal_connect (expander, "notify::expanded", G_CALLBACK (on_said), self);
  add (self, expander);
}

/* Other findings */

static void
on_other (GtkListBox *list G_GNUC_UNUSED, GtkListBoxRow *row, gpointer data)
{
  WpDeskAnswer *self = data;
  const WpFinding *finding = g_object_get_data (G_OBJECT (row), "wp-finding");
  const WpStep *step = wp_desk_step (wp_desk_entry_report (self->entry), finding);

  self->finding = finding;
  fill (self);
  g_signal_emit (self, signals[CHOSEN], 0, step == NULL ? 0 : step->id);
}

/* Two servers may be wrong in the same way: which one this is about. */
static GtkWidget *
new_other (const WpReport *report, const WpFinding *finding)
{
  const WpStep *step = wp_desk_step (report, finding);
  const char *service = step == NULL || step->endpoint == NULL
                            ? NULL
                            : wp_words_service (step->endpoint->protocol);
  g_autofree char *title = wp_desk_title (finding);
  GtkWidget *row = wp_state_row_new (wp_desk_shape (wp_desk_finding_state (finding)), title,
                                     service);

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_style_context_add_class (gtk_widget_get_style_context (row), "wp-tight");
  g_object_set_data (G_OBJECT (row), "wp-finding", (gpointer) finding);
  return row;
}

/* A few of them. FALSE: that was all. */
static gboolean
add_some (WpDeskAnswer *self)
{
  const WpReport *report = wp_desk_entry_report (self->entry);

  for (guint n = 0; n < AT_ONCE && self->next < report->findings->len; self->next++)
    {
      const WpFinding *finding = report->findings->pdata[self->next];

      if (finding == self->finding || wp_finding_text (finding) == NULL
          || ++self->n_others > MOST_ROWS)
        continue;
      gtk_container_add (GTK_CONTAINER (self->others), new_other (report, finding));
      n++;
    }
  if (self->next < report->findings->len)
    return TRUE;
  add_rest (gtk_widget_get_parent (self->others), self->n_others);
  return FALSE;
}

static gboolean
on_more (gpointer data)
{
  WpDeskAnswer *self = data;

  if (add_some (self))
    return G_SOURCE_CONTINUE;
  self->more = 0;
  return G_SOURCE_REMOVE;
}

static guint
count_others (WpDeskAnswer *self, const WpReport *report)
{
  guint count = 0;

  for (guint i = 0; i < report->findings->len; i++)
    count += report->findings->pdata[i] != self->finding
             && wp_finding_text (report->findings->pdata[i]) != NULL;
  return count;
}

/* Rows take their time, so they come one after the other. */
static void
add_others (WpDeskAnswer *self, const WpReport *report)
{
  GtkWidget *box;

  if (count_others (self, report) == 0)
    return;
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->others = wp_list_new ();
  self->next = self->n_others = 0;
  g_signal_connect (self->others, "row-activated", G_CALLBACK (on_other), self);
  gtk_box_pack_start (GTK_BOX (box), self->others, FALSE, TRUE, 0);
  add (self, wp_group_new (_ ("Other Findings"), box));
  if (add_some (self))
    self->more = g_idle_add_full (G_PRIORITY_LOW, on_more, self, NULL);
}

static void
on_help (GtkButton *button G_GNUC_UNUSED, gpointer data)
{
  WpDeskAnswer *self = data;

  g_autofree char *target = self->finding == NULL
                                ? NULL
                                : wp_manual_of_finding (wp_finding_text (self->finding));

  if (target != NULL)
    g_signal_emit (self, signals[HELP], 0, target);
}

static void
add_help (WpDeskAnswer *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Read More in the Manual"));

  gtk_style_context_add_class (gtk_widget_get_style_context (button), "flat");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect (button, "clicked", G_CALLBACK (on_help), self);
  add (self, button);
}

/* The whole */

static void
add_technical (WpDeskAnswer *self, const WpReport *report)
{
  g_autofree char *evidence = wp_render_evidence_text (report, self->finding, wp_words ());

  add_section (self, _ ("Rests On"), evidence);
  add_section (self, _ ("Who Can Fix It"), wp_desk_who (self->finding));
}

static void
add_finding (WpDeskAnswer *self, const WpReport *report, WpVoice voice)
{
  g_autofree char *title = wp_desk_title (self->finding);
  g_autofree char *cause = wp_desk_cause (self->finding, voice);
  GtkWidget *heading = wp_label_new (title, "title-4");

  atk_object_set_role (gtk_widget_get_accessible (heading), ATK_ROLE_HEADING);
  add (self, heading);
  if (voice == WP_VOICE_TECHNICIAN)
    {
      GtkWidget *id = wp_passage_new (self->finding->id);

      gtk_style_context_add_class (gtk_widget_get_style_context (id), "wp-mono");
      gtk_style_context_add_class (gtk_widget_get_style_context (id), "wp-dim");
      add (self, id);
    }
  add_lines (self, report, voice);
  add (self, wp_passage_new (cause));
  add_steps (self, voice);
  add_settings (self, report);
  if (voice == WP_VOICE_TECHNICIAN && self->finding->severity != WP_SEVERITY_GOOD)
    add_technical (self, report);
  add_said (self, report, voice);
  add_others (self, report);
  add_help (self);
}

/* What a service waits for is asked above: nobody has refused it yet. */
static gboolean
is_asking (WpDeskEntry *entry)
{
  WpCase *wp_case = wp_desk_entry_case (entry);

  return wp_case != NULL && wp_case_question (wp_case) != NULL;
}

static void
fill (WpDeskAnswer *self)
{
  const WpReport *report = self->entry == NULL ? NULL : wp_desk_entry_report (self->entry);
  WpVoice voice = wp_desk_answer_voice (self);

  g_clear_handle_id (&self->more, g_source_remove);
  self->others = NULL;
  wp_list_clear (self->parts);
  if (report == NULL)
    return;
  if (self->finding != NULL)
    add_finding (self, report, voice);
  else
    {
      add (self, wp_label_new (wp_desk_entry_is_running (self->entry) ? _ ("Not Known Yet")
                                                                      : wp_desk_nothing (report),
                               "title-4"));
      if (!is_asking (self->entry))
        add_lines (self, report, voice);
    }
  gtk_widget_show_all (self->parts);
}

void
wp_desk_answer_show (WpDeskAnswer *self, WpDeskEntry *entry, guint step)
{
  const WpReport *report = entry == NULL ? NULL : wp_desk_entry_report (entry);
  const WpFinding *finding = report == NULL ? NULL : wp_desk_finding (report, step);
  gboolean is_kept = entry == self->entry && self->finding != NULL && step != 0 && report != NULL
                     && g_ptr_array_find (report->findings, self->finding, NULL)
                     && wp_ids_has (self->finding->steps, step);

  g_set_object (&self->entry, entry);
  if (!is_kept)
    self->finding = finding;
  fill (self);
}

WpVoice
wp_desk_answer_voice (WpDeskAnswer *self)
{
  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->voices[WP_VOICE_TECHNICIAN]))
             ? WP_VOICE_TECHNICIAN
             : WP_VOICE_CUSTOMER;
}

const WpFinding *
wp_desk_answer_finding (WpDeskAnswer *self)
{
  return self->finding;
}

void
wp_desk_answer_focus (WpDeskAnswer *self)
{
  gtk_widget_grab_focus (self->voices[wp_desk_answer_voice (self)]);
}

static void
on_voice (GtkToggleButton *button, gpointer data)
{
  if (gtk_toggle_button_get_active (button))
    fill (data);
}

static void
wp_desk_answer_dispose (GObject *object)
{
  g_clear_handle_id (&WP_DESK_ANSWER (object)->more, g_source_remove);
  g_clear_object (&WP_DESK_ANSWER (object)->entry);
  G_OBJECT_CLASS (wp_desk_answer_parent_class)->dispose (object);
}

static void
wp_desk_answer_class_init (WpDeskAnswerClass *class)
{
  G_OBJECT_CLASS (class)->dispose = wp_desk_answer_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[HELP] = g_signal_new ("help", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkWidget *
new_voices (WpDeskAnswer *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  const struct
  {
    const char *label, *name;
  } voices[] = {
    [WP_VOICE_CUSTOMER] = { _ ("C_ustomer"), _ ("For the customer") },
    [WP_VOICE_TECHNICIAN] = { _ ("Tec_hnician"), _ ("For the technician") },
  };

  gtk_style_context_add_class (gtk_widget_get_style_context (box), "linked");
  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (voices); i++)
    {
      GtkWidget *button = gtk_radio_button_new_with_mnemonic_from_widget (
          i == 0 ? NULL : GTK_RADIO_BUTTON (self->voices[0]), voices[i].label);

      self->voices[i] = button;
      gtk_toggle_button_set_mode (GTK_TOGGLE_BUTTON (button), FALSE);
      gtk_style_context_add_class (gtk_widget_get_style_context (button), "wp-seg");
      wp_name_accessible (button, voices[i].name);
      gtk_widget_set_tooltip_text (button, voices[i].name);
      g_signal_connect (button, "toggled", G_CALLBACK (on_voice), self);
      gtk_box_pack_start (GTK_BOX (box), button, TRUE, TRUE, 0);
    }
  g_object_set (box, "margin", 12, NULL);
  return box;
}

static void
wp_desk_answer_init (WpDeskAnswer *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->parts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  g_object_set (self->parts, "margin-start", 12, "margin-end", 12, "margin-bottom", 12, NULL);
  gtk_box_pack_start (GTK_BOX (self), new_voices (self), FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (self), wp_scroller_new (self->parts), TRUE, TRUE, 0);
  gtk_widget_show_all (GTK_WIDGET (self));
}

GtkWidget *
wp_desk_answer_new (void)
{
  return g_object_new (WP_TYPE_DESK_ANSWER, NULL);
}
