"""Pages as pictures for the screen: large enough to compare a line of letters with the original."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from onecua_desk.scans.sheet import Sheet, turned
from onecua_desk.scans.source import Raw

_LONGEST = 2000


def as_it_came(raw: Raw, turns: int = 0) -> bytes:
    """A JPEG in colour, after as many quarter turns as its sheet."""
    size = raw.picture.size
    share = min(1.0, _LONGEST / max(size))
    small = raw.picture.resize((round(size[0] * share), round(size[1] * share)), Image.Resampling.BOX)
    buffer = BytesIO()
    turned(small, turns).save(buffer, "JPEG", quality=80)
    return buffer.getvalue()


def as_it_is_kept(sheet: Sheet) -> bytes:
    """A PNG of exactly the pixels that are kept."""
    buffer = BytesIO()
    sheet.picture.save(buffer, "PNG", compress_level=1)
    return buffer.getvalue()
