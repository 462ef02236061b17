"""Whether an event may enter the log: the rules of the dossier, and whose dossier it is."""

from __future__ import annotations

import msgspec

from onecua_desk.district.book import Book
from onecua_desk.domain.dossier import Dossier, NotAllowed, apply
from onecua_desk.domain.events import Event, Guided, Received, Returned, TurnedAway
from onecua_desk.domain.numbering import is_dossier_code
from onecua_desk.domain.parts import Unit
from onecua_desk.domain.twice import already_returned
from onecua_desk.errors import UserError
from onecua_desk.wire.codec import Garbled, from_wire
from onecua_desk.wire.messages import WireEvent

LARGEST_EVENT = 64 * 1024
"""Bytes of one event: a full page of the largest still fits into an answer (``codec.LARGEST``)."""


class AlreadyReturned(UserError):
    """The result was handed back before: both desks must hear of it."""


class NotYet(Exception):
    """The event cannot be judged before another one has come."""


def judge(wire: WireEvent, unit: str | None, book: Book) -> Dossier | str:
    """The dossier after ``wire``, written by a desk of ``unit`` (``None``: by the district, for any unit).

    For an event that stands alone, the unit it belongs to.

    ``UserError``: refused, with the sentence. ``NotYet`` and ``UnknownKind``: nothing can be said yet.
    """
    event = _read(wire)
    if isinstance(event.fact, Guided | TurnedAway):
        if event.dossier != event.id:
            raise UserError(f"«{event.fact.title}» không thuộc hồ sơ nào.")
        _check_unit("Phiếu", event.fact.unit, unit)
        return event.fact.unit.code
    before = book.dossiers.get(event.dossier)
    if before is None and not isinstance(event.fact, Received):
        raise _unknown(event, book)
    after = _applied(before, event, book)
    _check_unit("Hồ sơ", after.received.unit, unit)
    if before is None:
        _check_code(after, book)
    return after


def _applied(before: Dossier | None, event: Event, book: Book) -> Dossier:
    """The dossier after ``event``; a result that was handed back already is refused with who did it and when."""
    try:
        return apply(before, event)
    except NotAllowed:
        first = book.returned.get(event.dossier)
        if before is None or first is None or before.returned is None or not isinstance(event.fact, Returned):
            raise
        raise AlreadyReturned(already_returned(before.code, first, book.desk_words(first.id.device))) from None


def _check_unit(what: str, its: Unit, unit: str | None) -> None:
    if unit is not None and its.code != unit:
        raise UserError(f"{what} thuộc đơn vị {its.code}, quầy này thuộc đơn vị {unit}.")


def _read(wire: WireEvent) -> Event:
    """``UserError`` when it is no event of ours; ``UnknownKind`` when it may be one of a newer program."""
    if len(msgspec.json.encode(wire)) > LARGEST_EVENT:
        raise UserError(f"Sự kiện quá lớn (hơn {LARGEST_EVENT // 1024} KB), máy chủ không nhận.")
    try:
        return from_wire(wire)
    except Garbled as error:
        raise UserError("Nội dung sự kiện không đọc được; hãy báo kỹ thuật.") from error


def _unknown(event: Event, book: Book) -> Exception:
    """Why a dossier is not there: it was refused, it was never taken in, or its beginning still has to come."""
    beginning = book.kept.get(event.dossier)
    if beginning and beginning.verdict.status == "refused":
        return UserError(f"Việc tiếp nhận hồ sơ này đã bị máy chủ từ chối: {beginning.verdict.sentence}")
    own_earlier = event.dossier.device == event.id.device and event.dossier.seq < event.id.seq
    if beginning or not own_earlier:
        return UserError(f"Máy chủ không có hồ sơ của sự kiện «{event.fact.title}».")
    return NotYet(event.dossier)


def _check_code(dossier: Dossier, book: Book) -> None:
    code, unit = dossier.code, dossier.received.unit.code
    if not is_dossier_code(code) or not code.startswith(f"{unit}-"):
        raise UserError(f"Mã hồ sơ «{code}» không đúng dạng của đơn vị {unit}.")
    if book.code_taken(code):
        raise UserError(f"Mã hồ sơ {code} đã được cấp cho hồ sơ khác.")
