"""What happens to a dossier between its receipt and its hand-back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from onecua_desk.domain import events
from onecua_desk.domain.applicant_fields import CORRECTABLE, field_words
from onecua_desk.domain.deadline import resume
from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import EventId
from onecua_desk.domain.file import File
from onecua_desk.domain.parts import Change, Given, Official, tidy
from onecua_desk.domain.text import clean
from onecua_desk.errors import UserError
from onecua_desk.services.desk import Changes, Desk, Done, record
from onecua_desk.store import dossiers, log


def request_supplement(
    desk: Desk, official: Official, id: EventId, missing: tuple[str, ...], reason: str = ""
) -> Done[Dossier]:
    """Ask for what is missing; the term stands still until it comes."""
    wanted = tuple(text for text in map(clean, missing) if text)
    if not wanted:
        raise UserError("Hãy ghi ít nhất một giấy tờ cần bổ sung.", field="missing")
    return record(desk, official, id, lambda *_: events.SupplementRequested(wanted, clean(reason)))


def supplement(desk: Desk, official: Official, id: EventId, papers: tuple[Given, ...]) -> Done[Dossier]:
    """The missing papers came: the time spent waiting is added to the appointment, put off or not."""

    def make(dossier: Dossier, at: datetime) -> events.Supplemented:
        due = _due_after(desk, dossier, dossier.due, at)
        by_law = _due_after(desk, dossier, dossier.due_by_law, at) if dossier.apologies else None
        return events.Supplemented(papers, due, by_law)

    return record(desk, official, id, make)


def _due_after(desk: Desk, dossier: Dossier, due: datetime | None, at: datetime) -> datetime | None:
    limit, asked_at = dossier.received.limit, dossier.asked_at
    if due is None or limit is None or asked_at is None:
        return due
    # A clock that was set back must not make the term shorter.
    counted_from = dossier.received_at.date() + timedelta(days=dossier.waited)
    return resume(due, asked_at, max(at, asked_at), limit, desk.calendar, counted_from).due


def refuse(desk: Desk, official: Official, id: EventId, reason: str) -> Done[Dossier]:
    return record(desk, official, id, lambda *_: events.Refused(_reason(reason)))


def withdraw(desk: Desk, official: Official, id: EventId, reason: str) -> Done[Dossier]:
    return record(desk, official, id, lambda *_: events.Withdrawn(_reason(reason)))


def hand_over(desk: Desk, official: Official, id: EventId, to: str, note: str = "") -> Done[Dossier]:
    """Give the dossier to the department or official ``to``."""
    receiver = clean(to)
    if not receiver:
        raise UserError("Hãy ghi bộ phận hoặc cán bộ nhận hồ sơ.", field="to")
    return record(desk, official, id, lambda *_: events.HandedOver(receiver, clean(note)))


def record_result(
    desk: Desk,
    official: Official,
    id: EventId,
    number: str,
    day: date,
    copies: int = 1,
    note: str = "",
    files: tuple[File, ...] = (),
) -> Done[Dossier]:
    """The result exists: its number, its date, how many copies are handed out, and its digital copy."""
    if not clean(number):
        raise UserError("Hãy nhập số của kết quả.", field="number")
    if day > desk.now().date():
        raise UserError("Ngày của kết quả không thể sau hôm nay.", field="day")
    if not 1 <= copies <= 999:
        raise UserError("Số bản kết quả phải từ 1 đến 999.", field="copies")
    result = events.ResultRecorded(clean(number), day, copies, clean(note), files)
    return record(desk, official, id, lambda *_: result)


def correct(desk: Desk, official: Official, id: EventId, values: Mapping[str, str], reason: str = "") -> Done[Dossier]:
    """Put the applicant's data right. ``values``: fields of ``CORRECTABLE`` with their new value; dates as ISO text."""
    new_values = {field: tidy(field, value) for field, value in values.items()}

    def make(dossier: Dossier, _: datetime) -> events.Corrected:
        if not new_values.get("name", dossier.applicant.name):
            words = field_words(dossier.applicant.organisation)
            raise UserError(f"{words['name']} không được để trống.", field="name")
        old = {field: dossier.applicant.value(field) for field in new_values if field in CORRECTABLE}
        edits = tuple(
            Change(field, old.get(field, ""), new) for field, new in new_values.items() if old.get(field) != new
        )
        if not edits:
            raise UserError("Chưa có thông tin nào được sửa.")
        return events.Corrected(edits, clean(reason))

    return record(desk, official, id, make)


def settle(desk: Desk, id: EventId) -> Done[None]:
    """A person has dealt with what the server refused: it stays in the story and leaves *Cần xử lý*."""
    with desk.store.write() as connection:
        dossier = log.settle(connection, id)
        dossiers.project(connection, dossier)
    return Done(None, Changes(frozenset({dossier})))


def _reason(text: str) -> str:
    reason = clean(text)
    if not reason:
        raise UserError("Hãy ghi lý do.", field="reason")
    return reason
