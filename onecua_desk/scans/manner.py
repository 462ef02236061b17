"""How a page is to be treated: what the official chose, and what was measured where nothing was chosen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a page mostly is: letters go into black and white, pictures stay grey."""

    TEXT = "text"
    PICTURE = "picture"

    @property
    def label(self) -> str:
        return "Chữ" if self is Kind.TEXT else "Ảnh"


@dataclass(frozen=True, slots=True)
class Manner:
    """``kind``: ``None`` lets it be measured; ``turns``: quarter turns clockwise; ``crop``: straighten and crop too."""

    kind: Kind | None = None
    turns: int = 0
    crop: bool = True
