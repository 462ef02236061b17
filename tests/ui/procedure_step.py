"""Step 1 of the intake alone in a window, with its catalogue, its favourites and the answers beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from onecua_desk.services.desk import Desk
from onecua_desk.ui.intake.guide_panel import GuidePanel
from onecua_desk.ui.intake.known_procedures import KnownProcedures
from onecua_desk.ui.intake.procedure_panel import ProcedurePanel
from onecua_desk.ui.widgets.field import Fields
from tests.ui.seat import take_seat


class ProcedureStep(QWidget):
    """``said``: what ``KnownProcedures`` told; ``answered``: how often the talk could go on."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        workplace = take_seat(desk).workplace
        self.fields = Fields()
        self.panel, self.guide = ProcedurePanel(self.fields), GuidePanel(workplace)
        self.known = KnownProcedures(workplace, self.panel)
        self.said: list[str] = []
        self.answered: list[str] = []
        self.known.pinned.connect(self.said.append)
        self.known.loaded.connect(self.guide.set_finder)
        self.panel.answered.connect(lambda: self.answered.append(self.code()))
        row = QHBoxLayout(self)
        row.addWidget(self.panel, 1)
        row.addWidget(self.guide, 1)
        self.guide.hide()

    def code(self) -> str:
        chosen = self.panel.procedure()
        return chosen.code if chosen else ""


def open_step(qtbot: QtBot, desk: Desk) -> ProcedureStep:
    step = ProcedureStep(desk)
    qtbot.addWidget(step)
    step.resize(1160, 660)
    with qtbot.waitExposed(step):
        step.show()
    step.activateWindow()
    step.known.load()
    step.panel.box.setFocus(Qt.FocusReason.OtherFocusReason)
    return step


def press(qtbot: QtBot, step: QWidget, key: Qt.Key, how: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """``key`` where the keyboard is."""
    qtbot.keyClick(step.focusWidget(), key, how)
