"""Below the list: how many dossiers were handed over today, and the list that goes along with them on paper."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from onecua_desk.domain.standing import Tone
from onecua_desk.errors import UserError
from onecua_desk.services import hand_overs
from onecua_desk.services.hand_overs import Receiver
from onecua_desk.ui.dossiers.form_print import came_out
from onecua_desk.ui.tasks import Latest
from onecua_desk.ui.widgets.buttons import KeyButton, Kind
from onecua_desk.ui.workplace import Workplace


class HandOverBar(QWidget):
    """Not there on a day without hand-overs. ``told``: a tone and a sentence on what came of printing."""

    told = Signal(object, str)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace, self._counts = workplace, Latest(workplace.tasks)
        self.button, self.menu = KeyButton("", "Ctrl+L", Kind.QUIET), QMenu(self)
        self.button.setToolTip("In danh sách bàn giao kèm hồ sơ giấy, mỗi nơi nhận một danh sách")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(self.button)
        self.button.clicked.connect(self._ask)
        self.hide()

    def refresh(self) -> None:
        desk = self._workplace.desk
        self._counts.run(lambda: hand_overs.count(desk, desk.now().date()), self._show_count)

    def _show_count(self, dossiers: int) -> None:
        self.button.setText(f"In danh sách bàn giao hôm nay ({dossiers} hồ sơ)")
        self.setVisible(dossiers > 0)

    def _ask(self) -> None:
        desk = self._workplace.desk
        self._workplace.tasks.run(lambda: hand_overs.receivers(desk, desk.now().date()), self._choose)

    def _choose(self, receivers: Sequence[Receiver]) -> None:
        """At once where there is nothing to choose."""
        if len(receivers) == 1:
            self._print(receivers[0].name)
        elif receivers:
            self._open(receivers)
        else:
            self.told.emit(Tone.DUE, "Hôm nay quầy này chưa bàn giao hồ sơ nào còn được tính.")

    def _open(self, receivers: Sequence[Receiver]) -> None:
        self.menu.clear()
        for receiver in receivers:
            action = self.menu.addAction(f"{receiver.name}: {receiver.dossiers} hồ sơ".replace("&", "&&"))
            action.triggered.connect(partial(self._print, receiver.name))
        size = self.menu.sizeHint()
        self.menu.popup(self.button.mapToGlobal(QPoint(self.button.width() - size.width(), -size.height() - 4)))
        self.menu.setActiveAction(self.menu.actions()[0])

    def _print(self, receiver: str, *_checked: object) -> None:
        place = self._workplace

        def job() -> str:
            today = place.desk.now().date()
            paper = hand_overs.day_list(place.desk, place.official, day=today, receiver=receiver)
            return came_out(f"danh sách bàn giao cho {receiver}", paper, place.print_paper(paper))

        place.printing.run(job, partial(self.told.emit, Tone.OK), self._failed)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self.told.emit(Tone.LATE, f"Danh sách bàn giao chưa in được: {error}")
