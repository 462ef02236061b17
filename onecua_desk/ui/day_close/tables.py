"""The two tables of a day's close: the figures of both sides, and the dossiers on which they differ."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from onecua_desk.domain.day_compare import Difference
from onecua_desk.domain.day_lines import SAME, Line
from onecua_desk.domain.standing import Tone
from onecua_desk.ui.paged_table import Column, PagedModel
from onecua_desk.ui.paged_view import PagedTable
from onecua_desk.ui.tasks import InlineTasks


def _tone(line: Line) -> Tone | None:
    if not line.difference:
        return None
    return Tone.OK if line.difference == SAME else Tone.DUE


_LINES = (
    Column("Nội dung", lambda line: line.label if line.here else line.section.upper(), stretch=True),
    Column("Máy ở quầy", lambda line: line.here, 150, right=True, narrow=104),
    Column("Cấp trên", lambda line: line.there, 150, right=True, narrow=104),
    Column("Chênh lệch", lambda line: line.difference, 104, tone=_tone),
)
_DIFFERENCES = (
    Column("Hồ sơ chưa khớp", lambda one: one.label, 190, elide_left=True),
    Column("Máy ở quầy", lambda one: one.here, 130, drop=1),
    Column("Cấp trên", lambda one: one.there, 130, drop=2),
    Column("Việc cần làm", lambda one: one.advice.short, stretch=True),
)


class LinesTable(PagedTable):
    """Each section begins with a line that is its heading."""

    def __init__(self) -> None:
        super().__init__(PagedModel(_LINES, lambda line: (line.section, line.label), InlineTasks()), least_rows=4)

    def show_lines(self, lines: Sequence[Line]) -> None:
        shown: list[Line] = []
        for section, its in groupby(lines, key=lambda line: line.section):
            shown += [Line(section, "", ""), *its]
        self.paged().show_all(shown)


class DifferencesTable(PagedTable):
    """``moved`` and ``opened`` carry a ``Difference``; one is always chosen."""

    def __init__(self) -> None:
        super().__init__(PagedModel(_DIFFERENCES, lambda one: one.dossier, InlineTasks()), least_rows=2)

    def show_differences(self, found: Sequence[Difference]) -> None:
        self.paged().show_all(found)
        if found and self.current_item() is None:
            self.selectRow(0)
