"""One round of results for the post: label after label, then the list on paper."""

from __future__ import annotations

from collections import deque

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
    label looks wrong. What is scanned while a label is being written waits: it is meant for the line that comes next.
    """

    sent = Signal(object)
    told = Signal(str, object)
    taken = Signal()
    needs_more = Signal(object, str)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._place, self._reads = workplace, Latest(workplace.tasks)
        self._scans: deque[str] = deque()
        self._sending = self._behind = self._printing = False
        self.page = PostPage()
        self.page.printed.connect(self.print_list)

    def read(self) -> None:
        """Show what waits and what went, as it is now."""
        self.page.prepare()
        desk = self._place.desk
        self._reads.run(lambda: post.mail(desk, desk.now().date()), self._show, self._not_read)

    def scan(self, text: str) -> None:
        """A slip moves the mark; anything else is the number on the label of the marked line."""
        if self._behind:
            self._scans.append(text)
            self.taken.emit()
        else:
            self._take(text)

    def print_list(self) -> None:
        """The list of the day on paper, one at a time."""
        if self.writing():
            self.told.emit("Nhãn vừa quét đang được ghi; hãy bấm F12 lại.", Tone.DUE)
        elif not self._printing:
            self._print()

    def _print(self) -> None:
        place = self._place

        def work() -> PutOut:
            return place.print_paper(post.day_list(place.desk, place.official, place.desk.now().date()))

        self._printing = True
        place.printing.run(work, self._printed, self._not_printed)

    def writing(self) -> bool:
        """Whether a label that was scanned is not on the disk yet."""
        return self._sending or bool(self._scans)

    def give_up_scans(self) -> None:
        """Forget what waits, and say so; what is being written is written."""
        if self._scans:
            self._say("")

    def _take(self, text: str) -> None:
        dossier = self.page.marked()
        if is_dossier_code(text.upper()):
            self._move_mark(text.upper())
        elif dossier is None:
            self._say("Không có kết quả nào chờ gửi bưu chính.")
        elif dossier.owed or consignment_warning(text):  # said again at its input
            self.taken.emit()
            self.give_up_scans()
            self.needs_more.emit(dossier.id, text)
        else:
            self._send(dossier, text)

    def _move_mark(self, code: str) -> None:
        if self.page.mark_dossier(code):
            self.taken.emit()
        else:
            self._say(f"Hồ sơ {code} không chờ gửi bưu chính.")

    def _send(self, dossier: Dossier, number: str) -> None:
        desk, official = self._place.desk, self._place.official
        self._sending = self._behind = True
        self._place.tasks.run(lambda: post.send(desk, official, dossier.id, number), self._sent, self._not_sent)

    def _sent(self, done: Done[Dossier]) -> None:
        self._sending = False
        self.taken.emit()
        self.sent.emit(done)
        self.read()  # the mark moves with it, before the next label is taken

    def _not_sent(self, error: Exception) -> None:
        self._sending = False
        self._stop(error)

    def _not_read(self, error: Exception) -> None:
        if not self._sending:
            self._stop(error)

    def _stop(self, error: Exception) -> None:
        """The next label is for the line that stays marked: what was scanned meanwhile was meant for another one."""
        self._behind = False
        if not isinstance(error, UserError):
            self._scans.clear()
            raise error
        self._say(str(error))

    def _say(self, sentence: str) -> None:
        """What is wrong; the scans that wait were made without knowing it."""
        lost = f"Chưa ghi {', '.join(self._scans)}: hãy quét lại." if self._scans else ""
        self._scans.clear()
        self.told.emit(f"{sentence} {lost}".strip(), Tone.DUE)

    def _printed(self, out: PutOut) -> None:
        self._printing = False
        self.told.emit(out.told("bảng kê"), Tone.OK)

    def _not_printed(self, error: Exception) -> None:
        self._printing = False
        if not isinstance(error, UserError):
            raise error
        self.told.emit(str(error), Tone.DUE)

    def _show(self, mail: Mail) -> None:
        self.page.show_mail(mail)
        if self._sending:
            return
        self._behind = False
        while self._scans and not self._behind:
            self._take(self._scans.popleft())
