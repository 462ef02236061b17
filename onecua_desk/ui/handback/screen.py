"""Trả kết quả: scan the slip, see the dossier, check who collects, hand back, next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from onecua_desk.domain.citizen import Card, looks_like_card
from onecua_desk.domain.events import EventId
from onecua_desk.domain.fees import dong
from onecua_desk.domain.scanned import recognise
from onecua_desk.domain.standing import Tone
from onecua_desk.errors import UserError
from onecua_desk.services import lookup
from onecua_desk.services.desk import Changes
from onecua_desk.services.lookup import Story
from onecua_desk.ui.handback.dossier_page import DossierPage
from onecua_desk.ui.handback.handing import Handing
from onecua_desk.ui.handback.hits import HitList
from onecua_desk.ui.handback.leaving import Leaving
from onecua_desk.ui.handback.post_round import PostRound
from onecua_desk.ui.handback.ready import ReadyList
from onecua_desk.ui.handback.searching import Found, look_for
from onecua_desk.ui.screen import Screen
from onecua_desk.ui.tasks import Latest
from onecua_desk.ui.theme import mark
from onecua_desk.ui.widgets.inputs import HintEdit
from onecua_desk.ui.workplace import Workplace

_START, _HITS, _DOSSIER, _POST = range(4)
_HINT = "Quét mã trên giấy hẹn hoặc thẻ căn cước; hoặc gõ các số cuối của mã, số điện thoại rồi Enter"
_POST_HINT = "Quét nhãn bưu gửi cho dòng đang chọn; quét giấy hẹn hoặc ↑ ↓ để chọn dòng khác; Esc để trở lại"


class HandBackScreen(Screen):
    """``dossier_wanted``: the official wants to see this dossier (its id) on the dossier screen."""

    dossier_wanted = Signal(object)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = workplace
        # Two, so that news of the open dossier never drops the answer to the next scan.
        self._reads, self._rereads = Latest(workplace.tasks), Latest(workplace.tasks)
        self._card: Card | None = None
        self._box, self._hint, self._pages = HintEdit(big=True), QLabel(_HINT), QStackedWidget()
        self._box.setAccessibleName("Quét giấy hẹn hoặc thẻ")
        self._hits, self._ready = HitList(workplace.desk, workplace.tasks), ReadyList(workplace)
        self._handing, self._post = Handing(workplace), PostRound(workplace)
        self._dossier, self._notice = DossierPage(workplace, self._handing.page), self._handing.notice
        self._leaving = Leaving(self._notice)
        self._lay_out()
        self._connect()

    def open_dossier(self, id: EventId) -> None:
        """Show this dossier, ready to be handed back if its state allows it."""
        if not self._stays_with(id) and self._handing.may_leave():
            self._handing.when_written(lambda: self._leave_for(id, lambda: self._open(id, None)))

    def scan(self, text: str) -> None:
        """A slip, a card or a postal label was scanned, or digits typed: what it means where the official is now."""
        text = recognise(text).text
        if text and not self._stays_with(text) and self._handing.may_leave():
            self._handing.when_written(lambda: self._take(text))

    def shown(self) -> None:
        self.refresh(None)
        QTimer.singleShot(0, self, self._dossier.prepare)  # half of what this screen costs: once the rest stands there

    def first_focus(self) -> QWidget:
        return self._box

    def main_verb(self) -> None:
        """Hand the result back, once; on the other pages what their button says."""
        if self._handing.page.form:
            self._handing.page.form.write()
        elif self._pages.currentIndex() == _POST:
            self._post.print_list()
        elif self._dossier.story and not self._handing.writing():
            self._hand_back()

    def back(self) -> bool:
        if self._handing.page.form:
            self._handing.leave()
            return True
        if self._pages.currentIndex() == _START and not self._box.text():
            return False
        self._handing.clear()
        self._clear()
        return True

    def eventFilter(self, box: QObject, event: QEvent) -> bool:
        """While nothing is typed the arrows choose among the dossiers that wait."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not self._box.text():
            if self._pages.currentIndex() == _START:
                return self._ready.take_key(event)
            if self._pages.currentIndex() == _POST:
                return self._post.page.take_key(event)
        return super().eventFilter(box, event)

    def refresh(self, changes: object) -> None:
        if self.isVisible():  # else read when it is shown
            self._ready.read()
            if self._pages.currentIndex() == _POST:
                self._post.read()
        open_one = self._dossier.story.dossier.id if self._dossier.story else None
        if open_one and (not isinstance(changes, Changes) or open_one in changes.dossiers):
            self._rereads.run(lambda: lookup.story(self._place.desk, open_one), self._show_again, self._unreadable)

    def writing(self) -> bool:
        return self._handing.writing() or self._post.writing()

    def unsaved(self) -> str:
        return self._dossier.unsaved() or self._handing.unsaved()

    def _take(self, text: str) -> None:
        sure = self._leaving.asked(text)
        self._handing.clear()
        if self._pages.currentIndex() == _POST and not looks_like_card(text):
            self._post.scan(text)
        elif self._dossier.story and looks_like_card(text):
            self._check_card(text, self._dossier.story)
        else:
            self._leave_for(text, lambda: self._look_for(text), sure=sure)

    def _leave_for(self, wanted: object, go: Callable[[], None], *, sure: bool = False) -> None:
        """Go on, unless that wipes what was typed: then ask first."""
        typed = self._dossier.unsaved()
        if sure or not typed:
            go()
            return
        self._box.setText(self._dossier.code)
        self._leaving.ask(typed, wanted, go)

    def _stays_with(self, wanted: object) -> bool:
        """Whether that is the dossier being handed back: a late Enter must not forget its card, nor what is typed."""
        if not self._dossier.asks_about(wanted):
            return False
        self._reads.drop()
        self._box.setText(self._dossier.code)
        self._box.selectAll()
        return True

    def _look_for(self, text: str) -> None:
        self._reads.run(lambda: look_for(self._place.desk, text), self._show_found, self._unreadable)

    def _hand_back(self) -> None:
        if not self._dossier.asking():
            self._notice.say("Hồ sơ này chưa trả được kết quả; xem lý do ở bên phải.", Tone.DUE)
            return
        self._handing.clear()
        try:
            self._handing.hand_back(self._dossier.read())
        except UserError as error:
            self._show_error(error)

    def _check_card(self, text: str, story: Story) -> None:
        self._box.setText(story.dossier.code)
        self._focus_box()
        try:
            self._dossier.check_card(text)
        except UserError as error:
            self._show_error(error)

    def _show_found(self, found: Found) -> None:
        self._card = found.card
        if not found.rows:
            self._to_start()
            self._focus_box()
            advice = "Hãy quét lại, hoặc gõ tên, số điện thoại, số định danh."
            self._notice.say(f"Không có hồ sơ nào khớp «{found.text}». {advice}", Tone.DUE)
        elif len(found.rows) == 1:
            self._open(found.rows[0].id, found.card)
        else:
            self._to_start()
            self._show_page(_HITS)
            self._hits.show_rows(found.text, found.rows)

    def _open(self, id: EventId, card: Card | None, consignment: str = "") -> None:
        def show(story: Story) -> None:
            self._dossier.show_story(story, card, consignment)
            self._show_dossier(story)

        self._reads.run(lambda: lookup.story(self._place.desk, id), show, self._unreadable)

    def _show_dossier(self, story: Story) -> None:
        self._show_page(_DOSSIER)
        self._box.setText(story.dossier.code)
        self._focus_box()

    def _show_again(self, story: Story) -> None:
        shown = self._dossier.story
        if not shown or shown.dossier.id != story.dossier.id:
            return
        asking = self._dossier.asking()
        if not self._dossier.show_again(story):
            self._show_dossier(story)
        elif asking and shown.dossier.owed != story.dossier.owed:
            self._notice.say(f"Lệ phí vừa được ghi ở nơi khác: còn phải thu {dong(story.dossier.owed)}.", Tone.DUE)

    def _handed_back(self, code: str) -> None:
        """Ready for the next, unless it is being typed already, or the official is elsewhere."""
        if self._dossier.code != code:
            return
        if self._box.text() in {"", code}:
            self._clear()
        else:
            self._to_start()

    def _show_error(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        if not self._dossier.show_error(error):
            self._notice.say(str(error), Tone.DUE)
            self._focus_box()

    def _unreadable(self, error: Exception) -> None:
        self._clear()
        self._show_error(error)

    def _show_form(self, story: Story) -> None:
        self._reads.drop()
        self._dossier.show_form(story)
        self._show_page(_DOSSIER)
        self._box.setText(story.dossier.code)

    def _show_post(self) -> None:
        self._clear()
        self._post.read()
        self._show_page(_POST)

    def _to_start(self) -> None:
        self._dossier.story = None
        self._show_page(_START)

    def _show_page(self, page: int) -> None:
        if page != _POST:
            self._post.give_up_scans()
        self._pages.setCurrentIndex(page)
        self._hint.setText(_POST_HINT if page == _POST else _HINT)

    def _clear(self) -> None:
        self._reads.drop()
        self._to_start()
        self._box.clear()
        self._focus_box()

    def _go_on(self) -> None:
        self._notice.dismiss()
        self._focus_box()

    def _focus_box(self) -> None:
        if self.isVisible():  # else the keyboard would be taken away from the screen in front
            self._box.setFocus(Qt.FocusReason.OtherFocusReason)
            self._box.selectAll()

    def _connect(self) -> None:
        self._box.returnPressed.connect(lambda: self.scan(self._box.text()))
        self._box.installEventFilter(self)
        self._box.textEdited.connect(self._ready.let_go)
        self._ready.chosen.connect(self.open_dossier)
        self._ready.post_wanted.connect(self._show_post)
        self._hits.chosen.connect(lambda id: self._open(id, self._card))
        self._dossier.pressed.connect(self.main_verb)
        self._dossier.scanned.connect(self.scan)
        self._dossier.settled.connect(self._go_on)
        self._dossier.wanted.connect(self.dossier_wanted)
        self._dossier.came_back.connect(self._handing.undelivered)
        self._handing.done.connect(self._handed_back)
        self._handing.failed.connect(self._show_error)
        self._handing.asking.connect(self._show_form)
        self._handing.answered.connect(self._clear)
        self._handing.look_again.connect(self.open_dossier)
        self._handing.undo_wanted.connect(lambda: self._leave_for(None, self._handing.undo))
        self._post.sent.connect(self._handing.say_done)
        self._post.told.connect(self._notice.say)
        self._post.taken.connect(self._box.clear)
        self._post.page.opened.connect(self.open_dossier)
        self._post.needs_more.connect(lambda id, consignment: self._open(id, None, consignment))

    def _lay_out(self) -> None:
        mark(self._hint, "role", "soft")
        for page in (self._ready, self._hits, self._dossier, self._post.page):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        scan = QVBoxLayout()
        scan.setSpacing(4)
        scan.addWidget(self._box)
        scan.addWidget(self._hint)
        column.addLayout(scan)
        column.addWidget(self._notice)
        column.addWidget(self._handing.rating)
        column.addWidget(self._pages, 1)
