"""Results that go by post, one after the other: the next label is scanned for the marked line; then the day's list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.fees import dong
from onecua_desk.services.post import Mail
from onecua_desk.ui.paged_table import Column, PagedModel
from onecua_desk.ui.paged_view import PagedTable, TableCard
from onecua_desk.ui.tasks import InlineTasks
from onecua_desk.ui.theme import mark
from onecua_desk.ui.widgets.buttons import KeyButton, Kind
from onecua_desk.ui.widgets.empty import EmptyState

_WAITING = (
    Column("Người nhận", lambda one: one.applicant.name, 170),
    Column("Địa chỉ", lambda one: one.applicant.address or "chưa có địa chỉ", stretch=True),
    Column("Còn thu", lambda one: dong(one.owed) if one.owed else "", 80, right=True, drop=1),
    Column("Mã hồ sơ", lambda one: one.code, 126, elide_left=True, narrow=84),
)
_SENT = (
    Column("Người nhận", lambda one: one.applicant.name, stretch=True),
    Column("Số hiệu bưu gửi", lambda one: one.returned.consignment if one.returned else "", 150),
)
_ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down)


class PostPage(QWidget):
    """The keyboard stays in the scan box, which passes its arrows on. ``printed``: the list is wanted on paper.

    ``opened``: a dossier that needs more than a number (a fee is due, or it is to be looked at).
    """

    printed = Signal()
    opened = Signal(object)

    def prepare(self) -> None:
        """Build the tables, if they are not there yet, before anything is asked of them: many desks send nothing."""
        if self.layout() is None:
            self._build()

    def show_mail(self, mail: Mail) -> None:
        """The mark goes to the line that took the place of the one that is gone."""
        self._left_head.setText(f"{len(mail.waiting)} kết quả chờ gửi bưu chính: quét nhãn cho dòng đang chọn")
        self._right_head.setText(f"Đã gửi hôm nay: {len(mail.sent)}")
        self._print.setText(f"In bảng kê ({len(mail.sent)})")
        self._print.setEnabled(bool(mail.sent))
        self._waiting.paged().show_all(mail.waiting)
        self._sent.paged().show_all(tuple(reversed(mail.sent)))

    def marked(self) -> Dossier | None:
        """The dossier that the next label is for."""
        chosen: Dossier | None = self._waiting.current_item()
        return chosen

    def mark_dossier(self, code: str) -> bool:
        """Move the mark to a dossier whose slip was scanned; false where it does not wait here."""
        model = self._waiting.paged()
        for line in range(model.rowCount()):
            if code in (model.item(line).code, model.item(line).provisional):
                self._waiting.selectRow(line)
                return True
        return False

    def take_key(self, event: QKeyEvent) -> bool:
        """Arrows move the mark; whether the key meant this page."""
        if event.key() in _ARROWS and self._waiting.paged().rowCount():
            QApplication.sendEvent(self._waiting, event)
            return True
        return False

    def _build(self) -> None:
        self._waiting, self._sent = _table(_WAITING, self), _table(_SENT, self)
        self._left_head, self._right_head = QLabel(), QLabel()
        self._print = KeyButton("In bảng kê", "F12", Kind.MAIN, tall=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        none_waits = EmptyState("Không có kết quả nào chờ gửi bưu chính", "Kết quả hẹn trả qua bưu chính hiện ở đây.")
        row.addLayout(_column(self._left_head, TableCard(self._waiting, none_waits)), 5)
        none_sent = EmptyState("Hôm nay chưa gửi kết quả nào")
        row.addLayout(_column(self._right_head, TableCard(self._sent, none_sent), self._print), 4)
        self._print.clicked.connect(self.printed)
        self._waiting.paged().loaded.connect(self._mark_one)
        for table in (self._waiting, self._sent):
            table.opened.connect(lambda one: self.opened.emit(one.id))

    def _mark_one(self, rows: int) -> None:
        if rows and not self._waiting.selectionModel().hasSelection():
            self._waiting.selectRow(0)


def _column(head: QLabel, *parts: QWidget) -> QVBoxLayout:
    mark(head, "role", "heading")
    head.setWordWrap(True)
    column = QVBoxLayout()
    column.setSpacing(8)
    column.addWidget(head)
    for part in parts:
        column.addWidget(part, int(isinstance(part, TableCard)))
    return column


def _table(columns: Sequence[Column], parent: QWidget) -> PagedTable:
    """Filled at once: the lines are in memory, and the mark must have moved before the next label is taken."""
    table = PagedTable(PagedModel(columns, lambda one: one.id, InlineTasks(), parent))
    table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return table
