"""Whether a row is about one of some events, asked so that every database looks each of them up."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Column, ColumnElement, and_, false, or_

from onecua_desk.domain.events import EventId


def among(device: Column[int], seq: Column[int], ids: Iterable[EventId]) -> ColumnElement[bool]:
    """The two columns name one of ``ids``.

    Not as ``(device, seq) IN (...)``: of more than one pair SQLite makes no search, but reads the whole log.
    """
    seqs: dict[int, list[int]] = {}
    for id in ids:
        seqs.setdefault(id.device, []).append(id.seq)
    return or_(false(), *(and_(device == number, seq.in_(its)) for number, its in seqs.items()))
