#!/usr/bin/python3
"""One side of wizard.py: starts both programs on a screen of its own inside a lab, then walks the
wizard through a set-up. Prints JSON: {"drawn": [ms], "whole": [ms], "bare": [ms], "wizard_kib",
"bare_kib"}.

usage: wizard-in-lab.py DRAWN BARE WIZARD ADDRESS RUNS
"""
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "gui"))

from screen import Screen, Wizard, missing_tools  # noqa: E402


def first_frames(program, folder, count):
    """Milliseconds from the start to each of the first frames."""
    begin = time.perf_counter()
    process = subprocess.Popen([program], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                               env={**os.environ, "HOME": folder, "NO_AT_BRIDGE": "1"})
    frames = []
    for _ in range(count):
        process.stdout.readline()
        frames.append((time.perf_counter() - begin) * 1000)
    process.kill()
    process.wait()
    return frames


def resident(pid):
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    return 0


def set_up(screen, program, address):
    """A whole run of the wizard; what is resident at its end."""
    wizard = Wizard(screen, program)
    password = Path(os.environ["WAYPOST_LAB"], "passwords", address).read_text().strip()
    try:
        wizard.choose("Set Up Email")
        wizard.type_into("Address", address)
        wizard.press("Find Settings")
        wizard.press("Continue")
        wizard.find("password text", "")
        wizard.type_into("Password", password)
        wizard.press("Test Settings")
        wizard.heading("All Three Work")
        wizard.press("Continue")
        wizard.press("See What Fits")
        wizard.sees("Against")
        wizard.press("What Happens If")
        wizard.heading("What Happens If")
        wizard.press("Back")
        wizard.press("Use IMAP")
        wizard.heading("Save")
        wizard.rests()
        return resident(wizard.process.pid)
    finally:
        wizard.close()


def main():
    drawn, bare, wizard, address, count = sys.argv[1:6]
    missing = missing_tools()
    if missing:
        print(json.dumps({"skipped": f"there is no {', '.join(missing)}"}))
        return
    with tempfile.TemporaryDirectory() as folder:
        screen = Screen(folder)
        try:
            first_frames(drawn, folder, 1)  # warms up
            pairs = [(first_frames(drawn, folder, 2), first_frames(bare, folder, 1))
                     for _ in range(int(count))]
            # the bare window with the accessibility bus, as the wizard has it when it is driven
            beside = Wizard(screen, bare)
            beside.rests()
            bare_kib = resident(beside.process.pid)
            beside.close()
            print(json.dumps({"drawn": [ours[0] for ours, _ in pairs],
                              "whole": [ours[1] for ours, _ in pairs],
                              "bare": [theirs[0] for _, theirs in pairs],
                              "wizard_kib": set_up(screen, wizard, address),
                              "bare_kib": bare_kib}))
        finally:
            screen.close()


if __name__ == "__main__":
    main()
