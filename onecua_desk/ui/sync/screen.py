"""Đồng bộ: what the level above has and has not, in words, and what a person must settle."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from onecua_desk.domain.standing import Tone
from onecua_desk.errors import UserError
from onecua_desk.services import identity, processing, replica
from onecua_desk.services.desk import Done
from onecua_desk.services.replica import Refusal, Standing
from onecua_desk.sync.status import LineState, LineStatus
from onecua_desk.ui.screen import Screen
from onecua_desk.ui.sync.line_panel import LinePanel
from onecua_desk.ui.sync.refusals import RefusalList
from onecua_desk.ui.tasks import Latest
from onecua_desk.ui.widgets.notice import Notice
from onecua_desk.ui.workplace import Workplace


@dataclass(frozen=True, slots=True)
class _Reading:
    standing: Standing
    refusals: list[Refusal]
    alone: bool


class SyncScreen(Screen):
    """``open_dossier``: show the dossier of this id; ``enrolled``: start the worker, and read everything again."""

    open_dossier = Signal(object)
    enrolled = Signal()

    def __init__(
        self, workplace: Workplace, status: Callable[[], LineStatus | None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._place, self._status = workplace, status()
        self._last = self._status if _ended(self._status) else None
        self._reads = Latest(workplace.tasks)
        self._reading: _Reading | None = None
        self._notice = Notice()
        self._line, self._refusals = LinePanel(workplace), RefusalList(workplace.tasks)
        self._lay_out()
        self._line.pressed.connect(self.main_verb)
        self._line.enrolled.connect(self._joined)
        self._refusals.wanted.connect(self.open_dossier)
        self._refusals.settled.connect(self._settle)

    def shown(self) -> None:
        self._read()

    def refresh(self, changes: object) -> None:
        if self.isVisible():
            self._read()

    def first_focus(self) -> QWidget:
        return self._line.first_focus()

    def main_verb(self) -> None:
        """Send now, whatever the pause after the last failure."""
        if self._reading and not self._reading.alone:
            self._line.wait()
            self._place.send_now()

    def back(self) -> bool:
        return self._refusals.back()

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
        desk = self._place.desk

        def job() -> _Reading:
            return _Reading(replica.standing(desk), replica.refusals(desk), identity.line(desk.store) is None)

        self._reads.run(job, self._show, self._failed)

    def _show(self, reading: _Reading) -> None:
        self._reading = reading
        today = self._place.desk.now().date()
        status = None if reading.alone else self._status
        self._line.show_alone(reading.alone)
        self._line.show_line(status, self._last, reading.standing, today)
        self._refusals.show_refusals(reading.refusals, today)

    def _settle(self, refusal: Refusal) -> None:
        desk = self._place.desk

        def done(settled: Done[None]) -> None:
            code = refusal.code or "chưa có mã"
            self._notice.say(f"Đã xử lý «{refusal.title}» của hồ sơ {code}.")
            self._place.announce(settled.changes)
            self._read()
            self._refusals.take_focus()

        self._place.tasks.run(lambda: processing.settle(desk, refusal.id), done, self._failed)

    def _joined(self) -> None:
        self._notice.say("Đã ghi danh với cấp trên. Máy tự gửi khi có đường truyền.")
        self.enrolled.emit()
        self._read()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self._notice.say(str(error), Tone.LATE)
        self._refusals.take_focus()

    def _lay_out(self) -> None:
        halves = QHBoxLayout()
        halves.setSpacing(14)
        halves.addWidget(self._line, 1)
        halves.addWidget(self._refusals, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._notice)
        column.addLayout(halves, 1)


def _ended(status: LineStatus | None) -> bool:
    """Whether it tells the end of a run."""
    return status is not None and status.state not in {LineState.BUSY, LineState.ALONE}
