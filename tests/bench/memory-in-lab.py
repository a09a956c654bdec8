#!/usr/bin/python3
"""One side of memory.py: runs both programs inside a lab and prints their greatest resident sets in
KiB, as JSON: {"check": [...], "store": [...]}.

usage: memory-in-lab.py WAYPOST STORE PEAK ADDRESS RUNS
"""
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import runs

WANTED = ["imap", "pop3", "smtp"]


def main():
    waypost, store, peak, address, count = sys.argv[1:6]
    with tempfile.TemporaryDirectory(dir=os.environ["HOME"]) as folder:
        check, base = Path(folder, "check"), Path(folder, "store")
        for _ in range(int(count)):
            run = runs.waypost(peak, str(check), waypost, "check", address, "--password-file",
                               runs.password_file(address))
            works = runs.working(run.report)
            if run.code != 0 or works != WANTED:
                sys.exit(f"exit code {run.code}, works: {works}\n{run.errors}")
            subprocess.run([peak, str(base), store], check=True)
        print(json.dumps({path.name: [int(line) for line in path.read_text().split()]
                          for path in (check, base)}))


if __name__ == "__main__":
    main()
