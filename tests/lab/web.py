"""nginx: the settings files the domains publish, and the ways in which that goes wrong."""

from pathlib import Path

import dns
import domains

DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?>
<clientConfig version="1.1">
  <emailProvider id="{domain}">
    <domain>{domain}</domain>
    <displayName>Mail of {domain}</displayName>
    <displayShortName>{domain}</displayShortName>
{servers}  </emailProvider>
</clientConfig>
"""
SERVER = """    <{direction}Server type="{kind}">
      <hostname>{host}</hostname>
      <port>{port}</port>
      <socketType>{socket}</socketType>
      <username>{user}</username>
{methods}    </{direction}Server>
"""
OFFERED = (("incoming", "imap", "imap", 993, "SSL"), ("incoming", "pop3", "pop", 995, "SSL"),
           ("outgoing", "smtp", "smtp", 465, "SSL"), ("incoming", "imap", "imap", 143, "STARTTLS"),
           ("incoming", "pop3", "pop", 110, "STARTTLS"),
           ("outgoing", "smtp", "smtp", 587, "STARTTLS"))
METHOD = "      <authentication>{method}</authentication>\n"
METHODS = {"oauth": ("OAuth2",), "challenge": ("password-encrypted",),
           "hashed": ("password-encrypted", "password-cleartext")}  # else password-cleartext

PATHS = ("mail/config-v1.1.xml", ".well-known/autoconfig/mail/config-v1.1.xml")
PAGE = "<!doctype html><html><head><title>Welcome</title></head><body>Welcome.</body></html>\n"
BOMB = ('<?xml version="1.0"?>\n<!DOCTYPE clientConfig [\n<!ENTITY a0 "aaaaaaaaaaaaaaaa">\n'
        + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 16}">\n' for n in range(1, 10))
        + "]>\n<clientConfig version=\"1.1\"><emailProvider id=\"&a9;\">&a9;</emailProvider>"
        "</clientConfig>\n")
BIG_BYTES = 1 << 30

# What autoconfig.NAME answers: lines of its server block. One more kind, "slow", is answered by
# the scripted peers.
ANSWERS = {
    "xml": "location / { default_type text/xml; }",
    "http-only": "location / { default_type text/xml; }",
    "html": "location / { default_type text/html; try_files /page.html =404; }",
    "bomb": "location / { default_type text/xml; try_files /bomb.xml =404; }",
    "big": "location / { default_type text/xml; try_files /big.xml =404; }",
    "redirect": "location /mail/ { return 302 https://$domain/settings/mail.xml; }\n"
                "location / { default_type text/xml; }",
    "redirect-out": "location / { return 302 "
                    "https://autoconfig.hoster.test/mail/config-v1.1.xml; }",
    "redirect-http": "if ($scheme = https) { return 301 http://$host$request_uri; }\n"
                     "location / { default_type text/xml; }",
}

CONFIG = """worker_processes 1;
daemon off;
user nobody nogroup;
pid {folder}/nginx.pid;
error_log {log}/nginx-error.log;
events {{ worker_connections 512; }}
http {{
access_log {log}/nginx.log;
client_body_temp_path {folder}/tmp/body; proxy_temp_path {folder}/tmp/proxy;
fastcgi_temp_path {folder}/tmp/fastcgi; uwsgi_temp_path {folder}/tmp/uwsgi;
scgi_temp_path {folder}/tmp/scgi;
types {{ text/xml xml; text/html html; }}
ssl_protocols TLSv1.2 TLSv1.3;
server_names_hash_bucket_size 128;
server {{
{default_listen}ssl_certificate {default_chain};
ssl_certificate_key {default_chain};
server_name _;
return 404;
}}
{servers}}}
"""


def document(row):
    """The autoconfig file of a row."""
    user = row.login.format(address="%EMAILADDRESS%", local="%EMAILLOCALPART%")
    methods = "".join(METHOD.format(method=method)
                      for method in METHODS.get(row.auth, ("password-cleartext",)))
    return DOCUMENT.format(domain=row.name, servers="".join(
        SERVER.format(direction=direction, kind=kind, host=row.server(service), port=port,
                      socket=socket, user=user, methods=methods)
        for direction, kind, service, port, socket in OFFERED))


class Web:
    def __init__(self, folder, log, authority):
        self.folder, self.log, self.authority = Path(folder), Path(log), authority

    def command(self):
        return ["nginx", "-e", self.log / "nginx-error.log", "-p", self.folder,
                "-c", self.folder / "nginx.conf"]

    def write(self):
        (self.folder / "tmp").mkdir(parents=True)
        servers = ""
        for row in domains.TABLE:
            if row.autoconfig and row.autoconfig != "slow":
                servers += self._site(row)
            if row.ports == "http":
                servers += self._mail_ports_site(row)
        (self.folder / "nginx.conf").write_text(CONFIG.format(
            folder=self.folder, log=self.log, servers=servers + self._database(),
            default_listen=_listen(domains.WEB, " default_server"),
            default_chain=self.authority.folder / "lab.pem"))

    def _site(self, row):
        root = self.folder / row.name
        for path in PATHS + ("settings/mail.xml",):
            _put(root / path, document(row))
        _put(root / "page.html", PAGE)
        _put(root / "bomb.xml", BOMB)
        if row.autoconfig == "big":
            _put(root / "big.xml", document(row).replace("</clientConfig>", "<!--"))
            with open(root / "big.xml", "r+b") as file:
                file.truncate(BIG_BYTES)  # a hole takes no memory
        answer = ANSWERS[row.autoconfig].replace("$domain", row.name)
        return self._block([f"autoconfig.{row.name}", row.name], root, answer,
                           self.authority.chain_file(row, web=True),
                           with_tls=row.autoconfig != "http-only")

    def _mail_ports_site(self, row):
        listen = "".join(f"listen {_place(address)}:{port};\n" for port in domains.MAIL_PORTS
                         for address in domains.own_addresses(row))
        return f"server {{\n{listen}return 200 '{PAGE.strip()}';\n}}\n"

    def _database(self):
        root = self.folder / "database"
        for row in domains.TABLE:
            if row.database:
                for path in ("autoconfig/v1.1", "v1.1"):
                    _put(root / path / row.name, document(row))
        root.mkdir(exist_ok=True)
        names = [f"{label}.thunderbird.net" for label in dns.DATABASE_HOSTS]
        return self._block(names, root, ANSWERS["xml"], self.authority.folder / "lab.pem")

    @staticmethod
    def _block(names, root, answer, chain, with_tls=True):
        tls = f"ssl_certificate {chain};\nssl_certificate_key {chain};\n" if with_tls else ""
        return (f"server {{\n{_listen(domains.WEB, '', with_tls)}{tls}"
                f"server_name {' '.join(names)};\nroot {root};\n{answer}\n}}\n")


def _listen(addresses, more="", with_tls=True):
    lines = "".join(f"listen {_place(address)}:80{more};\n" for address in addresses)
    if with_tls:
        lines += "".join(f"listen {_place(address)}:443 ssl http2{more};\n"
                         for address in addresses)
    return lines


def _place(address):
    return f"[{address}]" if ":" in address else address


def _put(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
