"""What the papers of this machine were, by the events of their prints: proof for a copy, and never sent anywhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select, update

from onecua_desk.domain.events import EventId
from onecua_desk.store.tables import printed_paper as table


@dataclass(frozen=True, slots=True)
class PrintedPaper:
    """``sha256`` of the PDF without the word MẪU; ``sample``: it left the program with that word on it."""

    sha256: str
    sample: bool


def put(connection: Connection, id: EventId, paper: PrintedPaper) -> None:
    """``paper`` is what the print ``id``, an event of this machine, brought out."""
    row = {"device": id.device, "seq": id.seq, "sha256": paper.sha256, "sample": int(paper.sample)}
    connection.execute(insert(table).values(row))


def get(connection: Connection, id: EventId) -> PrintedPaper | None:
    """``None`` where another machine printed it, an older program, or nobody knows whether it came out."""
    columns = select(table.c.sha256, table.c.sample)
    row = connection.execute(columns.where(table.c.device == id.device, table.c.seq == id.seq)).one_or_none()
    return PrintedPaper(row.sha256, bool(row.sample)) if row else None


def among(connection: Connection, ids: Iterable[EventId]) -> frozenset[EventId]:
    """Those of ``ids`` whose papers are known here."""
    return frozenset(id for id in ids if get(connection, id))


def follow(connection: Connection, old: EventId, new: EventId) -> None:
    """The print ``old`` is ``new`` and was written down twice: what is known of its paper goes along."""
    if get(connection, new) is None:
        mine = (table.c.device == old.device, table.c.seq == old.seq)
        connection.execute(update(table).where(*mine).values(device=new.device, seq=new.seq))
