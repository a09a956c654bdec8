/* The rows of test-diagnose: what was seen, and what must be said about it. Read by the test
 * program only. `expect` lists "id:severity" in order; more than these is a failure. */

#define ACCOUNT "account anna@example.org\n"
#define IMAP "candidate imap mail.example.org 993 implicit provider-https\n"
#define IMAP_START "candidate imap mail.example.org 143 starttls provider-https\n"
#define POP3 "candidate pop3 mail.example.org 995 implicit provider-https\n"
#define SMTP "candidate smtp mail.example.org 465 implicit provider-https\n"
#define ONE ACCOUNT IMAP "service imap no 1 asked\n"
#define ONE_START ACCOUNT IMAP_START "service imap no 1 asked\n"
#define UP "step 1 resolve ok\nstep 1 connect ok address=192.0.2.10\n"
#define READY UP "tls 1 ok\nstep 1 greeting ok\nstep 1 capability ok mechanisms=PLAIN|\n"
#define LOGIN(rest) ONE READY "sent 1 1\nstep 1 login " rest "\n"
#define LOGIN_OK READY "step 1 login ok mechanism=PLAIN username=anna@example.org\n"
#define SENDING(rest)                                                                              \
  ACCOUNT SMTP "service smtp no 1 asked\n" LOGIN_OK "step 1 submit " rest                          \
               " sender=anna@example.org\n"
#define FAULT(rest) ONE UP "tls 1 untrusted " rest "\nstep 1 greeting ok\nstep 1 capability ok\n"

static const struct
{
  const char *name;
  const char *script;
  const char *expect;
  const char *why; /* of the first service; NULL: none */
  int exit;
} cases[] = {
  /* Nothing, and everything */
  { "empty", "", "input.address.syntax:block", NULL, 2 },
  { "all-works", ACCOUNT IMAP "service imap yes 1 asked\n" LOGIN_OK "step 1 mailbox ok\n",
    "all.works:good", NULL, 0 },
  { "all-works-guessed",
    ACCOUNT "candidate imap mail.example.org 993 implicit guess\n"
            "candidate smtp mail.example.org 465 implicit guess\n"
            "service imap yes 1\nservice pop3 not-offered 0\nservice smtp yes 2\n" LOGIN_OK
            "step 2 greeting ok\n",
    "all.works:good", NULL, 0 },
  { "look-only", "look-only\n" ACCOUNT IMAP "service imap not-tested 1 asked\n" READY,
    "all.reachable:good", NULL, 0 },
  { "look-only-expired",
    "look-only\n" ACCOUNT IMAP "service imap not-tested 1 asked\n" UP
    "tls 1 untrusted faults=expired\nstep 1 greeting ok\nstep 1 capability ok\n",
    "tls.cert.expired:block", "tls.cert.expired", 1 },
  { "not-tested-without-reason", ACCOUNT IMAP "service imap not-tested 1 asked\n" READY, "", NULL,
    3 },
  { "password-missing",
    ACCOUNT IMAP "service imap not-tested 1 asked\nquestion password names=mail.example.org|\n"
    READY,
    "", NULL, 4 },
  { "question-answered",
    ACCOUNT IMAP "service imap yes 1 asked\nquestion foreign foreign:mail.example.org answered\n"
    LOGIN_OK, "all.works:good", NULL, 0 },
  { "question-for-nobody",
    ACCOUNT IMAP "service imap not-tested 1 asked ask\nquestion foreign foreign:mail.example.org "
    "unasked\n" READY, "policy.undecided:note", "policy.undecided", 4 },
  { "question-declined",
    ACCOUNT IMAP "service imap not-tested 1 asked ask\nquestion foreign foreign:mail.example.org "
    "declined\n" READY, "policy.undecided:note", "policy.undecided", 4 },

  /* Settings */
  { "no-settings", ACCOUNT "source autoconfig.subdomain https://autoconfig.example.org/ not-found "
    "not-found\nservice imap not-offered 0\nservice pop3 not-offered 0\n"
    "service smtp not-offered 0\n", "discovery.none:block", "discovery.none", 2 },
  { "no-sending", ACCOUNT IMAP "service imap yes 1 asked\nservice pop3 not-offered 0\n"
    "service smtp not-offered 0\n" LOGIN_OK, "discovery.none:block", NULL, 2 },
  { "source-not-heard", ACCOUNT "source srv _imaps._tcp.example.org not-found nxdomain\n"
    "source autoconfig.subdomain https://autoconfig.example.org/ failed cancelled\n",
    "run.stopped:block", NULL, 3 },
  { "guesses-not-judged",
    ACCOUNT "candidate imap imap.example.org 993 implicit guess\n"
    "candidate smtp smtp.example.org 465 implicit guess\nservice imap not-tested 1\n"
    "service smtp not-tested 2\nstep 1 connect cancelled\nstep 2 connect cancelled\n",
    "run.stopped:block", "run.stopped", 3 },
  { "guesses-lead-nowhere",
    ACCOUNT "candidate imap imap.example.org 993 implicit guess\n"
    "candidate smtp smtp.example.org 465 implicit guess\nservice imap no 1\nservice smtp no 2\n"
    "step 1 resolve nxdomain\nstep 2 connect refused\n", "discovery.none:block", "discovery.none",
    2 },
  { "spare-guess-is-silent",
    ACCOUNT IMAP "candidate pop3 pop.example.org 995 implicit guess\n" SMTP
    "service imap yes 1 asked\nservice pop3 not-offered 2\nservice smtp yes 3 asked\n" LOGIN_OK
    "step 2 connect refused\nstep 3 greeting ok\n", "all.works:good", NULL, 0 },
  { "spare-guess-with-a-fault-is-a-note",
    ACCOUNT IMAP "candidate pop3 pop.example.org 110 starttls guess\n" SMTP
    "service imap yes 1 asked\nservice pop3 not-offered 2\nservice smtp yes 3 asked\n" LOGIN_OK
    "step 2 greeting ok\nstep 2 capability starttls-missing\nstep 3 greeting ok\n",
    "starttls.not-offered:note all.works:good", NULL, 0 },
  { "spare-guess-in-a-look",
    "look-only\n" ACCOUNT IMAP "candidate pop3 pop.example.org 995 implicit guess\n"
    "service imap not-tested 1 asked\nservice pop3 not-offered 2\n" READY
    "step 2 connect timed-out\n", "all.reachable:good", NULL, 0 },
  { "only-guess-with-a-fault",
    ACCOUNT "candidate imap imap.example.org 143 starttls guess\n" SMTP
    "service imap not-offered 1\nservice smtp yes 2 asked\nstep 1 greeting ok\n"
    "step 1 capability starttls-missing\nstep 2 greeting ok\n", "starttls.not-offered:block",
    "starttls.not-offered", 1 },
  { "bad-mark-without-a-word",
    ACCOUNT IMAP SMTP "service imap no 1 asked\nservice smtp yes 2 asked\n" READY
    "step 2 greeting ok\n", "run.unexplained:block", "run.unexplained", 1 },
  { "bad-mark-beside-a-warning",
    ACCOUNT IMAP "service imap no 1 asked\nstep 1 connect ok ipv4=connected ipv6=failed\n"
    "step 1 greeting ok\n", "run.unexplained:block tcp.ipv6.service-missing:warn",
    "run.unexplained", 1 },
  { "bad-mark-in-a-look",
    "look-only\n" ACCOUNT IMAP SMTP "service imap not-tested 1 asked\nservice smtp no 2 asked\n"
    READY, "run.unexplained:block", NULL, 1 },
  { "guessed-server-with-a-fault",
    ACCOUNT "candidate imap imap.example.org 993 implicit guess\n"
    "candidate smtp smtp.example.org 465 implicit guess\nservice imap no 1\nservice smtp yes 2\n"
    "step 2 greeting ok\n" READY "sent 1 1\nstep 1 login login-refused mechanism=PLAIN\n",
    "auth.credentials.wrong:block", "auth.credentials.wrong", 1 },
  { "domain-missing", ACCOUNT "step 0 resolve nxdomain name=example.org type=MX\n"
    "step 0 resolve nxdomain name=_imaps._tcp.example.org type=SRV\n",
    "dns.name.nxdomain:block", NULL, 2 },
  { "srv-missing-is-normal", ACCOUNT IMAP "service imap yes 1 asked\n"
    "step 0 resolve nxdomain name=_imaps._tcp.example.org type=SRV\n" LOGIN_OK,
    "all.works:good", NULL, 0 },
  { "pop3-off-on-purpose",
    ACCOUNT IMAP SMTP "source srv _pop3s._tcp.example.org not-found not-offered\n"
    "service imap yes 1 asked\nservice pop3 not-offered 0\nservice smtp yes 2 asked\n" LOGIN_OK
    "step 2 greeting ok\n", "dns.srv.disabled:note all.works:good", NULL, 0 },
  { "all-off-on-purpose",
    ACCOUNT "step 0 resolve not-offered name=_imaps._tcp.example.org\n"
    "source srv _pop3s._tcp.example.org not-found not-offered\n"
    "source srv _submissions._tcp.example.org not-found not-offered\n",
    "dns.srv.disabled:block", NULL, 2 },
  { "web-page", ACCOUNT IMAP "source autoconfig.wellknown https://example.org/.well-known/ "
    "not-settings not-settings\nservice imap yes 1 asked\n" LOGIN_OK,
    "discovery.html:note all.works:good", NULL, 0 },
  { "damaged-page", ACCOUNT IMAP "source autoconfig.wellknown https://example.org/.well-known/ "
    "failed http-error\nsource pacc https://ua.example.org/ failed too-large\n"
    "service imap yes 1 asked\n" LOGIN_OK, "discovery.broken:note all.works:good", NULL, 0 },
  { "an error that a second question made good",
    ACCOUNT
    "source autodiscover https://example.org/autodiscover/autodiscover.xml failed http-error "
    "http=400\n"
    "source autodiscover https://autodiscover.example.org/autodiscover/autodiscover.xml found ok "
    "http=200\n"
    "says 2 imap imap.example.org 993 implicit\n"
    "service imap yes 1 asked\n" LOGIN_OK, "all.works:good", NULL, 0 },
  { "page-with-bad-certificate", ACCOUNT IMAP "source autoconfig.wellknown https://example.org/ "
    "failed untrusted\nservice imap yes 1 asked\n" LOGIN_OK,
    "discovery.untrusted:note all.works:good", NULL, 0 },
  { "page-over-http", ACCOUNT "candidate imap mail.example.org 993 implicit http\n"
    "service imap yes 1 asked\n" LOGIN_OK, "discovery.untrusted:note all.works:good", NULL, 0 },
  { "unreachable-page-is-normal", ACCOUNT IMAP "source autoconfig.wellknown https://example.org/ "
    "failed refused\nservice imap yes 1 asked\n" LOGIN_OK, "all.works:good", NULL, 0 },
  { "ended-early", ACCOUNT IMAP, "run.stopped:block", NULL, 3 },
  { "second-login-asked",
    ACCOUNT IMAP "service imap not-tested 1 asked\nquestion second-login second-login declined\n"
    READY, "auth.budget.spent:block", "auth.budget.spent", 4 },

  /* A domain without settings: each kind has its sentence */
#define GUESSED                                                                                    \
  "candidate imap example.org 993 implicit guess\ncandidate smtp example.org 465 implicit guess\n" \
  "service imap not-offered 1\nservice pop3 not-offered 0\nservice smtp not-offered 2\n"           \
  "step 1 resolve ok\nstep 2 resolve ok\nstep 1 connect refused\nstep 2 connect refused\n"
#define NOWHERE                                                                                    \
  "service imap not-offered 0\nservice pop3 not-offered 0\nservice smtp not-offered 0\n"
#define MX(outcome) "step 0 resolve " outcome " name=example.org type=MX\n"
  { "only-a-web-site", ACCOUNT GUESSED MX ("no-data"), "discovery.web-only:block",
    "discovery.web-only", 2 },
  { "only-a-web-site-unguessed", ACCOUNT NOWHERE MX ("no-data")
    "step 0 resolve ok name=example.org type=A\n", "discovery.web-only:block",
    "discovery.web-only", 2 },
  { "no-mail-and-no-web-site", ACCOUNT NOWHERE MX ("no-data")
    "step 0 resolve no-data name=example.org\n", "discovery.none:block", "discovery.none", 2 },
  { "takes-mail-but-shows-no-server", ACCOUNT GUESSED MX ("ok"), "discovery.none:block",
    "discovery.none", 2 },
  { "web-site-but-sending-is-missing",
    ACCOUNT IMAP "service imap yes 1 asked\nservice smtp not-offered 0\n" LOGIN_OK MX ("no-data")
    "step 0 resolve ok name=example.org type=A\n", "discovery.none:block", NULL, 2 },
  { "answers-for-every-name", ACCOUNT GUESSED MX ("ok")
    "step 0 resolve ok name=wp-1.example.org wildcard=yes\n", "dns.wildcard.zone:block",
    "dns.wildcard.zone", 2 },
  { "answers-for-every-name-says-the-guess", ACCOUNT GUESSED MX ("no-data")
    "source guess example.org found ok 'note=The domain answers for every name.'\n",
    "dns.wildcard.zone:block", "dns.wildcard.zone", 2 },
  { "wildcard-beside-settings", ACCOUNT IMAP "service imap yes 1 asked\n" LOGIN_OK
    "step 0 resolve ok name=wp-1.example.org wildcard=yes\n", "all.works:good", NULL, 0 },
  { "takes-no-mail", ACCOUNT NOWHERE MX ("not-offered"), "dns.mx.null:block", "dns.mx.null", 2 },
  { "takes-no-mail-but-sends",
    ACCOUNT SMTP "service smtp yes 1 asked\n" LOGIN_OK MX ("not-offered"),
    "dns.mx.null:note all.works:good", NULL, 0 },
  { "public-suffix", "account anna@co.uk\n" NOWHERE "step 0 resolve no-data name=co.uk type=MX\n",
    "input.domain.suffix:block", "input.domain.suffix", 2 },
  { "network-invents-addresses", ACCOUNT MX ("nxdomain") "step 0 resolve ok name=example.org\n",
    "dns.name.nxdomain:block dns.rewrite.nxdomain:warn", NULL, 2 },
  { "the-address-of-another-name", ACCOUNT MX ("nxdomain")
    "step 0 resolve ok name=mail.example.org\n", "dns.name.nxdomain:block", NULL, 2 },

  /* A mistyped domain */
  { "typo-of-nothing", ACCOUNT "typo example.com\n" MX ("nxdomain"), "input.domain.typo:block",
    NULL, 2 },
  { "typo-without-settings", ACCOUNT "typo example.com\n" NOWHERE,
    "input.domain.typo:block", "input.domain.typo", 2 },
  { "typo-that-is-parked", ACCOUNT "typo example.com\n" GUESSED MX ("no-data"),
    "input.domain.typo:block", "input.domain.typo", 2 },
  { "typo-that-works", ACCOUNT IMAP "typo example.com\nservice imap yes 1 asked\n" LOGIN_OK,
    "input.domain.typo:note all.works:good", NULL, 0 },
  { "typo-beside-a-fault", ACCOUNT IMAP "typo example.com\nservice imap no 1 asked\n"
    "step 1 connect refused\n", "tcp.refused.service:block input.domain.typo:note",
    "tcp.refused.service", 1 },
  { "typo-offline", ACCOUNT "typo example.com\nstep 0 resolve dns-timed-out name=example.org "
    "type=MX\n", "dns.resolver.dead:block input.domain.typo:note", NULL, 3 },
  { "typo-but-servers-were-given",
    ACCOUNT "candidate imap mail.example.org 993 implicit user\ntypo example.com\n"
    "service imap yes 1 asked\n" LOGIN_OK, "all.works:good", NULL, 0 },

  /* What the provider demands: before a login, and as the reason of a refusal */
#define PROVIDER(demand) "provider mail Mail 2026-11-01 2027-05-01 " demand "\n"
#define WAITING(demand) ACCOUNT PROVIDER (demand) IMAP "service imap not-tested 1 asked\n" READY
#define DENIED(demand)                                                                             \
  ACCOUNT PROVIDER (demand) IMAP "service imap no 1 asked\n" READY                                 \
  "sent 1 1\nstep 1 login login-refused mechanism=PLAIN username=anna@example.org\n"
  { "app-password-ahead", WAITING ("app-password"), "provider.app-password:note", NULL, 3 },
  { "sign-in-ahead", WAITING ("sign-in"), "provider.sign-in:note", NULL, 3 },
  { "switch-on-ahead", WAITING ("switch-on"), "provider.switch-on:note", NULL, 3 },
  { "separate-password-ahead", WAITING ("separate-password"), "auth.password.separate:note", NULL,
    3 },
  { "paid-ahead", WAITING ("paid"), "provider.paid:note", NULL, 3 },
  { "several-demands-ahead", WAITING ("app-password paid"),
    "provider.app-password:note provider.paid:note", NULL, 3 },
  { "demand-in-a-look", "look-only\n" WAITING ("app-password"),
    "provider.app-password:note all.reachable:good", NULL, 0 },
  { "demand-on-another-protocol", WAITING ("") "demand switch-on pop3,smtp\n", "", NULL, 3 },
  { "demand-on-what-was-not-found",
    WAITING ("") "service pop3 not-offered 0\ndemand switch-on pop3\n", "", NULL, 3 },
  { "demand-that-was-met", ACCOUNT PROVIDER ("app-password") IMAP "service imap yes 1 asked\n"
    LOGIN_OK, "all.works:good", NULL, 0 },
  { "demand-of-a-provider-whose-servers-are-not-used",
    ACCOUNT PROVIDER ("app-password") "candidate imap mail.example.net 993 implicit user\n"
    "service imap no 1 asked\n" READY "sent 1 1\nstep 1 login login-refused mechanism=PLAIN\n",
    "auth.credentials.wrong:block", "auth.credentials.wrong", 1 },
  { "app-password-refused", DENIED ("app-password"), "auth.app-password:block",
    "auth.app-password", 1 },
  { "app-password-refused-in-so-many-words",
    ACCOUNT PROVIDER ("app-password") IMAP "service imap no 1 asked\n" READY "sent 1 1\nstep 1 "
    "login login-blocked 'alert=Application-specific password required'\n",
    "auth.app-password:block", "auth.app-password", 1 },
  { "sign-in-refused", DENIED ("sign-in"), "cap.oauth-only:block", "cap.oauth-only", 1 },
  { "sign-in-offered-only",
    ACCOUNT PROVIDER ("sign-in") IMAP "service imap no 1 asked\n" READY
    "step 1 login token-needed mechanisms=XOAUTH2|\n", "cap.oauth-only:block", "cap.oauth-only",
    1 },
  { "token-refused-where-one-must-sign-in",
    ACCOUNT PROVIDER ("sign-in") IMAP "service imap no 1 asked\n" READY
    "sent 1 1\nstep 1 login login-refused mechanism=XOAUTH2\n", "auth.oauth.token:block",
    "auth.oauth.token", 1 },
  { "separate-password-refused", DENIED ("separate-password"), "auth.password.separate:block",
    "auth.password.separate", 1 },
  { "switched-off-refused", DENIED ("switch-on"), "auth.protocol-off:block", "auth.protocol-off",
    1 },
  { "app-password-before-switch", DENIED ("switch-on app-password"),
    "auth.app-password:block provider.switch-on:note", "auth.app-password", 1 },
  { "only-sending-switched-off",
    ACCOUNT PROVIDER ("app-password") IMAP SMTP "demand switch-on smtp where=Settings\n"
    "service imap yes 1 asked\nservice smtp no 2 asked\n" LOGIN_OK
    "step 2 login login-refused mechanism=PLAIN username=anna@example.org\n",
    "auth.protocol-off:block provider.app-password:note", NULL, 1 },
  { "demand-told-once", ACCOUNT PROVIDER ("app-password") IMAP SMTP "service imap no 1 asked\n"
    "service smtp not-tested 2 asked\n" READY "step 2 greeting ok\nsent 1 1\n"
    "step 1 login login-refused mechanism=PLAIN username=anna@example.org\n",
    "auth.app-password:block", "auth.app-password", 1 },
  { "no-access-at-all", ACCOUNT PROVIDER ("no-mail") NOWHERE, "cap.protocol-missing:block",
    "cap.protocol-missing", 2 },
  { "only-by-a-bridge", ACCOUNT PROVIDER ("bridge paid") NOWHERE,
    "cap.protocol-missing:block provider.paid:note", "cap.protocol-missing", 2 },
  { "bridge-is-running",
    ACCOUNT PROVIDER ("bridge") "candidate imap 127.0.0.1 1143 starttls user\n"
    "service imap yes 1 asked\n" LOGIN_OK, "all.works:good", NULL, 0 },
  { "no-access-but-settings", ACCOUNT PROVIDER ("no-mail") IMAP SMTP "service imap yes 1 asked\n"
    "service smtp yes 2 asked\n" LOGIN_OK "step 2 greeting ok\n", "all.works:good", NULL, 0 },
  { "typo-of-a-domain-without-access", ACCOUNT PROVIDER ("no-mail") "typo example.com\n" NOWHERE,
    "input.domain.typo:block", "input.domain.typo", 2 },

  /* Sources against each other */
#define TWO_VOICES                                                                                 \
  ACCOUNT "source autoconfig.wellknown https://example.org/.well-known/ found ok\n"                \
  "source srv _imaps._tcp.example.org found ok\nsource srv _submissions._tcp.example.org found "   \
  "ok\nsays 1 imap imap.example.org 993 implicit\nsays 1 smtp smtp.example.org 465 implicit\n"     \
  "says 2 imap mail.example.org 993 implicit\nsays 3 smtp mail.example.org 465 implicit\n"
  { "sources-disagree", TWO_VOICES "conflict 1 3\nconflict 2 4\nservice imap yes 1 asked\n"
    "service smtp yes 2 asked\n" LOGIN_OK "step 2 greeting ok\n",
    "discovery.conflict:note all.works:good", NULL, 0 },
  { "sources-disagree-about-ports-only", ACCOUNT IMAP IMAP_START "conflict 1 2\n"
    "service imap yes 1 asked\n" LOGIN_OK, "all.works:good", NULL, 0 },
  { "better-came-late", TWO_VOICES "conflict 1 3\nconflict 2 4\nlate 1\nlate 2\n"
    "service imap yes 3 asked\nservice smtp yes 4 asked\nstep 3 greeting ok\nstep 3 login ok\n"
    "step 4 greeting ok\n", "discovery.better:note all.works:good", NULL, 0 },
  { "better-was-known-but-failed", TWO_VOICES "conflict 1 3\nservice imap yes 3 asked\n"
    "service smtp yes 2 asked\nstep 1 connect refused\nstep 3 greeting ok\nstep 3 login ok\n"
    "step 2 greeting ok\n", "tcp.refused.service:note discovery.conflict:note all.works:good",
    NULL, 0 },
  { "advice-is-no-reason",
    ACCOUNT PROVIDER ("app-password") "source notes Mail found ok\n"
    "says 1 imap mail.example.org 993 implicit\nsays 1 smtp mail.example.org 465 implicit\n"
    "service smtp no 2 asked\nservice imap no 1 asked\nstep 1 resolve dns-timed-out\n",
    "dns.resolver.dead:block provider.app-password:note", "dns.resolver.dead", 3 },
  { "worse-came-late", TWO_VOICES "conflict 1 3\nlate 3\nlate 4\n"
    "service imap yes 1 asked\nservice smtp yes 2 asked\n" LOGIN_OK "step 2 greeting ok\n",
    "discovery.conflict:note all.works:good", NULL, 0 },
  { "nobody-vouches", ACCOUNT IMAP "source pacc https://ua-auto-config.example.org/ failed "
    "digest-mismatch digest=v=UAAC1;a=sha256;d=AAAA\nservice imap yes 1 asked\n" LOGIN_OK,
    "discovery.digest:note all.works:good", NULL, 0 },
#define ASKED_IN_VAIN                                                                              \
  "source autoconfig.wellknown https://example.org/.well-known/ failed http-error http=400\n"
  { "address-wanted", ACCOUNT ASKED_IN_VAIN NOWHERE,
    "discovery.none:block discovery.address-wanted:note", "discovery.none", 2 },
  { "address-wanted-beside-a-guess",
    ACCOUNT ASKED_IN_VAIN "candidate imap mail.example.org 993 implicit guess\n"
    "service imap yes 1\n" LOGIN_OK, "discovery.address-wanted:note all.works:good", NULL, 0 },
  { "address-not-needed", ACCOUNT IMAP ASKED_IN_VAIN "service imap yes 1 asked\n" LOGIN_OK,
    "all.works:good", NULL, 0 },
  { "address-was-sent", ACCOUNT ASKED_IN_VAIN "decision send-address\nsource autoconfig.wellknown "
    "https://example.org/.well-known/?emailaddress=anna@example.org failed http-error http=400\n"
    NOWHERE, "discovery.none:block discovery.broken:note", "discovery.none", 2 },

  /* Names */
  { "host-missing", ONE "step 1 resolve nxdomain name=mail.example.org\n",
    "dns.name.nxdomain:block", "dns.name.nxdomain", 1 },
  { "host-without-address", ONE "step 1 resolve no-data\n", "dns.name.no-address:block",
    "dns.name.no-address", 1 },
  { "bogus", ONE "step 1 resolve bogus\n", "dns.dnssec.bogus:block", "dns.dnssec.bogus", 1 },
  { "servfail", ONE "step 1 resolve servfail\n", "dns.name.failed:block", "dns.name.failed", 1 },
  { "dns-garbage", ONE "step 1 resolve dns-malformed\n", "dns.name.failed:block",
    "dns.name.failed", 1 },
  { "resolver-dead", ACCOUNT "candidate imap mail.example.org 993 implicit user\n"
    "service imap no 1 asked\nstep 1 resolve dns-timed-out\n", "dns.resolver.dead:block",
    "dns.resolver.dead", 3 },
  { "resolver-dead-before-anything",
    ACCOUNT "step 0 resolve dns-timed-out name=example.org type=MX\n", "dns.resolver.dead:block",
    NULL, 3 },
  { "one-domain-silent", ONE "step 0 resolve ok name=other.example\nstep 1 resolve dns-timed-out\n",
    "dns.name.failed:block", "dns.name.failed", 1 },
  { "resolver-refuses", ACCOUNT "candidate imap mail.example.org 993 implicit user\n"
    "service imap no 1 asked\nstep 1 resolve dns-refused\n", "dns.resolver.refused:block",
    "dns.resolver.refused", 3 },
  { "resolvers-unreachable", ACCOUNT "candidate imap mail.example.org 993 implicit user\n"
    "service imap no 1 asked\nstep 1 resolve dns-timed-out "
    "'resolvers_asked=192.0.2.1: unreachable, 0 ms|192.0.2.2: unreachable, 0 ms'\n",
    "dns.resolver.dead:block", "dns.resolver.dead", 3 },
  { "no-way-to-a-resolver", ACCOUNT "candidate imap mail.example.org 993 implicit user\n"
    "service imap no 1 asked\nstep 1 resolve unreachable\n", "net.offline:block",
    "net.offline", 3 },
  { "private-address", ONE "step 1 resolve ok\nstep 1 connect fenced address=10.0.0.1\n",
    "dns.private-answer:block", "dns.private-answer", 3 },
  { "odd-port", ACCOUNT "candidate imap mail.example.org 4430 implicit dns\n"
    "service imap no 1 asked\nstep 1 connect fenced\n", "policy.refused.port:block",
    "policy.refused.port", 1 },

  /* Connection */
  { "refused", ONE "step 1 resolve ok\nstep 1 connect refused\n", "tcp.refused.service:block",
    "tcp.refused.service", 1 },
  { "refused-then-well", ACCOUNT IMAP "service imap yes 1 asked\nstep 1 connect refused\n" LOGIN_OK,
    "all.works:good", NULL, 0 },
  { "all-refused", ACCOUNT IMAP SMTP "service imap no 1 asked\nservice smtp no 2 asked\n"
    "step 1 resolve ok\nstep 1 connect refused\nstep 2 connect refused\n", "tcp.refused.all:block",
    "tcp.refused.all", 1 },
  { "timed-out", ONE "step 1 resolve ok\nstep 1 connect timed-out\n", "tcp.timeout.host:block",
    "tcp.timeout.host", 1 },
  { "port-silent", ACCOUNT IMAP SMTP "service imap yes 1 asked\nservice smtp no 2 asked\n" LOGIN_OK
    "step 2 connect timed-out\n", "tcp.timeout.port:block", NULL, 1 },
  { "offline", ACCOUNT "candidate imap 192.0.2.10 993 implicit user\nservice imap no 1 asked\n"
    "step 1 resolve ok\nstep 1 connect unreachable\n", "net.offline:block", "net.offline", 3 },
  { "one-host-unreachable", ACCOUNT IMAP SMTP "service imap yes 1 asked\nservice smtp no 2 asked\n"
    LOGIN_OK "step 2 connect unreachable\n", "net.unreachable:block", NULL, 1 },
  { "denied", ONE "step 1 resolve ok\nstep 1 connect denied\n", "net.local.policy:block",
    "net.local.policy", 3 },
  { "network-error", ONE "step 1 resolve ok\nstep 1 connect network-error\n", "net.error:block",
    "net.error", 3 },
  { "ipv6-not-served", ACCOUNT IMAP "service imap yes 1 asked\nstep 1 connect ok ipv4=connected "
    "ipv6=failed 'family_results=ipv4 192.0.2.10: connected, 9 ms|ipv6 2001:db8::1: refused, 1 ms'"
    "\nstep 1 login ok\n", "tcp.ipv6.service-missing:warn all.works:good", NULL, 0 },
  { "ipv4-not-served", ACCOUNT IMAP "service imap yes 1 asked\nstep 1 connect ok ipv6=connected "
    "ipv4=failed 'family_results=ipv6 2001:db8::1: connected, 9 ms|ipv4 192.0.2.1: refused, 1 "
    "ms'\n",
    "tcp.ipv4.service-missing:warn all.works:good", NULL, 0 },
  { "no-ipv6-here-is-normal", ACCOUNT IMAP "service imap yes 1 asked\nstep 1 connect ok "
    "ipv4=connected ipv6=failed 'family_results=ipv6 2001:db8::1: unreachable, 0 ms|'\n",
    "all.works:good", NULL, 0 },
  { "ipv6-unfinished-is-normal", ACCOUNT IMAP "service imap yes 1 asked\nstep 1 connect ok "
    "ipv4=connected ipv6=not-finished\n", "all.works:good", NULL, 0 },
  { "ipv6-refused-later", ACCOUNT IMAP "service imap yes 1 asked\nstep 1 connect ok "
    "ipv4=connected ipv6=refused\n", "tcp.ipv6.service-missing:warn all.works:good", NULL, 0 },
  { "ipv6-absent-later", ACCOUNT IMAP "service imap yes 1 asked\nstep 1 connect ok "
    "ipv4=connected ipv6=unreachable\n", "all.works:good", NULL, 0 },
  { "ipv6-silent", ACCOUNT IMAP "candidate smtp smtp.example.org 465 implicit provider-https\n"
    "service imap yes 1 asked\nservice smtp yes 2 asked\nstep 1 connect ok address=192.0.2.1 "
    "lasts_ms=270 ipv4=connected ipv6=not-finished\nstep 2 connect ok address=192.0.2.2 "
    "lasts_ms=270 ipv4=connected ipv6=not-finished\n", "net.ipv6.broken:warn all.works:good", NULL,
    0 },
  { "ipv6-only-slow-on-one-host", ACCOUNT IMAP "service imap yes 1 asked\nstep 1 connect ok "
    "lasts_ms=270 ipv4=connected ipv6=not-finished\n", "all.works:good", NULL, 0 },
  { "ipv6-broken", ACCOUNT IMAP "candidate smtp smtp.example.org 465 implicit provider-https\n"
    "service imap yes 1 asked\nservice smtp yes 2 asked\nstep 1 connect ok address=192.0.2.1 "
    "ipv4=connected ipv6=failed 'family_results=ipv6 2001:db8::1: timed-out, 9000 ms|'\nstep 2 "
    "connect ok address=192.0.2.2 ipv4=connected ipv6=failed 'family_results=ipv6 2001:db8::2: "
    "timed-out, 9000 ms|'\n", "net.ipv6.broken:warn all.works:good", NULL, 0 },

  /* TLS: each fault its own finding */
  { "expired", FAULT ("faults=expired"), "tls.cert.expired:block", "tls.cert.expired", 1 },
  { "future", FAULT ("faults=not-yet-valid"), "tls.cert.future:block", "tls.cert.future", 3 },
  { "other-name", FAULT ("faults=name names=other.example"), "tls.cert.name.generic:block",
    "tls.cert.name.generic", 1 },
  { "no-san", FAULT ("faults=name names="), "tls.cert.cn-only:block", "tls.cert.cn-only", 1 },
  { "wildcard-depth", FAULT ("faults=name names=*.org"), "tls.cert.name.wildcard-depth:block",
    "tls.cert.name.wildcard-depth", 1 },
  { "self-signed", FAULT ("faults=self-signed,unknown-issuer chain=1"),
    "tls.cert.self-signed:block", "tls.cert.self-signed", 1 },
  { "private-ca", FAULT ("faults=unknown-issuer"), "tls.cert.private-ca:block",
    "tls.cert.private-ca", 1 },
  { "leaf-only", FAULT ("faults=unknown-issuer chain=1"), "tls.cert.intermediate-missing:block",
    "tls.cert.intermediate-missing", 1 },
  { "leaf-only-that-vouches-for-itself", FAULT ("faults=self-signed,unknown-issuer chain=1"),
    "tls.cert.self-signed:block", "tls.cert.self-signed", 1 },
  { "weak", FAULT ("faults=weak"), "tls.cert.weak:block", "tls.cert.weak", 1 },
  { "purpose", FAULT ("faults=purpose"), "tls.cert.purpose:block", "tls.cert.purpose", 1 },
  { "revoked", FAULT ("faults=revoked"), "tls.cert.revoked:block", "tls.cert.revoked", 1 },
  { "other-fault", FAULT ("faults=other"), "tls.cert.other:block", "tls.cert.other", 1 },
  { "untrusted-without-fault", FAULT ("faults="), "tls.cert.other:block", "tls.cert.other", 1 },
  { "three-faults", FAULT ("faults=expired,name,self-signed names=other.example"),
    "tls.cert.expired:block tls.cert.self-signed:block tls.cert.name.generic:block",
    "tls.cert.expired", 1 },
  { "one-certificate-three-services",
    ACCOUNT IMAP POP3 SMTP "service imap no 1 asked\nservice pop3 no 2 asked\n"
    "service smtp no 3 asked\ntls 1 untrusted faults=expired\ntls 2 untrusted faults=expired\n"
    "tls 3 untrusted faults=expired\n", "tls.cert.expired:block", "tls.cert.expired", 1 },
  { "pinned", ACCOUNT IMAP "service imap yes 1 asked\ndecision pin:mail.example.org="
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n" UP
    "tls 1 untrusted faults=self-signed chain=1\nstep 1 greeting ok\nstep 1 login ok\n",
    "tls.cert.self-signed:warn all.works:good", NULL, 0 },
  { "version-old", ONE UP "tls 1 tls-version version=none\n", "tls.version.server-old:block",
    "tls.version.server-old", 1 },
  { "alert-version", ONE UP "tls 1 tls-alert version=none 'alert=protocol version'\n",
    "tls.version.server-old:block", "tls.version.server-old", 1 },
  { "alert-40", ONE UP "tls 1 tls-alert version=none 'alert=handshake failure'\n",
    "tls.cipher.none:block", "tls.cipher.none", 1 },
  { "alert-112", ONE UP "tls 1 tls-alert version=none 'alert=unrecognized name'\n",
    "tls.sni.rejected:block", "tls.sni.rejected", 1 },
  { "alert-116", ONE UP "tls 1 tls-alert version=none 'alert=certificate required'\n",
    "tls.client-cert.required:block", "tls.client-cert.required", 1 },
  { "alert-other", ONE UP "tls 1 tls-alert version=none 'alert=internal error'\n",
    "tls.failed:block", "tls.failed", 1 },
  { "tls-eof", ONE UP "tls 1 closed version=none\n", "tls.eof:block", "tls.eof", 1 },
  { "tls-stall", ONE UP "tls 1 timed-out version=none\n", "tls.stall:block", "tls.stall", 3 },

  /* Mode mix-ups */
  { "tls-on-plain-port", ONE UP "tls 1 not-tls version=none peer_protocol=imap\n",
    "mode.tls-on-plain-port:block", "mode.tls-on-plain-port", 1 },
  { "http-on-mail-port", ONE UP "tls 1 not-tls version=none peer_protocol=http\n",
    "mode.http-peer:block", "mode.http-peer", 1 },
  { "neither", ONE UP "tls 1 not-tls version=none peer_protocol=unknown\n",
    "mode.unknown-peer:block", "mode.unknown-peer", 1 },
  { "tls-silent-but-plain", ONE UP "tls 1 timed-out version=none\nstep 1 probe ok parent=3\n",
    "mode.tls-on-plain-port:block", "mode.tls-on-plain-port", 1 },
  { "plain-on-tls-port", ONE_START UP "step 1 greeting silent\ntls 1 ok verb=probe parent=3\n",
    "mode.plain-on-tls-port:block", "mode.plain-on-tls-port", 1 },
  { "plain-on-untrusted-tls-port",
    ONE_START UP "step 1 greeting closed\ntls 1 untrusted faults=expired verb=probe parent=3\n",
    "mode.plain-on-tls-port:block", "mode.plain-on-tls-port", 1 },
  { "silent", ONE_START UP "step 1 greeting silent\n"
    "tls 1 timed-out version=none verb=probe parent=3\n", "greet.silent:block", "greet.silent", 1 },
  { "closed", ONE UP "tls 1 ok\nstep 1 greeting closed\n", "greet.closed:block", "greet.closed",
    1 },
  { "pop3-on-imap-port", ONE UP "tls 1 ok\nstep 1 greeting wrong-protocol peer_protocol=pop3\n",
    "mode.wrong-mail-protocol:block", "mode.wrong-mail-protocol", 1 },
  { "http-greets", ONE UP "tls 1 ok\nstep 1 greeting wrong-protocol peer_protocol=http\n",
    "mode.http-peer:block", "mode.http-peer", 1 },
  { "busy", ONE UP "tls 1 ok\nstep 1 greeting rejected reply_code=BYE 'text=Too many "
    "connections'\n",
    "greet.busy:block", "greet.busy", 1 },
  { "smtp-busy", ACCOUNT SMTP "service smtp no 1 asked\n" UP
    "step 1 greeting rejected reply_code=421 'text=too many errors'\n", "greet.busy:block",
    "greet.busy", 1 },
  { "client-rejected", ACCOUNT SMTP "service smtp no 1 asked\n" UP
    "step 1 greeting rejected reply_code=554 'text=blocked using zen'\n",
    "greet.client-rejected:block", "greet.client-rejected", 1 },
  { "no-hostname", ACCOUNT SMTP "service smtp no 1 asked\n" UP "step 1 greeting rejected "
    "reply_code=450 enhanced_code=4.7.25\n", "greet.client-rejected:block",
    "greet.client-rejected", 1 },

  /* STARTTLS and capabilities */
  { "starttls-missing", ONE_START UP "step 1 greeting ok\nstep 1 capability starttls-missing\n",
    "starttls.not-offered:block", "starttls.not-offered", 1 },
  { "starttls-refused", ONE_START UP "step 1 greeting ok\nstep 1 capability starttls-refused\n",
    "starttls.refused:block", "starttls.refused", 1 },
  { "starttls-injection", ONE_START UP "step 1 greeting ok\nstep 1 capability starttls-injection\n",
    "starttls.injection:block", "starttls.injection", 1 },
  { "preauth", ONE_START UP "step 1 greeting preauth\n", "proto.preauth:block", "proto.preauth",
    1 },
  { "malformed", ONE UP "tls 1 ok\nstep 1 greeting malformed\n", "proto.malformed:block",
    "proto.malformed", 1 },
  { "too-long", ONE UP "tls 1 ok\nstep 1 greeting ok\nstep 1 capability line-too-long\n",
    "proto.too-long:block", "proto.too-long", 1 },
  { "reply-too-long", ONE UP "tls 1 ok\nstep 1 greeting ok\nstep 1 capability reply-too-long\n",
    "proto.too-long:block", "proto.too-long", 1 },
  { "stalled", ONE UP "tls 1 ok\nstep 1 greeting ok\nstep 1 capability timed-out\n",
    "proto.stalled:block", "proto.stalled", 1 },
  { "hung-up", ONE UP "tls 1 ok\nstep 1 greeting ok\nstep 1 capability reset\n",
    "proto.closed:block", "proto.closed", 1 },
  { "capability-refused", ONE UP "tls 1 ok\nstep 1 greeting ok\nstep 1 capability "
    "command-refused\n",
    "proto.command-refused:block", "proto.command-refused", 1 },
  { "helo-refused", ACCOUNT SMTP "service smtp no 1 asked\n" UP "tls 1 ok\nstep 1 greeting ok\n"
    "step 1 capability command-refused reply_code=501\n", "proto.helo:block", "proto.helo", 1 },
  { "no-auth", ACCOUNT SMTP "service smtp no 1 asked\n" UP "tls 1 ok\nstep 1 greeting ok\n"
    "step 1 capability ok\nstep 1 login no-mechanism\n", "cap.auth.missing:block",
    "cap.auth.missing", 1 },
  { "no-common", LOGIN ("no-mechanism mechanisms=GSSAPI|NTLM"), "cap.auth.no-common:block",
    "cap.auth.no-common", 1 },
  { "oauth-only", LOGIN ("token-needed mechanisms=XOAUTH2|"), "cap.oauth-only:block",
    "cap.oauth-only", 1 },
  { "auth-not-enabled", ACCOUNT SMTP "service smtp no 1 asked\n" READY
    "step 1 login mechanism-refused reply_code=503\n", "cap.auth.missing:block",
    "cap.auth.missing", 1 },
  { "plaintext-only", ACCOUNT "candidate imap mail.example.org 143 none user\n"
    "service imap not-tested 1 asked refuse\n" UP "step 1 greeting ok\nstep 1 capability ok\n",
    "policy.refused.no-tls:block", "policy.refused.no-tls", 1 },
  { "plaintext-login-refused-by-us", ACCOUNT "candidate imap mail.example.org 143 none user\n"
    "service imap no 1 asked\n" UP "step 1 login untrusted\n", "policy.refused.no-tls:block",
    "policy.refused.no-tls", 1 },

  /* Login */
  { "wrong-password", LOGIN ("login-refused reply_code=NO response_code=AUTHENTICATIONFAILED "
    "mechanism=PLAIN 'text=Authentication failed.'"), "auth.credentials.wrong:block",
    "auth.credentials.wrong", 1 },
  { "app-password", LOGIN ("login-blocked reply_code=NO response_code=ALERT "
    "'alert=Application-specific password required'"), "auth.app-password:block",
    "auth.app-password", 1 },
  { "app-password-smtp", ACCOUNT SMTP "service smtp no 1 asked\n" READY
    "step 1 login login-blocked reply_code=534 enhanced_code=5.7.9\n", "auth.app-password:block",
    "auth.app-password", 1 },
  { "app-password-named", LOGIN ("login-refused 'text=You need an app password'"),
    "auth.app-password:block", "auth.app-password", 1 },
  { "web-confirm", LOGIN ("login-blocked 'response_code=WEBALERT https://a.example/'"),
    "auth.web-confirm:block", "auth.web-confirm", 1 },
  { "web-confirm-smtp", LOGIN ("login-blocked reply_code=534 enhanced_code=5.7.14"),
    "auth.web-confirm:block", "auth.web-confirm", 1 },
  { "expired-password", LOGIN ("login-blocked response_code=EXPIRED"),
    "auth.password.expired:block", "auth.password.expired", 1 },
  { "smtp-auth-off", LOGIN ("login-blocked reply_code=535 enhanced_code=5.7.139 "
    "'text=SmtpClientAuthentication is disabled for the Tenant.'"), "auth.smtp-disabled:block",
    "auth.smtp-disabled", 1 },
  { "basic-auth-off", LOGIN ("login-blocked 'text=basic authentication is disabled'"),
    "auth.basic-disabled:block", "auth.basic-disabled", 1 },
  { "tenant-rule", LOGIN ("login-blocked 'text=the user did not meet the criteria'"),
    "auth.conditional-access:block", "auth.conditional-access", 1 },
  { "locked", LOGIN ("login-blocked 'text=The account is locked'"), "auth.account.locked:block",
    "auth.account.locked", 1 },
  { "imap-off", LOGIN ("login-blocked 'text=Your account is not enabled for IMAP use'"),
    "auth.protocol-off:block", "auth.protocol-off", 1 },
  { "pop-off", LOGIN ("login-blocked response_code=SYS/PERM 'text=POP access is off'"),
    "auth.protocol-off:block", "auth.protocol-off", 1 },
  { "referral", LOGIN ("login-blocked 'response_code=REFERRAL imap://other.example/'"),
    "auth.referral:block", "auth.referral", 1 },
  { "identity", LOGIN ("login-blocked response_code=AUTHORIZATIONFAILED"),
    "authz.identity-denied:block", "authz.identity-denied", 1 },
  { "tls-not-seen", LOGIN ("login-blocked response_code=PRIVACYREQUIRED"),
    "starttls.required:block", "starttls.required", 1 },
  { "disabled", LOGIN ("login-blocked response_code=CONTACTADMIN 'text=Account suspended'"),
    "auth.account.disabled:block", "auth.account.disabled", 1 },
  { "limited", LOGIN ("login-limited response_code=LIMIT 'text=LOGIN Rate limit hit'"),
    "auth.limit.account:block", "auth.limit.account", 1 },
  { "limited-ip", LOGIN ("login-limited reply_code=450 'text=too many AUTH commands'"),
    "auth.limit.ip:block", "auth.limit.ip", 1 },
  { "too-many-connections", LOGIN ("login-limited 'text=Too many simultaneous connections.'"),
    "mbx.connection-limit:block", "mbx.connection-limit", 1 },
  { "login-delay", LOGIN ("login-limited response_code=LOGIN-DELAY"), "mbx.login-delay:block",
    "mbx.login-delay", 1 },
  { "bandwidth", LOGIN ("login-limited response_code=OVERQUOTA"), "mbx.bandwidth-limit:block",
    "mbx.bandwidth-limit", 1 },
  { "backend-down", LOGIN ("backend-down response_code=UNAVAILABLE"), "auth.backend.down:block",
    "auth.backend.down", 1 },
  { "sending-separate",
    ACCOUNT IMAP SMTP "service imap yes 1 asked\nservice smtp no 2 asked\n" LOGIN_OK
    "step 2 login login-refused mechanism=PLAIN username=anna@example.org\n",
    "auth.sending.separate:block", NULL, 1 },
  { "sending-refused-before-receiving-accepts",
    ACCOUNT POP3 SMTP "service pop3 yes 1 asked\nservice smtp no 2 asked\n"
    "step 2 login login-refused mechanism=PLAIN username=anna@example.org\n" LOGIN_OK,
    "auth.sending.separate:block", NULL, 1 },
  { "sending-under-another-name",
    ACCOUNT IMAP SMTP "service imap yes 1 asked\nservice smtp no 2 asked\n" LOGIN_OK
    "step 2 login login-refused mechanism=PLAIN username=anna\n", "auth.credentials.wrong:block",
    NULL, 1 },
  { "sending-refused-as-receiving",
    ACCOUNT SMTP IMAP "service smtp no 1 asked\nservice imap no 2 asked\n" READY
    "step 1 login login-refused username=anna\nstep 2 login login-refused username=anna\n",
    "auth.credentials.wrong:block", "auth.credentials.wrong", 1 },
  { "sending-off-in-so-many-words",
    ACCOUNT IMAP SMTP "service imap yes 1 asked\nservice smtp no 2 asked\n" LOGIN_OK
    "step 2 login login-blocked username=anna@example.org 'text=SmtpClientAuthentication is "
    "disabled'\n", "auth.smtp-disabled:block", NULL, 1 },
  { "only-pop3-refused",
    ACCOUNT IMAP POP3 "service imap yes 1 asked\nservice pop3 no 2 asked\n" LOGIN_OK
    "step 2 login login-refused mechanism=PLAIN username=anna@example.org\n",
    "auth.protocol-off:block", NULL, 1 },
  { "token", LOGIN ("login-refused mechanism=XOAUTH2"), "auth.oauth.token:block",
    "auth.oauth.token", 1 },
  { "mechanism-unknown", LOGIN ("mechanism-refused mechanism=CRAM-MD5"),
    "auth.mechanism.unsupported:block", "auth.mechanism.unsupported", 1 },
  { "mechanism-broken", ACCOUNT IMAP "service imap yes 1 asked\n" READY
    "step 1 login login-refused mechanism=SCRAM-SHA-256 username=anna@example.org\n" LOGIN_OK,
    "auth.mechanism.broken:warn all.works:good", NULL, 0 },
  { "both-mechanisms-refused", LOGIN ("login-refused mechanism=SCRAM-SHA-256 username=anna")
    "step 1 login login-refused mechanism=PLAIN username=anna\n", "auth.credentials.wrong:block",
    "auth.credentials.wrong", 1 },
  { "other-user-name", ACCOUNT IMAP "service imap yes 1 asked\n" READY
    "step 1 login login-refused mechanism=PLAIN username=anna\n" LOGIN_OK,
    "auth.username.form:note all.works:good", NULL, 0 },
  { "iterations", LOGIN ("scram-iterations mechanism=SCRAM-SHA-256 iterations=4000000000"),
    "auth.scram.iterations:block", "auth.scram.iterations", 1 },
  { "server-proof", LOGIN ("server-proof mechanism=SCRAM-SHA-1"), "auth.server-proof:block",
    "auth.server-proof", 1 },
  { "sasl-nonsense", LOGIN ("sasl-failed mechanism=SCRAM-SHA-1"), "auth.exchange.broken:block",
    "auth.exchange.broken", 1 },
  { "spent-without-question", ACCOUNT IMAP "service imap not-tested 1 asked\n" READY
    "step 1 login not-tested\n", "auth.budget.spent:block", "auth.budget.spent", 3 },
  { "refused-once-for-all",
    ACCOUNT SMTP IMAP "service smtp not-tested 1 asked\nservice imap no 2 asked\n" READY
    "step 2 connect ok\nstep 2 login login-refused\n", "auth.credentials.wrong:block",
    "auth.credentials.wrong", 1 },
  { "cancelled", ONE UP "tls 1 cancelled version=none\n", "run.stopped:block", "run.stopped", 3 },
  { "losers-are-cancelled", ACCOUNT IMAP IMAP_START "service imap yes 1 asked\n" LOGIN_OK
    "step 2 connect cancelled\n", "all.works:good", NULL, 0 },
  { "alternative-fails", ACCOUNT IMAP IMAP_START "service imap yes 1 asked\n" LOGIN_OK
    "step 2 connect timed-out\n", "tcp.timeout.port:note all.works:good", NULL, 0 },
  { "best-fails-next-works", ACCOUNT IMAP IMAP_START "service imap yes 2 asked\n"
    "step 1 connect refused\nstep 2 connect ok\nstep 2 greeting ok\nstep 2 login ok\n",
    "tcp.refused.service:note all.works:good", NULL, 0 },

  /* Mailbox */
  { "select-failed", ONE LOGIN_OK "step 1 mailbox mailbox-refused response_code=SERVERBUG\n",
    "mbx.select-failed:block", "mbx.select-failed", 1 },
  { "pop-locked", ONE LOGIN_OK "step 1 mailbox mailbox-busy response_code=IN-USE\n",
    "mbx.pop-locked:block", "mbx.pop-locked", 1 },
  { "pop-locked-at-login", LOGIN ("mailbox-busy response_code=IN-USE"), "mbx.pop-locked:block",
    "mbx.pop-locked", 1 },
  { "over-quota", ONE LOGIN_OK "step 1 mailbox mailbox-refused response_code=OVERQUOTA\n",
    "mbx.over-quota:block", "mbx.over-quota", 1 },
  { "full-by-numbers", ACCOUNT IMAP "service imap yes 1 asked\nfact quota_used_kib=100\n"
    "fact quota_limit_kib=100\n" LOGIN_OK "step 1 mailbox ok quota_limit_kib=100\n",
    "mbx.over-quota:warn all.works:good", NULL, 0 },
  { "not-connected", ONE LOGIN_OK "step 1 mailbox mailbox-refused reply_code=BAD "
    "'text=User is authenticated but not connected.'\n", "mbx.not-connected:block",
    "mbx.not-connected", 1 },
  { "unsafe-login", ONE LOGIN_OK "step 1 mailbox mailbox-refused 'text=EXAMINE Unsafe Login.'\n",
    "auth.client-id-needed:block", "auth.client-id-needed", 1 },
  { "init-failed", ONE LOGIN_OK "step 1 mailbox closed\n", "mbx.init-failed:block",
    "mbx.init-failed", 1 },
  { "limit-after-login", ONE LOGIN_OK "step 1 mailbox try-later response_code=LIMIT\n",
    "mbx.connection-limit:block", "mbx.connection-limit", 1 },

  /* Sending */
  { "not-owned", SENDING ("sender-refused reply_code=553 enhanced_code=5.7.1"),
    "sub.from-not-owned:block", "sub.from-not-owned", 1 },
  { "own-address-unknown", SENDING ("recipient-refused reply_code=550 enhanced_code=5.1.1"),
    "sub.rcpt:block", "sub.rcpt", 1 },
  { "greylisted", SENDING ("try-later reply_code=450 enhanced_code=4.7.1"), "sub.greylist:block",
    "sub.greylist", 1 },
  { "login-not-counted", SENDING ("sender-refused reply_code=530 enhanced_code=5.7.0"),
    "sub.auth-not-used:block", "sub.auth-not-used", 1 },
  { "client-host", SENDING ("recipient-refused 'text=Client host rejected: Access denied'"),
    "sub.auth-not-used:block", "sub.auth-not-used", 1 },
  { "relay", SENDING ("recipient-refused 'text=Relay access denied'"), "sub.relay-denied:block",
    "sub.relay-denied", 1 },
  { "sender-domain", SENDING ("try-later enhanced_code=4.1.8 'text=Domain not found'"),
    "sub.sender-domain:block", "sub.sender-domain", 1 },
  { "listed", SENDING ("sender-refused 'text=blocked using dul.example'"), "sub.ip-listed:block",
    "sub.ip-listed", 1 },
  { "rate", SENDING ("try-later enhanced_code=5.4.5"), "sub.rate:block", "sub.rate", 1 },
  { "restricted", SENDING ("sender-refused enhanced_code=5.1.8 'text=unusual activity'"),
    "sub.account-restricted:block", "sub.account-restricted", 1 },

  /* What has no row of its own */
  { "unexplained", ONE UP "tls 1 mailbox-refused\n", "run.unexplained:block", "run.unexplained",
    1 },
};
