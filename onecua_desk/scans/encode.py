"""Pixels as the bytes that a PDF carries: CCITT group 4 for black and white, JPEG for grey."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from PIL import Image

_QUALITY = 55
_STRIP_OFFSETS, _STRIP_BYTES, _PHOTOMETRIC = 273, 279, 262
_ONE_STRIP = 1 << 30


@dataclass(frozen=True, slots=True)
class Coded:
    """One page's picture: ``bits`` 1 is group 4, ``bits`` 8 is grey JPEG; ``dpi`` says how large it is on paper."""

    bits: int
    width: int
    height: int
    dpi: float
    data: bytes
    black_is_1: bool = False


def encoded(picture: Image.Image, dpi: float) -> Coded:
    """``picture`` of mode ``1`` or ``L``; the same pixels give the same bytes."""
    if picture.mode == "1":
        return _group_4(picture, dpi)
    buffer = BytesIO()
    picture.save(buffer, "JPEG", quality=_QUALITY, optimize=True)
    return Coded(8, picture.width, picture.height, dpi, buffer.getvalue())


def _group_4(picture: Image.Image, dpi: float) -> Coded:
    buffer = BytesIO()
    picture.save(buffer, "TIFF", compression="group4", strip_size=_ONE_STRIP)
    whole = buffer.getvalue()
    with Image.open(BytesIO(whole)) as written:
        tags = written.tag_v2  # type: ignore[attr-defined]  # every TIFF has them
        (start,), (size,) = tags[_STRIP_OFFSETS], tags[_STRIP_BYTES]
        white_is_0 = tags[_PHOTOMETRIC] == 0
    return Coded(1, picture.width, picture.height, dpi, whole[start : start + size], not white_is_0)
