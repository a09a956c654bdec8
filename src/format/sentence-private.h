/* Sentences of readers and writers with one foreign word in them, {what}, made printable. */
#pragma once

#include <gio/gio.h>

/* Adds `msgid`, filled in, to the notices of a reader (of char*); they are bounded. */
void     wp_sentence_note (GPtrArray *notices, const char *msgid, const char *what);
/* Sets a G_IO_ERROR_INVALID_DATA with `msgid` translated and filled in; answers FALSE. */
gboolean wp_sentence_fail (GError **error, const char *msgid, const char *what);
