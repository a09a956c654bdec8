/* A web address, taken apart by libcurl, which has to be loaded (curl.h). */
#pragma once

#include <glib.h>

/* Both texts are the caller's. */
typedef struct
{
  char *text; /* the whole, without user name and fragment, with the host below */
  char *host; /* A-labels, or a literal without brackets */
  guint16 port;
  gboolean is_https; /* else http */
} WpUrl;

/* FALSE for what is no address of these two, or holds a user name; `url` is empty then. */
gboolean wp_url_read (const char *text, WpUrl *url);
