"""Pages read and prepared in the background, one after the other, with their count; may be stopped.

What reads them is loaded there too: the window waits for no image library.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from onecua_desk.errors import UserError
from onecua_desk.services.scan_pages import Candidate, Manner, Page, single
from onecua_desk.ui.scans.stack import Waiting
from onecua_desk.ui.tasks import Runner


class Preparing(QObject):
    """``came``: a file and its pages. ``refused``: a file and why. ``ready``: a ``Waiting`` has its candidate or fault.

    ``counted``: how many of how many pieces of work are done; (0, 0) when nothing goes on.
    """

    came = Signal(object, object)
    ready = Signal(object)
    refused = Signal(object, str)
    counted = Signal(int, int)

    def __init__(self, slow: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._slow = slow
        self._round = self._done = self._total = 0

    def take(self, path: Path, pasted: bytes | None = None) -> None:
        """Look into what arrived: its pages come by ``came``. ``pasted`` is written to ``path`` first."""
        mine = self._begin()
        self._slow.run(
            partial(_arrived, path, pasted, partial(self._wanted, mine)),
            partial(self._has_come, mine, path),
            partial(self._refuse, mine, path),
        )

    def split(self, page: Page) -> tuple[Page, ...]:
        """A digital original as single pages."""
        return single(page.source, page.pages)

    def prepare(self, page: Waiting) -> None:
        """Again where it is asked again: the newest manner counts."""
        mine = self._begin()
        page.asked += 1
        page.candidate, page.fault = None, ""
        asked, manner, source = page.asked, page.manner, page.page
        wanted = partial(self._wanted, mine)
        self._slow.run(
            lambda: _prepared(source, manner) if wanted() and page.asked == asked else None,
            partial(self._take_candidate, mine, page, asked),
            partial(self._failed, mine, page, asked),
        )

    def cancel(self) -> None:
        """Let nothing that was asked for arrive any more; what is under way ends by itself."""
        self._round += 1
        self._done = self._total = 0
        self.counted.emit(0, 0)

    def _wanted(self, mine: int) -> bool:
        return mine == self._round

    def _begin(self) -> int:
        self._total += 1
        self.counted.emit(self._done, self._total)
        return self._round

    def _end(self) -> None:
        self._done += 1
        if self._done >= self._total:
            self._done = self._total = 0
        self.counted.emit(self._done, self._total)

    def _has_come(self, mine: int, path: Path, pages: tuple[Page, ...] | None) -> None:
        if pages is not None and self._wanted(mine):
            self.came.emit(path, pages)
            self._end()

    def _refuse(self, mine: int, path: Path, error: Exception) -> None:
        if self._wanted(mine):
            self._end()
        if not isinstance(error, UserError):
            raise error
        if self._wanted(mine):
            self.refused.emit(path, str(error))

    def _take_candidate(self, mine: int, page: Waiting, asked: int, found: Candidate | None) -> None:
        if not self._wanted(mine):
            return
        if found is not None and page.asked == asked:
            page.candidate = found
            self.ready.emit(page)
        self._end()

    def _failed(self, mine: int, page: Waiting, asked: int, error: Exception) -> None:
        if self._wanted(mine):
            self._end()
        if not isinstance(error, UserError):
            raise error
        if page.asked == asked:
            page.fault = str(error)
            self.ready.emit(page)


def _arrived(path: Path, pasted: bytes | None, wanted: Callable[[], bool]) -> tuple[Page, ...] | None:
    from onecua_desk.services import pasted as pictures
    from onecua_desk.services import scans

    if pasted is not None:
        pictures.write(path, pasted)
    return scans.arrived(path) if wanted() else None


def _prepared(page: Page, manner: Manner) -> Candidate:
    from onecua_desk.services import scans

    return scans.prepare(page, manner)
