/* A page of the manual, read: from Mallard to a list of blocks that a window lays out one below the
 * other. What our pages use is known; of an element that is not, its text stays. Reads no file and
 * shows nothing.
 * http://projectmallard.org/1.0/ */
#pragma once

#include <glib.h>

typedef enum
{
  WP_BLOCK_TITLE,   /* of the page */
  WP_BLOCK_HEADING, /* of a section */
  WP_BLOCK_TERM,    /* above what is said of it; the title of a list or note, too */
  WP_BLOCK_TEXT,
  WP_BLOCK_SCREEN,  /* lines as they are */
  WP_BLOCK_CELL,    /* of a table */
  WP_BLOCK_TOPIC,   /* a page that belongs here */
} WpBlockKind;

typedef enum
{
  WP_SPAN_CODE,
  WP_SPAN_STRONG, /* what stands on the screen or on a key */
  WP_SPAN_EM,     /* stands for something else */
  WP_SPAN_LINK,
} WpSpanKind;

/* A part of a text, in bytes. They lie within each other, or apart; the outer one comes first. */
typedef struct
{
  WpSpanKind kind;
  guint begin, end;
  char *target;     /* of a link: "tls", "tls#tls.eof", "https://…"; else NULL */
} WpSpan;

typedef struct
{
  WpBlockKind kind;
  char *text;
  GArray *spans;      /* of WpSpan */
  char *id;           /* of the section that begins here; NULL */
  char *target;       /* of a topic; NULL */
  char *about;        /* of a topic: what is there, a few words; NULL */
  char *marker;       /* "•", "3."; NULL: no item of a list begins here */
  guint level;        /* of a heading: 1 in the page, 2 in a section */
  guint indent;       /* how many lists it stands in */
  guint note, table;  /* which one of the page it stands in, from 1; 0: none */
  guint row, column;  /* of a cell */
  gboolean is_header; /* of a cell: it says what stands below it */
} WpBlock;

typedef struct
{
  char *id;
  char *title;
  char *about;        /* NULL: it says nothing of itself */
  GPtrArray *guides;  /* of char*: "index#tasks", where it wants to be listed */
  GPtrArray *related; /* of char*: what else there is to read */
  GPtrArray *blocks;  /* of WpBlock */
  GPtrArray *unknown; /* of char*: elements that no row is known of */
} WpManualPage;

/* The words of a link that has none of its own; the caller owns them. NULL: there is no such page
 * or section. */
typedef char *(*WpTitleOf) (const char *target, gpointer data);

/* NULL and an error: this is no such page. `title_of` may be NULL. */
WpManualPage *wp_mallard_read (const char *bytes, gsize count, WpTitleOf title_of, gpointer data,
                               GError **error);
/* Only what the page says of itself, without blocks; what follows its title is not looked at. */
WpManualPage *wp_mallard_read_head (const char *bytes, gsize count, GError **error);

/* Empty; for who reads one. */
WpManualPage *wp_manual_page_new (void);
void          wp_manual_page_free (WpManualPage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpManualPage, wp_manual_page_free)

WpBlock      *wp_block_new (WpBlockKind kind, const char *text);
void          wp_block_free (WpBlock *self);
GArray       *wp_spans_new (void);
/* For a label: Pango's markup, links as <a href="TARGET">. The caller owns it. */
char         *wp_block_markup (const WpBlock *self);
