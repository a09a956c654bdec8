#!/usr/bin/python3
"""What starting costs: `waypost --version` against a program that links the same libraries and does
nothing, and against /bin/true. The three take turns, so that load meets all of them.

usage: start.py WAYPOST NOTHING      prints the ratios; exit 1 if the first is over 1.5
"""
import os
import statistics
import subprocess
import sys
import time

ROUNDS = 101
LIMIT = 1.5


def libraries(program):
    """What the loader would load, by name."""
    text = subprocess.run(["ldd", program], capture_output=True, text=True, check=True).stdout
    return {line.split()[0] for line in text.splitlines()}


def main():
    waypost, nothing = sys.argv[1], sys.argv[2]
    missing = libraries(waypost) - libraries(nothing)
    if missing:
        sys.exit(f"{nothing} does not link {', '.join(sorted(missing))}: nothing to compare with")
    commands = {"waypost": [waypost, "--version"], "nothing": [nothing], "true": ["/bin/true"]}
    times = {name: [] for name in commands}
    with open(os.devnull, "wb") as out:
        for _ in range(ROUNDS):
            for name, command in commands.items():
                begin = time.perf_counter()
                subprocess.run(command, stdout=out, check=True)
                times[name].append((time.perf_counter() - begin) * 1000)
    middle = {name: statistics.median(values) for name, values in times.items()}
    ratio = middle["waypost"] / middle["nothing"]
    print(f"start: waypost --version {middle['waypost']:.1f} ms; same libraries, doing nothing "
          f"{middle['nothing']:.1f} ms, ratio {ratio:.2f} (limit {LIMIT}); /bin/true "
          f"{middle['true']:.1f} ms, ratio {middle['waypost'] / middle['true']:.1f}")
    return 0 if ratio <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
