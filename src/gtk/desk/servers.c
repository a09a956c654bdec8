/* See servers.h. */
#include "gtk/desk/servers.h"

#include <string.h>

#include <handy.h>

#include <glib/gi18n-lib.h>

#include "gtk/pages/address/where.h"
#include "gtk/widgets/names.h"
#include "gtk/widgets/parts.h"
#include "gtk/flow/words.h"
#include "model/account.h"
#include "session/servers.h"

#define WIDTH_CHARS 28
#define WIDTH 300       /* of the switches: a popover does not leave a narrow window */
#define MOST_HEIGHT 400 /* more scrolls */

struct _WpDeskServers
{
  GtkMenuButton parent;

  GtkWidget *entries[WP_N_PROTOCOLS];
  GtkWidget *problem;
  WpCase *draft; /* of the next check: its address, and who may be asked */
  char *domain;  /* that they were checked for; NULL: they were typed since */
  WpWhere *where;
};

G_DEFINE_FINAL_TYPE (WpDeskServers, wp_desk_servers, GTK_TYPE_MENU_BUTTON)

static guint entered_signal;

static char *
text_of (GtkWidget *entry)
{
  return g_strstrip (g_strdup (gtk_entry_get_text (GTK_ENTRY (entry))));
}

static void
complain (WpDeskServers *self, guint protocol, const char *text)
{
  g_autofree char *sentence = g_strdup_printf (
      /* Translators: %s is what was typed. */
      _ ("“%s” is no server. Give it as HOST, HOST:PORT or [IPv6]:PORT, with ,tls or ,starttls or "
         ",plain after it if you like."),
      text);

  gtk_label_set_text (GTK_LABEL (self->problem), sentence);
  gtk_widget_show (self->problem);
  gtk_popover_popup (gtk_menu_button_get_popover (GTK_MENU_BUTTON (self)));
  gtk_widget_grab_focus (self->entries[protocol]);
}

/* Of the address of the next check; NULL: it is none yet. */
static char *
next_domain (WpDeskServers *self)
{
  g_autoptr (WpAccount) account = wp_account_new (wp_case_address (self->draft), NULL);

  return account == NULL ? NULL : g_strdup (account->domain);
}

static void
set_domain (WpDeskServers *self, const GPtrArray *servers)
{
  g_free (self->domain);
  self->domain = servers == NULL || servers->len == 0 ? NULL : next_domain (self);
}

/* One customer's servers get no password of the next one. What was typed since the last check goes
 * with the address of the next, whichever was typed first. */
static void
drop_others (WpDeskServers *self)
{
  g_autofree char *domain = next_domain (self);

  if (self->domain != NULL && domain != NULL && !g_str_equal (self->domain, domain))
    wp_desk_servers_set (self, NULL);
}

GPtrArray *
wp_desk_servers_read (WpDeskServers *self)
{
  g_autoptr (GPtrArray)
      servers = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_endpoint_free);

  drop_others (self);
  gtk_widget_hide (self->problem);
  for (guint i = 0; i < WP_N_PROTOCOLS; i++)
    {
      g_autofree char *text = text_of (self->entries[i]);
      WpEndpoint *endpoint;

      if (*text == '\0')
        continue;
      endpoint = wp_session_parse_server ((WpProtocol) i, text);
      if (endpoint == NULL)
        {
          complain (self, i, text);
          return NULL;
        }
      g_ptr_array_add (servers, endpoint);
    }
  set_domain (self, servers);
  return g_steal_pointer (&servers);
}

static char *
words_of (const WpEndpoint *endpoint)
{
  static const char *const modes[] = {
    [WP_TLS_IMPLICIT] = "tls", [WP_TLS_STARTTLS] = "starttls", [WP_TLS_NONE] = "plain"
  };
  gboolean is_ipv6 = strchr (endpoint->host, ':') != NULL;
  g_autofree char *host = is_ipv6 ? g_strdup_printf ("[%s]", endpoint->host)
                                  : g_strdup (endpoint->host);

  return endpoint->port == 0
             ? g_steal_pointer (&host)
             : g_strdup_printf ("%s:%u,%s", host, (guint) endpoint->port, modes[endpoint->tls]);
}

void
wp_desk_servers_set (WpDeskServers *self, const GPtrArray *servers)
{
  for (guint i = 0; i < WP_N_PROTOCOLS; i++)
    gtk_entry_set_text (GTK_ENTRY (self->entries[i]), "");
  for (guint i = 0; servers != NULL && i < servers->len; i++)
    {
      const WpEndpoint *endpoint = servers->pdata[i];
      g_autofree char *text = words_of (endpoint);

      gtk_entry_set_text (GTK_ENTRY (self->entries[endpoint->protocol]), text);
    }
  set_domain (self, servers);
  gtk_widget_hide (self->problem);
}

/* Where to look, where none is given */

static void
on_draft (WpDeskServers *self)
{
  g_autofree char *domain = next_domain (self);

  wp_where_update (self->where, self->draft, domain);
  wp_name_rows (GTK_WIDGET (self->where));
}

void
wp_desk_servers_set_draft (WpDeskServers *self, WpCase *draft)
{
  g_set_object (&self->draft, draft);
  g_signal_connect_object (draft, "changed", G_CALLBACK (on_draft), self, G_CONNECT_SWAPPED);
  on_draft (self);
}

void
wp_desk_servers_show_where (WpDeskServers *self)
{
  gtk_popover_popup (gtk_menu_button_get_popover (GTK_MENU_BUTTON (self)));
  wp_where_open (self->where);
}

static void
on_activate (GtkEntry *entry G_GNUC_UNUSED, gpointer data)
{
  gtk_popover_popdown (gtk_menu_button_get_popover (GTK_MENU_BUTTON (data)));
  g_signal_emit (data, entered_signal, 0);
}

/* Servers that were typed must not be forgotten behind a closed popover. */
static void
on_changed (GtkEditable *editable G_GNUC_UNUSED, gpointer data)
{
  WpDeskServers *self = data;
  guint count = 0;
  g_autofree char *name = NULL;

  g_clear_pointer (&self->domain, g_free);
  for (guint i = 0; i < WP_N_PROTOCOLS; i++)
    count += *gtk_entry_get_text (GTK_ENTRY (self->entries[i])) != '\0';
  name = count == 0 ? g_strdup (_ ("Servers, if known"))
                    : g_strdup_printf (ngettext ("Servers, if known: %u is given",
                                                 "Servers, if known: %u are given", count),
                                       count);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), name);
  wp_name_accessible (GTK_WIDGET (self), name);
  if (count > 0)
    gtk_style_context_add_class (gtk_widget_get_style_context (GTK_WIDGET (self)), "wp-given");
  else
    gtk_style_context_remove_class (gtk_widget_get_style_context (GTK_WIDGET (self)), "wp-given");
}

static GtkWidget *
new_form (WpDeskServers *self)
{
  static const char *const labels[WP_N_PROTOCOLS] = { N_ ("_IMAP"), N_ ("_POP3"), N_ ("_SMTP") };
  static const char *const examples[WP_N_PROTOCOLS] = { "imap.example.org:993,tls",
                                                        "pop.example.org:995,tls",
                                                        "smtp.example.org:587,starttls" };
  GtkWidget *grid = gtk_grid_new ();

  g_object_set (grid, "row-spacing", 6, "column-spacing", 12, NULL);
  /* A grid is read out, and gone through, from the cell that was attached last. */
  for (int i = WP_N_PROTOCOLS - 1; i >= 0; i--)
    {
      GtkWidget *label = gtk_label_new_with_mnemonic (_ (labels[i]));

      self->entries[i] = gtk_entry_new ();
      gtk_entry_set_width_chars (GTK_ENTRY (self->entries[i]), WIDTH_CHARS);
      gtk_entry_set_placeholder_text (GTK_ENTRY (self->entries[i]), examples[i]);
      gtk_widget_set_hexpand (self->entries[i], TRUE);
      gtk_label_set_mnemonic_widget (GTK_LABEL (label), self->entries[i]);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      g_signal_connect (self->entries[i], "activate", G_CALLBACK (on_activate), self);
      g_signal_connect (self->entries[i], "changed", G_CALLBACK (on_changed), self);
      gtk_grid_attach (GTK_GRID (grid), self->entries[i], 1, i, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), label, 0, i, 1, 1);
    }
  return grid;
}

static void
wp_desk_servers_dispose (GObject *object)
{
  g_clear_object (&WP_DESK_SERVERS (object)->draft);
  g_clear_pointer (&WP_DESK_SERVERS (object)->domain, g_free);
  G_OBJECT_CLASS (wp_desk_servers_parent_class)->dispose (object);
}

static void
wp_desk_servers_class_init (WpDeskServersClass *class)
{
  G_OBJECT_CLASS (class)->dispose = wp_desk_servers_dispose;
  entered_signal = g_signal_new ("entered", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
wp_desk_servers_init (WpDeskServers *self)
{
  GtkWidget *popover = gtk_popover_new (NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *clamp, *scroller;
  GtkWidget *note = wp_label_new (_ ("Only these are checked, and nothing is looked up, where at "
                                     "least one is given."),
                                  "caption");

  gtk_style_context_add_class (gtk_widget_get_style_context (note), "wp-dim");
  self->problem = wp_label_new (NULL, NULL);
  g_object_set (note, "max-width-chars", 40, NULL);
  g_object_set (self->problem, "max-width-chars", 40, "no-show-all", TRUE, "visible", FALSE, NULL);
  g_object_set (box, "margin", 12, NULL);
  gtk_box_pack_start (GTK_BOX (box), wp_label_new (_ ("Servers"), "heading"), FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), new_form (self), FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), note, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), self->problem, FALSE, TRUE, 0);
  self->where = WP_WHERE (wp_where_new ());
  clamp = hdy_clamp_new ();
  hdy_clamp_set_maximum_size (HDY_CLAMP (clamp), WIDTH);
  hdy_clamp_set_tightening_threshold (HDY_CLAMP (clamp), WIDTH);
  gtk_container_add (GTK_CONTAINER (clamp), GTK_WIDGET (self->where));
  gtk_box_pack_start (GTK_BOX (box), clamp, FALSE, TRUE, 0);
  scroller = gtk_scrolled_window_new (NULL, NULL);
  g_object_set (scroller, "hscrollbar-policy", GTK_POLICY_NEVER, "propagate-natural-width", TRUE,
                "propagate-natural-height", TRUE, "max-content-height", MOST_HEIGHT, NULL);
  gtk_container_add (GTK_CONTAINER (scroller), box);
  gtk_widget_show_all (scroller);
  gtk_container_add (GTK_CONTAINER (popover), scroller);
  g_signal_connect_swapped (popover, "show", G_CALLBACK (drop_others), self);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self), popover);
  gtk_button_set_image (GTK_BUTTON (self), gtk_image_new_from_icon_name ("network-server-symbolic",
                                                                         GTK_ICON_SIZE_BUTTON));
  on_changed (NULL, self);
}

GtkWidget *
wp_desk_servers_new (void)
{
  return g_object_new (WP_TYPE_DESK_SERVERS, NULL);
}
