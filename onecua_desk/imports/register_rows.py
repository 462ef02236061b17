"""A row of a register read as a dossier, or the sentence that says why it is none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time

from onecua_desk.domain.parts import Applicant, State
from onecua_desk.domain.register import RegisterField, RegisterLine, read_state
from onecua_desk.domain.text import digits
from onecua_desk.errors import UserError
from onecua_desk.imports.cells import read_day, read_moment
from onecua_desk.imports.columns import Mapped
from onecua_desk.imports.reading import Row

FIRST_DAY = date(1990, 1, 1)
_MORNING, _EVENING = time(8), time(17)


def read_line(row: Row, mapped: Mapped, now: datetime) -> RegisterLine:
    """``UserError`` with the field it stands in (a ``RegisterField``) where the row is no dossier of before ``now``."""

    def text(field: RegisterField) -> str:
        return row.cell(mapped.get(field))

    received = _moment(text, RegisterField.RECEIVED, _MORNING)
    if received is None:
        raise UserError("Thiếu ngày nhận.", field=RegisterField.RECEIVED)
    if not FIRST_DAY <= received.date() <= now.date():
        raise UserError(f"Ngày nhận {received:%d/%m/%Y} không thể đúng.", field=RegisterField.RECEIVED)
    due, ended = _moment(text, RegisterField.DUE, _EVENING), _moment(text, RegisterField.RETURNED, _EVENING)
    if due and due.date() < received.date():
        raise UserError("Ngày hẹn trả trước ngày nhận.", field=RegisterField.DUE)
    if ended and not received.date() <= ended.date() <= now.date():
        raise UserError(f"Ngày trả {ended:%d/%m/%Y} không thể đúng.", field=RegisterField.RETURNED)
    born, note = _born(text(RegisterField.BORN))
    return RegisterLine(
        row=row.number,
        old_code=text(RegisterField.CODE),
        applicant=_applicant(text, born),
        procedure=_needed(text, RegisterField.PROCEDURE),
        procedure_code=text(RegisterField.PROCEDURE_CODE),
        received_at=min(received, now),
        due=due,
        state=_state(text(RegisterField.STATE), ended),
        ended_at=min(max(ended, received), now) if ended else None,
        result=text(RegisterField.RESULT),
        official=text(RegisterField.OFFICIAL),
        note=_note(text, note),
    )


def _needed(text: Callable[[RegisterField], str], field: RegisterField) -> str:
    if not (found := text(field)):
        raise UserError(f"Thiếu {field.value.lower()}.", field=field)
    return found


def _applicant(text: Callable[[RegisterField], str], born: date | None) -> Applicant:
    """Spreadsheets take the zero away from the front of numbers; it is put back where one figure is missing."""
    number, phone = text(RegisterField.NUMBER), text(RegisterField.PHONE)
    if number.isdigit() and len(number) == 11:
        number = f"0{number}"
    if len(digits(phone)) == 9 and not phone.startswith("0"):
        phone = f"0{phone}"
    name, address = _needed(text, RegisterField.NAME), text(RegisterField.ADDRESS)
    return Applicant(name=name, number=number, born=born, address=address, phone=phone).tidied()


def _moment(text: Callable[[RegisterField], str], field: RegisterField, hour: time) -> datetime | None:
    """At ``hour`` where the register names only the day; ``None`` for an empty cell."""
    if not (written := text(field)):
        return None
    if (found := read_moment(written)) is None:
        raise UserError(f"{field.value} «{written}» không phải ngày có thật; cần dạng ngày/tháng/năm.", field=field)
    day, at = found
    return datetime.combine(day, at or hour)


def _born(written: str) -> tuple[date | None, str]:
    """The day, or what is written as a note: many registers have the year only."""
    day = read_day(written)
    return day, f"Sinh: {written}" if written and day is None else ""


def _state(written: str, ended: datetime | None) -> State:
    if not written:
        return State.RETURNED if ended else State.RECEIVED
    if (state := read_state(written)) is None:
        said = f"Trạng thái «{written}» chưa rõ nghĩa; ví dụ: Đã trả, Đang giải quyết."
        raise UserError(said, field=RegisterField.STATE)
    return state


def _note(text: Callable[[RegisterField], str], born: str) -> str:
    fee, old = text(RegisterField.FEE), text(RegisterField.CODE)
    parts = (f"Sổ cũ số {old}" if old else "Nhập từ sổ cũ", born, f"Phí theo sổ: {fee}" if fee else "")
    return "; ".join(part for part in (*parts, text(RegisterField.NOTE)) if part)
