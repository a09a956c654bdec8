/* net/conn while a mailbox is measured: its deadlines, after which the login still stands; LOGOUT
 * and QUIT whatever happens; progress. */
#include <string.h>

#include "await.h"
#include "conn-fixture.h"
#include "model/keys.h"

#define FOLDERS 500
#define IN "connect:ok tls:ok greeting:ok capability:ok idle login:ok"

typedef enum
{
  THEN_SILENT,
  THEN_CHATTERS, /* lines that answer nothing */
  THEN_EXAMINES, /* answers EXAMINE, and no STATUS any more */
} Then;

typedef struct
{
  const char *path;
  guint n_answers; /* of STATUS */
  guint pause_ms;  /* before each of them */
  Then then;
  gint64 least_ms, most_ms; /* from the login to the end */
  const char *end;          /* of the log; NULL: it reads nothing any more */
} ServerRow;

static const ServerRow *server; /* of the test that runs */

static void
list_folders (Peer *peer)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < FOLDERS; i++)
    g_string_append_printf (text, "* LIST () \"/\" f%u\r\n", i);
  peer_say (peer, text->str);
}

static void
chatter (Peer *peer)
{
  while (peer_say (peer, "* OK still counting\r\n"))
    g_usleep (20000);
}

/* FALSE: there is nothing more to say. */
static gboolean
answer_status (Peer *peer, const char *tag, guint *n_answers)
{
  g_autofree char *text = NULL;

  if (*n_answers == server->n_answers)
    {
      if (server->then == THEN_CHATTERS)
        chatter (peer);
      return FALSE;
    }
  g_usleep (server->pause_ms * 1000);
  text = g_strdup_printf ("* STATUS f%u (MESSAGES 2)\r\n%s OK done\r\n", *n_answers, tag);
  (*n_answers)++;
  return peer_say (peer, text);
}

/* Reads on when it answers no more, as a server does whose disk is slow: LOGOUT arrives. */
static void
serve_folders (Peer *peer, gpointer data)
{
  ConnFixture *f = data;
  guint n_answers = 0;
  gboolean is_silent = FALSE;
  char line[1024];

  if (!peer_tls (peer))
    return;
  peer_say (peer, "* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready\r\n");
  while (peer_line (peer, line, sizeof line))
    {
      g_auto (GStrv) words = g_strsplit (line, " ", 3);
      g_autofree char *ok = g_strdup_printf ("%s OK [CAPABILITY IMAP4rev1] done\r\n", words[0]);

      if (g_str_equal (words[1], "LOGOUT"))
        count_raise (&f->saw_logout);
      else if (g_str_equal (words[1], "STATUS") && !is_silent)
        is_silent = !answer_status (peer, words[0], &n_answers);
      else if (g_str_equal (words[1], "EXAMINE") && server->then == THEN_EXAMINES)
        {
          peer_say (peer, "* 7 EXISTS\r\n");
          peer_say (peer, ok);
        }
      else if (!is_silent)
        {
          if (g_str_equal (words[1], "LIST"))
            list_folders (peer);
          peer_say (peer, ok);
        }
    }
}

/* A POP3 server with a weakness; it answers QUIT never. */
typedef struct
{
  const char *path;
  gboolean measures;
  gint stat_ms;    /* -1: for ever */
  gboolean drips;  /* CAPA after the login, without end */
  const char *log; /* after the login */
  gint64 most_ms;  /* from the login to the end */
  gboolean has_expire, has_messages, is_unmeasured;
} Pop3Row;

static const Pop3Row *pop3_server; /* of the test that runs */

static void
drip (Peer *peer)
{
  peer_say (peer, "+OK\r\n");
  while (peer_say (peer, "X-AND-MORE\r\n"))
    g_usleep (20000);
}

static void
serve_pop3 (Peer *peer, gpointer data)
{
  ConnFixture *f = data;
  gboolean is_in = FALSE;
  char line[1024];

  if (!peer_tls (peer))
    return;
  peer_say (peer, "+OK\r\n");
  while (peer_line (peer, line, sizeof line))
    {
      if (g_str_equal (line, "QUIT"))
        count_raise (&f->saw_logout);
      else if (g_str_equal (line, "CAPA") && is_in && pop3_server->drips)
        drip (peer);
      else if (g_str_equal (line, "CAPA"))
        peer_say (peer, "+OK\r\nSASL PLAIN\r\nEXPIRE 30\r\n.\r\n");
      else if (g_str_equal (line, "STAT") && pop3_server->stat_ms >= 0)
        {
          g_usleep ((gulong) pop3_server->stat_ms * 1000);
          peer_say (peer, "+OK 3 300\r\n");
        }
      else if (!g_str_equal (line, "STAT"))
        {
          is_in = is_in || g_str_has_prefix (line, "AUTH");
          peer_say (peer, "+OK\r\n");
        }
    }
}

static void
start (ConnFixture *f, PeerScript script)
{
  f->logs_in = TRUE;
  conn_start (f, script, PEER_CERT_GOOD, WP_TLS_IMPLICIT, NULL);
  while (!g_str_equal (f->log->str, IN))
    conn_turn (f);
}

static void
assert_left (ConnFixture *f, const char *end)
{
  g_autofree char *log = g_strconcat (IN, end, NULL);

  g_assert_cmpstr (f->log->str, ==, log);
  await_count (&f->saw_logout, 1);
}

static const ServerRow slow_rows[] = {
  /* reply_ms after the last answer, as much for EXAMINE, and leave_ms */
  { "silent", 100, 0, THEN_SILENT, 600, 2000, " mailbox:timed-out closed" },
  { "examines", 100, 0, THEN_EXAMINES, 300, 800, " mailbox:ok closed" },
  /* measure_ms, however much still comes, and half as long again for EXAMINE */
  { "slow", FOLDERS, 5, THEN_EXAMINES, 700, 1600, " mailbox:ok idle closed" },
  { "slower", FOLDERS, 60, THEN_SILENT, 1000, 1700, " mailbox:timed-out closed" },
  { "chatters", 10, 0, THEN_CHATTERS, 1000, 1700, NULL },
};

static void
test_slow (ConnFixture *f, gconstpointer data)
{
  gint64 login_us, took_ms;

  server = data;
  f->measures = f->quits = TRUE;
  start (f, serve_folders);
  login_us = g_get_monotonic_time ();
  conn_run_until_closed (f);
  took_ms = (f->closed_us - login_us) / 1000;
  g_assert_cmpint (took_ms, >=, server->least_ms);
  g_assert_cmpint (took_ms, <, server->most_ms);
  if (server->end != NULL)
    assert_left (f, server->end);
  else
    g_assert_cmpstr (f->log->str, ==, IN " mailbox:timed-out closed");
  g_assert_cmpint (wp_fields_number (f->evidence, WP_KEY_MESSAGES), ==,
                   server->then == THEN_EXAMINES ? 7 : -1);
  g_assert_cmpstr (wp_fields_text (f->evidence, WP_KEY_UNMEASURED), ==, "time");
  g_assert_cmpint (wp_fields_number (f->evidence, WP_KEY_FOLDERS), ==, FOLDERS);
  g_assert_cmpint (wp_fields_number (f->evidence, WP_KEY_FOLDERS_COUNTED), >=,
                   MIN (10, server->n_answers));
  g_assert_null (wp_fields_find (f->evidence, WP_KEY_MESSAGES_ALL));
}

/* measure_pop3_ms 250 and leave_ms 150 are all there is; reply_ms, quit_ms (300) and login_ms (600)
 * are longer. */
static const Pop3Row pop3_rows[] = {
  { "stat-for-ever", TRUE, -1, FALSE, " mailbox:ok closed", 550, TRUE, FALSE, TRUE },
  { "stat-for-ever-in-check", FALSE, -1, FALSE, " mailbox:ok closed", 550, TRUE, FALSE, TRUE },
  { "stat-slow-in-check", FALSE, 400, FALSE, " mailbox:ok closed", 550, TRUE, FALSE, TRUE },
  { "drips", TRUE, 0, TRUE, " mailbox:ok closed", 550, TRUE, FALSE, TRUE },
  { "quit-unanswered", TRUE, 200, FALSE, " mailbox:ok idle closed", 550, TRUE, TRUE, FALSE },
  { "quit-unanswered-in-check", FALSE, 200, FALSE, " mailbox:ok idle closed", 550, TRUE, TRUE,
    FALSE },
};

static void
test_pop3 (ConnFixture *f, gconstpointer data)
{
  g_autofree char *log = NULL;
  gint64 login_us;

  pop3_server = data;
  log = g_strconcat (IN, pop3_server->log, NULL);
  f->protocol = WP_PROTOCOL_POP3;
  f->measures = pop3_server->measures;
  f->quits = TRUE;
  start (f, serve_pop3);
  login_us = g_get_monotonic_time ();
  conn_run_until_closed (f);
  g_assert_cmpstr (f->log->str, ==, log);
  g_assert_cmpint (f->closed_us - login_us, <, pop3_server->most_ms * 1000);
  if (!pop3_server->drips) /* that one reads nothing any more */
    {
      await_count (&f->saw_logout, 1);
    }
  g_assert_cmpint (wp_fields_number (f->evidence, WP_KEY_POP_EXPIRE), ==,
                   pop3_server->has_expire ? 30 : -1);
  g_assert_cmpint (wp_fields_number (f->evidence, WP_KEY_MESSAGES), ==,
                   pop3_server->has_messages ? 3 : -1);
  g_assert_cmpstr (wp_fields_text (f->evidence, WP_KEY_UNMEASURED), ==,
                   pop3_server->is_unmeasured ? "time" : NULL);
}

/* Whoever lets go of a session in its mailbox, or after it, keeps nobody else out for long. */
static void
test_pop3_free (ConnFixture *f, gconstpointer data)
{
  static const Pop3Row slow = { .stat_ms = -1 }, quick = { .stat_ms = 0 };
  gboolean is_idle = data != NULL;
  gint64 login_us;

  pop3_server = is_idle ? &quick : &slow;
  f->protocol = WP_PROTOCOL_POP3;
  start (f, serve_pop3);
  login_us = g_get_monotonic_time ();
  while (is_idle && !g_str_has_suffix (f->log->str, " idle"))
    conn_turn (f);
  await_ms (is_idle ? 200 : 20);
  g_clear_pointer (&f->conn, wp_conn_free);
  while (wp_conn_pending_quits (f->loop) > 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (g_get_monotonic_time () - login_us, <, 550 * 1000);
  await_count (&f->saw_logout, 1);
}

/* All is counted, and the conversation lives on. */
static void
test_progress (ConnFixture *f, gconstpointer data G_GNUC_UNUSED)
{
  static const ServerRow good = { .n_answers = FOLDERS };

  server = &good;
  f->measures = TRUE;
  start (f, serve_folders);
  while (!g_str_has_suffix (f->log->str, " idle"))
    conn_turn (f);
  g_assert_cmpstr (f->log->str, ==, IN " mailbox:ok idle");
  g_assert_cmpint (wp_fields_number (f->evidence, WP_KEY_MESSAGES_ALL), ==, 2 * FOLDERS);
  g_assert_null (wp_fields_find (f->evidence, WP_KEY_UNMEASURED));
  g_assert_cmpuint (f->n_progress, >, 1);
  g_assert_cmpuint (f->n_total, ==, FOLDERS);
}

static void
run_into_the_middle (ConnFixture *f)
{
  static const ServerRow slow = { .n_answers = FOLDERS, .pause_ms = 2 };

  server = &slow;
  f->measures = TRUE;
  start (f, serve_folders);
  while (f->n_done < 60)
    conn_turn (f);
}

static void
test_cancel (ConnFixture *f, gconstpointer data G_GNUC_UNUSED)
{
  gint64 cancel_us;

  run_into_the_middle (f);
  cancel_us = g_get_monotonic_time ();
  wp_conn_cancel (f->conn);
  conn_run_until_closed (f);
  g_assert_cmpstr (f->log->str, ==, IN " mailbox:cancelled closed");
  g_assert_cmpint (f->closed_us - cancel_us, <, 100000);
  g_assert_cmpint (wp_fields_number (f->evidence, WP_KEY_FOLDERS), ==, FOLDERS);
  g_assert_cmpint (wp_fields_number (f->evidence, WP_KEY_FOLDERS_COUNTED), >=, 60);
  g_assert_cmpstr (wp_fields_text (f->evidence, WP_KEY_UNMEASURED), ==, "cancelled");
  /* whoever does not let it go at once hears of it no second time */
  await_ms (300);
  g_assert_cmpstr (f->log->str, ==, IN " mailbox:cancelled closed");
  await_count (&f->saw_logout, 1);
}

/* Its owner lets it go, before or after `closed`: what the server owes is still read, so that it
 * finds LOGOUT and no broken connection. */
static void
test_free (ConnFixture *f, gconstpointer data)
{
  gboolean is_cancelled = data != NULL;

  run_into_the_middle (f);
  if (is_cancelled)
    wp_conn_cancel (f->conn);
  g_clear_pointer (&f->conn, wp_conn_free);
  g_assert_cmpuint (wp_conn_pending_quits (f->loop), ==, 1);
  while (wp_conn_pending_quits (f->loop) > 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (f->log->str, ==, IN);
  await_count (&f->saw_logout, 1);
}

#define ADD(path, data, test)                                                                      \
  g_test_add (path, ConnFixture, data, conn_set_up, test, conn_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (slow_rows); i++)
    {
      g_autofree char *path = g_strconcat ("/conn/measure/", slow_rows[i].path, NULL);

      ADD (path, &slow_rows[i], test_slow);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (pop3_rows); i++)
    {
      g_autofree char *path = g_strconcat ("/conn/measure/pop3/", pop3_rows[i].path, NULL);

      ADD (path, &pop3_rows[i], test_pop3);
    }
  ADD ("/conn/measure/pop3/free", NULL, test_pop3_free);
  ADD ("/conn/measure/pop3/free-while-idle", GINT_TO_POINTER (1), test_pop3_free);
  ADD ("/conn/measure/progress", NULL, test_progress);
  ADD ("/conn/measure/cancel", NULL, test_cancel);
  ADD ("/conn/measure/free", NULL, test_free);
  ADD ("/conn/measure/cancel-and-free", GINT_TO_POINTER (1), test_free);
  return conn_run_tests ();
}
