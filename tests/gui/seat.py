"""What the cases of `wizard` share: a seat before a screen, the ways through the pages, and what is
looked at on each of them."""
import os
from pathlib import Path

import canary
from screen import Wizard, expect, text

GOOD = "anna@good.test"
BROKEN = "anna@two.test"  # sending has a password of its own
SECRET = "Kn0wn-only-to-this-test"
FOCUSABLE_WITHOUT_NAME = ("scroll pane", "viewport", "panel", "filler", "application", "frame",
                          "list box", "separator", "stack", "table cell")  # a cell may be empty
CASES = []


def case(about):
    def keep(work):
        CASES.append((about, work))
        return work
    return keep


class Seat:
    """What a case gets: a screen, the lab, and a way to begin a wizard."""

    def __init__(self, screen, program):
        self.screen, self.program = screen, program
        self.lab = Path(os.environ["WAYPOST_LAB"])
        self.environment = {}  # of every wizard that begins
        self._wizards = []

    def begin(self, *words, **environment):
        wizard = Wizard(self.screen, self.program, *words, **{**self.environment, **environment})
        self._wizards.append(wizard)
        return wizard

    def password(self, address):
        return (self.lab / "passwords" / address).read_text().strip()

    def close(self):
        faults = []
        for wizard in self._wizards:
            wizard.close()
            errors = wizard.errors()
            if wizard.ending != 0:
                faults.append("does not quit" if wizard.ending is None
                              else f"ended with {wizard.ending}: {wizard.complaint()}")
            faults += [line for line in errors.splitlines()
                       if "CRITICAL" in line or "Sanitizer" in line or "runtime error" in line]
            faults += [f"LEAK: {name} in {where}" for name, where in self._leaks(wizard)]
        expect(not faults, "; ".join(faults[:3]))

    def _leaks(self, wizard):
        secrets = {f"password of {file.name}": file.read_text().strip()
                   for file in (self.lab / "passwords").iterdir()}
        for path in wizard.home.rglob("*"):
            if path.is_file():
                for name, _ in canary.find(path.read_bytes(), secrets):
                    yield name, path.name


def check_names(wizard, page):
    """Whatever can have the focus says what it is, also at the end of what is scrolled."""
    nameless = []
    for is_end in (False, True):
        wizard.scroll_to(end=is_end)
        nameless += [item.get_role_name() for item in wizard.walk()
                     if wizard.has_state(item, "FOCUSABLE") and not text(item).strip()
                     and item.get_role_name() not in FOCUSABLE_WITHOUT_NAME]
    wizard.scroll_to(end=False)
    expect(not nameless, f"{page}: without a name: {nameless}")


def check_loaders(wizard):
    """The loader of SVG files is seven megabytes of its own; every icon here is an image."""
    maps = Path(f"/proc/{wizard.process.pid}/maps").read_text()
    expect("librsvg" not in maps, "an icon was read as an SVG file")


def to_address(seat, address, *words):
    wizard = seat.begin(*words)
    wizard.heading("Choose a Task")
    check_names(wizard, "start")
    wizard.choose("Set Up Email")
    wizard.heading("Enter the Email Address")
    wizard.type_into("Address", address)
    check_names(wizard, "address")
    return wizard


def to_password(seat, address):
    wizard = to_address(seat, address)
    wizard.press("Find Settings")
    wizard.find("push button", "Continue")
    check_names(wizard, "looking")
    wizard.press("Continue")
    wizard.find("password text", "")
    return wizard


def to_test(seat, address, password=None):
    wizard = to_password(seat, address)
    check_names(wizard, "password")
    wizard.type_into("Password", password or seat.password(address))
    wizard.press("Test Settings")
    return wizard


def focus_is(wizard, role, words):
    return any(wizard.has_state(item, "FOCUSED") for item in wizard.matches(role, words))


def to_the_end(wizard):
    wizard.heading("All Three Work")
    check_names(wizard, "test")
    wizard.press("Continue")
    wizard.heading("A Few Questions")
    check_names(wizard, "questions")
    wizard.press("See What Fits")
    wizard.find("push button", "Use IMAP")
    check_names(wizard, "recommendation")
    wizard.press("Use IMAP")
    wizard.heading("Save")
    check_names(wizard, "save")
    wizard.press("Save for")
    wizard.heading("All Done")
    check_names(wizard, "done")


def typed(item):
    """How many characters stand in it, shown or not."""
    return item.get_text_iface().get_character_count()


def check_wiped(wizard, name="Password"):
    entry = wizard.find("password text", name)
    expect(typed(entry) == 0, f"{name!r} still has what was typed")
    return entry


def eye_of(wizard, entry, name):
    def look():
        for item in wizard.walk(entry, only_showing=False):
            item.clear_cache()  # its name is another now and then
            if item.get_role_name() == "icon" and text(item) == name:
                return item
        return None
    return wizard.waits(look, f"eye that says {name!r}")


def to_desk(seat, address, password):
    """A case at the support desk, to its end."""
    wizard = seat.begin("--task", "find-out", has_motion=False)
    wizard.type_into("Email address", address)
    wizard.press("Check")
    answer_at_desk(wizard, password)
    return wizard


def answer_at_desk(wizard, password):
    entry = wizard.find("password text")
    if password:
        wizard.fill(entry, password)
        wizard.waits(lambda: press_exactly(wizard, "Test"), "button Test")
    else:
        wizard.press("Test Without Password")
    wizard.waits(lambda: any(wizard.has_state(item, "SENSITIVE")
                             for item in wizard.matches("push button", "Run Again")),
                 "end of the run")


def press_exactly(wizard, name):
    for item in wizard.matches("push button", name):
        if text(item) == name and wizard.has_state(item, "SENSITIVE"):
            item.get_action_iface().do_action(0)
            return True
    return False


def timeline_of(wizard):
    return wizard.waits(lambda: next((item for item in wizard.walk()
                                      if item.get_role_name() == "image"
                                      and "steps in" in text(item)), None), "timeline")


def bars_of(wizard):
    timeline = timeline_of(wizard)
    return [text(timeline.get_child_at_index(n)) for n in range(timeline.get_child_count())]
