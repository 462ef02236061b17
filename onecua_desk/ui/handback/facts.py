"""The left half: the dossier that lies on the counter, large enough to read from a step away."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from onecua_desk.domain.calendar import WorkCalendar
from onecua_desk.services.lookup import Story
from onecua_desk.ui.handback import words
from onecua_desk.ui.theme import mark
from onecua_desk.ui.widgets.badge import Badge
from onecua_desk.ui.widgets.card import Card
from onecua_desk.ui.widgets.key_values import KeyValues
from onecua_desk.ui.widgets.scroll import Scroll

LONG_NAME = 40
"""Letters from which a name (of a company, as a rule) is written smaller, so that it leaves room for the facts."""


class FactsPanel(Card):
    """Set with ``show_story``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._state, self._procedure = QLabel(), Badge(), QLabel()
        self._rows, self._footer = KeyValues(132), QLabel()
        for label, role in ((self._name, "name"), (self._procedure, "subtitle"), (self._footer, "soft")):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            mark(label, "role", role)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(self._head())
        column.addWidget(self._procedure)
        column.addWidget(self._rows)
        column.addStretch(1)
        self.body.addWidget(Scroll(page), 1)
        self.body.addWidget(self._footer)

    def show_story(self, story: Story, calendar: WorkCalendar, today: date) -> None:
        dossier = story.dossier
        self._name.setText(dossier.applicant.name)
        mark(self._name, "role", "title" if len(dossier.applicant.name) > LONG_NAME else "name")
        self._state.show_state(story.standing.words, story.standing.tone)
        case = f" ({dossier.received.case})" if dossier.received.case else ""
        self._procedure.setText(dossier.received.procedure_name + case)
        self._rows.show_rows(words.facts(story, calendar, today))
        self._footer.setText(words.footer(story, today))

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._name, 1)
        head.addWidget(self._state, 0, Qt.AlignmentFlag.AlignTop)
        return head
