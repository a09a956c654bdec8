/* See lint.h. The table of checks, and the engine that runs its rows. */
#include <glib/gi18n-lib.h>

#include "diagnose/lint-private.h"
#include "model/keys.h"

#define AUTOCONFIG (WP_LINT_KIND (AUTOCONFIG_SUBDOMAIN) | WP_LINT_KIND (AUTOCONFIG_WELLKNOWN))
#define PACC WP_LINT_KIND (PACC)
#define POX WP_LINT_KIND (AUTODISCOVER)

static const char label_title[] = N_ ("Service record of the name service (SRV)");

/* Why a label matters: encryption from the first byte, or after STARTTLS. */
static const char why_implicit[] = N_ (
    "Some programs find servers by these records alone. A service that is not offered is "
    "published with the target “.”, so that nobody has to guess.");
static const char why_starttls[] = N_ (
    "The record of the older mode, which begins without encryption (STARTTLS). A service that "
    "is not offered is published with the target “.”, so that nobody has to guess.");

#define LABEL(name, protocol, starttls)                                                            \
  {                                                                                                \
    { "srv." name, label_title, starttls ? why_starttls : why_implicit },                          \
        .whole = wp_lint_srv_label_published, .arg = 2 * (protocol) + (starttls)                   \
  }

static const WpLintRow rows[] = {
  { { "domain.mx", N_ ("Mail exchangers (MX)"),
      N_ ("Without a mail exchanger the domain may get no mail at all, and programs that find "
          "settings by way of it find none.") },
    .whole = wp_lint_mx },
  { { "domain.wildcard", N_ ("Names that do not exist"),
      N_ ("With a wildcard record every name seems to exist. Programs that ask for settings or "
          "guess names get a web site's answer instead of a clear no.") },
    .whole = wp_lint_wildcard },
  { { "domain.dnssec", N_ ("Signed name service (DNSSEC)"),
      N_ ("Unsigned records can be forged on the way. A signature lets programs follow a record to "
          "another domain without asking the person.") },
    .whole = wp_lint_dnssec },

  { { "autoconfig.subdomain", N_ ("Settings file at the autoconfig host"),
      N_ ("Most mail programs ask this address first, and many ask no other. Where they find "
          "nothing they guess.") },
    .source = wp_lint_document_published,
    .kinds = WP_LINT_KIND (AUTOCONFIG_SUBDOMAIN) },
  { { "autoconfig.wellknown", N_ ("Settings file at the well-known address"),
      N_ ("The second address that mail programs ask; a place for the file where there is no "
          "autoconfig host.") },
    .source = wp_lint_document_published,
    .kinds = WP_LINT_KIND (AUTOCONFIG_WELLKNOWN) },
  { { "autoconfig.certificate", N_ ("Certificate of the web server with the settings file"),
      N_ ("Careful programs read no settings from a web server whose certificate does not verify; "
          "others ask again without encryption, which can be forged.") },
    .source = wp_lint_document_certificate,
    .kinds = AUTOCONFIG },
  { { "autoconfig.needs-address", N_ ("Answer without the e-mail address"),
      N_ ("Several programs never put the address into the question. A server that demands it has "
          "no settings for them.") },
    .source = wp_lint_document_address,
    .kinds = AUTOCONFIG },
  { { "autoconfig.html", N_ ("Kind of the answer at the settings address"),
      N_ ("A web page with the status 200 looks like a broken settings file. Where there is none, "
          "404 says so.") },
    .source = wp_lint_document_html,
    .kinds = AUTOCONFIG },
  { { "autoconfig.content-type", N_ ("Type of the settings file"),
      N_ ("Some programs read only what is declared to be XML.") },
    .source = wp_lint_document_type,
    .kinds = AUTOCONFIG },
  { { "autoconfig.redirect", N_ ("Way to the settings file"),
      N_ ("Whoever is redirected to speaks for the domain, so careful programs ask the person "
          "first, and refuse a way without encryption.") },
    .source = wp_lint_document_redirect,
    .kinds = AUTOCONFIG },
  { { "autoconfig.domain", N_ ("Domain that the settings file is for"),
      N_ ("A file that does not name the domain may be meant for another one; some programs refuse "
          "it.") },
    .source = wp_lint_document_domain,
    .kinds = AUTOCONFIG },
  { { "autoconfig.pop3-first", N_ ("Order of IMAP and POP3 in the settings file"),
      N_ ("Some programs take only the first server for receiving. Where that is POP3 they move "
          "the mail to one device, or give up.") },
    .source = wp_lint_pop3_first,
    .kinds = AUTOCONFIG },
  { { "autoconfig.starttls-first", N_ ("Order of the encryption modes in the settings file"),
      N_ ("Encryption from the first byte comes first (RFC 8314): nothing of it can be stripped on "
          "the way.") },
    .source = wp_lint_starttls_first,
    .kinds = AUTOCONFIG },
  { { "autoconfig.plaintext", N_ ("Servers without encryption in the settings file"),
      N_ ("Some programs use such an entry and send the password in the clear; others refuse the "
          "whole file because of it.") },
    .source = wp_lint_document_plaintext,
    .kinds = AUTOCONFIG },
  { { "autoconfig.entries", N_ ("Entries of the settings file"),
      N_ ("One entry that cannot be used makes some programs refuse the whole file.") },
    .source = wp_lint_document_entries,
    .kinds = AUTOCONFIG },
  { { "autoconfig.http", N_ ("Settings over HTTPS"),
      N_ ("What is served without encryption only can be changed by anyone on the way, so careful "
          "programs do not ask for it.") },
    .whole = wp_lint_http_only,
    .kinds = WP_LINT_KIND (AUTOCONFIG_HTTP) },

  { { "pacc.published", N_ ("Automatic configuration (PACC)"),
      N_ ("A young standard that few programs ask for so far.") },
    .whole = wp_lint_optional_published,
    .kinds = PACC },
  { { "pacc.certificate", N_ ("Certificate of the web server with the PACC document"),
      N_ ("A document from a server whose certificate does not verify is not read.") },
    .source = wp_lint_document_certificate,
    .kinds = PACC },
  { { "pacc.redirect", N_ ("Way to the PACC document"), N_ ("The standard allows no redirect.") },
    .source = wp_lint_document_redirect,
    .kinds = PACC },
  { { "pacc.content-type", N_ ("Type of the PACC document"),
      N_ ("Some programs read only what is declared to be JSON.") },
    .source = wp_lint_document_type,
    .kinds = PACC },
  { { "pacc.digest", N_ ("Digest of the PACC document"),
      N_ ("A document that no TXT record vouches for must be rejected. When it changes, publish "
          "the new digest beside the old one first, and remove the old one after a TTL.") },
    .source = wp_lint_document_digest,
    .kinds = PACC },
  { { "pacc.entries", N_ ("Entries of the PACC document"),
      N_ ("A service whose entry cannot be used counts as not offered.") },
    .source = wp_lint_document_entries,
    .kinds = PACC },

  { { "autodiscover.published", N_ ("Autodiscover"),
      N_ ("Outlook and some phones ask for it; other programs do without.") },
    .whole = wp_lint_optional_published,
    .kinds = POX },
  { { "autodiscover.certificate", N_ ("Certificate of the Autodiscover server"),
      N_ ("An answer from a server whose certificate does not verify is not read.") },
    .source = wp_lint_document_certificate,
    .kinds = POX },
  { { "mailconf.published", N_ ("TXT record that leads to the settings file (mailconf)"),
      N_ ("A custom that few programs know; nothing is lost without it.") },
    .whole = wp_lint_optional_published,
    .kinds = WP_LINT_KIND (MAILCONF) },

  LABEL ("imaps", WP_PROTOCOL_IMAP, 0),
  LABEL ("imap", WP_PROTOCOL_IMAP, 1),
  LABEL ("pop3s", WP_PROTOCOL_POP3, 0),
  LABEL ("pop3", WP_PROTOCOL_POP3, 1),
  LABEL ("submissions", WP_PROTOCOL_SMTP, 0),
  LABEL ("submission", WP_PROTOCOL_SMTP, 1),
  { { "srv.target", N_ ("Targets of the service records"),
      N_ ("A target must be a name with addresses of its own, no alias (RFC 2782): else some "
          "programs find no server, or compare the certificate with another name.") },
    .whole = wp_lint_srv_target },
  { { "srv.foreign", N_ ("Targets in another domain"),
      N_ ("Anyone on the way can forge an unsigned record. So a target outside the domain has to "
          "be accepted by a person before anything is sent there.") },
    .whole = wp_lint_srv_foreign },
  { { "srv.port", N_ ("Ports of the service records"),
      N_ ("Networks often let only the usual ports through, and port 25 is for mail between "
          "servers.") },
    .whole = wp_lint_srv_port },
  { { "srv.pop3-first", N_ ("Priority of IMAP and POP3"),
      N_ ("The smaller number is what the provider prefers (RFC 6186). With POP3 first, programs "
          "move the mail to one device.") },
    .whole = wp_lint_srv_pop3_first },
  { { "srv.starttls-first", N_ ("Priority of the encryption modes"),
      N_ ("The smaller number is preferred, and encryption from the first byte is to be (RFC "
          "8314).") },
    .whole = wp_lint_srv_starttls_first },
  { { "settings.agree", N_ ("Agreement of the sources"),
      N_ ("Each program asks other sources. Where they differ, two people at one desk get "
          "different servers.") },
    .whole = wp_lint_agree },

  { { "server.reachable", N_ ("Connection to the servers"),
      N_ ("A server that is named and does not answer costs every new customer a failed try.") },
    .server = wp_lint_server_reachable },
  { { "server.starttls", N_ ("STARTTLS"),
      N_ ("Where it is published and not offered, careful programs stop, and careless ones send "
          "the password in the clear.") },
    .server = wp_lint_server_starttls },
  { { "server.tls", N_ ("Encryption"),
      N_ ("Nothing is sent without TLS 1.2 or later (RFC 8997).") },
    .server = wp_lint_server_tls },
  { { "server.certificate.name", N_ ("Names in the certificate"),
      N_ ("A certificate for another name is refused, or teaches people to click warnings away.") },
    .server = wp_lint_certificate_name },
  { { "server.certificate.dates", N_ ("Validity of the certificate"),
      N_ ("From the day on which it expires no program connects any more.") },
    .server = wp_lint_certificate_dates },
  { { "server.certificate.chain", N_ ("Issuer of the certificate"),
      N_ ("Programs trust the authorities of their system and what the server sends along, nothing "
          "else.") },
    .server = wp_lint_certificate_chain },
  { { "server.greeting", N_ ("Greeting of the servers"),
      N_ ("A server that greets with another protocol, or not at all, is of no use.") },
    .server = wp_lint_server_greeting },
  { { "server.ipv6", N_ ("Servers by IPv6"),
      N_ ("Some networks have only IPv6, and where a published address does not answer, programs "
          "wait for it before they try IPv4.") },
    .server = wp_lint_server_ipv6 },
};

const char *
wp_lint_status_id (WpLintStatus status)
{
  static const char *const ids[WP_N_LINT_STATUSES] = { "ok", "warn", "fail", "unknown" };

  return ids[status];
}

guint
wp_lint_count_texts (void)
{
  return G_N_ELEMENTS (rows);
}

const WpLintText *
wp_lint_nth_text (guint n)
{
  return n < G_N_ELEMENTS (rows) ? &rows[n].text : NULL;
}

void
wp_lint_check_free (WpLintCheck *check)
{
  if (check == NULL)
    return;
  wp_fields_free (check->params);
  g_free (check->where);
  g_free (check);
}

WpLintCheck *
wp_lint_add (
    WpLint *lint, WpLintStatus status, const char *where, const char *is, const char *should_be)
{
  WpLintCheck *check = g_new0 (WpLintCheck, 1);

  check->text = &lint->row->text;
  check->status = status;
  check->is = is;
  check->should_be = should_be;
  check->where = g_strdup (where);
  check->params = wp_fields_new ();
  wp_fields_set_text (check->params, WP_KEY_DOMAIN, lint->domain);
  g_ptr_array_add (lint->checks, check);
  return check;
}

WpLintCheck *
wp_lint_note (WpLint *lint, const char *where, const char *is)
{
  WpLintCheck *check = wp_lint_add (lint, WP_LINT_OK, where, is, NULL);

  check->is_note = TRUE;
  return check;
}

void
wp_lint_add_line (WpLintCheck *check, char *line_taken)
{
  const char *const *lines = wp_fields_list (check->params, WP_KEY_RECORDS);
  g_autoptr (GPtrArray) more = g_ptr_array_new ();

  for (; lines != NULL && *lines != NULL; lines++)
    g_ptr_array_add (more, (gpointer) *lines);
  g_ptr_array_add (more, line_taken);
  g_ptr_array_add (more, NULL);
  wp_fields_set_list (check->params, WP_KEY_RECORDS, (const char *const *) more->pdata);
  check->should_be = WP_LINT_LINES;
  g_free (line_taken);
}

void
wp_lint_put_endpoint (WpLintCheck *check, const WpEndpoint *endpoint)
{
  wp_fields_set_text (check->params, WP_KEY_HOST, endpoint->host);
  wp_fields_set_number (check->params, WP_KEY_PORT, endpoint->port);
  wp_fields_set_text (check->params, WP_KEY_PROTOCOL, wp_protocol_id (endpoint->protocol));
}

static const struct
{
  WpOutcome outcome;
  const char *is;
} reasons[] = {
  { WP_OUTCOME_NOT_TESTED, N_ ("This was not asked.") },
  { WP_OUTCOME_CANCELLED, N_ ("The run ended before the answer came.") },
  { WP_OUTCOME_SERVFAIL, N_ ("The name service could not answer.") },
  { WP_OUTCOME_DNS_REFUSED, N_ ("The name server refuses the question.") },
  { WP_OUTCOME_DNS_TIMED_OUT, N_ ("No name server answered in time.") },
  { WP_OUTCOME_DNS_MALFORMED, N_ ("The name server's answer cannot be read.") },
  { WP_OUTCOME_BOGUS, N_ ("The signature of the name is broken, so its records are not read.") },
  { WP_OUTCOME_TIMED_OUT, N_ ("No answer came in time.") },
  { WP_OUTCOME_UNREACHABLE, N_ ("No way leads there from this network.") },
  { WP_OUTCOME_DENIED, N_ ("This computer or network does not let the question out.") },
  { WP_OUTCOME_UNTRUSTED,
    N_ ("The certificate does not verify, so nothing was asked of the server.") },
};

/* A note of the source is a msgid, too; it outlives the report as an interned text. */
WpLintCheck *
wp_lint_not_told (WpLint *lint, const char *where, const WpSource *source)
{
  WpOutcome outcome = source == NULL ? WP_OUTCOME_NOT_TESTED : source->outcome;
  const char *is = N_ ("No settings could be read from there.");
  WpLintCheck *check;

  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (reasons[i].outcome == outcome)
      is = reasons[i].is;
  if (source != NULL && source->status == WP_SOURCE_STATUS_SKIPPED && source->note != NULL)
    is = g_intern_string (source->note);
  check = wp_lint_add (lint, WP_LINT_UNKNOWN, where, is, NULL);
  check->is_blind = source != NULL && source->status == WP_SOURCE_STATUS_FAILED
                    && wp_lint_is_blind (outcome);
  return check;
}

static void
run_on_sources (WpLint *lint, const WpLintRow *row)
{
  guint seen = 0;

  for (guint i = 0; i < lint->report->sources->len; i++)
    {
      const WpSource *source = lint->report->sources->pdata[i];

      if ((row->kinds & 1u << source->kind) == 0)
        continue;
      seen |= 1u << source->kind;
      row->source (lint, source);
    }
  for (guint kind = 0; kind < WP_N_SOURCE_KINDS; kind++)
    if ((row->kinds & ~seen & 1u << kind) != 0)
      {
        g_autofree char *place = wp_lint_place (lint, (WpSourceKind) kind);

        wp_lint_not_told (lint, place, NULL);
      }
}

static void
server_free (gpointer data)
{
  WpLintServer *server = data;

  g_free (server->place);
  g_free (server);
}

GPtrArray *
wp_lint (const WpReport *report)
{
  g_autoptr (GPtrArray) servers = wp_lint_servers (report);
  WpLint lint = { .report = report, .servers = servers };

  g_ptr_array_set_free_func (servers, server_free);
  lint.checks = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_lint_check_free);
  if (report->account == NULL)
    return lint.checks;
  lint.domain = report->account->domain_ascii;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      lint.row = &rows[i];
      if (rows[i].source != NULL)
        run_on_sources (&lint, &rows[i]);
      else if (rows[i].server != NULL)
        for (guint n = 0; n < servers->len; n++)
          rows[i].server (&lint, servers->pdata[n]);
      else
        rows[i].whole (&lint);
    }
  return lint.checks;
}

gboolean
wp_lint_is_published (const WpReport *report)
{
  for (guint i = 0; i < report->sources->len; i++)
    {
      const WpSource *source = report->sources->pdata[i];

      if ((WP_LINT_OWN_KINDS & 1u << source->kind) != 0
          && (source->status == WP_SOURCE_STATUS_FOUND
              || source->outcome == WP_OUTCOME_NOT_OFFERED))
        return TRUE;
    }
  return FALSE;
}

static gboolean
exists (const WpReport *report)
{
  WpLint lint = { .report = report };
  const WpStep *step = report->account == NULL
                           ? NULL
                           : wp_lint_question (&lint, report->account->domain_ascii, "MX");

  return step == NULL || step->outcome != WP_OUTCOME_NXDOMAIN;
}

int
wp_lint_exit (const WpReport *report, const GPtrArray *checks, gboolean is_strict)
{
  guint counts[WP_N_LINT_STATUSES] = { 0 };
  gboolean is_blind = FALSE;

  for (guint i = 0; i < checks->len; i++)
    {
      const WpLintCheck *check = checks->pdata[i];

      counts[check->status]++;
      is_blind |= check->is_blind;
    }
  if (!exists (report) && !wp_lint_is_published (report))
    return 2;
  if (counts[WP_LINT_FAIL] > 0 || (is_strict && counts[WP_LINT_WARN] > 0))
    return 1;
  if (is_blind)
    return 3;
  return wp_lint_is_published (report) ? 0 : 2;
}
