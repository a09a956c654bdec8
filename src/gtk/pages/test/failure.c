/* See failure.h. */
#include "gtk/pages/test/failure.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "diagnose/diagnose.h"
#include "gtk/flow/desk-data.h"
#include "gtk/flow/words.h"

/* What a certificate is compared by. */
enum
{
  CERTIFICATE_NAMES,
  CERTIFICATE_ISSUER,
  CERTIFICATE_DATES,
  CERTIFICATE_PRINT,
  N_CERTIFICATE_ROWS
};

struct _WpFailure
{
  GtkBox parent;

  GtkWidget *stages;
  GtkWidget *failed; /* the stage that failed; NULL */
  GtkWidget *callout;
  GtkWidget *more; /* list of both expanders */
  GtkWidget *causes;
  GPtrArray *cause_rows; /* lent */
  GtkWidget *words;
  GtkWidget *words_label;
  GtkWidget *certificate;
  GtkWidget *certificate_rows[N_CERTIFICATE_ROWS];
};

G_DEFINE_FINAL_TYPE (WpFailure, wp_failure, GTK_TYPE_BOX)

static guint clicked_signal;

/* How far it went */

static const WpStep *
last_of (const WpReport *report, guint candidate, WpVerb verb)
{
  const WpStep *found = NULL;

  for (guint i = 0; i < report->steps->len; i++)
    {
      const WpStep *step = report->steps->pdata[i];

      if (step->candidate == candidate && step->verb == verb)
        found = step;
    }
  return found;
}

/* What the finding rests on; else the first service with a server. */
static guint
candidate_of (const WpReport *report, const WpFinding *finding)
{
  for (guint i = 0; i < finding->steps->len; i++)
    {
      const WpStep *step = wp_report_step (report, g_array_index (finding->steps, guint, i));

      if (step != NULL && step->candidate != 0)
        return step->candidate;
    }
  return 0;
}

static void
add_stage (WpFailure *self, WpStateKind kind, const char *title, const char *subtitle)
{
  static const char *const words[] = {
    [WP_STATE_WORKS] = N_ ("Works"),
    [WP_STATE_FAILS] = N_ ("Does not work"),
    [WP_STATE_UNTESTED] = N_ ("Not tested"),
  };
  GtkWidget *row = wp_state_row_new (kind, title, subtitle);
  GtkWidget *word = wp_label_new (_ (words[kind]), NULL);
  g_autofree char *name = g_strdup_printf ("%s, %s", title, _ (words[kind]));

  gtk_container_add (GTK_CONTAINER (row), word);
  wp_name_accessible (row, name);
  gtk_container_add (GTK_CONTAINER (self->stages), row);
  if (kind == WP_STATE_FAILS && self->failed == NULL)
    self->failed = row;
}

static gboolean
is_good (const WpStep *step)
{
  return step != NULL && step->outcome == WP_OUTCOME_OK;
}

static WpStateKind
kind_of (const WpStep *step)
{
  return step == NULL ? WP_STATE_UNTESTED : is_good (step) ? WP_STATE_WORKS : WP_STATE_FAILS;
}

static void
add_server_stage (WpFailure *self, const WpStep *connect)
{
  g_autofree char *time = wp_words_duration (connect->end_us - connect->start_us);
  g_autofree char *place = connect->endpoint == NULL
                               ? NULL
                               /* Translators: a server, its port, a duration. */
                               : g_strdup_printf (_ ("%s, port %u, %s"), connect->endpoint->host,
                                                  (guint) connect->endpoint->port, time);

  add_stage (self, kind_of (connect), wp_desk_step_words (connect), place);
}

static void
add_safety_stage (WpFailure *self, const WpReport *report, const WpStep *tls)
{
  g_autofree char *note = tls == NULL ? NULL : wp_render_step_note (report, tls, wp_words ());
  g_autofree char *name = tls == NULL ? NULL : wp_render_step_name (tls, wp_words ());
  g_autofree char *line = note == NULL ? NULL : g_strdup_printf ("%s. %s", name, note);

  add_stage (self, kind_of (tls),
             tls == NULL || is_good (tls) ? _ ("The connection is safe")
                                          : _ ("The connection is not safe"),
             is_good (tls) ? line : NULL);
}

static void
add_login_stage (WpFailure *self, const WpReport *report, guint candidate, const WpStep *login)
{
  g_autofree char *line = NULL;

  for (guint i = 0; i < report->services->len && login != NULL; i++)
    {
      const WpService *service = report->services->pdata[i];

      if (service->candidate == candidate && service->username != NULL && line == NULL)
        line = g_strdup_printf (_ ("The user name was %s"), service->username);
    }
  add_stage (self, kind_of (login),
             login == NULL || is_good (login) ? _ ("The login") : _ ("The login is refused"), line);
}

static void
show_stages (WpFailure *self, const WpReport *report, const WpFinding *finding)
{
  guint candidate = candidate_of (report, finding);
  const WpStep *connect = last_of (report, candidate, WP_VERB_CONNECT);

  self->failed = NULL;
  wp_list_clear (self->stages);
  gtk_widget_set_visible (self->stages, candidate != 0 && connect != NULL);
  if (candidate == 0 || connect == NULL)
    return;
  add_server_stage (self, connect);
  add_safety_stage (self, report, last_of (report, candidate, WP_VERB_TLS));
  add_login_stage (self, report, candidate, last_of (report, candidate, WP_VERB_LOGIN));
}

/* Causes */

static void
add_cause (WpFailure *self, const WpFinding *finding, GString *briefs)
{
  const WpFindingText *text = wp_finding_text (finding);
  g_autofree char *title = wp_render_fill (text->title, finding->params, wp_words ());
  g_autofree char *cause = wp_render_part (finding, WP_PART_CAUSE, wp_words ());
  g_autofree char *remedy = wp_words_remedy (finding);
  g_autofree char *both = g_strdup_printf ("%s %s", cause, remedy);
  GtkWidget *row = wp_row_new (title, both);

  g_string_append_printf (briefs, "%s%s", briefs->len > 0 ? ", " : "", _ (text->brief));
  gtk_container_add (GTK_CONTAINER (self->causes), row);
  g_ptr_array_add (self->cause_rows, row);
}

static void
show_causes (WpFailure *self, const WpReport *report, const WpFinding *main_one)
{
  g_autoptr (GString) briefs = g_string_new (NULL);

  for (guint i = 0; i < self->cause_rows->len; i++)
    gtk_widget_destroy (self->cause_rows->pdata[i]);
  g_ptr_array_set_size (self->cause_rows, 0);
  for (guint i = 0; i < report->findings->len; i++)
    {
      const WpFinding *finding = report->findings->pdata[i];

      if (finding != main_one && finding->severity <= WP_SEVERITY_WARN
          && wp_finding_text (finding) != NULL && !g_str_equal (finding->id, main_one->id))
        add_cause (self, finding, briefs);
    }
  hdy_expander_row_set_subtitle (HDY_EXPANDER_ROW (self->causes), briefs->str);
  gtk_widget_set_visible (self->causes, self->cause_rows->len > 0);
}

/* The server's words */

static void
show_words (WpFailure *self, const WpReport *report, const WpFinding *finding)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < finding->steps->len; i++)
    {
      const WpStep *step = wp_report_step (report, g_array_index (finding->steps, guint, i));
      g_autofree char *words = step == NULL ? NULL : wp_render_server_words (step);

      if (words != NULL && strstr (all->str, words) == NULL)
        g_string_append_printf (all, "%s%s", all->len > 0 ? "\n" : "", words);
    }
  gtk_label_set_text (GTK_LABEL (self->words_label), all->str);
  gtk_widget_set_visible (self->words, all->len > 0);
}

/* The certificate */

static const WpCertificate *
certificate_of (const WpReport *report, const WpFinding *finding)
{
  for (guint i = 0; i < finding->steps->len; i++)
    {
      const WpStep *step = wp_report_step (report, g_array_index (finding->steps, guint, i));

      if (step != NULL && step->tls != NULL && step->tls->faults != 0
          && wp_tls_facts_leaf (step->tls) != NULL)
        return wp_tls_facts_leaf (step->tls);
    }
  return NULL;
}

static void
set_row (WpFailure *self, guint n, const char *text)
{
  GtkWidget *row = self->certificate_rows[n];

  hdy_action_row_set_subtitle (HDY_ACTION_ROW (row), text);
  wp_break_plainly (row);
  gtk_widget_set_visible (row, text != NULL && *text != '\0');
}

/* The same fingerprint as on the command line, to be compared with what the provider says. */
static void
show_certificate (WpFailure *self, const WpReport *report, const WpFinding *finding)
{
  const WpCertificate *leaf = certificate_of (report, finding);
  g_autofree char *names = leaf == NULL || leaf->names == NULL ? NULL
                                                               : g_strjoinv (", ", leaf->names);
  g_autofree char *from = leaf == NULL ? NULL : wp_render_day (leaf->not_before);
  g_autofree char *until = leaf == NULL ? NULL : wp_render_day (leaf->not_after);
  /* Translators: two days, like 2026-05-14. */
  g_autofree char *dates = g_strdup_printf (_ ("%s to %s"), from, until);

  gtk_widget_set_visible (self->certificate, leaf != NULL);
  if (leaf == NULL)
    return;
  set_row (self, CERTIFICATE_NAMES, names);
  set_row (self, CERTIFICATE_ISSUER, leaf->issuer);
  set_row (self, CERTIFICATE_DATES, dates);
  set_row (self, CERTIFICATE_PRINT, leaf->sha256);
}

static void
on_copy (GtkButton *button, gpointer data)
{
  WpFailure *self = data;

  wp_copy_text (GTK_WIDGET (button), gtk_label_get_text (GTK_LABEL (self->words_label)));
}

void
wp_failure_show (WpFailure *self,
                 const WpReport *report,
                 const WpFinding *finding,
                 gboolean has_stages,
                 WpRemedy primary)
{
  static const char *const leads[] = {
    [WP_CONFIDENCE_CERTAIN] = N_ ("Why"),
    [WP_CONFIDENCE_LIKELY] = N_ ("Likely Cause"),
    [WP_CONFIDENCE_POSSIBLE] = N_ ("Possible Cause"),
  };
  g_autofree char *title = NULL;
  g_autofree char *cause = NULL;
  g_autofree char *remedy = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), finding != NULL);
  if (finding == NULL)
    return;
  title = wp_render_fill (wp_finding_text (finding)->title, finding->params, wp_words ());
  cause = wp_render_part (finding, WP_PART_CAUSE, wp_words ());
  remedy = wp_words_remedy (finding);
  text = g_strdup_printf ("%s\n%s", cause, remedy);
  if (has_stages)
    show_stages (self, report, finding);
  else
    {
      self->failed = NULL;
      gtk_widget_hide (self->stages);
    }
  /* With stages, the title is that of the page. */
  wp_callout_set (WP_CALLOUT (self->callout), WP_STATE_WARNING,
                  has_stages ? _ (leads[finding->confidence]) : title, text);
  wp_callout_set_buttons (WP_CALLOUT (self->callout),
                          primary == WP_REMEDY_HELP ? NULL : _ ("Show _How to Fix It"),
                          primary == WP_REMEDY_SERVERS ? NULL : _ ("_Correct the Servers…"),
                          has_stages ? _ ("Save _Report…") : NULL, NULL);
  show_causes (self, report, finding);
  show_words (self, report, finding);
  show_certificate (self, report, finding);
  gtk_widget_set_visible (self->more, gtk_widget_get_visible (self->causes)
                                          || gtk_widget_get_visible (self->words)
                                          || gtk_widget_get_visible (self->certificate));
}

GtkWidget *
wp_failure_peek_failed (WpFailure *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self)) ? self->failed : NULL;
}

/* Construction */

static void
on_clicked (WpCallout *callout G_GNUC_UNUSED, guint button, gpointer data)
{
  g_signal_emit (data, clicked_signal, 0, button);
}

static void
wp_failure_finalize (GObject *object)
{
  g_ptr_array_unref (WP_FAILURE (object)->cause_rows);
  G_OBJECT_CLASS (wp_failure_parent_class)->finalize (object);
}

static void
wp_failure_class_init (WpFailureClass *class)
{
  G_OBJECT_CLASS (class)->finalize = wp_failure_finalize;
  clicked_signal = g_signal_new ("clicked", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static GtkWidget *
new_words (WpFailure *self)
{
  GtkWidget *copy = wp_icon_button_new ("edit-copy-symbolic", _ ("Copy"));

  self->words = wp_expander_new (_ ("The Server Said"));
  hdy_expander_row_add_action (HDY_EXPANDER_ROW (self->words), copy);
  g_signal_connect (copy, "clicked", G_CALLBACK (on_copy), self);
  self->words_label = wp_label_new (NULL, "wp-mono");
  gtk_label_set_selectable (GTK_LABEL (self->words_label), TRUE);
  g_object_set (self->words_label, "margin", 12, NULL);
  gtk_container_add (GTK_CONTAINER (self->words), wp_body_row_new (self->words_label));
  return self->words;
}

static GtkWidget *
new_certificate (WpFailure *self)
{
  static const char *const titles[N_CERTIFICATE_ROWS] = {
    [CERTIFICATE_NAMES] = N_ ("Made Out To"),
    [CERTIFICATE_ISSUER] = N_ ("Issued By"),
    [CERTIFICATE_DATES] = N_ ("Valid"),
    [CERTIFICATE_PRINT] = N_ ("Fingerprint (SHA-256)"),
  };

  self->certificate = wp_expander_new (_ ("The Certificate of the Server"));
  hdy_expander_row_set_subtitle (HDY_EXPANDER_ROW (self->certificate),
                                 _ ("Its names and its fingerprint, to be compared with what the "
                                    "provider says"));
  for (guint i = 0; i < N_CERTIFICATE_ROWS; i++)
    {
      self->certificate_rows[i] = wp_row_new (_ (titles[i]), NULL);
      gtk_container_add (GTK_CONTAINER (self->certificate), self->certificate_rows[i]);
    }
  return self->certificate;
}

static void
wp_failure_init (WpFailure *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  self->cause_rows = g_ptr_array_new ();
  self->stages = wp_list_new ();
  self->callout = wp_callout_new ();
  g_signal_connect (self->callout, "clicked", G_CALLBACK (on_clicked), self);
  self->more = wp_list_new ();
  self->causes = wp_expander_new (_ ("Other Possible Causes"));
  gtk_container_add (GTK_CONTAINER (self->more), self->causes);
  gtk_container_add (GTK_CONTAINER (self->more), new_certificate (self));
  gtk_container_add (GTK_CONTAINER (self->more), new_words (self));
  gtk_box_pack_start (GTK_BOX (self), self->stages, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (self), self->callout, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (self), self->more, FALSE, TRUE, 0);
  gtk_widget_set_no_show_all (GTK_WIDGET (self), TRUE);
}

GtkWidget *
wp_failure_new (void)
{
  return g_object_new (WP_TYPE_FAILURE, NULL);
}
