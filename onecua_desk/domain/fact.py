"""What every fact of the log has in common, whatever happened."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, NamedTuple, Protocol

if TYPE_CHECKING:
    from onecua_desk.domain.dossier import Dossier


class EventId(NamedTuple):
    """Who wrote an event and as which of its own: ``seq`` is gap-free from 1 on each device."""

    device: int
    seq: int


class Fact(Protocol):
    """What an event carries, besides who, when and about which dossier."""

    kind: ClassVar[str]
    title: ClassVar[str]

    def detail(self) -> str:
        """One Vietnamese line for the timeline; may be empty."""

    def changes(self, dossier: Dossier, at: datetime) -> Mapping[str, object]:
        """The fields of ``dossier`` that take a new value; ``UserError`` where the dossier is not as it assumes."""
