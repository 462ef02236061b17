"""Rows of a soft label and its value, as on an index card."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from onecua_desk.ui.theme import current, mark
from onecua_desk.ui.widgets.rich import html


class KeyValues(QWidget):
    """Set with ``show_rows``; values can be selected with the mouse to copy them."""

    def __init__(self, label_width: int = 170, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label_width = label_width
        self._rows: list[tuple[QLabel, QLabel]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnStretch(1, 1)

    def show_rows(self, rows: Sequence[tuple[str, str]]) -> None:
        """``(label, value)`` each; a value is plain text or ``rich.Html``."""
        self._grid.setColumnMinimumWidth(0, current().px(self._label_width))
        while len(self._rows) < len(rows):
            self._rows.append(self._new_row())
        for number, (label, value) in enumerate(self._rows):
            label.setVisible(number < len(rows))
            value.setVisible(number < len(rows))
            if number < len(rows):
                label.setText(rows[number][0])
                value.setText(html(rows[number][1]))

    def _new_row(self) -> tuple[QLabel, QLabel]:
        label, value = QLabel(), QLabel()
        mark(label, "role", "soft")
        value.setWordWrap(True)
        value.setTextFormat(Qt.TextFormat.RichText)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        line = len(self._rows)
        self._grid.addWidget(label, line, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(value, line, 1)
        return label, value
