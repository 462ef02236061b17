"""The dossiers whose result waits at the counter, offered while nothing is scanned yet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QStackedWidget, QWidget

from onecua_desk.errors import UserError
from onecua_desk.services import lookup, post
from onecua_desk.services.lookup import Chip, DossierRow
from onecua_desk.ui.paged_table import Column, PagedModel
from onecua_desk.ui.paged_view import PagedTable
from onecua_desk.ui.tasks import Latest
from onecua_desk.ui.theme import mark
from onecua_desk.ui.widgets.buttons import KeyButton
from onecua_desk.ui.widgets.card import Card
from onecua_desk.ui.widgets.empty import EmptyState
from onecua_desk.ui.workplace import Workplace

MOST = 10
"""The newest: who comes for an older one has a slip, a card or a phone number."""
_COLUMNS = (
    Column("Người nộp", lambda row: row.applicant, 210),
    Column("Thủ tục", lambda row: row.procedure_name, stretch=True),
    Column("Mã hồ sơ", lambda row: row.code, 190, elide_left=True),
)
_ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down)


class ReadyList(Card):
    """``chosen`` carries a dossier's id; ``post_wanted``: those that go by post.

    The keyboard stays in the scan box, which passes its arrows on.
    """

    chosen = Signal(object)
    post_wanted = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._reads = workplace.desk, Latest(workplace.tasks)
        self._model = PagedModel(_COLUMNS, lambda row: row.arrival, workplace.tasks, self)
        self._head, self.table, self._pages = QLabel(), PagedTable(self._model), QStackedWidget()
        self._post = KeyButton("Gửi bưu chính", "Ctrl+B")
        mark(self._head, "role", "heading")
        self._pages.addWidget(self.table)
        self._pages.addWidget(
            EmptyState(
                "Quét mã trên giấy hẹn của người dân",
                "Không có giấy hẹn: quét thẻ căn cước, hoặc gõ các số cuối của mã hồ sơ, số điện thoại rồi Enter.",
            )
        )
        head = QHBoxLayout()
        head.addWidget(self._head, 1)
        head.addWidget(self._post)
        head.addStretch()  # takes the room of the words that are not there
        self.body.addLayout(head)
        self.body.addWidget(self._pages, 1)
        self._post.clicked.connect(self.post_wanted)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.opened.connect(self._open)
        self._show([])

    def read(self) -> None:
        """Show what waits now."""
        self._reads.run(
            lambda: (lookup.page(self._desk, Chip.READY, "")[:MOST], post.waiting_count(self._desk)),
            lambda found: self._show(*found),
            self._failed,
        )

    def take_key(self, event: QKeyEvent) -> bool:
        """Arrows move the mark, Enter opens the marked dossier; whether the key meant this list."""
        if event.key() in _ARROWS and self._model.rowCount():
            QApplication.sendEvent(self.table, event)
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.table.selectionModel().hasSelection():
            self._open(self.table.current_item())
            return True
        return False

    def let_go(self) -> None:
        """Mark none, so that Enter opens nothing by mistake."""
        self.table.clearSelection()
        self.table.setCurrentIndex(self._model.index(-1, -1))

    def _show(self, rows: Sequence[DossierRow], by_post: int = 0) -> None:
        newest = " mới nhất" if len(rows) == MOST else ""
        self._head.setText(f"{len(rows)} hồ sơ{newest} có kết quả, chờ trả: chọn bằng mũi tên rồi Enter")
        self._head.setVisible(bool(rows))
        self._post.setText(f"Gửi bưu chính ({by_post})" if by_post else "Gửi bưu chính")
        self._pages.setCurrentIndex(0 if rows else 1)
        self._model.show_all(rows)

    def _open(self, row: DossierRow | None) -> None:
        if row is not None:
            self.let_go()
            self.chosen.emit(row.id)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self._show([])
