"""Everything that the settings screen shows, read in one go off the window's thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from onecua_desk.domain.parts import Official
from onecua_desk.services import identity, officials, preferences, upkeep
from onecua_desk.services.desk import Desk
from onecua_desk.services.identity import Identity
from onecua_desk.services.preferences import Preferences


@dataclass(frozen=True, slots=True)
class Reading:
    """``alone``: no district has enrolled this desk."""

    preferences: Preferences
    identity: Identity | None
    alone: bool
    officials: tuple[Official, ...]
    backup_at: datetime | None


def read(desk: Desk) -> Reading:
    return Reading(
        preferences.read(desk.store),
        identity.known(desk.store),
        identity.line(desk.store) is None,
        tuple(officials.everyone(desk.store)),
        upkeep.last_backup(desk),
    )


def facts(known: Identity, *, alone: bool) -> list[tuple[str, str]]:
    """What the desk is, as rows of a label and a value; nothing of it is changed here."""
    unit = known.unit
    return [
        ("Đơn vị", unit.name),
        ("Trung tâm", unit.centre),
        ("Cơ quan", unit.parent),
        ("Mã đơn vị", unit.code),
        ("Quầy", str(known.desk)),
        ("Máy", "Chưa ghi danh, làm việc một mình" if alone else f"Số {known.device}, đã ghi danh với cấp trên"),
    ]
