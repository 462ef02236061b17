"""The dossiers behind one figure: how many, which, and how they stand; Enter opens one in *Hồ sơ*."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from onecua_desk.domain.fees import grouped
from onecua_desk.domain.report import Figure
from onecua_desk.domain.standing import Tone
from onecua_desk.services import lookup, reports
from onecua_desk.services.desk import Desk
from onecua_desk.services.lookup import DossierRow
from onecua_desk.ui.dossiers.listed import due_words
from onecua_desk.ui.paged_table import Column, PagedModel
from onecua_desk.ui.paged_view import PagedTable, TableCard
from onecua_desk.ui.theme import mark
from onecua_desk.ui.widgets.buttons import KeyButton, Kind
from onecua_desk.ui.widgets.elided import ElidedLabel
from onecua_desk.ui.widgets.empty import EmptyState
from onecua_desk.ui.words import short_moment
from onecua_desk.ui.workplace import Workplace


@dataclass(frozen=True, slots=True)
class _Line:
    """What a line of the list reads, worked out off the window's thread."""

    row: DossierRow
    received: str
    due: str
    state: str
    tone: Tone


_COLUMNS = (
    Column("Mã hồ sơ", lambda line: line.row.code, 190, elide_left=True, narrow=90),
    Column("Người nộp", lambda line: line.row.applicant, 190, narrow=140),
    Column("Thủ tục", lambda line: line.row.procedure_name, stretch=True, drop=2),
    Column("Ngày nhận", lambda line: line.received, 128, drop=3),
    Column("Hẹn trả", lambda line: line.due, 140, drop=1),
    Column("Trạng thái", lambda line: line.state, 150, tone=lambda line: line.tone),
)


class DossiersOf(QWidget):
    """``dossier_wanted``: id of the one that was opened; ``save_wanted``, ``left``: its two verbs."""

    dossier_wanted = Signal(object)
    save_wanted = Signal()
    left = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = workplace
        self.figure: Figure | None = None
        self.words = ""
        self.title, self.count = ElidedLabel(), QLabel()
        self.save_button = KeyButton("Lưu danh sách…", "Ctrl+L", Kind.QUIET)
        self.leave_button = KeyButton("Đóng", "Esc", Kind.QUIET)
        self.model = PagedModel(_COLUMNS, lambda line: line.row.arrival, workplace.slow, self)
        self.table = PagedTable(self.model, least_rows=1)
        self.empty = EmptyState("Không có hồ sơ nào ở ô này.")
        self.model.loaded.connect(self._rescue_keyboard)  # before the card hides the table
        self._lay_out()
        self.table.opened.connect(lambda line: self.dossier_wanted.emit(line.row.id))
        self.save_button.clicked.connect(self.save_wanted)
        self.leave_button.clicked.connect(self.left)
        self.model.loaded.connect(self._loaded)

    def show_figure(self, figure: Figure, words: str, count: int) -> None:
        self.figure, self.words = figure, words
        self.title.setText(words)
        self.count.setText(f"{grouped(count)} hồ sơ")
        self.save_button.setEnabled(count > 0)
        desk = self._place.desk
        self.model.show_query(lambda before: _page(desk, figure, before))

    def refresh(self) -> None:
        self.model.refresh()

    def _rescue_keyboard(self, rows: int) -> None:
        if not rows and self.table.hasFocus():
            self.leave_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _loaded(self, rows: int) -> None:
        if rows and not self.table.currentIndex().isValid():
            self.table.selectRow(0)
        if rows and self.leave_button.hasFocus():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        head, column = QHBoxLayout(), QVBoxLayout(self)
        mark(self.title, "role", "heading")
        mark(self.count, "role", "soft")
        for widget, stretch in ((self.title, 0), (self.count, 1), (self.save_button, 0), (self.leave_button, 0)):
            head.addWidget(widget, stretch)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(TableCard(self.table, self.empty), 1)


def _page(desk: Desk, figure: Figure, before: int | None) -> list[_Line]:
    now = desk.now()
    return [_line(desk, row, now) for row in reports.dossiers(desk, figure, before)]


def _line(desk: Desk, row: DossierRow, now: datetime) -> _Line:
    standing = lookup.standing_of(desk, row)
    received = short_moment(row.received_at, now.date())
    return _Line(row, received, due_words(row.state, row.due, now), standing.words, standing.tone)
