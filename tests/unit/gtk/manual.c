/* The manual that is built in: every page of help/C is read whole, every link leads somewhere,
 * every page that the program asks for is there, and it tells what `waypost explain` tells. */
#include <string.h>

#include "diagnose/lint.h"
#include "gtk/flow/flow.h"
#include "gtk/flow/manual.h"

#define GOOD_PAGE(body)                                                                            \
  "<page xmlns=\"http://projectmallard.org/1.0/\" type=\"topic\" id=\"x\"><title>T</title>" body   \
  "</page>"

static char *
title_of (const char *target, gpointer data G_GNUC_UNUSED)
{
  return g_strcmp0 (target, "gone") == 0 ? NULL : g_strdup_printf ("title of %s", target);
}

/* "kind.indent marker markup" of each block but the title. */
static char *
told (const WpManualPage *page)
{
  static const char *const kinds[] = {
    "title", "heading", "term", "text", "screen", "cell", "topic"
  };
  GString *out = g_string_new (NULL);

  for (guint i = 1; i < page->blocks->len; i++)
    {
      const WpBlock *block = page->blocks->pdata[i];
      g_autofree char *markup = wp_block_markup (block);

      g_string_append_printf (out, "%s%s", i > 1 ? " | " : "", kinds[block->kind]);
      if (block->kind == WP_BLOCK_HEADING)
        g_string_append_printf (out, "%u#%s", block->level, block->id);
      if (block->kind == WP_BLOCK_CELL)
        g_string_append_printf (out, "%u.%u.%u%s", block->table, block->row, block->column,
                                block->is_header ? "!" : "");
      if (block->note > 0)
        g_string_append_printf (out, ",note%u", block->note);
      if (block->indent > 0)
        g_string_append_printf (out, ">%u", block->indent);
      g_string_append_printf (out, " %s%s%s", block->marker == NULL ? "" : block->marker,
                              block->marker == NULL ? "" : " ", markup);
    }
  return g_string_free (out, FALSE);
}

static const struct
{
  const char *body, *told;
} rows[] = {
  { "", "" },
  { "<p>\n  One &amp; <em>two</em>\n  three. </p>", "text One &amp; <i>two</i> three." },
  { "<p><code>a<var>b</var></code><cmd>c</cmd></p>", "text <tt>a<i>b</i></tt><tt>c</tt>" },
  { "<section id=\"s\"><title>S <app>x</app></title><p>p</p><section id=\"t\"><title>T</title>"
    "</section></section><section id=\"u\"><title>U</title></section>",
    "heading1#s S <b>x</b> | text p | heading2#t T | heading1#u U" },
  { "<list><item><p>a</p><p>b</p></item><item><p>c</p><steps><item><p>d</p></item><item><p>e</p>"
    "</item></steps></item></list><p>f</p>",
    "text>1 \342\200\242 a | text>1 b | text>1 \342\200\242 c | text>2 1. d | text>2 2. e | "
    "text f" },
  { "<terms><item><title>t</title><p>a</p></item></terms>", "term>1 t | text>1 a" },
  { "<note style=\"tip\"><title>n</title><p>a</p></note><note><p>b</p></note>",
    "term,note1 n | text,note1 a | text,note2 b" },
  { "<screen>\na\n    <input>b</input>\n</screen>", "screen a\n    <tt>b</tt>" },
  { "<table><thead><tr><td><p>a</p></td><td><p>b</p></td></tr></thead><tbody><tr><td><p>c</p></td>"
    "<td><p>d</p></td></tr></tbody></table>",
    "cell1.1.1! a | cell1.1.2! b | cell1.2.1 c | cell1.2.2 d" },
  { "<p><keyseq><key>Ctrl</key> <key>C</key></keyseq>, "
    "<guiseq><gui>File</gui><gui>Open</gui></guiseq></p>",
    "text <b>Ctrl</b>+<b>C</b>, <b>File</b> \342\226\270 <b>Open</b>" },
  { "<p><link xref=\"tls#a\"/>, <link xref=\"gone\"/>, <link href=\"https://example.org/?a&amp;b\">"
    "there</link></p>",
    "text <a href=\"tls#a\">title of tls#a</a>, <a href=\"gone\">gone</a>, "
    "<a href=\"https://example.org/?a&amp;b\">there</a>" },
  { "<p>a <media>words</media></p><figure>more</figure>", "text a words | text more" },
  { "<p>0123456789<em>abc<desc>no</desc>d</em>eeee</p>", "text 0123456789<i>abcnod</i>eeee" },
  { "<p>abc<em>d<info><desc>no</desc></info>e</em>f</p>", "text abc<i>dnoe</i>f" },
  { "<p> </p><p><code> </code></p><!-- no --><p><![CDATA[<a>]]></p>", "text &lt;a&gt;" },
};

static void
test_blocks (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *bytes = g_strconcat (
          "<page id=\"x\"><info><link type=\"guide\" xref=\"index#a\"/><title>no</title>"
          "<link type=\"seealso\" xref=\"b\"/><desc>It <em>is</em></desc></info><title>T</title>",
          rows[i].body, "</page>", NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (WpManualPage)
          page = wp_mallard_read (bytes, strlen (bytes), title_of, NULL, &error);
      g_autofree char *text = NULL;

      g_assert_no_error (error);
      g_assert_cmpstr (page->id, ==, "x");
      g_assert_cmpstr (page->title, ==, "T");
      g_assert_cmpstr (page->about, ==, "It is");
      g_assert_cmpuint (page->guides->len, ==, 1);
      g_assert_cmpstr (page->guides->pdata[0], ==, "index#a");
      g_assert_cmpstr (page->related->pdata[0], ==, "b");
      text = told (page);
      g_assert_cmpstr (text, ==, rows[i].told);
    }
}

static void
test_refused (void)
{
  static const char *const pages[] = {
    "",
    "<page",
    "<p>a</p>",
    GOOD_PAGE ("<page/>"),
    "<page id=\"x\"/>",
    "<page><title>T</title></page>",
    GOOD_PAGE ("<p>\377</p>"),
  };
  g_autoptr (GString) deep = g_string_new ("<page id=\"x\"><title>T</title>");
  g_autoptr (GString) large = g_string_new ("<page id=\"x\"><title>T</title>");

  for (guint i = 0; i < 40; i++)
    g_string_append (deep, "<list><item>");
  for (guint i = 0; i < 40; i++)
    g_string_append (deep, "</item></list>");
  while (large->len < 300 * 1024)
    g_string_append (large, "<p>Again and again.</p>");
  g_string_append (deep, "</page>");
  g_string_append (large, "</page>");
  for (guint i = 0; i < G_N_ELEMENTS (pages) + 2; i++)
    {
      const char *bytes = i < G_N_ELEMENTS (pages)    ? pages[i]
                          : i == G_N_ELEMENTS (pages) ? deep->str
                                                      : large->str;
      g_autoptr (GError) error = NULL;

      g_assert_null (wp_mallard_read (bytes, strlen (bytes), NULL, NULL, &error));
      g_assert_error (error, G_MARKUP_ERROR, error->code);
    }
}

/* The manual itself */

static gboolean
exists (const WpManual *manual, const char *target)
{
  g_autofree char *title = wp_manual_title (manual, target);

  return title != NULL;
}

static void
check_page (const WpManual *manual, const char *name)
{
  g_autoptr (WpManualPage) page = wp_manual_read (manual, name);

  g_assert_cmpstr (page->id, ==, name);
  for (guint i = 0; i < page->unknown->len; i++)
    g_error ("%s: <%s> is not known", name, (char *) page->unknown->pdata[i]);
  g_assert_cmpuint (page->blocks->len, >, 2);
  for (guint i = 0; i < page->blocks->len; i++)
    {
      const WpBlock *block = page->blocks->pdata[i];

      for (guint n = 0; n < block->spans->len; n++)
        {
          const WpSpan *span = &g_array_index (block->spans, WpSpan, n);

          if (span->target != NULL && !g_str_has_prefix (span->target, "https://")
              && !exists (manual, span->target))
            g_error ("%s: a link leads to %s", name, span->target);
        }
    }
  for (guint i = 0; i < page->guides->len; i++)
    if (!exists (manual, page->guides->pdata[i]))
      g_error ("%s wants to be listed in %s", name, (char *) page->guides->pdata[i]);
  for (guint i = 0; i < page->related->len; i++)
    if (!exists (manual, page->related->pdata[i]))
      g_error ("%s is related to %s", name, (char *) page->related->pdata[i]);
}

/* The names of all that are in the folder. */
static GPtrArray *
pages_of_folder (void)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) folder = g_dir_open (HELP_DIR, 0, NULL);
  const char *file;

  g_assert_nonnull (folder);
  while ((file = g_dir_read_name (folder)) != NULL)
    g_ptr_array_add (names, g_strndup (file, strlen (file) - strlen (".page")));
  return names;
}

static void
test_pages (void)
{
  g_autoptr (WpManual) manual = wp_manual_new ();
  g_autoptr (GPtrArray) names = pages_of_folder ();

  g_assert_cmpuint (names->len, >, 0);
  for (guint i = 0; i < names->len; i++)
    {
      if (!exists (manual, names->pdata[i]))
        g_error ("%s is not built in", (char *) names->pdata[i]);
      check_page (manual, names->pdata[i]);
    }
  g_assert_false (exists (manual, "nothing"));
  g_assert_false (exists (manual, "index#nothing"));
  g_assert_null (wp_manual_read (manual, "nothing"));
}

/* Each can be come to from the first one, by topics alone. */
static void
test_topics (void)
{
  g_autoptr (WpManual) manual = wp_manual_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) names = pages_of_folder ();
  g_autoptr (GPtrArray) queue = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (queue, g_strdup (WP_MANUAL_INDEX));
  for (guint i = 0; i < queue->len; i++)
    {
      g_autoptr (WpManualPage) page = NULL;

      if (!g_hash_table_add (seen, g_strdup (queue->pdata[i])))
        continue;
      page = wp_manual_read (manual, queue->pdata[i]);
      for (guint n = 0; n < page->blocks->len; n++)
        {
          const WpBlock *block = page->blocks->pdata[n];

          if (block->kind == WP_BLOCK_TOPIC)
            g_ptr_array_add (queue, g_strdup (block->target));
        }
    }
  g_assert_cmpuint (g_hash_table_size (seen), ==, names->len);
}

/* F1, on each page and where there is none. */
static void
test_asked_for (void)
{
  g_autoptr (WpManual) manual = wp_manual_new ();

  g_assert_true (exists (manual, WP_MANUAL_INDEX));
  g_assert_true (exists (manual, WP_MANUAL_DESK));
  for (guint i = 0; i < WP_N_PAGES; i++)
    if (!exists (manual, wp_flow_row ((WpPageId) i)->help))
      g_error ("%s: there is no %s", wp_flow_row ((WpPageId) i)->name,
               wp_flow_row ((WpPageId) i)->help);
}

/* What explain tells */

static void
append_section (GString *out, const WpManual *manual, const char *target)
{
  g_autoptr (WpManualPage) page = wp_manual_read (manual, target);
  gboolean is_inside = FALSE;

  for (guint i = 0; page != NULL && i < page->blocks->len; i++)
    {
      const WpBlock *block = page->blocks->pdata[i];

      if (block->kind == WP_BLOCK_HEADING)
        is_inside = g_strcmp0 (block->id, wp_manual_section (target)) == 0;
      if (is_inside)
        g_string_append_printf (out, "%s\n", block->text);
    }
}

/* On a line of its own; {anything} in it has a word there. */
static void
check_line (const char *id, const char *section, const char *msgid)
{
  g_autofree char *escaped = g_regex_escape_string (msgid, -1);
  g_autoptr (GRegex) hole = g_regex_new ("\\\\\\{[a-z_]+\\\\\\}", 0, 0, NULL);
  g_autofree char *filled = g_regex_replace_literal (hole, escaped, -1, 0, "[^\n]+", 0, NULL);
  g_autofree char *pattern = g_strdup_printf ("^%s$", filled);

  if (!g_regex_match_simple (pattern, section, G_REGEX_MULTILINE, 0))
    g_error ("%s: the manual does not say: %s\nIt says:\n%s", id, msgid, section);
}

static void
test_findings (void)
{
  g_autoptr (WpManual) manual = wp_manual_new ();
  guint count;
  const WpFindingText *texts = wp_catalogue_all (&count);

  for (guint i = 0; i < count; i++)
    {
      const char *const lines[] = { texts[i].title, texts[i].cause, texts[i].remedy_user,
                                    texts[i].remedy_desk };
      g_autofree char *target = wp_manual_of_finding (&texts[i]);
      g_autoptr (GString) section = g_string_new (NULL);

      append_section (section, manual, target);
      for (guint n = 0; n < G_N_ELEMENTS (lines); n++)
        check_line (texts[i].id, section->str, lines[n]);
    }
}

static void
test_checks (void)
{
  g_autoptr (WpManual) manual = wp_manual_new ();

  for (guint i = 0; i < wp_lint_count_texts (); i++)
    {
      const WpLintText *text = wp_lint_nth_text (i);
      g_autofree char *mend = g_strconcat ("What mends it: ", text->mend, NULL);
      const char *const lines[] = { text->title, text->why, mend };
      g_autofree char *target = g_strconcat ("lint#", text->id, NULL);
      g_autoptr (GString) section = g_string_new (NULL);

      append_section (section, manual, target);
      for (guint n = 0; n < G_N_ELEMENTS (lines); n++)
        check_line (text->id, section->str, lines[n]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gtk/manual/blocks", test_blocks);
  g_test_add_func ("/gtk/manual/refused", test_refused);
  g_test_add_func ("/gtk/manual/pages", test_pages);
  g_test_add_func ("/gtk/manual/topics", test_topics);
  g_test_add_func ("/gtk/manual/asked-for", test_asked_for);
  g_test_add_func ("/gtk/manual/findings", test_findings);
  g_test_add_func ("/gtk/manual/checks", test_checks);
  return g_test_run ();
}
