"""A file of fees is looked at before it is taken over: what it would do, and which of its rows are wrong."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from onecua_desk.errors import UserError
from onecua_desk.services import fee_files
from onecua_desk.services.fee_files import FeePlan, RowError
from onecua_desk.ui.progress import Progress
from onecua_desk.ui.tasks import Latest
from onecua_desk.ui.theme import mark
from onecua_desk.ui.widgets.busy import Busy
from onecua_desk.ui.widgets.buttons import KeyButton, Kind
from onecua_desk.ui.workplace import Workplace

_MOST = 8
"""More errors than these are counted, not listed: they mostly have one cause."""


class FeeImport(QWidget):
    """``taken`` carries the ``FeePlan`` that was carried out; ``failed`` an error of the file.

    ``left``: put it away; ``stopped``: the official stopped the reading.
    """

    taken = Signal(object)
    failed = Signal(object)
    left = Signal()
    stopped = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace, self._asks = workplace, Latest(workplace.slow)
        self._path, self._plan = Path(), FeePlan()
        self._progress = Progress(self)
        self._reading = self._writing = False
        self._busy, self._said, self._errors = Busy(), QLabel(), QLabel()
        self.take_button = KeyButton("Nhập vào bảng", "F12", Kind.MAIN)
        self._leave = KeyButton("Thôi", "Esc")
        for label in (self._said, self._errors):
            label.setWordWrap(True)
        mark(self._errors, "role", "error")
        verbs, column = QHBoxLayout(), QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for button in (self.take_button, self._leave):
            verbs.addWidget(button)
        verbs.addStretch(1)
        for widget in (self._busy, self._said, self._errors):
            column.addWidget(widget)
        column.addLayout(verbs)
        self.take_button.clicked.connect(self.take)
        self._leave.clicked.connect(self.left)
        self._busy.cancelled.connect(self.left)

    def look_at(self, path: Path) -> None:
        """Say what ``path`` would do; nothing is written."""
        self._path, self._reading, stopped = path, True, self._progress.begin()
        self._begin(f"Đang đọc {path.name}…", cancellable=True)
        desk = self._workplace.desk
        self._asks.run(lambda: fee_files.preview(desk, path, stopped), self._show, self._fail)

    def back(self) -> bool:
        """Esc: stop the reading; what is being written is all or nothing and ends by itself. False: put it away."""
        if self._reading:
            self._progress.stop()
        return self._reading or self._writing

    def take(self) -> None:
        """Take over what is shown, all of it."""
        if not self.take_button.isEnabled():
            return
        self._writing = True
        self._begin(f"Đang nhập {self._path.name}…")
        place, plan = self._workplace, self._plan
        self._asks.run(lambda: fee_files.take(place.desk, place.official, plan), self._finish, self._fail)

    def _begin(self, text: str, *, cancellable: bool = False) -> None:
        self._busy.start(text, cancellable=cancellable)
        self.take_button.setEnabled(False)
        self._said.clear()
        self._errors.clear()
        self._errors.hide()

    def _end(self) -> None:
        self._busy.stop()
        self._reading = self._writing = False

    def _show(self, plan: FeePlan | None) -> None:
        self._end()
        if plan is None:
            self.stopped.emit()
            return
        self._plan = plan
        self._said.setText(_summary(self._path, plan))
        self._errors.setText(_errors(plan.errors))
        self._errors.setVisible(bool(plan.errors))
        self.take_button.setEnabled(bool(plan.steps) and not plan.errors)
        (self.take_button if self.take_button.isEnabled() else self._leave).setFocus()

    def _finish(self, _: object) -> None:
        self._end()
        self.taken.emit(self._plan)

    def _fail(self, error: Exception) -> None:
        self._end()
        if not isinstance(error, UserError):
            raise error
        self.failed.emit(error)


def _summary(path: Path, plan: FeePlan) -> str:
    parts = [
        f"{count} {words}"
        for count, words in (
            (len(plan.added), "mức mới"),
            (len(plan.changed), "mức sửa"),
            (len(plan.ended), "mức cũ kết thúc"),
            (plan.same, "mức đã có"),
        )
        if count
    ]
    found = ", ".join(parts) or "không có mức thu nào"
    if plan.errors:
        return f"{path.name}: {found}. {len(plan.errors)} dòng sai; chưa nhập gì, hãy sửa tệp rồi nhập lại."
    return f"{path.name}: {found}."


def _errors(errors: Sequence[RowError]) -> str:
    lines = [f"Dòng {error.row}: {error.sentence}" for error in errors[:_MOST]]
    more = len(errors) - _MOST
    return "\n".join([*lines, f"… và {more} dòng nữa."] if more > 0 else lines)
