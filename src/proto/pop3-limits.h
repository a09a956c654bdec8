/* Limits that a POP3 provider announces, EXPIRE and LOGIN-DELAY (RFC 2449 §6.5, 6.7): to everybody
 * before the login, and to this user after it. Private to this folder. */
#pragma once

#include "proto/engine-private.h"
#include "proto/pop3-parse.h"

typedef struct
{
  gboolean has_expire, has_delay;
  WpPop3Limit expire, delay;
} Pop3Limits;

/* Reads what the engine's capabilities say before the login, as evidence, too. */
void pop3_limits_note (WpEngine *engine, Pop3Limits *before);
/* Makes evidence of what holds for this user. `words`: the capabilities after the login; NULL: they
 * are not known. */
void pop3_limits_note_of_user (WpEngine *engine, const Pop3Limits *before, const WpWords *words);
