"""How things stand: dossiers by state, every device's last contact and refused events, alarms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from onecua_desk.district import tables
from onecua_desk.district.database import District
from onecua_desk.domain.parts import State


@dataclass(frozen=True, slots=True)
class DeviceState:
    """``last_seq``: the highest of its events that was answered; ``refused``: how many of them were refused."""

    number: int
    desk: int
    last_seq: int
    last_contact: datetime | None
    revoked_at: datetime | None
    refused: int


@dataclass(frozen=True, slots=True)
class UnitState:
    """``dossiers``: how many there are in each state that occurs."""

    code: str
    name: str
    dossiers: dict[State, int]
    devices: tuple[DeviceState, ...]


@dataclass(frozen=True, slots=True)
class Alarm:
    """At ``at`` the device sent other content under the id of an event that the log already had."""

    device: int
    seq: int
    at: datetime


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
    refused = select(func.count()).where(log.device == table.number, log.position.is_(None)).scalar_subquery()
    columns = (table.number, table.desk, table.last_seq, table.last_contact, table.revoked_at, refused)
    rows = connection.execute(select(*columns).where(table.unit == unit).order_by(table.number))
    return tuple(DeviceState(*row) for row in rows)


def _alarms(connection: Connection) -> tuple[Alarm, ...]:
    table = tables.alarm.c
    rows = connection.execute(select(table.device, table.seq, table.at).order_by(table.at, table.device, table.seq))
    return tuple(Alarm(*row) for row in rows)


def lines(found: DistrictState) -> Iterator[str]:
    """The state as a technician reads it, in Vietnamese."""
    if not found.units:
        yield "Chưa có đơn vị nào ghi danh."
    for unit in found.units:
        counts = ", ".join(f"{one.label} {count}" for one, count in unit.dossiers.items())
        yield f"{unit.code}  {unit.name}: {counts or 'chưa có hồ sơ'}"
        yield from (f"  {_device_words(device)}" for device in unit.devices)
    for alarm in found.alarms:
        yield f"CẢNH BÁO: thiết bị {alarm.device} gửi nội dung khác cho sự kiện {alarm.seq} lúc {_words(alarm.at)}"


def _device_words(device: DeviceState) -> str:
    contact = f"liên lạc {_words(device.last_contact)}" if device.last_contact else "chưa liên lạc"
    revoked = f", đã thu hồi {_words(device.revoked_at)}" if device.revoked_at else ""
    refused = f", bị từ chối {device.refused}" if device.refused else ""
    return f"Quầy {device.desk} (thiết bị {device.number}): đến sự kiện {device.last_seq}, {contact}{refused}{revoked}"


def _words(at: datetime) -> str:
    return f"{at:%H:%M:%S %d/%m/%Y}"
