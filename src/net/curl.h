/* libcurl, loaded with the first document that is to be fetched. It brings some twenty libraries
 * along, and a window that opens or a mailbox that is asked need not wait for them: 4 ms of a start
 * of 10. Never closed again. */
#pragma once

#include <curl/curl.h>

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
  F (url_set)

/* Each by its name in libcurl, without the prefix. */
typedef struct
{
#define WP_CURL_MEMBER(name) __typeof__ (curl_##name) *name;
  WP_CURL_FUNCTIONS (WP_CURL_MEMBER)
#undef WP_CURL_MEMBER
} WpCurl;

/* Initialized; from any thread. The first call reads files, for some milliseconds: who can, has
 * it done ahead by wp_fetcher_warm_up. Ends the process with a word why where the library is
 * missing or too old, as the system does with every other library. */
const WpCurl *wp_curl (void);
