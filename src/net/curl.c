/* See curl.h. */
#include "net/curl.h"

#include <dlfcn.h>
#include <stdlib.h>

#include <glib.h>

#define LIBRARY "libcurl.so.4" /* the ABI since 2006 */
#define NOT_FOUND 127          /* as of a program that lacks a library */

static void *
symbol (void *library, const char *name)
{
  void *found = library == NULL ? NULL : dlsym (library, name);

  if (found != NULL)
    return found;
  g_printerr ("waypost: %s\n", dlerror ());
  exit (NOT_FOUND);
}

const WpCurl *
wp_curl (void)
{
  static WpCurl curl;
  static gsize is_ready = 0;

  if (g_once_init_enter (&is_ready))
    {
      void *library = dlopen (LIBRARY, RTLD_NOW | RTLD_LOCAL);

#define LOAD(name) curl.name = (__typeof__ (curl.name)) symbol (library, "curl_" #name);
      WP_CURL_FUNCTIONS (LOAD)
#undef LOAD
      curl.global_init (CURL_GLOBAL_DEFAULT);
      g_once_init_leave (&is_ready, 1);
    }
  return &curl;
}
