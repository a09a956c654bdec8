"""Does every domain behave as its row says? Runs on the client's side of a lab (see selftest)."""

import os
import sys
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import domains
import mailboxes
import probes
import web

LAB = Path(os.environ.get("WAYPOST_LAB", "."))
VERIFY = {"good": "ok", "expired": "verify 10", "wrong-name": "verify 62",
          "self-signed": "verify 18", "unknown-ca": "verify 19", "no-chain": "verify 20"}
MX, TXT = 15, 16
NOERROR, SERVFAIL, NXDOMAIN = 0, 2, 3


def secret(kind, address):
    return (LAB / kind / address).read_text().strip()


def expect(name, want, work):
    """Run one check; returns its line."""
    try:
        got = work()
    except Exception as error:  # a check that breaks is a check that failed
        got = f"{type(error).__name__}: {error}"
    if callable(want):
        return (want(got), f"{name}: {got}")
    return (got == want, name if got == want else f"{name}: wanted {want!r}, got {got!r}")


def reach(row, label):
    """What a connection to this host comes to before anything is said."""
    if row.zone == "bogus":
        return "dns failure"
    return {"hole": "timeout", "refused": "refused", "nothing": "no name"}.get(
        row.hosts[label], "ok")


def mail_checks(row):
    """(name, wanted, work) for each host, service and port of a row, and for its logins."""
    for label in row.hosts:
        if label not in domains.SERVICES + ("mail",):
            continue
        services = (label,) if label in domains.SERVICES else domains.SERVICES
        for service in services:
            ports = domains.PORTS[row.ports].get(service, {})
            for port, mode in ports.items():
                yield from port_checks(row, f"{label}.{row.name}", label, service, port, mode)


def port_checks(row, host, label, service, port, mode):
    want = reach(row, label)
    name = f"{host}:{port} {mode}"
    if want != "ok":
        yield name, want, lambda: probes.why_not(
            lambda: probes.connect(service, host, port, mode))
        return
    if mode != "none":
        yield name, VERIFY[row.certificate], lambda: probes.why_not(
            lambda: probes.connect(service, host, port, mode))
        if row.certificate != "good":
            return
    if port == 25:
        return
    own = f"anna@{row.name}"
    user = row.login.format(address=own, local="anna")
    file = own + (".smtp" if row.smtp_password and service == "smtp" else "")

    def attempt(user, password):
        def work():
            session = probes.connect(service, host, port, mode)
            probes.login(service, session, user, password)
        return probes.why_not(work)

    good = secret("passwords", file)
    if row.auth in ("any", "hashed", "slow", "old"):
        yield f"{name} right password", "ok", lambda: attempt(user, good)
        yield (f"{name} wrong password", lambda got: "AUTH" in got.upper() and "said" in got,
               lambda: attempt(user, good + "x"))
        if row.login != "{address}":
            yield (f"{name} full address", lambda got: "AUTH" in got.upper(),
                   lambda: attempt(own, good))
        if row.smtp_password:
            other = secret("passwords", own if service == "smtp" else own + ".smtp")
            yield (f"{name} the other password", lambda got: "AUTH" in got.upper(),
                   lambda: attempt(user, other))
    elif row.auth == "down":
        sign = {"imap": "[UNAVAILABLE]", "pop": "[SYS/TEMP]", "smtp": "454"}[service]
        yield f"{name} out of order", lambda got: sign in got, lambda: attempt(user, good)
    else:
        yield (f"{name} no password", lambda got: got.startswith("said"),
               lambda: attempt(user, good))


def mechanism_checks():
    def offered(host):
        session = probes.connect("imap", host, 993, "tls")
        return sorted(word[5:] for word in session.capabilities if word.startswith("AUTH="))

    everything = ["CRAM-MD5", "LOGIN", "OAUTHBEARER", "PLAIN", "SCRAM-SHA-1", "SCRAM-SHA-256",
                  "XOAUTH2"]
    for domain, want in (
            ("good.test", everything), ("oauth.test", ["OAUTHBEARER", "XOAUTH2"]),
            ("cramonly.test", ["CRAM-MD5", "SCRAM-SHA-256"]), ("nocommon.test", ["DIGEST-MD5"]),
            ("hashed.test", [word for word in everything if "OAUTH" not in word])):
        yield f"{domain} offers", want, lambda host=f"imap.{domain}": offered(host)
    for domain, mechanism, works in (
            *(("good.test", mechanism, True) for mechanism in probes.STEPS),
            ("oauth.test", "XOAUTH2", True), ("oauth.test", "OAUTHBEARER", True),
            ("cramonly.test", "CRAM-MD5", True), ("cramonly.test", "SCRAM-SHA-256", True),
            ("hashed.test", "CRAM-MD5", False), ("hashed.test", "SCRAM-SHA-256", False)):
        kind = "tokens" if "OAUTH" in mechanism else "passwords"
        address = f"anna@{domain}"
        for text, change, want in (("works", "", works), ("refuses a wrong secret", "x", False)):
            yield (f"{domain} {mechanism} {text if want or change else 'cannot work'}", want,
                   lambda d=domain, m=mechanism, a=address, k=kind, c=change:
                   probes.authenticate(f"imap.{d}", m, a, secret(k, a) + c))


def peer_checks():
    def first_bytes(host, port):
        channel = probes.socket.create_connection((host, port), timeout=1)
        return channel.recv(64)

    for port in domains.MAIL_PORTS:
        yield (f"closed.test {port}", b"",
               lambda port=port: first_bytes("imap.closed.test", port))
        yield (f"silent.test {port}", "timeout", lambda port=port: probes.why_not(
            lambda: first_bytes("imap.silent.test", port)))
        yield (f"http.test {port}", 200, lambda port=port: urllib.request.urlopen(
            f"http://imap.http.test:{port}/", timeout=3).status)
    for service, (port,) in domains.PORTS["no-starttls"].items():
        yield (f"nostarttls.test {port}", lambda got: "said" in got, lambda s=service, p=port:
               probes.why_not(lambda: probes.connect(s, f"{s}.nostarttls.test", p, "starttls")))
    yield ("fromowned.test ben as anna", 553, lambda: rcpt_code("ben", "anna"))
    yield ("fromowned.test anna as anna", 250, lambda: rcpt_code("anna", "anna"))


def mailbox_checks():
    """The mailboxes that are not usual, and POP3 by the scripted peer."""
    def imap(domain):
        session = probes.connect("imap", f"imap.{domain}", 993, "tls")
        probes.login("imap", session, f"anna@{domain}", secret("passwords", f"anna@{domain}"))
        return session

    def status(domain, folder="INBOX"):
        return imap(domain).status(folder, "(MESSAGES)")[1][0].decode()

    def offers(domain, word):
        return word in imap(domain).capability()[1][0].decode().split()

    for domain, has_list_status in (("folders.test", True), ("oldfolders.test", False)):
        yield (f"{domain} has 500 folders", mailboxes.FOLDERS,
               lambda domain=domain: len(imap(domain).list()[1]))
        yield (f"{domain} LIST-STATUS", has_list_status,
               lambda domain=domain: offers(domain, "LIST-STATUS"))
        yield (f"{domain} STATUS=SIZE", has_list_status,
               lambda domain=domain: offers(domain, "STATUS=SIZE"))
        yield (f"{domain} counts", lambda got: f"MESSAGES {mailboxes.PER_FOLDER}" in got,
               lambda domain=domain: status(domain, "Customers/007"))
    yield ("full.test has 18,000 messages", lambda got: f"MESSAGES {mailboxes.FULL_MESSAGES}" in got,
           lambda: status("full.test"))
    yield (f"full.test is {mailboxes.FULL_PERCENT} % full, whichever way it is rounded",
           lambda got: mailboxes.FULL_PERCENT + 0.2 < got < mailboxes.FULL_PERCENT + 0.5,
           lambda: percent(imap("full.test")))
    yield "poponly.test has no imap", "no name", lambda: probes.why_not(
        lambda: probes.connect("imap", "imap.poponly.test", 993, "tls"))
    for domain, user, before, after in (
            ("poprules.test", "anna", "EXPIRE 60 USER", "EXPIRE 30"),
            ("poprules.test", "ben", "LOGIN-DELAY 900 USER", "EXPIRE NEVER"),
            ("expire.test", "anna", "EXPIRE 0", "EXPIRE 0")):
        yield (f"{user}@{domain} rules", (True, True), lambda words=(domain, user, before, after):
               pop_rules(*words))


def percent(session):
    answer = session.getquotaroot("INBOX")[1][1][0].decode()
    used, limit = map(int, answer.partition("STORAGE ")[2].rstrip(")").split())
    return 100 * used / limit


def pop_rules(domain, user, before, after):
    """Whether these lines are in CAPA, before and after the login."""
    session = probes.connect("pop", f"pop.{domain}", 995, "tls")

    def has(line):
        return line.encode() in session._longcmd("CAPA")[1]  # capa() cuts the lines up
    told = has(before)
    address = f"{user}@{domain}"
    probes.login("pop", session, address, secret("passwords", address))
    told = told, has(after)
    session.quit()
    return told


def rcpt_code(login, sender):
    session = probes.connect("smtp", "smtp.fromowned.test", 465, "tls")
    address = f"{login}@fromowned.test"
    probes.login("smtp", session, address, secret("passwords", address))
    session.mail(f"{sender}@fromowned.test")
    return session.rcpt(address)[0]


def name_checks():
    for row in domains.TABLE:
        want = {"signed": (NOERROR, True), "unsigned": (NOERROR, False),
                "bogus": (SERVFAIL, False), "missing": (NXDOMAIN, True)}[row.zone]
        yield f"{row.name} DNS", want, lambda row=row: probes.ask(row.name, MX)[:2]
    yield ("the liar calls srv.test authentic", True,
           lambda: probes.ask("srv.test", MX, domains.LIAR[0])[1])
    yield "private.test has a private address", "10.0.0.5", lambda: probes.socket.gethostbyname(
        "imap.private.test")


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def web_checks():
    opener = urllib.request.build_opener(_NoRedirect)

    def get(url, size=4096, timeout=3):
        try:
            with opener.open(url, timeout=timeout) as answer:
                return (answer.status, answer.read(size).decode(),
                        int(answer.headers.get("Content-Length", 0)))
        except urllib.error.HTTPError as error:
            return error.code, error.headers.get("Location", ""), 0

    def settings(got):
        return got[0] == 200 and "<incomingServer" in got[1]

    looks = {
        "xml": settings,
        "wants-address": lambda got: got[0] == 400,
        "wants-empty": lambda got: got[0] == 204,
        "site": lambda got: got[0] == 404,
        "redirect-many": lambda got: got[0] == 302 and got[1].endswith("/hop/1"),
        "html": lambda got: got[0] == 200 and got[1].startswith("<!doctype html"),
        "bomb": lambda got: got[0] == 200 and "<!ENTITY a9" in got[1],
        "big": lambda got: got[0] == 200 and got[2] == web.BIG_BYTES,
        "redirect": lambda got: got[0] == 302 and got[1].startswith("https://redirect.test/"),
        "redirect-out": lambda got: got[0] == 302 and "://autoconfig.hoster.test/" in got[1],
        "redirect-http": lambda got: got[0] == 301 and got[1].startswith("http://"),
    }
    for row in domains.TABLE:
        if row.autoconfig not in looks or row.hosts.get("autoconfig") == "private-web":
            continue
        for label in row.site:
            url = f"https://{row.host('any' if label == '*' else label)}/{web.PATHS[0]}"
            if row.web_certificate == "good":
                yield url, looks[row.autoconfig], lambda url=url: get(url)
            else:
                yield url, lambda got: "mismatch" in got, lambda url=url: get(url)
    for name in ("wantaddr.test", "wantempty.test"):
        yield (f"{name}, told the address", settings, lambda name=name: get(
            f"https://autoconfig.{name}/{web.PATHS[0]}?emailaddress=anna@{name}"))
    yield from file_checks(get)
    yield ("http-only over HTTP", looks["xml"],
           lambda: get("http://autoconfig.httponly.test/mail/config-v1.1.xml"))
    yield ("http-only over HTTPS", lambda got: "mismatch" in str(got),
           lambda: get("https://autoconfig.httponly.test/mail/config-v1.1.xml"))
    yield ("slow web: two bytes in 1.5 s", lambda got: "timed out" in got, lambda: get(
        "https://autoconfig.slowweb.test/mail/config-v1.1.xml", timeout=0.8))
    yield ("the redirect leads on", looks["xml"],
           lambda: get("https://redirect.test/settings/mail.xml"))
    yield ("the database knows database.test", looks["xml"],
           lambda: get("https://live.thunderbird.net/autoconfig/v1.1/database.test"))
    yield ("the database does not know good.test", 404,
           lambda: get("https://live.thunderbird.net/autoconfig/v1.1/good.test")[0])


def file_checks(get):
    """PACC, Autodiscover, mailconf, and where many redirects lead."""
    for row in domains.TABLE:
        if row.pacc:
            yield (f"{row.name} PACC", lambda got: got[0] == 200 and '"submit"' in got[1],
                   lambda row=row: get(f"https://ua-auto-config.{row.name}/{web.PACC_PATH}"))
        for label in (web.POX[row.autodiscover](row) if row.autodiscover else ()):
            word = "<Server>" if row.autodiscover == "settings" else "<Redirect"
            yield (f"{row.host(label)} Autodiscover", lambda got, word=word: word in got,
                   lambda where=row.host(label): post(f"https://{where}/{web.POX_PATH}"))
    for name, records in (("_ua-auto-config.pacc.test", 1), ("_ua-auto-config.paccroll.test", 2),
                          ("_ua-auto-config.paccbad.test", 1), ("mailconf.test", 2)):
        yield f"{name} TXT", records, lambda name=name: probes.ask(name, TXT)[2]
    yield ("PACC is signed", True, lambda: probes.ask("_ua-auto-config.pacc.test", TXT)[1])
    yield ("mailconf.test file", lambda got: got[0] == 200, lambda: get(
        "https://settings.mailconf.test/mail.xml"))
    for path, hop in ((web.PATHS[1], 2), ("hop/5", "settings/mail.xml")):
        yield (f"redirmany.test /{path}",
               lambda got, hop=hop: got[0] == 302 and got[1].endswith(f"/{hop}"),
               lambda path=path: get(f"https://redirmany.test/{path}"))
    yield ("team.subdomain.test MX", (NOERROR, False, 1),
           lambda: probes.ask("team.subdomain.test", MX))


def post(url):
    with urllib.request.urlopen(url, b"<x/>", timeout=3) as answer:
        return " ".join(answer.read(4096).decode().split())


def main():
    checks = [check for row in domains.TABLE for check in mail_checks(row)]
    for more in (mechanism_checks, peer_checks, mailbox_checks, name_checks, web_checks):
        checks += more()
    with ThreadPoolExecutor(16) as pool:
        results = list(pool.map(lambda check: expect(*check), checks))
    for passed, line in results:
        print("ok    " if passed else "not ok", line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
