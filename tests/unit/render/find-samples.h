/* Searches for the tests of render/, in the words of tests/unit/diagnose/script.h. */

#define FIND_SRV(label, rest) "source srv _" label "._tcp.example.org " rest "\n"
/* Waypost looked at this candidate, chose it, and all is well up to the login. */
#define FIND_LOOKED(protocol, n)                                                                   \
  "service " protocol " not-tested " n " asked\nstep " n " resolve ok\nstep " n " connect ok\n"    \
  "tls " n " ok\nstep " n " greeting ok\nstep " n " capability ok mechanisms=PLAIN|\n"

/* The sample of the manual: SRV first, then the provider's page, which agrees. */
#define FIND_WELL                                                                                  \
  "look-only\naccount anna@example.org\nready 80\n"                                                \
  FIND_SRV ("imaps", "found ok dnssec=no") "says 1 imap imap.example.org 993 implicit 10 0\n"      \
  FIND_SRV ("submissions", "found ok dnssec=no")                                                   \
  "says 2 smtp smtp.example.org 465 implicit 10 0\n"                                               \
  FIND_SRV ("pop3s", "found ok dnssec=no") "says 3 pop3 pop.example.org 995 implicit 20 0\n"       \
  FIND_SRV ("imap", "not-found nxdomain") FIND_SRV ("submission", "not-found nxdomain")            \
  FIND_SRV ("pop3", "not-found nxdomain")                                                          \
  "source pacc https://ua-auto-config.example.org/x not-found nxdomain\n"                          \
  "source autoconfig.subdomain https://autoconfig.example.org/mail/config-v1.1.xml found ok "      \
  "http=200\n"                                                                                     \
  "says 8 imap imap.example.org 993 implicit\nsays 8 smtp smtp.example.org 465 implicit\n"         \
  "says 8 pop3 pop.example.org 995 implicit\n"                                                     \
  "link documentation https://example.org/help 'Setting up mail'\n"                                \
  "link documentation https://example.org/help 'Mail einrichten'\n"                                \
  "link caldav https://dav.example.org/\nlink jmap https://jmap.example.org/\n"                    \
  "source autoconfig.wellknown "                                                                   \
  "https://example.org/.well-known/autoconfig/mail/config-v1.1.xml not-settings not-settings "     \
  "http=200\n"                                                                                     \
  "source database https://autoconfig.thunderbird.net/v1.1/example.org not-found not-found "       \
  "http=404\n" FIND_LOOKED ("imap", "1") FIND_LOOKED ("smtp", "2") FIND_LOOKED ("pop3", "3")

/* Two sources that contradict each other, the weaker one from outside. */
#define FIND_CONFLICT                                                                              \
  "look-only\naccount anna@example.org\n"                                                          \
  "source autoconfig.subdomain https://autoconfig.example.org/mail/config-v1.1.xml found ok "      \
  "http=200\n"                                                                                     \
  "says 1 imap imap.example.org 993 implicit\nsays 1 smtp smtp.example.org 465 implicit\n"         \
  FIND_SRV ("imaps", "found ok left=yes dnssec=no")                                                \
  "says 2 imap imap.hoster.example 993 implicit 10 0\nconflict 1 3\n"                              \
  FIND_LOOKED ("imap", "1") FIND_LOOKED ("smtp", "2")

#define FIND_FOREIGN                                                                               \
  "look-only\naccount anna@example.org\nprovider hoster 'Hoster Mail' 2026-01-10 2026-07-10 "      \
  "app-password switch-on\n"                                                                       \
  "source mx.autoconfig https://autoconfig.hoster.example/mail/config-v1.1.xml found ok "          \
  "http=200\n"                                                                                     \
  "says 1 imap imap.mail.hoster.example 993 implicit\n"                                            \
  "says 1 smtp smtp.mail.hoster.example 587 starttls\n"                                            \
  "source mx.database https://autoconfig.thunderbird.net/v1.1/hoster.example failed timed-out\n"   \
  FIND_LOOKED ("imap", "1") "service smtp not-tested 2 asked\nstep 2 connect refused\n"

/* Signs of every kind of failure. */
#define FIND_NOTHING                                                                               \
  "look-only\naccount anna@example.org\n"                                                          \
  FIND_SRV ("imaps", "not-found not-offered") FIND_SRV ("pop3s", "not-found nxdomain")             \
  "source autoconfig.subdomain https://autoconfig.example.org/mail/config-v1.1.xml failed "        \
  "untrusted 'note=The web server did not show a good certificate.'\n"                             \
  "source autoconfig.wellknown "                                                                   \
  "https://example.org/.well-known/autoconfig/mail/config-v1.1.xml failed http-error http=503 "    \
  "'note=The server is ill.'\n"                                                                    \
  "source autodiscover https://autodiscover.example.org/autodiscover/autodiscover.xml failed "     \
  "cancelled\n"                                                                                    \
  "source database https://autoconfig.thunderbird.net/v1.1/ skipped not-tested "                   \
  "'note=Not asked, because it was switched off.'\n"                                               \
  "source guess example.org not-found nxdomain\n"

#define FIND_TYPO                                                                                  \
  "look-only\naccount anna@exmaple.org\ntypo example.org\n"                                        \
  "step 0 resolve nxdomain name=exmaple.org type=MX rcode=NXDOMAIN\n"                              \
  "source guess exmaple.org skipped not-tested "                                                   \
  "'note=Nothing was guessed, because the domain does not exist.'\n"

/* Published, and no server answers; POP3 was not looked at. */
#define FIND_DEAD                                                                                  \
  "look-only\naccount anna@example.org\n"                                                          \
  "source autoconfig.subdomain https://autoconfig.example.org/mail/config-v1.1.xml found ok "      \
  "http=200\n"                                                                                     \
  "says 1 imap imap.example.org 993 implicit\nsays 1 smtp smtp.example.org 465 implicit\n"         \
  "says 1 pop3 pop.example.org 995 implicit\n"                                                     \
  "service imap not-tested 1 asked\nstep 1 connect refused\n"                                      \
  "service smtp not-tested 2 asked\nstep 2 connect refused\n"

/* The usual names exist; a web server is there. */
#define FIND_IN_VAIN                                                                               \
  "look-only\naccount anna@example.org\nsource guess example.org found ok\n"                       \
  "says 1 imap example.org 993 implicit\nservice imap not-offered 1\nstep 1 connect refused\n"

/* What a page says is never an escape, a format, a placeholder or a line of its own. */
#define FIND_HOSTILE                                                                               \
  "look-only\naccount anna@example.org\n"                                                          \
  "source autoconfig.subdomain 'https://autoconfig.example.org/\033[2J%s{domain}' found ok "       \
  "http=200 'note=a\033[31m'\n"                                                                    \
  "says 1 imap imap.example.org 993 implicit 'user=%EMAILLOCALPART%\033[7m%n'\n"                   \
  "link documentation 'https://evil.example/\033]0;x\007' 'click {domain} \342\200\256%s'\n"       \
  "link chat '' ''\nprovider x '\033[1mX' 2026-01-01 2026-02-01 bridge no-mail\n"

/* Longer than any column. */
#define FIND_LONG                                                                                  \
  "look-only\n"                                                                                    \
  "account anna.with-a-long-name@a-very-long-label-of-a-domain.with-another-long-label.example\n"  \
  "source autoconfig.subdomain "                                                                   \
  "https://autoconfig.a-very-long-label-of-a-domain.with-another-long-label.example/m found ok\n"  \
  "says 1 imap imap.a-very-long-label-of-a-domain.with-another-long-label.example 993 implicit\n"  \
  "says 1 smtp s.another-quite-long-label.of-a-hoster.with-a-long-name.example 65535 starttls\n"

static const struct
{
  const char *name;
  const char *script;
} find_samples[] = {
  { "find-well", FIND_WELL },       { "find-conflict", FIND_CONFLICT },
  { "find-foreign", FIND_FOREIGN }, { "find-nothing", FIND_NOTHING },
  { "find-in-vain", FIND_IN_VAIN }, { "find-typo", FIND_TYPO },
  { "find-hostile", FIND_HOSTILE },
  { "find-long", FIND_LONG },       { "find-dead", FIND_DEAD },
};
