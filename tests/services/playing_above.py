"""A desk that has joined a district which the test plays itself: what it answers, and its half of a day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from sqlalchemy import text as sql

from onecua_desk.domain.day_close import Manifest
from onecua_desk.services import day_look, identity
from onecua_desk.services.desk import Desk
from onecua_desk.store import renumber, settings
from onecua_desk.wire.days import ServerDay
from onecua_desk.wire.messages import UNENROLLED


def join(desk: Desk) -> None:
    with desk.store.write() as connection:
        renumber.take_device(connection, UNENROLLED, 2)
        settings.put(connection, "identity", replace(identity.of(connection), device=2))


def answer_all(desk: Desk, status: str = "accepted") -> None:
    with desk.store.write() as connection:
        connection.execute(
            sql("UPDATE event SET status = :status, position = seq WHERE status = 'waiting'"), {"status": status}
        )


class Above:
    """The level above with the same events as the desk, and what it was asked."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.asked = desk, list[tuple[date, bool]]()
        self.change: Callable[[Manifest], Manifest] = lambda found: found

    def __call__(self, day: date, parts: bool) -> ServerDay:
        self.asked.append((day, parts))
        seen = day_look.look(self.desk, day)
        found: Manifest = self.change(seen.own)
        with self.desk.store.read() as connection:
            through = connection.execute(sql("SELECT coalesce(max(seq), 0) FROM event WHERE device = 2")).scalar_one()
            head = day_look.head_of(connection, 2, through)
        return ServerDay(day, self.desk.now(), through, head, found.totals, found.parts if parts else None)
