"""The dossier at rest: what matters now, its history, its facts, and its verbs."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from onecua_desk.domain.standing import Tone
from onecua_desk.services.lookup import Line
from onecua_desk.ui.dossiers.alerts import alerts
from onecua_desk.ui.dossiers.facts import facts
from onecua_desk.ui.dossiers.reading import Reading
from onecua_desk.ui.dossiers.told import Told
from onecua_desk.ui.dossiers.verb_bar import VerbBar
from onecua_desk.ui.widgets.card import rule
from onecua_desk.ui.widgets.key_values import KeyValues
from onecua_desk.ui.widgets.notice import Notice
from onecua_desk.ui.widgets.scroll import Scroll
from onecua_desk.ui.widgets.timeline import Entry, Timeline
from onecua_desk.ui.words import short_moment

_AGAIN, _ANEW = "In lại đúng bản đã in", "In lại theo nhật ký (có thể khác bản đã in)"


class StoryPage(QWidget):
    """``chosen``: a verb; ``again``: the id of the event whose print is to be repeated."""

    chosen = Signal(object)
    again = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.told, self.alerts = Told(), list[Notice]()
        self.timeline, self.facts, self.verbs = Timeline(), KeyValues(label_width=92), VerbBar()
        self.verbs.chosen.connect(self.chosen)
        self.timeline.chosen.connect(self.again)
        content = QWidget()
        self._told = QVBoxLayout()
        self._told.setSpacing(8)
        inside = QVBoxLayout(content)
        inside.setContentsMargins(0, 0, 4, 4)
        inside.setSpacing(12)
        inside.addWidget(self.told)
        inside.addLayout(self._told)
        inside.addWidget(self.timeline)
        inside.addWidget(rule())
        inside.addWidget(self.facts)
        inside.addStretch(1)
        self._area = Scroll(content)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._area, 1)
        column.addWidget(self.verbs)

    def show_reading(self, reading: Reading) -> None:
        self.told.say(reading.story.told)
        self._show_alerts(reading)
        self.timeline.show_entries([entry(line, reading) for line in reading.story.lines])
        self.facts.show_rows(facts(reading.dossier))
        self.verbs.show_verbs(reading)

    def to_top(self) -> None:
        self._area.verticalScrollBar().setValue(0)

    def _show_alerts(self, reading: Reading) -> None:
        wanted = alerts(reading)
        while len(self.alerts) < len(wanted):
            self.alerts.append(Notice())
            self._told.addWidget(self.alerts[-1])
        for notice, alert in zip(self.alerts, wanted, strict=False):
            notice.say(alert.text, alert.tone, lasting=True)
        for notice in self.alerts[len(wanted) :]:
            notice.hide()


def entry(line: Line, reading: Reading) -> Entry:
    """A line of the story as the timeline shows it: refused in red, not sent yet in grey."""
    detail = " · ".join(text for text in (line.detail, line.who) if text)
    lines = tuple(text for text in (detail, line.note) if text)
    tone = Tone.LATE if line.refused else Tone.UNSENT if line.note else None
    verb = (_AGAIN if line.alike else _ANEW) if line.again else ""
    return Entry(line.title, short_moment(line.at, reading.today), lines, tone, verb, line.id)
