"""Scans on their way: how many are left, the one that goes now, and sending past the hours that were set."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from onecua_desk.services.file_lane import Standing
from onecua_desk.ui.sync import words
from onecua_desk.ui.theme import mark
from onecua_desk.ui.widgets.busy import Busy
from onecua_desk.ui.widgets.buttons import KeyButton
from onecua_desk.ui.widgets.card import Section, rule


class LanePanel(QWidget):
    """Takes no height while no file is left. ``hurried``: send now, whatever the hours say."""

    hurried = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._busy, self._hurry = QLabel(), Busy(), KeyButton("Gửi tệp ngay", "Shift+F12")
        self._text.setWordWrap(True)
        mark(self._text, "role", "soft")
        line = QHBoxLayout()
        line.addWidget(self._text, 1)
        line.addWidget(self._hurry)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(rule())
        column.addWidget(Section(None, "Bản quét"))
        column.addLayout(line)
        column.addWidget(self._busy)
        self._hurry.clicked.connect(self.hurried)
        self.hide()

    def show_lane(self, lane: Standing) -> None:
        self.setVisible(bool(lane.files))
        self._text.setText(words.lane_words(lane))
        self._hurry.setVisible(lane.opens is not None)
        if lane.size:
            self._busy.start(f"Đang gửi một tệp {words.size(lane.size)}…")
            self._busy.progress(lane.sent, lane.size)
        else:
            self._busy.stop()
