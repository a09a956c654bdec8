#!/usr/bin/env python3
"""Renders the icons that the windows show, in the sizes they show them, and lists them for
glib-compile-resources. The loader of SVG files is large: a program that needs it starts later and
keeps some megabytes for it.

usage: rasterize.py RENDERER ENCODER RESOURCES SVG…
       RENDERER is rsvg-convert, ENCODER gtk-encode-symbolic-svg; RESOURCES is the list to write,
       the images go to the folder icons/ beside it
"""
import subprocess
import sys
from pathlib import Path

PREFIX = "/org/waypost/Waypost"
SYMBOLIC_SIZES = (16, 24, 32, 48, 64, 96, 128)
WINDOW_SIZES = (16, 32, 48, 64, 128)  # for window managers
START_SIZES = (80, 112, 160, 224)  # on the start page, and twice that on a dense screen


def symbolic(encoder, svg, icons):
    for size in SYMBOLIC_SIZES:
        folder = icons / f"{size}x{size}" / svg.parent.name
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run([encoder, "-o", folder, svg, f"{size}x{size}"], check=True)
        yield folder / f"{svg.stem}.symbolic.png"


def coloured(renderer, svg, icons):
    places = [(size, icons / f"{size}x{size}" / svg.parent.name / f"{svg.stem}.png")
              for size in WINDOW_SIZES]
    places += [(size, icons / "start" / f"{size}.png") for size in START_SIZES]
    for size, png in places:
        png.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run([renderer, "-w", str(size), "-h", str(size), "-o", png, svg], check=True)
        yield png


def main():
    renderer, encoder, resources = sys.argv[1:4]
    resources = Path(resources)
    icons = resources.parent / "icons"
    files = []
    for svg in map(Path, sys.argv[4:]):
        files += symbolic(encoder, svg, icons) if svg.stem.endswith("-symbolic") else \
            coloured(renderer, svg, icons)
    lines = [f"    <file>{png.relative_to(resources.parent)}</file>" for png in files]
    resources.write_text("\n".join(['<?xml version="1.0" encoding="UTF-8"?>', "<gresources>",
                                    f'  <gresource prefix="{PREFIX}">', *lines, "  </gresource>",
                                    "</gresources>", ""]))


if __name__ == "__main__":
    main()
