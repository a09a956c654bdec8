#!/usr/bin/python3
"""The peak memory of `waypost check` with three logins, against a program that only loads the same
libraries and the authorities that certificates are judged by. Resident memory, as the kernel counts
it, including what is shared with other programs.

usage: memory.py WAYPOST STORE PEAK LAB      prints the difference; exit 1 if it is over 16 MB
"""
import sys

sys.dont_write_bytecode = True

from runs import in_lab, median  # noqa: E402
from start import libraries  # noqa: E402

LIMIT_MB = 16
RUNS = 5


def megabytes(kib):
    return kib * 1024 / 1e6


def main():
    waypost, store, peak, lab = sys.argv[1:5]
    missing = libraries(waypost) - libraries(store)
    if missing:
        sys.exit(f"{store} does not link {', '.join(sorted(missing))}: nothing to compare with")
    measured = in_lab(lab, 0, "memory-in-lab.py", waypost, store, peak, "anna@good.test", RUNS)
    check, base = megabytes(max(measured["check"])), megabytes(median(measured["store"]))
    print(f"memory: check with three logins {check:.1f} MB at most in {RUNS} runs (median "
          f"{megabytes(median(measured['check'])):.1f}); same libraries and authorities "
          f"{base:.1f} MB; difference {check - base:.1f} MB (limit {LIMIT_MB})")
    return 0 if check - base <= LIMIT_MB else 1


if __name__ == "__main__":
    sys.exit(main())
