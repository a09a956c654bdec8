"""Accounts: random passwords, tokens, and their mailboxes.

Passwords are random in every run. That makes each one a canary: found anywhere but here, it has
leaked.
"""

import base64
import hashlib
import hmac
import json
import os
import pwd
import secrets
import time
from dataclasses import dataclass
from pathlib import Path

import domains
import mailboxes

TOKEN_KEY = secrets.token_bytes(32)
LIFETIME_S = 86400


@dataclass(frozen=True)
class Account:
    address: str
    row: domains.Domain
    logins: tuple       # the user names the servers know
    password: str
    smtp_password: str  # often the same
    token: str


def _new_password():
    """A password that looks different in every encoding."""
    return secrets.token_urlsafe(12) + "+%&" + secrets.token_urlsafe(3)


def token(address):
    """A signed statement (JWT) that its bearer is address; Dovecot checks it without a web."""
    def encode(data):
        return base64.urlsafe_b64encode(data).rstrip(b"=")
    now = int(time.time())
    claims = {"sub": address, "email": address, "iat": now, "exp": now + LIFETIME_S}
    text = b".".join(encode(json.dumps(part).encode())
                     for part in ({"alg": "HS256", "typ": "JWT"}, claims))
    signature = hmac.new(TOKEN_KEY, text, hashlib.sha256).digest()
    return (text + b"." + encode(signature)).decode()


def create():
    """All accounts of the table."""
    result = []
    for row in domains.TABLE:
        if row.zone == "missing":
            continue
        for local in row.users:
            address = f"{local}@{row.name}"
            logins = [row.login.format(address=address, local=local)]
            if row.name.startswith("xn--") and logins == [address]:
                logins.append(f"{local}@{row.name.encode().decode('idna')}")
            password = _new_password()
            smtp_password = _new_password() if row.smtp_password else password
            result.append(Account(address, row, tuple(logins), password, smtp_password,
                                  token(address)))
    return result


def write(accounts, state):
    """Write passwords/ADDRESS, tokens/ADDRESS, about/ADDRESS and the mailboxes below state."""
    state = Path(state)
    for folder in ("passwords", "tokens", "about"):
        (state / folder).mkdir()
    for account in accounts:
        names = {account.address, *(name for name in account.logins if "@" in name)}
        for name in names:
            (state / "passwords" / name).write_text(account.password + "\n")
            (state / "tokens" / name).write_text(account.token + "\n")
            (state / "about" / name).write_text(account.row.about + "\n")
        if account.row.smtp_password:
            (state / "passwords" / f"{account.address}.smtp").write_text(
                account.smtp_password + "\n")
    owner = pwd.getpwnam("mail")
    top = state / "mail"
    for account in accounts:
        local, domain = account.address.split("@")
        mailboxes.write(top / domain / local / "Maildir", account.address, account.row.mailbox)
        (state / "log" / "raw" / account.address).mkdir(parents=True)
    for tree in (top, state / "log" / "raw"):
        for path, _, files in os.walk(tree):
            for name in ["."] + files:
                os.chown(os.path.join(path, name), owner.pw_uid, owner.pw_gid)
