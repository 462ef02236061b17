"""The question whether the fee that is still due was collected, how much of it, and how."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from onecua_desk.domain.fees import dong
from onecua_desk.domain.payment import Payment, PayWay
from onecua_desk.errors import UserError
from onecua_desk.ui.intake.receipt_offer import ReceiptOffer
from onecua_desk.ui.widgets.field import Field, Fields
from onecua_desk.ui.widgets.flow import FlowLayout
from onecua_desk.ui.widgets.keyed import KeyRadio
from onecua_desk.ui.widgets.presence import set_present
from onecua_desk.ui.words import amount_of
from onecua_desk.ui.workplace import Workplace


class OwedFee(QWidget):
    """Hidden while nothing is due; no answer is chosen in advance, so that none is given by mistake."""

    answered = Signal()
    receipt_wanted = Signal()
    receipt_edited = Signal(str)

    def __init__(self, workplace: Workplace, fields: Fields, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._due, self._offered = 0, ""
        self._cash = KeyRadio("Đã thu tiền mặt", "F5")
        self._transfer = KeyRadio("Đã thu chuyển khoản", "Ctrl+F5")
        self._open = KeyRadio("Trả mà chưa thu", "F11")
        self._amount, self._receipt = QLineEdit(), QLineEdit(placeholderText="nếu có")
        self._group = QButtonGroup(self)
        self._details = QWidget()
        self._lay_out(fields)
        self._cash.clicked.connect(self._collect)
        self._transfer.clicked.connect(self._collect)
        self._open.clicked.connect(self._leave_open)
        self._amount.returnPressed.connect(self._receipt.setFocus)
        self._receipt.returnPressed.connect(self.answered)
        self._receipt.textEdited.connect(self.receipt_edited)
        ReceiptOffer(workplace, self, self)

    def begin(self, due: int) -> None:
        """Ask about ``due`` đồng; 0 asks nothing."""
        self._due = due
        self._group.setExclusive(False)
        for radio in (self._cash, self._transfer, self._open):
            radio.setChecked(False)
        self._group.setExclusive(True)
        self._answers.set_label(f"Lệ phí còn phải thu {dong(due)}")
        self._amount.setText(dong(due).removesuffix(" đ"))
        self._receipt.clear()
        self._offered = ""
        for field in (self._answers, self._amount_field, self._receipt_field):
            field.clear()
        self._details.hide()
        set_present(self, due > 0)

    def read(self) -> Payment | None:
        """What was collected now; ``UserError`` names the input where the question is still open."""
        if not self._due or self._open.isChecked():
            return None
        if self._group.checkedButton() is None:
            raise UserError(f"Hãy thu {dong(self._due)} rồi bấm F5; nếu trả mà chưa thu, bấm F11.", field="fee_answer")
        amount = amount_of(self._amount.text())
        if amount is None:
            raise UserError("Hãy ghi số tiền đã thu bằng đồng, ví dụ 8.000.", field="fee")
        way = PayWay.TRANSFER if self._transfer.isChecked() else PayWay.CASH
        return Payment(amount, way, self._receipt.text())

    def pay(self) -> Payment:
        """What the inputs say so far, for the one who looks receipts up."""
        return Payment(self._due, receipt=self._receipt.text())

    def offer_receipt(self, number: str) -> None:
        """The number that comes next; one that was typed stays."""
        if not self._receipt.text():
            self._receipt.setText(number)
            self._receipt.selectAll()
            self._offered = number

    def warn_receipt(self, sentence: str) -> None:
        """Say that the number was given before; an empty sentence takes it back."""
        self._receipt_field.set_warning(sentence)

    def typed(self) -> bool:
        return self._due > 0 and self._receipt.text().strip() != self._offered

    def _lay_out(self, fields: Fields) -> None:
        answers = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        answers.setSizePolicy(policy)
        lines = FlowLayout(10, answers)
        for radio in (self._cash, self._transfer, self._open):
            self._group.addButton(radio)
            lines.addWidget(radio)
        answers.setFocusProxy(self._cash)
        self._answers = fields.add("fee_answer", Field("", answers))
        self._amount_field = fields.add("fee", Field("Số tiền (đồng)", self._amount))
        self._receipt_field = fields.add("receipt", Field("Số biên lai", self._receipt))
        row = QHBoxLayout(self._details)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._amount_field, 2)
        row.addWidget(self._receipt_field, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._answers)
        column.addWidget(self._details)

    def _collect(self) -> None:
        """The number of the receipt may follow at once; who writes none presses F12."""
        self._answers.clear()
        self._details.show()
        self._receipt.setFocus()
        self.receipt_wanted.emit()

    def _leave_open(self) -> None:
        self._answers.clear()
        self._details.hide()
        self.answered.emit()
