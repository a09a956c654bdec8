/* The settings sheet: what works and what the answer needs, incoming first; no password. */
#include "render/sheet.h"

#include <string.h>

#include "advise/advise.h"
#include "samples.h"
#include "script.h"

static const WpRenderStyle style = { .columns = 80, .is_utf8 = TRUE };

#define TESTED "The password is the one that was tested. It is not on this sheet and was not saved."
#define BOTH_TESTED                                                                                \
  "Both passwords are the ones that were tested. They are not on this sheet and were not saved."
#define UNTESTED "The password is not on this sheet, and none was tested."
#define NONE "No server was found to work, so none is on this sheet."

#define TWO(more)                                                                                  \
  "account anna@example.org\n"                                                                     \
  "candidate imap imap.example.org 993 implicit user\n"                                            \
  "candidate smtp smtp.example.org 465 implicit user\n"                                            \
  "service imap yes 1 asked\nservice smtp " more "\n"

static const struct
{
  const char *name;
  const char *script;
  WpAdviceOutcome outcome;
  const char *rows; /* label, server, port, encryption, user name; a line each */
  const char *end;  /* of it */
} table[] = {
  { "imap", WELL, WP_ADVICE_IMAP,
    "Incoming (IMAP) imap.example.org 993 TLS anna@example.org\n"
    "Outgoing (SMTP) smtp.example.org 465 TLS anna@example.org\n",
    TESTED },
  { "pop", WELL, WP_ADVICE_POP_KEEP,
    "Incoming (POP3) pop.example.org 995 TLS anna@example.org\n"
    "Outgoing (SMTP) smtp.example.org 465 TLS anna@example.org\n",
    TESTED },
  { "both", WELL, WP_ADVICE_BOTH,
    "Incoming (IMAP) imap.example.org 993 TLS anna@example.org\n"
    "Incoming (POP3) pop.example.org 995 TLS anna@example.org\n"
    "Outgoing (SMTP) smtp.example.org 465 TLS anna@example.org\n",
    TESTED },
  { "no-answer", WELL, WP_ADVICE_UNCLEAR,
    "Incoming (IMAP) imap.example.org 993 TLS anna@example.org\n"
    "Incoming (POP3) pop.example.org 995 TLS anna@example.org\n"
    "Outgoing (SMTP) smtp.example.org 465 TLS anna@example.org\n",
    TESTED },
  { "only-what-is-not-refused", REFUSED, WP_ADVICE_IMAP,
    "Outgoing (SMTP) smtp.example.org 465 TLS anna@example.org\n", UNTESTED },
  { "looked-at", LOOK_ONLY, WP_ADVICE_IMAP,
    "Incoming (IMAP) imap.example.org 993 TLS anna@example.org\n", UNTESTED },
  { "nothing", NOTHING, WP_ADVICE_IMAP, "", NONE },
  { "sending-has-a-password", TWO ("yes 2 own-password"), WP_ADVICE_IMAP,
    "Incoming (IMAP) imap.example.org 993 TLS anna@example.org\n"
    "Outgoing (SMTP) smtp.example.org 465 TLS anna@example.org\n",
    "Sending has a password of its own. " BOTH_TESTED },
  { "sending-has-a-name", TWO ("yes 2 user=anna-out"), WP_ADVICE_IMAP,
    "Incoming (IMAP) imap.example.org 993 TLS anna@example.org\n"
    "Outgoing (SMTP) smtp.example.org 465 TLS anna-out\n",
    "Sending has a user name of its own. " TESTED },
  { "sending-has-both", TWO ("yes 2 own-password user=anna-out"), WP_ADVICE_IMAP,
    "Incoming (IMAP) imap.example.org 993 TLS anna@example.org\n"
    "Outgoing (SMTP) smtp.example.org 465 TLS anna-out\n",
    "Sending has a user name and a password of its own. " BOTH_TESTED },
  { "sending-does-not-work", TWO ("no 2 own-password user=anna-out"), WP_ADVICE_IMAP,
    "Incoming (IMAP) imap.example.org 993 TLS anna@example.org\n", TESTED },
};

static char *
rows_of (const WpReport *report, WpAdviceOutcome outcome)
{
  g_autoptr (GPtrArray) rows = wp_render_sheet (report, outcome, &style);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const WpSheetRow *row = rows->pdata[i];

      g_string_append_printf (out, "%s %s %s %s %s\n", row->label, row->server, row->port,
                              row->encryption, row->username);
    }
  return g_string_free (out, FALSE);
}

static void
test_rows (gconstpointer data)
{
  guint n = GPOINTER_TO_UINT (data);
  g_autoptr (WpReport) report = script_report (table[n].script);
  g_autofree char *rows = rows_of (report, table[n].outcome);
  g_autofree char *end = wp_render_sheet_end (report, table[n].outcome, &style);

  g_assert_cmpstr (rows, ==, table[n].rows);
  g_assert_cmpstr (end, ==, table[n].end);
}

static void
test_text (void)
{
  g_autoptr (WpReport) report = script_report (WELL);
  WpSituation situation;
  WpAdvice advice = { .outcome = WP_ADVICE_POP_KEEP, .days = 30 };
  g_autofree char *text = NULL;

  wp_situation_init (&situation);
  text = wp_render_sheet_text (report, &situation, &advice, &style);

  g_assert_cmpstr (text, ==,
                   "Settings sheet of anna@example.org\n"
                   "\n"
                   "Incoming (POP3)\n"
                   "  Server: pop.example.org\n"
                   "  Port: 995\n"
                   "  Encryption: TLS\n"
                   "  User name: anna@example.org\n"
                   "\n"
                   "Outgoing (SMTP)\n"
                   "  Server: smtp.example.org\n"
                   "  Port: 465\n"
                   "  Encryption: TLS\n"
                   "  User name: anna@example.org\n"
                   "\n"
                   "Leave messages on the server: on; days until they are removed: 30.\n"
                   "Remove from the server what is deleted here: off.\n"
                   "Look for new mail at this interval (minutes): 10.\n"
                   "\n" TESTED "\n");
}

/* Nobody is left to guess that the two passwords differ, and which is whose. */
static void
test_text_of_two (void)
{
  g_autoptr (WpReport) report = script_report (TWO ("yes 2 own-password user=anna-out"));
  WpSituation situation;
  WpAdvice advice = { .outcome = WP_ADVICE_UNCLEAR };
  g_autofree char *text = NULL;

  wp_situation_init (&situation);
  text = wp_render_sheet_text (report, &situation, &advice, &style);
  g_assert_cmpstr (text, ==,
                   "Settings sheet of anna@example.org\n"
                   "\n"
                   "Incoming (IMAP)\n"
                   "  Server: imap.example.org\n"
                   "  Port: 993\n"
                   "  Encryption: TLS\n"
                   "  User name: anna@example.org\n"
                   "\n"
                   "Outgoing (SMTP)\n"
                   "  Server: smtp.example.org\n"
                   "  Port: 465\n"
                   "  Encryption: TLS\n"
                   "  User name: anna-out\n"
                   "  Password: another one, for sending only\n"
                   "\n"
                   "Sending has a user name and a password of its own. " BOTH_TESTED "\n");
}

/* Answered without measuring: what `waypost advise` says of the answer is there to be kept. */
static void
test_text_without_report (void)
{
  WpSituation situation;
  WpAdvice advice;
  g_autofree char *text = NULL, *settings = NULL, *where = NULL;

  wp_situation_init (&situation);
  wp_situation_set (&situation, WP_FACT_DEVICES, 3, WP_ORIGIN_GIVEN);
  wp_advise (&situation, &advice);
  g_assert_cmpint (advice.outcome, ==, WP_ADVICE_IMAP);
  text = wp_render_sheet_text (NULL, &situation, &advice, &style);
  settings = wp_render_sheet_settings (&situation, &advice, &style);
  where = wp_render_advice_text (wp_advise_where (&situation, &advice), NULL, 0, &style);
  g_assert_true (g_str_has_prefix (text, "Answer: "));
  g_assert_nonnull (strstr (text, wp_advise_title (&situation, &advice)));
  g_assert_nonnull (strstr (text, "\nOriginal: "));
  g_assert_nonnull (strstr (text, where));
  g_assert_nonnull (strstr (text, "\nDeleting: "));
  g_assert_nonnull (strstr (text, "\nSecond copy: "));
  g_assert_cmpstr (settings, !=, "");
  g_assert_nonnull (strstr (text, settings));
  g_assert_nonnull (strstr (text, "No server was asked"));
}

static void
test_user_name_is_printable (void)
{
  g_autoptr (WpReport) report = script_report (
      "account anna@example.org\n"
      "candidate imap imap.example.org 143 starttls user\nservice imap yes 1 asked\n");
  WpService *service = report->services->pdata[0];
  g_autofree char *rows = NULL;

  g_free (service->username);
  service->username = g_strdup ("anna\033[2J");
  rows = rows_of (report, WP_ADVICE_IMAP);
  g_assert_null (strchr (rows, '\033'));
  g_assert_nonnull (strstr (rows, "143 STARTTLS anna"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *name = g_strconcat ("/render/sheet/", table[i].name, NULL);

      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_rows);
    }
  g_test_add_func ("/render/sheet/text", test_text);
  g_test_add_func ("/render/sheet/text-of-two", test_text_of_two);
  g_test_add_func ("/render/sheet/text-without-report", test_text_without_report);
  g_test_add_func ("/render/sheet/printable", test_user_name_is_printable);
  return g_test_run ();
}
