"""Which originals go back with the result."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from onecua_desk.ui.theme import mark
from onecua_desk.ui.widgets.buttons import KeyButton, Kind
from onecua_desk.ui.widgets.presence import set_present


class _Tick(QWidget):
    """A box with a text of several lines, which ``QCheckBox`` cannot break."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.box, label = QCheckBox(), QLabel(text)
        self.text = text
        self.box.setAccessibleName(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label, 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.box.toggle()


class OriginalsPanel(QWidget):
    """None is ticked at first: an original that the desk kept belongs to the file, unless it is said to go back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ticks: list[_Tick] = []
        head, self._all = QLabel("Bản chính trả lại cùng kết quả"), KeyButton("Trả lại đủ", "Ctrl+D", Kind.QUIET)
        mark(head, "role", "soft")
        head.setWordWrap(True)
        row = QHBoxLayout()
        row.addWidget(head, 1)
        row.addWidget(self._all)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addLayout(row)
        self._all.clicked.connect(self._tick_all)

    def begin(self, names: Sequence[str]) -> None:
        for tick in self._ticks:
            tick.hide()
            tick.deleteLater()
        self._ticks = [_Tick(name) for name in names]
        for tick in self._ticks:
            self._column.addWidget(tick)
        set_present(self, bool(names))

    def read(self) -> tuple[str, ...]:
        """The papers that go back."""
        return tuple(tick.text for tick in self._ticks if tick.box.isChecked())

    def _tick_all(self) -> None:
        """All of them, or none where all are ticked already."""
        ticked = len(self.read()) == len(self._ticks)
        for tick in self._ticks:
            tick.box.setChecked(not ticked)
