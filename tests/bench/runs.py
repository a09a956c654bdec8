"""What the benchmarks in the lab share: the two sides of a measurement.

Outside, in_lab() starts a script of this folder on the client's side of a lab; inside, that script
runs Waypost with waypost() and prints what it measured as JSON.
"""
import json
import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
NOT_ROOT = 77  # of the lab, and what a test is skipped with


@dataclass
class Run:
    ms: float       # from the start of the program until the last byte of the result had come
    code: int
    report: dict
    errors: str

    def at(self, report_ms):
        """A moment of the report on the same clock as `ms`.

        What is in no report (the program's start, writing the result) counts as if it had come
        before that moment.
        """
        return self.ms - (self.report["duration_ms"] - report_ms)


def in_lab(lab, delay_ms, script, *arguments):
    """What the script printed; ends the program with the lab's code if it was not to be had."""
    command = [lab, "run", *(["--delay", str(delay_ms)] if delay_ms else []),
               sys.executable, "-B", str(HERE / script), *map(str, arguments)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=False)
    if done.returncode != 0:
        sys.exit(done.returncode)
    return json.loads(done.stdout)


def waypost(*command):
    begin = time.monotonic()
    with subprocess.Popen([*command, "--json"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE) as process:
        parts, last = [], begin
        while data := os.read(process.stdout.fileno(), 1 << 20):
            last = time.monotonic()
            parts.append(data)
        errors = process.stderr.read().decode()
    if not parts:
        sys.exit(f"{' '.join(command)}: no report, exit code {process.returncode}\n{errors}")
    return Run((last - begin) * 1000, process.returncode, json.loads(b"".join(parts)), errors)


def password_file(address):
    return os.path.join(os.environ["WAYPOST_LAB"], "passwords", address)


def working(report):
    return sorted(service["protocol"] for service in report["services"]
                  if service["works"] == "yes")


def median(values):
    return statistics.median(values)


def spread(values, form="{:.0f}"):
    """The median, and beside it the least: what a busy machine adds is not in that."""
    return f"{form.format(median(values))} ms (least {form.format(min(values))})"


def load():
    with open("/proc/loadavg", encoding="ascii") as file:
        return float(file.read().split()[0])
