#!/usr/bin/python3
"""How much sooner Waypost has proven settings than Thunderbird, from the same address and password,
on the same machine, against the same servers, in turns.

Waypost: the whole program, from its start until a way to receive and a way to send were proven by
logins. Thunderbird: its account hub, already open, from each click to what comes of it; it proves
the way to receive only. What a person takes to read and to type counts for neither. Beside it,
without a limit: when the whole check was over (it also looks for POP3), the hub's first part, which
is before any login, and Thunderbird's modules called without its windows.

usage: against-thunderbird.py WAYPOST LAB      prints the ratios; exit 1 if one is under its limit
Exit code 77 where Thunderbird or certutil is not installed.
"""
import shutil
import subprocess
import sys

sys.dont_write_bytecode = True

from runs import in_lab, load, median, spread  # noqa: E402

# domain, what is the matter, how many times faster at least, rounds
CASES = (("good.test", "autoconfig is served", 3, 9),
         ("guess.test", "only guessing helps", 5, 5),
         ("mix.test", "imap. and smtp. work, their neighbours are dead", 8, 3))
SKIP = 77


def main():
    waypost, lab = sys.argv[1:3]
    for program in ("thunderbird", "certutil"):
        if shutil.which(program) is None:
            print(f"{program} is not installed", file=sys.stderr)
            return SKIP
    version = subprocess.run(["thunderbird", "--version"], capture_output=True, text=True,
                             check=True).stdout.strip()
    before = load()
    times = in_lab(lab, 0, "thunderbird-in-lab.py", waypost,
                   *(f"{domain}:{rounds}" for domain, _, _, rounds in CASES))
    results = []
    for domain, what, limit, _ in CASES:
        row = times[domain]
        ratio = median(row["hub"]) / median(row["proven"])
        results.append(ratio >= limit)
        print(f"{domain}, {what}: Waypost {spread(row['proven'])}, its check over after "
              f"{spread(row['whole'])}; Thunderbird {spread(row['hub'])}, {ratio:.1f} times as "
              f"long (at least {limit}); {spread(row['find'])} of that before the login; its "
              f"modules alone {spread(row['engine'])}, "
              f"{median(row['engine']) / median(row['proven']):.1f} times")
    print(f"{version}; load of the machine {before:.1f} before, {load():.1f} after")
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
