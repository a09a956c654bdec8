/* See keys.h. */
#include "gtk/keys.h"

#include "gtk/copy.h"

static void
on_again (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  WpView *page = wp_window_peek_page (data);
  WpPageId id = page == NULL ? WP_PAGE_ADDRESS : WP_VIEW_GET_CLASS (page)->id;
  g_autoptr (GError) error = NULL;

  if (page == NULL || !wp_flow_can_repeat (wp_view_case (page), id))
    return;
  if (!wp_case_start (wp_view_case (page), &error))
    wp_view_complain (page, error->message);
  else if (id != WP_PAGE_TEST)
    wp_view_go (page, WP_PAGE_TEST);
}

static void
on_copy_report (GSimpleAction *action G_GNUC_UNUSED,
                GVariant *parameter G_GNUC_UNUSED,
                gpointer data)
{
  WpView *page = wp_window_peek_page (data);
  const WpReport *report = page == NULL ? NULL : wp_case_report (wp_view_case (page));

  if (report != NULL)
    wp_copy_report (data, report);
}

void
wp_keys_add (WpWindow *window)
{
  const GActionEntry entries[] = {
    { .name = "again", .activate = on_again },
    { .name = "copy-report", .activate = on_copy_report },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), window);
  wp_copy_watch (GTK_WIDGET (window));
}

gboolean
wp_keys_close_popover (GtkWindow *window)
{
  GtkWidget *focus = gtk_window_get_focus (window);
  GtkWidget *popover = focus == NULL ? NULL : gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER);

  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
  return popover != NULL;
}
