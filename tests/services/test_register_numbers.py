"""Whatever comes when, and whatever is printed when: numbers are gapless, never change, and follow the receipt."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, insert, select

from onecua_desk.domain.report import Period
from onecua_desk.services import register_numbers
from onecua_desk.services.desk import Desk
from onecua_desk.store.tables import dossier, moment, register_entry

FIRST = date(2025, 12, 20)
Steps = list[tuple[list[int], int, int]]
STEPS = st.lists(st.tuples(st.lists(st.integers(0, 30), max_size=6), st.integers(0, 30), st.integers(1, 4)), max_size=6)
"""Each: on which days dossiers were received that came into the machine now; up to which day is printed; the size of a
volume then."""


def come_in(connection: Connection, key: int, day: int) -> None:
    at = datetime.combine(FIRST + timedelta(days=day), datetime.min.time()) + timedelta(minutes=key)
    texts: dict[str, Any] = dict.fromkeys(("procedure", "procedure_name", "applicant", "number", "phone", "fold"), "")
    numbers: dict[str, Any] = dict.fromkeys(("open", "unsent", "trouble"), 0)
    row = {"id": key, "code": str(key), "received_at": moment(at), "state": "received", "provisional": ""}
    connection.execute(insert(dossier).values(texts | numbers | row))


def book(connection: Connection) -> list[tuple[int, int, int, str, str]]:
    """Year, number, volume, receipt and, of late ones, the day of entry, in the order of the book."""
    table = register_entry
    columns = (table.c.year, table.c.number, table.c.volume, dossier.c.received_at, table.c.late)
    query = select(*columns).join(dossier, dossier.c.id == table.c.dossier).order_by(table.c.year, table.c.number)
    return [tuple(row) for row in connection.execute(query)]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_numbers_are_gapless_never_change_and_follow_the_receipt(desk: Desk, steps: Steps) -> None:
    with desk.store.write() as connection:
        trying = connection.begin_nested()
        key = 0
        before: list[tuple[int, int, int, str, str]] = []
        for turn, (days, until, size) in enumerate(steps):
            for day in days:
                key += 1
                come_in(connection, key, day)
            last, today = FIRST + timedelta(days=until), date(2026, 2, 1) + timedelta(days=turn)
            register_numbers.give(connection, Period(FIRST, last), size, today)
            now = book(connection)
            assert set(before) <= set(now)
            fresh = [entry for entry in now if entry not in before]
            check_order(before, fresh, today)
            check_whole(now, size, fresh)
            assert all(entry[3][:10] <= last.isoformat() for entry in fresh)
            before = now
        trying.rollback()


def check_order(before: list[tuple[int, int, int, str, str]], fresh: list[Any], today: date) -> None:
    """New ones stand in the order of receipt; late are exactly those received before what stood in the book already."""
    for year in (2025, 2026):
        mine = [entry for entry in fresh if entry[0] == year]
        latest = max((entry[3] for entry in before if entry[0] == year), default="")
        assert [entry[3] for entry in mine] == sorted(entry[3] for entry in mine)
        assert [entry[4] for entry in mine] == [today.isoformat() if entry[3] < latest else "" for entry in mine]


def check_whole(now: list[tuple[int, int, int, str, str]], size: int, fresh: list[Any]) -> None:
    """Numbers from 1 on in each year, volumes one after the other, none of the new ones in a volume that was full."""
    for year in (2025, 2026):
        mine = [entry for entry in now if entry[0] == year]
        assert [entry[1] for entry in mine] == list(range(1, len(mine) + 1))
        assert all(entry[3].startswith(str(year)) for entry in mine)
        volumes = [entry[2] for entry in mine]
        assert volumes == sorted(volumes)
        assert sorted(set(volumes)) == list(range(1, len(set(volumes)) + 1))
        for entry in fresh:
            if entry[0] == year:
                assert sum(other[2] == entry[2] and other[1] < entry[1] for other in mine) < size
