"""Whether the card that was scanned is the applicant's, in words and colour."""

from __future__ import annotations

from dataclasses import dataclass

from onecua_desk.domain.citizen import Card, masked
from onecua_desk.domain.standing import Tone


@dataclass(frozen=True, slots=True)
class CardCheck:
    """``card``: the one scanned for this dossier, if any; ``confirmed``: a person looked at a card that differs."""

    card: Card | None = None
    same: bool = False
    confirmed: bool = False

    @property
    def in_doubt(self) -> bool:
        """A person must say first who this is."""
        return self.card is not None and not self.same and not self.confirmed

    def words(self) -> tuple[str, Tone]:
        """What to show; an empty text where no card was scanned."""
        if self.card is None:
            return "", Tone.PLAIN
        number = masked(self.card.number)
        if self.same:
            return f"Đúng người nộp, vừa quét thẻ {number}", Tone.OK
        if self.confirmed:
            return f"Thẻ {number} khác số đã ghi; cán bộ xác nhận vẫn là người nộp.", Tone.DUE
        return (
            f"Thẻ {number} ({self.card.name}) khác người nộp đã ghi. Bấm F7 nếu vẫn đúng là người nộp, "
            "F8 nếu là người được ủy quyền.",
            Tone.DUE,
        )
