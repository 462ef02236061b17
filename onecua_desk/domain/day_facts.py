"""The fact that a desk closed its day, which stands alone in the log and so in the chain that it tells of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar

from onecua_desk.domain.fees import dong
from onecua_desk.domain.parts import Unit

if TYPE_CHECKING:
    from onecua_desk.domain.dossier import Dossier


@dataclass(frozen=True, slots=True)
class DayClosed:
    """What one desk had written of ``day`` when an official closed it, for the ``nth`` time.

    ``events`` counts what counts, ``received`` the dossiers taken in, ``money`` is in đồng with what was voided taken
    off. ``head``: the chain of the device's events, 64 hex letters, up to and with its event ``through`` (0: none yet).
    """

    kind: ClassVar[str] = "day_closed"
    title: ClassVar[str] = "Chốt ngày"
    unit: Unit
    desk: int
    day: date
    events: int
    received: int
    money: int
    through: int
    head: str
    nth: int = 1

    def detail(self) -> str:
        again = f" · lần {self.nth}" if self.nth > 1 else ""
        return f"{self.day:%d/%m/%Y} · quầy {self.desk} · {self.events} việc · {dong(self.money)}{again}"

    def changes(self, dossier: Dossier, at: datetime) -> Mapping[str, object]:
        return {}
