"""What the programs here that act as a person have in common: cases, a desk to sit at, one lab."""

import os
import subprocess
import sys
import time
from pathlib import Path

import canary
from logs import Logs
from person import Fault, Person

HERE = Path(__file__).resolve().parent
LAB_COMMAND = HERE.parent / "lab" / "lab"

CASES = []


def case(about):
    def keep(work):
        CASES.append((about, work))
        return work
    return keep


def expect(fact, sentence):
    if not fact:
        raise Fault(sentence)


class Desk:
    """Where one case takes place: a home, a folder to work in, and the program."""

    def __init__(self, program, number):
        self.program = program
        self.lab = Path(os.environ["WAYPOST_LAB"])
        self.logs = Logs(self.lab)
        self.place = self.lab / "terminal" / str(number)
        self.folder = self.place / "work"
        self.given = self.place / "given"
        for path in (self.folder, self.given, self.place / "home"):
            path.mkdir(parents=True, mode=0o700)
        self.environment = {
            **{name: value for name, value in os.environ.items() if name != "NO_COLOR"},
            "HOME": str(self.place / "home"), "LC_ALL": "C.UTF-8", "TERM": "xterm",
            **{f"XDG_{kind}_HOME": str(self.place / "home" / kind.lower())
               for kind in ("CONFIG", "CACHE", "DATA", "STATE")}}
        self._people = []

    def sit(self, *words, columns=80, out="terminal", err="terminal", **environment):
        person = Person([self.program, *words], {**self.environment, **environment},
                        self.folder, columns, out, err)
        self._people.append(person)
        return person

    def run(self, *words, shell=None):
        """Without a terminal; (exit code, standard output, standard error)."""
        command = [self.program, *words]
        if shell:
            command = ["sh", "-c", shell, self.program, *words]
        done = subprocess.run(command, cwd=self.folder, env=self.environment, text=True,
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=60,
                              start_new_session=True)
        return done.returncode, done.stdout, done.stderr

    def password(self, address):
        return (self.lab / "passwords" / address).read_text().strip()

    def file(self, address, wrong=False):
        """--password-file and a file with the right or a wrong one."""
        path = self.given / f"password-{wrong}-{address}"
        path.write_text(self.password(address) + ("x" if wrong else "") + "\n")
        return "--password-file", str(path)

    def close(self):
        for person in self._people:
            person.close()


def ends(person, code, patience=20):
    got = person.leave(patience)
    expect(got == code, f"exit code {got}, not {code}: {person.screen()[-300:]!r}")
    expect(person.has_echo(), "the echo is off after the end")


def prompt(person, after=0):
    """Wait for the question for a password; what stands before it, in one line."""
    end = person.wait_for("Password:", after)
    deadline = time.monotonic() + 1
    while person.has_echo() and time.monotonic() < deadline:
        person.look_for(0.02)
    expect(not person.has_echo(), "a password would be shown while it is typed")
    return " ".join(person.screen()[:end].split())


def inside(program, words):
    canary.self_test()
    chosen = [(about, work) for about, work in CASES
              if not words or any(word in about for word in words)]
    print(f"1..{len(chosen)}")
    passed = 0
    for number, (about, work) in enumerate(chosen, 1):
        desk, fault = Desk(program, number), ""
        try:
            work(desk)
        except (Fault, OSError, ValueError, KeyError, subprocess.SubprocessError) as error:
            fault = str(error) if isinstance(error, Fault) else f"{type(error).__name__}: {error}"
        desk.close()
        passed += not fault
        print(f"{'not ok' if fault else 'ok'} {number} - {about}", flush=True)
        if fault:
            print(f"# {fault}".replace("\n", "\n# "), flush=True)
    print(f"{passed} passed, {len(chosen) - passed} failed")
    return 0 if passed == len(chosen) > 0 else 1


def main(usage):
    """Run the cases of the program that calls this; `usage` is what it says of itself."""
    words = sys.argv[1:]
    if words[:1] == ["--inside"]:
        return inside(words[1], words[2:])
    if not words or words[0].startswith("-"):
        print(usage, file=sys.stderr)
        return 64
    program = os.path.abspath(words[0])
    if not os.access(program, os.X_OK):
        print(f"{program} cannot be run", file=sys.stderr)
        return 64
    os.execv(LAB_COMMAND, [str(LAB_COMMAND), "run", "/usr/bin/python3", "-B",
                           os.path.abspath(sys.argv[0]), "--inside", program, *words[1:]])

