#!/usr/bin/python3
"""One side of check.py: runs `waypost check` several times inside a lab and prints the wall times
until the last byte of the result had come, in milliseconds, as a JSON list.

usage: check-in-lab.py WAYPOST ADDRESS RUNS
The first run warms the resolver and is not counted.
"""
import json
import sys

import runs

WANTED = ["imap", "pop3", "smtp"]


def main():
    program, address, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
    times = []
    for number in range(count + 1):
        run = runs.waypost(program, "check", address, "--password-file",
                           runs.password_file(address))
        works = runs.working(run.report)
        if run.code != 0 or works != WANTED:
            sys.exit(f"run {number}: exit code {run.code}, works: {works}\n{run.errors}")
        if number > 0:
            times.append(run.ms)
    print(json.dumps(times))


if __name__ == "__main__":
    main()
