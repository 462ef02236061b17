"""What happens before and at the receipt of a dossier: guided, turned away, received, and numbered afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from onecua_desk.domain.fees import Fee
from onecua_desk.domain.file import File
from onecua_desk.domain.numbering import is_dossier_code, is_provisional, placed, serial_of
from onecua_desk.domain.parts import Applicant, Given, Help, Representative, Unit
from onecua_desk.domain.payment import Payment
from onecua_desk.domain.procedure import Channel, Limit
from onecua_desk.errors import UserError

if TYPE_CHECKING:
    from onecua_desk.domain.dossier import Dossier


@dataclass(frozen=True, slots=True)
class Received:
    """The dossier was taken in. Everything the slip prints is frozen in it, so a reprint is the same for ever.

    Who receives (``unit``), who decides (``decided_by``) and where it is returned (``return_at``) are three fields:
    since 01/07/2025 a commune takes in dossiers of any commune of its province (NĐ 118/2025/NĐ-CP Art. 14).

    ``payment``: what was paid at once; ``exemption``: why the fee is less than the rule says; ``help``: what the
    citizen was helped with; ``visited``: the place of a reception away from the desk (lưu động); ``waived``: required
    papers that were missing and accepted all the same; ``guided_at``: when form 02 was given for it before;
    ``imported``: the key of the line of an older register that it came from.
    """

    kind: ClassVar[str] = "received"
    title: ClassVar[str] = "Tiếp nhận"
    code: str
    ruleset: str
    unit: Unit
    desk: int
    decided_by: str
    return_at: str
    procedure: str
    procedure_name: str
    field: str
    case: str
    limit: Limit | None
    channel: Channel
    applicant: Applicant
    papers: tuple[Given, ...]
    sets: int
    due: datetime | None
    fee: Fee
    payment: Payment | None = None
    pay_online: bool = False
    return_by: Channel = Channel.COUNTER
    exemption: str = ""
    representative: Representative | None = None
    help: tuple[Help, ...] = ()
    visited: str = ""
    waived: tuple[str, ...] = ()
    guided_at: datetime | None = None
    files: tuple[File, ...] = ()
    imported: str = ""
    note: str = ""

    @property
    def paid(self) -> int:
        """What was paid at intake, in đồng."""
        return self.payment.amount if self.payment else 0

    @property
    def solved_by(self) -> str:
        """The body that decides; where the catalogue named none, the one that the receiving centre belongs to."""
        return self.decided_by or self.unit.parent

    @property
    def old_code(self) -> str:
        """The number that it had in the register it was imported from; empty where there was none."""
        return self.imported.rpartition("@")[0]

    def detail(self) -> str:
        term = f" · {self.limit.words()}" if self.limit else ""
        where = f"Lưu động: {self.visited}" if self.visited else f"Quầy {self.desk}"
        waived = f" · cho nợ: {'; '.join(self.waived)}" if self.waived else ""
        provisional = f" · số tạm {serial_of(self.code)}" if is_provisional(self.code) else ""
        return f"{where} · {len(self.papers)} giấy tờ{term}{waived}{provisional}"

    def changes(self, dossier: Dossier, at: datetime) -> Mapping[str, object]:
        return {}


@dataclass(frozen=True, slots=True)
class Numbered:
    """The dossier was received under a provisional code and has its official one, ``code``, from now on.

    Both are on paper, so both find it for ever. Written by the machine of the desk that received it.
    """

    kind: ClassVar[str] = "numbered"
    title: ClassVar[str] = "Cấp số chính thức"
    code: str

    def detail(self) -> str:
        return self.code

    def changes(self, dossier: Dossier, at: datetime) -> Mapping[str, object]:
        if not dossier.awaits_number:
            raise UserError(f"Hồ sơ {dossier.code} đã có số chính thức.")
        if not is_dossier_code(self.code) or is_provisional(self.code):
            raise UserError(f"«{self.code}» không phải số chính thức của hồ sơ.")
        if placed(self.code)[:2] != placed(dossier.code)[:2]:
            raise UserError(f"Số {self.code} không cùng đơn vị, cùng ngày với số tạm {dossier.code}.")
        return {"official_code": self.code}


@dataclass(frozen=True, slots=True)
class _AtTheDesk:
    """What was said to a citizen whose dossier was not taken in: no dossier begins with it, the event stands alone."""

    procedure: str
    procedure_name: str
    applicant: Applicant
    unit: Unit
    ruleset: str
    number: str
    reason: str

    def changes(self, dossier: Dossier, at: datetime) -> Mapping[str, object]:
        return {}


@dataclass(frozen=True, slots=True)
class Guided(_AtTheDesk):
    """Papers were missing: the citizen got form 02 with all that is ``missing``, once and in full.

    ``number`` is the form's own ("12/HDHS"). NĐ 61/2018/NĐ-CP Art. 17.
    """

    kind: ClassVar[str] = "guided"
    title: ClassVar[str] = "Hướng dẫn bổ sung"
    missing: tuple[str, ...] = ()

    def detail(self) -> str:
        return " · ".join(part for part in (self.applicant.name, "; ".join(self.missing), self.reason) if part)


@dataclass(frozen=True, slots=True)
class TurnedAway(_AtTheDesk):
    """The dossier is not taken on, for ``reason``: the citizen got form 03."""

    kind: ClassVar[str] = "turned_away"
    title: ClassVar[str] = "Từ chối tiếp nhận"

    def detail(self) -> str:
        return f"{self.applicant.name} · {self.reason}"
