"""What the people of a desk have dealt with, and what of it counts here all the same: a late stick brought it in."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import msgspec
from sqlalchemy import Connection, select

from onecua_desk.district.tables import event
from onecua_desk.domain.events import ALONE
from onecua_desk.wire.messages import WireEvent

_ALONE = frozenset(fact.kind for fact in ALONE)
_AT_ONCE = 500

_Said = tuple[tuple[int, int] | None, str, bytes]


class Dropped:
    """The ``numbers`` that a desk names as ``DROPPED`` in one upload: refused, where they have no verdict yet.

    One of them may be accepted: the server refused it, was put back from a backup, and took it anew from a package
    that was written before a person sent it anew or gave it up. Nobody could know then; what was accepted stays. What
    was sent in its place says the same of the same dossier under a later number: it must not count besides.
    """

    def __init__(self, numbers: Collection[int] = ()) -> None:
        self._numbers = frozenset(numbers)
        self._counting: dict[_Said, int] = {}

    def __contains__(self, seq: int) -> bool:
        return seq in self._numbers

    def counts(self, wire: WireEvent) -> None:
        """``wire`` is one of them, and accepted."""
        self._counting[_said(wire)] = wire.seq

    def instead_of(self, wire: WireEvent) -> int | None:
        """The number under which ``wire`` counts already; each stands for one event only."""
        key = _said(wire)
        return self._counting.pop(key) if self._counting.get(key, wire.seq) < wire.seq else None


def accepted(connection: Connection, device: int, numbers: Collection[int]) -> Iterator[WireEvent]:
    """Those events of a device among ``numbers`` that count here."""
    query = select(event.c.content).where(event.c.device == device, event.c.position.is_not(None))
    seqs = sorted(numbers)
    for first in range(0, len(seqs), _AT_ONCE):
        for content in connection.execute(query.where(event.c.seq.in_(seqs[first : first + _AT_ONCE]))).scalars():
            yield msgspec.json.decode(content, type=WireEvent)


def _said(wire: WireEvent) -> _Said:
    """An event that stands alone is named by its own number, which says nothing."""
    return None if wire.kind in _ALONE else wire.dossier, wire.kind, bytes(wire.body)
