/* See where.h. */
#include "gtk/pages/address/where.h"

#include <handy.h>

#include <glib/gi18n-lib.h>

#include "base/subst.h"
#include "gtk/widgets/parts.h"

/* In the order in which they are shown. */
typedef struct
{
  const char *source; /* that may be left out; NULL: is always asked */
  const char *icon;
  const char *title;    /* msgid with mnemonic */
  const char *subtitle; /* msgid; {domain}, {database} */
  const char *before;   /* the same as long as there is no address; {database} */
} Place;

static const Place places[] = {
  { NULL, "waypost-server-symbolic", N_ ("The Provider’s Own Pages"),
    N_ ("autoconfig.{domain} and {domain}"),
    N_ ("The domain of the address, and “autoconfig.” before it") },
  { NULL, "network-workgroup-symbolic", N_ ("DNS Records"),
    N_ ("Service names that {domain} announces"),
    N_ ("Service names that the domain of the address announces") },
  { "autodiscover", "mail-unread-symbolic", N_ ("Auto_discover"),
    N_ ("Sends the whole address to the provider, encrypted"), NULL },
  { "database", "x-office-address-book-symbolic", N_ ("Public Provider Data_base"),
    N_ ("Sends the name {domain} to {database}"),
    N_ ("Sends the domain of the address to {database}") },
};

struct _WpWhere
{
  GtkBox parent;

  WpCase *wp_case;
  GtkWidget *expander;
  GtkWidget *rows[G_N_ELEMENTS (places)];
  GtkWidget *switches[G_N_ELEMENTS (places)]; /* NULL: always asked */
  GtkWidget *caption;
  gboolean is_updating;
};

G_DEFINE_FINAL_TYPE (WpWhere, wp_where, GTK_TYPE_BOX)

static void
wp_where_dispose (GObject *object)
{
  g_clear_object (&WP_WHERE (object)->wp_case);
  G_OBJECT_CLASS (wp_where_parent_class)->dispose (object);
}

static void
wp_where_class_init (WpWhereClass *class)
{
  G_OBJECT_CLASS (class)->dispose = wp_where_dispose;
}

static void
on_switched (GObject *object, GParamSpec *pspec G_GNUC_UNUSED, gpointer data)
{
  WpWhere *self = data;

  for (guint i = 0; i < G_N_ELEMENTS (places) && !self->is_updating; i++)
    if (self->switches[i] != NULL && G_OBJECT (self->switches[i]) == object)
      wp_case_deny (self->wp_case, places[i].source, !gtk_switch_get_active (GTK_SWITCH (object)));
}

static GtkWidget *
new_suffix (WpWhere *self, guint n, GtkWidget *row)
{
  GtkWidget *suffix;

  if (places[n].source == NULL)
    {
      /* Translators: of a place that is asked in any case. */
      suffix = gtk_label_new (_ ("Always"));
      gtk_style_context_add_class (gtk_widget_get_style_context (suffix), "wp-dim");
      return suffix;
    }
  self->switches[n] = suffix = gtk_switch_new ();
  gtk_widget_set_valign (suffix, GTK_ALIGN_CENTER);
  hdy_action_row_set_activatable_widget (HDY_ACTION_ROW (row), suffix);
  g_signal_connect (suffix, "notify::active", G_CALLBACK (on_switched), self);
  return suffix;
}

static GtkWidget *
new_row (WpWhere *self, guint n)
{
  GtkWidget *row = hdy_action_row_new ();
  GtkWidget *image = gtk_image_new_from_icon_name (places[n].icon, GTK_ICON_SIZE_MENU);

  hdy_action_row_set_use_underline (HDY_ACTION_ROW (row), TRUE);
  hdy_preferences_row_set_title (HDY_PREFERENCES_ROW (row), _ (places[n].title));
  hdy_action_row_set_title_lines (HDY_ACTION_ROW (row), 0);
  hdy_action_row_set_subtitle_lines (HDY_ACTION_ROW (row), 0);
  hdy_action_row_add_prefix (HDY_ACTION_ROW (row), image);
  gtk_container_add (GTK_CONTAINER (row), new_suffix (self, n, row));
  return row;
}

static void
wp_where_init (WpWhere *self)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_style_context_add_class (gtk_widget_get_style_context (list), "content");
  self->expander = wp_expander_new (_ ("Where to _Look"));
  hdy_expander_row_set_use_underline (HDY_EXPANDER_ROW (self->expander), TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      self->rows[i] = new_row (self, i);
      gtk_container_add (GTK_CONTAINER (self->expander), self->rows[i]);
    }
  gtk_container_add (GTK_CONTAINER (list), self->expander);
  self->caption = gtk_label_new (NULL);
  gtk_style_context_add_class (gtk_widget_get_style_context (self->caption), "caption");
  gtk_style_context_add_class (gtk_widget_get_style_context (self->caption), "wp-dim");
  g_object_set (self->caption, "xalign", 0.0, "wrap", TRUE, NULL);
  gtk_box_pack_start (GTK_BOX (self), list, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (self), self->caption, FALSE, TRUE, 0);
}

GtkWidget *
wp_where_new (void)
{
  return g_object_new (WP_TYPE_WHERE, NULL);
}

/* A title without its mnemonic, for who has the switch read out alone. */
static char *
plain (const char *title)
{
  char **parts = g_strsplit (title, "_", -1);
  char *text = g_strjoinv ("", parts);

  g_strfreev (parts);
  return text;
}

static void
update_row (WpWhere *self, guint n, const char *domain, const char *database)
{
  const char *text = domain == NULL && places[n].before != NULL ? places[n].before
                                                                : places[n].subtitle;
  g_autofree char *subtitle = wp_subst_pairs (_ (text), "domain", domain == NULL ? "" : domain,
                                              "database", database, NULL);
  g_autofree char *title = plain (_ (places[n].title));
  AtkObject *accessible;

  hdy_action_row_set_subtitle (HDY_ACTION_ROW (self->rows[n]), subtitle);
  if (self->switches[n] == NULL)
    return;
  accessible = gtk_widget_get_accessible (self->switches[n]);
  atk_object_set_name (accessible, title);
  atk_object_set_description (accessible, subtitle);
  gtk_switch_set_active (GTK_SWITCH (self->switches[n]),
                         !wp_case_denies (self->wp_case, places[n].source));
}

/* What is promised here is what the switches make true. */
static const char *
promise (gboolean asks_autodiscover, gboolean asks_database)
{
  if (asks_database)
    return asks_autodiscover
               ? _ ("The address itself is sent to nobody but the provider. The public database is "
                    "told the part after the @ sign.")
               : _ ("Only the part after the @ sign is looked up, also in the public database.");
  return asks_autodiscover ? _ ("The address itself is sent to nobody but the provider. Nothing is "
                                "sent to third parties unless allowed here.")
                           : _ ("Only the part after the @ sign is looked up. Nothing is sent to "
                                "third parties unless allowed here.");
}

void
wp_where_update (WpWhere *self, WpCase *wp_case, const char *domain)
{
  gboolean asks_database = !wp_case_denies (wp_case, "database");
  g_autofree char *database = wp_case_database_host (wp_case);

  g_set_object (&self->wp_case, wp_case);
  self->is_updating = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    update_row (self, i, domain, database);
  self->is_updating = FALSE;
  hdy_expander_row_set_subtitle (HDY_EXPANDER_ROW (self->expander),
                                 asks_database
                                     ? _ ("The provider, the DNS and the public database.")
                                     : _ ("The provider and the DNS. No third party."));
  gtk_label_set_text (GTK_LABEL (self->caption),
                      promise (!wp_case_denies (wp_case, "autodiscover"), asks_database));
}

void
wp_where_open (WpWhere *self)
{
  wp_expander_open (self->expander);
}
