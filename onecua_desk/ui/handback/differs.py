"""The dossier and the card side by side, where they differ."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from onecua_desk.services.card_match import Difference
from onecua_desk.ui.theme import mark
from onecua_desk.ui.words import grouped_number

_HEADS = ("", "Trong hồ sơ", "Trên thẻ")


class DiffersTable(QWidget):
    """Takes no height while nothing differs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(12, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(2)
        for column in (1, 2):
            self._grid.setColumnStretch(column, 1)
        self.hide()

    def show_differences(self, differing: Sequence[Difference]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            item.widget().deleteLater()
        if differing:
            self._put(0, _HEADS, ("soft", "soft", "soft"))
        for line, one in enumerate(differing, 1):
            self._put(line, (one.label, grouped_number(one.recorded), grouped_number(one.card)), ("soft", "", "strong"))
        self.setVisible(bool(differing))

    def _put(self, line: int, texts: Sequence[str], roles: Sequence[str]) -> None:
        for column, (text, role) in enumerate(zip(texts, roles, strict=True)):
            label = QLabel(text)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(column > 0)
            mark(label, "role", role)
            self._grid.addWidget(label, line, column, Qt.AlignmentFlag.AlignTop)
