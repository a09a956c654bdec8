/* One question that only a person can decide: what is known of the server, what is not, and a tick
 * before the answer that costs something. Declining is always one press away. */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/domain.h"
#include "diagnose/diagnose.h"
#include "gtk/flow/decisions.h"
#include "gtk/pages/pages.h"
#include "gtk/flow/words.h"
#include "gtk/widgets/line.h"
#include "gtk/widgets/parts.h"
#include "model/keys.h"

struct _WpConsentView
{
  WpView parent;

  WpAsked shown;
  GtkWidget *list;
  GtkWidget *check;
};

#define WP_TYPE_CONSENT_VIEW (wp_consent_view_get_type ())
G_DECLARE_FINAL_TYPE (WpConsentView, wp_consent_view, WP, CONSENT_VIEW, WpView)
G_DEFINE_FINAL_TYPE (WpConsentView, wp_consent_view, WP_TYPE_VIEW)

/* A question without words of its own would be a bug; a test goes through all of them. */
static const WpDecisionWords *
words_of (const WpQuestion *question)
{
  const WpDecisionWords *words = question == NULL ? NULL : wp_decision_words (question->id);

  g_assert (question == NULL || words != NULL);
  return words;
}

/* The decision that is open now; not the password. */
static const WpQuestion *
current (WpView *page)
{
  WpCase *wp_case = wp_view_case (page);
  const WpQuestion *question = wp_case_question (wp_case);

  return question == wp_case_password_question (wp_case) ? NULL : question;
}

/* Evidence */

static void
add_row (WpConsentView *self, WpStateKind kind, const char *title, const char *subtitle)
{
  GtkWidget *row = wp_state_row_new (kind, title, subtitle);
  g_autofree char *name = g_strdup_printf ("%s. %s", title, subtitle == NULL ? "" : subtitle);

  wp_name_accessible (row, name);
  gtk_container_add (GTK_CONTAINER (self->list), row);
}

static GtkWidget *
new_server_icon (void)
{
  GtkWidget *image = gtk_image_new_from_icon_name ("network-server-symbolic",
                                                   GTK_ICON_SIZE_LARGE_TOOLBAR);

  gtk_image_set_pixel_size (GTK_IMAGE (image), 32);
  gtk_style_context_add_class (gtk_widget_get_style_context (image), "wp-accent");
  return image;
}

/* "IMAP, port 993, encrypted"; a line for each service of the host. */
static char *
services_of (const WpReport *report, const char *host)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < report->services->len; i++)
    {
      const WpService *service = report->services->pdata[i];
      const WpCandidate *candidate = wp_diagnose_candidate (report, service);
      const WpEndpoint *endpoint = candidate == NULL ? NULL : candidate->endpoint;

      if (endpoint == NULL || g_ascii_strcasecmp (endpoint->host, host) != 0)
        continue;
      /* Translators: a protocol, and a port. */
      g_string_append_printf (out,
                              endpoint->tls == WP_TLS_NONE ? _ ("%s%s, port %u, not encrypted")
                                                           : _ ("%s%s, port %u, encrypted"),
                              out->len > 0 ? "\n" : "", wp_words_protocol (service->protocol),
                              (guint) endpoint->port);
    }
  return g_string_free (out, FALSE);
}

/* The host in large letters, what it is for, and what it is taken for. */
static void
add_head (WpConsentView *self, const WpQuestion *question, const WpDecisionWords *words)
{
  const char *host = wp_fields_text (question->params, WP_KEY_HOST);
  g_autofree char *about = services_of (wp_case_report (wp_view_case (WP_VIEW (self))), host);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *line = wp_line_new (12, 6);
  GtkWidget *name = wp_label_new (host, "wp-host");
  GtkWidget *state = wp_state_new ();

  wp_state_set (WP_STATE (state), words->is_of_server ? WP_STATE_GUESS : WP_STATE_WARNING,
                _ (words->state));
  wp_break_at_dots (name);
  gtk_box_pack_start (GTK_BOX (text), name, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (text), wp_label_new (about, "wp-dim"), FALSE, TRUE, 0);
  g_object_set (box, "margin", 12, NULL);
  gtk_box_pack_start (GTK_BOX (box), new_server_icon (), FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (line), text, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (line), state, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), line, TRUE, TRUE, 0);
  gtk_container_add (GTK_CONTAINER (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_show_all (row);
  gtk_container_add (GTK_CONTAINER (self->list), row);
}

static const WpStep *
last_tls (const WpReport *report, const char *host)
{
  const WpStep *found = NULL;

  for (guint i = 0; i < report->steps->len; i++)
    {
      const WpStep *step = report->steps->pdata[i];

      if (step->verb == WP_VERB_TLS && step->tls != NULL && step->endpoint != NULL
          && g_ascii_strcasecmp (step->endpoint->host, host) == 0)
        found = step;
    }
  return found;
}

static void
add_certificate (WpConsentView *self, const WpReport *report, const char *host)
{
  const WpStep *step = last_tls (report, host);
  const WpCertificate *leaf = step == NULL ? NULL : wp_tls_facts_leaf (step->tls);
  g_autofree char *note = leaf == NULL ? NULL : wp_render_step_note (report, step, wp_words ());

  if (leaf == NULL)
    return;
  if (step->tls->faults == 0)
    add_row (self, WP_STATE_WORKS, _ ("The certificate is valid for this name"), note);
  else
    {
      /* Translators: a fingerprint, in hexadecimal digits. */
      g_autofree char *print = g_strdup_printf (_ ("SHA-256 %s"), leaf->sha256);

      add_row (self, WP_STATE_FAILS, _ ("The certificate does not verify"), note);
      add_row (self, WP_STATE_NOTE, _ ("Fingerprint of the certificate"), print);
    }
}

static void
add_owner (WpConsentView *self, const WpReport *report, const char *host)
{
  const char *domain = report->account == NULL ? NULL : report->account->domain_ascii;
  g_autofree char *own = domain == NULL ? NULL : wp_domain_registrable (domain);
  g_autofree char *other = wp_domain_registrable (host);
  g_autofree char *text = NULL;

  if (domain == NULL)
    return;
  if (wp_domain_is_own (host, domain))
    {
      text = g_strdup_printf (_ ("Both end in %s"), own == NULL ? domain : own);
      add_row (self, WP_STATE_WORKS, _ ("The name belongs to the domain of the address"), text);
      return;
    }
  /* Translators: two domains. */
  text = g_strdup_printf (_ ("%s is not %s"), other == NULL ? host : other, domain);
  add_row (self, WP_STATE_WARNING, _ ("The name belongs to another domain"), text);
}

/* The label is another with each text. */
static void
set_check (WpConsentView *self, const char *text)
{
  gtk_button_set_label (GTK_BUTTON (self->check), text);
  g_object_set (gtk_bin_get_child (GTK_BIN (self->check)), "wrap", TRUE, "xalign", 0.0, NULL);
}

static void
show (WpConsentView *self, const WpQuestion *question)
{
  WpView *page = WP_VIEW (self);
  const WpReport *report = wp_case_report (wp_view_case (page));
  const WpDecisionWords *words = words_of (question);
  const char *host = wp_fields_text (question->params, WP_KEY_HOST);
  g_autofree char *lead = wp_render_question_text (report, question, wp_words ());

  self->shown = wp_case_asked (wp_view_case (page), question);
  wp_view_set_heading (page, _ (words->heading), lead);
  wp_list_clear (self->list);
  if (host != NULL)
    add_head (self, question, words);
  if (host != NULL && words->is_of_server)
    {
      add_certificate (self, report, host);
      add_owner (self, report, host);
    }
  if (words->missing != NULL)
    add_row (self, WP_STATE_WARNING, _ (words->missing), NULL);
  gtk_widget_set_visible (self->list, host != NULL || words->missing != NULL);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->check), FALSE);
  set_check (self, _ (words->check));
}

static void
entered (WpView *page)
{
  WpConsentView *self = WP_CONSENT_VIEW (page);

  self->shown = WP_NOT_ASKED;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->check), FALSE);
}

static void
refresh (WpView *page, guint flags G_GNUC_UNUSED)
{
  const WpQuestion *question = current (page);

  if (question != NULL
      && wp_case_asked (wp_view_case (page), question) != WP_CONSENT_VIEW (page)->shown)
    show (WP_CONSENT_VIEW (page), question);
}

/* Buttons */

static gboolean
is_ready (WpView *page)
{
  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (WP_CONSENT_VIEW (page)->check));
}

static gboolean
commit (WpView *page)
{
  /* Nothing is asked any more: on to what is. */
  return current (page) == NULL
         || wp_case_decide (wp_view_case (page), WP_CONSENT_VIEW (page)->shown, TRUE);
}

static char *
primary_label (WpView *page)
{
  const WpDecisionWords *words = words_of (current (page));

  return words == NULL || words->primary == NULL ? NULL : g_strdup (_ (words->primary));
}

enum
{
  ANOTHER,
  DECLINE,
  N_BUTTONS
};

static guint
buttons (WpView *page, WpViewButton *list)
{
  const WpDecisionWords *words = words_of (current (page));

  if (words == NULL)
    return 0;
  list[ANOTHER] = (WpViewButton){ N_ ("_Enter Another Server…"), words->is_of_server, TRUE };
  list[DECLINE] = (WpViewButton){ words->decline, TRUE, TRUE };
  return N_BUTTONS;
}

static void
pressed (WpView *page, guint button)
{
  if (button == DECLINE)
    wp_case_decide (wp_view_case (page), WP_CONSENT_VIEW (page)->shown, FALSE);
  else
    wp_view_go (page, WP_PAGE_SERVERS);
}

static void
on_toggled (GtkToggleButton *check G_GNUC_UNUSED, gpointer data)
{
  wp_view_touch (data);
}

static void
wp_consent_view_class_init (WpConsentViewClass *class)
{
  WpViewClass *page = WP_VIEW_CLASS (class);

  page->id = WP_PAGE_CONSENT;
  page->entered = entered;
  page->refresh = refresh;
  page->commit = commit;
  page->is_ready = is_ready;
  page->primary_label = primary_label;
  page->buttons = buttons;
  page->pressed = pressed;
}

static void
wp_consent_view_init (WpConsentView *self)
{
  self->list = wp_list_new ();
  self->check = gtk_check_button_new_with_mnemonic ("");
  gtk_widget_show (self->check);
  g_signal_connect (self->check, "toggled", G_CALLBACK (on_toggled), self);
  wp_view_add (WP_VIEW (self), self->list);
  wp_view_add (WP_VIEW (self), self->check);
}
