"""Keeps the way in which fees were last paid at once to this official, also for the next start of the program."""

from __future__ import annotations

from PySide6.QtCore import QObject

from onecua_desk.domain.payment import PayWay
from onecua_desk.services import preferences
from onecua_desk.ui.intake.terms_pay import PayInputs
from onecua_desk.ui.workplace import Workplace


class UsualPayment(QObject):
    """Joins the inputs of payment to the settings of the desk, off the window's thread."""

    def __init__(self, workplace: Workplace, pay: PayInputs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        pay.usual_chosen.connect(self._remember)
        store, login = workplace.desk.store, workplace.official.login
        workplace.tasks.run(lambda: preferences.usual_way(store, login), pay.set_usual)

    def _remember(self, way: PayWay) -> None:
        store, login = self._workplace.desk.store, self._workplace.official.login
        self._workplace.tasks.run(lambda: preferences.remember_way(store, login, way), lambda _: None)
