/* Rows of what was seen → what is said, why, and the exit code; and the tables against each other:
 * every id has a text, every text is raised, every outcome is explained wherever it can occur,
 * every placeholder is filled. */
#include <string.h>

#include "cases.h"
#include "diagnose/diagnose.h"
#include "diagnose/rules-private.h"
#include "model/keys.h"
#include "script.h"

static char *
show_findings (const WpReport *report)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < report->findings->len; i++)
    {
      const WpFinding *finding = report->findings->pdata[i];

      g_string_append_printf (out, "%s%s:%s", i > 0 ? " " : "", finding->id,
                              wp_severity_id (finding->severity));
    }
  return g_string_free (out, FALSE);
}

static void
check_finding (const WpReport *report, const WpFinding *finding)
{
  const WpFindingText *text = wp_catalogue_find (finding->id);

  g_assert_nonnull (text);
  g_assert_true (text->id == finding->id);
  for (guint i = 0; i < finding->steps->len; i++)
    g_assert_nonnull (wp_report_step (report, g_array_index (finding->steps, guint, i)));
  for (guint i = 0; i < finding->ruled_out->len; i++)
    g_assert_nonnull (wp_catalogue_find (finding->ruled_out->pdata[i]));
}

static void
test_case (gconstpointer data)
{
  guint n = GPOINTER_TO_UINT (data);
  g_autoptr (WpReport) report = script_report (cases[n].script);
  g_autofree char *shown = NULL;

  script_diagnose (report);
  shown = show_findings (report);
  g_assert_cmpstr (shown, ==, cases[n].expect);
  if (report->services->len > 0)
    g_assert_cmpstr (((WpService *) report->services->pdata[0])->why, ==, cases[n].why);
  g_assert_cmpint (report->exit, ==, cases[n].exit);
  for (guint i = 0; i < report->findings->len; i++)
    check_finding (report, report->findings->pdata[i]);
}

typedef struct
{
  const WpFields *params;
  const char *id;
  GPtrArray *keys; /* NULL: look the values up in params */
} Fill;

/* Calls `each` for every {placeholder} of a text. */
static void
for_placeholders (const char *text,
                  void (*each) (const char *name, const Fill *fill),
                  const Fill *fill)
{
  for (const char *open = strchr (text, '{'); open != NULL; open = strchr (open + 1, '{'))
    {
      const char *close = strchr (open, '}');
      g_autofree char *name = NULL;

      g_assert_nonnull (close);
      name = g_strndup (open + 1, (gsize) (close - open - 1));
      each (name, fill);
    }
}

static void
must_have_value (const char *name, const Fill *fill)
{
  if (wp_fields_find (fill->params, name) == NULL)
    g_error ("%s: {%s} has no value", fill->id, name);
}

static void
must_be_key (const char *name, const Fill *fill)
{
  if (!g_ptr_array_find_with_equal_func (fill->keys, name, g_str_equal, NULL))
    g_error ("%s: {%s} is no key", fill->id, name);
}

static void
check_texts (const WpFindingText *text, void (*each) (const char *, const Fill *), const Fill *fill)
{
  for_placeholders (text->title, each, fill);
  for_placeholders (text->cause, each, fill);
  for_placeholders (text->remedy_user, each, fill);
  for_placeholders (text->remedy_desk, each, fill);
}

static void
check_sentence (const char *text)
{
  g_assert_nonnull (text);
  g_assert_true (g_str_has_suffix (text, ".") || g_str_has_suffix (text, ".)"));
  g_assert_true (g_unichar_isupper (g_utf8_get_char (text)) || *text == '{');
}

static void
for_sentences (const WpFinding *finding,
               WpFindingPart part,
               void (*each) (const char *, const Fill *),
               const Fill *fill)
{
  const char *text;

  for (guint n = 0; (text = wp_finding_sentence (finding, part, n)) != NULL; n++)
    {
      check_sentence (text);
      for_placeholders (text, each, fill);
    }
}

/* No reader shall ever meet a "?" in the middle of a sentence. */
static void
test_placeholders_are_filled (void)
{
  for (guint n = 0; n < G_N_ELEMENTS (cases); n++)
    {
      g_autoptr (WpReport) report = script_report (cases[n].script);

      script_diagnose (report);
      for (guint i = 0; i < report->findings->len; i++)
        {
          const WpFinding *finding = report->findings->pdata[i];
          Fill fill = { .params = finding->params, .id = finding->id };

          check_texts (wp_finding_text (finding), must_have_value, &fill);
          for (guint part = WP_PART_CAUSE; part <= WP_PART_DESK; part++)
            for_sentences (finding, (WpFindingPart) part, must_have_value, &fill);
        }
    }
}

/* The values of the WP_KEY_… lines of model/keys.h. */
static GPtrArray *
read_keys (void)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (KEYS_H, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    if (g_str_has_prefix (*line, "#define WP_KEY_"))
      {
        g_auto (GStrv) parts = g_strsplit (*line, "\"", 3);

        g_ptr_array_add (keys, g_strdup (parts[1]));
      }
  g_assert_cmpuint (keys->len, >, 50);
  return keys;
}

static void
test_catalogue (void)
{
  g_autoptr (GPtrArray) keys = read_keys ();
  guint count;
  const WpFindingText *texts = wp_catalogue_all (&count);

  for (guint i = 0; i < count; i++)
    {
      Fill fill = { .id = texts[i].id, .keys = keys };

      if (i > 0)
        g_assert_cmpstr (texts[i - 1].id, <, texts[i].id);
      g_assert_true (wp_catalogue_find (texts[i].id) == &texts[i]);
      g_assert_cmpuint (strlen (texts[i].brief), <=, 45);
      g_assert_null (strchr (texts[i].brief, '{'));
      g_assert_false (g_str_has_suffix (texts[i].title, "."));
      check_sentence (texts[i].cause);
      check_sentence (texts[i].remedy_user);
      check_sentence (texts[i].remedy_desk);
      check_texts (&texts[i], must_be_key, &fill);
    }
  g_assert_null (wp_catalogue_find ("tls"));
  g_assert_null (wp_catalogue_find (""));
  g_assert_null (wp_catalogue_find (NULL));
}

/* Each help page tells of every finding that names it. */
static void
test_help_pages (void)
{
  guint count;
  const WpFindingText *texts = wp_catalogue_all (&count);

  for (guint i = 0; i < count; i++)
    {
      g_autofree char *path = g_strdup_printf (HELP_DIR "/%s.page", texts[i].help);
      g_autofree char *needle = g_strdup_printf ("id=\"%s\"", texts[i].id);
      g_autofree char *page = NULL;

      if (!g_file_get_contents (path, &page, NULL, NULL) || strstr (page, needle) == NULL)
        g_error ("%s is not told of in %s", texts[i].id, path);
    }
}

static gboolean
is_expected (const char *id)
{
  g_autofree char *prefix = g_strdup_printf ("%s:", id);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) words = g_strsplit (cases[i].expect, " ", -1);

      for (char **word = words; *word != NULL; word++)
        if (g_str_has_prefix (*word, prefix))
          return TRUE;
    }
  return FALSE;
}

static void
test_no_dead_entry (void)
{
  guint count;
  const WpFindingText *texts = wp_catalogue_all (&count);

  for (guint i = 0; i < count; i++)
    if (!is_expected (texts[i].id))
      g_error ("%s is raised by no case", texts[i].id);
}

static void
check_id (const char *id)
{
  if (id != NULL && wp_catalogue_find (id) == NULL)
    g_error ("%s has no text", id);
}

static void
test_rules_have_texts (void)
{
  guint count;
  const WpRule *rules = wp_rules (&count);
  const WpSourceRule *source_rules;

  for (guint i = 0; i < count; i++)
    {
      check_id (rules[i].finding);
      check_id (rules[i].ruled_out[0]);
      check_id (rules[i].ruled_out[1]);
    }
  source_rules = wp_source_rules (&count);
  for (guint i = 0; i < count; i++)
    check_id (source_rules[i].finding);
}

#define WIRE                                                                                       \
  "closed reset network-error timed-out malformed line-too-long reply-too-long cancelled "

/* Which outcomes can end which step. Documents have theirs in sources. */
static const struct
{
  const char *verb;
  const char *outcomes;
  const char *silent; /* of these nothing is said, on purpose */
} possible[] = {
  { "resolve",
    "ok nxdomain no-data servfail bogus dns-refused dns-timed-out dns-malformed not-offered "
    "fenced unreachable network-error cancelled not-tested",
    "ok not-offered not-tested" },
  { "connect",
    "ok fenced refused timed-out unreachable denied reset closed network-error cancelled "
    "not-tested",
    "ok not-tested" },
  { "tls",
    "ok untrusted not-tls tls-alert tls-version tls-failed starttls-injection closed reset "
    "network-error timed-out cancelled not-tested",
    "ok not-tested" },
  { "greeting", WIRE "ok silent wrong-protocol rejected preauth not-tested", "ok not-tested" },
  { "capability",
    WIRE "ok starttls-missing starttls-refused starttls-injection command-refused "
         "rejected preauth no-mechanism token-needed not-tested",
    "ok not-tested" },
  { "login",
    WIRE "ok no-mechanism token-needed login-refused login-blocked login-limited "
         "backend-down mechanism-refused scram-iterations server-proof sasl-failed mailbox-busy "
         "untrusted rejected command-refused not-tested",
    "ok untrusted" },
  { "mailbox", WIRE "ok mailbox-refused mailbox-busy try-later command-refused rejected not-tested",
    "ok not-tested" },
  { "submit",
    WIRE "ok sender-refused recipient-refused try-later command-refused rejected "
         "not-tested",
    "ok not-tested" },
  { "probe",
    WIRE "ok silent refused untrusted not-tls tls-alert tls-version tls-failed "
         "wrong-protocol",
    WIRE "ok silent refused untrusted not-tls tls-alert tls-version tls-failed "
         "wrong-protocol" },
};

static gboolean
has_word (const char *list, const char *word)
{
  g_auto (GStrv) words = g_strsplit (list, " ", -1);

  return g_strv_contains ((const char *const *) words, word);
}

static void
test_every_outcome_is_explained (void)
{
  static const char documents[] = "not-found not-settings http-error redirect-refused too-large "
                                  "digest-mismatch";
  gboolean is_used[WP_N_OUTCOMES] = { FALSE };

  for (guint i = 0; i < G_N_ELEMENTS (possible); i++)
    {
      g_auto (GStrv) outcomes = g_strsplit (possible[i].outcomes, " ", -1);

      for (char **word = outcomes; *word != NULL; word++)
        {
          g_autofree char *script = NULL;
          g_autoptr (WpReport) report = NULL;
          WpOutcome outcome;

          if (**word == '\0')
            continue;
          g_assert_true (wp_outcome_from_id (*word, &outcome));
          is_used[outcome] = TRUE;
          script = g_strdup_printf (ONE "step 1 %s %s\n", possible[i].verb, *word);
          report = script_report (script);
          script_diagnose (report);
          /* The service does not work: where no rule speaks, that is all that can be said. */
          if (report->findings->len == 0
              || has_word (possible[i].silent, *word)
                     != (wp_report_find_finding (report, "run.unexplained") != NULL))
            g_error ("%s %s: %u findings", possible[i].verb, *word, report->findings->len);
        }
    }
  for (guint i = 0; i < WP_N_OUTCOMES; i++)
    if (!is_used[i] && !has_word (documents, wp_outcome_id ((WpOutcome) i)))
      g_error ("no step ends with %s", wp_outcome_id ((WpOutcome) i));
}

/* One fault of three services is one finding, with its steps and their protocols. */
static void
test_merge (void)
{
  static const char *const protocols[] = { "imap", "pop3", "smtp", NULL };
  g_autoptr (WpReport) report = script_report (
      ACCOUNT IMAP POP3 SMTP
      "service imap no 1 asked\nservice pop3 no 2 asked\n"
      "service smtp no 3 asked\ntls 1 untrusted faults=expired\ntls 2 untrusted faults=expired\n"
      "tls 3 untrusted faults=expired\n");
  const WpFinding *finding;

  script_diagnose (report);
  finding = report->findings->pdata[0];
  g_assert_cmpuint (finding->steps->len, ==, 3);
  g_assert_true (g_strv_equal (wp_fields_list (finding->params, WP_KEY_PROTOCOLS), protocols));
  g_assert_cmpstr (wp_fields_text (finding->params, WP_KEY_NOT_AFTER), ==, "2027-01-01");
}

static void
test_two_hosts_are_two_findings (void)
{
  g_autoptr (WpReport) report = script_report (
      ACCOUNT
      "candidate imap imap.example.org 993 implicit user\n"
      "candidate smtp smtp.example.org 465 implicit user\nservice imap no 1 asked\n"
      "service smtp no 2 asked\ntls 1 untrusted faults=expired\ntls 2 untrusted faults=expired\n");

  script_diagnose (report);
  g_assert_cmpuint (report->findings->len, ==, 2);
}

/* The order in which servers answer must not show. */
static void
test_order (void)
{
  static const char *const scripts[] = {
    "step 1 connect refused\nstep 2 connect refused\nstep 3 connect refused\n",
    "step 3 connect refused\nstep 1 connect refused\nstep 2 connect refused\n",
    "step 2 connect refused\nstep 3 connect refused\nstep 1 connect refused\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      g_autofree char *script = g_strconcat (
          ACCOUNT "candidate imap a.example.org 993 implicit user\n"
                  "candidate pop3 b.example.org 995 implicit user\n"
                  "candidate smtp c.example.org 465 implicit user\nservice imap no 1 asked\n"
                  "service pop3 no 2 asked\nservice smtp no 3 asked\n",
          scripts[i], NULL);
      g_autoptr (WpReport) report = script_report (script);

      script_diagnose (report);
      g_assert_cmpuint (report->findings->len, ==, 3);
      for (guint n = 0; n < 3; n++)
        {
          const WpFinding *finding = report->findings->pdata[n];
          const char host[] = { (char) ('a' + n), '\0' };

          g_assert_true (g_str_has_prefix (wp_fields_text (finding->params, WP_KEY_HOST), host));
        }
    }
}

/* One finding of two services names the port of the first service, whoever was faster. */
static void
test_shared_port (void)
{
  g_autoptr (WpReport) report = script_report (
      ACCOUNT IMAP SMTP "service imap no 1 asked\nservice smtp no 2 asked\n"
                        "tls 2 untrusted faults=expired\ntls 1 untrusted faults=expired\n");

  script_diagnose (report);
  g_assert_cmpuint (report->findings->len, ==, 1);
  g_assert_cmpint (
      wp_fields_number (((WpFinding *) report->findings->pdata[0])->params, WP_KEY_PORT), ==, 993);
}

/* The option that answers is complete: its host, and the fingerprint of the leaf. */
static void
test_pin (void)
{
  static const char *const faults[] = { "expired",
                                        "name names=other.example",
                                        "name names=",
                                        "name names=*.org",
                                        "self-signed chain=1",
                                        "unknown-issuer",
                                        "unknown-issuer chain=1" };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *script = g_strdup_printf (ONE UP "tls 1 untrusted faults=%s\n", faults[i]);
      g_autofree char *sha256 = g_strnfill (64, 'a');
      g_autoptr (WpReport) report = script_report (script);
      const WpFinding *finding;

      script_diagnose (report);
      g_assert_cmpuint (report->findings->len, ==, 1);
      finding = report->findings->pdata[0];
      g_assert_nonnull (strstr (wp_catalogue_find (finding->id)->remedy_desk,
                                " --allow pin:{host}={fingerprint} (only after comparing"));
      g_assert_cmpstr (wp_fields_text (finding->params, WP_KEY_FINGERPRINT), ==, sha256);
      g_assert_cmpint (finding->confidence, <=, WP_CONFIDENCE_LIKELY);
    }
}

/* Only who chose the mechanism is told to leave it out. */
static void
test_forced_mechanism (void)
{
  static const struct
  {
    const char *script;
    const char *option;
  } rows[] = {
    { LOGIN ("mechanism-refused mechanism=CRAM-MD5 mechanism_why=forced"), "--mechanism" },
    { LOGIN ("mechanism-refused mechanism=CRAM-MD5 mechanism_why=encrypted"), NULL },
    { LOGIN ("no-mechanism mechanisms=PLAIN| mechanism_why=forced"), "--mechanism" },
    { LOGIN ("no-mechanism mechanisms=GSSAPI|"), NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (WpReport) report = script_report (rows[i].script);
      const WpFinding *finding;

      script_diagnose (report);
      finding = report->findings->pdata[0];
      g_assert_cmpstr (wp_fields_text (finding->params, WP_KEY_OPTION), ==, rows[i].option);
      g_assert_null (strstr (wp_catalogue_find (finding->id)->remedy_user, "--mechanism"));
    }
}

static void
test_ruled_out (void)
{
  g_autoptr (WpReport) report = script_report (LOGIN ("login-refused"));
  const WpFinding *finding;

  script_diagnose (report);
  finding = report->findings->pdata[0];
  g_assert_cmpuint (finding->ruled_out->len, ==, 2);
  g_assert_cmpstr (finding->ruled_out->pdata[0], ==, "tcp.timeout.port");
  g_assert_cmpstr (finding->ruled_out->pdata[1], ==, "tls.cert.name.generic");
  g_assert_cmpint (finding->confidence, ==, WP_CONFIDENCE_LIKELY);
}

/* The second candidate of the same server, with another user name, shares the first one's steps. */
static void
test_shared_server (void)
{
  g_autoptr (WpReport) report = script_report (ONE "step 1 connect refused\n");
  WpEndpoint *endpoint = wp_endpoint_new (WP_PROTOCOL_IMAP, "mail.example.org", 993,
                                          WP_TLS_IMPLICIT);
  WpCandidate *candidate;

  endpoint->username = g_strdup ("%EMAILLOCALPART%");
  candidate = wp_report_add_candidate (report, endpoint, report->sources->pdata[0],
                                       WP_TRUST_PROVIDER_HTTPS);
  candidate->rank = 2;
  wp_report_service (report, WP_PROTOCOL_IMAP)->candidate = candidate->id;
  script_diagnose (report);
  g_assert_cmpuint (report->findings->len, ==, 1);
  g_assert_cmpint (((WpFinding *) report->findings->pdata[0])->severity, ==, WP_SEVERITY_BLOCK);
}

static void
test_strict (void)
{
  g_autoptr (WpReport) report = script_report (
      ACCOUNT IMAP "service imap yes 1 asked\nstep 1 connect ok ipv4=connected ipv6=failed\n");

  script_diagnose (report);
  g_assert_cmpint (wp_diagnose_exit (report, FALSE), ==, 0);
  g_assert_cmpint (wp_diagnose_exit (report, TRUE), ==, 1);
}

static void
test_several_exit_codes (void)
{
  /* 4 before 1 before 3 before 2 */
  g_autoptr (WpReport) report = script_report (
      ACCOUNT "candidate imap mail.example.org 993 implicit user\n"
              "candidate smtp other.example.org 465 implicit user\nservice imap no 1 asked\n"
              "service smtp no 2 asked\nstep 1 connect refused\nstep 2 connect denied\n");

  script_diagnose (report);
  g_assert_cmpint (report->exit, ==, 1);
  wp_report_add_question (report, wp_question_new ("password", NULL));
  g_assert_cmpint (wp_diagnose_exit (report, FALSE), ==, 4);
}

static const struct
{
  const char *name;
  const char *script;
  int probe; /* -1: none */
  guint parent;
} probes[] = {
  { "silent-starttls", ONE_START UP "step 1 greeting silent\n", WP_PROBE_TLS_ON_SAME_PORT, 3 },
  { "closed-starttls", ONE_START UP "step 1 greeting closed\n", WP_PROBE_TLS_ON_SAME_PORT, 3 },
  { "silent-inside-tls", ONE UP "tls 1 ok\nstep 1 greeting silent\n", -1, 0 },
  { "peer-known", ONE UP "tls 1 not-tls version=none peer_protocol=smtp\n", -1, 0 },
  { "peer-unknown", ONE UP "tls 1 not-tls version=none peer_protocol=unknown\n",
    WP_PROBE_PLAIN_ON_SAME_PORT, 3 },
  { "tls-silence", ONE UP "tls 1 timed-out version=none\n", WP_PROBE_PLAIN_ON_SAME_PORT, 3 },
  { "tls-fails-inside-starttls", ONE_START UP "step 1 greeting ok\ntls 1 closed version=none\n", -1,
    0 },
  { "done-already", ONE_START UP "step 1 greeting silent\nstep 1 probe closed parent=3\n", -1, 0 },
  { "refused", ONE "step 1 connect refused\n", -1, 0 },
  { "login-refused", LOGIN ("login-refused"), -1, 0 },
  { "nothing-yet", ONE, -1, 0 },
};

static void
test_probes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (probes); i++)
    {
      g_autoptr (WpReport) report = script_report (probes[i].script);
      WpProbe probe = WP_PROBE_TLS_ON_SAME_PORT;
      guint parent = 0;
      gboolean is_called_for = wp_diagnose_probe (report, 1, &probe, &parent);

      g_test_message ("%s", probes[i].name);
      g_assert_cmpint (is_called_for ? (int) probe : -1, ==, probes[i].probe);
      g_assert_cmpuint (parent, ==, probes[i].parent);
    }
}

static void
test_questions (void)
{
  static const char *const ids[] = { "password",    "foreign",      "mx",          "guess",
                                     "http",        "private",      "port",        "pin",
                                     "report-host", "second-login", "send-address" };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      const WpQuestionText *text = wp_questions_find (ids[i]);

      g_assert_nonnull (text);
      g_assert_true (g_str_has_suffix (text->text, "?"));
      g_assert_nonnull (text->yes);
    }
  g_assert_null (wp_questions_find ("nothing"));
}

/* Who waits is spared the question about the risk, and not the one for the password. */
static void
test_wait_is_the_safe_way (void)
{
  static const char wait[] = "The safe way";
  static const char since[] = "wait until 15 minutes have passed since the last refusal";
  const struct
  {
    const char *text;
    const char *spared;
  } rows[] = {
    { wp_questions_find ("second-login")->text, "; Waypost then logs in without this question. " },
    { wp_catalogue_find ("auth.budget.spent")->remedy_user,
      "; Waypost then logs in without asking whether to risk it. " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_nonnull (strstr (rows[i].text, wait));
      g_assert_nonnull (strstr (rows[i].text, since));
      g_assert_nonnull (strstr (rows[i].text, rows[i].spared));
      g_assert_null (strstr (rows[i].text, "not asked"));
      g_assert_null (strstr (rows[i].text, "nothing is asked"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/diagnose/case/%s", cases[i].name);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_case);
    }
  g_test_add_func ("/diagnose/catalogue", test_catalogue);
  g_test_add_func ("/diagnose/help-pages", test_help_pages);
  g_test_add_func ("/diagnose/no-dead-entry", test_no_dead_entry);
  g_test_add_func ("/diagnose/rules-have-texts", test_rules_have_texts);
  g_test_add_func ("/diagnose/placeholders", test_placeholders_are_filled);
  g_test_add_func ("/diagnose/every-outcome", test_every_outcome_is_explained);
  g_test_add_func ("/diagnose/merge", test_merge);
  g_test_add_func ("/diagnose/two-hosts", test_two_hosts_are_two_findings);
  g_test_add_func ("/diagnose/order", test_order);
  g_test_add_func ("/diagnose/shared-port", test_shared_port);
  g_test_add_func ("/diagnose/pin", test_pin);
  g_test_add_func ("/diagnose/forced-mechanism", test_forced_mechanism);
  g_test_add_func ("/diagnose/ruled-out", test_ruled_out);
  g_test_add_func ("/diagnose/shared-server", test_shared_server);
  g_test_add_func ("/diagnose/strict", test_strict);
  g_test_add_func ("/diagnose/several-exit-codes", test_several_exit_codes);
  g_test_add_func ("/diagnose/probes", test_probes);
  g_test_add_func ("/diagnose/questions", test_questions);
  g_test_add_func ("/diagnose/wait-is-the-safe-way", test_wait_is_the_safe_way);
  return g_test_run ();
}
