"""What happens to the pages that wait: they come, are treated, sorted to their papers, split, taken out, remembered."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from onecua_desk.services.scan_pages import Kind, Manner, Page
from onecua_desk.ui.scans.preparing import Preparing
from onecua_desk.ui.scans.stack import Stack, Waiting, remembered
from onecua_desk.ui.tasks import Runner

_STOPPED = "Đã dừng xử lý trang này; bấm Enter để làm lại."


class Pile(QObject):
    """``changed``: the pages are other ones now; carries the one to look at, or ``None``.

    ``ready``: a page has its candidate, or its fault. ``refused``: why a file cannot be taken. ``next_paper`` names the
    line that new pages belong to.
    """

    changed = Signal(object)
    ready = Signal(object)
    refused = Signal(str)

    def __init__(self, slow: Runner, next_paper: Callable[[], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stack, self._next_paper = Stack(), next_paper
        self._coming: list[Path] = []
        self.preparing = Preparing(slow, self)
        self.preparing.came.connect(self._take)
        self.preparing.refused.connect(self._refuse)
        self.preparing.ready.connect(self._tell_ready)

    def pages(self) -> list[Waiting]:
        return self._stack.pages

    def count(self) -> int:
        """How many pages are not kept yet; a file that is still to be looked into counts as one."""
        return len(self._stack.pages) + len(self._coming)

    def paths(self) -> set[Path]:
        """The files of which something waits here."""
        return {page.path() for page in self._stack.pages}.union(self._coming)

    def take(self, path: Path, pasted: bytes | None = None) -> None:
        """Take in what arrived; ``pasted``: the content that is still to be written to ``path``."""
        self._coming.append(path)
        self.changed.emit(None)
        self.preparing.take(path, pasted)

    def group(self, page: Waiting) -> list[Waiting]:
        """What is kept together with ``page``."""
        return self._stack.group(page)

    def treat(self, page: Waiting, manner: Manner) -> None:
        page.manner = manner
        self.preparing.prepare(page)
        self.changed.emit(page)

    def split(self, page: Waiting, kind: Kind) -> None:
        """A digital original becomes pages like those of a scanner."""
        parts = [Waiting(one, page.paper, page.name, Manner(kind)) for one in self.preparing.split(page.page)]
        self._stack.replace(page, parts)
        self._prepare(parts)
        self.changed.emit(parts[0])

    def sort_in(self, page: Waiting, paper: str, name: str) -> None:
        self._stack.sort_in(page, paper, name)
        self.changed.emit(page)

    def take_out(self, pages: Sequence[Waiting]) -> list[Path]:
        """The files of which no page waits any more."""
        gone = self._stack.take_out(pages)
        self.changed.emit(None)
        return gone

    def cancel(self) -> None:
        """Stop preparing: files that were not looked into are left where they are, pages wait to be tried again."""
        self.preparing.cancel()
        self._coming.clear()
        for page in self._stack.pages:
            page.fault = page.fault or ("" if page.ready() else _STOPPED)
        self.changed.emit(None)

    def kept(self) -> list[dict[str, Any]]:
        """The pages as words, and by their path alone the files that are still to be looked into."""
        return [*self._stack.kept(), *({"path": str(path)} for path in self._coming)]

    def restore(self, kept: Sequence[Mapping[str, Any]]) -> None:
        """The pages of another draft; what cannot be read any more stays among them, with its fault."""
        self.preparing.cancel()
        self._stack = Stack()
        self._stack.pages = [page for one in kept if (page := remembered(one)) is not None]
        self._coming = [Path(one["path"]) for one in kept if set(one) == {"path"}]
        self._prepare(self._stack.pages)
        for path in list(self._coming):
            self.preparing.take(path)

    def _take(self, path: Path, pages: Sequence[Page]) -> None:
        self._coming.remove(path)
        last = self._stack.pages[-1] if self._stack.pages else None
        paper, name = (last.paper, last.name) if last else (self._next_paper(), "")
        came = [Waiting(page, paper, name) for page in pages]
        self._stack.pages += came
        self._prepare(came)
        self.changed.emit(None if last else came[0])

    def _refuse(self, path: Path, sentence: str) -> None:
        self._coming.remove(path)
        self.changed.emit(None)
        self.refused.emit(sentence)

    def _prepare(self, pages: Sequence[Waiting]) -> None:
        for page in pages:
            self.preparing.prepare(page)

    def _tell_ready(self, page: Waiting) -> None:
        if page in self._stack.pages:
            self.ready.emit(page)
