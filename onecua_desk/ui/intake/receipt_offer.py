"""Offers the number of the next fee receipt, and warns of one that was given before."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, QTimer, SignalInstance

from onecua_desk.ui.tasks import Latest
from onecua_desk.ui.workplace import Workplace

PAUSE = 200
"""Milliseconds after the last letter until a number is looked up."""


class Receipted(Protocol):
    """What is paid, as the inputs say it."""

    @property
    def receipt(self) -> str:
        """The number of the receipt, empty where none is given."""


class ReceiptInputs(Protocol):
    """What an offer asks of the inputs of a payment."""

    @property
    def receipt_wanted(self) -> SignalInstance:
        """A receipt has to be written and no number is there."""

    @property
    def receipt_edited(self) -> SignalInstance:
        """The number is another one now; carries its text."""

    def pay(self) -> Receipted:
        """What stands in the inputs."""

    def offer_receipt(self, number: str) -> None:
        """Put the next number of the book in, unless one was typed."""

    def warn_receipt(self, sentence: str) -> None:
        """Say that the number was given before; an empty sentence takes it back."""


class ReceiptOffer(QObject):
    """Joins the inputs of payment to the log; made once by the screen that has both."""

    def __init__(self, workplace: Workplace, pay: ReceiptInputs, parent: QObject | None = None) -> None:
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
