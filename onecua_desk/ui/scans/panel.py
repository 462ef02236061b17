"""Quét giấy tờ: pages as they come beside how they will be kept, sorted to their papers and kept by Enter."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
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
from onecua_desk.errors import UserError
from onecua_desk.services import scan_folder
from onecua_desk.services.scans import Source
from onecua_desk.ui.scans import arrivals, card_question, words
from onecua_desk.ui.scans.keeping import Keeping
from onecua_desk.ui.scans.layout import Parts, lay_out
from onecua_desk.ui.scans.pile import Pile
from onecua_desk.ui.scans.showing import Showing
from onecua_desk.ui.scans.stack import Waiting
from onecua_desk.ui.scans.watching import Watching
from onecua_desk.ui.workplace import Workplace


class ScansPanel(QWidget):
    """``papers`` gives the lines of the checklist that pages may belong to.

    ``files_changed``: the kept files, as a tuple, after one was kept or dropped. ``changed``: something to remember.
    ``drop_asked``: with ``asks_to_drop``, a kept ``File`` that is to be dropped elsewhere (a dossier wants a reason).
    ``closed``: the official is done here.
    """

    files_changed = Signal(object)
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
        self._place, self._papers, self._asks_to_drop = workplace, papers, asks_to_drop
        self._files: tuple[File, ...] = ()
        self.parts = Parts()
        self.pile = Pile(workplace.slow, self._next_paper, self)
        self.keeping, self.watching = Keeping(workplace, self), Watching(self)
        self._showing = Showing(workplace, self.parts.compare, self)
        self.setAcceptDrops(True)
        lay_out(self, self.parts)
        self._connect()
        self._list_anew()

    def files(self) -> tuple[File, ...]:
        """What is kept."""
        return self._files

    def waiting(self) -> int:
        """How many pages are not kept yet."""
        return len(self.pile.pages())

    def kept(self) -> dict[str, object]:
        """What a draft remembers of this panel."""
        return {"files": [asdict(file) for file in self._files], "waiting": self.pile.kept()}

    def restore(self, kept: Mapping[str, Any]) -> None:
        """The files and the waiting pages of another draft."""
        self._files = tuple(file for one in kept.get("files", ()) if (file := _file(one)) is not None)
        self.pile.restore(kept.get("waiting", ()))
        self.parts.notice.dismiss()
        self._list_anew()
        self.changed.emit()

    def clear(self) -> None:
        """Ready for the next citizen: pages of the scanner's folder that were not kept are offered again."""
        for page in self.pile.pages():
            if (path := page.path()) is not None:
                self.watching.forget(path)
        self.restore({})

    def show_files(self, files: Sequence[File]) -> None:
        """What is kept elsewhere, in a dossier; waiting pages stay."""
        self._files = tuple(files)
        self._list_anew()

    def add(self, sources: Sequence[Source]) -> None:
        """Take pages in, by hand or from the folder."""
        for source in sources:
            self.pile.preparing.take(source)

    def back(self) -> bool:
        """Esc: see the whole page again; false when the panel itself may be left."""
        zoomed = self.parts.compare.zoomed()
        self.parts.compare.zoom(0)
        return zoomed

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        store = self._place.desk.store
        self._place.tasks.run(lambda: scan_folder.watch(store), self.watching.start)
        self.parts.treatment.offer(self._papers())
        self.parts.pages.setFocus(Qt.FocusReason.OtherFocusReason)
        self._list_anew()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.watching.stop()

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
        parts, verbs = self.parts, self._verbs()
        parts.pages.moved.connect(self._show_entry)
        parts.pages.pressed_verb.connect(lambda name: verbs[name]())
        parts.pages.numbered.connect(parts.treatment.choose_paper)
        parts.pages.panned.connect(parts.compare.pan)
        parts.treatment.treated.connect(lambda manner: self._with_page(self.pile.treat, manner))
        parts.treatment.split.connect(lambda kind: self._with_page(self.pile.split, kind))
        parts.treatment.sorted_in.connect(lambda paper, name: self._with_page(self.pile.sort_in, paper, name))
        parts.treatment.left.connect(parts.pages.setFocus)
        parts.treatment.closer.clicked.connect(lambda: parts.compare.zoom(1))
        parts.choose.clicked.connect(lambda: self.add(arrivals.chosen(self)))
        parts.paste.clicked.connect(self._paste)
        parts.done.clicked.connect(self.closed)
        parts.keep.clicked.connect(self._keep)
        parts.drop.clicked.connect(self._drop)
        parts.busy.cancelled.connect(self.pile.cancel)
        self.pile.changed.connect(self._remember)
        self.pile.ready.connect(lambda _page: self._list_anew())
        self.pile.preparing.refused.connect(lambda sentence: parts.notice.say(sentence, Tone.LATE))
        self.pile.preparing.counted.connect(self._count)
        self.keeping.kept.connect(self._take_file)
        self.keeping.card_seen.connect(self._ask_about_card)
        self.keeping.failed.connect(self._fail)
        self.watching.found.connect(self.add)
        self.watching.lost.connect(lambda sentence: parts.notice.say(sentence, Tone.DUE))

    def _verbs(self) -> dict[str, Callable[[], object]]:
        compare, treatment = self.parts.compare, self.parts.treatment
        return {
            "keep": self._keep,
            "drop": self._drop,
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

    def _next_paper(self) -> str:
        """The first line of the checklist that has no file yet."""
        kept = {file.paper for file in self._files}
        return next((paper for paper in self._papers() if paper not in kept), "")

    def _keep(self) -> None:
        page = self.parts.pages.current()
        if not isinstance(page, Waiting):
            return
        group = self.pile.group(page)
        if page.fault:
            self.parts.notice.say(f"Trang này không lưu được. {page.fault}", Tone.LATE)
        elif all(one.ready() for one in group):
            self.keeping.keep(group)
        else:
            self.parts.notice.say("Còn trang đang xử lý; đợi một giây rồi bấm lại Enter.", Tone.DUE)

    def _ask_about_card(self, pages: Sequence[Waiting]) -> None:
        cards = [page for page in pages if page.candidate and page.candidate.like_card]

        def leave_out() -> None:
            self.keeping.pass_over(self.pile.take_out(cards))
            self.parts.notice.say("Không giữ ảnh thẻ. Tệp gốc của máy quét vẫn còn; hãy xóa nếu không cần.")
            self.parts.pages.setFocus()

        def keep(card: bool) -> None:
            self.parts.notice.dismiss()
            self.keeping.keep(pages, identity_card=card)

        card_question.ask(self.parts.notice, leave_out, keep)

    def _take_file(self, file: File, pages: Sequence[Waiting]) -> None:
        if file not in self._files:
            self._files = (*self._files, file)
        self.keeping.put_away(self.pile.take_out(pages))
        self.parts.notice.say(f"Đã lưu «{file.name}»: {words.file_state(file)}.")
        self.parts.pages.setFocus()
        self.files_changed.emit(self._files)

    def _drop(self) -> None:
        entry = self.parts.pages.current()
        if isinstance(entry, Waiting):
            self.keeping.pass_over(self.pile.take_out([entry]))
            self.parts.notice.say("Đã bỏ một trang khỏi danh sách; tệp gốc vẫn còn.", Tone.OK)
        elif isinstance(entry, File) and self._asks_to_drop:
            self.drop_asked.emit(entry)
        elif isinstance(entry, File):
            before = self._files
            self._set_files(tuple(file for file in before if file is not entry))
            undo = [("Lấy lại", lambda: self._set_files(before))]
            self.parts.notice.say(f"Đã bỏ «{entry.name}» khỏi hồ sơ.", Tone.DUE, undo)

    def _set_files(self, files: tuple[File, ...]) -> None:
        self._files = files
        self.parts.notice.dismiss()
        self._remember(None)
        self.files_changed.emit(files)

    def _remember(self, select: object) -> None:
        self._list_anew(select)
        self.changed.emit()

    def _list_anew(self, select: object = None) -> None:
        pages, shown = self.pile.pages(), self.parts.pages
        shown.show_entries(pages, self._files, select or shown.current())
        self.parts.counts.setText(words.counts(len(pages), self._files))

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

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self.parts.notice.say(str(error), Tone.LATE)


def _file(words_: Mapping[str, Any]) -> File | None:
    try:
        return File(**words_)
    except (TypeError, UserError):  # written by another version
        return None
