"""A row of a register read as a dossier, or the sentence that says why it is none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time

from onecua_desk.domain.day_text import read_day, read_moment
from onecua_desk.domain.parts import Applicant, State
from onecua_desk.domain.register import RegisterField, RegisterLine, read_state
from onecua_desk.domain.text import digits
from onecua_desk.errors import UserError
from onecua_desk.imports.cells import is_serial, no_day, read_number
from onecua_desk.imports.columns import Mapped
from onecua_desk.imports.reading import Row

FIRST_DAY = date(1990, 1, 1)
MOST_FIGURES = 15
"""Of a telephone number, with its country (ITU-T E.164)."""
_LONGEST_PHONE = _SHOWN = 60
_LOST_ZERO, _LOST_PHONE_ZERO = 11, 9
"""Figures of a personal number and of a telephone number without the zero in front."""
_USUAL_FIGURES = {0, 9, 10, 12, 13}
"""Of an old card, a tax code, a personal number, the tax code of a branch."""
_MORNING, _EVENING = time(8), time(17)


def read_line(row: Row, mapped: Mapped, now: datetime) -> RegisterLine:
    """``UserError`` with the field it stands in (a ``RegisterField``) where the row is no dossier of before ``now``."""

    def text(field: RegisterField) -> str:
        return row.checked(mapped.get(field))

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
        old_code=_number(text, RegisterField.CODE),
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


def remark(row: Row, mapped: Mapped) -> str:
    """What a person should look at in a row that can be taken; empty where there is nothing."""
    number = read_number(row.cell(mapped.get(RegisterField.NUMBER)))
    figures = len(number) if number.isdigit() else 0
    hidden = "Dòng đang ẩn trong bảng tính." if row.hidden else ""
    if figures == _LOST_ZERO:
        return f"{hidden} Số giấy tờ {number} thiếu số 0 ở đầu, ghi là 0{number}.".strip()
    if figures == _LOST_ZERO - 1 and not number.startswith("0"):
        return f"{hidden} Số giấy tờ có 10 chữ số, có thể mất số 0 ở đầu; hãy so lại.".strip()
    if figures not in _USUAL_FIGURES:
        return f"{hidden} Số giấy tờ có {figures} chữ số; hãy so lại.".strip()
    return hidden


def _number(text: Callable[[RegisterField], str], field: RegisterField) -> str:
    try:
        return read_number(text(field))
    except UserError as error:
        raise UserError(f"{field.value} {error}", field=field) from error


def _applicant(text: Callable[[RegisterField], str], born: date | None) -> Applicant:
    """Spreadsheets take the zero away from the front of numbers; it is put back where one figure is missing."""
    number, phone = _number(text, RegisterField.NUMBER), _phone(text)
    if number.isdigit() and len(number) == _LOST_ZERO:
        number = f"0{number}"
    name, address = _needed(text, RegisterField.NAME), text(RegisterField.ADDRESS)
    return Applicant(name=name, number=number, born=born, address=address, phone=phone).tidied()


def _phone(text: Callable[[RegisterField], str]) -> str:
    phone, field = _number(text, RegisterField.PHONE), RegisterField.PHONE
    figures = len(digits(phone))
    if len(phone) > _LONGEST_PHONE:
        raise UserError(f"{field.value} dài {len(phone)} chữ; hãy chỉ để lại số điện thoại.", field=field)
    if figures > MOST_FIGURES:
        raise UserError(f"{field.value} có {figures} chữ số; mỗi hồ sơ chỉ giữ một số điện thoại.", field=field)
    return f"0{phone}" if figures == _LOST_PHONE_ZERO and not phone.startswith("0") else phone


def _moment(text: Callable[[RegisterField], str], field: RegisterField, hour: time) -> datetime | None:
    """At ``hour`` where the register names only the day; ``None`` for an empty cell."""
    if not (written := text(field)):
        return None
    if (found := read_moment(written)) is None:
        raise UserError(f"{field.value} {no_day(written)}", field=field)
    day, at = found
    return datetime.combine(day, at or hour)


def _born(written: str) -> tuple[date | None, str]:
    """The day, or what is written as a note: many registers have the year only."""
    if is_serial(written):
        raise UserError(f"{RegisterField.BORN.value} {no_day(written)}", field=RegisterField.BORN)
    day = read_day(written)
    return day, f"Sinh: {written}" if written and day is None else ""


def _state(written: str, ended: datetime | None) -> State:
    if not written:
        return State.RETURNED if ended else State.RECEIVED
    if (state := read_state(written)) is None:
        said = f"Trạng thái «{written[:_SHOWN]}» chưa rõ nghĩa; ví dụ: Đã trả, Đang giải quyết."
        raise UserError(said, field=RegisterField.STATE)
    return state


def _note(text: Callable[[RegisterField], str], born: str) -> str:
    fee, old = text(RegisterField.FEE), _number(text, RegisterField.CODE)
    parts = (f"Sổ cũ số {old}" if old else "Nhập từ sổ cũ", born, f"Phí theo sổ: {fee}" if fee else "")
    return "; ".join(part for part in (*parts, text(RegisterField.NOTE)) if part)
