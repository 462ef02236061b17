"""Pages one in front of the other, each with the room that it needs itself."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget, QWidget


class Pages(QStackedWidget):
    """Asks for what the page in front needs: a wide one that was visited before takes no room from the others."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.currentChanged.connect(lambda _index: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:
        needed = QSize(0, 0)
        if self.count():
            page = self.currentWidget()
            needed = page.minimumSizeHint().expandedTo(page.minimumSize())
        return needed.grownBy(self.contentsMargins())
