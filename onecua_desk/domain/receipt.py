"""Everything that the appointment slip (form 01) prints, frozen at the moment of receipt, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from onecua_desk.domain.numbering import is_provisional


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One paper that was handed in: its name, its kind as printed ("Bản chính") and how many."""

    name: str
    kind: str
    quantity: int


@dataclass(frozen=True, slots=True)
class Receipt:
    """The values of one slip, as printed; an empty text means that there is nothing to print.

    ``ruleset`` is the id of the rule set it was received under. ``parent`` and ``centre`` head the paper ("UBND xã
    Suối Trong", "Trung tâm Phục vụ hành chính công xã Suối Trong"), ``place`` stands before the date. ``number`` is
    the personal number or the tax code, ``representative`` the name and number of an authorised person, ``limit`` the
    time limit in words ("3 ngày làm việc"), ``fee`` the fee in words. ``due`` is ``None`` when no day can be named.
    ``provisional`` is the code of an earlier print that ``code`` stands for now.
    """

    ruleset: str
    parent: str
    centre: str
    place: str
    code: str
    applicant: str
    number: str
    address: str
    phone: str
    email: str
    procedure: str
    papers: tuple[PaperLine, ...]
    sets: int
    limit: str
    received_at: datetime
    due: datetime | None
    return_at: str
    fee: str
    official: str
    representative: str = ""
    organisation: bool = False
    provisional: str = ""

    @property
    def number_note(self) -> str:
        """What is to be said of the code; empty where it is the official one from the first."""
        if is_provisional(self.code):
            return "SỐ TẠM – số chính thức sẽ được cấp khi có đường truyền"
        return f"Thay cho số tạm {self.provisional}" if self.provisional else ""
