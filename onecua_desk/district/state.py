"""How things stand: dossiers by state, every device's last contact and refused events, alarms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from onecua_desk.district import alarms, tables
from onecua_desk.district.alarms import Lost
from onecua_desk.district.database import District
from onecua_desk.domain.parts import State


@dataclass(frozen=True, slots=True)
class DeviceState:
    """``last_seq``: the highest of its events that was answered; ``refused`` and ``held``: how many of them were."""

    number: int
    desk: int
    last_seq: int
    last_contact: datetime | None
    revoked_at: datetime | None
    refused: int
    held: int


@dataclass(frozen=True, slots=True)
class UnitState:
    """``dossiers``: how many there are in each state that occurs."""

    code: str
    name: str
    dossiers: dict[State, int]
    devices: tuple[DeviceState, ...]


@dataclass(frozen=True, slots=True)
class Alarm:
    """What was noticed at ``at``, as ``alarms`` names it; ``lost`` says more where the server was put back.

    ``seen``: the operator has dealt with it.
    """

    kind: str
    device: int
    seq: int
    at: datetime
    lost: Lost | None = None
    seen: bool = False


@dataclass(frozen=True, slots=True)
class DistrictState:
    units: tuple[UnitState, ...]
    alarms: tuple[Alarm, ...]


def state(district: District) -> DistrictState:
    with district.read() as connection:
        rows = connection.execute(select(tables.unit.c.code, tables.unit.c.name).order_by(tables.unit.c.code))
        units = [UnitState(code, name, _dossiers(connection, code), _devices(connection, code)) for code, name in rows]
        return DistrictState(tuple(units), _alarms(connection))


def _dossiers(connection: Connection, unit: str) -> dict[State, int]:
    table = tables.dossier.c
    query = select(table.state, func.count()).where(table.unit == unit).group_by(table.state)
    counts = {State(name): count for name, count in connection.execute(query)}
    return {one: counts[one] for one in State if one in counts}


def _devices(connection: Connection, unit: str) -> tuple[DeviceState, ...]:
    table, log = tables.device.c, tables.event.c
    unplaced = select(func.count()).where(log.device == table.number, log.position.is_(None))
    counts = [unplaced.where(which).scalar_subquery() for which in (log.sentence != "", log.sentence == "")]
    columns = (table.number, table.desk, table.last_seq, table.last_contact, table.revoked_at, *counts)
    rows = connection.execute(select(*columns).where(table.unit == unit).order_by(table.number))
    return tuple(DeviceState(*row) for row in rows)


def _alarms(connection: Connection) -> tuple[Alarm, ...]:
    return tuple(
        Alarm(row.kind, row.device, row.seq, row.at, alarms.lost(row.kind, row.content), bool(row.seen))
        for row in alarms.in_order(connection)
    )


def lines(found: DistrictState) -> Iterator[str]:
    """The state as a technician reads it, in Vietnamese."""
    if not found.units:
        yield "Chưa có đơn vị nào ghi danh."
    for unit in found.units:
        counts = ", ".join(f"{one.label} {count}" for one, count in unit.dossiers.items())
        yield f"{unit.code}  {unit.name}: {counts or 'chưa có hồ sơ'}"
        yield from (f"  {_device_words(device)}" for device in unit.devices)
    for number, alarm in enumerate(found.alarms, start=1):
        if not alarm.seen:
            yield f"CẢNH BÁO {number}: {_alarm_words(alarm)} lúc {_words(alarm.at)}"


def _alarm_words(alarm: Alarm) -> str:
    if alarm.kind == alarms.CHAIN:
        return f"chuỗi sự kiện của thiết bị {alarm.device} khác với máy chủ ở sự kiện {alarm.seq} hoặc trước đó,"
    if alarm.kind == alarms.REVIVED:
        said = f"việc số {alarm.seq} của thiết bị {alarm.device} được tính từ một gói USB cũ"
        return f"{said} dù quầy đã rút hoặc gửi lại việc đó; hãy báo quầy xem lại hồ sơ, phát hiện"
    if alarm.lost is None:
        return f"thiết bị {alarm.device} gửi nội dung khác cho sự kiện {alarm.seq}"
    lost = alarm.lost
    said = f"máy chủ đã được khôi phục từ bản sao lưu: thiết bị {alarm.device} từng nhận đến vị trí {alarm.seq}"
    found = f"{said}, chỉ còn khớp đến vị trí {lost.agreed} (mất tới {alarm.seq - lost.agreed} sự kiện)"
    again = lost.answered - lost.through
    return f"{found}, {again} sự kiện của chính nó phải gửi lại, phát hiện" if again > 0 else f"{found}, phát hiện"


def _device_words(device: DeviceState) -> str:
    contact = f"liên lạc {_words(device.last_contact)}" if device.last_contact else "chưa liên lạc"
    revoked = f", đã thu hồi {_words(device.revoked_at)}" if device.revoked_at else ""
    refused = f", bị từ chối {device.refused}" if device.refused else ""
    held = f", chờ xét {device.held}" if device.held else ""
    where = f"Quầy {device.desk} (thiết bị {device.number}): đến sự kiện {device.last_seq}"
    return f"{where}, {contact}{refused}{held}{revoked}"


def _words(at: datetime) -> str:
    return f"{at:%H:%M:%S %d/%m/%Y}"
