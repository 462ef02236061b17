"""The right half: who collects, or why nobody can, and the verb."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QLabel, QStackedWidget, QWidget

from onecua_desk.domain.citizen import Card as CitizenCard
from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.procedure import Channel
from onecua_desk.errors import UserError
from onecua_desk.ui.handback.collect import CollectPanel, HandBackDraft
from onecua_desk.ui.handback.not_ready import NotReadyPanel
from onecua_desk.ui.theme import current, mark
from onecua_desk.ui.widgets.buttons import KeyButton, Kind
from onecua_desk.ui.widgets.card import Card
from onecua_desk.ui.widgets.scroll import Scroll
from onecua_desk.ui.workplace import Workplace

_VERBS = {
    Channel.COUNTER: "Trả kết quả",
    Channel.POST: "Giao bưu chính",
    Channel.ONLINE: "Trả trực tuyến",
}
_ERROR_ROOM = 80
"""Px below an input in which the sentence about it stands."""


class CounterPanel(Card):
    """``pressed``: hand back; ``settled``, ``scanned``, ``wanted``, ``came_back``: see the panels inside."""

    pressed = Signal()
    settled = Signal()
    scanned = Signal(str)
    wanted = Signal()
    came_back = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = QLabel("Ai đến nhận?")
        mark(self._title, "role", "heading")
        self._collect, self._not_ready, self._pages = CollectPanel(workplace), NotReadyPanel(), QStackedWidget()
        self._scroll = Scroll(self._collect)
        self._button = KeyButton("Trả kết quả", "F12", Kind.MAIN, tall=True)
        for page in (self._scroll, Scroll(self._not_ready)):
            self._pages.addWidget(page)
        self.body.addWidget(self._title)
        self.body.addWidget(self._pages, 1)
        self.body.addWidget(self._button)
        self._button.clicked.connect(self.pressed)
        self._collect.settled.connect(self.settled)
        self._collect.scanned.connect(self.scanned)
        self._collect.way_changed.connect(lambda way: self._button.setText(_VERBS[way]))
        self._not_ready.wanted.connect(self.wanted)
        self._not_ready.came_back.connect(self.came_back)

    def ask(self, dossier: Dossier) -> None:
        """Ask who collects the result of ``dossier``."""
        self._title.show()
        self._collect.begin(dossier)
        self._pages.setCurrentIndex(0)
        self._button.setEnabled(True)

    def ask_again(self, dossier: Dossier) -> None:
        """The same dossier after a change."""
        self._collect.go_on(dossier)

    def decline(self, reason: str, advice: str, *, by_post: bool = False) -> None:
        """Say why nothing can be handed back; ``by_post``: the result may come back from the post."""
        self._title.hide()
        self._not_ready.show_reason(reason, advice, by_post=by_post)
        self._pages.setCurrentIndex(1)
        self._button.setEnabled(False)

    def asking(self) -> bool:
        return self._button.isEnabled()

    def check(self, card: CitizenCard) -> None:
        self._collect.check(card)
        self._scroll.verticalScrollBar().setValue(0)  # what the card says must be seen

    def send_by_post(self, consignment: str) -> None:
        """The post takes it, under the number that was scanned already."""
        self._collect.send_by_post(consignment)

    def read(self) -> HandBackDraft:
        return self._collect.read()

    def show_error(self, error: UserError) -> bool:
        shown = self._collect.show_error(error)
        if shown:  # the sentence takes its room only in the next round of the event loop
            QTimer.singleShot(0, self, self._reveal_error)
        return shown

    def typed(self) -> bool:
        return self.asking() and self._collect.typed()

    @Slot()
    def _reveal_error(self) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and self._collect.isAncestorOf(focused):
            self._scroll.ensureWidgetVisible(focused, 0, current().px(_ERROR_ROOM))
