"""Chốt ngày: what the desk wrote on a day beside what the level above has, closed and printed with one key."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from onecua_desk.domain.day_compare import Difference
from onecua_desk.domain.day_lines import lines
from onecua_desk.domain.numbering import is_dossier_code
from onecua_desk.domain.standing import Tone
from onecua_desk.errors import UserError
from onecua_desk.services import day_close, day_look, day_paper
from onecua_desk.services.day_look import DayState, Look
from onecua_desk.services.desk import Done
from onecua_desk.ui.day_close.outcome import Outcome
from onecua_desk.ui.day_close.tables import DifferencesTable, LinesTable
from onecua_desk.ui.intake.date_edit import DateEdit
from onecua_desk.ui.paged_view import TableCard
from onecua_desk.ui.screen import Screen
from onecua_desk.ui.tasks import Latest
from onecua_desk.ui.widgets.buttons import KeyButton
from onecua_desk.ui.widgets.empty import EmptyState
from onecua_desk.ui.widgets.field import Field
from onecua_desk.ui.widgets.notice import Notice
from onecua_desk.ui.widgets.presence import set_present
from onecua_desk.ui.workplace import PutOut, Workplace

_DAY = timedelta(days=1)


class DayCloseScreen(Screen):
    """``dossier_wanted``: show the dossier of this id. Shows today until another day is chosen, which stays."""

    dossier_wanted = Signal(object)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place, self._reads = workplace, Latest(workplace.tasks)
        self._day = self._today = workplace.desk.now().date()
        self._look: Look | None = None
        self._working = False
        self.notice, self.lines, self.differences, self.outcome = Notice(), LinesTable(), DifferencesTable(), Outcome()
        self.day_edit = DateEdit()
        self.before, self.after = KeyButton("Hôm trước", "Alt+Left"), KeyButton("Hôm sau", "Alt+Right")
        self._day_field = Field("Ngày", self.day_edit)
        self.advice = QLabel()
        self._apart = _below(TableCard(self.differences, EmptyState("Không có hồ sơ nào lệch.")), self.advice)
        self._lay_out()
        self._connect()
        self.day_edit.set_value(self._day)

    def shown(self) -> None:
        today = self._place.desk.now().date()
        turned, self._today = today != self._today, today
        if turned:
            self._go_to(today)
        else:
            self._read()

    def refresh(self, changes: object) -> None:
        if self.isVisible():
            self._read()

    def first_focus(self) -> QWidget:
        return self.lines

    def main_verb(self) -> None:
        """Close the day where it is open, and print its page."""
        if self._working or not self._is_day_shown():
            return
        assert self._look is not None
        if self._look.state is DayState.CLOSED:
            self._print(self._look, "Đã in lại biên bản")
            return
        desk, official, day = self._place.desk, self._place.official, self._day
        self._work("Đang chốt ngày…")
        self._place.tasks.run(lambda: day_close.close(desk, official, day), self._closed, self._failed)

    def _ask(self) -> None:
        desk, day = self._place.desk, self._day
        if self._working or not self._is_day_shown():
            return

        def asked(_: None) -> None:
            self.notice.say("Sẽ đối soát ngay khi có đường truyền; kết quả hiện ở đây.")
            self._place.send_now()
            self._read()

        self._place.tasks.run(lambda: day_close.ask_again(desk, day), asked, self._failed)

    def _closed(self, done: Done[Look]) -> None:
        self._rest()
        self._place.announce(done.changes)
        self._place.send_now()
        self._show(done.value)
        day = f"{done.value.day:%d/%m/%Y}"
        self._print(
            done.value, f"Đã chốt ngày {day} và in biên bản", f"Ngày {day} đã chốt, nhưng chưa in được biên bản. "
        )

    def _print(self, look: Look, said: str, but: str = "") -> None:
        """``said``: what is told when it came out; ``but``: what was done all the same when it did not."""
        place = self._place

        def printed(out: PutOut) -> None:
            self._rest()
            self.notice.say(f"{said}: {out.words()}.")

        def failed(error: Exception) -> None:
            self._failed(UserError(f"{but}{error}") if isinstance(error, UserError) else error)

        self._work("Đang in biên bản…")
        place.printing.run(
            lambda: place.print_paper(day_paper.printout(place.desk, place.official, look)), printed, failed
        )

    def _failed(self, error: Exception) -> None:
        self._rest()
        if not isinstance(error, UserError):
            raise error
        self.notice.say(str(error), Tone.LATE)

    def _work(self, words: str) -> None:
        self._working = True
        self.outcome.work(words)

    def _rest(self) -> None:
        self._working = False
        self.outcome.rest()

    def _is_day_shown(self) -> bool:
        """Whether what is on screen is of the day on screen, which may just have been typed."""
        if not self._take_day():
            return False
        ready = self._look is not None and self._look.day == self._day
        if not ready:
            self.notice.say(f"Sổ ngày {self._day:%d/%m/%Y} còn đang đọc; hãy bấm lại.", Tone.DUE)
        return ready

    def _read(self) -> None:
        desk, day = self._place.desk, self._day
        self._reads.run(lambda: day_look.look(desk, day), self._show, self._failed)

    def _show(self, look: Look) -> None:
        self._look = look
        theirs = look.server.totals if look.server else None
        self.lines.show_lines(lines(look.own.totals, theirs, look.procedures))
        self.differences.show_differences(look.differences)
        set_present(self._apart, bool(look.differences))
        self.outcome.show_look(look)

    def _go_to(self, day: date) -> None:
        self._day = day
        self.day_edit.set_value(day)
        self.notice.dismiss()
        self._read()

    def _take_day(self) -> bool:
        """Go to the day that is typed; false where it is none."""
        day = self.day_edit.value()
        if day is None:
            self._day_field.set_error(self.day_edit.problem() or "Hãy nhập ngày.")
        elif day != self._day:
            self._go_to(day)
        return day is not None

    def _advise(self, one: Difference | None) -> None:
        self.advice.setText(f"{one.label}: {one.advice.value}" if one else "")

    def _open(self, one: Difference) -> None:
        if is_dossier_code(one.label):  # a fact that stands alone has no dossier to open
            self.dossier_wanted.emit(one.dossier)

    def _connect(self) -> None:
        self.day_edit.editingFinished.connect(self._take_day)
        self.before.clicked.connect(lambda: self._go_to(self._day - _DAY))
        self.after.clicked.connect(lambda: self._go_to(self._day + _DAY))
        self.outcome.pressed.connect(self.main_verb)
        self.outcome.asked.connect(self._ask)
        self.differences.opened.connect(self._open)
        self.differences.moved.connect(self._advise)

    def _lay_out(self) -> None:
        days, column, halves, left = QHBoxLayout(), QVBoxLayout(self), QHBoxLayout(), QVBoxLayout()
        self.day_edit.setMaximumWidth(140)
        for widget in (self.before, self._day_field, self.after):
            days.addWidget(widget, 0, Qt.AlignmentFlag.AlignBottom)
        days.addStretch(1)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        left.setSpacing(10)
        left.addWidget(TableCard(self.lines, EmptyState("Đang đọc sổ trong ngày…")), 3)
        left.addWidget(self._apart, 1)
        halves.setSpacing(14)
        halves.addLayout(left, 5)
        halves.addWidget(self.outcome, 3)
        column.addWidget(self.notice)
        column.addLayout(days)
        column.addLayout(halves, 1)


def _below(table: QWidget, advice: QLabel) -> QWidget:
    """The table, and under it what the chosen line asks for in full."""
    both = QWidget()
    column = QVBoxLayout(both)
    column.setContentsMargins(0, 0, 0, 0)
    advice.setWordWrap(True)
    column.addWidget(table, 1)
    column.addWidget(advice)
    return both
