"""Pages read and prepared in the background, one after the other, with their count; may be stopped."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from onecua_desk.errors import UserError
from onecua_desk.services import scans
from onecua_desk.services.scans import Candidate, Page, Source
from onecua_desk.ui.scans.stack import Waiting
from onecua_desk.ui.tasks import Runner


class Preparing(QObject):
    """``came``: the pages of a file. ``ready``: a ``Waiting`` has its candidate, or its fault. ``refused``: a sentence.

    ``counted``: how many of how many pieces of work are done; (0, 0) when nothing goes on.
    """

    came = Signal(object)
    ready = Signal(object)
    refused = Signal(str)
    counted = Signal(int, int)

    def __init__(self, slow: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._slow = slow
        self._round = self._done = self._total = 0

    def take(self, source: Source) -> None:
        """Look into what arrived: its pages come by ``came``."""
        mine = self._begin()
        wanted = partial(self._wanted, mine)
        self._slow.run(
            lambda: scans.arrived(source) if wanted() else None,
            partial(self._has_come, mine),
            partial(self._refuse, mine),
        )

    def split(self, page: Page) -> tuple[Page, ...]:
        """A digital original as single pages."""
        return scans.single(page.source, page.pages)

    def prepare(self, page: Waiting) -> None:
        """Again where it is asked again: the newest manner counts."""
        mine = self._begin()
        page.asked += 1
        page.candidate, page.fault = None, ""
        asked, manner, source = page.asked, page.manner, page.page
        wanted = partial(self._wanted, mine)
        self._slow.run(
            lambda: scans.prepare(source, manner) if wanted() and page.asked == asked else None,
            partial(self._prepared, mine, page, asked),
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

    def _has_come(self, mine: int, pages: tuple[Page, ...] | None) -> None:
        if pages is not None and self._wanted(mine):
            self.came.emit(pages)
            self._end()

    def _refuse(self, mine: int, error: Exception) -> None:
        if self._wanted(mine):
            self._end()
        if not isinstance(error, UserError):
            raise error
        self.refused.emit(str(error))

    def _prepared(self, mine: int, page: Waiting, asked: int, found: Candidate | None) -> None:
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
