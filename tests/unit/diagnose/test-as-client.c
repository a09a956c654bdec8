/* What other mail programs would find: a table of worlds and programs. */
#include "diagnose/as-client.h"

#include <string.h>

#include "as-cases.h"
#include "base/subst.h"
#include "model/keys.h"
#include "script.h"

static const char *
look_up (const char *name, gpointer data)
{
  GPtrArray *values = ((gpointer *) data)[1];
  const WpField *field = wp_fields_find (((gpointer *) data)[0], name);

  if (field == NULL)
    return NULL;
  if (field->kind == WP_FIELD_NUMBER)
    g_ptr_array_add (values, g_strdup_printf ("%" G_GINT64_FORMAT, field->number));
  else
    g_ptr_array_add (values, field->kind == WP_FIELD_LIST ? g_strjoinv (", ", field->list)
                                                          : g_strdup (field->text));
  return values->pdata[values->len - 1];
}

/* Every placeholder has a value. */
static char *
words_of (const WpClientRemark *remark)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  gpointer data[] = { remark->params, values };
  char *words = wp_subst (remark->text, look_up, data);

  g_assert_null (strchr (words, '?'));
  g_assert_true (g_str_has_suffix (words, "."));
  return words;
}

static char *
finds_of (const WpClientView *view)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < view->finds->len; i++)
    {
      const WpClientFind *find = view->finds->pdata[i];
      const WpEndpoint *endpoint = find->endpoint;

      g_string_append_printf (out, "%s%s %s:%u %s", i > 0 ? ";" : "",
                              wp_protocol_id (endpoint->protocol), endpoint->host, endpoint->port,
                              wp_tls_mode_id (endpoint->tls));
      if (endpoint->username != NULL)
        g_string_append_printf (out, " %s", endpoint->username);
    }
  return g_string_free (out, FALSE);
}

static void
check_remarks (const char *where, const GPtrArray *remarks, const char *expected)
{
  g_auto (GStrv) parts = g_strsplit (expected, "|", -1);
  g_autoptr (GPtrArray) left = g_ptr_array_new_with_free_func (g_free);

  if (g_str_equal (expected, "*"))
    return;
  for (guint i = 0; i < remarks->len; i++)
    g_ptr_array_add (left, words_of (remarks->pdata[i]));
  for (char **part = parts; *part != NULL; part++)
    {
      guint i = 0;

      while (i < left->len && strstr (left->pdata[i], *part) == NULL)
        i++;
      if (i == left->len)
        {
          for (guint n = 0; n < left->len; n++)
            g_test_message ("there is: %s", (char *) left->pdata[n]);
          g_error ("%s: lacks '%s'", where, *part);
        }
      g_ptr_array_remove_index (left, i);
    }
  if (left->len > 0)
    g_error ("%s: '%s' was not expected", where, (char *) left->pdata[0]);
}

static void
test_table (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WpReport) report = script_report (cases[i].world);
      const WpAsClient *client = wp_as_client_find (cases[i].client);
      g_autoptr (WpClientView) view = NULL;
      g_autofree char *where = g_strdup_printf ("%s as %s", cases[i].name, cases[i].client);
      g_autofree char *stumbles = g_strconcat (where, ", stumbles", NULL);
      g_autofree char *unknown = g_strconcat (where, ", unknown", NULL);
      g_autofree char *finds = NULL;

      g_assert_nonnull (client);
      view = wp_client_view (report, client);
      finds = finds_of (view);
      if (!g_str_equal (finds, cases[i].finds))
        g_error ("%s: finds '%s', not '%s'", where, finds, cases[i].finds);
      check_remarks (stumbles, view->stumbles, cases[i].stumbles);
      check_remarks (unknown, view->unknown, cases[i].unknown);
      if (view->verdict != cases[i].verdict)
        g_error ("%s: verdict %u", where, view->verdict);
    }
}

/* A row for each program at least, so that none is left out. */
static void
test_table_is_whole (void)
{
  guint count;
  const WpAsClient *all = wp_as_client_all (&count);

  for (guint n = 0; n < count; n++)
    {
      guint rows = 0;

      for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
        rows += g_str_equal (cases[i].client, all[n].id);
      g_assert_cmpuint (rows, >, 0);
      g_assert_true (wp_as_client_find (all[n].id) == &all[n]);
      g_assert_true (
          g_regex_match_simple ("^20[0-9]{2}-[0-9]{2}(-[0-9]{2})?$", all[n].as_of, 0, 0));
    }
  g_assert_null (wp_as_client_find ("list"));
  g_assert_null (wp_as_client_find (NULL));
}

static gboolean
has_remark (const WpClientView *view, const char *part)
{
  for (guint i = 0; i < view->stumbles->len; i++)
    {
      g_autofree char *words = words_of (view->stumbles->pdata[i]);

      if (strstr (words, part) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* What a provider demands is a stumble only where the program cannot meet or tell it. */
static void
test_provider (void)
{
  static const struct
  {
    const char *client;
    const char *demand;
    const char *part;
    gboolean is_there;
  } rows[] = {
    { "delta-chat", "sign-in", "sign in through the web (OAuth2), which Example demands", TRUE },
    { "thunderbird", "sign-in", "OAuth2", FALSE },
    { "thunderbird", "app-password", "Example wants an app password", TRUE },
    { "fairemail", "app-password", "app password", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *world = g_strconcat (AUTOCONFIG,
                                            "provider example Example 2026-05-01 2027-05-01 ",
                                            rows[i].demand, "\n", NULL);
      g_autoptr (WpReport) report = script_report (world);
      g_autoptr (WpClientView) view = wp_client_view (report, wp_as_client_find (rows[i].client));

      g_assert_cmpint (has_remark (view, rows[i].part), ==, rows[i].is_there);
    }
}

/* Where the servers come from can be followed in the report. */
static void
test_ids (void)
{
  g_autoptr (WpReport) report = script_report (GUESS_ONLY);
  g_autoptr (WpClientView) tried = wp_client_view (report, wp_as_client_find ("delta-chat"));
  g_autoptr (WpClientView) untried = wp_client_view (report, wp_as_client_find ("geary"));
  const WpClientFind *find = tried->finds->pdata[1];

  g_assert_cmpuint (find->candidate, ==, 3);
  g_assert_cmpint (wp_report_source (report, find->source)->kind, ==, WP_SOURCE_GUESS);
  find = untried->finds->pdata[0];
  g_assert_cmpuint (find->candidate, ==, 0);
  g_assert_cmpuint (find->source, ==, 0);
}

/* The names that the completion and the manual offer are those that there are. */
static void
test_names_are_told (void)
{
  static const char *const files[] = { DATA_DIR "/waypost.bash", DATA_DIR "/waypost.1" };
  guint count;
  const WpAsClient *all = wp_as_client_all (&count);

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *bytes = NULL;
      g_autofree char *text = NULL;
      g_auto (GStrv) parts = NULL;

      g_assert_true (g_file_get_contents (files[i], &bytes, NULL, NULL));
      parts = g_strsplit (bytes, "\\-", -1);
      text = g_strjoinv ("-", parts);
      for (guint n = 0; n < count; n++)
        {
          g_autofree char *word = g_strdup_printf ("(?<![a-z-])%s(?![a-z-])", all[n].id);

          if (!g_regex_match_simple (word, text, 0, 0))
            g_error ("%s does not name %s", files[i], all[n].id);
        }
    }
}

/* Only servers were given: there is no domain that a program could ask. */
static void
test_no_account (void)
{
  g_autoptr (WpReport) report = wp_report_new (NULL);
  g_autoptr (WpClientView) view = wp_client_view (report, wp_as_client_find ("thunderbird"));

  g_assert_cmpuint (view->finds->len, ==, 0);
  g_assert_false (view->verdict == WP_CLIENT_SAME);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/as-client/table", test_table);
  g_test_add_func ("/as-client/table-is-whole", test_table_is_whole);
  g_test_add_func ("/as-client/provider", test_provider);
  g_test_add_func ("/as-client/ids", test_ids);
  g_test_add_func ("/as-client/names-are-told", test_names_are_told);
  g_test_add_func ("/as-client/no-account", test_no_account);
  return g_test_run ();
}
