/* IMAP's ways to log in: AUTHENTICATE (RFC 9051 §6.2.2, 4959) and the LOGIN command, with quoted
 * strings or literals; and what a server says meanwhile. */
#include "proto/imap-private.h"

#include <string.h>

#include <openssl/crypto.h>

#include "base/limits.h"
#include "model/keys.h"

static Imap *
imap_of (WpEngine *engine)
{
  return (Imap *) engine;
}

void
imap_send_auth (WpEngine *engine, const char *mechanism, const char *initial)
{
  Imap *imap = imap_of (engine);
  char tag[16];

  g_snprintf (tag, sizeof tag, "w%u", ++imap->tag);
  wp_engine_send_command (engine, &(WpCommand){ tag, "AUTHENTICATE", mechanism, initial });
}

static void
wiped_free (gpointer text)
{
  OPENSSL_cleanse (text, strlen (text));
  g_free (text);
}

/* Adds one argument of LOGIN. A value that a quoted string cannot carry becomes a literal, which
 * ends the part: the server is asked before the rest is sent, unless LITERAL+ is offered (RFC
 * 7888). */
static GString *
add_argument (Imap *imap, GString *part, const char *value)
{
  gboolean is_plus = imap_has (imap, "LITERAL+") || imap_has (imap, "LITERAL-");

  if (wp_imap_may_quote (value))
    {
      gsize start = part->len + 1;

      wp_imap_append_quoted (part, value);
      if (value == wp_secret_peek (imap->base.login.secret)) /* as a server would quote it */
        wp_scrub_add_bytes (imap->base.login.scrub, part->str + start, part->len - start - 1);
    }
  else
    {
      g_string_append_printf (part, is_plus && strlen (value) <= 4096 ? "{%zu+}" : "{%zu}",
                              strlen (value));
      g_ptr_array_add (imap->login_parts, g_string_free (part, FALSE));
      part = g_string_sized_new (2 * WP_LIMIT_SECRET_BYTES + 64);
      g_string_append (part, value);
    }
  return part;
}

static void
send_login_parts (Imap *imap)
{
  gboolean goes_on = TRUE;

  while (goes_on && imap->n_parts_sent < imap->login_parts->len)
    {
      const char *part = imap->login_parts->pdata[imap->n_parts_sent++];
      char tag[16];

      if (imap->n_parts_sent == 1)
        {
          g_snprintf (tag, sizeof tag, "w%u", ++imap->tag);
          wp_engine_send_command (&imap->base,
                                  &(WpCommand){ .tag = tag, .verb = "LOGIN", .secret = part });
        }
      else
        wp_engine_send_response (&imap->base, part);
      goes_on = g_str_has_suffix (part, "+}");
    }
}

void
imap_login (WpEngine *engine)
{
  Imap *imap = imap_of (engine);
  GString *part = g_string_sized_new (2 * WP_LIMIT_SECRET_BYTES + 64);

  wp_engine_enter (engine, IMAP_LOGIN);
  imap->login_parts = g_ptr_array_new_with_free_func (wiped_free);
  part = add_argument (imap, part, engine->login.username);
  g_string_append_c (part, ' ');
  part = add_argument (imap, part, wp_secret_peek (engine->login.secret));
  g_ptr_array_add (imap->login_parts, g_string_free (part, FALSE));
  send_login_parts (imap);
}

void
imap_on_continue (Imap *imap, const WpImapResponse *response)
{
  WpEngine *engine = &imap->base;

  if (engine->state == WP_STATE_AUTH || engine->state == WP_STATE_ABORTING)
    wp_engine_on_challenge (engine, response->data.at, wp_cursor_left (&response->data));
  else if (engine->state == IMAP_LOGIN && imap->n_parts_sent < imap->login_parts->len)
    send_login_parts (imap);
  else
    wp_engine_break (engine, WP_OUTCOME_MALFORMED);
}

void
imap_login_tagged (Imap *imap, const WpImapResponse *response)
{
  WpEngine *engine = &imap->base;
  WpReplyFacts facts = imap_reply_facts (response);
  WpRefusal notice = { "NO", imap->notice_code, imap->notice_text };

  if (!g_str_equal (response->word, "OK"))
    {
      if (g_str_equal (response->code, "REFERRAL"))
        imap_note_reply (imap, response);
      if (g_str_equal (response->code, "ALERT"))
        wp_engine_note_text (engine, WP_KEY_ALERT, facts.text, facts.length);
      wp_engine_on_refused (engine, &facts, imap->notice_text == NULL ? NULL : &notice, FALSE);
      return;
    }
  if (engine->state == IMAP_LOGIN && imap->n_parts_sent < imap->login_parts->len)
    { /* yes, before the password was said */
      wp_engine_break (engine, WP_OUTCOME_SASL_FAILED);
      return;
    }
  imap_note_reply (imap, response);
  if (g_str_equal (response->code, "CAPABILITY"))
    {
      if (!imap_take_capabilities (imap, response->code_data))
        return;
      imap->has_fresh_capabilities = TRUE;
    }
  wp_engine_on_accepted (engine);
}

/* Untagged words during a login: new capabilities, and notices that say more than the refusal. */
void
imap_login_untagged (Imap *imap, const WpImapResponse *response)
{
  WpEngine *engine = &imap->base;
  const char *text = (const char *) response->data.at;
  gsize length = wp_cursor_left (&response->data);

  if (g_str_equal (response->word, "CAPABILITY"))
    {
      if (imap_take_capabilities (imap, response->data))
        imap->has_fresh_capabilities = TRUE;
      return;
    }
  if (g_str_equal (response->code, "ALERT") || g_str_equal (response->code, "WEBALERT"))
    wp_engine_note_text (engine, WP_KEY_ALERT, text, length);
  else if (!g_str_equal (response->word, "NO") && !g_str_equal (response->word, "BAD"))
    return;
  g_free (imap->notice_code);
  g_free (imap->notice_text);
  imap->notice_code = g_strdup (response->code);
  imap->notice_text = g_strndup (text, length);
}
