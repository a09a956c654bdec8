"""POP3 or IMAP: the questions, the answer, and what happens if."""
from screen import Fault, expect, text
from seat import GOOD, case, check_names, to_test
from tour import WHAT_IFS


@case("the question alone, answered without measuring: there is something to keep")
def _(seat):
    wizard = seat.begin()
    wizard.choose("POP3 or IMAP?")
    wizard.press("Answer Without Measuring")
    wizard.heading("A Few Questions")
    wizard.press("See What Fits")
    wizard.find("push button", "Use IMAP")
    wizard.press("Use IMAP")
    wizard.heading("All Done")
    check_names(wizard, "done without measuring")
    wizard.press("Copy the settings")
    wizard.find("push button", "Copied")
    sheet = seat.screen.clipboard()
    for part in ("Answer: ", "\nOriginal: ", "\nSecond copy: ", "Keep Sent, Drafts, Trash and Junk",
                 "No server was asked"):
        expect(part in sheet, f"without {part!r}: {sheet}")
        wizard.sees(part.strip())


def tab_to(wizard, role, words, most=40):
    """By Tab alone, from wherever the focus is. What was scrolled into sight just now may still
    count as not showing."""
    def focused():
        return next((item for item in wizard.walk(only_showing=False)
                     if wizard.has_state(item, "FOCUSED")), None)

    for _ in range(most):
        at = wizard.waits(focused, "focus")
        if at.get_role_name() == role and words in text(at):
            return
        wizard.keys("Tab")
        wizard.waits(lambda: focused() not in (None, at), "another focus")
    raise Fault(f"Tab never comes to the {role} {words!r}")


@case("the question alone, by the keyboard: asked why, answered, explained, to the end")
def _(seat):
    wizard = seat.begin()
    wizard.heading("Choose a Task")
    tab_to(wizard, "list item", "POP3 or IMAP?")
    wizard.keys("Return")
    wizard.heading("Enter the Email Address")
    wizard.keys("alt+a")
    wizard.heading("A Few Questions")
    wizard.sees("What is read or deleted on one device should look the same on the others.")
    tab_to(wizard, "radio button", "One")
    wizard.keys("space")
    wizard.sees("Is a backup of this computer made?")
    tab_to(wizard, "list item", "More About the Situation")
    wizard.keys("space")
    tab_to(wizard, "check box", "Often offline")
    wizard.keys("space")
    wizard.keys("ctrl+Return")
    wizard.find("push button", "Use IMAP")
    check_names(wizard, "recommendation without measuring")
    for name in ("Often Heard", "Where is the original?"):
        tab_to(wizard, "toggle button", name)
        said = wizard.find("toggle button", name).get_description()
        expect(said.endswith("."), f"{name!r} says {said!r}")
        wizard.keys("Return")
        wizard.waits(lambda: wizard.shows(said), f"the text of {name!r}")
        wizard.keys("Escape")
        wizard.waits(lambda: not wizard.shows(said), f"the end of {name!r}")
    wizard.keys("alt+w")
    wizard.heading("What Happens If")
    wizard.keys("Left")
    pictures_of(wizard, "Meanwhile")
    wizard.keys("alt+Left")
    wizard.find("push button", "Use IMAP")
    wizard.keys("alt+w")
    wizard.heading("What Happens If")
    wizard.keys("Escape")
    wizard.find("push button", "Use IMAP")
    wizard.keys("ctrl+Return")
    wizard.heading("All Done")


@case("what if: each scenario is stepped through, said and in a table")
def _(seat):
    wizard = to_test(seat, GOOD)
    wizard.heading("All Three Work")
    wizard.press("Continue")
    wizard.press("See What Fits")
    wizard.press("What Happens If")
    wizard.heading("What Happens If")
    check_names(wizard, "what if")
    seen = set()
    for number, scenario in enumerate(WHAT_IFS):
        shown = tuple(item.get_description() for item in wizard.matches("image", ", After"))
        wizard.choose_of("What happens", number, scenario)
        if number:  # the first is chosen already
            wizard.waits(lambda: pictures_of(wizard, "After") != shown, f"pictures of {scenario!r}")
        seen.add(pictures_of(wizard, "After"))
    expect(len(seen) == len(WHAT_IFS), "two scenarios end alike")
    before = tuple(item.get_description() for item in wizard.matches("image", ", Before"))
    for _ in range(2):
        wizard.press("Step Back")
    expect(pictures_of(wizard, "Before") == before, "the first step is not what was before")
    wizard.press("Step Forward")
    pictures_of(wizard, "Meanwhile")
    wizard.focus(wizard.heading("What Happens If"))
    wizard.keys("Right")
    after = pictures_of(wizard, "After")
    check_twin(wizard, before[0], after[0])


def pictures_of(wizard, frame):
    """What the second picture of IMAP and that of POP say, once they are of this frame."""
    def found():
        pictures = [item for item in wizard.matches("image", f", {frame}")
                    if item.get_description().startswith(frame)]
        # what was before has a picture of its own beside it
        return len(pictures) == (4 if frame == "Before" else 2) and pictures
    pictures = wizard.waits(found, f"pictures of {frame!r}")
    return tuple(item.get_description() for item in pictures[::2 if frame == "Before" else 1])


def check_twin(wizard, before, after):
    """The table says the same as the two pictures."""
    wizard.press("Show as a Table", "toggle button")
    cells = wizard.waits(lambda: [text(item) for item in wizard.walk()
                                  if item.get_role_name() == "table cell"], "table")
    rows = [cells[n:n + 3] for n in range(0, len(cells), 3)]
    for place, today, later in rows:
        expect(today in before and later in after, f"the table says otherwise of {place}")
    expect(len(rows) >= 2, f"a table of {cells}")
