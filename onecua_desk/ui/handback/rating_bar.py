"""The question to the citizen after a hand-back: how was it? Skipping it is normal."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from onecua_desk.domain.parts import Rating
from onecua_desk.ui.theme import mark
from onecua_desk.ui.widgets.buttons import KeyButton
from onecua_desk.ui.widgets.flow import FlowLayout


class RatingBar(QWidget):
    """``chosen`` carries the ``Rating``; the bar takes no height while nothing is asked."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._question = QLabel("Người dân đánh giá:")
        mark(self._question, "role", "soft")
        row = FlowLayout(8, self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        row.addWidget(self._question)
        for number, rating in enumerate(Rating, 1):
            button = KeyButton(rating.label, f"Ctrl+{number}")
            button.clicked.connect(lambda _checked=False, rating=rating: self.chosen.emit(rating))
            row.addWidget(button)
        self._button = button
        self.hide()

    def ask(self) -> None:
        self._question.setMinimumHeight(self._button.sizeHint().height())  # in the middle beside the buttons
        self.show()
