"""Holds data/providers.json against its schema and against what a schema cannot say; and both
against damaged copies, each of which must be noticed. Usage: notes-data.py SOURCE-ROOT.
Exit 77 (skipped) where python3-jsonschema is not installed."""

import copy
import datetime
import json
import pathlib
import re
import sys

try:
    from jsonschema import Draft202012Validator
except ImportError:
    print("SKIPPED: python3-jsonschema is not installed, the provider notes were NOT checked")
    sys.exit(77)

FEWEST = 60
REGIONS = {"world", "africa", "asia", "europe", "north-america", "oceania", "south-america"}
# What a port stands for; anything else must be said here.
PORTS = {
    ("imap", 993): "implicit", ("imap", 143): "starttls",
    ("pop3", 995): "implicit", ("pop3", 110): "starttls",
    ("smtp", 465): "implicit", ("smtp", 587): "starttls",
}  # fmt: skip
# What a notice tells the date of must be demanded, too.
DATES_DEMAND = {
    "account-password-refused": "app-password",
    "app-password-exception": "app-password",
    "passwords-off": "sign-in",
}
ODD_SERVERS = {
    ("mobile.charter.net", 587, "implicit"),
    ("smtp.nauta.cu", 25, "starttls"),
}


def schema_faults(validator, notes):
    for error in validator.iter_errors(notes):
        yield f"{'/'.join(map(str, error.path))}: {error.message[:200]}"


def repeated(values):
    values = list(values)
    return sorted({value for value in values if values.count(value) > 1})


def date_faults(provider):
    try:
        checked = datetime.date.fromisoformat(provider["checked_on"])
        again = datetime.date.fromisoformat(provider["recheck_after"])
    except ValueError as error:
        yield str(error)
        return
    if not checked < again:
        yield "recheck_after is not after checked_on"
    if (again - checked).days > 366:
        yield "the facts would be believed for more than a year"


def notice_faults(provider):
    notices = provider.get("notices", [])
    for notice in notices:
        yield from (f"{notice['id']}: {fault}" for fault in date_faults(notice))
        if notice.get("date", "")[:4] > str(int(notice["checked_on"][:4]) + 2):
            yield f"{notice['id']} is about a far future"
    for row in repeated((notice["id"], protocol) for notice in notices
                        for protocol in notice["protocols"]):
        yield f"{row} is told twice"
    demanded = {(demand["kind"], protocol) for demand in provider["demands"]
                for protocol in demand["protocols"]}
    for notice in notices:
        wants = DATES_DEMAND.get(notice["id"])
        for protocol in notice["protocols"]:
            if wants and (wants, protocol) not in demanded:
                yield f"{notice['id']} is told, but {wants} is not demanded for {protocol}"
    offered = {server["protocol"] for server in provider["servers"]}
    for notice in notices:
        if notice["id"] == "imap-only":
            if offered != {"imap", "smtp"}:
                yield "imap-only, with other servers"
        elif not offered >= set(notice["protocols"]):
            yield f"{notice['id']} is about a protocol without a server"


def server_faults(provider):
    protocols = {server["protocol"] for server in provider["servers"]}
    for server in provider["servers"]:
        odd = (server["host"], server["port"], server["tls"])
        if PORTS.get((server["protocol"], server["port"])) != server["tls"] and odd not in ODD_SERVERS:
            yield f"{odd} is no usual port"
    kinds = {demand["kind"] for demand in provider["demands"]}
    if not provider["servers"] and not kinds & {"no-mail", "bridge"}:
        yield "has no server and does not say why"
    if provider["servers"] and kinds & {"no-mail", "bridge"}:
        yield "has servers and says that there are none"
    for demand in provider["demands"]:
        if provider["servers"] and demand["kind"] == "sign-in":
            for server in provider["servers"]:
                if server["protocol"] in demand["protocols"] and server["auth"] != ["OAuth2"]:
                    yield f"{server['host']} takes a password, though {demand['kind']} is demanded"
    if "smtp" in protocols and len(protocols) == 1:
        yield "can only send"


def faults_of(notes):
    providers = notes["providers"]
    if len(providers) < FEWEST:
        yield f"only {len(providers)} providers"
    for name, values in (
        ("id", (provider["id"] for provider in providers)),
        ("domain", (domain for provider in providers for domain in provider["domains"])),
        ("mx", (name for provider in providers for name in provider.get("mx", ()))),
    ):
        for value in repeated(values):
            yield f"{name} {value} is there twice"
    known = {domain for provider in providers for domain in provider["domains"]}
    for domain in sorted(known & set(notes["not_typos"])):
        yield f"{domain} is known and needs not be in not_typos"
    for region in sorted(REGIONS - {provider["region"] for provider in providers}):
        yield f"no provider of {region}"
    for provider in providers:
        found = [*date_faults(provider), *server_faults(provider), *notice_faults(provider)]
        targets = provider.get("typo_targets", [])
        found += [f"{domain} is not its own" for domain in targets if domain not in provider["domains"]]
        names = {domain.split(".")[0] for domain in targets}
        found += [f"no target has the name {brand}" for brand in provider.get("typo_brands", ())
                  if brand not in names]
        if not provider["domains"] and not provider.get("mx"):
            found.append("would never be found")
        yield from (f"{provider['id']}: {fault}" for fault in found)


def damage(change, provider="gmx"):
    def damaged(notes):
        copied = copy.deepcopy(notes)
        change(copied, next(p for p in copied["providers"] if p["id"] == provider))
        return copied

    return damaged


def notice_damage(change):
    """Of the first notice of Gmail, which has an amount and no date, and is about POP3."""
    return damage(lambda notes, gmail: change(gmail["notices"][0], gmail), provider="gmail")


SCHEMA_DAMAGES = [
    damage(lambda notes, gmx: notes.update(schema="waypost.providers/2")),
    damage(lambda notes, gmx: gmx.update(source="http://gmx.example/")),
    damage(lambda notes, gmx: gmx.update(source="https://gmx.example/a b")),
    damage(lambda notes, gmx: gmx.update(checked_on="yesterday")),
    damage(lambda notes, gmx: gmx.update(region="moon")),
    damage(lambda notes, gmx: gmx.update(nickname="x")),
    damage(lambda notes, gmx: gmx["domains"].append("GMX.example")),
    damage(lambda notes, gmx: gmx["domains"].append("gmx")),
    damage(lambda notes, gmx: gmx["servers"][0].update(tls="none")),
    damage(lambda notes, gmx: gmx["servers"][0].update(host="127.0.0.1")),
    damage(lambda notes, gmx: gmx["servers"][0].update(port=70000)),
    damage(lambda notes, gmx: gmx["demands"][0].update(kind="dance")),
    damage(lambda notes, gmx: gmx["demands"][0].update(protocols=[])),
    damage(lambda notes, gmx: gmx.pop("recheck_after")),
    notice_damage(lambda notice, gmail: notice.update(id="dance")),
    notice_damage(lambda notice, gmail: notice.update(date="2025-01")),
    notice_damage(lambda notice, gmail: notice.update(id="imap-only")),
    notice_damage(lambda notice, gmail: notice.update(id="storage-cut")),
    notice_damage(lambda notice, gmail: notice.update(id="storage-cut", date="January")),
    notice_damage(lambda notice, gmail: notice.pop("amount")),
    notice_damage(lambda notice, gmail: notice.update(amount=0)),
    notice_damage(lambda notice, gmail: notice.update(protocols=[])),
    notice_damage(lambda notice, gmail: notice.update(source="http://gmail.example/")),
    notice_damage(lambda notice, gmail: notice.pop("source")),
    notice_damage(lambda notice, gmail: notice.pop("checked_on")),
    notice_damage(lambda notice, gmail: notice.update(text="x")),
]
OTHER_DAMAGES = [
    damage(lambda notes, gmx: notes.update(providers=notes["providers"][: FEWEST - 1])),
    damage(lambda notes, gmx: gmx.update(id="gmail")),
    damage(lambda notes, gmx: gmx["domains"].append("gmail.com")),
    damage(lambda notes, gmx: gmx["mx"].append("google.com")),
    damage(lambda notes, gmx: gmx.update(checked_on="2026-02-30")),
    damage(lambda notes, gmx: gmx.update(recheck_after=gmx["checked_on"])),
    damage(lambda notes, gmx: gmx.update(recheck_after="2029-01-01")),
    damage(lambda notes, gmx: gmx["servers"][0].update(port=994)),
    damage(lambda notes, gmx: gmx["servers"].clear()),
    damage(lambda notes, gmx: gmx["demands"].append({"kind": "sign-in", "protocols": ["imap"]})),
    notice_damage(lambda notice, gmail: notice.update(recheck_after=notice["checked_on"])),
    notice_damage(lambda notice, gmail: notice.update(recheck_after="2029-01-01")),
    notice_damage(lambda notice, gmail: gmail["notices"].append(dict(notice, amount=31))),
    notice_damage(lambda notice, gmail: gmail["notices"][-1].update(date="2031-01")),
    notice_damage(lambda notice, gmail: gmail.update(
        servers=[s for s in gmail["servers"] if s["protocol"] != "pop3"])),
    notice_damage(lambda notice, gmail: gmail["demands"].pop(0)),
    damage(lambda notes, icloud: icloud["servers"].append(
        dict(icloud["servers"][0], protocol="pop3", port=995)), provider="icloud"),
    damage(lambda notes, gmx: gmx["typo_targets"].append("elsewhere.example")),
    damage(lambda notes, gmx: notes["not_typos"].append("gmx.de")),
    damage(lambda notes, gmx: [p.update(region="world") for p in notes["providers"]
                               if p["region"] == "africa"]),
]  # fmt: skip

root = pathlib.Path(sys.argv[1])
text = (root / "data/providers.json").read_text(encoding="utf-8")
notes = json.loads(text)
schema = json.loads((root / "data/providers.schema.json").read_text(encoding="utf-8"))
Draft202012Validator.check_schema(schema)
validator = Draft202012Validator(schema)
faults = [*schema_faults(validator, notes), *faults_of(notes)]
for line, row in enumerate(text.splitlines(), 1):
    if len(row) > 240 or re.search(r"\s$|\t", row):
        faults.append(f"line {line} is too long, or has stray white space")
for number, damaged in enumerate(SCHEMA_DAMAGES):
    if validator.is_valid(damaged(notes)):
        faults.append(f"damage {number} is not noticed by the schema")
for number, damaged in enumerate(OTHER_DAMAGES):
    if not any(faults_of(damaged(notes))):
        faults.append(f"damage {number} is not noticed by this test")

providers = notes["providers"]
print("\n".join(faults) or f"{len(providers)} providers, "
      f"{sum(len(provider['domains']) for provider in providers)} domains, "
      f"{len(SCHEMA_DAMAGES) + len(OTHER_DAMAGES)} damages noticed")
sys.exit(1 if faults else 0)
