"""The copy of the desk's data: when the last one was made, and making one now."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from onecua_desk.domain.standing import Tone
from onecua_desk.ui.theme import mark
from onecua_desk.ui.widgets.busy import Busy
from onecua_desk.ui.widgets.buttons import KeyButton
from onecua_desk.ui.widgets.card import Card, Section
from onecua_desk.ui.widgets.notice import Notice
from onecua_desk.ui.words import short_moment


class BackupPanel(Card):
    """``pressed``: back up now."""

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._last, self._busy, self._notice = QLabel(), Busy(), Notice()
        self._button = KeyButton("Sao lưu ngay", "F7")
        mark(self._last, "role", "soft")
        self._last.setWordWrap(True)
        head = Section(None, "Sao lưu")
        head.add_right(self._button)
        self.body.addWidget(head)
        for widget in (self._last, self._busy, self._notice):
            self.body.addWidget(widget)
        self._button.clicked.connect(self.pressed)

    def show_last(self, at: datetime | None, today: date) -> None:
        when = f"Lần gần nhất {short_moment(at, today)}." if at else "Chưa có bản sao lưu nào."
        self._last.setText(f"{when} Mỗi ngày máy tự sao lưu một lần.")

    def begin(self) -> None:
        self._button.setEnabled(False)
        self._notice.dismiss()
        self._busy.start("Đang sao lưu…")

    def done(self, path: Path) -> None:
        self._end()
        self._notice.say(f"Đã sao lưu vào {path}")

    def failed(self, sentence: str) -> None:
        self._end()
        self._notice.say(sentence, Tone.LATE)

    def _end(self) -> None:
        self._busy.stop()
        self._button.setEnabled(True)
        self._button.setFocus()
