#!/usr/bin/python3
"""Hold the source tree against the rules that a compiler does not know (tests/layers/rules.py).

usage: layers.py [ROOT]
       layers.py --write-potfiles [ROOT]    brings po/POTFILES up to date
"""

import sys

sys.dont_write_bytecode = True

from pathlib import Path  # noqa: E402

from rules import RULES, translated_files  # noqa: E402
from tree import SUFFIXES, Tree  # noqa: E402


def check(tree):
    """Report each rule as a TAP case; True if all hold."""
    print(f"1..{len(RULES)}")
    if not tree.sources:
        print(f"Bail out! There is no source below {tree.root}")
        return False
    good = True
    for number, rule in enumerate(RULES, 1):
        violations = list(rule(tree))
        good = good and not violations
        print(f"{'not ok' if violations else 'ok'} {number} - {rule.__doc__}")
        for violation in violations:
            print(f"#   {violation}")
    return good


def write_potfiles(tree):
    path = tree.root / "po/POTFILES"
    others = [line for line in tree.read("po/POTFILES").splitlines()
              if not (line.startswith("src/") and line.endswith(SUFFIXES))]
    path.write_text("".join(f"{line}\n" for line in others + sorted(translated_files(tree))),
                    encoding="utf-8")


def main():
    words = sys.argv[1:]
    is_writing = words[:1] == ["--write-potfiles"]
    words = words[is_writing:]
    if len(words) > 1 or words[:1] and words[0].startswith("-"):
        print(__doc__, file=sys.stderr)
        return 64
    tree = Tree(words[0] if words else Path(__file__).resolve().parents[2])
    if is_writing:
        write_potfiles(tree)
        return 0
    return 0 if check(tree) else 1


if __name__ == "__main__":
    sys.exit(main())
