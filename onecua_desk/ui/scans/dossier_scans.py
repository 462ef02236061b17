"""The scans of a dossier that was received already: kept ones are attached to it, dropped ones with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import EventId
from onecua_desk.domain.file import File
from onecua_desk.domain.parts import Official
from onecua_desk.domain.standing import Tone
from onecua_desk.errors import UserError
from onecua_desk.services.desk import Desk, Done
from onecua_desk.ui.scans.panel import ScansPanel
from onecua_desk.ui.widgets.buttons import KeyButton, Kind
from onecua_desk.ui.widgets.field import Field
from onecua_desk.ui.widgets.notice import Verb
from onecua_desk.ui.workplace import Workplace


class DossierScans(QWidget):
    """``show_dossier`` first; ``closed``: the official is done here. Every change is announced to all screens."""

    closed = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = workplace
        self._dossier: Dossier | None = None
        self._shown: dict[str, Dossier] = {}
        self._left: dict[str, dict[str, Any]] = {}
        self._attaching = 0
        self._dropping: File | None = None
        self.panel = ScansPanel(workplace, self._papers, asks_to_drop=True)
        self.reason = QLineEdit()
        self._field = Field("Lý do bỏ tệp này khỏi hồ sơ", self.reason)
        self._confirm = KeyButton("Bỏ tệp", "Enter", Kind.DANGER)
        self._question = QWidget()
        self._lay_out()
        self.panel.files_kept.connect(self._attach)
        self.panel.drop_asked.connect(self._ask_reason)
        self.panel.closed.connect(self.closed)
        self.reason.returnPressed.connect(self._drop)
        self._confirm.clicked.connect(self._drop)

    def show_dossier(self, dossier: Dossier) -> None:
        """Its files, and the pages that wait for it; those of the dossier before wait until it is shown again."""
        key = str(dossier.id)
        self._dossier = self._shown[key] = dossier
        if key != self.panel.draft_key:
            if self.panel.waiting():
                self._left[self.panel.draft_key] = self.panel.kept()
            self.panel.show_draft(key, self._left.pop(key, {}))
        self._close_question()
        self.panel.show_files(dossier.files)

    def waiting(self) -> int:
        """How many pages are not kept yet, in all dossiers: ending the program loses them."""
        return self.panel.waiting() + sum(len(kept["waiting"]) for kept in self._left.values())

    def writing(self) -> bool:
        """Whether a file is on its way into its dossier."""
        return self.panel.writing() or self._attaching > 0

    def back(self) -> bool:
        """Esc: close the question, then the enlargement; false when the whole may be left."""
        if not self._question.isHidden():
            self._close_question()
            self.panel.parts.pages.setFocus()
            return True
        return self.panel.back()

    def _papers(self) -> Sequence[str]:
        return tuple(dict.fromkeys(paper.name for paper in self._dossier.papers)) if self._dossier else ()

    def _attach(self, key: str, files: tuple[File, ...]) -> None:
        """To the dossier for which they were kept, whichever is in front by now."""
        dossier = self._shown[key]
        new = [file for file in files if file not in dossier.files]
        if new:
            self._attaching += 1
            self._place.tasks.run(
                partial(_attach_to, self._place.desk, self._place.official, dossier.id, new),
                self._attached,
                partial(self._not_attached, key, files),
            )

    def _attached(self, done: Done[Dossier]) -> None:
        self._attaching -= 1
        self._done(done)

    def _not_attached(self, key: str, files: tuple[File, ...], error: Exception) -> None:
        """The pages are kept, only the dossier does not name them: that can be tried again."""
        self._attaching -= 1
        self._failed(self._shown[key], error, [("Gắn lại vào hồ sơ", lambda: self._attach(key, files))])

    def _ask_reason(self, file: File) -> None:
        self._dropping = file
        self._field.clear()
        self.reason.clear()
        self._question.show()
        self.reason.setFocus()

    def _drop(self) -> None:
        dossier, file, reason = self._dossier, self._dropping, self.reason.text()
        if dossier is None or file is None:
            return
        self._place.tasks.run(
            partial(_drop_from, self._place.desk, self._place.official, dossier.id, file.sha256, reason),
            self._done,
            partial(self._failed, dossier),
        )

    def _done(self, done: Done[Dossier]) -> None:
        self._place.announce(done.changes)
        self._shown[str(done.value.id)] = done.value
        if self._dossier and self._dossier.id == done.value.id:
            self._dossier = done.value
            self._close_question()
            self.panel.show_files(done.value.files)
            self.panel.parts.pages.setFocus()

    def _failed(self, dossier: Dossier, error: Exception, verbs: Sequence[Verb] = ()) -> None:
        if not isinstance(error, UserError):
            raise error
        if error.field == "reason":
            self._field.set_error(str(error))
            return
        self.panel.parts.notice.say(str(error), Tone.LATE, verbs)
        if self._dossier and self._dossier.id == dossier.id:
            self.panel.show_files(dossier.files)

    def _close_question(self) -> None:
        self._dropping = None
        self._question.hide()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self._question)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._field, 1)
        row.addWidget(self._confirm)
        self._question.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.panel, 1)
        column.addWidget(self._question)


def _attach_to(desk: Desk, official: Official, id: EventId, files: Sequence[File]) -> Done[Dossier]:
    from onecua_desk.services import scans  # with Pillow, which the window does not wait for

    return scans.attach(desk, official, id, files)


def _drop_from(desk: Desk, official: Official, id: EventId, sha256: str, reason: str) -> Done[Dossier]:
    from onecua_desk.services import scans  # as above

    return scans.drop(desk, official, id, sha256, reason)
