"""Đồng bộ: what the level above has and has not, in words, and what a person must settle."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from onecua_desk.domain.parts import Official
from onecua_desk.domain.standing import Tone
from onecua_desk.errors import UserError
from onecua_desk.services import file_lane, identity, officials, replica
from onecua_desk.services.identity import Line
from onecua_desk.services.replica import Standing
from onecua_desk.sync.status import LineState, LineStatus
from onecua_desk.ui.screen import Screen
from onecua_desk.ui.sync.line_panel import LinePanel
from onecua_desk.ui.sync.matter_list import MatterList
from onecua_desk.ui.sync.matters import Matter, matters
from onecua_desk.ui.sync.settler import Settled, Settler
from onecua_desk.ui.sync.stick import StickPanel
from onecua_desk.ui.tasks import Latest
from onecua_desk.ui.widgets.notice import Notice
from onecua_desk.ui.workplace import Workplace


@dataclass(frozen=True, slots=True)
class _Reading:
    standing: Standing
    lane: file_lane.Standing
    matters: tuple[Matter, ...]
    colleagues: tuple[Official, ...]
    line: Line | None


class SyncScreen(Screen):
    """``open_dossier``: show the dossier of this id; ``enrolled``: start the worker, and read everything again.

    ``close_day``: the official wants to close the day.
    """

    open_dossier = Signal(object)
    enrolled = Signal()
    close_day = Signal()

    def __init__(
        self, workplace: Workplace, status: Callable[[], LineStatus | None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._place, self._status = workplace, status()
        self._last = self._status if _ended(self._status) else None
        self._reads = Latest(workplace.tasks)
        self._reading: _Reading | None = None
        self._notice, self._left = Notice(), QStackedWidget()
        self._line, self._stick = LinePanel(workplace), StickPanel(workplace)
        self._matters = MatterList(workplace.tasks)
        self._settler = Settler(workplace, self)
        self._lay_out()
        self._connect()

    def shown(self) -> None:
        self._read()

    def refresh(self, changes: object) -> None:
        if self.isVisible():
            self._read()

    def first_focus(self) -> QWidget:
        return self._line.first_focus()

    def main_verb(self) -> None:
        """Send now, whatever the pause after the last failure."""
        if self._reading and self._reading.line:
            self._line.wait()
            self._place.send_now()

    def back(self) -> bool:
        if self._matters.back():
            return True
        if self._left.currentWidget() is self._line:
            return False
        if not self._stick.back():
            self._left.setCurrentWidget(self._line)
            self._line.first_focus().setFocus()
            self._read()
        return True

    @Slot(object)
    def line_changed(self, status: LineStatus) -> None:
        """For ``bridge.sync_status``."""
        self._status = status
        if _ended(status):
            self._last = status
            self._line.answered()
        if self.isVisible():
            self._read()

    def _read(self) -> None:
        desk, me = self._place.desk, self._place.official

        def job() -> _Reading:
            lane = file_lane.standing(desk)
            everyone = officials.everyone(desk.store)
            found = matters(replica.refusals(desk), replica.displaced_events(desk), lane.parked, everyone)
            others = tuple(one for one in everyone if one.login != me.login)
            return _Reading(replica.standing(desk), lane, found, others, identity.line(desk.store))

        self._reads.run(job, self._show, self._failed)

    def _show(self, reading: _Reading) -> None:
        self._reading = reading
        now = self._place.desk.now()
        begun = LineStatus(LineState.BUSY, now)  # the program calls as soon as its window stands
        status = self._status or begun if reading.line else None
        self._line.show_way(reading.line)
        self._line.show_line(status, self._last, reading.standing, now.date())
        self._line.show_lane(reading.lane)
        self._matters.show_matters(reading.matters, now, reading.colleagues)

    def _hurry(self) -> None:
        desk = self._place.desk
        self._place.tasks.run(lambda: file_lane.send_now(desk), lambda _: self.main_verb(), self._failed)

    def _carry(self) -> None:
        self._left.setCurrentWidget(self._stick)
        self._stick.enter()

    def _settled(self, settled: Settled) -> None:
        self._notice.say(settled.sentence, settled.tone)
        if settled.changes is not None:
            self._place.announce(settled.changes)
        self._matters.done()
        self._read()

    def _joined(self) -> None:
        self._notice.say("Đã ghi danh với cấp trên. Máy tự gửi khi có đường truyền.")
        self.enrolled.emit()
        self._read()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        if not self._matters.show_error(error):
            self._notice.say(str(error), Tone.LATE)
            self._matters.take_focus()

    def _connect(self) -> None:
        self._line.pressed.connect(self.main_verb)
        self._line.hurried.connect(self._hurry)
        self._line.carried.connect(self._carry)
        self._line.closing.connect(self.close_day)
        self._line.enrolled.connect(self._joined)
        self._stick.carried.connect(self._read)
        self._stick.left.connect(self.back)
        self._matters.wanted.connect(self.open_dossier)
        self._matters.again.connect(self._settler.send_again)
        self._matters.withdrawn.connect(self._settler.withdraw)
        self._matters.dropped.connect(self._settler.drop)
        self._matters.handed.connect(self._settler.hand)
        self._matters.settled.connect(self._settler.settle)
        self._settler.done.connect(self._settled)
        self._settler.failed.connect(self._failed)

    def _lay_out(self) -> None:
        self._left.addWidget(self._line)
        self._left.addWidget(self._stick)
        halves = QHBoxLayout()
        halves.setSpacing(14)
        halves.addWidget(self._left, 5)
        halves.addWidget(self._matters, 6)  # four verbs in one row
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._notice)
        column.addLayout(halves, 1)


def _ended(status: LineStatus | None) -> bool:
    """Whether it tells the end of a run."""
    return status is not None and status.state not in {LineState.BUSY, LineState.ALONE}
