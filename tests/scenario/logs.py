"""What the lab's servers wrote down: who logged in, where and how."""

import re
import time
from collections import defaultdict
from pathlib import Path

PATIENCE_S, POLL_S = 3, 0.05  # Postfix writes its log by way of another process

# What Dovecot says of a login; the port stands in the line that began it.
LOGIN = re.compile(r"(imap|pop3)-login: Info: Login: user=<(?P<user>[^>]*)>, "
                   r"method=(?P<method>[A-Z0-9-]+), .*?(?P<tls>, TLS)?, session=<(?P<id>[^>]+)>")
BEGUN = re.compile(r"client in: AUTH\t.*\tsession=(?P<id>[^\t]+)\t.*\tlport=(?P<port>\d+)")
SUBMITTED = re.compile(r"postfix/[^/]+/(?P<port>\d+)/smtpd\[(?P<id>\d+)\]: \w+: client=.*"
                       r"sasl_method=(?P<method>[A-Z0-9-]+), sasl_username=(?P<user>\S+)")
ENCRYPTED = re.compile(r"smtpd\[(?P<id>\d+)\]: \w+ TLS connection established")


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
