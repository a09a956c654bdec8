"""The support desk: the time line, the answer in two voices, reports."""
import datetime
import json
import re
import shutil
import subprocess

from screen import PATIENCE_S, Fault, expect, text
from seat import (
    BROKEN, GOOD, SECRET, answer_at_desk, bars_of, case, check_names, eye_of, press_exactly,
    timeline_of, to_desk, typed,
)


@case("the support desk: what was found by whom, and an answer that can be sent as it stands")
def _(seat):
    wizard = to_desk(seat, GOOD, "not the password")
    wizard.heading(": login refused")
    bars = bars_of(wizard)
    for part in ("Login, ", "SRV _imaps._tcp", f"MX {GOOD.partition('@')[2]}",
                 "autoconfig.good.test", "imap.good.test, "):
        expect(any(bar.startswith(part) for bar in bars), f"no bar of {part!r}: {bars}")
    check_names(wizard, "desk")
    wizard.press("Copy Answer")
    wizard.sees("The answer was copied.")
    answer = seat.screen.clipboard()
    expect("What to do:\n1. " in answer, f"no steps: {answer}")
    for word in ("AUTHENTICATIONFAILED", "--", "[auth.", "not the password"):
        expect(word not in answer, f"a customer reads {word!r}: {answer}")
    wizard.press("For the technician", "radio button")
    wizard.press("Copy Answer")
    wizard.waits(lambda: "AUTHENTICATIONFAILED" in seat.screen.clipboard(),
                 "answer for who searches a log")


@case("the support desk: bars by the keyboard, panes by F6")
def _(seat):
    wizard = to_desk(seat, GOOD, seat.password(GOOD))
    wizard.heading("Everything works.")
    wizard.sees("Settings Sheet")
    wizard.press("Copy Answer")
    wizard.waits(lambda: re.search(r"Incoming \(IMAP\)\n  Server: imap\.good\.test\n  Port: \d+\n"
                                   r".*Outgoing \(SMTP\)\n  Server: smtp\.good\.test\n",
                                   seat.screen.clipboard(), re.DOTALL), "settings in the answer")
    wizard.activate()
    wizard.focus(timeline_of(wizard))
    bars = bars_of(wizard)
    for key, bar in (("Home", bars[0]), ("Down", bars[1]), ("Up", bars[0]), ("End", bars[-1])):
        wizard.keys(key)
        wizard.sees(f"{bar.split(',')[0]}: ")
    wizard.keys("Return")
    wizard.waits(lambda: text(wizard.focused()) == "For the customer", "way to the explanation")
    for name in ("Run Again", "Email address", GOOD, "steps in", "For the customer"):
        wizard.keys("F6")
        wizard.waits(lambda: name in text(wizard.focused()), f"F6 to {name}")


@case("the support desk: run again asks for the password, and looks for no servers")
def _(seat):
    wizard = to_desk(seat, GOOD, None)
    wizard.heading("No Login Was Made")
    wizard.sees("Tests the same servers.")
    expect(any("SRV " in bar for bar in bars_of(wizard)), "no search was made")
    wizard.press("Run Again")
    wizard.find("password text")
    wizard.activate()
    wizard.keys("F5")  # it runs already
    expect(wizard.find("push button", "Stop"), "testing again has stopped the test")
    answer_at_desk(wizard, seat.password(GOOD))
    wizard.heading("Everything works.")
    expect(not any("SRV " in bar for bar in bars_of(wizard)), "servers were looked for again")
    report = wizard.home / "report.json"
    wizard.name_file(lambda: wizard.press("Save Report"), report, "Save",
                     lambda: check_proposed(wizard, "good.test"))
    wizard.sees("The report was saved as report.json.")
    expect(report.stat().st_mode & 0o777 == 0o600, "others can read the report")
    expect(seat.password(GOOD) not in report.read_text(), "the report has the password")


def check_proposed(wizard, domain):
    """The name of a file in the dialog that is open: domain and day, nobody's name."""
    entry = next(item for item in wizard.walk(wizard.find("file chooser"))
                 if item.get_role_name() == "text" and wizard.has_state(item, "EDITABLE"))
    name = entry.get_text_iface().get_text(0, -1)
    expect(re.fullmatch(rf"{re.escape(domain)}-\d{{4}}-\d\d-\d\d\.json", name),
           f"the report is to be called {name!r}")


@case("the support desk: sending has a password of its own, asked for on demand and once more")
def _(seat):
    wizard = seat.begin("--task", "find-out", has_motion=False)
    wizard.type_into("Email address", BROKEN)
    wizard.press("Check")
    wizard.fill(wizard.find("password text"), seat.password(BROKEN))
    expect(len(wizard.matches("password text", "")) == 1, "two passwords are asked for unasked")
    wizard.press("Sending Needs Another Password")
    wizard.find("password text", "Password for Sending")
    check_names(wizard, "desk, two passwords")
    expect(not press_exactly(wizard, "Test"), "only one of two passwords is enough")
    wizard.press("Use the Same Password for Sending")
    answer_at_desk(wizard, seat.password(BROKEN))
    wizard.heading("login not accepted for sending")
    wizard.press("Run Again")
    entry = wizard.find("password text", "Password for Sending")
    expect(typed(entry) == 0, "a password was kept")
    wizard.fill(entry, seat.password(f"{BROKEN}.smtp"))
    answer_at_desk(wizard, seat.password(BROKEN))
    wizard.heading("Everything works.")
    report = wizard.home / "report.json"
    wizard.name_file(lambda: wizard.press("Save Report"), report, "Save")
    wizard.sees("The report was saved as report.json.")


@case("the support desk: what is easily mistaken in a password is said while it is typed")
def _(seat):
    wizard = seat.begin("--task", "find-out", has_motion=False)
    wizard.type_into("Email address", GOOD)
    wizard.press("Check")
    entry = wizard.fill(wizard.find("password text"), "blank ")
    wizard.sees("There is a blank at the beginning or at the end.")
    wizard.fill(entry, "")
    wizard.activate()
    wizard.focus(entry)
    wizard.keys("Return")
    wizard.sees("Type the password here, or press Test Without Password.")
    wizard.fill(entry, "x")
    for is_on in (True, False):
        subprocess.run(["xdotool", "key", "Caps_Lock"], check=True, timeout=PATIENCE_S)
        wizard.waits(lambda: wizard.shows("Caps Lock is on.") == is_on, f"Caps Lock {is_on}")


@case("the support desk: a report of anybody's, as long as can be")
def _(seat):
    first = to_desk(seat, GOOD, "not the password")
    report = first.home / "long.json"
    first.name_file(lambda: first.press("Save Report…"), report, "Save")
    first.close()
    whole = json.loads(report.read_text())
    steps = whole["steps"]
    login = next(step for step in steps if step["verb"] == "login"
                 and step["outcome"] == "login-refused")
    other = [{**step, "evidence": {}, "transcript": []} for step in steps if step is not login]
    whole["steps"] = [{**step, "id": n + 1} for n, step in enumerate(
        [*(other * 200)[:400], login, *(other * 100)[:600]])]
    finding = whole["findings"][0]
    finding["steps"] = [401]
    whole["findings"] = [finding] + [{**finding, "steps": []} for _ in range(60)]
    long = first.home / "long.json"
    long.write_text(json.dumps(whole, separators=(",", ":")))
    wizard = seat.begin()
    shutil.copy(long, wizard.home / "long.json")
    wizard.heading("Choose a Task")
    wizard.name_file(lambda: wizard.press("Open a Saved Report"), wizard.home / "long.json", "Open")
    wizard.find("list item", GOOD)
    bars = bars_of(wizard)
    expect(len(bars) <= 5 * 49, f"{len(bars)} bars")
    expect(any(" more, in the saved report" in bar for bar in bars), f"nothing is cut: {bars}")
    expect(any(bar.startswith("Login, ") and "does not work" in bar for bar in bars),
           f"what failed is not shown: {bars}")
    wizard.scroll_to(end=True)
    wizard.sees("And 48 more")
    wizard.scroll_to(end=False)
    wizard.press("Show as a table", "toggle button")
    wizard.find("table cell", " more, in the saved report")


@case("the support desk: servers are gone through from the first to the last")
def _(seat):
    wizard = seat.begin("--task", "find-out", has_motion=False)
    wizard.find("text", "Email address")
    wizard.press("Servers, if known", "toggle button")
    wizard.sees("Only these are checked")
    names = [text(item) for item in wizard.walk() if item.get_role_name() == "text"
             and text(item) in ("IMAP", "POP3", "SMTP")]
    expect(names == ["IMAP", "POP3", "SMTP"], f"read out as {names}")
    wizard.waits(lambda: text(wizard.focused()) == "IMAP", "focus in the first one")


@case("the support desk: servers that were checked for one domain are not those of the next one")
def _(seat):
    wizard = seat.begin("--task", "find-out", has_motion=False)
    wizard.type_into("Email address", GOOD)
    wizard.press("Servers, if known", "toggle button")
    wizard.type_into("IMAP", "imap.good.test:993,tls")
    wizard.keys("Escape")
    wizard.press("Check")
    wizard.sees("goes only to imap.good.test,")
    wizard.press("Test Without Password")
    wizard.heading("No Login Was Made")
    wizard.find("toggle button", "Servers, if known: 1 is given")
    wizard.type_into("Email address", BROKEN)
    wizard.press("Check")
    wizard.sees("goes only to imap.two.test, pop.two.test, smtp.two.test,")
    wizard.press("Test Without Password")
    # Typed since, they go with what is typed next.
    wizard.type_into("Email address", "")
    wizard.press("Servers, if known", "toggle button")
    wizard.type_into("IMAP", "imap.good.test:993,tls")
    wizard.keys("Escape")
    wizard.type_into("Email address", GOOD)
    wizard.press("Check")
    wizard.sees("goes only to imap.good.test,")


@case("the support desk: Check of what is being checked goes to it, and makes no second case")
def _(seat):
    wizard = seat.begin("--task", "find-out", has_motion=False)
    wizard.type_into("Email address", GOOD)
    wizard.press("Check")
    wizard.fill(wizard.find("password text"), SECRET)
    wizard.press("Check")
    wizard.waits(lambda: wizard.has_state(wizard.find("password text"), "FOCUSED"),
                 "focus on the question that is open")
    expect(typed(wizard.find("password text")) == len(SECRET), "what was typed is lost")
    expect(len(wizard.matches("list item", GOOD)) == 1, "it is checked twice")
    wizard.type_into("Email address", BROKEN)
    wizard.press("Check")
    wizard.find("list item", BROKEN)
    wizard.type_into("Email address", GOOD)
    wizard.press("Check")
    wizard.waits(lambda: wizard.has_state(wizard.find("list item", GOOD), "SELECTED"),
                 "choice of the one that is under way")
    expect(len(wizard.matches("list item", GOOD)) == 1, "it is checked once more")
    wizard.press("Stop")
    wizard.find("list item", f"{GOOD}, not tested: ")


@case("the support desk: in place of the start page it has the size of its window")
def _(seat):
    for size in ((360, 640), (1000, 700)):
        wizard = seat.begin(has_motion=False)
        wizard.heading("Choose a Task")
        wizard.resize(*size)
        wizard.choose("Find Out Why Email Fails")
        wizard.find("text", "Email address")
        wizard.waits(lambda: wizard.area()[2:] == size, f"a desk of {size}")
        wizard.press("Back")
        wizard.heading("Choose a Task")
        wizard.waits(lambda: wizard.area()[2:] == size, f"a start page of {size}")
        wizard.close()


@case("the support desk: a password that was typed goes with its question")
def _(seat):
    wizard = seat.begin("--task", "find-out", has_motion=False)
    wizard.type_into("Email address", GOOD)
    wizard.press("Check")
    entry = wizard.fill(wizard.find("password text"), SECRET)
    expect(typed(entry) == len(SECRET), "nothing was typed")
    answer_at_desk(wizard, None)
    wizard.heading("No Login Was Made")
    wizard.press("Run Again")
    entry = wizard.find("password text")
    expect(typed(entry) == 0, "what was typed for the question before is still there")
    eye_of(wizard, entry, "Show password")


@case("the support desk: back to the start page; the cases are there again, and no password")
def _(seat):
    wizard = to_desk(seat, GOOD, None)
    wizard.heading("No Login Was Made")
    wizard.press("Run Again")
    wizard.fill(wizard.find("password text"), SECRET)
    wizard.activate()
    wizard.keys("alt+Left")
    wizard.heading("Choose a Task")
    expect(not wizard.shows(GOOD), "the desk is still there")
    wizard.choose("Find Out Why Email Fails")
    wizard.find("list item", GOOD)
    wizard.waits(lambda: not wizard.matches("password text", ""), "end of the question")
    wizard.press("Run Again")
    entry = wizard.find("password text")
    expect(typed(entry) == 0, "what was typed before is still there")
    answer_at_desk(wizard, seat.password(GOOD))
    wizard.heading("Everything works.")
    wizard.press("Back")
    wizard.heading("Choose a Task")
    wizard.activate()
    wizard.keys("ctrl+q")
    try:
        wizard.process.wait(PATIENCE_S)
    except subprocess.TimeoutExpired:
        raise Fault("a desk that was put aside keeps the program from ending") from None


@case("the support desk in a narrow window: its title, a way to each pane, and who is asked")
def _(seat):
    wizard = seat.begin("--task", "find-out", has_motion=False)
    wizard.find("text", "Email address")
    wizard.resize(360, 640)
    wizard.sees("Why Email Fails")
    expect(not wizard.matches("push button", "Open a saved report"), "no room for the title")
    wizard.press("Where to Look…")
    wizard.waits(lambda: text(wizard.focused()).startswith("Where to Look"), "focus on the places")
    wizard.find("toggle button", "Public Provider Database")
    wizard.activate()
    wizard.keys("Escape")
    wizard.waits(lambda: not wizard.matches("toggle button", "Public Provider Database"),
                 "end of the servers")
    wizard.type_into("Email address", GOOD)
    wizard.press("Check")
    wizard.press("Test Without Password")
    wizard.heading("No Login Was Made")
    wizard.press("Back")
    wizard.find("list item", GOOD)
    wizard.press("Back")
    wizard.heading("Choose a Task")


@case("the support desk: whatever it shows has names, and the voices are two")
def _(seat):
    wizard = seat.begin("--task", "find-out")
    wizard.type_into("Email address", BROKEN)
    check_names(wizard, "desk, empty")
    wizard.press("Servers, if known", "toggle button")
    wizard.sees("Only these are checked")
    check_names(wizard, "desk, servers")
    wizard.activate()
    wizard.keys("Escape")
    wizard.waits(lambda: not wizard.shows("Only these are checked"), "end of the servers")
    wizard.press("Check")
    wizard.find("password text")
    check_names(wizard, "desk, asking")
    answer_at_desk(wizard, seat.password(BROKEN))
    check_names(wizard, "desk, customer")
    expect(not wizard.shows("auth.sending.separate"), "the customer is told an id")
    wizard.press("For the technician", "radio button")
    wizard.sees("auth.sending.separate")
    check_names(wizard, "desk, technician")
    wizard.press("Show as a table", "toggle button")
    wizard.find("table cell", "Login")
    check_names(wizard, "desk, table")


@case("a saved report is opened from the start page; one that is none is refused")
def _(seat):
    first = to_desk(seat, BROKEN, seat.password(BROKEN))
    saved = first.home / "saved.json"
    bars = bars_of(first)
    total = first.waits(lambda: next((text(item) for item in first.walk() if text(item).startswith(
        ("Over after ", "Ready in "))), None), "sum of the times")
    first.name_file(lambda: first.press("Save Report…"), saved, "Save")
    first.close()
    wizard = seat.begin()
    report, none = wizard.home / "report.json", wizard.home / "none.json"
    shutil.copy(saved, report)
    none.write_text("not a report")
    wizard.heading("Choose a Task")
    check_names(wizard, "start")
    wizard.name_file(lambda: wizard.press("Open a Saved Report"), report, "Open")
    wizard.find("list item", BROKEN)
    wizard.sees("From a file.")
    expect(bars_of(wizard) == bars, f"drawn as {bars_of(wizard)}, was {bars}")
    expect(wizard.shows(total), f"not {total!r}")
    expect(not wizard.has_state(wizard.find("push button", "Run Again"), "SENSITIVE"),
           "a file is run again")
    check_names(wizard, "desk, file")
    wizard.name_file(lambda: wizard.press("Open a saved report"), none, "Open")
    wizard.sees("none.json")
    expect(wizard.matches("list item", BROKEN), "the case before is gone")
    wizard.close()
    named = seat.begin(str(report))
    named.find("list item", BROKEN)
    named.sees(f"From a file of {datetime.date.today():%Y-%m-%d}")
