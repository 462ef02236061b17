"""Offers the number of the next fee receipt, and warns of one that was given before."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from onecua_desk.ui.intake.terms_pay import PayInputs
from onecua_desk.ui.tasks import Latest
from onecua_desk.ui.workplace import Workplace

PAUSE = 200
"""Milliseconds after the last letter until a number is looked up."""


class ReceiptOffer(QObject):
    """Joins the inputs of payment to the log; made once by the screen that has both."""

    def __init__(self, workplace: Workplace, pay: PayInputs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace, self._pay = workplace, pay
        self._offers, self._checks = Latest(workplace.tasks), Latest(workplace.tasks)
        self._pause = QTimer(self, interval=PAUSE, singleShot=True)
        self._pause.timeout.connect(self._check)
        pay.receipt_wanted.connect(self._offer)
        pay.receipt_edited.connect(lambda _: self._pause.start())

    def _offer(self) -> None:
        from onecua_desk.services import receipt_numbers  # the first screen comes up without it

        desk, login = self._workplace.desk, self._workplace.official.login
        self._offers.run(lambda: receipt_numbers.next_receipt(desk, login), self._pay.offer_receipt)

    def _check(self) -> None:
        from onecua_desk.services import receipt_numbers  # as above

        desk, number = self._workplace.desk, self._pay.pay().receipt
        self._checks.run(lambda: receipt_numbers.used_before(desk, number), self._pay.warn_receipt)
