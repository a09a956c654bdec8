/* What a page that asks a person to decide says beside the question itself: one row a question. No
 * widget. */
#pragma once

#include <glib.h>

typedef struct
{
  const char *id;      /* of the question */
  const char *heading; /* these are msgids */
  const char *state;   /* at the name of the server; NULL: there is none */
  const char *check;   /* what a person stands for; with mnemonic */
  const char *primary; /* with mnemonic; NULL: the flow's */
  const char *decline; /* the safe answer; with mnemonic */
  const char *missing; /* the last row of the evidence; NULL: the question says it all */
  gboolean is_of_server; /* another one may be typed in its place */
} WpDecisionWords;

/* NULL: this is not a decision (the password), or none that this release knows. */
const WpDecisionWords *wp_decision_words (const char *id);
