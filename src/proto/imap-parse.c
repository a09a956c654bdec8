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

/* Mailbox names in UTF-8 come unquoted from some servers: 8-bit is taken. */
static gboolean
is_atom_part (guint8 byte)
{
  return byte > ' ' && byte != 0x7f && byte != '(' && byte != ')' && byte != '{' && byte != '"';
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
  static const char *const words[] = { "OK", "NO", "BAD", "BYE", "PREAUTH", NULL };

  return g_strv_contains (words, word);
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

/* Data */

static gboolean
take_quoted (WpCursor *cursor, GString *out)
{
  while (wp_cursor_peek (cursor) >= 0)
    {
      int byte = wp_cursor_peek (cursor);

      wp_cursor_skip_byte (cursor, (guint8) byte);
      if (byte == '"')
        return TRUE;
      if (byte == '\\')
        {
          byte = wp_cursor_peek (cursor);
          if (byte < 0)
            return FALSE;
          wp_cursor_skip_byte (cursor, (guint8) byte);
        }
      g_string_append_c (out, (char) byte);
    }
  return FALSE;
}

static gboolean
take_literal (WpCursor *cursor, GString *out)
{
  guint64 length;
  const guint8 *bytes;

  if (!wp_cursor_take_number (cursor, WP_LIMIT_IMAP_LITERAL_BYTES, &length))
    return FALSE;
  wp_cursor_skip_byte (cursor, '+');
  if (!wp_cursor_take_byte (cursor, '}') || !wp_cursor_take_byte (cursor, '\r')
      || !wp_cursor_take_byte (cursor, '\n')
      || !wp_cursor_take_bytes (cursor, (gsize) length, &bytes))
    return FALSE;
  g_string_append_len (out, (const char *) bytes, (gssize) length);
  return TRUE;
}

/* An atom, a quoted string or a literal (RFC 9051 astring). NIL is the word. */
static gboolean
take_astring (WpCursor *cursor, GString *out)
{
  const guint8 *bytes;
  gsize count;

  g_string_truncate (out, 0);
  if (wp_cursor_skip_byte (cursor, '"'))
    return take_quoted (cursor, out);
  if (wp_cursor_skip_byte (cursor, '{'))
    return take_literal (cursor, out);
  if (!wp_cursor_take_while (cursor, is_atom_part, &bytes, &count))
    return FALSE;
  g_string_append_len (out, (const char *) bytes, (gssize) count);
  return TRUE;
}

static const char *
special_use_of (const char *flag)
{
  static const struct
  {
    const char *flag;
    const char *name;
  } uses[] = {
    /* RFC 6154, 8457 */
    { "\\All", "All" },         { "\\Archive", "Archive" },     { "\\Drafts", "Drafts" },
    { "\\Flagged", "Flagged" }, { "\\Junk", "Junk" },           { "\\Sent", "Sent" },
    { "\\Trash", "Trash" },     { "\\Important", "Important" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (uses); i++)
    if (g_ascii_strcasecmp (uses[i].flag, flag) == 0)
      return uses[i].name;
  return NULL;
}

static gboolean
take_flags (WpCursor *cursor, GString *word, WpImapMailbox *mailbox)
{
  if (!wp_cursor_take_byte (cursor, '('))
    return FALSE;
  for (wp_cursor_skip_blanks (cursor); !wp_cursor_skip_byte (cursor, ')');
       wp_cursor_skip_blanks (cursor))
    {
      if (!take_astring (cursor, word))
        return FALSE;
      if (g_ascii_strcasecmp (word->str, "\\Noselect") == 0)
        mailbox->flags |= WP_IMAP_MAILBOX_NOSELECT;
      else if (g_ascii_strcasecmp (word->str, "\\NonExistent") == 0)
        mailbox->flags |= WP_IMAP_MAILBOX_NONEXISTENT;
      else if (mailbox->special_use == NULL)
        mailbox->special_use = special_use_of (word->str);
    }
  return TRUE;
}

gboolean
wp_imap_parse_list (WpCursor data, WpImapMailbox *mailbox)
{
  g_autoptr (GString) word = g_string_new (NULL);
  gboolean is_quoted;

  *mailbox = (WpImapMailbox){ 0 };
  if (!take_flags (&data, word, mailbox) || !wp_cursor_take_byte (&data, ' '))
    return FALSE;
  is_quoted = wp_cursor_peek (&data) == '"';
  if (!take_astring (&data, word) || !wp_cursor_take_byte (&data, ' '))
    return FALSE;
  if (is_quoted)
    mailbox->delimiter = word->str[0];
  if (!take_astring (&data, word))
    return FALSE;
  mailbox->name = g_strdup (word->str);
  return TRUE;
}

void
wp_imap_mailbox_clear (WpImapMailbox *mailbox)
{
  g_clear_pointer (&mailbox->name, g_free);
}

gboolean
wp_imap_parse_status (WpCursor data, WpImapStatus *status)
{
  g_autoptr (GString) word = g_string_new (NULL);
  g_autofree char *name = NULL;

  *status = (WpImapStatus){ .messages = -1, .size = -1 };
  if (!take_astring (&data, word))
    return FALSE;
  name = g_strdup (word->str);
  wp_cursor_skip_blanks (&data);
  if (!wp_cursor_take_byte (&data, '('))
    return FALSE;
  for (wp_cursor_skip_blanks (&data); !wp_cursor_skip_byte (&data, ')');
       wp_cursor_skip_blanks (&data))
    {
      guint64 number;

      if (!take_astring (&data, word) || !wp_cursor_take_byte (&data, ' ')
          || !wp_cursor_take_number (&data, G_MAXINT64, &number))
        return FALSE;
      if (g_ascii_strcasecmp (word->str, "MESSAGES") == 0)
        status->messages = (gint64) number;
      else if (g_ascii_strcasecmp (word->str, "SIZE") == 0)
        status->size = (gint64) number;
    }
  status->name = g_steal_pointer (&name);
  return TRUE;
}

gboolean
wp_imap_parse_quota (WpCursor data, WpImapQuota *quota)
{
  g_autoptr (GString) word = g_string_new (NULL);

  *quota = (WpImapQuota){ 0 };
  if (!take_astring (&data, word) || !wp_cursor_take_byte (&data, ' ')
      || !wp_cursor_take_byte (&data, '('))
    return FALSE;
  for (wp_cursor_skip_blanks (&data); !wp_cursor_skip_byte (&data, ')');
       wp_cursor_skip_blanks (&data))
    {
      guint64 used, limit;

      if (!take_astring (&data, word) || !wp_cursor_take_byte (&data, ' ')
          || !wp_cursor_take_number (&data, G_MAXINT64, &used) || !wp_cursor_take_byte (&data, ' ')
          || !wp_cursor_take_number (&data, G_MAXINT64, &limit))
        return FALSE;
      if (g_ascii_strcasecmp (word->str, "STORAGE") == 0)
        *quota = (WpImapQuota){ TRUE, used, limit };
    }
  return TRUE;
}

char *
wp_imap_parse_namespace (WpCursor data)
{
  g_autoptr (GString) word = g_string_new (NULL);

  if (!wp_cursor_take_byte (&data, '(') || !wp_cursor_take_byte (&data, '(')
      || !take_astring (&data, word))
    return NULL;
  return g_strdup (word->str);
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
