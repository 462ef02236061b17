"""Asks the store about the applicant whenever who it is, or the procedure, has changed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from onecua_desk.domain.parts import Applicant
from onecua_desk.services import applicants
from onecua_desk.services.applicants import Recall
from onecua_desk.ui.tasks import Latest
from onecua_desk.ui.workplace import Workplace


class ApplicantRecall(QObject):
    """Without a workplace nothing is known of anybody."""

    recalled = Signal(object)
    """A ``Recall``, only the newest, and only where the question was another one."""

    def __init__(self, workplace: Workplace | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._latest = Latest(workplace.tasks) if workplace else None
        self._asked: object = None

    def ask(self, applicant: Applicant, procedure: str, old_number: str = "") -> None:
        who = Applicant(applicant.name, applicant.number, applicant.born, phone=applicant.phone)
        if self._workplace is None or self._latest is None or self._asked == (who, procedure, old_number):
            return
        self._asked = (who, procedure, old_number)
        desk = self._workplace.desk
        self._latest.run(lambda: applicants.recall(desk, who, procedure, old_number), self.recalled.emit)

    def forget(self) -> None:
        """For the next citizen: no answer about the last one arrives any more."""
        self._asked = None
        if self._latest:
            self._latest.drop()
        self.recalled.emit(Recall())
