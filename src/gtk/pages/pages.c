/* Which widget shows which page. */
#include "gtk/pages/pages.h"

static GType (*const types[WP_N_PAGES]) (void) = {
  [WP_PAGE_ADDRESS] = wp_address_view_get_type,
  [WP_PAGE_LOOKING] = wp_looking_view_get_type,
  [WP_PAGE_SERVERS] = wp_servers_view_get_type,
  [WP_PAGE_CONSENT] = wp_consent_view_get_type,
  [WP_PAGE_PASSWORD] = wp_password_view_get_type,
  [WP_PAGE_TEST] = wp_test_view_get_type,
  [WP_PAGE_QUESTIONS] = wp_questions_view_get_type,
  [WP_PAGE_RECOMMENDATION] = wp_recommendation_view_get_type,
  [WP_PAGE_WHAT_IF] = wp_what_if_view_get_type,
  [WP_PAGE_SAVE] = wp_save_view_get_type,
  [WP_PAGE_DONE] = wp_done_view_get_type,
};

WpView *
wp_view_new (WpPageId id, WpCase *self)
{
  WpView *page = g_object_new (types[id](), NULL);

  wp_view_set_case (page, g_object_ref (self));
  return page;
}
