"""Notices what a desk has sent before under another number: the same moment, official, dossier and words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

import msgspec
from sqlalchemy import Connection, select

from onecua_desk.district.tables import event
from onecua_desk.domain.events import ALONE
from onecua_desk.wire.messages import WireEvent

_ALONE = frozenset(fact.kind for fact in ALONE)

Said = tuple[int, tuple[int, int] | None, datetime, str, str, bytes]


class Twins:
    """What each device said in accepted events: those of the batch's dossiers, and on demand those of none.

    A desk that was put back from a backup has an event waiting that it sent in its other life under another number, and
    its people do not do one thing twice in one second.
    """

    def __init__(self, connection: Connection, accepted: Iterable[WireEvent]) -> None:
        self._connection = connection
        self._seqs = {_said(wire): wire.seq for wire in accepted}
        self._days: set[tuple[int, date]] = set()

    def of(self, wire: WireEvent) -> int | None:
        """The number under which just this was accepted; ``None`` where it was not."""
        if wire.kind in _ALONE and (key := (wire.device, wire.at.date())) not in self._days:
            self._days.add(key)
            self._seqs = {_said(one): one.seq for one in _alone(self._connection, *key)} | self._seqs
        return self._seqs.get(_said(wire))

    def add(self, wire: WireEvent) -> None:
        """``wire`` was accepted."""
        self._seqs[_said(wire)] = wire.seq


def _said(wire: WireEvent) -> Said:
    """An event that stands alone is named by its own number, which says nothing."""
    about = None if wire.kind in _ALONE else wire.dossier
    return wire.device, about, wire.at, wire.login, wire.kind, bytes(wire.body)


def _alone(connection: Connection, device: int, day: date) -> Iterator[WireEvent]:
    itself = (event.c.dossier_device == device, event.c.dossier_seq == event.c.seq)
    query = select(event.c.content).where(event.c.device == device, event.c.day == day, event.c.position.is_not(None))
    for content in connection.execute(query.where(*itself)).scalars():
        found = msgspec.json.decode(content, type=WireEvent)
        if found.kind in _ALONE:
            yield found
