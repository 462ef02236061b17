"""Whether a logo is a PNG that can be drawn, small enough for every paper of the day."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence

from onecua_desk.paper.template_keys import Fault

LARGEST = 20 * 1024
"""Bytes of the file: a logo is in every PDF, and most desks print a hundred papers a day on old printers."""
MOST_PIXELS = 400
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
#: By PNG's colour type: samples of a pixel, and the bits that one may have.
_COLOURS = {0: (1, (1, 2, 4, 8)), 2: (3, (8,)), 3: (1, (1, 2, 4, 8)), 4: (2, (8,)), 6: (4, (8,))}
_FILTERS = 5
_PALETTE = 3

Chunk = tuple[bytes, bytes]
"""The kind of a part of the file, and what is in it."""

#: The chunks that a picture is drawn from, in the only order that they may have; all others are left out.
_DRAWN = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")
_ORDER = re.compile(rb"IHDR (PLTE )?(tRNS )?(IDAT )+IEND ")
#: By colour type: the bytes of what says which colour cannot be seen; a palette has one for each of its colours.
_UNSEEN = {0: 2, 2: 6}


def checked(name: str, png: bytes) -> bytes:
    """``png`` with nothing in it but the picture; ``Fault`` where it cannot be used."""
    if len(png) > LARGEST:
        raise Fault(f"tệp logo «{name}» nặng {len(png) // 1024 + 1} KB, chỉ được đến {LARGEST // 1024} KB")
    if not png.startswith(_SIGNATURE):
        raise Fault(f"tệp logo «{name}» không phải ảnh PNG")
    try:
        chunks = [chunk for chunk in _chunks(png) if chunk[0] in _DRAWN]
        width, height, whole = _read(chunks)
    except (struct.error, zlib.error, ValueError, LookupError) as error:
        raise Fault(f"tệp logo «{name}» bị hỏng") from error
    if max(width, height) > MOST_PIXELS:
        raise Fault(f"logo «{name}» cỡ {width} × {height} điểm ảnh, chỉ được đến {MOST_PIXELS} × {MOST_PIXELS}")
    if not whole:
        raise Fault(f"tệp logo «{name}» hỏng, hoặc lưu xen kẽ hay 16 bit màu: hãy lưu lại thành PNG thường")
    return _SIGNATURE + b"".join(_packed(*chunk) for chunk in chunks)


def _read(chunks: Sequence[Chunk]) -> tuple[int, int, bool]:
    """Width, height, and whether the pixels are all there; what is large is not unpacked."""
    if not _ORDER.fullmatch(b"".join(kind + b" " for kind, _ in chunks)):
        raise ValueError(chunks)
    width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", chunks[0][1])
    if max(width, height) > MOST_PIXELS:
        return width, height, False
    samples, depths = _COLOURS[colour]
    row = 1 + (width * depth * samples + 7) // 8
    packed = b"".join(data for kind, data in chunks if kind == b"IDAT")
    pixels = zlib.decompressobj().decompress(packed, row * height + 1)
    usual = depth in depths and not interlaced and bool(width and height) and _coloured(colour, dict(chunks))
    return width, height, usual and len(pixels) == row * height and max(pixels[::row]) < _FILTERS


def _coloured(colour: int, chunks: Mapping[bytes, bytes]) -> bool:
    """Whether the palette is whole where there must be one, and what says which colours cannot be seen."""
    palette, unseen = chunks.get(b"PLTE", b""), chunks.get(b"tRNS")
    if len(palette) % 3 or len(palette) > 3 * 256 or (colour == _PALETTE and not palette):
        return False
    if unseen is None:
        return True
    return 0 < len(unseen) <= len(palette) // 3 if colour == _PALETTE else len(unseen) == _UNSEEN.get(colour)


def _chunks(png: bytes) -> Iterator[Chunk]:
    place = len(_SIGNATURE)
    while place < len(png):
        length, kind = struct.unpack_from(">I4s", png, place)
        data = png[place + 8 : place + 8 + length]
        (check,) = struct.unpack_from(">I", png, place + 8 + length)
        if zlib.crc32(kind + data) != check:
            raise ValueError(kind)
        yield kind, data
        place += 12 + length


def _packed(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
