"""The panel of *Bổ sung đủ*: the missing papers came; each as what, and how many."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from onecua_desk.domain.parts import Given
from onecua_desk.domain.procedure import PaperKind
from onecua_desk.domain.text import clean, fold
from onecua_desk.services import processing
from onecua_desk.ui.dossiers.verb_panel import Outcome, VerbPanel
from onecua_desk.ui.theme import current
from onecua_desk.ui.widgets.buttons import KeyButton, Kind
from onecua_desk.ui.words import appointment_words


@dataclass(frozen=True, slots=True)
class SupplementDraft:
    papers: tuple[Given, ...]


class _PaperRow(QWidget):
    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = QLineEdit(name, placeholderText="Tên giấy tờ")
        self.name.setCursorPosition(0)
        self.kind = QComboBox()
        for kind in (PaperKind.ORIGINAL, PaperKind.COPY, PaperKind.FORM):
            self.kind.addItem(kind.label, kind.value)
        self.kind.setCurrentIndex(int("ban sao" in fold(name)))
        self.quantity = QSpinBox(minimum=1, maximum=99)
        self.quantity.setFixedWidth(current().px(64))
        for widget, label in ((self.name, "Giấy tờ"), (self.kind, "Loại bản"), (self.quantity, "Số bản")):
            widget.setAccessibleName(label)
        below = QHBoxLayout()
        below.addWidget(self.kind, 1)
        below.addWidget(self.quantity)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 4)
        rows.setSpacing(6)
        rows.addWidget(self.name)
        rows.addLayout(below)

    def given(self) -> Given:
        return Given(clean(self.name.text()), PaperKind(self.kind.currentData()), self.quantity.value())


class SupplementPanel(VerbPanel):
    title = "Bổ sung đủ"
    confirm = "Đã nhận đủ"

    def build(self) -> None:
        self.tell("Giấy tờ vừa nhận. Xóa trống dòng nào không nộp; thời gian chờ được cộng vào ngày hẹn.", "soft")
        self._rows: list[_PaperRow] = []
        self._papers = QVBoxLayout()
        self._papers.setSpacing(8)
        self.column.addLayout(self._papers)
        for name in self.reading.dossier.missing or ("",):
            self._add(name)
        more = KeyButton("Thêm giấy tờ", kind=Kind.QUIET)
        more.clicked.connect(lambda: self._add("").name.setFocus())
        self.column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def draft(self) -> SupplementDraft:
        return SupplementDraft(tuple(paper for paper in (row.given() for row in self._rows) if paper.name))

    def write(self, draft: SupplementDraft) -> Outcome:
        done = processing.supplement(self.workplace.desk, self.workplace.official, self.id, draft.papers)
        due = done.value.due
        again = f" Hẹn trả {appointment_words(due, self.reading.today)}." if due else ""
        return Outcome(f"Đã nhận đủ giấy tờ.{again}", done.changes)

    def _add(self, name: str) -> _PaperRow:
        row = _PaperRow(name)
        self._rows.append(row)
        self._papers.addWidget(row)
        return row
