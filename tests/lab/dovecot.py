"""Dovecot: IMAP, POP3, and the password check for everything that is sent.

One instance serves every row whose passwords are checked the same way (KINDS); within an
instance each address has its own certificate. Which mechanisms are offered and how passwords are
stored can only be set for a whole instance.
"""

import base64
import crypt
import os
from collections import defaultdict
from pathlib import Path

import accounts
import domains
import mailboxes

# kind -> (mechanisms, how passwords are stored)
KINDS = {
    "any": ("plain login cram-md5 scram-sha-1 scram-sha-256 xoauth2 oauthbearer", "PLAIN"),
    "hashed": ("plain login cram-md5 scram-sha-1 scram-sha-256", "SHA512-CRYPT"),
    "oauth": ("xoauth2 oauthbearer", "PLAIN"),
    "challenge": ("cram-md5 scram-sha-256", "PLAIN"),
    "digest": ("digest-md5", "PLAIN"),
    "down": ("plain login", "PLAIN"),
    "slow": ("plain", "PLAIN"),
    "old": ("plain login", "PLAIN"),
}
# What an old server says that it can do, once somebody has logged in: no LIST-STATUS, no
# STATUS=SIZE.
CAPABILITIES = {
    "old": "IMAP4rev1 SASL-IR LOGIN-REFERRALS ID ENABLE IDLE CHILDREN NAMESPACE UIDPLUS LITERAL+ "
           "SPECIAL-USE QUOTA",
}
FAILURE_DELAY_S = {"slow": 2}

SASL_DOWN = "sasl-out-of-order"

CONFIG = """base_dir = {folder}/run
state_dir = {folder}/state
log_path = {log}
instance_name = {kind}
protocols = imap pop3
listen = 127.0.0.1
mail_uid = mail
mail_gid = mail
first_valid_uid = 1
mail_home = {state}/mail/%d/%n
mail_location = maildir:~/Maildir
rawlog_dir = {state}/log/raw/%u
disable_plaintext_auth = yes
ssl = yes
ssl_min_protocol = TLSv1.2
ssl_cert = <{default_chain}
ssl_key = <{default_chain}
auth_mechanisms = {mechanisms}
auth_username_chars =
auth_failure_delay = {failure_delay} secs
auth_debug = yes
mail_max_userip_connections = 1000
mail_plugins = $mail_plugins quota notify mail_log
protocol imap {{
  mail_plugins = $mail_plugins imap_quota
{capability}}}
plugin {{
  quota = maildir:User quota
  quota_rule = *:storage={quota_kib}K
  mail_log_events = delete undelete expunge save copy mailbox_delete mailbox_rename flag_change
  mail_log_fields = uid box flags
}}
{passdbs}userdb {{
  driver = static
  args = uid=mail gid=mail allow_all_users=yes
}}
namespace inbox {{
  inbox = yes
  separator = /
{mailboxes}}}
service anvil {{
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service auth {{
  unix_listener {folder}/sasl {{
    mode = 0666
  }}
}}
service stats {{
  unix_listener stats-reader {{
    mode = 0666
  }}
  unix_listener stats-writer {{
    mode = 0666
  }}
}}
{services}{certificates}"""

MAILBOX = """  mailbox {name} {{
    auto = subscribe
    special_use = \\{name}
  }}
"""
PASSDB = """passdb {{
  driver = {driver}
  args = {args}
{more}}}
"""
OAUTH = """introspection_mode = local
local_validation_key_dict = fs:posix:prefix={folder}/keys/
username_attribute = email
username_format = %u
"""
CERTIFICATE = """local {address} {{
  ssl_cert = <{chain}
  ssl_key = <{chain}
{more}}}
"""
WITHOUT_TLS = "  ssl = no\n  disable_plaintext_auth = no\n"


class Dovecot:
    """One instance."""

    def __init__(self, kind, state, authority):
        self.kind, self.authority = kind, authority
        self.state = Path(state)
        self.folder = self.state / f"dovecot-{kind}"
        self.mechanisms, self.scheme = KINDS[kind]
        self.listeners = [entry for entry in domains.listeners(("imap", "pop"))
                          if entry[0].auth == kind]

    @property
    def sasl_socket(self):
        """Where Postfix asks. Dovecot's word for "try later" would become a plain refusal there;
        a scripted peer fails in the way that Postfix passes on as temporary."""
        return self.state / SASL_DOWN if self.kind == "down" else self.folder / "sasl"

    def command(self):
        return ["dovecot", "-F", "-c", self.folder / "dovecot.conf"]

    def write(self, everybody):
        (self.folder / "keys/default/HS256").mkdir(parents=True)
        (self.folder / "keys/default/HS256/default").write_bytes(
            base64.b64encode(accounts.TOKEN_KEY))
        (self.folder / "oauth2.conf").write_text(OAUTH.format(folder=self.folder))
        refuse = self.folder / "out-of-order"
        refuse.write_text("#!/bin/sh\nexit 111\n")  # checkpassword's word for "try later"
        os.chmod(refuse, 0o755)
        self._write_users([person for person in everybody if person.row.auth == self.kind])
        (self.folder / "dovecot.conf").write_text(CONFIG.format(
            folder=self.folder, state=self.state, kind=self.kind,
            failure_delay=FAILURE_DELAY_S.get(self.kind, 0),
            log=self.state / "log" / f"dovecot-{self.kind}.log",
            default_chain=self.authority.folder / "lab.pem", mechanisms=self.mechanisms,
            passdbs=self._passdbs(), services=self._services(),
            certificates=self._certificates(), quota_kib=mailboxes.QUOTA_KIB,
            capability=self._capability(),
            mailboxes="".join(MAILBOX.format(name=name[1:]) for name in mailboxes.USUAL
                              if name and " " not in name)))

    def _write_users(self, people):
        """Two lists: users, and users of one service for those with two passwords."""
        plain, by_service = [], []
        for person in people:
            for login in person.logins:
                if person.row.smtp_password:
                    by_service += [self._entry(f"{login}/{service}", person, password)
                                   for service, password in (
                                       ("imap", person.password), ("pop3", person.password),
                                       ("smtp", person.smtp_password))]
                else:
                    plain.append(self._entry(login, person, person.password))
        (self.folder / "users").write_text("".join(plain))
        (self.folder / "users-by-service").write_text("".join(by_service))

    def _entry(self, login, person, password):
        if self.scheme == "SHA512-CRYPT":
            password = crypt.crypt(password, crypt.mksalt(crypt.METHOD_SHA512, rounds=1000))
        return f"{login}:{{{self.scheme}}}{password}::::::user={person.address}\n"

    def _passdbs(self):
        if self.kind == "down":
            return PASSDB.format(driver="checkpassword", args=self.folder / "out-of-order",
                                 more="")
        result = ""
        if "oauth" in self.mechanisms:
            result = PASSDB.format(driver="oauth2", args=self.folder / "oauth2.conf",
                                   more="  mechanisms = xoauth2 oauthbearer\n")
        for names, path in (("%u/%s", "users-by-service"), ("%u", "users")):
            result += PASSDB.format(driver="passwd-file", more="",
                                    args=f"username_format={names} {self.folder / path}")
        return result

    def _capability(self):
        words = CAPABILITIES.get(self.kind)
        return f"  imap_capability = {words}\n" if words else ""

    def _services(self):
        groups = {"imap": defaultdict(list), "pop": defaultdict(list)}
        for _, address, service, port, mode in self.listeners:
            groups[service][port, "yes" if mode == "tls" else "no"].append(address)
        text = ""
        for service, name in (("imap", "imap"), ("pop", "pop3")):
            text += (f"service {name}-login {{\n  service_count = 0\n"
                     f"  process_min_avail = {1 if self.kind == 'any' else 0}\n"
                     # the two listeners that Dovecot would open by itself, on any address
                     f"  inet_listener {name} {{\n    port = 0\n  }}\n"
                     f"  inet_listener {name}s {{\n    port = 0\n  }}\n")
            for (port, ssl), addresses in groups[service].items():
                text += (f"  inet_listener {name}-{port}-{ssl} {{\n    port = {port}\n"
                         f"    ssl = {ssl}\n    address = {' '.join(addresses)}\n  }}\n")
            text += "}\n"
        return text

    def _certificates(self):
        chains = {}
        for row, address, _, _, mode in self.listeners:
            chains[address] = (self.authority.chain_file(row),
                               WITHOUT_TLS if mode == "none" else "")
        return "".join(CERTIFICATE.format(address=address, chain=chain, more=more)
                       for address, (chain, more) in chains.items())
