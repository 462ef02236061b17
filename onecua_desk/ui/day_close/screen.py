"""Chốt ngày: what the desk wrote on a day beside what the level above has, closed and printed with one key."""

from __future__ import annotations

from PySide6.QtCore import Signal
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
from onecua_desk.ui.paged_view import TableCard
from onecua_desk.ui.screen import Screen
from onecua_desk.ui.tasks import Latest
from onecua_desk.ui.widgets.day_bar import DayBar
from onecua_desk.ui.widgets.empty import EmptyState
from onecua_desk.ui.widgets.notice import Notice
from onecua_desk.ui.widgets.presence import set_present
from onecua_desk.ui.workplace import PutOut, Workplace


class DayCloseScreen(Screen):
    """``dossier_wanted``: show the dossier of this id. Shows today until another day is chosen, which stays."""

    dossier_wanted = Signal(object)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place, self._reads = workplace, Latest(workplace.tasks)
        self._look: Look | None = None
        self._working = False
        self.notice, self.lines, self.differences, self.outcome = Notice(), LinesTable(), DifferencesTable(), Outcome()
        self.days, self.advice = DayBar(workplace.desk.now().date()), QLabel()
        self._apart = _below(TableCard(self.differences, EmptyState("Không có hồ sơ nào lệch.")), self.advice)
        self._lay_out()
        self._connect()

    def shown(self) -> None:
        if not self.days.turn_to(self._place.desk.now().date()):
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
            self._print(self._look, "lại biên bản")
            return
        desk, official, day = self._place.desk, self._place.official, self.days.day()
        self._work("Đang chốt ngày…")
        self._place.tasks.run(lambda: day_close.close(desk, official, day), self._closed, self._failed)

    def _ask(self) -> None:
        desk, day = self._place.desk, self.days.day()
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
        before, but = f"Đã chốt ngày {day}. ", f"Ngày {day} đã chốt, nhưng chưa in được biên bản. "
        self._print(done.value, "biên bản", before, but)

    def _print(self, look: Look, what: str, before: str = "", but: str = "") -> None:
        """``before``: what is told ahead of where it came out; ``but``: what was done all the same when it did not."""
        place = self._place

        def printed(out: PutOut) -> None:
            self._rest()
            self.notice.say(f"{before}{out.told(what)}")

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
        if not self.days.take():
            return False
        ready = self._look is not None and self._look.day == self.days.day()
        if not ready:
            self.notice.say(f"Sổ ngày {self.days.day():%d/%m/%Y} còn đang đọc; hãy bấm lại.", Tone.DUE)
        return ready

    def _read(self) -> None:
        desk, day = self._place.desk, self.days.day()
        self._reads.run(lambda: day_look.look(desk, day), self._show, self._failed)

    def _show(self, look: Look) -> None:
        self._look = look
        theirs = look.server.totals if look.server else None
        self.lines.show_lines(lines(look.own.totals, theirs, look.procedures))
        self.differences.show_differences(look.differences)
        set_present(self._apart, bool(look.differences))
        self.outcome.show_look(look)

    def _turned(self) -> None:
        self.notice.dismiss()
        self._read()

    def _advise(self, one: Difference | None) -> None:
        self.advice.setText(f"{one.label}: {one.advice.value}" if one else "")

    def _open(self, one: Difference) -> None:
        if is_dossier_code(one.label):  # a fact that stands alone has no dossier to open
            self.dossier_wanted.emit(one.dossier)

    def _connect(self) -> None:
        self.days.changed.connect(self._turned)
        self.outcome.pressed.connect(self.main_verb)
        self.outcome.asked.connect(self._ask)
        self.differences.opened.connect(self._open)
        self.differences.moved.connect(self._advise)

    def _lay_out(self) -> None:
        column, halves, left = QVBoxLayout(self), QHBoxLayout(), QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        left.setSpacing(10)
        left.addWidget(TableCard(self.lines, EmptyState("Đang đọc sổ trong ngày…")), 3)
        left.addWidget(self._apart, 1)
        halves.setSpacing(14)
        halves.addLayout(left, 5)
        halves.addWidget(self.outcome, 3)
        column.addWidget(self.notice)
        column.addWidget(self.days)
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
