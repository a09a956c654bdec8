"""Validates what dump-json prints against the schemas in data/, and the schemas against mistakes:
each damaged copy of a good report must be refused. Usage: check-schema.py DUMP-JSON SOURCE-ROOT.
Exit 77 (skipped) where python3-jsonschema is not installed."""

import copy
import json
import pathlib
import re
import subprocess
import sys

try:
    from jsonschema import Draft202012Validator
except ImportError:
    print("SKIPPED: python3-jsonschema is not installed, the report's schema was NOT checked")
    sys.exit(77)

dump, root = sys.argv[1], pathlib.Path(sys.argv[2])
faults = []


def schema(name):
    loaded = json.loads((root / "data" / name).read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(loaded)
    return loaded


def run(*arguments):
    return subprocess.run([dump, *arguments], check=True, capture_output=True).stdout.decode()


def put(path, value):
    """A damage: sets a place ("findings", 0, "severity") to a value."""

    def damage(document):
        for key in path[:-1]:
            document = document[key]
        document[path[-1]] = value

    return damage


def drop(*path):
    def damage(document):
        for key in path[:-1]:
            document = document[key]
        del document[path[-1]]

    return damage


DAMAGES = [
    put(("schema",), "waypost.report/2"),
    put(("started",), "yesterday"),
    put(("exit",), 5),
    put(("steps", 0, "verb"), "sniff"),
    put(("steps", 0, "outcome"), "bad"),
    put(("steps", 0, "ms"), -1),
    put(("steps", 0, "evidence", "password"), "hunter2"),
    put(("steps", 0, "evidence", "nested"), {"a": 1}),
    put(("candidates", 0, "trust"), "high"),
    put(("candidates", 0, "endpoint", "port"), 70000),
    put(("candidates", 0, "sources"), []),
    put(("services", 0, "works"), "maybe"),
    put(("services", 0, "why"), "Bad ID"),
    put(("findings", 0, "severity"), "fatal"),
    put(("findings", 0, "title"), ""),
    put(("sources", 0, "kind"), "rumour"),
    put(("facts", "special_use"), {"Sent": True}),
    drop("program"),
    drop("findings", 0, "remedy", "desk"),
    drop("services", 0, "endpoint"),
    drop("attempts", "budget"),
]

report = Draft202012Validator(schema("report.schema.json"))
names = run().split()
if not {"empty", "well", "refused"} <= set(names):
    faults.append("dump-json lost its samples")
for name in names:
    for error in report.iter_errors(json.loads(run(name))):
        faults.append(f"{name}: {'/'.join(map(str, error.path))}: {error.message[:200]}")
good = json.loads(run("refused"))
for number, damage in enumerate(DAMAGES):
    copied = copy.deepcopy(good)
    damage(copied)
    if report.is_valid(copied):
        faults.append(f"damage {number} is not noticed")
CLIENT_DAMAGES = [
    put(("clients", 0, "client"), ""),
    put(("clients", 0, "as_of"), "lately"),
    put(("clients", 0, "finds", 0, "endpoint", "tls"), "maybe"),
    put(("clients", 0, "finds", 0, "source"), 0),
    put(("clients", 0, "stumbles"), [1]),
    drop("clients", 0, "finds"),
    drop("clients", 0, "unknown"),
]
searched = json.loads(run("find-well"))
for number, damage in enumerate(CLIENT_DAMAGES):
    copied = copy.deepcopy(searched)
    damage(copied)
    if report.is_valid(copied):
        faults.append(f"damage {number} of a client is not noticed")
ADVICE_DAMAGES = [
    put(("advice", "outcome"), "pop"),
    put(("advice", "days"), 0),
    put(("advice", "days"), 100000),
    put(("advice", "outcome"), "imap"),
    put(("advice", "confidence"), "certain"),
    put(("advice", "forced"), True),
    put(("advice", "for", 0, "rule"), "devices"),
    put(("advice", "for", 0, "points"), "+4"),
    put(("advice", "changes", 0, "outcome"), "maybe"),
    put(("advice", "changes", 0, "fact"), "colour"),
    put(("advice", "modifiers"), ["hurry"]),
    put(("advice", "settings"), ["check-minutes=0"]),
    put(("advice", "settings"), ["password=hunter2"]),
    put(("advice", "facts", 0, "origin"), "guessed"),
    put(("advice", "facts", 0, "name"), "colour"),
    put(("advice", "conflict"), ["devices", "pop-devices"]),
    put(("advice", "where"), ""),
    drop("advice", "days"),
    drop("advice", "outcome"),
    put(("advice", "outcome"), "unclear"),
    put(("advice", "settings"), ["archive-after-days=00"]),
    drop("advice", "tested"),
    drop("advice", "second_copy"),
    drop("advice", "vetoes"),
]
advised = json.loads(run("advice-pop-keep"))
for number, damage in enumerate(ADVICE_DAMAGES):
    copied = copy.deepcopy(advised)
    damage(copied)
    if report.is_valid(copied):
        faults.append(f"damage {number} of advice is not noticed")
unclear = json.loads(run("advice-unclear"))
if "outcome" in unclear["advice"] or "conflict" not in unclear["advice"]:
    faults.append("facts that exclude each other have an outcome")
unclear["advice"]["outcome"] = "imap"
if report.is_valid(unclear):
    faults.append("an outcome beside a conflict is not noticed")
told = {fact["name"]: fact for fact in json.loads(run("advice-not-sure"))["advice"]["facts"]}
if told["backup"] != {"name": "backup", "value": "unknown", "origin": "given"}:
    faults.append("an answer that is not sure is not kept")
answers = [json.loads(run(name))["advice"] for name in names if name.startswith("advice-")]
if {answer["tested"] for answer in answers} != {True, False}:
    faults.append("the samples of advice do not cover what was tested and what was not")
outcomes = {answer["outcome"] for answer in answers if "outcome" in answer}
if outcomes != set(report.schema["$defs"]["advice"]["properties"]["outcome"]["enum"]):
    faults.append("the samples of advice do not cover every outcome")
words = re.findall(r'\[WP_FACT_\w+\] = \{ "([a-z-]+)"', (root / "src/model/situation.c").read_text())
if words != report.schema["$defs"]["factName"]["enum"]:
    faults.append("the facts of model/situation.c and of the schema differ")
for path in ("data/waypost.1", "data/waypost.bash", "help/C/advice.page"):
    told = (root / path).read_text(encoding="utf-8").replace("\\-", "-")
    for word in words:
        if not re.search(rf"(?<![a-z-]){word}(?![a-z-])", told):
            faults.append(f"the fact {word} is not told in {path}")
stranger = dict(good, some_new_key=1)
if not report.is_valid(stranger):
    faults.append("an unknown key is refused")

words = re.findall(r'X \(\w+, "([a-z-]+)"\)', (root / "src/model/outcome.h").read_text())
if words != report.schema["$defs"]["outcome"]["enum"]:
    faults.append("the outcomes of model/outcome.h and of the schema differ")

written = Draft202012Validator(schema("write.schema.json"))
document = json.loads(run("written"))
for error in written.iter_errors(document):
    faults.append(f"written: {error.message}")
document["files"][0]["sha256"] = "short"
if written.is_valid(document):
    faults.append("a short digest is not noticed")

LINT_DAMAGES = [
    put(("schema",), "waypost.lint/2"),
    put(("exit",), 4),
    put(("published",), "yes"),
    put(("checks", 0, "status"), "note"),
    put(("checks", 0, "id"), "Order"),
    put(("checks", 0, "is"), ""),
    drop("checks", 0, "where"),
    drop("program", "version"),
]
lint = Draft202012Validator(schema("lint.schema.json"))
for name in ("well", "faulty", "nothing", "hostile", "grouped", "nowhere", "no-mail", "blind",
             "empty"):
    for error in lint.iter_errors(json.loads(run(f"lint-{name}"))):
        faults.append(f"lint-{name}: {'/'.join(map(str, error.path))}: {error.message[:200]}")
document = json.loads(run("lint-faulty"))
for number, damage in enumerate(LINT_DAMAGES):
    copied = copy.deepcopy(document)
    damage(copied)
    if lint.is_valid(copied):
        faults.append(f"damage {number} of lint is not noticed")
for status, key in (("fail", "should_be"), ("warn", "why")):
    copied = copy.deepcopy(document)
    del next(check for check in copied["checks"] if check["status"] == status)[key]
    if lint.is_valid(copied):
        faults.append(f"lint: {status} without {key} is not noticed")
if not lint.is_valid(dict(document, some_new_key=1)):
    faults.append("lint: an unknown key is refused")

explained = Draft202012Validator(schema("explain.schema.json"))
ids = [found for path in sorted((root / "src/diagnose").glob("catalogue-*.inc"))
       for found in re.findall(r'^  \{ "([^"]+)", WP_SEVERITY', path.read_text(), re.MULTILINE)]
kinds = {"finding": ids, "check": ["srv.imaps"], "rule": ["U0", "U8", "u1", "M1", "M3", "M4"], "gate": ["G4"],
         "veto": ["v2"], "myth": ["imap-is-instant"], "myths": ["myths"]}
if len(ids) < 100:
    faults.append(f"only {len(ids)} findings in the catalogue")
explanations = {}
for kind, named in kinds.items():
    for name in named:
        explanations[name] = document = json.loads(run("explain", name))
        for error in explained.iter_errors(document):
            faults.append(f"explain {name}: {'/'.join(map(str, error.path))}: {error.message[:200]}")
        if (document["kind"], document["id"].lower()) != (kind, name.lower()):
            faults.append(f"explain {name}: {document['kind']} {document['id']}")
        if "{" in "".join(str(document.get(key)) for key in ("title", "cause")):
            faults.append(f"explain {name}: an unfilled placeholder")
if sum(bool(explanations[name]["seen_as"]) for name in ids) < len(ids) // 2:
    faults.append("of most findings nothing tells how they are seen")
if not any(seen.get("enhanced_code") == "5.7.9" and seen.get("reply_code") == "534"
           and seen["verbs"] == ["login"] and "login-refused" in seen["outcomes"]
           for seen in explanations["auth.app-password"]["seen_as"]):
    faults.append("explain auth.app-password: 534 5.7.9 is not in seen_as")
if explanations["tls.cert.expired"]["seen_as"][0]["fault"] != "expired":
    faults.append("explain tls.cert.expired: the fault is not in seen_as")
bounds = {name: explanations[name]["rows"][-1]["facts"][0] for name in ("M1", "M3", "M4", "U8")}
if bounds != {"M1": {"fact": "quota", "from": "100"},
              "M3": {"fact": "largest-folder", "from": "100001"},
              "M4": {"fact": "expire", "from": "1", "below": "never"},
              "U8": {"fact": "backup", "from": "none", "to": "none"}}:
    faults.append(f"explain: the bounds are {bounds}")
if not any("statuses" in seen for name in ids for seen in explanations[name]["seen_as"]):
    faults.append("explain: no finding is told by a source")
if set(explanations["tls.cert.expired"]["params"]) != {"host", "port", "not_after", "fingerprint"}:
    faults.append(f"explain: params are {explanations['tls.cert.expired']['params']}")
for name, damage in (("auth.app-password", drop("seen_as")), ("auth.app-password", drop("remedy")),
                     ("auth.app-password", put(("seen_as", 0, "verbs"), ["sniff"])),
                     ("auth.app-password", drop("seen_as", 0, "verbs")),
                     ("auth.app-password", put(("severity",), "fatal")),
                     ("U8", put(("rows", 0, "facts", 0, "fact"), "colour")),
                     ("U8", put(("rows", 0, "facts", 0, "below"), "never")),
                     ("U8", put(("kind",), "finding")), ("G4", drop("text")),
                     ("myths", put(("myths",), [])), ("srv.imaps", drop("id"))):
    copied = copy.deepcopy(explanations[name])
    damage(copied)
    if explained.is_valid(copied):
        faults.append(f"a damage of explain {name} is not noticed")

print("\n".join(faults) or f"{len(names)} reports are valid, {len(DAMAGES)} damaged ones are not")
sys.exit(1 if faults else 0)
