"""What one draft has in scans, its kept files and its waiting pages; an answer that comes late finds its own draft."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from onecua_desk.domain.file import File
from onecua_desk.services.scan_pages import Page
from onecua_desk.ui.scans.pile import Pile
from onecua_desk.ui.scans.remembered import files_of
from onecua_desk.ui.scans.stack import Waiting
from onecua_desk.ui.tasks import Runner


class Contents(QObject):
    """``key`` names the draft (or dossier) in front. ``papers``: the lines of its checklist."""

    def __init__(self, slow: Runner, papers: Callable[[], Sequence[str]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.key = ""
        self.files: tuple[File, ...] = ()
        self._papers = papers
        self._late: dict[str, list[tuple[File, list[Page]]]] = {}
        self.pile = Pile(slow, self._next_paper, self)

    def kept(self) -> dict[str, object]:
        return {"files": [asdict(file) for file in self.files], "waiting": self.pile.kept()}

    def show(self, key: str, kept: Mapping[str, Any]) -> list[Path]:
        """Another draft, as ``kept`` says; what ``take_file`` would have said of files that came in the meantime."""
        self.key, self.files = key, files_of(kept)
        self.pile.restore(kept.get("waiting", ()))
        late = self._late.pop(key, [])
        return [path for file, pages in late for path in self._take(file, self._waiting_again(pages))]

    def take_file(self, key: str, file: File, pages: Sequence[Waiting]) -> list[Path] | None:
        """``pages`` were kept as ``file`` for the draft ``key``; the files of which no page waits any more.

        ``None`` while another draft is in front: it must not get the file. Its own takes it when it is shown again.
        """
        if key != self.key:
            self._late.setdefault(key, []).append((file, [one.page for one in pages]))
            return None
        here = [one for one in pages if one in self.pile.pages()]
        return self._take(file, here or self._waiting_again([one.page for one in pages]))

    def _take(self, file: File, pages: Sequence[Waiting]) -> list[Path]:
        if file not in self.files:
            self.files = (*self.files, file)
        return self.pile.take_out(pages)

    def _waiting_again(self, pages: Sequence[Page]) -> list[Waiting]:
        """The same pages, after the draft was away and came back."""
        return [one for one in self.pile.pages() if one.page in pages]

    def _next_paper(self) -> str:
        """The first line of the checklist that has no file yet."""
        kept = {file.paper for file in self.files}
        return next((paper for paper in self._papers() if paper not in kept), "")
