"""Whether an event may enter the log: the rules of the dossier, and whose dossier it is."""

from __future__ import annotations

import msgspec

from onecua_desk.district.book import Book
from onecua_desk.domain.dossier import Dossier, NotAllowed, apply
from onecua_desk.domain.events import ALONE, Event, Received, Returned
from onecua_desk.domain.numbering import is_dossier_code
from onecua_desk.domain.parts import Unit
from onecua_desk.errors import UserError
from onecua_desk.wire.codec import Garbled, from_wire
from onecua_desk.wire.messages import WireEvent

LARGEST_EVENT = 64 * 1024
"""Bytes of one event: a full page of the largest still fits into an answer (``codec.LARGEST``)."""


class AlreadyReturned(Exception):
    """The result of the dossier ``code`` was handed back before, by ``first``: both desks must hear of it."""

    def __init__(self, code: str, first: Event) -> None:
        super().__init__(code, first)
        self.code, self.first = code, first


class NotYet(Exception):
    """The event cannot be judged before another one has come."""


def judge(wire: WireEvent, unit: str | None, book: Book) -> Dossier | str:
    """The dossier after ``wire``, written by a desk of ``unit`` (``None``: by the district, for any unit).

    For an event that stands alone, the unit it belongs to.

    ``UserError``: refused, with the sentence. ``AlreadyReturned``: refused, and it must be told. ``NotYet`` and
    ``UnknownKind``: nothing can be said yet.
    """
    event = _read(wire)
    if type(event.fact) in ALONE:
        return _alone(event, unit)
    before = book.dossiers.get(event.dossier)
    if before is None:
        return _begun(event, unit, book)
    _check_unit("Hồ sơ", before.received.unit, unit)
    after = _applied(before, event, book)
    if after.code != before.code:
        _check_code(after, book)
    return after


def _alone(event: Event, unit: str | None) -> str:
    its: Unit = event.fact.unit  # type: ignore[attr-defined]  # each of ALONE has it
    if event.dossier != event.id:
        raise UserError(f"«{event.fact.title}» không thuộc hồ sơ nào.")
    _check_unit("Phiếu", its, unit)
    return its.code


def _begun(event: Event, unit: str | None, book: Book) -> Dossier:
    if not isinstance(event.fact, Received):
        raise _unknown(event, unit, book)
    _check_unit("Hồ sơ", event.fact.unit, unit)
    after = apply(None, event)
    _check_code(after, book)
    if code := book.code_of_line(after.received):
        raise UserError(f"Dòng này của sổ cũ đã được nhập thành hồ sơ {code}; hãy dùng hồ sơ đó.")
    return after


def _applied(before: Dossier, event: Event, book: Book) -> Dossier:
    try:
        return apply(before, event)
    except NotAllowed:
        first = book.returned.get(event.dossier)
        if first is None or before.returned is None or not isinstance(event.fact, Returned):
            raise
        raise AlreadyReturned(before.code, first) from None


def _check_unit(what: str, its: Unit, unit: str | None) -> None:
    """Before anything else is said: a desk hears nothing about what is another unit's."""
    if unit is not None and its.code != unit:
        raise UserError(f"{what} của đơn vị khác, không phải của {unit}.")


def _read(wire: WireEvent) -> Event:
    """``UserError`` when it is no event of ours; ``UnknownKind`` when it may be one of a newer program."""
    if len(msgspec.json.encode(wire)) > LARGEST_EVENT:
        raise UserError(f"Sự kiện quá lớn (hơn {LARGEST_EVENT // 1024} KB), máy chủ không nhận.")
    try:
        return from_wire(wire)
    except Garbled as error:
        raise UserError("Nội dung sự kiện không đọc được; hãy báo kỹ thuật.") from error


def _unknown(event: Event, unit: str | None, book: Book) -> Exception:
    """Why a dossier is not there: it was refused, it was never taken in, or its beginning still has to come.

    That much has not been sent yet after this server was put back from a backup, say. Of the devices of other units
    nothing is told.
    """
    beginning, own = book.kept.get(event.dossier), event.dossier.device == event.id.device
    status = beginning.verdict.status if beginning else ""
    if own and beginning and status == "refused":  # nobody else has seen that dossier
        return UserError(f"Việc tiếp nhận hồ sơ này đã bị máy chủ từ chối: {beginning.verdict.sentence}")
    if own:
        to_come = not status and event.dossier.seq < event.id.seq
    else:
        through = book.answered_of(event.dossier.device, unit)
        status = "" if through is None else status
        to_come = through is not None and event.dossier.seq > through
    if to_come or status == "held":
        return NotYet(event.dossier)
    return UserError(f"Máy chủ không có hồ sơ của sự kiện «{event.fact.title}».")


def _check_code(dossier: Dossier, book: Book) -> None:
    code, unit = dossier.code, dossier.received.unit.code
    if not is_dossier_code(code) or not code.startswith(f"{unit}-"):
        raise UserError(f"Mã hồ sơ «{code}» không đúng dạng của đơn vị {unit}.")
    if book.code_taken(code):
        raise UserError(f"Mã hồ sơ {code} đã được cấp cho hồ sơ khác.")
