"""PNG files made by hand: whole ones, and ones that say what they are not."""

from __future__ import annotations

import struct
import zlib


def png(width: int, height: int, colour: int = 6) -> bytes:
    """A PNG of one colour."""
    row = b"\xc0" * width * {0: 1, 2: 3, 6: 4}[colour]
    return png_of(header(width, height, colour=colour), (b"\0" + row) * height)


def header(width: int, height: int, depth: int = 8, colour: int = 6, interlace: int = 0) -> bytes:
    """What a PNG says of its picture; ``colour`` 0 is grey, 2 RGB, 3 a palette, 6 RGB with alpha."""
    return struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlace)


def png_of(head: bytes, pixels: bytes) -> bytes:
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(pixels)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def with_chunk(png: bytes, kind: bytes, data: bytes) -> bytes:
    """``png`` with one more chunk behind its first."""
    return png[:33] + _chunk(kind, data) + png[33:]


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
