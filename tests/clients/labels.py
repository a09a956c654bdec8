#!/usr/bin/python3
"""Compare the names of Thunderbird's buttons and pages in our texts with Thunderbird's own (TAP).

usage: labels.py WRITE-WORDS.c

Whatever stands in “quotes” there, and each page on a way like Account Settings > Server Settings,
has to be a label in the English localisation of the Thunderbird that is installed. Exit code 77
where none is.
"""

import re
import sys
import zipfile
from pathlib import Path

SKIP = 77
ARCHIVES = ("/usr/share/thunderbird/omni.ja", "/usr/lib/thunderbird/omni.ja")
LABEL_FILES = (".dtd", ".ftl", ".properties")
VALUE = re.compile(r'<!ENTITY\s+\S+\s+"([^"]*)"|^[^#=\n]*=[ \t]*(\S.*)$', re.M)
NO_LABELS = {"recent:"}  # typed into a field
WAY = re.compile(r"((?:Account )?Settings)((?: > [A-Z][A-Za-z]*(?: (?:& )?[A-Z][A-Za-z]*)*)+)")


def plain(label):
    """A label as it is seen: no markup, no sign of its key, no colon or ellipsis at its end."""
    label = label.replace("&amp;", "&").replace("&quot;", '"').strip()
    label = re.sub(r"&(?=\w)", "", label)
    return label.rstrip(":").strip().removesuffix("…")


def labels_of(archives):
    found = set()
    for archive in archives:
        with zipfile.ZipFile(archive) as jar:
            for name in jar.namelist():
                if name.endswith(LABEL_FILES) and "en-US" in name:
                    text = jar.read(name).decode(errors="replace")
                    found.update(plain(a or b) for a, b in VALUE.findall(text))
    return found


def wanted_by(source):
    """The labels that the texts of a C file name, in order."""
    text = re.sub(r"(?s)/\*.*?\*/", "", source)
    text = re.sub(r'"\s*\n\s*"', "", text)  # literals that the compiler joins
    wanted = [part for quoted in re.findall("“([^”]+)”", text)
              if "{" not in quoted and quoted not in NO_LABELS
              for part in (quoted.split(" … ") if " … " in quoted else [quoted])]
    for first, others in WAY.findall(text):
        wanted += [first, *others.removeprefix(" > ").split(" > ")]
    return [plain(label) for label in dict.fromkeys(wanted)]


def main():
    archives = [path for path in ARCHIVES if Path(path).exists()]
    if not archives:
        print("1..0 # SKIP Thunderbird is not installed")
        return SKIP
    have = labels_of(archives)
    wanted = wanted_by(Path(sys.argv[1]).read_text())
    wrong = 0
    for number, label in enumerate(wanted, 1):
        wrong += label not in have
        print(f"{'ok' if label in have else 'not ok'} {number} - {label}")
    print(f"ok {len(wanted) + 1} - there are labels to compare" if len(wanted) > 5
          else f"not ok {len(wanted) + 1} - only {len(wanted)} labels were found")
    print(f"1..{len(wanted) + 1}")
    return 1 if wrong or len(wanted) <= 5 else 0


if __name__ == "__main__":
    sys.exit(main())
