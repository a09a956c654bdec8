"""nginx: the settings files the domains publish, and the ways in which that goes wrong."""

from pathlib import Path

import dns
import documents
import domains

PATHS = ("mail/config-v1.1.xml", ".well-known/autoconfig/mail/config-v1.1.xml")
PACC_PATH = ".well-known/user-agent-configuration.json"
POX_PATH = "autodiscover/autodiscover.xml"
PAGE = "<!doctype html><html><head><title>Welcome</title></head><body>Welcome.</body></html>\n"
BOMB = ('<?xml version="1.0"?>\n<!DOCTYPE clientConfig [\n<!ENTITY a0 "aaaaaaaaaaaaaaaa">\n'
        + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 16}">\n' for n in range(1, 10))
        + "]>\n<clientConfig version=\"1.1\"><emailProvider id=\"&a9;\">&a9;</emailProvider>"
        "</clientConfig>\n")
BIG_BYTES = 1 << 30

# What the web server of a row answers: lines of its server block. One more kind, "slow", is
# answered by the scripted peers.
XML = "location / { default_type text/xml; }"
ANSWERS = {
    "xml": XML,
    "http-only": XML,
    "wants-address": 'if ($arg_emailaddress = "") { return 400; }\n' + XML,
    "wants-empty": 'if ($arg_emailaddress = "") { return 204; }\n' + XML,
    "site": "location = / { default_type text/html; try_files /page.html =404; }\n"
            "location / { return 404; }",
    "html": "location / { default_type text/html; try_files /page.html =404; }",
    "bomb": "location / { default_type text/xml; try_files /bomb.xml =404; }",
    "big": "location / { default_type text/xml; try_files /big.xml =404; }",
    "redirect": "location /mail/ { return 302 https://$domain/settings/mail.xml; }\n"
                "location / { default_type text/xml; }",
    "redirect-many": "location /mail/ { return 302 https://$domain/hop/1; }\n"
                     "location /.well-known/ { return 302 https://$domain/hop/2; }\n"
                     + "".join(
                         f"location = /hop/{n} {{ return 302 https://$domain/hop/{n + 1}; }}\n"
                         for n in range(1, 5))
                     + "location = /hop/5 { return 302 https://$domain/settings/mail.xml; }\n"
                     + XML,
    "redirect-out": "location / { return 302 "
                    "https://autoconfig.hoster.test/mail/config-v1.1.xml; }",
    "redirect-http": "if ($scheme = https) { return 301 http://$host$request_uri; }\n"
                     "location / { default_type text/xml; }",
}

# What the Autodiscover hosts of a row answer: {label: the document}.
POX = {
    "settings": lambda row: {"autodiscover": documents.pox(row)},
    "away": lambda row: {
        "autodiscover": documents.pox_redirect("redirectUrl", f"https://{AWAY}/{POX_PATH}"),
        "@": documents.pox_redirect("redirectAddr", f"anna@{AWAY_DOMAIN}")},
}
AWAY_DOMAIN = "hoster.test"
AWAY = f"autodiscover.{AWAY_DOMAIN}"

CONFIG = """worker_processes 1;
daemon off;
user nobody nogroup;
pid {folder}/nginx.pid;
error_log {log}/nginx-error.log;
events {{ worker_connections 512; }}
http {{
log_format wire escape=json '{{"time":$msec,"url":"$scheme://$host$request_uri",'
    '"request":"$request","status":$status,"bytes":$request_length,"body":"$request_body",'
    '"agent":"$http_user_agent","other":"$http_referer$http_cookie$http_authorization"}}';
access_log {log}/web.log wire;
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
            servers += self._pacc(row) + self._autodiscover(row)
            if row.ports == "http":
                servers += self._mail_ports_site(row)
        (self.folder / "nginx.conf").write_text(CONFIG.format(
            folder=self.folder, log=self.log, servers=servers + self._database(),
            default_listen=_listen(domains.WEB + domains.PRIVATE_WEB, " default_server"),
            default_chain=self.authority.folder / "lab.pem"))

    def _site(self, row):
        root = self.folder / row.name
        for path in PATHS + ("settings/mail.xml", "mail.xml"):
            _put(root / path, documents.autoconfig(row))
        _put(root / "page.html", PAGE)
        _put(root / "bomb.xml", BOMB)
        if row.autoconfig == "big":
            _put(root / "big.xml", documents.autoconfig(row).replace("</clientConfig>", "<!--"))
            with open(root / "big.xml", "r+b") as file:
                file.truncate(BIG_BYTES)  # a hole takes no memory
        answer = ANSWERS[row.autoconfig].replace("$domain", row.name)
        return self._block([row.host(label) for label in row.site], root, answer,
                           self.authority.chain_file(row, web=True),
                           with_tls=row.autoconfig != "http-only")

    def _pacc(self, row):
        if not row.pacc:
            return ""
        root = self.folder / row.name / "pacc"
        _put(root / PACC_PATH, documents.pacc(row))
        return self._block([f"ua-auto-config.{row.name}"], root,
                           "location / { default_type application/json; }",
                           self.authority.chain_file(row, web=True))

    def _autodiscover(self, row):
        """A file in answer to a POST, which nginx by itself refuses."""
        servers = ""
        for label, text in (POX[row.autodiscover](row).items() if row.autodiscover else ()):
            root = self.folder / row.name / f"pox-{label}"
            _put(root / POX_PATH, text)
            servers += self._block([row.host(label)], root,
                                   "error_page 405 =200 $uri;\n" + ANSWERS["xml"],
                                   self.authority.chain_file(row, web=True))
        return servers

    def _mail_ports_site(self, row):
        listen = "".join(f"listen {_place(address)}:{port};\n" for port in domains.MAIL_PORTS
                         for address in domains.own_addresses(row))
        return f"server {{\n{listen}access_log off;\nreturn 200 '{PAGE.strip()}';\n}}\n"

    def _database(self):
        root = self.folder / "database"
        for row in domains.TABLE:
            if row.database:
                for path in ("autoconfig/v1.1", "v1.1"):
                    _put(root / path / row.name, documents.autoconfig(row))
        root.mkdir(exist_ok=True)
        names = [f"{label}.thunderbird.net" for label in dns.DATABASE_HOSTS]
        return self._block(names, root, ANSWERS["xml"], self.authority.folder / "lab.pem")

    @staticmethod
    def _block(names, root, answer, chain, with_tls=True):
        tls = f"ssl_certificate {chain};\nssl_certificate_key {chain};\n" if with_tls else ""
        return (f"server {{\n{_listen(domains.WEB + domains.PRIVATE_WEB, '', with_tls)}{tls}"
                f"server_name {' '.join(names)};\nroot {root};\n{answer}\n"
                # a copy to nobody: only what somebody reads gets into the log
                "mirror /-nobody;\nlocation = /-nobody { internal; return 204; }\n}\n")


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
