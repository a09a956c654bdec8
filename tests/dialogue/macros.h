/* What {words} and \\escapes of a dialogue's lines stand for. */
#pragma once

#include "dialogue.h"

typedef struct
{
  const Dialogue *dialogue;
  WpSecret *secret;
  const char *nonce; /* of the client's SCRAM message; NULL: none yet */
} Macros;

/* The caller owns the result. A brace that starts no macro is itself. */
GString *macros_expand (const Macros *macros, const char *text);
