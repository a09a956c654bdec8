"""Names: zone files from the table, signed from the root down; NSD serves, Unbound validates.

A private root makes the chain complete: Unbound trusts only its key, so a signed row is really
"secure", an unsigned one provably "insecure" and a bogus one fails, as on the internet.
"""

import base64
import hashlib
import subprocess
from pathlib import Path

import documents
import domains

HEAD = """$ORIGIN {name}
$TTL 60
@ SOA ns.lab.test. hostmaster.lab.test. 1 3600 600 86400 60
@ NS ns.lab.test.
"""
# The public provider database, which clients ask by these names.
DATABASE_HOSTS = ("live", "autoconfig")

# Which versions of the PACC document the TXT records vouch for, given the one that is served.
VOUCHED = {
    "this": lambda text: (text,),
    "both": lambda text: (text + "of tomorrow", text),
    "other": lambda text: (text + "of yesterday",),
}

NSD = """server:
    server-count: 1
    username: ""
    chroot: ""
    database: ""
    zonesdir: "{folder}"
    pidfile: "{folder}/nsd.pid"
    xfrdfile: "{folder}/xfrd.state"
    zonelistfile: "{folder}/zone.list"
    xfrdir: "{folder}"
    logfile: "{log}/nsd.log"
    rrl-ratelimit: 0
{listen}remote-control:
    control-enable: no
{zones}"""

UNBOUND = """server:
    username: ""
    chroot: ""
    directory: "{folder}"
    pidfile: "{folder}/unbound.pid"
    use-syslog: no
    logfile: "{log}/unbound.log"
    val-log-level: 2
    log-queries: yes
    num-threads: 1
    outgoing-range: 512
    access-control: 0.0.0.0/0 allow
    access-control: ::/0 allow
    module-config: "validator iterator"
    root-hints: "{folder}/root.hints"
    trust-anchor-file: "{folder}/root.key"
    trust-anchor-signaling: no
    unblock-lan-zones: yes
    insecure-lan-zones: yes
    local-zone: "test." nodefault
{listen}remote-control:
    control-enable: no
"""


def zone_text(row):
    """The records of one row."""
    origin = row.name + "."
    lines = [HEAD.format(name=origin)]
    hosts = {label: domains.addresses_of(row, label) for label in row.hosts}
    hosts |= {label: domains.addresses_of(row, label) for label in domains.web_labels(row)}
    for label, addresses in hosts.items():
        lines += [address_record(label, address) for address in addresses]
        if not addresses:
            lines.append(f'{label} TXT "a name without an address"\n')
    for service, host, port, priority in domains.SRV[row.srv]:
        lines.append(f"{service}._tcp SRV {priority} 1 {port} {row.server(host)}.\n")
    if row.mx:
        lines.append(f"@ MX 10 {row.mx.format(domain=row.name)}.\n")
    if row.pacc:
        lines += [f'_ua-auto-config TXT "v=UAAC1; a=sha256; d={digest(text)}"\n'
                  for text in VOUCHED[row.pacc](documents.pacc(row))]
    lines += [line + "\n" for line in row.records]
    return "".join(lines)


def digest(text):
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def address_record(label, address):
    return f"{label} {'AAAA' if ':' in address else 'A'} {address}\n"


class Names:
    """All zones, on disk below folder."""

    def __init__(self, folder, log):
        self.folder, self.log = Path(folder), Path(log)
        self.folder.mkdir()
        self._zones = []

    def write(self, pool):
        """Write every zone; children before parents, because a parent signs their digests."""
        rows = [row for row in domains.TABLE if row.zone != "missing"]
        signed = {row.name: pool.submit(self._sign, row.name + ".", zone_text(row))
                  for row in rows if row.zone in ("signed", "bogus")}
        name_server = "".join(address_record("ns", a) for a in domains.NAME_SERVER)
        signed["lab.test"] = pool.submit(self._sign, "lab.test.",
                                         HEAD.format(name="lab.test.") + name_server
                                         + "".join(address_record("web", a)
                                                   for a in domains.WEB))
        for row in rows:
            if row.zone == "unsigned":
                self._put(row.name + ".", zone_text(row))
        self._put("thunderbird.net.", HEAD.format(name="thunderbird.net.") + "".join(
            address_record(label, a) for label in DATABASE_HOSTS for a in domains.WEB))
        parents = {name: HEAD.format(name=name) for name in ("test.", "net.")}
        for name in [row.name for row in rows] + ["lab.test", "thunderbird.net"]:
            delegation = f"{name}. NS ns.lab.test.\n"
            if name in signed:
                digest = signed[name].result()
                if name != "lab.test" and domains.named(name).zone == "bogus":
                    digest = digest[:-1] + ("0" if digest[-1] != "0" else "1")
                delegation += digest + "\n"
            parents[name.partition(".")[2] + "."] += delegation
        glue = "".join(address_record("ns.lab.test.", a) for a in domains.NAME_SERVER)
        digests = [
            self._sign("test.", parents["test."] + glue),
            self._sign("net.", parents["net."]),
        ]
        root = HEAD.format(name=".") + "test. NS ns.lab.test.\nnet. NS ns.lab.test.\n"
        self._sign(".", root + "\n".join(digests) + "\n" + glue)

    def write_configurations(self):
        """Configuration files of the two servers; write() comes first."""
        nsd = NSD.format(
            folder=self.folder, log=self.log,
            listen="".join(f"    ip-address: {a}\n" for a in domains.NAME_SERVER),
            zones="".join(f'zone:\n    name: "{name}"\n    zonefile: "{path}"\n'
                          for name, path in self._zones))
        (self.folder / "nsd.conf").write_text(nsd)
        hints = ". 3600 NS ns.lab.test.\n" + "".join(
            f"ns.lab.test. 3600 {address_record('', a).strip()}\n" for a in domains.NAME_SERVER)
        (self.folder / "root.hints").write_text(hints)
        unbound = UNBOUND.format(
            folder=self.folder, log=self.log,
            listen="".join(f"    interface: {a}\n" for a in domains.RESOLVER))
        (self.folder / "unbound.conf").write_text(unbound)

    def commands(self):
        return [["nsd", "-c", self.folder / "nsd.conf"],
                ["unbound", "-c", self.folder / "unbound.conf"]]

    def _put(self, name, text):
        path = self.folder / f"{name if name != '.' else 'root.'}zone"
        path.write_text(text)
        self._zones.append((name, path))
        return path

    def _sign(self, name, text):
        """Write and sign one zone; returns the DS record for its parent."""
        path = self._put(name, text)
        run = {"cwd": self.folder, "check": True, "capture_output": True, "text": True}
        key = subprocess.run(["ldns-keygen", "-a", "ECDSAP256SHA256", "-k", name],
                             **run).stdout.strip()
        subprocess.run(["ldns-signzone", "-o", name, "-f", path, path, key], **run)
        if name == ".":
            (self.folder / "root.key").write_text((self.folder / f"{key}.key").read_text())
        return (self.folder / f"{key}.ds").read_text().splitlines()[0]
