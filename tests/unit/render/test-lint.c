/* What lint shows: at two widths, with hostile texts in it; and its JSON. */
#include "render/render.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "lines.h"
#include "lint-samples.h"
#include "script.h"

static const WpRenderStyle wide = { .columns = 80, .is_utf8 = TRUE };

static char *
text_of (const char *script, const WpRenderStyle *style)
{
  g_autoptr (WpReport) report = script_report (script);
  g_autoptr (GPtrArray) checks = wp_lint (report);

  return wp_render_lint (report, checks, style);
}

/* Records and lines of a file are there to be copied: in one piece, however wide. */
static gboolean
is_to_copy (const char *line)
{
  return g_str_has_prefix (line, "    ")
         && (strstr (line, ". 3600 IN ") != NULL || strstr (line, "</") != NULL
             || strstr (line, "Content-Type: ") != NULL);
}

static char *
without_lines_to_copy (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GString *rest = g_string_new (NULL);

  for (char **line = lines; *line != NULL; line++)
    if (!is_to_copy (*line))
      g_string_append_printf (rest, "%s%s", *line, line[1] == NULL ? "" : "\n");
  return g_string_free (rest, FALSE);
}

static void
test_lines_fit (void)
{
  static const guint widths[] = { 0, 20, 40, 80, 132 };

  for (guint i = 0; i < G_N_ELEMENTS (lint_samples); i++)
    for (guint w = 0; w < G_N_ELEMENTS (widths); w++)
      for (guint bits = 0; bits < 4; bits++)
        {
          WpRenderStyle style = { .columns = widths[w],
                                  .is_utf8 = (bits & 1) != 0,
                                  .is_quiet = (bits & 2) != 0 };
          g_autofree char *text = text_of (lint_samples[i].script, &style);
          g_autofree char *rest = without_lines_to_copy (text);

          check_lines (lint_samples[i].name, rest, widths[w] == 0 ? 80 : widths[w]);
        }
}

static void
test_well (void)
{
  g_autofree char *text = text_of (LINT_WELL, &wide);

  g_assert_true (g_str_has_prefix (text,
                                   "  IMAP  imap.example.org  993  TLS    autoconfig, DNS (SRV)\n"
                                   "  SMTP  smtp.example.org  465  TLS    autoconfig, DNS (SRV)\n"
                                   "  MX    10 mx.example.org.\n\n"));
  g_assert_nonnull (strstr (text, "\342\234\223 Every server that is named answers.\n"));
  g_assert_nonnull (strstr (text, "\342\234\223 No server without encryption is listed.\n"));
  g_assert_nonnull (strstr (text, "\302\267 Not published.\n  About: pacc.published, "
                                  "autodiscover.published, mailconf.published\n"));
  g_assert_nonnull (strstr (text, "\n\nAll that example.org publishes for mail programs is as it "
                                  "should be.\n"));
  g_assert_null (strstr (text, "\342\234\227"));
  g_assert_null (strstr (text, "Should be"));
  g_assert_null (strstr (text, "waypost lint"));
}

static void
test_faulty (void)
{
  g_autofree char *text = text_of (LINT_FAULTY, &wide);

  g_assert_nonnull (strstr (text,
                            "\342\234\227 Order of IMAP and POP3 in the settings file              "
                            "autoconfig.pop3-first\n"
                            "  Where: https://autoconfig.example.org/mail/config-v1.1.xml\n"
                            "  Is: The POP3 server pop.example.org stands before the IMAP server\n"
                            "  imap.example.org.\n"
                            "  Should be:\n"
                            "    <incomingServer type=\"imap\">"));
  g_assert_nonnull (strstr (text, "\n    _imaps._tcp.example.org. 3600 IN SRV 0 1 993 "
                                  "imap.example.org.\n"));
  g_assert_nonnull (strstr (text, "  Should be:\n    Content-Type: text/xml\n"));
  g_assert_nonnull (strstr (text, "  Is: The certificate is for mail.example.org, not for "
                                  "imap.example.org.\n"));
  /* One reason for all that hangs on one answer. */
  g_assert_nonnull (strstr (text, "\342\200\223 No answer came in time.\n"
                                  "  Not judged: pacc.published, pacc.certificate,"));
  /* What is well does not drown it, and a sentence that holds in one place only is not said. */
  g_assert_nonnull (strstr (text, " more. --all lists them.\n"));
  g_assert_null (strstr (text, "No server without encryption is listed."));
  /* Above the prompt: what is to be done. */
  g_assert_nonnull (strstr (text, "\n\nThings to mend in example.org: 2; to look at: "));
  g_assert_nonnull (strstr (text, "waypost lint example.org --zone"));
}

static void
test_nothing (void)
{
  g_autofree char *text = text_of (LINT_NOTHING, &wide);
  WpRenderStyle quiet = { .columns = 80, .is_utf8 = TRUE, .is_quiet = TRUE };
  g_autofree char *headline = text_of (LINT_NOTHING, &quiet);

  g_assert_nonnull (strstr (text, "example.org publishes no settings that a mail program could"));
  g_assert_nonnull (strstr (text, "waypost lint example.org --zone --imap HOST --smtp HOST"));
  g_assert_true (g_str_has_prefix (headline, "example.org publishes no settings"));
  g_assert_nonnull (strstr (text, headline));
}

static guint
count (const char *text, const char *word)
{
  guint n = 0;

  for (const char *at = strstr (text, word); at != NULL; at = strstr (at + 1, word))
    n++;
  return n;
}

/* One certificate that expired is one fault, on however many ports and hosts. */
static void
test_grouped (void)
{
  g_autofree char *text = text_of (LINT_GROUPED, &wide);

  g_assert_cmpuint (count (text, "\342\234\227"), ==, 1);
  g_assert_nonnull (strstr (text, "  Where: imap.example.org:993, imap.example.org:143, "
                                  "smtp.example.org:465\n"));
  g_assert_nonnull (strstr (text, "Things to mend in example.org: 1; to look at: 1. Not judged: "));
  /* Three records that are missing are one thing to look at. */
  g_assert_nonnull (strstr (text, "srv.imaps, srv.imap, srv.submissions\n"));
  g_assert_nonnull (strstr (text, "\n    _imaps._tcp.example.org. 3600 IN SRV 0 1 993 "
                                  "imap.example.org.\n    _imap._tcp.example.org. 3600 IN SRV 10 1 "
                                  "143 imap.example.org.\n    _submissions._tcp"));
}

static void
test_nowhere (void)
{
  g_autofree char *text = text_of (LINT_NOWHERE, &wide);
  g_autofree char *no_mail = text_of (LINT_NO_MAIL, &wide);
  g_autofree char *blind = text_of (LINT_BLIND, &wide);

  g_assert_cmpstr (text, ==, "example.org does not exist. Check how it is written.\n");
  g_assert_nonnull (strstr (no_mail, "example.org takes no mail, says so, and publishes no "));
  g_assert_null (strstr (no_mail, "Should be"));
  g_assert_null (strstr (no_mail, "Next:"));
  g_assert_nonnull (strstr (blind, "\nIt cannot be told from here what example.org publishes. No "
                                   "name server answered\nin time.\n"));
  g_assert_null (strstr (blind, "publishes no settings"));
}

static void
test_all (void)
{
  WpRenderStyle style = { .columns = 80, .is_utf8 = TRUE, .lists_all = TRUE };
  g_autofree char *text = text_of (LINT_FAULTY, &style);

  g_assert_nonnull (strstr (text, "\342\234\223 Every server that is named answers.\n"));
  g_assert_null (strstr (text, "--all lists them"));
  /* The certificate of one of two servers is for another name. */
  g_assert_null (strstr (text, "The certificates are for the names that are published."));
}

/* Each check can be looked up, and says what mends it. */
static void
test_explained (void)
{
  for (guint i = 0; i < wp_lint_count_texts (); i++)
    {
      const char *id = wp_lint_nth_text (i)->id;
      g_autofree char *text = wp_render_explain_check (id, &wide);

      g_assert_true (g_str_has_prefix (text, id));
      g_assert_nonnull (strstr (text, "\n  Why: "));
      g_assert_nonnull (strstr (text, "\n  What mends it: "));
      check_lines (id, text, 80);
    }
  g_assert_null (wp_render_explain_check ("srv", &wide));
}

static void
test_ascii (void)
{
  WpRenderStyle style = { .columns = 80 };
  g_autofree char *text = text_of (LINT_FAULTY, &style);

  g_assert_true (g_str_is_ascii (text));
  g_assert_nonnull (strstr (text, "\nx Order of IMAP"));
}

/* An id and a value of a row are read by programs; the texts are not markup, not a format. */
static void
test_json (void)
{
  g_autoptr (WpReport) report = script_report (LINT_FAULTY);
  g_autoptr (GPtrArray) checks = wp_lint (report);
  g_autofree char *text = wp_render_lint_json (report, checks, 1, &wide);
  g_autoptr (JsonNode) root = json_from_string (text, NULL);
  JsonObject *object;
  JsonArray *array;
  gboolean is_seen = FALSE;

  g_assert_nonnull (root);
  object = json_node_get_object (root);
  g_assert_cmpstr (json_object_get_string_member (object, "schema"), ==, "waypost.lint/1");
  g_assert_cmpstr (json_object_get_string_member (object, "domain"), ==, "example.org");
  g_assert_cmpint (json_object_get_int_member (object, "exit"), ==, 1);
  g_assert_true (json_object_get_boolean_member (object, "published"));
  array = json_object_get_array_member (object, "checks");
  g_assert_cmpuint (json_array_get_length (array), ==, checks->len);
  for (guint i = 0; i < checks->len; i++)
    {
      JsonObject *check = json_array_get_object_element (array, i);

      if (!g_str_equal (json_object_get_string_member (check, "id"), "srv.imaps"))
        continue;
      is_seen = TRUE;
      g_assert_cmpstr (json_object_get_string_member (check, "status"), ==, "warn");
      g_assert_cmpstr (json_object_get_string_member (check, "should_be"), ==,
                       "_imaps._tcp.example.org. 3600 IN SRV 0 1 993 imap.example.org.");
      g_assert_cmpstr (json_object_get_string_member (check, "where"), ==,
                       "_imaps._tcp.example.org");
    }
  g_assert_true (is_seen);
}

/* Lines of a file stay lines. */
static void
test_json_lines (void)
{
  g_autoptr (WpReport) report = script_report (LINT_FAULTY);
  g_autoptr (GPtrArray) checks = wp_lint (report);
  g_autofree char *text = wp_render_lint_json (report, checks, 1, &wide);

  g_assert_nonnull (strstr (text, "</incomingServer>\\n<incomingServer type=\\\"pop3\\\">"));
}

static void
test_hostile (void)
{
  g_autofree char *text = text_of (LINT_HOSTILE, &wide);
  g_autoptr (WpReport) report = script_report (LINT_HOSTILE);
  g_autoptr (GPtrArray) checks = wp_lint (report);
  g_autofree char *json = wp_render_lint_json (report, checks, 0, &wide);

  g_assert_null (strchr (text, '\033'));
  g_assert_nonnull (strstr (text, "%s{domain}"));
  g_assert_nonnull (strstr (text, "<b>%n{is}"));
  g_assert_null (strchr (json, '\033'));
  g_assert_null (strstr (json, "\\u001b"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render/lint/lines-fit", test_lines_fit);
  g_test_add_func ("/render/lint/well", test_well);
  g_test_add_func ("/render/lint/faulty", test_faulty);
  g_test_add_func ("/render/lint/nothing", test_nothing);
  g_test_add_func ("/render/lint/grouped", test_grouped);
  g_test_add_func ("/render/lint/nowhere", test_nowhere);
  g_test_add_func ("/render/lint/all", test_all);
  g_test_add_func ("/render/lint/explained", test_explained);
  g_test_add_func ("/render/lint/ascii", test_ascii);
  g_test_add_func ("/render/lint/json", test_json);
  g_test_add_func ("/render/lint/json-lines", test_json_lines);
  g_test_add_func ("/render/lint/hostile", test_hostile);
  return g_test_run ();
}
