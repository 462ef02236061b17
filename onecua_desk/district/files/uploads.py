"""Files on their way to the district: offered, found again after a cut, finished, given up."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, func, insert, select, update

from onecua_desk.district.access import Desk
from onecua_desk.district.database import District
from onecua_desk.district.denied import Denied
from onecua_desk.district.files.mentions import is_named
from onecua_desk.district.files.shelf import Shelf, said
from onecua_desk.district.tables import file, upload
from onecua_desk.whole_file import whole

LARGEST = 50 * 1024 * 1024
"""Bytes of one file; a scanned page has some 40 KiB."""

UNIT_LARGEST = 50 * 1024**3
"""Bytes of all files of one unit; two desks that scan everything fill a tenth of it in a year."""

LASTS = timedelta(days=30)
"""After so long without a byte, a part is given up."""

MISMATCH = 460
"""The status that tus has for bytes that are not those of the checksum."""

_SHA256 = re.compile(r"[0-9a-f]{64}")
_ID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of ``size`` bytes of which ``offset`` are here. ``id`` is its fingerprint once it is whole."""

    id: str
    sha256: str
    size: int
    offset: int
    expires: datetime

    @property
    def whole(self) -> bool:
        """The file is at its place: its bytes were compared with the fingerprint."""
        return self.id == self.sha256

    @property
    def full(self) -> bool:
        """No byte is missing; they may be those of another file."""
        return self.offset == self.size


def offer(district: District, desk: Desk, sha256: str, size: int) -> Upload:
    """Where the file can be sent to, and how much of it is here already: all of it, where the unit has sent it before.

    ``Denied``: 400 for what is no fingerprint, 409 while no accepted event of the unit names it, 413 and 507 when it
    is too much, 503 when the folder is away.
    """
    if not _SHA256.fullmatch(sha256) or size < 1:
        raise Denied(400, "Máy chủ không đọc được thông tin của tệp; hãy báo kỹ thuật.")
    if size > LARGEST:
        raise Denied(413, f"Tệp lớn hơn {LARGEST // 1024**2} MB, máy chủ cấp trên không nhận; hãy quét lại gọn hơn.")
    shelf = Shelf(district.files)
    with district.write() as connection:
        if not is_named(connection, desk.unit, sha256):
            raise Denied(409, "Cấp trên chưa nhận hồ sơ nào có tệp này; tệp chờ hồ sơ được nhận.")
        shelf.open(used=connection.execute(select(file.c.sha256).limit(1)).first() is not None)
        if _have(connection, shelf, desk.unit, sha256, size, district.now()):
            return Upload(sha256, sha256, size, size, district.now() + LASTS)
        _give_up_old(connection, shelf, district.now())
        id = _begun(connection, shelf, desk, sha256, size, district.now())
        return Upload(id, sha256, size, shelf.received(id), district.now() + LASTS)


def _have(connection: Connection, shelf: Shelf, unit: str, sha256: str, size: int, now: datetime) -> bool:
    known = connection.execute(_of(unit, sha256)).one_or_none()
    if known is not None:
        return known.missing_since is None and shelf.holds(unit, sha256, size)
    if not (shelf.holds(unit, sha256, size) and shelf.is_whole(unit, sha256)):
        return False
    _note(connection, unit, sha256, size, now)  # the database was put back from a backup, the folder was not
    return True


def _of(unit: str, sha256: str) -> Select[tuple[Any, ...]]:
    return select(file).where(file.c.unit == unit, file.c.sha256 == sha256)


def _note(connection: Connection, unit: str, sha256: str, size: int, now: datetime) -> None:
    here = {"size": size, "completed_at": now, "missing_since": None}
    again = update(file).where(file.c.unit == unit, file.c.sha256 == sha256).values(here)
    if not connection.execute(again).rowcount:
        connection.execute(insert(file).values(unit=unit, sha256=sha256, **here))


def _begun(connection: Connection, shelf: Shelf, desk: Desk, sha256: str, size: int, now: datetime) -> str:
    """The id of the desk's upload of this file: the one that was begun before, so that a lost answer costs nothing."""
    mine = (upload.c.device == desk.device) & (upload.c.sha256 == sha256)
    before = connection.execute(select(upload.c.id, upload.c.size).where(mine)).one_or_none()
    if before is not None and before.size == size:
        connection.execute(update(upload).where(mine).values(touched_at=now))
        return str(before.id)
    if before is not None:
        _forget(connection, shelf, before.id)
    _check_room(connection, shelf, desk.unit, size)
    id = secrets.token_hex(16)
    row = {"id": id, "device": desk.device, "unit": desk.unit, "sha256": sha256, "size": size, "touched_at": now}
    connection.execute(insert(upload).values(row))
    return id


def _check_room(connection: Connection, shelf: Shelf, unit: str, size: int) -> None:
    parts = (select(func.coalesce(func.sum(table.c.size), 0)).where(table.c.unit == unit) for table in (file, upload))
    if sum(int(connection.execute(part).scalar_one()) for part in parts) + size > UNIT_LARGEST:
        raise Denied(507, "Đơn vị đã dùng hết phần kho tệp ở cấp trên; tệp chờ ở máy này, hãy báo cấp trên.")
    shelf.room_for(size)


def _give_up_old(connection: Connection, shelf: Shelf, now: datetime) -> None:
    old = select(upload.c.id).where(upload.c.touched_at < now - LASTS).limit(100)
    for id in connection.execute(old).scalars().all():
        _forget(connection, shelf, id)


def _forget(connection: Connection, shelf: Shelf, id: str) -> None:
    shelf.drop(id)
    connection.execute(delete(upload).where(upload.c.id == id))


def find(district: District, desk: Desk, id: str) -> Upload:
    """An upload of this desk, or a whole file of its unit; ``Denied`` (404) for anybody else's.

    A part that has its full length is finished now: the server was stopped before it came to that.
    """
    if _SHA256.fullmatch(id):
        size = stored(district, desk, id)
        return Upload(id, id, size, size, district.now() + LASTS)
    with district.read() as connection:
        row = _row(connection, desk, id)
    offset = Shelf(district.files).received(id)
    found = Upload(id, row.sha256, row.size, offset, row.touched_at + LASTS)
    return finish(district, desk, found) if found.full else found


def _row(connection: Connection, desk: Desk, id: str) -> Row[tuple[Any, ...]]:
    if _ID.fullmatch(id):
        mine = (upload.c.id == id, upload.c.device == desk.device)
        if (row := connection.execute(select(upload).where(*mine)).one_or_none()) is not None:
            return row
    raise Denied(404, "Máy chủ không có lần gửi tệp này.")


def stored(district: District, desk: Desk, sha256: str) -> int:
    """The size of a whole file of the desk's unit; ``Denied`` (404) when there is none."""
    with district.read() as connection:
        row = connection.execute(_of(desk.unit, sha256)).one_or_none()
    if row is None or row.missing_since is not None or not Shelf(district.files).holds(desk.unit, sha256, row.size):
        raise Denied(404, "Máy chủ cấp trên không có tệp này.")
    size: int = row.size
    return size


def finish(district: District, desk: Desk, full: Upload) -> Upload:
    """All bytes are here: compare them with the fingerprint and bring the file to its place.

    ``Denied`` (460) when they are of another file: nothing of them is kept.
    """
    shelf = Shelf(district.files)
    good = shelf.complete(full.id, desk.unit, full.sha256)
    with district.write() as connection:
        connection.execute(delete(upload).where(upload.c.id == full.id))
        if good:
            _note(connection, desk.unit, full.sha256, full.size, district.now())
    if not good:
        raise Denied(MISMATCH, "Nội dung tệp tới nơi không khớp dấu vân tay, máy chủ đã bỏ; máy sẽ gửi lại từ đầu.")
    return Upload(full.sha256, full.sha256, full.size, full.size, full.expires)


def bring(district: District, desk: Desk, sha256: str, content: bytes) -> None:
    """Keep a file that came whole, on a stick; ``Denied`` as in ``offer`` and ``finish``.

    It never touches the part that the line may be sending just now, from another process: what is open there could
    still be written to behind the comparison with the fingerprint. Whoever comes last finds or leaves the same file.
    """
    begun, shelf = offer(district, desk, sha256, len(content)), Shelf(district.files)
    if begun.whole:
        return
    own = replace(begun, id=secrets.token_hex(16), offset=len(content))
    with said(), whole(shelf.part(own.id)) as part:
        part.write(content)
    finish(district, desk, own)
    with district.write() as connection:
        if not shelf.received(begun.id):
            _forget(connection, shelf, begun.id)


def touch(district: District, id: str) -> None:
    """Bytes of it came just now."""
    with district.write() as connection:
        connection.execute(update(upload).where(upload.c.id == id).values(touched_at=district.now()))


def give_up(district: District, desk: Desk, id: str) -> None:
    """The desk will not send the rest; ``Denied`` (404) for an upload of anybody else."""
    with district.write() as connection:
        _row(connection, desk, id)
        _forget(connection, Shelf(district.files), id)
