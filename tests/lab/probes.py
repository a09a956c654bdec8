"""Small clients with which the lab tests itself: they share no code with the program."""

import base64
import functools
import hashlib
import hmac
import imaplib
import poplib
import smtplib
import socket
import ssl
import struct

import domains

TIMEOUT_S = 3
AD, RCODE = 0x20, 0x0F


@functools.cache
def trusting():
    """The system's store, as a program that knows nothing of the lab would use it."""
    return ssl.create_default_context()


def connect(service, host, port, mode):
    """A greeted session; mode is tls, starttls or none."""
    context = trusting()
    plain, wrapped, upgrade = {
        "imap": (imaplib.IMAP4, imaplib.IMAP4_SSL, lambda s: s.starttls(context)),
        "pop": (poplib.POP3, poplib.POP3_SSL, lambda s: s.stls(context)),
        "smtp": (smtplib.SMTP, smtplib.SMTP_SSL, lambda s: s.starttls(context=context)),
    }[service]
    if mode == "tls":
        name = "context" if service != "imap" else "ssl_context"
        return wrapped(host, port, timeout=TIMEOUT_S, **{name: context})
    session = plain(host, port, timeout=TIMEOUT_S)
    if mode == "starttls":
        upgrade(session)
    return session


def login(service, session, user, password):
    """Log in by the plainest way; raises what the library raises."""
    if service == "imap":
        session.login(user, password)
    elif service == "pop":
        session.user(user)
        session.pass_(password)
    else:
        session.ehlo()
        session.user, session.password = user, password
        session.auth("PLAIN", session.auth_plain)


def why_not(work):
    """One word for the way in which work() fails: ok, refused, certificate code, ..."""
    try:
        work()
    except ssl.SSLCertVerificationError as error:
        return f"verify {error.verify_code}"
    except ssl.SSLError as error:
        return f"tls {error.reason}"
    except (imaplib.IMAP4.abort, poplib.error_proto, smtplib.SMTPException,
            imaplib.IMAP4.error) as error:
        return f"said {error}"
    except (TimeoutError, socket.timeout):
        return "timeout"
    except ConnectionRefusedError:
        return "refused"
    except socket.gaierror as error:
        return {socket.EAI_AGAIN: "dns failure"}.get(error.errno, "no name")
    except (ConnectionError, EOFError):
        return "closed"
    return "ok"


def authenticate(host, mechanism, user, secret):
    """IMAP AUTHENTICATE over TLS; True if the server said OK."""
    session = connect("imap", host, 993, "tls")
    steps = STEPS[mechanism](user, secret)
    try:
        session.authenticate(mechanism, lambda data: steps.send(data if data else b""))
    except imaplib.IMAP4.error:
        return False
    session.logout()
    return True


def _started(generator):
    """Make a generator that takes the server's first challenge at its first send()."""
    def start(*arguments):
        steps = generator(*arguments)
        next(steps)
        return steps
    return start


@_started
def _xoauth2(user, token):
    yield
    yield f"user={user}\1auth=Bearer {token}\1\1".encode()
    yield b""


@_started
def _oauthbearer(user, token):
    yield
    yield f"n,a={user},\1host=lab\1port=993\1auth=Bearer {token}\1\1".encode()
    yield b"\1"


@_started
def _cram_md5(user, password):
    challenge = yield
    digest = hmac.new(password.encode(), challenge, "md5").hexdigest()
    yield f"{user} {digest}".encode()


def _scram(algorithm):
    @_started
    def steps(user, password):
        yield
        first = f"n={user},r=labnonce"
        server_first = yield ("n,," + first).encode()
        fields = dict(part.split(b"=", 1) for part in server_first.split(b","))
        salted = hashlib.pbkdf2_hmac(algorithm, password.encode(), base64.b64decode(fields[b"s"]),
                                     int(fields[b"i"]))
        key = hmac.digest(salted, b"Client Key", algorithm)
        bare = f"c=biws,r={fields[b'r'].decode()}"
        message = b",".join((first.encode(), server_first, bare.encode()))
        stored = hashlib.new(algorithm, key).digest()
        signature = hmac.digest(stored, message, algorithm)
        proof = bytes(a ^ b for a, b in zip(key, signature))
        yield (bare + ",p=").encode() + base64.b64encode(proof)
        yield b""
    return steps


STEPS = {"XOAUTH2": _xoauth2, "OAUTHBEARER": _oauthbearer, "CRAM-MD5": _cram_md5,
         "SCRAM-SHA-1": _scram("sha1"), "SCRAM-SHA-256": _scram("sha256")}


def ask(name, kind, server=domains.RESOLVER[0]):
    """A DNS question; returns (rcode, authenticated, number of answers)."""
    labels = b"".join(bytes([len(part)]) + part.encode() for part in name.split("."))
    # the AD bit in a question asks for the AD bit in the answer (RFC 6840 section 5.7)
    head, tail = struct.pack("!6H", 99, 0x0120, 1, 0, 0, 0), struct.pack("!2H", kind, 1)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as channel:
        channel.settimeout(TIMEOUT_S)
        channel.sendto(head + labels + b"\0" + tail, (server, 53))
        answer = channel.recv(4096)
    return answer[3] & RCODE, bool(answer[3] & AD), struct.unpack("!H", answer[6:8])[0]
