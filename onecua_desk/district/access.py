"""Who may talk to the district: desks are enrolled and revoked, operators named; tokens are kept only as hashes."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, func, insert, select, update

from onecua_desk.district.database import District
from onecua_desk.district.denied import Denied
from onecua_desk.district.keys import keys
from onecua_desk.district.leases import standing
from onecua_desk.district.tables import device, operator, unit
from onecua_desk.domain.numbering import UNIT_CODE, desk_slice
from onecua_desk.domain.parts import Official, Unit
from onecua_desk.domain.text import clean, fold
from onecua_desk.errors import UserError
from onecua_desk.wire.enrolment import Enrolment, write_enrolment
from onecua_desk.wire.messages import DISTRICT_DEVICE

_MOST_FORGOTTEN = 1_000
"""Devices that may be missing in a backup: numbers are counted on from the highest, so a slip must not use them up."""


_NO_DESK = "Máy này chưa được ghi danh hoặc đã bị thu hồi; hãy xin cấp trên cấp lại mã ghi danh."


class Desk(NamedTuple):
    """An enrolled desk: its device number and its unit's code."""

    device: int
    unit: str

    def check(self, device: int) -> None:
        """``Denied`` (409) for what another device has written."""
        if device != self.device:
            raise Denied(409, f"Mã truy cập là của thiết bị {self.device}, gói tin là của thiết bị {device}.")


def enrol(
    district: District,
    unit_fields: Mapping[str, str],
    desk: int,
    url: str,
    *,
    again: bool = False,
    ca: str = "",
    forgotten: int = 0,
) -> str:
    """Enrol ``desk`` of a unit and return its enrolment code; the secret in it is kept nowhere else.

    ``unit_fields``: the fields of ``Unit``; those of a known unit may be empty, others replace what was known.
    ``again``: a new code for the device that the desk has (lost code, moved server, new PC); the old one ends.
    ``ca``: the certificates (PEM) that alone may vouch for ``url``; empty where those of the desk's system do.
    ``forgotten``: the number that the desk's device got before this server was put back from a backup, which does not
    know it; 0 for a device that is new.
    ``UserError`` for a field that is wrong, and when a desk of this number is enrolled already.
    """
    desk_slice(desk)
    if not url.startswith(("http://", "https://")):
        raise UserError("Địa chỉ máy chủ phải bắt đầu bằng http:// hoặc https://.", field="url")
    token = secrets.token_urlsafe(32)
    with district.write() as connection:
        whole = _keep_unit(connection, {name: clean(value) for name, value in unit_fields.items()})
        if again:
            number = _new_token(connection, whole.code, desk, token)
        else:
            number = forgotten or _free_number(connection)
            _add_device(connection, whole.code, desk, number, token, district.now())
        recipient, serials = keys(connection).recipient, standing(connection, whole.code, number, desk)
    way = Enrolment(url.rstrip("/"), token, number, whole, desk, recipient, ca, serials, again or forgotten > 0)
    return write_enrolment(way)


def _keep_unit(connection: Connection, fields: Mapping[str, str]) -> Unit:
    code = fields["code"]
    if not UNIT_CODE.fullmatch(code):
        raise UserError(f"Mã đơn vị «{code}» không đúng dạng (chỉ A-Z, 0-9 và dấu chấm).", field="unit.code")
    known = connection.execute(select(unit).where(unit.c.code == code)).mappings().one_or_none()
    values = {**(known or {}), **{name: value for name, value in fields.items() if value}}
    if any(name not in values for name in Unit.__slots__):
        raise UserError(f"Đơn vị {code} chưa có trên máy chủ: hãy ghi đủ tên, cấp trên, trung tâm và nơi đặt.")
    whole = Unit(**values)
    if known is None:
        connection.execute(insert(unit).values(asdict(whole)))
    else:
        connection.execute(update(unit).where(unit.c.code == code).values(asdict(whole)))
    return whole


def _free_number(connection: Connection) -> int:
    # Rows of devices are never deleted, so a number is never given out twice.
    number: int = connection.execute(select(func.max(device.c.number) + 1)).scalar_one()
    return number


def _add_device(connection: Connection, code: str, desk: int, number: int, token: str, now: datetime) -> None:
    in_use = select(device.c.number).where(device.c.unit == code, device.c.desk == desk, device.c.revoked_at.is_(None))
    if (other := connection.execute(in_use).scalar()) is not None:
        raise UserError(
            f"Quầy {desk} của đơn vị {code} đã ghi danh (thiết bị {other}); hãy cấp lại mã cho thiết bị đó (--again)."
        )
    if connection.execute(select(device.c.number).where(device.c.number == number)).first():
        raise UserError(f"Số thiết bị {number} đã cấp cho máy khác; hãy xem lại số máy ở mục Thiết lập của quầy.")
    if number > _free_number(connection) + _MOST_FORGOTTEN:
        raise UserError(f"Số thiết bị {number} lớn quá; hãy xem lại số máy ở mục Thiết lập của quầy.")
    row = {"number": number, "unit": code, "desk": desk, "token_hash": _hash(token), "enrolled_at": now}
    connection.execute(insert(device).values(row))


def _new_token(connection: Connection, code: str, desk: int, token: str) -> int:
    newest = select(func.max(device.c.number)).where(device.c.unit == code, device.c.desk == desk)
    number: int | None = connection.execute(newest).scalar()
    if number is None:
        raise UserError(f"Quầy {desk} của đơn vị {code} chưa ghi danh lần nào.")
    values = {"token_hash": _hash(token), "revoked_at": None}
    connection.execute(update(device).where(device.c.number == number).values(values))
    return number


def revoke(district: District, number: int) -> None:
    """From now on the device's token opens nothing; its events and its number stay its own."""
    with district.write() as connection:
        in_use = (device.c.number == number, device.c.number != DISTRICT_DEVICE, device.c.revoked_at.is_(None))
        if not connection.execute(update(device).where(*in_use).values(revoked_at=district.now())).rowcount:
            raise UserError(f"Không có thiết bị {number} đang dùng.")


def add_operator(district: District, name: str) -> tuple[Official, str]:
    """An official of the district with a token; naming the same person again replaces the token."""
    name = clean(name)
    official = Official(fold(name).replace(" ", "."), name)
    if not official.login:
        raise UserError("Hãy ghi họ tên cán bộ.", field="operator")
    token = secrets.token_urlsafe(32)
    values = {"name": name, "token_hash": _hash(token), "made_at": district.now()}
    with district.write() as connection:
        changed = connection.execute(update(operator).where(operator.c.login == official.login).values(values))
        if not changed.rowcount:
            connection.execute(insert(operator).values(login=official.login, **values))
    return official, token


def desk_of(district: District, token: str) -> Desk:
    """The desk that ``token`` belongs to; ``Denied`` (401) when it is unknown or revoked."""
    query = select(device.c.number, device.c.unit).where(
        device.c.token_hash == _hash(token), device.c.revoked_at.is_(None)
    )
    with district.read() as connection:
        found = connection.execute(query).one_or_none()
    if found is None:
        raise Denied(401, _NO_DESK)
    return Desk(found.number, found.unit)


def check_enrolled(connection: Connection, desk: Desk) -> None:
    """``Denied`` (401) for a desk that was revoked while it was sending."""
    known = select(device.c.number).where(device.c.number == desk.device, device.c.revoked_at.is_(None))
    if connection.execute(known).one_or_none() is None:
        raise Denied(401, _NO_DESK)


def operator_of(district: District, token: str) -> Official:
    """The district's official that ``token`` belongs to; ``Denied`` (401) when nobody's."""
    query = select(operator.c.login, operator.c.name).where(operator.c.token_hash == _hash(token))
    with district.read() as connection:
        found = connection.execute(query).one_or_none()
    if found is None:
        raise Denied(401, "Mã truy cập không đúng; hãy xin quản trị máy chủ cấp mã mới.")
    return Official(found.login, found.name)


def _hash(token: str) -> bytes:
    """SHA-256 is enough for 256 random bits: nobody can try them all, so no slow hash and no salt."""
    return hashlib.sha256(token.encode()).digest()
