"""Two hosts on this machine, the desk's and the district's: network namespaces joined by nothing but two TUN ends."""

from __future__ import annotations

import fcntl
import os
import struct
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from tests.bench.line.lines import Cut, Quality
from tests.bench.line.wan import Wan

NAME = os.environ.get("ONECUA_LINE", f"onecua-line-{os.getpid()}")
"""The namespaces are named after it; ``line.sh`` takes away what a killed run left."""

DESK_ADDRESS, DISTRICT_ADDRESS = "10.83.0.1", "10.83.0.2"
_TUNSETIFF, _TUN, _NO_HEAD = 0x400454CA, 0x0001, 0x1000


@dataclass(frozen=True)
class Hosts:
    """``desk`` and ``district``: what to put before a command so that it runs on that host."""

    wan: Wan
    desk: tuple[str, ...]
    district: tuple[str, ...]


def possible() -> bool:
    """Whether this user may make namespaces and TUN ends here."""
    if os.geteuid() != 0 or not os.access("/dev/net/tun", os.R_OK | os.W_OK):
        return False
    return subprocess.run(["ip", "netns", "list"], capture_output=True, check=False).returncode == 0


@contextmanager
def hosts(quality: Quality, cuts: Iterator[Cut], seed: int) -> Iterator[Hosts]:
    """Both hosts with the line between them; all of it is gone when the block ends."""
    with ExitStack() as stack:
        ends = [
            stack.enter_context(_host(f"{NAME}-{name}", here, there))
            for name, here, there in (
                ("desk", DESK_ADDRESS, DISTRICT_ADDRESS),
                ("district", DISTRICT_ADDRESS, DESK_ADDRESS),
            )
        ]
        wan = Wan(ends[0], ends[1], quality, cuts, seed)
        wan.start()
        stack.callback(wan.stop)
        yield Hosts(wan, *(("ip", "netns", "exec", f"{NAME}-{name}") for name in ("desk", "district")))


@contextmanager
def _host(name: str, here: str, there: str) -> Iterator[int]:
    _ip("netns", "add", name)
    end = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    device = f"wan{end}-{os.getpid()}"[:15]
    try:
        fcntl.ioctl(end, _TUNSETIFF, struct.pack("16sH22x", device.encode(), _TUN | _NO_HEAD))
        _ip("link", "set", device, "netns", name)
        _ip("-n", name, "link", "set", "lo", "up")
        _ip("-n", name, "address", "add", here, "peer", there, "dev", device)
        _ip("-n", name, "link", "set", device, "up")
        # Each run begins like the first one of a day: what earlier connections learnt of the line is not known.
        subprocess.run(["ip", "netns", "exec", name, "sysctl", "-qw", "net.ipv4.tcp_no_metrics_save=1"], check=True)
        yield end
    finally:
        os.close(end)
        _ip("netns", "delete", name)


def _ip(*arguments: str) -> None:
    subprocess.run(["ip", *arguments], check=True)
