/* What the parts of the text of lint share. */
#pragma once

#include "diagnose/lint.h"

typedef struct
{
  const WpLintCheck *first;
  WpFields *params;  /* of the first; where others differ, the list of all */
  GPtrArray *places; /* of char*, owned, each once */
  GPtrArray *ids;    /* of const char*, lent, each once */
} WpLintBlock;

/* Of the checks with this status: array of WpLintBlock, owned by the caller. Of those that are well
 * only remarks; without what only follows from another check. */
GPtrArray *wp_lint_blocks (const GPtrArray *checks, WpLintStatus status);
gboolean   wp_lint_has_text (const GPtrArray *texts, const char *text);
