"""When and how the fee is paid, and the number of the receipt where it is paid at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from onecua_desk.domain.payment import PayMoment, PayWay
from onecua_desk.domain.text import clean
from onecua_desk.ui.intake.elided_box import ElidedBox
from onecua_desk.ui.widgets.field import Field
from onecua_desk.ui.widgets.inputs import HintEdit


@dataclass(frozen=True, slots=True)
class Pay:
    """``receipt``: the number of the receipt (biên lai), empty where none is given."""

    moment: PayMoment = PayMoment.HAND_BACK
    way: PayWay = PayWay.CASH
    receipt: str = ""


_CHOICES: Mapping[str, tuple[str, PayMoment, PayWay]] = {
    "hand_back": ("Khi trả kết quả", PayMoment.HAND_BACK, PayWay.CASH),
    "cash": ("Ngay, tiền mặt", PayMoment.NOW, PayWay.CASH),
    "transfer": ("Ngay, chuyển khoản", PayMoment.NOW, PayWay.TRANSFER),
    "online": ("Trực tuyến", PayMoment.ONLINE, PayWay.ONLINE),
}
"""Moment and way in one list, so that what is usual takes one key."""
EXEMPT = "Miễn, giảm… (Ctrl+G)"


class PayInputs(QObject):
    """Each citizen begins with paying at the end: nobody has paid because the one before did.

    Of those who pay at once the way that was chosen last stands first; ``usual_chosen`` carries it, a ``PayWay``.

    ``receipt_wanted``: a receipt has to be written and no number is there; answer with ``offer_receipt``.
    ``exempted``: the last line of the list was chosen, where what is paid less is looked for.
    """

    changed = Signal()
    exempted = Signal()
    receipt_wanted = Signal()
    receipt_edited = Signal(str)
    usual_chosen = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.choice, self.receipt = ElidedBox(), HintEdit()
        self._names = list(_CHOICES)
        self.choice.addItems([*(words for words, _, _ in _CHOICES.values()), EXEMPT])
        self.choice_field, self.receipt_field = Field("Thu phí", self.choice), Field("Biên lai số", self.receipt)
        self._usual, self._before = PayWay.CASH, 0
        self._declined = self._shown = False
        self.choice.activated.connect(self._take)
        self.choice.currentIndexChanged.connect(self._show)
        self.receipt.textEdited.connect(self._note_declined)
        self.receipt.textChanged.connect(self.changed)
        self.receipt.textChanged.connect(self.receipt_edited)

    def set_shown(self, shown: bool) -> None:
        """Whether anything may have to be paid."""
        self._shown = shown
        self._show()

    def pay(self) -> Pay:
        _, moment, way = _CHOICES[self._name()]
        if not self._shown:
            return Pay()
        return Pay(moment, way, clean(self.receipt.text()) if moment is PayMoment.NOW else "")

    def set_usual(self, way: PayWay) -> None:
        """Which way stands first of those at once; what was chosen for this citizen stays."""
        self._usual = way
        self._put_usual_first()

    def offer_receipt(self, number: str) -> None:
        """The next number of the book; what was typed meanwhile stays."""
        if self._lacks_receipt():
            self.receipt.setText(number)

    def warn_receipt(self, sentence: str) -> None:
        """Said below the number; empty takes it away."""
        self.receipt_field.set_warning(sentence)

    def clear(self) -> None:
        self._declined = False
        self.receipt.clear()
        self.choice.setCurrentIndex(0)
        self._put_usual_first()

    def kept(self) -> dict[str, object]:
        return {"pay": self._name(), "receipt": self.receipt.text(), "no_receipt": self._declined}

    def restore(self, kept: Mapping[str, object]) -> None:
        self._declined = kept.get("no_receipt") is True
        self.receipt.setText(str(kept.get("receipt") or ""))
        name = kept.get("pay")
        known = isinstance(name, str) and name in _CHOICES
        self.choice.setCurrentIndex(self._names.index(str(name)) if known else 0)

    def _show(self) -> None:
        if self.choice.currentIndex() < len(_CHOICES):
            self._before = self.choice.currentIndex()
        now = self.pay().moment is PayMoment.NOW
        self.choice_field.setVisible(self._shown)
        self.receipt_field.setVisible(now)
        self.changed.emit()
        if self._lacks_receipt():
            self.receipt_wanted.emit()

    def _lacks_receipt(self) -> bool:
        return not self.receipt_field.isHidden() and not self.receipt.text() and not self._declined

    def _name(self) -> str:
        index = self.choice.currentIndex()
        return self._names[index if index < len(_CHOICES) else self._before]

    def _take(self, index: int) -> None:
        if index < len(_CHOICES):
            _, moment, way = _CHOICES[self._name()]
            if moment is PayMoment.NOW:
                self._usual = way
                self.usual_chosen.emit(way)
        else:
            self.choice.setCurrentIndex(self._before)
            self.exempted.emit()

    def _note_declined(self, text: str) -> None:
        self._declined = not text

    def _put_usual_first(self) -> None:
        chosen = self._name()
        order = {"hand_back": 0, _name_of(self._usual): 1}
        self._names = sorted(_CHOICES, key=lambda name: order.get(name, len(order)))
        self.choice.blockSignals(True)
        for row, name in enumerate(self._names):
            self.choice.setItemText(row, _CHOICES[name][0])
        self.choice.setCurrentIndex(self._names.index(chosen))
        self.choice.blockSignals(False)
        self._before = self.choice.currentIndex()


def _name_of(way: PayWay) -> str:
    """How the list calls paying at once in this way."""
    return next((name for name, (_, moment, one) in _CHOICES.items() if (moment, one) == (PayMoment.NOW, way)), "cash")
