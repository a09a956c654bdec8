/* See reader.h. */
#include "gtk/help/reader.h"

#include <string.h>

#include "gtk/widgets/heading.h"
#include "gtk/widgets/names.h"
#include "gtk/widgets/parts.h"
#include "gtk/widgets/scale.h"

#define GAP 12
#define SMALL_GAP 6
#define SECTION_GAP 30
#define MARKER_CHARS 2
#define FIRST 4   /* blocks that are seen first */
#define AT_ONCE 3 /* blocks that a turn of the main loop has time for, and the next frame */

struct _WpReader
{
  GtkBox parent;

  GHashTable *headings; /* id → label, once all that is said below it is there */
  GtkWidget *title;     /* once all that is said below it is there */
  GPtrArray *labels;    /* in reading order; lent */
  guint marked;         /* n-th of them has what was looked for last */

  /* While a page is laid out: what is to come, and what the next block may go on with. */
  WpManualPage *page; /* NULL: all of it is there */
  guint next;         /* block of it */
  guint more;         /* source that adds some */
  char *id;           /* of the section; NULL: it has none */
  WpBlockKind before;
  guint note, table;
  GtkWidget *container; /* of that note, that table, or a list of topics; NULL */
  GtkWidget *heading;   /* of the section */
  GString *section;     /* what is said in it */
};

G_DEFINE_FINAL_TYPE (WpReader, wp_reader, GTK_TYPE_BOX)

enum
{
  FOLLOWED,
  FINISHED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* Labels */

static gboolean
on_link (GtkLabel *label G_GNUC_UNUSED, const char *target, gpointer data)
{
  g_signal_emit (data, signals[FOLLOWED], 0, target);
  return TRUE;
}

static gboolean
has_link (const WpBlock *block)
{
  for (guint i = 0; i < block->spans->len; i++)
    if (g_array_index (block->spans, WpSpan, i).kind == WP_SPAN_LINK)
      return TRUE;
  return FALSE;
}

/* The text can be marked and copied with the pointer, and is no stop of the keyboard for that; its
 * links are. */
static GtkWidget *
new_label (WpReader *self, const WpBlock *block, const char *style_class)
{
  GtkWidget *label = wp_label_new (NULL, style_class);
  g_autofree char *markup = wp_block_markup (block);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_track_visited_links (GTK_LABEL (label), FALSE);
  if (has_link (block))
    g_signal_connect (label, "activate-link", G_CALLBACK (on_link), self);
  else
    {
      gtk_label_set_selectable (GTK_LABEL (label), TRUE);
      gtk_widget_set_can_focus (label, FALSE);
    }
  gtk_widget_set_hexpand (label, TRUE);
  g_ptr_array_add (self->labels, label);
  return label;
}

/* A screen reader that comes to the heading goes on with what is below. */
static void
end_section (WpReader *self)
{
  if (self->heading == NULL)
    return;
  atk_object_set_description (gtk_widget_get_accessible (self->heading), self->section->str);
  g_string_truncate (self->section, 0);
  if (self->title == NULL)
    self->title = self->heading;
  if (self->id != NULL)
    g_hash_table_insert (self->headings, g_steal_pointer (&self->id), self->heading);
}

static GtkWidget *
new_heading (WpReader *self, const WpBlock *block)
{
  static const char *const styles[] = { "title-1", "title-4", "heading" };
  GtkWidget *heading = wp_heading_new ();
  GtkStyleContext *style = gtk_widget_get_style_context (heading);
  guint level = MIN (block->level, G_N_ELEMENTS (styles) - 1);
  g_autofree char *markup = wp_block_markup (block);

  end_section (self);
  gtk_style_context_remove_class (style, styles[0]);
  gtk_style_context_add_class (style, styles[level]);
  if (level > 0)
    gtk_style_context_add_class (style, "wp-section");
  gtk_label_set_markup (GTK_LABEL (heading), markup);
  g_ptr_array_add (self->labels, heading);
  self->id = g_strdup (block->id);
  self->heading = heading;
  return heading;
}

/* Places */

/* As wide as a marker; with the text. */
static GtkWidget *
new_marker (const char *marker)
{
  GtkWidget *label = gtk_label_new (marker);

  gtk_label_set_width_chars (GTK_LABEL (label), MARKER_CHARS);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_style_context_add_class (gtk_widget_get_style_context (label), "wp-dim");
  return label;
}

/* What is said of a term stands a step further in than the term. */
static GtkWidget *
indent (const WpBlock *block, GtkWidget *child)
{
  guint steps = block->kind == WP_BLOCK_TERM && block->indent > 0 ? block->indent - 1
                                                                  : block->indent;
  GtkWidget *box;

  if (steps == 0)
    return child;
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  for (guint i = 1; i <= steps; i++)
    gtk_box_pack_start (GTK_BOX (box), new_marker (i == steps ? block->marker : NULL), FALSE, TRUE,
                        0);
  gtk_box_pack_start (GTK_BOX (box), child, TRUE, TRUE, 0);
  return box;
}

static int
gap_above (const WpReader *self, const WpBlock *block)
{
  switch (block->kind)
    {
    case WP_BLOCK_TITLE:
      return 0;
    case WP_BLOCK_HEADING:
      return SECTION_GAP;
    default:
      return self->before == WP_BLOCK_HEADING || self->before == WP_BLOCK_TERM
                     || (block->marker != NULL && self->before == WP_BLOCK_TEXT)
                 ? SMALL_GAP
                 : GAP;
    }
}

/* The manual is in English, whatever the direction of the desktop's language. */
static void
read_from_left (GtkWidget *widget, gpointer data G_GNUC_UNUSED)
{
  gtk_widget_set_direction (widget, GTK_TEXT_DIR_LTR);
  if (GTK_IS_CONTAINER (widget))
    gtk_container_forall (GTK_CONTAINER (widget), read_from_left, NULL);
}

static void
uncover (GtkWidget *widget)
{
  read_from_left (widget, NULL);
  wp_name_rows (widget);
  gtk_widget_show_all (widget);
}

/* What several blocks in a row share. */
static void
begin_container (WpReader *self, GtkWidget *container, int gap)
{
  gtk_widget_set_margin_top (container, gap);
  gtk_box_pack_start (GTK_BOX (self), container, FALSE, TRUE, 0);
  uncover (container);
  self->container = container;
}

/* Kinds of blocks: what was added */

static void
on_topic (GtkListBox *list G_GNUC_UNUSED, GtkListBoxRow *row, gpointer data)
{
  g_signal_emit (data, signals[FOLLOWED], 0, g_object_get_data (G_OBJECT (row), "wp-target"));
}

static GtkWidget *
add_topic (WpReader *self, const WpBlock *block)
{
  GtkWidget *row = wp_row_new (block->text, block->about);
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic", GTK_ICON_SIZE_MENU);

  if (self->before != WP_BLOCK_TOPIC)
    {
      begin_container (self, wp_list_new (), gap_above (self, block));
      g_signal_connect (self->container, "row-activated", G_CALLBACK (on_topic), self);
    }
  gtk_style_context_add_class (gtk_widget_get_style_context (arrow), "wp-dim");
  wp_grow_icons (arrow);
  gtk_container_add (GTK_CONTAINER (row), arrow);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "wp-target", g_strdup (block->target), g_free);
  gtk_container_add (GTK_CONTAINER (self->container), row);
  return row;
}

/* A cell may have several blocks. */
static GtkWidget *
add_cell (WpReader *self, const WpBlock *block)
{
  int column = (int) block->column - 1, row = (int) block->row - 1;
  GtkWidget *label = new_label (self, block, block->is_header ? "heading" : NULL);
  GtkWidget *cell;

  if (self->table != block->table)
    begin_container (self, gtk_grid_new (), gap_above (self, block));
  self->table = block->table;
  cell = gtk_grid_get_child_at (GTK_GRID (self->container), column, row);
  if (cell == NULL)
    {
      cell = gtk_box_new (GTK_ORIENTATION_VERTICAL, SMALL_GAP);
      gtk_style_context_add_class (gtk_widget_get_style_context (cell), "wp-cell");
      gtk_grid_attach (GTK_GRID (self->container), cell, column, row, 1, 1);
    }
  gtk_box_pack_start (GTK_BOX (cell), label, FALSE, TRUE, 0);
  return cell;
}

static GtkWidget *
add_words (WpReader *self, const WpBlock *block)
{
  static const char *const styles[] = {
    [WP_BLOCK_TERM] = "heading", [WP_BLOCK_SCREEN] = "wp-mono"
  };
  gboolean is_heading = block->kind == WP_BLOCK_TITLE || block->kind == WP_BLOCK_HEADING;
  const char *style = block->kind < G_N_ELEMENTS (styles) ? styles[block->kind] : NULL;
  GtkWidget *label = is_heading ? new_heading (self, block) : new_label (self, block, style);
  GtkWidget *place = indent (block, label);
  GtkWidget *parent = GTK_WIDGET (self);

  if (block->kind == WP_BLOCK_SCREEN)
    gtk_style_context_add_class (gtk_widget_get_style_context (place), "wp-card");
  if (block->note > 0 && self->note != block->note)
    {
      begin_container (self, gtk_box_new (GTK_ORIENTATION_VERTICAL, SMALL_GAP), GAP);
      gtk_style_context_add_class (gtk_widget_get_style_context (self->container), "wp-callout");
    }
  if (block->note > 0)
    parent = self->container;
  else
    gtk_widget_set_margin_top (place, gap_above (self, block));
  gtk_box_pack_start (GTK_BOX (parent), place, FALSE, TRUE, 0);
  return place;
}

static void
add_block (WpReader *self, const WpBlock *block)
{
  if (block->kind == WP_BLOCK_TOPIC)
    uncover (add_topic (self, block));
  else if (block->kind == WP_BLOCK_CELL)
    uncover (add_cell (self, block));
  else
    uncover (add_words (self, block));
  if (block->kind != WP_BLOCK_TITLE && block->kind != WP_BLOCK_HEADING)
    g_string_append_printf (self->section, "%s%s", self->section->len > 0 ? "\n" : "", block->text);
  self->before = block->kind;
  self->note = block->note;
  self->table = block->table;
}

static void
add_some (WpReader *self, guint count)
{
  for (guint i = 0; i < count && self->next < self->page->blocks->len; i++)
    add_block (self, self->page->blocks->pdata[self->next++]);
  if (self->next == self->page->blocks->len)
    end_section (self);
}

static gboolean
on_more (gpointer data)
{
  WpReader *self = data;

  self->more = 0;
  if (self->next < self->page->blocks->len)
    add_some (self, AT_ONCE);
  else
    {
      g_clear_pointer (&self->page, wp_manual_page_free);
      g_signal_emit (self, signals[FINISHED], 0);
    }
  return G_SOURCE_REMOVE;
}

/* What was added last has its place: only then comes more, or a frame would have to give their
 * places to all that was added since the one before it. */
static void
wp_reader_size_allocate (GtkWidget *widget, GtkAllocation *allocation)
{
  WpReader *self = WP_READER (widget);

  GTK_WIDGET_CLASS (wp_reader_parent_class)->size_allocate (widget, allocation);
  if (self->page != NULL && self->more == 0)
    self->more = g_idle_add_full (G_PRIORITY_LOW, on_more, self, NULL);
}

/* Nothing of it comes any more. */
static void
leave_page (WpReader *self)
{
  g_clear_handle_id (&self->more, g_source_remove);
  g_clear_pointer (&self->page, wp_manual_page_free);
  g_clear_pointer (&self->id, g_free);
  self->title = self->heading = self->container = NULL;
  self->next = self->note = self->table = self->marked = 0;
  self->before = WP_BLOCK_TITLE;
  g_string_truncate (self->section, 0);
  g_ptr_array_set_size (self->labels, 0);
  g_hash_table_remove_all (self->headings);
}

void
wp_reader_show (WpReader *self, WpManualPage *page)
{
  leave_page (self);
  wp_list_clear (GTK_WIDGET (self));
  self->page = page;
  add_some (self, FIRST);
}

gboolean
wp_reader_is_busy (WpReader *self)
{
  return self->page != NULL;
}

GtkWidget *
wp_reader_heading (WpReader *self, const char *id)
{
  GtkWidget *heading = id == NULL ? self->title : g_hash_table_lookup (self->headings, id);

  return heading == NULL && !wp_reader_is_busy (self) ? self->title : heading;
}

/* Looking for words */

/* Bytes of the character without its case. */
static gsize
folded_size (const char *at)
{
  g_autofree char *folded = (guchar) *at < 0x80 ? NULL
                                                : g_utf8_casefold (at, g_utf8_next_char (at) - at);

  return folded == NULL ? 1 : strlen (folded);
}

/* Where the words, which have no case, begin, in characters, at `from` or behind it; -1: nowhere.
 */
static int
place_of (const char *text, const char *words, int from)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  const char *rest = folded;
  int place = 0;

  if (strstr (folded, words) == NULL)
    return -1;
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at), place++)
    {
      if (place >= from && g_str_has_prefix (rest, words))
        return place;
      rest += folded_size (at);
    }
  return -1;
}

static void
mark (WpReader *self, guint n, int from, int to)
{
  GtkLabel *label = self->labels->pdata[n];

  if (gtk_label_get_selectable (label))
    gtk_label_select_region (label, from, to);
}

GtkWidget *
wp_reader_find (WpReader *self, const char *words, gboolean is_next)
{
  g_autofree char *sought = g_utf8_casefold (words, -1);
  guint count = self->labels->len, first = MIN (self->marked, count - 1);
  int begin = 0, end;

  if (count == 0 || *words == '\0')
    return NULL;
  if (gtk_label_get_selection_bounds (self->labels->pdata[first], &begin, &end))
    {
      begin += is_next;
      mark (self, first, 0, 0);
    }
  else if (is_next)
    begin = G_MAXINT; /* a label in which nothing can be marked */
  for (guint i = 0; i <= count; i++)
    {
      guint n = (first + i) % count;
      int place = place_of (gtk_label_get_text (self->labels->pdata[n]), sought,
                            i == 0 ? begin : 0);

      if (place < 0)
        continue;
      self->marked = n;
      mark (self, n, place, place + (int) g_utf8_strlen (words, -1));
      return self->labels->pdata[n];
    }
  return NULL;
}

char *
wp_reader_marked (WpReader *self)
{
  for (guint i = 0; i < self->labels->len; i++)
    {
      GtkLabel *label = self->labels->pdata[i];
      int begin, end;

      if (gtk_label_get_selection_bounds (label, &begin, &end))
        return g_utf8_substring (gtk_label_get_text (label), begin, end);
    }
  return NULL;
}

/* Construction */

static void
wp_reader_dispose (GObject *object)
{
  leave_page (WP_READER (object));
  G_OBJECT_CLASS (wp_reader_parent_class)->dispose (object);
}

static void
wp_reader_finalize (GObject *object)
{
  WpReader *self = WP_READER (object);

  g_hash_table_unref (self->headings);
  g_ptr_array_unref (self->labels);
  g_string_free (self->section, TRUE);
  G_OBJECT_CLASS (wp_reader_parent_class)->finalize (object);
}

static void
wp_reader_class_init (WpReaderClass *class)
{
  G_OBJECT_CLASS (class)->finalize = wp_reader_finalize;
  G_OBJECT_CLASS (class)->dispose = wp_reader_dispose;
  GTK_WIDGET_CLASS (class)->size_allocate = wp_reader_size_allocate;
  signals[FOLLOWED] = g_signal_new ("followed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[FINISHED] = g_signal_new ("finished", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
wp_reader_init (WpReader *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->headings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->labels = g_ptr_array_new ();
  self->section = g_string_new (NULL);
}

GtkWidget *
wp_reader_new (void)
{
  return g_object_new (WP_TYPE_READER, NULL);
}
