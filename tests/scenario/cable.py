"""What crosses the cable on the client's side of the lab, as a stranger at the other end sees it:
which TCP connections were tried, and how many at a time."""

import ipaddress
import socket
import struct
from collections import Counter, defaultdict

ETH_P_ALL, TCP = 3, 6
FIN, SYN, RST, ACK = 0x01, 0x02, 0x04, 0x10
SO_RCVBUFFORCE, BUFFER = 33, 16 << 20
WEB_PORTS = {80, 443}
NAME_PORT = 53


def _segment(packet):
    """(source, its port, target, its port, flags) of a TCP packet, or None."""
    if packet[0] >> 4 == 4 and packet[9] == TCP:
        size, source, target = (packet[0] & 15) * 4, packet[12:16], packet[16:20]
    elif packet[0] >> 4 == 6 and packet[6] == TCP:
        size, source, target = 40, packet[8:24], packet[24:40]
    else:
        return None
    source_port, target_port = struct.unpack_from("!HH", packet, size)
    return (str(ipaddress.ip_address(source)), source_port, str(ipaddress.ip_address(target)),
            target_port, packet[size + 13])


class Cable:
    """with Cable() as cable: …; then `tried` and `peak`."""

    def __enter__(self):
        self._socket = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(ETH_P_ALL))
        self._socket.setsockopt(socket.SOL_SOCKET, SO_RCVBUFFORCE, BUFFER)
        self._socket.bind(("eth0", ETH_P_ALL))
        return self

    def __exit__(self, *_):
        self._socket.setblocking(False)
        self.tried = Counter()  # {address: connections}
        self.peak = Counter()   # {(address, "web" or "mail"): at a time}
        open_, seen = defaultdict(set), set()
        while True:
            try:
                segment = _segment(self._socket.recv(65536))
            except BlockingIOError:
                break
            if segment and NAME_PORT not in (segment[1], segment[3]):
                self._count(segment, open_, seen)
        self._socket.close()

    def _count(self, segment, open_, seen):
        source, source_port, target, target_port, flags = segment
        if flags & (SYN | ACK) == SYN:
            one = (source_port, target, target_port)
            if one in seen:
                return  # sent again
            seen.add(one)
            self.tried[target] += 1
            kind = target, "web" if target_port in WEB_PORTS else "mail"
            open_[kind].add(one)
            self.peak[kind] = max(self.peak[kind], len(open_[kind]))
        elif flags & (FIN | RST):
            for address, port, other in ((target, target_port, source_port),
                                         (source, source_port, target_port)):
                kind = address, "web" if port in WEB_PORTS else "mail"
                open_[kind].discard((other, address, port))
