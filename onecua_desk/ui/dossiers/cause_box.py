"""The choice of why a dossier is late; nothing is chosen at first, so that no report counts what nobody meant."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QWidget

from onecua_desk.domain.late import LateCause
from onecua_desk.errors import UserError


class CauseBox(QComboBox):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.addItem("Chọn nguyên nhân", "")
        for cause in LateCause:
            self.addItem(cause.label, cause.value)

    def chosen(self) -> LateCause | None:
        return LateCause(self.currentData()) if self.currentData() else None

    def choose(self, cause: LateCause) -> None:
        self.setCurrentIndex(self.findData(cause.value))


def named(cause: LateCause | None) -> LateCause:
    """``UserError(field="cause")`` where none was chosen."""
    if cause is None:
        raise UserError("Hãy chọn nguyên nhân.", field="cause")
    return cause
