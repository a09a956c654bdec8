/* See copy.h. */
#include "gtk/copy.h"

#include <glib/gi18n-lib.h>

#include "gtk/widgets/names.h"
#include "gtk/widgets/parts.h"
#include "gtk/widgets/timeline.h"
#include "gtk/flow/words.h"

#define COLUMNS 80
#define TEXT "wp-copy"
#define DONE "wp-copy-done"
#define DONE_MS 3000

static char *
text_of_row (GtkWidget *row)
{
  wp_name_rows (row);
  return g_strdup (atk_object_get_name (gtk_widget_get_accessible (row)));
}

/* The bar that is selected, with the address that was used. */
static char *
text_of_timeline (WpTimeline *timeline)
{
  const WpTimelineData *data = wp_timeline_data (timeline);
  int n = wp_timeline_selected (timeline);
  const WpBar *bar = data == NULL || n < 0 ? NULL : wp_timeline_data_bar (data, (guint) n);

  if (bar == NULL)
    return NULL;
  return bar->address == NULL ? g_strdup (bar->spoken)
                              : g_strdup_printf ("%s, %s", bar->spoken, bar->address);
}

/* Of the focus, or of the nearest around it that has one. */
static char *
text_around (GtkWidget *focus)
{
  char *text = NULL;

  for (GtkWidget *at = focus; at != NULL && text == NULL; at = gtk_widget_get_parent (at))
    {
      WpCopyFunc func = (WpCopyFunc) g_object_get_data (G_OBJECT (at), TEXT);

      if (func != NULL)
        text = func (at);
      else if (WP_IS_TIMELINE (at))
        text = text_of_timeline (WP_TIMELINE (at));
      else if (GTK_IS_LIST_BOX_ROW (at))
        text = text_of_row (at);
    }
  return text;
}

static gboolean
on_key (GtkWidget *window, GdkEventKey *event, gpointer data G_GNUC_UNUSED)
{
  guint modifiers = event->state & gtk_accelerator_get_default_mod_mask ();
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));
  g_autofree char *text = NULL;

  if (modifiers != GDK_CONTROL_MASK || gdk_keyval_to_lower (event->keyval) != GDK_KEY_c
      || focus == NULL || GTK_IS_EDITABLE (focus))
    return GDK_EVENT_PROPAGATE;
  text = text_around (focus);
  if (text == NULL || *text == '\0')
    return GDK_EVENT_PROPAGATE;
  wp_copy_text (window, text);
  wp_announce (window, _ ("The row was copied."));
  return GDK_EVENT_STOP;
}

void
wp_copy_watch (GtkWidget *window)
{
  g_signal_connect_after (window, "key-press-event", G_CALLBACK (on_key), NULL);
}

void
wp_copy_set (GtkWidget *widget, WpCopyFunc text)
{
  g_object_set_data (G_OBJECT (widget), TEXT, (gpointer) text);
}

/* What a button was before it said that it was done. */
typedef struct
{
  GtkButton *button;
  char *label, *name; /* NULL label: an icon */
  const char *icon;
  guint source;
} Done;

static void
done_free (gpointer data)
{
  Done *done = data;

  g_clear_handle_id (&done->source, g_source_remove);
  g_free (done->label);
  g_free (done->name);
  g_free (done);
}

static gboolean
on_done_over (gpointer data)
{
  Done *done = data;

  done->source = 0;
  wp_name_accessible (GTK_WIDGET (done->button), done->name);
  if (done->label != NULL)
    gtk_button_set_label (done->button, done->label);
  else
    g_object_set (gtk_button_get_image (done->button), "icon-name", done->icon, NULL);
  g_object_set_data (G_OBJECT (done->button), DONE, NULL);
  return G_SOURCE_REMOVE;
}

static Done *
done_new (GtkButton *button)
{
  Done *done = g_new0 (Done, 1);
  GtkWidget *image = gtk_button_get_image (button);

  /* Translators: on a button, for a moment after it was pressed. */
  const char *copied = _ ("Copied");

  done->button = button;
  done->name = g_strdup (atk_object_get_name (gtk_widget_get_accessible (GTK_WIDGET (button))));
  wp_name_accessible (GTK_WIDGET (button), copied);
  if (image == NULL)
    {
      done->label = g_strdup (gtk_button_get_label (button));
      gtk_button_set_label (button, copied);
      return done;
    }
  gtk_image_get_icon_name (GTK_IMAGE (image), &done->icon, NULL);
  done->icon = g_intern_string (done->icon);
  g_object_set (image, "icon-name", "object-select-symbolic", NULL);
  return done;
}

void
wp_copy_by_button (GtkWidget *button, const char *text, const char *said)
{
  Done *done = g_object_get_data (G_OBJECT (button), DONE);

  wp_copy_text (button, text);
  wp_announce (button, said);
  if (done == NULL)
    {
      done = done_new (GTK_BUTTON (button));
      g_object_set_data_full (G_OBJECT (button), DONE, done, done_free);
    }
  g_clear_handle_id (&done->source, g_source_remove);
  done->source = g_timeout_add (DONE_MS, on_done_over, done);
}

void
wp_copy_report (GtkWidget *widget, const WpReport *report)
{
  WpRenderStyle style = *wp_words ();
  g_autofree char *text = NULL;

  style.columns = COLUMNS;
  style.has_timeline = TRUE;
  text = wp_render_text (report, &style);
  wp_copy_text (widget, text);
  wp_announce (widget, _ ("The report was copied."));
}
