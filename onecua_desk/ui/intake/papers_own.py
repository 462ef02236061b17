"""The line below the checklist to add a paper that it does not name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSpinBox, QWidget

from onecua_desk.domain.parts import Given
from onecua_desk.domain.procedure import PaperKind
from onecua_desk.domain.text import clean
from onecua_desk.ui.intake.papers_cells import MOST_OF_ONE

_KINDS = (PaperKind.ORIGINAL, PaperKind.COPY, PaperKind.FORM)


class OwnPaper(QWidget):
    """Enter adds, and closes the line when it is empty."""

    added = Signal(object)
    """A ``Given``."""
    changed = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = QLineEdit(placeholderText="Tên giấy tờ thêm, rồi Enter")
        self.kind, self.quantity = QComboBox(), QSpinBox(minimum=1, maximum=MOST_OF_ONE)
        self.name.setAccessibleName("Tên giấy tờ thêm")
        self.kind.setAccessibleName("Loại giấy tờ thêm")
        self.quantity.setAccessibleName("Số lượng giấy tờ thêm")
        self.name.textEdited.connect(self.changed)
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

    def kept(self) -> dict[str, object]:
        """What is typed and not added yet."""
        typed = self.name.text()
        return {"name": typed, "kind": self.kind.currentIndex(), "quantity": self.quantity.value()} if typed else {}

    def restore(self, kept: Mapping[str, Any]) -> None:
        self._reset()
        self.name.setText(str(kept.get("name", "")))
        self.kind.setCurrentIndex(int(kept.get("kind", 0)))
        self.quantity.setValue(int(kept.get("quantity", 1)))
        self.setHidden(not kept)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._add()
        else:
            super().keyPressEvent(event)

    def settle(self) -> None:
        """Add what is typed, as Enter would."""
        if self.name.text().strip():
            self._add()
            self.close_line()

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
