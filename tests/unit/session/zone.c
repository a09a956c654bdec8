/* The set that a domain should publish: read back by the readers of this program it says the same
 * servers; its parts agree; it is written as a whole or not at all. */
#include "session/zone.h"

#include <string.h>

#include <glib/gstdio.h>

#include "format/autoconfig.h"
#include "format/pacc.h"

static GPtrArray *
servers_of (const char *list)
{
  g_auto (GStrv) words = g_strsplit (list, " ", -1);
  GPtrArray *servers = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_endpoint_free);

  for (char **word = words; *word != NULL && **word != '\0'; word++)
    {
      g_auto (GStrv) parts = g_strsplit (*word, ",", -1);
      WpProtocol protocol = WP_PROTOCOL_IMAP;
      WpTlsMode tls = WP_TLS_IMPLICIT;

      g_assert_cmpuint (g_strv_length (parts), ==, 4);
      g_assert_true (wp_protocol_from_id (parts[0], &protocol));
      g_assert_true (wp_tls_mode_from_id (parts[3], &tls));
      g_ptr_array_add (servers,
                       wp_endpoint_new (protocol, parts[1],
                                        (guint16) g_ascii_strtoull (parts[2], NULL, 10), tls));
    }
  return servers;
}

#define THREE                                                                                      \
  "imap,imap.example.org,993,implicit pop3,pop.example.org,995,implicit "                          \
  "smtp,smtp.example.org,465,implicit"

static GPtrArray *
set_of (const char *list)
{
  g_autoptr (GPtrArray) servers = servers_of (list);
  g_autoptr (GError) error = NULL;
  static const char *const mx[] = { "10 mx.example.org.", NULL };
  const WpZoneWish wish = {
    .domain = "example.org", .servers = servers, .web_host = "www.example.org", .mx = mx
  };
  GPtrArray *files = wp_session_zone (&wish, &error);

  g_assert_no_error (error);
  return files;
}

static const char *
text_of (const GPtrArray *files, const char *path)
{
  for (guint i = 0; i < files->len; i++)
    {
      const WpZoneFile *file = files->pdata[i];

      if (g_str_equal (file->path, path))
        return file->text;
    }
  return NULL;
}

static gboolean
says (const WpProfile *profile, WpProtocol protocol, const char *host, guint16 port)
{
  for (guint i = 0; i < profile->servers->len; i++)
    {
      const WpEndpoint *server = profile->servers->pdata[i];

      if (server->protocol == protocol && g_str_equal (server->host, host) && server->port == port
          && server->tls == WP_TLS_IMPLICIT)
        return TRUE;
    }
  return FALSE;
}

static void
check_three (const WpProfile *profile)
{
  g_assert_cmpuint (profile->servers->len, ==, 3);
  g_assert_true (says (profile, WP_PROTOCOL_IMAP, "imap.example.org", 993));
  g_assert_true (says (profile, WP_PROTOCOL_POP3, "pop.example.org", 995));
  g_assert_true (says (profile, WP_PROTOCOL_SMTP, "smtp.example.org", 465));
}

static void
test_autoconfig_reads_back (void)
{
  g_autoptr (GPtrArray) files = set_of (THREE);
  const char *text = text_of (files, "autoconfig.example.org/mail/config-v1.1.xml");
  g_autoptr (WpAccount) account = wp_account_new ("anna@example.org", NULL);
  g_autoptr (WpAutoconfig) read = NULL;

  g_assert_nonnull (text);
  g_assert_cmpint (wp_autoconfig_read (text, strlen (text), account, &read), ==, WP_AUTOCONFIG_OK);
  g_assert_true (read->covers_domain);
  g_assert_cmpuint (read->notices->len, ==, 0);
  check_three (read->profile);
  g_assert_cmpint (((const WpEndpoint *) read->profile->servers->pdata[0])->protocol, ==,
                   WP_PROTOCOL_IMAP);
}

/* The TXT value between the quotes of the zone's record. */
static char *
txt_of_zone (const char *zone)
{
  const char *record = strstr (zone, "\n_ua-auto-config.example.org.");
  const char *value = record == NULL ? NULL : strchr (record, '"');

  return value == NULL ? NULL : g_strndup (value + 1, strcspn (value + 1, "\""));
}

static void
test_pacc_reads_back (void)
{
  g_autoptr (GPtrArray) files = set_of (THREE);
  const char *text = text_of (files, "ua-auto-config.example.org/.well-known/"
                                     "user-agent-configuration.json");
  g_autofree char *value = txt_of_zone (text_of (files, "example.org.zone"));
  g_autoptr (GPtrArray) values = g_ptr_array_new ();
  g_autoptr (WpPacc) read = NULL;

  g_assert_nonnull (text);
  g_assert_nonnull (value);
  g_assert_cmpint (wp_pacc_read (text, strlen (text), "example.org", &read), ==, WP_PACC_OK);
  check_three (read->profile);
  g_ptr_array_add (values, value);
  g_assert_true (wp_pacc_digest_matches (values, text, strlen (text)));
  g_assert_false (wp_pacc_digest_matches (values, text, strlen (text) - 1));
}

static const char *
record_of (const char *zone, const char *owner, guint *count)
{
  g_autofree char *begin = g_strdup_printf ("\n%s ", owner);
  const char *found = NULL;

  *count = 0;
  for (const char *at = strstr (zone, begin); at != NULL; at = strstr (at + 1, begin))
    {
      const char *srv = strstr (at, " IN SRV ");

      found = srv == NULL ? NULL : srv + strlen (" IN SRV ");
      ++*count;
    }
  return found;
}

static void
test_zone (void)
{
  static const struct
  {
    const char *owner;
    const char *record;
  } rows[] = {
    { "_imaps._tcp.example.org.", "0 1 993 imap.example.org.\n" },
    { "_imap._tcp.example.org.", "10 1 143 imap.example.org.\n" },
    /* Nobody was asked about these, so nothing is denied. */
    { "; _pop3s._tcp.example.org.", "0 0 0 .\n" },
    { "; _pop3._tcp.example.org.", "0 0 0 .\n" },
    { "; _submissions._tcp.example.org.", "0 0 0 .\n" },
    { "_submission._tcp.example.org.", "10 1 587 smtp.example.org.\n" },
  };
  g_autoptr (GPtrArray)
      files = set_of ("imap,imap.example.org,993,implicit imap,imap.example.org,143,starttls "
                      "smtp,smtp.example.org,587,starttls");
  const char *zone = ((const WpZoneFile *) files->pdata[0])->text;

  g_assert_true (((const WpZoneFile *) files->pdata[0])->is_zone);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      guint count;
      const char *record = record_of (zone, rows[i].owner, &count);

      g_assert_cmpuint (count, ==, 1);
      g_assert_true (g_str_has_prefix (record, rows[i].record));
    }
  g_assert_null (strstr (zone, "\n_pop3"));
  g_assert_nonnull (strstr (zone, "\n; Not part of this piece: MX, "));
  g_assert_nonnull (strstr (zone, " 3600 IN MX 10 mx.example.org.\n"));
  g_assert_null (strstr (zone, "\nexample.org."));
  g_assert_nonnull (strstr (zone, "\nautoconfig.example.org."));
  g_assert_nonnull (strstr (zone, "CNAME www.example.org."));
  /* PACC cannot say STARTTLS: no document, and no digest of one. */
  g_assert_cmpuint (files->len, ==, 2);
  g_assert_null (txt_of_zone (zone));
}

/* Without a port both modes are meant, the better one first. */
static void
test_both_modes (void)
{
  g_autoptr (GPtrArray)
      files = set_of ("imap,imap.example.org,0,implicit smtp,smtp.example.org,0,implicit");
  const char *zone = ((const WpZoneFile *) files->pdata[0])->text;
  const char *xml = text_of (files, "autoconfig.example.org/mail/config-v1.1.xml");

  g_assert_nonnull (strstr (zone, "\n_imaps._tcp.example.org."));
  g_assert_nonnull (strstr (zone, " 0 1 993 imap.example.org.\n"));
  g_assert_nonnull (strstr (zone, " 10 1 143 imap.example.org.\n"));
  g_assert_nonnull (strstr (zone, " 0 1 465 smtp.example.org.\n"));
  g_assert_nonnull (strstr (zone, " 10 1 587 smtp.example.org.\n"));
  g_assert_nonnull (strstr (xml, "<port>143</port>"));
  g_assert_cmpint (strstr (xml, "<port>993</port>") - xml, <,
                   strstr (xml, "<port>143</port>") - xml);
  /* PACC says implicit TLS only, and that is there. */
  g_assert_cmpuint (files->len, ==, 3);
}

static void
test_foreign (void)
{
  g_autoptr (GPtrArray) own = set_of (THREE);
  g_autoptr (GPtrArray)
      files = set_of ("imap,imap.hoster.example,993,implicit smtp,smtp.example.org,465,implicit");

  g_assert_nonnull (strstr (((const WpZoneFile *) files->pdata[0])->text,
                            "\n; imap.hoster.example is in another domain: "));
  g_assert_null (strstr (((const WpZoneFile *) own->pdata[0])->text, "another domain"));
}

static void
test_refused (void)
{
  static const char *const lists[] = {
    "imap,imap.example.org,993,implicit",
    "smtp,smtp.example.org,465,implicit",
    "imap,imap.example.org,143,none smtp,smtp.example.org,465,implicit",
    "imap,192.0.2.1,993,implicit smtp,smtp.example.org,465,implicit",
    "",
  };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autoptr (GPtrArray) servers = servers_of (lists[i]);
      const WpZoneWish wish = { .domain = "example.org", .servers = servers };
      g_autoptr (GError) error = NULL;

      g_assert_null (wp_session_zone (&wish, &error));
      g_assert_nonnull (error);
      g_assert_true (g_str_has_suffix (error->message, "."));
    }
}

/* Servers of a report: reached, verified, the best of each mode. */

static void
add_step (WpReport *report, const WpCandidate *candidate, WpVerb verb, guint faults)
{
  WpStep *step = wp_step_new (verb);

  step->candidate = candidate->id;
  step->endpoint = wp_endpoint_dup (candidate->endpoint);
  step->outcome = faults == 0 ? WP_OUTCOME_OK : WP_OUTCOME_UNTRUSTED;
  if (verb == WP_VERB_TLS)
    {
      step->tls = wp_tls_facts_new ();
      step->tls->version = g_strdup ("TLSv1.3");
      step->tls->faults = faults;
      g_ptr_array_add (step->tls->chain, wp_certificate_new ());
    }
  wp_report_add_step (report, step);
}

static void
test_found (void)
{
  static const struct
  {
    const char *host;
    WpTlsMode tls;
    guint rank;
    gboolean is_looked_at;
    guint faults;
  } rows[] = {
    { "second.example.org", WP_TLS_IMPLICIT, 3, TRUE, 0 },
    { "broken.example.org", WP_TLS_IMPLICIT, 1, TRUE, WP_FAULT_EXPIRED },
    { "first.example.org", WP_TLS_IMPLICIT, 2, TRUE, 0 },
    { "first.example.org", WP_TLS_STARTTLS, 4, TRUE, 0 },
    { "plain.example.org", WP_TLS_NONE, 5, TRUE, 0 },
    { "unseen.example.org", WP_TLS_STARTTLS, 6, FALSE, 0 },
  };
  g_autoptr (WpAccount) account = wp_account_new ("postmaster@example.org", NULL);
  g_autoptr (WpReport) report = wp_report_new (account);
  g_autoptr (GPtrArray) servers = NULL;
  WpSource *source = wp_report_add_source (
      report, wp_source_new (WP_SOURCE_AUTOCONFIG_SUBDOMAIN, "https://autoconfig.example.org/"));

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      WpEndpoint *endpoint = wp_endpoint_new (
          WP_PROTOCOL_IMAP, rows[i].host, wp_protocol_default_port (WP_PROTOCOL_IMAP, rows[i].tls),
          rows[i].tls);
      WpCandidate *candidate = wp_report_add_candidate (report, endpoint, source,
                                                        WP_TRUST_PROVIDER_HTTPS);

      candidate->rank = rows[i].rank;
      if (!rows[i].is_looked_at)
        continue;
      add_step (report, candidate, WP_VERB_TLS, rows[i].faults);
      add_step (report, candidate, WP_VERB_CAPABILITY, 0);
    }
  servers = wp_session_zone_servers (report);
  g_assert_cmpuint (servers->len, ==, 2);
  g_assert_cmpstr (((const WpEndpoint *) servers->pdata[0])->host, ==, "first.example.org");
  g_assert_cmpint (((const WpEndpoint *) servers->pdata[0])->tls, ==, WP_TLS_IMPLICIT);
  g_assert_cmpint (((const WpEndpoint *) servers->pdata[1])->tls, ==, WP_TLS_STARTTLS);
}

/* Files */

static void
remove_all (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_all (child);
    }
  g_remove (path);
}

static void
test_written_whole (void)
{
  g_autofree char *folder = g_dir_make_tmp ("waypost-test-XXXXXX", NULL);
  g_autofree char *inner = g_build_filename (folder, "new", NULL);
  g_autoptr (GPtrArray) files = set_of (THREE);
  g_autoptr (GPtrArray)
      others = set_of ("imap,mail.example.org,993,implicit smtp,mail.example.org,465,implicit");
  g_autofree char *zone = g_build_filename (inner, "example.org.zone", NULL);
  g_autofree char *xml = g_build_filename (inner, "autoconfig.example.org/mail/config-v1.1.xml",
                                           NULL);
  g_autofree char *kept = g_strconcat (xml, "~", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (wp_session_write_zone (files, inner, FALSE, &error));
  g_assert_no_error (error);
  g_assert_cmpint (((WpZoneFile *) files->pdata[0])->written.result, ==, WP_FILE_CREATED);
  g_assert_true (wp_session_write_zone (files, inner, FALSE, &error));
  g_assert_cmpint (((WpZoneFile *) files->pdata[2])->written.result, ==, WP_FILE_SAME);

  /* The zone is free, but the settings file is another's: neither is written. */
  g_assert_true (g_file_get_contents (xml, &before, NULL, NULL));
  g_assert_cmpint (g_remove (zone), ==, 0);
  g_assert_false (wp_session_write_zone (others, inner, FALSE, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_EXIST);
  g_assert_nonnull (strstr (error->message, "--output"));
  g_assert_nonnull (strstr (error->message, "--replace"));
  g_clear_error (&error);
  g_assert_false (g_file_test (zone, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_get_contents (xml, &after, NULL, NULL));
  g_assert_cmpstr (before, ==, after);

  g_assert_true (wp_session_write_zone (others, inner, TRUE, &error));
  g_assert_cmpint (((WpZoneFile *) others->pdata[0])->written.result, ==, WP_FILE_CREATED);
  g_assert_cmpint (((WpZoneFile *) others->pdata[1])->written.result, ==, WP_FILE_REPLACED);
  g_assert_true (g_file_test (kept, G_FILE_TEST_EXISTS));
  remove_all (folder);
}

static void
test_bad_folder (void)
{
  g_autoptr (GPtrArray) files = set_of (THREE);
  g_autoptr (GError) error = NULL;

  g_assert_false (wp_session_write_zone (files, "/proc/no-such-folder", FALSE, &error));
  g_assert_nonnull (error);
  g_assert_true (error->domain == G_FILE_ERROR);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/zone/autoconfig", test_autoconfig_reads_back);
  g_test_add_func ("/session/zone/pacc", test_pacc_reads_back);
  g_test_add_func ("/session/zone/records", test_zone);
  g_test_add_func ("/session/zone/both-modes", test_both_modes);
  g_test_add_func ("/session/zone/foreign", test_foreign);
  g_test_add_func ("/session/zone/refused", test_refused);
  g_test_add_func ("/session/zone/found", test_found);
  g_test_add_func ("/session/zone/written-whole", test_written_whole);
  g_test_add_func ("/session/zone/bad-folder", test_bad_folder);
  return g_test_run ();
}
