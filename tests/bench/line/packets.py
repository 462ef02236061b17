"""What an IPv4 packet says of its TCP connection, and the packet that ends one."""

from __future__ import annotations

import struct
from typing import NamedTuple

_TCP, _RST, _SYN, _ACK = 6, 0x04, 0x02, 0x10

Flow = tuple[int, int]
"""The port at the desk and the port at the district."""


class Segment(NamedTuple):
    """A TCP segment: ports, numbers, flags, and how many bytes of the application it carries."""

    source: int
    target: int
    seq: int
    ack: int
    flags: int
    size: int

    @property
    def opens(self) -> bool:
        return bool(self.flags & _SYN)

    @property
    def resets(self) -> bool:
        return bool(self.flags & _RST)


def segment(packet: bytes) -> Segment | None:
    """``None`` for anything that is not TCP over IPv4."""
    if len(packet) < 40 or packet[0] >> 4 != 4 or packet[9] != _TCP:
        return None
    head = (packet[0] & 15) * 4
    source, target, seq, ack, offset, flags = struct.unpack_from("!HHIIBB", packet, head)
    size = int.from_bytes(packet[2:4]) - head - (offset >> 4) * 4
    return Segment(source, target, seq, ack, flags, size)


def reset(packet: bytes, of: Segment) -> bytes:
    """The answer of a router that has forgotten the connection of ``packet``: RST, back to its sender."""
    here, there = packet[12:16], packet[16:20]
    behind = of.seq + of.size & 0xFFFFFFFF
    tcp = struct.pack("!HHIIBBHHH", of.target, of.source, of.ack, behind, 5 << 4, _RST | _ACK, 0, 0, 0)
    pseudo = there + here + struct.pack("!BBH", 0, _TCP, len(tcp))
    tcp = tcp[:16] + _checksum(pseudo + tcp) + tcp[18:]
    ip = struct.pack("!BBHHHBBH4s4s", 0x45, 0, 20 + len(tcp), 0, 0, 64, _TCP, 0, there, here)
    return ip[:10] + _checksum(ip) + ip[12:] + tcp


def _checksum(data: bytes) -> bytes:
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return (~total & 0xFFFF).to_bytes(2)
