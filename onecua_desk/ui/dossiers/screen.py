"""The screen *Hồ sơ*: what was found on the left, the chosen dossier and its verbs on the right."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import EventId
from onecua_desk.domain.standing import Tone
from onecua_desk.errors import UserError
from onecua_desk.services import lookup
from onecua_desk.services.desk import Changes
from onecua_desk.ui.dossiers.details import Details
from onecua_desk.ui.dossiers.listed import Listed
from onecua_desk.ui.dossiers.work_list import WorkList
from onecua_desk.ui.screen import Screen
from onecua_desk.ui.theme import current
from onecua_desk.ui.workplace import Workplace

_DETAILS_WIDTH, _DETAILS_SHARE = 380, 0.44


class DossiersScreen(Screen):
    """``hand_back``: id of the dossier whose result is to be handed back; ``counted``: dossiers of each work list."""

    hand_back = Signal(object)
    counted = Signal(object)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self.list, self.details = WorkList(workplace), Details(workplace)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(self.list, 1)
        row.addWidget(self.details)
        self.list.moved.connect(self._choose)
        self.list.opened.connect(self._open)
        self.list.counted.connect(self.counted)
        self.details.hand_back.connect(self.hand_back)
        self.details.left.connect(self.list.focus_list)

    def shown(self) -> None:
        self.list.shown()

    def open_dossier(self, id: EventId) -> None:
        """Find the dossier with this id and show it, whatever was listed before."""
        desk = self._workplace.desk
        self._workplace.tasks.run(lambda: lookup.story(desk, id).dossier, self._found, self._not_found)

    def look_up(self, text: str) -> None:
        """Search all dossiers for a scanned code or typed words; the first found is shown."""
        if self.details.may_leave():
            self.list.search(text, to_list=True)

    def main_verb(self) -> None:
        self.details.press_main()

    def back(self) -> bool:
        if self.details.back():
            return True
        if self.list.clear():
            self.list.box.setFocus()
            return True
        return False

    def refresh(self, changes: object) -> None:
        known = changes if isinstance(changes, Changes) else None
        self.list.refresh()
        self.details.refresh(known)

    def writing(self) -> bool:
        return self.details.writing()

    def unsaved(self) -> str:
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

    def _found(self, dossier: Dossier) -> None:
        self.look_up(dossier.code)

    def _not_found(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self.list.notice.say(str(error), Tone.LATE)
