#!/usr/bin/python3
"""One side of discover.py: runs `waypost find` several times for each domain inside a lab and
prints the wall times until settings were ready, in milliseconds, as JSON: {domain: [time]}.

usage: discover-in-lab.py WAYPOST RUNS DOMAIN...
The domains take turns. The first round warms the resolver and is not counted.
"""
import json
import sys

import runs


def ready(program, domain):
    run = runs.waypost(program, "find", f"anna@{domain}")
    report = run.report
    directions = {candidate["endpoint"]["protocol"] == "smtp" for candidate in report["candidates"]}
    if run.code != 0 or len(directions) != 2:
        sys.exit(f"{domain}: exit code {run.code}, no settings for both directions\n{run.errors}")
    if not 0 < report["ready_ms"] <= report["duration_ms"] <= run.ms + 1:
        sys.exit(f"{domain}: ready after {report['ready_ms']} ms, over after "
                 f"{report['duration_ms']} ms, by the clock after {run.ms:.0f} ms")
    return run.at(report["ready_ms"])


def main():
    program, count, domains = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
    times = {domain: [] for domain in domains}
    for number in range(count + 1):
        for domain in domains:
            taken = ready(program, domain)
            if number > 0:
                times[domain].append(taken)
    print(json.dumps(times))


if __name__ == "__main__":
    main()
