"""A list to choose from whose shown line ends with an ellipsis where there is no room, and is whole in the tooltip."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter


class ElidedBox(QComboBox):
    """Qt itself cuts the line in the middle of a letter."""

    def shown_words(self) -> str:
        """What of the chosen line can be read."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        return self._cut(option)

    def paintEvent(self, event: QPaintEvent) -> None:
        option, painter = QStyleOptionComboBox(), QStylePainter(self)
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        whole, shown = self.currentText(), self._cut(option)
        option.currentText = shown  # type: ignore[attr-defined]  # missing in PySide's stubs
        self.setToolTip(whole if shown != whole else "")
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

    def _cut(self, option: QStyleOptionComboBox) -> str:
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self)
        return self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room.width() - 2)
