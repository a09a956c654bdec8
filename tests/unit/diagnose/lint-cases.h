/* The rows of test-lint: what was seen, and what one check must say of it. Read by the test program
 * only. `is` and `should_be` are the filled texts; NULL for `is`: any. */

#define ACCOUNT "account postmaster@example.org\n"
#define AC_URL  "https://autoconfig.example.org/mail/config-v1.1.xml"
#define WK_URL  "https://example.org/.well-known/autoconfig/mail/config-v1.1.xml"
#define PACC_URL "https://ua-auto-config.example.org/.well-known/user-agent-configuration.json"
#define POX_URL "https://autodiscover.example.org/autodiscover/autodiscover.xml"
#define AC(rest)    ACCOUNT "source autoconfig.subdomain " AC_URL " " rest "\n"
#define AND_WK(rest) "source autoconfig.wellknown " WK_URL " " rest "\n"
#define PACC(rest)  ACCOUNT "source pacc " PACC_URL " " rest "\n"
#define POX(rest)   ACCOUNT "source autodiscover " POX_URL " " rest "\n"
#define GOOD        "found ok http=200 https=yes type=text/xml"
#define ABSENT      "not-found not-found http=404 https=yes"
#define LATE        "failed timed-out"
#define LATE_IS     "No answer came in time."
#define SRV(label, rest) "source srv " label "._tcp.example.org " rest "\n"
#define SRV_IMAPS(rest) ACCOUNT SRV ("_imaps", "found ok " rest)
/* A settings file names one server, which is candidate 1. */
#define NAMES(server) AC (GOOD) "says 1 " server "\n"
#define IMAPS "imap imap.example.org 993 implicit"
#define SERVER NAMES (IMAPS)
#define START  NAMES ("imap imap.example.org 143 starttls")
#define FOUND6 "'type=A, AAAA' 'addresses=2001:db8::10|192.0.2.10'"
#define FOUND4 "'type=A, AAAA' 'addresses=192.0.2.10|'"
#define UP "step 1 resolve ok name=imap.example.org " FOUND6 "\nstep 1 connect ok ipv4=connected\n"
#define TLS(rest) UP "tls 1 " rest "\n"
#define NOT_REACHED "step 1 connect timed-out\n"
#define IMAP_XML                                                                                   \
  "<incomingServer type=\"imap\"><hostname>imap.example.org</hostname><port>993</port>"            \
  "<socketType>SSL</socketType><username>%EMAILADDRESS%</username>"                                \
  "<authentication>password-cleartext</authentication></incomingServer>"
#define POP3_XML                                                                                   \
  "<incomingServer type=\"pop3\"><hostname>pop.example.org</hostname><port>995</port>"             \
  "<socketType>SSL</socketType><username>%EMAILADDRESS%</username>"                                \
  "<authentication>password-cleartext</authentication></incomingServer>"

static const char ANY[] = "any";

static const struct
{
  const char *id;
  WpLintStatus status;
  const char *where; /* NULL: any */
  const char *script;
  const char *is;
  const char *should_be; /* NULL: none; ANY */
} cases[] = {
  /* The domain */
  { "domain.mx", WP_LINT_OK, "example.org",
    ACCOUNT "step 0 resolve ok name=example.org type=MX 'records=10 mx.example.org.|'\n",
    "Published: 10 mx.example.org.", NULL },
  { "domain.mx", WP_LINT_WARN, "example.org",
    ACCOUNT "step 0 resolve no-data name=example.org type=MX\n", NULL,
    "example.org. 3600 IN MX 10 HOST. with the name of the server that takes the mail in for HOST; "
    "or \342\200\234MX 0 .\342\200\235 where none does." },
  { "domain.mx", WP_LINT_OK, NULL,
    ACCOUNT "step 0 resolve not-offered name=example.org type=MX\n",
    "The domain says that it takes no mail.", NULL },
  { "domain.mx", WP_LINT_WARN, NULL,
    SERVER "step 0 resolve not-offered name=example.org type=MX\n",
    "The MX record says that the domain takes no mail, yet servers are published.", ANY },
  { "domain.mx", WP_LINT_OK, NULL,
    ACCOUNT "step 0 resolve ok name=example.org type=MX 'records=60 MX 10 mx.example.org.|'\n",
    "Published: 10 mx.example.org.", NULL },
  { "domain.mx", WP_LINT_WARN, NULL,
    ACCOUNT "step 0 resolve nxdomain name=example.org type=MX\n", "The domain does not exist.",
    "Its right spelling. Check how the domain is written." },
  { "domain.mx", WP_LINT_UNKNOWN, NULL,
    ACCOUNT "step 0 resolve dns-timed-out name=example.org type=MX\n",
    "The name service gave no answer (dns-timed-out).", NULL },
  { "domain.mx", WP_LINT_UNKNOWN, "example.org", ACCOUNT, "This was not asked.", NULL },
  { "domain.wildcard", WP_LINT_OK, "*.example.org",
    ACCOUNT "step 0 resolve nxdomain name=wp1.example.org wildcard=no\n", NULL, NULL },
  { "domain.wildcard", WP_LINT_WARN, NULL,
    ACCOUNT "step 0 resolve ok name=wp1.example.org wildcard=yes\n",
    "A name that nobody chose, wp1.example.org, has an address.",
    "No A, AAAA or CNAME record for *.example.org; a record for each name that is meant." },
  { "domain.wildcard", WP_LINT_UNKNOWN, NULL, ACCOUNT, "This was not asked.", NULL },
  { "domain.dnssec", WP_LINT_OK, NULL, SRV_IMAPS ("dnssec=yes"), "The answers are signed.", NULL },
  { "domain.dnssec", WP_LINT_OK, NULL, SRV_IMAPS ("dnssec=no"), "The answers are not signed.",
    NULL },
  { "domain.dnssec", WP_LINT_FAIL, NULL, ACCOUNT SRV ("_imaps", "failed bogus"), NULL,
    "The zone signed anew, or its DS record in the parent zone corrected." },
  { "domain.dnssec", WP_LINT_UNKNOWN, "example.org", SRV_IMAPS ("dnssec=untrusted"),
    "The name server is not trusted to check signatures. Ask one that is, with --dns and "
    "--trust-ad.",
    NULL },

  /* Settings files: published */
  { "autoconfig.subdomain", WP_LINT_OK, AC_URL, AC (GOOD), "Published.", NULL },
  { "autoconfig.subdomain", WP_LINT_WARN, AC_URL, AC (ABSENT), "Nothing is published there.",
    "A settings file at this address, sent as text/xml. \342\200\234waypost lint example.org "
    "--zone --imap HOST --smtp HOST\342\200\235 writes one." },
  { "autoconfig.subdomain", WP_LINT_WARN, AC_URL, AC (ABSENT) AND_WK (GOOD),
    "Nothing is published there, only at the well-known address, which fewer programs ask.",
    "The same file at this address, too." },
  { "autoconfig.subdomain", WP_LINT_OK, AC_URL,
    AC (ABSENT) "step 0 resolve not-offered name=example.org type=MX\n",
    "Not published, as the domain takes no mail.", NULL },
  { "autoconfig.subdomain", WP_LINT_WARN, AC_URL, AC ("failed refused"),
    "Nothing is published there.", ANY },
  { "autoconfig.subdomain", WP_LINT_FAIL, AC_URL, AC ("failed http-error http=503 https=yes"),
    "The web server answers with the error 503.", "The file, or 404 where there is none." },
  { "autoconfig.subdomain", WP_LINT_FAIL, NULL, AC ("failed fenced"), NULL, ANY },
  { "autoconfig.subdomain", WP_LINT_FAIL, NULL, AC ("failed tls-alert"),
    "The web server breaks off (tls-alert).", ANY },
  { "autoconfig.subdomain", WP_LINT_UNKNOWN, AC_URL, AC (LATE), LATE_IS, NULL },
  { "autoconfig.subdomain", WP_LINT_UNKNOWN, AC_URL,
    AC ("skipped not-tested 'note=Below a public suffix.'"), "Below a public suffix.", NULL },
  { "autoconfig.subdomain", WP_LINT_UNKNOWN, NULL,
    AC ("not-settings not-settings http=200 https=yes flaws=web-page"), NULL, NULL },
  { "autoconfig.subdomain", WP_LINT_UNKNOWN, AC_URL, ACCOUNT, "This was not asked.", NULL },
  { "autoconfig.wellknown", WP_LINT_OK, WK_URL, AC (ABSENT) AND_WK (GOOD), "Published.", NULL },
  { "autoconfig.wellknown", WP_LINT_OK, WK_URL, AC (GOOD) AND_WK (ABSENT),
    "Not published; a file at the autoconfig host is enough.", NULL },
  /* One fault is told of once. */
  { "autoconfig.wellknown", WP_LINT_OK, WK_URL, AC (ABSENT) AND_WK (ABSENT),
    "Not published; a file at the autoconfig host is enough.", NULL },
  { "autoconfig.wellknown", WP_LINT_WARN, WK_URL,
    AC (GOOD) AND_WK ("failed http-error http=500"), NULL, ANY },
  { "autoconfig.wellknown", WP_LINT_UNKNOWN, WK_URL, AC (GOOD) AND_WK (LATE), LATE_IS, NULL },

  /* The way there */
  { "autoconfig.certificate", WP_LINT_OK, AC_URL, AC (GOOD), NULL, NULL },
  { "autoconfig.certificate", WP_LINT_OK, AC_URL, AC (ABSENT), NULL, NULL },
  { "autoconfig.certificate", WP_LINT_FAIL, AC_URL, AC ("failed untrusted faults=expired,name"),
    "The certificate does not verify (expired, name).", ANY },
  { "autoconfig.certificate", WP_LINT_WARN, WK_URL,
    AC (GOOD) AND_WK ("failed untrusted"), "The certificate does not verify.", ANY },
  { "autoconfig.certificate", WP_LINT_UNKNOWN, AC_URL, AC (LATE), LATE_IS, NULL },
  { "autoconfig.needs-address", WP_LINT_OK, AC_URL, AC (GOOD), NULL, NULL },
  { "autoconfig.needs-address", WP_LINT_FAIL, AC_URL,
    AC ("failed http-error http=400 https=yes"),
    "Without the address the web server answers 400.",
    "The same file with and without ?emailaddress=\342\200\246; placeholders like %EMAILADDRESS% "
    "keep it the same for everybody." },
  { "autoconfig.needs-address", WP_LINT_FAIL, AC_URL,
    AC ("not-found not-found http=204 https=yes"),
    "Without the address the web server answers 204.", ANY },
  { "autoconfig.needs-address", WP_LINT_FAIL, AC_URL,
    AC ("not-settings not-settings http=200 https=yes flaws=empty"),
    "Without the address the answer is empty.", ANY },
  { "autoconfig.needs-address", WP_LINT_WARN, WK_URL,
    AC (GOOD) AND_WK ("failed http-error http=400 https=yes"), NULL, ANY },
  { "autoconfig.needs-address", WP_LINT_UNKNOWN, AC_URL, AC (LATE), LATE_IS, NULL },
  { "autoconfig.html", WP_LINT_OK, AC_URL, AC (GOOD), NULL, NULL },
  { "autoconfig.html", WP_LINT_FAIL, AC_URL,
    AC ("not-settings not-settings http=200 https=yes type=text/html flaws=web-page"),
    "A web page or another document is sent with the status 200.",
    "The settings file, or 404 where there is none." },
  { "autoconfig.html", WP_LINT_WARN, AC_URL,
    AC ("not-settings not-settings http=200 https=yes flaws=web-page")
    "step 0 resolve ok name=wp1.example.org wildcard=yes\n", NULL, ANY },
  { "autoconfig.html", WP_LINT_WARN, WK_URL,
    AC (GOOD) AND_WK ("not-settings not-settings http=200 https=yes flaws=web-page"), NULL, ANY },
  { "autoconfig.html", WP_LINT_UNKNOWN, AC_URL, AC (LATE), LATE_IS, NULL },
  { "autoconfig.content-type", WP_LINT_OK, AC_URL,
    AC ("found ok http=200 'type=Application/XML ; charset=utf-8'"), NULL, NULL },
  { "autoconfig.content-type", WP_LINT_WARN, AC_URL, AC ("found ok http=200 type=text/html"),
    "It is sent as text/html.", "Content-Type: text/xml" },
  { "autoconfig.content-type", WP_LINT_WARN, AC_URL, AC ("found ok http=200"),
    "It is sent without a type.", "Content-Type: text/xml" },
  { "autoconfig.content-type", WP_LINT_UNKNOWN, AC_URL, AC (LATE), LATE_IS, NULL },
  { "autoconfig.redirect", WP_LINT_OK, AC_URL, AC (GOOD), "Served without a redirect.", NULL },
  { "autoconfig.redirect", WP_LINT_OK, AC_URL, AC (GOOD " redirect=https://www.example.org/a"),
    "The redirect stays inside the domain.", NULL },
  { "autoconfig.redirect", WP_LINT_WARN, AC_URL,
    AC (GOOD " redirect=https://hoster.example/a left=yes"),
    "The web server sends everybody on to https://hoster.example/a, outside example.org.", ANY },
  { "autoconfig.redirect", WP_LINT_FAIL, AC_URL, AC ("failed redirect-refused http=302"), NULL,
    "The file at this very address, or a redirect to an HTTPS address inside example.org." },
  { "autoconfig.redirect", WP_LINT_UNKNOWN, AC_URL, AC (LATE), LATE_IS, NULL },

  /* What is in it */
  { "autoconfig.domain", WP_LINT_OK, AC_URL, AC (GOOD), "The file names example.org.", NULL },
  { "autoconfig.domain", WP_LINT_WARN, AC_URL, AC (GOOD " flaws=other-domain"),
    "The file does not name example.org.", "<domain>example.org</domain>" },
  { "autoconfig.domain", WP_LINT_UNKNOWN, AC_URL, AC (LATE), LATE_IS, NULL },
  { "autoconfig.pop3-first", WP_LINT_OK, AC_URL,
    SERVER "says 1 pop3 pop.example.org 995 implicit\n", "IMAP comes first.", NULL },
  { "autoconfig.pop3-first", WP_LINT_OK, AC_URL, NAMES ("pop3 pop.example.org 995 implicit"),
    "The file has POP3 only.", NULL },
  { "autoconfig.pop3-first", WP_LINT_FAIL, AC_URL,
    NAMES ("pop3 pop.example.org 995 implicit") "says 1 " IMAPS "\n",
    "The POP3 server pop.example.org stands before the IMAP server imap.example.org.",
    IMAP_XML "\n" POP3_XML },
  /* Another source that names it earlier does not change the order of this one. */
  { "autoconfig.pop3-first", WP_LINT_FAIL, WK_URL,
    AC (GOOD) AND_WK (GOOD) "says 1 " IMAPS "\nsays 2 pop3 pop.example.org 995 implicit\n"
    "says 2 " IMAPS "\n", NULL, ANY },
  { "autoconfig.pop3-first", WP_LINT_UNKNOWN, AC_URL, AC (LATE), LATE_IS, NULL },
  { "autoconfig.starttls-first", WP_LINT_OK, AC_URL,
    SERVER "says 1 imap imap.example.org 143 starttls\n", NULL, NULL },
  { "autoconfig.starttls-first", WP_LINT_OK, AC_URL,
    START "says 1 smtp smtp.example.org 465 implicit\n", NULL, NULL },
  { "autoconfig.starttls-first", WP_LINT_WARN, AC_URL, START "says 1 " IMAPS "\n",
    "imap.example.org, port 143, with STARTTLS stands before imap.example.org with TLS from the "
    "first byte.",
    ANY },
  { "autoconfig.starttls-first", WP_LINT_UNKNOWN, AC_URL, AC (LATE), LATE_IS, NULL },
  { "autoconfig.plaintext", WP_LINT_OK, AC_URL, SERVER, NULL, NULL },
  { "autoconfig.plaintext", WP_LINT_FAIL, AC_URL,
    AC (GOOD " flaws=plaintext") "says 1 " IMAPS "\n",
    "The file has an entry with <socketType>plain</socketType>.", ANY },
  { "autoconfig.plaintext", WP_LINT_FAIL, AC_URL, NAMES ("imap imap.example.org 143 none"), NULL,
    "That entry removed; entries with SSL or STARTTLS only." },
  { "autoconfig.plaintext", WP_LINT_UNKNOWN, AC_URL, AC (LATE), LATE_IS, NULL },
  { "autoconfig.entries", WP_LINT_OK, AC_URL, AC (GOOD), NULL, NULL },
  { "autoconfig.entries", WP_LINT_WARN, AC_URL,
    AC (GOOD " flaws=unusable 'notice=A server without a port was skipped.'"),
    "Entries were skipped or repaired: A server without a port was skipped.", ANY },
  { "autoconfig.entries", WP_LINT_FAIL, AC_URL,
    AC ("not-settings not-settings http=200 https=yes"),
    "The document holds nothing that a mail program could use.",
    "A document as \342\200\234waypost lint example.org --zone --imap HOST --smtp "
    "HOST\342\200\235 writes it." },
  { "autoconfig.entries", WP_LINT_FAIL, AC_URL, AC ("failed too-large http=200"), NULL, ANY },
  { "autoconfig.entries", WP_LINT_FAIL, AC_URL, AC ("failed malformed http=200"), NULL, ANY },
  { "autoconfig.entries", WP_LINT_UNKNOWN, AC_URL, AC (LATE), LATE_IS, NULL },
  { "autoconfig.http", WP_LINT_OK, NULL, AC (GOOD), "Settings are served over HTTPS.", NULL },
  { "autoconfig.http", WP_LINT_OK, NULL,
    AC (ABSENT) "source autoconfig.http http://autoconfig.example.org/x not-found not-found\n",
    "Nothing is served without encryption.", NULL },
  { "autoconfig.http", WP_LINT_FAIL, "http://autoconfig.example.org/x",
    AC (ABSENT) "source autoconfig.http http://autoconfig.example.org/x found ok http=200\n",
    "Settings are served without encryption only.", ANY },
  { "autoconfig.http", WP_LINT_UNKNOWN, "http://autoconfig.example.org/x",
    AC (ABSENT) "source autoconfig.http http://autoconfig.example.org/x " LATE "\n", LATE_IS,
    NULL },

  /* PACC, Autodiscover, mailconf */
  { "pacc.published", WP_LINT_OK, PACC_URL, PACC ("found ok http=200"), "Published.", NULL },
  { "pacc.published", WP_LINT_OK, "example.org", PACC (ABSENT), "Not published.", NULL },
  { "pacc.published", WP_LINT_FAIL, PACC_URL, PACC (ABSENT " flaws=no-document"),
    "A TXT record vouches for a document, but none is served.",
    "The document at this very address; or the TXT record of _ua-auto-config.example.org "
    "removed." },
  { "pacc.published", WP_LINT_UNKNOWN, PACC_URL, PACC (LATE), LATE_IS, NULL },
  { "pacc.certificate", WP_LINT_OK, PACC_URL, PACC ("found ok http=200 https=yes"), NULL, NULL },
  { "pacc.certificate", WP_LINT_FAIL, PACC_URL, PACC ("failed untrusted"), NULL, ANY },
  { "pacc.certificate", WP_LINT_UNKNOWN, PACC_URL, PACC (LATE), LATE_IS, NULL },
  { "pacc.redirect", WP_LINT_OK, PACC_URL, PACC ("found ok http=200"), NULL, NULL },
  { "pacc.redirect", WP_LINT_FAIL, PACC_URL, PACC ("failed redirect-refused http=301"),
    "The web server sends everybody on to another address.", "The document at this very address." },
  { "pacc.redirect", WP_LINT_UNKNOWN, PACC_URL, PACC (LATE), LATE_IS, NULL },
  { "pacc.content-type", WP_LINT_OK, PACC_URL, PACC ("found ok type=application/json"), NULL,
    NULL },
  { "pacc.content-type", WP_LINT_WARN, PACC_URL, PACC ("found ok type=text/plain"),
    "It is sent as text/plain.", "Content-Type: application/json" },
  { "pacc.content-type", WP_LINT_UNKNOWN, PACC_URL, PACC (LATE), LATE_IS, NULL },
  { "pacc.digest", WP_LINT_OK, "_ua-auto-config.example.org", PACC ("found ok"), NULL, NULL },
  { "pacc.digest", WP_LINT_FAIL, "_ua-auto-config.example.org",
    PACC ("failed digest-mismatch http=200 flaws=no-digest 'digest=v=UAAC1; a=sha256; d=abc='"),
    "No TXT record vouches for the document.",
    "_ua-auto-config.example.org. 3600 IN TXT \"v=UAAC1; a=sha256; d=abc=\"" },
  { "pacc.digest", WP_LINT_FAIL, NULL,
    PACC ("failed digest-mismatch http=200 flaws=other-digest"),
    "The TXT record is for other bytes than are served.",
    "A TXT record with the SHA-256 digest of the exact bytes that are served." },
  { "pacc.digest", WP_LINT_UNKNOWN, NULL, PACC (LATE), LATE_IS, NULL },
  { "pacc.entries", WP_LINT_OK, PACC_URL, PACC ("found ok"), NULL, NULL },
  { "pacc.entries", WP_LINT_WARN, PACC_URL, PACC ("found ok flaws=unusable"), NULL, ANY },
  { "pacc.entries", WP_LINT_UNKNOWN, PACC_URL, PACC (LATE), LATE_IS, NULL },
  { "autodiscover.published", WP_LINT_OK, POX_URL, POX ("found ok"), "Published.", NULL },
  { "autodiscover.published", WP_LINT_OK, "example.org", POX (ABSENT), "Not published.", NULL },
  { "autodiscover.published", WP_LINT_UNKNOWN, POX_URL,
    POX ("skipped not-tested 'note=Switched off.'"), "Switched off.", NULL },
  { "autodiscover.certificate", WP_LINT_OK, POX_URL, POX ("found ok http=200 https=yes"), NULL,
    NULL },
  { "autodiscover.certificate", WP_LINT_WARN, POX_URL, POX ("failed untrusted"), NULL, ANY },
  { "autodiscover.certificate", WP_LINT_UNKNOWN, POX_URL, POX (LATE), LATE_IS, NULL },
  { "mailconf.published", WP_LINT_OK, NULL,
    ACCOUNT "source mailconf https://www.example.org/m found ok\n", "Published.", NULL },
  { "mailconf.published", WP_LINT_UNKNOWN, "example.org", ACCOUNT, "This was not asked.", NULL },

  /* Service records */
  { "srv.imaps", WP_LINT_OK, "_imaps._tcp.example.org",
    SRV_IMAPS ("") "says 1 " IMAPS " 5 7\n", "Published: 5 7 993 imap.example.org.", NULL },
  { "srv.imaps", WP_LINT_OK, NULL, ACCOUNT SRV ("_imaps", "not-found not-offered"),
    "The domain says that this is not offered.", NULL },
  { "srv.imaps", WP_LINT_WARN, "_imaps._tcp.example.org",
    SERVER SRV ("_imaps", "not-found no-data"),
    "There is no record, although autoconfig.subdomain names a server for this.",
    "_imaps._tcp.example.org. 3600 IN SRV 0 1 993 imap.example.org." },
  { "srv.imaps", WP_LINT_WARN, NULL, SERVER SRV ("_imaps", "not-found not-offered"),
    "The record says that this is not offered, yet autoconfig.subdomain names imap.example.org, "
    "port 993.", ANY },
  { "srv.imaps", WP_LINT_WARN, NULL,
    SERVER SRV ("_imaps", "not-found not-offered") "step 1 capability ok\n",
    "The record says that this is not offered, yet imap.example.org offers it on port 993.", ANY },
  /* Nobody could follow an unsigned record out of the domain, so none is proposed. */
  { "srv.imaps", WP_LINT_OK, NULL,
    NAMES ("imap imap.hoster.example 993 implicit") SRV ("_imaps", "not-found no-data dnssec=no"),
    "There is no record. One for imap.hoster.example, which is in another domain, would have to be "
    "signed (DNSSEC); or it names a server inside example.org.", NULL },
  { "srv.imaps", WP_LINT_WARN, NULL,
    NAMES ("imap imap.hoster.example 993 implicit") SRV ("_imaps", "not-found no-data dnssec=yes"),
    NULL, "_imaps._tcp.example.org. 3600 IN SRV 0 1 993 imap.hoster.example." },
  { "srv.imaps", WP_LINT_WARN, NULL,
    NAMES ("imap imap.hoster.example 993 implicit") SRV ("_imaps", "not-found not-offered"), NULL,
    "example.org signed with DNSSEC, then a record for imap.hoster.example; or a record for a "
    "server name inside example.org." },
  /* Nothing is denied that was not asked for, or whose port let nobody in for another reason. */
  { "srv.imaps", WP_LINT_OK, NULL,
    ACCOUNT SRV ("_imaps", "not-found no-data") "source guess example.org found ok\nsays 2 " IMAPS
    "\nstep 1 connect refused\n",
    "There is no record, and nothing listens where this was looked for. That can be said.",
    "_imaps._tcp.example.org. 3600 IN SRV 0 0 0 ." },
  { "srv.imaps", WP_LINT_OK, NULL,
    ACCOUNT SRV ("_imaps", "not-found no-data") "source guess example.org found ok\nsays 2 " IMAPS
    "\nstep 1 connect timed-out\n", "There is no record.", NULL },
  { "srv.imaps", WP_LINT_OK, NULL,
    ACCOUNT SRV ("_imaps", "not-found no-data")
    "step 0 resolve not-offered name=example.org type=MX\n",
    "Not published, as the domain takes no mail.", NULL },
  { "srv.imaps", WP_LINT_FAIL, NULL, SERVER SRV ("_imaps", "not-settings not-settings"),
    "The record names nothing that could be a server.",
    "_imaps._tcp.example.org. 3600 IN SRV 0 1 993 imap.example.org." },
  { "srv.imaps", WP_LINT_UNKNOWN, "_imaps._tcp.example.org",
    ACCOUNT SRV ("_imaps", "failed dns-timed-out"), "No name server answered in time.", NULL },
  { "srv.imap", WP_LINT_OK, "_imap._tcp.example.org",
    ACCOUNT SRV ("_imap", "not-found nxdomain"),
    "There is no record.", NULL },
  { "srv.imap", WP_LINT_WARN, NULL, START SRV ("_imap", "not-found no-data"), NULL,
    "_imap._tcp.example.org. 3600 IN SRV 10 1 143 imap.example.org." },
  { "srv.imap", WP_LINT_UNKNOWN, "_imap._tcp.example.org", ACCOUNT, "This was not asked.", NULL },
  { "srv.pop3s", WP_LINT_OK, NULL, ACCOUNT SRV ("_pop3s", "found ok"), NULL, NULL },
  { "srv.pop3s", WP_LINT_WARN, NULL,
    NAMES ("pop3 pop.example.org 995 implicit") SRV ("_pop3s", "not-found no-data"), NULL,
    "_pop3s._tcp.example.org. 3600 IN SRV 20 1 995 pop.example.org." },
  { "srv.pop3s", WP_LINT_UNKNOWN, NULL, ACCOUNT SRV ("_pop3s", "failed servfail"), NULL, NULL },
  { "srv.pop3", WP_LINT_OK, NULL, ACCOUNT SRV ("_pop3", "not-found not-offered"), NULL, NULL },
  { "srv.pop3", WP_LINT_FAIL, NULL, ACCOUNT SRV ("_pop3", "not-settings not-settings"), NULL,
    "A host name as the target, and its port; no address." },
  { "srv.pop3", WP_LINT_UNKNOWN, NULL, ACCOUNT, NULL, NULL },
  { "srv.submissions", WP_LINT_OK, NULL, ACCOUNT SRV ("_submissions", "found ok"), NULL, NULL },
  { "srv.submissions", WP_LINT_WARN, NULL,
    NAMES ("smtp smtp.example.org 465 implicit") SRV ("_submissions", "not-found no-data"), NULL,
    "_submissions._tcp.example.org. 3600 IN SRV 0 1 465 smtp.example.org." },
  { "srv.submissions", WP_LINT_UNKNOWN, NULL, ACCOUNT, NULL, NULL },
  { "srv.submission", WP_LINT_OK, NULL, ACCOUNT SRV ("_submission", "found ok"), NULL, NULL },
  { "srv.submission", WP_LINT_WARN, NULL,
    NAMES ("smtp smtp.example.org 587 starttls") SRV ("_submission", "not-found no-data"), NULL,
    "_submission._tcp.example.org. 3600 IN SRV 10 1 587 smtp.example.org." },
  { "srv.submission", WP_LINT_UNKNOWN, NULL, ACCOUNT, NULL, NULL },
  /* A guess counts once its server spoke. */
  { "srv.imaps", WP_LINT_OK, NULL,
    ACCOUNT SRV ("_imaps", "not-found no-data") "source guess example.org found ok\nsays 2 " IMAPS
    "\n", "There is no record.", NULL },
  { "srv.imaps", WP_LINT_WARN, NULL,
    ACCOUNT SRV ("_imaps", "not-found no-data") "source guess example.org found ok\nsays 2 " IMAPS
    "\nstep 1 capability ok\n", "There is no record. A server was guessed, and offers this.", ANY },
  { "srv.target", WP_LINT_OK, "_imaps._tcp.example.org", SRV_IMAPS ("") "says 1 " IMAPS "\n" UP,
    NULL, NULL },
  { "srv.target", WP_LINT_WARN, NULL,
    SRV_IMAPS ("") "says 1 " IMAPS "\nstep 1 resolve ok name=imap.example.org " FOUND6
    " 'cnames=m.example.org|mail7.example.org'\n",
    "The target imap.example.org is an alias (CNAME) for mail7.example.org.",
    "imap.example.org. 3600 IN AAAA 2001:db8::10\nimap.example.org. 3600 IN A 192.0.2.10" },
  { "srv.target", WP_LINT_FAIL, "_imaps._tcp.example.org",
    SRV_IMAPS ("") "says 1 " IMAPS "\nstep 1 resolve no-data name=imap.example.org type=A\n",
    "There is no address for the target imap.example.org.", ANY },
  { "srv.target", WP_LINT_UNKNOWN, NULL, SRV_IMAPS ("") "says 1 " IMAPS "\n",
    "imap.example.org was not looked up.", NULL },
  { "srv.target", WP_LINT_UNKNOWN, NULL,
    SRV_IMAPS ("") "says 1 " IMAPS "\nstep 1 resolve servfail\n",
    "The name service gave no answer for imap.example.org (servfail).", NULL },
  { "srv.foreign", WP_LINT_OK, NULL, SRV_IMAPS ("dnssec=no") "says 1 " IMAPS "\n",
    "imap.example.org is inside the domain.", NULL },
  { "srv.foreign", WP_LINT_OK, NULL,
    SRV_IMAPS ("dnssec=yes") "says 1 imap imap.hoster.example 993 implicit\n",
    "imap.hoster.example is in another domain, and the record is signed.", NULL },
  { "srv.foreign", WP_LINT_WARN, "_imaps._tcp.example.org",
    SRV_IMAPS ("dnssec=no") "says 1 imap imap.hoster.example 993 implicit\n",
    "imap.hoster.example is in another domain, and the record is not signed.",
    "example.org signed with DNSSEC; or a settings file over HTTPS that names imap.hoster.example; "
    "or a server name inside example.org." },
  { "srv.foreign", WP_LINT_OK, "_imaps._tcp.example.org",
    NAMES ("imap imap.hoster.example 993 implicit") SRV ("_imaps", "found ok dnssec=no")
    "says 2 imap imap.hoster.example 993 implicit\n",
    "imap.hoster.example is in another domain, and a settings file over HTTPS names it, too.",
    NULL },
  { "srv.foreign", WP_LINT_UNKNOWN, NULL,
    SRV_IMAPS ("dnssec=untrusted") "says 1 imap imap.hoster.example 993 implicit\n", NULL, NULL },
  { "srv.port", WP_LINT_OK, NULL, SRV_IMAPS ("") "says 1 " IMAPS "\n", NULL, NULL },
  { "srv.port", WP_LINT_WARN, "_imaps._tcp.example.org",
    SRV_IMAPS ("") "says 1 imap imap.example.org 9993 implicit 3\n",
    "The record leads to port 9993 of imap.example.org.",
    "_imaps._tcp.example.org. 3600 IN SRV 3 1 993 imap.example.org." },
  { "srv.pop3-first", WP_LINT_OK, NULL,
    SRV_IMAPS ("") SRV ("_pop3s", "found ok") "says 1 " IMAPS
    " 10\nsays 2 pop3 pop.example.org 995 implicit 10\n", NULL, NULL },
  { "srv.pop3-first", WP_LINT_WARN, "_pop3s._tcp.example.org",
    SRV_IMAPS ("") SRV ("_pop3s", "found ok") "says 1 " IMAPS
    " 10\nsays 2 pop3 pop.example.org 995 implicit 5\n",
    "POP3 has the priority 5, which is preferred to 10, that of IMAP.",
    "_imaps._tcp.example.org. 3600 IN SRV 5 1 993 imap.example.org.\n"
    "_pop3s._tcp.example.org. 3600 IN SRV 15 1 995 pop.example.org." },
  { "srv.pop3-first", WP_LINT_UNKNOWN, "_pop3s._tcp.example.org",
    SRV_IMAPS ("") SRV ("_pop3s", "failed dns-timed-out") "says 1 " IMAPS "\n", NULL, NULL },
  { "srv.starttls-first", WP_LINT_OK, NULL,
    SRV_IMAPS ("") SRV ("_imap", "found ok") "says 1 " IMAPS
    " 0\nsays 2 imap imap.example.org 143 starttls 10\n", NULL, NULL },
  { "srv.starttls-first", WP_LINT_WARN, "_imap._tcp.example.org",
    SRV_IMAPS ("") SRV ("_imap", "found ok") "says 1 " IMAPS
    " 10\nsays 2 imap imap.example.org 143 starttls 0\n",
    "STARTTLS has the priority 0, which is preferred to 10, that of TLS from the first byte.",
    "_imaps._tcp.example.org. 3600 IN SRV 0 1 993 imap.example.org.\n"
    "_imap._tcp.example.org. 3600 IN SRV 10 1 143 imap.example.org." },
  { "srv.starttls-first", WP_LINT_UNKNOWN, NULL,
    SRV_IMAPS ("") SRV ("_imap", "failed servfail") "says 1 " IMAPS "\n", NULL, NULL },

  /* Contradictions */
  { "settings.agree", WP_LINT_OK, "example.org",
    SERVER SRV ("_imaps", "found ok") "says 2 " IMAPS "\n", "No source contradicts another.",
    NULL },
  { "settings.agree", WP_LINT_FAIL, "_imaps._tcp.example.org",
    SERVER SRV ("_imaps", "found ok") "says 2 imap old.example.org 993 implicit\nconflict 1 2\n",
    "For imap, autoconfig.subdomain says imap.example.org:993 (TLS), but srv says "
    "old.example.org:993 (TLS).",
    "_imaps._tcp.example.org. 3600 IN SRV 0 1 993 imap.example.org." },
  { "settings.agree", WP_LINT_FAIL, PACC_URL,
    SERVER "source pacc " PACC_URL " found ok\n"
    "says 2 imap old.example.org 993 implicit\nconflict 1 2\n", NULL,
    "\"imap\": {\"host\": \"imap.example.org\"}" },
  { "settings.agree", WP_LINT_WARN, "https://db.example/example.org",
    SERVER "source database https://db.example/example.org found ok\n"
    "says 2 imap old.example.org 993 implicit\nconflict 1 2\n", NULL,
    "The entry of database corrected by those who keep it." },
  { "settings.agree", WP_LINT_FAIL, "_imap._tcp.example.org",
    START "source srv _imap._tcp.example.org found ok\n"
    "says 2 imap old.example.org 143 starttls\nconflict 1 2\n", NULL,
    "_imap._tcp.example.org. 3600 IN SRV 10 1 143 imap.example.org." },
  /* One server in common is agreement, whatever else one of them lists. */
  { "settings.agree", WP_LINT_OK, "example.org",
    SERVER "says 1 imap imap.example.org 143 starttls\n"
    "source autodiscover " POX_URL " found ok\nsays 2 " IMAPS "\nconflict 1 2\n",
    "No source contradicts another.", NULL },
  { "settings.agree", WP_LINT_OK, "example.org",
    START "source autodiscover " POX_URL " found ok\nsays 2 " IMAPS "\nconflict 1 2\n",
    "No source contradicts another.", NULL },
  { "settings.agree", WP_LINT_OK, "example.org",
    SERVER SRV ("_imaps", "found ok") "says 2 " IMAPS
    "\nsays 2 imap old.example.org 993 implicit\nconflict 1 2\n",
    "No source contradicts another.", NULL },
  { "settings.agree", WP_LINT_UNKNOWN, PACC_URL, SERVER "source pacc " PACC_URL " " LATE "\n",
    LATE_IS, NULL },

  /* Servers */
  { "server.reachable", WP_LINT_OK, "imap.example.org:993", SERVER UP, NULL, NULL },
  { "server.reachable", WP_LINT_FAIL, "imap.example.org:993",
    SERVER "step 1 resolve ok\nstep 1 connect refused\n",
    "Nothing listens on port 993 of imap.example.org.", ANY },
  { "server.reachable", WP_LINT_FAIL, "imap.example.org:993",
    SERVER "says 1 smtp smtp.example.org 465 implicit\nstep 2 connect ok\n" NOT_REACHED,
    "imap.example.org does not answer on port 993, while other servers do from here.", ANY },
  { "server.reachable", WP_LINT_UNKNOWN, "smtp.example.org:465",
    SERVER "says 1 smtp smtp.example.org 465 implicit\nstep 1 connect ok\n"
    "step 2 connect timed-out\n",
    "smtp.example.org was not reached on port 465 (timed-out); this network may be the reason.",
    NULL },
  { "server.reachable", WP_LINT_FAIL, NULL, SERVER "step 1 resolve nxdomain\n",
    "No such name exists: imap.example.org.",
    "An A or AAAA record for imap.example.org, or the right name in the settings." },
  { "server.reachable", WP_LINT_FAIL, NULL, SERVER "step 1 resolve fenced\n", NULL, ANY },
  { "server.reachable", WP_LINT_UNKNOWN, NULL, SERVER, "The server was not looked at.", NULL },
  { "server.reachable", WP_LINT_UNKNOWN, "imap.example.org:1993",
    NAMES ("imap imap.example.org 1993 implicit"),
    "The server was not looked at: port 1993 is not one for mail, so it is not connected to "
    "without --allow port:imap.example.org:1993.",
    NULL },
  { "server.reachable", WP_LINT_UNKNOWN, "imap.example.org:1993",
    NAMES ("imap imap.example.org 1993 implicit") "decision port:imap.example.org:1993\n",
    "The server was not looked at.", NULL },
  { "server.reachable", WP_LINT_OK, "imap.example.org:1993",
    NAMES ("imap imap.example.org 1993 implicit") UP, NULL, NULL },
  { "server.reachable", WP_LINT_UNKNOWN, NULL, SERVER "step 1 resolve servfail\n", NULL, NULL },
  { "server.reachable", WP_LINT_UNKNOWN, NULL,
    SRV_IMAPS ("") "says 1 " IMAPS "\nstep 1 resolve nxdomain\n", NULL, NULL },
  { "server.starttls", WP_LINT_OK, "imap.example.org:143", START TLS ("ok"), NULL, NULL },
  { "server.starttls", WP_LINT_FAIL, NULL,
    START UP "step 1 greeting ok\nstep 1 capability starttls-missing\n",
    "The server does not offer STARTTLS on port 143.", ANY },
  { "server.starttls", WP_LINT_FAIL, NULL, START UP "step 1 capability starttls-injection\n", NULL,
    ANY },
  { "server.starttls", WP_LINT_UNKNOWN, NULL, START NOT_REACHED, "The server was not reached.",
    NULL },
  { "server.starttls", WP_LINT_UNKNOWN, NULL, START UP, "The conversation ended before that.",
    NULL },
  { "server.tls", WP_LINT_OK, NULL, SERVER TLS ("ok version=TLSv1.3"),
    "Encrypted with TLSv1.3.", NULL },
  { "server.tls", WP_LINT_FAIL, NULL, SERVER TLS ("not-tls version=none"),
    "Port 993 is published as encrypted from the first byte, but the server does not speak TLS "
    "there.",
    "TLS 1.2 and 1.3 on port 993 of imap.example.org, in the mode that is published." },
  { "server.tls", WP_LINT_FAIL, NULL, SERVER TLS ("tls-version version=none"), NULL, ANY },
  { "server.tls", WP_LINT_FAIL, NULL, SERVER TLS ("tls-alert version=none"),
    "The TLS handshake fails (tls-alert).", ANY },
  { "server.tls", WP_LINT_UNKNOWN, NULL, SERVER NOT_REACHED, "The server was not reached.", NULL },
  { "server.certificate.name", WP_LINT_OK, NULL, SERVER TLS ("ok"),
    "The certificate is for imap.example.org.", NULL },
  { "server.certificate.name", WP_LINT_FAIL, "imap.example.org:993",
    SERVER TLS ("untrusted faults=name names=mail.example.org,mx.example.org"),
    "The certificate is for mail.example.org, mx.example.org, not for imap.example.org.",
    "A certificate that names imap.example.org; or, in the settings, a name that it has: "
    "mail.example.org, mx.example.org." },
  { "server.certificate.name", WP_LINT_FAIL, NULL, SERVER TLS ("untrusted faults=name names="),
    "The certificate names no host.", ANY },
  { "server.certificate.name", WP_LINT_UNKNOWN, NULL, SERVER NOT_REACHED,
    "No certificate was seen.", NULL },
  { "server.certificate.dates", WP_LINT_OK, NULL, SERVER TLS ("ok"),
    "It is valid until 2027-01-01.", NULL },
  { "server.certificate.dates", WP_LINT_WARN, NULL, SERVER TLS ("ok not_after=1795900000"),
    "It expires soon, on 2026-11-28.", ANY },
  { "server.certificate.dates", WP_LINT_FAIL, NULL,
    SERVER TLS ("untrusted faults=expired not_after=1790000000"), NULL, ANY },
  { "server.certificate.dates", WP_LINT_FAIL, NULL,
    SERVER TLS ("untrusted faults=not-yet-valid not_before=1796000000"),
    "It is not valid before 2026-11-30.", ANY },
  { "server.certificate.dates", WP_LINT_UNKNOWN, NULL, SERVER NOT_REACHED, NULL, NULL },
  { "server.certificate.chain", WP_LINT_OK, NULL, SERVER TLS ("untrusted faults=name"),
    "Issued by CN=Test Authority,O=Example.", NULL },
  { "server.certificate.chain", WP_LINT_FAIL, NULL, SERVER TLS ("untrusted faults=unknown-issuer"),
    NULL, "The whole chain sent by the server: its certificate, then the intermediate ones." },
  { "server.certificate.chain", WP_LINT_FAIL, NULL,
    SERVER TLS ("untrusted faults=self-signed,unknown-issuer"),
    "The certificate vouches for itself.", ANY },
  { "server.certificate.chain", WP_LINT_FAIL, NULL, SERVER TLS ("untrusted faults=weak"), NULL,
    ANY },
  { "server.certificate.chain", WP_LINT_UNKNOWN, NULL, SERVER NOT_REACHED, NULL, NULL },
  { "server.greeting", WP_LINT_OK, NULL,
    SERVER TLS ("ok") "step 1 greeting ok\nstep 1 capability ok\n", "The server speaks imap.",
    NULL },
  { "server.greeting", WP_LINT_FAIL, NULL, SERVER TLS ("ok") "step 1 greeting wrong-protocol\n",
    "The server speaks another protocol.", "A server for imap on port 993 of imap.example.org." },
  { "server.greeting", WP_LINT_FAIL, NULL,
    SERVER TLS ("ok") "step 1 greeting ok\nstep 1 capability command-refused\n", NULL, ANY },
  { "server.greeting", WP_LINT_UNKNOWN, NULL, SERVER TLS ("not-tls version=none"),
    "The conversation ended before that.", NULL },
  { "server.ipv6", WP_LINT_OK, NULL,
    SERVER "step 1 resolve ok " FOUND6 "\nstep 1 connect ok ipv6=connected\n", NULL, NULL },
  { "server.ipv6", WP_LINT_WARN, NULL, SERVER "step 1 resolve ok " FOUND4 "\nstep 1 connect ok\n",
    "There is no IPv6 address for imap.example.org.",
    "An AAAA record for imap.example.org, once the server listens there." },
  { "server.ipv6", WP_LINT_FAIL, NULL,
    SERVER "step 1 resolve ok " FOUND6 "\nstep 1 connect ok ipv6=failed "
    "'family_results=ipv6 2001:db8::10: refused (ECONNREFUSED), 1 ms|'\n",
    "imap.example.org does not answer by IPv6 on port 993.", ANY },
  { "server.ipv6", WP_LINT_UNKNOWN, NULL,
    SERVER "step 1 resolve ok " FOUND6 "\nstep 1 connect ok ipv6=failed "
    "'family_results=ipv6 2001:db8::10: unreachable (ENETUNREACH), 0 ms|'\n", NULL, NULL },
  { "server.ipv6", WP_LINT_UNKNOWN, NULL,
    SERVER "step 1 resolve ok type=A 'addresses=192.0.2.10|'\nstep 1 connect ok\n",
    "Its IPv6 addresses were not looked up.", NULL },
};

/* What a rule can never say, with the reason. */
static const struct
{
  const char *id;
  WpLintStatus status;
} never[] = {
  { "autodiscover.published", WP_LINT_WARN }, /* a domain may do without */
  { "mailconf.published", WP_LINT_WARN },     /* as above */
  { "srv.port", WP_LINT_UNKNOWN },            /* a record that was seen has its port */
};
