/* A conversation as a text file: read, and played against an engine in memory. The format is in
 * README.md. */
#pragma once

#include <glib.h>

#include "proto/engine.h"

typedef enum
{
  PLAY_WHOLE, /* a server line at a time */
  PLAY_SPLIT, /* a byte at a time */
  PLAY_BURST, /* all that the server says up to the client's next line at once */
} PlayMode;

typedef struct
{
  char *name;
  GPtrArray *head;   /* of char*: lines above "---" */
  GPtrArray *script; /* of char*: lines below it */
} Dialogue;

Dialogue   *dialogue_read (const char *path);
void        dialogue_free (Dialogue *dialogue);
/* NULL if all went as written; else what did not, with the line. The caller owns it. */
char       *dialogue_play (const Dialogue *dialogue, PlayMode mode);
/* A header's value ("protocol"), or NULL. Lent. */
const char *dialogue_head (const Dialogue *dialogue, const char *key);
