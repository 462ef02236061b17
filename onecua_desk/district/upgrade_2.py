"""What a district of version 1 lacks: held events, chains and tags in its log, and the tables of version 2."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import Connection, text

from onecua_desk.district import chains
from onecua_desk.district.tables import file, file_mention, metadata, secret, upload
from onecua_desk.wire.messages import WireEvent

_BATCH = 2_000

_KINDS_OF_COLUMNS = {
    "sqlite": {"bytes": "BLOB", "moment": "DATETIME"},
    "postgresql": {"bytes": "BYTEA", "moment": "TIMESTAMP WITHOUT TIME ZONE"},
}

_EVENT = """CREATE TABLE event (
    device BIGINT NOT NULL REFERENCES device (number), seq BIGINT NOT NULL, unit TEXT NOT NULL REFERENCES unit (code),
    dossier_device BIGINT NOT NULL, dossier_seq BIGINT NOT NULL, received_at {moment} NOT NULL, day DATE NOT NULL,
    content {bytes} NOT NULL, digest {bytes} NOT NULL, position BIGINT UNIQUE, sentence TEXT NOT NULL,
    chain {bytes}, tag {bytes}, PRIMARY KEY (device, seq),
    CONSTRAINT accepted_or_refused CHECK (position IS NULL OR sentence = ''))"""

_COPIED = """device, seq, unit, dossier_device, dossier_seq, received_at, content, digest, position, sentence"""

_AFTER = """SELECT {columns} FROM event_1 WHERE device > :device OR (device = :device AND seq > :seq)
    ORDER BY device, seq LIMIT {batch}"""


def keep_held_events(connection: Connection) -> None:
    """The log anew, because SQLite cannot drop the rule that an event is accepted or refused; days with it."""
    connection.execute(text("CREATE TABLE event_1 AS SELECT * FROM event"))
    connection.execute(text("CREATE UNIQUE INDEX event_1_key ON event_1 (device, seq)"))
    connection.execute(text("DROP TABLE event"))
    connection.execute(text(_EVENT.format(**_KINDS_OF_COLUMNS[connection.dialect.name])))
    for row in ("event_down ON event (unit, position)", "event_dossier ON event (dossier_device, dossier_seq)"):
        connection.execute(text(f"CREATE INDEX {row}"))
    connection.execute(text("CREATE INDEX event_day ON event (device, day)"))
    _copy(connection)
    connection.execute(text("DROP TABLE event_1"))


def _copy(connection: Connection) -> None:
    select = text(_AFTER.format(columns=_COPIED, batch=_BATCH))
    values = ", ".join(f":{name}" for name in _COPIED.split(", "))
    insert = text(f"INSERT INTO event ({_COPIED}, day) VALUES ({values}, :day)")
    last = {"device": 0, "seq": 0}
    while rows := [dict(row) for row in connection.execute(select, last).mappings()]:
        connection.execute(insert, [{**row, "day": _day(connection, row)} for row in rows])
        last = {name: rows[-1][name] for name in last}


def _day(connection: Connection, row: dict[str, Any]) -> Any:
    day = msgspec.json.decode(row["content"], type=WireEvent).at.date()
    return day.isoformat() if connection.dialect.name == "sqlite" else day


def chain_and_tag(connection: Connection) -> None:
    """Chains end before the first event that was held, for version 1 did not keep those."""
    for device in connection.execute(text("SELECT number FROM device")).scalars().all():
        chains.extend(connection, device)
    chains.tag_all(connection)


def make_tables(connection: Connection) -> None:
    metadata.create_all(connection, tables=[file, file_mention, upload, secret])
