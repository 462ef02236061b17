"""Cần xử lý: what the level above refused, why, and the verbs to settle it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from onecua_desk.services.replica import Refusal
from onecua_desk.ui.paged_table import Column, PagedModel
from onecua_desk.ui.paged_view import PagedTable
from onecua_desk.ui.tasks import Runner
from onecua_desk.ui.widgets.buttons import KeyButton, Kind
from onecua_desk.ui.widgets.card import Card, Section
from onecua_desk.ui.widgets.empty import EmptyState
from onecua_desk.ui.widgets.rich import bold, join, soft
from onecua_desk.ui.words import short_moment

UNKNOWN = "(chưa có mã)"


class RefusalList(Card):
    """``wanted``: show the dossier of this id; ``settled``: a person has dealt with this ``Refusal``, confirmed."""

    wanted = Signal(object)
    settled = Signal(object)

    def __init__(self, tasks: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = date.min
        columns = (
            Column("Mã hồ sơ", lambda one: one.code or UNKNOWN, 190, elide_left=True),
            Column("Việc", lambda one: one.title, stretch=True),
            Column("Lúc", lambda one: short_moment(one.at, self._today), 120),
        )
        self._model = PagedModel(columns, lambda one: one.id, tasks, self)
        self._table, self._text = PagedTable(self._model), QLabel()
        self._open, self._settle = KeyButton("Mở hồ sơ", "F7"), KeyButton("Đã xử lý", "F8")
        self._confirm, self._keep = KeyButton("Xác nhận đã xử lý", kind=Kind.MAIN), KeyButton("Chưa")
        self._question = QLabel("Đã làm lại cho đúng, hoặc đã báo người dân? Việc này chỉ còn trong lịch sử hồ sơ.")
        self._pages, self._verbs = QStackedWidget(), QStackedWidget()
        self._text.setWordWrap(True)
        self._question.setWordWrap(True)
        self._lay_out()
        self._connect()

    def show_refusals(self, refusals: Sequence[Refusal], today: date) -> None:
        """The list, oldest first; the selection stays where it was."""
        self._today = today
        self._pages.setCurrentIndex(1 if refusals else 0)
        self._model.show_query(lambda after: refusals if after is None else ())

    def selected(self) -> Refusal | None:
        found: Refusal | None = self._table.current_item()
        return found

    def take_focus(self) -> None:
        """After a verb: the keyboard is in the list, where there is one."""
        if self._pages.currentIndex():
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def back(self) -> bool:
        """Take the question back; false when none is open."""
        if self._verbs.currentIndex() == 0:
            return False
        self._verbs.setCurrentIndex(0)
        self.take_focus()
        return True

    def _show(self, refusal: Refusal | None) -> None:
        self._verbs.setCurrentIndex(0)
        if refusal is None:
            self._text.setText("")
            return
        detail = f": {refusal.detail}" if refusal.detail else ""
        when = soft(f" {short_moment(refusal.at, self._today)}")
        answer = refusal.sentence or "không nói lý do"
        self._text.setText(join(bold(refusal.title), when, f"{detail}\n", soft("Cấp trên trả lời: "), answer))

    def _ask(self) -> None:
        if self.selected():
            self._verbs.setCurrentIndex(1)
            self._confirm.setFocus(Qt.FocusReason.OtherFocusReason)

    def _answer(self) -> None:
        if refusal := self.selected():
            self._verbs.setCurrentIndex(0)
            self.settled.emit(refusal)

    def _want(self, *_item: object) -> None:
        if refusal := self.selected():
            self.wanted.emit(refusal.dossier)

    def _select_first(self, count: int) -> None:
        if count and self.selected() is None:
            self._table.selectRow(0)

    def _connect(self) -> None:
        self._model.loaded.connect(self._select_first)
        self._table.moved.connect(self._show)
        self._table.opened.connect(self._want)
        self._open.clicked.connect(self._want)
        self._settle.clicked.connect(self._ask)
        self._confirm.clicked.connect(self._answer)
        self._keep.clicked.connect(self.back)

    def _lay_out(self) -> None:
        filled = QWidget()
        column = QVBoxLayout(filled)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._table, 1)
        column.addWidget(self._text)
        column.addWidget(self._verbs)
        self._text.setTextFormat(Qt.TextFormat.RichText)
        self._verbs.addWidget(_row(None, self._open, self._settle))
        self._verbs.addWidget(_row(self._question, self._confirm, self._keep))
        self._pages.addWidget(
            EmptyState(
                "Không có gì cần xử lý",
                "Việc nào cấp trên không nhận sẽ nằm ở đây, kèm lý do.",
                "circle-check",
            )
        )
        self._pages.addWidget(filled)
        self.body.addWidget(Section(None, "Cần xử lý"))
        self.body.addWidget(self._pages, 1)


def _row(question: QLabel | None, *buttons: KeyButton) -> QWidget:
    row = QWidget()
    column = QVBoxLayout(row)
    column.setContentsMargins(0, 0, 0, 0)
    if question:
        column.addWidget(question)
    line = QHBoxLayout()
    line.setSpacing(8)
    for button in buttons:
        line.addWidget(button)
    line.addStretch(1)
    column.addStretch(1)
    column.addLayout(line)
    return row
