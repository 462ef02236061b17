"""The projection held against the log it was made from, and written anew where a person asks for it."""

from __future__ import annotations

from contextlib import suppress

from sqlalchemy import Connection, delete, exists, select, text
from sqlalchemy.exc import DatabaseError

from onecua_desk.store import course, course_backlog, dossiers, file_lane, log
from onecua_desk.store.tables import course as course_table
from onecua_desk.store.tables import course_term, dossier, dossier_key, event, packed, unpacked


def differences(connection: Connection) -> list[str]:
    """One line for everything that is not as it should be: the file's pages, the index, the rows."""
    found = [str(line) for line in connection.scalars(text("PRAGMA integrity_check")) if line != "ok"]
    found += [f"khóa ngoại: {tuple(row)}" for row in connection.execute(text("PRAGMA foreign_key_check"))]
    rows = {row.id: row for row in connection.execute(select(dossier))}
    files_left, backlog = file_lane.dossiers_left(connection), course_backlog.left(connection)
    for id in log.dossiers_in_order(connection):
        row = rows.pop(packed(id), None)
        try:
            wanted = dossiers.projected(log.of_dossier(connection, id), files_left=id in files_left)
        except ValueError as error:
            found.append(f"hồ sơ của sự kiện {id.device}/{id.seq}: không đọc được ({error})")
            continue
        if wanted is None:
            continue
        code, columns = wanted.columns["code"], wanted.columns
        if row is None:
            found.append(f"{code}: thiếu trong danh sách")
            continue
        found += [f"{code}: «{name}» khác sổ sự kiện" for name, value in columns.items() if value != getattr(row, name)]
        if dossiers.keys_kept(connection, row.arrival) != dossiers.keys_of(wanted.dossier):
            found.append(f"{code}: khóa tra cứu khác sổ sự kiện")
        if row.arrival > backlog and course.kept(connection, row.arrival) != wanted.course:
            found.append(f"{code}: số liệu báo cáo khác sổ sự kiện")
    found += [f"{row.code}: có trong danh sách mà không có trong sổ sự kiện" for row in rows.values()]
    found += [f"số liệu báo cáo của dòng {arrival}: không có hồ sơ" for arrival in course.ownerless(connection)]
    return found + _search_differences(connection)


def _search_differences(connection: Connection) -> list[str]:
    try:
        connection.execute(text("INSERT INTO dossier_search (dossier_search, rank) VALUES ('integrity-check', 1)"))
    except DatabaseError as error:
        if "malformed" not in str(error):
            raise
        return ["chỉ mục tìm kiếm khác danh sách"]
    return []


def files_named(connection: Connection, device: int) -> set[str]:
    """The fingerprints of all scans that the events of ``device`` name, whether they were dropped since or not."""
    files = """SELECT json_extract(file.value, '$.sha256') FROM event, json_each(event.body, '$.files') AS file
        WHERE device = :device AND instr(body, '"files":[{') > 0 AND json_valid(body)"""
    return set(connection.scalars(text(files), {"device": device}))


def fold_doubtful(connection: Connection) -> None:
    """Write anew the rows of dossiers at which a person must look, and of those that have none: this program may read
    what the last one could not.

    Whatever was not understood or did not fit is among the first, an unreadable receipt among the second; all others
    were folded whole. What nobody can read (``differences`` names it) stays as it stands.
    """
    troubled = select(dossier.c.id).where(dossier.c.trouble == 1)
    unlisted = select(event.c.dossier).where(~exists().where(dossier.c.id == event.c.dossier))
    for id in connection.scalars(troubled.union(unlisted)).all():
        with suppress(ValueError):
            dossiers.project(connection, unpacked(id))


def rebuild(connection: Connection) -> int:
    """Write the whole projection anew from the log, in the order of receipt; how many dossiers it can show."""
    # The index first: FTS5 refuses to take a row out of an index that never had it.
    connection.execute(text("INSERT INTO dossier_search (dossier_search) VALUES ('rebuild')"))
    connection.execute(delete(dossier_key))
    for table in (dossier, course_table, course_term):
        connection.execute(delete(table))
    course_backlog.done(connection, 0)
    made = [dossiers.project(connection, id) for id in log.dossiers_in_order(connection)]
    return sum(dossier is not None for dossier in made)
