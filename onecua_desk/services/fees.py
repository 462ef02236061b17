"""The province's fee table: its lines listed, added, changed and ended; and what it makes of the catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from onecua_desk.domain.fee_table import ProvinceFee, with_province
from onecua_desk.domain.parts import Official
from onecua_desk.domain.procedure import Procedure
from onecua_desk.domain.text import clean, fold
from onecua_desk.errors import UserError
from onecua_desk.services.desk import Desk
from onecua_desk.store import catalogue, fees
from onecua_desk.store.fees import FeeEntry as FeeEntry

FIRST_DAY = date(2000, 1, 1)
"""An earlier day is a slip of the finger."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A line as the list shows it; ``procedure_name`` is empty where the catalogue does not have the procedure."""

    entry: FeeEntry
    procedure_name: str


def apply(connection: Connection, procedures: Iterable[Procedure], day: date) -> list[Procedure]:
    """``procedures`` with the rules that the province set for ``day`` in place of the catalogue's."""
    return with_province(procedures, [entry.line for entry in fees.current(connection)], day)


def listed(desk: Desk, text: str = "") -> list[Listed]:
    """The lines that stand whose procedure, name or decision has all words of ``text``, by procedure and first day."""
    words = fold(clean(text)).split()
    with desk.store.read() as connection:
        names = known(connection)
        lines = [Listed(entry, names.get(entry.line.procedure, "")) for entry in fees.current(connection)]
    return [one for one in lines if all(word in _searched(one) for word in words)]


def history(desk: Desk, procedure: str) -> list[FeeEntry]:
    """Everything that was ever written for the procedure, oldest first."""
    with desk.store.read() as connection:
        return fees.history(connection, procedure)


def add(desk: Desk, official: Official, line: ProvinceFee) -> FeeEntry:
    """Write a new line; ``UserError(field=...)`` where it is not whole or another one is valid on the same days."""
    with desk.store.write() as connection:
        checked = check(line, _standing(connection), known(connection))
        return _write(connection, desk, official, checked)


def change(desk: Desk, official: Official, id: int, line: ProvinceFee) -> FeeEntry:
    """Write ``line`` in the place of another, which is kept in the history."""
    with desk.store.write() as connection:
        others = [entry.line for entry in fees.current(connection) if entry.id != id]
        checked = check(line, others, known(connection))
        _set_aside(connection, desk, official, id)
        return _write(connection, desk, official, checked)


def end(desk: Desk, official: Official, id: int, last: date) -> FeeEntry:
    """The line is valid for the last time on ``last``."""
    with desk.store.read() as connection:
        entry = next((one for one in fees.current(connection) if one.id == id), None)
    if entry is None:
        raise _gone()
    return change(desk, official, id, replace(entry.line, last=last))


def withdraw(desk: Desk, official: Official, id: int) -> None:
    """The line was a mistake from the beginning: it stands no longer, and is kept in the history."""
    with desk.store.write() as connection:
        _set_aside(connection, desk, official, id)


def check(line: ProvinceFee, others: Sequence[ProvinceFee], names: Mapping[str, str]) -> ProvinceFee:
    """The line with its texts tidied; ``UserError(field=...)`` says why it cannot stand beside ``others``."""
    line = replace(line, procedure=clean(line.procedure), decision=clean(line.decision))
    if line.procedure not in names:
        raise UserError(f"Danh mục không có thủ tục mã «{line.procedure}».", field="procedure")
    if not line.decision:
        raise UserError("Hãy ghi số nghị quyết, ví dụ «NQ 12/2026/NQ-HĐND».", field="decision")
    if line.first < FIRST_DAY:
        raise UserError(f"Ngày bắt đầu {line.first:%d/%m/%Y} không đúng.", field="first")
    if line.last and line.last < line.first:
        raise UserError("Ngày kết thúc trước ngày bắt đầu.", field="last")
    if other := next((one for one in others if line.overlaps(one)), None):
        raise UserError(
            f"Thủ tục {line.procedure} đã có {_named(line)} {other.dates()} ({other.decision}); "
            "hãy kết thúc mức đó trước, hoặc chọn ngày khác.",
            field="first",
        )
    return line


def _standing(connection: Connection) -> list[ProvinceFee]:
    return [entry.line for entry in fees.current(connection)]


def known(connection: Connection) -> dict[str, str]:
    """The names of the procedures by code."""
    return {one.code: one.name for one in catalogue.all_procedures(connection)}


def _write(connection: Connection, desk: Desk, official: Official, line: ProvinceFee) -> FeeEntry:
    now = desk.now()
    return FeeEntry(fees.add(connection, line, now, official.name), line, now, official.name, None, None)


def _set_aside(connection: Connection, desk: Desk, official: Official, id: int) -> None:
    if not fees.set_aside(connection, id, desk.now(), official.name):
        raise _gone()


def _gone() -> UserError:
    return UserError("Mức thu này vừa được sửa hoặc bỏ; hãy mở lại danh sách.")


def _named(line: ProvinceFee) -> str:
    return f"mức thu «{line.rule.name}»" if line.rule.name else "mức thu"


def _searched(one: Listed) -> str:
    line = one.entry.line
    return fold(f"{line.procedure} {one.procedure_name} {line.rule.name} {line.decision}")
