/* Domains for the simulation of other mail programs, in the words of script.h. Each world says what
 * every source answered; a row says what one program makes of it. */

#define AUTOCONFIG_HOST "https://autoconfig.example.org/mail/config-v1.1.xml"
#define WELLKNOWN_URL "https://example.org/.well-known/autoconfig/mail/config-v1.1.xml"
#define DATABASE_URL "https://autoconfig.thunderbird.net/v1.1/example.org"

#define ANNA "account anna@example.org\n"
#define NO_PAGES                                                                                   \
  "source autoconfig.subdomain " AUTOCONFIG_HOST " not-found nxdomain\n"                           \
  "source autoconfig.wellknown " WELLKNOWN_URL " not-found not-found http=404\n"
#define NO_DATABASE "source database " DATABASE_URL " not-found not-found http=404\n"
#define NO_SRV                                                                                     \
  "source srv _imaps._tcp.example.org not-found nxdomain\n"                                        \
  "source srv _submissions._tcp.example.org not-found nxdomain\n"
#define NO_AUTODISCOVER                                                                            \
  "source autodiscover https://example.org/autodiscover/autodiscover.xml not-found not-found "     \
  "http=404\nsource autodiscover "                                                                 \
  "https://autodiscover.example.org/autodiscover/autodiscover.xml not-found nxdomain\n"
#define NO_MX "step 0 resolve no-data name=example.org type=MX\n"
#define MX(host) "step 0 resolve ok name=example.org type=MX 'records=300 MX 10 " host ".|'\n"
#define REACHED(n) "step " n " connect ok\ntls " n " ok\nstep " n " greeting ok\n"

/* The provider's own page: IMAP, POP3, SMTP in this order, user name the local part. */
#define AUTOCONFIG                                                                                 \
  ANNA "source autoconfig.subdomain " AUTOCONFIG_HOST " found ok http=200\n"                       \
       "says 1 imap imap.example.org 993 implicit user=%EMAILLOCALPART%\n"                         \
       "says 1 pop3 pop.example.org 995 implicit user=%EMAILLOCALPART%\n"                          \
       "says 1 smtp smtp.example.org 465 implicit user=%EMAILLOCALPART%\n"                         \
       "source autoconfig.wellknown " WELLKNOWN_URL " not-found not-found http=404\n" NO_DATABASE  \
           NO_SRV NO_AUTODISCOVER NO_MX

/* Only SRV; STARTTLS has the better priority for receiving. */
#define SRV_ONLY                                                                                   \
  ANNA "source srv _imaps._tcp.example.org found ok\n"                                             \
       "says 1 imap imap.example.org 993 implicit 20 0\n"                                          \
       "source srv _imap._tcp.example.org found ok\n"                                              \
       "says 2 imap imap.example.org 143 starttls 10 0\n"                                          \
       "source srv _submissions._tcp.example.org found ok\n"                                       \
       "says 3 smtp smtp.example.org 465 implicit 10 0\n" NO_PAGES NO_DATABASE NO_AUTODISCOVER     \
           NO_MX

/* SRV that leads away, unsigned. */
#define SRV_FOREIGN                                                                                \
  ANNA "source srv _imaps._tcp.example.org found ok left=yes dnssec=no\n"                          \
       "says 1 imap imap.hoster.example 993 implicit 10 0\n"                                       \
       "source srv _submissions._tcp.example.org found ok left=yes dnssec=no\n"                    \
       "says 2 smtp smtp.hoster.example 465 implicit 10 0\n" NO_PAGES NO_DATABASE NO_AUTODISCOVER  \
           NO_MX

/* A page without encryption, asked with --allow http. The host has no HTTPS. */
#define HTTP_ONLY                                                                                  \
  ANNA "decision http\n"                                                                           \
       "source autoconfig.subdomain " AUTOCONFIG_HOST " failed refused\n"                          \
       "source autoconfig.wellknown " WELLKNOWN_URL " failed refused\n"                            \
       "source autoconfig.http http://autoconfig.example.org/mail/config-v1.1.xml found ok "       \
       "http=200\n"                                                                                \
       "says 3 imap imap.example.org 993 implicit\n"                                               \
       "says 3 smtp smtp.example.org 465 implicit\n"                                               \
       "source autoconfig.http http://example.org/.well-known/autoconfig/mail/config-v1.1.xml "    \
       "not-found not-found http=404\n" NO_DATABASE NO_SRV NO_AUTODISCOVER NO_MX

/* The same without the decision: nobody knows. */
#define HTTP_UNASKED                                                                               \
  ANNA "source autoconfig.subdomain " AUTOCONFIG_HOST " failed refused\n"                          \
       "source autoconfig.wellknown " WELLKNOWN_URL " failed refused\n" NO_DATABASE NO_SRV         \
           NO_AUTODISCOVER NO_MX

#define POP_FIRST                                                                                  \
  ANNA "source autoconfig.subdomain " AUTOCONFIG_HOST " found ok http=200\n"                       \
       "says 1 pop3 pop.example.org 995 implicit\n"                                                \
       "says 1 imap imap.example.org 993 implicit\n"                                               \
       "says 1 imap imap.example.org 143 starttls\n"                                               \
       "says 1 smtp smtp.example.org 465 implicit\n" NO_DATABASE NO_SRV NO_AUTODISCOVER NO_MX

#define POP_ONLY                                                                                   \
  ANNA "source autoconfig.subdomain " AUTOCONFIG_HOST " found ok http=200\n"                       \
       "says 1 pop3 pop.example.org 995 implicit\n"                                                \
       "says 1 smtp smtp.example.org 465 implicit\n"                                               \
       "source autoconfig.wellknown " WELLKNOWN_URL " not-found not-found http=404\n" NO_DATABASE  \
           NO_SRV NO_AUTODISCOVER NO_MX

#define PLAIN                                                                                      \
  ANNA "source autoconfig.subdomain " AUTOCONFIG_HOST " found ok http=200 flaws=plaintext\n"       \
       "says 1 imap imap.example.org 143 none\n"                                                   \
       "says 1 smtp smtp.example.org 465 implicit\n"                                               \
       "source autoconfig.wellknown " WELLKNOWN_URL " not-found not-found http=404\n" NO_DATABASE  \
           NO_SRV NO_AUTODISCOVER NO_MX

/* Encrypted servers beside plain ones, which the report does not hold. */
#define PLAIN_BESIDE                                                                               \
  ANNA "source autoconfig.subdomain " AUTOCONFIG_HOST " found ok http=200 flaws=plaintext\n"       \
       "says 1 imap imap.example.org 993 implicit\n"                                               \
       "says 1 smtp smtp.example.org 465 implicit\n"                                               \
       "source autoconfig.wellknown " WELLKNOWN_URL " not-found not-found http=404\n" NO_DATABASE  \
           NO_SRV NO_AUTODISCOVER NO_MX

/* Only the mail exchanger leads anywhere. */
#define MX_ONLY                                                                                    \
  ANNA NO_PAGES NO_DATABASE NO_SRV NO_AUTODISCOVER MX ("mx1.in.hoster.example")                    \
  "source mx.autoconfig https://autoconfig.hoster.example/mail/config-v1.1.xml found ok "          \
  "http=200\n"                                                                                     \
  "says 8 imap imap.hoster.example 993 implicit\n"                                                 \
  "says 8 smtp smtp.hoster.example 465 implicit\n"                                                 \
  "source mx.database https://autoconfig.thunderbird.net/v1.1/hoster.example not-found "           \
  "not-found http=404\n"

/* The same, with another document in the database. */
#define MX_DATABASE                                                                                \
  ANNA NO_PAGES NO_DATABASE NO_SRV NO_AUTODISCOVER MX ("mx1.in.hoster.example")                    \
  "source mx.autoconfig https://autoconfig.hoster.example/mail/config-v1.1.xml not-found "         \
  "nxdomain\n"                                                                                     \
  "source mx.database https://autoconfig.thunderbird.net/v1.1/hoster.example found ok http=200\n"  \
  "says 9 imap imap.hoster.example 993 implicit\n"                                                 \
  "says 9 smtp smtp.hoster.example 465 implicit\n"

/* Nothing is published; the mail exchanger was looked at, and lets people in, by one port for
 * sending. */
#define MX_HOST                                                                                    \
  ANNA NO_PAGES NO_DATABASE NO_SRV NO_AUTODISCOVER MX ("mx.hoster.example")                        \
  "source guess example.org not-found nxdomain\n"                                                  \
  "candidate imap mx.hoster.example 993 implicit user\n"                                           \
  "candidate smtp mx.hoster.example 587 starttls user\n"                                           \
  "candidate smtp mx.hoster.example 465 implicit user\n" REACHED ("1")                             \
  "step 2 connect refused\n" REACHED ("3")

#define MX_BARREN                                                                                  \
  ANNA NO_PAGES NO_DATABASE NO_SRV NO_AUTODISCOVER MX ("mx.hoster.co.uk")                          \
  "source mx.autoconfig https://autoconfig.hoster.co.uk/mail/config-v1.1.xml not-found nxdomain\n" \
  "source mx.database https://autoconfig.thunderbird.net/v1.1/hoster.co.uk not-found not-found "   \
  "http=404\n"

/* Nothing published; Waypost's guesses answer on mail. only. */
#define GUESS_ONLY                                                                                 \
  ANNA NO_PAGES NO_DATABASE NO_SRV NO_AUTODISCOVER NO_MX                                           \
  "source guess example.org found ok\n"                                                            \
  "says 8 imap mail.example.org 993 implicit\n"                                                    \
  "says 8 imap mail.example.org 143 starttls\n"                                                    \
  "says 8 smtp mail.example.org 465 implicit\n"                                                    \
  "says 8 smtp mail.example.org 587 starttls\n"                                                    \
  "service imap not-tested 1\nservice smtp not-tested 3\n" REACHED ("1") REACHED ("3") REACHED ("4")

#define DATABASE_ONLY                                                                              \
  ANNA NO_PAGES "source database " DATABASE_URL " found ok http=200\n"                             \
                "says 3 imap imap.example.org 993 implicit\n"                                      \
                "says 3 smtp smtp.example.org 587 starttls\n" NO_SRV NO_AUTODISCOVER NO_MX

/* The page wants the address, which was sent after consent. */
#define WITH_ADDRESS                                                                               \
  ANNA "source autoconfig.subdomain " AUTOCONFIG_HOST " failed http-error http=400 "               \
       "flaws=needs-address\n"                                                                     \
       "source autoconfig.wellknown " WELLKNOWN_URL " not-found not-found http=404\n"              \
       "source autoconfig.subdomain " AUTOCONFIG_HOST "?emailaddress=anna@example.org found ok "   \
       "http=200\n"                                                                                \
       "says 3 imap imap.example.org 993 implicit\n"                                               \
       "says 3 smtp smtp.example.org 465 implicit\n" NO_DATABASE NO_SRV NO_AUTODISCOVER NO_MX

#define WITHOUT_ADDRESS                                                                            \
  ANNA "source autoconfig.subdomain " AUTOCONFIG_HOST " failed http-error http=400 "               \
       "flaws=needs-address\n"                                                                     \
       "source autoconfig.wellknown " WELLKNOWN_URL " not-found not-found http=404\n" NO_DATABASE  \
           NO_SRV NO_AUTODISCOVER NO_MX

#define COMPOSITE_NAME                                                                             \
  ANNA "source autoconfig.subdomain " AUTOCONFIG_HOST " found ok http=200\n"                       \
       "says 1 imap imap.example.org 993 implicit user=%EMAILLOCALPART%.%EMAILDOMAIN%\n"           \
       "says 1 smtp smtp.example.org 465 implicit user=%EMAILLOCALPART%.%EMAILDOMAIN%\n"           \
           NO_DATABASE NO_SRV NO_AUTODISCOVER NO_MX

#define PACC_ONLY                                                                                  \
  ANNA "source pacc https://ua-auto-config.example.org/x.json found ok http=200\n"                 \
       "says 1 imap imap.example.org 993 implicit\n"                                               \
       "says 1 smtp smtp.example.org 465 implicit\n" NO_PAGES NO_DATABASE NO_SRV NO_AUTODISCOVER   \
           NO_MX

#define AUTODISCOVER                                                                               \
  ANNA NO_PAGES NO_DATABASE NO_SRV NO_MX                                                           \
  "source autodiscover https://autodiscover.example.org/autodiscover/autodiscover.xml found ok "   \
  "http=200\n"                                                                                     \
  "says 6 imap imap.example.org 993 implicit\n"                                                    \
  "says 6 pop3 imap.example.org 995 implicit\n"                                                    \
  "says 6 smtp imap.example.org 465 implicit\n"

#define AUTODISCOVER_LOGIN                                                                         \
  ANNA NO_PAGES NO_DATABASE NO_SRV NO_MX                                                           \
  "source autodiscover https://autodiscover.example.org/autodiscover/autodiscover.xml failed "     \
  "http-error http=401\n"

#define DATABASE_ERROR                                                                             \
  ANNA NO_PAGES "source database " DATABASE_URL " failed http-error http=503\n" NO_SRV             \
      NO_AUTODISCOVER MX ("mx.hoster.example")                                                     \
  "source mx.autoconfig https://autoconfig.hoster.example/mail/config-v1.1.xml found ok "          \
  "http=200\n"                                                                                     \
  "says 8 imap imap.hoster.example 993 implicit\n"                                                 \
  "says 8 smtp smtp.hoster.example 465 implicit\n"

/* STARTTLS is offered; the certificate is for another name. */
#define GUESS_UNTRUSTED                                                                            \
  ANNA NO_PAGES NO_DATABASE NO_SRV NO_AUTODISCOVER NO_MX                                           \
  "source guess example.org found ok\n"                                                            \
  "says 8 imap imap.example.org 143 starttls\nsays 8 smtp smtp.example.org 587 starttls\n"         \
  "step 1 connect ok\ntls 1 untrusted faults=name\nstep 2 connect ok\n"                            \
  "tls 2 untrusted faults=name\n"

/* The web server shows a bad certificate. */
#define PAGE_UNTRUSTED                                                                             \
  ANNA "decision http\nsource autoconfig.subdomain " AUTOCONFIG_HOST " failed untrusted\n"         \
       "source autoconfig.wellknown " WELLKNOWN_URL " not-found not-found http=404\n"              \
       "source autoconfig.http http://autoconfig.example.org/mail/config-v1.1.xml not-found "      \
       "not-found http=404\n"                                                                      \
       "source autoconfig.http http://example.org/.well-known/autoconfig/mail/config-v1.1.xml "    \
       "not-found not-found http=404\nsource guess example.org not-found nxdomain\n" NO_DATABASE   \
           NO_SRV NO_AUTODISCOVER NO_MX

/* The database knows older servers than the provider's own page. */
#define BOTH                                                                                       \
  ANNA "source database " DATABASE_URL " found ok http=200\n"                                      \
       "says 1 imap old.example.org 993 implicit\nsays 1 smtp old.example.org 465 implicit\n"      \
       "source autoconfig.wellknown " WELLKNOWN_URL " found ok http=200\n"                         \
       "says 2 imap imap.example.org 993 implicit\n"                                               \
       "says 2 smtp smtp.example.org 465 implicit\nservice imap not-tested 3\n"                    \
       "service smtp not-tested 4\nsource autoconfig.subdomain " AUTOCONFIG_HOST                   \
       " not-found nxdomain\n" NO_SRV NO_AUTODISCOVER NO_MX

/* SRV and a page, of which the page lacks POP3 and, in the second, names another user. */
#define SRV_AND_PAGE(user)                                                                         \
  ANNA "source srv _imaps._tcp.example.org found ok\n"                                             \
       "says 1 imap srv.example.org 993 implicit 10 0\n"                                           \
       "source srv _submissions._tcp.example.org found ok\n"                                       \
       "says 2 smtp srv.example.org 465 implicit 10 0\n"                                           \
       "source srv _pop3s._tcp.example.org found ok\n"                                             \
       "says 3 pop3 srv.example.org 995 implicit 10 0\n"                                           \
       "source autoconfig.subdomain " AUTOCONFIG_HOST " found ok http=200\n"                       \
       "says 4 imap imap.example.org 993 implicit" user "\n"                                       \
       "says 4 smtp smtp.example.org 465 implicit" user "\n"                                       \
       "service imap not-tested 4\nservice smtp not-tested 5\nservice pop3 not-tested 3\n"         \
           NO_DATABASE NO_AUTODISCOVER NO_MX

/* `finds`: "protocol host:port tls [user]" with ';' between, "" for nothing; `stumbles` and
 * `unknown`: a part of each sentence that must be there, '|' between, in any order, and there must
 * be no other. "*": not looked at. */
static const struct
{
  const char *name;
  const char *world;
  const char *client;
  const char *finds;
  const char *stumbles;
  const char *unknown;
  WpClientVerdict verdict;
} cases[] = {
#define IMAP_SMTP "imap imap.example.org:993 implicit;smtp smtp.example.org:465 implicit"
#define HOSTER "imap imap.hoster.example:993 implicit;smtp smtp.hoster.example:465 implicit"
#define LOCAL " %EMAILLOCALPART%"
  { "autoconfig", AUTOCONFIG, "thunderbird",
    "imap imap.example.org:993 implicit" LOCAL ";pop3 pop.example.org:995 implicit" LOCAL
    ";smtp smtp.example.org:465 implicit" LOCAL,
    "", "", WP_CLIENT_SAME },
  { "autoconfig", AUTOCONFIG, "thunderbird-android",
    "imap imap.example.org:993 implicit" LOCAL ";smtp smtp.example.org:465 implicit" LOCAL, "", "",
    WP_CLIENT_SAME },
  { "autoconfig", AUTOCONFIG, "evolution",
    "imap imap.example.org:993 implicit" LOCAL ";pop3 pop.example.org:995 implicit" LOCAL
    ";smtp smtp.example.org:465 implicit" LOCAL,
    "", "", WP_CLIENT_SAME },
  { "autoconfig", AUTOCONFIG, "gnome-online-accounts",
    "imap imap.example.org:993 implicit" LOCAL ";smtp smtp.example.org:465 implicit" LOCAL, "",
    "mail-v1.xml", WP_CLIENT_SAME },
  { "autoconfig", AUTOCONFIG, "geary", IMAP_SMTP, "address for the user name", "", WP_CLIENT_SAME },
  { "autoconfig", AUTOCONFIG, "kde",
    "imap imap.example.org:993 implicit" LOCAL ";pop3 pop.example.org:995 implicit" LOCAL
    ";smtp smtp.example.org:465 implicit" LOCAL,
    "", "", WP_CLIENT_SAME },
  { "autoconfig", AUTOCONFIG, "delta-chat",
    "imap imap.example.org:993 implicit" LOCAL ";smtp smtp.example.org:465 implicit" LOCAL, "", "",
    WP_CLIENT_SAME },
  { "autoconfig", AUTOCONFIG, "fairemail",
    "imap imap.example.org:993 implicit" LOCAL ";smtp smtp.example.org:465 implicit" LOCAL, "", "",
    WP_CLIENT_SAME },
  { "autoconfig", AUTOCONFIG, "outlook", "", "does not look", "service of its maker",
    WP_CLIENT_UNKNOWN },

  /* Nobody asks the SRV records but these two, and they order them differently. */
  { "srv", SRV_ONLY, "thunderbird", "", "without encryption|whole address|has to guess|"
                                        "where the settings of example.org are",
    "http://example.org|guesses", WP_CLIENT_UNKNOWN },
  { "srv", SRV_ONLY, "thunderbird-android", "", "does not look", "http://example.org",
    WP_CLIENT_UNKNOWN },
  { "srv", SRV_ONLY, "evolution", IMAP_SMTP, "without encryption|whole address",
    "http://example.org", WP_CLIENT_SAME },
  { "srv", SRV_ONLY, "fairemail",
    "imap imap.example.org:143 starttls;smtp smtp.example.org:465 implicit",
    "another port or encryption than Waypost", "", WP_CLIENT_PORTS },
  { "srv", SRV_ONLY, "kde", "", "does not look|without encryption", "", WP_CLIENT_NOTHING },
  { "srv", SRV_ONLY, "geary", IMAP_SMTP, "usual names without having tried|does not look", "",
    WP_CLIENT_SAME },
  { "srv-foreign", SRV_FOREIGN, "fairemail", HOSTER,
    "without a question that imap.hoster|without a question that smtp.hoster", "", WP_CLIENT_SAME },
  { "srv-foreign", SRV_FOREIGN, "evolution", HOSTER,
    "without encryption|whole address|without a question that imap.hoster|"
    "without a question that smtp.hoster",
    "http://example.org", WP_CLIENT_SAME },

  { "http", HTTP_ONLY, "thunderbird", IMAP_SMTP,
    "asks a page without encryption|whole address|that imap.example.org is right|"
    "that smtp.example.org is right",
    "", WP_CLIENT_SAME },
  { "http", HTTP_ONLY, "thunderbird-android", IMAP_SMTP, "box to be ticked", "", WP_CLIENT_SAME },
  { "http", HTTP_ONLY, "evolution", IMAP_SMTP,
    "asks a page without encryption|whole address|that imap.example.org is right|"
    "that smtp.example.org is right",
    "", WP_CLIENT_SAME },
  { "http", HTTP_ONLY, "kde", IMAP_SMTP,
    "asks a page without encryption|that imap.example.org is right|that smtp.example.org is right",
    "", WP_CLIENT_SAME },
  { "http", HTTP_ONLY, "delta-chat", "", "has to guess|does not look", "guesses",
    WP_CLIENT_UNKNOWN },
  { "http", HTTP_ONLY, "geary", IMAP_SMTP, "usual names without having tried|does not look", "",
    WP_CLIENT_SAME },
  { "http-unasked", HTTP_UNASKED, "thunderbird-android", "", "",
    "http://autoconfig.example.org|http://example.org", WP_CLIENT_UNKNOWN },

  { "pop-first", POP_FIRST, "thunderbird",
    "imap imap.example.org:993 implicit;pop3 pop.example.org:995 implicit;"
    "smtp smtp.example.org:465 implicit",
    "", "", WP_CLIENT_SAME },
  { "pop-first", POP_FIRST, "geary", IMAP_SMTP,
    "first server for receiving, which is POP3|usual names without", "", WP_CLIENT_SAME },
  { "pop-first", POP_FIRST, "evolution",
    "imap imap.example.org:143 starttls;pop3 pop.example.org:995 implicit;"
    "smtp smtp.example.org:465 implicit",
    "takes the last in the file|another port or encryption than Waypost", "", WP_CLIENT_PORTS },
  { "pop-first", POP_FIRST, "gnome-online-accounts", IMAP_SMTP, "", "mail-v1.xml", WP_CLIENT_SAME },
  { "pop-only", POP_ONLY, "thunderbird-android", "", "does not know POP3",
    "http://example.org|http://autoconfig.example.org", WP_CLIENT_UNKNOWN },
  { "pop-only", POP_ONLY, "gnome-online-accounts", "smtp smtp.example.org:465 implicit",
    "does not know POP3", "mail-v1.xml", WP_CLIENT_PART },

  { "plain", PLAIN, "thunderbird",
    "imap imap.example.org:143 none;smtp smtp.example.org:465 implicit",
    "without encryption, after a warning", "", WP_CLIENT_SAME },
  { "plain", PLAIN, "thunderbird-android", "", "rejects the whole file",
    "http://example.org|http://autoconfig.example.org", WP_CLIENT_UNKNOWN },
  { "plain", PLAIN, "evolution",
    "imap imap.example.org:143 none;smtp smtp.example.org:465 implicit",
    "would use imap.example.org", "", WP_CLIENT_SAME },
  { "plain", PLAIN, "gnome-online-accounts",
    "imap imap.example.org:143 implicit;smtp smtp.example.org:465 implicit",
    "TLS from the first byte|another port or encryption than Waypost", "mail-v1.xml",
    WP_CLIENT_PORTS },
  { "plain", PLAIN, "fairemail", "", "*", "*", WP_CLIENT_UNKNOWN },
  { "plain-beside", PLAIN_BESIDE, "thunderbird-android", "", "rejects the whole file",
    "http://example.org|http://autoconfig.example.org", WP_CLIENT_UNKNOWN },
  { "plain-beside", PLAIN_BESIDE, "kde", IMAP_SMTP, "", "Whether it would take the server",
    WP_CLIENT_SAME },
  { "plain-beside", PLAIN_BESIDE, "fairemail", IMAP_SMTP, "", "", WP_CLIENT_SAME },

  { "mx", MX_ONLY, "thunderbird", HOSTER,
    "asks a page without|whole address|that imap.hoster.example is right|"
    "that smtp.hoster.example is right",
    "http://example.org|autoconfig.in.hoster.example|in.hoster.example, a name", WP_CLIENT_SAME },
  { "mx", MX_ONLY, "thunderbird-android", HOSTER, "box to be ticked",
    "http://example.org|autoconfig.in.hoster.example|in.hoster.example, a name", WP_CLIENT_SAME },
  /* By MX it asks mail-v1.xml and the database, so what Waypost found there is not its answer. */
  { "mx", MX_ONLY, "gnome-online-accounts", "", "asks a page without|whole address|does not look",
    "https://autoconfig.mx1.in.hoster.example/.well-known/mail-v1.xml|"
    "https://autoconfig.hoster.example/.well-known/mail-v1.xml|of mx1.in.hoster.example",
    WP_CLIENT_UNKNOWN },
  { "mx-database", MX_DATABASE, "gnome-online-accounts", HOSTER,
    "asks a page without|whole address|that imap.hoster.example is right|"
    "that smtp.hoster.example is right",
    "https://autoconfig.mx1.in.hoster.example/.well-known/mail-v1.xml|of mx1.in.hoster.example",
    WP_CLIENT_SAME },
  { "mx", MX_ONLY, "fairemail", HOSTER,
    "asks a page without|whole address|up to 10 s|that imap.hoster.example is right|"
    "that smtp.hoster.example is right",
    "http://example.org|guesses|mail exchanger mx1.in.hoster.example up in a list of its own|"
    "under the name of the mail exchanger mx1.in.hoster.example|"
    "What autoconfig.mx1.in.hoster.example|of mx1.in.hoster.example|"
    "What autoconfig.in.hoster.example|of in.hoster.example",
    WP_CLIENT_SAME },
  { "mx-database", MX_DATABASE, "fairemail", HOSTER, "*",
    "list of providers of its own|http://example.org|guesses|"
    "under the name of the mail exchanger mx1.in.hoster.example|"
    "What autoconfig.mx1.in.hoster.example|of mx1.in.hoster.example|"
    "What autoconfig.in.hoster.example|of in.hoster.example",
    WP_CLIENT_SAME },
  { "mx-host", MX_HOST, "fairemail",
    "imap mx.hoster.example:993 implicit;smtp mx.hoster.example:465 implicit",
    "asks a page without|whole address|up to 10 s|tries the mail exchanger mx.hoster.example",
    "*", WP_CLIENT_UNKNOWN },
  { "mx-host", MX_HOST, "thunderbird", "", "*", "*", WP_CLIENT_UNKNOWN },
  { "mx-barren", MX_BARREN, "fairemail", "", "asks a page without|whole address|up to 10 s",
    "http://example.org|guesses|up in a list of its own|under the name|"
    "What autoconfig.mx.hoster.co.uk|of mx.hoster.co.uk|mx.hoster.co.uk itself answers",
    WP_CLIENT_UNKNOWN },
  { "mx-barren", MX_BARREN, "gnome-online-accounts", "", "asks a page without|whole address",
    "https://autoconfig.mx.hoster.co.uk/.well-known/mail-v1.xml|of mx.hoster.co.uk",
    WP_CLIENT_UNKNOWN },
  { "mx", MX_ONLY, "kde", "", "asks a page without|does not look", "", WP_CLIENT_NOTHING },
  { "mx", MX_ONLY, "delta-chat", "", "has to guess|does not look", "guesses", WP_CLIENT_UNKNOWN },
  { "mx", MX_ONLY, "geary", "imap imap.example.org:993 implicit;smtp smtp.example.org:465 implicit",
    "usual names without|does not look|another server than Waypost", "", WP_CLIENT_OTHER },
  { "mx-barren", MX_BARREN, "evolution", "",
    "asks a page without|whole address|asks autoconfig.co.uk", "http://example.org",
    WP_CLIENT_UNKNOWN },
  { "mx-barren", MX_BARREN, "thunderbird-android", "", "", "http://example.org",
    WP_CLIENT_UNKNOWN },
  { "database-error", DATABASE_ERROR, "evolution", "",
    "asks a page without|whole address|stops at the error", "http://example.org",
    WP_CLIENT_UNKNOWN },

  { "guess", GUESS_ONLY, "thunderbird",
    "imap mail.example.org:993 implicit;smtp mail.example.org:465 implicit",
    "asks a page without|whole address|up to 12 s", "http://example.org|guesses", WP_CLIENT_SAME },
  { "guess", GUESS_ONLY, "delta-chat",
    "imap mail.example.org:993 implicit;smtp mail.example.org:465 implicit", "up to 360 s", "",
    WP_CLIENT_SAME },
  { "guess", GUESS_ONLY, "fairemail",
    "imap mail.example.org:993 implicit;smtp mail.example.org:587 starttls",
    "asks a page without|whole address|up to 10 s",
    "http://example.org|guesses", WP_CLIENT_UNKNOWN },
  { "guess", GUESS_ONLY, "evolution", "", "asks a page without|whole address",
    "http://example.org", WP_CLIENT_UNKNOWN },
  { "guess", GUESS_ONLY, "geary", IMAP_SMTP,
    "usual names without|which did not answer|which did not answer|another server than Waypost",
    "", WP_CLIENT_OTHER },

  { "guess-untrusted", GUESS_UNTRUSTED, "thunderbird",
    "imap imap.example.org:143 starttls;smtp smtp.example.org:587 starttls",
    "asks a page without|whole address|up to 12 s|proposes imap.example.org when encryption|"
    "proposes smtp.example.org when encryption",
    "http://example.org|guesses", WP_CLIENT_UNKNOWN },
  { "guess-untrusted", GUESS_UNTRUSTED, "delta-chat", "", "up to 360 s", "guesses",
    WP_CLIENT_UNKNOWN },
  { "page-untrusted", PAGE_UNTRUSTED, "fairemail", "",
    "asks a page without|whole address|up to 10 s", "does not check whose name|guesses",
    WP_CLIENT_UNKNOWN },
  { "page-untrusted", PAGE_UNTRUSTED, "thunderbird-android", "", "", "", WP_CLIENT_NOTHING },

  { "database", DATABASE_ONLY, "kde",
    "imap imap.example.org:993 implicit;smtp smtp.example.org:587 starttls", "", "",
    WP_CLIENT_SAME },
  { "database", DATABASE_ONLY, "fairemail",
    "imap imap.example.org:993 implicit;smtp smtp.example.org:587 starttls",
    "asks a page without|whole address", "list of providers of its own|http://example.org",
    WP_CLIENT_SAME },

  { "both", BOTH, "thunderbird", IMAP_SMTP, "", "", WP_CLIENT_SAME },
  { "both", BOTH, "fairemail", IMAP_SMTP, "", "list of providers of its own", WP_CLIENT_SAME },
  { "both", BOTH, "kde", "imap old.example.org:993 implicit;smtp old.example.org:465 implicit",
    "believes the public database before|another server than Waypost", "", WP_CLIENT_OTHER },
  { "srv-and-page", SRV_AND_PAGE (""), "evolution",
    "imap imap.example.org:993 implicit;pop3 srv.example.org:995 implicit;"
    "smtp smtp.example.org:465 implicit",
    "", "", WP_CLIENT_SAME },
  { "srv-and-page", SRV_AND_PAGE (""), "fairemail",
    "imap srv.example.org:993 implicit;smtp srv.example.org:465 implicit",
    "another server than Waypost", "", WP_CLIENT_OTHER },
  { "srv-and-named", SRV_AND_PAGE (" user=%EMAILLOCALPART%"), "fairemail",
    "imap imap.example.org:993 implicit" LOCAL ";smtp smtp.example.org:465 implicit" LOCAL, "", "",
    WP_CLIENT_SAME },

  { "with-address", WITH_ADDRESS, "thunderbird", IMAP_SMTP, "", "", WP_CLIENT_SAME },
  { "with-address", WITH_ADDRESS, "thunderbird-android", "", "asks without the address",
    "http://example.org|http://autoconfig.example.org", WP_CLIENT_UNKNOWN },
  { "with-address", WITH_ADDRESS, "geary", IMAP_SMTP,
    "asks without the address|usual names without having tried", "", WP_CLIENT_SAME },
  { "without-address", WITHOUT_ADDRESS, "delta-chat", "", "has to guess",
    "only with --allow send-address|guesses", WP_CLIENT_UNKNOWN },

  { "composite-name", COMPOSITE_NAME, "fairemail",
    "imap imap.example.org:993 implicit %EMAILLOCALPART%.%EMAILDOMAIN%;"
    "smtp smtp.example.org:465 implicit %EMAILLOCALPART%.%EMAILDOMAIN%",
    "does not fill in the user name", "", WP_CLIENT_SAME },
  { "pacc", PACC_ONLY, "thunderbird-android", "", "does not look", "http://example.org",
    WP_CLIENT_UNKNOWN },
  { "autodiscover", AUTODISCOVER, "outlook",
    "imap imap.example.org:993 implicit;pop3 imap.example.org:995 implicit;"
    "smtp imap.example.org:465 implicit",
    "", "service of its maker", WP_CLIENT_SAME },
  { "autodiscover-login", AUTODISCOVER_LOGIN, "outlook", "", "",
    "service of its maker|wants a login first", WP_CLIENT_UNKNOWN },
};
