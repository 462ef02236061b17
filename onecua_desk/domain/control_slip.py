"""Everything that the control slip prints: who gave the dossier to whom, when, and whether in time; nothing else.

Form 05 of 2018, 06 of 2025 (Phiếu kiểm soát quá trình giải quyết hồ sơ).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Passing:
    """The dossier changed hands; an empty text or ``None`` leaves room to write on.

    ``giver`` and ``taker`` are bodies or departments, ``gave`` and ``took`` the names below the signatures. ``outcome``
    is how the giver's work ended against the appointment ("Trước hạn", "Đúng hạn", "Quá hạn").
    """

    giver: str
    taker: str
    at: datetime | None = None
    gave: str = ""
    took: str = ""
    outcome: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ControlSlip:
    """The values of one slip as the log had them at ``as_of``, the moment of its last event.

    ``ruleset`` is the id of the rule set that names the form; ``solved_by`` is who resolves the dossier, ``together``
    who has a part in it (dots to write on where empty). ``official`` received it. The first of ``passings`` is given
    by the desk; the last is taken by it once there is a result. The head bears the day of ``received_at``, on which the
    slip begins.
    """

    ruleset: str
    parent: str
    centre: str
    place: str
    code: str
    applicant: str
    address: str
    phone: str
    procedure: str
    received_at: datetime
    due: datetime | None
    official: str
    solved_by: str
    as_of: datetime
    passings: tuple[Passing, ...] = ()
    together: str = ""
