/* The servers by hand: prefilled from what was found, each of them to be corrected. What a password
 * may not go to unasked is marked as long as it stands there as it was found; given to a run like
 * that, it is asked about. */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/domain.h"
#include "base/inet.h"
#include "gtk/flow/found.h"
#include "gtk/flow/words.h"
#include "gtk/pages/pages.h"
#include "gtk/widgets/fit.h"
#include "gtk/widgets/parts.h"
#include "session/origin.h"
#include "session/servers.h"

#define GAP 12
#define FRAME 26 /* of a card */
#define MOST_HOST 255
#define MOST_USERNAME 320

typedef struct
{
  WpProtocol protocol;
  GtkWidget *host, *port, *tls, *username;
  GtkWidget *fields[3]; /* user name, port, encryption: each with its label */
  GtkWidget *problem;   /* line under the fields */
  GtkWidget *problem_image, *problem_label;
  gboolean is_complaining; /* the line says what is wrong, not what is in doubt */
} Group;

struct _WpServersView
{
  WpView parent;

  Group groups[WP_N_PROTOCOLS];
  gboolean is_filling;
  char *typed_for; /* the address for which somebody changed something; NULL: nobody did */
};

#define WP_TYPE_SERVERS_VIEW (wp_servers_view_get_type ())
G_DECLARE_FINAL_TYPE (WpServersView, wp_servers_view, WP, SERVERS_VIEW, WpView)
G_DEFINE_FINAL_TYPE (WpServersView, wp_servers_view, WP_TYPE_VIEW)

static const char *
text_of (GtkWidget *entry)
{
  return gtk_entry_get_text (GTK_ENTRY (entry));
}

static WpTlsMode
tls_of (const Group *group)
{
  return gtk_combo_box_get_active (GTK_COMBO_BOX (group->tls)) == 1 ? WP_TLS_STARTTLS
                                                                    : WP_TLS_IMPLICIT;
}

/* Problems */

static void
tell (Group *group, WpStateKind kind, const char *sentence)
{
  group->is_complaining = sentence != NULL && kind == WP_STATE_WARNING;
  gtk_label_set_text (GTK_LABEL (group->problem_label), sentence == NULL ? "" : sentence);
  wp_state_image_set (GTK_IMAGE (group->problem_image), kind);
  gtk_widget_set_visible (group->problem, sentence != NULL);
}

static gboolean
read_port (const Group *group, guint16 *port)
{
  guint64 number;

  if (!g_ascii_string_to_unsigned (text_of (group->port), 10, 1, G_MAXUINT16, &number, NULL))
    return FALSE;
  *port = (guint16) number;
  return TRUE;
}

static char *
host_of (const Group *group, GError **error)
{
  g_autofree char *typed = g_strstrip (g_strdup (text_of (group->host)));
  WpInet address;

  if (*typed == '\0')
    return NULL;
  return wp_inet_parse (typed, &address) ? g_strdup (typed) : wp_domain_to_ascii (typed, error);
}

/* The mark of what stands there as it was found, and nobody vouches for; none where it cannot be
 * read yet. */
static void
mark (WpServersView *self, Group *group)
{
  g_autofree char *host = host_of (group, NULL);
  g_autoptr (WpEndpoint) endpoint = NULL;
  const WpReport *known = wp_case_report (wp_view_case (WP_VIEW (self)));
  const char *question;
  guint16 port;

  tell (group, WP_STATE_GUESS, NULL);
  if (host == NULL || !read_port (group, &port))
    return;
  endpoint = wp_endpoint_new (group->protocol, host, port, tls_of (group));
  question = wp_origin_question (wp_origin_of (known, endpoint), endpoint);
  if (question != NULL)
    tell (group, WP_STATE_GUESS,
          g_str_equal (question, "port")
              ? _ ("Mail is not usually served on this port. Check it against a page or letter of "
                   "the provider.")
              : _ ("Nothing proves that this is the right server. Check it against a page or "
                   "letter of the provider."));
}

/* More than a name was typed or pasted: what belongs into the other fields goes there, and is
 * said. What cannot be read stays, to be complained about. */
static void
take_over (WpServersView *self, Group *group)
{
  const char *typed = text_of (group->host);
  g_autoptr (WpEndpoint) endpoint = wp_session_parse_server (group->protocol, typed);
  g_autofree char *host = NULL;
  g_autofree char *port = NULL;
  gboolean is_usual;

  if (endpoint == NULL || endpoint->tls == WP_TLS_NONE || strpbrk (typed, ":/[,") == NULL
      || wp_inet_parse (typed, &(WpInet){ 0 }))
    return;
  host = wp_domain_for_display (endpoint->host);
  is_usual = strpbrk (typed, "/,") != NULL
             || endpoint->port == wp_protocol_default_port (group->protocol, endpoint->tls);
  self->is_filling = TRUE;
  gtk_entry_set_text (GTK_ENTRY (group->host), host);
  if (endpoint->port != 0 && is_usual)
    gtk_combo_box_set_active (GTK_COMBO_BOX (group->tls), endpoint->tls == WP_TLS_STARTTLS ? 1 : 0);
  if (endpoint->port != 0)
    {
      port = g_strdup_printf ("%u", (guint) endpoint->port);
      gtk_entry_set_text (GTK_ENTRY (group->port), port);
    }
  self->is_filling = FALSE;
  mark (self, group);
  if (!gtk_widget_get_visible (group->problem))
    tell (group, WP_STATE_NOTE,
          _ ("Only the name stays here; port and encryption were taken over into their fields."));
  wp_view_touch (WP_VIEW (self));
}

/* NULL and a line under the field where it cannot be one; NULL without where nothing is there. */
static WpEndpoint *
read_group (WpServersView *self, Group *group)
{
  g_autofree char *name = g_strstrip (g_strdup (text_of (group->username)));
  g_autoptr (GError) error = NULL;
  g_autofree char *host = host_of (group, &error);
  WpEndpoint *endpoint;
  guint16 port = 0;

  mark (self, group);
  if (host == NULL && error == NULL)
    return NULL;
  if (host == NULL || !wp_domain_is_host (host))
    {
      tell (group, WP_STATE_WARNING,
            error != NULL ? error->message
                          : _ ("This is not the name of a server. It looks like "
                               "“imap.example.org”."));
      return NULL;
    }
  if (!read_port (group, &port))
    {
      tell (group, WP_STATE_WARNING, _ ("The port is a number from 1 to 65535."));
      return NULL;
    }
  endpoint = wp_endpoint_new (group->protocol, host, port, tls_of (group));
  if (*name != '\0' && g_strcmp0 (name, wp_case_address (wp_view_case (WP_VIEW (self)))) != 0)
    endpoint->username = g_strdup (name);
  return endpoint;
}

static gboolean
commit (WpView *page)
{
  WpServersView *self = WP_SERVERS_VIEW (page);
  g_autoptr (GPtrArray)
      servers = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_endpoint_free);
  gboolean has_receiving = FALSE;
  GtkWidget *wrong = NULL;

  for (guint i = 0; i < WP_N_PROTOCOLS; i++)
    {
      Group *group = &self->groups[i];
      WpEndpoint *endpoint;

      take_over (self, group);
      endpoint = read_group (self, group);
      if (endpoint != NULL)
        {
          g_ptr_array_add (servers, endpoint);
          has_receiving = has_receiving || group->protocol != WP_PROTOCOL_SMTP;
        }
      else if (wrong == NULL && group->is_complaining)
        wrong = group->host;
    }
  if (wrong == NULL && !has_receiving)
    {
      tell (&self->groups[0], WP_STATE_WARNING,
            _ ("At least one server that receives mail is needed, by IMAP or by POP."));
      wrong = self->groups[0].host;
    }
  if (wrong != NULL)
    {
      gtk_widget_grab_focus (wrong);
      return FALSE;
    }
  wp_case_set_servers (wp_view_case (page), servers);
  g_clear_pointer (&self->typed_for, g_free);
  return TRUE;
}

/* Filling */

static void
fill_group (WpServersView *self, Group *group, const WpEndpoint *endpoint)
{
  const WpReport *report = wp_case_report (wp_view_case (WP_VIEW (self)));
  const char *address = wp_case_address (wp_view_case (WP_VIEW (self)));
  WpTlsMode tls = endpoint == NULL || endpoint->tls != WP_TLS_STARTTLS ? WP_TLS_IMPLICIT
                                                                       : WP_TLS_STARTTLS;
  guint16 number = endpoint == NULL ? wp_protocol_default_port (group->protocol, tls)
                                    : endpoint->port;
  g_autofree char *port = g_strdup_printf ("%u", (guint) number);
  g_autofree char *name = endpoint == NULL || report == NULL || report->account == NULL
                              ? g_strdup (address)
                              : wp_account_fill (report->account, endpoint->username);

  gtk_entry_set_text (GTK_ENTRY (group->host), endpoint == NULL ? "" : endpoint->host);
  gtk_combo_box_set_active (GTK_COMBO_BOX (group->tls), tls == WP_TLS_STARTTLS ? 1 : 0);
  gtk_entry_set_text (GTK_ENTRY (group->port), port);
  gtk_entry_set_text (GTK_ENTRY (group->username), name);
  mark (self, group);
}

static const WpEndpoint *
given_for (const GPtrArray *given, WpProtocol protocol)
{
  for (guint i = 0; given != NULL && i < given->len; i++)
    if (((const WpEndpoint *) given->pdata[i])->protocol == protocol)
      return given->pdata[i];
  return NULL;
}

static const WpCandidate *
found_for (const GPtrArray *found, WpProtocol protocol)
{
  for (guint i = 0; found != NULL && i < found->len; i++)
    if (((const WpCandidate *) found->pdata[i])->endpoint->protocol == protocol)
      return found->pdata[i];
  return NULL;
}

static void
entered (WpView *page)
{
  WpServersView *self = WP_SERVERS_VIEW (page);
  WpCase *wp_case = wp_view_case (page);
  const GPtrArray *given = wp_case_servers (wp_case);
  g_autoptr (GPtrArray)
      found = wp_case_report (wp_case) == NULL ? NULL : wp_found_servers (wp_case_report (wp_case));

  wp_view_set_heading (page, _ ("Enter the Servers"),
                       _ ("They are on a page or in a letter of the provider. What is not used "
                          "stays empty."));
  if (g_strcmp0 (self->typed_for, wp_case_address (wp_case)) == 0)
    return; /* it was left in the middle */
  g_clear_pointer (&self->typed_for, g_free);
  self->is_filling = TRUE;
  for (guint i = 0; i < WP_N_PROTOCOLS; i++)
    {
      const WpCandidate *candidate = found_for (found, wp_words_order[i]);
      const WpEndpoint *endpoint = given_for (given, wp_words_order[i]);

      if (endpoint == NULL && given == NULL && candidate != NULL)
        fill_group (self, &self->groups[i], candidate->endpoint);
      else
        fill_group (self, &self->groups[i], endpoint);
    }
  self->is_filling = FALSE;
}

static void
note_change (WpServersView *self)
{
  g_free (self->typed_for);
  self->typed_for = g_strdup (wp_case_address (wp_view_case (WP_VIEW (self))));
  wp_view_touch (WP_VIEW (self));
}

static void
on_changed (GtkWidget *widget G_GNUC_UNUSED, gpointer data)
{
  WpServersView *self = data;

  if (!self->is_filling)
    note_change (self);
}

static Group *
group_of (WpServersView *self, GtkWidget *widget)
{
  for (guint i = 0; i < WP_N_PROTOCOLS; i++)
    if (self->groups[i].host == widget || self->groups[i].port == widget
        || self->groups[i].tls == widget)
      return &self->groups[i];
  return NULL;
}

static void
on_server_changed (GtkWidget *widget, gpointer data)
{
  WpServersView *self = data;

  if (self->is_filling)
    return;
  mark (self, group_of (self, widget));
  note_change (self);
}

/* Not while it is being typed: "host:9" may become "host:993". */
static gboolean
on_host_left (GtkWidget *entry, GdkEventFocus *event G_GNUC_UNUSED, gpointer data)
{
  take_over (data, group_of (data, entry));
  return GDK_EVENT_PROPAGATE;
}

/* The port goes with the kind of encryption, unless it is one of its own. */
static void
on_tls_changed (GtkWidget *widget, gpointer data)
{
  WpServersView *self = data;
  Group *group = group_of (self, widget);
  WpTlsMode now = tls_of (group);
  WpTlsMode before = now == WP_TLS_STARTTLS ? WP_TLS_IMPLICIT : WP_TLS_STARTTLS;
  g_autofree char *port = g_strdup_printf ("%u", wp_protocol_default_port (group->protocol, now));
  guint16 typed;

  if (self->is_filling)
    return;
  if (!read_port (group, &typed) || typed == wp_protocol_default_port (group->protocol, before))
    gtk_entry_set_text (GTK_ENTRY (group->port), port);
  mark (self, group);
  note_change (self);
}

static gboolean
is_ready (WpView *page)
{
  WpServersView *self = WP_SERVERS_VIEW (page);

  for (guint i = 0; i < WP_N_PROTOCOLS; i++)
    if (*text_of (self->groups[i].host) != '\0' && !self->groups[i].is_complaining)
      return TRUE;
  return FALSE;
}

static char *
hint (WpView *page)
{
  return is_ready (page) ? NULL : g_strdup (_ ("At least one server that receives is needed."));
}

static GtkWidget *
first_focus (WpView *page)
{
  return WP_SERVERS_VIEW (page)->groups[0].host;
}

static void
on_activate (GtkEntry *entry G_GNUC_UNUSED, gpointer data)
{
  wp_view_advance (data);
}

/* Layout */

enum
{
  WIDE,   /* the user name beside the port and the encryption */
  NARROW, /* above them */
  SLIM,   /* each below the other */
  N_WIDTHS
};

/* What the fields from this one on take beside each other. */
static int
least_width (const Group *group, guint from)
{
  int sum = FRAME, least;

  for (guint i = from; i < G_N_ELEMENTS (group->fields); i++)
    {
      gtk_widget_get_preferred_width (group->fields[i], &least, NULL);
      sum += least + (i > from ? GAP : 0);
    }
  return sum;
}

static void
fit_group (const Group *group, guint width)
{
  static const struct
  {
    int left, top, width;
  } places[N_WIDTHS][G_N_ELEMENTS (group->fields)] = {
    [WIDE] = { { 0, 1, 1 }, { 1, 1, 1 }, { 2, 1, 1 } },
    [NARROW] = { { 0, 1, 3 }, { 0, 2, 1 }, { 1, 2, 2 } },
    [SLIM] = { { 0, 1, 3 }, { 0, 2, 3 }, { 0, 3, 3 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (group->fields); i++)
    gtk_container_child_set (GTK_CONTAINER (gtk_widget_get_parent (group->problem)),
                             group->fields[i], "left-attach", places[width][i].left, "top-attach",
                             places[width][i].top, "width", places[width][i].width, NULL);
}

static void
on_fit (GtkWidget *widget,
        double width G_GNUC_UNUSED,
        double height G_GNUC_UNUSED,
        gpointer data G_GNUC_UNUSED)
{
  WpServersView *self = WP_SERVERS_VIEW (widget);
  int room = wp_view_room (WP_VIEW (self));

  for (guint i = 0; i < WP_N_PROTOCOLS; i++)
    fit_group (&self->groups[i], least_width (&self->groups[i], 0) <= room   ? WIDE
                                 : least_width (&self->groups[i], 1) <= room ? NARROW
                                                                             : SLIM);
}

/* Construction */

/* A label above its field. */
static GtkWidget *
new_field (const char *label, GtkWidget *field)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *words = gtk_label_new_with_mnemonic (label);

  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_style_context_add_class (gtk_widget_get_style_context (words), "caption");
  gtk_style_context_add_class (gtk_widget_get_style_context (words), "wp-dim");
  gtk_label_set_mnemonic_widget (GTK_LABEL (words), field);
  gtk_box_pack_start (GTK_BOX (box), words, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), field, TRUE, TRUE, 0);
  return box;
}

static GtkWidget *
new_entry (WpServersView *self, guint most, guint width, GCallback changed)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_max_length (GTK_ENTRY (entry), (int) most);
  gtk_entry_set_width_chars (GTK_ENTRY (entry), (int) width);
  g_signal_connect (entry, "changed", changed, self);
  g_signal_connect (entry, "activate", G_CALLBACK (on_activate), self);
  return entry;
}

static GtkWidget *
new_problem (Group *group)
{
  group->problem = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  group->problem_image = wp_state_image_new (WP_STATE_WARNING);
  group->problem_label = wp_label_new (NULL, NULL);
  gtk_widget_set_valign (group->problem_image, GTK_ALIGN_START);
  gtk_box_pack_start (GTK_BOX (group->problem), group->problem_image, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (group->problem), group->problem_label, TRUE, TRUE, 0);
  wp_hide_for_now (group->problem);
  return group->problem;
}

static GtkWidget *
new_group (WpServersView *self, Group *group, WpProtocol protocol)
{
  /* Translators: of the fields of a server; the mnemonics repeat with each of three servers. */
  GtkWidget *card = gtk_grid_new ();

  group->protocol = protocol;
  group->host = new_entry (self, MOST_HOST, 12, G_CALLBACK (on_server_changed));
  group->port = new_entry (self, 5, 6, G_CALLBACK (on_server_changed));
  group->username = new_entry (self, MOST_USERNAME, 12, G_CALLBACK (on_changed));
  group->tls = gtk_combo_box_text_new ();
  gtk_combo_box_text_append_text (GTK_COMBO_BOX_TEXT (group->tls), "TLS");
  gtk_combo_box_text_append_text (GTK_COMBO_BOX_TEXT (group->tls), "STARTTLS");
  g_signal_connect (group->tls, "changed", G_CALLBACK (on_tls_changed), self);
  gtk_entry_set_input_purpose (GTK_ENTRY (group->host), GTK_INPUT_PURPOSE_URL);
  gtk_entry_set_input_purpose (GTK_ENTRY (group->port), GTK_INPUT_PURPOSE_DIGITS);
  g_signal_connect (group->host, "focus-out-event", G_CALLBACK (on_host_left), self);
  g_object_set (group->host, "hexpand", TRUE, NULL);
  g_object_set (card, "column-spacing", GAP, "row-spacing", 6, NULL);
  gtk_style_context_add_class (gtk_widget_get_style_context (card), "wp-card");
  group->fields[0] = new_field (_ ("_User name"), group->username);
  group->fields[1] = new_field (_ ("_Port"), group->port);
  group->fields[2] = new_field (_ ("E_ncryption"), group->tls);
  /* From the last to the first: a screen reader is told the children of a grid that way round. */
  gtk_grid_attach (GTK_GRID (card), new_problem (group), 0, 4, 3, 1);
  for (guint i = G_N_ELEMENTS (group->fields); i-- > 0;)
    gtk_container_add (GTK_CONTAINER (card), group->fields[i]);
  gtk_grid_attach (GTK_GRID (card), new_field (_ ("Se_rver"), group->host), 0, 0, 3, 1);
  fit_group (group, WIDE);
  gtk_widget_set_hexpand (group->username, TRUE);
  gtk_widget_show_all (card);
  return wp_group_new (wp_words_service (protocol), card);
}

static void
wp_servers_view_finalize (GObject *object)
{
  g_free (WP_SERVERS_VIEW (object)->typed_for);
  G_OBJECT_CLASS (wp_servers_view_parent_class)->finalize (object);
}

static void
wp_servers_view_class_init (WpServersViewClass *class)
{
  WpViewClass *page = WP_VIEW_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = wp_servers_view_finalize;
  page->id = WP_PAGE_SERVERS;
  page->is_dense = TRUE;
  page->entered = entered;
  page->commit = commit;
  page->is_ready = is_ready;
  page->hint = hint;
  page->first_focus = first_focus;
}

static void
wp_servers_view_init (WpServersView *self)
{
  self->is_filling = TRUE;
  for (guint i = 0; i < WP_N_PROTOCOLS; i++)
    wp_view_add (WP_VIEW (self), new_group (self, &self->groups[i], wp_words_order[i]));
  self->is_filling = FALSE;
  wp_fit_watch (GTK_WIDGET (self), on_fit, NULL);
}
