"""Postfix: one instance for every row, with a set of options for each address and port.

Mail for the lab's domains goes into Dovecot's mailboxes; nothing leaves. Passwords are checked by
the Dovecot instance that the row names.
"""

import os
import shutil
from pathlib import Path

import domains

QUEUES = ("active", "bounce", "corrupt", "defer", "deferred", "flush", "hold", "incoming",
          "private", "saved", "trace")

MAIN = """compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
myhostname = smtp.good.test
mydestination =
inet_protocols = all
inet_interfaces = all
maillog_file = {log}/postfix.log
maillog_file_prefixes = {log}
alias_maps =
alias_database =
local_recipient_maps =
virtual_mailbox_domains = {domains}
virtual_mailbox_maps = texthash:{folder}/mailboxes
virtual_mailbox_base = {state}/mail
virtual_minimum_uid = 1
virtual_uid_maps = static:8
virtual_gid_maps = static:8
default_transport = error:the lab sends nothing outside
disable_dns_lookups = yes
smtpd_peername_lookup = no
smtpd_error_sleep_time = 0
smtpd_client_connection_count_limit = 0
smtpd_sasl_type = dovecot
smtpd_sasl_auth_enable = no
smtpd_sender_login_maps = texthash:{folder}/senders
smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
smtpd_tls_security_level = may
smtpd_tls_mandatory_protocols = >=TLSv1.2
smtpd_tls_loglevel = 1
smtputf8_enable = yes
message_size_limit = 20971520
"""

SUBMISSION = {
    "smtpd_sasl_auth_enable": "yes",
    "smtpd_sender_restrictions": "reject_sender_login_mismatch",
    "smtpd_recipient_restrictions": "permit_sasl_authenticated,reject",
}
MODES = {
    "tls": {"smtpd_tls_wrappermode": "yes"},
    "starttls": {"smtpd_tls_security_level": "encrypt", "smtpd_tls_auth_only": "yes"},
    "none": {"smtpd_tls_security_level": "none"},
}

SERVICES = """cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
pickup unix n - n 60 1 pickup
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
"""


class Postfix:
    def __init__(self, state, authority, sasl_sockets):
        self.state, self.authority, self.sasl_sockets = Path(state), authority, sasl_sockets
        self.folder = self.state / "postfix"

    def command(self):
        return ["/usr/lib/postfix/sbin/master", "-d", "-c", self.folder]

    def write(self, everybody):
        self._make_queues()
        names = [row.name for row in domains.TABLE if row.zone != "missing"]
        (self.folder / "main.cf").write_text(MAIN.format(
            folder=self.folder, state=self.state, log=self.state / "log",
            domains=", ".join(names)))
        mailboxes, senders = "", ""
        for person in everybody:
            local, domain = person.address.split("@")
            mailboxes += f"{person.address} {domain}/{local}/Maildir/\n"
            senders += f"{person.address} {person.address},{','.join(person.logins)}\n"
        (self.folder / "mailboxes").write_text(mailboxes)
        (self.folder / "senders").write_text(senders)
        lines = [self._service(*entry) for entry in domains.listeners(("smtp",))]
        (self.folder / "master.cf").write_text("".join(lines) + SERVICES)
        for path in self.folder.glob("*"):  # Postfix waits two seconds before it reads a new file
            os.utime(path, (0, 0))

    def _service(self, row, address, _service, port, mode):
        """One listening address of master.cf."""
        options = {"myhostname": row.server("smtp"),
                   "syslog_name": f"postfix/{row.name}/{port}",
                   "smtpd_tls_chain_files": self.authority.chain_file(row), **MODES[mode]}
        if port == 25:
            options["smtpd_tls_security_level"] = "may"
        else:
            options.update(SUBMISSION, smtpd_sasl_path=self.sasl_sockets[row.auth])
        place = f"[{address}]" if ":" in address else address
        return (f"{place}:{port} inet n - n - - smtpd\n"
                + "".join(f"  -o {name}={value}\n" for name, value in options.items()))

    def _make_queues(self):
        """The folders that `postfix start` would make; the master alone is what we start."""
        for name in QUEUES:
            (self.folder / "queue" / name).mkdir(parents=True)
            self._give(self.folder / "queue" / name, 0o700)
        for name, mode in (("maildrop", 0o1730), ("public", 0o2710)):
            (self.folder / "queue" / name).mkdir()
            self._give(self.folder / "queue" / name, mode, "postdrop")
        (self.folder / "queue" / "pid").mkdir()
        (self.folder / "data").mkdir()
        self._give(self.folder / "data", 0o700)

    @staticmethod
    def _give(path, mode, group=None):
        shutil.chown(path, "postfix", group)
        os.chmod(path, mode)
