"""What the wizard may not do behind a person's back: make a server that was found one that somebody
typed, lose a question, or ask who was not to be asked."""
from screen import PATIENCE_S, expect, text
from seat import GOOD, bars_of, case, to_address

ODD, GUESS = "anna@oddport.test", "anna@guess.test"
DOUBT = "Nothing proves that this is the right server."
ODD_DOUBT = "Mail is not usually served on this port."
QUESTION = "Send the Password to This Port?"
DATABASE = "public provider database autoconfig.thunderbird.net"


def to_found(seat, address):
    wizard = to_address(seat, address)
    wizard.press("Find Settings")
    wizard.heading("Settings Found")
    return wizard


def doubts(wizard, words):
    return sum(words in text(item) for item in wizard.walk() if item.get_role_name() == "label")


def waits_for_doubts(wizard, words, number):
    wizard.waits(lambda: doubts(wizard, words) == number or None, f"{number} of {words!r}")


def is_asked_about_the_port(wizard):
    wizard.heading(QUESTION)
    expect(not wizard.matches("password text", ""), "asks for the password behind the question")
    wizard.sees("6379")


@case("Escape on what was found takes no question away")
def _(seat):
    wizard = to_found(seat, ODD)
    wizard.activate()
    wizard.keys("Escape")
    wizard.press("Continue")
    is_asked_about_the_port(wizard)


@case("the way round by the servers by hand takes no question away either")
def _(seat):
    wizard = to_found(seat, ODD)
    wizard.press("Continue")
    wizard.heading(QUESTION)
    wizard.press("Enter Another Server")
    wizard.heading("Enter the Servers")
    wizard.resize(860, 1000)
    waits_for_doubts(wizard, ODD_DOUBT, 1)
    wizard.press("Test Settings")
    is_asked_about_the_port(wizard)


@case("each of several questions is asked, one after the other")
def _(seat):
    wizard = to_found(seat, GUESS)
    wizard.waits(lambda: wizard.has_state(wizard.find("push button", "Continue"), "SENSITIVE"),
                 "Continue")
    wizard.keys("Return")  # the focus is on the heading
    asked = set()
    for _ in range(3):
        wizard.heading("Send the Password to This Server?")
        host = wizard.waits(lambda: next((text(item) for item in wizard.matches("label", "")
                                          if text(item).endswith(".guess.test")
                                          and "@" not in text(item)
                                          and text(item) not in asked), None), "another host")
        asked.add(host)
        wizard.waits(lambda: wizard.matches("check box", "A page or letter"), "box to tick")
        expect(not wizard.has_state(wizard.find("check box", "A page or letter"), "CHECKED"),
               "ticked already")
        wizard.press("A page or letter", "check box")
        wizard.press("Use This Server")
    wizard.find("password text", "")


@case("a mark of doubt goes when somebody changes the server, and not before")
def _(seat):
    wizard = to_found(seat, GUESS)
    wizard.press("Enter Server Names")
    wizard.heading("Enter the Servers")
    wizard.resize(860, 1000)
    all_of_them = len([item for item in wizard.matches("text", "Server")
                       if item.get_text_iface().get_text(0, -1)])
    waits_for_doubts(wizard, DOUBT, all_of_them)
    port = wizard.matches("text", "Port")[0]
    before = port.get_text_iface().get_text(0, -1)
    wizard.fill(port, "99999")
    wizard.press("Test Settings")
    wizard.sees("The port is a number from 1 to 65535.")
    waits_for_doubts(wizard, DOUBT, all_of_them - 1)
    wizard.fill(port, before)
    waits_for_doubts(wizard, DOUBT, all_of_them)
    wizard.fill(wizard.matches("text", "Server")[0], "imap.good.test")
    waits_for_doubts(wizard, DOUBT, all_of_them - 1)
    wizard.fill(wizard.matches("text", "Server")[0], "")
    wizard.press("Test Settings")
    wizard.heading("Send the Password to This Server?")


@case("the support desk: the database is named before it is asked, and can be left out")
def _(seat):
    wizard = seat.begin("--task", "find-out", has_motion=False)
    wizard.sees(DATABASE)
    wizard.press("Servers, if known", "toggle button")
    wizard.sees("Where to Look")
    header = wizard.find("list item", "Where to Look")
    wizard.activate()
    wizard.focus(header)
    wizard.keys("Return")
    wizard.press("Public Provider Database", "toggle button")
    wizard.sees("Nothing is sent to third parties.")
    wizard.keys("Escape")
    wizard.type_into("Email address", GOOD)
    wizard.press("Check")
    wizard.find("password text")
    bars = bars_of(wizard)
    expect(not any("thunderbird" in bar for bar in bars), f"the database was asked: {bars}")


@case("the support desk: --deny is heard")
def _(seat):
    wizard = seat.begin("--task", "find-out", "--deny", "database", has_motion=False)
    wizard.sees("Nothing is sent to third parties.")
    expect(not wizard.shows(DATABASE), "who is not asked is named")
    wizard.activate()
    wizard.keys("ctrl+q")  # a process of its own has no name on the bus
    expect(wizard.process.wait(PATIENCE_S) == 0, wizard.complaint())
