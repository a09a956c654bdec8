#!/usr/bin/python3
"""Prove that each rule can fail: a small tree that keeps all rules, and one violation at a time.

usage: self-test.py
"""

import sys

sys.dont_write_bytecode = True

import tempfile  # noqa: E402
from pathlib import Path  # noqa: E402

import rules  # noqa: E402
from tree import Tree  # noqa: E402

MESON = """# built of cares
static_library ('wp-{0}', files ('{0}.c'), c_args: pure_args,
  implicit_include_directories: false, dependencies: [glib, {1}])
"""
GOOD = {
    "src/base/base.h": "/* Base. */\n#pragma once\n",
    "src/base/base.c": '/* Base. */\n#include "base/base.h"\n#include <string.h>\n',
    "src/base/file.c": '/* Files. */\n#include <fcntl.h>\nint f (void) { return open ("", 0); }\n',
    "src/base/limits.h": "/* Limits: WP_LIMIT_NONE. */\n#define WP_LIMIT_LINE 9 /* WP_LIMIT_X */\n",
    "src/base/meson.build": MESON.format("base", "gio").replace("'base.c'", "'base.c', 'file.c'"),
    "src/net/net.h": "/* Net. */\n#pragma once\n",
    "src/net/net-private.h": "/* Net's own. */\n#pragma once\n",
    "src/net/net.c": '/* Net. */\n#include <sys/socket.h>\n#include "net/net-private.h"\n'
                     "int f (void) { return socket (1, 2, 3) + time (0); }\n",
    "src/net/meson.build": MESON.format("net", "base_dep, cares"),
    "src/proto/proto.h": "/* Proto. */\n#pragma once\n",
    "src/proto/proto.c": '/* Never calls time () or gtk_main (). */\n#include "base/base.h"\n'
                         '#include "config.h"\n#include "proto/proto.h"\n'
                         'const char *p = "open (x) _(\\"y\\") /* no comment";\n'
                         "void g (struct p *p) { p->connect (); p->time (); /* fopen () */ }\n",
    "src/proto/meson.build": MESON.format("proto", "base_dep"),
    "src/session/session.h": "/* Session. */\n#pragma once\n",
    "src/session/session.c": '/* Session. */\n#include "net/net.h"\n#include "proto/proto.h"\n'
                             "long long now (void) { return g_get_real_time (); }\n",
    "src/session/meson.build": MESON.format("session", "net_dep"),
    "src/cli/main.c": '/* Main. */\n#include "session/session.h"\n#define T(x) _(x)\n'
                      'const char *t = N_("text");\n',
    "src/cli/meson.build": MESON.format("main", "session_dep"),
    "tests/unit/t.c": "/* A test. */\n",
    "tests/unit/base/limits.c": "/* At the limit. */\nint n = WP_LIMIT_LINE + 1;\n",
    "tests/fuzz/fuzz-imap.c": "/* Fuzz. */\n",
    "tests/fuzz/meson.build": "fuzz_targets = {\n  'imap': ['proto_dep'],\n}\n",
    "po/POTFILES": "# texts\nsrc/cli/main.c\n",
}

# What is written (a text that starts with + is appended), the rule that must notice, and a word of
# what it must say.
VIOLATIONS = (
    ({"src/proto/proto.c": '+#include "net/net.h"\n'}, rules.includes, "proto may not include net"),
    ({"src/proto/proto.c": '+#include "../net/net.h"\n'}, rules.includes, '"../net/net.h"'),
    ({"src/proto/proto.c": "+#include <net/net.h>\n"}, rules.includes, "<net/net.h> is ours"),
    ({"src/proto/proto.c": '+#include "proto.h"\n'}, rules.includes, '"proto.h"'),
    ({"src/proto/proto.c": '+  #  include "net/net.h" // why\n'}, rules.includes, "proto.c:7"),
    ({"src/base/base.h": '+#include "proto/proto.h"\n'}, rules.includes, "base.h:3"),
    ({"src/cli/main.c": '+#include "net/net.h"\n'}, rules.includes, "cli may not include net"),
    ({"src/session/session.c": '+#include "net/net-private.h"\n'}, rules.includes, "private to net"),
    ({"src/extra/extra.c": "/* Extra. */\n"}, rules.includes, "src/extra: has no row"),
    ({"src/proto/proto.c": "+#include <sys/socket.h>\n"}, rules.purity, "<sys/socket.h>"),
    ({"src/proto/proto.c": "+#include <pthread.h>\n"}, rules.purity, "<pthread.h>"),
    ({"src/proto/proto.c": "+long t = time (NULL);\n"}, rules.purity, "time() touches the clock"),
    ({"src/proto/proto.c": "+long t = g_get_monotonic_time ();\n"}, rules.purity, "the clock"),
    ({"src/proto/proto.c": "+void *f = fopen (a, b);\n"}, rules.purity, "fopen() touches a file"),
    ({"src/proto/proto.c": "+char *e = getenv(a);\n"}, rules.purity, "getenv() touches the env"),
    ({"src/proto/proto.c": "+void *t = g_thread_new (a);\n"}, rules.purity, "a thread"),
    ({"src/base/base.c": "+int s = connect (a);\n"}, rules.purity, "connect() touches a socket"),
    ({"src/session/session.c": "+#include <netdb.h>\n"}, rules.net_alone, "<netdb.h> outside net"),
    ({"src/session/session.c": "+int s = socket (a);\n"}, rules.net_alone, "socket()"),
    ({"src/session/session.c": "+int s = g_get_monotonic_time ();\n"}, rules.net_alone, "clock"),
    ({"src/cli/main.c": "+int s = g_get_real_time ();\n"}, rules.net_alone, "clock"),
    ({"src/gtk/page.c": "/* P. */\nint x = gtk_dialog_run (d);\n"}, rules.windows_never_wait,
     "gtk_dialog_run() holds"),
    ({"src/gtk/page.c": "/* P. */\nint x = g_usleep (1);\n"}, rules.windows_never_wait, "g_usleep()"),
    ({"src/cli/main.c": "+#include <gtk/gtk.h>\n"}, rules.gtk_alone, "<gtk/gtk.h> outside gtk"),
    ({"src/session/session.c": "+int s = gtk_init (a);\n"}, rules.gtk_alone, "gtk_init() outside"),
    ({"src/gtk/flow/case.c": "/* C. */\nint s = gtk_init (a);\n"}, rules.gtk_alone,
     "gtk_init() without a display"),
    ({"src/gtk/flow/case.c": '/* C. */\n#include "gtk/window.h"\n'}, rules.gtk_alone,
     '"gtk/window.h" without a display'),
    ({"src/proto/more.c": "/* More. */\n"}, rules.libraries, "src/proto/more.c is not built"),
    ({"src/proto/meson.build": "+x = net_dep\n"}, rules.libraries, "proto may not link net"),
    ({"src/proto/meson.build": "+x = curl\n"}, rules.libraries, "curl is for net only"),
    ({"src/cli/meson.build": "+x = gtk\n"}, rules.libraries, "gtk is for gtk only"),
    ({"src/proto/meson.build": "files ('proto.c') implicit_include_directories: false\n"},
     rules.libraries, "pure_args"),
    ({"src/cli/meson.build": "files ('main.c')\n"}, rules.libraries, "implicit_include"),
    ({"src/proto/proto.c": "+" + "\n" * 600}, rules.shape, "split it"),
    ({"src/proto/proto.c": "int x;\n"}, rules.shape, "does not open with a comment"),
    ({"src/proto/proto.c": "+\tint x;\n"}, rules.shape, "proto.c:7: a tab"),
    ({"src/proto/proto.c": "+int x; \n"}, rules.shape, "blanks at the end"),
    ({"tests/unit/t.c": "+int " + "x" * 100 + ";\n"}, rules.shape, "t.c:2: 105 columns"),
    ({"tests/unit/t.c": "+int x;"}, rules.shape, "line feed"),
    ({"src/proto/proto.c": '+char *t = _("text");\n'}, rules.potfiles, "lacks src/proto/proto.c"),
    ({"po/POTFILES": "+data/gone.desktop.in\n"}, rules.potfiles, "does not exist"),
    ({"po/POTFILES": "+src/net/net.c\n"}, rules.potfiles, "nothing to translate"),
    ({"tests/fuzz/fuzz-dns.c": "/* Fuzz. */\n"}, rules.fuzz_targets, "fuzz-dns.c is not in"),
    ({"src/base/limits.h": "+#define WP_LIMIT_NEW 1\n"}, rules.limits, "limits.h:3: no unit or"),
    ({"src/base/limits.h": "+# define WP_LIMIT_LINES 1\n"}, rules.limits, "names WP_LIMIT_LINES"),
    ({"src/base/limits.h": "+#define WP_LIMIT_LIN 1\n"}, rules.limits, "names WP_LIMIT_LIN:"),
    ({"tests/unit/base/limits.c": '/* WP_LIMIT_LINE */\nchar *t = "WP_LIMIT_LINE";\n'},
     rules.limits, "names WP_LIMIT_LINE:"),
    ({"tests/unit/base/limits.c": "/* None. */\n", "tests/fuzz/fuzz-imap.c":
      "/* Fuzz. */\nint n = WP_LIMIT_LINE;\n"}, rules.limits, "names WP_LIMIT_LINE:"),
    ({"src/base/limits.h": "/* Empty. */\n"}, rules.limits, "defines no limit"),
)


def write(root, files):
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text.startswith("+"):
            text = path.read_text() + text[1:]
        path.write_text(text)


def found(files):
    """What all rules say about the good tree with `files` written over it: rule → texts."""
    with tempfile.TemporaryDirectory(prefix="waypost-layers-") as scratch:
        root = Path(scratch)
        write(root, GOOD)
        write(root, files)
        tree = Tree(root)
        return {rule: list(rule(tree)) for rule in rules.RULES}


def main():
    print(f"1..{len(VIOLATIONS) + 2}")
    failures = 0

    def case(number, is_good, what, said):
        nonlocal failures
        failures += not is_good
        print(f"{'ok' if is_good else 'not ok'} {number} - {what}")
        if not is_good:
            print(f"#   the rules said: {said}")

    said = {rule.__name__: texts for rule, texts in found({}).items() if texts}
    case(1, not said, "a good tree passes", said)
    proven = {rule for _, rule, _ in VIOLATIONS}
    case(2, proven == set(rules.RULES), "each rule is proven", proven)
    for number, (files, rule, word) in enumerate(VIOLATIONS, 3):
        texts = found(files)[rule]
        case(number, len(texts) == 1 and word in texts[0], f"{rule.__name__}: {word}", texts)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
