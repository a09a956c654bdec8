/* See look.h. Order: lookup → fence → a place in the crowd → connection → TLS → greeting. */
#include "check/look.h"

#include "model/keys.h"
#include "policy/fence.h"

#define FRESH_US (20 * G_USEC_PER_SEC)
#define GUESS_CONNECT_MS 4000 /* a guess is worth less patience */
#define GREETING_MS 10000     /* then a second question says more than waiting would */
#define PROBE_MS 5000         /* for each part of it */

/* What a lookup holds, which may end after its look is gone. */
typedef struct
{
  WpLook *look; /* NULL: gone */
} Lookup;

struct _WpLook
{
  const WpLookContext *context;
  WpEndpoint *endpoint;
  WpLookFunc func;
  gpointer data;

  gboolean is_started;
  gboolean may_be_private;
  gboolean is_guess; /* nobody named the server, as far as is known */
  WpLookState state;
  WpOutcome outcome;
  guint candidate;  /* 0: not adopted */
  GPtrArray *held;  /* of WpStep, until adopted */
  WpStep *connect;  /* lent: the last connect step, for the other family's result */
  guint attempt;    /* number of the login under way */
  gboolean is_used; /* a conversation logs in once */

  gboolean is_cancelled;
  GCancellable *cancellable;
  Lookup *lookup;    /* under way; lent */
  GArray *addresses; /* of WpInet: what may be connected to */
  WpPlace *place;    /* waited for; then it is the connection's */
  WpConn *conn;
  WpPlace *probe_place;
  WpConn *probe; /* a second question, beside the closed connection */
  WpTlsMode probe_tls;
  guint probe_parent;
  WpTlsFacts *tls; /* kept beyond the connection */
  WpInet address;
};

WpLook *
wp_look_new (const WpLookContext *context,
             const WpEndpoint *endpoint,
             WpLookFunc func,
             gpointer data)
{
  WpLook *look = g_new0 (WpLook, 1);

  look->context = context;
  look->endpoint = wp_endpoint_dup (endpoint);
  look->func = func;
  look->data = data;
  look->held = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_step_free);
  look->is_guess = TRUE;
  look->cancellable = g_cancellable_new ();
  look->addresses = g_array_new (FALSE, FALSE, sizeof (WpInet));
  return look;
}

static void
drop_connection (WpLook *look)
{
  look->connect = NULL;
  g_clear_pointer (&look->conn, wp_conn_free);
  g_clear_pointer (&look->place, wp_crowd_decline);
}

static void
end_probe (WpLook *look)
{
  g_clear_pointer (&look->probe, wp_conn_free);
  g_clear_pointer (&look->probe_place, wp_crowd_decline);
}

void
wp_look_free (WpLook *look)
{
  if (look == NULL)
    return;
  g_cancellable_cancel (look->cancellable);
  if (look->lookup != NULL)
    look->lookup->look = NULL;
  drop_connection (look);
  end_probe (look);
  g_object_unref (look->cancellable);
  g_array_unref (look->addresses);
  g_ptr_array_unref (look->held);
  wp_tls_facts_free (look->tls);
  wp_endpoint_free (look->endpoint);
  g_free (look);
}

static void
tell (WpLook *look, const WpStep *step)
{
  look->func (look, step, look->data);
}

/* Takes the step into the report, or holds it until somebody adopts the look. */
static WpStep *
keep_step (WpLook *look, WpStep *taken)
{
  taken->candidate = look->candidate;
  if (taken->endpoint == NULL)
    taken->endpoint = wp_endpoint_dup (look->endpoint);
  if (look->candidate == 0)
    {
      g_ptr_array_add (look->held, taken);
      return taken;
    }
  return wp_report_add_step (look->context->report, taken);
}

void
wp_look_adopt (WpLook *look, const WpCandidate *candidate)
{
  g_autoptr (GPtrArray) held = g_steal_pointer (&look->held);

  look->held = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_step_free);
  look->candidate = candidate->id;
  look->is_guess = candidate->trust == WP_TRUST_GUESS;
  g_ptr_array_set_free_func (held, NULL);
  for (guint i = 0; i < held->len; i++)
    keep_step (look, held->pdata[i]);
}

static void
end (WpLook *look, WpOutcome outcome)
{
  look->outcome = outcome;
  look->state = WP_LOOK_OVER;
}

static const WpInet *
first_address (const WpLook *look)
{
  return &g_array_index (look->addresses, WpInet, 0);
}

static void
on_step (WpConn *conn, WpStep *taken, gpointer data)
{
  WpLook *look = data;
  WpStep *step;

  if (taken->verb == WP_VERB_LOGIN)
    taken->attempt = look->attempt;
  step = keep_step (look, taken);
  if (step->verb == WP_VERB_CONNECT)
    look->connect = step;
  if (step->verb == WP_VERB_CONNECT && step->outcome == WP_OUTCOME_TIMED_OUT)
    wp_crowd_mark_dead (look->context->crowd, first_address (look));
  if (wp_conn_address (conn) != NULL)
    look->address = *wp_conn_address (conn);
  if (step->tls != NULL)
    {
      wp_tls_facts_free (look->tls);
      look->tls = wp_tls_facts_dup (step->tls);
    }
  if (step->outcome != WP_OUTCOME_OK)
    look->outcome = step->outcome;
  tell (look, step);
}

static void
on_family_result (WpConn *conn G_GNUC_UNUSED,
                  int family,
                  WpOutcome outcome,
                  gint64 us G_GNUC_UNUSED,
                  gpointer data)
{
  WpLook *look = data;

  if (look->connect == NULL)
    return;
  wp_fields_set_text (look->connect->evidence, family == 4 ? WP_KEY_IPV4 : WP_KEY_IPV6,
                      outcome == WP_OUTCOME_OK ? "connected" : "failed");
  wp_report_touch (look->context->report, WP_REPORT_STEP, look->connect);
}

static void
on_progress (WpConn *conn G_GNUC_UNUSED, guint done, guint total, gpointer data)
{
  WpLook *look = data;

  if (look->context->progress != NULL && !look->is_cancelled)
    look->context->progress (look, done, total, look->data);
}

static void
on_idle (WpConn *conn G_GNUC_UNUSED, gpointer data)
{
  WpLook *look = data;

  if (look->is_cancelled)
    return;
  look->state = WP_LOOK_READY;
  tell (look, NULL);
}

static void
on_closed (WpConn *conn G_GNUC_UNUSED, gpointer data)
{
  WpLook *look = data;

  drop_connection (look);
  look->state = WP_LOOK_OVER;
  tell (look, NULL);
}

static WpConn *
new_connection (WpLook *look,
                const WpEndpoint *endpoint,
                const WpConnTimes *times,
                const WpConnCallbacks *callbacks,
                WpPlace *place_taken)
{
  static const char *const services[WP_N_PROTOCOLS][2] = {
    { "_imaps", "_imap" },
    { "_pop3s", "_pop3" },
    { "_submissions", "_submission" },
  };
  g_autofree char *srv_name = NULL;
  WpConnParams params = {
    .endpoint = endpoint,
    .addresses = (const WpInet *) (void *) look->addresses->data,
    .n_addresses = look->addresses->len,
    .tls_context = look->context->tls_context,
    .pin = wp_decisions_pin (look->context->decisions, look->endpoint->host),
    .times = times,
    .tries_both_families = !look->is_guess,
    .crowd = look->context->crowd,
    .place = place_taken,
  };

  if (look->context->srv_domain != NULL)
    srv_name = g_strconcat (services[endpoint->protocol][endpoint->tls != WP_TLS_IMPLICIT], ".",
                            look->context->srv_domain, NULL);
  params.srv_name = srv_name;
  return wp_conn_new (look->context->loop, &params, callbacks, look);
}

static void
connect_now (WpLook *look)
{
  static const WpConnCallbacks callbacks = {
    .step = on_step,
    .family_result = on_family_result,
    .progress = on_progress,
    .idle = on_idle,
    .closed = on_closed,
  };
  WpConnTimes times = wp_conn_default_times;

  times.greeting_ms = GREETING_MS;
  if (look->is_guess)
    times.connect_ms = GUESS_CONNECT_MS;
  look->conn = new_connection (look, look->endpoint, &times, &callbacks,
                               g_steal_pointer (&look->place));
}

/* It may have waited; meanwhile nothing may have answered there, or enough been asked. */
static void
on_place (gboolean is_in, gpointer data)
{
  WpLook *look = data;
  gboolean is_hopeless = look->is_guess
                         && wp_crowd_is_dead (look->context->crowd, first_address (look));

  if (is_in && !is_hopeless)
    {
      connect_now (look);
      return;
    }
  g_clear_pointer (&look->place, wp_crowd_decline);
  end (look, is_in ? WP_OUTCOME_TIMED_OUT : WP_OUTCOME_NOT_TESTED);
  tell (look, NULL);
}

static void
begin (WpLook *look)
{
  look->state = WP_LOOK_UNDER_WAY;
  look->outcome = WP_OUTCOME_OK;
  look->is_used = FALSE;
}

static void
ask_for_place (WpLook *look)
{
  WpCrowdAnswer answer;

  begin (look);
  look->place = wp_crowd_enter (look->context->crowd, WP_CROWD_MAIL, first_address (look), on_place,
                                look);
  answer = wp_crowd_answer (look->place);
  if (answer != WP_CROWD_WAIT)
    on_place (answer == WP_CROWD_IN, look);
}

static void
on_lookup (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  Lookup *lookup = data;
  WpLook *look = lookup->look;
  g_autoptr (WpDnsHost) host = wp_resolver_lookup_finish (NULL, result);
  WpStep *step;

  g_free (lookup);
  if (look == NULL)
    return;
  look->lookup = NULL;
  if (look->is_cancelled || host->outcome == WP_OUTCOME_CANCELLED)
    return;
  g_array_set_size (look->addresses, 0);
  g_array_append_vals (look->addresses, host->addresses->data, host->addresses->len);

  step = wp_step_new (WP_VERB_RESOLVE);
  step->outcome = host->outcome;
  step->start_us = host->start_us;
  step->end_us = host->end_us;
  wp_fields_free (step->evidence);
  step->evidence = wp_fields_dup (host->evidence);
  if (step->outcome == WP_OUTCOME_OK && wp_fence_filter (look->addresses, look->may_be_private) > 0
      && look->addresses->len == 0)
    step->outcome = WP_OUTCOME_FENCED;
  step = keep_step (look, step);
  if (step->outcome != WP_OUTCOME_OK)
    {
      end (look, step->outcome);
      tell (look, step);
      return;
    }
  tell (look, step);
  ask_for_place (look);
}

void
wp_look_start (WpLook *look, gboolean may_be_private)
{
  g_return_if_fail (!look->is_started && look->context->tls_context != NULL);
  look->is_started = TRUE;
  look->may_be_private = may_be_private;
  look->lookup = g_new (Lookup, 1);
  look->lookup->look = look;
  wp_resolver_lookup_async (look->context->resolver, look->endpoint->host, look->cancellable,
                            on_lookup, look->lookup);
}

void
wp_look_again (WpLook *look)
{
  WpPlace *place = look->conn != NULL ? wp_conn_take_place (look->conn) : NULL;

  drop_connection (look);
  /* It keeps its place: else another service of ours takes it, and waits for this one's login. */
  if (place != NULL && wp_crowd_again (place))
    {
      look->place = place;
      begin (look);
      connect_now (look);
      return;
    }
  g_clear_pointer (&place, wp_crowd_leave);
  if (look->addresses->len == 0)
    {
      /* It was fenced, and a person has decided otherwise since. */
      look->is_started = FALSE;
      look->state = WP_LOOK_UNDER_WAY;
      look->outcome = WP_OUTCOME_OK;
      wp_look_start (look, TRUE);
      return;
    }
  ask_for_place (look);
}

void
wp_look_login (WpLook *look, const WpLogin *login, guint attempt)
{
  g_return_if_fail (look->state == WP_LOOK_READY);
  look->state = WP_LOOK_BUSY;
  look->is_used = TRUE;
  look->attempt = attempt;
  wp_conn_login (look->conn, login);
}

void
wp_look_quit (WpLook *look)
{
  drop_connection (look);
  look->state = WP_LOOK_OVER;
}

static void
on_probe_step (WpConn *conn G_GNUC_UNUSED, WpStep *taken, gpointer data)
{
  WpLook *look = data;
  WpVerb decisive = look->probe_tls == WP_TLS_IMPLICIT ? WP_VERB_TLS : WP_VERB_GREETING;

  if (look->probe_parent == 0 || (taken->verb != decisive && taken->outcome == WP_OUTCOME_OK))
    {
      wp_step_free (taken);
      return;
    }
  taken->verb = WP_VERB_PROBE;
  taken->parent = look->probe_parent;
  look->probe_parent = 0;
  tell (look, keep_step (look, taken));
}

static void
on_probe_over (WpConn *conn G_GNUC_UNUSED, gpointer data)
{
  WpLook *look = data;

  end_probe (look);
  tell (look, NULL);
}

static void
on_probe_place (gboolean is_in, gpointer data)
{
  static const WpConnTimes times = { PROBE_MS, PROBE_MS, PROBE_MS, PROBE_MS, PROBE_MS, 0 };
  static const WpConnCallbacks callbacks = {
    .step = on_probe_step,
    .idle = on_probe_over,
    .closed = on_probe_over,
  };
  WpLook *look = data;
  g_autoptr (WpEndpoint) endpoint = wp_endpoint_dup (look->endpoint);

  if (!is_in)
    {
      on_probe_over (NULL, look);
      return;
    }
  endpoint->tls = look->probe_tls;
  look->probe = new_connection (look, endpoint, &times, &callbacks,
                                g_steal_pointer (&look->probe_place));
}

void
wp_look_probe (WpLook *look, WpTlsMode tls, guint parent)
{
  WpCrowdAnswer answer;

  g_return_if_fail (look->state == WP_LOOK_OVER && look->probe_place == NULL && look->probe == NULL
                    && look->addresses->len > 0);
  look->probe_tls = tls;
  look->probe_parent = parent;
  look->probe_place = wp_crowd_enter (look->context->crowd, WP_CROWD_MAIL, first_address (look),
                                      on_probe_place, look);
  answer = wp_crowd_answer (look->probe_place);
  if (answer != WP_CROWD_WAIT)
    on_probe_place (answer == WP_CROWD_IN, look);
}

gboolean
wp_look_is_probing (const WpLook *look)
{
  return look->probe_place != NULL || look->probe != NULL;
}

void
wp_look_cancel (WpLook *look)
{
  look->is_cancelled = TRUE;
  look->state = WP_LOOK_OVER;
  end_probe (look);
  g_cancellable_cancel (look->cancellable);
  if (look->conn != NULL)
    wp_conn_cancel (look->conn);
  else
    g_clear_pointer (&look->place, wp_crowd_decline);
}

const WpEndpoint *
wp_look_endpoint (const WpLook *look)
{
  return look->endpoint;
}

WpLookState
wp_look_state (const WpLook *look)
{
  return look->state;
}

WpOutcome
wp_look_outcome (const WpLook *look)
{
  return look->outcome;
}

gboolean
wp_look_is_started (const WpLook *look)
{
  return look->is_started;
}

gboolean
wp_look_is_queued (const WpLook *look)
{
  return look->conn != NULL ? wp_conn_is_queued (look->conn) : look->place != NULL;
}

gboolean
wp_look_is_fresh (const WpLook *look)
{
  return look->state == WP_LOOK_READY && !look->is_used && wp_conn_age_us (look->conn) < FRESH_US;
}

const WpTlsFacts *
wp_look_tls_facts (const WpLook *look)
{
  return look->tls;
}

const WpInet *
wp_look_address (const WpLook *look)
{
  return &look->address;
}

const char *const *
wp_look_mechanisms (const WpLook *look)
{
  return look->conn == NULL ? NULL : wp_conn_mechanisms (look->conn);
}

const char *
wp_look_choose (const WpLook *look, const WpLogin *login)
{
  return wp_conn_choose (look->conn, login);
}

guint
wp_look_candidate (const WpLook *look)
{
  return look->candidate;
}
