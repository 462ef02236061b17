"""Step 4: how the result comes back, how many sets, what the fee is computed from, and how it is paid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QSpinBox, QWidget

from onecua_desk.domain.fee_choice import CHOOSE
from onecua_desk.domain.fee_text import read_money
from onecua_desk.domain.fees import MOST_UNITS, ByValue, Flat, Free, PerPage, SetByProvince, Stepped, grouped
from onecua_desk.domain.payment import Exemption, PayMoment, PayWay
from onecua_desk.domain.procedure import Channel, Procedure
from onecua_desk.domain.text import capitalised
from onecua_desk.errors import UserError
from onecua_desk.ui.intake.elided_box import ElidedBox
from onecua_desk.ui.intake.fee_box import FeeBox
from onecua_desk.ui.intake.field_row import FieldRow
from onecua_desk.ui.intake.many_copies import USUAL_PAGES, Count
from onecua_desk.ui.intake.terms_exemption import ExemptionInputs
from onecua_desk.ui.intake.terms_pay import PayInputs
from onecua_desk.ui.widgets.card import Card, Section
from onecua_desk.ui.widgets.field import Field, Fields

_RETURNS = {
    Channel.COUNTER: "Tại quầy",
    Channel.POST: "Qua bưu chính",
    Channel.ONLINE: "Bản điện tử",
}


@dataclass(frozen=True, slots=True)
class Terms:
    """What this step adds to a draft; ``fee_rule``, ``amount`` and ``value`` are ``None`` while none was named.

    ``amount`` in đồng; ``value`` in the unit of a fee that is computed by the size of what is registered.
    """

    return_by: Channel = Channel.COUNTER
    sets: int = 1
    fee_rule: int | None = None
    copies: int = 1
    pages: int = 1
    value: int | None = None
    amount: int | None = None
    pay: PayMoment = PayMoment.HAND_BACK
    pay_way: PayWay = PayWay.CASH
    receipt: str = ""
    exemption: Exemption | None = None


class TermsPanel(Card):
    """Shows only the inputs that the chosen fee rule needs. ``changed``: any input."""

    changed = Signal()

    def __init__(self, fields: Fields, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked, self._code = False, ""
        self.return_box, self.rule_box = ElidedBox(), FeeBox()
        self.sets, self.copies, self.pages = QSpinBox(), QSpinBox(), QSpinBox()
        self.value_edit, self.amount_edit = QLineEdit(), QLineEdit(placeholderText="đồng")
        self.pay, self.exemption = PayInputs(self), ExemptionInputs(self)
        self.return_box.addItems(list(_RETURNS.values()))
        for box in (self.sets, self.copies, self.pages):
            box.setRange(1, MOST_UNITS)
        self._rule = fields.add("fee_rule", Field("Mức thu", self.rule_box))
        self._copies = fields.add("copies", Field("Số lượng", self.copies))
        self._pages = fields.add("pages", Field("Trang mỗi bản", self.pages))
        self._value = fields.add("value", Field("Giá trị", self.value_edit))
        self._amount = fields.add("amount", Field("Số tiền", self.amount_edit))
        self._lay_out(fields)
        self._connect()
        self._show_inputs()

    def show_fees(self, procedure: Procedure | None, channel: Channel) -> None:
        """The fees as they are now: a choice and an amount of the official stay for the same procedure only."""
        another = procedure is not None and procedure.code != self._code
        if procedure is not None and another:
            self._code = procedure.code
            for edit in (self.value_edit, self.amount_edit):
                edit.clear()
        self.rule_box.show_rules(procedure.fees_for(channel) if procedure else (), anew=another)
        self._asked = procedure is not None
        self._show_inputs()

    def terms(self) -> Terms:
        pay = self.pay.pay()
        return Terms(
            return_by=list(_RETURNS)[self.return_box.currentIndex()],
            sets=self.sets.value(),
            fee_rule=self.rule_box.place(),
            copies=self.copies.value(),
            pages=self.pages.value(),
            value=_read(self._value),
            amount=_read(self._amount),
            pay=pay.moment,
            pay_way=pay.way,
            receipt=pay.receipt,
            exemption=self.exemption.exemption(),
        )

    def errors(self) -> Iterator[UserError]:
        exemption = self.exemption.exemption()
        if exemption and exemption.percent == 100:
            return  # nothing is paid, whatever it would have been
        rule = self.rule_box.rule()
        if rule is None and self.rule_box.rules():
            yield UserError(CHOOSE, field="fee_rule")
        if isinstance(rule, ByValue):
            yield from _missing(self._value, f"Hãy nhập {rule.of} ({rule.unit}) để tính phí.", "value")
        yield from _missing(self._amount, "Mức thu do tỉnh quy định: hãy nhập số tiền, nhập 0 nếu không thu.", "amount")

    def counts(self) -> Iterator[Count]:
        """Of what is asked for now."""
        sets, copies, pages = self.sets.value(), self.copies.value(), self.pages.value()
        yield Count("sets", sets, f"{sets} bộ hồ sơ")
        if not self._copies.isHidden():
            yield Count("copies", copies, f"Số lượng tính phí: {copies}")
        if not self._pages.isHidden():
            yield Count("pages", pages, f"{pages} trang mỗi bản", USUAL_PAGES)

    def next_question(self) -> QWidget:
        """What only the official can say: which fee, how many, how much, how paid; else how the result comes back."""
        if self.rule_box.rule() is None and self.rule_box.rules():
            return self.rule_box
        inputs = (self._copies, self._value, self._amount)
        asked = next((one for one in inputs if not one.isHidden()), None)
        return asked.input if asked else self.pay.choice if self.pay.choice.isVisible() else self.return_box

    def clear(self) -> None:
        self._code = ""
        self.return_box.setCurrentIndex(0)
        self._fill_counts(1, 1, 1)
        self.value_edit.clear()
        self.amount_edit.clear()
        self.pay.clear()
        self.exemption.clear()

    def kept(self) -> dict[str, object]:
        """Every input as it stands, for a draft that survives."""
        return {
            "return_by": list(_RETURNS)[self.return_box.currentIndex()].value,
            "fee": self.rule_box.chosen(),
            "sets": self.sets.value(),
            "copies": self.copies.value(),
            "pages": self.pages.value(),
            "value": self.value_edit.text(),
            "amount": self.amount_edit.text(),
            **self.pay.kept(),
            **self.exemption.kept(),
        }

    def restore(self, kept: Mapping[str, object]) -> None:
        """Put back what ``kept`` gave, over the fees of the procedure that is shown by now."""
        returns = [channel.value for channel in _RETURNS]
        self.return_box.setCurrentIndex(returns.index(by) if (by := kept.get("return_by")) in returns else 0)
        before = self.rule_box.chosen_in_0_2(str(kept.get("fee_rule") or ""))
        self.rule_box.choose(str(kept.get("fee", before)))
        self._fill_counts(*(_count(kept.get(name)) for name in ("sets", "copies", "pages")))
        self.value_edit.setText(str(kept.get("value") or ""))
        self.amount_edit.setText(str(kept.get("amount") or ""))
        self.pay.restore(kept)
        self.exemption.restore(kept)
        self._show_inputs()
        self.changed.emit()

    def _lay_out(self, fields: Fields) -> None:
        row = FieldRow()
        row.add(Section(4, ""), 24)
        row.add(Field("Trả kết quả", self.return_box), 162)
        row.add(fields.add("sets", Field("Số bộ", self.sets)), 60)
        row.add(self._rule, 210, 1)
        row.add(self._copies, 72)
        row.add(self._pages, 104)
        row.add(self._value, 240)  # room for the sentence below it
        row.add(self._amount, 240)
        row.add(self.pay.choice_field, 200)
        row.add(fields.add("receipt", self.pay.receipt_field), 130, 1)
        row.add(fields.add("exemption", self.exemption.reason_field), 240, 1)
        row.add(self.exemption.percent_field, 84)
        self.body.addLayout(row)

    def _connect(self) -> None:
        self.exemption.left.connect(self.pay.choice.setFocus)
        self.rule_box.currentIndexChanged.connect(self._show_inputs)
        for box in (self.return_box, self.rule_box):
            box.currentIndexChanged.connect(self.changed)
        for spin in (self.sets, self.copies, self.pages):
            spin.valueChanged.connect(self.changed)
        for edit in (self.value_edit, self.amount_edit):
            edit.textChanged.connect(self.changed)
            edit.editingFinished.connect(lambda edit=edit: _group(edit))
        self.pay.exempted.connect(self.exemption.open)
        self.pay.changed.connect(self.changed)
        self.exemption.changed.connect(self.changed)

    def _show_inputs(self) -> None:
        rule, rules = self.rule_box.rule(), self.rule_box.rules()
        self._rule.setVisible(len(rules) > 1)
        self._copies.setVisible(isinstance(rule, Flat | PerPage | Stepped))
        self._copies.set_label("Số bản" if isinstance(rule, PerPage) else "Số lượng")
        self.copies.setToolTip(rule.per if isinstance(rule, Flat | Stepped) else "")
        self._pages.setVisible(isinstance(rule, PerPage))
        self._value.setVisible(isinstance(rule, ByValue))
        if isinstance(rule, ByValue):
            self._value.set_label(capitalised(rule.of))
            self.value_edit.setPlaceholderText(rule.unit)
        self._amount.setVisible(self._asked and (not rules or isinstance(rule, SetByProvince)))
        paid = self._asked and not isinstance(rule, Free)
        self.pay.set_shown(paid)
        self.exemption.set_shown(paid)

    def _fill_counts(self, sets: int, copies: int, pages: int) -> None:
        for box, count in ((self.sets, sets), (self.copies, copies), (self.pages, pages)):
            box.setValue(count)


def _count(kept: object) -> int:
    return kept if isinstance(kept, int) else 1


def _read(field: Field) -> int | None:
    """The whole number typed into a field; nothing where it is not asked for."""
    edit = field.input
    assert isinstance(edit, QLineEdit)
    return None if field.isHidden() else read_money(edit.text())


def _missing(field: Field, sentence: str, name: str) -> Iterator[UserError]:
    edit = field.input
    assert isinstance(edit, QLineEdit)
    if field.isHidden() or read_money(edit.text()) is not None:
        return
    if typed := edit.text().strip():
        what = "số tiền; hãy nhập số đồng" if name == "amount" else "số; hãy nhập chữ số"
        yield UserError(f"«{typed}» không phải {what}, ví dụ 15000.", field=name)
    else:
        yield UserError(sentence, field=name)


def _group(edit: QLineEdit) -> None:
    if (number := read_money(edit.text())) is not None:
        edit.setText(grouped(number))
