"""A page that makes one paper: what it is and how it is wanted on the left, the paper on the right."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from onecua_desk.services.papers import Printout
from onecua_desk.services.print_settings import PrintForm
from onecua_desk.ui.reports.file_work import PDF, FileWork, Stop, Told, Write
from onecua_desk.ui.reports.page import Page
from onecua_desk.ui.reports.paper_view import PaperView
from onecua_desk.ui.reports.printing import print_out
from onecua_desk.ui.theme import mark
from onecua_desk.ui.widgets.buttons import KeyButton
from onecua_desk.ui.widgets.card import Card, Section
from onecua_desk.ui.widgets.scroll import Scroll
from onecua_desk.ui.workplace import Workplace

_ADVICE = "Giấy hiện ở đây khi đã lập xong"
_BEING_MADE = "giay-dang-lap-"
_DAY = 24 * 60 * 60


class PaperPage(Page):
    """``title`` and ``about`` say what the paper is; a page puts its choices into ``choices``.

    A page says how the paper is written (``writer``) and what it is called (``paper_title``).
    """

    save_words, print_words = "Lưu PDF…", "In"
    title = about = what = ""
    kinds: tuple[str, ...] = (PDF,)

    def __init__(self, workplace: Workplace, work: FileWork, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place, self._work = workplace, work
        self.card, self.said, self.make = Card(), QLabel(), KeyButton("Lập và xem", "F8")
        self.paper = PaperView(workplace.slow, _ADVICE)
        self._lay_out()
        self.make.clicked.connect(self._make)

    def choices(self) -> list[QWidget]:
        """What can be chosen, from top to bottom."""
        return []

    def made_when_asked(self) -> bool:
        return not self.make.isHidden()

    def paper_title(self) -> str:
        raise NotImplementedError

    def wanted(self) -> object:
        """What is chosen now; a paper that was made of another choice is not shown."""
        return self.paper_title()

    def writer(self) -> Write:
        """Writes the paper as it is chosen now, whatever is chosen while it is made; called off the window's thread.

        It says what the paper has; empty when it was stopped.
        """
        raise NotImplementedError

    def save_it(self) -> None:
        asked = self.wanted()

        def show(path: Path, said: str) -> None:
            if path.suffix.lower() == ".pdf" and asked == self.wanted():
                self._show(said, path.read_bytes())

        self._work.save(f"Lưu {self.what}", self.paper_title(), self.kinds, self.writer(), show)

    def print_it(self) -> None:
        place, title = self._place, self.paper_title()

        def made(pdf: bytes) -> None:
            print_out(place, self._work, self.what, lambda: Printout(PrintForm.LIST, title, pdf))

        self._make_then(made)

    def _make(self) -> None:
        self._make_then(lambda pdf: None)

    def _make_then(self, then: Callable[[bytes], object]) -> None:
        """Write it beside the store, where papers with names belong, show it, and go on with it."""
        write, asked, beside = self.writer(), self.wanted(), self._place.desk.store.folder

        def job(told: Told, stopped: Stop) -> tuple[str, bytes]:
            with _folder(beside) as folder:
                path = folder / "giay.pdf"
                said = write(path, told, stopped)
                return said, path.read_bytes() if said else b""

        def made(paper: tuple[str, bytes]) -> None:
            said, pdf = paper
            if not said:
                self._work.say_stopped()
                return
            if asked == self.wanted():  # another period may have been chosen meanwhile
                self._show(said, pdf)
            then(pdf)

        self._work.run(f"Đang lập {self.what}…", job, made, self._work.tell)

    def _show(self, said: str, pdf: bytes) -> None:
        self.said.setText(said)
        self.paper.show_pdf(pdf)

    def _lay_out(self) -> None:
        about, row, asked = QLabel(self.about), QHBoxLayout(self), QWidget()
        column = QVBoxLayout(asked)
        mark(about, "role", "soft")
        for label in (about, self.said):
            label.setWordWrap(True)
        for widget in (Section(None, self.title), about, *self.choices(), self.make, self.said):
            column.addWidget(widget)
        column.addStretch(1)
        column.setContentsMargins(0, 0, 4, 0)
        self.card.body.addWidget(Scroll(asked))
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(self.card, 2)
        row.addWidget(self.paper, 3)


@contextmanager
def _folder(beside: Path) -> Iterator[Path]:
    """A folder for a paper that is being made; one that a power cut left is taken away, a younger one may be in use."""
    for left in beside.glob(f"{_BEING_MADE}*"):
        if time.time() - left.stat().st_mtime > _DAY:
            shutil.rmtree(left, ignore_errors=True)
    with TemporaryDirectory(prefix=_BEING_MADE, dir=beside) as folder:
        yield Path(folder)
