/* What is often heard: every myth has an answer, a source, and its section in the help. */
#include "render/render.h"

#include "lines.h"

static void
must_end (const char *text, const char *id)
{
  if (text == NULL || !g_str_has_suffix (text, ".") || !g_ascii_isupper (text[0]))
    g_error ("%s: not whole sentences: %s", id, text);
}

static void
test_table (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint count;
  const WpMyth *myths = wp_myths (&count);

  g_assert_cmpuint (count, >=, 20);
  for (guint i = 0; i < count; i++)
    {
      const char *id = myths[i].id;

      g_assert_true (g_hash_table_add (seen, (gpointer) id));
      g_assert_cmpuint (strspn (id, "abcdefghijklmnopqrstuvwxyz-"), ==, strlen (id));
      must_end (myths[i].heard, id);
      must_end (myths[i].answer, id);
      must_end (myths[i].more, id);
      /* A standard, a program or a count, each of which can be looked up. */
      g_assert_true (strstr (myths[i].source, "RFC ") != NULL
                     || strstr (myths[i].source, "source (") != NULL
                     || strstr (myths[i].source, "documentation") != NULL
                     || strstr (myths[i].source, "counted in ") != NULL);
    }
}

/* In one breath: no more than two lines of 80 columns. */
static void
test_answers_are_short (void)
{
  guint count;
  const WpMyth *myths = wp_myths (&count);

  for (guint i = 0; i < count; i++)
    if (strlen (myths[i].answer) > 125)
      g_error ("%s takes %zu", myths[i].id, strlen (myths[i].answer));
}

/* The page is written by hand: each has the section, with its own words and its source. */
static void
test_help (void)
{
  g_autofree char *page = NULL;
  g_autoptr (GString) flat = NULL;
  guint count, sections = 0;
  const WpMyth *myths = wp_myths (&count);

  g_assert_true (g_file_get_contents (HELP_DIR "/myths.page", &page, NULL, NULL));
  flat = g_string_new (NULL);
  for (const char *c = page; *c != '\0'; c++)
    if (!g_ascii_isspace (*c) || (flat->len > 0 && flat->str[flat->len - 1] != ' '))
      g_string_append_c (flat, g_ascii_isspace (*c) ? ' ' : *c);
  for (const char *c = page; (c = strstr (c, "<section ")) != NULL; c++)
    sections++;
  g_assert_cmpuint (sections, ==, count);
  for (guint i = 0; i < count; i++)
    {
      g_autofree char *section = g_strdup_printf ("<section id=\"%s\">", myths[i].id);
      const char *const texts[] = { section, myths[i].heard, myths[i].answer, myths[i].more,
                                    myths[i].source };

      for (guint n = 0; n < G_N_ELEMENTS (texts); n++)
        if (strstr (flat->str, texts[n]) == NULL)
          g_error ("%s: the help lacks: %s", myths[i].id, texts[n]);
    }
}

static void
test_text (void)
{
  static const guint widths[] = { 20, 40, 60, 80, 132 };
  guint count;
  const WpMyth *myths = wp_myths (&count);

  for (guint w = 0; w < G_N_ELEMENTS (widths); w++)
    for (guint is_utf8 = 0; is_utf8 < 2; is_utf8++)
      {
        WpRenderStyle style = { .columns = widths[w], .is_utf8 = is_utf8 != 0 };
        g_autofree char *text = wp_render_myths (&style);

        check_lines ("myths", text, widths[w]);
        g_assert_true (is_utf8 != 0 || g_str_is_ascii (text));
        for (guint i = 0; i < count && widths[w] >= 40; i++)
          g_assert_nonnull (strstr (text, myths[i].id));
      }
}

/* Each by its id, and only that one. */
static void
test_one (void)
{
  WpRenderStyle style = { .columns = 80, .is_utf8 = TRUE };
  guint count;
  const WpMyth *myths = wp_myths (&count);

  for (guint i = 0; i < count; i++)
    {
      g_autofree char *text = wp_render_explain_myth (myths[i].id, &style);

      g_assert_nonnull (strstr (text, myths[i].id));
      for (guint n = 0; n < count; n++)
        g_assert_true (n == i || strstr (text, myths[n].id) == NULL);
    }
  g_assert_null (wp_render_explain_myth ("myth", &style));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/myths/table", test_table);
  g_test_add_func ("/myths/answers-are-short", test_answers_are_short);
  g_test_add_func ("/myths/help", test_help);
  g_test_add_func ("/myths/text", test_text);
  g_test_add_func ("/myths/one", test_one);
  return g_test_run ();
}
