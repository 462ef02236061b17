"""Files that an official asks for: where to, how far it is, a way to stop, and what came of it in one sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from onecua_desk.domain.file_name import file_name
from onecua_desk.domain.standing import Tone
from onecua_desk.errors import UserError
from onecua_desk.services import saved_files
from onecua_desk.ui.progress import Progress
from onecua_desk.ui.widgets.busy import Busy
from onecua_desk.ui.widgets.notice import Notice
from onecua_desk.ui.workplace import Workplace

EXCEL, PDF, CSV = "Excel (*.xlsx)", "PDF (*.pdf)", "CSV (*.csv)"
Told = Callable[[int, int], object]
Stop = Callable[[], bool]
Job = Callable[[Told, Stop], Any]
Write = Callable[[Path, Told, Stop], str]


def _nothing(_path: Path, _said: str) -> None:
    pass


class FileWork(QObject):
    """One piece of long work at a time, off the window's thread, on ``busy`` and ``notice``."""

    def __init__(self, workplace: Workplace, busy: Busy, notice: Notice, parent: QWidget) -> None:
        super().__init__(parent)
        self._place, self._busy, self._notice, self._window = workplace, busy, notice, parent
        self._progress = Progress(self)
        self._progress.moved.connect(self._show_progress)
        busy.cancelled.connect(self._progress.stop)
        self._going = False

    def going(self) -> bool:
        return self._going

    def stop(self) -> bool:
        """Ask what goes on to end; false when nothing does."""
        if self._going:
            self._progress.stop()
        return self._going

    def run(self, words: str, job: Job, done: Callable[[Any], Any], failed: Callable[[Exception], Any]) -> bool:
        """``done`` gets the job's value; false, and nothing is begun, while another one goes on."""
        if self._is_busy():
            return False
        self._going, stopped, told = True, self._progress.begin(), self._progress.moved.emit
        self._busy.start(words, cancellable=True)
        self._place.files.run(partial(job, told, stopped), partial(self._end, done), partial(self._end, failed))
        return True

    def save(
        self,
        title: str,
        name: str,
        kinds: Sequence[str],
        write: Write,
        then: Callable[[Path, str], object] = _nothing,
    ) -> None:
        """Ask where to put the paper called ``name`` and write it there, ``then`` go on with it.

        ``write`` gives the sentence that says what was written, an empty one when it was stopped.
        """
        if self._is_busy() or (path := self._ask(title, name, kinds)) is None:
            return
        self._notice.dismiss()
        ends, chosen = [_suffix(kind) for kind in kinds], path.suffix.lower().removeprefix(".")
        if chosen not in ends:
            wanted = " hoặc ".join(f".{end}" for end in ends)
            self._notice.say(f"Chưa ghi: tên tệp phải kết thúc bằng {wanted}.", Tone.LATE)
            return
        choice = chosen if len(ends) > 1 else ""

        def job(told: Told, stopped: Stop) -> str:
            if said := write(path, told, stopped):
                saved_files.saved(self._place.desk, self._place.official, name, path, choice)
            return said

        def written(said: str) -> None:
            if said:
                self.say(f"{said} Tệp: {path}")
                then(path, said)
            else:
                self.say_stopped()

        self.run(f"Đang ghi {path.name}…", job, written, self.tell)

    def say(self, sentence: str) -> None:
        self._notice.say(sentence)

    def say_stopped(self) -> None:
        self._notice.say("Đã dừng; chưa ghi gì.", Tone.DUE)

    def tell(self, error: Exception) -> None:
        """A ``UserError`` as its sentence; anything else is a bug."""
        if not isinstance(error, UserError):
            raise error
        self._notice.say(str(error), Tone.LATE)

    def _is_busy(self) -> bool:
        if self._going:
            self._notice.say("Việc trước còn đang làm; hãy chờ xong, hoặc bấm «Dừng».", Tone.DUE)
        return self._going

    def _ask(self, title: str, name: str, kinds: Sequence[str]) -> Path | None:
        """The dialog puts the suffix on and asks before it takes the place of another file."""
        dialog = QFileDialog(self._window, title, str(saved_files.folder(self._place.desk)))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(kinds)
        suffix = saved_files.kind(self._place.desk, [_suffix(kind) for kind in kinds])
        dialog.selectNameFilter(next(kind for kind in kinds if _suffix(kind) == suffix))
        dialog.filterSelected.connect(partial(_turn, dialog))
        dialog.setDefaultSuffix(suffix)
        dialog.selectFile(f"{file_name(name)}.{suffix}")
        chosen = dialog.exec() == QFileDialog.DialogCode.Accepted and dialog.selectedFiles()
        dialog.deleteLater()
        return Path(chosen[0]) if chosen else None

    def _end(self, tell: Callable[[Any], Any], outcome: Any) -> None:
        self._going = False
        self._busy.stop()
        tell(outcome)

    @Slot(object, object)
    def _show_progress(self, done: int, total: int) -> None:
        if self._going:
            self._busy.progress(done, total)


def _turn(dialog: QFileDialog, kind: str) -> None:
    """Another kind was chosen: the name that is offered ends as that kind does."""
    dialog.setDefaultSuffix(_suffix(kind))
    if named := dialog.selectedFiles():
        dialog.selectFile(Path(named[0]).with_suffix(f".{_suffix(kind)}").name)


def _suffix(kind: str) -> str:
    """``"xlsx"`` of ``EXCEL``."""
    return kind.partition("*.")[2].rstrip(")")
