/* See crowd.h. */
#include "check/crowd.h"

#include "base/limits.h"

typedef struct
{
  WpInet inet;
  guint made;
  guint now;
  gboolean is_dead;
  GQueue waiting; /* of WpPlace */
} Address;

struct _WpCrowd
{
  GHashTable *addresses; /* WpInet → Address */
};

struct _WpPlace
{
  Address *address;
  gboolean is_in;
  WpPlaceFunc func;
  gpointer data;
};

static void
address_free (gpointer data)
{
  Address *address = data;

  g_queue_clear (&address->waiting);
  g_free (address);
}

WpCrowd *
wp_crowd_new (void)
{
  WpCrowd *crowd = g_new0 (WpCrowd, 1);

  crowd->addresses = g_hash_table_new_full ((GHashFunc) wp_inet_hash, (GEqualFunc) wp_inet_equal,
                                            NULL, address_free);
  return crowd;
}

void
wp_crowd_free (WpCrowd *crowd)
{
  if (crowd == NULL)
    return;
  g_hash_table_unref (crowd->addresses);
  g_free (crowd);
}

static Address *
find (WpCrowd *crowd, const WpInet *inet)
{
  Address *address = g_hash_table_lookup (crowd->addresses, inet);

  if (address == NULL)
    {
      address = g_new0 (Address, 1);
      address->inet = *inet;
      g_hash_table_insert (crowd->addresses, &address->inet, address);
    }
  return address;
}

static void
let_in (WpPlace *place)
{
  place->is_in = TRUE;
  place->address->made++;
  place->address->now++;
}

WpPlace *
wp_crowd_enter (
    WpCrowd *crowd, const WpInet *inet, WpPlaceFunc func, gpointer data, WpCrowdAnswer *answer)
{
  WpPlace *place = g_new0 (WpPlace, 1);

  place->address = find (crowd, inet);
  place->func = func;
  place->data = data;
  if (place->address->made >= WP_LIMIT_CONNECTIONS_A_RUN)
    *answer = WP_CROWD_FULL;
  else if (place->address->now >= WP_LIMIT_CONNECTIONS_AT_ONCE)
    {
      g_queue_push_tail (&place->address->waiting, place);
      *answer = WP_CROWD_WAIT;
    }
  else
    {
      let_in (place);
      *answer = WP_CROWD_IN;
    }
  return place;
}

gboolean
wp_crowd_again (WpPlace *place)
{
  if (!place->is_in || place->address->made >= WP_LIMIT_CONNECTIONS_A_RUN)
    return FALSE;
  place->address->made++;
  return TRUE;
}

void
wp_crowd_mark_dead (WpCrowd *crowd, const WpInet *inet)
{
  find (crowd, inet)->is_dead = TRUE;
}

gboolean
wp_crowd_is_dead (WpCrowd *crowd, const WpInet *inet)
{
  return find (crowd, inet)->is_dead;
}

/* The next one is let in; where no more may be made, each one that waits is told. */
static void
serve_waiting (Address *address)
{
  while (!g_queue_is_empty (&address->waiting))
    {
      WpPlace *next;

      if (address->made < WP_LIMIT_CONNECTIONS_A_RUN)
        {
          if (address->now >= WP_LIMIT_CONNECTIONS_AT_ONCE)
            return;
          next = g_queue_pop_head (&address->waiting);
          let_in (next);
        }
      else
        next = g_queue_pop_head (&address->waiting);
      next->func (next->is_in, next->data);
    }
}

void
wp_crowd_leave (WpPlace *place)
{
  Address *address = place->address;

  if (place->is_in)
    address->now--;
  else
    g_queue_remove (&address->waiting, place);
  g_free (place);
  serve_waiting (address);
}
