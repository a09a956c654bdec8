#!/usr/bin/python3
"""One side of against-thunderbird.py: lets Waypost and Thunderbird set up the same addresses inside
a lab, in turns, and prints times in milliseconds, as JSON: {domain: {what: [time]}}.

  proven  waypost check: from the start of the program until receiving and sending were proven
  whole   the same run until its end
  hub     Thunderbird's account hub (thunderbird-hub.js): from the clicks to the results
  find    the part of that until the hub shows what was found
  engine  Thunderbird's modules without its windows (thunderbird-engine.js)

Each of Thunderbird's runs is in a Thunderbird of its own with a fresh profile; its start is not
counted. One round before all others warms the resolver and the disk and is not counted.

usage: thunderbird-in-lab.py WAYPOST DOMAIN:ROUNDS...
"""
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import runs

sys.path.insert(0, str(runs.HERE.parent / "clients"))
from marionette import Marionette  # noqa: E402

PORT, START_S, SCRIPT_S, STOP_S = 2828, 120, 150, 20
NAME = "Anna"
GUESSED = ("imap", "pop", "smtp", "mail")
PREFERENCES = {
    "app.donation.eoy.version.viewed": 999,
    "app.update.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.update.enabled": False,
    "mail.inappnotifications.enabled": False,
    "mail.provider.suppress_dialog_on_startup": True,
    "mail.rights.version": 1,
    "mail.shell.checkDefaultClient": False,
    "mail.spotlight.firstRunDone": True,
    "mailnews.start_page.enabled": False,
    "marionette.port": PORT,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.manage-offline-status": False,
    "network.trr.mode": 5,
    "services.settings.server": "data:,",
    "toolkit.telemetry.enabled": False,
}


def new_profile(folder):
    """A profile that trusts the lab, as the system's store makes Waypost do."""
    profile = folder / "profile"
    profile.mkdir()
    (profile / "user.js").write_text("".join(
        f"user_pref({json.dumps(name)}, {json.dumps(value)});\n"
        for name, value in PREFERENCES.items()))
    database = ["certutil", "-d", f"sql:{profile}"]
    subprocess.run([*database, "-N", "--empty-password"], check=True)
    subprocess.run([*database, "-A", "-n", "lab", "-t", "C,,", "-i", os.environ["WAYPOST_LAB_CA"]],
                   check=True)
    return profile


def in_thunderbird(script, address):
    """What the script makes of the address and its password, in a new Thunderbird."""
    password = Path(runs.password_file(address)).read_text(encoding="utf-8").rstrip("\n")
    with tempfile.TemporaryDirectory(dir=os.environ["HOME"]) as name:
        folder = Path(name)
        command = ["thunderbird", "--headless", "--no-remote", "--profile",
                   str(new_profile(folder)), "--marionette", "--remote-allow-system-access"]
        environment = dict(os.environ, HOME=name, MOZ_CRASHREPORTER_DISABLE="1", LANG="C.UTF-8",
                           NO_AT_BRIDGE="1")
        with open(folder / "log", "wb") as log:
            program = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL,
                                       stdout=log, stderr=subprocess.STDOUT)
        try:
            session = Marionette(PORT, lambda: program.poll() is None, START_S, SCRIPT_S)
            result = session.run((runs.HERE / script).read_text(encoding="utf-8"), address,
                                 password, NAME)
            session.quit()
            program.wait(STOP_S)
        finally:
            program.kill()
            program.wait()
    if "error" in result or "proven" not in result:
        sys.exit(f"{script}, {address}: Thunderbird proved nothing: {json.dumps(result)}")
    return result


def proven_at(report):
    """When the last thing was seen that proved one way to receive and one to send; None: never."""
    ends = {}
    for service in report["services"]:
        if service["works"] == "yes":
            same = ("protocol", "host", "port")
            ends[service["protocol"]] = max(
                step["start_ms"] + step["ms"] for step in report["steps"]
                if all(step.get("endpoint", {}).get(key) == service["endpoint"][key]
                       for key in same))
    incoming = [ends[protocol] for protocol in ("imap", "pop3") if protocol in ends]
    return max(min(incoming), ends["smtp"]) if incoming and "smtp" in ends else None


def in_waypost(program, address, domain):
    """A guess is only logged in to where a person said so: here, beforehand."""
    allowed = [word for label in GUESSED for word in ("--allow", f"guess:{label}.{domain}")]
    run = runs.waypost(program, "check", address, "--password-file", runs.password_file(address),
                       *allowed)
    at = proven_at(run.report)
    if run.code != 0 or at is None:
        sys.exit(f"{address}: exit code {run.code}, works: {runs.working(run.report)}\n"
                 f"{run.errors}")
    return {"proven": run.at(at), "whole": run.ms}


def measure(program, domain):
    address = f"anna@{domain}"
    times = in_waypost(program, address, domain)
    hub = in_thunderbird("thunderbird-hub.js", address)
    engine = in_thunderbird("thunderbird-engine.js", address)
    return {**times, "hub": hub["total_ms"], "find": hub["find_ms"], "engine": engine["total_ms"]}


def main():
    program, cases = sys.argv[1], [word.split(":") for word in sys.argv[2:]]
    measure(program, cases[0][0])
    times = {domain: {} for domain, _ in cases}
    for number in range(max(int(rounds) for _, rounds in cases)):
        for domain, rounds in cases:
            if number < int(rounds):
                for what, taken in measure(program, domain).items():
                    times[domain].setdefault(what, []).append(taken)
    print(json.dumps(times))


if __name__ == "__main__":
    main()
