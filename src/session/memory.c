/* See memory.h. One key file in the user's cache folder, mode 0600; the key of the hash is random
 * and lives beside the entries, so that the file alone tells nobody whose accounts they are. */
#include "session/memory.h"

#include <string.h>

#include <openssl/rand.h>

#include "policy/budget.h"

#define KEY_BYTES 32
#define ACCOUNTS "refused"
#define MOST_ENTRIES 200

static char *
file_name (void)
{
  return g_build_filename (g_get_user_cache_dir (), "waypost", "attempts", NULL);
}

static GKeyFile *
load (void)
{
  g_autofree char *name = file_name ();
  GKeyFile *file = g_key_file_new ();

  g_key_file_load_from_file (file, name, G_KEY_FILE_NONE, NULL);
  return file;
}

/* The hash key, made on first use. */
static char *
hash_key (GKeyFile *file)
{
  guint8 bytes[KEY_BYTES];
  char *key = g_key_file_get_string (file, "key", "hmac", NULL);

  if (key != NULL)
    return key;
  if (RAND_bytes (bytes, sizeof bytes) != 1)
    return NULL;
  key = g_base64_encode (bytes, sizeof bytes);
  g_key_file_set_string (file, "key", "hmac", key);
  return key;
}

static char *
entry_name (GKeyFile *file, const char *account)
{
  g_autofree char *key = hash_key (file);

  if (key == NULL)
    return NULL;
  return g_compute_hmac_for_string (G_CHECKSUM_SHA256, (const guchar *) key, strlen (key), account,
                                    -1);
}

static WpMemory
entry (GKeyFile *file, const char *name, gint64 now_unix)
{
  WpMemory memory = { 0 };
  int refusals = g_key_file_get_integer (file, ACCOUNTS, name, NULL);
  gint64 when = g_key_file_get_int64 (file, "when", name, NULL);

  if (refusals > 0 && when <= now_unix && now_unix - when < WP_BUDGET_MEMORY_S)
    memory = (WpMemory){ .refusals = (guint) MIN (refusals, 100), .last_unix = when };
  return memory;
}

WpMemory
wp_memory_load (const char *account, gint64 now_unix)
{
  g_autoptr (GKeyFile) file = load ();
  g_autofree char *name = entry_name (file, account);

  return name == NULL ? (WpMemory){ 0 } : entry (file, name, now_unix);
}

static void
forget_old (GKeyFile *file, gint64 now_unix)
{
  gsize n = 0;
  g_auto (GStrv) names = g_key_file_get_keys (file, ACCOUNTS, &n, NULL);

  for (gsize i = 0; i < n; i++)
    if (entry (file, names[i], now_unix).refusals == 0 || n - i > MOST_ENTRIES)
      {
        g_key_file_remove_key (file, ACCOUNTS, names[i], NULL);
        g_key_file_remove_key (file, "when", names[i], NULL);
      }
}

void
wp_memory_save (const char *account, WpMemory memory, gint64 now_unix)
{
  g_autoptr (GKeyFile) file = load ();
  g_autofree char *path = file_name ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = entry_name (file, account);
  g_autofree char *text = NULL;
  gsize length;

  if (name == NULL)
    return;
  if (memory.refusals == 0)
    {
      g_key_file_remove_key (file, ACCOUNTS, name, NULL);
      g_key_file_remove_key (file, "when", name, NULL);
    }
  else
    {
      g_key_file_set_integer (file, ACCOUNTS, name, (int) memory.refusals);
      g_key_file_set_int64 (file, "when", name, memory.last_unix);
    }
  forget_old (file, now_unix);
  text = g_key_file_to_data (file, &length, NULL);
  if (g_mkdir_with_parents (folder, 0700) == 0)
    g_file_set_contents_full (path, text, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                              NULL);
}
