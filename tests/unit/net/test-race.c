/* net/race on loopback: closed ports refuse, a listener whose queue is full is a black hole. */
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "model/keys.h"
#include "net/race.h"
#include "net/socket.h"

typedef enum
{
  OPEN,
  CLOSED,
  HOLE,
} Kind;

typedef struct
{
  int listener;
  int fillers[4];
} Place;

typedef struct
{
  WpLoop *loop;
  WpRace *race;
  guint16 port;
  Place places[3];
  guint n_places;
  gboolean is_over;
  WpOutcome outcome;
  WpInet winner;
  int family;
  WpOutcome family_outcome;
  gint64 start_us, end_us;
  gboolean frees_in_callback;
} Fixture;

static int
make_socket (const char *address, guint16 port, struct sockaddr_storage *storage, socklen_t *length)
{
  WpInet inet;

  g_assert_true (wp_inet_parse (address, &inet));
  *length = wp_socket_address (&inet, port, storage);
  return socket (storage->ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
}

static gboolean
has_ipv6 (void)
{
  struct sockaddr_storage storage;
  socklen_t length;
  int fd = make_socket ("::1", 0, &storage, &length);
  gboolean is_there = fd >= 0 && bind (fd, (struct sockaddr *) &storage, length) == 0;

  close (fd);
  return is_there;
}

/* All places share one port. FALSE: it is taken at this address, try another. */
static gboolean
place_new (Fixture *f, const char *address, Kind kind)
{
  struct sockaddr_storage storage;
  socklen_t length;
  Place *place = &f->places[f->n_places];

  memset (place, -1, sizeof *place);
  place->listener = make_socket (address, f->port, &storage, &length);
  if (bind (place->listener, (struct sockaddr *) &storage, length) < 0)
    {
      close (place->listener);
      return FALSE;
    }
  getsockname (place->listener, (struct sockaddr *) &storage, &length);
  f->port = g_ntohs (((struct sockaddr_in *) &storage)->sin_port);
  f->n_places++;
  if (kind == CLOSED)
    return TRUE; /* bound, not listening: refused, and nobody else gets the port */
  g_assert_no_errno (listen (place->listener, kind == HOLE ? 0 : 8));
  for (guint i = 0; kind == HOLE && i < G_N_ELEMENTS (place->fillers); i++)
    {
      place->fillers[i] = make_socket (address, f->port, &storage, &length);
      (void) !connect (place->fillers[i], (struct sockaddr *) &storage, length);
    }
  return TRUE;
}

static void
clear_places (Fixture *f)
{
  for (; f->n_places > 0; f->n_places--)
    {
      Place *place = &f->places[f->n_places - 1];

      close (place->listener);
      for (guint i = 0; i < G_N_ELEMENTS (place->fillers); i++)
        if (place->fillers[i] >= 0)
          close (place->fillers[i]);
    }
  f->port = 0;
}

static void
tear_down (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  wp_race_free (f->race);
  clear_places (f);
  wp_loop_unref (f->loop);
}

static void
over (Fixture *f, WpOutcome outcome)
{
  g_assert_false (f->is_over);
  f->is_over = TRUE;
  f->outcome = outcome;
  f->end_us = g_get_monotonic_time ();
  if (f->frees_in_callback)
    g_clear_pointer (&f->race, wp_race_free);
}

static void
on_won (WpRace *race G_GNUC_UNUSED, int fd, const WpInet *address, gpointer data)
{
  Fixture *f = data;
  struct sockaddr_storage peer;
  socklen_t length = sizeof peer;

  g_assert_no_errno (getpeername (fd, (struct sockaddr *) &peer, &length)); /* it is connected */
  close (fd);
  f->winner = *address;
  over (f, WP_OUTCOME_OK);
}

static void
on_lost (WpRace *race G_GNUC_UNUSED, WpOutcome outcome, gpointer data)
{
  over (data, outcome);
}

static void
on_family (WpRace *race G_GNUC_UNUSED, int family, WpOutcome outcome, gint64 us, gpointer data)
{
  Fixture *f = data;

  g_assert_cmpint (f->family, ==, 0);
  g_assert_cmpint (us, >=, 0);
  f->family = family;
  f->family_outcome = outcome;
}

static void
run_ms (guint ms)
{
  gint64 end_us = g_get_monotonic_time () + ms * 1000;

  while (g_get_monotonic_time () < end_us)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (200);
}

typedef struct
{
  const char *path;
  const char *addresses[4];
  Kind kinds[4];
  WpOutcome outcome;
  const char *winner;
  const char *ipv4, *ipv6;
  guint min_ms, max_ms;
  gboolean tries_both;
  int family; /* of the later result; 0: none */
  WpOutcome family_outcome;
} Row;

static const Row rows[] = {
  { "first",
    { "::1", "127.0.0.1" },
    { OPEN, OPEN },
    WP_OUTCOME_OK,
    "::1",
    "not-finished",
    "connected",
    0,
    50,
    FALSE,
    0,
    0 },
  { "refused-v6",
    { "::1", "127.0.0.1" },
    { CLOSED, OPEN },
    WP_OUTCOME_OK,
    "127.0.0.1",
    "connected",
    "failed",
    0,
    50,
    FALSE,
    0,
    0 },
  { "hole-v6",
    { "::1", "127.0.0.1" },
    { HOLE, OPEN },
    WP_OUTCOME_OK,
    "127.0.0.1",
    "connected",
    "not-finished",
    250,
    300,
    FALSE,
    0,
    0 },
  { "hole-v4",
    { "127.0.0.1", "::1" },
    { HOLE, OPEN },
    WP_OUTCOME_OK,
    "::1",
    "not-finished",
    "connected",
    250,
    300,
    FALSE,
    0,
    0 },
  { "only-v4",
    { "127.0.0.1" },
    { OPEN },
    WP_OUTCOME_OK,
    "127.0.0.1",
    "connected",
    "none",
    0,
    50,
    FALSE,
    0,
    0 },
  { "third",
    { "127.0.0.1", "127.0.0.2", "127.0.0.3" },
    { CLOSED, CLOSED, OPEN },
    WP_OUTCOME_OK,
    "127.0.0.3",
    "connected",
    "none",
    0,
    50,
    FALSE,
    0,
    0 },
  { "third-after-holes",
    { "127.0.0.1", "127.0.0.2", "127.0.0.3" },
    { HOLE, HOLE, OPEN },
    WP_OUTCOME_OK,
    "127.0.0.3",
    "connected",
    "none",
    500,
    580,
    FALSE,
    0,
    0 },
  { "refused",
    { "::1", "127.0.0.1" },
    { CLOSED, CLOSED },
    WP_OUTCOME_REFUSED,
    NULL,
    "failed",
    "failed",
    0,
    50,
    FALSE,
    0,
    0 },
  { "holes",
    { "::1", "127.0.0.1" },
    { HOLE, HOLE },
    WP_OUTCOME_TIMED_OUT,
    NULL,
    "failed",
    "failed",
    800,
    900,
    FALSE,
    0,
    0 },
  { "hole-and-refused",
    { "::1", "127.0.0.1" },
    { HOLE, CLOSED },
    WP_OUTCOME_REFUSED,
    NULL,
    "failed",
    "failed",
    800,
    900,
    FALSE,
    0,
    0 },
  { "none", { NULL }, { 0 }, WP_OUTCOME_UNREACHABLE, NULL, "none", "none", 0, 50, FALSE, 0, 0 },
  { "both/open",
    { "::1", "127.0.0.1" },
    { OPEN, OPEN },
    WP_OUTCOME_OK,
    "::1",
    NULL,
    "connected",
    0,
    50,
    TRUE,
    4,
    WP_OUTCOME_OK },
  { "both/closed",
    { "::1", "127.0.0.1" },
    { OPEN, CLOSED },
    WP_OUTCOME_OK,
    "::1",
    NULL,
    "connected",
    0,
    50,
    TRUE,
    4,
    WP_OUTCOME_REFUSED },
};

static void
start (Fixture *f, const Row *row)
{
  static const WpRaceCallbacks callbacks = { on_won, on_lost, on_family };
  WpInet addresses[4];
  guint n = 0;

  f->loop = wp_loop_new (NULL);
  for (guint i = 0; i < 4 && row->addresses[i] != NULL; i++)
    if (!place_new (f, row->addresses[i], row->kinds[i]))
      {
        clear_places (f);
        i = G_MAXUINT; /* again from the first */
      }
  for (; n < 4 && row->addresses[n] != NULL; n++)
    wp_inet_parse (row->addresses[n], &addresses[n]);
  f->start_us = g_get_monotonic_time ();
  f->race = wp_race_new (f->loop,
                         &(WpRaceParams){ .addresses = addresses,
                                          .n_addresses = n,
                                          .port = f->port,
                                          .total_ms = 800,
                                          .tries_both = row->tries_both },
                         &callbacks, f);
  g_assert_false (f->is_over);
}

static void
test_row (Fixture *f, gconstpointer data)
{
  const Row *row = data;
  g_autoptr (WpFields) evidence = wp_fields_new ();
  char winner[WP_INET_TEXT_SIZE];
  gint64 ms;

  if (!has_ipv6 ())
    {
      g_test_skip ("no IPv6 on loopback");
      f->loop = wp_loop_new (NULL);
      return;
    }
  start (f, row);
  while (!f->is_over)
    g_main_context_iteration (NULL, TRUE);
  ms = (f->end_us - f->start_us) / 1000;
  wp_race_describe (f->race, evidence);
  g_assert_cmpstr (wp_outcome_id (f->outcome), ==, wp_outcome_id (row->outcome));
  if (row->winner != NULL)
    g_assert_cmpstr (wp_inet_format (&f->winner, winner), ==, row->winner);
  if (row->ipv4 != NULL) /* else it may or may not have come in the same turn */
    g_assert_cmpstr (wp_fields_text (evidence, WP_KEY_IPV4), ==, row->ipv4);
  g_assert_cmpstr (wp_fields_text (evidence, WP_KEY_IPV6), ==, row->ipv6);
  g_assert_cmpint (ms, >=, row->min_ms);
  g_assert_cmpint (ms, <=, row->max_ms + 60); /* the machine is shared */
  if (row->outcome == WP_OUTCOME_REFUSED)
    g_assert_cmpstr (wp_fields_text (evidence, WP_KEY_ERRNO), ==, "ECONNREFUSED");
  run_ms (50);
  g_assert_cmpint (f->family, ==, row->family);
  g_assert_cmpint (f->family_outcome, ==, row->family_outcome);
}

static void
test_freed_in_callback (Fixture *f, gconstpointer data)
{
  f->frees_in_callback = TRUE;
  start (f, data);
  while (!f->is_over)
    g_main_context_iteration (NULL, TRUE);
  run_ms (20);
  g_assert_null (f->race);
}

static void
test_freed_early (Fixture *f, gconstpointer data)
{
  start (f, data);
  run_ms (10);
  g_clear_pointer (&f->race, wp_race_free);
  f->is_over = TRUE; /* a callback now would be seen */
  run_ms (300);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/net/race/", rows[i].path, NULL);

      g_test_add (path, Fixture, &rows[i], NULL, test_row, tear_down);
    }
  g_test_add ("/net/race/freed-in-won", Fixture, &rows[4], NULL, test_freed_in_callback, tear_down);
  g_test_add ("/net/race/freed-in-lost", Fixture, &rows[10], NULL, test_freed_in_callback,
              tear_down);
  g_test_add ("/net/race/freed-early", Fixture, &rows[6], NULL, test_freed_early, tear_down);
  return g_test_run ();
}
