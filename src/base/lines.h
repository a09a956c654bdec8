/* Cuts a stream of bytes into lines, however they arrive. A line ends with CRLF; a bare LF is taken
 * too (servers do it) and a bare CR is part of the line. Owns its buffer, which never grows beyond
 * the limit. Bytes can also be taken by count, for IMAP literals (RFC 9051 §4.3). */
#pragma once

#include <glib.h>

typedef struct
{
  GByteArray *buffer;
  gsize start;   /* first byte not yet taken */
  gsize scanned; /* no LF between start and here */
} WpLines;

typedef enum
{
  WP_LINES_BROKEN = -1, /* the line is longer than the limit */
  WP_LINES_MORE = 0,
  WP_LINES_GOT = 1,
} WpLinesResult;

void          wp_lines_init (WpLines *lines);
/* Wipes what is left (a peer may echo what it was sent). */
void          wp_lines_clear (WpLines *lines);
/* Forgets every byte not yet taken, and says how many there were. */
gsize         wp_lines_drop (WpLines *lines);
void          wp_lines_feed (WpLines *lines, const guint8 *bytes, gsize count);
gsize         wp_lines_pending (const WpLines *lines);
/* Lends the next line without its line end; the bytes hold until the next call on `lines`. */
WpLinesResult wp_lines_next (WpLines *lines, gsize limit_bytes, const guint8 **line, gsize *length);
/* Lends exactly `count` bytes, or answers MORE. */
WpLinesResult wp_lines_take (WpLines *lines, gsize count, const guint8 **bytes);
