/* A module that GTK loads where GTK_MODULES names it: windows are laid out from right to left, as
 * in a language that is written so. For pictures only; no such language has a translation yet. */
#include <gtk/gtk.h>

G_MODULE_EXPORT void gtk_module_init (int *argc, char ***argv);

void
gtk_module_init (int *argc G_GNUC_UNUSED, char ***argv G_GNUC_UNUSED)
{
  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
}
