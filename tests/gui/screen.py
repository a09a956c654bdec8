"""A screen of its own (Xvfb, a session bus, the accessibility bus) and the wizard on it, seen as a
screen reader sees it: by roles and names. Nothing here knows where a widget is."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

PATIENCE_S = 20
PAUSE_S = 0.05
WIDTH, HEIGHT = 1400, 1000


class Fault(Exception):
    """Something was not as a person should find it."""


def expect(fact, sentence):
    if not fact:
        raise Fault(sentence)


class Screen:
    """One display with its buses. The environment of this process is changed to it."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self._children = []
        self._display()
        self._bus()

    def _display(self):
        reader, writer = os.pipe()
        self._children.append(subprocess.Popen(
            ["Xvfb", "-displayfd", str(writer), "-screen", "0", f"{WIDTH}x{HEIGHT}x24",
             "-nolisten", "tcp", "-noreset"], pass_fds=[writer], stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True))
        os.close(writer)
        with os.fdopen(reader) as told:  # to the end of the line: a broken pipe would end Xvfb
            number = told.readline().strip()
        expect(number, "Xvfb did not start")
        runtime = self.folder / "runtime"
        runtime.mkdir(mode=0o700, exist_ok=True)
        os.environ.update(DISPLAY=f":{number}", GDK_BACKEND="x11", GTK_THEME="Adwaita",
                          GSETTINGS_BACKEND="memory", XDG_RUNTIME_DIR=str(runtime),
                          NO_AT_BRIDGE="0", GTK_MODULES="")
        os.environ.pop("WAYLAND_DISPLAY", None)

    def _bus(self):
        bus = subprocess.Popen(["dbus-daemon", "--session", "--print-address", "--nofork"],
                               stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                               start_new_session=True)
        self._children.append(bus)
        os.environ["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()

    def shoot(self, path, window=None):
        """The whole screen, or what a window id names, as PNG."""
        subprocess.run(["import", "-window", window or "root", str(path)], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=20)

    def close(self):
        for child in reversed(self._children):
            try:
                os.killpg(child.pid, signal.SIGTERM)
            except ProcessLookupError:
                pass
        for child in self._children:
            child.wait(10)


class Wizard:
    """One run of the program. Widgets are found by role and (a part of) their name."""

    def __init__(self, screen, program, *words, **environment):
        import gi
        gi.require_version("Atspi", "2.0")
        from gi.repository import Atspi
        self.atspi = Atspi
        self.screen = screen
        home = Path(tempfile.mkdtemp(dir=screen.folder))
        self.home = home
        self._errors = open(home / "stderr", "wb")
        self.process = subprocess.Popen(
            [program, *words], stdin=subprocess.DEVNULL, stdout=self._errors, stderr=self._errors,
            cwd=home, start_new_session=True,
            env={**os.environ, "HOME": str(home), "LC_ALL": "C.UTF-8",
                 "LSAN_OPTIONS": f"suppressions={Path(__file__).parent}/leaks.supp",
                 **{f"XDG_{kind}_HOME": str(home / kind.lower())
                    for kind in ("CONFIG", "CACHE", "DATA", "STATE")}, **environment})
        self.application = self._wait(self._find_application, "the program on the screen")
        self._wait(self.window_id, "window of the program")
        self.activate()

    def errors(self):
        return (self.home / "stderr").read_text(errors="replace")

    def _find_application(self):
        desktop = self.atspi.get_desktop(0)
        for n in range(desktop.get_child_count()):
            application = desktop.get_child_at_index(n)
            if application and application.get_process_id() == self.process.pid:
                return application
        return None

    def _wait(self, look, what, patience=PATIENCE_S):
        end = time.monotonic() + patience
        while True:
            try:
                found = look()
            except Exception:  # a widget that went away while it was looked at
                found = None
            if found:
                return found
            if self.process.poll() is not None:
                raise Fault(f"the program ended ({self.process.returncode}): "
                            f"{self.errors()[-600:]}")
            if time.monotonic() > end:
                raise Fault(f"no {what}; there is: {self.outline()[:1500]}")
            time.sleep(PAUSE_S)

    # Looking

    def walk(self, top=None, only_showing=True):
        """Every accessible, in reading order."""
        state = self.atspi.StateType.SHOWING
        stack = [top or self.application]
        while stack:
            item = stack.pop()
            try:
                if only_showing and item is not (top or self.application) \
                        and not item.get_state_set().contains(state):
                    continue
                children = [item.get_child_at_index(n) for n in range(item.get_child_count())]
            except Exception:
                continue
            yield item
            stack.extend(child for child in reversed(children) if child)

    def outline(self):
        """Roles and names of what shows, for people."""
        return "; ".join(f"{item.get_role_name()} {text(item)!r}" for item in self.walk()
                         if text(item))

    def matches(self, role, name):
        return [item for item in self.walk()
                if item.get_role_name() == role and name in text(item)]

    def find(self, role, name="", patience=PATIENCE_S):
        return self._wait(lambda: (self.matches(role, name) or [None])[0],
                          f"{role} named {name!r}", patience)

    def sees(self, words, patience=PATIENCE_S):
        """Waits until the words show anywhere; the accessible they stand in."""
        return self._wait(lambda: next((item for item in self.walk() if words in text(item)), None),
                          f"{words!r}", patience)

    def shows(self, words):
        return any(words in text(item) for item in self.walk())

    def heading(self, words, patience=PATIENCE_S):
        return self.find("heading", words, patience)

    def has_state(self, item, name):
        return item.get_state_set().contains(getattr(self.atspi.StateType, name))

    # Doing

    def press(self, name, role="push button"):
        """The button, once it can be pressed."""
        def ready():
            for item in self.matches(role, name):
                if self.has_state(item, "SENSITIVE"):
                    return item
            return None
        self._act(self._wait(ready, f"{role} {name!r} that can be pressed"))

    def choose(self, name, role="list item"):
        """A row: the focus goes there, and Enter is pressed."""
        row = self.find(role, name)
        self.activate()
        expect(row.get_component_iface().grab_focus(), f"{name!r} takes no focus")
        time.sleep(PAUSE_S)
        self.keys("Return")

    def activate(self):
        """No window manager is here to give the window the keys."""
        subprocess.run(["xdotool", "windowfocus", "--sync", self.window_id()], check=False,
                       timeout=20)

    def _act(self, item):
        action = item.get_action_iface()
        expect(action and action.get_n_actions() > 0, f"{text(item)!r} has no action")
        action.do_action(0)

    def type_into(self, name, words):
        def ready():
            for item in self.walk():
                if item.get_role_name() in ("text", "password text", "entry") \
                        and name in text(item) and self.has_state(item, "EDITABLE"):
                    return item
            return None
        item = self._wait(ready, f"entry {name!r}")
        expect(item.get_editable_text_iface().set_text_contents(words), f"cannot type into {name}")
        return item

    def keys(self, *names):
        """Real key presses to the window that has the focus: "ctrl+Return", "Tab", "F1"."""
        subprocess.run(["xdotool", "key", "--clearmodifiers", *names], check=True, timeout=20)
        time.sleep(2 * PAUSE_S)

    def write(self, words):
        subprocess.run(["xdotool", "type", "--delay", "5", words], check=True, timeout=60)

    def focused(self):
        return next((item for item in self.walk() if self.has_state(item, "FOCUSED")), None)

    def window_id(self):
        found = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid",
                                str(self.process.pid)], capture_output=True, text=True, timeout=20)
        return (found.stdout.split() or [None])[-1]

    def resize(self, width, height):
        subprocess.run(["xdotool", "windowsize", "--sync", self.window_id(), str(width),
                        str(height)], check=False, timeout=20)
        time.sleep(0.3)

    def shoot(self, path):
        time.sleep(0.4)  # a page fades in
        self.screen.shoot(path, self.window_id())

    def close(self):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()
        self._errors.close()


def text(item):
    """Its name; of a label without one, its text."""
    try:
        name = item.get_name() or ""
        if not name and item.get_role_name() in ("label", "heading"):
            words = item.get_text_iface()
            name = words.get_text(0, words.get_character_count()) if words else ""
        return name or labelled_by(item)
    except Exception:
        return ""


def labelled_by(item):
    """The words of the label that belongs to it."""
    for relation in item.get_relation_set():
        if relation.get_relation_type().value_nick == "labelled-by" and relation.get_n_targets():
            return relation.get_target(0).get_name() or ""
    return ""


def missing_tools():
    """What this needs and is not there."""
    missing = [tool for tool in ("Xvfb", "dbus-daemon", "xdotool", "import")
               if not shutil.which(tool)]
    try:
        import gi
        gi.require_version("Atspi", "2.0")
    except (ImportError, ValueError):
        missing.append("Atspi of python3-gi")
    return missing
