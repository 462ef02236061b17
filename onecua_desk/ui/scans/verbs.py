"""Lưu and Bỏ: what Enter and Del do with the entry on show, and what is said of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from onecua_desk.domain.file import File
from onecua_desk.domain.standing import Tone
from onecua_desk.errors import UserError
from onecua_desk.services import pasted
from onecua_desk.ui.scans import card_question, words
from onecua_desk.ui.scans.contents import Contents
from onecua_desk.ui.scans.keeping import Keeping
from onecua_desk.ui.scans.layout import Parts
from onecua_desk.ui.scans.stack import Waiting
from onecua_desk.ui.workplace import Workplace


class ScanVerbs(QObject):
    """``files_kept``: the key of a draft and the files that it got. ``changed``: the kept files are other ones.

    ``drop_asked``: with ``asks_to_drop``, a kept ``File`` that is to be dropped elsewhere (a dossier wants a reason).
    """

    files_kept = Signal(str, object)
    changed = Signal()
    drop_asked = Signal(object)

    def __init__(
        self, workplace: Workplace, parts: Parts, contents: Contents, asks_to_drop: bool, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._parts, self._contents = workplace.desk, parts, contents
        self._asks_to_drop = asks_to_drop
        self.keeping = Keeping(workplace, self)
        self.keeping.kept.connect(self._take_file)
        self.keeping.card_seen.connect(self._ask_about_card)
        self.keeping.failed.connect(self._fail)

    def keep(self) -> None:
        """The page on show, with those that become one file with it; one that could not be read is tried again."""
        page = self._parts.pages.current()
        if not isinstance(page, Waiting) or self.keeping.writing:
            return
        pile = self._contents.pile
        group = pile.group(page)
        if page.fault:
            self._parts.notice.say(f"Trang này không lưu được. {page.fault}", Tone.LATE)
            pile.treat(page, page.manner)
        elif all(one.ready() for one in group):
            self.keeping.keep(self._contents.key, group)
        else:
            self._parts.notice.say("Còn trang đang xử lý; đợi một giây rồi bấm lại Enter.", Tone.DUE)

    def drop(self) -> None:
        entry = self._parts.pages.current()
        if isinstance(entry, Waiting) and self.keeping.writing:
            self._parts.notice.say("Đang lưu; đợi một giây rồi bấm lại Del.", Tone.DUE)
        elif isinstance(entry, Waiting):
            stays = "; tệp gốc vẫn còn" if self._stay([entry]) else ""
            self._leave_out([entry])
            self._parts.notice.say(f"Đã bỏ một trang khỏi danh sách{stays}.", Tone.OK)
        elif isinstance(entry, File) and self._asks_to_drop:
            self.drop_asked.emit(entry)
        elif isinstance(entry, File):
            before = self._contents.files
            self._set_files(tuple(file for file in before if file is not entry))
            undo = [("Lấy lại", lambda: self._set_files(before))]
            self._parts.notice.say(f"Đã bỏ «{entry.name}» khỏi hồ sơ.", Tone.DUE, undo)

    def _set_files(self, files: tuple[File, ...]) -> None:
        self._contents.files = files
        self._parts.notice.dismiss()
        self.changed.emit()

    def _ask_about_card(self, pages: Sequence[Waiting]) -> None:
        key = self._contents.key
        cards = [page for page in pages if page.candidate and page.candidate.like_card]

        def leave_out() -> None:
            stays = " Tệp gốc của máy quét vẫn còn; hãy xóa nếu không cần." if self._stay(cards) else ""
            self._leave_out(cards)
            self._parts.notice.say(f"Không giữ ảnh thẻ.{stays}")
            self._parts.pages.setFocus()

        def keep(card: bool) -> None:
            self._parts.notice.dismiss()
            self.keeping.keep(key, pages, identity_card=card)

        card_question.ask(self._parts.notice, leave_out, keep)

    def _take_file(self, key: str, file: File, pages: Sequence[Waiting]) -> None:
        gone = self._contents.take_file(key, file, pages)
        if gone is not None:
            self.keeping.put_away(gone)
            self._parts.notice.say(f"Đã lưu «{file.name}»: {words.file_state(file)}.")
            self._parts.pages.setFocus()
        self.files_kept.emit(key, (file,))

    def _leave_out(self, pages: Sequence[Waiting]) -> None:
        self.keeping.pass_over(self._contents.pile.take_out(pages))

    def _stay(self, pages: Sequence[Waiting]) -> bool:
        """Whether the files of ``pages`` are the citizen's or the scanner's, which nobody here takes away."""
        return not all(pasted.holds(self._desk, page.path()) for page in pages)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self._parts.notice.say(str(error), Tone.LATE)
