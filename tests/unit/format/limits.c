/* format/xml: how deep a stranger's document may go. */
#include <string.h>

#include "base/limits.h"
#include "format/xml-private.h"

static const struct
{
  const char *name;
  const char *deepest; /* the innermost element */
  guint levels;        /* that it has */
} cases[] = {
  { "pair", "<a></a>", 1 },
  { "empty", "<a/>", 1 },
  { "text and a comment are no level", "<a>text<!-- <b><c> --><![CDATA[<d><e>]]></a>", 1 },
  { "namespace", "<n:a xmlns:n=\"urn:x\" n:b=\"c\"/>", 1 },
  { "one inside another", "<a><b/></a>", 2 },
  { "side by side", "<a><b/><b/><b></b><b></b></a>", 2 },
};

/* The innermost element in so many others that there are `depth` levels. */
static GString *
nest (const char *deepest, guint levels, guint depth)
{
  GString *text = g_string_new (NULL);

  for (guint i = levels; i < depth; i++)
    g_string_append (text, "<e>");
  g_string_append (text, deepest);
  for (guint i = levels; i < depth; i++)
    g_string_append (text, "</e>");
  return text;
}

static void
test_depth (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint over = 0; over < 2; over++)
      {
        GString *text = nest (cases[i].deepest, cases[i].levels, WP_LIMIT_XML_DEPTH + over);
        xmlDocPtr document = NULL;
        WpXmlResult result = wp_xml_parse (text->str, text->len, &document);

        g_test_message ("%s: %s", cases[i].name, text->str);
        g_assert_cmpint (result, ==, over ? WP_XML_TOO_LARGE : WP_XML_OK);
        g_assert_cmpint (document != NULL, ==, !over);
        g_clear_pointer (&document, xmlFreeDoc);
        g_string_free (text, TRUE);
      }
}

/* Levels are counted, not elements: one branch at the limit stands beside another. */
static void
test_branches (void)
{
  for (guint over = 0; over < 2; over++)
    {
      GString *first = nest ("<a/>", 1, WP_LIMIT_XML_DEPTH - 1);
      GString *second = nest ("<a/>", 1, WP_LIMIT_XML_DEPTH - 1 + over);
      g_autofree char *text = g_strconcat ("<r>", first->str, second->str, "</r>", NULL);
      xmlDocPtr document = NULL;

      g_assert_cmpint (wp_xml_parse (text, strlen (text), &document), ==,
                       over ? WP_XML_TOO_LARGE : WP_XML_OK);
      g_assert_cmpint (document != NULL, ==, !over);
      g_clear_pointer (&document, xmlFreeDoc);
      g_string_free (first, TRUE);
      g_string_free (second, TRUE);
    }
}

/* The first element that is too deep ends it: what follows, however much or broken, is not read. */
static void
test_stopped_at_once (void)
{
  for (guint over = 0; over < 2; over++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      xmlDocPtr document = NULL;

      for (guint i = 0; i < WP_LIMIT_XML_DEPTH + over; i++)
        g_string_append (text, "<e>");
      g_string_append (text, "</not-well-formed>");
      g_assert_cmpint (wp_xml_parse (text->str, text->len, &document), ==,
                       over ? WP_XML_TOO_LARGE : WP_XML_NOT_XML);
      g_assert_null (document);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/format/limits/xml-depth", test_depth);
  g_test_add_func ("/format/limits/xml-branches", test_branches);
  g_test_add_func ("/format/limits/xml-stopped-at-once", test_stopped_at_once);
  return g_test_run ();
}
