"""The settings files that the domains publish: autoconfig, PACC, Autodiscover."""

import json

AUTOCONFIG = """<?xml version="1.0" encoding="UTF-8"?>
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
METHOD = "      <authentication>{method}</authentication>\n"
METHODS = {"oauth": ("OAuth2",), "challenge": ("password-encrypted",),
           "hashed": ("password-encrypted", "password-cleartext")}  # else password-cleartext
OFFERED = (("incoming", "imap", "imap", 993, "SSL"), ("incoming", "pop3", "pop", 995, "SSL"),
           ("outgoing", "smtp", "smtp", 465, "SSL"), ("incoming", "imap", "imap", 143, "STARTTLS"),
           ("incoming", "pop3", "pop", 110, "STARTTLS"),
           ("outgoing", "smtp", "smtp", 587, "STARTTLS"))

POX = """<?xml version="1.0" encoding="utf-8"?>
<Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006">
  <Response xmlns="http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a">
    <Account>
      <AccountType>email</AccountType>
{account}    </Account>
  </Response>
</Autodiscover>
"""
POX_PROTOCOL = """      <Protocol>
        <Type>{kind}</Type>
        <Server>{host}</Server>
        <Port>{port}</Port>
        <DomainRequired>off</DomainRequired>
        <LoginName>{user}</LoginName>
        <SPA>off</SPA>
        <SSL>on</SSL>
        <AuthRequired>on</AuthRequired>
      </Protocol>
"""


def autoconfig(row):
    """The autoconfig file of a row."""
    user = row.login.format(address="%EMAILADDRESS%", local="%EMAILLOCALPART%")
    methods = "".join(METHOD.format(method=method)
                      for method in METHODS.get(row.auth, ("password-cleartext",)))
    return AUTOCONFIG.format(domain=row.file_for or row.name, servers="".join(
        SERVER.format(direction=direction, kind=kind, host=row.in_file(service), port=port,
                      socket=socket, user=user, methods=methods)
        for direction, kind, service, port, socket in OFFERED))


def pacc(row):
    """The PACC document of a row, with members that nobody has to know."""
    return json.dumps({
        "protocols": {"imap": {"host": row.in_file("imap")}, "pop3": {"host": row.in_file("pop")},
                      "submit": {"host": row.in_file("smtp")},
                      "jmap": {"url": f"https://jmap.{row.name}/session"},
                      "telepathy": {"host": row.name}},
        "authentication": {"password": True},
        "info": {"provider": {"name": f"Mail of {row.name}", "shortName": row.name},
                 "help": {"documentation": f"https://{row.name}/help"}},
    }, indent=2) + "\n"


def pox(row):
    """What Autodiscover answers for the first account of a row."""
    user = row.login.format(address=f"{row.users[0]}@{row.name}", local=row.users[0])
    return POX.format(account="      <Action>settings</Action>\n" + "".join(
        POX_PROTOCOL.format(kind=kind.upper(), host=row.in_file(service), port=port, user=user)
        for _, kind, service, port, socket in OFFERED if socket == "SSL"))


def pox_redirect(action, target):
    """Autodiscover that sends on: redirectUrl or redirectAddr."""
    name = action[0].upper() + action[1:]
    return POX.format(account=f"      <Action>{action}</Action>\n"
                              f"      <{name}>{target}</{name}>\n")
