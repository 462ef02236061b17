"""The lines of a register before they are taken over: what each would become, and what is wrong with it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onecua_desk.domain.register import RegisterLine
from onecua_desk.domain.standing import Tone
from onecua_desk.services.register_import import Preview
from onecua_desk.ui.paged_table import SIZE, Column, PagedModel
from onecua_desk.ui.paged_view import PagedTable
from onecua_desk.ui.tasks import InlineTasks

FRESH, KNOWN, WRONG = "fresh", "known", "wrong"
_WORDS = {FRESH: ("Sẽ nhập", Tone.OK), KNOWN: ("Đã có", Tone.PLAIN), WRONG: ("Sai", Tone.LATE)}


@dataclass(frozen=True, slots=True)
class Shown:
    """A row of the table; ``line`` is ``None`` where it could not be read, which ``remark`` then explains."""

    row: int
    kind: str
    name: str
    line: RegisterLine | None
    remark: str


def shown(preview: Preview, names: Mapping[int, str]) -> dict[str, list[Shown]]:
    """The lines of each kind, in the order of the table; ``names`` are those in the rows, readable or not."""
    return {
        FRESH: [_read(one, FRESH, _remark(one, preview)) for one in preview.fresh],
        KNOWN: [_read(one, KNOWN, "Đã nhập lần trước, bỏ qua.") for one in preview.known],
        WRONG: [Shown(one.row, WRONG, names.get(one.row, ""), None, one.sentence) for one in preview.errors],
    }


def _read(line: RegisterLine, kind: str, remark: str) -> Shown:
    return Shown(line.row, kind, line.applicant.name, line, remark)


def _remark(line: RegisterLine, preview: Preview) -> str:
    unnamed = "Thủ tục không có trong danh mục, giữ tên như sổ." if line.procedure in preview.unnamed else ""
    return " ".join(filter(None, (preview.remarks.get(line.row), unnamed))) or line.note


_COLUMNS = (
    Column("Dòng", lambda one: str(one.row), 64, right=True),
    Column("", lambda one: _WORDS[one.kind][0], 92, tone=lambda one: _WORDS[one.kind][1]),
    Column("Số cũ", lambda one: one.line.old_code if one.line else "", 130, drop=2),
    Column("Họ tên", lambda one: one.name, 170),
    Column("Thủ tục", lambda one: one.line.procedure if one.line else "", stretch=True, drop=3),
    Column("Ngày nhận", lambda one: f"{one.line.received_at:%d/%m/%Y}" if one.line else "", 104, drop=1),
    Column("Trạng thái", lambda one: one.line.state.label if one.line else "", 130, drop=4),
    Column("Ghi chú", lambda one: one.remark, stretch=True),
)


class LinesTable(PagedTable):
    """Thousands of lines, a page at a time."""

    def __init__(self) -> None:
        super().__init__(PagedModel(_COLUMNS, lambda one: one.row, InlineTasks()))

    def show_lines(self, lines: Sequence[Shown]) -> None:
        """``lines`` in the order of their rows."""
        rows = [one.row for one in lines]

        def page(after: int | None) -> Sequence[Shown]:
            start = 0 if after is None else bisect_right(rows, after)
            return lines[start : start + SIZE]

        self.paged().show_query(page)
