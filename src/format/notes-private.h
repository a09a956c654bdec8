/* What the files of format/notes share. */
#pragma once

#include "format/notes.h"

/* A domain that may be meant by a mistyped one. Names are split after the first label: "hotmail"
 * and "co.uk"; both are lent by the note. */
typedef struct
{
  const char *domain;
  const char *suffix;
  guint name_length;
  gboolean is_brand; /* the first label stands for this provider's mail under any suffix */
} WpTypoTarget;

struct _WpNotes
{
  GPtrArray *notes;       /* of WpNote */
  GHashTable *by_domain;  /* char* → WpNote, both lent */
  GHashTable *by_mx;      /* likewise */
  GHashTable *not_typos;  /* a set of char*: real domains that look like a large one */
  GArray *targets;        /* of WpTypoTarget, in the order of the file */
  guint bad;
};
