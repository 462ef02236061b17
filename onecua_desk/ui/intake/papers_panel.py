"""Step 3: which papers were handed in."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSpinBox, QWidget

from onecua_desk.domain.parts import Given
from onecua_desk.domain.procedure import Case, Channel, PaperKind, Procedure
from onecua_desk.domain.standing import Tone
from onecua_desk.domain.text import clean
from onecua_desk.ui.intake.papers_cells import MOST_OF_ONE
from onecua_desk.ui.intake.papers_model import PapersModel
from onecua_desk.ui.intake.papers_table import PapersTable
from onecua_desk.ui.theme import mark
from onecua_desk.ui.widgets.badge import Badge
from onecua_desk.ui.widgets.buttons import KeyButton, Kind
from onecua_desk.ui.widgets.card import Card, Section
from onecua_desk.ui.widgets.elided import ElidedLabel

_HINT = "Phím cách: đánh dấu · số: số lượng · +: thêm giấy"
_KINDS = (PaperKind.ORIGINAL, PaperKind.COPY, PaperKind.FORM)
_CHOOSE = "Chọn thủ tục để hiện giấy tờ cần nộp."
_UNKNOWN = "Danh mục chưa ghi giấy tờ của thủ tục này. Bấm + để ghi từng giấy tờ đã nhận."


class PapersPanel(Card):
    """``changed``: a tick, a quantity, a line."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.papers = PapersModel(self)
        self.table = PapersTable(self.papers)
        self.own = OwnPaper()
        self._missing = Badge()
        self._all = KeyButton("Nhận đủ", "Ctrl+D", Kind.QUIET)
        self._all.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        heading, hint = Section(3, "Giấy tờ"), ElidedLabel(_HINT)
        mark(hint, "role", "soft")
        heading.add(self._missing)
        heading.add(hint)
        heading.add_right(self._all)
        for part in (heading, self.table, self.own):
            self.body.addWidget(part)
        self.papers.changed.connect(self._count)
        self.papers.changed.connect(self.changed)
        self.table.asked_for_own.connect(self.own.open)
        self.own.added.connect(self._add)
        self.own.closed.connect(self.table.setFocus)
        self._all.clicked.connect(self._take_all)
        self.table.advise(_CHOOSE)
        self._count()

    def show_checklist(self, procedure: Procedure | None, case: Case | None, channel: Channel) -> None:
        self.papers.show_required(procedure.papers_for(case or Case(), channel) if procedure else ())
        self.table.advise(_UNKNOWN if procedure else _CHOOSE)

    def clear(self) -> None:
        self.own.close_line()
        self.papers.clear()

    def _add(self, paper: Given) -> None:
        self.table.setCurrentIndex(self.papers.add_own(paper))

    def _take_all(self) -> None:
        self.papers.tick_required()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _count(self) -> None:
        missing = len(self.papers.missing())
        self._missing.show_state(f"Thiếu {missing}" if missing else "", Tone.WAIT)
        self._all.setVisible(missing > 0)


class OwnPaper(QWidget):
    """A line below the checklist to add a paper that it does not name; Enter adds, and closes it when it is empty."""

    added = Signal(object)
    """A ``Given``."""
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = QLineEdit(placeholderText="Tên giấy tờ thêm, rồi Enter")
        self.kind, self.quantity = QComboBox(), QSpinBox(minimum=1, maximum=MOST_OF_ONE)
        self.name.setAccessibleName("Tên giấy tờ thêm")
        self.kind.setAccessibleName("Loại giấy tờ thêm")
        self.quantity.setAccessibleName("Số lượng giấy tờ thêm")
        self.kind.addItems([kind.label for kind in _KINDS])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.name, 1)
        row.addWidget(self.kind)
        row.addWidget(self.quantity)
        self.hide()

    def open(self) -> None:
        self.show()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_line(self) -> bool:
        """Whether it was open."""
        if self.isHidden():
            return False
        self.hide()
        self._reset()
        self.closed.emit()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._add()
        else:
            super().keyPressEvent(event)

    def _add(self) -> None:
        if name := clean(self.name.text()):
            self.added.emit(Given(name, _KINDS[self.kind.currentIndex()], self.quantity.value()))
            self._reset()
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.close_line()

    def _reset(self) -> None:
        self.name.clear()
        self.kind.setCurrentIndex(0)
        self.quantity.setValue(1)
