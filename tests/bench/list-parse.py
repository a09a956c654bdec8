#!/usr/bin/python3
"""Instructions for each byte of a large LIST reply in the IMAP engine, counted by callgrind: the
same dialogue with 1,500 lines and with one, so that what surrounds them does not count.

usage: list-parse.py BENCH-LIST      prints the figure; exit 1 if it is over 40; 77 without valgrind
"""
import re
import shutil
import subprocess
import sys

LINES = 1500  # about 100 KiB
LIMIT = 40


def count(program, lines):
    """(instructions, bytes of the reply)."""
    done = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null",
                           program, str(lines)], capture_output=True, text=True, check=False)
    collected = re.search(r"Collected : (\d+)", done.stderr)
    if done.returncode != 0 or not collected:
        sys.exit(f"{program} {lines}: exit code {done.returncode}\n{done.stdout}{done.stderr}")
    return int(collected[1]), int(done.stdout)


def main():
    if not shutil.which("valgrind"):
        print("list-parse: valgrind is not there")
        return 77
    program = sys.argv[1]
    with_reply, size = count(program, LINES)
    without, little = count(program, 1)
    each = (with_reply - without) / (size - little)
    print(f"list-parse: {size} bytes, {each:.1f} instructions a byte (limit {LIMIT})")
    return 0 if each <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
