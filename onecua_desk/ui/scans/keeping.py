"""Keeping pages as one file: written off the window's thread; an identity card only after a person said so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from onecua_desk.domain.file import File
from onecua_desk.services import pasted, scan_folder
from onecua_desk.services.desk import Desk
from onecua_desk.services.scan_pages import Candidate
from onecua_desk.ui.scans.stack import Waiting
from onecua_desk.ui.workplace import Workplace


class Keeping(QObject):
    """``card_seen``: pages that look like an identity card. ``failed``: the exception.

    ``kept``: the key of the draft in which Enter was pressed, the ``File``, and its pages.
    """

    kept = Signal(str, object, object)
    card_seen = Signal(object)
    failed = Signal(object)

    def __init__(self, workplace: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place = workplace
        self.writing = False

    def keep(self, key: str, pages: Sequence[Waiting], *, identity_card: bool | None = None) -> None:
        """For the draft ``key``. ``identity_card``: what the official answered to ``card_seen``."""
        if self.writing:
            return
        found = [page.candidate for page in pages if page.candidate is not None]
        if identity_card is None and any(one.like_card for one in found):
            self.card_seen.emit(pages)
            return
        self.writing = True
        self._place.tasks.run(
            partial(_kept, self._place.desk, found, pages[0].name, pages[0].paper, identity_card),
            partial(self._done, key, pages),
            self._not_done,
        )

    def put_away(self, paths: Sequence[Path]) -> None:
        """All pages of these files are kept."""
        for path in paths:
            self._run(partial(_put_away, self._place.desk, path))

    def pass_over(self, paths: Sequence[Path]) -> None:
        """No page of these files is wanted."""
        for path in paths:
            self._run(partial(_pass_over, self._place.desk, path))

    def let_go(self, paths: Iterable[Path]) -> None:
        """Their draft has ended: nobody is left who could want what was pasted into it."""
        for path in paths:
            self._run(partial(pasted.remove, self._place.desk, path))

    def _run(self, act: Callable[[], None]) -> None:
        self._place.tasks.run(act, _nothing, self.failed.emit)

    def _done(self, key: str, pages: Sequence[Waiting], file: File) -> None:
        self.writing = False
        self.kept.emit(key, file, pages)

    def _not_done(self, error: Exception) -> None:
        self.writing = False
        self.failed.emit(error)


def _kept(desk: Desk, found: Sequence[Candidate], name: str, paper: str, identity_card: bool | None) -> File:
    from onecua_desk.services import scans  # with Pillow, which the window does not wait for

    return scans.keep(desk, found, name, paper, identity_card=identity_card)


def _put_away(desk: Desk, path: Path) -> None:
    scan_folder.was_kept(desk.store, path)
    pasted.remove(desk, path)


def _pass_over(desk: Desk, path: Path) -> None:
    scan_folder.pass_over(desk.store, path)
    pasted.remove(desk, path)


def _nothing(_: object) -> None:
    """The folder is as it should be."""
