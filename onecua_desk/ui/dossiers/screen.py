"""The screen *Hồ sơ*: what was found on the left, the chosen dossier and its verbs on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import EventId
from onecua_desk.domain.standing import Tone
from onecua_desk.errors import UserError
from onecua_desk.services import lookup
from onecua_desk.services.desk import Changes
from onecua_desk.ui.dossiers.details import Details
from onecua_desk.ui.dossiers.hand_over_bar import HandOverBar
from onecua_desk.ui.dossiers.listed import Listed
from onecua_desk.ui.dossiers.verbs import Verb
from onecua_desk.ui.dossiers.work_list import WorkList
from onecua_desk.ui.screen import Screen
from onecua_desk.ui.theme import current
from onecua_desk.ui.workplace import Workplace

if TYPE_CHECKING:
    from onecua_desk.ui.scans.dossier_scans import DossierScans

_DETAILS_WIDTH, _DETAILS_SHARE = 380, 0.4


class DossiersScreen(Screen):
    """``hand_back``: id of the dossier whose result is to be handed back; ``counted``: dossiers of each work list."""

    hand_back = Signal(object)
    counted = Signal(object)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self.list, self.details, self._pages = WorkList(workplace), Details(workplace), QStackedWidget()
        self.handed = HandOverBar(workplace)
        self._scans: DossierScans | None = None
        both = self._lay_out()
        self.handed.told.connect(lambda tone, sentence: self.list.notice.say(sentence, tone))
        self.list.moved.connect(self._choose)
        self.list.opened.connect(self._open)
        self.list.counted.connect(self.counted)
        self.details.hand_back.connect(self.hand_back)
        self.details.left.connect(self.list.focus_list)
        self.details.scans.connect(self._show_scans)
        for key, act in (("Ctrl+P", self.details.print_again), ("F5", lambda: self.details.start(Verb.SCANS))):
            shortcut = QShortcut(QKeySequence(key), both)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(act)

    def _lay_out(self) -> QWidget:
        """The list and the details; what takes the whole screen comes on top of them."""
        both, left = QWidget(), QVBoxLayout()
        left.setSpacing(4)
        left.addWidget(self.list, 1)
        left.addWidget(self.handed)
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addLayout(left, 1)
        row.addWidget(self.details)
        self._pages.addWidget(both)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)
        return both

    def shown(self) -> None:
        self.list.shown()
        self.handed.refresh()

    def open_dossier(self, id: EventId) -> None:
        """Find the dossier with this id and show it, whatever was listed before."""
        desk = self._workplace.desk
        self._workplace.tasks.run(lambda: lookup.story(desk, id).dossier, self._found, self._not_found)

    def look_up(self, text: str) -> None:
        """Search all dossiers for a scanned code or typed words; the first found is shown."""
        if self.details.may_leave():
            self._pages.setCurrentIndex(0)
            self.list.search(text, to_list=True)

    def main_verb(self) -> None:
        if self._scans is None or self._pages.currentWidget() is not self._scans:
            self.details.press_main()

    def back(self) -> bool:
        if self._scans is not None and self._pages.currentWidget() is self._scans:
            if not self._scans.back():
                self._close_scans()
            return True
        if self.details.back():
            return True
        if self.list.clear():
            self.list.box.setFocus()
            return True
        return False

    def refresh(self, changes: object) -> None:
        known = changes if isinstance(changes, Changes) else None
        self.list.refresh()
        self.handed.refresh()
        self.details.refresh(known)

    def writing(self) -> bool:
        return self.details.writing() or (self._scans is not None and self._scans.writing())

    def unsaved(self) -> str:
        if self._scans is not None and (waiting := self._scans.waiting()):
            return f"Hồ sơ: {waiting} trang quét chưa lưu."
        return self.details.unsaved()

    def first_focus(self) -> QWidget | None:
        return self.list.box

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.details.setFixedWidth(min(current().px(_DETAILS_WIDTH), int(self.width() * _DETAILS_SHARE)))

    def _choose(self, item: Listed | None) -> None:
        id = item.row.id if item else None
        if id != self.details.shown_id() and not self.details.may_leave():
            self.list.reselect()
            return
        self.list.keep_on(id)
        self.details.show_dossier(id)

    def _open(self, item: Listed | None) -> None:
        self._choose(item)
        self.details.focus_verbs()

    def _show_scans(self, id: EventId) -> None:
        """The scans of a dossier take the whole screen; image work is only loaded here."""
        from onecua_desk.ui.scans.dossier_scans import DossierScans

        reading = self.details.reading
        if reading is None or reading.dossier.id != id:
            return
        if self._scans is None:
            self._scans = DossierScans(self._workplace)
            self._scans.closed.connect(self._close_scans)
            self._pages.addWidget(self._scans)
        self._scans.show_dossier(reading.dossier)
        self._pages.setCurrentWidget(self._scans)

    def _close_scans(self) -> None:
        self._pages.setCurrentIndex(0)
        self.list.focus_list()

    def _found(self, dossier: Dossier) -> None:
        self.look_up(dossier.code)

    def _not_found(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self.list.notice.say(str(error), Tone.LATE)
