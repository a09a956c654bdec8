/* See dns-question.h. */
#include "net/dns-question.h"

#include "model/keys.h"
#include "net/dns-parse.h"

#define NEXT_SERVER_MS 150
#define TOTAL_MS 5000
#define GRACE_MS 1500 /* for the other resolvers, after one has said that it cannot */

/* One packet to one resolver. Shared with c-ares, which cannot forget one question: a question that
 * ends leaves its asks behind as dead records. */
typedef struct
{
  int refs;
  WpDnsQuestion *question; /* NULL: dead */
  WpDnsServers const *servers;
  guint server;
  gboolean is_unchecked; /* CD */
  gboolean has_ended;
  gint64 start_us;
  gint64 end_us;
  WpDnsChannelEnd end;
  WpOutcome outcome;
  WpDnsReply *reply; /* NULL where none came */
} Ask;

struct _WpDnsQuestion
{
  int refs;
  const WpDnsServers *servers;
  char *name;
  WpDnsType type;
  gint64 start_us;
  GPtrArray *asks; /* of Ask */
  guint next_server;
  gboolean has_unchecked;
  WpTimer *next_timer;
  WpTimer *end_timer;
  WpTimer *tell_timer;
  WpDnsAnswer *answer; /* NULL: still under way */
  GPtrArray *waiters;  /* of WpDnsWaiter */
};

struct _WpDnsWaiter
{
  WpDnsQuestion *question;
  WpDnsWaiterFunc func;
  gpointer data;
};

/* What is said of a failure when the resolvers disagree: the first that applies. */
static const WpOutcome by_weight[] = {
  WP_OUTCOME_BOGUS,         WP_OUTCOME_SERVFAIL,      WP_OUTCOME_DNS_REFUSED,
  WP_OUTCOME_DNS_MALFORMED, WP_OUTCOME_DNS_TIMED_OUT,
};

static gboolean
is_conclusive (WpOutcome outcome)
{
  return outcome == WP_OUTCOME_OK || outcome == WP_OUTCOME_NO_DATA
         || outcome == WP_OUTCOME_NXDOMAIN;
}

static void
ask_unref (Ask *ask)
{
  if (--ask->refs > 0)
    return;
  wp_dns_reply_free (ask->reply);
  g_free (ask);
}

static void
ask_drop (gpointer data)
{
  Ask *ask = data;

  ask->question = NULL;
  ask_unref (ask);
}

/* The answer and its evidence */

static char *
describe_ask (const Ask *ask, gint64 now_us)
{
  static const char *const ends[] = {
    [WP_DNS_CHANNEL_TIMED_OUT] = "timed-out",
    [WP_DNS_CHANNEL_UNREACHABLE] = "unreachable",
    [WP_DNS_CHANNEL_BAD_NAME] = "bad-name",
    [WP_DNS_CHANNEL_GONE] = "cancelled",
  };
  g_autofree char *server = wp_dns_server_format (&ask->servers->conf.servers[ask->server]);
  const char *outcome = "no-answer-yet";

  if (ask->has_ended)
    outcome = ask->reply != NULL ? wp_outcome_id (ask->outcome) : ends[ask->end];
  return g_strdup_printf ("%s%s: %s, %" G_GINT64_FORMAT " ms", server,
                          ask->is_unchecked ? " without checking" : "", outcome,
                          ((ask->has_ended ? ask->end_us : now_us) - ask->start_us) / 1000);
}

static void
describe_reply (WpFields *evidence, const WpDnsReply *reply)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_free);
  guint32 ttl_s = G_MAXUINT32;

  for (guint i = 0; i < reply->records->len; i++)
    {
      const WpDnsRecord *record = reply->records->pdata[i];

      g_ptr_array_add (records, wp_dns_record_format (record));
      ttl_s = MIN (ttl_s, record->ttl_s);
    }
  g_ptr_array_add (records, NULL);
  if (reply->rcode >= 0)
    wp_fields_set_text (evidence, WP_KEY_RCODE, wp_dns_rcode_name (reply->rcode));
  if (records->len > 1)
    {
      wp_fields_set_list (evidence, WP_KEY_RECORDS, (const char *const *) records->pdata);
      wp_fields_set_number (evidence, WP_KEY_TTL_S, ttl_s);
    }
  if (reply->cnames->len > 0)
    {
      g_ptr_array_add (reply->cnames, NULL);
      wp_fields_set_list (evidence, WP_KEY_CNAMES, (const char *const *) reply->cnames->pdata);
      g_ptr_array_set_size (reply->cnames, (int) reply->cnames->len - 1);
    }
  if (reply->extended_error >= 0)
    wp_fields_set_number (evidence, WP_KEY_EDE, reply->extended_error);
  wp_fields_set_text (evidence, WP_KEY_TEXT, reply->extended_text);
}

static void
describe (const WpDnsQuestion *self, WpDnsAnswer *answer, const Ask *deciding)
{
  g_autoptr (GPtrArray) asked = g_ptr_array_new_with_free_func (g_free);

  wp_fields_set_text (answer->evidence, WP_KEY_NAME, self->name);
  wp_fields_set_text (answer->evidence, WP_KEY_TYPE, wp_dns_type_name (self->type));
  if (deciding != NULL && deciding->reply != NULL)
    {
      g_autofree char *server = wp_dns_server_format (
          &self->servers->conf.servers[deciding->server]);

      wp_fields_set_text (answer->evidence, WP_KEY_RESOLVER, server);
      describe_reply (answer->evidence, deciding->reply);
    }
  wp_fields_set_flag (answer->evidence, WP_KEY_AUTHENTICATED, answer->is_authenticated);
  for (guint i = 0; i < self->asks->len; i++)
    g_ptr_array_add (asked, describe_ask (self->asks->pdata[i], answer->end_us));
  g_ptr_array_add (asked, NULL);
  wp_fields_set_list (answer->evidence, WP_KEY_RESOLVERS_ASKED, (const char *const *) asked->pdata);
}

static void
take_reply (WpDnsAnswer *answer, const WpDnsQuestion *self, Ask *ask)
{
  WpDnsReply *reply = ask->reply;
  const char *canonical = self->name;

  if (reply->cnames->len > 0)
    canonical = reply->cnames->pdata[reply->cnames->len - 1];
  answer->is_authenticated = reply->is_authentic && self->servers->is_trusted;
  answer->canonical_name = g_strdup (canonical);
}

static void tell (gpointer data);

static void
tell_soon (WpDnsQuestion *self)
{
  if (self->tell_timer == NULL)
    self->tell_timer = wp_loop_after_ms (self->servers->loop, 0, tell, self);
}

static void
finish (WpDnsQuestion *self, WpOutcome outcome, Ask *deciding)
{
  WpDnsAnswer *answer = g_new0 (WpDnsAnswer, 1);

  g_atomic_ref_count_init (&answer->refs);
  answer->name = g_strdup (self->name);
  answer->type = self->type;
  answer->outcome = outcome;
  answer->start_us = self->start_us;
  answer->end_us = wp_loop_now_us (self->servers->loop);
  answer->evidence = wp_fields_new ();
  if (is_conclusive (outcome))
    take_reply (answer, self, deciding);
  describe (self, answer, deciding);
  if (is_conclusive (outcome))
    answer->records = g_steal_pointer (&deciding->reply->records);
  if (answer->records == NULL)
    answer->records = g_ptr_array_new ();
  if (deciding != NULL && deciding->reply != NULL && deciding->reply->records == NULL)
    deciding->reply->records = g_ptr_array_new ();

  self->answer = answer;
  g_clear_pointer (&self->next_timer, wp_timer_remove);
  g_clear_pointer (&self->end_timer, wp_timer_remove);
  g_ptr_array_set_size (self->asks, 0);
  tell_soon (self);
}

/* What the failures add up to. */
static void
finish_failed (WpDnsQuestion *self)
{
  const Ask *unchecked = NULL;

  for (guint i = 0; i < self->asks->len; i++)
    {
      const Ask *ask = self->asks->pdata[i];

      if (ask->is_unchecked && ask->has_ended && is_conclusive (ask->outcome))
        unchecked = ask;
    }
  for (guint w = 0; w < G_N_ELEMENTS (by_weight); w++)
    for (guint i = 0; i < self->asks->len; i++)
      {
        Ask *ask = self->asks->pdata[i];
        WpOutcome outcome = ask->has_ended ? ask->outcome : WP_OUTCOME_DNS_TIMED_OUT;

        if (unchecked != NULL && !ask->is_unchecked && ask->server == unchecked->server)
          outcome = WP_OUTCOME_BOGUS;
        if (ask->is_unchecked || outcome != by_weight[w])
          continue;
        finish (self, outcome, ask);
        return;
      }
  finish (self, WP_OUTCOME_DNS_TIMED_OUT, NULL);
}

static void
on_total_time (gpointer data)
{
  WpDnsQuestion *self = data;

  self->end_timer = NULL;
  finish_failed (self);
}

static void
shorten (WpDnsQuestion *self)
{
  gint64 now_us = wp_loop_now_us (self->servers->loop);
  gint64 end_us = MIN (now_us + GRACE_MS * G_TIME_SPAN_MILLISECOND,
                       self->start_us + TOTAL_MS * G_TIME_SPAN_MILLISECOND);

  wp_timer_remove (self->end_timer);
  self->end_timer = wp_loop_at (self->servers->loop, end_us, on_total_time, self);
}

/* Asking */

static void on_reply (WpDnsChannelEnd end, const guint8 *bytes, gsize count, gpointer data);

static void
ask_server (WpDnsQuestion *self, guint server, gboolean is_unchecked)
{
  Ask *ask = g_new0 (Ask, 1);

  ask->refs = 2; /* ours and c-ares' */
  ask->question = self;
  ask->servers = self->servers;
  ask->server = server;
  ask->is_unchecked = is_unchecked;
  ask->start_us = wp_loop_now_us (self->servers->loop);
  g_ptr_array_add (self->asks, ask);
  wp_dns_channel_ask (self->servers->channels[server], self->name, self->type, is_unchecked,
                      on_reply, ask);
}

static void
on_next_time (gpointer data)
{
  WpDnsQuestion *self = data;

  self->next_timer = NULL;
  if (self->next_server + 1 < self->servers->conf.n_servers)
    self->next_timer = wp_loop_after_ms (self->servers->loop, NEXT_SERVER_MS, on_next_time, self);
  if (self->next_server < self->servers->conf.n_servers)
    ask_server (self, self->next_server++, FALSE);
}

static gboolean
all_have_ended (const WpDnsQuestion *self)
{
  for (guint i = 0; i < self->asks->len; i++)
    if (!((Ask *) self->asks->pdata[i])->has_ended)
      return FALSE;
  return self->next_server == self->servers->conf.n_servers;
}

static WpOutcome
outcome_of_end (WpDnsChannelEnd end)
{
  return end == WP_DNS_CHANNEL_BAD_NAME ? WP_OUTCOME_DNS_MALFORMED : WP_OUTCOME_DNS_TIMED_OUT;
}

static void
judge (WpDnsQuestion *self, Ask *ask)
{
  if (!ask->is_unchecked && is_conclusive (ask->outcome))
    {
      finish (self, ask->outcome, ask);
      return;
    }
  if (ask->reply != NULL && !ask->is_unchecked)
    {
      shorten (self);
      if (ask->outcome == WP_OUTCOME_SERVFAIL && !self->has_unchecked)
        {
          self->has_unchecked = TRUE;
          ask_server (self, ask->server, TRUE);
        }
    }
  /* Each of these may have come to an end from inside its call. */
  if (self->answer == NULL && !ask->is_unchecked
      && self->next_server < self->servers->conf.n_servers)
    {
      g_clear_pointer (&self->next_timer, wp_timer_remove);
      on_next_time (self);
    }
  if (self->answer == NULL && all_have_ended (self))
    finish_failed (self);
}

static void
on_reply (WpDnsChannelEnd end, const guint8 *bytes, gsize count, gpointer data)
{
  Ask *ask = data;
  WpDnsQuestion *self = ask->question;

  if (self != NULL && end != WP_DNS_CHANNEL_GONE)
    {
      ask->has_ended = TRUE;
      ask->end = end;
      ask->end_us = wp_loop_now_us (self->servers->loop);
      if (end == WP_DNS_CHANNEL_REPLY)
        ask->reply = wp_dns_reply_parse (bytes, count, self->name, self->type);
      ask->outcome = ask->reply != NULL ? ask->reply->outcome : outcome_of_end (end);
      judge (self, ask);
    }
  ask_unref (ask);
}

WpDnsQuestion *
wp_dns_question_new (const WpDnsServers *servers, const char *name, WpDnsType type)
{
  WpDnsQuestion *self = g_new0 (WpDnsQuestion, 1);

  self->refs = 1;
  self->servers = servers;
  self->name = g_strdup (name);
  self->type = type;
  self->start_us = wp_loop_now_us (servers->loop);
  self->asks = g_ptr_array_new_with_free_func (ask_drop);
  self->waiters = g_ptr_array_new_with_free_func (g_free);
  self->end_timer = wp_loop_after_ms (servers->loop, TOTAL_MS, on_total_time, self);
  on_next_time (self);
  return self;
}

static void
question_unref (WpDnsQuestion *self)
{
  if (--self->refs > 0)
    return;
  g_ptr_array_unref (self->asks);
  g_ptr_array_unref (self->waiters);
  wp_dns_answer_unref (self->answer);
  g_free (self->name);
  g_free (self);
}

void
wp_dns_question_free (WpDnsQuestion *question)
{
  g_clear_pointer (&question->next_timer, wp_timer_remove);
  g_clear_pointer (&question->end_timer, wp_timer_remove);
  g_clear_pointer (&question->tell_timer, wp_timer_remove);
  g_ptr_array_set_size (question->asks, 0);
  g_ptr_array_set_size (question->waiters, 0);
  question_unref (question);
}

/* Waiting */

static void
tell (gpointer data)
{
  WpDnsQuestion *self = data;

  self->tell_timer = NULL;
  self->refs++; /* a waiter may drop the resolver, and with it this question */
  for (guint n = self->waiters->len; n > 0 && self->waiters->len > 0; n--)
    {
      g_autofree WpDnsWaiter *waiter = g_ptr_array_steal_index (self->waiters, 0);

      waiter->func (self->answer, waiter->data);
    }
  if (self->waiters->len > 0)
    tell_soon (self);
  question_unref (self);
}

WpDnsWaiter *
wp_dns_question_wait (WpDnsQuestion *question, WpDnsWaiterFunc func, gpointer data)
{
  WpDnsWaiter *waiter = g_new (WpDnsWaiter, 1);

  *waiter = (WpDnsWaiter){ question, func, data };
  g_ptr_array_add (question->waiters, waiter);
  if (question->answer != NULL)
    tell_soon (question);
  return waiter;
}

void
wp_dns_waiter_remove (WpDnsWaiter *waiter)
{
  if (waiter != NULL)
    g_ptr_array_remove (waiter->question->waiters, waiter);
}
