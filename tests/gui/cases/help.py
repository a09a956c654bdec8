"""The manual, in a window of its own and in the desktop's viewer."""
import tempfile
from pathlib import Path

from screen import expect, text
from seat import GOOD, case, check_loaders, check_names, focus_is, to_desk

NEAR_TOP = 120  # of a window: its header bar, and a margin


def copies(seat, wizard, words, *keys):
    wizard.keys(*keys)
    wizard.waits(lambda: words in seat.screen.clipboard(), f"{words!r} in the clipboard")
    return seat.screen.clipboard()


def without_manual(seat):
    """The data of this system, but the manual is not installed: what viewer there is cannot show
    it."""
    folder = Path(tempfile.mkdtemp(dir=seat.screen.folder))
    for entry in Path("/usr/share").iterdir():
        if entry.name != "help":
            (folder / entry.name).symlink_to(entry)
    return {"XDG_DATA_DIRS": str(folder)}


def opens_help(wizard, words, work):
    """Help on this, with the focus on its heading, in the window that the keys go to."""
    window = wizard.opens_window(work)
    wizard.waits(lambda: focus_is(wizard, "heading", words), f"help on {words!r}")
    return window


def closes_help(wizard, window, focus):
    """Escape; who asked for help goes on where the focus was."""
    wizard.keys("Escape")
    wizard.waits(lambda: wizard.window_id() != window, "end of the help")
    wizard.waits(lambda: text(wizard.focused()) == focus, f"focus back on {focus!r}")


@case("help: F1 opens the page of the moment; its links, Back and Escape")
def _(seat):
    wizard = seat.begin(**without_manual(seat))
    wizard.heading("Choose a Task")
    focus = text(wizard.waits(wizard.focused, "focus"))
    window = opens_help(wizard, "Waypost", lambda: wizard.keys("F1"))
    check_names(wizard, "help")
    wizard.choose("Set up email")
    wizard.waits(lambda: focus_is(wizard, "heading", "Set up email"), "page of the link")
    wizard.keys("Tab")
    wizard.waits(lambda: focus_is(wizard, "heading", "Enter the address"), "first section")
    section = wizard.focused()
    expect("Find Settings" in section.get_description(), "the section is not read out")
    wizard.keys("alt+Left")
    wizard.waits(lambda: focus_is(wizard, "heading", "Waypost"), "page before")
    closes_help(wizard, window, focus)
    wizard.choose("Set Up Email")
    wizard.heading("Enter the Email Address")
    window = opens_help(wizard, "Enter the address", lambda: wizard.keys("F1"))
    closes_help(wizard, window, "Email Address")
    wizard.type_into("Address", GOOD)
    wizard.press("Find Settings")
    wizard.press("Continue")
    wizard.find("password text")
    opens_help(wizard, "Type the password", lambda: wizard.keys("F1"))
    check_loaders(wizard)


@case("help: words are looked for on a page, and copied")
def _(seat):
    wizard = seat.begin(**without_manual(seat))
    wizard.heading("Choose a Task")
    window = opens_help(wizard, "Waypost", lambda: wizard.keys("F1"))
    wizard.keys("ctrl+f")
    wizard.waits(lambda: text(wizard.focused()) == "Find on this page", "place for words")
    wizard.write("LOCK the account")
    wizard.find("label", "Each service has a line with a sign")
    wizard.keys("Escape")
    wizard.waits(lambda: text(wizard.focused()) != "Find on this page", "end of the search")
    copies(seat, wizard, "lock the account", "ctrl+c")
    wizard.keys("ctrl+f")
    wizard.write("not there at all")
    wizard.sees("Not on this page")
    wizard.keys("Escape")
    wizard.waits(lambda: not wizard.shows("Not on this page"), "end of the search")
    wizard.closes_window(window, lambda: wizard.keys("Escape"))


@case("help: from the support desk, on the page and on its finding")
def _(seat):
    seat.environment = without_manual(seat)
    wizard = to_desk(seat, GOOD, "not the password")
    wizard.activate()
    window = opens_help(wizard, "Find out why email fails", lambda: wizard.keys("F1"))
    wizard.closes_window(window, lambda: wizard.keys("Escape"))
    wizard.scroll_to(end=True)
    opens_help(wizard, "The user name or the password is not accepted",
               lambda: wizard.press("Read More in the Manual"))


@case("help: how to fix a finding is told at its section")
def _(seat):
    wizard = seat.begin(**without_manual(seat))
    wizard.choose("Set Up Email")
    wizard.type_into("Address", "anna@selfsigned.test")
    wizard.press("Find Settings")
    wizard.press("Continue")
    wizard.find("push button", "Show How to Fix It")
    window = opens_help(wizard, "identifies itself only by its own word",
                        lambda: wizard.press("Show How to Fix It"))
    heading = wizard.focused()
    wizard.waits(lambda: top_of(wizard, heading) - wizard.area(window)[1] < NEAR_TOP,
                 "section at the top")


def top_of(wizard, item):
    return item.get_component_iface().get_extents(wizard.atspi.CoordType.SCREEN).y


@case("help: a viewer of the desktop is used where it finds the manual")
def _(seat):
    data = Path(tempfile.mkdtemp(dir=seat.screen.folder))
    told, viewer = data / "told", data / "viewer"
    viewer.write_text(f"#!/bin/sh\necho \"$1\" >{told}.new && mv {told}.new {told}\n")
    viewer.chmod(0o755)
    (data / "applications").mkdir()
    (data / "applications" / "viewer.desktop").write_text(
        f"[Desktop Entry]\nType=Application\nName=Viewer\nExec={viewer} %u\n"
        "MimeType=x-scheme-handler/help;\n")
    (data / "applications" / "mimeapps.list").write_text(
        "[Default Applications]\nx-scheme-handler/help=viewer.desktop\n")
    wizard = seat.begin(**without_manual(seat), XDG_DATA_HOME=str(data))
    wizard.heading("Choose a Task")
    window = opens_help(wizard, "Waypost", lambda: wizard.keys("F1"))
    expect(not told.exists(), "the viewer is asked for pages that it cannot find")
    wizard.closes_window(window, lambda: wizard.keys("Escape"))
    (data / "help/C/waypost").mkdir(parents=True)
    (data / "help/C/waypost/index.page").write_text("<page/>")
    wizard.keys("F1")
    wizard.waits(told.exists, "page in the viewer")
    expect(told.read_text() == "help:waypost/index\n", f"the viewer got {told.read_text()!r}")
    expect(not wizard.matches("push button", "All pages"), "help appears twice")
