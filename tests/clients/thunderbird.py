#!/usr/bin/python3
"""Let Thunderbird's own parser read the XML files that we write, and compare (TAP).

usage: thunderbird.py EXPECTED.json COMMAND...

COMMAND writes the files; {} in it stands for the folder to write to. EXPECTED.json: path in that
folder, without .xml and ending in the provider id → the configuration that Thunderbird must see,
servers in order as `type host port socket auth user`, with POP3 also what it does with the mail on
the server. Each expected file must be there, and no other. To prove that the comparison can fail, copies of the
first file are broken: Thunderbird must refuse some, and we must notice the change in the others.

Thunderbird runs without a display, with a profile of its own, in namespaces of its own: no network
but loopback, no process left when we end. Exit code 77 where it is not installed.
"""

import sys

sys.dont_write_bytecode = True

import fcntl  # noqa: E402
import json  # noqa: E402
import os  # noqa: E402
import re  # noqa: E402
import shutil  # noqa: E402
import signal  # noqa: E402
import socket  # noqa: E402
import struct  # noqa: E402
import subprocess  # noqa: E402
import tempfile  # noqa: E402
from pathlib import Path  # noqa: E402

from marionette import Marionette, MarionetteError  # noqa: E402

SKIP = 77
PORT, START_S, SCRIPT_S, STOP_S = 2828, 120, 60, 20
SIOCGIFFLAGS, SIOCSIFFLAGS, IFF_UP = 0x8913, 0x8914, 1
PREFERENCES = {
    "app.update.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "mail.provider.suppress_dialog_on_startup": True,
    "mail.rights.version": 1,
    "mail.shell.checkDefaultClient": False,
    "mailnews.start_page.enabled": False,
    "marionette.port": PORT,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "offline.startup_state": 3,  # no questions about being offline
    "toolkit.telemetry.enabled": False,
}

# What is done to a copy of a good file. Thunderbird has to refuse these …
REFUSED = {
    "cut off": lambda text: text[:len(text) * 2 // 3],
    "without a server for sending": lambda text: re.sub(
        r"(?s)<outgoingServer.*</outgoingServer>", "", text),
    "without a domain": lambda text: re.sub(r"<domain>.*?</domain>", "", text),
    "with a blank in its id": lambda text: re.sub(
        r'(emailProvider[^>]*\bid="[^"]*)"', r'\1 x"', text),
}
# … and reads these, but differently.
DIFFERENT = {
    "another port": lambda text: re.sub(r"<port>\d+</port>", "<port>9930</port>", text, count=1),
    "another host": lambda text: re.sub(r"<hostname>", "<hostname>x.", text, count=1),
    "another user name": lambda text: re.sub(
        r"<username>[^<]*", "<username>somebody", text, count=1),
    "no TLS": lambda text: re.sub(r"<socketType>[^<]*", "<socketType>plain", text, count=1),
    "another way to log in": lambda text: re.sub(
        r"(?s)(<incomingServer.*?)<authentication>[^<]*",
        r"\1<authentication>password-encrypted", text, count=1),
    "another order": lambda text: re.sub(
        r"(?s)(<incomingServer.*?</incomingServer>)(\s*)(<incomingServer.*?</incomingServer>)",
        r"\3\2\1", text, count=1),
    "removed from the server at once": lambda text: re.sub(
        r"<leaveMessagesOnServer>true", "<leaveMessagesOnServer>false", text, count=1),
    "removed from the server sooner": lambda text: re.sub(
        r"<daysToLeaveMessagesOnServer>\d+", "<daysToLeaveMessagesOnServer>3", text, count=1),
    "nothing about the mail on the server": lambda text: re.sub(
        r"(?s)<pop3>.*?</pop3>", "", text),
    "another domain": lambda text: re.sub(r"<domain>", "<domain>x.", text, count=1),
}


# --- inside the namespaces -----------------------------------------------------------------------

def raise_loopback():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        request = struct.pack("16sH22x", b"lo", 0)
        flags = struct.unpack("16sH22x", fcntl.ioctl(control, SIOCGIFFLAGS, request))[1]
        fcntl.ioctl(control, SIOCSIFFLAGS, struct.pack("16sH22x", b"lo", flags | IFF_UP))


def start_thunderbird(folder):
    profile = folder / "profile"
    profile.mkdir()
    (profile / "user.js").write_text("".join(
        f"user_pref({json.dumps(name)}, {json.dumps(value)});\n"
        for name, value in PREFERENCES.items()))
    environment = {"HOME": str(folder), "TMPDIR": str(folder), "XDG_RUNTIME_DIR": str(folder),
                   "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "NO_AT_BRIDGE": "1",
                   "MOZ_CRASHREPORTER_DISABLE": "1"}
    with open(folder / "thunderbird.log", "wb") as log:
        return subprocess.Popen(
            ["thunderbird", "--headless", "--no-remote", "--profile", str(profile),
             "--marionette", "--remote-allow-system-access"],
            env=environment, cwd=folder, stdin=subprocess.DEVNULL, stdout=log,
            stderr=subprocess.STDOUT)


def inside(folder, paths):
    """Ask Thunderbird about the files and leave its answers in the folder."""
    raise_loopback()
    program = start_thunderbird(folder)
    try:
        session = Marionette(PORT, lambda: program.poll() is None, START_S, SCRIPT_S)
        script = Path(__file__).with_name("read-xml.js").read_text()
        (folder / "answers.json").write_text(json.dumps(session.run(script, *paths)))
        session.quit()
        program.wait(STOP_S)
    except (MarionetteError, OSError, subprocess.TimeoutExpired) as error:
        print(f"# {error}")
        for line in (folder / "thunderbird.log").read_text(errors="replace").splitlines()[-20:]:
            print(f"# thunderbird: {line}")
        return 1
    finally:
        program.kill()  # whatever is left of it goes with the namespace
    return 0


# --- outside -------------------------------------------------------------------------------------

def namespaces():
    """The command that opens them; None where this user may not."""
    command = ["unshare", "--net", "--pid", "--fork", "--kill-child", "--mount-proc"]
    if os.geteuid() != 0:
        command.append("--map-root-user")
    probe = subprocess.run([*command, "true"], stdin=subprocess.DEVNULL, capture_output=True,
                           check=False)
    return command if probe.returncode == 0 else None


def ask_thunderbird(command, folder, paths):
    """Path → what Thunderbird says; None if it did not come to that."""
    subprocess.run([*command, sys.executable, __file__, "--inside", folder, *paths], check=False,
                   stdin=subprocess.DEVNULL)
    answers = folder / "answers.json"
    return json.loads(answers.read_text()) if answers.exists() else None


def break_copies(path, folder):
    """(is to be refused, what was done, path of the copy) for each broken copy."""
    text = path.read_text(encoding="utf-8")
    folder.mkdir()
    for is_refused, ways in ((True, REFUSED), (False, DIFFERENT)):
        for number, (what, change) in enumerate(ways.items()):
            changed = change(text)
            if changed == text:
                print(f"# {path.name}: cannot be broken as: {what}")
            copy = folder / f"{'refused' if is_refused else 'different'}-{number}.xml"
            copy.write_text(changed, encoding="utf-8")
            yield is_refused, what, copy


class Cases:
    def __init__(self):
        self.count = 0
        self.failures = 0

    def add(self, is_good, what, *details):
        self.count += 1
        self.failures += not is_good
        print(f"{'ok' if is_good else 'not ok'} {self.count} - {what}")
        if not is_good:
            for detail in details:
                print(f"#   {detail}")


def judge(cases, expected, output, files, broken, answers):
    good = {str(path.relative_to(output).with_suffix("")): answers[str(path)] for path in files}
    for name, wanted in expected.items():
        wanted = {"id": name.rpartition("/")[2], **wanted}
        cases.add(good.get(name) == wanted, f"{name} is read as it was meant",
                  f"expected: {wanted}", f"read: {good.get(name, list(good))}")
    cases.add(len(files) == len(expected), "no other file was written",
              f"written: {[path.name for path in files]}")
    original = answers[str(files[0])]
    for is_refused, what, path in broken:
        answer = answers[str(path)]
        if is_refused:
            cases.add("error" in answer, f"a file {what} is refused", f"read: {answer}")
        else:
            cases.add("error" not in answer and answer != original,
                      f"{what} in a file is noticed", f"read: {answer}")


def test(expected, writer, scratch):
    output = scratch / "written"
    output.mkdir()
    command = namespaces()
    if command is None:
        print("namespaces of its own are not permitted here", file=sys.stderr)
        return SKIP
    cases = Cases()
    done = subprocess.run([word.replace("{}", str(output)) for word in writer],
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=False,
                          stderr=subprocess.STDOUT, text=True, errors="replace")
    files = sorted(output.rglob("*.xml"))
    cases.add(done.returncode == 0 and files, "the files are written",
              f"exit code {done.returncode}", *done.stdout.splitlines())
    if files:
        broken = list(break_copies(files[0], scratch / "broken"))
        paths = [*map(str, files), *(str(path) for _, _, path in broken)]
        answers = ask_thunderbird(command, scratch, paths)
        cases.add(answers is not None, "Thunderbird starts and answers")
        if answers is not None:
            judge(cases, expected, output, files, broken, answers)
    print(f"1..{cases.count}")
    return 1 if cases.failures else 0


def main():
    words = sys.argv[1:]
    if len(words) >= 3 and words[0] == "--inside":
        return inside(Path(words[1]), words[2:])
    if len(words) < 2:
        print(__doc__, file=sys.stderr)
        return 64
    for program in ("thunderbird", "unshare"):
        if shutil.which(program) is None:
            print(f"{program} is not installed", file=sys.stderr)
            return SKIP
    expected = json.loads(Path(words[0]).read_text(encoding="utf-8"))
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))  # clean up then, too
    with tempfile.TemporaryDirectory(prefix="waypost-clients-") as scratch:
        return test(expected, words[1:], Path(scratch))


if __name__ == "__main__":
    sys.stdout.reconfigure(line_buffering=True)  # the output of both processes, in order
    sys.exit(main())
