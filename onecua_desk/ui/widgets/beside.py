"""Two columns beside each other, or one below the other where there is no room for both."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget

from onecua_desk.ui.theme import current


class Beside(QWidget):
    """``least``: px at type scale 1 that both take beside each other."""

    def __init__(self, left: QLayout, right: QLayout, least: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns, self._least = (left, right), least
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(14)
        for column in self._columns:
            self._row.addLayout(column, 1)

    def minimumSizeHint(self) -> QSize:
        """As wide as the wider one: what holds this need not be wider."""
        wide = max(column.minimumSize().width() for column in self._columns)
        return QSize(wide, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < current().px(self._least)
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
