"""Takes one whole file of fees back: its lines stand no longer, and what it had ended or changed stands again."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from onecua_desk.domain.fee_table import ProvinceFee
from onecua_desk.domain.parts import Official
from onecua_desk.errors import UserError
from onecua_desk.services.desk import Desk
from onecua_desk.services.fees import FeeEntry
from onecua_desk.store import fee_imports
from onecua_desk.store import fees as table
from onecua_desk.store.fee_imports import FeeFile


def of_one_file(desk: Desk, entry: FeeEntry) -> Sequence[FeeEntry]:
    """The lines that stand of the file that ``entry`` came with; it alone where it did not come with one."""
    with desk.store.read() as connection:
        return _together(connection, entry, fee_imports.holding(connection, entry.id))


def take_back(desk: Desk, official: Official, entry: FeeEntry) -> int:
    """Take back the file that ``entry`` came with, all of it in one transaction; how many lines it was.

    Everything stays in the history, and the file can be taken over again. ``UserError`` where a line of it was changed
    since: what stood before it would then stand beside the newer one; and where nothing of it stands any more.
    """
    now, by = desk.now(), official.name
    with desk.store.write() as connection:
        file = fee_imports.holding(connection, entry.id)
        lines = _together(connection, entry, file)
        replaced = table.written(connection, file.replaced) if file else []
        for one in lines:
            table.set_aside(connection, one.id, now, by)
        standing = [one.line for one in table.current(connection)]
        for before in replaced:
            _check_free(before.line, standing)
            table.add(connection, before.line, now, by)
        if not lines:
            raise UserError("Các dòng này đã được bỏ rồi.")
    return len(lines)


def _together(connection: Connection, entry: FeeEntry, file: FeeFile | None) -> list[FeeEntry]:
    return [one for one in table.current(connection) if (file.holds(one.id) if file else one.id == entry.id)]


def _check_free(line: ProvinceFee, standing: Sequence[ProvinceFee]) -> None:
    if any(line.overlaps(one) for one in standing):
        raise UserError(
            f"Thủ tục {line.procedure} đã được sửa mức thu sau lần nhập này nên chưa bỏ gì; hãy sửa từng mức."
        )
