"""Trả kết quả: scan the slip, see the dossier, check who collects, hand back, next."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from onecua_desk.domain.citizen import Card, looks_like_card, read_card
from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import EventId
from onecua_desk.domain.parts import State
from onecua_desk.domain.standing import Tone
from onecua_desk.domain.text import clean
from onecua_desk.errors import UserError
from onecua_desk.services import handback, lookup
from onecua_desk.services.desk import Changes, Done
from onecua_desk.services.lookup import DossierRow, Story
from onecua_desk.ui.handback import words
from onecua_desk.ui.handback.collect import HandBackDraft
from onecua_desk.ui.handback.counter import CounterPanel
from onecua_desk.ui.handback.facts import FactsPanel
from onecua_desk.ui.handback.hits import HitList
from onecua_desk.ui.handback.ready import ReadyList
from onecua_desk.ui.screen import Screen
from onecua_desk.ui.tasks import Latest
from onecua_desk.ui.theme import mark
from onecua_desk.ui.widgets.inputs import HintEdit
from onecua_desk.ui.widgets.notice import Notice
from onecua_desk.ui.workplace import Workplace

_START, _HITS, _DOSSIER = range(3)
_HINT = "Quét mã trên giấy hẹn hoặc thẻ căn cước; hoặc gõ các số cuối của mã, số điện thoại rồi Enter"


@dataclass(frozen=True, slots=True)
class _Found:
    """What a scan or typed digits found; ``card`` where it was a citizen's card."""

    text: str
    rows: list[DossierRow]
    card: Card | None


class HandBackScreen(Screen):
    """``dossier_wanted``: the official wants to see this dossier (its id) on the dossier screen."""

    dossier_wanted = Signal(object)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = workplace
        # Two, so that news of the open dossier never drops the answer to the next scan.
        self._reads, self._rereads = Latest(workplace.tasks), Latest(workplace.tasks)
        self._story: Story | None = None
        self._card: Card | None = None
        self._handing_back = False
        self._box, self._notice = HintEdit(big=True), Notice()
        self._box.setAccessibleName("Quét giấy hẹn hoặc thẻ")
        self._facts, self._counter = FactsPanel(), CounterPanel()
        self._hits = HitList(workplace.desk, workplace.tasks)
        self._ready, self._pages = ReadyList(workplace), QStackedWidget()
        self._lay_out()
        self._box.returnPressed.connect(lambda: self._scanned(self._box.text()))
        self._box.installEventFilter(self)
        self._box.textEdited.connect(self._ready.let_go)
        self._ready.chosen.connect(self.open_dossier)
        self._hits.chosen.connect(lambda id: self._open(id, self._card))
        self._counter.pressed.connect(self.main_verb)
        self._counter.scanned.connect(self._scanned)
        self._counter.settled.connect(self._go_on)
        self._counter.wanted.connect(self._want_dossier)

    def open_dossier(self, id: EventId) -> None:
        """Show this dossier, ready to be handed back if its state allows it."""
        self._open(id, None)

    def shown(self) -> None:
        self.refresh(None)

    def first_focus(self) -> QWidget:
        return self._box

    def main_verb(self) -> None:
        """Hand the result back, once."""
        if self._story is None or self._handing_back:
            return
        if not self._counter.asking():
            self._notice.say("Hồ sơ này chưa trả được kết quả; xem lý do ở bên phải.", Tone.DUE)
            return
        self._notice.hide()
        try:
            self._hand_back(self._counter.read())
        except UserError as error:
            self._show_error(error)

    def back(self) -> bool:
        if self._pages.currentIndex() == _START and not self._box.text():
            return False
        self._notice.dismiss()
        self._clear()
        return True

    def eventFilter(self, box: QObject, event: QEvent) -> bool:
        """While nothing is typed the arrows choose among the dossiers that wait."""
        at_start = self._pages.currentIndex() == _START and not self._box.text()
        if at_start and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._ready.take_key(event)
        return super().eventFilter(box, event)

    def refresh(self, changes: object) -> None:
        if self.isVisible():  # else read when it is shown
            self._ready.read()
        open_one = self._story.dossier.id if self._story else None
        if open_one and (not isinstance(changes, Changes) or open_one in changes.dossiers):
            self._rereads.run(lambda: lookup.story(self._place.desk, open_one), self._show_again, self._unreadable)

    def writing(self) -> bool:
        return self._handing_back

    def unsaved(self) -> str:
        if self._story and self._counter.typed():
            return f"Hồ sơ {self._story.dossier.code} đang nhập người nhận mà chưa trả kết quả."
        return ""

    def _scanned(self, scan: str) -> None:
        text = clean(scan)
        if not text:
            return
        self._notice.dismiss()
        if self._story and looks_like_card(text):
            self._check_card(text, self._story)
        else:
            self._reads.run(lambda: self._look_for(text), self._show_found, self._unreadable)

    def _look_for(self, text: str) -> _Found:
        if not looks_like_card(text):
            return _Found(text, lookup.find(self._place.desk, text), None)
        card = read_card(text, self._place.desk.now().date())
        rows = lookup.find(self._place.desk, card.number)
        if not rows and card.old_number:
            rows = lookup.find(self._place.desk, card.old_number)
        return _Found(f"Thẻ {card.name}", rows, card)

    def _check_card(self, text: str, story: Story) -> None:
        self._box.setText(story.dossier.code)
        self._focus_box()
        try:
            card = read_card(text, self._place.desk.now().date())
        except UserError as error:
            self._show_error(error)
            return
        if self._counter.asking():
            self._counter.check(card)

    def _show_found(self, found: _Found) -> None:
        self._card = found.card
        if not found.rows:
            self._close()
            self._focus_box()
            advice = "Hãy quét lại, hoặc gõ tên, số điện thoại, số định danh."
            self._notice.say(f"Không có hồ sơ nào khớp «{found.text}». {advice}", Tone.DUE)
        elif len(found.rows) == 1:
            self._open(found.rows[0].id, found.card)
        else:
            self._close()
            self._pages.setCurrentIndex(_HITS)
            self._hits.show_rows(found.text, found.rows)

    def _open(self, id: EventId, card: Card | None) -> None:
        def show(story: Story) -> None:
            self._show_story(story)
            if card and self._counter.asking():
                self._counter.check(card)

        self._reads.run(lambda: lookup.story(self._place.desk, id), show, self._unreadable)

    def _show_story(self, story: Story) -> None:
        now = self._place.desk.now()
        self._story = story
        self._facts.show_story(story, self._place.desk.calendar, now.date())
        reason, advice = words.why_not(story, self._place.desk.calendar, now)
        if reason:
            self._counter.decline(reason, advice)
        else:
            self._counter.ask(story.dossier)
        self._pages.setCurrentIndex(_DOSSIER)
        self._box.setText(story.dossier.code)
        self._focus_box()

    def _show_again(self, story: Story) -> None:
        """After a change: what the official typed stays while the dossier can still be handed back."""
        if self._story is None or self._story.dossier.id != story.dossier.id:
            return
        if self._counter.asking() and story.dossier.state is State.RESULT_READY:
            self._story = story
            self._facts.show_story(story, self._place.desk.calendar, self._place.desk.now().date())
        else:
            self._show_story(story)

    def _hand_back(self, draft: HandBackDraft) -> None:
        desk, official = self._place.desk, self._place.official
        self._handing_back = True
        self._place.tasks.run(
            lambda: handback.hand_back(desk, official, draft.id, draft.collector, draft.collected_fee),
            self._handed_back,
            self._failed,
        )

    def _handed_back(self, done: Done[Dossier]) -> None:
        self._handing_back = False
        dossier = done.value
        at = f" lúc {dossier.closed_at:%H:%M}" if dossier.closed_at else ""
        if self._box.text() in {"", dossier.code}:  # else the next one is scanned already
            self._clear()
        verbs = [("Xem lại", lambda: self.open_dossier(dossier.id))]
        self._notice.say(f"Đã trả kết quả cho {dossier.applicant.name}{at}, hồ sơ {dossier.code}.", Tone.OK, verbs)
        self._place.announce(done.changes)

    def _failed(self, error: Exception) -> None:
        self._handing_back = False
        self._show_error(error)

    def _show_error(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        if not self._counter.show_error(error):
            self._notice.say(str(error), Tone.DUE)
            self._focus_box()

    def _unreadable(self, error: Exception) -> None:
        self._clear()
        self._show_error(error)

    def _close(self) -> None:
        self._story = None
        self._pages.setCurrentIndex(_START)

    def _clear(self) -> None:
        self._reads.drop()
        self._close()
        self._box.clear()
        self._focus_box()

    def _go_on(self) -> None:
        self._notice.dismiss()
        self._focus_box()

    def _focus_box(self) -> None:
        self._box.setFocus(Qt.FocusReason.OtherFocusReason)
        self._box.selectAll()

    def _want_dossier(self) -> None:
        if self._story:
            self.dossier_wanted.emit(self._story.dossier.id)

    def _lay_out(self) -> None:
        dossier, hint = QWidget(), QLabel(_HINT)
        mark(hint, "role", "soft")
        halves = QHBoxLayout(dossier)
        halves.setContentsMargins(0, 0, 0, 0)
        halves.setSpacing(14)
        halves.addWidget(self._facts, 5)
        halves.addWidget(self._counter, 4)
        for page in (self._ready, self._hits, dossier):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        scan = QVBoxLayout()
        scan.setSpacing(4)
        scan.addWidget(self._box)
        scan.addWidget(hint)
        column.addLayout(scan)
        column.addWidget(self._notice)
        column.addWidget(self._pages, 1)
