"""A mailbox of the lab from all sides: its files, what the server says of them, the commands that
arrived, and what the server's own log tells of each session. Compared before and after, that is the
proof that nothing was fetched, marked or deleted."""

import imaplib
import re
import time
from pathlib import Path

PATIENCE_S, POLL_S = 3, 0.02
# What may be said after a login.
HARMLESS = {"CAPABILITY", "NAMESPACE", "LIST", "STATUS", "GETQUOTAROOT", "EXAMINE", "LOGOUT",
            "CAPA", "STAT", "UIDL", "QUIT"}
COMMAND = re.compile(r"^[\d.]+ (?:(w\d+|\w*\d+) )?([A-Za-z]+)(?: (.*?))?\r?$", re.M)
LOGIN = re.compile(r"(?:imap|pop3)-login: Info: Login: user=<(?P<user>[^>]*)>.*, mpid=(?P<pid>\d+)")
SESSION = r"(imap|pop3)\({user}\)<\d+><[^>]+>: Info: (.*)"
# How a session ends in which nothing was done.
IDLE = {
    "imap": re.compile(r"Disconnected: Logged out in=\d+ out=\d+ deleted=0 expunged=0 trashed=0 "
                       r"hdr_count=0 hdr_bytes=0 body_count=0 body_bytes=0$"),
    "pop3": re.compile(r"Disconnected: Logged out top=0/0, retr=0/0, del=0/\d+, size=\d+$"),
}


class Maildrop:
    def __init__(self, desk, address):
        self.desk, self.address = desk, address
        self.local, self.domain = address.split("@")
        self.folder = desk.lab / "mail" / self.domain / self.local / "Maildir"
        self.raw = desk.lab / "log" / "raw" / address

    def make_one_new(self):
        """A message that nobody has seen yet, as a delivery leaves it."""
        message = sorted((self.folder / "cur").iterdir())[0]
        message.rename(self.folder / "new" / message.name.split(":")[0])

    def files(self):
        """{(folder, name without flags): (cur or new, flags, inode, size)} of every message."""
        found = {}
        for place in ("cur", "new"):
            for folder in self.folder.rglob(place):
                for path in folder.iterdir():
                    name, _, flags = path.name.partition(":")
                    about = path.stat()
                    found[str(folder.parent.relative_to(self.folder)), name] = (
                        place, flags.removeprefix("2,"), about.st_ino, about.st_size)
        return found

    def told(self):
        """What the server says of the inbox: UIDVALIDITY, and {UID: flags}. Read-only, and by names
        of flags alone; None where it has no IMAP."""
        try:
            session = imaplib.IMAP4_SSL(f"imap.{self.domain}")
        except OSError:
            return None
        session.login(self.address, self.desk.password(self.address))
        session.select("INBOX", readonly=True)
        validity = session.response("UIDVALIDITY")[1][0]
        answer = session.uid("FETCH", "1:*", "(FLAGS)")[1]
        session.logout()
        flags = {}
        for line in answer:
            hit = re.search(rb"UID (\d+) FLAGS \(([^)]*)\)", line or b"")
            if hit:
                flags[int(hit[1])] = frozenset(hit[2].split())
        return validity, flags

    def commands(self, since):
        """[(verb, arguments)] that arrived after a login, in each raw log that is not in `since`."""
        found = []
        for log in sorted(set(self.raw.glob("*.in")) - since):
            text = log.read_bytes().decode("utf-8", "replace")
            found += [(hit[2].upper(), hit[3] or "") for hit in COMMAND.finditer(text)]
        return found

    def logs(self):
        return set(self.raw.glob("*.in"))


class Watch:
    """From its making until faults(): what was done to a mailbox meanwhile."""

    def __init__(self, maildrop):
        self.maildrop, self.desk = maildrop, maildrop.desk
        self.files, self.told = maildrop.files(), maildrop.told()
        self.log_of_told = self._settle({})
        self.mark, self.raw = self.desk.logs.mark(), maildrop.logs()

    def _sessions(self, mark):
        user = re.escape(self.maildrop.address)
        text = self.desk.logs.since(mark, "dovecot-*.log")
        begun = sum(hit["user"] == self.maildrop.address for hit in LOGIN.finditer(text))
        return begun, re.findall(SESSION.format(user=user), text)

    def _settle(self, mark):
        """Every session that began has ended, as the log has it: [(protocol, line)]."""
        deadline = time.monotonic() + PATIENCE_S
        while True:
            begun, lines = self._sessions(mark)
            ended = sum("Disconnected" in line or "Connection closed" in line for _, line in lines)
            if ended >= begun or time.monotonic() > deadline:
                return lines
            time.sleep(POLL_S)

    def pids(self):
        """Of the server's processes that serve this user since the beginning."""
        return [int(hit["pid"]) for hit in
                LOGIN.finditer(self.desk.logs.since(self.mark, "dovecot-*.log"))
                if hit["user"] == self.maildrop.address]

    def commands(self):
        return self.maildrop.commands(self.raw)

    def faults(self, may_be_old=False):
        """{side: [what was done]}. `may_be_old`: a POP3 login tells Dovecot that new mail is no
        longer new, whatever is said then."""
        lines = self._settle(self.mark)
        found = {
            "commands": [f"{verb} {words}" for verb, words in self.commands()
                         if verb not in HARMLESS],
            "log": [line for protocol, line in lines if not IDLE[protocol].search(line)],
            "files": _changes(self.files, self.maildrop.files(), may_be_old),
            "flags": _flag_changes(self.told, self.maildrop.told(), may_be_old),
        }
        return {side: what for side, what in found.items() if what}


def _changes(before, after, may_be_old):
    found = [f"{key} is gone" for key in before.keys() - after.keys()]
    found += [f"{key} is new" for key in after.keys() - before.keys()]
    for key in before.keys() & after.keys():
        was, now = before[key], after[key]
        if may_be_old and was[0] == "new":
            was, now = was[1:], now[1:]
        if was != now:
            found.append(f"{key} was {was}, is {now}")
    return found


def _flag_changes(before, after, may_be_old):
    if before is None or after is None:
        return [] if before is after else ["IMAP came or went"]
    found = [] if before[0] == after[0] else [f"UIDVALIDITY {before[0]}, now {after[0]}"]
    for uid in before[1].keys() | after[1].keys():
        was, now = before[1].get(uid), after[1].get(uid)
        if may_be_old and was is not None and now is not None:
            was, now = was - {b"\\Recent"}, now - {b"\\Recent"}
        if was != now:
            found.append(f"UID {uid} was {was}, is {now}")
    return found
