/* See sentence-private.h. */
#include "format/sentence-private.h"

#include <glib/gi18n-lib.h>

#include "base/limits.h"
#include "base/printable.h"
#include "base/subst.h"

#define MAX_NOTE_CHARS 80
#define MAX_NAME_CHARS 300 /* of what a person must correct: a whole host name */

static const char *
value_of (const char *name G_GNUC_UNUSED, gpointer value)
{
  return value;
}

static char *
fill (const char *sentence, const char *what, gsize limit)
{
  g_autofree char *shown = wp_printable_text (what == NULL ? "" : what, limit);

  return wp_subst (sentence, value_of, shown);
}

void
wp_sentence_note (GPtrArray *notices, const char *msgid, const char *what)
{
  if (notices->len < WP_LIMIT_XML_SERVERS)
    g_ptr_array_add (notices, fill (msgid, what, MAX_NOTE_CHARS));
}

gboolean
wp_sentence_fail (GError **error, const char *msgid, const char *what)
{
  g_autofree char *text = fill (_ (msgid), what, MAX_NAME_CHARS);

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, text);
  return FALSE;
}
