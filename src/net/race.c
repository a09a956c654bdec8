/* See race.h. */
#include "net/race.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <unistd.h>

#include "base/limits.h"
#include "model/keys.h"
#include "net/socket.h"

#define STAGGER_MS 250
#define LOSER_MS 2000

typedef enum
{
  WAITING,  /* its turn has not come */
  QUEUED,   /* it has; but its address has no room */
  ADMITTED, /* it waited, and has a place: connects in the next turn of the loop */
  BARRED,   /* no room, and not waited for */
  TRYING,
  CONNECTED,
  FAILED,
  LEFT, /* given up, without a result */
} AttemptState;

typedef struct
{
  WpRace *race;
  WpInet address;
  AttemptState state;
  WpPlace *place; /* or the wish for one; NULL: none, or not counted */
  int fd;         /* -1: none */
  WpWatch *watch;
  gint64 start_us;
  gint64 end_us;
  int error; /* errno, where FAILED */
} Attempt;

struct _WpRace
{
  WpLoop *loop;
  WpRaceCallbacks callbacks;
  gpointer data;
  Attempt attempts[WP_LIMIT_ADDRESSES];
  guint n_attempts;
  guint16 port;
  guint stagger_ms;
  guint total_ms;
  gboolean tries_both;
  WpCrowd *crowd;
  WpCrowdKind kind;
  gboolean is_over; /* won or lost */
  Attempt *loser;   /* goes on after the win */
  WpTimer *next_timer;
  WpTimer *room_timer; /* the crowd has spoken */
  WpTimer *end_timer;
};

static void
close_socket (Attempt *attempt)
{
  g_clear_pointer (&attempt->watch, wp_watch_remove);
  if (attempt->fd >= 0)
    close (attempt->fd);
  attempt->fd = -1;
}

static void
stop (Attempt *attempt)
{
  close_socket (attempt);
  g_clear_pointer (&attempt->place, wp_crowd_leave);
}

/* Not before it is known whether the race goes on: who waits for the place of a race that is lost
 * shall know of that first, and may not want it any more. */
static void
leave_failed (WpRace *self)
{
  for (guint i = 0; i < self->n_attempts; i++)
    if (self->attempts[i].state == FAILED)
      g_clear_pointer (&self->attempts[i].place, wp_crowd_leave);
}

static void
bar (Attempt *attempt)
{
  attempt->state = BARRED;
  g_clear_pointer (&attempt->place, wp_crowd_decline);
}

static gboolean
is_any (const WpRace *self, AttemptState state)
{
  for (guint i = 0; i < self->n_attempts; i++)
    if (self->attempts[i].state == state)
      return TRUE;
  return FALSE;
}

static void
settle (Attempt *attempt, AttemptState state, int error)
{
  attempt->state = state;
  attempt->error = error;
  attempt->end_us = wp_loop_now_us (attempt->race->loop);
}

/* The most telling failure (see race.h). */
static WpOutcome
worst (const WpRace *self, int *error)
{
  static const WpOutcome telling[] = {
    WP_OUTCOME_REFUSED, WP_OUTCOME_RESET,       WP_OUTCOME_TIMED_OUT,
    WP_OUTCOME_DENIED,  WP_OUTCOME_UNREACHABLE,
  };

  *error = 0;
  for (guint i = 0; i < self->n_attempts; i++)
    if (self->attempts[i].state == FAILED)
      *error = self->attempts[i].error;
  for (guint t = 0; t < G_N_ELEMENTS (telling); t++)
    for (guint i = self->n_attempts; i-- > 0;)
      if (self->attempts[i].state == FAILED
          && wp_socket_outcome (self->attempts[i].error) == telling[t])
        {
          *error = self->attempts[i].error;
          return telling[t];
        }
  if (self->n_attempts == 0)
    return WP_OUTCOME_UNREACHABLE;
  return *error != 0 ? WP_OUTCOME_NETWORK_ERROR : WP_OUTCOME_NOT_TESTED;
}

/* Nobody goes on and nobody waits. */
static void
end_attempts (WpRace *self)
{
  self->is_over = TRUE;
  for (guint i = 0; i < self->n_attempts; i++)
    if (self->attempts[i].state == QUEUED || self->attempts[i].state == ADMITTED)
      bar (&self->attempts[i]);
  g_clear_pointer (&self->room_timer, wp_timer_remove);
  g_clear_pointer (&self->next_timer, wp_timer_remove);
  g_clear_pointer (&self->end_timer, wp_timer_remove);
}

static void
lose (WpRace *self)
{
  int unused;

  end_attempts (self);
  self->callbacks.lost (self, worst (self, &unused), self->data);
}

static void
on_end_time (gpointer data)
{
  WpRace *self = data;

  self->end_timer = NULL;
  for (guint i = 0; i < self->n_attempts; i++)
    if (self->attempts[i].state == TRYING)
      {
        close_socket (&self->attempts[i]);
        settle (&self->attempts[i], FAILED, ETIMEDOUT);
      }
  g_clear_pointer (&self->next_timer, wp_timer_remove);
  if (is_any (self, QUEUED) || is_any (self, ADMITTED))
    leave_failed (self);
  else
    lose (self);
}

/* After the win */

static void
loser_ends (WpRace *self)
{
  Attempt *loser = g_steal_pointer (&self->loser);
  WpOutcome outcome = loser->state == CONNECTED ? WP_OUTCOME_OK : wp_socket_outcome (loser->error);

  stop (loser);
  g_clear_pointer (&self->end_timer, wp_timer_remove);
  if (self->callbacks.family != NULL)
    self->callbacks.family (self, loser->address.family, outcome, loser->end_us - loser->start_us,
                            self->data);
}

static void
on_loser_time (gpointer data)
{
  WpRace *self = data;

  self->end_timer = NULL;
  stop (self->loser);
  settle (self->loser, LEFT, 0);
  self->loser = NULL;
}

static gboolean has_place (Attempt *attempt);
static gboolean try_one (Attempt *attempt);

/* The first attempt of the other family goes on; all the rest end. */
static void
keep_loser (WpRace *self, const Attempt *winner)
{
  for (guint i = 0; i < self->n_attempts; i++)
    {
      Attempt *attempt = &self->attempts[i];

      if (attempt == winner)
        continue;
      if (attempt->state == TRYING && attempt->address.family != winner->address.family
          && self->loser == NULL)
        {
          self->loser = attempt;
          continue;
        }
      if (attempt->state == TRYING)
        {
          stop (attempt);
          settle (attempt, LEFT, 0);
        }
    }
  for (guint i = 0; self->tries_both && self->loser == NULL && i < self->n_attempts; i++)
    {
      Attempt *attempt = &self->attempts[i];

      if (attempt->address.family == winner->address.family || attempt->state == BARRED)
        continue;
      if (attempt->state != WAITING)
        break; /* it has its result */
      if (!has_place (attempt))
        bar (attempt);
      else if (try_one (attempt))
        self->loser = attempt;
    }
  leave_failed (self);
  if (self->loser != NULL)
    self->end_timer = wp_loop_after_ms (self->loop, LOSER_MS, on_loser_time, self);
}

static void
win (WpRace *self, Attempt *winner)
{
  int fd = winner->fd;
  WpPlace *place = g_steal_pointer (&winner->place);

  g_clear_pointer (&winner->watch, wp_watch_remove);
  winner->fd = -1;
  end_attempts (self);
  keep_loser (self, winner);
  self->callbacks.won (self, fd, place, &winner->address, self->data);
}

/* The attempts */

static void start_next (WpRace *self);

static void
on_io (int fd, guint io G_GNUC_UNUSED, gpointer data)
{
  Attempt *attempt = data;
  WpRace *self = attempt->race;
  int error = 0;
  socklen_t size = sizeof error;

  if (getsockopt (fd, SOL_SOCKET, SO_ERROR, &error, &size) < 0)
    error = errno;
  settle (attempt, error == 0 ? CONNECTED : FAILED, error);
  if (attempt == self->loser)
    loser_ends (self);
  else if (error == 0)
    win (self, attempt);
  else
    {
      close_socket (attempt);
      start_next (self);
    }
}

static void
on_room_time (gpointer data)
{
  WpRace *self = data;

  self->room_timer = NULL;
  for (guint i = 0; i < self->n_attempts; i++)
    {
      if (self->attempts[i].state != ADMITTED || !try_one (&self->attempts[i]))
        continue;
      g_clear_pointer (&self->end_timer, wp_timer_remove);
      self->end_timer = wp_loop_after_ms (self->loop, self->total_ms, on_end_time, self);
    }
  if (is_any (self, TRYING))
    leave_failed (self);
  else
    start_next (self);
}

/* From inside somebody's wp_crowd_leave, which may be one of ours. */
static void
on_place (gboolean is_in, gpointer data)
{
  Attempt *attempt = data;
  WpRace *self = attempt->race;

  if (is_in)
    attempt->state = ADMITTED;
  else
    bar (attempt);
  if (self->room_timer == NULL)
    self->room_timer = wp_loop_after_ms (self->loop, 0, on_room_time, self);
}

static gboolean
has_place (Attempt *attempt)
{
  WpRace *self = attempt->race;

  if (attempt->place == NULL)
    attempt->place = wp_crowd_enter (self->crowd, self->kind, &attempt->address, on_place, attempt);
  switch (wp_crowd_answer (attempt->place))
    {
    case WP_CROWD_WAIT:
      attempt->state = QUEUED;
      return FALSE;
    case WP_CROWD_FULL:
      bar (attempt);
      return FALSE;
    case WP_CROWD_IN:
    default:
      return TRUE;
    }
}

/* FALSE where it failed at once. A connect that succeeds at once is reported by the loop, too. */
static gboolean
try_one (Attempt *attempt)
{
  struct sockaddr_storage address;
  socklen_t length = wp_socket_address (&attempt->address, attempt->race->port, &address);
  int yes = 1;

  attempt->state = TRYING;
  attempt->start_us = wp_loop_now_us (attempt->race->loop);
  attempt->fd = socket (address.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (attempt->fd >= 0)
    setsockopt (attempt->fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  if (attempt->fd < 0
      || (connect (attempt->fd, (struct sockaddr *) &address, length) < 0 && errno != EINPROGRESS))
    {
      settle (attempt, FAILED, errno);
      close_socket (attempt);
      return FALSE;
    }
  attempt->watch = wp_loop_watch (attempt->race->loop, attempt->fd, WP_IO_OUT, on_io, attempt);
  return TRUE;
}

static void
on_next_time (gpointer data)
{
  WpRace *self = data;

  self->next_timer = NULL;
  start_next (self);
}

/* FALSE: nobody's turn is left. */
static gboolean
try_next (WpRace *self)
{
  for (guint i = 0; i < self->n_attempts; i++)
    {
      Attempt *attempt = &self->attempts[i];

      if (attempt->state == WAITING && has_place (attempt) && try_one (attempt))
        {
          if (i + 1 < self->n_attempts)
            self->next_timer = wp_loop_after_ms (self->loop, self->stagger_ms, on_next_time, self);
          return TRUE;
        }
    }
  return FALSE;
}

static void
start_next (WpRace *self)
{
  g_clear_pointer (&self->next_timer, wp_timer_remove);
  if (!try_next (self) && !is_any (self, TRYING) && !is_any (self, ADMITTED))
    {
      if (!is_any (self, QUEUED))
        {
          lose (self);
          return;
        }
      g_clear_pointer (&self->end_timer, wp_timer_remove);
    }
  leave_failed (self);
}

/* The address of this place goes first. */
static void
take_place (WpRace *self, WpPlace *place)
{
  for (guint i = 0; i < self->n_attempts; i++)
    if (wp_inet_equal (&self->attempts[i].address, wp_crowd_address (place)))
      {
        Attempt first = self->attempts[i];

        memmove (&self->attempts[1], &self->attempts[0], i * sizeof first);
        first.place = place;
        self->attempts[0] = first;
        return;
      }
  g_assert_not_reached ();
}

WpRace *
wp_race_new (WpLoop *loop,
             const WpRaceParams *params,
             const WpRaceCallbacks *callbacks,
             gpointer data)
{
  WpRace *self = g_new0 (WpRace, 1);

  self->loop = wp_loop_ref (loop);
  self->callbacks = *callbacks;
  self->data = data;
  self->port = params->port;
  self->stagger_ms = params->stagger_ms != 0 ? params->stagger_ms : STAGGER_MS;
  self->total_ms = params->total_ms;
  self->tries_both = params->tries_both;
  self->crowd = wp_crowd_ref (params->crowd);
  self->kind = params->kind;
  self->n_attempts = MIN (params->n_addresses, WP_LIMIT_ADDRESSES);
  for (guint i = 0; i < self->n_attempts; i++)
    self->attempts[i] = (Attempt){ .race = self, .address = params->addresses[i], .fd = -1 };
  if (params->place != NULL)
    take_place (self, params->place);
  self->end_timer = wp_loop_after_ms (loop, params->total_ms, on_end_time, self);
  /* From the loop: where every address fails at once, `lost` must not come from inside here. */
  self->next_timer = wp_loop_after_ms (loop, 0, on_next_time, self);
  return self;
}

void
wp_race_free (WpRace *race)
{
  if (race == NULL)
    return;
  end_attempts (race);
  for (guint i = 0; i < race->n_attempts; i++)
    stop (&race->attempts[i]);
  wp_crowd_unref (race->crowd);
  wp_loop_unref (race->loop);
  g_free (race);
}

gboolean
wp_race_is_queued (const WpRace *race)
{
  return !race->is_over && is_any (race, QUEUED) && !is_any (race, TRYING)
         && !is_any (race, ADMITTED);
}

int
wp_race_error (const WpRace *race)
{
  int error;

  worst (race, &error);
  return error;
}

/* Evidence */

static const char *
family_word (const WpRace *self, guint8 family)
{
  gboolean is_there = FALSE, has_failed = FALSE, is_open = FALSE;

  for (guint i = 0; i < self->n_attempts; i++)
    {
      const Attempt *attempt = &self->attempts[i];

      if (attempt->address.family != family)
        continue;
      if (attempt->state == CONNECTED)
        return "connected";
      is_there = TRUE;
      has_failed |= attempt->state == FAILED;
      is_open |= attempt->state == TRYING;
    }
  if (!is_there)
    return "none";
  return has_failed && !is_open ? "failed" : "not-finished";
}

static char *
describe_attempt (const Attempt *attempt)
{
  char text[WP_INET_TEXT_SIZE];
  const char *address = wp_inet_format (&attempt->address, text);
  int family = attempt->address.family;
  gint64 ms = (attempt->end_us - attempt->start_us) / 1000;

  switch (attempt->state)
    {
    case WAITING:
    case QUEUED:
    case ADMITTED:
    case BARRED:
      return g_strdup_printf ("ipv%d %s: not-tried", family, address);
    case CONNECTED:
      return g_strdup_printf ("ipv%d %s: connected, %" G_GINT64_FORMAT " ms", family, address, ms);
    case FAILED:
      return g_strdup_printf ("ipv%d %s: %s (%s), %" G_GINT64_FORMAT " ms", family, address,
                              wp_outcome_id (wp_socket_outcome (attempt->error)),
                              wp_socket_errno_name (attempt->error), ms);
    case TRYING:
    case LEFT:
    default:
      return g_strdup_printf ("ipv%d %s: not-finished", family, address);
    }
}

void
wp_race_describe (const WpRace *race, WpFields *evidence)
{
  g_auto (GStrv) results = g_new0 (char *, race->n_attempts + 1);
  int error = wp_race_error (race);

  for (guint i = 0; i < race->n_attempts; i++)
    results[i] = describe_attempt (&race->attempts[i]);
  if (error != 0)
    wp_fields_set_text (evidence, WP_KEY_ERRNO, wp_socket_errno_name (error));
  wp_fields_set_text (evidence, WP_KEY_IPV4, family_word (race, 4));
  wp_fields_set_text (evidence, WP_KEY_IPV6, family_word (race, 6));
  if (race->n_attempts > 0)
    wp_fields_set_list (evidence, WP_KEY_FAMILY_RESULTS, (const char *const *) results);
}
