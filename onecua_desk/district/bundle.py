"""A desk's package that came on a stick: judged as if it had come over the line, and the answer written beside it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, NamedTuple

import msgspec
from msgspec.structs import replace
from sqlalchemy import select

from onecua_desk.district.access import Desk
from onecua_desk.district.database import District
from onecua_desk.district.days import half_of
from onecua_desk.district.denied import Denied
from onecua_desk.district.exchange import exchange_with
from onecua_desk.district.files.uploads import bring
from onecua_desk.district.keys import keys
from onecua_desk.district.tables import device
from onecua_desk.errors import UserError
from onecua_desk.refused import sentences
from onecua_desk.whole_file import readable_by_all, whole
from onecua_desk.wire import age, package
from onecua_desk.wire.age import NotForUs
from onecua_desk.wire.days import ServerDay
from onecua_desk.wire.dialogue import MOST_DAYS
from onecua_desk.wire.package import (
    ANSWER,
    Broken,
    Kind,
    Label,
    NoPackage,
    Package,
    Received,
    Secret,
    stem,
)
from onecua_desk.wire.stream import Cut


@dataclass(frozen=True, slots=True)
class Imported:
    """What came in: whose package, how many of its scans were kept, why some were not, and where the answer lies."""

    label: Label
    files: int
    not_kept: tuple[str, ...]
    answer: Path


class _Sender(NamedTuple):
    desk: Desk
    secret: Secret


def take_in(district: District, path: Path, answers: Path | None = None) -> Imported:
    """Import the package ``path``, and write the answer into the folder ``answers`` (by default where the package is).

    Importing it twice changes nothing and gives the same verdicts. ``UserError`` for a package that is not whole, not
    of a desk of this district, or not for this server: nothing of it is taken in then.
    """
    with sentences("Không đọc được gói", path), package.opened(path) as file, closing(_package(file, path)) as opened:
        sender = _sender(district, opened.label)
        _check(opened, sender, path)
        with district.write() as connection:
            identity = keys(connection).identity
        taking = _Taking(district, sender.desk)
        with _whole_content(path):
            for kind, content in opened.sections(identity):
                taking.take(kind, content)
        return _answer(opened, sender, taking, answers or path.parent)


@dataclass
class _Taking:
    """Takes one section after the other; the events come before the files that they name."""

    district: District
    desk: Desk
    stream: bytes = b""
    days: tuple[date, ...] = ()
    files: list[str] = field(default_factory=list)
    not_kept: list[str] = field(default_factory=list)

    def take(self, kind: Kind, content: bytes) -> None:
        if kind is Kind.STREAM:
            self.stream = b"".join(exchange_with(self.district, self.desk, BytesIO(content).read))
        elif kind is Kind.FILE:
            self._keep(content)
        elif kind is Kind.DAYS:
            self.days = msgspec.json.decode(content, type=tuple[date, ...])[:MOST_DAYS]

    def halves(self) -> Iterator[ServerDay]:
        """Of the days that were asked for, now that all has come in."""
        for day in self.days:
            yield half_of(self.district, self.desk, day, parts=True)

    def _keep(self, content: bytes) -> None:
        """A file that is not taken waits at its desk, and says why; all others go on."""
        fingerprint = hashlib.sha256(content).hexdigest()
        try:
            bring(self.district, self.desk, fingerprint, content)
        except Denied as error:
            self.not_kept.append(str(error))
        else:
            self.files.append(fingerprint)


def _package(file: BinaryIO, path: Path) -> Package:
    try:
        opened = Package(file)
    except NoPackage as error:
        raise UserError(f"Tệp {path.name} không phải là gói của quầy một cửa.") from error
    if opened.label.answers:
        raise UserError(f"Tệp {path.name} là gói trả lời cho quầy; hãy chọn gói của quầy (.ocp).")
    return opened


def _sender(district: District, label: Label) -> _Sender:
    """The desk that the label names, as far as it is known here; what the label says is proven by the seal only."""
    query = select(device.c.unit, device.c.token_hash, device.c.revoked_at).where(device.c.number == label.device)
    with district.read() as connection:
        found = connection.execute(query).one_or_none()
    if found is None or found.unit != label.unit or found.token_hash is None:
        raise UserError(
            f"Gói này của quầy {label.desk}, đơn vị {label.unit} (thiết bị {label.device}), "
            "chưa ghi danh ở máy chủ này; không nhận gì."
        )
    if found.revoked_at is not None:
        raise UserError(
            f"Thiết bị {label.device} (quầy {label.desk}, đơn vị {label.unit}) đã bị thu hồi lúc "
            f"{found.revoked_at:%H:%M %d/%m/%Y}; không nhận gói của thiết bị này."
        )
    secret = Secret.of_hash(found.token_hash)
    if secret.name != label.key:
        raise UserError(
            f"Quầy {label.desk}, đơn vị {label.unit} đã được cấp mã ghi danh khác; hãy ghi lại gói bằng mã đang dùng."
        )
    return _Sender(Desk(label.device, label.unit), secret)


def _check(opened: Package, sender: _Sender, path: Path) -> None:
    try:
        opened.check(sender.secret)
    except Broken as error:
        raise UserError(f"Gói {path.name} bị cắt hoặc bị sửa trên đường; hãy chép lại từ USB của quầy.") from error
    if not age.is_recipient(opened.label.recipient):
        raise UserError(f"Gói {path.name} không ghi khóa để trả lời; hãy cập nhật chương trình ở quầy.")


@contextmanager
def _whole_content(path: Path) -> Iterator[None]:
    """The seal was right, so what is wrong from here on was written so."""
    try:
        yield
    except NotForUs as error:
        raise UserError(
            f"Gói {path.name} mã hóa cho khóa khác của máy chủ; hãy cấp lại mã ghi danh cho quầy rồi ghi gói mới."
        ) from error
    except (Broken, Cut, msgspec.MsgspecError) as error:
        raise UserError(f"Nội dung gói {path.name} không trọn vẹn; hãy báo kỹ thuật.") from error


def _answer(opened: Package, sender: _Sender, taking: _Taking, folder: Path) -> Imported:
    now = taking.district.now()
    label = replace(opened.label, at=now, recipient="", answers=opened.seal)
    sections = [
        (Kind.STREAM, taking.stream),
        (Kind.RECEIVED, msgspec.json.encode(Received(tuple(taking.files)))),
        (Kind.DAYS, msgspec.json.encode(tuple(taking.halves()))),
    ]
    path = folder / f"{stem(label)}{ANSWER}"
    with sentences("Đã nhận gói nhưng chưa ghi được gói trả lời vào", path), whole(path) as file:
        package.write(file, label, sections, opened.label.recipient, sender.secret)
        readable_by_all(file)  # it says nothing to who has no key
    return Imported(opened.label, len(taking.files), tuple(taking.not_kept), path)
