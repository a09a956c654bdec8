/* Reports for the tests of what lint shows, in the words of tests/unit/diagnose/script.h. */

#define LINT_URL "https://autoconfig.example.org/mail/config-v1.1.xml"
#define LINT_LABELS(rest)                                                                          \
  "source srv _imap._tcp.example.org " rest "\nsource srv _pop3s._tcp.example.org " rest           \
  "\nsource srv _pop3._tcp.example.org " rest "\nsource srv _submission._tcp.example.org " rest    \
  "\n"
#define LINT_LOOK(n, host)                                                                         \
  "step " n " resolve ok name=" host " 'type=A, AAAA' 'addresses=2001:db8::10|192.0.2.10'\n"       \
  "step " n " connect ok ipv4=connected ipv6=connected\ntls " n " ok not_after=1830297600\n"       \
  "step " n " greeting ok\nstep " n " capability ok\n"
#define LINT_ACCOUNT                                                                               \
  "account postmaster@example.org\n"                                                               \
  "step 0 resolve ok name=example.org type=MX 'records=10 mx.example.org.|'\n"                     \
  "step 0 resolve nxdomain name=wp1.example.org wildcard=no\n"

/* Two sources that agree, and nothing wrong. */
#define LINT_WELL                                                                                  \
  LINT_ACCOUNT "source autoconfig.subdomain " LINT_URL                                             \
               " found ok http=200 https=yes type=text/xml\n"                                      \
               "source srv _imaps._tcp.example.org found ok dnssec=yes\n"                          \
               "source srv _submissions._tcp.example.org found ok dnssec=yes\n"                    \
               "source autoconfig.wellknown https://example.org/.well-known/autoconfig/mail/"      \
               "config-v1.1.xml not-found not-found http=404 https=yes\n"                          \
               "source pacc https://ua-auto-config.example.org/x not-found nxdomain\n"             \
               "source autodiscover https://autodiscover.example.org/x not-found nxdomain\n"       \
               "source mailconf example.org not-found no-data\n" LINT_LABELS (                     \
                   "not-found not-offered dnssec=yes") "says 1 imap imap.example.org 993 "         \
                                                       "implicit\n"                                \
                                                       "says 1 smtp smtp.example.org 465 "         \
                                                       "implicit\n"                                \
                                                       "says 2 imap imap.example.org 993 "         \
                                                       "implicit 0 1\n"                            \
                                                       "says 3 smtp smtp.example.org 465 "         \
                                                       "implicit 0 1\n" LINT_LOOK (                \
                                                           "1", "imap.example.org")                \
                                                           LINT_LOOK ("2", "smtp.example.org")

/* POP3 first, a certificate for another name, no record for what is offered, one source that did
 * not answer. */
#define LINT_FAULTY                                                                                \
  LINT_ACCOUNT "source autoconfig.subdomain " LINT_URL                                             \
               " found ok http=200 https=yes type=text/html\n"                                     \
               "source srv _imaps._tcp.example.org not-found no-data dnssec=no\n"                  \
               "source pacc https://ua-auto-config.example.org/x failed timed-out\n"               \
               "says 1 pop3 pop.example.org 995 implicit\nsays 1 imap imap.example.org 993 "       \
               "implicit\n" LINT_LOOK ("1", "pop.example.org") LINT_LOOK (                         \
                   "2", "imap.example.org") "tls 2 untrusted faults=name names=mail.example.org\n"

#define LINT_NOTHING                                                                               \
  LINT_ACCOUNT "source autoconfig.subdomain " LINT_URL " not-found not-found http=404 https=yes\n"

/* One certificate for three ports, expired; no service records. */
#define LINT_GROUPED                                                                               \
  LINT_ACCOUNT "source autoconfig.subdomain " LINT_URL                                             \
               " found ok http=200 https=yes type=text/xml\n"                                      \
               "source srv _imaps._tcp.example.org not-found no-data dnssec=no\n"                  \
               "source srv _imap._tcp.example.org not-found no-data dnssec=no\n"                   \
               "source srv _submissions._tcp.example.org not-found no-data dnssec=no\n"            \
               "says 1 imap imap.example.org 993 implicit\n"                                       \
               "says 1 imap imap.example.org 143 starttls\n"                                       \
               "says 1 smtp smtp.example.org 465 implicit\n"                                       \
  LINT_LOOK ("1", "imap.example.org") LINT_LOOK ("2", "imap.example.org")                          \
  LINT_LOOK ("3", "smtp.example.org")                                                              \
  "tls 1 untrusted faults=expired not_after=1790000000\n"                                          \
  "tls 2 untrusted faults=expired not_after=1790000000\n"                                          \
  "tls 3 untrusted faults=expired not_after=1790000000\n"

#define LINT_NOWHERE                                                                               \
  "account postmaster@example.org\nstep 0 resolve nxdomain name=example.org type=MX\n"             \
  "source autoconfig.subdomain " LINT_URL " failed nxdomain\n"

#define LINT_NO_MAIL                                                                               \
  "account postmaster@example.org\nstep 0 resolve not-offered name=example.org type=MX\n"          \
  "step 0 resolve nxdomain name=wp1.example.org wildcard=no\n"                                     \
  "source autoconfig.subdomain " LINT_URL " not-found not-found http=404 https=yes\n"              \
  "source srv _imaps._tcp.example.org not-found no-data dnssec=no\n"

#define LINT_BLIND                                                                                 \
  "account postmaster@example.org\nstep 0 resolve dns-timed-out name=example.org type=MX\n"        \
  "source autoconfig.subdomain " LINT_URL " failed dns-timed-out\n"                                \
  "source srv _imaps._tcp.example.org failed dns-timed-out\n"

/* Strangers' texts that try to be a format, a placeholder or a terminal's command. */
#define LINT_HOSTILE                                                                               \
  "account postmaster@example.org\nsource autoconfig.subdomain '" LINT_URL                         \
  "\033[31m{host}' found ok http=200 https=yes 'type=text/\033]0;x\007%s{domain}' flaws=unusable " \
  "'notice=<b>%n{is}\r'\nsays 1 imap imap.example.org 993 implicit\n"

static const struct
{
  const char *name;
  const char *script;
} lint_samples[] = {
  { "lint-well", LINT_WELL },
  { "lint-faulty", LINT_FAULTY },
  { "lint-nothing", LINT_NOTHING },
  { "lint-hostile", LINT_HOSTILE },
  { "lint-grouped", LINT_GROUPED },
  { "lint-nowhere", LINT_NOWHERE },
  { "lint-no-mail", LINT_NO_MAIL },
  { "lint-blind", LINT_BLIND },
  { "lint-empty", "account postmaster@example.org\n" },
};
