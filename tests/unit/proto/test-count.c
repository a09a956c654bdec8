/* How the IMAP engine counts folders: a server in memory that checks each question. Never more than
 * so many without an answer, each folder once, EXAMINE last; at the limits, and one over; sums. */
#include <string.h>

#include "base/limits.h"
#include "model/keys.h"
#include "proto/engine.h"
#include "proto/imap-folders.h"

typedef struct
{
  guint n_folders;
  gboolean is_by_list;
  const char *long_name; /* of the first folder; NULL: as the others */
  WpEngine *engine;
  GRand *rand;
  GPtrArray *open;   /* of char*: "TAG NUMBER" of each STATUS without an answer */
  GHashTable *asked; /* of the numbers */
  guint most_open;
  gboolean has_examined;
  WpStep *mailbox;
} Server;

static void
say (Server *server, const char *text)
{
  wp_engine_feed (server->engine, (const guint8 *) text, strlen (text));
}

static void
list (Server *server, const char *tag)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < server->n_folders; i++)
    {
      if (i == 0 && server->long_name != NULL)
        g_string_append_printf (text, "* LIST () \"/\" {%zu}\r\n%s\r\n", strlen (server->long_name),
                                server->long_name);
      else
        g_string_append_printf (text, "* LIST () \"/\" \"Private %u\"\r\n", i);
      if (server->is_by_list)
        g_string_append_printf (text, "* STATUS \"Private %u\" (MESSAGES 3 SIZE 7)\r\n", i);
    }
  g_string_append_printf (text, "%s OK done\r\n", tag);
  say (server, text->str);
}

static void
on_status (Server *server, const char *tag, const char *args)
{
  const char *number = g_str_has_prefix (args, "\"Private ") ? args + strlen ("\"Private ") : "0";

  g_assert_false (server->has_examined);
  g_assert_true (g_hash_table_add (server->asked, g_strdup_printf ("%d", atoi (number))));
  g_ptr_array_add (server->open, g_strdup_printf ("%s %d", tag, atoi (number)));
  server->most_open = MAX (server->most_open, server->open->len);
}

static void
on_command (Server *server, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 3);
  g_autofree char *ok = g_strdup_printf ("%s OK done\r\n", words[0]);

  if (g_str_equal (words[1], "AUTHENTICATE"))
    say (server, server->is_by_list
                     ? "w1 OK [CAPABILITY IMAP4rev1 LIST-EXTENDED LIST-STATUS STATUS=SIZE] in\r\n"
                     : "w1 OK [CAPABILITY IMAP4rev1 STATUS=SIZE] in\r\n");
  else if (g_str_equal (words[1], "LIST"))
    list (server, words[0]);
  else if (g_str_equal (words[1], "STATUS"))
    on_status (server, words[0], words[2]);
  else
    {
      g_assert_cmpstr (words[1], ==, "EXAMINE");
      g_assert_cmpuint (server->open->len, ==, 0);
      server->has_examined = TRUE;
      say (server, ok);
    }
}

/* One of the open questions, by chance. */
static void
answer_one (Server *server)
{
  guint n = (guint) g_rand_int_range (server->rand, 0, (gint32) server->open->len);
  g_auto (GStrv) words = g_strsplit (server->open->pdata[n], " ", 2);
  g_autofree char *text =
      g_strcmp0 (words[1], "0") == 0 && server->long_name != NULL
          ? g_strdup_printf ("* STATUS %s (MESSAGES 3 SIZE 7)\r\n%s OK done\r\n", server->long_name,
                             words[0])
          : g_strdup_printf ("* STATUS \"Private %s\" (MESSAGES 3 SIZE 7)\r\n%s OK done\r\n",
                             words[1], words[0]);

  g_ptr_array_remove_index (server->open, n);
  say (server, text);
}

static void
pump (Server *server)
{
  WpEngineNext next;

  for (;;)
    switch (wp_engine_next (server->engine, &next))
      {
      case WP_ENGINE_SEND:
        {
          g_autofree char *text = g_strndup ((const char *) next.bytes, next.length);
          g_auto (GStrv) lines = g_strsplit (text, "\r\n", -1);

          for (char **line = lines; **line != '\0'; line++)
            on_command (server, *line);
          break;
        }
      case WP_ENGINE_STEP:
        if (next.step->verb == WP_VERB_MAILBOX)
          server->mailbox = next.step;
        else
          wp_step_free (next.step);
        break;
      default:
        if (server->open->len == 0)
          return;
        answer_one (server);
        break;
      }
}

static void
measure (Server *server)
{
  g_autoptr (WpSecret) secret = wp_secret_new (WP_SECRET_PASSWORD, "pencil", 6, NULL);

  server->engine = wp_imap_new (
      &(WpEngineParams){ .protocol = WP_PROTOCOL_IMAP, .tls = WP_TLS_IMPLICIT });
  server->rand = g_rand_new_with_seed (server->n_folders);
  server->open = g_ptr_array_new_with_free_func (g_free);
  server->asked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  wp_engine_secured (server->engine, NULL, TRUE);
  say (server, "* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] hi\r\n");
  pump (server);
  wp_engine_login (server->engine,
                   &(WpLogin){ .username = "anna", .secret = secret, .measures = TRUE });
  pump (server);
  g_assert_nonnull (server->mailbox);
  g_assert_cmpint (server->mailbox->outcome, ==, WP_OUTCOME_OK);
  g_assert_true (server->has_examined);
}

static gint64
figure (const Server *server, const char *key)
{
  return wp_fields_number (server->mailbox->evidence, key);
}

static void
clear (Server *server)
{
  wp_step_free (server->mailbox);
  wp_engine_free (server->engine);
  g_rand_free (server->rand);
  g_ptr_array_unref (server->open);
  g_hash_table_unref (server->asked);
}

static void
test_window (void)
{
  static const guint counts[] = { 1, 49, 50, 51, 500 };

  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      Server server = { .n_folders = counts[i] };

      measure (&server);
      g_assert_cmpuint (server.most_open, ==, MIN (counts[i], WP_LIMIT_STATUS_AT_ONCE));
      g_assert_cmpuint (g_hash_table_size (server.asked), ==, counts[i]);
      g_assert_cmpint (figure (&server, WP_KEY_FOLDERS), ==, counts[i]);
      g_assert_cmpint (figure (&server, WP_KEY_MESSAGES_ALL), ==, 3 * counts[i]);
      g_assert_cmpint (figure (&server, WP_KEY_MAILBOX_BYTES), ==, 7 * counts[i]);
      clear (&server);
    }
}

/* Of more than are kept nothing is summed, and nobody is asked in vain. */
static void
test_most_folders (void)
{
  for (guint over = 0; over < 2; over++)
    for (guint by_list = 0; by_list < 2; by_list++)
      {
        Server server = { .n_folders = WP_LIMIT_MAILBOXES + over, .is_by_list = by_list == 1 };

        measure (&server);
        g_assert_cmpint (figure (&server, WP_KEY_FOLDERS), ==, server.n_folders);
        g_assert_cmpuint (g_hash_table_size (server.asked), ==,
                          by_list || over ? 0 : server.n_folders);
        g_assert_cmpint (figure (&server, WP_KEY_MESSAGES_ALL), ==,
                         over ? -1 : 3 * WP_LIMIT_MAILBOXES);
        g_assert_cmpint (figure (&server, WP_KEY_LARGEST_FOLDER), ==, over ? -1 : 3);
        g_assert_cmpint (figure (&server, WP_KEY_MAILBOX_BYTES), ==,
                         over ? -1 : 7 * WP_LIMIT_MAILBOXES);
        g_assert_cmpint (figure (&server, WP_KEY_FOLDERS_COUNTED), ==,
                         by_list || !over ? WP_LIMIT_MAILBOXES : 0);
        g_assert_cmpstr (wp_fields_text (server.mailbox->evidence, WP_KEY_UNMEASURED), ==,
                         over ? "too-many" : NULL);
        clear (&server);
      }
}

static void
test_longest_name (void)
{
  for (guint over = 0; over < 2; over++)
    {
      g_autofree char *name = g_strnfill (WP_LIMIT_MAILBOX_NAME_BYTES + over, 'x');
      Server server = { .n_folders = 3, .long_name = name };

      measure (&server);
      g_assert_cmpint (figure (&server, WP_KEY_MESSAGES_ALL), ==, over ? -1 : 9);
      g_assert_cmpint (figure (&server, WP_KEY_FOLDERS), ==, 3);
      clear (&server);
    }
}

/* Sums of a table, without an engine: "NAME FLAGS USE MESSAGES SIZE", -1 for what is not known, and
 * what comes out: "FOLDERS COUNTED/COUNTING MESSAGES BYTES LARGEST". */
static const struct
{
  const char *folders;
  const char *sums;
} sum_rows[] = {
  { "", "0 0/0 -1 -1 -1" },
  { "INBOX 0 - 1 10;a 0 - 2 20", "2 2/2 3 30 2" },
  { "INBOX 0 - 0 0", "1 1/1 0 0 0" },
  { "INBOX 0 - 1 10;a 0 - -1 20", "2 1/2 -1 30 -1" },
  { "INBOX 0 - 1 10;a 0 - 2 -1", "2 2/2 3 -1 2" },
  { "INBOX 0 - 1 10;a 2 - -1 -1", "2 1/1 1 10 1" },
  { "INBOX 0 - 1 10;a 1 - 5 5", "1 1/1 1 10 1" },
  { "INBOX 0 - 1 10;inbox 0 - 2 20", "1 1/1 2 20 2" },
  /* views are part of no sum */
  { "INBOX 0 - 4 40;f 0 Flagged 3 30;i 0 Important 2 20", "3 3/3 4 40 4" },
  /* where one shows all, it is the sum, with what lies outside */
  { "INBOX 0 - 4 40;all 0 All 9 90;j 0 Junk 1 1;t 0 Trash 2 2;s 0 Sent 5 5", "5 5/5 12 93 9" },
  { "INBOX 0 - -1 -1;all 0 All 9 90", "2 1/2 9 90 -1" },
  { "INBOX 0 - 4 40;all 0 All -1 90", "2 1/2 -1 90 -1" },
  { "INBOX 0 - 4 40;all 2 All -1 -1", "2 1/1 4 40 4" },
  /* one that holds less than another folder does not show all */
  { "INBOX 0 - 4 40;all 0 All 0 0;t 0 Trash 2 2", "3 3/3 6 42 4" },
  { "INBOX 0 - 4 40;all 0 All 3 30;f 0 Flagged 1 1", "3 3/3 7 70 4" },
  { "INBOX 0 - 4 40;all 0 All 4 40;j 0 Junk 9 9", "3 3/3 13 49 9" },
  { "INBOX 0 - 0 0;all 0 All 0 0", "2 2/2 0 0 0" },
};

static void
add_folder (ImapFolders *folders, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  WpImapString name = { (const guint8 *) words[0], strlen (words[0]), FALSE };
  WpImapMailbox mailbox = { .flags = (guint) atoi (words[1]),
                            .special_use = g_str_equal (words[2], "-") ? NULL
                                                                       : g_intern_string (words[2]),
                            .name = name };
  WpImapStatus status = { .name = name, .messages = atoi (words[3]), .size = atoi (words[4]) };

  imap_folders_list (folders, &mailbox);
  imap_folders_status (folders, &status);
}

static void
test_sums (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sum_rows); i++)
    {
      g_auto (GStrv) lines = g_strsplit (sum_rows[i].folders, ";", -1);
      g_autofree char *is = NULL;
      ImapFolders folders;
      ImapSums sums;

      imap_folders_init (&folders);
      for (char **line = lines; *line != NULL && **line != '\0'; line++)
        add_folder (&folders, *line);
      imap_folders_sum (&folders, &sums);
      is = g_strdup_printf ("%u %u/%u %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT,
                            sums.n_folders, sums.n_counted, sums.n_counting, sums.messages,
                            sums.bytes, sums.largest);
      g_test_message ("%s", sum_rows[i].folders);
      g_assert_cmpstr (is, ==, sum_rows[i].sums);
      imap_folders_clear (&folders);
    }
}

/* "FOLDER PREFIX-OF-OTHERS OWN-PREFIX", and whether it is another's. */
static const struct
{
  const char *name, *other, *own;
  gboolean is_foreign;
} foreign_rows[] = {
  { "user/bob", "user/", "", TRUE },
  { "user/bob", "user/", NULL, TRUE },
  { "~bob", "~", "", TRUE },
  { "users", "user/", "", FALSE },
  { "INBOX", "I", "", FALSE },
  { "inbox", "i", "", FALSE },
  { "Ida", "I", "", TRUE },
  { "INBOX.a", "I", "INBOX.", FALSE },
  { "INBOX.user.b", "INBOX.user.", "INBOX.", TRUE },
  { "INBOX.a", "INBOX.", "INBOX.", FALSE },
};

static void
test_foreign (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (foreign_rows); i++)
    {
      WpImapNamespaces namespaces = { .prefix = (char *) foreign_rows[i].own,
                                      .foreign = g_ptr_array_new () };
      g_autofree char *line = g_strconcat (foreign_rows[i].name, " 0 - 1 1", NULL);
      ImapFolders folders;
      ImapSums sums;

      g_ptr_array_add (namespaces.foreign, (char *) foreign_rows[i].other);
      imap_folders_init (&folders);
      add_folder (&folders, line);
      imap_folders_mark_foreign (&folders, &namespaces);
      imap_folders_sum (&folders, &sums);
      g_test_message ("%s", foreign_rows[i].name);
      g_assert_cmpuint (sums.n_counting, ==, foreign_rows[i].is_foreign ? 0 : 1);
      imap_folders_clear (&folders);
      g_ptr_array_unref (namespaces.foreign);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/proto/count/window", test_window);
  g_test_add_func ("/proto/count/most-folders", test_most_folders);
  g_test_add_func ("/proto/count/longest-name", test_longest_name);
  g_test_add_func ("/proto/count/sums", test_sums);
  g_test_add_func ("/proto/count/foreign", test_foreign);
  return g_test_run ();
}
