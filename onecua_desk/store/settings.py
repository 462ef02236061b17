"""What the desk knows about itself: named values of one frozen kind each."""

from __future__ import annotations

from typing import TypeVar

import msgspec
from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from onecua_desk.store.tables import setting as table

T = TypeVar("T")


def get(connection: Connection, key: str, kind: type[T]) -> T | None:
    """The value of ``key`` read as ``kind``; ``None`` while it was never set."""
    value = connection.scalar(select(table.c.value).where(table.c.key == key))
    return None if value is None else msgspec.json.decode(value, type=kind)


def put(connection: Connection, key: str, value: object) -> None:
    text = msgspec.json.encode(value).decode()
    statement = insert(table).values(key=key, value=text)
    connection.execute(statement.on_conflict_do_update(index_elements=["key"], set_={"value": text}))
