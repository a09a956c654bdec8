/* Every key of the windows, once: what sets them, the window that lists them and the help page go
 * by this table. No widget. */
#pragma once

#include <glib.h>

typedef struct
{
  const char *group;  /* msgid, of the rows from this one on; NULL: the same as before */
  const char *keys;   /* as an accelerator is written, "<Control>c"; several with blanks between */
  const char *title;  /* msgid */
  const char *action; /* "win.back"; NULL: who has the focus takes the key itself */
  const char *also;   /* the same key elsewhere on a keyboard; NULL: there is none */
} WpKeyRow;

const WpKeyRow *wp_key_rows (guint *count);
