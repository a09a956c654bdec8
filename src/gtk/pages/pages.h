/* The types of the pages, by the flow's ids. */
#pragma once

#include "gtk/view.h"

GType wp_address_view_get_type (void);
GType wp_looking_view_get_type (void);
GType wp_servers_view_get_type (void);
GType wp_consent_view_get_type (void);
GType wp_password_view_get_type (void);
GType wp_test_view_get_type (void);
GType wp_questions_view_get_type (void);
GType wp_recommendation_view_get_type (void);
GType wp_what_if_view_get_type (void);
GType wp_save_view_get_type (void);
GType wp_done_view_get_type (void);
