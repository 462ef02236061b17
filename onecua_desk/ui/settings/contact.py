"""The desk's telephone, which the papers for citizens name for questions; saved when the field is left."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from onecua_desk.services import notices
from onecua_desk.ui.tasks import Latest
from onecua_desk.ui.widgets.desk_phone import LABEL, LEFT_EMPTY, WHERE, DeskPhoneEdit
from onecua_desk.ui.widgets.field import Field
from onecua_desk.ui.workplace import Workplace


class ContactField(Field):
    """Reads when it comes on screen; cares for itself."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        phone = DeskPhoneEdit()
        super().__init__(LABEL, phone, f"{WHERE} {LEFT_EMPTY}", parent)
        self.phone = phone
        self._store, self._tasks = workplace.desk.store, workplace.tasks
        self._reads = Latest(workplace.tasks)
        self.phone.editingFinished.connect(self._save)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._reads.run(lambda: notices.read_contact(self._store), self._fill)

    def _fill(self, phone: str) -> None:
        if not self.phone.hasFocus():
            self.phone.setText(phone)

    def _save(self) -> None:
        phone = self.phone.text()
        self._tasks.run(lambda: notices.write_contact(self._store, phone), lambda _: None)
