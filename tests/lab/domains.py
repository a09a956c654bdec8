"""The domains of the lab, as data: a new one is a new row of TABLE.

A row says what the domain publishes, where its hosts lead, how its mail servers behave and what
certificate they show. The other modules turn rows into zones, certificates and configurations;
none of them knows a domain by name.
"""

from dataclasses import dataclass, field

# Addresses with a fixed job. Rows with servers of their own get the next ones from OWN_FROM.
RESOLVER, LIAR = ("192.0.2.1", "2001:db8::1"), ("192.0.2.2",)
WEB, SLOW_WEB = ("192.0.2.20", "2001:db8::20"), ("192.0.2.21", "2001:db8::21")
PRIVATE_WEB = ("10.0.0.6",)
NAME_SERVER = ("192.0.2.53", "2001:db8::53")
HOLE, REFUSED = ("192.0.2.66", "2001:db8::66"), ("192.0.2.67", "2001:db8::67")
OWN_FROM = 100

SERVICES = ("imap", "pop", "smtp")

# SRV sets: (service name, host, port, priority)
SRV = {
    "": (),
    "tls": (("_imaps", "imap", 993, 0), ("_pop3s", "pop", 995, 0),
            ("_submissions", "smtp", 465, 0)),
    "starttls": (("_imap", "imap", 143, 10), ("_pop3", "pop", 110, 10),
                 ("_submission", "smtp", 587, 10)),
}
SRV["all"] = SRV["tls"] + SRV["starttls"]
ODD_PORT = 6379  # not for mail: whoever knocks there must have been told to
NOT_OFFERED = {service: (f"_{service}s._tcp SRV 0 0 0 .", f"_{service}._tcp SRV 0 0 0 .")
               for service in ("imap", "pop3")}
SRV["odd"] = (("_imaps", "imap", ODD_PORT, 0),) + SRV["tls"][1:]

# How the own addresses of a row behave: {service: {port: starttls | tls | none}}. "http", "closed"
# and "silent" have no mail server; the web server or the scripted peers answer on all mail ports.
# "late" has the scripted peers there, too: they pass on to the real servers behind them, after a
# while.
BEHIND = 10000  # this much is added to a port
PORTS = {
    "usual": {"imap": {143: "starttls", 993: "tls"}, "pop": {110: "starttls", 995: "tls"},
              "smtp": {25: "starttls", 587: "starttls", 465: "tls"}},
    "no-starttls": {"imap": {143: "none"}, "pop": {110: "none"}, "smtp": {587: "none"}},
    "plain-on-tls-ports": {"imap": {993: "starttls"}, "pop": {995: "starttls"},
                           "smtp": {465: "starttls"}},
    "tls-on-plain-ports": {"imap": {143: "tls"}, "pop": {110: "tls"}, "smtp": {587: "tls"}},
    "odd": {"imap": {ODD_PORT: "tls"}, "pop": {995: "tls"}, "smtp": {465: "tls"}},
    "late": {"imap": {BEHIND + 143: "starttls", BEHIND + 993: "tls"},
             "pop": {BEHIND + 110: "starttls", BEHIND + 995: "tls"},
             "smtp": {BEHIND + 587: "starttls", BEHIND + 465: "tls"}},
    "http": {}, "closed": {}, "silent": {},
    "no-imap": {"pop": {110: "starttls", 995: "tls"}, "smtp": {587: "starttls", 465: "tls"}},
    "no-pop": {"imap": {143: "starttls", 993: "tls"}, "smtp": {587: "starttls", 465: "tls"}},
    # on 995 there is a scripted peer
    "scripted-pop": {"imap": {993: "tls"}, "smtp": {465: "tls"}},
    "scripted-pop-only": {"smtp": {465: "tls"}},
}
MAIL_PORTS = (25, 110, 143, 465, 587, 993, 995)

# Which hosts answer to Autodiscover.
AUTODISCOVER = {"": (), "settings": ("autodiscover",), "away": ("autodiscover", "@")}

OWN = dict.fromkeys(SERVICES, "own")


@dataclass(frozen=True)
class Domain:
    name: str
    about: str
    zone: str = "unsigned"      # signed | unsigned | bogus | missing
    srv: str = ""               # a key of SRV
    autoconfig: str = ""        # what its web server answers: a key of web.ANSWERS or "slow"
    site: tuple = ("autoconfig", "@")  # the names of that web server
    files: str = ""             # the hosts that files name; empty: as `servers`
    file_for: str = ""          # the domain that its autoconfig file names; empty: its own
    pacc: str = ""              # which version the TXT record vouches for: a key of dns.VOUCHED
    autodiscover: str = ""      # what is answered to Autodiscover: a key of AUTODISCOVER
    records: tuple = ()         # more lines of the zone
    database: bool = False      # the public provider database has an entry
    hosts: dict = field(default_factory=lambda: dict(OWN))  # label -> a word of addresses_of()
    servers: str = "{service}.{domain}"  # the hosts that SRV and autoconfig name
    mx: str = "smtp.{domain}"
    spread: bool = False        # one address per host instead of one for all
    ports: str = "usual"        # how the own addresses behave: a key of PORTS
    auth: str = "any"           # which kind of password check: a key of dovecot.KINDS
    certificate: str = "good"   # a key of ca.KINDS
    web_certificate: str = "good"  # of the web server
    login: str = "{address}"    # the user name the servers know
    smtp_password: bool = False  # sending has a password of its own
    mailbox: str = "usual"      # what is in it: a key of mailboxes.KINDS
    v4: str = ""                # this address instead of the next free one, and no IPv6
    users: tuple = ("anna", "ben")

    def server(self, service):
        return self.servers.format(service=service, domain=self.name)

    def host(self, label):
        return self.name if label == "@" else f"{label}.{self.name}"

    def in_file(self, service):
        return (self.files or self.servers).format(service=service, domain=self.name)


TABLE = (
    # everything works
    Domain("good.test", "all works; file, SRV, every login method: the demonstration account",
           zone="signed", srv="all", autoconfig="xml", spread=True),
    Domain("hoster.test", "the hoster of other domains; all on mail.hoster.test",
           zone="signed", srv="all", autoconfig="xml", autodiscover="settings",
           servers="mail.{domain}", hosts={"mail": "own"}, mx="mail.{domain}"),
    Domain("srv.test", "unsigned SRV, hosts inside the domain", srv="all"),
    Domain("srvsec.test", "signed SRV to hoster.test", zone="signed", srv="all",
           hosts={}, servers="mail.hoster.test", mx=""),
    Domain("foreign.test", "unsigned SRV to hoster.test", srv="all",
           hosts={}, servers="mail.hoster.test", mx=""),
    Domain("mx.test", "nothing but an MX at hoster.test", hosts={}, mx="mail.hoster.test"),
    Domain("database.test", "known to the provider database only", database=True),
    Domain("starttls.test", "SRV names 143, 110 and 587 only", srv="starttls"),
    Domain("guess.test", "publishes nothing; the usual host names exist",
           hosts={**OWN, "mail": "own"}, mx="mail.{domain}"),
    Domain("lateguess.test", "publishes nothing; the usual host names answer late",
           hosts={**OWN, "mail": "own"}, mx="mail.{domain}", ports="late"),
    Domain("xn--mnchen-3ya.test", "a name with an umlaut (münchen.test)", autoconfig="xml"),
    Domain("v6only.test", "servers with IPv6 only", srv="all",
           hosts=dict.fromkeys(SERVICES, "own-v6")),
    Domain("deadv6.test", "IPv6 swallows packets, IPv4 works", srv="all",
           hosts=dict.fromkeys(SERVICES, "own-v4 dead-v6")),
    Domain("mix.test", "imap. and smtp. work, their neighbours swallow packets",
           hosts={"imap": "own", "smtp": "own",
                  **dict.fromkeys(("autoconfig", "autodiscover", "ua-auto-config", "mail", "pop",
                                   "@"), "hole")}, mx="mail.{domain}"),
    Domain("oddport.test", f"SRV leads IMAP to port {ODD_PORT}", srv="odd", ports="odd"),
    # further sources
    Domain("pacc.test", "PACC, vouched for by a signed TXT record", zone="signed", pacc="this"),
    Domain("paccroll.test", "PACC; one TXT record fits, the other is of the next version",
           pacc="both"),
    Domain("paccbad.test", "PACC; the TXT record is of another version", pacc="other"),
    Domain("pox.test", "Autodiscover only", autodiscover="settings"),
    Domain("poxaway.test", "Autodiscover sends on to hoster.test: a URL, an address, a SRV record",
           hosts={}, autodiscover="away", mx="", servers="mail.hoster.test",
           records=("_autodiscover._tcp SRV 0 0 443 web.lab.test.",)),
    Domain("mailconf.test", "a TXT record names the file", autoconfig="xml", site=("settings",),
           records=('@ TXT "v=spf1 -all"',
                    '@ TXT "mailconf=https://settings.mailconf.test/mail.xml"')),
    Domain("mailconfaway.test", "a TXT record names a file of mailconf.test", hosts={}, mx="",
           records=('@ TXT "mailconf=https://settings.mailconf.test/mail.xml"',), users=()),
    Domain("wantaddr.test", "400 to who does not tell the address", autoconfig="wants-address"),
    Domain("wantempty.test", "204 to who does not tell the address", autoconfig="wants-empty"),
    Domain("dbhoster.test", "a hoster whom the provider database knows", database=True,
           hosts={"mail": "own"}, servers="mail.{domain}", mx="mail.{domain}"),
    Domain("mxdatabase.test", "nothing but an MX at dbhoster.test", hosts={},
           mx="mx1.in.dbhoster.test"),
    Domain("mxnotes.test", "nothing but an MX of a provider that the notes know", hosts={},
           mx="aspmx.l.google.com", users=()),
    Domain("mxmicrosoft.test", "nothing but an MX at Microsoft", hosts={},
           mx="mxmicrosoft-test.mail.protection.outlook.com", users=()),
    Domain("conflict.test", "the file names other servers than SRV", srv="all", autoconfig="xml",
           files="mail.{domain}", hosts={**OWN, "mail": "own"}),
    Domain("srvprio.test", "two IMAP servers by SRV, and no POP3", hosts={**OWN, "mail": "own"},
           records=("_imaps._tcp SRV 20 100 993 mail", "_imaps._tcp SRV 10 1 993 imap",
                    "_pop3s._tcp SRV 0 0 0 .", "_pop3._tcp SRV 0 0 0 .",
                    "_submissions._tcp SRV 10 1 465 smtp")),
    Domain("subdomain.test", "mail for team.subdomain.test is handed in here, too",
           autoconfig="xml", hosts={**OWN, "mail": "own"}, mx="mail.{domain}",
           records=("team MX 10 mail",)),
    Domain("xn--pypal-4ve.test", "a name with a Cyrillic letter (pаypal.test)",
           autoconfig="xml"),
    Domain("blackhole.test", "autoconfig answers, the hosts of the other sources swallow packets",
           autoconfig="xml", site=("autoconfig",), mx="mail.hole.test",
           hosts={**OWN, **dict.fromkeys(("@", "autodiscover", "ua-auto-config"), "hole")}),
    Domain("onefile.test", "autoconfig answers, the hosts of the other sources do not exist",
           autoconfig="xml", site=("autoconfig",)),
    Domain("se.net", "a public suffix whose unsigned SRV names a stranger below it", srv="tls",
           hosts={"mail": "own"}, servers="mail.{domain}", mx=""),
    Domain("uk.net", "a public suffix: names below it belong to strangers, who answer",
           autoconfig="xml", pacc="this", autodiscover="settings", site=("autoconfig", "@", "mx"),
           hosts={**OWN, "mail": "own"}, mx="mail.{domain}", users=("anna",)),
    Domain("suffixmx.test", "nothing but an MX right below a public suffix", hosts={},
           mx="mx.uk.net", users=()),
    # no mail at all
    Domain("website.test", "a web site, no mail", autoconfig="site", site=("@", "www"), hosts={},
           mx="", users=()),
    Domain("nullmx.test", "a web site that says it takes no mail", autoconfig="site",
           site=("@", "www"), hosts={}, mx="", records=("@ MX 0 .",), users=()),
    Domain("parked.test", "every name is a web server with one page for everything",
           autoconfig="html", site=("@", "*"), hosts={}, mx="", users=()),
    # discovery goes wrong
    Domain("html.test", "the web server answers everything with a page", srv="all",
           autoconfig="html"),
    Domain("bomb.test", "the file is an entity bomb", srv="all", autoconfig="bomb"),
    Domain("slowweb.test", "the file comes one byte a second", srv="all", autoconfig="slow"),
    Domain("bigweb.test", "the file has one gibibyte", srv="all", autoconfig="big"),
    Domain("redirect.test", "the file is elsewhere in the domain", autoconfig="redirect"),
    Domain("redirout.test", "the file is at hoster.test", autoconfig="redirect-out", hosts={},
           servers="mail.hoster.test", mx=""),
    Domain("redirhttp.test", "HTTPS redirects to HTTP", autoconfig="redirect-http"),
    Domain("otherfile.test", "the file names another domain", autoconfig="xml",
           file_for="good.test"),
    Domain("redirmany.test", "six redirects to the file, five by the well-known path",
           autoconfig="redirect-many"),
    Domain("webname.test", "the web server shows the certificate of another name",
           autoconfig="xml", web_certificate="wrong-name"),
    Domain("privateweb.test", "the web server is at 10.0.0.6", autoconfig="xml",
           hosts={**OWN, "autoconfig": "private-web", "@": "private-web"}),
    Domain("httponly.test", "the file is there over HTTP only", autoconfig="http-only"),
    Domain("nosuch.test", "does not exist", zone="missing", hosts={}),
    Domain("noaddr.test", "SRV targets without an address", srv="all",
           hosts=dict.fromkeys(SERVICES, "nothing")),
    Domain("bogus.test", "the DNSSEC signature does not fit", zone="bogus", srv="all"),
    Domain("private.test", "servers at 10.0.0.5", srv="all", v4="10.0.0.5"),
    Domain("wildcard.test", "every name is one address, where nobody listens",
           hosts={"*": "refused", "@": "refused"}, mx="mail.{domain}"),
    Domain("wildhole.test", "every name is one address, which swallows packets",
           hosts={"*": "hole", "@": "hole"}, mx="mail.{domain}"),
    # login
    Domain("localpart.test", "the user name is the part before the @", autoconfig="xml",
           login="{local}"),
    Domain("two.test", "sending has another password", autoconfig="xml", smtp_password=True),
    Domain("hashed.test", "CRAM-MD5 and SCRAM are offered but cannot work", autoconfig="xml",
           auth="hashed"),
    Domain("oauth.test", "tokens only", autoconfig="xml", auth="oauth"),
    Domain("cramonly.test", "CRAM-MD5 and SCRAM-SHA-256 only", autoconfig="xml",
           auth="challenge"),
    Domain("nocommon.test", "DIGEST-MD5 only", autoconfig="xml", auth="digest"),
    Domain("backend.test", "the password check is out of order", autoconfig="xml", auth="down"),
    Domain("slowauth.test", "a refusal takes two seconds", srv="tls", auth="slow"),
    Domain("fromowned.test", "ben may not send as anna", autoconfig="xml"),
    # mailboxes
    Domain("folders.test", "a mailbox of 500 folders", srv="tls", mailbox="folders",
           users=("anna",)),
    Domain("oldfolders.test", "500 folders, on a server without LIST-STATUS", srv="tls",
           mailbox="folders", auth="old", users=("anna",)),
    Domain("full.test", "18,000 messages, which fill 83 % of the space", srv="tls",
           mailbox="full", users=("anna",)),
    Domain("poponly.test", "no IMAP, says SRV", ports="no-imap",
           hosts={"pop": "own", "smtp": "own"},
           records=(*NOT_OFFERED["imap"], "_pop3s._tcp SRV 0 0 995 pop",
                    "_submissions._tcp SRV 0 0 465 smtp")),
    Domain("imaponly.test", "no POP3, says SRV", ports="no-pop",
           hosts={"imap": "own", "smtp": "own"},
           records=(*NOT_OFFERED["pop3"], "_imaps._tcp SRV 0 0 993 imap",
                    "_submissions._tcp SRV 0 0 465 smtp")),
    Domain("poprules.test", "POP3 with EXPIRE and LOGIN-DELAY; slow for ben", srv="tls",
           ports="scripted-pop"),
    Domain("expire.test", "POP3 that deletes what was collected, and no IMAP",
           ports="scripted-pop-only", hosts={"pop": "own", "smtp": "own"},
           records=(*NOT_OFFERED["imap"], "_pop3s._tcp SRV 0 0 995 pop",
                    "_submissions._tcp SRV 0 0 465 smtp")),
    # certificates
    Domain("expired.test", "expired certificate", autoconfig="xml", certificate="expired"),
    Domain("wrongname.test", "certificate for another name", autoconfig="xml",
           certificate="wrong-name"),
    Domain("selfsigned.test", "self-signed certificate", autoconfig="xml",
           certificate="self-signed"),
    Domain("unknownca.test", "certificate of an unknown authority", autoconfig="xml",
           certificate="unknown-ca"),
    Domain("nochain.test", "the intermediate certificate is missing", autoconfig="xml",
           certificate="no-chain"),
    # connection
    Domain("nostarttls.test", "143, 110 and 587 without STARTTLS", srv="starttls",
           ports="no-starttls"),
    Domain("tlsonplain.test", "unencrypted services on 993, 995 and 465", srv="tls",
           ports="plain-on-tls-ports"),
    Domain("plainontls.test", "implicit TLS on 143, 110 and 587", srv="starttls",
           ports="tls-on-plain-ports"),
    Domain("http.test", "a web server on the mail ports", srv="tls", ports="http"),
    Domain("closed.test", "accepts and closes", srv="tls", ports="closed"),
    Domain("silent.test", "accepts and says nothing", srv="tls", ports="silent"),
    Domain("refused.test", "nobody listens", srv="all",
           hosts=dict.fromkeys(SERVICES + ("mail",), "refused"), mx="mail.{domain}"),
    Domain("hole.test", "every host swallows packets", mx="mail.{domain}",
           hosts=dict.fromkeys(SERVICES + ("mail", "autoconfig", "@"), "hole")),
    # what a provider demands
    Domain("noted.test", "own servers, behind an MX of a provider that the notes know",
           autoconfig="xml", mx="aspmx.l.google.com"),
)


def _allocate():
    """Give each row with hosts of its own its addresses: {row name: {label: (v4, v6)}}."""
    result, number = {}, OWN_FROM
    for row in TABLE:
        labels = [label for label, where in row.hosts.items() if where.startswith("own")]
        result[row.name] = own = {}
        for index, label in enumerate(labels):
            if row.v4:
                own[label] = (row.v4,)
                continue
            if index == 0 or row.spread:
                pair = (f"192.0.2.{number}", f"2001:db8::{number}")
                number += 1
            own[label] = pair
    if number > 250:
        raise ValueError("too many rows for one /24")
    return result


_OWN_ADDRESSES = _allocate()
FIXED = {"hole": HOLE, "refused": REFUSED, "web": WEB, "slow-web": SLOW_WEB,
         "private-web": PRIVATE_WEB, "nothing": ()}


def own_addresses(row):
    """The addresses this row's own servers listen on."""
    return tuple(dict.fromkeys(a for pair in _OWN_ADDRESSES[row.name].values() for a in pair))


def listeners(services):
    """Where the mail servers for these services listen: (row, address, service, port, mode)."""
    for row in TABLE:
        done = set()
        for label, pair in _OWN_ADDRESSES[row.name].items():
            offered = (label,) if row.spread and label in SERVICES else SERVICES
            for address in pair:
                for service in set(offered) & set(services):
                    for port, mode in PORTS[row.ports].get(service, {}).items():
                        if (address, port) not in done:
                            done.add((address, port))
                            yield row, address, service, port, mode


def web_labels(row):
    """The names of the row at which a web server answers, apart from the mail ports."""
    labels = list(row.site) if row.autoconfig else []
    labels += ["ua-auto-config"] if row.pacc else []
    return labels + list(AUTODISCOVER[row.autodiscover])


def addresses_of(row, label):
    """What the name LABEL.ROW resolves to."""
    where = row.hosts.get(label, "slow-web" if row.autoconfig == "slow" else "web")
    if where in FIXED:
        return FIXED[where]
    own = _OWN_ADDRESSES[row.name][label]
    if where == "own-v6":
        return own[1:]
    if where == "own-v4 dead-v6":
        return own[0], HOLE[1]
    return own


def all_addresses():
    """Every address of the servers' side."""
    fixed = RESOLVER + LIAR + WEB + SLOW_WEB + PRIVATE_WEB + NAME_SERVER + HOLE + REFUSED
    return fixed + tuple(a for row in TABLE for a in own_addresses(row))


def named(name):
    return next(row for row in TABLE if row.name == name)
