"""Keeping pages as one file: written off the window's thread; an identity card only after a person said so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from onecua_desk.domain.file import File
from onecua_desk.services import scan_folder, scans
from onecua_desk.ui.scans.stack import Waiting
from onecua_desk.ui.workplace import Workplace


class Keeping(QObject):
    """``kept``: the ``File`` and its pages. ``card_seen``: pages that look like one. ``failed``: the exception."""

    kept = Signal(object, object)
    card_seen = Signal(object)
    failed = Signal(object)

    def __init__(self, workplace: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place = workplace
        self.writing = False

    def keep(self, pages: Sequence[Waiting], *, identity_card: bool | None = None) -> None:
        """``identity_card``: what the official answered to ``card_seen``."""
        if self.writing:
            return
        found = [page.candidate for page in pages if page.candidate is not None]
        if identity_card is None and any(one.like_card for one in found):
            self.card_seen.emit(pages)
            return
        self.writing = True
        desk, first = self._place.desk, pages[0]
        self._place.tasks.run(
            lambda: scans.keep(desk, found, first.name, first.paper, identity_card=identity_card),
            partial(self._done, pages),
            self._not_done,
        )

    def put_away(self, paths: Sequence[Path]) -> None:
        """All pages of these files are kept."""
        for path in paths:
            self._run(partial(scan_folder.was_kept, self._place.desk.store, path))

    def pass_over(self, paths: Sequence[Path]) -> None:
        """No page of these files is wanted."""
        for path in paths:
            self._run(partial(scan_folder.pass_over, self._place.desk.store, path))

    def _run(self, act: Callable[[], None]) -> None:
        self._place.tasks.run(act, _nothing, self.failed.emit)

    def _done(self, pages: Sequence[Waiting], file: File) -> None:
        self.writing = False
        self.kept.emit(file, pages)

    def _not_done(self, error: Exception) -> None:
        self.writing = False
        self.failed.emit(error)


def _nothing(_: object) -> None:
    """The folder is as it should be."""
