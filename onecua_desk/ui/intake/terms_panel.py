"""Step 4: how the result comes back, how many sets, and what the fee is computed from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSpinBox, QWidget

from onecua_desk.domain.fees import MOST_UNITS, FeeRule, Flat, Free, PerPage, dong
from onecua_desk.domain.procedure import Channel, Procedure
from onecua_desk.domain.text import digits
from onecua_desk.errors import UserError
from onecua_desk.ui.intake.field_row import FieldRow
from onecua_desk.ui.widgets.card import Card, Section
from onecua_desk.ui.widgets.field import Field, Fields

_RETURNS = {
    Channel.COUNTER: "Tại quầy",
    Channel.POST: "Qua bưu chính",
    Channel.ONLINE: "Bản điện tử",
}


@dataclass(frozen=True, slots=True)
class Terms:
    """What this step adds to a draft; ``amount`` in đồng, ``None`` while the official has named none."""

    return_by: Channel = Channel.COUNTER
    sets: int = 1
    fee_rule: int = 0
    copies: int = 1
    pages: int = 1
    amount: int | None = None
    paid: bool = False


class TermsPanel(Card):
    """Shows only the inputs that the chosen fee rule needs. ``changed``: any input."""

    changed = Signal()

    def __init__(self, fields: Fields, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rules: tuple[FeeRule, ...] = ()
        self._asked = False
        self.return_box, self.rule_box, self.amount_edit = QComboBox(), QComboBox(), QLineEdit(placeholderText="đồng")
        self.sets, self.copies, self.pages = QSpinBox(), QSpinBox(), QSpinBox()
        self.paid = QCheckBox("Đã thu")
        self.return_box.addItems(list(_RETURNS.values()))
        for box in (self.sets, self.copies, self.pages):
            box.setRange(1, MOST_UNITS)
        self._rule = fields.add("fee_rule", Field("Mức thu", self.rule_box))
        self._copies = fields.add("copies", Field("Số lượng", self.copies))
        self._pages = fields.add("pages", Field("Số trang mỗi bản", self.pages))
        self._amount = fields.add("amount", Field("Số tiền", self.amount_edit))
        self._paid = Field(" ", self.paid)
        self._lay_out(fields)
        self._connect()
        self._show_inputs()

    def show_fees(self, procedure: Procedure | None, channel: Channel) -> None:
        """The rules of another procedure; the same rules keep what was chosen."""
        rules = procedure.fees_for(channel) if procedure else ()
        if rules != self._rules:
            self._rules = rules
            self.rule_box.clear()
            self.rule_box.addItems([rule.name or "Thông thường" for rule in rules])
        self._asked = procedure is not None
        self._show_inputs()

    def terms(self) -> Terms:
        return Terms(
            return_by=list(_RETURNS)[self.return_box.currentIndex()],
            sets=self.sets.value(),
            fee_rule=max(self.rule_box.currentIndex(), 0),
            copies=self.copies.value(),
            pages=self.pages.value(),
            amount=None if self._amount.isHidden() else self._read_amount(),
            paid=self.paid.isChecked() and not self._paid.isHidden(),
        )

    def errors(self) -> Iterator[UserError]:
        if self._amount.isHidden() or self._read_amount() is not None:
            return
        if typed := self.amount_edit.text().strip():
            yield UserError(f"«{typed}» không phải số tiền; hãy nhập số đồng, ví dụ 15000.", field="amount")
        else:
            yield UserError("Mức thu do tỉnh quy định: hãy nhập số tiền, nhập 0 nếu không thu.", field="amount")

    def clear(self) -> None:
        self.return_box.setCurrentIndex(0)
        for box in (self.sets, self.copies, self.pages):
            box.setValue(1)
        self.amount_edit.clear()
        self.paid.setChecked(False)

    def _lay_out(self, fields: Fields) -> None:
        row = FieldRow()
        row.add(Section(4, ""), 24)
        row.add(Field("Trả kết quả", self.return_box), 150)
        row.add(fields.add("sets", Field("Số bộ", self.sets)), 64)
        row.add(self._rule, 210, 1)
        row.add(self._copies, 80)
        row.add(self._pages, 120)
        row.add(self._amount, 240)  # room for the sentence below it
        row.add(self._paid, 86)
        self.body.addLayout(row)

    def _connect(self) -> None:
        self.rule_box.currentIndexChanged.connect(self._show_inputs)
        for box in (self.return_box, self.rule_box):
            box.currentIndexChanged.connect(self.changed)
        for spin in (self.sets, self.copies, self.pages):
            spin.valueChanged.connect(self.changed)
        self.amount_edit.textChanged.connect(self.changed)
        self.amount_edit.editingFinished.connect(self._group_amount)
        self.paid.toggled.connect(self.changed)

    def _show_inputs(self) -> None:
        rule = self._rules[max(self.rule_box.currentIndex(), 0)] if self._rules else None
        self._rule.setVisible(len(self._rules) > 1)
        self._copies.setVisible(isinstance(rule, Flat | PerPage))
        self._copies.set_label("Số bản" if isinstance(rule, PerPage) else "Số lượng")
        self.copies.setToolTip(rule.per if isinstance(rule, Flat) else "")
        self._pages.setVisible(isinstance(rule, PerPage))
        self._amount.setVisible(self._asked and not isinstance(rule, Flat | PerPage | Free))
        self._paid.setVisible(self._asked and not isinstance(rule, Free))

    def _read_amount(self) -> int | None:
        text = self.amount_edit.text().replace("đ", "").strip()
        figures = digits(text)
        return int(figures) if figures and not text.translate(str.maketrans("", "", "0123456789. ,")) else None

    def _group_amount(self) -> None:
        if (amount := self._read_amount()) is not None:
            self.amount_edit.setText(dong(amount).removesuffix(" đ"))
