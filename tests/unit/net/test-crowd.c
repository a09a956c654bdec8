/* The limits on connections to one address: so many at a time of each kind, so many a run of both
 * kinds together, first come first served. */
#include "base/limits.h"
#include "net/crowd.h"

#define OUT 100 /* told that no more are made */

static void
on_place (gboolean is_in, gpointer data)
{
  (*(guint *) data) += is_in ? 1 : OUT;
}

static WpInet
inet (const char *text)
{
  WpInet inet;

  g_assert_true (wp_inet_parse (text, &inet));
  return inet;
}

static WpPlace *
enter (WpCrowd *crowd, WpCrowdKind kind, const char *address, WpCrowdAnswer wanted, guint *called)
{
  WpInet one = inet (address);
  WpPlace *place = wp_crowd_enter (crowd, kind, &one, on_place, called);

  g_assert_cmpint (wp_crowd_answer (place), ==, wanted);
  return place;
}

/* Made and over. */
static void
use_up (WpCrowd *crowd, const char *address, guint count)
{
  for (guint i = 0; i < count; i++)
    wp_crowd_leave (
        enter (crowd, (WpCrowdKind) (i % WP_N_CROWD_KINDS), address, WP_CROWD_IN, NULL));
}

static void
test_at_once (gconstpointer data)
{
  WpCrowdKind kind = (WpCrowdKind) GPOINTER_TO_UINT (data);
  g_autoptr (WpCrowd) crowd = wp_crowd_new ();
  WpPlace *in[WP_LIMIT_CONNECTIONS_AT_ONCE], *first, *second, *other;
  guint called[2] = { 0, 0 };

  for (guint i = 0; i < WP_LIMIT_CONNECTIONS_AT_ONCE; i++)
    in[i] = enter (crowd, kind, "192.0.2.1", WP_CROWD_IN, NULL);
  first = enter (crowd, kind, "192.0.2.1", WP_CROWD_WAIT, &called[0]);
  second = enter (crowd, kind, "192.0.2.1", WP_CROWD_WAIT, &called[1]);
  other = enter (crowd, kind, "192.0.2.2", WP_CROWD_IN, NULL);

  wp_crowd_leave (other);
  g_assert_cmpuint (called[0], ==, 0);
  wp_crowd_leave (in[0]);
  g_assert_cmpuint (called[0], ==, 1);
  g_assert_cmpint (wp_crowd_answer (first), ==, WP_CROWD_IN);
  g_assert_cmpuint (called[1], ==, 0);
  /* One that waits and gives up is not called, and takes nobody's place. */
  wp_crowd_leave (second);
  wp_crowd_leave (in[1]);
  g_assert_cmpuint (called[1], ==, 0);
  wp_crowd_leave (first);
}

/* A document never waits for a mail dialogue, nor the reverse; nor is it let in by the other's end.
 */
static void
test_kinds (void)
{
  g_autoptr (WpCrowd) crowd = wp_crowd_new ();
  WpPlace *in[WP_N_CROWD_KINDS][WP_LIMIT_CONNECTIONS_AT_ONCE], *waiting[WP_N_CROWD_KINDS];
  guint called[WP_N_CROWD_KINDS] = { 0 };

  for (guint kind = 0; kind < WP_N_CROWD_KINDS; kind++)
    for (guint i = 0; i < WP_LIMIT_CONNECTIONS_AT_ONCE; i++)
      in[kind][i] = enter (crowd, (WpCrowdKind) kind, "192.0.2.1", WP_CROWD_IN, NULL);
  for (guint kind = 0; kind < WP_N_CROWD_KINDS; kind++)
    waiting[kind] = enter (crowd, (WpCrowdKind) kind, "192.0.2.1", WP_CROWD_WAIT, &called[kind]);
  for (guint i = 0; i < WP_LIMIT_CONNECTIONS_AT_ONCE; i++)
    wp_crowd_leave (in[WP_CROWD_MAIL][i]);
  g_assert_cmpuint (called[WP_CROWD_MAIL], ==, 1);
  g_assert_cmpuint (called[WP_CROWD_WEB], ==, 0);
  for (guint i = 0; i < WP_LIMIT_CONNECTIONS_AT_ONCE; i++)
    wp_crowd_leave (in[WP_CROWD_WEB][i]);
  g_assert_cmpuint (called[WP_CROWD_WEB], ==, 1);
  for (guint kind = 0; kind < WP_N_CROWD_KINDS; kind++)
    wp_crowd_leave (waiting[kind]);
}

static void
test_a_run (void)
{
  g_autoptr (WpCrowd) crowd = wp_crowd_new ();

  use_up (crowd, "2001:db8::1", WP_LIMIT_CONNECTIONS_A_RUN);
  for (guint kind = 0; kind < WP_N_CROWD_KINDS; kind++)
    wp_crowd_leave (enter (crowd, (WpCrowdKind) kind, "2001:db8::1", WP_CROWD_FULL, NULL));
  wp_crowd_leave (enter (crowd, WP_CROWD_MAIL, "2001:db8::2", WP_CROWD_IN, NULL));
}

/* A service that connects again goes before those that wait; each connection counts. */
static void
test_again (void)
{
  g_autoptr (WpCrowd) crowd = wp_crowd_new ();
  guint called = 0;
  WpPlace *a = enter (crowd, WP_CROWD_MAIL, "192.0.2.1", WP_CROWD_IN, NULL);
  WpPlace *b = enter (crowd, WP_CROWD_MAIL, "192.0.2.1", WP_CROWD_IN, NULL);
  WpPlace *c = enter (crowd, WP_CROWD_MAIL, "192.0.2.1", WP_CROWD_WAIT, &called);

  g_assert_false (wp_crowd_again (c));
  for (guint made = 2; made < WP_LIMIT_CONNECTIONS_A_RUN; made++)
    g_assert_true (wp_crowd_again (a));
  g_assert_false (wp_crowd_again (a));
  g_assert_cmpuint (called, ==, 0);
  wp_crowd_leave (a);
  g_assert_cmpuint (called, ==, OUT);
  g_assert_cmpint (wp_crowd_answer (c), ==, WP_CROWD_FULL);
  wp_crowd_leave (b);
  wp_crowd_leave (c);
  g_assert_cmpuint (called, ==, OUT);
}

/* Who waits when the last one is made is told at the next leaving, of whatever kind. */
static void
test_waiting_for_nothing (void)
{
  for (guint kind = 0; kind < WP_N_CROWD_KINDS; kind++)
    {
      g_autoptr (WpCrowd) crowd = wp_crowd_new ();
      WpPlace *in[WP_LIMIT_CONNECTIONS_AT_ONCE], *waiting[2], *last;
      guint called[2] = { 0, 0 };

      use_up (crowd, "192.0.2.7", WP_LIMIT_CONNECTIONS_A_RUN - WP_LIMIT_CONNECTIONS_AT_ONCE - 1);
      for (guint i = 0; i < WP_LIMIT_CONNECTIONS_AT_ONCE; i++)
        in[i] = enter (crowd, WP_CROWD_MAIL, "192.0.2.7", WP_CROWD_IN, NULL);
      for (guint i = 0; i < 2; i++)
        waiting[i] = enter (crowd, WP_CROWD_MAIL, "192.0.2.7", WP_CROWD_WAIT, &called[i]);
      last = enter (crowd, WP_CROWD_WEB, "192.0.2.7", WP_CROWD_IN, NULL);
      g_assert_cmpuint (called[0], ==, 0);
      wp_crowd_leave (kind == WP_CROWD_WEB ? last : in[0]);
      for (guint i = 0; i < 2; i++)
        {
          g_assert_cmpuint (called[i], ==, OUT);
          wp_crowd_leave (waiting[i]);
        }
      wp_crowd_leave (kind == WP_CROWD_WEB ? in[0] : last);
      wp_crowd_leave (in[1]);
    }
}

/* One of those that wait takes the last connection; the other is told when that one leaves. */
static void
test_last_one (void)
{
  g_autoptr (WpCrowd) crowd = wp_crowd_new ();
  guint called[2] = { 0, 0 };
  WpPlace *a, *b, *c, *d;

  use_up (crowd, "192.0.2.7", WP_LIMIT_CONNECTIONS_A_RUN - 3);
  a = enter (crowd, WP_CROWD_MAIL, "192.0.2.7", WP_CROWD_IN, NULL);
  b = enter (crowd, WP_CROWD_MAIL, "192.0.2.7", WP_CROWD_IN, NULL);
  c = enter (crowd, WP_CROWD_MAIL, "192.0.2.7", WP_CROWD_WAIT, &called[0]);
  d = enter (crowd, WP_CROWD_MAIL, "192.0.2.7", WP_CROWD_WAIT, &called[1]);
  wp_crowd_leave (a);
  g_assert_cmpuint (called[0], ==, 1);
  g_assert_cmpuint (called[1], ==, OUT);
  wp_crowd_leave (b);
  wp_crowd_leave (c);
  wp_crowd_leave (d);
}

static void
leave_other (gboolean is_in G_GNUC_UNUSED, gpointer data)
{
  g_clear_pointer ((WpPlace **) data, wp_crowd_leave);
}

/* From inside its function a place may be left, whatever it was told. */
static void
test_left_inside (void)
{
  g_autoptr (WpCrowd) crowd = wp_crowd_new ();
  WpInet one = inet ("192.0.2.1");
  guint called = 0;
  WpPlace *a = enter (crowd, WP_CROWD_WEB, "192.0.2.1", WP_CROWD_IN, NULL);
  WpPlace *b = enter (crowd, WP_CROWD_WEB, "192.0.2.1", WP_CROWD_IN, NULL);
  WpPlace *c = wp_crowd_enter (crowd, WP_CROWD_WEB, &one, leave_other, &c);
  WpPlace *d = enter (crowd, WP_CROWD_WEB, "192.0.2.1", WP_CROWD_WAIT, &called);

  wp_crowd_leave (a);
  g_assert_null (c);
  g_assert_cmpuint (called, ==, 1);
  wp_crowd_leave (b);
  wp_crowd_leave (d);
}

/* Who was let in and does not connect leaves the run's number as it was. */
static void
test_declined (void)
{
  g_autoptr (WpCrowd) crowd = wp_crowd_new ();
  guint called = 0;
  WpPlace *a, *b, *c;

  for (guint i = 0; i <= WP_LIMIT_CONNECTIONS_A_RUN; i++)
    wp_crowd_decline (enter (crowd, WP_CROWD_WEB, "192.0.2.1", WP_CROWD_IN, NULL));
  a = enter (crowd, WP_CROWD_WEB, "192.0.2.1", WP_CROWD_IN, NULL);
  b = enter (crowd, WP_CROWD_WEB, "192.0.2.1", WP_CROWD_IN, NULL);
  c = enter (crowd, WP_CROWD_WEB, "192.0.2.1", WP_CROWD_WAIT, &called);
  wp_crowd_decline (a);
  g_assert_cmpuint (called, ==, 1);
  wp_crowd_decline (enter (crowd, WP_CROWD_WEB, "192.0.2.1", WP_CROWD_WAIT, NULL));
  wp_crowd_leave (b);
  wp_crowd_leave (c);
  use_up (crowd, "192.0.2.1", WP_LIMIT_CONNECTIONS_A_RUN - 2);
  wp_crowd_decline (enter (crowd, WP_CROWD_WEB, "192.0.2.1", WP_CROWD_FULL, NULL));
  wp_crowd_leave (enter (crowd, WP_CROWD_WEB, "192.0.2.1", WP_CROWD_FULL, NULL));
  wp_crowd_decline (NULL);
}

static void
test_dead (void)
{
  g_autoptr (WpCrowd) crowd = wp_crowd_new ();
  WpInet one = inet ("192.0.2.1"), other = inet ("192.0.2.2");

  g_assert_false (wp_crowd_is_dead (crowd, &one));
  wp_crowd_mark_dead (crowd, &one);
  g_assert_true (wp_crowd_is_dead (crowd, &one));
  g_assert_false (wp_crowd_is_dead (crowd, &other));
}

/* A farewell may outlive the run; and in some tests nobody counts. */
static void
test_without (void)
{
  WpInet one = inet ("192.0.2.1");
  WpCrowd *crowd = wp_crowd_new ();
  WpPlace *place = enter (crowd, WP_CROWD_MAIL, "192.0.2.1", WP_CROWD_IN, NULL);

  wp_crowd_unref (crowd);
  g_assert_true (wp_inet_equal (wp_crowd_address (place), &one));
  wp_crowd_leave (place);

  g_assert_null (enter (NULL, WP_CROWD_WEB, "192.0.2.1", WP_CROWD_IN, NULL));
  wp_crowd_leave (NULL);
  wp_crowd_mark_dead (NULL, &one);
  g_assert_false (wp_crowd_is_dead (NULL, &one));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/net/crowd/at-once/mail", GUINT_TO_POINTER (WP_CROWD_MAIL), test_at_once);
  g_test_add_data_func ("/net/crowd/at-once/web", GUINT_TO_POINTER (WP_CROWD_WEB), test_at_once);
  g_test_add_func ("/net/crowd/kinds", test_kinds);
  g_test_add_func ("/net/crowd/a-run", test_a_run);
  g_test_add_func ("/net/crowd/again", test_again);
  g_test_add_func ("/net/crowd/waiting-for-nothing", test_waiting_for_nothing);
  g_test_add_func ("/net/crowd/last-one", test_last_one);
  g_test_add_func ("/net/crowd/left-inside", test_left_inside);
  g_test_add_func ("/net/crowd/declined", test_declined);
  g_test_add_func ("/net/crowd/dead", test_dead);
  g_test_add_func ("/net/crowd/without", test_without);
  return g_test_run ();
}
