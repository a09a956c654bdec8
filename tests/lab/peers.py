"""Peers that misbehave as no real server will: one asyncio process for all of them.

usage: peers.py LAB-FOLDER    (started by the lab; says "ready" on standard output)
"""

import asyncio
import os
import ssl
import sys
from pathlib import Path

import documents
import domains
import pop_peer
from dovecot import SASL_DOWN

TRICKLE_S = 1.0
LATE_S = 0.4  # longer than it takes until another server is tried beside this one


async def hang_up(_reader, writer):
    """Accept and close."""
    writer.close()


async def say_nothing(reader, writer):
    """Accept, read for ever, never answer."""
    while await reader.read(4096):
        pass
    writer.close()


async def pass_on_late(reader, writer):
    """Wait, then be the server behind."""
    await asyncio.sleep(LATE_S)
    address, port = writer.get_extra_info("sockname")[:2]
    there_reader, there_writer = await asyncio.open_connection(address, port + domains.BEHIND)

    async def copy(source, target):
        while data := await source.read(65536):
            target.write(data)
            await target.drain()
        target.close()

    await asyncio.gather(copy(reader, there_writer), copy(there_reader, writer),
                         return_exceptions=True)
    there_writer.close()
    writer.close()


def trickle(rows):
    """A web server that sends a settings file one byte a second."""
    async def answer(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        server_name = writer.get_extra_info("ssl_object").lab_name or ""
        row = next((row for row in rows if server_name.endswith(row.name)), rows[0])
        body = documents.autoconfig(row).encode()
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nConnection: close\r\n"
                     b"Content-Length: %d\r\n\r\n" % len(body))
        for byte in body:
            writer.write(bytes([byte]))
            await writer.drain()
            await asyncio.sleep(TRICKLE_S)
        writer.close()
    return _forgiving(answer)


def pop_with_rules(lab, row):
    async def answer(reader, writer):
        await pop_peer.Session(lab, row, reader, writer).run()
    return _forgiving(answer)


async def be_out_of_order(reader, writer):
    """A password check that greets Postfix and hangs up when there is something to check."""
    writer.write(b"VERSION\t1\t2\nMECH\tPLAIN\tplaintext\nMECH\tLOGIN\tplaintext\n"
                 b"SPID\t1\nCUID\t1\nCOOKIE\t00000000000000000000000000000000\nDONE\n")
    while line := await reader.readline():
        if line.startswith(b"AUTH"):
            break
    writer.close()


def _forgiving(answer):
    """Clients that go away are not an error."""
    async def wrapped(reader, writer):
        try:
            await answer(reader, writer)
        except (ConnectionError, ssl.SSLError, asyncio.IncompleteReadError,
                asyncio.TimeoutError):
            writer.close()
    return wrapped


class Liar(asyncio.DatagramProtocol):
    """A resolver that says of every answer that it is authenticated."""

    def connection_made(self, transport):
        self.transport = transport

    def datagram_received(self, data, address):
        task = asyncio.ensure_future(self._answer(data, address))
        task.add_done_callback(lambda done: done.exception())

    async def _answer(self, data, address):
        loop = asyncio.get_running_loop()
        answer = loop.create_future()

        class Once(asyncio.DatagramProtocol):
            def datagram_received(self, data, _address):
                if not answer.done():
                    answer.set_result(data)

        link, _ = await loop.create_datagram_endpoint(
            Once, remote_addr=(domains.RESOLVER[0], 53))
        try:
            link.sendto(data)
            self.transport.sendto(claim_authentic(await asyncio.wait_for(answer, 10)), address)
        finally:
            link.close()


async def lie_over_tcp(reader, writer):
    """The same over TCP, where each message has its length in front."""
    length = await reader.readexactly(2)
    question = await reader.readexactly(int.from_bytes(length, "big"))
    up_reader, up_writer = await asyncio.open_connection(domains.RESOLVER[0], 53)
    up_writer.write(length + question)
    length = await up_reader.readexactly(2)
    answer = await up_reader.readexactly(int.from_bytes(length, "big"))
    up_writer.close()
    writer.write(length + claim_authentic(answer))
    await writer.drain()
    writer.close()


def claim_authentic(message):
    """Set the AD bit."""
    return message[:3] + bytes([message[3] | 0x20]) + message[4:]


BEHAVIOURS = {"closed": hang_up, "silent": say_nothing, "late": pass_on_late}


async def main(lab):
    for row in domains.TABLE:
        if row.ports in BEHAVIOURS:
            for port in domains.MAIL_PORTS:
                await asyncio.start_server(_forgiving(BEHAVIOURS[row.ports]),
                                           list(domains.own_addresses(row)), port)
    slow = [row for row in domains.TABLE if row.autoconfig == "slow"]
    if slow:
        await asyncio.start_server(trickle(slow), list(domains.SLOW_WEB), 443,
                                   ssl=_tls(lab / "ca", slow))
    for row in domains.TABLE:
        if row.name in pop_peer.RULES:
            await asyncio.start_server(pop_with_rules(lab, row), list(domains.own_addresses(row)),
                                       995, ssl=_tls(lab / "ca", [row]))
    await asyncio.start_unix_server(_forgiving(be_out_of_order), lab / SASL_DOWN)
    os.chmod(lab / SASL_DOWN, 0o666)
    loop = asyncio.get_running_loop()
    await loop.create_datagram_endpoint(Liar, local_addr=(domains.LIAR[0], 53))
    await asyncio.start_server(_forgiving(lie_over_tcp), domains.LIAR[0], 53)
    print("ready", flush=True)
    await asyncio.Event().wait()


def _tls(folder, rows):
    """One context a row, chosen by the name the client asks for."""
    contexts = {}
    for row in rows:
        contexts[row.name] = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        contexts[row.name].load_cert_chain(folder / f"{row.name}.pem")

    def choose(tls, name, _context):
        tls.lab_name = name
        for domain, context in contexts.items():
            if name and name.endswith(domain):
                tls.context = context

    first = contexts[rows[0].name]
    first.sni_callback = choose
    return first


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
