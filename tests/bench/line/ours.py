"""Our own pair: the real store of a desk with the day in its log, and the real ``onecua-district serve``."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, time
from pathlib import Path

from onecua_desk import config
from onecua_desk.clock import vietnam_now
from onecua_desk.district.access import enrol
from onecua_desk.district.database import FILE, file_url, open_district
from onecua_desk.domain.events import Event
from onecua_desk.opening import open_desk
from onecua_desk.services import identity
from onecua_desk.services.desk import Desk
from onecua_desk.services.identity import Identity
from onecua_desk.store import dossiers, log
from onecua_desk.wire.codec import from_wire
from onecua_desk.wire.enrolment import read_enrolment
from onecua_desk.wire.messages import WireEvent
from tests.bench.day import MONDAY, OFFICIALS, UNIT, day
from tests.bench.line.runs import copied, module, served

DISTRICT, DESK, TOKEN = "district", "desk", "token"
_PASSWORD = "mat-khau-1"


def enrolled(folder: Path) -> tuple[Desk, int]:
    """Makes a district and a desk of it in the new ``folder``; the open desk and its device number."""
    folder.mkdir()
    district = open_district(file_url(folder / DISTRICT), vietnam_now)
    enrolment = read_enrolment(enrol(district, asdict(UNIT), 1, "http://district"))
    district.close()
    (folder / TOKEN).write_text(enrolment.token)
    desk = open_desk(config.load(folder / DESK), lambda: datetime.combine(MONDAY, time(17)))
    identity.set_up(desk.store, Identity(UNIT, 1, enrolment.device), OFFICIALS[0], _PASSWORD)
    return desk, enrolment.device


def filled(folder: Path, seed: int) -> list[WireEvent]:
    """The same, and the desk has a day to send; the day."""
    desk, device = enrolled(folder)
    events = day(seed, device)
    write(desk, [from_wire(wire) for wire in events])
    desk.store.close()
    return events


def write(desk: Desk, events: Sequence[Event]) -> None:
    """Into the log, as the desk's verbs write them."""
    with desk.store.write() as connection:
        for event in events:
            log.append(connection, event)
        for id in log.dossiers_in_order(connection):
            dossiers.project(connection, id)


class Ours:
    """``made``: the folder that ``filled`` has filled, ``events`` what is in it."""

    name = "onecua-desk"

    def __init__(self, made: Path, events: Sequence[WireEvent]) -> None:
        self._made, self._events = made, events

    def prepare(self, folder: Path) -> None:
        for name in (DISTRICT, DESK):
            copied(self._made / name, folder / name)

    def serve(self, host: str, port: int, folder: Path) -> Sequence[str]:
        return served(folder / DISTRICT, host, port)

    def ask(self, url: str, folder: Path, authority: Path | None) -> Sequence[str]:
        token = (self._made / TOKEN).read_text()
        return module("our_client", url, token, folder / DESK, *([authority] if authority else []))

    def doubled(self, folder: Path) -> int | None:
        """What the server has beyond the day."""
        with sqlite3.connect(folder / DISTRICT / FILE) as database:
            (kept,) = database.execute("SELECT count(*) FROM event").fetchone()
        return int(kept) - len(self._events)
