"""What the level above tells every desk when it did not take what one of them wrote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from onecua_desk.domain.dossier import Dossier


@dataclass(frozen=True, slots=True)
class Contradicted:
    """Another desk handed the same result back without a line; written by the level above, so that every desk knows.

    ``what`` and ``said``: title and words of the event that was refused; ``by``: official and desk; ``happened``: when.
    """

    kind: ClassVar[str] = "contradicted"
    title: ClassVar[str] = "Ghi trùng ở quầy khác"
    what: str
    said: str
    by: str
    happened: datetime

    def detail(self) -> str:
        return f"{self.by} cũng ghi «{self.what}» lúc {self.happened:%H:%M %d/%m/%Y}: {self.said}; cấp trên không nhận"

    def changes(self, dossier: Dossier, at: datetime) -> Mapping[str, object]:
        return {}
