"""A person at a terminal: runs a program on a pseudo-terminal, reads, types, waits."""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import termios
import time

PATIENCE_S = 20
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
COMMAND = re.compile(r"\s*--allow |(?:Next:)? *waypost \S+ ")
CTRL_C, CTRL_D, ENTER = "\x03", "\x04", "\n"


class Fault(Exception):
    """Something was not as a person should find it."""


class Person:
    """One run. `out` and `err` are "terminal", "pipe", or a file descriptor."""

    def __init__(self, command, environment, folder, columns=80, out="terminal", err="terminal"):
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("4H", 24, columns, 0, 0))
        self._pipes, self._texts = {}, {"terminal": b"", "out": b"", "err": b""}
        targets = {}
        for name, where in (("out", out), ("err", err)):
            targets[name] = slave
            if where == "pipe":
                reader, targets[name] = os.pipe()
                self._pipes[reader] = name
            elif where != "terminal":
                targets[name] = where
        self.process = subprocess.Popen(
            command, stdin=slave, stdout=targets["out"], stderr=targets["err"], cwd=folder,
            env=environment, start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0))
        for end in set(targets.values()) - {slave, out, err}:
            os.close(end)
        self._slave = slave  # kept: the settings of a terminal that nobody has open are gone

    def screen(self):
        """All that the terminal was sent, in order."""
        return self._text("terminal")

    def piped(self, name):
        return self._text(name)

    def _text(self, name):
        return self._texts[name].decode(errors="replace").replace("\r\n", "\n")

    def has_echo(self):
        return bool(termios.tcgetattr(self._master)[3] & termios.ECHO)

    def type(self, keys):
        os.write(self._master, keys.encode())

    def _read(self, seconds):
        ready, _, _ = select.select([self._master, *self._pipes], [], [], seconds)
        for end in ready:
            data = os.read(end, 65536)
            if not data:
                del self._pipes[end]
                os.close(end)
            else:
                self._texts[self._pipes.get(end, "terminal")] += data
        return bool(ready)

    def wait_for(self, text, after=0):
        """Until the terminal shows it; returns the position behind it."""
        deadline = time.monotonic() + PATIENCE_S
        while (found := self.screen().find(text, after)) < 0:
            if self.process.poll() is not None and not self._read(0):
                raise Fault(f"ended ({self.process.returncode}) without saying {text!r}: "
                            f"{self.screen()[-400:]!r}")
            if time.monotonic() > deadline:
                raise Fault(f"does not say {text!r}: {self.screen()[-400:]!r}")
            self._read(0.02)
        return found + len(text)

    def look_for(self, seconds):
        """Read on for some time."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.process.poll() is None:
            self._read(0.02)

    def leave(self, patience=PATIENCE_S):
        """Wait for the end; the exit code, and (elsewhere) everything that was still written."""
        deadline = time.monotonic() + patience
        while self.process.poll() is None:
            if time.monotonic() > deadline:
                raise Fault(f"still running after {patience} s: {self.screen()[-400:]!r}")
            self._read(0.01)
        while self._read(0):
            pass
        return self.process.returncode

    def close(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for end in (self._master, self._slave, *self._pipes):
            os.close(end)


def too_wide(text, columns):
    """Lines as a person sees them that are wider than the terminal. A command to copy may be: it
    would be another one with a line end in it."""
    lines = CONTROL.sub("", text).replace("\r", "\n").split("\n")
    return [line for line in lines if len(line) > columns and not COMMAND.match(line)]
