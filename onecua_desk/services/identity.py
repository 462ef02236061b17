"""Who this desk is: its unit, its number, its device, and the line to the level above; set up once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection

from onecua_desk.domain.numbering import UNIT_CODE, desk_slice
from onecua_desk.domain.parts import Official, Unit
from onecua_desk.domain.text import clean
from onecua_desk.errors import UserError
from onecua_desk.services import officials
from onecua_desk.store import catalogue, copied, leases, renumber, settings
from onecua_desk.store.engine import Store
from onecua_desk.wire.address import open_to_all
from onecua_desk.wire.catalogue import parse
from onecua_desk.wire.enrolment import Enrolment, read_enrolment
from onecua_desk.wire.messages import DISTRICT_DEVICE as DISTRICT_DEVICE
from onecua_desk.wire.messages import UNENROLLED as UNENROLLED

RECIPIENT = "recipient"
"""The setting with the server's newest public age key; it also comes with every answer."""


@dataclass(frozen=True, slots=True)
class Identity:
    """``device`` is ``UNENROLLED`` until a district has given a number."""

    unit: Unit
    desk: int
    device: int = UNENROLLED


@dataclass(frozen=True, slots=True)
class Line:
    """Where the district answers, and the secret that opens it.

    ``ca``: the certificates (PEM) that alone may vouch for it; empty where those of the system do. ``recipient``: the
    public age key to which packages for it are encrypted, as it was given with the code.
    """

    url: str
    token: str
    ca: str = ""
    recipient: str = ""


def of(connection: Connection) -> Identity:
    """The desk's identity; ``UserError`` before the first start was completed."""
    found = settings.get(connection, "identity", Identity)
    if found is None:
        raise UserError("Máy này chưa khai báo đơn vị và quầy.")
    return found


def known(store: Store) -> Identity | None:
    with store.read() as connection:
        return settings.get(connection, "identity", Identity)


def line(store: Store, ca: str = "") -> Line | None:
    """``None`` while the desk works alone. ``ca`` (PEM) takes the place of the certificates that came with the code."""
    with store.read() as connection:
        found = settings.get(connection, "line", Line)
    return replace(found, ca=ca) if found and ca else found


def warning(line: Line) -> str:
    """What is doubtful about the way to the server, as a sentence; usually empty."""
    return open_to_all(line.url)


def set_up(store: Store, typed: Identity, first: Official, password: str, code: str = "") -> Official:
    """The first start: unit, desk number and first official in one transaction, and the line where a code was given.

    The fields of its ``UserError`` are those of the form: ``unit_code``, ``official``, ``password`` ...
    """
    mine, way = enrolled(code) if code else (typed, None)
    _check(mine)
    official, hashed = officials.hashed(first, password)
    with store.write() as connection:
        if settings.get(connection, "identity", Identity) is not None:
            raise UserError("Máy này đã khai báo rồi; hãy đăng nhập.")
        settings.put(connection, "identity", replace(mine, unit=_tidy(mine.unit)))
        if way is not None:
            _keep_line(connection, way)
            _keep_serials(connection, code)
            _doubt_codes(connection, code)
        officials.keep(connection, official, hashed)
    return official


def take_into_use(store: Store) -> None:
    """This file is the desk's store from here on. What a copy lacks only a server can say: a desk alone goes on as it
    is."""
    with store.write() as connection:
        me = settings.get(connection, "identity", Identity)
        if me is None or me.device == UNENROLLED:
            copied.forget(connection)


def enrolled(code: str) -> tuple[Identity, Line]:
    """What an enrolment code says; ``UserError(field="enrolment")`` when it is not one."""
    found = read_enrolment(code)
    return _identity(found), Line(found.url, found.token, found.ca, found.recipient)


def enrol(store: Store, code: str) -> Identity:
    """Join the district that gave ``code``. What the desk wrote alone until now takes the device number it got."""
    identity, line = enrolled(code)
    with store.write() as connection:
        before = settings.get(connection, "identity", Identity)
        if before is not None:
            _check_same(before, identity)
            if before.device == UNENROLLED != identity.device:
                renumber.take_device(connection, before.device, identity.device)
                _doubt_codes(connection, code)
        settings.put(connection, "identity", identity)
        _keep_line(connection, line)
        _keep_serials(connection, code)
    return identity


def load_catalogue(store: Store, path: Path) -> list[str]:
    """Take the procedures of the resource file over when it is another than last time; the sentences about bad rows."""
    try:
        stamp = f"{path.name} {path.stat().st_size} {path.stat().st_mtime_ns}"
        with store.read() as connection:
            if settings.get(connection, "catalogue", str) == stamp:
                return []
        with path.open(encoding="utf-8-sig") as lines:
            procedures, problems = parse(lines)
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"Không đọc được danh mục thủ tục {path}: {error}.") from error
    if not procedures:
        return [*problems, f"Danh mục {path} không có thủ tục nào đọc được; giữ nguyên danh mục cũ."]
    with store.write() as connection:
        catalogue.replace_all(connection, procedures)
        settings.put(connection, "catalogue", stamp)
        settings.put(connection, "catalogue_problems", problems)
    return problems


def catalogue_problems(store: Store) -> list[str]:
    """What was wrong with the catalogue that the desk uses, one sentence a row that was left out."""
    with store.read() as connection:
        return settings.get(connection, "catalogue_problems", list[str]) or []


def _keep_line(connection: Connection, line: Line) -> None:
    settings.put(connection, "line", line)
    if line.recipient:
        settings.put(connection, RECIPIENT, line.recipient)


def _keep_serials(connection: Connection, code: str) -> None:
    if standing := read_enrolment(code).serials:
        leases.keep_standing(connection, standing)


def _doubt_codes(connection: Connection, code: str) -> None:
    """Another PC may have printed codes of this device."""
    if read_enrolment(code).again:
        copied.mark(connection)


def _identity(enrolment: Enrolment) -> Identity:
    identity = Identity(enrolment.unit, enrolment.desk, enrolment.device)
    _check(identity)
    return identity


def _check_same(before: Identity, after: Identity) -> None:
    if (before.unit.code, before.desk) != (after.unit.code, after.desk):
        raise UserError(
            f"Mã ghi danh này của quầy {after.desk}, đơn vị {after.unit.code}; "
            f"máy này là quầy {before.desk}, đơn vị {before.unit.code}.",
            field="enrolment",
        )
    if before.device not in (UNENROLLED, after.device):
        raise UserError("Máy này đã ghi danh bằng mã khác; hãy báo cấp trên cấp lại đúng mã cũ.", field="enrolment")


def _check(identity: Identity) -> None:
    desk_slice(identity.desk)
    if not UNIT_CODE.fullmatch(identity.unit.code):
        raise UserError("Mã đơn vị chỉ gồm A-Z, 0-9 và dấu chấm, ví dụ H02.15.23.", field="unit_code")
    names = (
        ("unit_name", identity.unit.name, "tên đơn vị"),
        ("parent", identity.unit.parent, "cơ quan"),
        ("centre", identity.unit.centre, "tên trung tâm"),
        ("place", identity.unit.place, "địa danh"),
    )
    for field, text, label in names:
        if not clean(text):
            raise UserError(f"Hãy nhập {label}.", field=field)


def _tidy(unit: Unit) -> Unit:
    return Unit(unit.code, *(clean(text) for text in (unit.name, unit.parent, unit.centre, unit.place)))
