#!/usr/bin/python3
"""Round trips that the facts of a mailbox of 500 folders cost after the login, over a link of 40 ms.

round trips = (time over the link - time without it, which is the server's and ours) / 40 ms
Where LIST brings the figures of each folder there is one flight: NAMESPACE, LIST, GETQUOTAROOT, EXAMINE;
another one is allowed for servers that first have to be asked what they can do (the lab's tells it with
the login). What is measured above one is no question of ours: LIST's answer has 63 kB, and TCP's first
window ten segments, so that the server sends 15 kB, waits for their acknowledgement, and sends the rest
in its own time (slow start, RFC 6928; paced by BBR where that is used).
Where LIST does not bring them: LIST, a STATUS for each folder, 50 at a time, then EXAMINE.

usage: facts.py WAYPOST LAB [RUNS]      prints the figures; exit 1 if one is over its limit
"""
import sys

sys.dont_write_bytecode = True

from runs import in_lab, median, spread  # noqa: E402

DELAY_MS = 40
FOLDERS, AT_ONCE = 500, 50
CASES = (
    ("with LIST-STATUS", "anna@folders.test", 3),
    ("without", "anna@oldfolders.test", 4 + FOLDERS // AT_ONCE),
)
RUNS = 7


def measure(lab, waypost, delay_ms, runs):
    return in_lab(lab, delay_ms, "facts-in-lab.py", waypost, runs,
                  *(f"{address}={FOLDERS}" for _, address, _ in CASES))


def main():
    waypost, lab = sys.argv[1], sys.argv[2]
    runs = int(sys.argv[3]) if len(sys.argv) > 3 else RUNS
    near = measure(lab, waypost, 0, runs)
    far = measure(lab, waypost, DELAY_MS, runs)
    good = True
    for name, address, limit in CASES:
        trips = (median(far[address]) - median(near[address])) / DELAY_MS
        good = good and trips <= limit
        print(f"facts of {FOLDERS} folders, {name}: {spread(far[address])} over {DELAY_MS} ms, "
              f"{spread(near[address])} without: {trips:.1f} round trips (limit {limit})")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
