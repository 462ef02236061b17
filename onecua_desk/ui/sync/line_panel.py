"""The left half: the line, what the level above has and has not, and the ways to bring the rest there."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from onecua_desk.services import file_lane, identity
from onecua_desk.services.identity import Line
from onecua_desk.services.replica import Standing
from onecua_desk.sync.pace import Progress
from onecua_desk.sync.status import LineState, LineStatus
from onecua_desk.ui.sync import words
from onecua_desk.ui.sync.enrolment import EnrolmentBox
from onecua_desk.ui.sync.lane_panel import LanePanel
from onecua_desk.ui.theme import mark
from onecua_desk.ui.widgets.badge import Badge
from onecua_desk.ui.widgets.busy import Busy
from onecua_desk.ui.widgets.buttons import KeyButton, Kind
from onecua_desk.ui.widgets.card import Card
from onecua_desk.ui.widgets.key_values import KeyValues
from onecua_desk.ui.widgets.scroll import Scroll
from onecua_desk.ui.workplace import Workplace


class LinePanel(Card):
    """``pressed``: send now; ``hurried``: the scans too; ``carried``: by stick; ``closing``: close the day.

    ``enrolled``: the desk has just joined its district.
    """

    pressed = Signal()
    hurried = Signal()
    carried = Signal()
    closing = Signal()
    enrolled = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._badge, self._sentence, self._explained, self._warning = Badge(), QLabel(), QLabel(), QLabel()
        self._rows, self._busy, self._box = KeyValues(160), Busy(), EnrolmentBox(workplace)
        self._lane = LanePanel()
        self._send = KeyButton("Gửi ngay", "F12", Kind.MAIN, tall=True)
        self._stick, self._close = KeyButton("Mang bằng USB", "Ctrl+U"), KeyButton("Chốt ngày")
        self._waiting = False
        for label, role in ((self._sentence, "title"), (self._explained, "soft"), (self._warning, "error")):
            label.setWordWrap(True)
            mark(label, "role", role)
        self._lay_out()
        self._box.hide()  # until it is known that there is no line
        self._send.clicked.connect(self.pressed)
        self._lane.hurried.connect(self.hurried)
        self._stick.clicked.connect(self.carried)
        self._close.clicked.connect(self.closing)
        self._box.enrolled.connect(self.enrolled)

    def show_way(self, line: Line | None) -> None:
        """Offer the enrolment code instead of sending where there is no line, and warn of one that others can read."""
        begins = line is None and self.window().focusWidget() is self._send
        self._box.setVisible(line is None)
        for button in (self._send, self._stick):
            button.setVisible(line is not None)
        if begins:
            self._box.setFocus()
        self._warning.setText(identity.warning(line) if line else "")
        self._warning.setVisible(bool(self._warning.text()))

    def show_line(self, status: LineStatus | None, last: LineStatus | None, standing: Standing, today: date) -> None:
        """``last``: the newest status that ended a run."""
        self._badge.show_state(*words.state_words(status))
        self._sentence.setText(words.headline(status, standing, today))
        explained = words.explanation(status)
        self._explained.setText(explained)
        self._explained.setVisible(bool(explained))
        self._rows.show_rows(
            words.facts(standing, last, today, calling=status is not None and status.state is LineState.BUSY)
        )
        self._show_progress(status, standing)

    def show_lane(self, lane: file_lane.Standing) -> None:
        """The scans that the server still has to get."""
        self._lane.show_lane(lane)

    def wait(self) -> None:
        """Send now was pressed: show that something happens until the line answers."""
        self._waiting = True
        if self._busy.isHidden():
            self._busy.start("Đang gọi cấp trên…")

    def answered(self) -> None:
        """A run ended: there is nothing more to wait for."""
        self._waiting = False
        self._busy.stop()

    def first_focus(self) -> QWidget:
        return self._send if self._box.isHidden() else self._box

    def _show_progress(self, status: LineStatus | None, standing: Standing) -> None:
        if status and status.state is LineState.BUSY:
            self._waiting = False
            self._tell_progress(status.progress, standing.outbox.events)
        elif not self._waiting:
            self.answered()

    def _tell_progress(self, progress: Progress | None, waiting: int) -> None:
        if progress is None or not progress.events_left:
            self._busy.start(f"Đang gửi, còn {waiting} việc…" if waiting else "Đang nhận việc mới từ cấp trên…")
            return
        self._busy.start(f"Đang gửi. {words.progress_words(progress)}")
        self._busy.progress(progress.events_sent, progress.events_sent + progress.events_left)

    def _lay_out(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.addWidget(self._badge)
        head.addStretch(1)
        column.addLayout(head)
        for widget in (self._sentence, self._explained, self._warning, self._rows, self._box, self._lane):
            column.addWidget(widget)
        column.addStretch(1)
        self.body.addWidget(Scroll(page), 1)
        self.body.addWidget(self._busy)
        self.body.addWidget(self._send)
        others = QHBoxLayout()
        others.setSpacing(8)
        for button in (self._stick, self._close):
            others.addWidget(button, 1)
        self.body.addLayout(others)
