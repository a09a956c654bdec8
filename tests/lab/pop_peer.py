"""A POP3 server with rules that Dovecot has not: EXPIRE and LOGIN-DELAY (RFC 2449), for all before
the login and for this user after it, and a STAT that takes its time.

The maildrop is the user's Maildir: what is retrieved or deleted here is seen there. Commands after
a login go to the same raw logs as Dovecot's; how long a session was logged in goes to pop-peer.log.
"""

import asyncio
import base64
import os
import time
from dataclasses import dataclass
from pathlib import Path

PATIENCE_S = 60


@dataclass(frozen=True)
class Rules:
    before: tuple = ()        # capabilities that everybody is told
    after: tuple = ()         # those that this user is told
    has_uidl: bool = True
    pipelining: bool = False
    stat_s: float = 0
    deletes: bool = False     # at QUIT, what was retrieved


RULES = {  # the rules of "*" hold where a user has none
    "poprules.test": {
        "*": Rules(before=("EXPIRE 60 USER", "LOGIN-DELAY 900 USER"),
                   after=("EXPIRE 30", "LOGIN-DELAY 300"), pipelining=True),
        "ben": Rules(before=("EXPIRE 60 USER", "LOGIN-DELAY 900 USER"),
                     after=("EXPIRE NEVER", "LOGIN-DELAY 60"), stat_s=10),
    },
    "expire.test": {
        "*": Rules(before=("EXPIRE 0",), after=("EXPIRE 0",), deletes=True),
        "ben": Rules(before=("EXPIRE 0",), after=("EXPIRE NEVER",), has_uidl=False),
    },
}


class Session:
    def __init__(self, lab, row, reader, writer):
        self.lab, self.row = Path(lab), row
        self.reader, self.writer = reader, writer
        self.rules = RULES[row.name]["*"]
        self.user, self.began, self.raw = None, 0.0, None
        self.messages, self.gone, self.said = [], set(), ""

    async def run(self):
        self._say("+OK peer ready")
        try:
            while line := await asyncio.wait_for(self.reader.readline(), PATIENCE_S):
                words = line.decode("latin-1").split()
                if not words or not await self._obey(words[0].upper(), words[1:]):
                    break
        finally:
            self._end()
            self.writer.close()

    def _say(self, *lines):
        self.writer.write("".join(line + "\r\n" for line in lines).encode())

    async def _obey(self, verb, words):
        """FALSE: it is over."""
        self.said = verb
        if self.raw:
            self.raw.write(f"{time.time():.6f} {verb} {' '.join(words)}\r\n")
            self.raw.flush()
        if verb == "QUIT":
            self._quit()
            return False
        if verb == "CAPA":
            self._capa()
        elif self.user is None or self.raw is None:
            await self._log_in(verb, words)
        elif verb == "STAT" and self.rules.stat_s:
            return await self._stat_slowly()
        else:
            self._answer(verb, words)
        return True

    def _capa(self):
        words = self.rules.after if self.raw else self.rules.before
        self._say("+OK", "TOP", "USER", "SASL PLAIN", "RESP-CODES",
                  *(["UIDL"] if self.rules.has_uidl else []),
                  *(["PIPELINING"] if RULES[self.row.name]["*"].pipelining else []), *words, ".")

    async def _log_in(self, verb, words):
        if verb == "USER" and words:
            self.user = words[0]
            self._say("+OK")
        elif verb == "PASS" and self.user:
            self._check(self.user, " ".join(words))
        elif verb == "AUTH" and words and words[0].upper() == "PLAIN":
            if len(words) < 2:
                self._say("+ ")
                words.append((await self.reader.readline()).decode().strip())
            _, user, password = base64.b64decode(words[1]).decode().split("\0")
            self._check(user, password)
        else:
            self._say("-ERR not now")

    def _check(self, user, password):
        file = self.lab / "passwords" / user
        if "/" in user or not file.exists() or file.read_text().strip() != password:
            self.user = None
            self._say("-ERR [AUTH] no")
            return
        local, domain = user.split("@")
        self.user = user
        self.rules = RULES[domain].get(local, RULES[domain]["*"])
        self.began = time.monotonic()
        name = f"peer-{time.time():.6f}-{id(self)}.in"
        self.raw = open(self.lab / "log" / "raw" / user / name, "w", encoding="utf-8")
        folder = self.lab / "mail" / domain / local / "Maildir"
        self.messages = sorted(path for part in ("new", "cur") for path in (folder / part).iterdir())
        self._say("+OK logged in")

    async def _stat_slowly(self):
        """Reads on meanwhile, so that QUIT is heard when it is said; what else comes waits."""
        until, waiting = time.monotonic() + self.rules.stat_s, []
        while (left := until - time.monotonic()) > 0:
            try:
                line = await asyncio.wait_for(self.reader.readline(), left)
            except asyncio.TimeoutError:
                break
            words = line.decode("latin-1").split()
            if not words or words[0].upper() == "QUIT":
                return bool(words) and await self._obey("QUIT", [])
            waiting.append(words)
        self._answer("STAT", [])
        for verb, *words in waiting:
            await self._obey(verb.upper(), words)
        return True

    def _answer(self, verb, words):
        number = int(words[0]) if words and words[0].isdigit() else 0
        there = 0 < number <= len(self.messages)
        if verb == "STAT":
            self._say(f"+OK {len(self.messages)} "
                      f"{sum(path.stat().st_size for path in self.messages)}")
        elif verb == "UIDL" and self.rules.has_uidl and there:
            self._say(f"+OK {number} {self.messages[number - 1].name.split(':')[0]}")
        elif verb == "RETR" and there:
            self._say("+OK", *self.messages[number - 1].read_text().splitlines(), ".")
            if self.rules.deletes:
                self.gone.add(number)
        elif verb == "DELE" and there:
            self.gone.add(number)
            self._say("+OK")
        else:
            self._say("-ERR no")

    def _quit(self):
        for number in self.gone:
            os.unlink(self.messages[number - 1])
        self._say("+OK bye")

    def _end(self):
        if not self.raw:
            return
        self.raw.close()
        with open(self.lab / "log" / "pop-peer.log", "a", encoding="utf-8") as log:
            log.write(f"user=<{self.user}> logged in for {time.monotonic() - self.began:.2f} s, "
                      f"last said {self.said}\n")
