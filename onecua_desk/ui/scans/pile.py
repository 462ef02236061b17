"""What happens to the pages that wait: they come, are treated, sorted to their papers, split, taken out, remembered."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from onecua_desk.services.scans import Kind, Manner, Page
from onecua_desk.ui.scans.preparing import Preparing
from onecua_desk.ui.scans.stack import Stack, Waiting, remembered
from onecua_desk.ui.tasks import Runner


class Pile(QObject):
    """``changed``: the pages are other ones now; carries the one to look at, or ``None``.

    ``ready``: a page has its candidate, or its fault. ``next_paper`` names the line that new pages belong to.
    """

    changed = Signal(object)
    ready = Signal(object)

    def __init__(self, slow: Runner, next_paper: Callable[[], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stack, self._next_paper = Stack(), next_paper
        self.preparing = Preparing(slow, self)
        self.preparing.came.connect(self._take)
        self.preparing.ready.connect(self._tell_ready)

    def pages(self) -> list[Waiting]:
        return self._stack.pages

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
        """Stop preparing: what is not ready yet is taken out."""
        self.preparing.cancel()
        self.take_out([page for page in self._stack.pages if not page.ready() and not page.fault])

    def kept(self) -> list[dict[str, Any]]:
        return self._stack.kept()

    def restore(self, kept: Sequence[Mapping[str, Any]]) -> None:
        """The pages of another draft; those whose file went away since are left out."""
        self.preparing.cancel()
        self._stack = Stack()
        self._stack.pages = [page for one in kept if (page := remembered(one)) is not None]
        self._prepare(self._stack.pages)

    def _take(self, pages: Sequence[Page]) -> None:
        last = self._stack.pages[-1] if self._stack.pages else None
        paper, name = (last.paper, last.name) if last else (self._next_paper(), "")
        came = [Waiting(page, paper, name) for page in pages]
        self._stack.pages += came
        self._prepare(came)
        self.changed.emit(None if last else came[0])

    def _prepare(self, pages: Sequence[Waiting]) -> None:
        for page in pages:
            self.preparing.prepare(page)

    def _tell_ready(self, page: Waiting) -> None:
        if page in self._stack.pages:
            self.ready.emit(page)
