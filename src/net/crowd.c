/* See crowd.h. */
#include "net/crowd.h"

#include "base/limits.h"

typedef struct
{
  WpInet inet;
  guint made; /* in this run */
  guint now[WP_N_CROWD_KINDS];
  GQueue waiting[WP_N_CROWD_KINDS]; /* of WpPlace */
  gboolean is_dead;
} Address;

struct _WpCrowd
{
  guint refs;
  GHashTable *addresses; /* WpInet → Address */
};

struct _WpPlace
{
  WpCrowd *crowd;
  Address *address;
  WpCrowdKind kind;
  WpCrowdAnswer answer;
  WpPlaceFunc func;
  gpointer data;
};

WpCrowd *
wp_crowd_new (void)
{
  WpCrowd *crowd = g_new0 (WpCrowd, 1);

  crowd->refs = 1;
  crowd->addresses = g_hash_table_new_full ((GHashFunc) wp_inet_hash, (GEqualFunc) wp_inet_equal,
                                            NULL, g_free);
  return crowd;
}

WpCrowd *
wp_crowd_ref (WpCrowd *crowd)
{
  if (crowd != NULL)
    crowd->refs++;
  return crowd;
}

/* The last one leaves with the last place, so no queue has anybody in it. */
void
wp_crowd_unref (WpCrowd *crowd)
{
  if (crowd == NULL || --crowd->refs > 0)
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

static gboolean
is_used_up (const Address *address)
{
  return address->made >= WP_LIMIT_CONNECTIONS_A_RUN;
}

static void
let_in (WpPlace *place)
{
  place->answer = WP_CROWD_IN;
  place->address->made++;
  place->address->now[place->kind]++;
}

WpPlace *
wp_crowd_enter (
    WpCrowd *crowd, WpCrowdKind kind, const WpInet *inet, WpPlaceFunc func, gpointer data)
{
  WpPlace *place;
  Address *address;

  if (crowd == NULL)
    return NULL;
  address = find (crowd, inet);
  place = g_new (WpPlace, 1);
  *place = (WpPlace){ wp_crowd_ref (crowd), address, kind, WP_CROWD_FULL, func, data };
  if (is_used_up (address))
    return place;
  if (address->now[kind] < WP_LIMIT_CONNECTIONS_AT_ONCE
      && g_queue_is_empty (&address->waiting[kind]))
    let_in (place);
  else
    {
      g_queue_push_tail (&address->waiting[kind], place);
      place->answer = WP_CROWD_WAIT;
    }
  return place;
}

WpCrowdAnswer
wp_crowd_answer (const WpPlace *place)
{
  return place == NULL ? WP_CROWD_IN : place->answer;
}

const WpInet *
wp_crowd_address (const WpPlace *place)
{
  return &place->address->inet;
}

gboolean
wp_crowd_again (WpPlace *place)
{
  if (place->answer != WP_CROWD_IN || is_used_up (place->address))
    return FALSE;
  place->address->made++;
  return TRUE;
}

/* The next one is let in; where no more may be made, each one that waits is told. */
static void
serve_waiting (Address *address, WpCrowdKind kind)
{
  while (!g_queue_is_empty (&address->waiting[kind]))
    {
      WpPlace *next;

      if (!is_used_up (address) && address->now[kind] >= WP_LIMIT_CONNECTIONS_AT_ONCE)
        return;
      next = g_queue_pop_head (&address->waiting[kind]);
      if (is_used_up (address))
        next->answer = WP_CROWD_FULL;
      else
        let_in (next);
      next->func (next->answer == WP_CROWD_IN, next->data);
    }
}

void
wp_crowd_leave (WpPlace *place)
{
  WpCrowd *crowd;
  Address *address;

  if (place == NULL)
    return;
  crowd = place->crowd; /* this place's reference is held to the end */
  address = place->address;
  if (place->answer == WP_CROWD_IN)
    address->now[place->kind]--;
  else if (place->answer == WP_CROWD_WAIT)
    g_queue_remove (&address->waiting[place->kind], place);
  g_free (place);
  /* All kinds: the sixteen may be made since the others began to wait. */
  for (guint kind = 0; kind < WP_N_CROWD_KINDS; kind++)
    serve_waiting (address, (WpCrowdKind) kind);
  wp_crowd_unref (crowd);
}

void
wp_crowd_decline (WpPlace *place)
{
  if (place != NULL && place->answer == WP_CROWD_IN)
    place->address->made--;
  wp_crowd_leave (place);
}

void
wp_crowd_mark_dead (WpCrowd *crowd, const WpInet *inet)
{
  if (crowd != NULL)
    find (crowd, inet)->is_dead = TRUE;
}

gboolean
wp_crowd_is_dead (WpCrowd *crowd, const WpInet *inet)
{
  return crowd != NULL && find (crowd, inet)->is_dead;
}
