"""What the lab's servers wrote down: who logged in, where and how."""

import json
import re
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

PATIENCE_S, POLL_S = 3, 0.05  # Postfix writes its log by way of another process

# What Dovecot says of a login; the port stands in the line that began it.
LOGIN = re.compile(r"(imap|pop3)-login: Info: Login: user=<(?P<user>[^>]*)>, "
                   r"method=(?P<method>[A-Z0-9-]+), .*?(?P<tls>, TLS)?, session=<(?P<id>[^>]+)>")
BEGUN = re.compile(r"client in: AUTH\t.*\tsession=(?P<id>[^\t]+)\t.*\tlport=(?P<port>\d+)")
SUBMITTED = re.compile(r"postfix/[^/]+/(?P<port>\d+)/smtpd\[(?P<id>\d+)\]: \w+: client=.*"
                       r"sasl_method=(?P<method>[A-Z0-9-]+), sasl_username=(?P<user>\S+)")
ENCRYPTED = re.compile(r"smtpd\[(?P<id>\d+)\]: \w+ TLS connection established")


ASKED = re.compile(r"info: (?P<who>\S+) (?P<name>\S+)\. (?P<type>[A-Z]+) IN$", re.M)


@dataclass(frozen=True)
class Request:
    """One that arrived at a web server, as nginx saw it."""

    scheme: str
    host: str
    target: str  # path and query
    method: str
    body: str
    everything: bytes  # the whole line of the log, which has all that may tell who asks


class Logs:
    def __init__(self, lab):
        self.folder = Path(lab) / "log"

    def mark(self):
        """The present end of each log."""
        return {log: log.stat().st_size for log in self.folder.glob("*.log")}

    def since(self, mark, name):
        """What the logs of this name (a pattern) got since the mark."""
        text = ""
        for log in sorted(self.folder.glob(name)):
            with open(log, encoding="utf-8", errors="replace") as file:
                file.seek(mark.get(log, 0))
                text += file.read()
        return text

    def wait_for(self, mark, name, pattern, patience_s=PATIENCE_S):
        """Is this found in what the logs got since the mark, now or in a moment?"""
        deadline = time.monotonic() + patience_s
        while not (hit := re.search(pattern, self.since(mark, name))):
            if time.monotonic() > deadline:
                break
            time.sleep(POLL_S)
        return bool(hit)

    def requests(self, mark):
        """All that web servers were asked since the mark."""
        result = []
        for line in self.since(mark, "web.log").splitlines():
            entry = json.loads(line)
            url = urlsplit(entry["url"])
            result.append(Request(
                url.scheme, url.hostname or "", url.path + ("?" + url.query if url.query else ""),
                entry["request"].partition(" ")[0], entry["body"],
                f"{entry['request']}\n{entry['url']}\n{entry['body']}\n{entry['agent']}\n"
                f"{entry['other']}".encode()))
        return result

    def questions(self, mark):
        """{(name, type)} that the resolver was asked since the mark."""
        return {(hit["name"].lower(), hit["type"])
                for hit in ASKED.finditer(self.since(mark, "unbound.log"))}

    def logins(self, mark, domain):
        """Answers Dovecot gave to logins of this domain, whichever server asked it."""
        return len(re.findall(r"client passdb out: (?:OK|FAIL)\t.*@%s\b" % re.escape(domain),
                              self.since(mark, "dovecot-*.log")))

    def methods(self, mark, user):
        """{service: {"PORT METHOD" or "PORT METHOD unencrypted"}} of this user's logins."""
        result = defaultdict(set)
        text = self.since(mark, "dovecot-*.log")
        ports = {hit["id"]: hit["port"] for hit in BEGUN.finditer(text)}
        for hit in LOGIN.finditer(text):
            if hit["user"] == user:
                result[hit[1]].add(f"{ports.get(hit['id'])} {hit['method']}"
                                   + ("" if hit["tls"] else " unencrypted"))
        text = self.since(mark, "postfix.log")
        encrypted = {hit["id"] for hit in ENCRYPTED.finditer(text)}
        for hit in SUBMITTED.finditer(text):
            if hit["user"] == user:
                result["smtp"].add(f"{hit['port']} {hit['method']}"
                                   + ("" if hit["id"] in encrypted else " unencrypted"))
        return dict(result)

    def saw(self, mark, user, wanted):
        """What these services saw (see methods) where it is not as wanted, after some patience."""
        deadline = time.monotonic() + PATIENCE_S
        while True:
            seen = self.methods(mark, user)
            wrong = {service: sorted(seen.get(service, ())) for service, how in wanted.items()
                     if seen.get(service) != {how}}
            if not wrong or time.monotonic() > deadline:
                return wrong
            time.sleep(POLL_S)
