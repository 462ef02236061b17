"""One round of results for the post: label after label, then the list on paper."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from onecua_desk.domain.consignment import consignment_warning
from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.numbering import is_dossier_code
from onecua_desk.domain.standing import Tone
from onecua_desk.errors import UserError
from onecua_desk.services import post
from onecua_desk.services.desk import Done
from onecua_desk.services.post import Mail
from onecua_desk.ui.handback.post_page import PostPage
from onecua_desk.ui.tasks import Latest
from onecua_desk.ui.workplace import PutOut, Workplace


class PostRound(QObject):
    """``sent``: the ``Done`` of what went; ``told``: a sentence and its tone; ``taken``: the scan box is free again.

    ``needs_more``: a dossier's id and the label that was scanned for it, where the fee must be asked for first or the
    label looks wrong.
    """

    sent = Signal(object)
    told = Signal(str, object)
    taken = Signal()
    needs_more = Signal(object, str)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._place, self._reads = workplace, Latest(workplace.tasks)
        self.page = PostPage(workplace.tasks)
        self.writing = False
        self.page.printed.connect(self.print_list)

    def read(self) -> None:
        """Show what waits and what went, as it is now."""
        desk = self._place.desk
        self._reads.run(lambda: post.mail(desk, desk.now().date()), self._show)

    def scan(self, text: str) -> None:
        """A slip moves the mark; anything else is the number on the label of the marked line."""
        dossier = self.page.marked()
        if is_dossier_code(text.upper()):
            if self.page.mark_dossier(text.upper()):
                self.taken.emit()
            else:
                self.told.emit(f"Hồ sơ {text} không chờ gửi bưu chính.", Tone.DUE)
        elif dossier is None:
            self.told.emit("Không có kết quả nào chờ gửi bưu chính.", Tone.DUE)
        elif dossier.owed or consignment_warning(text):  # said again at its input
            self.taken.emit()
            self.needs_more.emit(dossier.id, text)
        elif not self.writing:
            self._send(dossier, text)

    def print_list(self) -> None:
        """The list of the day on paper."""
        place = self._place

        def work() -> PutOut:
            return place.print_paper(post.day_list(place.desk, place.official, place.desk.now().date()))

        place.tasks.run(work, self._printed, self._failed)

    def _send(self, dossier: Dossier, number: str) -> None:
        desk, official = self._place.desk, self._place.official
        self.writing = True
        self._place.tasks.run(lambda: post.send(desk, official, dossier.id, number), self._sent, self._failed)

    def _sent(self, done: Done[Dossier]) -> None:
        self.writing = False
        self.taken.emit()
        self.sent.emit(done)

    def _printed(self, out: PutOut) -> None:
        self.told.emit(f"Đã {'lưu' if out.file else 'in'} bảng kê: {out.words()}.", Tone.OK)

    def _failed(self, error: Exception) -> None:
        self.writing = False
        if not isinstance(error, UserError):
            raise error
        self.told.emit(str(error), Tone.DUE)

    def _show(self, mail: Mail) -> None:
        self.page.show_mail(mail)
