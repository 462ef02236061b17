"""The question whether the fee that is still due was collected."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from onecua_desk.domain.fees import dong
from onecua_desk.errors import UserError
from onecua_desk.ui.handback.keyed import KeyRadio
from onecua_desk.ui.widgets.field import Field, Fields


class OwedFee(QWidget):
    """Hidden while nothing is due; neither answer is chosen in advance, so that none is given by mistake."""

    answered = Signal()

    def __init__(self, fields: Fields, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._amount = 0
        self._collected, self._open = KeyRadio("Đã thu đủ", "F5"), KeyRadio("Trả mà chưa thu", "F11")
        answers = QWidget()
        lines = QVBoxLayout(answers)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        self._group = QButtonGroup(self)
        for radio in (self._collected, self._open):
            self._group.addButton(radio)
            radio.clicked.connect(self._answer)
            lines.addWidget(radio)
        answers.setFocusProxy(self._collected)
        self._field = fields.add("fee", Field("", answers))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._field)

    def begin(self, amount: int) -> None:
        """Ask about ``amount`` đồng; 0 asks nothing."""
        self._amount = amount
        self._group.setExclusive(False)
        self._collected.setChecked(False)
        self._open.setChecked(False)
        self._group.setExclusive(True)
        self._field.set_label(f"Lệ phí còn phải thu {dong(amount)}")
        self._field.clear()
        self.setVisible(amount > 0)

    def read(self) -> int:
        """What was collected now, in đồng; ``UserError(field="fee")`` while the question is open."""
        if self._amount and self._group.checkedButton() is None:
            raise UserError(f"Hãy thu {dong(self._amount)} rồi bấm F5; nếu trả mà chưa thu, bấm F11.", field="fee")
        return self._amount if self._collected.isChecked() else 0

    def _answer(self) -> None:
        self._field.clear()
        self.answered.emit()
