/* The address, what is known of it before anything is asked, and where to look for its settings. */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "gtk/pages/address/where.h"
#include "gtk/pages/pages.h"
#include "gtk/flow/words.h"
#include "gtk/widgets/parts.h"
#include "model/account.h"
#include "session/recognise.h"

#define MOST_LINES 3 /* below the entry */

typedef struct
{
  GtkWidget *box;
  GtkWidget *image;
  GtkWidget *label;
  GtkWidget *button;
} Line;

struct _WpAddressView
{
  WpView parent;

  WpRecogniser *recogniser;
  GtkWidget *entry;
  Line lines[MOST_LINES]; /* what is known of what was typed so far */
  guint n_lines;          /* shown */
  WpWhere *where;
  char *suggestion; /* the address that was probably meant; NULL */
};

#define WP_TYPE_ADDRESS_VIEW (wp_address_view_get_type ())
G_DECLARE_FINAL_TYPE (WpAddressView, wp_address_view, WP, ADDRESS_VIEW, WpView)
G_DEFINE_FINAL_TYPE (WpAddressView, wp_address_view, WP_TYPE_VIEW)

/* The entry */

/* The address in "mailto:anna@example.org?subject=x" or "Anna <anna@example.org>", as they are
 * copied from web pages and letters; NULL: it is typed as it is. */
static char *
unwrap (const char *text)
{
  gboolean is_link = g_ascii_strncasecmp (text, "mailto:", 7) == 0;
  g_autofree char *bare = g_strdup (text);
  g_autoptr (WpAccount) account = NULL;

  if (!is_link && strchr (text, '<') == NULL)
    return NULL;
  if (is_link && strchr (bare, '?') != NULL)
    *strchr (bare, '?') = '\0';
  account = wp_account_new (bare, NULL);
  return account == NULL ? NULL : g_strdup (account->address);
}

static void
on_changed (GtkEditable *editable, gpointer data)
{
  const char *text = gtk_entry_get_text (GTK_ENTRY (editable));
  g_autofree char *bare = unwrap (text);

  if (bare != NULL)
    {
      gtk_entry_set_text (GTK_ENTRY (editable), bare); /* comes here again */
      gtk_editable_set_position (editable, -1);
      return;
    }
  wp_case_set_address (wp_view_case (data), text);
}

static void
on_activate (GtkEntry *entry G_GNUC_UNUSED, gpointer data)
{
  wp_view_advance (data);
}

/* The lines below it */

static void
on_suggestion (GtkButton *button G_GNUC_UNUSED, gpointer data)
{
  WpAddressView *self = data;

  gtk_entry_set_text (GTK_ENTRY (self->entry), self->suggestion);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  gtk_widget_grab_focus (self->entry);
}

typedef struct
{
  const char *icon;
  const char *style_class;
  const char *bold; /* the part of the text that is; NULL: none */
} Look;

static Line *
add_line (WpAddressView *self, const Look *look, const char *text)
{
  Line *line = &self->lines[self->n_lines++];
  GtkStyleContext *style = gtk_widget_get_style_context (line->image);
  PangoAttrList *attributes = pango_attr_list_new ();
  const char *bold = look->bold == NULL ? NULL : strstr (text, look->bold);

  gtk_style_context_remove_class (style, "wp-ok");
  gtk_style_context_remove_class (style, "wp-warn");
  gtk_style_context_remove_class (style, "wp-untested");
  gtk_style_context_add_class (style, look->style_class);
  gtk_image_set_from_icon_name (GTK_IMAGE (line->image), look->icon, GTK_ICON_SIZE_MENU);
  if (bold != NULL)
    {
      PangoAttribute *attribute = pango_attr_weight_new (PANGO_WEIGHT_BOLD);

      attribute->start_index = (guint) (bold - text);
      attribute->end_index = attribute->start_index + (guint) strlen (look->bold);
      pango_attr_list_insert (attributes, attribute);
    }
  gtk_label_set_attributes (GTK_LABEL (line->label), attributes);
  pango_attr_list_unref (attributes);
  gtk_label_set_text (GTK_LABEL (line->label), text);
  gtk_widget_hide (line->button);
  gtk_widget_show (line->box);
  return line;
}

static void
say_provider (WpAddressView *self, const WpProvider *provider, const char *domain)
{
  static const Look known = { "waypost-works-symbolic", "wp-ok", NULL };
  static const Look note = { "waypost-note-symbolic", "wp-untested", NULL };
  Look look = known;
  /* Translators: a provider like Gmail, and the domain of an address. */
  g_autofree char *text = g_strdup_printf (_ ("%s handles the mail of %s."), provider->name,
                                           domain);

  look.bold = provider->name;
  add_line (self, &look, text);
  for (guint i = 0; i < provider->demands->len && self->n_lines < MOST_LINES; i++)
    {
      g_autofree char *demand = wp_render_demand (provider->demands->pdata[i], wp_words ());
      /* Translators: makes a sentence of what a provider demands. */
      g_autofree char *sentence = g_strdup_printf (_ ("%s."), demand);

      add_line (self, &note, sentence);
    }
}

static void
say_typo (WpAddressView *self, const WpAccount *account, const char *domain)
{
  static const Look look = { "waypost-guess-symbolic", "wp-warn", NULL };
  /* Translators: %s is a domain like gmail.com. */
  g_autofree char *question = g_strdup_printf (_ ("Did you mean %s?"), domain);
  g_autofree char *label = g_strdup_printf (_ ("_Use %s"), domain);
  Line *line = add_line (self, &look, question);

  g_free (self->suggestion);
  self->suggestion = g_strconcat (account->local_part, "@", domain, NULL);
  gtk_button_set_label (GTK_BUTTON (line->button), label);
  gtk_widget_show (line->button);
}

/* Nobody is told off while typing: only what has an @ and something behind it is judged. */
static void
say_problem (WpAddressView *self, const char *typed, const char *problem)
{
  static const Look look = { "waypost-warning-symbolic", "wp-warn", NULL };
  const char *at = strchr (typed, '@');
  Line *line;

  if (at == NULL || at[1] == '\0')
    return;
  line = add_line (self, &look, _ ("This is not an address yet."));
  gtk_widget_set_tooltip_text (line->box, problem);
}

static void
say_network (WpAddressView *self)
{
  static const Look look = { "waypost-warning-symbolic", "wp-warn", NULL };

  if (!g_network_monitor_get_network_available (g_network_monitor_get_default ()))
    add_line (self, &look,
              _ ("This computer has no network connection at the moment. Nothing can be looked up "
                 "without one."));
}

static void
say_account (WpAddressView *self, const WpAccount *account)
{
  const WpProvider *provider;
  g_autofree char *typo = NULL;

  provider = wp_recognise (self->recogniser, account->domain_ascii);
  typo = wp_recognise_typo (self->recogniser, account->domain_ascii);
  if (provider != NULL)
    say_provider (self, provider, account->domain);
  else if (typo != NULL)
    say_typo (self, account, typo);
  if (self->n_lines < MOST_LINES)
    say_network (self);
}

/* One description for who has the entry read out. */
static void
describe (WpAddressView *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->n_lines; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                            gtk_label_get_text (GTK_LABEL (self->lines[i].label)));
  atk_object_set_description (gtk_widget_get_accessible (self->entry), text->str);
  g_string_free (text, TRUE);
}

/* The page */

static void on_recogniser (gpointer data);

static void
entered (WpView *page)
{
  WpAddressView *self = WP_ADDRESS_VIEW (page);
  gboolean measures = wp_case_task (wp_view_case (page)) == WP_WIZARD_CHOOSE;

  wp_view_set_heading (page, _ ("Enter the Email Address"),
                       measures
                           ? _ ("The advice fits better when the mailbox is measured. Messages are "
                                "only counted; nothing is changed on the server.")
                           : _ ("The settings are looked up from the part after the @ sign."));
  gtk_entry_set_text (GTK_ENTRY (self->entry), wp_case_address (wp_view_case (page)));
  if (self->recogniser == NULL)
    self->recogniser = wp_recogniser_new (on_recogniser, self);
}

/* An address may come from elsewhere, too (the command line); blanks at its ends are still being
 * typed. */
static void
take_over (WpAddressView *self, const char *address)
{
  g_autofree char *typed = g_strstrip (g_strdup (gtk_entry_get_text (GTK_ENTRY (self->entry))));

  if (g_str_equal (typed, address))
    return;
  gtk_entry_set_text (GTK_ENTRY (self->entry), address);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

static void
refresh (WpView *page, guint flags)
{
  WpAddressView *self = WP_ADDRESS_VIEW (page);
  WpCase *wp_case = wp_view_case (page);
  const char *problem = wp_case_address_problem (wp_case);
  g_autoptr (WpAccount) account = wp_account_new (wp_case_address (wp_case), NULL);

  if ((flags & WP_CASE_INPUT) == 0)
    return;
  take_over (self, wp_case_address (wp_case));
  self->n_lines = 0;
  if (account != NULL)
    say_account (self, account);
  else
    say_problem (self, wp_case_address (wp_case), problem);
  for (guint i = self->n_lines; i < MOST_LINES; i++)
    gtk_widget_hide (self->lines[i].box);
  describe (self);
  wp_where_update (self->where, wp_case, account == NULL ? NULL : account->domain);
}

/* The notes are read: what was typed until then may be known after all. */
static void
on_recogniser (gpointer data)
{
  refresh (data, WP_CASE_INPUT);
}

static void
on_network (GNetworkMonitor *monitor G_GNUC_UNUSED, gboolean is_there G_GNUC_UNUSED, gpointer data)
{
  if (wp_view_case (data) != NULL)
    refresh (data, WP_CASE_INPUT);
}

/* Until a line below the entry says what is wrong. */
static char *
hint (WpView *page)
{
  return wp_case_address_problem (wp_view_case (page)) != NULL
                 && WP_ADDRESS_VIEW (page)->n_lines == 0
             ? g_strdup (_ ("It looks like anna@example.org."))
             : NULL;
}

static guint
buttons (WpView *page, WpViewButton *shown)
{
  shown[0] = (WpViewButton){ N_ ("_Answer Without Measuring"),
                             wp_case_task (wp_view_case (page)) == WP_WIZARD_CHOOSE, TRUE };
  return 1;
}

static void
pressed (WpView *page, guint button G_GNUC_UNUSED)
{
  wp_view_go (page, WP_PAGE_QUESTIONS);
}

static GtkWidget *
first_focus (WpView *page)
{
  return WP_ADDRESS_VIEW (page)->entry;
}

static void
wp_address_view_finalize (GObject *object)
{
  WpAddressView *self = WP_ADDRESS_VIEW (object);

  g_clear_pointer (&self->recogniser, wp_recogniser_free);
  g_free (self->suggestion);
  G_OBJECT_CLASS (wp_address_view_parent_class)->finalize (object);
}

static void
wp_address_view_class_init (WpAddressViewClass *class)
{
  WpViewClass *page = WP_VIEW_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = wp_address_view_finalize;
  page->id = WP_PAGE_ADDRESS;
  page->entered = entered;
  page->refresh = refresh;
  page->hint = hint;
  page->buttons = buttons;
  page->pressed = pressed;
  page->first_focus = first_focus;
}

static void
new_line (WpAddressView *self, Line *line)
{
  line->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  line->image = gtk_image_new ();
  line->label = gtk_label_new (NULL);
  line->button = gtk_button_new_with_mnemonic ("");
  gtk_style_context_add_class (gtk_widget_get_style_context (line->button), "flat");
  g_object_set (line->label, "xalign", 0.0, "wrap", TRUE, NULL);
  gtk_widget_set_valign (line->image, GTK_ALIGN_START);
  gtk_widget_set_valign (line->label, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (line->image, 1);
  gtk_widget_set_no_show_all (line->button, TRUE);
  g_signal_connect (line->button, "clicked", G_CALLBACK (on_suggestion), self);
  gtk_box_pack_start (GTK_BOX (line->box), line->image, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (line->box), line->label, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (line->box), line->button, FALSE, TRUE, 0);
}

static GtkWidget *
new_entry (WpAddressView *self)
{
  self->entry = gtk_entry_new ();
  gtk_entry_set_input_purpose (GTK_ENTRY (self->entry), GTK_INPUT_PURPOSE_EMAIL);
  gtk_entry_set_input_hints (GTK_ENTRY (self->entry),
                             GTK_INPUT_HINT_NO_SPELLCHECK | GTK_INPUT_HINT_LOWERCASE);
  gtk_entry_set_max_length (GTK_ENTRY (self->entry), 320);
  gtk_style_context_add_class (gtk_widget_get_style_context (self->entry), "wp-big");
  g_signal_connect (self->entry, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect (self->entry, "activate", G_CALLBACK (on_activate), self);
  return self->entry;
}

static void
wp_address_view_init (WpAddressView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *label = gtk_label_new_with_mnemonic (_ ("_Email Address"));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_style_context_add_class (gtk_widget_get_style_context (label), "heading");
  gtk_box_pack_start (GTK_BOX (box), label, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), new_entry (self), FALSE, TRUE, 0);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), self->entry);
  gtk_widget_show_all (box);
  for (guint i = 0; i < MOST_LINES; i++)
    {
      new_line (self, &self->lines[i]);
      gtk_box_pack_start (GTK_BOX (box), self->lines[i].box, FALSE, TRUE, 0);
      wp_hide_for_now (self->lines[i].box);
    }
  self->where = WP_WHERE (wp_where_new ());
  gtk_widget_show_all (GTK_WIDGET (self->where));
  wp_view_add (WP_VIEW (self), box);
  wp_view_add (WP_VIEW (self), GTK_WIDGET (self->where));
  g_signal_connect_object (g_network_monitor_get_default (), "network-changed",
                           G_CALLBACK (on_network), self, 0);
}
