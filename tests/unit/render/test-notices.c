/* What a provider changed, in words: whom each is told, with its date, its amount and its source.
 */
#include <json-glib/json-glib.h>
#include <string.h>

#include "render/render.h"

#define NOW G_GINT64_CONSTANT (1785542399000000) /* the last second of 2026-07-31 */

static const WpRenderStyle style = { .columns = 10000, .is_utf8 = TRUE };

static WpNotice *
notice_of (WpNoticeKind kind)
{
  WpNotice *notice = wp_notice_new (kind);

  notice->protocols = 1u << WP_PROTOCOL_IMAP | 1u << WP_PROTOCOL_POP3;
  if (wp_notice_kind_has_date (kind))
    notice->date = g_strdup ("2031-07");
  if (wp_notice_kind_has_amount (kind))
    notice->amount = 73;
  notice->source = g_strdup_printf ("https://x.example/%s", wp_notice_kind_id (kind));
  notice->checked_on = g_strdup ("2026-01-31");
  notice->recheck_after = g_strdup ("2026-07-31");
  return notice;
}

static WpReport *
report_with (const WpNoticeKind *kinds, guint n_kinds)
{
  g_autoptr (WpAccount) account = wp_account_new ("anna@x.example", NULL);
  WpReport *report = wp_report_new (account);

  report->started_unix = NOW;
  report->provider = g_new0 (WpProvider, 1);
  report->provider->id = g_strdup ("x");
  report->provider->name = g_strdup ("Example Mail");
  report->provider->demands = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_demand_free);
  report->provider->notices = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_notice_free);
  report->provider->source = g_strdup ("https://x.example/");
  report->provider->checked_on = g_strdup ("2026-01-31");
  report->provider->recheck_after = g_strdup ("2026-07-31");
  for (guint i = 0; i < n_kinds; i++)
    g_ptr_array_add (report->provider->notices, notice_of (kinds[i]));
  return report;
}

/* No kind is without a text, and a text has the date and the amount exactly where the notes do; no
 * year is in it that is not from the notes. */
static void
test_texts (void)
{
  for (guint i = 0; i < WP_N_NOTICE_KINDS; i++)
    {
      const WpNoticeKind kind = (WpNoticeKind) i;
      g_autoptr (WpReport) report = report_with (&kind, 1);
      g_autofree char *text = wp_render_notices (report, wp_notice_kind_audience (kind), &style);
      g_auto (GStrv) lines = NULL, parts = NULL;
      g_autoptr (GRegex) years = g_regex_new ("\\b(19|20)[0-9]{2}\\b", 0, 0, NULL);
      g_autofree char *rest = NULL;

      g_assert_nonnull (text);
      lines = g_strsplit (text, "\n", -1);
      g_test_message ("%s", lines[0]);
      g_assert_cmpuint (g_strv_length (lines), ==, 3);
      g_assert_nonnull (strstr (lines[0], "Example Mail"));
      g_assert_cmpint (strstr (lines[0], "2031-07") != NULL, ==, wp_notice_kind_has_date (kind));
      g_assert_cmpint (strstr (lines[0], "73") != NULL, ==, wp_notice_kind_has_amount (kind));
      g_assert_null (strpbrk (lines[0], "{}?"));
      parts = g_strsplit (lines[0], "2031-07", -1);
      rest = g_strjoinv ("", parts);
      g_assert_false (g_regex_match (years, rest, 0, NULL));
      g_assert_true (g_str_has_prefix (lines[1], "    https://x.example/"));
      g_assert_cmpstr (lines[2], ==, "");
      for (guint audience = 0; audience <= WP_NOTICE_SENDING; audience++)
        if (audience != wp_notice_kind_audience (kind))
          g_assert_null (wp_render_notices (report, (WpNoticeAudience) audience, &style));
    }
}

static void
test_stale (void)
{
  const WpNoticeKind kind = WP_NOTICE_IMAP_ONLY;
  g_autoptr (WpReport) report = report_with (&kind, 1);
  g_autofree char *fresh = wp_render_notices (report, WP_NOTICE_CHOOSING, &style);
  g_autofree char *stale = NULL;

  report->started_unix = NOW + G_USEC_PER_SEC;
  stale = wp_render_notices (report, WP_NOTICE_CHOOSING, &style);
  g_assert_cmpstr (fresh, ==,
                   "  Example Mail offers IMAP only, no POP.\n    https://x.example/imap-only\n");
  g_assert_cmpstr (stale, ==,
                   "  Example Mail offers IMAP only, no POP. (Looked up on 2026-01-31; this may "
                   "have changed.)\n    https://x.example/imap-only\n");
}

static guint
count (const char *text, const char *part)
{
  guint n = 0;

  for (const char *at = strstr (text, part); at != NULL; at = strstr (at + 1, part))
    n++;
  return n;
}

/* Beside what the provider demands: two at most, and none that only dates a demand. */
static void
test_find (void)
{
  static const WpNoticeKind kinds[] = { WP_NOTICE_PASSWORDS_OFF, WP_NOTICE_POP_WINDOW,
                                        WP_NOTICE_ACCOUNT_PASSWORD_REFUSED,
                                        WP_NOTICE_POP_DISPOSITION, WP_NOTICE_IMAP_ONLY };
  g_autoptr (WpReport) report = report_with (kinds, G_N_ELEMENTS (kinds));
  g_autoptr (WpReport) dates = report_with (kinds, 1);
  g_autoptr (WpReport) nobody = report_with (NULL, 0);
  g_autofree char *text = wp_render_find (report, &style);
  g_autofree char *only_dates = wp_render_find (dates, &style);
  g_autofree char *nothing = wp_render_find (nobody, &style);

  g_assert_cmpuint (count (text, "Good to know about Example Mail:\n"), ==, 1);
  g_assert_cmpuint (count (text, "https://x.example/"), ==, 2);
  g_assert_nonnull (strstr (text, "    https://x.example/pop-window\n"));
  g_assert_nonnull (strstr (text, "    https://x.example/pop-disposition\n"));
  g_assert_null (strstr (only_dates, "Example Mail"));
  g_assert_null (strstr (nothing, "Example Mail"));
}

static void
test_json (void)
{
  static const WpNoticeKind kinds[] = { WP_NOTICE_STORAGE_CUT, WP_NOTICE_IMAP_ONLY };
  g_autoptr (WpReport) report = report_with (kinds, G_N_ELEMENTS (kinds));
  g_autofree char *text = wp_render_json (report, &style);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *provider, *notice;
  JsonArray *notices;

  g_assert_true (json_parser_load_from_data (parser, text, -1, NULL));
  provider = json_object_get_object_member (json_node_get_object (json_parser_get_root (parser)),
                                            "provider");
  notices = json_object_get_array_member (provider, "notices");
  g_assert_cmpuint (json_array_get_length (notices), ==, 2);
  notice = json_array_get_object_element (notices, 0);
  g_assert_cmpstr (json_object_get_string_member (notice, "id"), ==, "storage-cut");
  g_assert_cmpstr (json_object_get_string_member (notice, "date"), ==, "2031-07");
  g_assert_cmpint (json_object_get_int_member (notice, "amount"), ==, 73);
  g_assert_nonnull (strstr (json_object_get_string_member (notice, "text"), "73 GB"));
  g_assert_cmpstr (json_object_get_string_member (notice, "recheck_after"), ==, "2026-07-31");
  notice = json_array_get_object_element (notices, 1);
  g_assert_false (json_object_has_member (notice, "date"));
  g_assert_false (json_object_has_member (notice, "amount"));
}

/* From a mail exchanger's name that nobody wrote for a terminal. */
static void
test_hostile (void)
{
  const WpNoticeKind kind = WP_NOTICE_IMAP_ONLY;
  g_autoptr (WpReport) report = report_with (&kind, 1);
  g_autofree char *text = NULL;

  g_free (report->provider->name);
  report->provider->name = g_strdup ("\033[1mX {date} %s");
  text = wp_render_notices (report, WP_NOTICE_CHOOSING, &style);
  g_assert_null (strchr (text, '\033'));
  g_assert_nonnull (strstr (text, "X {date} %s offers IMAP only"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/notices/texts", test_texts);
  g_test_add_func ("/notices/stale", test_stale);
  g_test_add_func ("/notices/find", test_find);
  g_test_add_func ("/notices/json", test_json);
  g_test_add_func ("/notices/hostile", test_hostile);
  return g_test_run ();
}
