"""The source tree as the rules see it: C files with and without comments and strings."""

import re
from functools import cached_property
from pathlib import Path

SUFFIXES = (".c", ".h", ".inc")

_WORD = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)
_INCLUDE = re.compile(r'[ \t]*#[ \t]*include[ \t]*(["<])([^">]+)[">]')
_MESON_COMMENT = re.compile(r"#[^\n]*")


def _blank(match, keep_strings):
    word = match[0]
    if word[0] == "/":
        return " " + "\n" * word.count("\n")
    return word if keep_strings else word[0] * 2


class Source:
    """One C file; `path` is relative to the root."""

    def __init__(self, root, path):
        self.path = path
        self.text = (root / path).read_text(encoding="utf-8", errors="replace")

    @property
    def folder(self):
        """The folder below src/ that the file belongs to; None for one outside of any."""
        parts = self.path.parts
        return parts[1] if parts[0] == "src" and len(parts) > 2 else None

    @cached_property
    def code(self):
        """Numbered lines without comments and with empty strings."""
        text = _WORD.sub(lambda match: _blank(match, False), self.text)
        return list(enumerate(text.split("\n"), 1))

    @cached_property
    def includes(self):
        """(line number, '"' or '<', name) of each #include."""
        text = _WORD.sub(lambda match: _blank(match, True), self.text)
        found = ((number, _INCLUDE.match(line)) for number, line in enumerate(text.split("\n"), 1))
        return [(number, match[1], match[2]) for number, match in found if match]

    def find(self, pattern):
        """(line number, match) of each place in the code."""
        for number, line in self.code:
            for match in pattern.finditer(line):
                yield number, match


class Tree:
    def __init__(self, root):
        self.root = Path(root)

    def _c_files(self, top):
        names = (path for path in (self.root / top).rglob("*") if path.suffix in SUFFIXES)
        return [Source(self.root, path.relative_to(self.root)) for path in sorted(names)]

    @cached_property
    def sources(self):
        return self._c_files("src")

    @cached_property
    def tests(self):
        return self._c_files("tests")

    @cached_property
    def folders(self):
        """The folders below src/ that hold something."""
        return sorted(path.name for path in (self.root / "src").iterdir()
                      if path.is_dir() and any(path.iterdir()))

    def read(self, path):
        """The text of a file; empty where there is none."""
        path = self.root / path
        return path.read_text(encoding="utf-8") if path.is_file() else ""

    def meson(self, path):
        """A meson.build without its comments."""
        return _MESON_COMMENT.sub("", self.read(path))
