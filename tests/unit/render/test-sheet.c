/* The settings sheet: what works and what the answer needs, incoming first; no password. */
#include "render/sheet.h"

#include <string.h>

#include "samples.h"
#include "script.h"

static const WpRenderStyle style = { .columns = 80, .is_utf8 = TRUE };

static const struct
{
  const char *name;
  const char *script;
  WpAdviceOutcome outcome;
  const char *rows; /* label, server, port, encryption, user name; a line each */
  gboolean is_tested;
} table[] = {
  { "imap", WELL, WP_ADVICE_IMAP,
    "Incoming (IMAP) imap.example.org 993 TLS anna@example.org\n"
    "Outgoing (SMTP) smtp.example.org 465 TLS anna@example.org\n",
    TRUE },
  { "pop", WELL, WP_ADVICE_POP_KEEP,
    "Incoming (POP3) pop.example.org 995 TLS anna@example.org\n"
    "Outgoing (SMTP) smtp.example.org 465 TLS anna@example.org\n",
    TRUE },
  { "both", WELL, WP_ADVICE_BOTH,
    "Incoming (IMAP) imap.example.org 993 TLS anna@example.org\n"
    "Incoming (POP3) pop.example.org 995 TLS anna@example.org\n"
    "Outgoing (SMTP) smtp.example.org 465 TLS anna@example.org\n",
    TRUE },
  { "no-answer", WELL, WP_ADVICE_UNCLEAR,
    "Incoming (IMAP) imap.example.org 993 TLS anna@example.org\n"
    "Incoming (POP3) pop.example.org 995 TLS anna@example.org\n"
    "Outgoing (SMTP) smtp.example.org 465 TLS anna@example.org\n",
    TRUE },
  { "only-what-is-not-refused", REFUSED, WP_ADVICE_IMAP,
    "Outgoing (SMTP) smtp.example.org 465 TLS anna@example.org\n", FALSE },
  { "looked-at", LOOK_ONLY, WP_ADVICE_IMAP,
    "Incoming (IMAP) imap.example.org 993 TLS anna@example.org\n", FALSE },
  { "nothing", NOTHING, WP_ADVICE_IMAP, "", FALSE },
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
  g_autofree char *password = wp_render_sheet_password (report, &style);

  g_assert_cmpstr (rows, ==, table[n].rows);
  g_assert_cmpint (strstr (password, ": as tested") != NULL, ==, table[n].is_tested);
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
                   "Mail settings of anna@example.org\n"
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
                   "\n"
                   "Password: as tested. It is not on this sheet and was not saved.\n");
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
  g_test_add_func ("/render/sheet/printable", test_user_name_is_printable);
  return g_test_run ();
}
