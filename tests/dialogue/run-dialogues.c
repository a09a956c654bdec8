/* Plays every dialogue of a folder in each mode, as one test case each.
 *
 * usage: run-dialogues FOLDER */
#include <locale.h>
#include <string.h>

#include "dialogue.h"

typedef struct
{
  Dialogue *dialogue;
  PlayMode mode;
} Case;

static void
run (gconstpointer data)
{
  const Case *item = data;
  g_autofree char *problem = dialogue_play (item->dialogue, item->mode);

  if (problem != NULL)
    g_test_fail_printf ("%s", problem);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
list (const char *folder)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  GDir *dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".txt"))
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  g_dir_close (dir);
  g_ptr_array_sort (paths, compare);
  return paths;
}

static void
add (GPtrArray *cases, Dialogue *dialogue)
{
  static const char *const modes[] = { "whole", "split", "burst" };

  const char *only = dialogue_head (dialogue, "modes");

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autofree char *path = g_strdup_printf (
          "/dialogue/%s/%s/%s", dialogue_head (dialogue, "protocol"), dialogue->name, modes[i]);
      Case *item = g_new (Case, 1);

      *item = (Case){ dialogue, (PlayMode) i };
      g_ptr_array_add (cases, item);
      if (only != NULL && strstr (only, modes[i]) == NULL)
        continue;
      g_test_add_data_func (path, item, run);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) paths = NULL;
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) dialogues = g_ptr_array_new_with_free_func ((GDestroyNotify) dialogue_free);

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  paths = list (argv[1]);
  g_assert_cmpuint (paths->len, >, 0);
  for (guint i = 0; i < paths->len; i++)
    {
      g_ptr_array_add (dialogues, dialogue_read (paths->pdata[i]));
      add (cases, dialogues->pdata[i]);
    }
  return g_test_run ();
}
