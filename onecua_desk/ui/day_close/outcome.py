"""The right half: whether the day is closed and equal, what proves it, and the verbs."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from onecua_desk.services import day_words
from onecua_desk.services.day_look import DayState, Look
from onecua_desk.ui.theme import mark
from onecua_desk.ui.widgets.badge import Badge
from onecua_desk.ui.widgets.busy import Busy
from onecua_desk.ui.widgets.buttons import KeyButton, Kind
from onecua_desk.ui.widgets.card import Card
from onecua_desk.ui.widgets.flow import FlowLayout
from onecua_desk.ui.widgets.key_values import KeyValues
from onecua_desk.ui.widgets.scroll import Scroll

_CLOSE, _AGAIN, _PRINT = "Chốt ngày và in biên bản", "Chốt lại và in biên bản", "In lại biên bản"


class Outcome(Card):
    """``pressed``: close the day and print, or print again; ``asked``: hold it against the level above once more."""

    pressed = Signal()
    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state, self.result, self.verdict = Badge(), Badge(), QLabel()
        self.rows, self.busy = KeyValues(104), Busy()
        self.main = KeyButton(_CLOSE, "F12", Kind.MAIN, tall=True)
        self.ask = KeyButton("Đối soát lại", "F8")
        self.verdict.setWordWrap(True)
        mark(self.verdict, "role", "title")
        self.main.clicked.connect(self.pressed)
        self.ask.clicked.connect(self.asked)
        self._lay_out()

    def show_look(self, look: Look) -> None:
        self.state.show_state(*day_words.state_badge(look))
        self.result.show_state(*day_words.result_badge(look))
        self.verdict.setText(day_words.verdict(look))
        self.rows.show_rows(_rows(look))
        self.main.setText(_verb(look))
        self.ask.setVisible(look.enrolled)

    def work(self, words: str) -> None:
        """Something goes on that takes a moment; nothing else is begun meanwhile."""
        self.busy.start(words)
        self._allow(False)

    def rest(self) -> None:
        self.busy.stop()
        self._allow(True)

    def _allow(self, may: bool) -> None:
        self.main.setEnabled(may)
        self.ask.setEnabled(may)

    def _lay_out(self) -> None:
        page, badges = QWidget(), FlowLayout()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        badges.addWidget(self.state)
        badges.addWidget(self.result)
        column.addLayout(badges)
        column.addWidget(self.verdict)
        column.addWidget(self.rows)
        column.addStretch(1)
        self.body.addWidget(Scroll(page), 1)
        for widget in (self.busy, self.ask, self.main):
            self.body.addWidget(widget)


def _verb(look: Look) -> str:
    if look.state is DayState.OPEN:
        return _CLOSE
    return _PRINT if look.state is DayState.CLOSED else _AGAIN


def _rows(look: Look) -> list[tuple[str, str]]:
    closed = day_words.closing_words(look)
    rows = [
        ("Chốt ngày", closed.removeprefix("chốt ")),
        ("Từ đó", f"có việc ghi sau khi chốt ({look.late})" if look.late else ""),
        ("Cấp trên", day_words.asked_words(look) if look.enrolled else ""),
        ("", "sẽ hỏi ở lần gửi tới" if look.asking else ""),
        ("Chờ gửi", f"{look.unsent} việc" if look.unsent else ""),
        ("Chuỗi sổ", f"đến việc số {look.through}, {day_words.chain_words(look)}" if look.head else ""),
        ("", day_words.head_groups(look.head)),
    ]
    return [(label, value) for label, value in rows if value]
