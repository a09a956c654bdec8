#!/usr/bin/python3
"""How far discovery is from what physics asks for, and what dead sources cost; with a round trip of
80 ms and without delay.

Measured from the start of the program until settings are ready (`ready_ms` of the report, moved to
the wall clock, so that starting the program counts).

floor = 80 ms x the longest chain of dependent round trips + the time of the same run without
delay; the least of those, so that a busy machine raises no floor. The resolver is warm, and on the
far side.

  autoconfig  the file is there: FILE_CHAIN
  guess       nothing is published. The servers are connected to while the sources are being asked,
              and the longest of those is the public database, which has to say first that it does
              not know the domain: as many round trips as a guessed server's, GUESS_CHAIN
  dead        the file is there; the domain's own web server, Autodiscover, PACC and the mail
              exchanger's file are at addresses that swallow packets. Against the same domain where
              these names do not exist; the two take turns

usage: discover.py WAYPOST LAB [RUNS]      prints the ratios; exit 1 if one is over its limit
"""
import sys

sys.dont_write_bytecode = True

from runs import in_lab, load, median, spread  # noqa: E402

DELAY_MS = 80
FILE_CHAIN = ("DNS: address of autoconfig.DOMAIN", "TCP: web server", "TLS 1.3: web server",
              "HTTP: request, document")
GUESS_CHAIN = ("DNS: address of imap.DOMAIN", "TCP: mail server", "TLS 1.3: mail server",
               "IMAP: greeting")
# what is measured: (domain, chain, limit)
CHAINS = {"autoconfig": ("good.test", FILE_CHAIN, 1.15), "guess": ("guess.test", GUESS_CHAIN, 1.3)}
DEAD, ALIVE, DEAD_LIMIT = "blackhole.test", "onefile.test", 1.1
# Without delay a run is as short as a hiccup of the machine: more of them.
RUNS, RUNS_NEAR = 9, 21


def judge(what, ratio, limit, text):
    print(f"discover, {what}: {text}; ratio {ratio:.2f} (limit {limit})")
    return ratio <= limit


def main():
    waypost, lab = sys.argv[1], sys.argv[2]
    far_runs = int(sys.argv[3]) if len(sys.argv) > 3 else RUNS
    near_runs = int(sys.argv[3]) if len(sys.argv) > 3 else RUNS_NEAR
    domains = [*(row[0] for row in CHAINS.values()), DEAD, ALIVE]
    before = load()
    near = in_lab(lab, 0, "discover-in-lab.py", waypost, near_runs, *domains)
    far = in_lab(lab, DELAY_MS, "discover-in-lab.py", waypost, far_runs, *domains)
    results = []
    for what, (domain, chain, limit) in CHAINS.items():
        floor = DELAY_MS * len(chain) + min(near[domain])
        results.append(judge(
            what, median(far[domain]) / floor, limit,
            f"ready after {spread(far[domain])} with {DELAY_MS} ms round trip, "
            f"{spread(near[domain])} without; floor {len(chain)} x {DELAY_MS} + "
            f"{min(near[domain]):.0f} = {floor:.0f} ms"))
    for what, times in ((f"dead, {DELAY_MS} ms round trip", far), ("dead, without delay", near)):
        results.append(judge(
            what, median(times[DEAD]) / median(times[ALIVE]), DEAD_LIMIT,
            f"ready after {spread(times[DEAD])} with half the sources dead, "
            f"{spread(times[ALIVE])} without them"))
    print(f"discover: load of the machine {before:.1f} before, {load():.1f} after")
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
