"""An address is set up: with good servers and bad ones, by hand, by the keyboard, and given up."""
import subprocess
import time

from screen import PATIENCE_S, Fault, expect, text
from seat import (
    GOOD, case, check_loaders, check_names, check_wiped, focus_is, to_address, to_test,
    to_the_end,
)

SLOW_TO_MEASURE = "ben@poprules.test"
STOP_MS = 100
STOP_TRIES = 3  # a machine that does something else meanwhile is no fault of the wizard


def check_focus(wizard, stops=20):
    """Each stop of the keyboard is something that a screen reader is told of."""
    wizard.resize(860, 1100)  # all of it in sight
    wizard.activate()
    for _ in range(stops):
        wizard.keys("Tab")
        stop = wizard.waits(wizard.focused, "focus that a screen reader knows of")
        expect(stop.get_role_name() != "scroll pane", "a scroller without anything to scroll")


def focus_on(wizard, role, name):
    """Whoever has it then: a row may give it on to its header."""
    wizard.activate()
    expect(wizard.find(role, name).get_component_iface().grab_focus(), f"{name!r} takes no focus")


@case("the start page by keyboard: from the heading to each task")
def _(seat):
    wizard = seat.begin()
    wizard.heading("Choose a Task")
    for role, words in (("heading", "Choose a Task"), ("list item", "Set Up Email"),
                        ("list item", "POP3 or IMAP?"), ("list item", "Find Out Why Email Fails"),
                        ("push button", "Open a Saved Report")):
        wizard.waits(lambda: focus_is(wizard, role, words), f"focus on {words}")
        wizard.keys("Tab")


@case("set up with good servers, to the saved file")
def _(seat):
    wizard = to_test(seat, GOOD)
    to_the_end(wizard)
    files = [path for path in wizard.home.rglob("*.xml")]
    expect(len(files) == 1 and b"imap.good.test" in files[0].read_bytes(), f"wrote {files}")
    check_loaders(wizard)


@case("Return opens a row that opens, as Space does, and goes nowhere")
def _(seat):
    wizard = to_address(seat, GOOD)
    wizard.press("Find Settings")
    wizard.heading("Settings Found")
    wizard.find("push button", "Continue")
    wizard.activate()
    row = wizard.find("list item", "Where Waypost Looked")
    wizard.focus(row)
    wizard.keys("Return")
    wizard.find("list item", "autoconfig.good.test")
    wizard.keys("space")
    wizard.waits(lambda: not wizard.matches("list item", "autoconfig.good.test"), "end of the rows")
    wizard.heading("Settings Found")


@case("360 px wide with text of 200 %: the window keeps its width, and nothing stands out")
def _(seat):
    wizard = seat.begin(GDK_DPI_SCALE="2")
    wizard.heading("Choose a Task")
    wizard.resize(360, 640)

    def check(page):
        expect(wizard.frames() == [(360, 640)], f"{page}: the window is {wizard.frames()}")
        wizard.waits(lambda: not wizard.cut_off(), f"{page} without parts that stand out")

    check("start")
    wizard.choose("Set Up Email")
    wizard.sees("It looks like anna@example.org.")  # why the button below cannot be pressed
    wizard.type_into("Address", GOOD)
    wizard.waits(lambda: not wizard.shows("It looks like"), "end of the reason")
    check("address")
    wizard.press("Find Settings")
    wizard.heading("Settings Found")
    check("found")
    wizard.press("Enter Server Names")
    wizard.heading("Enter the Servers")
    check("servers")
    wizard.press("Back")
    wizard.press("Continue")
    wizard.type_into("Password", seat.password(GOOD))
    check("password")
    wizard.press("Test Settings")
    wizard.heading("All Three Work")
    expect(wizard.frames() == [(360, 640)], "the test makes the window wider")  # its bars scroll
    wizard.press("Continue")
    wizard.heading("A Few Questions")
    wizard.press("See What Fits")
    wizard.find("push button", "Use IMAP")
    check("recommendation")
    wizard.press("Use IMAP")
    wizard.press("Save for")
    wizard.heading("All Done")
    check("done")


@case("a wrong password: what works is said first, and nothing is lost")
def _(seat):
    wizard = to_test(seat, GOOD, "certainly not this")
    wizard.sees("password")
    wizard.press("Enter the Password Again")
    check_wiped(wizard)
    check_names(wizard, "password-again")


@case("back from the test leads to the password, which the next test is given without a question")
def _(seat):
    wizard = to_test(seat, GOOD)
    wizard.heading("All Three Work")
    wizard.activate()
    wizard.keys("alt+Left")
    check_wiped(wizard)
    wizard.sees(GOOD)
    wizard.press("Back")
    wizard.heading("Settings Found")
    wizard.press("Continue")  # nothing was tested since
    wizard.heading("All Three Work")
    wizard.press("Test Again")
    wizard.type_into("Password", "certainly not this")
    wizard.press("Test Settings")
    wizard.find("push button", "Enter the Password Again")
    wizard.press("Back")
    check_wiped(wizard)
    wizard.type_into("Password", seat.password(GOOD))
    wizard.press("Test Settings")
    wizard.heading("Log In Once More?")  # as after each login that was refused
    wizard.press("The password was checked", "check box")
    wizard.press("Log In Once More")
    wizard.heading("All Three Work")


@case("a certificate for another name")
def _(seat):
    wizard = to_address(seat, "anna@wrongname.test")
    wizard.press("Find Settings")
    wizard.sees("Certificate in doubt", 30)
    wizard.press("Continue")
    wizard.find("push button", "Correct the Servers…")
    expect(not wizard.matches("password text", ""), "asks for a password that must not be sent")
    expect(not wizard.shows("Continue Anyway"), "goes on with servers that are not the right ones")
    wizard.sees("mail.somebody-else.test")
    wizard.sees("3 fail")
    wizard.find("list item", "Password, skipped")
    check_names(wizard, "certificate")
    diagnosis = text(wizard.find("heading"))
    wizard.press("Correct the Servers…")
    wizard.heading("Enter the Servers")
    wizard.press("Back")
    wizard.heading(diagnosis)
    check_focus(wizard)


def to_servers(seat, address):
    wizard = to_address(seat, address)
    wizard.press("Find Settings")
    wizard.heading("No Settings Were Found")
    check_names(wizard, "nothing found")
    wizard.sees("Who can help")
    wizard.find("push button", "Correct the Address")
    wizard.press("Enter Server Names")
    wizard.heading("Enter the Servers")
    wizard.resize(860, 1000)  # all three in sight
    return wizard


def type_server(wizard, number, host, username):
    wizard.fill(wizard.matches("text", "Server")[number], host)
    wizard.fill(wizard.matches("text", "User name")[number], username)


@case("nothing found: servers that are typed are tested, and work")
def _(seat):
    wizard = to_servers(seat, "anna@nosuch.test")
    check_names(wizard, "servers")
    type_server(wizard, 0, "imap good test", GOOD)
    wizard.press("Test Settings")
    wizard.sees("“imap good test” is not a name")
    type_server(wizard, 0, " imaps://somebody:secret@imap.good.test:993/ ", GOOD)
    type_server(wizard, 1, "pop.good.test", GOOD)
    wizard.press("Test Settings")
    wizard.find("password text", "")  # nothing was found, and nothing says so
    wizard.sees("imap.good.test")
    expect(not wizard.shows("secret"), "keeps the password of a link")
    wizard.type_into("Password", seat.password(GOOD))
    wizard.press("Test Settings")
    wizard.heading("Both Work")
    wizard.sees("Receiving by IMAP, works")
    check_names(wizard, "test")
    wizard.press("Back")
    check_wiped(wizard)
    wizard.press("Back")
    wizard.heading("Enter the Servers")
    words = wizard.matches("text", "Server")[0].get_text_iface()
    expect(words.get_text(0, -1) == "imap.good.test", "what was typed is gone")


@case("a guessed server: nothing goes there until the box is ticked")
def _(seat):
    wizard = to_address(seat, "anna@guess.test")
    wizard.press("Find Settings")
    wizard.press("Continue")
    wizard.heading("Send the Password to This Server?")
    check_names(wizard, "consent")
    button = wizard.find("push button", "Use This Server")
    expect(not wizard.has_state(button, "SENSITIVE"), "a guess is accepted without a tick")


def time_to_stop(wizard, words):
    """Milliseconds from the press of the button until the page says that it is over."""
    button = wizard.waits(lambda: next((item for item in wizard.matches("push button", words)
                                        if wizard.has_state(item, "SENSITIVE")), None), words)
    heading = wizard.find("heading")
    before, begin = text(heading), time.monotonic()
    button.get_action_iface().do_action(0)
    end = begin + PATIENCE_S
    while text(heading) == before and time.monotonic() < end:
        pass  # each look is a question to the program, and its answer
    expect(text(heading) != before, f"{words!r} does not end {before!r}")
    return (time.monotonic() - begin) * 1000


def while_looking(seat):
    wizard = to_address(seat, "anna@silent.test")
    wizard.press("Find Settings")
    wizard.heading("Looking for Settings")
    return wizard, "Stop Looking"


def while_testing(seat):
    wizard = to_test(seat, "anna@slowauth.test", "certainly not this")
    wizard.sees("Signing in")
    return wizard, "Stop"


def while_measuring(seat):
    wizard = seat.begin()
    wizard.choose("POP3 or IMAP?")
    wizard.type_into("Address", SLOW_TO_MEASURE)
    wizard.press("Measure the Mailbox")
    wizard.press("Continue")
    wizard.type_into("Password", seat.password(SLOW_TO_MEASURE))
    wizard.press("Test Settings")
    wizard.sees("Measuring")
    return wizard, "Stop"


@case("cancel while looking for settings, while testing, and while measuring the mailbox")
def _(seat):
    # the stacks of allocations, for the search for leaks, cost a multiple of what is measured here
    seat.environment = {"ASAN_OPTIONS": "detect_leaks=0"}
    for phase in (while_looking, while_testing, while_measuring):
        took = []
        while not took or (min(took) > STOP_MS and len(took) < STOP_TRIES):
            wizard, button = phase(seat)
            took.append(time_to_stop(wizard, button))
            wizard.close()
        print(f"# {phase.__name__}: over {', '.join(f'{ms:.0f}' for ms in took)} ms after the "
              "press", flush=True)
        expect(min(took) <= STOP_MS, f"{phase.__name__}: does not stop within {STOP_MS} ms")


@case("by the keyboard alone")
def _(seat):
    wizard = seat.begin()
    wizard.heading("Choose a Task")
    wizard.keys("alt+s")
    wizard.heading("Enter the Email Address")
    wizard.write(GOOD)
    wizard.keys("Return")
    wizard.heading("Settings Found")
    wizard.keys("ctrl+Return")
    wizard.find("password text", "")
    wizard.write(seat.password(GOOD))
    wizard.keys("ctrl+Return")
    wizard.heading("All Three Work")
    wizard.keys("ctrl+Return")
    wizard.heading("A Few Questions")
    wizard.keys("alt+Left")
    wizard.heading("All Three Work")
    check_loaders(wizard)


@case("closing the window in the middle of a test ends the program")
def _(seat):
    wizard = to_address(seat, "anna@silent.test")
    wizard.press("Find Settings")
    wizard.heading("Looking for Settings")
    wizard.activate()
    wizard.keys("ctrl+q")
    try:
        wizard.process.wait(PATIENCE_S)
    except subprocess.TimeoutExpired:
        raise Fault("still there") from None
