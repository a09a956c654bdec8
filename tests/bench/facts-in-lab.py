#!/usr/bin/python3
"""One side of facts.py: measures mailboxes several times inside a lab and prints, for each address,
how long its IMAP mailbox took after the login, in milliseconds, as JSON.

usage: facts-in-lab.py WAYPOST RUNS ADDRESS=FOLDERS...
The first run warms the resolver and the server's indexes, and is not counted.
"""
import json
import sys

import runs

PER_FOLDER = 2


def mailbox_ms(report):
    return next(step["ms"] for step in report["steps"]
                if step["verb"] == "mailbox" and step["service"] == "imap")


def main():
    program, count = sys.argv[1], int(sys.argv[2])
    times = {}
    for pair in sys.argv[3:]:
        address, folders = pair.split("=")
        for number in range(count + 1):
            run = runs.waypost(program, "advise", address, "--no-questions", "--password-file",
                               runs.password_file(address))
            facts = run.report["facts"]
            if facts.get("folders_counted") != int(folders) \
                    or facts.get("messages_all") != int(folders) * PER_FOLDER:
                sys.exit(f"{address}, run {number}: {facts}\n{run.errors}")
            if number > 0:
                times.setdefault(address, []).append(mailbox_ms(run.report))
    print(json.dumps(times))


if __name__ == "__main__":
    main()
