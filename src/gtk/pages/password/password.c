/* The password: where it goes and why that is safe, what the provider wants, and the entry. It is
 * handed over as a secret and cleared when the page is left; nothing here stores or shows it. */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "diagnose/diagnose.h"
#include "gtk/pages/pages.h"
#include "gtk/pages/password/sending.h"
#include "gtk/flow/words.h"
#include "gtk/widgets/line.h"
#include "gtk/widgets/parts.h"
#include "gtk/widgets/password-field.h"
#include "model/keys.h"

#define GAP 6

struct _WpPasswordView
{
  WpView parent;

  WpPasswordField *field;
  WpSending *sending; /* the other password, where there is one */
  GtkWidget *name_label;
  GtkWidget *name_row, *name_change; /* "User name: …", and its entry */
  GtkWidget *name_entry;
  GtkWidget *callout;
  GtkWidget *hosts_group;
  GtkWidget *hosts;
  WpAsked shown;
  const char *lead; /* that is shown; of the catalogue */
  char *help_url;   /* of the provider's page; NULL */
};

#define WP_TYPE_PASSWORD_VIEW (wp_password_view_get_type ())
G_DECLARE_FINAL_TYPE (WpPasswordView, wp_password_view, WP, PASSWORD_VIEW, WpView)
G_DEFINE_FINAL_TYPE (WpPasswordView, wp_password_view, WP_TYPE_VIEW)

/* Where it goes */

static const WpCandidate *
candidate_of (const WpReport *report, const char *host, WpProtocol protocol)
{
  for (guint i = 0; i < report->services->len; i++)
    {
      const WpService *service = report->services->pdata[i];
      const WpCandidate *candidate = wp_diagnose_candidate (report, service);

      if (candidate != NULL && service->protocol == protocol
          && g_ascii_strcasecmp (candidate->endpoint->host, host) == 0)
        return candidate;
    }
  return NULL;
}

/* "Receiving", "Sending", or both. */
static char *
purpose_of (const WpReport *report, const char *host, const WpCandidate **first)
{
  gboolean receives, sends;

  *first = candidate_of (report, host, WP_PROTOCOL_IMAP);
  if (*first == NULL)
    *first = candidate_of (report, host, WP_PROTOCOL_POP3);
  receives = *first != NULL;
  sends = candidate_of (report, host, WP_PROTOCOL_SMTP) != NULL;
  if (*first == NULL)
    *first = candidate_of (report, host, WP_PROTOCOL_SMTP);
  return g_strdup (receives && sends ? _ ("Receiving and sending")
                   : receives        ? _ ("Receiving")
                                     : _ ("Sending"));
}

static void
add_host (WpPasswordView *self, const WpReport *report, const char *host)
{
  const WpCandidate *candidate;
  g_autofree char *purpose = purpose_of (report, host, &candidate);
  const char *why = candidate == NULL ? "" : wp_render_found (report, candidate, wp_words ());
  GtkWidget *row = wp_row_new (host, why);
  GtkWidget *lock = gtk_image_new_from_icon_name ("changes-prevent-symbolic", GTK_ICON_SIZE_MENU);
  g_autofree char *name = NULL;

  gtk_style_context_add_class (gtk_widget_get_style_context (row), "wp-tight");
  gtk_widget_show (lock);
  hdy_action_row_add_prefix (HDY_ACTION_ROW (row), lock);
  gtk_container_add (GTK_CONTAINER (row), wp_label_new (purpose, NULL));
  /* Translators: a server, how it was found, what it is for. */
  name = g_strdup_printf (_ ("%s. %s %s, over a verified connection."), host, why, purpose);
  wp_name_accessible (row, name);
  gtk_container_add (GTK_CONTAINER (self->hosts), row);
}

static void
show_hosts (WpPasswordView *self, const WpReport *report, const WpQuestion *question)
{
  const char *const *names = wp_fields_list (question->params, WP_KEY_NAMES);

  wp_list_clear (self->hosts);
  for (; names != NULL && *names != NULL; names++)
    add_host (self, report, *names);
}

/* What the provider wants */

static const char *
url_of (const WpReport *report)
{
  for (guint i = 0; report->provider != NULL && i < report->provider->demands->len; i++)
    {
      const WpDemand *demand = report->provider->demands->pdata[i];

      if (demand->url != NULL)
        return demand->url;
    }
  return NULL;
}

static void
show_note (WpPasswordView *self, const WpReport *report)
{
  g_autoptr (GPtrArray) findings = wp_diagnose_before_login (report);
  const WpFinding *finding = findings->len > 0 ? findings->pdata[0] : NULL;
  WpCallout *callout = WP_CALLOUT (self->callout);
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;
  g_autofree char *date = NULL;

  g_clear_pointer (&self->help_url, g_free);
  if (finding == NULL || wp_finding_text (finding) == NULL)
    {
      wp_callout_set (callout, WP_STATE_NOTE, NULL, NULL);
      return;
    }
  self->help_url = g_strdup (url_of (report));
  title = wp_render_fill (wp_finding_text (finding)->title, finding->params, wp_words ());
  text = wp_words_remedy (finding);
  if (report->provider != NULL)
    /* Translators: a day, like 2026-11-22. */
    date = g_strdup_printf (wp_fields_flag (finding->params, WP_KEY_STALE)
                                ? _ ("Provider note of %s; it may have changed since")
                                : _ ("Provider note of %s"),
                            report->provider->checked_on);
  wp_callout_set (callout, WP_STATE_NOTE, title, text);
  wp_callout_set_buttons (callout, self->help_url == NULL ? NULL : _ ("_Show How"), NULL, NULL,
                          date);
}

static void
on_callout (WpCallout *callout G_GNUC_UNUSED, guint button G_GNUC_UNUSED, gpointer data)
{
  WpPasswordView *self = data;
  GtkWidget *window = gtk_widget_get_toplevel (GTK_WIDGET (self));
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (self->help_url == NULL
      || gtk_show_uri_on_window (GTK_WINDOW (window), self->help_url, GDK_CURRENT_TIME, &error))
    return;
  /* Translators: a web address. */
  sentence = g_strdup_printf (_ ("No web browser could be opened. The page is %s."),
                              self->help_url);
  wp_view_complain (WP_VIEW (self), sentence);
}

/* Nothing is kept beyond the end of a test: after one, somebody has to be told why they are asked
 * once more, also for the password that was right. */
static void
show_lead (WpPasswordView *self)
{
  const char *lead = _ ("Used only to test these servers. Not saved.");

  if (wp_case_asks_again (wp_view_case (WP_VIEW (self))))
    lead = wp_sending_is_open (self->sending)
               ? _ ("No password is kept after a test, so the one for receiving is asked for "
                    "again, too. Both are used only to test these servers, and not saved.")
               : _ ("No password is kept after a test, so it is asked for again. It is used only "
                    "to test these servers, and not saved.");
  if (lead == self->lead)
    return;
  self->lead = lead;
  wp_view_set_heading (WP_VIEW (self), _ ("Enter the Password"), lead);
}

/* Typing */

static void
on_changed (WpPasswordView *self)
{
  wp_view_touch (WP_VIEW (self));
}

static void
on_sending_changed (WpPasswordView *self)
{
  wp_password_field_set_label (self->field, wp_sending_is_open (self->sending)
                                                ? _ ("_Password for Receiving")
                                                : _ ("_Password"));
  show_lead (self);
  on_changed (self);
}

static void
focus_password (WpPasswordView *self)
{
  gtk_widget_grab_focus (wp_password_field_entry (self->field));
}

/* Enter goes on; where one of the two passwords is missing, to that one, and says so. */
static void
on_activate (WpPasswordView *self)
{
  if (wp_password_field_is_empty (self->field))
    wp_password_field_miss (self->field,
                            wp_sending_is_open (self->sending)
                                ? _ ("Type the password for receiving here, too.")
                                : _ ("Type the password here, or press Test Without Password."));
  else if (!wp_sending_is_ready (self->sending))
    wp_sending_miss (self->sending);
  else
    wp_view_advance (WP_VIEW (self));
}

/* User name */

static void
change_name (WpPasswordView *self, gboolean is_changing)
{
  gtk_widget_set_visible (self->name_row, !is_changing);
  gtk_widget_set_visible (self->name_change, is_changing);
}

static void
on_change (GtkButton *button G_GNUC_UNUSED, gpointer data)
{
  WpPasswordView *self = data;

  gtk_entry_set_text (GTK_ENTRY (self->name_entry),
                      wp_case_login_name (wp_view_case (WP_VIEW (self))));
  change_name (self, TRUE);
  gtk_widget_grab_focus (self->name_entry);
}

/* Servers are asked by name, so with another one everything is looked at once more; the password is
 * asked for again. */
static void
on_use_name (GtkWidget *widget G_GNUC_UNUSED, gpointer data)
{
  WpPasswordView *self = data;
  WpCase *wp_case = wp_view_case (WP_VIEW (self));
  g_autofree char *name = g_strstrip (g_strdup (gtk_entry_get_text (GTK_ENTRY (self->name_entry))));
  g_autoptr (GError) error = NULL;

  change_name (self, FALSE);
  focus_password (self);
  if (*name == '\0' || g_str_equal (name, wp_case_login_name (wp_case)))
    return;
  wp_case_set_username (wp_case, name);
  if (!wp_case_start (wp_case, &error))
    wp_view_complain (WP_VIEW (self), error->message);
}

/* The page */

static void
entered (WpView *page)
{
  WpPasswordView *self = WP_PASSWORD_VIEW (page);

  show_lead (self);
  self->shown = WP_NOT_ASKED;
  change_name (self, FALSE);
}

static void
left (WpView *page)
{
  wp_password_field_clear (WP_PASSWORD_VIEW (page)->field);
  wp_sending_leave (WP_PASSWORD_VIEW (page)->sending);
}

static void
refresh (WpView *page, guint flags G_GNUC_UNUSED)
{
  WpPasswordView *self = WP_PASSWORD_VIEW (page);
  WpCase *wp_case = wp_view_case (page);
  const WpQuestion *question = wp_case_password_question (wp_case);

  if (question == NULL || wp_case_asked (wp_case, question) == self->shown)
    return;
  self->shown = wp_case_asked (wp_case, question);
  gtk_label_set_text (GTK_LABEL (self->name_label), wp_case_login_name (wp_case));
  wp_break_at_dots (self->name_label);
  wp_sending_show (self->sending, wp_case, wp_case_sending_host (wp_case),
                   wp_case_login_name (wp_case));
  show_hosts (self, wp_case_report (wp_case), question);
  show_note (self, wp_case_report (wp_case));
}

static gboolean
is_ready (WpView *page)
{
  WpPasswordView *self = WP_PASSWORD_VIEW (page);

  return !wp_password_field_is_empty (self->field) && wp_sending_is_ready (self->sending);
}

static gboolean
commit (WpView *page)
{
  WpPasswordView *self = WP_PASSWORD_VIEW (page);
  g_autoptr (GError) error = NULL;
  g_autoptr (WpSecret) sending = NULL;
  g_autoptr (WpSecret) secret = wp_password_field_take (self->field, &error);

  /* The password goes to the hosts that stand on this page, and to no others. */
  if (secret == NULL || !wp_sending_take (self->sending, &sending, &error)
      || !wp_case_take_passwords (wp_view_case (page), self->shown, secret, sending, &error))
    {
      wp_view_complain (page, error->message);
      return FALSE;
    }
  left (page);
  return TRUE;
}

static guint
buttons (WpView *page G_GNUC_UNUSED, WpViewButton *list)
{
  list[0] = (WpViewButton){ N_ ("Test _Without Password"), TRUE, TRUE };
  return 1;
}

static void
pressed (WpView *page, guint button G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  left (page);
  if (wp_case_take_passwords (wp_view_case (page), WP_PASSWORD_VIEW (page)->shown, NULL, NULL,
                              &error))
    wp_view_go (page, WP_PAGE_TEST);
  else
    wp_view_complain (page, error->message);
}

/* Where sending was refused, its password is what is wrong. */
static GtkWidget *
first_focus (WpView *page)
{
  WpPasswordView *self = WP_PASSWORD_VIEW (page);

  return wp_sending_is_open (self->sending) ? wp_sending_entry (self->sending)
                                            : wp_password_field_entry (self->field);
}

static gboolean
escape (WpView *page)
{
  WpPasswordView *self = WP_PASSWORD_VIEW (page);

  if (gtk_widget_get_visible (self->name_change))
    change_name (self, FALSE);
  else if (wp_sending_is_open (self->sending))
    wp_sending_set_open (self->sending, FALSE);
  else
    return FALSE;
  focus_password (self);
  return TRUE;
}

static void
wp_password_view_dispose (GObject *object)
{
  WpPasswordView *self = WP_PASSWORD_VIEW (object);

  g_clear_pointer (&self->help_url, g_free);
  G_OBJECT_CLASS (wp_password_view_parent_class)->dispose (object);
}

static void
wp_password_view_class_init (WpPasswordViewClass *class)
{
  WpViewClass *page = WP_VIEW_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = wp_password_view_dispose;
  page->id = WP_PAGE_PASSWORD;
  page->is_dense = TRUE;
  page->entered = entered;
  page->left = left;
  page->refresh = refresh;
  page->is_ready = is_ready;
  page->commit = commit;
  page->buttons = buttons;
  page->pressed = pressed;
  page->first_focus = first_focus;
  page->escape = escape;
}

/* Construction */

static GtkWidget *
new_name_row (WpPasswordView *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, GAP);
  GtkWidget *line = wp_line_new (GAP, 0);
  GtkWidget *words = gtk_label_new (_ ("User name:"));
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Change…"));

  self->name_label = wp_label_new (NULL, "heading");
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_style_context_add_class (gtk_widget_get_style_context (button), "flat");
  g_signal_connect (button, "clicked", G_CALLBACK (on_change), self);
  gtk_box_pack_start (GTK_BOX (line), words, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (line), self->name_label, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (row), line, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (row), button, FALSE, TRUE, 0);
  gtk_widget_show_all (row);
  return row;
}

static GtkWidget *
new_name_change (WpPasswordView *self)
{
  GtkWidget *row = wp_line_new (GAP, GAP);
  GtkWidget *label = gtk_label_new_with_mnemonic (_ ("_User name"));
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("Use This _Name"));

  self->name_entry = gtk_entry_new ();
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), self->name_entry);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  g_signal_connect (self->name_entry, "activate", G_CALLBACK (on_use_name), self);
  g_signal_connect (button, "clicked", G_CALLBACK (on_use_name), self);
  gtk_box_pack_start (GTK_BOX (row), label, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (row), self->name_entry, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (row), button, FALSE, TRUE, 0);
  gtk_widget_show_all (row);
  gtk_widget_set_no_show_all (row, TRUE);
  gtk_widget_hide (row);
  return row;
}

static void
wp_password_view_init (WpPasswordView *self)
{
  WpView *page = WP_VIEW (self);

  self->field = WP_PASSWORD_FIELD (wp_password_field_new (_ ("_Password")));
  g_signal_connect_swapped (self->field, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (self->field, "activate", G_CALLBACK (on_activate), self);
  self->sending = WP_SENDING (wp_sending_new ());
  g_signal_connect_swapped (self->sending, "changed", G_CALLBACK (on_sending_changed), self);
  g_signal_connect_swapped (self->sending, "activate", G_CALLBACK (on_activate), self);
  self->name_row = new_name_row (self);
  self->name_change = new_name_change (self);
  self->callout = wp_callout_new ();
  self->hosts = wp_list_new ();
  self->hosts_group = wp_group_new (_ ("Where the Password Goes"), self->hosts);
  wp_view_add (page, GTK_WIDGET (self->field));
  wp_view_add (page, self->name_row);
  wp_view_add (page, self->name_change);
  wp_view_add (page, GTK_WIDGET (self->sending));
  wp_view_add (page, self->callout);
  wp_view_add (page, self->hosts_group);
  g_signal_connect (self->callout, "clicked", G_CALLBACK (on_callout), self);
}
