#!/usr/bin/python3
"""Hold the files that are for the desktop against the tools that read them. TAP.

usage: files.py --source DIR --build DIR --desktop FILE --metainfo FILE --service FILE

A tool that is not installed skips its case, by name.
"""

import argparse
import configparser
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

ID = "org.waypost.Waypost"
SVG = "{http://www.w3.org/2000/svg}"


class Skip(Exception):
    pass


def run(*words, **options):
    """The output of a tool, if it is content; else its complaints are the failure."""
    if not shutil.which(words[0]):
        raise Skip(f"{words[0]} is not installed")
    done = subprocess.run([str(word) for word in words], text=True, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, check=False, **options)
    assert done.returncode == 0, done.stdout
    return done.stdout


def desktop_file(given):
    """the desktop file is valid, and names what is there"""
    run("desktop-file-validate", given.desktop)
    file = configparser.ConfigParser(interpolation=None, strict=True)
    file.optionxform = str
    file.read(given.desktop, encoding="utf-8")
    entry = file["Desktop Entry"]
    assert Path(given.desktop).stem == ID == entry["Icon"]
    assert entry["DBusActivatable"] == "true" and entry["Exec"].split()[0] == "waypost-wizard"
    source = (given.source / "src/gtk/application.c").read_text(encoding="utf-8")
    for action in entry["Actions"].rstrip(";").split(";"):
        assert f'"{action}"' in source, f"the program has no action {action}"
        assert file[f"Desktop Action {action}"]["Exec"].endswith(f"--task {action}")


def service_file(given):
    """the D-Bus service file starts the program under its own name"""
    file = configparser.ConfigParser(interpolation=None)
    file.read(given.service, encoding="utf-8")
    service = file["D-BUS Service"]
    program, *words = service["Exec"].split()
    assert Path(given.service).stem == ID == service["Name"]
    assert Path(program).is_absolute() and Path(program).name == "waypost-wizard"
    assert words == ["--gapplication-service"]


def metainfo(given):
    """the AppStream metainfo is valid"""
    run("appstreamcli", "validate", "--no-net", given.metainfo)


def screenshots(given):
    """every screenshot of the metainfo is in the tree, and small enough"""
    images = [image.text for image in ET.parse(given.metainfo).iter("image")]
    assert images, "no screenshots"
    for image in images:
        file = given.source / "data/screenshots" / image.rsplit("/", 1)[1]
        assert file.is_file(), f"{file} does not exist"
        assert file.stat().st_size <= 120_000, f"{file} has more than 120 kB"


def version(given):
    """the newest release of the metainfo is this version"""
    text = (given.source / "meson.build").read_text(encoding="utf-8")
    release = next(ET.parse(given.metainfo).iter("release"))
    assert release.get("version") == re.search(r"version: '([^']+)'", text)[1]


def schema(given):
    """the GSettings schema compiles, and keeps nothing about a person"""
    run("glib-compile-schemas", "--strict", "--dry-run", given.source / "data")
    tree = ET.parse(given.source / f"data/{ID}.gschema.xml")
    keys = [key.get("name") for key in tree.iter("key")]
    assert sorted(keys) == ["is-maximized", "last-task", "window-size"], keys


def symbolic_icons(given):
    """symbolic icons are 16 px and nothing but fills: only these are recoloured"""
    icons = sorted((given.source / "data/icons").rglob("*-symbolic.svg"))
    assert len(icons) > 10, "where are they?"
    for icon in icons:
        root = ET.parse(icon).getroot()
        assert (root.get("width"), root.get("height")) == ("16", "16"), icon
        for item in root.iter():
            assert item.tag in (f"{SVG}svg", f"{SVG}path"), f"{icon}: {item.tag}"
            assert not [name for name in item.attrib if "stroke" in name], f"{icon}: a stroke"


def icons_used(given):
    """every icon of ours that the program names exists, and is in its resources"""
    listed = (given.source / "src/gtk/meson.build").read_text(encoding="utf-8")
    folder = given.source / "data/icons/hicolor/scalable"
    files = {icon.stem: icon for icon in folder.rglob("*.svg")}
    for name, path in files.items():
        assert f"'{path.parent.name}/{name}'" in listed, f"{name} is not in the resources"
    for source in (given.source / "src/gtk").rglob("*.[ch]"):
        text = source.read_text(encoding="utf-8")
        for name in re.findall(r'"(waypost-[a-z-]+-symbolic)"', text):
            assert name in files, f"{source}: there is no icon {name}"


def help_pages(given):
    """the manual has no broken id, link or orphan, and every page is installed"""
    pages = given.source / "help/C"
    for check in ("validate", "ids", "links", "orphans"):
        found = run("yelp-check", check, pages)
        assert not found.strip(), f"yelp-check {check}:\n{found}"
    meson = (given.source / "help/meson.build").read_text(encoding="utf-8")
    for page in pages.glob("*.page"):
        assert f"'{page.stem}'" in meson, f"{page.name} is not in help/meson.build"


def translations(given):
    """every translation is well-formed, and its placeholders match"""
    languages = (given.source / "po/LINGUAS").read_text(encoding="utf-8").split()
    for language in languages:
        with tempfile.NamedTemporaryFile(suffix=".mo") as made:
            run("msgfmt", "--check", "-o", made.name, given.source / f"po/{language}.po")
    for file in (given.source / "po").glob("*.po"):
        assert file.stem in languages, f"{file.name} is not in po/LINGUAS"


def to_be_translated(given):
    """translators get the texts of the desktop file, the metainfo and the schema"""
    listed = (given.source / "po/POTFILES").read_text(encoding="utf-8").split()
    for name in (f"{ID}.desktop.in", f"{ID}.metainfo.xml.in", f"{ID}.gschema.xml"):
        assert f"data/{name}" in listed, f"po/POTFILES lacks data/{name}"


def installed(given):
    """everything is installed, where desktops look for it"""
    with tempfile.TemporaryDirectory(prefix="waypost-installed-") as folder:
        run("meson", "install", "--no-rebuild", "--quiet", "-C", given.build, "--destdir", folder)
        found = {path.name: path for path in Path(folder).rglob("*") if path.is_file()}
        for name, place in (("waypost-wizard", "bin"), ("waypost", "bin"),
                            (f"{ID}.desktop", "share/applications"),
                            (f"{ID}.metainfo.xml", "share/metainfo"),
                            (f"{ID}.service", "share/dbus-1/services"),
                            (f"{ID}.gschema.xml", "share/glib-2.0/schemas"),
                            (f"{ID}.svg", "share/icons/hicolor/scalable/apps"),
                            (f"{ID}-symbolic.svg", "share/icons/hicolor/symbolic/apps"),
                            ("waypost-wizard.1", "share/man/man1"),
                            ("set-up.page", "share/help/C/waypost")):
            places = [str(path.parent) for path in Path(folder).rglob(name) if path.is_file()]
            assert any(found_in.endswith(place) for found_in in places), \
                f"{name} is not in {place} but in {places}"
        assert "index.page" in found


CASES = (desktop_file, service_file, metainfo, screenshots, version, schema, symbolic_icons,
         icons_used, help_pages, translations, to_be_translated, installed)


def main():
    parser = argparse.ArgumentParser()
    for name in ("source", "build", "desktop", "metainfo", "service"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    given = parser.parse_args()
    failures = 0
    print(f"1..{len(CASES)}")
    for number, case in enumerate(CASES, 1):
        try:
            case(given)
            print(f"ok {number} - {case.__doc__}")
        except Skip as reason:
            print(f"ok {number} - {case.__doc__} # SKIP {reason}")
        except (AssertionError, ET.ParseError, configparser.Error, KeyError) as reason:
            failures += 1
            print(f"not ok {number} - {case.__doc__}")
            print("".join(f"#   {line}\n" for line in str(reason).splitlines()), end="")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
