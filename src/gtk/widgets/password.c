/* See password.h. */
#include "gtk/widgets/password.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <gtk/gtk-a11y.h>

#include "base/limits.h"

#define BULLET "\342\200\242"

struct _WpPassword
{
  GtkEntry parent;
};

G_DEFINE_FINAL_TYPE (WpPassword, wp_password, GTK_TYPE_ENTRY)

/* What assistive programs get */

typedef struct
{
  GtkEntryAccessible parent;
} WpPasswordAccessible;

typedef struct
{
  GtkEntryAccessibleClass parent_class;
} WpPasswordAccessibleClass;

static GType wp_password_accessible_get_type (void);
static void text_init (AtkTextIface *iface);
static void editable_init (AtkEditableTextIface *iface);

G_DEFINE_TYPE_WITH_CODE (WpPasswordAccessible,
                         wp_password_accessible,
                         GTK_TYPE_ENTRY_ACCESSIBLE,
                         G_IMPLEMENT_INTERFACE (ATK_TYPE_TEXT, text_init)
                             G_IMPLEMENT_INTERFACE (ATK_TYPE_EDITABLE_TEXT, editable_init))

static int
length_of (AtkText *text)
{
  GtkWidget *widget = gtk_accessible_get_widget (GTK_ACCESSIBLE (text));

  return widget == NULL ? 0 : (int) gtk_entry_get_text_length (GTK_ENTRY (widget));
}

static char *
bullets (AtkText *text, int from, int to)
{
  GString *out = g_string_new (NULL);
  int length = length_of (text);

  for (int i = MAX (from, 0); i < (to < 0 ? length : MIN (to, length)); i++)
    g_string_append (out, BULLET);
  return g_string_free (out, FALSE);
}

static gunichar
character_at (AtkText *text, int offset)
{
  return offset >= 0 && offset < length_of (text) ? g_utf8_get_char (BULLET) : 0;
}

/* One word, one line: all of it. */
static char *
around (AtkText *text, int offset, AtkTextBoundary boundary, int *start, int *end)
{
  gboolean is_one = boundary == ATK_TEXT_BOUNDARY_CHAR;

  *start = is_one ? offset : 0;
  *end = is_one ? MIN (offset + 1, length_of (text)) : length_of (text);
  return bullets (text, *start, *end);
}

static char *
beside (AtkText *text, int offset, AtkTextBoundary boundary, int *start, int *end)
{
  (void) text, (void) offset, (void) boundary;
  *start = *end = 0;
  return g_strdup ("");
}

static char *
string_at (AtkText *text, int offset, AtkTextGranularity granularity, int *start, int *end)
{
  return around (text, offset,
                 granularity == ATK_TEXT_GRANULARITY_CHAR ? ATK_TEXT_BOUNDARY_CHAR
                                                          : ATK_TEXT_BOUNDARY_LINE_START,
                 start, end);
}

static char *
selection (AtkText *text, int n, int *start, int *end)
{
  (void) text, (void) n;
  *start = *end = 0;
  return NULL;
}

static void
text_init (AtkTextIface *iface)
{
  iface->get_text = bullets;
  iface->get_character_at_offset = character_at;
  iface->get_text_at_offset = around;
  iface->get_text_before_offset = beside;
  iface->get_text_after_offset = beside;
  iface->get_string_at_offset = string_at;
  iface->get_selection = selection;
}

/* The entry's own would put the text itself into the clipboard, hidden or not. */
static void
copy_nothing (AtkEditableText *text, int from, int to)
{
  (void) text, (void) from, (void) to;
}

static void
editable_init (AtkEditableTextIface *iface)
{
  iface->copy_text = copy_nothing;
  iface->cut_text = copy_nothing;
}

static void
password_initialize (AtkObject *object, gpointer data)
{
  ATK_OBJECT_CLASS (wp_password_accessible_parent_class)->initialize (object, data);
  atk_object_set_role (object, ATK_ROLE_PASSWORD_TEXT);
}

static void
wp_password_accessible_class_init (WpPasswordAccessibleClass *class)
{
  ATK_OBJECT_CLASS (class)->initialize = password_initialize;
}

static void
wp_password_accessible_init (WpPasswordAccessible *self G_GNUC_UNUSED)
{
}

/* The entry */

static gboolean
is_selected (GtkEntry *entry)
{
  int start, end;

  return gtk_editable_get_selection_bounds (GTK_EDITABLE (entry), &start, &end);
}

/* GTK offers what is selected to every program, and fetches it only when one asks: what was
 * selected as bullets would be handed out as the text that shows by then. */
static void
unselect (GtkEntry *entry)
{
  int end = gtk_editable_get_position (GTK_EDITABLE (entry));

  if (is_selected (entry))
    gtk_editable_select_region (GTK_EDITABLE (entry), end, end);
}

/* The eye: the name of an icon is none that can be said. GTK gives it that name each time the icon
 * changes, and in the middle of a change of the focus only afterwards. */
static void
name_eye (GtkEntry *entry)
{
  const char *name = gtk_entry_get_visibility (entry) ? _ ("Hide password") : _ ("Show password");
  AtkObject *object = gtk_widget_get_accessible (GTK_WIDGET (entry));
  int count = atk_object_get_n_accessible_children (object);

  for (int i = 0; i < count; i++)
    {
      AtkObject *icon = atk_object_ref_accessible_child (object, i);

      if (icon != NULL)
        atk_object_set_name (icon, name);
      g_clear_object (&icon);
    }
}

static void
show_eye (WpPassword *self)
{
  GtkEntry *entry = GTK_ENTRY (self);
  gboolean is_shown = gtk_entry_get_visibility (entry);

  gtk_entry_set_icon_from_icon_name (entry, GTK_ENTRY_ICON_SECONDARY,
                                     is_shown ? "view-conceal-symbolic" : "view-reveal-symbolic");
  gtk_entry_set_icon_tooltip_text (entry, GTK_ENTRY_ICON_SECONDARY,
                                   is_shown ? _ ("Hide password (Ctrl+H)")
                                            : _ ("Show password (Ctrl+H)"));
  name_eye (entry);
}

static void
set_shown (WpPassword *self, gboolean is_shown)
{
  unselect (GTK_ENTRY (self));
  gtk_entry_set_visibility (GTK_ENTRY (self), is_shown);
  show_eye (self);
}

static void
switch_eye (WpPassword *self)
{
  set_shown (self, !gtk_entry_get_visibility (GTK_ENTRY (self)));
}

static void
on_icon (GtkEntry *entry, GtkEntryIconPosition position, GdkEvent *event, gpointer data)
{
  (void) event, (void) data;
  if (position == GTK_ENTRY_ICON_SECONDARY)
    switch_eye (WP_PASSWORD (entry));
}

/* Whatever shows is never selected. */
static void
on_selection (GtkEntry *entry, GParamSpec *property G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
  if (gtk_entry_get_visibility (entry))
    unselect (entry);
}

static void
no_copy (GtkEntry *entry G_GNUC_UNUSED)
{
}

static gboolean
focus_out (GtkWidget *widget, GdkEventFocus *event)
{
  gboolean result = GTK_WIDGET_CLASS (wp_password_parent_class)->focus_out_event (widget, event);

  set_shown (WP_PASSWORD (widget), FALSE);
  return result;
}

static void
wp_password_class_init (WpPasswordClass *class)
{
  GtkEntryClass *entry = GTK_ENTRY_CLASS (class);

  /* The eye takes no focus, so it has a key. */
  g_signal_new_class_handler ("switch-eye", G_TYPE_FROM_CLASS (class),
                              G_SIGNAL_RUN_LAST | G_SIGNAL_ACTION, G_CALLBACK (switch_eye), NULL,
                              NULL, NULL, G_TYPE_NONE, 0);
  gtk_binding_entry_add_signal (gtk_binding_set_by_class (class), GDK_KEY_h, GDK_CONTROL_MASK,
                                "switch-eye", 0);
  entry->copy_clipboard = no_copy;
  entry->cut_clipboard = no_copy;
  GTK_WIDGET_CLASS (class)->focus_out_event = focus_out;
  gtk_widget_class_set_accessible_type (GTK_WIDGET_CLASS (class),
                                        wp_password_accessible_get_type ());
}

static void
wp_password_init (WpPassword *self)
{
  GtkEntry *entry = GTK_ENTRY (self);

  gtk_entry_set_visibility (entry, FALSE);
  gtk_entry_set_input_purpose (entry, GTK_INPUT_PURPOSE_PASSWORD);
  gtk_entry_set_input_hints (entry, GTK_INPUT_HINT_NO_SPELLCHECK);
  gtk_entry_set_max_length (entry, WP_LIMIT_SECRET_BYTES);
  g_object_set (self, "caps-lock-warning", FALSE, NULL); /* the page has a line for it */
  g_signal_connect_after (self, "notify::secondary-icon-name", G_CALLBACK (name_eye), NULL);
  g_signal_connect (self, "icon-press", G_CALLBACK (on_icon), NULL);
  g_signal_connect (self, "notify::selection-bound", G_CALLBACK (on_selection), NULL);
  g_signal_connect (self, "notify::cursor-position", G_CALLBACK (on_selection), NULL);
  show_eye (self);
}

GtkWidget *
wp_password_new (void)
{
  return g_object_new (WP_TYPE_PASSWORD, NULL);
}

WpSecret *
wp_password_take (WpPassword *self, GError **error)
{
  const char *text = gtk_entry_get_text (GTK_ENTRY (self));

  return wp_secret_new (WP_SECRET_PASSWORD, text, strlen (text), error);
}

void
wp_password_clear (WpPassword *self)
{
  set_shown (self, FALSE);
  gtk_entry_set_text (GTK_ENTRY (self), "");
}

gboolean
wp_password_is_empty (WpPassword *self)
{
  return gtk_entry_get_text_length (GTK_ENTRY (self)) == 0;
}

const char *
wp_password_doubt (WpPassword *self)
{
  const char *text = gtk_entry_get_text (GTK_ENTRY (self));
  gsize length = strlen (text);

  if (length == 0)
    return NULL;
  if (g_ascii_isspace (text[0]) || g_ascii_isspace (text[length - 1]))
    return _ ("There is a blank at the beginning or at the end.");
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_iszerowidth (g_utf8_get_char (at)) || g_unichar_iscntrl (g_utf8_get_char (at))
        || (g_unichar_isspace (g_utf8_get_char (at)) && *at != ' '))
      return _ ("There is a character in it that cannot be seen.");
  for (gsize i = 0; i < length; i++)
    if ((guchar) text[i] >= 0x80)
      return _ ("There is a letter in it that is not on every keyboard. Is the right keyboard "
                "layout in use?");
  return NULL;
}
