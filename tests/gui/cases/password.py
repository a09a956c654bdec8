"""A password that is typed goes to the servers that it is for, and nowhere else."""
import subprocess

from screen import PATIENCE_S, expect, text
from seat import (
    BROKEN, GOOD, SECRET, case, check_names, check_wiped, eye_of, to_password, to_the_end,
    typed,
)


@case("back keeps what was typed, but no password")
def _(seat):
    wizard = to_password(seat, GOOD)
    entry = wizard.type_into("Password", SECRET)
    expect(typed(entry) == len(SECRET), "nothing was typed")
    wizard.press("Sending Needs Another Password")
    wizard.type_into("Password for Sending", SECRET)
    wizard.press("Back")
    wizard.heading("Settings Found")
    wizard.press("Continue")
    check_wiped(wizard, "Password for Sending")
    check_wiped(wizard, "Password for Receiving")
    wizard.press("Back")
    wizard.heading("Settings Found")
    wizard.press("Back")
    entry = wizard.find("text", "Address")
    expect(entry.get_text_iface().get_text(0, -1) == GOOD, "the address is gone")


def open_eye(wizard, entry):
    wizard.click(eye_of(wizard, entry, "Show password"))
    eye_of(wizard, entry, "Hide password")


def caret_at(wizard, entry, place):
    wizard.waits(lambda: entry.get_text_iface().get_caret_offset() == place, f"caret at {place}")


def keep_out(seat, wizard, entry):
    """Neither who reads the screen nor who pastes gets it."""
    seen = wizard.outline() + entry.get_text_iface().get_text(0, -1)
    expect(SECRET not in seen, "a screen reader reads the password")
    for selection in ("PRIMARY", "CLIPBOARD"):
        expect(SECRET not in seat.screen.clipboard(selection), f"the password is in {selection}")


@case("the password shows nowhere: not in the tree of a screen reader, not in a clipboard")
def _(seat):
    wizard = to_password(seat, GOOD)
    entry = wizard.type_into("Password", SECRET)
    wizard.activate()
    wizard.focus(entry)
    wizard.keys("ctrl+a")
    # Of what is hidden GTK offers bullets, which shows that somebody looks.
    wizard.waits(lambda: len(seat.screen.clipboard("PRIMARY")) == len(SECRET), "bullets")
    keep_out(seat, wizard, entry)
    open_eye(wizard, entry)
    keep_out(seat, wizard, entry)
    for first, last, place in (("Home", "shift+End", len(SECRET)), ("End", "shift+Home", 0)):
        wizard.keys(first)
        caret_at(wizard, entry, len(SECRET) - place)
        wizard.keys(last)
        caret_at(wizard, entry, place)
        keep_out(seat, wizard, entry)
    wizard.keys("ctrl+a", "ctrl+c", "ctrl+x", "End", "x")  # with the letter the others were obeyed
    wizard.waits(lambda: typed(entry) == len(SECRET) + 1, "letter behind the others")
    keep_out(seat, wizard, entry)


@case("the password is copied by no other program, as screen readers can")
def _(seat):
    wizard = to_password(seat, GOOD)
    entry = wizard.type_into("Password", SECRET)
    for is_shown in (False, True):
        if is_shown:
            wizard.activate()
            wizard.focus(entry)
            open_eye(wizard, entry)
        for work in ("copy_text", "cut_text"):
            getattr(entry.get_editable_text_iface(), work)(0, -1)
            keep_out(seat, wizard, entry)
            expect(typed(entry) == len(SECRET), f"{work} takes it away")


@case("the eye of the password: opened by the keyboard, closed when the focus goes")
def _(seat):
    wizard = to_password(seat, GOOD)
    entry = wizard.type_into("Password", SECRET)
    wizard.activate()
    wizard.focus(entry)
    wizard.keys("ctrl+h")
    eye_of(wizard, entry, "Hide password")
    wizard.move("Tab")
    eye_of(wizard, entry, "Show password")
    wizard.focus(entry)
    open_eye(wizard, entry)
    wizard.press("Back")
    wizard.press("Continue")
    eye_of(wizard, check_wiped(wizard), "Show password")


@case("what is easily mistaken in a password is said while it is typed")
def _(seat):
    wizard = to_password(seat, GOOD)
    for words, doubt in ((" blank", "There is a blank at the beginning or at the end."),
                         ("blank ", "There is a blank at the beginning or at the end."),
                         ("no\u200bwidth", "There is a character in it that cannot be seen."),
                         ("\u00a0wide", "There is a character in it that cannot be seen."),
                         ("p\u0430ss", "There is a letter in it that is not on every keyboard.")):
        wizard.type_into("Password", words)
        wizard.sees(doubt)
        entry = wizard.type_into("Password", "nothing about it")
        wizard.waits(lambda: not wizard.shows("There is a"), "end of the doubt")
    wizard.activate()
    wizard.focus(entry)
    for is_on in (True, False):
        subprocess.run(["xdotool", "key", "Caps_Lock"], check=True, timeout=PATIENCE_S)
        wizard.waits(lambda: wizard.shows("Caps Lock is on.") == is_on, f"Caps Lock {is_on}")


@case("sending has a password of its own: each goes where it belongs")
def _(seat):
    wizard = to_password(seat, BROKEN)
    wizard.type_into("Password", seat.password(BROKEN))
    wizard.press("Sending Needs Another Password")
    wizard.type_into("Password for Sending", "certainly not this")
    check_names(wizard, "password for sending")
    wizard.press("Test Settings")
    wizard.press("Enter the Password for Sending", "push button")
    for name in ("Password for Receiving", "Password for Sending"):
        check_wiped(wizard, name)
    wizard.sees("the one for receiving is asked for again, too")
    wizard.waits(lambda: text(wizard.focused()) == "Password for Sending", "focus on what is wrong")
    wizard.activate()
    wizard.keys("Return")
    wizard.sees("Type the password for receiving here, too.")
    wizard.waits(lambda: text(wizard.focused()) == "Password for Receiving",
                 "focus on what is missing")
    wizard.type_into("Password for Receiving", seat.password(BROKEN))
    wizard.waits(lambda: not wizard.shows("Type the password for receiving"), "end of the reason")
    button = wizard.find("push button", "Test Settings")
    expect(not wizard.has_state(button, "SENSITIVE"), "goes on without what it asks for")
    wizard.keys("Return")
    wizard.sees("Type the password for sending here")
    wizard.type_into("Password for Sending", seat.password(f"{BROKEN}.smtp"))
    wizard.press("Test Settings")
    wizard.sees("Sending, works")
    wizard.sees("Receiving by IMAP, works")
    to_the_end(wizard)
    wizard.resize(860, 1100)
    wizard.sees("Where Thunderbird asks for the password of smtp.two.test, type that one")
    wizard.scroll_to(end=True)
    wizard.sees("Sending has a password of its own. Both passwords are")
    wizard.press("Copy the settings")
    wizard.find("push button", "Copied")
    sheet = seat.screen.clipboard()
    expect("Password: another one, for sending only\n" in sheet, f"the copied sheet says {sheet}")
    fields = ["Server", "Port", "Encryption", "User name", "Incoming (IMAP)", "imap.two.test",
              "993", "TLS", BROKEN, "Outgoing (SMTP)", "smtp.two.test", "465", "TLS", BROKEN]
    read = [text(item) for item in wizard.walk() if text(item) in fields][-len(fields):]
    expect(read == fields, f"the sheet is read as {read}")
