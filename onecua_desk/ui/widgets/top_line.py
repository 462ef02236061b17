"""The line on top: where we are, who is at the desk, the look-up box, the clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QSizePolicy, QWidget

from onecua_desk.domain.day_text import weekday
from onecua_desk.domain.text import capitalised
from onecua_desk.ui.theme import current, mark
from onecua_desk.ui.widgets.elided import ElidedLabel
from onecua_desk.ui.widgets.inputs import HintEdit

_LOOKUP = 330
_TICK = 2000  # ms; the minute turns at most this late


def clock_words(now: datetime) -> str:
    """``"Thứ Bảy 21/11/2026 · 09:41"``."""
    return f"{capitalised(weekday(now.weekday()))} {now:%d/%m/%Y · %H:%M}"


class TopLine(QWidget):
    """``looked_up`` tells what was asked with Enter in the look-up box."""

    looked_up = Signal(str)

    def __init__(self, centre: str, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("top")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._now = now
        self._centre, self._desk, self._clock = ElidedLabel(centre), QLabel(), QLabel()
        mark(self._centre, "role", "strong")
        mark(self._desk, "role", "soft")
        self.lookup = HintEdit("Tra cứu mã, tên, số điện thoại…", "Ctrl+F")
        self.lookup.setAccessibleName("Tra cứu hồ sơ")
        self.lookup.setMinimumWidth(_LOOKUP)
        self.lookup.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.lookup.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Ctrl+F goes there; Tab stays in the screen
        self.lookup.returnPressed.connect(self._ask)
        self._who = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._who.addWidget(self._centre)
        self._who.addWidget(self._desk)
        self._who.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 5, 16, 5)
        row.setSpacing(16)
        row.addLayout(self._who, 1)
        row.addWidget(self.lookup, 100)
        row.addWidget(self._clock)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        timer = QTimer(self, interval=_TICK)
        timer.timeout.connect(self.tick)
        timer.start()
        self.tick()
        self._arrange()

    def set_official(self, desk: str, official: str) -> None:
        self._desk.setText(" · ".join(part for part in (desk, official) if part))

    def tick(self) -> None:
        """Show the time."""
        self._clock.setText(clock_words(self._now()))

    def clock(self) -> str:
        return self._clock.text()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._arrange()

    def _arrange(self) -> None:
        """Larger type: the official below the centre, so that neither is cut."""
        stacked = current().scale > 1
        self._who.setDirection(QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight)
        self._who.setSpacing(0 if stacked else 16)
        self.lookup.setMaximumWidth(max(_LOOKUP, current().px(_LOOKUP - 30)))  # the centre needs the room more
        self.setFixedHeight(current().px(52) if stacked else 48)

    def _ask(self) -> None:
        if text := self.lookup.text().strip():
            self.looked_up.emit(text)
