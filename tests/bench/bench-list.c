/* An IMAP dialogue in memory with a LIST reply of so many lines; list-parse.py counts what it
 * costs. Prints the size of the reply. Fails if the engine did not count each folder.
 *
 * usage: bench-list LINES      1 to 1500 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/keys.h"
#include "proto/engine.h"

#define GREETING                                                                                   \
  "* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR LIST-EXTENDED SPECIAL-USE] ready\r\n"
#define LINES 1500
#define PORTION 16384 /* a TLS record */

typedef struct
{
  WpEngine *engine;
  GString *folders; /* the untagged lines of LIST */
  gsize used;       /* of `folders` */
  GString *answer;  /* to what was sent last */
  guint n_logins;
  gint64 n_found;
} Dialogue;

/* All of them are made whatever is used: making them shall not count. */
static GString *
make_folders (guint count, gsize *used)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < LINES; i++)
    {
      if (i == count)
        *used = text->len;
      g_string_append_printf (text,
                              "* LIST (\\HasNoChildren) \"/\" \"Projects/Customer %04u/%s\"\r\n", i,
                              i % 3 == 0 ? "Offers and invoices" : "Correspondence");
    }
  if (count >= LINES)
    *used = text->len;
  return text;
}

/* Says OK to each command of the flight; LIST gets its folders. */
static void
answer (Dialogue *dialogue, const guint8 *bytes, gsize length)
{
  g_autofree char *flight = g_strndup ((const char *) bytes, length);
  g_auto (GStrv) lines = g_strsplit (flight, "\r\n", -1);

  for (char **line = lines; *line != NULL && **line != '\0'; line++)
    {
      g_auto (GStrv) words = g_strsplit (*line, " ", 3);

      if (words[0] != NULL && g_strcmp0 (words[1], "LIST") == 0)
        g_string_append_len (dialogue->answer, dialogue->folders->str, (gssize) dialogue->used);
      g_string_append_printf (dialogue->answer, "%s OK done\r\n", words[0]);
    }
}

static void
begin_login (Dialogue *dialogue)
{
  g_autoptr (WpSecret) secret = wp_secret_new (WP_SECRET_PASSWORD, "wonderland", 10, NULL);
  WpLogin login = { .username = "anna@example.org",
                    .secret = secret,
                    .host = "imap.example.org",
                    .port = 993,
                    .sender = "anna@example.org" };

  if (dialogue->n_logins++ == 0)
    wp_engine_login (dialogue->engine, &login);
}

/* FALSE: it waits for the server, or is over. */
static gboolean
go_on (Dialogue *dialogue)
{
  WpEngineNext next;

  switch (wp_engine_next (dialogue->engine, &next))
    {
    case WP_ENGINE_SEND:
      answer (dialogue, next.bytes, next.length);
      return TRUE;
    case WP_ENGINE_STEP:
      if (next.step->verb == WP_VERB_MAILBOX)
        dialogue->n_found = wp_fields_number (next.step->evidence, WP_KEY_FOLDERS);
      wp_step_free (next.step);
      return TRUE;
    case WP_ENGINE_DONE:
      begin_login (dialogue);
      return dialogue->n_logins == 1;
    default:
      return FALSE;
    }
}

int
main (int argc, char **argv)
{
  guint count = argc > 1 ? (guint) strtoul (argv[1], NULL, 10) : 0;
  WpEngineParams params = { .protocol = WP_PROTOCOL_IMAP, .tls = WP_TLS_IMPLICIT };
  Dialogue dialogue = { .engine = wp_engine_new (&params),
                        .answer = g_string_new (GREETING),
                        .n_found = -1 };

  dialogue.folders = make_folders (count, &dialogue.used);
  wp_engine_secured (dialogue.engine, NULL, TRUE);
  do
    {
      g_autoptr (GString) said = dialogue.answer;

      dialogue.answer = g_string_new (NULL);
      for (gsize at = 0; at < said->len; at += PORTION)
        {
          wp_engine_feed (dialogue.engine, (const guint8 *) said->str + at,
                          MIN (PORTION, said->len - at));
          while (go_on (&dialogue))
            ;
        }
    }
  while (dialogue.answer->len > 0);
  printf ("%zu\n", dialogue.used);
  g_string_free (dialogue.answer, TRUE);
  g_string_free (dialogue.folders, TRUE);
  wp_engine_free (dialogue.engine);
  if (dialogue.n_found == (gint64) count)
    return EXIT_SUCCESS;
  fprintf (stderr, "bench-list: %" G_GINT64_FORMAT " folders were counted, not %u\n",
           dialogue.n_found, count);
  return EXIT_FAILURE;
}
