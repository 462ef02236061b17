"""The enrolment code: one line of text by which a technician joins a desk to its district."""

from __future__ import annotations

import base64
import zlib

import msgspec

from onecua_desk.domain.parts import Unit
from onecua_desk.errors import UserError
from onecua_desk.wire.dialogue import Lease

_PREFIX = "OCD1-"


class Enrolment(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the district gives a new desk: where it answers, the secret token, device number, unit and desk.

    ``recipient``: the server's public age key, so that a desk without any line can write packages. ``ca``: the only
    certificate (PEM) that may vouch for the server; empty where those of the system do. ``serials``: this device's
    slice of every day; older servers gave each desk the one of its number. ``again``: the device has had a code before,
    so it may have printed what this desk does not know of.
    """

    url: str
    token: str
    device: int
    unit: Unit
    desk: int
    recipient: str = ""
    ca: str = ""
    serials: Lease | None = None
    again: bool = False


def write_enrolment(enrolment: Enrolment) -> str:
    body = msgspec.json.encode(enrolment)
    return _PREFIX + base64.urlsafe_b64encode(zlib.crc32(body).to_bytes(4) + body).decode().rstrip("=")


def read_enrolment(text: str) -> Enrolment:
    """The enrolment in ``text``; ``UserError(field="enrolment")`` when it was cut, mistyped or is something else."""
    compact = "".join(text.split())
    try:
        raw = base64.urlsafe_b64decode(compact.removeprefix(_PREFIX) + "=" * (-len(compact.removeprefix(_PREFIX)) % 4))
        if compact.startswith(_PREFIX) and zlib.crc32(raw[4:]).to_bytes(4) == raw[:4]:
            return msgspec.json.decode(raw[4:], type=Enrolment)
    except (ValueError, msgspec.MsgspecError):
        pass
    raise UserError(
        "Mã ghi danh không đúng hoặc bị thiếu; hãy sao chép lại cả dòng do cấp trên gửi.", field="enrolment"
    )
