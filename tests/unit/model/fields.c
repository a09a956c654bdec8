/* model/fields: kinds, replacing, order, copies. */
#include "model/fields.h"

static void
test_kinds (void)
{
  static const char *const list[] = { "PLAIN", "LOGIN", NULL };
  static const char *const map[] = { "Sent", "Gesendet", "Trash", "Sent", NULL };
  g_autoptr (WpFields) fields = wp_fields_new ();
  g_autoptr (WpFields) copy = NULL;

  wp_fields_set_text (fields, "text", "one");
  wp_fields_set_number (fields, "number", G_MAXINT64);
  wp_fields_set_flag (fields, "flag", 7);
  wp_fields_set_list (fields, "list", list);
  wp_fields_set_text (fields, "none", NULL);
  wp_fields_set_list (fields, "none", NULL);
  wp_fields_set_map (fields, "map", map);
  wp_fields_set_map (fields, "none", NULL);
  copy = wp_fields_dup (fields);
  wp_fields_set_text (fields, "text", "other");
  g_assert_cmpuint (wp_fields_count (copy), ==, 5);
  g_assert_cmpstr (wp_fields_text (copy, "text"), ==, "one");
  g_assert_cmpint (wp_fields_number (copy, "number"), ==, G_MAXINT64);
  g_assert_true (wp_fields_flag (copy, "flag"));
  g_assert_true (wp_fields_list_has (copy, "list", "LOGIN"));
  g_assert_false (wp_fields_list_has (copy, "list", "login"));
  g_assert_cmpint (wp_fields_nth (copy, 2)->number, ==, 1);
  g_assert_cmpstr (wp_fields_map_text (copy, "map", "Trash"), ==, "Sent");
  g_assert_null (wp_fields_map_text (copy, "map", "Gesendet"));
  g_assert_null (wp_fields_map_text (copy, "list", "PLAIN"));
  g_assert_null (wp_fields_list (copy, "map"));
  g_assert_null (wp_fields_nth (copy, 5));
}

static void
test_remove (void)
{
  g_autoptr (WpFields) fields = wp_fields_new ();

  wp_fields_set_text (fields, "a", "1");
  wp_fields_set_text (fields, "b", "2");
  wp_fields_remove (fields, "a");
  wp_fields_remove (fields, "absent");
  g_assert_cmpuint (wp_fields_count (fields), ==, 1);
  g_assert_cmpstr (wp_fields_text (fields, "b"), ==, "2");
}

/* Asked as another kind, or absent: nothing. */
static void
test_absent (void)
{
  g_autoptr (WpFields) fields = wp_fields_new ();

  wp_fields_set_number (fields, "number", 1);
  wp_fields_set_text (fields, "text", "1");
  g_assert_null (wp_fields_text (fields, "number"));
  g_assert_cmpint (wp_fields_number (fields, "text"), ==, -1);
  g_assert_false (wp_fields_flag (fields, "number"));
  g_assert_null (wp_fields_list (fields, "text"));
  g_assert_false (wp_fields_list_has (fields, "absent", "x"));
  g_assert_null (wp_fields_find (fields, "absent"));
  g_assert_cmpuint (wp_fields_count (NULL), ==, 0);
  g_assert_null (wp_fields_text (NULL, "text"));
  wp_fields_free (NULL);
}

static void
test_replace_keeps_place (void)
{
  g_autoptr (WpFields) fields = wp_fields_new ();

  wp_fields_set_text (fields, "a", "1");
  wp_fields_set_text (fields, "b", "2");
  wp_fields_set_number (fields, "a", 3);
  wp_fields_set_text (fields, "b", wp_fields_text (fields, "b"));
  g_assert_cmpuint (wp_fields_count (fields), ==, 2);
  g_assert_cmpstr (wp_fields_nth (fields, 0)->key, ==, "a");
  g_assert_cmpint (wp_fields_number (fields, "a"), ==, 3);
  g_assert_null (wp_fields_text (fields, "a"));
  g_assert_cmpstr (wp_fields_text (fields, "b"), ==, "2");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/fields/kinds", test_kinds);
  g_test_add_func ("/model/fields/absent", test_absent);
  g_test_add_func ("/model/fields/remove", test_remove);
  g_test_add_func ("/model/fields/replace", test_replace_keeps_place);
  return g_test_run ();
}
