/* See race.h. */
#include "net/race.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <unistd.h>

#include "base/limits.h"
#include "model/keys.h"
#include "net/socket.h"

#define STAGGER_MS 250
#define LOSER_MS 2000

typedef enum
{
  WAITING,
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
  int fd; /* -1: none */
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
  gboolean tries_both;
  gboolean is_over; /* won or lost */
  Attempt *loser;   /* goes on after the win */
  WpTimer *next_timer;
  WpTimer *end_timer;
};

static void
stop (Attempt *attempt)
{
  g_clear_pointer (&attempt->watch, wp_watch_remove);
  if (attempt->fd >= 0)
    close (attempt->fd);
  attempt->fd = -1;
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
worst (const WpRace *self)
{
  static const WpOutcome telling[] = {
    WP_OUTCOME_REFUSED, WP_OUTCOME_RESET,       WP_OUTCOME_TIMED_OUT,
    WP_OUTCOME_DENIED,  WP_OUTCOME_UNREACHABLE,
  };

  for (guint t = 0; t < G_N_ELEMENTS (telling); t++)
    for (guint i = 0; i < self->n_attempts; i++)
      if (self->attempts[i].state == FAILED
          && wp_socket_outcome (self->attempts[i].error) == telling[t])
        return telling[t];
  return self->n_attempts == 0 ? WP_OUTCOME_UNREACHABLE : WP_OUTCOME_NETWORK_ERROR;
}

static void
lose (WpRace *self)
{
  self->is_over = TRUE;
  g_clear_pointer (&self->next_timer, wp_timer_remove);
  g_clear_pointer (&self->end_timer, wp_timer_remove);
  self->callbacks.lost (self, worst (self), self->data);
}

static void
on_end_time (gpointer data)
{
  WpRace *self = data;

  self->end_timer = NULL;
  for (guint i = 0; i < self->n_attempts; i++)
    if (self->attempts[i].state == TRYING)
      {
        stop (&self->attempts[i]);
        settle (&self->attempts[i], FAILED, ETIMEDOUT);
      }
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

      if (attempt->address.family == winner->address.family)
        continue;
      if (attempt->state != WAITING)
        break; /* it has its result */
      if (try_one (attempt))
        self->loser = attempt;
    }
  if (self->loser != NULL)
    self->end_timer = wp_loop_after_ms (self->loop, LOSER_MS, on_loser_time, self);
}

static void
win (WpRace *self, Attempt *winner)
{
  int fd = winner->fd;

  g_clear_pointer (&winner->watch, wp_watch_remove);
  winner->fd = -1;
  self->is_over = TRUE;
  g_clear_pointer (&self->next_timer, wp_timer_remove);
  g_clear_pointer (&self->end_timer, wp_timer_remove);
  keep_loser (self, winner);
  self->callbacks.won (self, fd, &winner->address, self->data);
}

/* The attempts */

static void start_next (gpointer data);

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
      stop (attempt);
      g_clear_pointer (&self->next_timer, wp_timer_remove);
      start_next (self);
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
      stop (attempt);
      return FALSE;
    }
  attempt->watch = wp_loop_watch (attempt->race->loop, attempt->fd, WP_IO_OUT, on_io, attempt);
  return TRUE;
}

static void
start_next (gpointer data)
{
  WpRace *self = data;
  gboolean is_trying = FALSE;

  self->next_timer = NULL;
  for (guint i = 0; i < self->n_attempts; i++)
    {
      Attempt *attempt = &self->attempts[i];

      if (attempt->state == WAITING && try_one (attempt))
        {
          if (i + 1 < self->n_attempts)
            self->next_timer = wp_loop_after_ms (self->loop, self->stagger_ms, start_next, self);
          return;
        }
      is_trying |= attempt->state == TRYING;
    }
  if (!is_trying)
    lose (self);
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
  self->tries_both = params->tries_both;
  self->n_attempts = MIN (params->n_addresses, WP_LIMIT_ADDRESSES);
  for (guint i = 0; i < self->n_attempts; i++)
    self->attempts[i] = (Attempt){ .race = self, .address = params->addresses[i], .fd = -1 };
  self->end_timer = wp_loop_after_ms (loop, params->total_ms, on_end_time, self);
  /* From the loop: where every address fails at once, `lost` must not come from inside here. */
  self->next_timer = wp_loop_after_ms (loop, 0, start_next, self);
  return self;
}

void
wp_race_free (WpRace *race)
{
  if (race == NULL)
    return;
  for (guint i = 0; i < race->n_attempts; i++)
    stop (&race->attempts[i]);
  g_clear_pointer (&race->next_timer, wp_timer_remove);
  g_clear_pointer (&race->end_timer, wp_timer_remove);
  wp_loop_unref (race->loop);
  g_free (race);
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
  WpOutcome outcome = worst (race);

  for (guint i = 0; i < race->n_attempts; i++)
    {
      const Attempt *attempt = &race->attempts[i];

      results[i] = describe_attempt (attempt);
      if (attempt->state == FAILED && wp_socket_outcome (attempt->error) == outcome)
        wp_fields_set_text (evidence, WP_KEY_ERRNO, wp_socket_errno_name (attempt->error));
    }
  wp_fields_set_text (evidence, WP_KEY_IPV4, family_word (race, 4));
  wp_fields_set_text (evidence, WP_KEY_IPV6, family_word (race, 6));
  if (race->n_attempts > 0)
    wp_fields_set_list (evidence, WP_KEY_FAMILY_RESULTS, (const char *const *) results);
}
