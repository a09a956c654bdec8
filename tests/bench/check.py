#!/usr/bin/python3
"""How far `waypost check` is from what physics asks for, over a round trip of 40 ms.

floor = 40 ms x the longest chain of dependent round trips (CHAIN) + the time of the same run
without delay. Measured from the start of the program until the last byte of the result has come;
goodbyes after it are not waited for by a person. The resolver is warm, and on the far side.

The mail hosts are looked up, connected to, encrypted and greeted while the document is on its way:
none of that is in the chain. The first login opens the way for the others, which follow at once and
side by side; sending takes the longest of them.

usage: check.py WAYPOST LAB [RUNS]      prints the ratio; exit 1 if it is over 1.3
"""
import sys

sys.dont_write_bytecode = True

from runs import in_lab, median  # noqa: E402

DELAY_MS = 40
CHAIN = (
    "DNS: address of autoconfig.DOMAIN",
    "TCP: web server",
    "TLS 1.3: web server",
    "HTTP: request, document",
    "IMAP: login",
    "SMTP: login",
    "SMTP: MAIL, RCPT and RSET in one flight",
)
LIMIT = 1.3
RUNS = 9


def measure(lab, waypost, delay_ms, runs):
    return median(in_lab(lab, delay_ms, "check-in-lab.py", waypost, "anna@good.test", runs))


def main():
    waypost, lab = sys.argv[1], sys.argv[2]
    runs = int(sys.argv[3]) if len(sys.argv) > 3 else RUNS
    near = measure(lab, waypost, 0, runs)
    far = measure(lab, waypost, DELAY_MS, runs)
    floor = DELAY_MS * len(CHAIN) + near
    ratio = far / floor
    print(f"check, {DELAY_MS} ms round trip: {far:.0f} ms; without delay {near:.0f} ms; "
          f"floor {len(CHAIN)} x {DELAY_MS} + {near:.0f} = {floor:.0f} ms; ratio {ratio:.2f} "
          f"(limit {LIMIT})")
    return 0 if ratio <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
