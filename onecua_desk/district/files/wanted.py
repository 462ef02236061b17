"""Files that the district once had and has lost: found by reading them all, and asked for again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection, and_, func, select, update

from onecua_desk.district.database import District
from onecua_desk.district.files.shelf import Shelf
from onecua_desk.district.tables import file, file_mention

MOST = 50
"""Files that one answer asks for; the next one asks for more."""


def wanted(connection: Connection, device: int) -> tuple[str, ...]:
    """Fingerprints of files that events of ``device`` name, that were here whole and are missing or damaged now."""
    same = and_(file.c.unit == file_mention.c.unit, file.c.sha256 == file_mention.c.sha256)
    query = select(file.c.sha256).join(file_mention, same).distinct()
    lost = (file.c.missing_since.is_not(None), file_mention.c.device == device)
    return tuple(connection.execute(query.where(*lost).order_by(file.c.sha256).limit(MOST)).scalars())


def check_files(district: District) -> Iterator[str]:
    """Read every file and mark which are missing or damaged; a sentence for each, and one for all.

    ``Denied`` when the whole folder is away: then nothing is marked, as no desk could send that much.
    """
    shelf = Shelf(district.files)
    with district.read() as connection:
        known = connection.execute(select(file.c.unit, file.c.sha256).order_by(file.c.unit, file.c.sha256)).all()
    shelf.open(used=bool(known))
    bad = 0
    for unit, sha256 in known:
        whole = shelf.is_whole(unit, sha256)
        _mark(district, unit, sha256, None if whole else district.now())
        if not whole:
            bad += 1
            yield f"{unit}  {sha256}: thiếu hoặc hỏng, sẽ xin lại từ quầy"
    yield f"Đã kiểm tra {len(known)} tệp, {bad} tệp thiếu hoặc hỏng."


def _mark(district: District, unit: str, sha256: str, since: datetime | None) -> None:
    changed = file.c.missing_since.is_not(None) if since is None else file.c.missing_since.is_(None)
    mine = and_(file.c.unit == unit, file.c.sha256 == sha256)
    with district.read() as connection:
        if not connection.execute(select(func.count()).select_from(file).where(mine, changed)).scalar_one():
            return
    with district.write() as connection:
        connection.execute(update(file).where(mine, changed).values(missing_since=since))
