/* Lint: each check in each of its states, the exit code, and what every text must hold to. */
#include "diagnose/lint.h"

#include <string.h>

#include "base/subst.h"
#include "lint-cases.h"
#include "script.h"

static char *
value_of (const WpField *field, const char *between)
{
  switch (field->kind)
    {
    case WP_FIELD_NUMBER:
    case WP_FIELD_FLAG:
      return g_strdup_printf ("%" G_GINT64_FORMAT, field->number);
    case WP_FIELD_LIST:
      return g_strjoinv (between, field->list);
    case WP_FIELD_TEXT:
    default:
      return g_strdup (field->text);
    }
}

typedef struct
{
  const WpLintCheck *check;
  const char *between;
  GPtrArray *values;
} Filling;

/* A placeholder without a value is a mistake of the rule. */
static const char *
look_up (const char *name, gpointer data)
{
  Filling *filling = data;
  const WpField *field = wp_fields_find (filling->check->params, name);

  if (field == NULL)
    g_error ("%s: nothing for {%s}", filling->check->text->id, name);
  g_ptr_array_add (filling->values, value_of (field, filling->between));
  return filling->values->pdata[filling->values->len - 1];
}

static char *
fill (const WpLintCheck *check, const char *msgid)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  gboolean is_lines = g_strcmp0 (msgid, WP_LINT_LINES) == 0;
  Filling filling = { check, is_lines ? "\n" : ", ", values };

  return msgid == NULL ? NULL : wp_subst (msgid, look_up, &filling);
}

static gboolean
fits (const WpLintCheck *check, guint row)
{
  return g_str_equal (check->text->id, cases[row].id) && check->status == cases[row].status
         && (cases[row].where == NULL || g_strcmp0 (check->where, cases[row].where) == 0);
}

static void
complain (guint row, const GPtrArray *checks)
{
  for (guint i = 0; i < checks->len; i++)
    {
      const WpLintCheck *check = checks->pdata[i];
      g_autofree char *is = fill (check, check->is);
      g_autofree char *should_be = fill (check, check->should_be);

      if (g_str_equal (check->text->id, cases[row].id))
        g_test_message ("%s at %s: %s | %s", wp_lint_status_id (check->status), check->where, is,
                        should_be);
    }
  g_error ("row %u: %s is not %s at %s, or says something else:\n%s", row, cases[row].id,
           wp_lint_status_id (cases[row].status), cases[row].where, cases[row].script);
}

static gboolean
says_as_expected (const WpLintCheck *check, guint row)
{
  g_autofree char *is = fill (check, check->is);
  g_autofree char *should_be = fill (check, check->should_be);

  if (cases[row].is != NULL && !g_str_equal (is, cases[row].is))
    return FALSE;
  return cases[row].should_be == ANY ? should_be != NULL
                                     : g_strcmp0 (should_be, cases[row].should_be) == 0;
}

static void
test_cases (void)
{
  for (guint row = 0; row < G_N_ELEMENTS (cases); row++)
    {
      g_autoptr (WpReport) report = script_report (cases[row].script);
      g_autoptr (GPtrArray) checks = wp_lint (report);
      guint n = 0;

      for (guint i = 0; i < checks->len; i++)
        n += fits (checks->pdata[i], row) && says_as_expected (checks->pdata[i], row);
      if (n == 0)
        complain (row, checks);
    }
}

static gboolean
is_in_cases (const char *id, guint statuses)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    if (g_str_equal (cases[i].id, id) && (statuses & 1u << cases[i].status) != 0)
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (never); i++)
    if (g_str_equal (never[i].id, id) && (statuses & 1u << never[i].status) != 0)
      return TRUE;
  return FALSE;
}

/* Each check is seen in each state: well, complained of, not known. */
static void
test_all_states (void)
{
  static const guint states[] = {
    1u << WP_LINT_OK,
    1u << WP_LINT_WARN | 1u << WP_LINT_FAIL,
    1u << WP_LINT_UNKNOWN,
  };

  for (guint i = 0; i < wp_lint_count_texts (); i++)
    for (guint n = 0; n < G_N_ELEMENTS (states); n++)
      if (!is_in_cases (wp_lint_nth_text (i)->id, states[n]))
        g_error ("%s has no row in state %u", wp_lint_nth_text (i)->id, n);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean is_known = FALSE;

      for (guint n = 0; n < wp_lint_count_texts (); n++)
        is_known |= g_str_equal (wp_lint_nth_text (n)->id, cases[i].id);
      if (!is_known)
        g_error ("there is no check %s", cases[i].id);
    }
}

/* Whatever was seen: texts fill, what is wrong says what should be, nothing that was not seen is
 * well, and each complaint has its place. */
static void
test_invariants (void)
{
  for (guint row = 0; row < G_N_ELEMENTS (cases); row++)
    {
      g_autoptr (WpReport) report = script_report (cases[row].script);
      g_autoptr (GPtrArray) checks = wp_lint (report);

      for (guint i = 0; i < checks->len; i++)
        {
          const WpLintCheck *check = checks->pdata[i];
          g_autofree char *is = fill (check, check->is);
          g_autofree char *should_be = fill (check, check->should_be);

          g_assert_nonnull (is);
          g_assert_true (check->where != NULL && *check->where != '\0');
          if (strchr (is, '?') != NULL)
            g_error ("row %u: %s: %s", row, check->text->id, is);
          if (check->status == WP_LINT_WARN || check->status == WP_LINT_FAIL)
            g_assert_nonnull (should_be);
          if (check->status == WP_LINT_UNKNOWN)
            g_assert_null (should_be);
          if (check->is_note)
            g_assert_cmpint (check->status, ==, WP_LINT_OK);
          if (check->is_blind || check->is_implied)
            g_assert_cmpint (check->status, ==, WP_LINT_UNKNOWN);
          g_assert_false (check->is_blind && check->is_implied);
        }
    }
}

/* Of a report in which nothing was asked, nothing is well. */
static void
test_nothing_seen (void)
{
  g_autoptr (WpReport) report = script_report (ACCOUNT);
  g_autoptr (WpReport) empty = script_report ("");
  g_autoptr (GPtrArray) checks = wp_lint (report);
  g_autoptr (GPtrArray) none = wp_lint (empty);

  g_assert_cmpuint (checks->len, >, 20);
  for (guint i = 0; i < checks->len; i++)
    g_assert_cmpint (((const WpLintCheck *) checks->pdata[i])->status, ==, WP_LINT_UNKNOWN);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_exit (void)
{
  static const struct
  {
    const char *script;
    int code;
    int strict;
  } rows[] = {
    { AC (GOOD " flaws=other-domain"), 0, 1 },
    { AC (GOOD), 0, 0 },
    { AC (GOOD " flaws=plaintext"), 1, 1 },
    { AC (ABSENT), 2, 1 },
    { PACC (ABSENT), 2, 2 },
    { ACCOUNT, 2, 2 },
    { AC (LATE), 3, 3 },
    { AC (LATE) "step 0 resolve no-data name=example.org type=MX\n", 3, 1 },
    { ACCOUNT SRV ("_imaps", "not-found not-offered"), 0, 0 },
    { AC ("skipped not-tested note=x"), 2, 2 },
    /* Broken, and this network failed elsewhere: what is certain comes first. */
    { AC (GOOD " flaws=plaintext") SRV ("_imaps", "failed dns-timed-out"), 1, 1 },
    { PACC ("failed digest-mismatch http=200 flaws=other-digest"), 1, 1 },
    { SERVER "step 1 connect timed-out\n", 3, 3 },
    { AC (ABSENT) "step 0 resolve nxdomain name=example.org type=MX\n", 2, 2 },
    /* A wildcard's web page is no settings. */
    { AC ("not-settings not-settings http=200 https=yes flaws=web-page") "step 0 resolve ok "
                                                                         "name=wp1.example.org "
                                                                         "wildcard=yes\n",
      2, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (WpReport) report = script_report (rows[i].script);
      g_autoptr (GPtrArray) checks = wp_lint (report);

      if (wp_lint_exit (report, checks, FALSE) != rows[i].code
          || wp_lint_exit (report, checks, TRUE) != rows[i].strict)
        g_error ("row %u: %d, strict %d", i, wp_lint_exit (report, checks, FALSE),
                 wp_lint_exit (report, checks, TRUE));
    }
}

static void
test_texts (void)
{
  for (guint i = 0; i < wp_lint_count_texts (); i++)
    {
      const WpLintText *text = wp_lint_nth_text (i);

      g_assert_true (g_str_has_suffix (text->why, "."));
      g_assert_true (g_str_has_suffix (text->well, "."));
      g_assert_true (g_str_has_suffix (text->mend, "."));
      g_assert_true (wp_lint_find_text (text->id) == text);
      g_assert_null (strchr (text->well, '{'));
      g_assert_null (strchr (text->mend, '{'));
      g_assert_false (g_str_has_suffix (text->title, "."));
      g_assert_null (strchr (text->title, '{'));
      g_assert_null (strchr (text->why, '{'));
      for (guint n = 0; n < i; n++)
        g_assert_cmpstr (wp_lint_nth_text (n)->id, !=, text->id);
    }
  g_assert_null (wp_lint_nth_text (wp_lint_count_texts ()));
}

/* Of a domain that is not there, or that takes no mail, nothing is asked for. */
static void
test_nothing_wanted (void)
{
  g_autoptr (WpReport) report = script_report (
      AC ("failed nxdomain") "step 0 resolve nxdomain name=example.org type=MX\n");
  g_autoptr (WpReport) null_mx = script_report (
      AC (ABSENT) AND_WK (ABSENT) SRV ("_imaps", "not-found no-data dnssec=no") SRV (
          "_imap",
          "not-found no-data dnssec=no") "step 0 resolve not-offered name=example.org type=MX\n");
  g_autoptr (GPtrArray) checks = wp_lint (report);
  g_autoptr (GPtrArray) of_null_mx = wp_lint (null_mx);

  g_assert_cmpuint (checks->len, ==, 1);
  g_assert_false (wp_lint_exists (report));
  g_assert_true (wp_lint_is_null_mx (null_mx));
  for (guint i = 0; i < of_null_mx->len; i++)
    g_assert_null (((const WpLintCheck *) of_null_mx->pdata[i])->should_be);
}

static void
test_blindness (void)
{
  g_autoptr (WpReport) dead = script_report (
      AC ("failed dns-timed-out") "step 0 resolve dns-timed-out name=example.org type=MX\n");
  g_autoptr (WpReport) absent = script_report (AC (ABSENT));
  g_autoptr (WpReport) found = script_report (AC (GOOD) AND_WK (LATE));
  g_autoptr (GPtrArray) of_dead = wp_lint (dead);
  g_autoptr (GPtrArray) of_absent = wp_lint (absent);
  g_autoptr (GPtrArray) of_found = wp_lint (found);

  g_assert_cmpstr (wp_lint_blindness (dead, of_dead)->is, ==, "No name server answered in time.");
  g_assert_null (wp_lint_blindness (absent, of_absent));
  g_assert_null (wp_lint_blindness (found, of_found));
}

/* Two sources that differ in every server of a protocol contradict each other once there. */
static void
test_conflict_once (void)
{
  g_autoptr (WpReport) report = script_report (
      SERVER "says 1 imap imap.example.org 143 starttls\n"
             "source srv _imaps._tcp.example.org found ok\n"
             "source srv _imap._tcp.example.org found ok\n"
             "says 2 imap old.example.org 993 implicit\nsays 3 imap old.example.org 143 starttls\n"
             "conflict 1 3\nconflict 1 4\nconflict 2 3\nconflict 2 4\n");
  g_autoptr (GPtrArray) checks = wp_lint (report);
  guint n = 0;

  for (guint i = 0; i < checks->len; i++)
    {
      const WpLintCheck *check = checks->pdata[i];

      if (!g_str_equal (check->text->id, "settings.agree"))
        continue;
      n++;
      g_assert_cmpstr (check->where, ==, "_imaps._tcp.example.org");
    }
  g_assert_cmpuint (n, ==, 1);
}

/* Each check has its section on the help page, under the title that people saw. */
static void
test_help (void)
{
  g_autofree char *page = NULL;

  g_assert_true (g_file_get_contents (HELP_DIR "/lint.page", &page, NULL, NULL));
  for (guint i = 0; i < wp_lint_count_texts (); i++)
    {
      const WpLintText *text = wp_lint_nth_text (i);
      g_autofree char *section = g_strdup_printf ("<section id=\"%s\">\n    <title>%s</title>",
                                                  text->id, text->title);

      if (strstr (page, section) == NULL)
        g_error ("%s is not told of in lint.page", text->id);
    }
}

/* A server that two sources name is spoken of once; one that only a guess named, not at all. */
static void
test_servers_once (void)
{
  g_autoptr (WpReport) report = script_report (
      SERVER SRV ("_imaps", "found ok") "says 2 " IMAPS "\nsource guess example.org found ok\n"
                                        "says 3 imap mail.example.org 993 implicit\n" UP);
  g_autoptr (GPtrArray) checks = wp_lint (report);
  guint n = 0;

  for (guint i = 0; i < checks->len; i++)
    n += g_str_equal (((const WpLintCheck *) checks->pdata[i])->text->id, "server.reachable");
  g_assert_cmpuint (n, ==, 1);
}

/* The ports that lint takes for those of mail are the ones that the fence lets through. */
static void
test_ports (void)
{
  g_autoptr (WpReport) report = script_report (SERVER);
  const WpCandidate *candidate = report->candidates->pdata[0];

  for (guint port = 1; port < 10000; port++)
    {
      g_autoptr (GPtrArray) checks = NULL;
      guint n = 0;

      candidate->endpoint->port = (guint16) port;
      checks = wp_lint (report);
      for (guint i = 0; i < checks->len; i++)
        n += strstr (((const WpLintCheck *) checks->pdata[i])->is, "not one for mail") != NULL;
      g_assert_cmpuint (n, ==, wp_port_is_for_mail ((guint16) port) ? 0 : 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lint/cases", test_cases);
  g_test_add_func ("/lint/all-states", test_all_states);
  g_test_add_func ("/lint/invariants", test_invariants);
  g_test_add_func ("/lint/nothing-seen", test_nothing_seen);
  g_test_add_func ("/lint/exit", test_exit);
  g_test_add_func ("/lint/texts", test_texts);
  g_test_add_func ("/lint/servers-once", test_servers_once);
  g_test_add_func ("/lint/conflict-once", test_conflict_once);
  g_test_add_func ("/lint/nothing-wanted", test_nothing_wanted);
  g_test_add_func ("/lint/ports", test_ports);
  g_test_add_func ("/lint/blindness", test_blindness);
  g_test_add_func ("/lint/help", test_help);
  return g_test_run ();
}
