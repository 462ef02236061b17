"""The version of the district's schema, and the ordered steps from an older one."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert, inspect, select, text, update

from onecua_desk.district.tables import device, metadata, schema
from onecua_desk.errors import UserError
from onecua_desk.wire.messages import DISTRICT_DEVICE

UPGRADES: tuple[tuple[str, ...], ...] = ()
"""``UPGRADES[n]``: the statements from version n + 1 to n + 2, in SQL that SQLite and PostgreSQL both understand."""


def migrate(connection: Connection, now: datetime, upgrades: tuple[tuple[str, ...], ...] = UPGRADES) -> None:
    """Make the tables, or bring older ones up to date; ``UserError`` when a newer program made them.

    Runs inside the caller's writing transaction, so that all of it happens or nothing.
    """
    newest = len(upgrades) + 1
    if not inspect(connection).has_table(schema.name):
        _create(connection, newest, now)
        return
    done: int = connection.execute(select(schema.c.version)).scalar_one()
    if done > newest:
        raise UserError("Dữ liệu của máy chủ do bản mới hơn của chương trình ghi. Hãy cập nhật; chưa thay đổi gì.")
    for statements in upgrades[done - 1 :]:
        for statement in statements:
            connection.execute(text(statement))
    connection.execute(update(schema).values(version=newest))


def _create(connection: Connection, version: int, now: datetime) -> None:
    metadata.create_all(connection)
    connection.execute(insert(schema).values(version=version))
    connection.execute(insert(device).values(number=DISTRICT_DEVICE, desk=0, enrolled_at=now))
