"""Which column of a register holds what: guessed, and put right by a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from onecua_desk.domain.register import NEEDED, RegisterField
from onecua_desk.errors import UserError
from onecua_desk.ui.intake.field_row import FieldRow
from onecua_desk.ui.widgets.field import Field, Fields

_NONE = "(không có)"


class MappingForm(QWidget):
    """``changed``: another column was chosen for something."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes = {field: QComboBox() for field in RegisterField}
        self._fields = Fields()
        row, column = FieldRow(), QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for field, box in self.boxes.items():
            box.setMinimumContentsLength(8)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            label = f"{field.value} (bắt buộc)" if field in NEEDED else field.value
            row.add(self._fields.add(field, Field(label, box)), 172, 1)
            box.activated.connect(lambda _: self.changed.emit())
        column.addLayout(row)

    def offer(self, columns: Sequence[str], mapped: Mapping[RegisterField, int]) -> None:
        """The columns of another table, with what was guessed."""
        for field, box in self.boxes.items():
            box.clear()
            box.addItems([_NONE, *columns])
            box.setCurrentIndex(mapped.get(field, -1) + 1)

    def mapped(self) -> dict[RegisterField, int]:
        """The places of the chosen columns."""
        return {field: box.currentIndex() - 1 for field, box in self.boxes.items() if box.currentIndex() > 0}

    def show_error(self, error: UserError) -> bool:
        self._fields.clear()
        return self._fields.show(error)

    def clear_errors(self) -> None:
        self._fields.clear()
