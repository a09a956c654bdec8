/* Drives a protocol engine to its end with a stranger's bytes, for fuzz-imap, fuzz-pop3 and
 * fuzz-smtp.
 *
 * Input: a byte of parameters (bits 0–1 TLS mode, 2 token, 3 untrusted, 4–5 how the bytes are cut,
 * 6 the login measures the mailbox, 7 the mailbox is left after the first answers about it), a byte
 * that names the mechanism to force, then what the server says. A file of tests/dialogue is an
 * input, too: its head sets the parameters, its S lines are what the server says. */
#pragma once

#include <stdint.h>
#include <string.h>

#include "proto/engine.h"

/* An engine that never comes to rest is a finding, not a long run. */
#define FUZZ_MAX_ACTIONS 100000

typedef struct
{
  WpEngine *engine;
  WpSecret *secret;
  guint8 flags;
  const char *mechanism;
  guint n_actions;
  guint n_logins;
  guint n_left;
} Fuzz;

static const char *
fuzz_mechanism (guint8 byte)
{
  static const char *const names[] = { "PLAIN", "LOGIN", "CRAM-MD5", "SCRAM-SHA-1",
                                       "SCRAM-SHA-256-PLUS", "XOAUTH2", "USER/PASS",
                                       "IMAP LOGIN" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (byte != 0 && names[i][0] == (char) byte)
      return names[i];
  return NULL;
}

static void
fuzz_secured (Fuzz *fuzz)
{
  WpChannelBinding binding = { .type = "tls-exporter", .length = 32 };

  wp_engine_secured (fuzz->engine, &binding, (fuzz->flags & 8) == 0);
}

/* Time is over for the mailbox, and then for its last question. */
static void
fuzz_leave (Fuzz *fuzz)
{
  guint done, total;

  if (wp_engine_progress (fuzz->engine, &done, &total))
    g_assert (total == 0 || done <= total);
  if ((fuzz->flags & 128) != 0
      && wp_engine_deadline_class (fuzz->engine) == WP_DEADLINE_MAILBOX && fuzz->n_left < 2
      && wp_engine_leave (fuzz->engine, WP_OUTCOME_OK))
    fuzz->n_left++;
}

static void
fuzz_part (Fuzz *fuzz)
{
  static const WpAuth auth[] = { WP_AUTH_ENCRYPTED };
  WpLogin login = { .username = "anna@example.org",
                    .secret = fuzz->secret,
                    .mechanism = fuzz->mechanism,
                    .auth = auth,
                    .n_auth = fuzz->mechanism == NULL ? 0 : 1,
                    .host = "mail.example.org",
                    .port = 993,
                    .sender = "anna@example.org",
                    .measures = (fuzz->flags & 64) != 0 };

  if (!wp_engine_is_idle (fuzz->engine))
    return;
  if (fuzz->n_logins++ < 2)
    wp_engine_login (fuzz->engine, &login);
  else
    wp_engine_quit (fuzz->engine);
}

/* Does what the engine asks until it waits or is over; TRUE while it may be fed. */
static gboolean
fuzz_pump (Fuzz *fuzz)
{
  WpEngineNext next;

  for (;;)
    {
      g_assert (++fuzz->n_actions < FUZZ_MAX_ACTIONS);
      switch (wp_engine_next (fuzz->engine, &next))
        {
        case WP_ENGINE_SEND:
          g_assert (next.length > 0 && memchr (next.bytes, '\0', next.length) == NULL);
          g_assert (next.bytes[next.length - 1] == '\n');
          break;
        case WP_ENGINE_STEP:
          wp_step_free (next.step);
          break;
        case WP_ENGINE_START_TLS:
          fuzz_secured (fuzz);
          break;
        case WP_ENGINE_DERIVE: /* not what is looked at here */
          wp_engine_derived (fuzz->engine, "00112233445566778899aabbccddeeff00112233");
          break;
        case WP_ENGINE_DONE:
          if (!wp_engine_is_idle (fuzz->engine))
            return FALSE;
          fuzz_part (fuzz);
          break;
        case WP_ENGINE_FAILED:
          return FALSE;
        case WP_ENGINE_NEED_DATA:
        default:
          return TRUE;
        }
    }
}

/* A line, a byte, seven bytes or all at once. */
static gsize
fuzz_portion (const Fuzz *fuzz, const uint8_t *data, gsize size)
{
  const uint8_t *end = memchr (data, '\n', size);

  switch (fuzz->flags >> 4 & 3)
    {
    case 0:
      return end == NULL ? size : (gsize) (end - data) + 1;
    case 1:
      return 1;
    case 2:
      return MIN (size, 7);
    default:
      return size;
    }
}

static gboolean
fuzz_has (const uint8_t *data, gsize size, const char *text)
{
  return memmem (data, size, text, strlen (text)) != NULL;
}

static void
fuzz_append_line (GByteArray *input, const uint8_t *line, gsize count)
{
  const uint8_t *blank = memchr (line, ' ', count);

  if (count == 0 || line[0] != 'S' || blank == NULL)
    return;
  g_byte_array_append (input, blank + 1, (guint) (count - (gsize) (blank + 1 - line)));
  g_byte_array_append (input, (const uint8_t *) "\r\n", 2);
}

/* Makes an input of a dialogue; NULL: the data is none. */
static GByteArray *
fuzz_from_dialogue (const uint8_t *data, gsize size)
{
  const uint8_t *rule = memmem (data, size, "\n---\n", 5);
  const uint8_t *forced = memmem (data, size, "\nmechanism ", 11);
  const uint8_t *end = data + size;
  GByteArray *input;
  uint8_t first[2] = { 0, 0 };

  if (rule == NULL)
    return NULL;
  first[0] = (uint8_t) (fuzz_has (data, size, "\ntls starttls\n") ? WP_TLS_STARTTLS
                        : fuzz_has (data, size, "\ntls none\n")  ? WP_TLS_NONE
                                                                 : WP_TLS_IMPLICIT);
  if (fuzz_has (data, size, "\ntoken "))
    first[0] |= 4;
  if (fuzz_has (data, size, "\nuntrusted "))
    first[0] |= 8;
  if (fuzz_has (data, size, "\nmeasures "))
    first[0] |= 64;
  if (fuzz_has (data, size, "\n! leave\n"))
    first[0] |= 128;
  if (forced != NULL && forced + 11 < rule)
    first[1] = forced[11];
  input = g_byte_array_new ();
  g_byte_array_append (input, first, sizeof first);
  for (const uint8_t *at = rule + 5; at < end;)
    {
      const uint8_t *stop = memchr (at, '\n', (gsize) (end - at));

      if (stop == NULL)
        stop = end;
      fuzz_append_line (input, at, (gsize) (stop - at));
      at = stop + 1;
    }
  return input;
}

static int fuzz_bytes (WpProtocol protocol, const uint8_t *data, size_t size);

static int
fuzz_engine (WpProtocol protocol, const uint8_t *data, size_t size)
{
  GByteArray *input = size > 200000 ? NULL : fuzz_from_dialogue (data, size);
  int result;

  if (input == NULL)
    return fuzz_bytes (protocol, data, size);
  result = fuzz_bytes (protocol, input->data, input->len);
  g_byte_array_unref (input);
  return result;
}

static int
fuzz_bytes (WpProtocol protocol, const uint8_t *data, size_t size)
{
  WpEngineParams params = { .protocol = protocol };
  Fuzz fuzz = { 0 };

  if (size < 2 || size > 200000)
    return 0;
  fuzz.flags = data[0];
  fuzz.mechanism = fuzz_mechanism (data[1]);
  params.tls = (WpTlsMode) ((data[0] & 3) % 3);
  fuzz.secret = wp_secret_new (data[0] & 4 ? WP_SECRET_TOKEN : WP_SECRET_PASSWORD,
                               "p\303\244ss\"word", 10, NULL);
  fuzz.engine = wp_engine_new (&params);
  data += 2;
  size -= 2;
  if (params.tls == WP_TLS_IMPLICIT)
    fuzz_secured (&fuzz);
  while (size > 0 && fuzz_pump (&fuzz))
    {
      gsize portion = fuzz_portion (&fuzz, data, size);

      wp_engine_feed (fuzz.engine, data, portion);
      fuzz_leave (&fuzz);
      data += portion;
      size -= portion;
    }
  wp_engine_eof (fuzz.engine);
  g_assert (!fuzz_pump (&fuzz)); /* after the end nobody waits for more */
  wp_engine_free (fuzz.engine);
  wp_secret_unref (fuzz.secret);
  return 0;
}
