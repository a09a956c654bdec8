/* policy/budget: scenarios. Each is a line of words, one after another:
 *   ask:SERVICE:MECHANISM[:USER[:SECRET]]=go|never|wait|SECONDS   (SECONDS: wait until then)
 *   begin:SERVICE:MECHANISM[:USER[:SECRET]]  its number counts from 1
 *   ok:N  refused:N  broken:N                how attempt N ended
 *   at:SECONDS                               the time is now
 *   grant                                    a person allows one more
 *   remember=N                               what the next run has to know
 *   sent=N refused=N spent open              what the budget says of itself */
#include "policy/budget.h"

#include <stdlib.h>
#include <string.h>

static const struct
{
  const char *name;
  guint refusals; /* remembered from an earlier run */
  gint64 last_refusal_s;
  const char *script;
} scenarios[] = {
  { "one logs in first", 0, 0,
    "ask:imap:PLAIN=go begin:imap:PLAIN ask:pop3:PLAIN=wait ask:smtp:PLAIN=wait ok:1 open "
    "ask:pop3:PLAIN=go ask:smtp:PLAIN=go sent=1 refused=0" },
  { "after a success all at once", 0, 0,
    "begin:imap:PLAIN ok:1 begin:pop3:PLAIN ask:smtp:PLAIN=go begin:smtp:PLAIN ok:2 ok:3 sent=3" },
  { "asking does not count", 0, 0, "ask:imap:PLAIN=go ask:imap:PLAIN=go sent=0" },
  { "a refusal: another service, three seconds later", 0, 0,
    "at:10 begin:imap:PLAIN refused:1 refused=1 ask:imap:PLAIN=never ask:imap:LOGIN=never "
    "ask:imap:SCRAM-SHA-256=never ask:pop3:PLAIN=13 at:12 ask:pop3:PLAIN=13 at:13 "
    "ask:pop3:PLAIN=go" },
  { "the pause counts from the end of the refused one", 0, 0,
    "at:10 begin:imap:PLAIN at:18 refused:1 at:20 ask:pop3:PLAIN=21 at:21 ask:pop3:PLAIN=go" },
  { "two refusals end it", 0, 0,
    "begin:imap:PLAIN refused:1 at:3 begin:pop3:PLAIN refused:2 spent at:100 ask:smtp:PLAIN=never "
    "ask:smtp:PLAIN:other:other=never sent=2 refused=2" },
  { "CRAM-MD5, then PLAIN there", 0, 0,
    "begin:imap:CRAM-MD5 refused:1 ask:imap:PLAIN=3 at:3 ask:imap:PLAIN=go begin:imap:PLAIN ok:2 "
    "open "
    "ask:pop3:PLAIN=go" },
  { "SCRAM, then PLAIN there, which counts", 0, 0,
    "begin:imap:SCRAM-SHA-256 refused:1 at:3 begin:imap:PLAIN refused:2 spent at:9 "
    "ask:smtp:PLAIN=never" },
  { "SCRAM-PLUS, too", 0, 0, "begin:imap:SCRAM-SHA-1-PLUS refused:1 at:3 ask:imap:PLAIN=go" },
  { "the other words for PLAIN", 0, 0,
    "begin:imap:CRAM-MD5 refused:1 at:3 ask:imap:IMAP_LOGIN=go ask:imap:LOGIN=go" },
  { "CRAM-MD5, then no other challenge", 0, 0,
    "begin:imap:CRAM-MD5 refused:1 at:3 ask:imap:SCRAM-SHA-1=never ask:imap:DIGEST-MD5=never "
    "ask:pop3:SCRAM-SHA-1=go" },
  { "PLAIN there only once", 0, 0,
    "begin:imap:CRAM-MD5 refused:1 at:3 begin:imap:PLAIN broken:2 ask:imap:LOGIN=never "
    "ask:pop3:PLAIN=go" },
  { "a refused token is no reason to try again", 0, 0,
    "begin:imap:XOAUTH2 refused:1 at:3 ask:imap:OAUTHBEARER=never ask:smtp:XOAUTH2=go" },
  { "a transport failure counts as an attempt, not as a refusal", 0, 0,
    "begin:imap:PLAIN broken:1 sent=1 refused=0 ask:imap:PLAIN=never ask:pop3:PLAIN=go "
    "begin:pop3:PLAIN "
    "broken:2 begin:smtp:PLAIN refused:3 refused=1 sent=3" },
  { "the same is never sent twice, not even after a success", 0, 0,
    "begin:imap:PLAIN ok:1 ask:imap:PLAIN=never ask:pop3:PLAIN=go" },
  { "never twice while it is under way", 0, 0, "begin:imap:PLAIN ask:imap:PLAIN=never" },
  { "another user name or secret is a person's doing", 0, 0,
    "begin:imap:PLAIN refused:1 ask:imap:PLAIN:anna=3 at:3 ask:imap:PLAIN:anna=go "
    "ask:imap:PLAIN:anna@example.org:better=go begin:imap:PLAIN:anna refused:2 at:9 "
    "ask:imap:PLAIN:anna@example.org:better=never" },
  { "refused after a success: the pause holds, and PLAIN may follow CRAM-MD5", 0, 0,
    "begin:imap:PLAIN ok:1 begin:smtp:CRAM-MD5 refused:2 ask:smtp:PLAIN=3 ask:pop3:PLAIN=3 at:3 "
    "ask:smtp:PLAIN=go" },
  { "never more under way than refusals are left", 0, 0,
    "begin:imap:CRAM-MD5 refused:1 at:3 begin:imap:PLAIN ok:2 begin:pop3:PLAIN ask:smtp:PLAIN=wait "
    "ok:3 "
    "ask:smtp:PLAIN=go" },
  { "two refusals after a success end it", 0, 0,
    "begin:imap:PLAIN ok:1 begin:pop3:PLAIN begin:smtp:PLAIN refused:2 refused:3 spent at:9 "
    "ask:smtp:LOGIN=never" },
  { "one refusal remembered", 1, 100,
    "refused=0 sent=0 at:101 ask:imap:PLAIN=103 at:103 ask:imap:PLAIN=go begin:imap:PLAIN "
    "refused:1 spent" },
  { "two refusals remembered", 2, 100, "spent refused=0 sent=0 at:800 ask:imap:PLAIN=never" },
  { "interrupted, a success, a refusal after it", 1, 0,
    "remember=1 at:9 begin:imap:PLAIN remember=2 ok:1 remember=0 begin:smtp:PLAIN remember=1 "
    "refused:2 remember=1" },
  { "what broke off is forgotten", 0, 0, "begin:imap:PLAIN remember=1 broken:1 remember=0" },
  { "two remembered, and a person grants one more", 2, 100,
    "spent grant at:800 ask:imap:PLAIN=go begin:imap:PLAIN refused:1 spent ask:pop3:PLAIN=never" },
  { "one remembered, then a success", 1, 100,
    "at:200 begin:imap:PLAIN ok:1 ask:pop3:PLAIN=go begin:pop3:PLAIN ask:smtp:PLAIN=wait" },
};

static WpSecret *
secret_new (const char *text)
{
  return wp_secret_new (WP_SECRET_PASSWORD, text, strlen (text), NULL);
}

static const char *
part (char **parts, guint n, const char *otherwise)
{
  return g_strv_length (parts) > n ? parts[n] : otherwise;
}

/* "ask:imap:PLAIN:user:secret"; the secret is the caller's. */
static WpAttempt
attempt_of (char **parts, WpSecret **secret)
{
  WpAttempt attempt = { .server = parts[1] };

  g_assert_true (wp_protocol_from_id (parts[1], &attempt.protocol));
  attempt.mechanism = g_strdelimit (parts[2], "_", ' ');
  attempt.username = part (parts, 3, "anna@example.org");
  *secret = secret_new (part (parts, 4, "correct horse"));
  attempt.secret = *secret;
  return attempt;
}

static void
ask (WpBudget *budget, char **parts, const char *expected, gint64 now_us)
{
  g_autoptr (WpSecret) secret = NULL;
  WpAttempt attempt = attempt_of (parts, &secret);
  gint64 at_us = 0;
  WpBudgetAnswer answer = wp_budget_ask (budget, &attempt, now_us, &at_us);

  if (g_str_equal (expected, "go"))
    g_assert_cmpint (answer, ==, WP_BUDGET_GO);
  else if (g_str_equal (expected, "never"))
    g_assert_cmpint (answer, ==, WP_BUDGET_NEVER);
  else
    {
      g_assert_cmpint (answer, ==, WP_BUDGET_WAIT);
      g_assert_cmpint (at_us, ==,
                       g_str_equal (expected, "wait") ? G_MAXINT64
                                                      : atoi (expected) * G_USEC_PER_SEC);
    }
}

static void
end (WpBudget *budget, const char *word, const char *number, gint64 now_us)
{
  WpAttemptEnd how = g_str_equal (word, "ok")        ? WP_ATTEMPT_ACCEPTED
                     : g_str_equal (word, "refused") ? WP_ATTEMPT_REFUSED
                                                     : WP_ATTEMPT_TRANSPORT;

  wp_budget_end (budget, (guint) atoi (number), how, now_us);
}

static void
run (WpBudget *budget, const char *word, guint *begun, gint64 *now_us)
{
  g_auto (GStrv) sides = g_strsplit (word, "=", 2);
  g_auto (GStrv) parts = g_strsplit (sides[0], ":", -1);
  g_autoptr (WpSecret) secret = NULL;

  g_test_message ("  %s", word);
  if (g_str_equal (parts[0], "ask"))
    ask (budget, parts, sides[1], *now_us);
  else if (g_str_equal (parts[0], "begin"))
    {
      WpAttempt attempt = attempt_of (parts, &secret);

      g_assert_cmpuint (wp_budget_begin (budget, &attempt, *now_us), ==, ++*begun);
    }
  else if (g_str_equal (parts[0], "at"))
    *now_us = atoi (parts[1]) * G_USEC_PER_SEC;
  else if (g_str_equal (parts[0], "sent"))
    g_assert_cmpuint (wp_budget_sent (budget), ==, (guint) atoi (sides[1]));
  else if (g_str_equal (parts[0], "refused") && sides[1] != NULL)
    g_assert_cmpuint (wp_budget_refused (budget), ==, (guint) atoi (sides[1]));
  else if (g_str_equal (parts[0], "spent"))
    g_assert_true (wp_budget_is_spent (budget));
  else if (g_str_equal (parts[0], "remember"))
    g_assert_cmpuint (wp_budget_to_remember (budget), ==, (guint) atoi (sides[1]));
  else if (g_str_equal (parts[0], "grant"))
    wp_budget_grant_one (budget);
  else if (g_str_equal (parts[0], "open"))
    g_assert_true (wp_budget_is_open (budget));
  else
    end (budget, parts[0], parts[1], *now_us);
}

static void
test_scenarios (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (scenarios); i++)
    {
      g_autoptr (WpBudget) budget = wp_budget_new (scenarios[i].refusals,
                                                   scenarios[i].last_refusal_s * G_USEC_PER_SEC);
      g_auto (GStrv) words = g_strsplit (scenarios[i].script, " ", -1);
      gint64 now_us = 0;
      guint begun = 0;

      g_test_message ("%s", scenarios[i].name);
      g_assert_false (wp_budget_is_open (budget));
      for (char **word = words; *word != NULL; word++)
        run (budget, *word, &begun, &now_us);
    }
}

/* Whatever is tried, in whatever order, no more than two refusals can come back. */
static void
test_never_three_refusals (void)
{
  static const char *const mechanisms[] = { "PLAIN", "LOGIN", "CRAM-MD5", "SCRAM-SHA-256",
                                            "USER/PASS" };
  static const char *const users[] = { "anna", "anna@example.org" };

  for (guint round = 0; round < 300; round++)
    {
      g_autoptr (WpBudget) budget = wp_budget_new (0, 0);
      g_autoptr (WpSecret) secret = secret_new ("correct horse");
      guint refused = 0;
      g_autoptr (GArray) under_way = g_array_new (FALSE, FALSE, sizeof (guint));

      for (guint now_s = 0; now_s < 60; now_s++)
        {
          WpProtocol protocol = (WpProtocol) g_test_rand_int_range (0, WP_N_PROTOCOLS);
          WpAttempt attempt = { protocol, wp_protocol_id (protocol),
                                users[g_test_rand_int_range (0, 2)],
                                mechanisms[g_test_rand_int_range (0, G_N_ELEMENTS (mechanisms))],
                                secret };
          gint64 at_us;

          if (wp_budget_ask (budget, &attempt, now_s * G_USEC_PER_SEC, &at_us) == WP_BUDGET_GO)
            {
              guint number = wp_budget_begin (budget, &attempt, now_s * G_USEC_PER_SEC);

              g_array_append_val (under_way, number);
            }
          if (under_way->len > 0 && g_test_rand_bit ())
            {
              WpAttemptEnd how = (WpAttemptEnd) g_test_rand_int_range (0, 3);
              guint number = g_array_index (under_way, guint, 0);

              g_array_remove_index (under_way, 0);
              wp_budget_end (budget, number, how, now_s * G_USEC_PER_SEC);
              refused += how == WP_ATTEMPT_REFUSED;
            }
        }
      for (guint i = 0; i < under_way->len; i++)
        refused++; /* the worst case of what is still out */
      g_assert_cmpuint (refused, <=, WP_BUDGET_REFUSALS);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/policy/budget/scenarios", test_scenarios);
  g_test_add_func ("/policy/budget/never-three", test_never_three_refusals);
  return g_test_run ();
}
