"""A walk past every page and window of the wizard, in whatever language it speaks.

A stop of the tour is `shoot (name, moves=False, is_own_size=False)`; what is typed and pressed in
between is the shortest way to the next one. Words are given as in the source and looked up in the
catalogue."""

import gettext
from pathlib import Path

from screen import text

GOOD = "anna@good.test"
WHAT_IFS = ("Phone Deletes", "Computer Breaks", "No Internet", "Mailbox Full", "Account Locked",
            "Server Moves")


class Words:
    """What the program shows for a text of its source; both without mnemonics."""

    def __init__(self, catalogue=None):
        self._shown = {}
        if catalogue:
            with open(catalogue, "rb") as file:
                known = gettext.GNUTranslations(file)._catalog
            # what depends on a number is known by (text, form): the first form is that of one
            self._shown = {plain(key if isinstance(key, str) else key[0]): plain(shown)
                           for key, shown in known.items()
                           if isinstance(key, str) or key[1] == 0}

    def __call__(self, words):
        return self._shown.get(words, words)


def plain(words):
    return words.replace("_", "")


class Tour:
    def __init__(self, wizard, words, shoot, lab):
        self.wizard, self.say, self.shoot = wizard, words, shoot
        self.lab = Path(lab)

    # Doing, by the words of the source

    def press(self, words, role="push button"):
        self.wizard.press(self.say(words), role)

    def heading(self, words):
        return self.wizard.heading(self.say(words))

    def sees(self, words):
        return self.wizard.sees(self.say(words))

    def back(self, heading):
        self.press("Back")
        self.heading(heading)

    def choose(self, words):
        self.wizard.choose(self.say(words))

    def ready(self, words):
        """Waits until the button can be pressed."""
        self.wizard.waits(lambda: any(self.wizard.has_state(item, "SENSITIVE") for item in
                                      self.wizard.matches("push button", self.say(words))),
                          f"{words!r} that can be pressed")

    def tested(self):
        """Waits for the end of the test, whatever came of it."""
        buttons = [self.say(words) for words in ("Continue", "Continue Anyway", "Test Again")]
        self.wizard.waits(lambda: any(
            text(item) in buttons and self.wizard.has_state(item, "SENSITIVE")
            for item in self.wizard.matches("push button", "")), "end of the test")

    def password(self, address):
        return (self.lab / "passwords" / address).read_text().strip()

    # Ways

    def look_for(self, address):
        self.wizard.type_into(self.say("Email Address"), address)
        self.press("Find Settings")

    def to_password(self, address):
        self.look_for(address)
        self.press("Continue")
        self.heading("Enter the Password")

    def test(self, address, password=None):
        self.to_password(address)
        self.wizard.type_into(self.say("Password"), password or self.password(address))
        self.press("Test Settings")

    def back_to(self, heading):
        """Back, as often as it takes."""
        while self.shown() != self.say(heading):
            page = self.shown()
            self.press("Back")
            self.wizard.waits(lambda: self.shown() != page, f"page before {page!r}")

    def to_address(self):
        self.back_to("Enter the Email Address")

    def shown(self):
        """The heading of the page, which may have to be scrolled to."""
        self.wizard.scroll_to(end=False)
        return text(self.wizard.find("heading"))


def look_at_keys(wizard, shoot):
    """The window of the shortcuts, of a wizard that is not spoken: it is GTK's own, and what it
    tells a screen reader, GTK itself complains about."""
    wizard.opens_window(lambda: wizard.keys("ctrl+question"))
    shoot("shortcuts", is_own_size=True)


def at_help(way, name, heading, work):
    """In a window of its own; the manual is in English."""
    window = way.wizard.opens_window(work)
    way.wizard.heading(heading)
    way.shoot(name)
    way.wizard.closes_window(window, lambda: way.wizard.keys("Escape"))


def at_start(way):
    way.shoot("start")
    at_help(way, "help", "Waypost", lambda: way.wizard.keys("F1"))
    way.choose("POP3 or IMAP?")
    way.heading("Enter the Email Address")
    way.shoot("address-choose")
    way.back_to("Choose a Task")


def at_address(way):
    way.shoot("address-empty")
    way.wizard.type_into(way.say("Email Address"), "anna@gmail,com")
    way.sees("This is not an address yet.")
    way.shoot("address-wrong")
    way.wizard.type_into(way.say("Email Address"), "anna@gmail.com")
    way.sees("Gmail")
    way.shoot("address-known")


def while_looking(way):
    way.look_for("anna@blackhole.test")
    way.wizard.sees("imap.blackhole.test")
    way.shoot("looking", moves=True)
    way.to_address()
    way.look_for(GOOD)
    way.heading("Settings Found")
    way.shoot("found")
    way.to_address()


def by_hand(way):
    way.look_for("anna@nosuch.test")
    way.heading("No Settings Were Found")
    way.shoot("nothing-found")
    way.press("Enter Server Names…")
    way.heading("Enter the Servers")
    way.shoot("servers-empty")
    way.to_address()
    way.look_for("anna@guess.test")
    way.press("Enter Server Names…")
    way.heading("Enter the Servers")
    way.shoot("servers")
    way.to_address()


def at_decisions(way):
    way.look_for("anna@guess.test")
    way.press("Continue")
    way.heading("Send the Password to This Server?")
    way.shoot("consent")
    way.to_address()


def at_passwords(way):
    way.to_password("anna@noted.test")
    way.shoot("password-note")
    way.to_address()
    way.to_password(GOOD)
    way.shoot("password")
    way.to_address()


def at_tests(way):
    way.test("anna@slowauth.test", "certainly not this")
    way.heading("Testing")
    way.shoot("test-running", moves=True)
    way.tested()
    way.shoot("test-failed")
    way.to_address()
    way.test("anna@two.test")
    way.tested()
    way.shoot("test-partly")
    way.press("Enter the Password for Sending…")
    way.wizard.find("password text")
    way.shoot("password-sending")
    way.press("Use the Same Password for Sending")
    way.to_address()
    way.look_for("anna@selfsigned.test")
    way.press("Continue")
    way.tested()
    way.shoot("test-certificate")
    at_help(way, "help-finding", "identifies itself only by its own word",
            lambda: way.press("Show How to Fix It"))
    way.to_address()


def to_the_end(way):
    way.test(GOOD)
    way.tested()
    way.shoot("test")
    way.press("Continue")
    way.heading("A Few Questions")
    way.shoot("questions")
    way.press("See What Fits")
    way.wizard.find("push button", way.say("Use IMAP"))
    way.shoot("recommendation")
    way.press("What Happens If…")
    way.heading("What Happens If…")
    for number, scenario in enumerate(WHAT_IFS):
        way.wizard.choose_of(way.say("What happens"), number, way.say(scenario))
        way.shoot("what-if-" + scenario.lower().replace(" ", "-"))
    way.press("Back")
    way.press("Use IMAP")
    way.heading("Save For…")
    way.shoot("save")
    way.wizard.press(way.say("Save for %u Program").replace("%u", "1"))
    way.heading("All Done")
    way.shoot("done")
    way.press("Another Task")
    way.heading("Choose a Task")


def ask_open(way):
    """By the button; where there is no room for it, by the menu."""
    if way.wizard.matches("push button", way.say("Open a saved report")):
        way.press("Open a saved report")
        return
    way.press("Main menu", "toggle button")
    words = way.say("Open a Saved Report…")
    way.wizard.press(words, way.wizard.sees(words).get_role_name())


def at_the_desk(way):
    way.wizard.opens_window(lambda: way.choose("Find Out Why Email Fails"))
    way.wizard.find("text", way.say("Email address"))
    way.shoot("desk-empty")
    way.wizard.type_into(way.say("Email address"), "anna@two.test")
    way.press("Check")
    way.wizard.find("password text")
    way.shoot("desk-asks")
    way.wizard.fill(way.wizard.find("password text"), way.password("anna@two.test"))
    way.press("Test")
    way.ready("Run Again")
    way.shoot("desk")
    way.wizard.scroll_to(end=True)
    is_folded = way.wizard.matches("push button", way.say("Explain"))
    if is_folded:
        way.press("Explain")
    way.shoot("desk-customer")
    way.press("For the technician", "radio button")
    way.shoot("desk-technician")
    if is_folded:
        way.press("Back")
    way.wizard.scroll_to(end=False)
    way.press("Show as a table", "toggle button")
    way.shoot("desk-table")
    way.press("Show as a table", "toggle button")
    report = str(way.wizard.home / "report.json")
    way.wizard.name_file(lambda: way.press("Save Report…"), report, way.say("Save"),
                         lambda: way.shoot("desk-save", is_own_size=True))
    way.wizard.name_file(lambda: ask_open(way), report, way.say("Open"),
                         lambda: way.shoot("desk-open", is_own_size=True))
    way.ready("Copy Answer")
    way.wizard.waits(lambda: not way.wizard.has_state(
        way.wizard.find("push button", way.say("Save Report…")), "SENSITIVE"), "case of a file")
    way.shoot("desk-file")


START, ADDRESS = "Choose a Task", "Enter the Email Address"
PARTS = (  # and on which page they begin
    (at_start, START), (at_address, ADDRESS), (while_looking, ADDRESS), (by_hand, ADDRESS),
    (at_decisions, ADDRESS), (at_passwords, ADDRESS), (at_tests, ADDRESS), (to_the_end, ADDRESS),
    (at_the_desk, START))


def visit(way, part, page):
    """One part of the tour, from wherever the one before it ended."""
    if page == ADDRESS and way.shown() == way.say(START):
        way.choose("Set Up Email")
        way.heading(ADDRESS)
    way.back_to(page)
    part(way)
