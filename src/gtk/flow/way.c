/* See way.h. */
#include "gtk/flow/way.h"

static void
drop (WpWay *self, WpPageId page, gboolean and_behind)
{
  guint kept = 0;

  for (guint i = 0; i < self->count; i++)
    if (self->pages[i] != page && !(and_behind && self->pages[i] > page))
      self->pages[kept++] = self->pages[i];
  self->count = kept;
}

void
wp_way_follow (WpWay *self, WpPageId to)
{
  if (!wp_flow_is_aside (to))
    drop (self, to, to != WP_PAGE_CONSENT);
}

void
wp_way_go (WpWay *self, WpPageId from, WpPageId to)
{
  drop (self, from, FALSE);
  self->pages[self->count++] = from;
  wp_way_follow (self, to);
}

WpPageId
wp_way_back (WpWay *self, WpCase *wp_case, WpPageId page)
{
  while (self->count > 0)
    {
      WpPageId before = self->pages[--self->count];

      if (!wp_flow_is_there (wp_case, before))
        continue;
      if (!wp_flow_is_aside (page))
        wp_case_reopen (wp_case,
                        before == WP_PAGE_PASSWORD && wp_case_password_question (wp_case) == NULL);
      return before;
    }
  return page;
}
