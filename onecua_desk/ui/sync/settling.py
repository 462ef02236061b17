"""The small forms below *Cần xử lý*: a reason to give up, a colleague to hand to, a question before anything final."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from onecua_desk.domain.parts import Official
from onecua_desk.errors import UserError
from onecua_desk.ui.widgets.buttons import KeyButton, Kind
from onecua_desk.ui.widgets.field import Field, Fields


class SettlingForm(QWidget):
    """Inputs and two buttons in place of the verbs. ``confirmed``: Enter or the button; ``left``: "Thôi"."""

    confirmed = Signal()
    left = Signal()

    def __init__(self, question: str, confirm: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields, self._question = Fields(), QLabel(question)
        self._confirm, self._leave = KeyButton(confirm, kind=Kind.MAIN), KeyButton("Thôi")
        self._question.setWordWrap(True)
        self._inputs = QHBoxLayout()  # in one row: with large letters the list above keeps its place
        line = QHBoxLayout()
        line.setSpacing(8)
        for button in (self._confirm, self._leave):
            line.addWidget(button)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._question)
        column.addLayout(self._inputs)
        column.addLayout(line)
        self._confirm.clicked.connect(self.confirmed)
        self._leave.clicked.connect(self.left)

    def begin(self) -> None:
        """Empty, with the keyboard in the first input, or on the button where nothing is asked."""
        self._fields.clear()
        self._first().setFocus(Qt.FocusReason.OtherFocusReason)

    def show_error(self, error: UserError) -> bool:
        return self._fields.show(error)

    def _add(self, name: str, label: str, widget: QWidget) -> None:
        self._inputs.addWidget(self._fields.add(name, Field(label, widget)), 1)
        if isinstance(widget, QLineEdit):
            widget.returnPressed.connect(self.confirmed)

    def _first(self) -> QWidget:
        return self._confirm


class ReasonForm(SettlingForm):
    """``reason``: why a refused event, or a file, is given up."""

    def __init__(self, question: str, confirm: str, parent: QWidget | None = None) -> None:
        super().__init__(question, confirm, parent)
        self._reason = QLineEdit()
        self._add("reason", "Lý do", self._reason)

    @property
    def reason(self) -> str:
        return self._reason.text()

    def begin(self) -> None:
        self._reason.clear()
        super().begin()

    def _first(self) -> QWidget:
        return self._reason


class ColleagueForm(SettlingForm):
    """``colleague`` of this desk, and a ``note`` for them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Đồng nghiệp thấy tên mình ở việc này trong Cần xử lý.", "Giao", parent)
        self._who, self._note, self._officials = QComboBox(), QLineEdit(), tuple[Official, ...]()
        self._add("colleague", "Giao cho", self._who)
        self._add("note", "Dặn thêm (nếu có)", self._note)

    def offer(self, officials: Sequence[Official]) -> None:
        self._officials = tuple(officials)
        self._who.clear()
        self._who.addItems([one.name for one in officials])

    @property
    def colleague(self) -> Official | None:
        """``None`` where this desk has nobody else."""
        return self._officials[self._who.currentIndex()] if self._officials else None

    @property
    def note(self) -> str:
        return self._note.text()

    def begin(self) -> None:
        self._note.clear()
        super().begin()

    def _first(self) -> QWidget:
        return self._who
