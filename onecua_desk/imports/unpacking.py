"""Unpacks an Excel file before openpyxl does: no part may be larger than a table is, and reading can be stopped."""

from __future__ import annotations

import io
from collections.abc import Callable
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

LARGEST_PART = 32 * 1024 * 1024
"""Bytes: openpyxl needs ten times as much memory for one long text."""
LARGEST_UNPACKED = 3 * LARGEST_PART
MOST_TAGS = 2_000_000
"""5,000 rows of 30 columns have less than one million; openpyxl keeps an object for each."""
_CHUNK = 1 << 20

Stop = Callable[[], bool]
"""Whether a person wants it to stop; asked often."""


class Stopped(Exception):
    """A person stopped the reading."""


class TooLarge(Exception):
    """The file unpacks to more than a table that people made."""


class Watched(io.BytesIO):
    """The bytes of a file, for a reader that cannot be told to stop: it is asked before each piece is read."""

    def __init__(self, data: bytes, stopped: Stop) -> None:
        super().__init__(data)
        self._stopped = stopped

    def read(self, size: int | None = -1, /) -> bytes:
        if self._stopped():
            raise Stopped
        return super().read(size)


def unpacked(data: bytes, stopped: Stop) -> Watched:
    """The same file with its parts not packed any more, so that reading it asks ``stopped`` often.

    ``TooLarge``, ``Stopped``; ``BadZipFile``, ``zlib.error`` or whatever else ``zipfile`` raises for a damaged file.
    The sizes that the file declares are looked at first, and then counted, because they can lie.
    """
    plain = io.BytesIO()
    with ZipFile(Watched(data, stopped)) as packed, ZipFile(plain, "w", ZIP_STORED) as out:
        parts = packed.infolist()
        sizes = [part.file_size for part in parts]
        if max(sizes, default=0) > LARGEST_PART or sum(sizes) > LARGEST_UNPACKED:
            raise TooLarge
        if len({part.filename for part in parts}) < len(parts):
            raise BadZipFile("two parts have one name")
        for part in parts:
            out.writestr(part.filename, _part(packed, part))
    return Watched(plain.getvalue(), stopped)


def _part(packed: ZipFile, part: ZipInfo) -> bytes:
    if part.compress_type not in (ZIP_STORED, ZIP_DEFLATED):  # the others unpack without a limit for one piece
        raise BadZipFile(f"{part.filename} is packed by method {part.compress_type}")
    pieces: list[bytes] = []
    size = tags = 0
    with packed.open(part) as file:
        while piece := file.read(_CHUNK):
            size += len(piece)
            tags += piece.count(b"<")
            if size > LARGEST_PART or tags > MOST_TAGS:
                raise TooLarge
            pieces.append(piece)
    return b"".join(pieces)
