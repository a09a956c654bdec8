/* What is known of an address while it is being typed. */
#include "session/recognise.h"

#include <glib.h>

static const struct
{
  const char *domain;
  const char *provider; /* id; NULL: nobody known */
  const char *typo;     /* NULL: none */
} table[] = {
  { "gmail.com", "gmail", NULL },
  { "gmial.com", NULL, "gmail.com" },
  { "example.org", NULL, NULL },
  { "sub.gmail.com", NULL, NULL },
  { "", NULL, NULL },
};

static void
on_ready (gpointer data)
{
  g_main_loop_quit (data);
}

static WpRecogniser *
ready_one (void)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  WpRecogniser *recogniser = wp_recogniser_new (on_ready, loop);

  g_assert_null (wp_recognise (recogniser, "gmail.com"));
  g_main_loop_run (loop);
  return recogniser;
}

static void
test_table (void)
{
  g_autoptr (WpRecogniser) recogniser = ready_one ();

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      const WpProvider *provider = wp_recognise (recogniser, table[i].domain);
      g_autofree char *typo = wp_recognise_typo (recogniser, table[i].domain);

      g_test_message ("%s", table[i].domain);
      g_assert_cmpstr (provider == NULL ? NULL : provider->id, ==, table[i].provider);
      g_assert_cmpstr (typo, ==, table[i].typo);
    }
}

/* It is told before a password is typed. */
static void
test_demands (void)
{
  g_autoptr (WpRecogniser) recogniser = ready_one ();
  const WpProvider *provider = wp_recognise (recogniser, "gmail.com");

  g_assert_nonnull (wp_provider_demand (provider, WP_DEMAND_APP_PASSWORD, WP_PROTOCOL_IMAP));
}

static void
on_never (gpointer data G_GNUC_UNUSED)
{
  g_assert_not_reached ();
}

/* The page was left before the notes were read. */
static void
test_freed_early (void)
{
  wp_recogniser_free (wp_recogniser_new (on_never, NULL));
  wp_recogniser_free (ready_one ());
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/recognise/table", test_table);
  g_test_add_func ("/session/recognise/demands", test_demands);
  g_test_add_func ("/session/recognise/freed-early", test_freed_early);
  return g_test_run ();
}
