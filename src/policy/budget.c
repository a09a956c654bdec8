/* See budget.h. Every attempt is kept with what it was and how it ended; each answer is computed
 * from that list and the time that is given. Secrets are told apart by a keyed hash, never kept. */
#include "policy/budget.h"

#include <openssl/rand.h>

typedef enum
{
  STATE_UNDER_WAY,
  STATE_ACCEPTED,
  STATE_REFUSED,
  STATE_BROKEN,
} State;

typedef struct
{
  WpProtocol protocol;
  char *server;
  char *username;
  char *mechanism;
  char *tag;
  State state;
} Attempt;

struct _WpBudget
{
  GPtrArray *attempts; /* of Attempt; its number is its place, from 1 */
  guint remembered;    /* refusals of earlier runs */
  guint refusals;      /* those included */
  guint since_success; /* refusals, remembered ones included */
  guint limit;         /* the refusals that end it */
  gint64 last_refusal_us;
  gboolean is_open;
  guint8 key[32];
};

static void
attempt_free (gpointer data)
{
  Attempt *attempt = data;

  g_free (attempt->server);
  g_free (attempt->username);
  g_free (attempt->mechanism);
  g_free (attempt->tag);
  g_free (attempt);
}

WpBudget *
wp_budget_new (guint refusals, gint64 last_refusal_us)
{
  WpBudget *budget = g_new0 (WpBudget, 1);

  budget->attempts = g_ptr_array_new_with_free_func (attempt_free);
  budget->remembered = budget->refusals = budget->since_success = refusals;
  budget->limit = WP_BUDGET_REFUSALS;
  budget->last_refusal_us = last_refusal_us;
  if (RAND_bytes (budget->key, sizeof budget->key) != 1)
    g_error ("no random numbers");
  return budget;
}

void
wp_budget_free (WpBudget *budget)
{
  if (budget == NULL)
    return;
  g_ptr_array_unref (budget->attempts);
  g_free (budget);
}

/* A mechanism whose refusal may only mean that the server keeps the password hashed. */
static gboolean
is_challenge (const char *mechanism)
{
  return g_str_equal (mechanism, "CRAM-MD5") || g_str_has_prefix (mechanism, "SCRAM-");
}

static gboolean
is_cleartext (const char *mechanism)
{
  static const char *const names[] = { "PLAIN", "LOGIN", "IMAP LOGIN", "USER/PASS", NULL };

  return g_strv_contains (names, mechanism);
}

static gboolean
is_same_service (const Attempt *sent, const WpAttempt *attempt)
{
  return sent->protocol == attempt->protocol
         && g_ascii_strcasecmp (sent->server, attempt->server) == 0;
}

/* Whether what was sent rules this attempt out for good. On one service a refusal is final for the
 * same user name and secret, but for the step from a challenge down to PLAIN; another user name or
 * another secret can only come from a person. */
static gboolean
is_ruled_out (const WpBudget *budget, const WpAttempt *attempt)
{
  g_autofree char *tag = wp_secret_tag (attempt->secret, budget->key, sizeof budget->key);
  gboolean was_refused = FALSE, was_challenge = TRUE, was_cleartext = FALSE;

  for (guint i = 0; i < budget->attempts->len; i++)
    {
      const Attempt *sent = budget->attempts->pdata[i];

      if (!is_same_service (sent, attempt) || !g_str_equal (sent->username, attempt->username)
          || !g_str_equal (sent->tag, tag))
        continue;
      if (g_str_equal (sent->mechanism, attempt->mechanism))
        return TRUE;
      was_cleartext = was_cleartext || is_cleartext (sent->mechanism);
      if (sent->state != STATE_REFUSED)
        continue;
      was_refused = TRUE;
      was_challenge = was_challenge && is_challenge (sent->mechanism);
    }
  return was_refused && (!was_challenge || was_cleartext || !is_cleartext (attempt->mechanism));
}

static guint
count_under_way (const WpBudget *budget)
{
  guint count = 0;

  for (guint i = 0; i < budget->attempts->len; i++)
    count += ((const Attempt *) budget->attempts->pdata[i])->state == STATE_UNDER_WAY;
  return count;
}

WpBudgetAnswer
wp_budget_ask (WpBudget *budget, const WpAttempt *attempt, gint64 now_us, gint64 *at_us)
{
  guint under_way = count_under_way (budget);
  gint64 pause_end_us = budget->last_refusal_us + WP_BUDGET_PAUSE_MS * G_GINT64_CONSTANT (1000);

  *at_us = G_MAXINT64;
  if (wp_budget_is_spent (budget) || is_ruled_out (budget, attempt))
    return WP_BUDGET_NEVER;
  /* Even if all that are under way are refused, the second refusal is the last. */
  if (under_way > 0 && (!budget->is_open || budget->refusals + under_way >= budget->limit))
    return WP_BUDGET_WAIT;
  if (budget->refusals > 0 && now_us < pause_end_us)
    {
      *at_us = pause_end_us;
      return WP_BUDGET_WAIT;
    }
  return WP_BUDGET_GO;
}

guint
wp_budget_begin (WpBudget *budget, const WpAttempt *attempt, gint64 now_us G_GNUC_UNUSED)
{
  Attempt *sent = g_new0 (Attempt, 1);

  sent->protocol = attempt->protocol;
  sent->server = g_strdup (attempt->server);
  sent->username = g_strdup (attempt->username);
  sent->mechanism = g_strdup (attempt->mechanism);
  sent->tag = wp_secret_tag (attempt->secret, budget->key, sizeof budget->key);
  g_ptr_array_add (budget->attempts, sent);
  return budget->attempts->len;
}

void
wp_budget_end (WpBudget *budget, guint number, WpAttemptEnd end, gint64 now_us)
{
  Attempt *sent;

  g_return_if_fail (number > 0 && number <= budget->attempts->len);
  sent = budget->attempts->pdata[number - 1];
  g_return_if_fail (sent->state == STATE_UNDER_WAY);
  switch (end)
    {
    case WP_ATTEMPT_ACCEPTED:
      sent->state = STATE_ACCEPTED;
      budget->is_open = TRUE;
      budget->since_success = 0;
      break;
    case WP_ATTEMPT_REFUSED:
      sent->state = STATE_REFUSED;
      budget->refusals++;
      budget->since_success++;
      budget->last_refusal_us = now_us;
      break;
    case WP_ATTEMPT_TRANSPORT:
    default:
      sent->state = STATE_BROKEN;
      break;
    }
}

guint
wp_budget_sent (const WpBudget *budget)
{
  return budget->attempts->len;
}

guint
wp_budget_to_remember (const WpBudget *budget)
{
  return budget->since_success + count_under_way (budget);
}

guint
wp_budget_refused (const WpBudget *budget)
{
  return budget->refusals - budget->remembered;
}

gboolean
wp_budget_is_spent (const WpBudget *budget)
{
  return budget->refusals >= budget->limit;
}

gboolean
wp_budget_is_open (const WpBudget *budget)
{
  return budget->is_open;
}

void
wp_budget_grant_one (WpBudget *budget)
{
  budget->limit = MAX (budget->limit, budget->refusals + 1);
}
