"""The left half: the line, what the level above has and has not, and sending now."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from onecua_desk.services.replica import Standing
from onecua_desk.sync.status import LineState, LineStatus
from onecua_desk.ui.sync import words
from onecua_desk.ui.sync.enrolment import EnrolmentBox
from onecua_desk.ui.theme import mark
from onecua_desk.ui.widgets.badge import Badge
from onecua_desk.ui.widgets.busy import Busy
from onecua_desk.ui.widgets.buttons import KeyButton, Kind
from onecua_desk.ui.widgets.card import Card
from onecua_desk.ui.widgets.key_values import KeyValues
from onecua_desk.ui.widgets.scroll import Scroll
from onecua_desk.ui.workplace import Workplace


class LinePanel(Card):
    """``pressed``: send now; ``enrolled``: the desk has just joined its district."""

    pressed = Signal()
    enrolled = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._badge, self._sentence, self._explained = Badge(), QLabel(), QLabel()
        self._rows, self._busy, self._box = KeyValues(180), Busy(), EnrolmentBox(workplace)
        self._send = KeyButton("Gửi ngay", "F12", Kind.MAIN, tall=True)
        self._waiting = False
        for label, role in ((self._sentence, "title"), (self._explained, "soft")):
            label.setWordWrap(True)
            mark(label, "role", role)
        self._lay_out()
        self._send.clicked.connect(self.pressed)
        self._box.enrolled.connect(self.enrolled)

    def show_alone(self, alone: bool) -> None:
        """Offer the enrolment code instead of sending."""
        self._box.setVisible(alone)
        self._send.setVisible(not alone)

    def show_line(self, status: LineStatus | None, last: LineStatus | None, standing: Standing, today: date) -> None:
        """``last``: the newest status that ended a run."""
        self._badge.show_state(*words.state_words(status))
        self._sentence.setText(words.headline(status, standing, today))
        explained = words.explanation(status)
        self._explained.setText(explained)
        self._explained.setVisible(bool(explained))
        self._rows.show_rows(words.facts(standing, last, today))
        self._show_progress(status, standing)

    def wait(self) -> None:
        """Send now was pressed: show that something happens until the line answers."""
        self._waiting = True
        self._send.setEnabled(False)
        self._busy.start("Đang gọi cấp trên…")

    def answered(self) -> None:
        """A run ended: there is nothing more to wait for."""
        self._waiting = False
        self._busy.stop()
        self._send.setEnabled(True)

    def first_focus(self) -> QWidget:
        return self._send if self._box.isHidden() else self._box

    def _show_progress(self, status: LineStatus | None, standing: Standing) -> None:
        if status and status.state is LineState.BUSY:
            self._waiting = False
            self._send.setEnabled(False)
            waiting = standing.outbox.events
            self._busy.start(f"Đang gửi, còn {waiting} việc…" if waiting else "Đang nhận việc mới từ cấp trên…")
        elif not self._waiting:
            self.answered()

    def _lay_out(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.addWidget(self._badge)
        head.addStretch(1)
        column.addLayout(head)
        for widget in (self._sentence, self._explained, self._rows, self._box):
            column.addWidget(widget)
        column.addStretch(1)
        self.body.addWidget(Scroll(page), 1)
        self.body.addWidget(self._busy)
        self.body.addWidget(self._send)
