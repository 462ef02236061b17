"""A frame is judged by what its dossiers have, however long the log has become."""

from __future__ import annotations

from typing import Any

from sqlalchemy import create_engine, event

from onecua_desk.district import tables
from onecua_desk.district.book import Book
from tests.district.writing import handed_over, received, wire

SEARCHES = ("USING INDEX event_dossier", "USING INDEX sqlite_autoindex_event_1")
"""By the dossier, by the id."""


def test_the_log_is_searched_by_dossier_and_by_id_and_never_read_through() -> None:
    batch = [wire(2, 1, received(1001)), wire(2, 2, handed_over(), (2, 1)), wire(2, 3, handed_over(), (3, 7))]
    asked: list[tuple[str, Any]] = []

    def note(_: object, __: object, statement: str, values: Any, *___: object) -> None:
        if " IN " in statement:
            asked.append((statement, values))

    engine = create_engine("sqlite://")
    tables.metadata.create_all(engine)
    with engine.begin() as connection:
        event.listen(engine, "before_cursor_execute", note)
        Book(connection, batch)
        event.remove(engine, "before_cursor_execute", note)
        plans = [connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values).all() for sql, values in asked]
    engine.dispose()
    assert len(plans) == 3
    steps = [str(row[3]) for plan in plans for row in plan if str(row[3]).startswith(("SCAN", "SEARCH"))]
    assert [step for step in steps if not any(search in step for search in SEARCHES)] == []
