"""The rules of the source tree. Each is a function from a Tree to its violations, as texts.

LAYERS is the design's list. "And below" is meant for values only: whoever may include anything may
include base and model, too, but otherwise each folder that may be included stands in the row. So
discover does not see proto although net, which it uses, does.
"""

import re

from tree import SUFFIXES

_VALUES = {"base", "model"}
_ALL_BELOW_SESSION = _VALUES | {"proto", "format", "policy", "diagnose", "advise", "render", "net",
                                "discover", "check", "migrate"}
_FRONT_END = _VALUES | {"session", "diagnose", "advise", "render"}
LAYERS = {
    "base": set(),
    "model": {"base"},
    "proto": _VALUES,
    "format": _VALUES,
    "policy": _VALUES,
    "diagnose": _VALUES,
    "advise": _VALUES,
    "render": _VALUES | {"diagnose", "advise"},
    "net": _VALUES | {"proto"},
    "discover": _VALUES | {"net", "format", "policy"},
    "check": _VALUES | {"net", "proto", "policy", "diagnose"},
    "migrate": _VALUES | {"format"},
    "session": _ALL_BELOW_SESSION,
    "cli": _FRONT_END,
    "gtk": _FRONT_END,
}
PURE = {"base", "model", "proto", "format", "policy", "diagnose", "advise", "render"}
IMPURE_FILES = {"src/base/file.c", "src/base/file.h"}
GENERATED = {"config.h", "help/manual-resource.h"}
# Waiting and measuring go by the loop's clock. The date, which a report and the remembered refusals
# carry, is read in one place.
MAY_READ_THE_DATE = {"net", "session"}
WITHOUT_DISPLAY = "src/gtk/flow/"
# Windows draw at a pace and write the time of day beside what they show.
SHOWS_TIME = {"gtk"}

MOST_LINES, MOST_COLUMNS = 600, 100
# A test holds its tables and its scripted peers in one file.
MOST_TEST_LINES = 900


def _calls(*names):
    """A call of one of these functions, but of no member or longer name."""
    return re.compile(r"(?<![\w.>])(" + "|".join(names) + r")\s*\(")


_CLOCK = _calls(
    "time", "clock", "gettimeofday", "clock_gettime", "localtime(?:_r)?", "mktime", "ctime(?:_r)?",
    "sleep", "usleep", "nanosleep", "g_usleep", "g_get_monotonic_time", "g_get_real_time",
    "g_get_current_time", r"g_date_time_new_now\w*", "g_date_time_new_local", "g_date_time_to_local",
    "g_date_time_new_from_unix_local", "g_time_zone_new_local", r"g_timer_\w+",
    "X509_cmp_current_time")
_SOCKET = _calls(
    "socket", "connect", "bind", "listen", "accept4?", "send", "sendto", "recv", "recvfrom",
    "getaddrinfo", "getnameinfo", r"gethostby\w+", "poll", "select", r"epoll_\w+", r"g_socket_\w+",
    r"g_network_(?!monitor)\w+", r"g_resolver_\w+", r"ares_\w+", r"curl_\w+", r"res_n?\w*query",
    "SSL_set_fd", "BIO_new_socket", "BIO_new_connect", "BIO_s_connect")
_FILE = _calls(
    "open", "openat", "creat", "read", "write", "pread", "pwrite", "unlink", "rename", "mkdir",
    "access", "[fl]?stat", "opendir", "fopen", "fdopen", "freopen", "printf", "fprintf", "puts",
    "fputs", "fwrite", "perror", "g_open", "g_fopen", "g_unlink", "g_rename", "g_stat", "g_access",
    r"g_mkdir\w*", r"g_file_\w+", r"g_dir_\w+", r"g_io_channel_\w+", r"g_mapped_file_\w+", "g_print",
    "g_printerr", "xml(?:Read|Parse|CtxtRead)(?:File|Fd)", "json_parser_load_from_(?:file|stream)",
    "BIO_new_file", "SSL_CTX_set_default_verify_paths", r"SSL_CTX_load_verify_\w+",
    "X509_STORE_set_default_paths", r"X509_STORE_load_\w+")
_THREAD = _calls(
    r"pthread_\w+", r"thrd_\w+", r"g_thread_\w+", r"g_mutex_\w+", r"g_rec_mutex_\w+", r"g_cond_\w+",
    r"g_rw_lock_\w+", "g_task_run_in_thread(?:_sync)?", r"g_main_\w+", r"g_idle_\w+",
    r"g_timeout_\w+", r"g_source_\w+")
_ENVIRONMENT = _calls(
    "getenv", "secure_getenv", "setenv", "putenv", "unsetenv", "g_getenv", "g_setenv", "g_unsetenv",
    "g_get_environ", "g_get_(?:user|host|real|home|tmp|system|current)_\\w+", "setlocale",
    "nl_langinfo", "isatty", "ioctl", "system", "popen", "fork", r"exec[lv]\w*", r"g_spawn_\w+",
    r"g_subprocess_\w+")
# Whatever would hold a window up.
_BLOCKING = _calls(
    "sleep", "usleep", "nanosleep", "g_usleep", "getaddrinfo", "getnameinfo", r"gethostby\w+",
    "open", "openat", "fopen", "read", "pread", "g_open", "g_fopen", "g_file_get_contents",
    "g_file_set_contents", r"g_file_(?:load|read|replace|copy|move|query|enumerate)\w*(?<!_async)(?<!_finish)",
    "g_mapped_file_new", "system", "popen", r"g_spawn_\w*sync", r"g_\w+_lookup_by_name",
    "gtk_main_iteration", "gtk_events_pending", "gtk_dialog_run", "gtk_native_dialog_run")
_IMPURE_CALLS = (("the clock", _CLOCK), ("a socket", _SOCKET), ("a file", _FILE),
                 ("a thread or loop", _THREAD), ("the environment", _ENVIRONMENT))
_NET_HEADER = re.compile(
    r"sys/(?:socket|epoll|select|un)\.h|netdb\.h|poll\.h|netinet/.*|resolv\.h|arpa/nameser.*|ares.*\.h"
    r"|curl/.*")
_IMPURE_HEADER = re.compile(
    _NET_HEADER.pattern + r"|pthread\.h|threads\.h|unistd\.h|fcntl\.h|dirent\.h|signal\.h|glob\.h"
    r"|sys/(?:time|stat|ioctl|wait|file|mman)\.h|glib/gstdio\.h|glib-unix\.h|gio/gunix.*")
_GTK_HEADER = re.compile(r"(?:gtk|gdk|gdk-pixbuf|pango|cairo|handy|libhandy-1|atk)[/.].*")
_GTK_CALL = _calls(r"(?:gtk|gdk|hdy)_\w+")
_NET_LIBRARY = re.compile(r"\b(cares|curl|resolv)\b")
_GTK_LIBRARY = re.compile(r"\b(gtk|handy|libhandy)(?:_dep)?\b")
_OUR_LIBRARY = re.compile(r"\b([a-z]+)_(?:dep|lib)\b")
LIMITS = "src/base/limits.h"
_LIMIT = re.compile(r"\bWP_LIMIT_\w+")
_LIMIT_DEFINED = re.compile(r"^\s*#\s*define\s+(WP_LIMIT_\w+)")
_LIMIT_TESTS = ("tests/unit/", "tests/dialogue/")
_TRANSLATED = _calls("_", "N_", "C_", "NC_", "Q_", "ngettext", r"g_dn?gettext", r"g_dpgettext2?",
                     "gettext")


def _at(source, number, message):
    return f"{source.path}:{number}: {message}"


def includes(tree):
    """who includes whom"""
    for folder in tree.folders:
        if folder not in LAYERS:
            yield f"src/{folder}: has no row in LAYERS (tests/layers/rules.py)"
    for source in tree.sources:
        row = LAYERS.get(source.folder)
        if row is None:
            continue
        for number, mark, name in source.includes:
            if mark == '"' and name in GENERATED:
                continue
            is_ours = (tree.root / "src" / name).is_file() and ".." not in name
            if mark == "<":
                if is_ours:
                    yield _at(source, number, f'<{name}> is ours: write "{name}"')
                continue
            top = name.split("/")[0]
            if not is_ours or "/" not in name:
                yield _at(source, number, f'"{name}" is not written as "folder/file.h" below src')
            elif top != source.folder and top not in row:
                yield _at(source, number, f"{source.folder} may not include {top} (\"{name}\")")
            elif name.endswith("-private.h") and top != source.folder:
                yield _at(source, number, f'"{name}" is private to {top}')


def purity(tree):
    """pure folders touch no socket, clock, file, thread or environment"""
    for source in tree.sources:
        if source.folder not in PURE or str(source.path) in IMPURE_FILES:
            continue
        for number, mark, name in source.includes:
            if mark == "<" and _IMPURE_HEADER.fullmatch(name):
                yield _at(source, number, f"<{name}> in a pure folder")
        for what, pattern in _IMPURE_CALLS:
            for number, match in source.find(pattern):
                yield _at(source, number, f"{match[1]}() touches {what} in a pure folder")


def net_alone(tree):
    """sockets, DNS, HTTP and the clock are in net only"""
    for source in tree.sources:
        if source.folder in PURE or source.folder == "net":
            continue
        for number, mark, name in source.includes:
            if mark == "<" and _NET_HEADER.fullmatch(name):
                yield _at(source, number, f"<{name}> outside net")
        for what, pattern in _IMPURE_CALLS[:2]:
            if pattern is _CLOCK and source.folder in SHOWS_TIME:
                continue
            for number, match in source.find(pattern):
                if match[1] != "g_get_real_time" or source.folder not in MAY_READ_THE_DATE:
                    yield _at(source, number, f"{match[1]}() touches {what} outside net")


def windows_never_wait(tree):
    """windows call nothing that blocks: no lookup, no file, no sleep, no loop of their own"""
    for source in tree.sources:
        if source.folder != "gtk":
            continue
        for number, match in source.find(_BLOCKING):
            yield _at(source, number, f"{match[1]}() holds the window up")


def gtk_alone(tree):
    """GTK is in gtk only, and not in what the windows know without a display"""
    for source in tree.sources:
        if source.folder == "gtk" and not str(source.path).startswith(WITHOUT_DISPLAY):
            continue
        outside = "without a display" if source.folder == "gtk" else "outside gtk"
        for number, mark, name in source.includes:
            if mark == "<" and _GTK_HEADER.fullmatch(name):
                yield _at(source, number, f"<{name}> {outside}")
            elif mark == '"' and name.startswith("gtk/") and not name.startswith("gtk/flow/"):
                yield _at(source, number, f'"{name}" {outside}')
        for number, match in source.find(_GTK_CALL):
            yield _at(source, number, f"{match[1]}() {outside}")


def libraries(tree):
    """each folder's library is built of all its files and links only what its row names"""
    for folder in tree.folders:
        path = f"src/{folder}/meson.build"
        text = tree.meson(path)
        files = [source.path for source in tree.sources
                 if source.folder == folder and source.path.suffix == ".c"]
        if not files:
            continue
        for file in files:
            if f"'{file.relative_to('src', folder)}'" not in text:
                yield f"{path}: {file} is not built"
        for name in sorted(set(_OUR_LIBRARY.findall(text))):
            if name in LAYERS and name != folder and name not in LAYERS.get(folder, ()):
                yield f"{path}: {folder} may not link {name}"
        if folder != "net" and (match := _NET_LIBRARY.search(text)):
            yield f"{path}: {match[1]} is for net only"
        if folder != "gtk" and (match := _GTK_LIBRARY.search(text)):
            yield f"{path}: {match[1]} is for gtk only"
        if folder in PURE and "c_args: pure_args" not in text:
            yield f"{path}: a pure folder is compiled with c_args: pure_args"
        if "implicit_include_directories: false" not in text:
            yield f"{path}: lacks implicit_include_directories: false"


def shape(tree):
    """files open with a comment and keep to 600 lines (a test: 900) of 100 columns"""
    for source in tree.sources + tree.tests:
        lines = source.text.split("\n")
        if len(lines) - 1 > (MOST_TEST_LINES if source in tree.tests else MOST_LINES):
            yield f"{source.path}: {len(lines) - 1} lines; split it"
        if not source.text.startswith("/*"):
            yield f"{source.path}:1: does not open with a comment"
        if lines[-1] != "" or "\r" in source.text:
            yield f"{source.path}: lines do not all end with a line feed"
        for number, line in enumerate(lines, 1):
            if "\t" in line:
                yield _at(source, number, "a tab")
            if line != line.rstrip():
                yield _at(source, number, "blanks at the end")
            if len(line) > MOST_COLUMNS:
                yield _at(source, number, f"{len(line)} columns")


def translated_files(tree):
    """The C files below src that hold texts for translators."""
    for source in tree.sources:
        is_directive = {number for number, line in source.code if line.lstrip().startswith("#")}
        if any(number not in is_directive for number, _ in source.find(_TRANSLATED)):
            yield str(source.path)


def potfiles(tree):
    """po/POTFILES lists every file with texts for translators"""
    listed = [line for line in tree.read("po/POTFILES").splitlines() if line and line[0] != "#"]
    needed = list(translated_files(tree))
    for path in needed:
        if path not in listed:
            yield f"po/POTFILES: lacks {path} (tests/layers/layers.py --write-potfiles adds it)"
    for path in listed:
        if not (tree.root / path).is_file():
            yield f"po/POTFILES: {path} does not exist"
        elif path.startswith("src/") and path.endswith(SUFFIXES) and path not in needed:
            yield f"po/POTFILES: {path} has nothing to translate"


def fuzz_targets(tree):
    """every fuzz target is built"""
    text = tree.meson("tests/fuzz/meson.build")
    for path in sorted((tree.root / "tests/fuzz").glob("fuzz-*.c")):
        name = path.stem.removeprefix("fuzz-")
        if f"'{name}':" not in text:
            yield f"tests/fuzz/meson.build: {path.name} is not in fuzz_targets"


def limits(tree):
    """every limit of src/base/limits.h is named in the code of a test"""
    defined = [(source, number, match[1]) for source in tree.sources if str(source.path) == LIMITS
               for number, match in source.find(_LIMIT_DEFINED)]
    named = {match[0] for source in tree.tests if str(source.path).startswith(_LIMIT_TESTS)
             for _, match in source.find(_LIMIT)}
    if not defined:
        yield f"{LIMITS}: defines no limit"
    for source, number, name in defined:
        if name not in named:
            yield _at(source, number, f"no unit or dialogue test names {name}: test one over it")


RULES = (includes, purity, net_alone, gtk_alone, windows_never_wait, libraries, shape, potfiles,
         fuzz_targets, limits)
