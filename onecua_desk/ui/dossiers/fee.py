"""The panels of *Thu phí* and *Hủy khoản thu*."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QComboBox, QLineEdit

from onecua_desk.domain.fees import dong
from onecua_desk.domain.payment import Payment, PayWay, Taken
from onecua_desk.errors import UserError
from onecua_desk.services import payments
from onecua_desk.ui.dossiers.verb_panel import Outcome, Paragraph, VerbPanel
from onecua_desk.ui.words import amount_of, short_moment


@dataclass(frozen=True, slots=True)
class PayDraft:
    amount: str
    way: PayWay
    receipt: str


class PayPanel(VerbPanel):
    title = "Thu phí, lệ phí"
    confirm = "Đã thu"

    def build(self) -> None:
        dossier = self.reading.dossier
        self.tell(f"Còn phải thu {dong(dossier.owed)}" + (f", đã thu {dong(dossier.paid)}." if dossier.paid else "."))
        self.amount, self.way, self.receipt = QLineEdit(dong(dossier.owed).removesuffix(" đ")), QComboBox(), QLineEdit()
        for way in PayWay:
            self.way.addItem(way.label, way.value)
        self.ask("fee", "Số tiền (đồng)", self.amount)
        self.ask("way", "Cách thu", self.way)
        self.ask("receipt", "Số biên lai (nếu có)", self.receipt)

    def draft(self) -> PayDraft:
        return PayDraft(self.amount.text(), PayWay(self.way.currentData()), self.receipt.text())

    def write(self, draft: PayDraft) -> Outcome:
        amount = amount_of(draft.amount)
        if amount is None:
            raise UserError("Hãy ghi số tiền bằng đồng, ví dụ 8.000.", field="fee")
        paid = Payment(amount, draft.way, draft.receipt)
        done = payments.pay(self.workplace.desk, self.workplace.official, self.id, paid)
        rest = f"; còn phải thu {dong(done.value.owed)}" if done.value.owed else ""
        return Outcome(f"Đã thu {done.value.payments[-1].words()}{rest}.", done.changes)


@dataclass(frozen=True, slots=True)
class VoidDraft:
    taken: Taken
    reason: str


class VoidPanel(VerbPanel):
    """The last payment is offered first."""

    title = "Hủy khoản thu"
    confirm = "Hủy khoản thu"
    danger = True

    def build(self) -> None:
        self.tell("Chỉ hủy khi ghi nhầm hoặc đã trả lại tiền. Khoản thu và việc hủy đều còn trong lịch sử.", "warning")
        self._takings = tuple(reversed(self.reading.dossier.takings))
        self.which = QComboBox()
        self.which.addItems([_words(one, self.reading.today) for one in self._takings])
        self.reason = Paragraph("Ví dụ: thu trùng ở hai quầy, đã trả lại tiền", lines=3)
        self.ask("payment", "Khoản thu", self.which)
        self.ask("reason", "Lý do", self.reason)

    def draft(self) -> VoidDraft:
        return VoidDraft(self._takings[max(self.which.currentIndex(), 0)], self.reason.toPlainText())

    def write(self, draft: VoidDraft) -> Outcome:
        done = payments.void(self.workplace.desk, self.workplace.official, self.id, draft.taken, draft.reason)
        return Outcome(f"Đã hủy khoản thu {draft.taken.payment.words()}.", done.changes)


def _words(taken: Taken, today: date) -> str:
    """The moment tells equal payments apart."""
    return f"{taken.payment.words()}, {short_moment(taken.at, today)}"
