#!/usr/bin/python3
"""Prove that build-aux/count-tests counts right, above all what failed.

usage: counting.py
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

COUNT_TESTS = Path(__file__).resolve().parents[2] / "build-aux/count-tests"

# (what, tests as (result, stdout), last line, exit code)
TABLE = (
    ("single cases", [("OK", "1..2\nok 1 /a\nok 2 /b\n")], "2 passed, 0 failed", 0),
    ("a test without cases", [("OK", "all is well, ok\n")], "1 passed, 0 failed", 0),
    ("two tests", [("OK", ""), ("OK", "ok 1 - x\n1..1\n")], "2 passed, 0 failed", 0),
    ("a failed case", [("FAIL", "1..2\nok 1 /a\nnot ok 2 /b\n")], "1 passed, 1 failed", 1),
    ("a failed case, exit code 0", [("OK", "not ok 1 /b\nok 2 /c\n")], "1 passed, 1 failed", 1),
    ("a skipped case", [("OK", "1..2\nok 1 /a # SKIP no IPv6\nok 2 /b\n")],
     "1 passed, 0 failed, 1 skipped", 0),
    ("a skipped test", [("SKIP", "not installed\n"), ("OK", "")],
     "1 passed, 0 failed, 1 skipped", 0),
    ("a case to be done", [("OK", "ok 1 /a\nnot ok 2 /b # TODO\n")],
     "1 passed, 0 failed, 1 skipped", 0),
    ("a crash after all cases", [("FAIL", "1..1\nok 1 /a\n")], "1 passed, 1 failed", 1),
    ("a crash between cases", [("FAIL", "1..3\nok 1 /a\n")], "1 passed, 1 failed", 1),
    ("a silent end between cases", [("OK", "1..3\nok 1 /a\n")], "1 passed, 1 failed", 1),
    ("a crash before any case", [("ERROR", "1..3\n")], "0 passed, 1 failed", 1),
    ("a silent end before any case", [("OK", "1..3\n")], "0 passed, 1 failed", 1),
    ("a timeout", [("TIMEOUT", ""), ("OK", "")], "1 passed, 1 failed", 1),
    ("a bail-out", [("ERROR", "1..2\nok 1 /a\nBail out! no\n")], "1 passed, 1 failed", 1),
    ("nothing but skipped", [("SKIP", "not root\n")], "0 passed, 0 failed, 1 skipped", 1),
    ("nothing", [], "0 passed, 0 failed", 1),
)


def count(tests, *words):
    """The last line and the exit code that count-tests has for these tests."""
    with tempfile.TemporaryDirectory(prefix="waypost-counting-") as folder:
        log = "".join(json.dumps({"name": f"test-{number}", "result": result, "stdout": stdout})
                      + "\n" for number, (result, stdout) in enumerate(tests))
        Path(folder, "testlog.json").write_text(log, encoding="utf-8")
        done = subprocess.run([sys.executable, COUNT_TESTS, *words, folder], text=True,
                              stdout=subprocess.PIPE, check=False)
    return done.stdout.splitlines()[-1], done.returncode


def main():
    cases = [(what, count(tests), (line, code)) for what, tests, line, code in TABLE]
    cases.append(("a failed build", count([("OK", "")], "--failed", "the build"),
                  ("1 passed, 1 failed", 1)))
    failures = 0
    print(f"1..{len(cases)}")
    for number, (what, got, wanted) in enumerate(cases, 1):
        failures += got != wanted
        print(f"{'ok' if got == wanted else 'not ok'} {number} - {what}")
        if got != wanted:
            print(f"#   wanted {wanted}, got {got}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
