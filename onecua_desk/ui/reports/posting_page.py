"""Niêm yết: the procedures with their papers, limits and fees, as a booklet to leaf through or a board to hang up."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QWidget

from onecua_desk.domain.fees import grouped
from onecua_desk.domain.posting import PostedField
from onecua_desk.domain.report import Period
from onecua_desk.errors import UserError
from onecua_desk.services import postings
from onecua_desk.services.postings import Choice, Extent, Shape
from onecua_desk.ui.reports.field_list import FieldList
from onecua_desk.ui.reports.file_work import FileWork, Stop, Told, Write
from onecua_desk.ui.reports.paper_page import PaperPage
from onecua_desk.ui.tasks import Latest
from onecua_desk.ui.theme import mark
from onecua_desk.ui.widgets.buttons import KeyButton, Kind
from onecua_desk.ui.widgets.field import Field
from onecua_desk.ui.widgets.keyed import KeyRadio
from onecua_desk.ui.workplace import Workplace

_SHEETS = {Shape.BOOKLET: "trang A4", Shape.BOARD: "tờ A3"}


class PostingPage(PaperPage):
    """As the catalogue stands today. What was chosen last is chosen again."""

    print_words = "In niêm yết"
    title, what = "Niêm yết thủ tục hành chính", "bản niêm yết"
    about = "Danh mục thủ tục đang áp dụng hôm nay, xếp theo lĩnh vực: giấy tờ, thời hạn, phí, lệ phí."
    dated = False

    def __init__(self, workplace: Workplace, work: FileWork, parent: QWidget | None = None) -> None:
        self.booklet = KeyRadio("Tập A4 đặt tại quầy", "Alt+A")
        self.board = KeyRadio("Bảng A3 ngang treo tường", "Alt+B")
        self.booklet.setChecked(True)
        self.fields, self.extent = FieldList(), QLabel()
        self.every = KeyButton("Niêm yết tất cả", "Alt+T", Kind.QUIET)
        super().__init__(workplace, work, parent)
        self._day = workplace.desk.now().date()
        self._offered: Sequence[PostedField] | None = None
        self._reads, self._measures = Latest(workplace.slow), Latest(workplace.slow)
        self._connect()

    def choices(self) -> list[QWidget]:
        chosen = Field("Lĩnh vực (Alt+L); bỏ trống là tất cả", self.fields)
        mark(self.extent, "role", "strong")
        self.extent.setWordWrap(True)
        return [self.booklet, self.board, chosen, self.every, self.extent]

    def first_focus(self) -> QWidget:
        return self.booklet if self.booklet.isChecked() else self.board

    def show_period(self, period: Period) -> None:
        """The catalogue is read again, whatever the period; what was chosen last only the first time."""
        desk, day = self._place.desk, self._place.desk.now().date()
        self._reads.run(lambda: (postings.read(desk), postings.fields(desk, day)), self._offer, self.failed)

    def choice(self) -> Choice:
        return Choice(Shape.BOOKLET if self.booklet.isChecked() else Shape.BOARD, self.fields.ticked())

    def paper_title(self) -> str:
        return postings.title(self.choice(), self._day)

    def wanted(self) -> object:
        return self.choice(), self._day

    def writer(self) -> Write:
        desk, choice, day = self._place.desk, self.choice(), self._day

        def write(path: Path, told: Told, stopped: Stop) -> str:
            written = postings.write(desk, choice, day, path, told, stopped)
            return f"Bản niêm yết có {_words(choice, written)}." if written else ""

        return write

    def _offer(self, found: tuple[Choice, Sequence[PostedField]]) -> None:
        last, offered = found
        today, first = self._place.desk.now().date(), self._offered is None
        if offered == self._offered and today == self._day:
            return
        self._offered, self._day = offered, today
        if first:
            with QSignalBlocker(self.booklet):  # it is remembered already, with fields that are not ticked here yet
                (self.booklet if last.shape is Shape.BOOKLET else self.board).setChecked(True)
        self.fields.show_fields(offered, last.fields if first else self.fields.ticked())
        self._measure()

    def _change(self) -> None:
        desk, choice = self._place.desk, self.choice()
        self._place.tasks.run(lambda: postings.keep(desk, choice), lambda _: None)
        self._measure()

    def _measure(self) -> None:
        """How many pages it will have is said before any of them is made."""
        desk, choice, day = self._place.desk, self.choice(), self._day
        self.every.setEnabled(bool(choice.fields))
        self._show("", b"")
        self.extent.setText("Đang tính số trang…")
        self._measures.run(
            lambda: postings.measure(desk, choice, day),
            lambda extent: self.extent.setText(f"Sẽ có {_words(choice, extent)}."),
            self._not_measured,
        )

    def _not_measured(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self.extent.setText(str(error))

    def _connect(self) -> None:
        self.booklet.toggled.connect(self._change)
        self.fields.changed.connect(self._change)
        self.every.clicked.connect(self.fields.clear_ticks)
        QShortcut(QKeySequence("Alt+L"), self).activated.connect(
            lambda: self.fields.setFocus(Qt.FocusReason.ShortcutFocusReason)
        )


def _words(choice: Choice, extent: Extent) -> str:
    """``"433 thủ tục, 67 lĩnh vực, 145 trang A4"``."""
    size = f"{grouped(extent.procedures)} thủ tục, {grouped(extent.fields)} lĩnh vực"
    return f"{size}, {grouped(extent.pages)} {_SHEETS[choice.shape]}"
