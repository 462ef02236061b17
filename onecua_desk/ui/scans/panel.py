"""Quét giấy tờ: pages as they come beside how they will be kept, sorted to their papers and kept by Enter."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget

from onecua_desk.domain.file import File
from onecua_desk.domain.standing import Tone
from onecua_desk.services import pasted
from onecua_desk.services.scan_pages import Source
from onecua_desk.ui.scans import arrivals, words
from onecua_desk.ui.scans.contents import Contents
from onecua_desk.ui.scans.layout import Parts, lay_out
from onecua_desk.ui.scans.offering import Offered, offered
from onecua_desk.ui.scans.showing import Showing
from onecua_desk.ui.scans.stack import Waiting
from onecua_desk.ui.scans.verbs import ScanVerbs
from onecua_desk.ui.scans.watching import Watching
from onecua_desk.ui.workplace import Workplace


class ScansPanel(QWidget):
    """``papers`` gives the lines of the checklist that pages may belong to.

    ``changed``: something to remember of the draft in front. ``files_kept``: the key of a draft and the files that it
    got, also when another one is in front by now. ``drop_asked``: with ``asks_to_drop``, a kept ``File`` that is to be
    dropped elsewhere (a dossier wants a reason). ``closed``: the official is done here.
    """

    files_kept = Signal(str, object)
    changed = Signal()
    drop_asked = Signal(object)
    closed = Signal()

    def __init__(
        self,
        workplace: Workplace,
        papers: Callable[[], Sequence[str]],
        *,
        asks_to_drop: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._place, self._papers = workplace, papers
        self._elsewhere: frozenset[Path] = frozenset()
        self.parts = Parts()
        self._contents = Contents(workplace.slow, papers, self)
        self.pile = self._contents.pile
        self._verbs = ScanVerbs(workplace, self.parts, self._contents, asks_to_drop, self)
        self._watching = Watching(self)
        self._showing = Showing(workplace, self.parts.compare, self)
        self.setAcceptDrops(True)
        lay_out(self, self.parts)
        self._connect()
        self._list_anew()

    @property
    def draft_key(self) -> str:
        """Of the draft (or dossier) in front."""
        return self._contents.key

    def files(self) -> tuple[File, ...]:
        """What is kept."""
        return self._contents.files

    def waiting(self) -> int:
        """How many pages are not kept yet."""
        return self.pile.count()

    def writing(self) -> bool:
        """Whether pages are being kept right now: the draft must wait for its file."""
        return self._verbs.keeping.writing

    def kept(self) -> dict[str, object]:
        """What a draft remembers of this panel."""
        return self._contents.kept()

    def show_draft(self, key: str, kept: Mapping[str, Any]) -> None:
        """The files and the waiting pages of another draft, with what was kept for it while it was away."""
        self._verbs.keeping.put_away(self._contents.show(key, kept))
        self.parts.notice.dismiss()
        self._list_anew()

    def end_draft(self, key: str) -> None:
        """The draft has ended: its pasted pictures go; pages of the scanner's folder will be offered again."""
        if key == self.draft_key:
            self._verbs.keeping.let_go(self.pile.paths())
            self.show_draft("", {})

    def show_files(self, files: Sequence[File]) -> None:
        """What is kept elsewhere, in a dossier; waiting pages stay."""
        self._contents.files = tuple(files)
        self._list_anew()

    def add(self, sources: Sequence[Source]) -> None:
        """Take pages in by hand."""
        for source in sources:
            if isinstance(source, Path):
                self.pile.take(source)
            else:
                self.pile.take(pasted.place(self._place.desk), source)

    def back(self) -> bool:
        """Esc: see the whole page again; false when the panel itself may be left."""
        zoomed = self.parts.compare.zoomed()
        self.parts.compare.zoom(0)
        return zoomed

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._place.tasks.run(partial(offered, self._place.desk, self.pile.paths()), self._watch)
        self.parts.treatment.offer(self._papers())
        self.parts.pages.setFocus(Qt.FocusReason.OtherFocusReason)
        self._list_anew()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._watching.stop()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.add(arrivals.carried(event.mimeData()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
        else:
            super().keyPressEvent(event)

    def _connect(self) -> None:
        parts, pile, verbs, keys = self.parts, self.pile, self._verbs, self._keys()
        parts.pages.moved.connect(self._show_entry)
        parts.pages.pressed_verb.connect(lambda name: keys[name]())
        parts.pages.numbered.connect(parts.treatment.choose_paper)
        parts.pages.panned.connect(parts.compare.pan)
        parts.treatment.treated.connect(lambda manner: self._with_page(pile.treat, manner))
        parts.treatment.split.connect(lambda kind: self._with_page(pile.split, kind))
        parts.treatment.sorted_in.connect(lambda paper, name: self._with_page(pile.sort_in, paper, name))
        parts.treatment.left.connect(parts.pages.setFocus)
        parts.treatment.closer.clicked.connect(lambda: parts.compare.zoom(1))
        parts.choose.clicked.connect(lambda: self.add(arrivals.chosen(self)))
        parts.paste.clicked.connect(self._paste)
        parts.done.clicked.connect(self.closed)
        parts.keep.clicked.connect(verbs.keep)
        parts.drop.clicked.connect(verbs.drop)
        parts.busy.cancelled.connect(pile.cancel)
        pile.changed.connect(self._remember)
        pile.ready.connect(lambda _page: self._list_anew())
        pile.refused.connect(lambda sentence: parts.notice.say(sentence, Tone.LATE))
        pile.preparing.counted.connect(self._count)
        verbs.changed.connect(self._remember)
        verbs.files_kept.connect(self.files_kept)
        verbs.drop_asked.connect(self.drop_asked)
        self._watching.found.connect(self._take_found)
        self._watching.lost.connect(lambda sentence: parts.notice.say(sentence, Tone.DUE))

    def _keys(self) -> dict[str, Callable[[], object]]:
        compare, treatment = self.parts.compare, self.parts.treatment
        return {
            "keep": self._verbs.keep,
            "drop": self._verbs.drop,
            "kind": treatment.change_kind,
            "turn": treatment.turn_on,
            "crop": treatment.change_crop,
            "closer": lambda: compare.zoom(1),
            "wider": lambda: compare.zoom(-1 if compare.zoomed() else 0),
            "next": lambda: self._showing.step(1),
            "previous": lambda: self._showing.step(-1),
        }

    def _with_page(self, act: Callable[..., object], *chosen: object) -> None:
        page = self.parts.pages.current()
        if isinstance(page, Waiting):
            act(page, *chosen)

    def _watch(self, found: Offered) -> None:
        if self.isVisible():  # and was not left again before the answer came
            self._elsewhere = found.elsewhere
            self._watching.start(found.watch)

    def _take_found(self, paths: Sequence[Path]) -> None:
        """From the scanner's folder, for who is in front; what waits already, here or elsewhere, is not taken twice."""
        if self.isVisible():
            self.add([path for path in paths if path not in self._elsewhere | self.pile.paths()])

    def _remember(self, select: object = None) -> None:
        self._list_anew(select)
        self.changed.emit()

    def _list_anew(self, select: object = None) -> None:
        shown, files = self.parts.pages, self.files()
        shown.show_entries(self.pile.pages(), files, select or shown.current())
        self.parts.counts.setText(words.counts(self.waiting(), files))

    def _show_entry(self, entry: Waiting | File | None) -> None:
        page = entry if isinstance(entry, Waiting) else None
        self._showing.show(entry)
        self.parts.treatment.show_page(page)
        self.parts.treatment.setVisible(page is not None)
        self.parts.keep.setVisible(page is not None)
        self.parts.drop.setVisible(entry is not None)
        self.parts.keep.setText(words.keep_verb(self.pile.group(page)) if page else "Lưu")

    def _count(self, done: int, total: int) -> None:
        if not total:
            self.parts.busy.stop()
            return
        if done == 0:
            self.parts.busy.start("Đang làm thẳng, cắt mép và nén…", cancellable=True)
        self.parts.busy.progress(done, total)

    def _paste(self) -> None:
        found = arrivals.carried(QGuiApplication.clipboard().mimeData())
        self.add(found)
        if not found:
            self.parts.notice.say("Không có ảnh hay tệp nào để dán. Hãy chép ảnh rồi dán lại.", Tone.DUE)
