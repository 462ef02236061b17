"""Carrying by hand what the line would carry: a package onto a USB stick, and the server's answer from it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, NamedTuple

import msgspec

from onecua_desk.domain.events import EventId
from onecua_desk.errors import UserError
from onecua_desk.refused import sentences
from onecua_desk.services import day_close, file_lane, forked, stick
from onecua_desk.services.desk import Changes, Desk
from onecua_desk.services.file_lane import Waiting
from onecua_desk.services.replica_down import Contradiction, Stale
from onecua_desk.services.replica_up import Asked
from onecua_desk.services.stick import Out, Reading
from onecua_desk.sync.answer import Taken, take
from onecua_desk.sync.upload import Upload
from onecua_desk.whole_file import readable_by_all, whole
from onecua_desk.wire import package
from onecua_desk.wire.age import NotForUs
from onecua_desk.wire.codec import Garbled
from onecua_desk.wire.days import ServerDay
from onecua_desk.wire.package import PACKAGE, Broken, Kind, Label, NoPackage, Package, Received, Section
from onecua_desk.wire.stream import Cut

MOST_OF_FILES = 2 * 1024**3
"""Bytes of scans in one package; what is left goes with the next one. A file on FAT32 ends at 4 GiB."""

ROOM_LEFT = 8 * 1024**2
"""Bytes of the stick that stay free for the answer."""

Told = Callable[[int, int], object]


class Stopped(Exception):
    """A person stopped it: no package was written."""


@dataclass(frozen=True, slots=True)
class Written:
    """A package that lies on the stick. ``files_left``: scans that found no room; ``size`` in bytes."""

    path: Path
    number: int
    events: int
    files: int
    files_left: int
    size: int

    def words(self) -> str:
        left = f" Còn {self.files_left} bản quét chưa đi cùng, sẽ đi ở gói sau." if self.files_left else ""
        return (
            f"Đã ghi gói {self.number} vào {self.path}: {self.events} việc, {self.files} bản quét.{left} "
            "Hãy mang lên cấp trên, rồi đem gói trả lời (.oca) về đọc ở máy này."
        )


@dataclass(frozen=True, slots=True)
class Read:
    """An answer that was taken over: to which package, and how many others' ``events`` and own ``files`` it told of.

    ``accepted``: own events of the package that the server has. ``before``: it was read earlier. ``again``: not all is
    settled, the desk must write one more package.
    """

    number: int
    events: int
    files: int
    before: bool
    again: bool
    accepted: int = 0

    def words(self) -> str:
        more = " Cấp trên cần thêm: hãy ghi một gói nữa và mang lên." if self.again else ""
        if self.before and not self.events:
            return f"Gói trả lời của gói {self.number} đã đọc trước đó; không có gì mới.{more}"
        files = f" và {self.files} bản quét" if self.files else ""
        news = f"có {self.events} việc mới" if self.events else "không có việc mới"
        return f"Gói {self.number}: cấp trên đã nhận {self.accepted} việc{files} của quầy, {news}.{more}"


def _nobody(_done: int, _total: int) -> None:
    """Who is told when nobody wants to know."""


def write(
    desk: Desk, to: Path, files: bool = True, told: Told = _nobody, stopped: Callable[[], bool] = lambda: False
) -> Written:
    """Pack what waits, and the scans where ``files``, into a new file in the folder ``to``, or into the file ``to``.

    ``told(bytes, of bytes)``: how far the scans are. ``UserError`` where it cannot be written, ``Stopped`` after
    ``stopped``: no half package is left.
    """
    with sentences("Không ghi được gói vào", to):
        folder = to if to.is_dir() else to.parent
    if folder != to and to.suffix != PACKAGE:
        raise UserError(f"Không có thư mục {to}; hãy cắm USB và xem lại đường dẫn (tên tệp gói kết thúc bằng .ocp).")
    beginning = stick.begin(desk)
    path = to if folder != to else to / f"{package.stem(beginning.label)}{PACKAGE}"
    with sentences("Không ghi được gói vào", path), whole(path) as file:
        content = _Content(desk, folder, files, told, stopped)
        seal = package.write(file, beginning.label, content.sections(), beginning.recipient, beginning.secret)
        readable_by_all(file)  # it says nothing to who has no key
        stick.written(desk, _out(beginning.label, seal, content))
        size = file.tell()
    return Written(path, beginning.label.number, content.events, content.files, content.files_left, size)


def _out(label: Label, seal: bytes, content: _Content) -> Out:
    return Out(label.number, label.at, seal.hex(), content.asked, content.events, content.files)


class _Content:
    """What goes into a package, made while it is written; the numbers are whole when it is."""

    asked: Asked

    def __init__(self, desk: Desk, folder: Path, with_files: bool, told: Told, stopped: Callable[[], bool]) -> None:
        self._desk, self._folder, self._with_files = desk, folder, with_files
        self._told, self._stopped = told, stopped
        self.events = self.files = self.files_left = 0

    def sections(self) -> Iterator[Section]:
        upload = Upload(self._desk, places=True, by_line=False)  # nobody can ask back, so all is said at once
        stream = b"".join(upload.pieces())
        self.asked, self.events = upload.asked, upload.events
        yield Kind.STREAM, stream
        yield Kind.DAYS, msgspec.json.encode(stick.days_wanted(self._desk))
        if self._with_files:
            yield from self._scans(min(MOST_OF_FILES, shutil.disk_usage(self._folder).free - ROOM_LEFT - len(stream)))

    def _scans(self, room: int) -> Iterator[Section]:
        """Smallest first, as on the line, as many as ``room`` bytes hold."""
        waiting = stick.files_waiting(self._desk)
        chosen = list(_fitting(waiting, room))
        self.files_left = len(waiting) - len(chosen)
        done, total = 0, sum(one.size for one in chosen)
        for one in chosen:
            if self._stopped():
                raise Stopped
            self._told(done, total)
            try:
                yield Kind.FILE, file_lane.content_of(self._desk, one.sha256)
                self.files += 1
            except UserError:  # not on this machine, or damaged: said where the lane of files says it
                self.files_left += 1
            done += one.size


def _fitting(waiting: list[Waiting], room: int) -> Iterator[Waiting]:
    for one in waiting:
        room -= one.size + one.size // 1024 + 1024  # what the encryption adds
        if room < 0:
            return
        yield one


def read(desk: Desk, path: Path, changed: Callable[[Changes], None]) -> Read:
    """Take over the answer in the file ``path``, with the code that takes over the answers of the line.

    ``UserError`` for anything else than an answer to a package of this desk: nothing is taken over then.
    """
    with sentences("Không đọc được gói", path), package.opened(path) as file, closing(_package(file, path)) as opened:
        reading = stick.reading(desk, opened.label)
        brought = _content(opened, reading, path)
    whose = reading.whose
    if whose is None:
        raise UserError(f"Máy này không còn nhớ gói mà {path.name} trả lời; hãy ghi gói mới mang lên cấp trên.")
    taken = _taken_over(desk, whose, brought.stream, changed)
    for changes in stick.files_arrived(desk, brought.received.files):
        changed(changes)
    day_close.take_over(desk, brought.days)
    before, accepted = whose.back is not None, stick.came_back(desk, whose)
    return Read(whose.number, taken.down, len(brought.received.files), before, taken.again, accepted)


def _package(file: BinaryIO, path: Path) -> Package:
    try:
        return Package(file)
    except NoPackage as error:
        raise UserError(f"Tệp {path.name} không phải là gói của quầy một cửa.") from error


class _Brought(NamedTuple):
    stream: bytes
    received: Received
    days: Mapping[date, ServerDay]


def _content(opened: Package, reading: Reading, path: Path) -> _Brought:
    try:
        opened.check(reading.secret)
        found = dict(opened.sections(reading.identity))
        received = msgspec.json.decode(found[Kind.RECEIVED], type=Received)
        halves = msgspec.json.decode(found[Kind.DAYS], type=tuple[ServerDay, ...])
        return _Brought(found[Kind.STREAM], received, {half.day: half for half in halves})
    except NotForUs as error:
        raise UserError(f"Gói {path.name} mã hóa cho máy khác; hãy ghi gói mới mang lên cấp trên.") from error
    except (Broken, KeyError, msgspec.MsgspecError) as error:
        raise UserError(f"Gói {path.name} bị cắt hoặc bị sửa trên đường; hãy chép lại từ máy cấp trên.") from error


def _taken_over(desk: Desk, whose: Out, stream: bytes, changed: Callable[[Changes], None]) -> Taken:
    answered = set[EventId]()

    def heard(changes: Changes) -> None:
        answered.update(changes.dossiers)
        changed(changes)

    try:
        taken = take(desk, whose.asked, BytesIO(stream).read, heard, by_line=False)
        if taken.fork:
            changed(forked.go_back(desk, whose.asked, taken.fork))
        return taken
    except (Cut, Garbled) as error:
        raise UserError(f"Gói trả lời của gói {whose.number} không trọn vẹn; hãy ghi gói mới mang lên.") from error
    except Contradiction as error:
        raise UserError("Sổ của cấp trên không khớp với máy này; hãy báo kỹ thuật, chưa ghi gì sai.") from error
    except Stale as error:
        noted = f"đã ghi trả lời về {len(answered)} hồ sơ, phần còn lại thì không" if answered else "chưa ghi gì"
        raise UserError(
            f"Gói trả lời này (gói {whose.number}) không nối với những gì máy đã nhận: {noted}. Hãy ghi gói mới."
        ) from error
