"""Fields side by side: in two columns, and in as many as make the page low where the type is large."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from onecua_desk.ui.theme import current

_USUAL = 2
_LARGE = 1.1
"""The type scale above which a page of two columns is higher than a small screen."""


def is_large() -> bool:
    """Whether the type is so large that room in height must be saved."""
    return current().scale > _LARGE


class FieldsGrid(QWidget):
    """``columns``: how many stand side by side in large type."""

    def __init__(self, fields: Sequence[QWidget], columns: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields, self._columns, self._grid = tuple(fields), columns, QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._arrange()

    def _arrange(self) -> None:
        across = self._columns if is_large() else _USUAL
        for number, field in enumerate(self._fields):
            self._grid.removeWidget(field)
            self._grid.addWidget(field, number // across, number % across)
        for column in range(max(self._columns, _USUAL)):
            self._grid.setColumnStretch(column, 1 if column < across else 0)
