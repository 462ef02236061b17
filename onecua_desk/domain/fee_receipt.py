"""Everything that the fee receipt sheet prints: what was paid for a dossier, line by line; nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from onecua_desk.domain.money_words import dong_in_words


@dataclass(frozen=True, slots=True)
class FeeTaken:
    """One payment: what it was for, in đồng how much, by which way in words, and the number of its biên lai."""

    what: str
    amount: int
    way: str
    receipt: str = ""


@dataclass(frozen=True, slots=True)
class FeeReceipt:
    """The values of one sheet, as printed; an empty text means that there is nothing to print.

    ``number`` is the payer's personal number or tax code, ``exemption`` why less than the fee was asked for, ``owed``
    what is still to be paid, in đồng.
    """

    ruleset: str
    parent: str
    centre: str
    place: str
    code: str
    payer: str
    procedure: str
    takings: tuple[FeeTaken, ...]
    at: datetime
    collector: str
    number: str = ""
    address: str = ""
    exemption: str = ""
    owed: int = 0

    @property
    def total(self) -> int:
        """In đồng."""
        return sum(taking.amount for taking in self.takings)

    @property
    def words(self) -> str:
        """The total in words: ``"Năm mươi nghìn đồng"``."""
        return dong_in_words(self.total)
