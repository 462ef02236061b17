"""What the list's current entry looks like: a page beside its original, or the pages of a kept file."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from onecua_desk.domain.file import File
from onecua_desk.errors import UserError
from onecua_desk.services import identity
from onecua_desk.services.desk import Desk
from onecua_desk.ui.scans import words
from onecua_desk.ui.scans.compare import Compare
from onecua_desk.ui.scans.stack import Waiting
from onecua_desk.ui.tasks import Latest
from onecua_desk.ui.workplace import Workplace

EMPTY = (
    "Đặt giấy vào máy quét và bấm quét: trang hiện ở đây. "
    "Cũng có thể kéo tệp vào, chọn tệp (Ctrl+O) hoặc dán ảnh (Ctrl+V)."
)


class Showing(QObject):
    """Shows in ``compare``; a kept file is read off the window's thread, and only the newest asked for is shown."""

    def __init__(self, workplace: Workplace, compare: Compare, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._compare = workplace.desk, compare
        self._reads, self._fetches = Latest(workplace.tasks), Latest(workplace.slow)
        self._entry: Waiting | File | None = None
        self._shown: object = ()
        self._number = 0

    def show(self, entry: Waiting | File | None) -> None:
        if entry is not self._entry:
            self._compare.zoom(0)
            self._number = 0
        self._entry = entry
        state = (entry.candidate, entry.fault) if isinstance(entry, Waiting) else self._number
        if self._shown == (entry, state):
            return  # the list was only made anew around it
        self._shown = entry, state
        self._reads.drop()
        self._fetches.drop()
        if isinstance(entry, File):
            self._read(entry)
        elif entry is None:
            self._compare.show_pictures([], EMPTY)
        else:
            self._show_page(entry)

    def step(self, by: int) -> None:
        """To another page of a kept file."""
        if isinstance(self._entry, File):
            self._number = (self._number + by) % self._entry.pages
            self._read(self._entry)

    def _show_page(self, page: Waiting) -> None:
        found = page.candidate
        if found is None:
            self._compare.show_pictures([], page.fault or "Đang làm thẳng, cắt mép và nén trang này…")
        elif page.page.whole:
            title = f"Tệp số, {words.treatment(found)} · {page.page.pages} trang, đây là trang đầu"
            self._compare.show_pictures([(title, found.after)])
        else:
            after = f"Bản sẽ lưu: {words.treatment(found)}"
            self._compare.show_pictures([("Bản gốc", found.before), (after, found.after)])

    def _read(self, file: File) -> None:
        number = self._number
        self._fetches.drop()
        missing = partial(self._fetch, file, number)
        self._reads.run(partial(_picture_of, self._desk, file, number), partial(self._take, file, number), missing)

    def _fetch(self, file: File, number: int, error: Exception) -> None:
        """It is not on this machine: the level above may have it from a colleague's."""
        if not isinstance(error, UserError):
            raise error
        self._compare.show_pictures([], f"{error} Đang hỏi cấp trên…")
        fetched = partial(_fetched, self._desk, file, number, error)
        self._fetches.run(fetched, partial(self._take, file, number), self._refuse)

    def _take(self, file: File, number: int, picture: bytes) -> None:
        more = " · PgUp, PgDn: trang khác" if file.pages > 1 else ""
        self._compare.show_pictures([(f"Đã lưu: {file.name}, trang {number + 1}/{file.pages}{more}", picture)])

    def _refuse(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self._compare.show_pictures([], str(error))


def _picture_of(desk: Desk, file: File, number: int) -> bytes:
    from onecua_desk.services import scans  # with Pillow, which the window does not wait for

    return scans.picture_of(desk, file, number)


def _fetched(desk: Desk, file: File, number: int, why: UserError) -> bytes:
    """The picture, after the file was fetched; ``UserError`` with ``why`` it was needed, and why it did not come."""
    from onecua_desk.sync.fetching import fetch  # with requests, which the window does not wait for

    line = identity.line(desk.store)
    if line is None:
        raise why
    try:
        fetch(desk, line, file.sha256, file.size)
    except UserError as error:
        raise UserError(f"{why} {error}") from error
    return _picture_of(desk, file, number)
