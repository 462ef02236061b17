"""What the card that was scanned says of who collects, in words and colour."""

from __future__ import annotations

from dataclasses import dataclass

from onecua_desk.domain.citizen import Card, masked
from onecua_desk.domain.standing import Tone
from onecua_desk.services.card_match import Difference, mismatch


@dataclass(frozen=True, slots=True)
class CardCheck:
    """``card``: the one scanned for this dossier, if any; ``confirmed``: a person looked at a card that differs."""

    card: Card | None = None
    same: bool = False
    confirmed: bool = False
    differing: tuple[Difference, ...] = ()

    @property
    def in_doubt(self) -> bool:
        """A person must say first who this is."""
        return self.card is not None and not self.same and not self.confirmed

    @property
    def differs(self) -> bool:
        return self.card is not None and not self.same

    def mismatch(self) -> str:
        """What differed and was confirmed, as the log keeps it."""
        return mismatch(self.differing) if self.confirmed and not self.same else ""

    def words(self) -> tuple[str, Tone]:
        """What to show; an empty text where no card was scanned."""
        if self.card is None:
            return "", Tone.PLAIN
        if self.same:
            return f"Đúng người nộp, vừa quét thẻ {masked(self.card.number)}", Tone.OK
        if self.confirmed:
            return "Cán bộ xác nhận vẫn là người nộp; điểm khác sẽ ghi vào hồ sơ.", Tone.DUE
        return "Thẻ khác người nộp đã ghi. Bấm F7 nếu vẫn đúng là người nộp, F8 nếu là người được ủy quyền.", Tone.DUE
