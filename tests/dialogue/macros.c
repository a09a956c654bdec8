/* See macros.h. */
#include "macros.h"

#include <string.h>

static const char *
head (const Macros *macros, const char *key, const char *otherwise)
{
  const char *value = dialogue_head (macros->dialogue, key);

  return value == NULL ? otherwise : value;
}

static void
append_fill (GString *out, const char *count)
{
  for (guint64 i = g_ascii_strtoull (count, NULL, 10); i > 0; i--)
    g_string_append_c (out, 'x');
}

static void
append_base64 (GString *out, const char *bytes, gsize count)
{
  g_autofree char *text = g_base64_encode ((const guint8 *) bytes, count);

  g_string_append (out, text);
}

static void
append_cram (const Macros *macros, GString *out, const char *challenge)
{
  const char *password = wp_secret_peek (macros->secret);
  g_autofree char *digest = g_compute_hmac_for_string (G_CHECKSUM_MD5, (const guchar *) password,
                                                       strlen (password), challenge, -1);
  g_autofree char *answer = g_strdup_printf ("%s %s", head (macros, "user", ""), digest);

  append_base64 (out, answer, strlen (answer));
}

static void
append_oauth (const Macros *macros, GString *out, gboolean is_xoauth2)
{
  const char *user = head (macros, "user", "");
  g_autofree char *text =
      is_xoauth2 ? g_strdup_printf ("user=%s\001auth=Bearer %s\001\001", user,
                                    wp_secret_peek (macros->secret))
                 : g_strdup_printf ("n,a=%s,\001host=%s\001port=%s\001auth=Bearer %s\001\001", user,
                                    head (macros, "host", "mail.example.org"),
                                    head (macros, "port", "993"), wp_secret_peek (macros->secret));

  append_base64 (out, text, strlen (text));
}

static void
append_plain (const Macros *macros, GString *out)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_c (text, '\0');
  g_string_append (text, head (macros, "user", ""));
  g_string_append_c (text, '\0');
  g_string_append (text, wp_secret_peek (macros->secret));
  append_base64 (out, text->str, text->len);
}

/* A SCRAM server's first message to the nonce that the client chose. */
static void
append_scram (const Macros *macros, GString *out, const char *iterations)
{
  g_autofree char *text = g_strdup_printf ("r=%sserver,s=c2FsdHNhbHRzYWx0,i=%s",
                                           macros->nonce == NULL ? "" : macros->nonce, iterations);

  append_base64 (out, text, strlen (text));
}

static void
append_macro (const Macros *macros, GString *out, const char *macro)
{
  const char *colon = strchr (macro, ':');
  const char *arg = colon == NULL ? "" : colon + 1;

  if (g_str_has_prefix (macro, "fill:"))
    append_fill (out, arg);
  else if (g_str_has_prefix (macro, "b64:"))
    append_base64 (out, arg, strlen (arg));
  else if (g_str_has_prefix (macro, "cram:"))
    append_cram (macros, out, arg);
  else if (g_str_has_prefix (macro, "scram:"))
    append_scram (macros, out, arg);
  else if (g_str_equal (macro, "plain"))
    append_plain (macros, out);
  else if (g_str_equal (macro, "xoauth2"))
    append_oauth (macros, out, TRUE);
  else if (g_str_equal (macro, "oauthbearer"))
    append_oauth (macros, out, FALSE);
  else if (g_str_equal (macro, "user"))
    g_string_append (out, head (macros, "user", ""));
  else if (g_str_equal (macro, "password"))
    g_string_append (out, wp_secret_peek (macros->secret));
  else
    g_string_append_printf (out, "{%s}", macro);
}

static const char *
append_escape (GString *out, const char *at)
{
  switch (*at)
    {
    case 'r':
      g_string_append_c (out, '\r');
      return at + 1;
    case 'n':
      g_string_append_c (out, '\n');
      return at + 1;
    case 'x':
      g_string_append_c (out,
                         (char) (g_ascii_xdigit_value (at[1]) * 16 + g_ascii_xdigit_value (at[2])));
      return at + 3;
    default:
      g_string_append_c (out, *at);
      return at + 1;
    }
}

GString *
macros_expand (const Macros *macros, const char *text)
{
  GString *out = g_string_new (NULL);

  while (*text != '\0')
    {
      const char *end = *text == '{' ? strchr (text, '}') : NULL;

      if (end != NULL && g_ascii_isalpha (text[1]))
        {
          g_autofree char *macro = g_strndup (text + 1, (gsize) (end - text - 1));

          append_macro (macros, out, macro);
          text = end + 1;
        }
      else if (*text == '\\' && text[1] != '\0')
        text = append_escape (out, text + 1);
      else
        g_string_append_c (out, *text++);
    }
  return out;
}
