"""The province's fees as one file for all communes: written from a desk's table, looked at, and taken over whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import Connection

from onecua_desk.domain.day_text import day_text, read_day
from onecua_desk.domain.fee_table import Key, ProvinceFee
from onecua_desk.domain.fee_text import RuleText, read_rule, rule_text
from onecua_desk.domain.parts import Official
from onecua_desk.domain.text import clean, fold
from onecua_desk.errors import UserError
from onecua_desk.exports.table import Head, Table
from onecua_desk.exports.writing import write_table
from onecua_desk.imports.cells import no_day
from onecua_desk.imports.reading import Row, read_rows
from onecua_desk.imports.reading import RowError as RowError
from onecua_desk.imports.unpacking import Stop, Stopped
from onecua_desk.services import fees
from onecua_desk.services.desk import Desk
from onecua_desk.services.fees import FeeEntry
from onecua_desk.store import fee_imports
from onecua_desk.store import fees as table

_HEADS = {
    "procedure": "Mã thủ tục",
    "procedure_name": "Tên thủ tục",
    "name": "Tên khoản thu",
    "only": "Hình thức nộp",
    "kind": "Cách tính",
    "amount": "Mức thu",
    "per": "Đơn vị tính",
    "steps": "Các bậc",
    "minimum": "Tối thiểu",
    "maximum": "Tối đa",
    "first": "Từ ngày",
    "last": "Đến ngày",
    "decision": "Nghị quyết",
    "note": "Ghi chú",
}
_WIDTH, _WIDTHS = 14.0, {"procedure_name": 50.0, "name": 26.0, "decision": 26.0, "note": 40.0}
"""Of columns, in letters."""
MOST_FEES = 2_000
"""Of one file: a commune has some hundred procedures, few of them with more than one fee."""
_NEEDED = ("procedure", "kind", "first", "decision")


@dataclass(frozen=True, slots=True)
class FeePlan:
    """What taking a file over would do. Nothing is done while there are ``errors``.

    ``changed`` and ``ended`` name the lines that stand by their id. ``rows`` are those of the file as it was read, its
    heads first.
    """

    added: tuple[ProvinceFee, ...] = ()
    changed: Mapping[int, ProvinceFee] = field(default_factory=dict)
    ended: Mapping[int, ProvinceFee] = field(default_factory=dict)
    same: int = 0
    errors: tuple[RowError, ...] = ()
    rows: tuple[Row, ...] = ()

    @property
    def steps(self) -> int:
        """How many lines of the table it touches."""
        return len(self.added) + len(self.changed) + len(self.ended)


def export(desk: Desk, path: Path) -> int:
    """Write the lines that stand to ``path`` (.xlsx or .csv); how many."""
    lines = fees.listed(desk)
    heads = tuple(Head(words, _WIDTHS.get(name, _WIDTH)) for name, words in _HEADS.items())
    rows = [_texts(one.entry.line, one.procedure_name) for one in lines]
    write_table(Table("Muc phi", (), heads, rows, len(rows)), path)
    return len(lines)


def preview(desk: Desk, path: Path, stopped: Stop = lambda: False) -> FeePlan | None:
    """What the file says against the table; ``UserError`` when it is no table of fees. ``None`` when it was stopped."""
    try:
        rows = tuple(read_rows(path, MOST_FEES + 2, stopped))
    except Stopped:
        return None
    if len(rows) > MOST_FEES + 1:
        raise UserError(f"Tệp {path.name} có hơn {MOST_FEES} mức thu; hãy chọn đúng tệp mức thu, hoặc tách tệp.")
    with desk.store.read() as connection:
        plan = _plan(connection, rows)
    return None if stopped() else plan


def take(desk: Desk, official: Official, plan: FeePlan) -> None:
    """Do what ``preview`` showed, all of it in one transaction, whatever the file says by now.

    ``UserError`` where a row has an error, and where the table is no longer what it was then: nothing is written.
    """
    if plan.errors:
        raise UserError("Tệp còn dòng sai nên chưa nhập gì; hãy sửa tệp rồi nhập lại.")
    now, by = desk.now(), official.name
    with desk.store.write() as connection:
        if _plan(connection, plan.rows) != plan:
            raise UserError("Bảng mức thu đã đổi sau khi xem tệp nên chưa nhập gì; hãy chọn lại tệp và xem lại.")
        replaced = (*plan.ended, *plan.changed)
        for id in replaced:
            table.set_aside(connection, id, now, by)
        lines = (*plan.ended.values(), *plan.changed.values(), *plan.added)
        fee_imports.note(connection, [table.add(connection, line, now, by) for line in lines], replaced)


def _texts(line: ProvinceFee, procedure_name: str) -> list[str]:
    values = asdict(rule_text(line.rule)) | {
        "procedure": line.procedure,
        "procedure_name": procedure_name,
        "first": day_text(line.first),
        "last": day_text(line.last),
        "decision": line.decision,
    }
    return [values[name] for name in _HEADS]


def _plan(connection: Connection, rows: tuple[Row, ...]) -> FeePlan:
    lines, errors = _read(rows[1:], _places(rows[0]))
    planning = _Planning(table.current(connection), fees.known(connection))
    for row, line in sorted(lines, key=lambda pair: pair[1].first):
        try:
            planning.take(row, line)
        except UserError as error:
            errors.append(RowError(row, str(error)))
    return replace(planning.plan(), rows=rows, errors=tuple(sorted(errors, key=lambda error: error.row)))


class _Planning:
    """Lines of a file laid one after the other, by first day, into the table as it stands."""

    def __init__(self, standing: Sequence[FeeEntry], names: Mapping[str, str]) -> None:
        self._names = names
        self._stood = {entry.id: entry.line for entry in standing}
        self._stands = dict(self._stood)
        self._ids: dict[Key, list[int]] = {}
        for entry in standing:
            self._ids.setdefault(entry.line.key, []).append(entry.id)
        self._added: dict[Key, list[ProvinceFee]] = {}
        self._same = 0
        self._rows: dict[tuple[Key, date], int] = {}

    def take(self, row: int, line: ProvinceFee) -> None:
        """``UserError`` where the line cannot stand in the table."""
        start, ids = (line.key, line.first), self._ids.get(line.key, [])
        if start in self._rows:
            raise UserError(f"Trùng với dòng {self._rows[start]}: cùng thủ tục, tên khoản thu và ngày bắt đầu.")
        self._rows[start] = row
        there = next((id for id in ids if self._stood[id].first == line.first), None)
        if there is None:
            self._end_before(line, ids)
        elif self._stood[there] == line:
            self._same += 1
            return
        added = self._added.setdefault(line.key, [])  # lines of other keys are other fees: they cannot overlap
        checked = fees.check(line, [*(self._stands[id] for id in ids if id != there), *added], self._names)
        if there is None:
            added.append(checked)
        else:
            self._stands[there] = checked

    def plan(self) -> FeePlan:
        added = sorted((one for lines in self._added.values() for one in lines), key=lambda one: one.first)
        changed = {id: line for id, line in self._stands.items() if line != self._stood[id]}
        ended = {id: line for id, line in changed.items() if replace(line, last=None) == self._stood[id]}
        rest = {id: line for id, line in changed.items() if id not in ended}
        return FeePlan(tuple(added), rest, ended, self._same)

    def _end_before(self, line: ProvinceFee, ids: Sequence[int]) -> None:
        """The line without an end that this one follows is valid for the last time on the day before."""
        for id in ids:
            before = self._stands[id]
            if before.last is None and before.first < line.first:
                self._stands[id] = replace(before, last=line.first - timedelta(days=1))
                return


def _places(heads: Row) -> dict[str, int]:
    known = {fold(words): name for name, words in _HEADS.items()}
    places = {known[fold(text)]: place for place, text in enumerate(heads.cells) if fold(text) in known}
    if missing := [_HEADS[name] for name in _NEEDED if name not in places]:
        raise UserError(f"Tệp thiếu cột «{'», «'.join(missing)}» ở dòng đầu; hãy xuất tệp mẫu từ chương trình.")
    return places


def _read(rows: Sequence[Row], places: Mapping[str, int]) -> tuple[list[tuple[int, ProvinceFee]], list[RowError]]:
    lines: list[tuple[int, ProvinceFee]] = []
    errors: list[RowError] = []
    for row in rows:
        try:
            lines.append((row.number, _line({name: row.checked(places.get(name)) for name in _HEADS})))
        except UserError as error:
            errors.append(RowError(row.number, str(error)))
    return lines, errors


def _line(texts: Mapping[str, str]) -> ProvinceFee:
    rule = read_rule(RuleText(**{name: texts[name] for name in RuleText.__dataclass_fields__}))
    last = _day(texts["last"], "Đến ngày") if texts["last"] else None
    return ProvinceFee(clean(texts["procedure"]), rule, _day(texts["first"], "Từ ngày"), last, texts["decision"])


def _day(text: str, head: str) -> date:
    if (day := read_day(text)) is None:
        raise UserError(f"{head} {no_day(text)}")
    return day
