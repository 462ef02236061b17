"""Which events could not be judged yet: what their desk wrote after them of the same dossier is not counted before."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from sqlalchemy import Connection, func, select

from onecua_desk.district.among import among
from onecua_desk.district.tables import event
from onecua_desk.domain.events import EventId
from onecua_desk.domain.processing_facts import tells_of_a_print
from onecua_desk.wire.messages import WireEvent


class Held:
    """The events without a verdict of some ``dossiers``, as one writing transaction sees and changes them.

    A clerk wrote the later event with the earlier one before them. Judged alone it could make the earlier one unfit for
    ever: a supplement moves the appointment that an apology, of a kind that this server will only learn, speaks of.
    Nothing has to wait for a print, known or not.
    """

    def __init__(self, connection: Connection, dossiers: Iterable[EventId]) -> None:
        table = event.c
        about = among(table.dossier_device, table.dossier_seq, dossiers)
        # Not as ``IS NULL``, or SQLite goes by the index of positions: through all that was ever refused.
        unplaced = func.coalesce(table.position, 0) == 0
        self._seqs: dict[tuple[int, tuple[int, int]], set[int]] = {}
        for content in connection.scalars(select(table.content).where(about, unplaced, table.sentence == "")):
            self.note(msgspec.json.decode(content, type=WireEvent), held=True)

    def has_before(self, wire: WireEvent) -> bool:
        """Whether the desk of ``wire`` wrote one of them before it, of the same dossier."""
        return any(seq < wire.seq for seq in self._of(wire.device, wire.dossier))

    def note(self, wire: WireEvent, held: bool) -> None:
        """``wire`` got its verdict, or is held."""
        seqs = self._of(wire.device, wire.dossier)
        if held and not tells_of_a_print(wire.kind):
            seqs.add(wire.seq)
        else:
            seqs.discard(wire.seq)

    def _of(self, device: int, dossier: tuple[int, int]) -> set[int]:
        return self._seqs.setdefault((device, dossier), set())
