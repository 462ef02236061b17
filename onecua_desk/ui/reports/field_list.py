"""Fields (lĩnh vực) of the catalogue to be ticked, with how many procedures each has."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from onecua_desk.domain.posting import PostedField

_NAME = Qt.ItemDataRole.UserRole


class FieldList(QListWidget):
    """``changed``: a tick was set or taken away, by the space bar, Enter or the mouse."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.itemChanged.connect(self.changed)
        self.itemActivated.connect(lambda item: item.setCheckState(_turned(item)))

    def show_fields(self, fields: Sequence[PostedField], ticked: Collection[str]) -> None:
        """Those of ``ticked`` that are no longer there are left out; tells nothing."""
        with QSignalBlocker(self):
            self.clear()
            for one in fields:
                item = QListWidgetItem(f"{one.name} ({len(one.procedures)} thủ tục)", self)
                item.setToolTip(item.text())
                item.setData(_NAME, one.name)
                item.setCheckState(Qt.CheckState.Checked if one.name in ticked else Qt.CheckState.Unchecked)

    def ticked(self) -> tuple[str, ...]:
        items = map(self.item, range(self.count()))
        return tuple(item.data(_NAME) for item in items if item.checkState() is Qt.CheckState.Checked)

    def clear_ticks(self) -> None:
        """Tells once, where there was any."""
        if not self.ticked():
            return
        with QSignalBlocker(self):
            for row in range(self.count()):
                self.item(row).setCheckState(Qt.CheckState.Unchecked)
        self.viewport().update()
        self.changed.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.MouseFocusReason:  # else the row moves away from under the mouse
            self.setCurrentRow(max(self.currentRow(), 0))


def _turned(item: QListWidgetItem) -> Qt.CheckState:
    checked = item.checkState() is Qt.CheckState.Checked
    return Qt.CheckState.Unchecked if checked else Qt.CheckState.Checked
