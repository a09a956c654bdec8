/* The limits on connections to one address: two at a time, sixteen a run, first come first served.
 */
#include "base/limits.h"
#include "check/crowd.h"

static void
on_place (gboolean is_in, gpointer data)
{
  (*(guint *) data) += is_in ? 1 : 100;
}

static WpInet
inet (const char *text)
{
  WpInet inet;

  g_assert_true (wp_inet_parse (text, &inet));
  return inet;
}

static void
test_two_at_a_time (void)
{
  WpCrowd *crowd = wp_crowd_new ();
  WpInet one = inet ("192.0.2.1"), other = inet ("192.0.2.2");
  WpCrowdAnswer answer;
  guint called[2] = { 0, 0 };
  WpPlace *a = wp_crowd_enter (crowd, &one, on_place, NULL, &answer);
  WpPlace *b, *c, *d, *e;

  g_assert_cmpint (answer, ==, WP_CROWD_IN);
  b = wp_crowd_enter (crowd, &one, on_place, NULL, &answer);
  g_assert_cmpint (answer, ==, WP_CROWD_IN);
  c = wp_crowd_enter (crowd, &one, on_place, &called[0], &answer);
  g_assert_cmpint (answer, ==, WP_CROWD_WAIT);
  d = wp_crowd_enter (crowd, &one, on_place, &called[1], &answer);
  g_assert_cmpint (answer, ==, WP_CROWD_WAIT);
  e = wp_crowd_enter (crowd, &other, on_place, NULL, &answer);
  g_assert_cmpint (answer, ==, WP_CROWD_IN);

  wp_crowd_leave (a);
  g_assert_cmpuint (called[0], ==, 1);
  g_assert_cmpuint (called[1], ==, 0);
  /* One that waits and gives up is not called, and takes nobody's place. */
  wp_crowd_leave (d);
  wp_crowd_leave (b);
  g_assert_cmpuint (called[1], ==, 0);
  wp_crowd_leave (c);
  wp_crowd_leave (e);
  wp_crowd_free (crowd);
}

/* A service that connects again goes before those that wait; each connection counts. */
static void
test_again (void)
{
  WpCrowd *crowd = wp_crowd_new ();
  WpInet one = inet ("192.0.2.1");
  WpCrowdAnswer answer;
  guint called = 0;
  WpPlace *a = wp_crowd_enter (crowd, &one, on_place, NULL, &answer);
  WpPlace *b = wp_crowd_enter (crowd, &one, on_place, NULL, &answer);
  WpPlace *c = wp_crowd_enter (crowd, &one, on_place, &called, &answer);

  g_assert_cmpint (answer, ==, WP_CROWD_WAIT);
  g_assert_false (wp_crowd_again (c));
  for (guint made = 2; made < WP_LIMIT_CONNECTIONS_A_RUN; made++)
    g_assert_true (wp_crowd_again (a));
  g_assert_false (wp_crowd_again (a));
  wp_crowd_leave (a);
  g_assert_cmpuint (called, ==, 100); /* told that no more are made */
  wp_crowd_leave (b);
  wp_crowd_leave (c);
  wp_crowd_free (crowd);
}

static void
test_sixteen_a_run (void)
{
  WpCrowd *crowd = wp_crowd_new ();
  WpInet one = inet ("2001:db8::1");
  WpCrowdAnswer answer;
  WpPlace *place;

  for (guint i = 0; i < WP_LIMIT_CONNECTIONS_A_RUN; i++)
    {
      place = wp_crowd_enter (crowd, &one, on_place, NULL, &answer);
      g_assert_cmpint (answer, ==, WP_CROWD_IN);
      wp_crowd_leave (place);
    }
  place = wp_crowd_enter (crowd, &one, on_place, NULL, &answer);
  g_assert_cmpint (answer, ==, WP_CROWD_FULL);
  wp_crowd_leave (place);
  wp_crowd_free (crowd);
}

/* Who waits when the sixteenth is made is told at once: nobody else will ever leave. */
static void
test_waiting_for_nothing (void)
{
  WpCrowd *crowd = wp_crowd_new ();
  WpInet one = inet ("192.0.2.7");
  WpCrowdAnswer answer;
  guint called[2] = { 0, 0 };
  WpPlace *waiting[2], *last = NULL;

  for (guint i = 0; i < WP_LIMIT_CONNECTIONS_A_RUN - 1; i++)
    wp_crowd_leave (wp_crowd_enter (crowd, &one, on_place, NULL, &answer));
  last = wp_crowd_enter (crowd, &one, on_place, NULL, &answer);
  g_assert_cmpint (answer, ==, WP_CROWD_IN);
  for (guint i = 0; i < 2; i++)
    {
      waiting[i] = wp_crowd_enter (crowd, &one, on_place, &called[i], &answer);
      g_assert_cmpint (answer, ==, WP_CROWD_FULL);
    }
  wp_crowd_leave (last);
  wp_crowd_leave (waiting[0]);
  wp_crowd_leave (waiting[1]);
  wp_crowd_free (crowd);

  crowd = wp_crowd_new ();
  for (guint i = 0; i < WP_LIMIT_CONNECTIONS_A_RUN - 2; i++)
    wp_crowd_leave (wp_crowd_enter (crowd, &one, on_place, NULL, &answer));
  last = wp_crowd_enter (crowd, &one, on_place, NULL, &answer);
  waiting[0] = wp_crowd_enter (crowd, &one, on_place, NULL, &answer);
  g_assert_cmpint (answer, ==, WP_CROWD_IN);
  waiting[1] = wp_crowd_enter (crowd, &one, on_place, &called[1], &answer);
  g_assert_cmpint (answer, ==, WP_CROWD_FULL);
  wp_crowd_leave (last);
  wp_crowd_leave (waiting[0]);
  wp_crowd_leave (waiting[1]);
  wp_crowd_free (crowd);

  crowd = wp_crowd_new ();
  for (guint i = 0; i < WP_LIMIT_CONNECTIONS_A_RUN - 3; i++)
    wp_crowd_leave (wp_crowd_enter (crowd, &one, on_place, NULL, &answer));
  last = wp_crowd_enter (crowd, &one, on_place, NULL, &answer);
  waiting[0] = wp_crowd_enter (crowd, &one, on_place, NULL, &answer);
  waiting[1] = wp_crowd_enter (crowd, &one, on_place, &called[0], &answer);
  g_assert_cmpint (answer, ==, WP_CROWD_WAIT);
  g_assert_true (wp_crowd_again (last)); /* takes the sixteenth */
  wp_crowd_leave (last);
  g_assert_cmpuint (called[0], ==, 100);
  wp_crowd_leave (waiting[0]);
  wp_crowd_leave (waiting[1]);
  wp_crowd_free (crowd);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/check/crowd/two-at-a-time", test_two_at_a_time);
  g_test_add_func ("/check/crowd/again", test_again);
  g_test_add_func ("/check/crowd/sixteen-a-run", test_sixteen_a_run);
  g_test_add_func ("/check/crowd/waiting-for-nothing", test_waiting_for_nothing);
  return g_test_run ();
}
