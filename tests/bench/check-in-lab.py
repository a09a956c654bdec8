#!/usr/bin/python3
"""One side of check.py: runs `waypost check` several times inside a lab and prints the wall times
until the last byte of the result had come, in milliseconds, as a JSON list.

usage: check-in-lab.py WAYPOST ADDRESS RUNS
The first run warms the resolver and is not counted.
"""
import json
import os
import subprocess
import sys
import time

WANTED = ["imap", "pop3", "smtp"]


def run(command):
    """(milliseconds until the last byte, exit code, report, standard error)."""
    begin = time.monotonic()
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE) as process:
        parts, last = [], begin
        while data := os.read(process.stdout.fileno(), 1 << 20):
            last = time.monotonic()
            parts.append(data)
        errors = process.stderr.read().decode()
    return (last - begin) * 1000, process.returncode, json.loads(b"".join(parts)), errors


def main():
    waypost, address, runs = sys.argv[1], sys.argv[2], int(sys.argv[3])
    secret = os.path.join(os.environ["WAYPOST_LAB"], "passwords", address)
    times = []
    for number in range(runs + 1):
        taken, code, report, errors = run(
            [waypost, "check", address, "--password-file", secret, "--json"])
        works = sorted(service["protocol"] for service in report["services"]
                       if service["works"] == "yes")
        if code != 0 or works != WANTED:
            sys.exit(f"run {number}: exit code {code}, works: {works}\n{errors}")
        if number > 0:
            times.append(taken)
    print(json.dumps(times))


if __name__ == "__main__":
    main()
