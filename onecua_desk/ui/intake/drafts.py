"""Keeps what stands in the form on the disk within a second, and several such drafts open at once."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from uuid import uuid4

from PySide6.QtCore import QObject, QTimer, Signal

from onecua_desk.services import drafts
from onecua_desk.services.drafts import KeptDraft
from onecua_desk.ui.intake.form import IntakeForm
from onecua_desk.ui.workplace import Workplace

PAUSE = 400
"""Milliseconds from a change to its writing: several letters share one, and a second is never reached."""


class Drafts(QObject):
    """One draft is in the form, the others wait; only this desk writes them, so they are read once.

    ``listed``: those that wait, or the one in the form, are other ones now. ``failed``: the exception of a writing.
    """

    listed = Signal()
    ended = Signal(str)
    """The key of a draft that is no more."""
    resumed = Signal()
    """The official goes on where the program ended."""
    failed = Signal(object)

    def __init__(self, workplace: Workplace, form: IntakeForm, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace, self._form = workplace, form
        self._open: dict[str, KeptDraft] = {}
        self._writing = 0
        self._held = False
        self.unwritten = False
        """Whether the last writing failed: what stands in the form is not on the disk."""
        self.key = _new_key()
        self._pause = QTimer(self, interval=PAUSE, singleShot=True)
        self._pause.timeout.connect(self.flush)

    def load(self) -> None:
        """Read what was open when the program ended, and go on where this official was."""
        desk = self._workplace.desk
        self._workplace.tasks.run(lambda: drafts.open_drafts(desk), self._take)

    def everything(self) -> Sequence[KeptDraft]:
        """All open drafts, in the order in which they were begun."""
        return list(self._open.values())

    def note(self) -> None:
        """Something changed in the form."""
        if not self._held and not self._pause.isActive():
            self._pause.start()

    def flush(self) -> None:
        """Write now what stands in the form, or take the draft away where nothing stands there any more."""
        self._pause.stop()
        if self._held:
            return
        if self._form.is_touched():
            self._write()
        elif self.key in self._open:
            self._drop(self.key)

    def hold(self, on: bool) -> None:
        """While the draft becomes a dossier nothing more of it is written: it would outlive what it became."""
        self._held = on
        if on:
            self._pause.stop()
        else:
            self.note()

    def writing(self) -> bool:
        return self._pause.isActive() or self._writing > 0

    def put_aside(self) -> None:
        """The citizen went to fetch something: the next one gets an empty form."""
        self.flush()
        self._begin_anew()

    def open(self, key: str) -> None:
        """Bring a waiting draft into the form; what stands there now waits instead."""
        if key == self.key or key not in self._open:
            return
        self.flush()
        self._show(key)

    def open_next(self) -> None:
        """Go round the open drafts."""
        keys = [key for key in self._open if key != self.key] if self.key not in self._open else list(self._open)
        if keys:
            here = keys.index(self.key) if self.key in keys else -1
            self.open(keys[(here + 1) % len(keys)])

    def end(self, key: str) -> None:
        """The draft was given up, has become a dossier, or was turned away."""
        self._held = False
        self._pause.stop()
        self._drop(key)
        self.ended.emit(key)
        if key == self.key:
            self._begin_anew()

    def _drop(self, key: str) -> None:
        """Also where its row went with the dossier: nothing that was still to be written may bring it back."""
        desk = self._workplace.desk
        self._open.pop(key, None)
        self._run(lambda: drafts.drop(desk, key))
        self.listed.emit()

    def _write(self) -> None:
        place, key, body = self._workplace, self.key, json.dumps(self._form.kept(), ensure_ascii=False)
        known = self._open.get(key)
        if known and known.body == body:
            return
        who, what = self._form.who(), self._form.what()
        now = place.desk.now()
        self._open[key] = KeptDraft(key, known.began if known else now, now, place.official.login, who, what, body)
        self._run(lambda: drafts.keep(place.desk, place.official, key, who, what, body), key)
        if known is None or (known.who, known.what) != (who, what):
            self.listed.emit()

    def _run(self, job: Callable[[], None], key: str = "") -> None:
        """``key``: the draft that ``job`` writes; it is written again at the next change where that fails."""
        self._writing += 1
        self._workplace.tasks.run(job, self._written, lambda error: self._not_written(key, error))

    def _written(self, _: object) -> None:
        self._writing -= 1
        self.unwritten = False

    def _not_written(self, key: str, error: Exception) -> None:
        self._writing -= 1
        self.unwritten = True
        if known := self._open.get(key):
            self._open[key] = replace(known, body="")
        self.failed.emit(error)

    def _take(self, found: Sequence[KeptDraft]) -> None:
        self._open = {draft.key: draft for draft in found} | self._open
        mine = [draft for draft in found if draft.login == self._workplace.official.login]
        if mine and not self._form.is_touched():
            self._show(max(reversed(mine), key=lambda draft: draft.changed).key)
            self.resumed.emit()
        else:
            self.listed.emit()

    def _show(self, key: str) -> None:
        self.key = key
        self._form.restore(json.loads(self._open[key].body))
        self._pause.stop()
        self.listed.emit()

    def _begin_anew(self) -> None:
        self.key = _new_key()
        self._form.clear()
        self._pause.stop()
        self.listed.emit()


def _new_key() -> str:
    return uuid4().hex
