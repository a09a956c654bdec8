/* format/autoconfig: whole files, read and written without loss. Loss is looked for in two ways:
 * reading, writing and reading again must give equal values; and every value that stands in the
 * file, found by a walk that knows nothing of the format, must stand in what was written. */
#include <string.h>

#include <libxml/parser.h>

#include "format/autoconfig.h"

/* The values of a document */

/* The spelling that reading gives a value. */
static char *
normalise (const char *name, const char *value)
{
  static const char *const placeholders[] = { "%EMAILADDRESS", "%EMAILLOCALPART" };
  g_auto (GStrv) words = g_strsplit_set (value, " \t\r\n", -1);
  g_autoptr (GString) text = g_string_new (NULL);

  for (char **word = words; *word != NULL; word++)
    if (**word != '\0')
      g_string_append_printf (text, "%s%s", text->len == 0 ? "" : " ", *word);
  if ((g_str_equal (name, "domain") || g_str_equal (name, "hostname"))
      && strchr (text->str, '%') == NULL)
    g_string_ascii_down (text);
  for (guint i = 0; i < G_N_ELEMENTS (placeholders) && g_str_equal (name, "username"); i++)
    if (g_str_has_suffix (text->str, placeholders[i]))
      g_string_append_c (text, '%');
  return g_strdup (text->str);
}

static void
add_value (GPtrArray *values, const char *name, xmlChar *taken)
{
  g_autofree char *value = normalise (name, (const char *) taken);

  if (g_str_equal (name, "displayNameShort"))
    name = "displayShortName";
  if (*value != '\0')
    g_ptr_array_add (values, g_strdup_printf ("%s=%s", name, value));
  xmlFree (taken);
}

static void
walk (const xmlNode *node, GPtrArray *values)
{
  for (; node != NULL; node = node->next)
    {
      if (node->type != XML_ELEMENT_NODE)
        continue;
      for (const xmlAttr *attribute = node->properties; attribute != NULL;
           attribute = attribute->next)
        {
          g_autofree char *name = g_strdup_printf ("%s@%s", node->name, attribute->name);

          add_value (values, name, xmlNodeGetContent ((const xmlNode *) attribute));
        }
      if (xmlFirstElementChild ((xmlNode *) node) == NULL)
        add_value (values, (const char *) node->name, xmlNodeGetContent (node));
      else
        walk (node->children, values);
    }
}

static GPtrArray *
values_of (const char *text, gsize length)
{
  GPtrArray *values = g_ptr_array_new_with_free_func (g_free);
  xmlDocPtr document = xmlReadMemory (text, (int) length, NULL, NULL, XML_PARSE_NONET);

  g_assert_nonnull (document);
  walk (xmlDocGetRootElement (document), values);
  xmlFreeDoc (document);
  return values;
}

/* Domains named twice are kept once. */
static gboolean
is_repeated_domain (const GPtrArray *values, const char *value)
{
  return g_str_has_prefix (value, "domain=")
         && g_ptr_array_find_with_equal_func ((GPtrArray *) values, value, g_str_equal, NULL);
}

/* A file without names gets its id as name. */
static gboolean
is_name (const char *value)
{
  return g_str_has_prefix (value, "displayName=") || g_str_has_prefix (value, "displayShortName=");
}

/* What is in `values` and, as often, not in `others`. */
static guint
report_missing (const GPtrArray *values,
                const GPtrArray *others,
                const char *what,
                gboolean may_be_name)
{
  g_autoptr (GPtrArray) left = g_ptr_array_new ();
  guint missing = 0, at = 0;

  for (guint i = 0; i < others->len; i++)
    g_ptr_array_add (left, others->pdata[i]);
  for (guint i = 0; i < values->len; i++)
    {
      if (g_ptr_array_find_with_equal_func (left, values->pdata[i], g_str_equal, &at))
        g_ptr_array_remove_index_fast (left, at);
      else if (!is_repeated_domain (others, values->pdata[i])
               && !(may_be_name && is_name (values->pdata[i])))
        {
          g_test_message ("%s: %s", what, (const char *) values->pdata[i]);
          missing++;
        }
    }
  return missing;
}

static guint
count_values (const GPtrArray *values, const char *name)
{
  guint n = 0;

  for (guint i = 0; i < values->len; i++)
    n += g_str_has_prefix (values->pdata[i], name) ? 1 : 0;
  return n;
}

static guint
count_offers (const WpProfile *profile, const char *part)
{
  guint n = 0;

  for (guint i = 0; i < profile->offers->len; i++)
    n += strstr (((WpOffer *) profile->offers->pdata[i])->element, part) != NULL ? 1 : 0;
  return n;
}

static guint
count_page_urls (const GPtrArray *pages)
{
  guint n = 0;

  for (guint i = 0; i < pages->len; i++)
    n += ((WpPage *) pages->pdata[i])->url != NULL ? 1 : 0;
  return n;
}

/* Counts in the document against counts in what was read. */
static void
assert_counts (const WpProfile *profile, const GPtrArray *values)
{
  guint servers = count_values (values, "incomingServer@type=")
                  + count_values (values, "outgoingServer@type=");
  g_autoptr (GHashTable) domains = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_mx = g_strv_length (profile->mx_domains);

  for (guint i = 0; i < values->len; i++)
    if (g_str_has_prefix (values->pdata[i], "domain="))
      g_hash_table_add (domains, values->pdata[i]);
  g_assert_cmpuint (profile->servers->len + count_offers (profile, "Server")
                        - count_offers (profile, "chatServer")
                        - count_offers (profile, "setupServer"),
                    ==, servers);
  g_assert_cmpuint (n_mx, <=, count_values (values, "domain@purpose=mx"));
  g_assert_cmpuint (g_strv_length (profile->domains) + n_mx, >=, g_hash_table_size (domains));
  g_assert_cmpuint (count_page_urls (profile->documentation), ==,
                    count_values (values, "documentation@url="));
  g_assert_cmpuint (count_page_urls (profile->instructions), ==,
                    count_values (values, "instruction@url="));
  g_assert_cmpuint (count_page_urls (profile->enables), ==,
                    count_values (values, "enable@visiturl="));
  g_assert_cmpuint (profile->oauths->len, >=, count_values (values, "authURL="));
}

static void
assert_without_loss (const char *text, gsize length)
{
  g_autoptr (WpAutoconfig) once = NULL;
  g_autoptr (WpAutoconfig) twice = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) read = values_of (text, length);
  g_autoptr (GPtrArray) written = NULL;
  g_autofree char *out = NULL;
  g_autofree char *again = NULL;

  g_assert_cmpint (wp_autoconfig_read (text, length, NULL, &once), ==, WP_AUTOCONFIG_OK);
  assert_counts (once->profile, read);
  out = wp_autoconfig_write_as (once->profile, WP_AUTOCONFIG_WRITE_LOSSLESS, &error);
  g_assert_no_error (error);
  written = values_of (out, strlen (out));
  g_assert_cmpuint (report_missing (read, written, "lost", FALSE), ==, 0);
  g_assert_cmpuint (report_missing (written, read, "invented", TRUE), ==, 0);
  g_assert_cmpint (wp_autoconfig_read (out, strlen (out), NULL, &twice), ==, WP_AUTOCONFIG_OK);
  g_assert_true (wp_profile_equal (once->profile, twice->profile));
  again = wp_autoconfig_write_as (twice->profile, WP_AUTOCONFIG_WRITE_LOSSLESS, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again, ==, out);
}

/* What can be published comes back as the same bytes, and with the same servers. */
static gboolean
assert_published (const char *text, gsize length, WpAutoconfigWrite as)
{
  g_autoptr (WpAutoconfig) read = NULL;
  g_autoptr (WpAutoconfig) back = NULL;
  g_autofree char *once = NULL;
  g_autofree char *twice = NULL;

  g_assert_cmpint (wp_autoconfig_read (text, length, NULL, &read), ==, WP_AUTOCONFIG_OK);
  once = wp_autoconfig_write_as (read->profile, as, NULL);
  if (once == NULL)
    return FALSE;
  g_assert_cmpint (wp_autoconfig_read (once, strlen (once), NULL, &back), ==, WP_AUTOCONFIG_OK);
  g_assert_cmpuint (back->notices->len, ==, 0);
  g_assert_cmpuint (back->profile->servers->len, ==, read->profile->servers->len);
  for (guint i = 0; i < read->profile->servers->len; i++)
    g_assert_true (g_ptr_array_find_with_equal_func (back->profile->servers,
                                                     read->profile->servers->pdata[i],
                                                     (GEqualFunc) wp_endpoint_equal, NULL));
  twice = wp_autoconfig_write_as (back->profile, as, NULL);
  g_assert_cmpstr (twice, ==, once);
  return TRUE;
}

static void
check_folder (const char *folder, guint least_published)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint files = 0, published = 0;

  if (dir == NULL)
    {
      g_test_skip ("the folder is not here");
      return;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      gsize length = 0;

      if (!g_str_has_suffix (name, ".xml"))
        continue;
      g_test_message ("%s", name);
      g_assert_true (g_file_get_contents (path, &text, &length, NULL));
      assert_without_loss (text, length);
      published += assert_published (text, length, WP_AUTOCONFIG_WRITE_1_1) ? 1 : 0;
      assert_published (text, length, WP_AUTOCONFIG_WRITE_1_2);
      files++;
    }
  g_test_message ("%u files, %u can be published", files, published);
  g_assert_cmpuint (files, >, 0);
  g_assert_cmpuint (published * 100, >=, files * least_published);
}

static void
test_own_files (void)
{
  g_assert_true (g_file_test (FILES, G_FILE_TEST_IS_DIR));
  check_folder (FILES, 20);
}

static void
test_corpus (void)
{
  check_folder (CORPUS, 50);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/format/autoconfig/files/own", test_own_files);
  g_test_add_func ("/format/autoconfig/files/corpus", test_corpus);
  return g_test_run ();
}
