/* See mallard.h. */
#include "gtk/flow/mallard.h"

#define MOST_BYTES (256 * 1024)
#define MOST_DEPTH 32

typedef enum
{
  OTHER, /* its text belongs to what it stands in */
  PAGE,
  INFO,
  ABOUT,
  SECTION,
  TITLE,
  PARAGRAPH,
  SCREEN,
  LIST,
  STEPS,
  TERMS,
  ITEM,
  NOTE,
  TABLE,
  HEADER,
  ROW,
  CELL,
  GROUP, /* nothing of its own */
  INLINE,
  SEQUENCE, /* of keys, of what is chosen in a menu */
  LINK,
} Role;

typedef struct
{
  const char *name;
  Role role;
  WpSpanKind span;  /* of an inline element */
  const char *sign; /* between the parts of a sequence */
} Element;

static const Element elements[] = {
  { "page", PAGE },
  { "info", INFO },
  { "desc", ABOUT },
  { "section", SECTION },
  { "title", TITLE },
  { "p", PARAGRAPH },
  { "screen", SCREEN },
  { "list", LIST },
  { "steps", STEPS },
  { "terms", TERMS },
  { "item", ITEM },
  { "note", NOTE },
  { "table", TABLE },
  { "thead", HEADER },
  { "tbody", GROUP },
  { "tr", ROW },
  { "td", CELL },
  { "code", INLINE, WP_SPAN_CODE },
  { "cmd", INLINE, WP_SPAN_CODE },
  { "file", INLINE, WP_SPAN_CODE },
  { "sys", INLINE, WP_SPAN_CODE },
  { "input", INLINE, WP_SPAN_CODE },
  { "output", INLINE, WP_SPAN_CODE },
  { "gui", INLINE, WP_SPAN_STRONG },
  { "key", INLINE, WP_SPAN_STRONG },
  { "app", INLINE, WP_SPAN_STRONG },
  { "em", INLINE, WP_SPAN_EM },
  { "var", INLINE, WP_SPAN_EM },
  { "keyseq", SEQUENCE, .sign = "+" },
  { "guiseq", SEQUENCE, .sign = " \342\226\270 " },
  { "link", LINK },
};

static const Element other = { NULL, OTHER };

/* An element that is open. */
typedef struct
{
  const Element *element;
  guint count;        /* items of a list, parts of a sequence */
  guint span;         /* that of an inline element, from 1; 0: none */
  gboolean has_block; /* it has begun the block that is open */
} Frame;

typedef struct
{
  WpManualPage *page;
  WpTitleOf title_of;
  gpointer data;
  gboolean is_head_only;
  GArray *frames;
  WpBlock *block; /* NULL: none is open */
  GString *text;  /* of the block, or what the page says of itself */
  GArray *spans;
  char *section; /* id of a section that has no heading yet; NULL */
  char *marker;  /* of an item that has no block yet; NULL */
  guint level, indent, note, n_notes, table, n_tables, row, column;
  gboolean is_header;
} Reader;

/* Reading */

static Frame *
frame_at (Reader *self, guint n)
{
  return self->frames->len <= n ? NULL
                                : &g_array_index (self->frames, Frame, self->frames->len - 1 - n);
}

static Role
role_at (Reader *self, guint n)
{
  return frame_at (self, n) == NULL ? OTHER : frame_at (self, n)->element->role;
}

static guint
count_within (Reader *self, Role role)
{
  guint count = 0;

  for (guint n = 0; n < self->frames->len; n++)
    count += role_at (self, n) == role;
  return count;
}

static gboolean
is_within (Reader *self, Role role)
{
  return count_within (self, role) > 0;
}

static gboolean
is_preserved (Reader *self)
{
  return self->block != NULL && self->block->kind == WP_BLOCK_SCREEN;
}

/* Blanks in a row, and line ends, are one blank. */
static void
append_words (Reader *self, const char *words, gsize count)
{
  for (gsize i = 0; i < count; i++)
    if (!g_ascii_isspace (words[i]) || (is_preserved (self) && self->text->len > 0))
      g_string_append_c (self->text, words[i]);
    else if (self->text->len > 0 && self->text->str[self->text->len - 1] != ' ')
      g_string_append_c (self->text, ' ');
}

static void
begin_block (Reader *self, WpBlockKind kind)
{
  WpBlock *block = wp_block_new (kind, NULL);

  block->indent = self->indent;
  block->note = self->note;
  block->marker = g_steal_pointer (&self->marker);
  if (kind == WP_BLOCK_HEADING)
    {
      block->id = g_steal_pointer (&self->section);
      block->level = self->level;
    }
  else if (kind == WP_BLOCK_CELL)
    {
      block->table = self->table;
      block->row = self->row;
      block->column = self->column;
      block->is_header = self->is_header;
    }
  self->block = block;
  frame_at (self, 0)->has_block = TRUE;
  g_string_truncate (self->text, 0);
}

/* What was open when a block is left: blanks at its end belong to nobody. */
static void
end_block (Reader *self)
{
  WpBlock *block = g_steal_pointer (&self->block);

  while (self->text->len > 0 && g_ascii_isspace (self->text->str[self->text->len - 1]))
    g_string_truncate (self->text, self->text->len - 1);
  for (guint i = 0; i < self->spans->len; i++)
    {
      WpSpan *span = &g_array_index (self->spans, WpSpan, i);

      span->begin = MIN (span->begin, (guint) self->text->len);
      span->end = CLAMP (span->end, span->begin, (guint) self->text->len);
    }
  g_free (block->text);
  block->text = g_strdup (self->text->str);
  g_array_unref (block->spans);
  block->spans = self->spans;
  self->spans = wp_spans_new ();
  if (*block->text == '\0')
    {
      wp_block_free (block);
      return;
    }
  if (block->kind == WP_BLOCK_TITLE)
    self->page->title = g_strdup (block->text);
  g_ptr_array_add (self->page->blocks, block);
}

static WpBlockKind
kind_of_title (Reader *self)
{
  Role parent = role_at (self, 1);

  if (parent == PAGE && self->page->title == NULL)
    return WP_BLOCK_TITLE;
  return parent == SECTION ? WP_BLOCK_HEADING : WP_BLOCK_TERM;
}

static guint
begin_span (Reader *self, WpSpanKind kind, const char *target)
{
  WpSpan span = { kind, (guint) self->text->len, (guint) self->text->len, g_strdup (target) };

  g_array_append_val (self->spans, span);
  return self->spans->len;
}

/* Beginnings */

static void
begin_item (Reader *self, const char *id G_GNUC_UNUSED)
{
  Frame *list = frame_at (self, 1);
  Role role = role_at (self, 1);

  g_clear_pointer (&self->marker, g_free);
  if (role == STEPS)
    self->marker = g_strdup_printf ("%u.", ++list->count);
  else if (role == LIST)
    self->marker = g_strdup ("\342\200\242");
}

/* In what a page says of itself a link is where it belongs; else it is one to be followed. */
static void
begin_link (Reader *self, const char *type, const char *xref, const char *href)
{
  const char *target = xref != NULL ? xref : href;

  if (!is_within (self, INFO))
    {
      if (self->block == NULL)
        begin_block (self, WP_BLOCK_TEXT);
      if (target != NULL && count_within (self, LINK) == 1)
        frame_at (self, 0)->span = begin_span (self, WP_SPAN_LINK, target);
    }
  else if (xref != NULL && g_strcmp0 (type, "guide") == 0)
    g_ptr_array_add (self->page->guides, g_strdup (xref));
  else if (xref != NULL && g_strcmp0 (type, "seealso") == 0)
    g_ptr_array_add (self->page->related, g_strdup (xref));
}

static void
begin_paragraph (Reader *self, const char *id G_GNUC_UNUSED)
{
  if (self->block != NULL)
    return;
  begin_block (self, is_within (self, CELL) ? WP_BLOCK_CELL : WP_BLOCK_TEXT);
}

static void
begin_inline (Reader *self, const char *id G_GNUC_UNUSED)
{
  if (self->block == NULL)
    begin_block (self, WP_BLOCK_TEXT);
  frame_at (self, 0)->span = begin_span (self, frame_at (self, 0)->element->span, NULL);
}

static void
begin_page (Reader *self, const char *id)
{
  if (self->page->id == NULL)
    self->page->id = g_strdup (id);
}

static void
begin_about (Reader *self, const char *id G_GNUC_UNUSED)
{
  g_string_truncate (self->text, 0);
}

static void
begin_section (Reader *self, const char *id)
{
  self->level++;
  g_free (self->section);
  self->section = g_strdup (id);
}

static void
begin_title (Reader *self, const char *id G_GNUC_UNUSED)
{
  if (self->block == NULL)
    begin_block (self, kind_of_title (self));
}

static void
begin_screen (Reader *self, const char *id G_GNUC_UNUSED)
{
  if (self->block == NULL)
    begin_block (self, WP_BLOCK_SCREEN);
}

static void
begin_list (Reader *self, const char *id G_GNUC_UNUSED)
{
  self->indent++;
}

static void
begin_note (Reader *self, const char *id G_GNUC_UNUSED)
{
  self->note = ++self->n_notes;
}

static void
begin_table (Reader *self, const char *id G_GNUC_UNUSED)
{
  self->table = ++self->n_tables;
  self->row = 0;
}

static void
begin_header (Reader *self, const char *id G_GNUC_UNUSED)
{
  self->is_header = TRUE;
}

static void
begin_row (Reader *self, const char *id G_GNUC_UNUSED)
{
  self->row++;
  self->column = 0;
}

static void
begin_cell (Reader *self, const char *id G_GNUC_UNUSED)
{
  self->column++;
}

/* Of those that are not in it nothing begins. A link has more to it than an id. */
static void
begin (Reader *self, const char *id)
{
  static void (*const beginnings[]) (Reader * self, const char *id) = {
    [PAGE] = begin_page,           [ABOUT] = begin_about,
    [SECTION] = begin_section,     [TITLE] = begin_title,
    [PARAGRAPH] = begin_paragraph, [SCREEN] = begin_screen,
    [LIST] = begin_list,           [STEPS] = begin_list,
    [TERMS] = begin_list,          [ITEM] = begin_item,
    [NOTE] = begin_note,           [TABLE] = begin_table,
    [HEADER] = begin_header,       [ROW] = begin_row,
    [CELL] = begin_cell,           [INLINE] = begin_inline,
    [SEQUENCE] = begin_paragraph,
  };
  Role role = role_at (self, 0);

  if (role < G_N_ELEMENTS (beginnings) && beginnings[role] != NULL)
    beginnings[role](self, id);
}

/* Ends */

/* A link without words gets those of what it leads to. */
static void
end_span (Reader *self, const Frame *frame)
{
  WpSpan *span = &g_array_index (self->spans, WpSpan, frame->span - 1);

  if (span->kind == WP_SPAN_LINK && span->begin == self->text->len)
    {
      g_autofree char *title = self->title_of == NULL ? NULL
                                                      : self->title_of (span->target, self->data);

      g_string_append (self->text, title == NULL ? span->target : title);
    }
  span->end = (guint) self->text->len;
}

static void
end (Reader *self, const Frame *frame)
{
  switch (frame->element->role)
    {
    case ABOUT:
      g_free (self->page->about);
      self->page->about = g_strdup (g_strstrip (self->text->str));
      g_string_truncate (self->text, 0);
      break;
    case SECTION:
      self->level--;
      g_clear_pointer (&self->section, g_free);
      break;
    case LIST:
    case STEPS:
    case TERMS:
      self->indent--;
      break;
    case NOTE:
      self->note = 0;
      break;
    case TABLE:
      self->table = 0;
      break;
    case HEADER:
      self->is_header = FALSE;
      break;
    default:
      break;
    }
  if (frame->span > 0)
    end_span (self, frame);
  if (frame->has_block)
    end_block (self);
}

/* The parser's side */

static const Element *
find_element (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (elements); i++)
    if (g_str_equal (elements[i].name, name))
      return &elements[i];
  return NULL;
}

static const char *
value_of (const char **names, const char **values, const char *name)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], name))
      return values[i];
  return NULL;
}

/* What a page says of itself has the text that a block would have: neither stands in the other. */
static gboolean
is_out_of_place (Reader *self, Role role)
{
  if (role == ABOUT)
    return role_at (self, 0) != INFO || self->block != NULL;
  return is_within (self, INFO) && role != LINK;
}

static void
on_start (GMarkupParseContext *context G_GNUC_UNUSED,
          const char *name,
          const char **names,
          const char **values,
          gpointer data,
          GError **error)
{
  Reader *self = data;
  const Element *element = find_element (name);
  Frame frame = { element == NULL ? &other : element };

  if (self->frames->len == MOST_DEPTH || (self->frames->len == 0) != (frame.element->role == PAGE))
    {
      g_set_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT, "<%s>", name);
      return;
    }
  if (element == NULL)
    g_ptr_array_add (self->page->unknown, g_strdup (name));
  if (is_out_of_place (self, frame.element->role))
    frame.element = &other;
  if (role_at (self, 0) == SEQUENCE && frame_at (self, 0)->count++ > 0)
    g_string_append (self->text, frame_at (self, 0)->element->sign);
  g_array_append_val (self->frames, frame);
  if (frame.element->role == LINK)
    begin_link (self, value_of (names, values, "type"), value_of (names, values, "xref"),
                value_of (names, values, "href"));
  else
    begin (self, value_of (names, values, "id"));
}

static void
on_end (GMarkupParseContext *context G_GNUC_UNUSED,
        const char *name G_GNUC_UNUSED,
        gpointer data,
        GError **error)
{
  Reader *self = data;

  end (self, frame_at (self, 0));
  g_array_set_size (self->frames, self->frames->len - 1);
  if (self->is_head_only && self->page->title != NULL)
    g_set_error_literal (error, G_MARKUP_ERROR, G_MARKUP_ERROR_PARSE, "enough was read");
}

/* Between the blocks there are blanks only; other words there have a block of their own. */
static void
on_text (GMarkupParseContext *context G_GNUC_UNUSED,
         const char *words,
         gsize count,
         gpointer data,
         GError **error G_GNUC_UNUSED)
{
  Reader *self = data;
  gboolean is_blank = TRUE;

  for (gsize i = 0; i < count && is_blank; i++)
    is_blank = g_ascii_isspace (words[i]);
  if (is_blank && (self->block == NULL || role_at (self, 0) == SEQUENCE))
    return;
  if (self->block == NULL && !is_within (self, INFO) && self->frames->len > 0)
    begin_block (self, WP_BLOCK_TEXT);
  append_words (self, words, count);
}

static gboolean
parse (Reader *self, const char *bytes, gsize count, GError **error)
{
  static const GMarkupParser parser = { on_start, on_end, on_text, NULL, NULL };
  g_autoptr (GMarkupParseContext)
      context = g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, self, NULL);

  if (count > MOST_BYTES)
    {
      g_set_error_literal (error, G_MARKUP_ERROR, G_MARKUP_ERROR_PARSE, "too long");
      return FALSE;
    }
  return g_markup_parse_context_parse (context, bytes, (gssize) count, error)
         && g_markup_parse_context_end_parse (context, error);
}

static void
clear (Reader *self)
{
  g_clear_pointer (&self->block, wp_block_free);
  g_string_free (self->text, TRUE);
  g_array_unref (self->spans);
  g_array_unref (self->frames);
  g_free (self->section);
  g_free (self->marker);
}

static WpManualPage *
read_page (Reader *self, const char *bytes, gsize count, GError **error)
{
  g_autoptr (WpManualPage) page = wp_manual_page_new ();
  g_autoptr (GError) problem = NULL;
  gboolean is_whole;

  self->page = page;
  self->frames = g_array_new (FALSE, FALSE, sizeof (Frame));
  self->text = g_string_new (NULL);
  self->spans = wp_spans_new ();
  is_whole = parse (self, bytes, count, &problem);
  clear (self);
  if (page->title != NULL && page->id != NULL && (is_whole || self->is_head_only))
    return g_steal_pointer (&page);
  if (problem == NULL)
    problem = g_error_new_literal (G_MARKUP_ERROR, G_MARKUP_ERROR_PARSE, "no title or no id");
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

WpManualPage *
wp_mallard_read (const char *bytes, gsize count, WpTitleOf title_of, gpointer data, GError **error)
{
  Reader reader = { .title_of = title_of, .data = data };

  return read_page (&reader, bytes, count, error);
}

WpManualPage *
wp_mallard_read_head (const char *bytes, gsize count, GError **error)
{
  Reader reader = { .is_head_only = TRUE };

  return read_page (&reader, bytes, count, error);
}
