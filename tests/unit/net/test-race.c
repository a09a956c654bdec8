/* net/race on loopback: closed ports refuse, a listener whose queue is full is a black hole. */
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "await.h"
#include "base/limits.h"
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
  WpCrowd *crowd; /* NULL: nobody is counted */
  WpPlace *kept;  /* for the race */
  WpPlace *won;   /* by the race */
  WpPlace *filled[WP_LIMIT_CONNECTIONS_AT_ONCE];
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
  wp_crowd_leave (f->won);
  for (guint i = 0; i < G_N_ELEMENTS (f->filled); i++)
    wp_crowd_leave (f->filled[i]);
  wp_crowd_unref (f->crowd);
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
on_won (WpRace *race G_GNUC_UNUSED, int fd, WpPlace *place, const WpInet *address, gpointer data)
{
  Fixture *f = data;
  struct sockaddr_storage peer;
  socklen_t length = sizeof peer;

  f->won = place;
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
                                          .tries_both = row->tries_both,
                                          .crowd = f->crowd,
                                          .kind = WP_CROWD_MAIL,
                                          .place = f->kept },
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
  await_ms (50);
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
  await_ms (20);
  g_assert_null (f->race);
}

static void
test_freed_early (Fixture *f, gconstpointer data)
{
  start (f, data);
  await_ms (10);
  g_clear_pointer (&f->race, wp_race_free);
  f->is_over = TRUE; /* a callback now would be seen */
  await_ms (300);
}

/* The crowd */

static WpInet
inet (const char *text)
{
  WpInet inet;

  g_assert_true (wp_inet_parse (text, &inet));
  return inet;
}

static WpPlace *
enter (Fixture *f, const char *address)
{
  WpInet one = inet (address);

  return wp_crowd_enter (f->crowd, WP_CROWD_MAIL, &one, NULL, NULL);
}

/* No room at this address until room() is called. */
static void
fill (Fixture *f, const char *address)
{
  for (guint i = 0; i < WP_LIMIT_CONNECTIONS_AT_ONCE; i++)
    {
      f->filled[i] = enter (f, address);
      g_assert_cmpint (wp_crowd_answer (f->filled[i]), ==, WP_CROWD_IN);
    }
}

static void
room (Fixture *f)
{
  g_clear_pointer (&f->filled[0], wp_crowd_leave);
}

static void
use_up (Fixture *f, const char *address, guint count)
{
  for (guint i = 0; i < count; i++)
    wp_crowd_leave (enter (f, address));
}

static guint
count_held (Fixture *f, const char *address)
{
  WpPlace *places[WP_LIMIT_CONNECTIONS_AT_ONCE];
  guint held = 0;

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      places[i] = enter (f, address);
      held += wp_crowd_answer (places[i]) != WP_CROWD_IN;
    }
  for (guint i = G_N_ELEMENTS (places); i-- > 0;) /* those that wait first: they have no function */
    wp_crowd_leave (places[i]);
  return held;
}

/* Whether anybody has connected to the n-th place since the last question. */
static gboolean
was_connected (Fixture *f, guint n)
{
  int fd = accept4 (f->places[n].listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);

  if (fd >= 0)
    close (fd);
  return fd >= 0;
}

static void
run_until_over (Fixture *f)
{
  while (!f->is_over)
    g_main_context_iteration (NULL, TRUE);
}

static void
assert_won (Fixture *f, const char *address)
{
  char text[WP_INET_TEXT_SIZE];

  g_assert_cmpstr (wp_outcome_id (f->outcome), ==, "ok");
  g_assert_cmpstr (wp_inet_format (&f->winner, text), ==, address);
  g_assert_cmpstr (wp_inet_format (wp_crowd_address (f->won), text), ==, address);
}

static void
set_up_crowd (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  f->crowd = wp_crowd_new ();
}

/* The place at the first goes back, that at the winner is handed over. */
static void
test_second_wins (Fixture *f, gconstpointer data)
{
  static const Row row = { .addresses = { "127.0.0.1", "127.0.0.2" }, .kinds = { HOLE, OPEN } };
  static const Row refused = { .addresses = { "127.0.0.1", "127.0.0.2" },
                               .kinds = { CLOSED, OPEN } };

  start (f, data == NULL ? &row : &refused);
  if (data == NULL)
    {
      await_ms (50);
      g_assert_cmpuint (count_held (f, "127.0.0.1"), ==, 1);
      g_assert_cmpuint (count_held (f, "127.0.0.2"), ==, 0);
    }
  run_until_over (f);
  assert_won (f, "127.0.0.2");
  g_assert_cmpuint (count_held (f, "127.0.0.1"), ==, 0);
  g_assert_cmpuint (count_held (f, "127.0.0.2"), ==, 1);
  g_clear_pointer (&f->won, wp_crowd_leave);
  g_assert_cmpuint (count_held (f, "127.0.0.2"), ==, 0);
}

/* It is passed over, and the third has its turn at once. */
static void
test_passed_over (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  static const Row row = { .addresses = { "127.0.0.1", "127.0.0.2", "127.0.0.3" },
                           .kinds = { CLOSED, OPEN, OPEN } };
  g_autoptr (WpFields) evidence = wp_fields_new ();

  fill (f, "127.0.0.2");
  start (f, &row);
  run_until_over (f);
  assert_won (f, "127.0.0.3");
  g_assert_cmpint (f->end_us - f->start_us, <, 60000);
  wp_race_describe (f->race, evidence);
  g_assert_cmpstr (wp_fields_list (evidence, WP_KEY_FAMILY_RESULTS)[1], ==,
                   "ipv4 127.0.0.2: not-tried");
  /* Nor does it go on to wait. */
  room (f);
  await_ms (20);
  g_assert_false (was_connected (f, 1));
  g_assert_cmpuint (count_held (f, "127.0.0.2"), ==, 1);
}

/* The only hope that is left is waited for, longer than the race's time, without a packet. */
static void
test_waited_for (Fixture *f, gconstpointer data)
{
  const Row *row = data;

  fill (f, "127.0.0.2");
  start (f, row);
  await_ms (row->max_ms);
  g_assert_false (f->is_over);
  g_assert_true (wp_race_is_queued (f->race));
  g_assert_false (was_connected (f, 1));
  f->start_us = g_get_monotonic_time ();
  room (f);
  g_assert_false (f->is_over); /* not from inside */
  run_until_over (f);
  g_assert_cmpint (f->end_us - f->start_us, <, 60000);
  assert_won (f, "127.0.0.2");
  g_assert_cmpuint (count_held (f, "127.0.0.1"), ==, 0);
}

/* While the first hangs, the second comes as soon as there is room, not when the first has ended.
 */
static void
test_room_beside_hole (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  static const Row row = { .addresses = { "127.0.0.1", "127.0.0.2" }, .kinds = { HOLE, OPEN } };

  fill (f, "127.0.0.2");
  start (f, &row);
  await_ms (400);
  g_assert_false (f->is_over);
  g_assert_false (wp_race_is_queued (f->race)); /* it tries the first */
  room (f);
  run_until_over (f);
  g_assert_cmpint (f->end_us - f->start_us, <, 500000);
  assert_won (f, "127.0.0.2");
}

/* Who waited has the whole time, whatever the first has used up of it. */
static void
test_time_begins_anew (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  static const Row row = { .addresses = { "127.0.0.1", "127.0.0.2" }, .kinds = { HOLE, HOLE } };

  fill (f, "127.0.0.2");
  start (f, &row);
  await_ms (600);
  room (f);
  run_until_over (f);
  g_assert_cmpint (f->outcome, ==, WP_OUTCOME_TIMED_OUT);
  g_assert_cmpint (f->end_us - f->start_us, >=, 1390000);
  g_assert_cmpint (f->end_us - f->start_us, <, 1560000);
  /* Who hears that it is lost can warn those that wait, before they are let in. */
  g_assert_cmpuint (count_held (f, "127.0.0.1"), ==, 1);
  g_clear_pointer (&f->race, wp_race_free);
  g_assert_cmpuint (count_held (f, "127.0.0.1"), ==, 0);
  g_assert_cmpuint (count_held (f, "127.0.0.2"), ==, 1);
}

/* The last one of the run; and the one after it, for which nothing is sent. */
static void
test_used_up (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  static const Row row = { .addresses = { "127.0.0.1" }, .kinds = { OPEN } };

  use_up (f, "127.0.0.1", WP_LIMIT_CONNECTIONS_A_RUN - 1);
  start (f, &row);
  run_until_over (f);
  assert_won (f, "127.0.0.1");
  g_assert_true (was_connected (f, 0));
  g_clear_pointer (&f->won, wp_crowd_leave);
  wp_race_free (g_steal_pointer (&f->race));
  clear_places (f);
  wp_loop_unref (f->loop);

  f->is_over = FALSE;
  start (f, &row);
  run_until_over (f);
  g_assert_cmpstr (wp_outcome_id (f->outcome), ==, "not-tested");
  g_assert_cmpint (wp_race_error (f->race), ==, 0);
  g_assert_false (was_connected (f, 0));
}

/* It waits, and then hears that no more are made. */
static void
test_waited_for_nothing (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  static const Row row = { .addresses = { "127.0.0.1" }, .kinds = { OPEN } };

  fill (f, "127.0.0.1");
  start (f, &row);
  await_ms (20);
  g_assert_true (wp_race_is_queued (f->race));
  while (wp_crowd_again (f->filled[0]))
    ;
  g_assert_false (f->is_over);
  room (f);
  run_until_over (f);
  g_assert_cmpstr (wp_outcome_id (f->outcome), ==, "not-tested");
  g_assert_false (was_connected (f, 0));
}

/* A place that is held already, at another than the first: it is used, not a second one taken, and
 * its address has the first turn. */
static void
test_kept_place (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  static const Row row = { .addresses = { "127.0.0.1", "127.0.0.2", "127.0.0.3" },
                           .kinds = { OPEN, OPEN, OPEN } };

  f->kept = enter (f, "127.0.0.2");
  start (f, &row);
  g_assert_cmpuint (count_held (f, "127.0.0.2"), ==, 1);
  run_until_over (f);
  assert_won (f, "127.0.0.2");
  g_assert_true (f->won == f->kept);
  g_assert_false (was_connected (f, 0));
  g_assert_cmpuint (count_held (f, "127.0.0.1"), ==, 0);
}

/* The other family's attempt is counted as long as it is open. */
static void
test_loser (Fixture *f, gconstpointer data)
{
  const Row *row = data;

  if (!has_ipv6 ())
    {
      g_test_skip ("no IPv6 on loopback");
      f->loop = wp_loop_new (NULL);
      return;
    }
  start (f, row);
  run_until_over (f);
  assert_won (f, row->winner);
  g_assert_cmpuint (count_held (f, row->winner), ==, 1);
  g_assert_cmpuint (count_held (f, "127.0.0.1"), ==, 1);
  if (row->kinds[1] == HOLE)
    {
      await_ms (50);
      g_assert_cmpuint (count_held (f, "127.0.0.1"), ==, 1);
      g_clear_pointer (&f->race, wp_race_free);
    }
  else
    await_ms (50);
  g_assert_cmpuint (count_held (f, "127.0.0.1"), ==, 0);
  g_assert_cmpint (f->family, ==, row->family);
}

/* For its result alone nobody waits, and nothing is sent. */
static void
test_no_room_for_loser (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  static const Row row = { .addresses = { "::1", "127.0.0.1" },
                           .kinds = { OPEN, OPEN },
                           .tries_both = TRUE };

  if (!has_ipv6 ())
    {
      g_test_skip ("no IPv6 on loopback");
      f->loop = wp_loop_new (NULL);
      return;
    }
  fill (f, "127.0.0.1");
  start (f, &row);
  run_until_over (f);
  assert_won (f, "::1");
  room (f);
  await_ms (50);
  g_assert_cmpint (f->family, ==, 0);
  g_assert_false (was_connected (f, 1));
  g_assert_cmpuint (count_held (f, "127.0.0.1"), ==, 1);
}

/* Its wish ends with it, also when it was granted just now. */
static void
test_freed_while_queued (Fixture *f, gconstpointer data)
{
  static const Row row = { .addresses = { "127.0.0.1" }, .kinds = { OPEN } };

  fill (f, "127.0.0.1");
  start (f, &row);
  await_ms (20);
  if (data != NULL)
    room (f);
  g_clear_pointer (&f->race, wp_race_free);
  if (data == NULL)
    room (f);
  f->is_over = TRUE; /* a callback now would be seen */
  await_ms (20);
  g_assert_false (was_connected (f, 0));
  g_assert_cmpuint (count_held (f, "127.0.0.1"), ==, 1);
}

static const Row waiting_rows[] = {
  { .addresses = { "127.0.0.1", "127.0.0.2" }, .kinds = { CLOSED, OPEN }, .max_ms = 900 },
  { .addresses = { "127.0.0.1", "127.0.0.2" }, .kinds = { HOLE, OPEN }, .max_ms = 900 },
};

static const Row loser_rows[] = {
  { .addresses = { "::1", "127.0.0.1" },
    .kinds = { OPEN, CLOSED },
    .winner = "::1",
    .tries_both = TRUE,
    .family = 4 },
  { .addresses = { "::1", "127.0.0.1" },
    .kinds = { OPEN, HOLE },
    .winner = "::1",
    .tries_both = TRUE },
};

static void
add_crowd_tests (void)
{
#define ADD(path, data, func)                                                                      \
  g_test_add ("/net/race/crowd/" path, Fixture, data, set_up_crowd, func, tear_down)
  ADD ("second-wins/hole", NULL, test_second_wins);
  ADD ("second-wins/refused", "", test_second_wins);
  ADD ("passed-over", NULL, test_passed_over);
  ADD ("waited-for/refused", &waiting_rows[0], test_waited_for);
  ADD ("waited-for/hole", &waiting_rows[1], test_waited_for);
  ADD ("room-beside-hole", NULL, test_room_beside_hole);
  ADD ("time-begins-anew", NULL, test_time_begins_anew);
  ADD ("used-up", NULL, test_used_up);
  ADD ("waited-for-nothing", NULL, test_waited_for_nothing);
  ADD ("kept-place", NULL, test_kept_place);
  ADD ("loser/closed", &loser_rows[0], test_loser);
  ADD ("loser/hole", &loser_rows[1], test_loser);
  ADD ("no-room-for-loser", NULL, test_no_room_for_loser);
  ADD ("freed/queued", NULL, test_freed_while_queued);
  ADD ("freed/admitted", "", test_freed_while_queued);
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
  add_crowd_tests ();
  g_test_add ("/net/race/freed-early", Fixture, &rows[6], NULL, test_freed_early, tear_down);
  return g_test_run ();
}
