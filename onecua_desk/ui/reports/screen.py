"""The place *Sổ và báo cáo*: which page, which period, and the verbs of the page in front."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from onecua_desk.domain.report import Period
from onecua_desk.domain.standing import Tone
from onecua_desk.errors import UserError
from onecua_desk.services import reports
from onecua_desk.ui.reports.file_work import FileWork
from onecua_desk.ui.reports.page import Page
from onecua_desk.ui.reports.pages import REPORT, TITLES, build
from onecua_desk.ui.reports.period_bar import PeriodBar
from onecua_desk.ui.reports.report_page import ReportPage
from onecua_desk.ui.screen import Screen
from onecua_desk.ui.theme import current
from onecua_desk.ui.widgets.busy import Busy
from onecua_desk.ui.widgets.buttons import KeyButton, Kind
from onecua_desk.ui.widgets.chips import ChipBar
from onecua_desk.ui.widgets.notice import Notice
from onecua_desk.ui.widgets.pages import Pages
from onecua_desk.ui.widgets.presence import set_present
from onecua_desk.ui.workplace import Workplace

_LOW = 480
"""Px at type scale 1 below which the lines move together."""
_MADE = "Trang này tự lập khi mở và khi đổi kỳ; F8 chỉ dùng ở Sổ theo dõi và Niêm yết."
_COMPLETING = "Đang dựng số liệu báo cáo của hồ sơ cũ; việc khác vẫn làm được…"
_NOT_COMPLETED = "Đã dừng dựng số liệu; phần đã dựng được giữ, xong hết mới xem được báo cáo."


class ReportsScreen(Screen):
    """``dossier_wanted``: show the dossier of this id."""

    dossier_wanted = Signal(object)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = workplace
        self._ready = False
        self.tabs, self.notice, self.busy = ChipBar(), Notice(), Busy()
        self.work = FileWork(workplace, self.busy, self.notice, self)
        self.bar = PeriodBar(workplace.desk.now().date())
        self.save_button, self.print_button = KeyButton("", "Ctrl+S"), KeyButton("", "F12", Kind.MAIN)
        self.report = ReportPage(workplace, self.work)  # the first that is looked at
        self.pages: dict[str, Page] = {}
        self._stack = Pages()
        self._top, self._verbs = QBoxLayout(QBoxLayout.Direction.LeftToRight), QHBoxLayout()
        self._column = QVBoxLayout(self)
        self._lay_out()
        self._connect()
        self._turn_page(REPORT)

    def shown(self) -> None:
        """The first time, and after an upgrade, what reports count may have to be worked out first."""
        self.bar.turn_to(self._place.desk.now().date())
        desk = self._place.desk
        if self._ready:
            self._read()
        elif not self.work.going():
            self.work.run(
                _COMPLETING, lambda told, stopped: reports.complete(desk, told, stopped), self.completed, self._fail
            )

    def refresh(self, changes: object) -> None:
        if self.isVisible() and self._ready:
            self._read()

    def main_verb(self) -> None:
        if not self.print_button.isVisible():
            instead = "; Ctrl+S để lưu tệp" if self.page().save_words else ""
            self.notice.say(f"Trang này không có bản in{instead}.", Tone.DUE)
        elif self._take_period():
            self.page().print_it()

    def back(self) -> bool:
        return self.work.stop() or self.page().back()

    def writing(self) -> bool:
        return self.work.going()

    def leaving(self) -> None:
        self.work.stop()

    def first_focus(self) -> QWidget | None:
        return self.page().first_focus() or self.tabs

    def page(self) -> Page:
        """The one in front."""
        return self.pages[self.tabs.selected()]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_lines()
        self._column.setSpacing(6 if self.height() < current().px(_LOW) else 10)

    def _share_lines(self) -> None:
        """Tabs and verbs on one line where they fit; with large type the verbs stand below, beside what a line is."""
        verbs = self.save_button.sizeHint().width() + self.print_button.sizeHint().width()
        narrow = self.tabs.sizeHint().width() + verbs + 3 * self._top.spacing() > self.width()
        self._top.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        if narrow:
            self._verbs.insertWidget(0, self.report.by)
        else:
            self.bar.add(self.report.by)

    def completed(self, whole: bool) -> None:
        """Reports can be read; or it was stopped, and what is done so far stays done."""
        self._ready = whole
        if whole:
            self._read()
        else:
            self.notice.say(_NOT_COMPLETED, Tone.DUE, [("Dựng tiếp", self.shown)])

    def _page(self, name: str) -> Page:
        """Made when it is first looked at."""
        if name not in self.pages:
            page = self.report if name == REPORT else build(name, self._place, self.work)
            page.dossier_wanted.connect(self.dossier_wanted)
            page.period_refused.connect(self._fail)
            self._stack.addWidget(page)
            self.pages[name] = page
        return self.pages[name]

    def _turn_page(self, name: str) -> None:
        page = self._page(name)
        self._stack.setCurrentWidget(page)
        set_present(self.bar, page.dated)
        self._f8.setEnabled(not page.made_when_asked())  # its own button has the key
        set_present(self.report.by, name == REPORT)
        for button, words in ((self.save_button, page.save_words), (self.print_button, page.print_words)):
            button.setText(words)
            set_present(button, bool(words))
        self._share_lines()
        if self._ready:
            self.notice.dismiss()  # what was said of the page before
            self._read()

    def _leaf(self, step: int) -> None:
        """To the page beside this one, from wherever the keyboard is."""
        names = list(TITLES)
        self.tabs.select(names[(names.index(self.tabs.selected()) + step) % len(names)])
        (self.page().first_focus() or self.tabs).setFocus(Qt.FocusReason.TabFocusReason)

    def _read(self) -> None:
        self.page().show_period(self.bar.period())

    def _save(self) -> None:
        if self._take_period():
            self.page().save_it()

    def _take_period(self) -> bool:
        """Whether the dates that are typed are those of what is shown."""
        before = self.bar.period()
        if not self._ready or not self.bar.take():
            return False
        turned = self.bar.period() != before
        if turned:
            self.notice.say("Đã chuyển sang kỳ vừa nhập; hãy xem rồi bấm lại.", Tone.DUE)
        return not turned

    def _change_period(self, period: Period) -> None:
        self.notice.dismiss()
        if self._ready:
            self._read()

    def _fail(self, error: Exception) -> None:
        """About the dates it stands at them, else above."""
        if not (isinstance(error, UserError) and self.bar.show_error(error)):
            self.work.tell(error)

    def _connect(self) -> None:
        self.tabs.chosen.connect(self._turn_page)
        self.bar.changed.connect(self._change_period)
        self.save_button.clicked.connect(self._save)
        self.print_button.clicked.connect(self.main_verb)
        self._f8 = QShortcut(QKeySequence("F8"), self)
        self._f8.activated.connect(lambda: self.notice.say(_MADE, Tone.DUE))
        for key, step in (("Ctrl+Tab", 1), ("Ctrl+Shift+Tab", -1)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(partial(self._leaf, step))

    def _lay_out(self) -> None:
        for name, title in TITLES.items():
            self.tabs.add(name, title)
        column = self._column
        self._top.setSpacing(8)
        self._verbs.setContentsMargins(0, 0, 0, 0)
        self._verbs.setSpacing(8)
        self._top.addWidget(self.tabs, 1, Qt.AlignmentFlag.AlignVCenter)
        self._top.addLayout(self._verbs)
        self._verbs.addStretch(1)
        for button in (self.save_button, self.print_button):
            self._verbs.addWidget(button)
        self._share_lines()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(self._top)
        for widget in (self.bar, self.notice, self.busy):
            column.addWidget(widget)
        column.addWidget(self._stack, 1)
