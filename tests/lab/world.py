"""Start everything, wait until it answers, run the command on the client's side."""

import os
import shutil
import signal
import socket
import struct
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import accounts
import ca
import dns
import domains
import namespaces
from dovecot import KINDS, Dovecot
from postfix import Postfix
from web import Web

HERE = Path(__file__).resolve().parent
READY_S, POLL_S = 20, 0.01
RESOLV = {
    "trust-ad": f"nameserver {domains.RESOLVER[0]}\noptions trust-ad\n",
    "plain": f"nameserver {domains.RESOLVER[0]}\n",
    "liar": f"nameserver {domains.LIAR[0]}\n",
}
HOSTS = "127.0.0.1 localhost\n::1 localhost ip6-localhost\n"
NOT_FOR_COMMAND = ("SSL_CERT_FILE", "SSL_CERT_DIR", "CURL_CA_BUNDLE", "http_proxy", "https_proxy",
                   "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY")


class World:
    """What one `lab run` needs; lives inside the private namespaces."""

    def __init__(self, options):
        self.options = options
        self.state = Path(namespaces.mount_files())
        self.home = self.state / "home"

    def run(self, command):
        """Start, run the command (a shell if empty) and return its exit code."""
        try:
            network = self._start()
        except (OSError, RuntimeError, subprocess.CalledProcessError) as error:
            print(f"lab: {error}", file=sys.stderr)
            self._show_logs()
            return 99
        if not command:
            self._greet()
            command = [os.environ.get("SHELL", "/bin/sh")]
        return self._run_client(network, command)

    def _start(self):
        (self.state / "log").mkdir()
        (self.state / "tmp").mkdir(mode=0o1777)
        delaylink = self._delaylink()
        network = namespaces.Network()
        network.connect(domains.all_addresses(), domains.HOLE, self.options.delay, delaylink)
        with ThreadPoolExecutor(8) as pool:
            parts = [pool.submit(self._start_mail_and_web, pool),
                     pool.submit(self._start_names, pool), pool.submit(self._prepare_client)]
            for part in parts:
                part.result()
        return network

    def _delaylink(self):
        """The program for the slow cable, compiled unless the caller has it ready."""
        if not self.options.delay:
            return None
        ready = os.environ.get("WAYPOST_LAB_DELAYLINK")
        if ready:
            return ready
        program = self.state / "delaylink"
        subprocess.run(["cc", "-O2", "-o", program, HERE / "delaylink.c"], check=True)
        return str(program)

    def _start_names(self, pool):
        names = dns.Names(self.state / "dns", self.state / "log")
        names.write(pool)
        names.write_configurations()
        for command in names.commands():
            self._daemon(command)
        for address in (domains.NAME_SERVER[0], domains.RESOLVER[0]):
            _until(lambda: _answers(address), f"name server {address}")

    def _start_mail_and_web(self, pool):
        authority = ca.Authority(self.state / "ca")
        certificates = authority.tasks(pool)
        everybody = accounts.create()
        accounts.write(everybody, self.state)
        instances = {kind: Dovecot(kind, self.state, authority) for kind in KINDS}
        for instance in instances.values():
            instance.write(everybody)
        postfix = Postfix(self.state, authority,
                          {kind: instance.sasl_socket for kind, instance in instances.items()})
        postfix.write(everybody)
        web = Web(self.state / "web", self.state / "log", authority)
        web.write()
        for certificate in certificates:
            certificate.result()
        shutil.copy(authority.root, self.state / "ca.crt")
        for server in (*instances.values(), postfix, web):
            self._daemon(server.command())
        self._daemon([sys.executable, "-B", HERE / "peers.py", self.state])
        authority.write_fingerprints(self.state / "fingerprints")
        namespaces.bind(ca.trust(authority.root, self.state / "trust"), "/etc/ssl/certs")
        for place in _one_port_of_each(instances.values()):
            _until(lambda: _listens(*place), f"{place[0]} port {place[1]}")

    def _prepare_client(self):
        (self.state / "resolv").mkdir()
        for name, text in RESOLV.items():
            (self.state / "resolv" / name).write_text(text)
        (self.state / "hosts").write_text(HOSTS)
        namespaces.bind(self.state / "resolv" / self.options.resolv, "/etc/resolv.conf")
        namespaces.bind(self.state / "hosts", "/etc/hosts")
        for folder in ("", ".config", ".cache", ".local/share", ".local/state", ".runtime"):
            (self.home / folder).mkdir(parents=True, mode=0o700, exist_ok=True)

    def _environment(self):
        result = {name: value for name, value in os.environ.items()
                  if name not in NOT_FOR_COMMAND}
        result.update(
            HOME=str(self.home), TMPDIR=str(self.state / "tmp"), WAYPOST_LAB=str(self.state),
            WAYPOST_LAB_CA=str(self.state / "ca.crt"),
            XDG_CONFIG_HOME=str(self.home / ".config"), XDG_CACHE_HOME=str(self.home / ".cache"),
            XDG_DATA_HOME=str(self.home / ".local/share"),
            XDG_STATE_HOME=str(self.home / ".local/state"),
            XDG_RUNTIME_DIR=str(self.home / ".runtime"))
        return result

    def _run_client(self, network, command):
        try:
            client = subprocess.Popen(command, env=self._environment(),
                                      preexec_fn=network.enter_client)
        except OSError as error:
            print(f"lab: {command[0]}: {error.strerror}", file=sys.stderr)
            return 127
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal sends it to the command, too
        code = client.wait()
        return code if code >= 0 else 128 - code

    def _daemon(self, command):
        with open(self.state / "log" / "daemons.log", "ab") as log:
            subprocess.Popen([str(word) for word in command], stdin=subprocess.DEVNULL,
                             stdout=log, stderr=log, cwd="/")

    def _show_logs(self):
        for log in sorted((self.state / "log").glob("*.log")):
            for line in log.read_text(errors="replace").splitlines()[-5:]:
                print(f"lab: {log.name}: {line}", file=sys.stderr)

    def _greet(self):
        print("Domains of this lab:")
        for row in domains.TABLE:
            print(f"  {row.name:22} {row.about}")
        print(f"Each has the accounts anna@ and ben@; passwords: {self.state}/passwords/ADDRESS\n"
              f"tokens: {self.state}/tokens/ADDRESS   logs: {self.state}/log/   "
              f"certificate: {self.state}/ca.crt\n"
              "Try: curl -u anna@good.test:$(cat $WAYPOST_LAB/passwords/anna@good.test) "
              "imaps://imap.good.test/\nLeave with exit; everything disappears.")


def _one_port_of_each(instances):
    """A daemon opens all its ports at once: one port tells for all."""
    for instance in instances:
        if instance.listeners:
            _, address, _, port, _ = instance.listeners[0]
            yield address, port
    _, address, _, port, _ = next(domains.listeners(("smtp",)))
    yield address, port
    yield domains.WEB[0], 443
    yield domains.LIAR[0], 53  # the peers open this one last


def _until(ready, what):
    deadline = time.monotonic() + READY_S
    while not ready():
        if time.monotonic() > deadline:
            raise RuntimeError(f"{what} does not answer after {READY_S} s")
        time.sleep(POLL_S)


def _listens(address, port):
    try:
        socket.create_connection((address, port), timeout=1).close()
    except OSError:
        return False
    return True


def _answers(address):
    """Does a name server answer for good.test without an error?"""
    question = struct.pack("!6H", 7, 0x0100, 1, 0, 0, 0) + b"\4good\4test\0" + b"\0\6\0\1"
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.settimeout(0.2)
        try:
            probe.connect((address, 53))
            probe.send(question)
            return probe.recv(4096)[3] & 0x0F == 0
        except OSError:
            return False
