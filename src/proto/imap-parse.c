/* See imap-parse.h. */
#include "proto/imap-parse.h"

#include <string.h>

#include "base/limits.h"

static gboolean
is_tag_part (guint8 byte)
{
  return byte > ' ' && byte < 0x7f && byte != '(' && byte != ')' && byte != '{' && byte != '+'
         && byte != '*';
}

/* All but controls, blanks and "(){. Mailbox names in UTF-8 come unquoted from some servers: 8-bit
 * is taken. */
static gboolean
is_atom_part (guint8 byte)
{
  static const guint8 parts[256] = {
    ['!'] = 1, ['#' ... '\''] = 1, ['*' ... 'z'] = 1, ['|' ... '~'] = 1, [0x80 ... 0xff] = 1,
  };

  return parts[byte];
}

static gboolean
is_code_part (guint8 byte)
{
  return is_atom_part (byte) && byte != ']';
}

static gboolean
is_not_bracket (guint8 byte)
{
  return byte != ']';
}

/* A word, in upper case; one that does not fit is none. */
static gboolean
take_word (WpCursor *cursor, gboolean (*is_part) (guint8), char word[WP_IMAP_WORD_SIZE])
{
  const guint8 *bytes;
  gsize count;

  if (!wp_cursor_take_while (cursor, is_part, &bytes, &count) || count >= WP_IMAP_WORD_SIZE)
    return FALSE;
  for (gsize i = 0; i < count; i++)
    word[i] = g_ascii_toupper ((char) bytes[i]);
  word[count] = '\0';
  return TRUE;
}

static gboolean
is_status_word (const char *word)
{
  static const char words[][8] = { "OK", "NO", "BAD", "BYE", "PREAUTH" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (words[i][0] == word[0] && g_str_equal (words[i], word))
      return TRUE;
  return FALSE;
}

/* "[CODE data] text"; a bracket that never closes is text. */
static void
read_code (WpImapResponse *response)
{
  WpCursor cursor = response->data;
  const guint8 *bytes;
  gsize count;

  if (!wp_cursor_skip_byte (&cursor, '[') || !take_word (&cursor, is_code_part, response->code))
    {
      response->code[0] = '\0';
      return;
    }
  wp_cursor_skip_blanks (&cursor);
  response->code_data = wp_cursor (cursor.at, 0);
  if (wp_cursor_peek (&cursor) != ']'
      && wp_cursor_take_while (&cursor, is_not_bracket, &bytes, &count))
    response->code_data = wp_cursor (bytes, count);
  if (!wp_cursor_take_byte (&cursor, ']'))
    {
      response->code[0] = '\0';
      response->code_data = wp_cursor (NULL, 0);
      return;
    }
  wp_cursor_skip_blanks (&cursor);
  response->data = cursor;
}

static gboolean
read_after_tag (WpCursor cursor, WpImapResponse *response)
{
  if (response->kind == WP_IMAP_UNTAGGED && g_ascii_isdigit (wp_cursor_peek (&cursor)))
    {
      if (!wp_cursor_take_number (&cursor, G_MAXUINT32, &response->number)
          || !wp_cursor_take_byte (&cursor, ' '))
        return FALSE;
    }
  if (!take_word (&cursor, is_code_part, response->word))
    return FALSE;
  if (!wp_cursor_at_end (&cursor) && !wp_cursor_take_byte (&cursor, ' '))
    return FALSE;
  response->data = cursor;
  response->is_status = is_status_word (response->word);
  if (response->is_status)
    read_code (response);
  return response->kind == WP_IMAP_UNTAGGED || response->is_status;
}

static guint
read_tag (const guint8 *bytes, gsize count)
{
  WpCursor cursor = wp_cursor (bytes, count);
  guint64 number = 0;

  if (!wp_cursor_take_byte (&cursor, 'w') || wp_cursor_peek (&cursor) == '0'
      || !wp_cursor_take_number (&cursor, G_MAXINT, &number) || !wp_cursor_at_end (&cursor))
    return 0;
  return (guint) number;
}

gboolean
wp_imap_parse (const guint8 *bytes, gsize count, WpImapResponse *response)
{
  WpCursor cursor = wp_cursor (bytes, count);
  const guint8 *tag;
  gsize length;

  *response = (WpImapResponse){ 0 };
  if (wp_cursor_skip_byte (&cursor, '+'))
    {
      response->kind = WP_IMAP_CONTINUE;
      if (!wp_cursor_at_end (&cursor) && !wp_cursor_take_byte (&cursor, ' '))
        return FALSE;
      response->data = cursor;
      return TRUE;
    }
  if (wp_cursor_skip_byte (&cursor, '*'))
    response->kind = WP_IMAP_UNTAGGED;
  else
    {
      response->kind = WP_IMAP_TAGGED;
      if (!wp_cursor_take_while (&cursor, is_tag_part, &tag, &length))
        return FALSE;
      response->tag = read_tag (tag, length);
    }
  return wp_cursor_take_byte (&cursor, ' ') && read_after_tag (cursor, response);
}

gboolean
wp_imap_ends_with_literal (const guint8 *line, gsize count, guint64 *literal)
{
  gsize start = count;
  WpCursor number;

  if (count < 3 || line[count - 1] != '}')
    return FALSE;
  while (start > 0 && line[start - 1] != '{')
    start--;
  if (start == 0)
    return FALSE;
  number = wp_cursor (line + start, count - 1 - start);
  if (!g_ascii_isdigit (wp_cursor_peek (&number)))
    return FALSE;
  if (!wp_cursor_take_number (&number, G_MAXUINT32, literal))
    {
      *literal = G_MAXUINT64;
      return TRUE;
    }
  wp_cursor_skip_byte (&number, '+');
  return wp_cursor_at_end (&number);
}

/* Strings */

/* Where the byte is that the string says at `at`: a backslash only quotes the next one. */
static gsize
skip_escape (const WpImapString *string, gsize at)
{
  return string->is_escaped && string->bytes[at] == '\\' && at + 1 < string->count ? at + 1 : at;
}

char *
wp_imap_string_dup (const WpImapString *string)
{
  char *text = g_malloc (string->count + 1);
  gsize length = 0;

  for (gsize at = 0; at < string->count; at++)
    {
      at = skip_escape (string, at);
      text[length++] = (char) string->bytes[at];
    }
  text[length] = '\0';
  return text;
}

/* ASCII letters match in either case. */
static gboolean
string_is (const WpImapString *string, const char *word, gsize length)
{
  gsize at = 0;

  if (string->count < length || (string->count > length && !string->is_escaped))
    return FALSE;
  for (gsize i = 0; i < length; i++, at++)
    {
      if (at == string->count)
        return FALSE;
      at = skip_escape (string, at);
      if (g_ascii_tolower ((char) string->bytes[at]) != g_ascii_tolower (word[i]))
        return FALSE;
    }
  return at == string->count;
}

/* Most have no backslash: then the first quote is the last one. */
static gboolean
take_quoted (WpCursor *cursor, WpImapString *string)
{
  WpCursor start = *cursor;

  if (!wp_cursor_take_until (cursor, '"', &string->bytes, &string->count))
    return FALSE;
  if (memchr (string->bytes, '\\', string->count) == NULL)
    return TRUE;
  string->is_escaped = TRUE;
  for (gsize i = 0; i < wp_cursor_left (&start); i++)
    if (start.at[i] == '\\')
      i++;
    else if (start.at[i] == '"')
      {
        string->count = i;
        cursor->at = start.at + i + 1;
        return TRUE;
      }
  return wp_cursor_miss (cursor);
}

static gboolean
take_literal (WpCursor *cursor, WpImapString *string)
{
  guint64 length;

  if (!wp_cursor_take_number (cursor, WP_LIMIT_IMAP_LITERAL_BYTES, &length))
    return FALSE;
  wp_cursor_skip_byte (cursor, '+');
  string->count = (gsize) length;
  return wp_cursor_take_byte (cursor, '}') && wp_cursor_take_byte (cursor, '\r')
         && wp_cursor_take_byte (cursor, '\n')
         && wp_cursor_take_bytes (cursor, string->count, &string->bytes);
}

/* An atom, a quoted string or a literal (RFC 9051 astring). NIL is the word. */
static gboolean
take_astring (WpCursor *cursor, WpImapString *string)
{
  *string = (WpImapString){ 0 };
  if (wp_cursor_skip_byte (cursor, '"'))
    return take_quoted (cursor, string);
  if (wp_cursor_skip_byte (cursor, '{'))
    return take_literal (cursor, string);
  return wp_cursor_take_while (cursor, is_atom_part, &string->bytes, &string->count);
}

/* Data */

static void
note_flag (WpImapMailbox *mailbox, const WpImapString *word)
{
#define FLAG(name) "\\" name, sizeof ("\\" name) - 1
  static const struct
  {
    const char *flag;
    gsize length;
    guint bit;
    const char *special_use; /* RFC 6154, 8457 */
  } rows[] = {
    { FLAG ("Noselect"), WP_IMAP_MAILBOX_NOSELECT, NULL },
    { FLAG ("NonExistent"), WP_IMAP_MAILBOX_NONEXISTENT, NULL },
    { FLAG ("All"), 0, "All" },
    { FLAG ("Archive"), 0, "Archive" },
    { FLAG ("Drafts"), 0, "Drafts" },
    { FLAG ("Flagged"), 0, "Flagged" },
    { FLAG ("Junk"), 0, "Junk" },
    { FLAG ("Sent"), 0, "Sent" },
    { FLAG ("Trash"), 0, "Trash" },
    { FLAG ("Important"), 0, "Important" },
  };
#undef FLAG

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (string_is (word, rows[i].flag, rows[i].length))
      {
        mailbox->flags |= rows[i].bit;
        if (mailbox->special_use == NULL)
          mailbox->special_use = rows[i].special_use;
        return;
      }
}

static gboolean
take_flags (WpCursor *cursor, WpImapMailbox *mailbox)
{
  WpImapString word;

  if (!wp_cursor_take_byte (cursor, '('))
    return FALSE;
  for (wp_cursor_skip_blanks (cursor); !wp_cursor_skip_byte (cursor, ')');
       wp_cursor_skip_blanks (cursor))
    {
      if (!take_astring (cursor, &word))
        return FALSE;
      note_flag (mailbox, &word);
    }
  return TRUE;
}

gboolean
wp_imap_parse_list (WpCursor data, WpImapMailbox *mailbox)
{
  WpImapString delimiter;
  gboolean is_quoted;

  *mailbox = (WpImapMailbox){ 0 };
  if (!take_flags (&data, mailbox) || !wp_cursor_take_byte (&data, ' '))
    return FALSE;
  is_quoted = wp_cursor_peek (&data) == '"';
  if (!take_astring (&data, &delimiter) || !wp_cursor_take_byte (&data, ' '))
    return FALSE;
  if (is_quoted && delimiter.count > 0)
    mailbox->delimiter = (char) delimiter.bytes[skip_escape (&delimiter, 0)];
  return take_astring (&data, &mailbox->name);
}

static void
set_item (WpImapStatus *status, const WpImapString *word, gint64 number)
{
#define ITEM(word, member) word, sizeof word - 1, G_STRUCT_OFFSET (WpImapStatus, member)
  static const struct
  {
    const char *word;
    gsize length;
    glong offset;
  } items[] = {
    { ITEM ("MESSAGES", messages) }, { ITEM ("UNSEEN", unseen) },
    { ITEM ("UIDNEXT", uidnext) },   { ITEM ("UIDVALIDITY", uidvalidity) },
    { ITEM ("SIZE", size) },
  };
#undef ITEM

  for (gsize i = 0; i < G_N_ELEMENTS (items); i++)
    if (string_is (word, items[i].word, items[i].length))
      G_STRUCT_MEMBER (gint64, status, items[i].offset) = number;
}

gboolean
wp_imap_parse_status (WpCursor data, WpImapStatus *status)
{
  *status =
      (WpImapStatus){ .messages = -1, .unseen = -1, .uidnext = -1, .uidvalidity = -1, .size = -1 };
  if (!take_astring (&data, &status->name))
    return FALSE;
  wp_cursor_skip_blanks (&data);
  if (!wp_cursor_take_byte (&data, '('))
    return FALSE;
  for (wp_cursor_skip_blanks (&data); !wp_cursor_skip_byte (&data, ')');
       wp_cursor_skip_blanks (&data))
    {
      WpImapString word;
      guint64 number;

      if (!take_astring (&data, &word) || !wp_cursor_take_byte (&data, ' ')
          || !wp_cursor_take_number (&data, G_MAXINT64, &number))
        return FALSE;
      set_item (status, &word, (gint64) number);
    }
  return TRUE;
}

gboolean
wp_imap_parse_quota (WpCursor data, WpImapQuota *quota)
{
  WpImapString word;

  *quota = (WpImapQuota){ 0 };
  if (!take_astring (&data, &word) || !wp_cursor_take_byte (&data, ' ')
      || !wp_cursor_take_byte (&data, '('))
    return FALSE;
  for (wp_cursor_skip_blanks (&data); !wp_cursor_skip_byte (&data, ')');
       wp_cursor_skip_blanks (&data))
    {
      guint64 used, limit;

      if (!take_astring (&data, &word) || !wp_cursor_take_byte (&data, ' ')
          || !wp_cursor_take_number (&data, G_MAXINT64, &used) || !wp_cursor_take_byte (&data, ' ')
          || !wp_cursor_take_number (&data, G_MAXINT64, &limit))
        return FALSE;
      if (string_is (&word, "STORAGE", strlen ("STORAGE")))
        *quota = (WpImapQuota){ TRUE, used, limit };
    }
  return TRUE;
}

/* One of the three parts of NAMESPACE (RFC 2342): NIL, or ((prefix separator extensions…)…). What
 * follows the separator of an entry is strings and lists of strings, which say nothing to us. */
static gboolean
take_entry (WpCursor *cursor, char **prefix, char *separator)
{
  WpImapString name, delimiter;
  gboolean is_quoted;
  guint depth = 1;

  if (!wp_cursor_take_byte (cursor, '(') || !take_astring (cursor, &name)
      || !wp_cursor_take_byte (cursor, ' '))
    return FALSE;
  is_quoted = wp_cursor_peek (cursor) == '"';
  if (!take_astring (cursor, &delimiter))
    return FALSE;
  while (depth > 0)
    {
      wp_cursor_skip_blanks (cursor);
      if (wp_cursor_skip_byte (cursor, '('))
        depth++;
      else if (wp_cursor_skip_byte (cursor, ')'))
        depth--;
      else if (!take_astring (cursor, &(WpImapString){ 0 }))
        return FALSE;
    }
  *prefix = wp_imap_string_dup (&name);
  *separator = is_quoted && delimiter.count > 0
                   ? (char) delimiter.bytes[skip_escape (&delimiter, 0)]
                   : '\0';
  return TRUE;
}

static gboolean
take_namespaces (WpCursor *cursor, gboolean is_own, WpImapNamespaces *namespaces)
{
  if (!wp_cursor_skip_byte (cursor, '('))
    return wp_cursor_take_word (cursor, "NIL");
  while (!wp_cursor_skip_byte (cursor, ')'))
    {
      g_autofree char *prefix = NULL;
      char separator;

      if (!take_entry (cursor, &prefix, &separator))
        return FALSE;
      wp_cursor_skip_blanks (cursor);
      if (is_own && namespaces->prefix == NULL)
        {
          namespaces->prefix = g_steal_pointer (&prefix);
          namespaces->separator = separator;
        }
      else if (!is_own && *prefix != '\0')
        g_ptr_array_add (namespaces->foreign, g_steal_pointer (&prefix));
    }
  return TRUE;
}

gboolean
wp_imap_parse_namespace (WpCursor data, WpImapNamespaces *namespaces)
{
  *namespaces = (WpImapNamespaces){ .foreign = g_ptr_array_new_with_free_func (g_free) };
  for (guint part = 0; part < 3; part++)
    {
      if (part > 0 && !wp_cursor_take_byte (&data, ' '))
        return FALSE;
      if (!take_namespaces (&data, part == 0, namespaces))
        return FALSE;
    }
  return TRUE;
}

void
wp_imap_namespaces_clear (WpImapNamespaces *namespaces)
{
  g_clear_pointer (&namespaces->prefix, g_free);
  g_clear_pointer (&namespaces->foreign, g_ptr_array_unref);
}

gboolean
wp_imap_may_quote (const char *value)
{
  for (; *value != '\0'; value++)
    if ((guint8) *value >= 0x7f || (guint8) *value < ' ')
      return FALSE;
  return TRUE;
}

void
wp_imap_append_quoted (GString *out, const char *value)
{
  g_string_append_c (out, '"');
  for (; *value != '\0'; value++)
    {
      if (*value == '"' || *value == '\\')
        g_string_append_c (out, '\\');
      g_string_append_c (out, *value);
    }
  g_string_append_c (out, '"');
}
