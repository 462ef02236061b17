"""The version of the district's schema, and the ordered steps from an older one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, insert, inspect, select, text, update

from onecua_desk.district import upgrade_2
from onecua_desk.district.files import mentions
from onecua_desk.district.tables import device, lease, metadata, schema
from onecua_desk.errors import UserError
from onecua_desk.wire.messages import DISTRICT_DEVICE

Step = tuple[str | Callable[[Connection], None], ...]

UPGRADES: tuple[Step, ...] = (
    (
        upgrade_2.keep_held_events,
        upgrade_2.chain_and_tag,
        upgrade_2.make_tables,
        mentions.backfill,
        "ALTER TABLE alarm ADD COLUMN kind TEXT NOT NULL DEFAULT 'content'",
        "ALTER TABLE alarm ADD COLUMN seen INTEGER NOT NULL DEFAULT 0",
        lease.create,
        """INSERT INTO lease (unit, device, first, last) SELECT unit, max(number), desk * 1000 + 1, desk * 1000 + 999
            FROM device WHERE unit IS NOT NULL GROUP BY unit, desk""",
        "ALTER TABLE dossier ADD COLUMN provisional TEXT",
        "CREATE UNIQUE INDEX dossier_provisional ON dossier (provisional) WHERE provisional IS NOT NULL",
    ),
)
"""``UPGRADES[n]``: the way from version n + 1 to n + 2, in SQL that both databases understand, or in Python."""


def migrate(connection: Connection, now: datetime, upgrades: tuple[Step, ...] = UPGRADES) -> None:
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
    for step in upgrades[done - 1 :]:
        for part in step:
            if isinstance(part, str):
                connection.execute(text(part))
            else:
                part(connection)
    connection.execute(update(schema).values(version=newest))


def _create(connection: Connection, version: int, now: datetime) -> None:
    metadata.create_all(connection)
    connection.execute(insert(schema).values(version=version))
    connection.execute(insert(device).values(number=DISTRICT_DEVICE, desk=0, enrolled_at=now))
