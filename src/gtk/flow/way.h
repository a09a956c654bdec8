/* The way that a person went through the pages of a task: what Back goes along. No widget. */
#pragma once

#include "gtk/flow/flow.h"

typedef struct
{
  WpPageId pages[WP_N_PAGES]; /* before the one that is shown, each once */
  guint count;
} WpWay;

/* From one page to another. What comes behind `to` in the order of the pages is not before it any
 * more; `to` may be a page that stands aside (the servers by hand) and is gone back from to where
 * it was asked for. */
void     wp_way_go (WpWay *self, WpPageId from, WpPageId to);
/* The case moved by itself: `from` is no place to go back to. */
void     wp_way_follow (WpWay *self, WpPageId to);
/* The page before `page`: the last one that still has something to show. `page` itself: there is
 * none. */
WpPageId wp_way_back (WpWay *self, WpCase *wp_case, WpPageId page);
