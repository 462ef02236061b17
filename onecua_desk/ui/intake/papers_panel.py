"""Step 3: which papers were handed in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from onecua_desk.domain.parts import Given
from onecua_desk.domain.procedure import Case, Channel, Procedure
from onecua_desk.domain.standing import Tone
from onecua_desk.errors import UserError
from onecua_desk.services.applicants import ReusablePaper
from onecua_desk.ui.intake.many_copies import Count
from onecua_desk.ui.intake.papers_model import PapersModel
from onecua_desk.ui.intake.papers_own import OwnPaper
from onecua_desk.ui.intake.papers_table import PapersTable
from onecua_desk.ui.theme import mark
from onecua_desk.ui.widgets.badge import Badge
from onecua_desk.ui.widgets.buttons import KeyButton, Kind
from onecua_desk.ui.widgets.card import Card, Section
from onecua_desk.ui.widgets.elided import ElidedLabel
from onecua_desk.ui.widgets.field import Field, Fields

_HINT = "Cách: nhận · 1-9: số bản · +: thêm · M: cho nợ"
_CHOOSE = "Chọn thủ tục để hiện giấy tờ cần nộp."
_CHOOSE_CASE = "Chọn trường hợp để hiện giấy tờ cần nộp."
_UNKNOWN = "Danh mục chưa ghi giấy tờ của thủ tục này. Bấm + để ghi từng giấy tờ đã nhận."
_NAMED = 2
"""So many missing papers are named in an error; the list itself shows them all."""


class PapersPanel(Card):
    """``changed``: a tick, a quantity, a line. ``fields``: where the form finds the error of step "papers"."""

    changed = Signal()
    complete = Signal()
    """The official said that all papers are there."""

    def __init__(self, fields: Fields | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.papers = PapersModel(self)
        self.table = PapersTable(self.papers)
        self.own = OwnPaper()
        self._field = (fields or Fields()).add("papers", _ListField(self.table, self.papers))
        self._missing, hint = Badge(), ElidedLabel(_HINT)
        self._all = KeyButton("Nhận đủ", "Ctrl+D", Kind.QUIET)
        self._all.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        mark(hint, "role", "soft")
        hint.setMinimumWidth(1)  # the first to go where there is no room
        heading = Section(3, "Giấy tờ")
        heading.add(self._missing)
        heading.add(hint)
        heading.add_right(self._all)
        self.body.addWidget(heading)
        self.body.addWidget(self._field, 1)
        self.body.addWidget(self.own)
        self.papers.changed.connect(self._follow)
        self.papers.changed.connect(self.changed)
        self.own.changed.connect(self.changed)
        self.table.asked_for_own.connect(self.own.open)
        self.own.added.connect(self._add)
        self.own.closed.connect(self.table.setFocus)
        self._all.clicked.connect(self._take_all)
        self.table.advise(_CHOOSE)
        self._follow()

    def show_checklist(self, procedure: Procedure | None, case: Case | None, channel: Channel) -> None:
        self.papers.show_required(procedure.papers_for(case or Case(), channel) if procedure else ())
        by_case = procedure is not None and case is None and any(paper.case for paper in procedure.papers)
        self.table.advise(_CHOOSE if procedure is None else _CHOOSE_CASE if by_case else _UNKNOWN)

    def offer_reuse(self, papers: tuple[ReusablePaper, ...]) -> None:
        """What the applicant handed in with earlier dossiers."""
        self.papers.offer_reuse(papers)

    def errors(self) -> list[UserError]:
        """A required paper that is neither there nor waived must not be accepted in silence."""
        missing = [_short(row.paper.name) for row in self.papers.missing()]
        if not missing:
            return []
        others = len(missing) - _NAMED
        named = "; ".join(missing[:_NAMED]) + (f" và {others} giấy tờ khác" if others > 0 else "")
        sentence = f"Còn thiếu {len(missing)} giấy tờ bắt buộc: {named}. F7: in phiếu bổ sung; M: cho nợ."
        return [UserError(sentence, field="papers")]

    def counts(self) -> Iterator[Count]:
        """How many of each paper were handed in."""
        for line, paper in self.papers.ticked():
            yield Count("papers", paper.quantity, f"{_short(paper.name)}: {paper.quantity} bản", line=line)

    def kept(self) -> dict[str, object]:
        """The ticks and lines as JSON takes them, and what is typed of a line to come."""
        return {"rows": self.papers.kept(), "typing": self.own.kept()}

    def restore(self, kept: Mapping[str, Any]) -> None:
        """Put back what ``kept`` gave over the checklist that is shown."""
        self.papers.restore(kept.get("rows") or ())
        self.own.restore(kept.get("typing") or {})
        self.changed.emit()

    def settle(self) -> None:
        """What is still being typed here counts: somebody who presses F12 has said all of it."""
        if (focused := QApplication.focusWidget()) and self.table.isAncestorOf(focused):
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)  # an editor gives its value when it is left
        self.own.settle()

    def clear(self) -> None:
        self.own.close_line()
        self.papers.clear()

    def _add(self, paper: Given) -> None:
        self.table.setCurrentIndex(self.papers.add_own(paper))

    def _take_all(self) -> None:
        self.papers.tick_required()
        self.complete.emit()

    def _follow(self) -> None:
        missing = len(self.papers.missing())
        self._missing.show_state(f"Thiếu {missing}" if missing else "", Tone.WAIT)
        self._all.setVisible(missing > 0)
        self._field.clear()


def _short(name: str) -> str:
    """Without what the procedure says in brackets of a paper."""
    return name.partition(" (")[0]


class _ListField(Field):
    """The checklist as a field: it takes the height there is, and an error leads to its line, or to what is missing."""

    def __init__(self, table: PapersTable, papers: PapersModel) -> None:
        super().__init__("", table)
        self._table, self._papers = table, papers
        rows = self.layout()
        assert isinstance(rows, QVBoxLayout)
        rows.setStretch(rows.indexOf(table), 1)
        rows.setStretch(rows.count() - 1, 0)

    def show_error(self, error: UserError) -> None:
        super().show_error(error)
        self._table.select_line(self._papers.first_missing() if error.line is None else error.line)
