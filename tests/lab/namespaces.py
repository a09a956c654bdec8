"""A private world for the lab: own processes, mounts and network, gone with its first process.

Nothing is cleaned up by hand, because a program killed by SIGKILL cannot clean up. Everything
lives in a PID namespace whose first process dies with us (a parent-death signal); when that
process goes, the kernel kills the others, and the last of them takes the mounts, the tmpfs with
all files, and both network namespaces along. Nothing has a name outside.

Two network namespaces: the first process stays in the client's, the servers live in a second
one. Servers that see the client under their own address would trust it (Dovecot does).
"""

import array
import contextlib
import ctypes
import fcntl
import os
import select
import signal
import socket
import struct
import subprocess
import sys

CLONE_NEWNS, CLONE_NEWUTS = 0x00020000, 0x04000000
CLONE_NEWPID, CLONE_NEWNET = 0x20000000, 0x40000000
MS_BIND, MS_REC, MS_PRIVATE = 0x1000, 0x4000, 0x40000
PR_SET_PDEATHSIG = 1
TUNSETIFF, IFF_TAP, IFF_NO_PI = 0x400454CA, 0x0002, 0x1000

MOUNT_POINTS = ("/mnt", "/media", "/srv", "/opt", "/boot", "/var/opt", "/var/local")
CLIENT_V4, CLIENT_V6 = "192.0.2.3", "2001:db8::3"
ROUTER_V4, ROUTER_V6 = "192.0.2.254", "2001:db8::fe"
CLIENT_MAC, ROUTER_MAC = "02:00:00:00:00:03", "02:00:00:00:00:fe"

_libc = ctypes.CDLL(None, use_errno=True)


def _call(name, *arguments):
    if getattr(_libc, name)(*arguments) != 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{name}: {os.strerror(code)}")


def mount(source, target, kind=None, flags=0, options=None):
    encode = [None if word is None else os.fsencode(word) for word in (source, target, kind)]
    _call("mount", *encode, ctypes.c_ulong(flags), options and options.encode())


def bind(source, target):
    """Show source at target, which has to exist; symbolic links of target are followed."""
    mount(source, os.path.realpath(target), flags=MS_BIND)


def contain(work):
    """Run work() in a private world and return its exit code; the caller must exit afterwards."""
    _call("unshare", CLONE_NEWNS | CLONE_NEWUTS | CLONE_NEWNET | CLONE_NEWPID)
    socket.sethostname("lab")  # servers tell theirs to clients
    mount("none", "/", flags=MS_REC | MS_PRIVATE)
    sys.stdout.flush()
    sys.stderr.flush()
    first = 0

    def stop(number, _frame):
        if first:
            os.kill(first, signal.SIGKILL)
        os._exit(128 + number)

    endings = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)
    for number in endings:
        signal.signal(number, stop)
    interrupt = signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal tells COMMAND itself
    reader, writer = os.pipe()
    first = os.fork()
    if first == 0:
        for number in endings:
            signal.signal(number, signal.SIG_DFL)
        os.close(writer)
        os._exit(_first_process(reader, interrupt, work))
    os.write(writer, b"+")
    _, status = os.waitpid(first, 0)
    return exit_code(status)


def _first_process(reader, interrupt, work):
    """Be process 1: start the real one, bury whoever dies, end when the real one ends."""
    _call("prctl", PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.read(reader, 1) != b"+" or _is_hung_up(reader):  # the parent died before the line above
        return 128 + signal.SIGKILL
    mount("proc", "/proc", "proc")
    real = os.fork()
    if real == 0:
        signal.signal(signal.SIGINT, interrupt)
        os._exit(_guarded(work))
    while True:
        pid, status = os.wait()
        if pid == real:
            return exit_code(status)


def _is_hung_up(reader):
    """Whether nobody can write to this pipe any more; what was written before may still be there."""
    poll = select.poll()
    poll.register(reader, 0)
    return any(events & select.POLLHUP for _, events in poll.poll(0))


def _guarded(work):
    try:
        code = work()
    except KeyboardInterrupt:
        code = 128 + signal.SIGINT
    except BaseException:  # this is the top of a process: nobody else would say it
        sys.excepthook(*sys.exc_info())
        code = 99
    sys.stdout.flush()
    sys.stderr.flush()
    return code


def exit_code(status):
    """A shell's view of a wait status: 128 + signal for those that were killed."""
    code = os.waitstatus_to_exitcode(status)
    return code if code >= 0 else 128 - code


def mount_files():
    """Mount a tmpfs for everything the lab writes and return its path."""
    for folder in MOUNT_POINTS:
        with contextlib.suppress(OSError):
            if not os.listdir(folder):  # an empty folder: nothing gets hidden
                mount("tmpfs", folder, "tmpfs", options="mode=755")
                return folder
    raise RuntimeError(f"none of {', '.join(MOUNT_POINTS)} is an empty folder to mount on")


class Network:
    """The two network namespaces and the cable between them.

    Both ends know each other's hardware address from the start: real machines have their
    router's at hand too, and a look-up would add a round trip to the first packet.
    """

    def __init__(self):
        self._client = os.open("/proc/self/ns/net", os.O_RDONLY)
        _call("unshare", CLONE_NEWNET)  # from here on this process is on the servers' side
        self._server = os.open("/proc/self/ns/net", os.O_RDONLY)

    def enter_client(self):
        """Move the calling process to the client's side (for preexec_fn)."""
        _call("setns", self._client, 0)

    def connect(self, addresses, holes, delay_ms, delaylink):
        """Lay the cable, give the servers their addresses, and swallow packets to holes."""
        if delay_ms:
            self._lay_slow_cable(delay_ms, delaylink)
        else:
            # process 1 is on the client's side, which makes its number that side's name
            self._ip(None, "link add wan type veth peer name eth0 netns 1")
        server = ["link set lo up"]
        server += [f"address add {address} dev lo {'nodad' if ':' in address else ''}"
                   for address in addresses]
        server += self._end("wan", ROUTER_MAC, (ROUTER_V4, ROUTER_V6),
                            CLIENT_MAC, (CLIENT_V4, CLIENT_V6))
        server += [f"route add {CLIENT_V4} dev wan src {ROUTER_V4}",
                   f"route add {CLIENT_V6} dev wan src {ROUTER_V6}"]
        client = ["link set lo up"]
        client += self._end("eth0", CLIENT_MAC, (CLIENT_V4, CLIENT_V6),
                            ROUTER_MAC, (ROUTER_V4, ROUTER_V6))
        client += [f"route add default via {ROUTER_V4} dev eth0 onlink",
                   f"route add default via {ROUTER_V6} dev eth0 onlink"]
        self._ip(None, *server)
        self._ip(self.enter_client, *client)
        for family in ("ipv4", "ipv6/icmp"):  # a limited rejection looks like a slow one
            name = "icmp_ratelimit" if family == "ipv4" else "ratelimit"
            with open(f"/proc/sys/net/{family}/{name}", "w", encoding="ascii") as setting:
                setting.write("0")
        drops = "".join(f"{'ip6' if ':' in hole else 'ip'} daddr {hole} "
                        "meta l4proto { tcp, udp } drop\n" for hole in holes)
        rules = ("table inet lab {\nchain input {\ntype filter hook input priority 0;\n"
                 f"{drops}}}\n}}\n")
        subprocess.run(["nft", "-f", "-"], text=True, check=True, input=rules)

    @staticmethod
    def _end(device, own_mac, own, other_mac, others):
        lines = [f"link set {device} address {own_mac}", f"link set {device} up"]
        lines += [f"address add {address} dev {device} {'nodad' if ':' in address else ''}"
                  for address in own]
        lines += [f"neigh add {address} lladdr {other_mac} dev {device} nud permanent"
                  for address in others]
        return lines

    @staticmethod
    def _ip(enter, *lines):
        subprocess.run(["ip", "-batch", "-"], input="\n".join(lines) + "\n", text=True,
                       check=True, preexec_fn=enter)

    def _lay_slow_cable(self, delay_ms, delaylink):
        """Join two tap devices by a program that holds each frame back for half the delay."""
        near = _open_tap("wan")
        self.enter_client()
        far = _open_tap("eth0")
        _call("setns", self._server, 0)
        one_way_us = str(round(delay_ms * 500))
        subprocess.Popen([delaylink, str(near), str(far), one_way_us], pass_fds=(near, far),
                         stdin=subprocess.DEVNULL)
        os.close(near)
        os.close(far)


def _open_tap(name):
    descriptor = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    request = array.array("B", struct.pack("16sH22x", name.encode(), IFF_TAP | IFF_NO_PI))
    fcntl.ioctl(descriptor, TUNSETIFF, request)
    return descriptor
