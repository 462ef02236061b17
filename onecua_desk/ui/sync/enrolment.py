"""The box into which the technician pastes the enrolment code."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from onecua_desk.errors import UserError
from onecua_desk.services import identity
from onecua_desk.services.identity import Identity
from onecua_desk.ui.theme import mark
from onecua_desk.ui.widgets.buttons import KeyButton
from onecua_desk.ui.widgets.field import Field
from onecua_desk.ui.workplace import Workplace


class EnrolmentBox(QWidget):
    """``enrolled``: the desk has joined its district; what reads the line must begin."""

    enrolled = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place, self._running = workplace, False
        self._code = QLineEdit()
        self._code.setPlaceholderText("OCD1-…")
        self._field = Field("Mã ghi danh do cấp trên gửi", self._code)
        self._button = KeyButton("Ghi danh")
        explained = QLabel("Dán cả dòng mã vào đây: từ đó máy tự gửi hồ sơ lên cấp trên khi có đường truyền.")
        explained.setWordWrap(True)
        mark(explained, "role", "soft")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(explained)
        column.addWidget(self._field)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        self._code.returnPressed.connect(self._enrol)
        self._button.clicked.connect(self._enrol)
        self.setFocusProxy(self._code)

    def _enrol(self) -> None:
        code, store = self._code.text(), self._place.desk.store
        if self._running:
            return
        if not code.strip():
            self._field.set_error("Hãy dán mã ghi danh.")
            self._code.setFocus()
            return
        self._running = True
        self._place.tasks.run(lambda: identity.enrol(store, code), self._enrolled, self._failed)

    def _enrolled(self, _identity: Identity) -> None:
        self._running = False
        self._code.clear()
        self.enrolled.emit()

    def _failed(self, error: Exception) -> None:
        self._running = False
        if not isinstance(error, UserError):
            raise error
        self._field.set_error(str(error))
        self._code.setFocus()
