#!/usr/bin/python3
"""How far `waypost check` is from what physics asks for, over a 40 ms round trip.

floor = 40 ms x the longest chain of dependent round trips + the time of the same run at no delay.
The chain, from an address to three proven logins (resolver warm, on the far side):

   1  DNS       address of autoconfig.DOMAIN
   2  TCP       to the web server
   3  TLS 1.3   handshake
   4  HTTP      request and document
   5  TLS       (the mail hosts were looked up, connected to and greeted meanwhile) IMAP login
   6  IMAP      login accepted; the others were waiting for it
   7  SMTP      login (its MAIL, RCPT, RSET follow in one flight)
   8  SMTP      MAIL, RCPT, RSET

usage: check.py WAYPOST LAB [RUNS]      prints the ratio; exit 1 if it is over 1.3"""
import json
import statistics
import subprocess
import sys

DELAY_MS = 40
CHAIN = [
    "DNS: autoconfig host", "TCP: web server", "TLS: web server", "HTTP: document",
    "IMAP: login", "SMTP: login", "SMTP: MAIL, RCPT, RSET",
]
LIMIT = 1.3


def measure(lab, waypost, delay_ms, runs):
    here = __file__.rsplit("/", 1)[0]
    command = [lab, "run"] + (["--delay", str(delay_ms)] if delay_ms else [])
    command += [f"{here}/check-in-lab.py", waypost, "anna@good.test", str(runs)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    return statistics.median(json.loads(done.stdout))


def main():
    waypost, lab = sys.argv[1], sys.argv[2]
    runs = int(sys.argv[3]) if len(sys.argv) > 3 else 9
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
