/* The checks of lint, in the order in which they are made: what each is called and says of itself,
 * and the rule that makes it. */
#include <glib/gi18n-lib.h>

#include "diagnose/lint-private.h"

#define AUTOCONFIG (WP_LINT_KIND (AUTOCONFIG_SUBDOMAIN) | WP_LINT_KIND (AUTOCONFIG_WELLKNOWN))
#define PACC WP_LINT_KIND (PACC)
#define POX WP_LINT_KIND (AUTODISCOVER)

static const char label_title[] = N_ ("Service record of the name service (SRV)");
static const char label_well[] = N_ (
    "The service record says which server there is, or that there is none.");
static const char label_mend[] = N_ (
    "A record of this label in the zone: priority, weight, port and name of the server; “0 0 0 .” "
    "for a service that is not offered.");

/* Why a label matters: encryption from the first byte, or after STARTTLS. */
static const char why_implicit[] = N_ (
    "Some programs find servers by these records alone. A service that is not offered is "
    "published with the target “.”, so that nobody has to guess.");
static const char why_starttls[] = N_ (
    "The record of the older mode, which begins without encryption (STARTTLS). A service that "
    "is not offered is published with the target “.”, so that nobody has to guess.");

#define LABEL(name, protocol, starttls)                                                            \
  {                                                                                                \
    { "srv." name, label_title, label_well, starttls ? why_starttls : why_implicit, label_mend },  \
        .whole = wp_lint_srv_label_published, .arg = 2 * (protocol) + (starttls)                   \
  }

const WpLintRow wp_lint_rows[] = {
  { { "domain.mx", N_ ("Mail exchangers (MX)"), N_ ("The domain says where its mail goes (MX)."),
      N_ ("Without a mail exchanger the domain may get no mail at all, and programs that find "
          "settings by way of it find none."),
      N_ ("An MX record that names the server which takes the mail in; “0 .” for a domain that "
          "takes none.") },
    .whole = wp_lint_mx },
  { { "domain.wildcard", N_ ("Names that do not exist"),
      N_ ("A name that does not exist has no address."),
      N_ ("With a wildcard record every name seems to exist. Programs that ask for settings or "
          "guess names get a web site's answer instead of a clear no."),
      N_ ("A record for each name that is meant, and none for “*”.") },
    .whole = wp_lint_wildcard },
  { { "domain.dnssec", N_ ("Signed name service (DNSSEC)"),
      N_ ("The name service signs its answers (DNSSEC)."),
      N_ ("Unsigned records can be forged on the way. A signature lets programs follow a record to "
          "another domain without asking the person."),
      N_ ("The zone signed, and its key (DS) in the parent zone. Where the signature is broken: "
          "the zone signed anew, or the DS record corrected.") },
    .whole = wp_lint_dnssec },

  { { "autoconfig.subdomain", N_ ("Settings file at the autoconfig host"),
      N_ ("A settings file is published at the autoconfig host."),
      N_ ("Most mail programs ask this address first, and many ask no other. Where they find "
          "nothing they guess."),
      N_ ("The file at https://autoconfig.DOMAIN/mail/config-v1.1.xml. “waypost lint DOMAIN "
          "--zone” writes one.") },
    .source = wp_lint_document_published,
    .kinds = WP_LINT_KIND (AUTOCONFIG_SUBDOMAIN) },
  { { "autoconfig.wellknown", N_ ("Settings file at the well-known address"),
      N_ ("A settings file is published at the well-known address."),
      N_ ("The second address that mail programs ask; a place for the file where there is no "
          "autoconfig host."),
      N_ ("Nothing, where the autoconfig host has the file; else the file at this address, or 404 "
          "where there is none.") },
    .source = wp_lint_document_published,
    .kinds = WP_LINT_KIND (AUTOCONFIG_WELLKNOWN) },
  { { "autoconfig.certificate", N_ ("Certificate of the web server with the settings file"),
      N_ ("The web server of the settings file has a good certificate."),
      N_ ("Careful programs read no settings from a web server whose certificate does not verify; "
          "others ask again without encryption, which can be forged."),
      N_ ("A certificate for the host in the address, from an authority that systems trust.") },
    .source = wp_lint_document_certificate,
    .kinds = AUTOCONFIG },
  { { "autoconfig.needs-address", N_ ("Answer without the e-mail address"),
      N_ ("The settings file is served without the e-mail address in the question."),
      N_ ("Several programs never put the address into the question. A server that demands it has "
          "no settings for them."),
      N_ ("The same file with and without ?emailaddress=; placeholders like %EMAILADDRESS% keep it "
          "the same for everybody.") },
    .source = wp_lint_document_address,
    .kinds = AUTOCONFIG },
  { { "autoconfig.html", N_ ("Kind of the answer at the settings address"),
      N_ ("No web page stands where the settings file should be."),
      N_ ("A web page with the status 200 looks like a broken settings file. Where there is none, "
          "404 says so."),
      N_ ("The settings file at its address, or the status 404.") },
    .source = wp_lint_document_html,
    .kinds = AUTOCONFIG },
  { { "autoconfig.content-type", N_ ("Type of the settings file"),
      N_ ("The settings file is sent as XML."),
      N_ ("Some programs read only what is declared to be XML."),
      N_ ("The header “Content-Type: text/xml” from the web server.") },
    .source = wp_lint_document_type,
    .kinds = AUTOCONFIG },
  { { "autoconfig.redirect", N_ ("Way to the settings file"),
      N_ ("No redirect leads out of the domain."),
      N_ ("Whoever is redirected to speaks for the domain, so careful programs ask the person "
          "first, and refuse a way without encryption."),
      N_ ("The file at this very address. It may name servers of another domain.") },
    .source = wp_lint_document_redirect,
    .kinds = AUTOCONFIG },
  { { "autoconfig.domain", N_ ("Domain that the settings file is for"),
      N_ ("The settings file names the domain."),
      N_ ("A file that does not name the domain may be meant for another one; some programs refuse "
          "it."),
      N_ ("A <domain> element with the domain in the file.") },
    .source = wp_lint_document_domain,
    .kinds = AUTOCONFIG },
  { { "autoconfig.pop3-first", N_ ("Order of IMAP and POP3 in the settings file"),
      N_ ("The settings file does not put POP3 before IMAP."),
      N_ ("Some programs take only the first server for receiving. Where that is POP3 they move "
          "the mail to one device, or give up."),
      N_ ("The IMAP server before the POP3 server in the file.") },
    .source = wp_lint_pop3_first,
    .kinds = AUTOCONFIG },
  { { "autoconfig.starttls-first", N_ ("Order of the encryption modes in the settings file"),
      N_ ("The settings file does not put STARTTLS before TLS from the first byte."),
      N_ ("Encryption from the first byte comes first (RFC 8314): nothing of it can be stripped on "
          "the way."),
      N_ ("The entry with SSL before the one with STARTTLS in the file.") },
    .source = wp_lint_starttls_first,
    .kinds = AUTOCONFIG },
  { { "autoconfig.plaintext", N_ ("Servers without encryption in the settings file"),
      N_ ("No server without encryption is listed."),
      N_ ("Some programs use such an entry and send the password in the clear; others refuse the "
          "whole file because of it."),
      N_ ("The entries with <socketType>plain</socketType> removed.") },
    .source = wp_lint_document_plaintext,
    .kinds = AUTOCONFIG },
  { { "autoconfig.entries", N_ ("Entries of the settings file"),
      N_ ("Every entry of the settings file can be used."),
      N_ ("One entry that cannot be used makes some programs refuse the whole file."),
      N_ ("The entries that were skipped corrected or removed; as “waypost lint DOMAIN --zone” "
          "writes them.") },
    .source = wp_lint_document_entries,
    .kinds = AUTOCONFIG },
  { { "autoconfig.http", N_ ("Settings over HTTPS"),
      N_ ("No settings are served without encryption only."),
      N_ ("What is served without encryption only can be changed by anyone on the way, so careful "
          "programs do not ask for it."),
      N_ ("The same file over HTTPS, with a certificate for that name.") },
    .whole = wp_lint_http_only,
    .kinds = WP_LINT_KIND (AUTOCONFIG_HTTP) },

  { { "pacc.published", N_ ("Automatic configuration (PACC)"), N_ ("A PACC document is published."),
      N_ ("A young standard that few programs ask for so far."),
      N_ ("The document at https://ua-auto-config.DOMAIN/.well-known/user-agent-configuration.json "
          "and the TXT record with its digest, or neither. “waypost lint DOMAIN --zone” writes "
          "both.") },
    .whole = wp_lint_optional_published,
    .kinds = PACC },
  { { "pacc.certificate", N_ ("Certificate of the web server with the PACC document"),
      N_ ("The web server of the PACC document has a good certificate."),
      N_ ("A document from a server whose certificate does not verify is not read."),
      N_ ("A certificate for the host in the address, from an authority that systems trust.") },
    .source = wp_lint_document_certificate,
    .kinds = PACC },
  { { "pacc.redirect", N_ ("Way to the PACC document"),
      N_ ("The PACC document is served without a redirect."),
      N_ ("The standard allows no redirect."), N_ ("The document at this very address.") },
    .source = wp_lint_document_redirect,
    .kinds = PACC },
  { { "pacc.content-type", N_ ("Type of the PACC document"),
      N_ ("The PACC document is sent as JSON."),
      N_ ("Some programs read only what is declared to be JSON."),
      N_ ("The header “Content-Type: application/json” from the web server.") },
    .source = wp_lint_document_type,
    .kinds = PACC },
  { { "pacc.digest", N_ ("Digest of the PACC document"),
      N_ ("A TXT record vouches for the PACC document."),
      N_ ("A document that no TXT record vouches for must be rejected. When it changes, publish "
          "the new digest beside the old one first, and remove the old one after a TTL."),
      N_ ("A TXT record with the SHA-256 digest of the exact bytes that are served.") },
    .source = wp_lint_document_digest,
    .kinds = PACC },
  { { "pacc.entries", N_ ("Entries of the PACC document"),
      N_ ("Every entry of the PACC document can be used."),
      N_ ("A service whose entry cannot be used counts as not offered."),
      N_ ("The entries that were skipped corrected or removed; as “waypost lint DOMAIN --zone” "
          "writes them.") },
    .source = wp_lint_document_entries,
    .kinds = PACC },

  { { "autodiscover.published", N_ ("Autodiscover"), N_ ("Autodiscover answers with settings."),
      N_ ("Outlook and some phones ask for it; other programs do without."),
      N_ ("Nothing; a domain may do without.") },
    .whole = wp_lint_optional_published,
    .kinds = POX },
  { { "autodiscover.certificate", N_ ("Certificate of the Autodiscover server"),
      N_ ("The Autodiscover server has a good certificate."),
      N_ ("An answer from a server whose certificate does not verify is not read."),
      N_ ("A certificate for the host in the address, from an authority that systems trust.") },
    .source = wp_lint_document_certificate,
    .kinds = POX },
  { { "mailconf.published", N_ ("TXT record that leads to the settings file (mailconf)"),
      N_ ("A TXT record leads to the settings file."),
      N_ ("A custom that few programs know; nothing is lost without it."),
      N_ ("Nothing; a domain may do without.") },
    .whole = wp_lint_optional_published,
    .kinds = WP_LINT_KIND (MAILCONF) },

  LABEL ("imaps", WP_PROTOCOL_IMAP, 0),
  LABEL ("imap", WP_PROTOCOL_IMAP, 1),
  LABEL ("pop3s", WP_PROTOCOL_POP3, 0),
  LABEL ("pop3", WP_PROTOCOL_POP3, 1),
  LABEL ("submissions", WP_PROTOCOL_SMTP, 0),
  LABEL ("submission", WP_PROTOCOL_SMTP, 1),
  { { "srv.target", N_ ("Targets of the service records"),
      N_ ("The service records name hosts with addresses of their own."),
      N_ ("A target must be a name with addresses of its own, no alias (RFC 2782): else some "
          "programs find no server, or compare the certificate with another name."),
      N_ ("A target with A and AAAA records of its own instead of an alias (CNAME) or a name that "
          "does not exist.") },
    .whole = wp_lint_srv_target },
  { { "srv.foreign", N_ ("Targets in another domain"),
      N_ ("No unsigned service record leads to another domain."),
      N_ ("Anyone on the way can forge an unsigned record. So a target outside the domain has to "
          "be accepted by a person before anything is sent there."),
      N_ ("The zone signed with DNSSEC; or a settings file over HTTPS that names the server; or a "
          "server name inside the domain.") },
    .whole = wp_lint_srv_foreign },
  { { "srv.port", N_ ("Ports of the service records"),
      N_ ("The service records lead to the usual ports."),
      N_ ("Networks often let only the usual ports through, and port 25 is for mail between "
          "servers."),
      N_ ("The usual port: 993 and 143 for IMAP, 995 and 110 for POP3, 465 and 587 for sending.") },
    .whole = wp_lint_srv_port },
  { { "srv.pop3-first", N_ ("Priority of IMAP and POP3"),
      N_ ("The service records do not prefer POP3 to IMAP."),
      N_ ("The smaller number is what the provider prefers (RFC 6186). With POP3 first, programs "
          "move the mail to one device."),
      N_ ("A smaller number in the first field of the IMAP records than in those of POP3.") },
    .whole = wp_lint_srv_pop3_first },
  { { "srv.starttls-first", N_ ("Priority of the encryption modes"),
      N_ ("The service records do not prefer STARTTLS to TLS from the first byte."),
      N_ ("The smaller number is preferred, and encryption from the first byte is to be (RFC "
          "8314)."),
      N_ ("A smaller number in the first field of the record with TLS from the first byte than in "
          "that with STARTTLS.") },
    .whole = wp_lint_srv_starttls_first },
  { { "settings.agree", N_ ("Agreement of the sources"), N_ ("No source contradicts another."),
      N_ ("Each program asks other sources. Where they differ, two programs on the same "
          "computer get different servers."),
      N_ ("One server at least that all sources name for a protocol.") },
    .whole = wp_lint_agree },

  { { "server.reachable", N_ ("Connection to the servers"),
      N_ ("Every server that is named answers."),
      N_ ("A server that is named and does not answer costs every new customer a failed try."),
      N_ ("A server that listens there and a firewall that lets the port in; or the right name and "
          "port in the settings.") },
    .server = wp_lint_server_reachable },
  { { "server.starttls", N_ ("STARTTLS"), N_ ("The servers offer STARTTLS where it is published."),
      N_ ("Where it is published and not offered, careful programs stop, and careless ones send "
          "the password in the clear."),
      N_ ("STARTTLS switched on with a certificate for the name of the server; or this port no "
          "longer published.") },
    .server = wp_lint_server_starttls },
  { { "server.tls", N_ ("Encryption"), N_ ("The servers speak TLS 1.2 or later."),
      N_ ("Nothing is sent without TLS 1.2 or later (RFC 8997)."),
      N_ ("TLS 1.2 and 1.3 on this port, in the mode that is published.") },
    .server = wp_lint_server_tls },
  { { "server.certificate.name", N_ ("Names in the certificate"),
      N_ ("The certificates are for the names that are published."),
      N_ ("A certificate for another name is refused, or teaches people to click warnings away."),
      N_ ("A certificate that names the host; or, in the settings, a name that the certificate "
          "has.") },
    .server = wp_lint_certificate_name },
  { { "server.certificate.dates", N_ ("Validity of the certificate"),
      N_ ("The certificates are valid, and not about to expire."),
      N_ ("From the day on which it expires no program connects any more."),
      N_ ("A renewed certificate, and renewal that runs by itself and restarts the server.") },
    .server = wp_lint_certificate_dates },
  { { "server.certificate.chain", N_ ("Issuer of the certificate"),
      N_ ("The certificates lead to an authority that systems trust."),
      N_ ("Programs trust the authorities of their system and what the server sends along, nothing "
          "else."),
      N_ ("The whole chain sent by the server: its certificate, then the intermediate ones, from "
          "an authority that systems trust.") },
    .server = wp_lint_certificate_chain },
  { { "server.greeting", N_ ("Greeting of the servers"),
      N_ ("The servers greet in the protocol that is published."),
      N_ ("A server that greets with another protocol, or not at all, is of no use."),
      N_ ("A server for this protocol on this port.") },
    .server = wp_lint_server_greeting },
  { { "server.ipv6", N_ ("Servers by IPv6"), N_ ("The servers answer by IPv6, too."),
      N_ ("Some networks have only IPv6, and where a published address does not answer, programs "
          "wait for it before they try IPv4."),
      N_ ("An AAAA record for the server, once it listens there; none where it does not.") },
    .server = wp_lint_server_ipv6 },
};

const guint wp_lint_n_rows = G_N_ELEMENTS (wp_lint_rows);
