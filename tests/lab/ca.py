"""A private certification authority, and certificates that are wrong in one way each.

Root and intermediate, as in real life: a server sends its leaf and the intermediate. Leaf files
hold key, leaf and chain in this order, the form every server of the lab can read.
"""

import hashlib
import os
import ssl
import subprocess
import threading
from pathlib import Path

import domains

CONFIG = """
[req]
distinguished_name = name
[name]
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[server]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth
subjectKeyIdentifier = hash
[ca]
default_ca = past
[past]
database = {folder}/index
rand_serial = yes
unique_subject = no
new_certs_dir = {folder}
default_md = sha256
policy = any
copy_extensions = copy
[any]
commonName = supplied
"""

# The certificate of everything that belongs to no row.
LAB_NAMES = ["web.lab.test", "live.thunderbird.net", "autoconfig.thunderbird.net"]

# kind of certificate -> (who signs, which certificates of the signer are sent along)
KINDS = {
    "good": ("intermediate", ("intermediate",)),
    "wrong-name": ("intermediate", ("intermediate",)),
    "expired": ("intermediate", ("intermediate",)),
    "no-chain": ("intermediate", ()),
    "unknown-ca": ("stranger", ("stranger",)),
    "self-signed": (None, ()),
}


class Authority:
    def __init__(self, folder):
        self.folder = Path(folder)
        self.folder.mkdir()
        self._index = threading.Lock()
        self.config = self.folder / "openssl.cnf"
        self.config.write_text(CONFIG.format(folder=self.folder))
        self.root = self._authority("root", "Waypost Lab Root", None)
        self._authority("intermediate", "Waypost Lab Intermediate", "root")
        self._authority("stranger", "Unknown Lab Root", None)

    def chain_file(self, row, web=False):
        """The file with key, leaf and chain that the servers of this row show."""
        own = web and (row.certificate, row.web_certificate) != ("good", "good")
        return self.folder / f"{'web.' if own else ''}{row.name}.pem"

    def tasks(self, pool):
        """Start making every certificate the table asks for; returns the futures."""
        futures = [pool.submit(self._leaf, self.folder / "lab.pem", "good", LAB_NAMES)]
        for row in domains.TABLE:
            web_names = [row.host(label) for label in domains.web_labels(row)] or [row.name]
            names = [row.host(label) for label in row.hosts if label != "@"]
            web_chain = self.chain_file(row, True)
            if web_chain == self.chain_file(row):
                names = list(dict.fromkeys(names + web_names))
            elif domains.web_labels(row):
                if row.web_certificate == "wrong-name":
                    web_names = ["www.somebody-else.test"]
                futures.append(pool.submit(self._leaf, web_chain, row.web_certificate, web_names))
            if row.certificate == "wrong-name":
                names = ["mail.somebody-else.test"]
            futures.append(pool.submit(self._leaf, self.chain_file(row), row.certificate, names))
        return futures

    def write_fingerprints(self, folder):
        """One file a leaf, with the SHA-256 of the certificate in hexadecimal."""
        folder = Path(folder)
        folder.mkdir()
        for chain in self.folder.glob("*.pem"):
            text = chain.read_text()
            first = text[text.index("-----BEGIN CERTIFICATE"):]
            first = first[:first.index("-----END CERTIFICATE-----") + 25]
            digest = hashlib.sha256(ssl.PEM_cert_to_DER_cert(first)).hexdigest()
            (folder / chain.stem).write_text(digest + "\n")

    def _openssl(self, *arguments):
        done = subprocess.run(["openssl", *map(str, arguments)], stdin=subprocess.DEVNULL,
                              capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"openssl {' '.join(map(str, arguments))}: {done.stderr}")

    def _signed_by(self, issuer):
        if issuer is None:
            return ()
        return "-CA", self.folder / f"{issuer}.crt", "-CAkey", self.folder / f"{issuer}.key"

    def _new_key(self, key):
        return ("-config", self.config, "-newkey", "ec", "-pkeyopt",
                "ec_paramgen_curve:P-256", "-nodes", "-keyout", key)

    def _authority(self, name, title, issuer):
        certificate = self.folder / f"{name}.crt"
        self._openssl("req", "-x509", *self._new_key(self.folder / f"{name}.key"), "-days", 30,
                      "-subj", f"/O=Waypost Lab/CN={title}", "-extensions", "authority",
                      *self._signed_by(issuer), "-out", certificate)
        return certificate

    def _leaf(self, path, kind, names):
        issuer, chain = KINDS[kind]
        key, leaf = path.with_suffix(".key"), path.with_suffix(".crt")
        about = ("-subj", f"/CN={names[0] if names else path.stem}", "-addext",
                 "subjectAltName=" + ",".join(f"DNS:{name}" for name in names or [path.stem]))
        if kind == "expired":
            self._past_leaf(key, leaf, about)
        else:
            self._openssl("req", "-x509", *self._new_key(key), *about, "-days", 20,
                          "-extensions", "server", *self._signed_by(issuer), "-out", leaf)
        parts = [key, leaf] + [self.folder / f"{name}.crt" for name in chain]
        path.write_text("".join(part.read_text() for part in parts))
        os.chmod(path, 0o644)  # the daemons run as several users; the keys live for one run

    def _past_leaf(self, key, leaf, about):
        """Only `openssl ca` lets both dates be chosen."""
        request = leaf.with_suffix(".csr")
        self._openssl("req", "-new", *self._new_key(key), *about, "-out", request)
        with self._index:  # its list of issued certificates is a file
            (self.folder / "index").touch()
            self._openssl("ca", "-batch", "-config", self.config, "-notext", "-in", request,
                          "-extensions", "server", "-cert", self.folder / "intermediate.crt",
                          "-keyfile", self.folder / "intermediate.key",
                          "-startdate", "20200101000000Z", "-enddate", "20200401000000Z",
                          "-out", leaf)


def trust(root, folder):
    """Make a copy of the system's certificate folder in which root is trusted, too.

    Programs find it as bundle (ca-certificates.crt) or, like OpenSSL itself, by the hash of the
    subject's name. Returns the copy, to be bound over /etc/ssl/certs.
    """
    source, copy = Path("/etc/ssl/certs"), Path(folder)
    copy.mkdir()
    for entry in source.iterdir():
        if entry.is_symlink():
            os.symlink(os.readlink(entry), copy / entry.name)
        elif entry.is_file():
            (copy / entry.name).write_bytes(entry.read_bytes())
    bundle = copy / "ca-certificates.crt"
    text = bundle.read_text() if bundle.exists() else ""
    bundle.unlink(missing_ok=True)
    bundle.write_text(text + root.read_text())
    digest = subprocess.run(["openssl", "x509", "-in", root, "-noout", "-subject_hash"],
                            capture_output=True, text=True, check=True).stdout.strip()
    (copy / f"{digest}.0").write_text(root.read_text())
    return copy
