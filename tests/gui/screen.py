"""A screen of its own (Xvfb, a session bus, the accessibility bus) and the wizard on it, seen as a
screen reader sees it: by roles and names. Nothing here knows where a widget is.

Nothing here waits for a time to pass: it looks again, each PAUSE_S, until what it waits for is
there, and gives up after PATIENCE_S."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

PATIENCE_S = 20
PAUSE_S = 0.05
FRAME_S = 0.1  # between two pictures that are compared: some frames of what moves
LEAST_COLOURS = 8
SAME_LOOKS = 10  # of a window at its size
SIZE_S = 5
MOVING_S = 0.5  # what moves all the time has its picture taken then
WIDTH, HEIGHT = 1960, 1140  # full HD, and a corner for the pointer
CORNER = (str(WIDTH - 1), str(HEIGHT - 1))
ID = "org.waypost.Waypost"
# GLib keeps no frame pointers: without this every leak ends at g_malloc, whosever it is.
UNWIND = "fast_unwind_on_malloc=0:malloc_context_size=12"


class Fault(Exception):
    """Something was not as a person should find it."""


def expect(fact, sentence):
    if not fact:
        raise Fault(sentence)


class Picture:
    """What a part of the screen showed."""

    def __init__(self, pixbuf):
        self._pixbuf = pixbuf
        self.width, self.height = pixbuf.get_width(), pixbuf.get_height()
        self.pixels = pixbuf.get_pixels()

    def is_like(self, other):
        return other is not None and self.pixels == other.pixels

    def is_blank(self):
        """Nothing was drawn yet: hardly a colour, in what of the pixels is looked at."""
        size, row = self._pixbuf.get_n_channels(), self._pixbuf.get_rowstride()
        places = (y * row + x * size for y in range(0, self.height, 3)
                  for x in range(0, self.width, 7))
        return len({self.pixels[n:n + size] for n in places}) < LEAST_COLOURS

    def save(self, path):
        self._pixbuf.savev(str(path), "png", ["compression"], ["3"])


class Screen:
    """One display with its buses. The environment of this process is changed to it."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self._children = []
        self._display()
        self._bus()
        self._look()

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

    def _look(self):
        import gi
        gi.require_version("Gdk", "3.0")
        from gi.repository import Gdk
        self._gdk = Gdk
        self._root = Gdk.Display.open(os.environ["DISPLAY"]).get_default_screen().get_root_window()
        # Where it hovers over nothing.
        subprocess.run(["xdotool", "mousemove", *CORNER], check=True, timeout=PATIENCE_S)

    def picture(self, area):
        """Of (x, y, width, height), as it is now."""
        return Picture(self._gdk.pixbuf_get_from_window(self._root, *area))

    def still_picture(self, area, patience=PATIENCE_S):
        """Once it shows something and two in a row are the same, and whether that was so; what
        moves on is taken as it is when the patience is over."""
        end, before = time.monotonic() + patience, None
        while True:
            now = self.picture(area)
            is_still = now.is_like(before) and not now.is_blank()
            if is_still or time.monotonic() > end:
                return now, is_still
            before = now
            time.sleep(FRAME_S)

    def clipboard(self, selection="CLIPBOARD"):
        """What somebody would paste now, from PRIMARY by the middle button; it is asked for as any
        program does."""
        asked = subprocess.run(
            ["/usr/bin/python3", "-W", "ignore", "-c",
             "import gi; gi.require_version('Gtk', '3.0')\n"
             "from gi.repository import Gdk, Gtk\n"
             f"print(Gtk.Clipboard.get(Gdk.SELECTION_{selection}).wait_for_text() or '', end='')"],
            env={**os.environ, "NO_AT_BRIDGE": "1"}, capture_output=True, text=True, check=True,
            timeout=PATIENCE_S)
        return asked.stdout

    def close(self):
        for child in reversed(self._children):
            try:
                os.killpg(child.pid, signal.SIGTERM)
            except ProcessLookupError:
                pass
        for child in self._children:
            child.wait(10)


class Wizard:
    """One run of the program. Widgets are found by role and (a part of) their name; of one that is
    not spoken only pictures can be taken, and keys pressed."""

    def __init__(self, screen, program, *words, has_motion=True, is_spoken=True, **environment):
        import gi
        gi.require_version("Atspi", "2.0")
        from gi.repository import Atspi
        self.atspi = Atspi
        self.screen = screen
        home = Path(tempfile.mkdtemp(dir=screen.folder))
        self.home = home
        if not has_motion:
            self._still(home / "config" / "gtk-3.0")
        self._errors = open(home / "stderr", "wb")
        self.ending = None
        self.process = subprocess.Popen(
            [os.path.abspath(program), *words], stdin=subprocess.DEVNULL, stdout=self._errors,
            stderr=self._errors, cwd=home, start_new_session=True,
            env={**os.environ, "HOME": str(home), "LC_ALL": "C.UTF-8",
                 "NO_AT_BRIDGE": "0" if is_spoken else "1",
                 "ASAN_OPTIONS": f"{os.environ.get('ASAN_OPTIONS', '')}:{UNWIND}",
                 "LSAN_OPTIONS": f"suppressions={Path(__file__).parent}/leaks.supp:"
                                 "print_suppressions=0",
                 **{f"XDG_{kind}_HOME": str(home / kind.lower())
                    for kind in ("CONFIG", "CACHE", "DATA", "STATE")}, **environment})
        self.application = None
        if is_spoken:
            self.application = self.waits(self._find_application, "the program on the screen")
        self.waits(self.window_id, "window of the program")
        self.activate()

    @staticmethod
    def _still(folder):
        """As a person sets it who wants no animations."""
        folder.mkdir(parents=True)
        (folder / "settings.ini").write_text("[Settings]\ngtk-enable-animations=0\n"
                                             "gtk-cursor-blink=0\n")

    def errors(self):
        return (self.home / "stderr").read_text(errors="replace")

    def complaint(self):
        """The first of it that is one, with what led there; else the end."""
        errors = self.errors()
        begin = max(errors.find("ERROR: "), errors.find("runtime error: "))
        return errors[begin:begin + 1800] if begin >= 0 else errors[-600:]

    def _find_application(self):
        desktop = self.atspi.get_desktop(0)
        for n in range(desktop.get_child_count()):
            application = desktop.get_child_at_index(n)
            if application and application.get_process_id() == self.process.pid:
                return application
        return None

    def waits(self, look, what, patience=PATIENCE_S):
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
                            f"{self.complaint()}")
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
        if not self.application:
            return ""
        return "; ".join(f"{item.get_role_name()} {text(item)!r}" for item in self.walk()
                         if text(item))

    def matches(self, role, name):
        """Those of this role with the name in theirs; first, whose name it is."""
        found = [(item, text(item)) for item in self.walk() if item.get_role_name() == role]
        return [item for item, said in sorted(found, key=lambda pair: pair[1] != name)
                if name in said]

    def find(self, role, name="", patience=PATIENCE_S):
        return self.waits(lambda: (self.matches(role, name) or [None])[0],
                          f"{role} named {name!r}", patience)

    def sees(self, words, patience=PATIENCE_S):
        """Waits until the words show anywhere; the accessible they stand in."""
        return self.waits(lambda: next((item for item in self.walk() if words in text(item)), None),
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
        self._act(self.waits(ready, f"{role} {name!r} that can be pressed"))

    def choose(self, name, role="list item"):
        """A row: the focus goes there, and Enter is pressed."""
        row = self.find(role, name)
        self.activate()
        self.focus(row)
        self.keys("Return")

    def focus(self, item):
        expect(item.get_component_iface().grab_focus(), f"{text(item)!r} takes no focus")
        self.waits(lambda: self.has_state(item, "FOCUSED"), f"focus at {text(item)!r}")

    def choose_of(self, group, number, words):
        """One of a row of buttons; of a list, where there is no room for them."""
        item = self.waits(lambda: (self.matches("combo box", group)
                                   or self.matches("radio button", words))[0], words)
        if item.get_role_name() == "combo box":
            item.get_selection_iface().select_child(number)
        else:
            self._act(item)

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
        item = self.waits(ready, f"entry {name!r}")
        return self.fill(item, words)

    def fill(self, item, words):
        expect(item.get_editable_text_iface().set_text_contents(words),
               f"cannot type into {text(item)!r}")
        return item

    def keys(self, *names):
        """Real key presses to the window that has the focus: "ctrl+Return", "Tab", "F1". What they
        do is for the caller to wait for."""
        subprocess.run(["xdotool", "key", "--clearmodifiers", *names], check=True,
                       timeout=PATIENCE_S)

    def move(self, *names):
        """Keys that move the focus; where it is then."""
        before = self._place()
        self.keys(*names)
        self.waits(lambda: self._place() != before, f"other focus after {' '.join(names)}")
        return self.focused()

    def _place(self):
        focus = self.focused()
        if not focus:
            return None
        box = focus.get_component_iface().get_extents(self.atspi.CoordType.SCREEN)
        return focus.get_role_name(), text(focus), box.x, box.y

    def write(self, words):
        subprocess.run(["xdotool", "type", "--delay", "5", words], check=True, timeout=60)

    def focused(self):
        return next((item for item in self.walk() if self.has_state(item, "FOCUSED")), None)

    def window_id(self):
        """The topmost of its windows."""
        return (self._windows() or [None])[-1]

    def _windows(self):
        found = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid",
                                str(self.process.pid)], capture_output=True, text=True,
                               timeout=PATIENCE_S)
        return found.stdout.split()

    def opens_window(self, work):
        """What opens another window, which has the keys then; its id."""
        before = self._windows()
        work()
        self.waits(lambda: set(self._windows()) - set(before), "other window")
        self.activate()
        return self.window_id()

    def closes_window(self, window, work):
        """Looks at the screen only: about what a closing window says of its widgets, GTK
        complains."""
        work()
        self.waits(lambda: window not in self._windows(), "end of the window")
        self.activate()

    def name_file(self, work, path, button, look=lambda: None):
        """In the dialog that this opens, which `look` may look at: a file to save, or one of the
        home folder to open. By the mouse, for keys go astray there, and GTK complains."""
        work()
        chooser = self.find("file chooser")
        dialog = self.window_id()
        subprocess.run(["xdotool", "windowmove", dialog, "0", "0"], check=True, timeout=PATIENCE_S)
        self.waits(lambda: self.area(dialog)[:2] == (0, 0), "dialog at the edge")
        self.activate()
        look()
        for entry in self._entries(chooser):
            self.fill(entry, str(path))
            break
        else:
            self.rests(dialog)
            self.click(self._places(chooser)[1])  # after what was used last comes the home folder
            self.click(self.find("table cell", Path(path).name))
        self.rests(dialog)  # it looks into the folder
        self.closes_window(dialog, lambda: self.press(button))

    def _places(self, chooser):
        return [item for item in self.walk(chooser) if item.get_role_name() == "list item"]

    def click(self, item):
        box = item.get_component_iface().get_extents(self.atspi.CoordType.SCREEN)
        subprocess.run(["xdotool", "mousemove", str(box.x + box.width // 2),
                        str(box.y + box.height // 2), "click", "1",
                        "mousemove", *CORNER], check=True, timeout=PATIENCE_S)

    def _entries(self, top):
        return [item for item in self.walk(top) if item.get_role_name() == "text"
                and self.has_state(item, "EDITABLE")]

    def rests(self, window=None):
        """Waits until nothing changes in this window, or the topmost."""
        expect(self.screen.still_picture(self.area(window))[1], "the window does not come to rest")

    def settles(self, window=None):
        """Waits until this window, or the topmost, has had one size in SAME_LOOKS looks: some are
        shown before they know how large they are."""
        sizes = []

        def is_settled():
            sizes.append((self.window_id(), self.area(window)[2:]))
            return len(sizes) >= SAME_LOOKS and len(set(sizes[-SAME_LOOKS:])) == 1
        self.waits(is_settled, "lasting size of the window")

    def area(self, window=None):
        """(x, y, width, height) of this window, or the topmost, as far as it is on the screen."""
        told = subprocess.run(["xdotool", "getwindowgeometry", "--shell",
                               window or self.window_id()],
                              capture_output=True, text=True, check=True, timeout=PATIENCE_S)
        values = dict(line.split("=") for line in told.stdout.split())
        x, y, width, height = (int(values[name]) for name in ("X", "Y", "WIDTH", "HEIGHT"))
        return x, y, min(width, WIDTH - x), min(height, HEIGHT - y)

    def frames(self):
        """(width, height) of the windows, as the program says."""
        found = []
        for n in range(self.application.get_child_count()):
            frame = self.application.get_child_at_index(n)
            if frame and self.has_state(frame, "SHOWING"):
                box = frame.get_component_iface().get_extents(self.atspi.CoordType.SCREEN)
                found.append((box.width, box.height))
        return found

    def scroll_to(self, end):
        """To the end, or the beginning, of what is longer than its place; whether anything is."""
        found = False
        for bar in self.matches("scroll bar", ""):
            value = bar.get_value_iface()
            to = value.get_maximum_value() if end else value.get_minimum_value()
            if self.has_state(bar, "VERTICAL") and value.get_current_value() != to:
                value.set_current_value(to)
                found = True
        return found

    def cut_off(self):
        """What stands out of its window at a side; tables may, for they are scrolled."""
        found = []
        for n in range(self.application.get_child_count()):
            frame = self.application.get_child_at_index(n)
            if not frame or not self.has_state(frame, "SHOWING"):
                continue
            limit = frame.get_component_iface().get_extents(self.atspi.CoordType.WINDOW).width
            for item in self.walk(frame):
                place = item.get_component_iface()
                if not place or not text(item) or item.get_role_name().startswith("table"):
                    continue
                box = place.get_extents(self.atspi.CoordType.WINDOW)
                if box.width > 0 and (box.x < 0 or box.x + box.width > limit):
                    found.append(f"{item.get_role_name()} {text(item)[:30]!r}")
        return found

    def resize(self, width, height):
        """As somebody does who pulls at the edge: step by step, for a window may become able to be
        narrower only when it has become narrow."""
        def ask(to):
            subprocess.run(["xdotool", "windowsize", self.window_id(), str(to), str(height)],
                           check=True, timeout=PATIENCE_S)

        def is_so():
            # another window may have the size already
            if (width, height) in self.frames() and self.area()[2:] == (width, height):
                return True
            ask(width + 1)
            ask(width)
            return False

        try:
            self.waits(is_so, "size", SIZE_S)
        except Fault:
            raise Fault(f"no window of {width}x{height}; it is {self.frames()}") from None

    def shoot(self, path, moves=False):
        """The topmost window, once nothing in it changes any more; what moves, as it is."""
        picture, is_still = self.screen.still_picture(self.area(),
                                                      MOVING_S if moves else PATIENCE_S)
        expect(is_still or moves, f"{Path(path).stem}: the picture does not come to rest")
        picture.save(path)
        return picture

    def _ask_to_quit(self):
        """As the menu does; whoever watches for leaks looks for them at the end of the program."""
        import gi
        gi.require_version("Gio", "2.0")
        from gi.repository import Gio, GLib
        bus = Gio.bus_get_sync(Gio.BusType.SESSION)

        def call(name, path, interface, method, arguments):
            return bus.call_sync(name, path, interface, method, arguments, None, 0,
                                 PATIENCE_S * 1000).unpack()

        daemon = "org.freedesktop.DBus"
        owner, = call(daemon, "/", daemon, "GetConnectionUnixProcessID",
                      GLib.Variant("(s)", (ID,)))
        expect(owner == self.process.pid, "another program has the name on the bus")
        call(ID, "/" + ID.replace(".", "/"), "org.gtk.Actions", "Activate",
             GLib.Variant("(sava{sv})", ("quit", [], {})))

    def close(self):
        """By itself where it can, and then `ending` is its exit code; else by force."""
        if self.process.poll() is None:
            try:
                self._ask_to_quit()
                self.process.wait(PATIENCE_S)
            except Exception:  # it has ended meanwhile, or has to be ended
                pass
        self.ending = self.process.poll()
        if self.ending is None:
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
    missing = [tool for tool in ("Xvfb", "dbus-daemon", "xdotool") if not shutil.which(tool)]
    try:
        import gi
        gi.require_version("Atspi", "2.0")
        gi.require_version("Gdk", "3.0")
    except (ImportError, ValueError):
        missing.append("Atspi or Gdk of python3-gi")
    return missing
