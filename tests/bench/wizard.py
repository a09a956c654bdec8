#!/usr/bin/python3
"""What the wizard costs beside a window of the same libraries with nothing in it: from its start to
its first drawn frame, and in resident memory after a whole set-up with three logins. The two take
turns on one screen, so that load meets both.

usage: wizard.py DRAWN BARE WIZARD LAB     prints the ratio and the difference; exit 1 if the first
                                           is over 1.25 or the second over 30 MB
"""
import sys

sys.dont_write_bytecode = True

from runs import in_lab, median  # noqa: E402

START_LIMIT = 1.25
MEMORY_LIMIT_MB = 30
RUNS = 15


def main():
    drawn, bare, wizard, lab = sys.argv[1:5]
    measured = in_lab(lab, 0, "wizard-in-lab.py", drawn, bare, wizard, "anna@good.test", RUNS)
    if "skipped" in measured:
        print(f"skipped: {measured['skipped']}")
        return 77
    ours, theirs = median(measured["drawn"]), median(measured["bare"])
    kept = (measured["wizard_kib"] - measured["bare_kib"]) * 1024 / 1e6
    print(f"wizard: first frame after {ours:.0f} ms; bare window {theirs:.0f} ms, ratio "
          f"{ours / theirs:.2f} (limit {START_LIMIT}); the tasks after "
          f"{median(measured['whole']):.0f} ms; resident after a set-up "
          f"{measured['wizard_kib'] * 1024 / 1e6:.1f} MB, bare window "
          f"{measured['bare_kib'] * 1024 / 1e6:.1f} MB, difference {kept:.1f} MB "
          f"(limit {MEMORY_LIMIT_MB})")
    return 0 if ours / theirs <= START_LIMIT and kept <= MEMORY_LIMIT_MB else 1


if __name__ == "__main__":
    sys.exit(main())
