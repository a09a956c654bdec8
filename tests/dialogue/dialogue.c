/* See dialogue.h. */
#include "dialogue.h"

#include <string.h>

#include "macros.h"
#include "model/fields.h"

#define CANARY_BINDING "0123456789abcdef0123456789abcdef"

/* Reading */

Dialogue *
dialogue_read (const char *path)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  Dialogue *dialogue = g_new0 (Dialogue, 1);
  gboolean in_script = FALSE;

  dialogue->name = g_path_get_basename (path);
  *strrchr (dialogue->name, '.') = '\0';
  dialogue->head = g_ptr_array_new_with_free_func (g_free);
  dialogue->script = g_ptr_array_new_with_free_func (g_free);
  if (!g_file_get_contents (path, &text, NULL, NULL))
    g_error ("%s cannot be read.", path);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (g_str_equal (lines[i], "---"))
        in_script = TRUE;
      else if (lines[i][0] != '\0' && lines[i][0] != '#')
        g_ptr_array_add (in_script ? dialogue->script : dialogue->head, g_strdup (lines[i]));
    }
  return dialogue;
}

void
dialogue_free (Dialogue *dialogue)
{
  g_ptr_array_unref (dialogue->head);
  g_ptr_array_unref (dialogue->script);
  g_free (dialogue->name);
  g_free (dialogue);
}

const char *
dialogue_head (const Dialogue *dialogue, const char *key)
{
  for (guint i = 0; i < dialogue->head->len; i++)
    {
      const char *line = dialogue->head->pdata[i];
      gsize length = strlen (key);

      if (g_str_has_prefix (line, key) && line[length] == ' ')
        return line + length + 1;
    }
  return NULL;
}

/* Playing */

typedef struct
{
  const Dialogue *dialogue;
  PlayMode mode;
  WpEngine *engine;
  WpSecret *secret;
  GString *sent; /* what the client said and no line has asked for yet */
  GByteArray *burst;
  GPtrArray *steps;
  char *nonce; /* of the client's SCRAM message */
  gboolean wants_tls;
  gboolean may_login;
  WpDerivation derivation; /* iterations 0: none is asked for */
  char *problem;
} Play;

static const char *
head (const Play *play, const char *key, const char *otherwise)
{
  const char *value = dialogue_head (play->dialogue, key);

  return value == NULL ? otherwise : value;
}

static void problem (Play *play, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
problem (Play *play, const char *format, ...)
{
  va_list args;

  if (play->problem != NULL)
    return;
  va_start (args, format);
  play->problem = g_strdup_vprintf (format, args);
  va_end (args);
}

static GString *
expand (const Play *play, const char *text)
{
  Macros macros = { play->dialogue, play->secret, play->nonce };

  return macros_expand (&macros, text);
}

static void
pump (Play *play)
{
  for (guint i = 0; i < 100000; i++)
    {
      WpEngineNext next;

      switch (wp_engine_next (play->engine, &next))
        {
        case WP_ENGINE_SEND:
          g_string_append_len (play->sent, (const char *) next.bytes, (gssize) next.length);
          break;
        case WP_ENGINE_STEP:
          g_ptr_array_add (play->steps, next.step);
          break;
        case WP_ENGINE_START_TLS:
          play->wants_tls = TRUE;
          break;
        case WP_ENGINE_DERIVE:
          play->derivation = next.derivation;
          break;
        default:
          return;
        }
    }
  problem (play, "The engine never comes to rest.");
}

static void
feed (Play *play, const guint8 *bytes, gsize count)
{
  gsize part = play->mode == PLAY_SPLIT ? 1 : count;

  for (gsize i = 0; i < count; i += part)
    {
      wp_engine_feed (play->engine, bytes + i, MIN (part, count - i));
      pump (play);
    }
}

static void
flush (Play *play)
{
  if (play->burst->len > 0)
    feed (play, play->burst->data, play->burst->len);
  g_byte_array_set_size (play->burst, 0);
}

static void
on_server (Play *play, const char *text, gboolean has_end)
{
  g_autoptr (GString) bytes = NULL;
  guint64 times = 1;
  char *rest;

  if (play->sent->len > 0)
    problem (play, "The client said what nobody waits for: %s", play->sent->str);
  if (*text == '*')
    { /* "S* 3000 …" */
      times = g_ascii_strtoull (text + 1, &rest, 10);
      text = rest;
    }
  bytes = expand (play, text + 1);
  if (has_end)
    g_string_append (bytes, "\r\n");
  for (; times > 0; times--)
    {
      g_byte_array_append (play->burst, (const guint8 *) bytes->str, (guint) bytes->len);
      if (play->mode != PLAY_BURST)
        flush (play);
    }
}

/* The client's first SCRAM message holds the nonce that the server has to repeat. */
static void
keep_nonce (Play *play, const char *line)
{
  const char *word = strrchr (line, ' ');
  gsize length;
  g_autofree char *text = NULL;
  const char *nonce;

  text = (char *) g_base64_decode (word == NULL ? line : word + 1, &length);
  nonce = text == NULL ? NULL : g_strstr_len (text, (gssize) length, ",r=");
  if (nonce == NULL)
    return;
  g_free (play->nonce);
  play->nonce = g_strndup (nonce + 3, length - (gsize) (nonce + 3 - text));
}

static void
on_client (Play *play, const char *text)
{
  g_autoptr (GString) expected = NULL;
  g_autofree char *line = NULL;
  const char *end;
  gboolean is_open = g_str_has_suffix (text, "{any}");

  flush (play);
  expected = expand (play, text);
  end = strstr (play->sent->str, "\r\n");
  if (end == NULL)
    {
      problem (play, "The client was to say “%s” and said “%s”.", text, play->sent->str);
      return;
    }
  line = g_strndup (play->sent->str, (gsize) (end - play->sent->str));
  g_string_erase (play->sent, 0, (gssize) (strlen (line) + 2));
  keep_nonce (play, line);
  if (is_open)
    {
      g_string_truncate (expected, expected->len - strlen ("{any}"));
      if (g_str_has_prefix (line, expected->str) && strlen (line) > expected->len)
        return;
    }
  else if (g_str_equal (line, expected->str))
    return;
  problem (play, "The client was to say “%s” and said “%s”.", text, line);
}

static void
secured (Play *play)
{
  const char *type = head (play, "binding", NULL);
  WpChannelBinding binding = { .type = type };

  if (type != NULL)
    {
      binding.length = strlen (CANARY_BINDING);
      memcpy (binding.data, CANARY_BINDING, binding.length);
    }
  wp_engine_secured (play->engine, &binding, play->may_login);
  pump (play);
}

static guint
read_auths (const Play *play, WpAuth auths[WP_N_AUTHS])
{
  g_auto (GStrv) words = g_strsplit (head (play, "auth", ""), " ", -1);
  guint count = 0;

  for (guint i = 0; words[i] != NULL && count < WP_N_AUTHS; i++)
    if (wp_auth_from_id (words[i], &auths[count]))
      count++;
  return count;
}

static void
login (Play *play)
{
  WpAuth auths[WP_N_AUTHS];
  WpLogin login = { .username = head (play, "user", ""),
                    .secret = play->secret,
                    .mechanism = head (play, "mechanism", NULL),
                    .auth = auths,
                    .n_auth = read_auths (play, auths),
                    .host = head (play, "host", "mail.example.org"),
                    .port = (guint16) g_ascii_strtoull (head (play, "port", "993"), NULL, 10),
                    .sender = head (play, "sender", NULL),
                    .measures = head (play, "measures", NULL) != NULL };

  if (!wp_engine_is_idle (play->engine))
    problem (play, "There is no login in state %s.", wp_engine_state_name (play->engine));
  else
    wp_engine_login (play->engine, &login);
}

static void
derive (Play *play, gboolean fails)
{
  char *hex;

  if (play->derivation.iterations == 0)
    {
      problem (play, "The engine asks for no derivation.");
      return;
    }
  hex = fails ? NULL : wp_derivation_run (&play->derivation);
  wp_engine_derived (play->engine, hex);
  g_free (hex);
}

static void
leave (Play *play, WpOutcome outcome)
{
  if (!wp_engine_leave (play->engine, outcome))
    problem (play, "There is nothing to leave in state %s.", wp_engine_state_name (play->engine));
}

static void
on_act (Play *play, const char *act)
{
  flush (play);
  if (play->sent->len > 0)
    problem (play, "The client said what nobody waits for: %s", play->sent->str);
  if (g_str_equal (act, "tls-up"))
    {
      if (!play->wants_tls)
        problem (play, "The engine does not ask for TLS.");
      else
        secured (play);
    }
  else if (g_str_equal (act, "eof"))
    wp_engine_eof (play->engine);
  else if (g_str_equal (act, "timeout"))
    wp_engine_fail (play->engine, WP_OUTCOME_TIMED_OUT);
  else if (g_str_equal (act, "cancel"))
    wp_engine_fail (play->engine, WP_OUTCOME_CANCELLED);
  else if (g_str_equal (act, "leave") || g_str_equal (act, "leave-cancelled"))
    leave (play, g_str_equal (act, "leave") ? WP_OUTCOME_OK : WP_OUTCOME_CANCELLED);
  else if (g_str_equal (act, "untrusted"))
    play->may_login = FALSE;
  else if (g_str_equal (act, "login"))
    login (play);
  else if (g_str_equal (act, "quit") && wp_engine_is_idle (play->engine))
    wp_engine_quit (play->engine);
  else if (g_str_equal (act, "derive") || g_str_equal (act, "derive-fail"))
    derive (play, g_str_equal (act, "derive-fail"));
  else
    problem (play, "“! %s” cannot be done in state %s.", act, wp_engine_state_name (play->engine));
  pump (play);
}

static void
play_line (Play *play, const char *line)
{
  if (g_str_has_prefix (line, "S- "))
    on_server (play, line + 2, FALSE);
  else if (line[0] == 'S')
    on_server (play, line + 1, TRUE);
  else if (g_str_has_prefix (line, "C "))
    on_client (play, line + 2);
  else if (g_str_equal (line, "C"))
    on_client (play, "");
  else if (g_str_has_prefix (line, "! "))
    on_act (play, line + 2);
  else
    problem (play, "This line makes no sense.");
  if (play->problem != NULL)
    {
      char *with_line = g_strdup_printf ("at “%s”: %s", line, play->problem);

      g_free (play->problem);
      play->problem = with_line;
    }
}

/* {n}, {n+3}: which time it is. */
static char *
numbered (const char *line, guint n)
{
  g_autoptr (GString) out = g_string_new (NULL);

  while (*line != '\0')
    {
      char *end = NULL;
      guint64 more = 0;

      if (g_str_has_prefix (line, "{n+"))
        more = g_ascii_strtoull (line + 3, &end, 10);
      else if (g_str_has_prefix (line, "{n}"))
        end = (char *) line + 2;
      if (end != NULL && *end == '}')
        {
          g_string_append_printf (out, "%" G_GUINT64_FORMAT, n + more);
          line = end + 1;
        }
      else
        g_string_append_c (out, *line++);
    }
  return g_strdup (out->str);
}

/* "R 70" … "R end": lines that are played so often. */
static void
play_script (Play *play)
{
  const GPtrArray *script = play->dialogue->script;
  guint first = 0, n = 0, times = 0;

  for (guint i = 0; i < script->len && play->problem == NULL; i++)
    {
      const char *line = script->pdata[i];
      g_autofree char *text = NULL;

      if (g_str_equal (line, "R end"))
        {
          if (n++ < times)
            i = first;
          else
            n = 0;
        }
      else if (g_str_has_prefix (line, "R "))
        {
          times = (guint) g_ascii_strtoull (line + 2, NULL, 10);
          first = i;
          n = 1;
        }
      else
        {
          text = n > 0 ? numbered (line, n) : g_strdup (line);
          play_line (play, text);
        }
    }
}

/* Checking */

/* "Sent=Gesendet | Trash=Papierkorb" */
static char *
map_text (char **pairs)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (; *pairs != NULL; pairs += 2)
    g_string_append_printf (text, "%s%s=%s", text->len > 0 ? " | " : "", pairs[0], pairs[1]);
  return g_strdup (text->str);
}

static char *
field_text (const WpField *field)
{
  if (field == NULL)
    return NULL;
  switch (field->kind)
    {
    case WP_FIELD_TEXT:
      return g_strdup (field->text);
    case WP_FIELD_NUMBER:
      return g_strdup_printf ("%" G_GINT64_FORMAT, field->number);
    case WP_FIELD_FLAG:
      return g_strdup (field->number != 0 ? "yes" : "no");
    case WP_FIELD_LIST:
      return g_strjoinv (" | ", field->list);
    case WP_FIELD_MAP:
      return map_text (field->list);
    }
  return NULL;
}

static char *
transcript_text (const WpStep *step)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < step->transcript->len; i++)
    {
      const WpTranscriptLine *line = &g_array_index (step->transcript, WpTranscriptLine, i);

      g_string_append_printf (text, "%s%c %s", i > 0 ? " | " : "", line->dir, line->text);
    }
  return g_strdup (text->str);
}

/* "KEY VALUE", "KEY ~ PART", "KEY !~ PART", "KEY -"; "transcript" is a key too. */
static void
check_evidence (Play *play, const WpStep *step, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line + strspn (line, " "), " ", 2);
  const char *wanted = words[1] == NULL ? "" : words[1];
  g_autofree char *is = g_str_equal (words[0], "transcript")
                            ? transcript_text (step)
                            : field_text (wp_fields_find (step->evidence, words[0]));
  gboolean fits;

  if (g_str_equal (wanted, "-"))
    fits = is == NULL;
  else if (is == NULL)
    fits = FALSE;
  else if (g_str_has_prefix (wanted, "~ "))
    fits = strstr (is, wanted + 2) != NULL;
  else if (g_str_has_prefix (wanted, "!~ "))
    fits = strstr (is, wanted + 3) == NULL;
  else
    fits = g_str_equal (is, wanted);
  if (!fits)
    problem (play, "%s of %s is “%s” and not “%s”.", words[0], wp_verb_id (step->verb),
             is == NULL ? "absent" : is, wanted);
}

static void
check_clean (Play *play, const char *text, const char *where)
{
  const char *secret = wp_secret_peek (play->secret);
  gsize length = strlen (secret);
  g_autofree char *base64 = g_base64_encode ((const guint8 *) secret, length);
  g_autoptr (GString) plain = expand (play, "{plain}");

  base64[length / 3 * 4] = '\0'; /* what does not depend on what follows */
  if (strstr (text, secret) != NULL || strstr (text, base64) != NULL
      || strstr (text, plain->str) != NULL)
    problem (play, "The secret is in the %s: %s", where, text);
  if (!g_utf8_validate (text, -1, NULL))
    problem (play, "The %s is not UTF-8.", where);
  for (const char *at = text; *at != '\0'; at++)
    if ((guint8) *at < 0x20 || *at == 0x7f)
      problem (play, "The %s holds a control character.", where);
}

static void
check_step (Play *play, const WpStep *step)
{
  for (guint i = 0; i < step->transcript->len; i++)
    check_clean (play, g_array_index (step->transcript, WpTranscriptLine, i).text, "transcript");
  for (guint i = 0; i < wp_fields_count (step->evidence); i++)
    {
      g_autofree char *text = field_text (wp_fields_nth (step->evidence, i));

      check_clean (play, text, "evidence");
    }
}

static void
check_verb (Play *play, const WpStep *step, const char *wanted)
{
  g_autofree char *is = g_strdup_printf ("%s %s", wp_verb_id (step->verb),
                                         wp_outcome_id (step->outcome));

  if (!g_str_equal (is, wanted))
    problem (play, "A step was to be “%s” and is “%s”.", wanted, is);
}

static void
check (Play *play)
{
  const GPtrArray *lines = play->dialogue->head;
  const WpStep *step = NULL;
  guint n_expected = 0;

  if (play->sent->len > 0)
    problem (play, "The client said what nobody waits for: %s", play->sent->str);
  for (guint i = 0; i < lines->len && play->problem == NULL; i++)
    {
      const char *line = lines->pdata[i];

      if (g_str_has_prefix (line, "  ") && step != NULL)
        check_evidence (play, step, line);
      if (!g_str_has_prefix (line, "expect "))
        continue;
      if (n_expected >= play->steps->len)
        {
          problem (play, "“%s” did not come.", line);
          return;
        }
      step = play->steps->pdata[n_expected++];
      check_verb (play, step, line + strlen ("expect "));
    }
  if (n_expected < play->steps->len)
    check_verb (play, play->steps->pdata[n_expected], "nothing");
  for (guint i = 0; i < play->steps->len; i++)
    check_step (play, play->steps->pdata[i]);
  if (!g_str_equal (wp_engine_state_name (play->engine), head (play, "end", "?")))
    problem (play, "At the end the engine is %s.", wp_engine_state_name (play->engine));
}

static WpSecret *
read_secret (const Play *play)
{
  const char *token = head (play, "token", NULL);
  const char *text = token != NULL ? token : head (play, "password", "correct-horse-battery");
  g_autofree char *bytes = g_strcompress (text);

  return wp_secret_new (token != NULL ? WP_SECRET_TOKEN : WP_SECRET_PASSWORD, bytes, strlen (bytes),
                        NULL);
}

static WpEngineParams
read_params (const Dialogue *dialogue)
{
  WpEngineParams params = { .ehlo = dialogue_head (dialogue, "ehlo") };

  if (!wp_protocol_from_id (dialogue_head (dialogue, "protocol"), &params.protocol)
      || !wp_tls_mode_from_id (dialogue_head (dialogue, "tls"), &params.tls))
    g_error ("%s: protocol or tls is missing.", dialogue->name);
  return params;
}

char *
dialogue_play (const Dialogue *dialogue, PlayMode mode)
{
  WpEngineParams params = read_params (dialogue);
  Play play = { .dialogue = dialogue, .mode = mode, .may_login = TRUE };

  play.engine = wp_engine_new (&params);
  play.sent = g_string_new (NULL);
  play.burst = g_byte_array_new ();
  play.steps = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_step_free);
  play.secret = read_secret (&play);
  if (dialogue_head (dialogue, "untrusted") != NULL)
    play.may_login = FALSE;
  if (params.tls == WP_TLS_IMPLICIT)
    secured (&play);
  play_script (&play);
  flush (&play);
  if (play.problem == NULL)
    check (&play);
  wp_engine_free (play.engine);
  wp_secret_unref (play.secret);
  g_ptr_array_unref (play.steps);
  g_string_free (play.sent, TRUE);
  g_byte_array_unref (play.burst);
  g_free (play.nonce);
  return play.problem;
}
