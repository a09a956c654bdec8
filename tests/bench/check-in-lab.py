#!/usr/bin/python3
"""One side of the benchmark of `waypost check`: runs it several times inside the lab and prints the
wall times until the settings were proven, in milliseconds, as one JSON list.

usage: check-in-lab.py WAYPOST ADDRESS RUNS
The first run warms the resolver and is not counted."""
import json
import os
import subprocess
import sys
import time

waypost, address, runs = sys.argv[1], sys.argv[2], int(sys.argv[3])
secret = os.path.join(os.environ["WAYPOST_LAB"], "passwords", address)
command = [waypost, "check", address, "--password-file", secret, "--json"]
times = []
for n in range(runs + 1):
    before = time.monotonic()
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    wall_ms = (time.monotonic() - before) * 1000
    report = json.loads(done.stdout)
    works = sorted(s["protocol"] for s in report["services"] if s["works"] == "yes")
    if done.returncode != 0 or works != ["imap", "pop3", "smtp"]:
        sys.exit(f"run {n}: exit {done.returncode}, works: {works}\n{done.stderr.decode()}")
    if n > 0:
        # The goodbyes after the result are not waited for by a person.
        times.append(min(wall_ms, report["duration_ms"] + report.get("startup_ms", 0)))
print(json.dumps(times))
