"""The dossier that lies on the counter: what it says on the left, who collects it on the right."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from onecua_desk.domain.citizen import Card, read_card
from onecua_desk.domain.events import EventId
from onecua_desk.domain.parts import State
from onecua_desk.errors import UserError
from onecua_desk.services.handback import went_by_post
from onecua_desk.services.lookup import Story
from onecua_desk.ui.handback import words
from onecua_desk.ui.handback.collect import HandBackDraft
from onecua_desk.ui.handback.counter import CounterPanel
from onecua_desk.ui.handback.facts import FactsPanel
from onecua_desk.ui.handback.form_page import FormPage
from onecua_desk.ui.workplace import Workplace


class DossierPage(QWidget):
    """``story`` is the one that is shown, ``None`` between two citizens; the signals are those of ``CounterPanel``.

    ``wanted`` and ``came_back`` (the post brought the result back) carry the dossier's id.
    """

    pressed = Signal()
    settled = Signal()
    scanned = Signal(str)
    wanted = Signal(object)
    came_back = Signal(object)

    def __init__(self, workplace: Workplace, form: FormPage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace, self._desk, self._form = workplace, workplace.desk, form
        self.story: Story | None = None

    def prepare(self) -> None:
        """Build the halves, if they are not there yet: they are most of this screen, and it comes up without them."""
        if self.layout() is None:
            self._build()

    def show_story(self, story: Story, card: Card | None = None, consignment: str = "") -> None:
        """Ask anew who collects, or say why nobody can; ``card`` and ``consignment`` were scanned already."""
        now = self._desk.now()
        self.prepare()
        self.story = story
        self._right.setCurrentWidget(self._counter)
        self._facts.show_story(story, self._desk.calendar, now.date())
        reason, advice = words.why_not(story, self._desk.calendar, now)
        if reason:
            self._counter.decline(reason, advice, by_post=went_by_post(story.dossier))
            return
        self._counter.ask(story.dossier)
        if card:
            self._counter.check(card)
        if consignment:
            self._counter.send_by_post(consignment)

    def show_form(self, story: Story) -> None:
        """What went out already, with the form about it on the right."""
        self.prepare()
        self.story = None
        self._facts.show_story(story, self._desk.calendar, self._today())
        self._right.setCurrentWidget(self._form)

    def show_again(self, story: Story) -> bool:
        """After a change: what was typed stays while the result still lies here; false where the page began anew."""
        if self._counter.asking() and story.dossier.state is State.RESULT_READY:
            self.story = story
            self._counter.ask_again(story.dossier)
            self._facts.show_story(story, self._desk.calendar, self._today())
            return True
        self.show_story(story)
        return False

    def asking(self) -> bool:
        """Whether the result of the dossier that is shown can be handed back."""
        return self.story is not None and self._counter.asking()

    @property
    def code(self) -> str:
        """Of the dossier that is shown; empty between two citizens."""
        return self.story.dossier.code if self.story else ""

    def asks_about(self, wanted: object) -> bool:
        """Whether ``wanted``, an id or a code, is the dossier that can be handed back here."""
        if self.story is None or not self._counter.asking():
            return False
        dossier = self.story.dossier
        return wanted in (dossier.id, dossier.code, dossier.provisional)

    def check_card(self, scan: str) -> None:
        """Compare a card with the dossier; ``UserError`` where it was read badly."""
        card = read_card(scan, self._today())
        if self._counter.asking():
            self._counter.check(card)

    def read(self) -> HandBackDraft:
        """``UserError`` while a question is open."""
        return self._counter.read()

    def show_error(self, error: UserError) -> bool:
        """At its field, where this page has it."""
        return self.story is not None and self._counter.show_error(error)

    def unsaved(self) -> str:
        if self.story is None or not self._counter.typed():
            return ""
        return f"Hồ sơ {self.story.dossier.code} đang nhập người nhận mà chưa trả kết quả."

    def _build(self) -> None:
        self._facts, self._counter = FactsPanel(), CounterPanel(self._workplace)
        self._right = QStackedWidget()
        for half in (self._counter, self._form):
            self._right.addWidget(half)
        halves = QHBoxLayout(self)
        halves.setContentsMargins(0, 0, 0, 0)
        halves.setSpacing(14)
        halves.addWidget(self._facts, 5)
        halves.addWidget(self._right, 4)
        self._counter.pressed.connect(self.pressed)
        self._counter.settled.connect(self.settled)
        self._counter.scanned.connect(self.scanned)
        self._counter.wanted.connect(lambda: self.wanted.emit(self._id()))
        self._counter.came_back.connect(lambda: self.came_back.emit(self._id()))

    def _today(self) -> date:
        return self._desk.now().date()

    def _id(self) -> EventId:
        assert self.story is not None
        return self.story.dossier.id
