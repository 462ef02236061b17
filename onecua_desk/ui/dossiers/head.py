"""The top of the right column: whose dossier it is, about what, under which code."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from onecua_desk.domain.dossier import Dossier
from onecua_desk.ui.theme import mark
from onecua_desk.ui.widgets.clamped import clamped
from onecua_desk.ui.words import code_words, grouped_number, grouped_phone


class Head(QWidget):
    """Everything in it can be selected with the mouse to copy it."""

    def __init__(self) -> None:
        super().__init__()
        self._procedure = ""
        self.name, self.contact, self.procedure, self.code = QLabel(), QLabel(), QLabel(), QLabel()
        mark(self.name, "role", "title")
        mark(self.contact, "role", "soft")
        mark(self.code, "role", "soft")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for label in (self.name, self.contact, self.procedure, self.code):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(label)
        column.insertSpacing(2, 6)

    def show_dossier(self, dossier: Dossier) -> None:
        applicant = dossier.applicant
        contact = (grouped_number(applicant.number), grouped_phone(applicant.phone))
        self.name.setText(applicant.name)
        self.contact.setText(" · ".join(text for text in contact if text))
        self.contact.setVisible(bool(self.contact.text()))
        self._procedure = dossier.received.procedure_name
        self.code.setText(code_words(dossier))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Some procedures have names of six lines: the story needs that room more."""
        shown = clamped(self._procedure, self.procedure.font(), self.width(), lines=2)
        self.procedure.setText(shown)
        self.procedure.setToolTip(self._procedure if shown != self._procedure else "")
