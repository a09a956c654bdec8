/* libcurl, loaded with the first document that is to be fetched. It brings some twenty libraries
 * along, and a window that opens or a mailbox that is asked need not wait for them: 4 ms of a start
 * of 10. Never closed again. A package of Waypost has to depend on it by name. */
#pragma once

#include <curl/curl.h>
#include <gio/gio.h>

#define WP_CURL_FUNCTIONS(F) \
  F (easy_cleanup) \
  F (easy_getinfo) \
  F (easy_init) \
  F (easy_setopt) \
  F (easy_strerror) \
  F (free) \
  F (global_init) \
  F (multi_add_handle) \
  F (multi_assign) \
  F (multi_cleanup) \
  F (multi_info_read) \
  F (multi_init) \
  F (multi_remove_handle) \
  F (multi_setopt) \
  F (multi_socket_action) \
  F (share_cleanup) \
  F (share_init) \
  F (share_setopt) \
  F (slist_append) \
  F (slist_free_all) \
  F (url) \
  F (url_cleanup) \
  F (url_get) \
  F (url_set) \
  F (version_info)

/* Each by its name in libcurl, without the prefix. */
typedef struct
{
#define WP_CURL_MEMBER(name) __typeof__ (curl_##name) *name;
  WP_CURL_FUNCTIONS (WP_CURL_MEMBER)
#undef WP_CURL_MEMBER
} WpCurl;

/* NULL until it is loaded; from any thread. */
const WpCurl *wp_curl (void);
/* In a thread, since it reads files for some milliseconds; again is as good as once. FALSE and an
 * error (a whole sentence): it is missing, or older than 7.88. */
void          wp_curl_load_async (GAsyncReadyCallback callback, gpointer data);
gboolean      wp_curl_load_finish (GAsyncResult *async, GError **error);
