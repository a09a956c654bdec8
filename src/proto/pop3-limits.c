/* See pop3-limits.h. */
#include "proto/pop3-limits.h"

#include "model/keys.h"

static void
read_limits (const WpWords *words, Pop3Limits *limits)
{
  *limits = (Pop3Limits){ 0 };
  limits->has_expire = wp_pop3_parse_limit (wp_words_after (words, "EXPIRE "), &limits->expire);
  limits->has_delay = wp_pop3_parse_limit (wp_words_after (words, "LOGIN-DELAY "), &limits->delay)
                      && !limits->delay.is_never;
}

static void
note_limit (WpEngine *engine, const char *key, gboolean is_there, const WpPop3Limit *limit)
{
  WpFields *evidence = engine->step->evidence;

  if (!is_there)
    wp_fields_remove (evidence, key);
  else if (limit->is_never)
    wp_fields_set_text (evidence, key, "never");
  else
    wp_fields_set_number (evidence, key, limit->number);
}

void
pop3_limits_note (WpEngine *engine, Pop3Limits *before)
{
  read_limits (&engine->capabilities, before);
  note_limit (engine, WP_KEY_POP_EXPIRE, before->has_expire, &before->expire);
  note_limit (engine, WP_KEY_POP_LOGIN_DELAY_S, before->has_delay, &before->delay);
}

static gboolean
is_same (const WpPop3Limit *one, const WpPop3Limit *other)
{
  return one->number == other->number && one->is_never == other->is_never;
}

/* What CAPA says now counts, else what was said before the login and holds for everybody. What was
 * said with USER is then not known, and kept as what it is; so is what was something else. */
void
pop3_limits_note_of_user (WpEngine *engine, const Pop3Limits *before, const WpWords *words)
{
  Pop3Limits now = { 0 };
  const WpPop3Limit *expire, *delay;
  gboolean has_expire, has_delay;

  if (words != NULL)
    read_limits (words, &now);
  expire = now.has_expire ? &now.expire : &before->expire;
  delay = now.has_delay ? &now.delay : &before->delay;
  has_expire = now.has_expire || (before->has_expire && !before->expire.is_per_user);
  has_delay = now.has_delay || (before->has_delay && !before->delay.is_per_user);
  note_limit (engine, WP_KEY_POP_EXPIRE, has_expire, expire);
  note_limit (engine, WP_KEY_POP_LOGIN_DELAY_S, has_delay, delay);
  note_limit (engine, WP_KEY_POP_EXPIRE_BEFORE_LOGIN,
              before->has_expire && (!has_expire || !is_same (&before->expire, expire)),
              &before->expire);
  note_limit (engine, WP_KEY_POP_LOGIN_DELAY_BEFORE_LOGIN_S,
              before->has_delay && (!has_delay || !is_same (&before->delay, delay)),
              &before->delay);
}
