/* F1 on every page of the wizard leads to a page of the manual that exists. */
#include <string.h>

#include <glib.h>

#include "gtk/flow/flow.h"

static void
test_page (gconstpointer data)
{
  const WpPageRow *row = data;
  g_auto (GStrv) parts = g_strsplit (row->help, "#", 2);
  g_autofree char *name = g_strconcat (parts[0], ".page", NULL);
  g_autofree char *path = g_build_filename (HELP, name, NULL);
  g_autofree char *text = NULL;
  g_autofree char *id = g_strdup_printf ("id=\"%s\"", parts[1] != NULL ? parts[1] : parts[0]);
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (text, id));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < WP_N_PAGES; i++)
    {
      const WpPageRow *row = wp_flow_row ((WpPageId) i);
      g_autofree char *name = g_strconcat ("/desktop/help/", row->name, NULL);

      g_test_add_data_func (name, row, test_page);
    }
  return g_test_run ();
}
