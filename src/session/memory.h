/* What is remembered of refused logins for fifteen minutes, so that running the program again does
 * not start the budget at zero: a keyed hash of the account, a count, a time. No name, no
 * secret. */
#pragma once

#include <glib.h>

typedef struct
{
  guint refusals;
  gint64 last_unix; /* seconds */
} WpMemory;

/* Of `account` ("name@server domain", whatever names the account); zero where nothing is known. */
WpMemory wp_memory_load (const char *account, gint64 now_unix);
/* Quietly does nothing where the cache folder cannot be written. */
void     wp_memory_save (const char *account, WpMemory memory, gint64 now_unix);
