"""Mang bằng USB: a package onto a stick for the level above, and its answer from the stick, where there is no line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLabel, QWidget

from onecua_desk.domain.standing import Tone
from onecua_desk.errors import UserError
from onecua_desk.services import stick
from onecua_desk.services.stick import Out, StickState
from onecua_desk.sync.stick import Read, Stopped, Written, read, write
from onecua_desk.ui.progress import Progress
from onecua_desk.ui.tasks import Latest
from onecua_desk.ui.theme import mark
from onecua_desk.ui.widgets.busy import Busy
from onecua_desk.ui.widgets.buttons import KeyButton
from onecua_desk.ui.widgets.card import Card, Section
from onecua_desk.ui.widgets.flow import FlowLayout
from onecua_desk.ui.widgets.notice import Notice
from onecua_desk.ui.words import short_moment
from onecua_desk.ui.workplace import Workplace


class StickPanel(Card):
    """``carried``: a package was written or an answer read, so what waits is to be shown anew. ``left``: "Quay lại"."""

    carried = Signal()
    left = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place, self._reads = workplace, Latest(workplace.tasks)
        self._progress, self._running = Progress(self), False
        self.notice, self.busy, self.said = Notice(), Busy(), QLabel()
        self.files = QCheckBox("Kèm bản quét")
        self.write_button, self.read_button = KeyButton("Ghi gói ra USB…"), KeyButton("Đọc gói trả lời…")
        self.leave_button = KeyButton("Quay lại", "Esc")
        self._possible = self._entered = False
        self.files.setChecked(True)
        self._lay_out()
        self._connect()
        self._show_verbs()

    def show_state(self) -> None:
        """Read again whether the desk can write packages, and what became of the last one."""
        desk = self._place.desk
        self._reads.run(lambda: stick.state(desk), self._show_state)

    def enter(self) -> None:
        """Come to the front: the keyboard is on the first verb as soon as it is known which ones are possible."""
        self.notice.dismiss()
        self._entered = True
        self.show_state()

    def back(self) -> bool:
        """Stop what goes on; false when nothing does."""
        if self._running:
            self._progress.stop()
        return self._running

    def write_to(self, folder: Path) -> None:
        """Write a package with all that waits into the folder of a stick."""
        desk, files, told = self._place.desk, self.files.isChecked(), self._progress.moved.emit
        stopped = self._begin(f"Đang ghi gói vào {folder}…", cancellable=True)
        self._place.slow.run(lambda: write(desk, folder, files, told, stopped), self._written, self._failed)

    def read_from(self, file: Path) -> None:
        """Take over the answer in the file."""
        place = self._place
        self._begin(f"Đang đọc {file.name}…", cancellable=False)
        place.slow.run(lambda: read(place.desk, file, place.announce), self._read, self._failed)

    def _begin(self, words: str, *, cancellable: bool) -> Callable[[], bool]:
        self.notice.dismiss()
        self._running = True
        self._show_verbs()
        self.busy.start(words, cancellable=cancellable)
        return self._progress.begin()

    def _written(self, done: Written) -> None:
        self._end()
        self.notice.say(done.words())
        self.write_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _read(self, done: Read) -> None:
        self._end()
        self.notice.say(done.words(), Tone.DUE if done.again else Tone.OK)
        self.read_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _failed(self, error: Exception) -> None:
        self._end()
        if isinstance(error, Stopped):
            self.notice.say("Đã dừng; chưa ghi gói nào.", Tone.DUE)
        elif isinstance(error, UserError):
            self.notice.say(str(error), Tone.LATE)
        else:
            raise error

    def _end(self) -> None:
        self._running = False
        self.busy.stop()
        self._show_verbs()
        self.show_state()
        self.carried.emit()

    def _show_state(self, state: StickState) -> None:
        self._possible = state.possible
        self.said.setText(state_words(state, self._place.desk.now().date()))
        self._show_verbs()
        if self._entered:
            self._entered = False
            first = self.write_button if self._possible else self.leave_button
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_verbs(self) -> None:
        for widget in (self.write_button, self.read_button, self.files):
            widget.setEnabled(self._possible and not self._running)

    @Slot(object, object)
    def _show_progress(self, done: int, total: int) -> None:
        if self._running:
            self.busy.progress(done, total)

    def _choose_folder(self) -> None:
        if name := QFileDialog.getExistingDirectory(self, "Chọn USB hoặc thư mục trên USB"):
            self.write_to(Path(name))

    def _choose_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Gói trả lời của cấp trên", "", "Gói trả lời (*.oca);;Mọi tệp (*)")
        if name:
            self.read_from(Path(name))

    def _connect(self) -> None:
        self.write_button.clicked.connect(self._choose_folder)
        self.read_button.clicked.connect(self._choose_file)
        self.leave_button.clicked.connect(self.left)
        self.busy.cancelled.connect(self._progress.stop)
        self._progress.moved.connect(self._show_progress)

    def _lay_out(self) -> None:
        about = QLabel("Không có đường truyền: ghi gói ra USB, mang lên cấp trên, đem gói trả lời về. Gói đã mã hóa.")
        for label in (about, self.said):
            label.setWordWrap(True)
            mark(label, "role", "soft")
        verbs = FlowLayout(8)
        for button in (self.write_button, self.read_button):
            verbs.addWidget(button)
        for row in (Section(None, "Mang bằng USB"), about, self.notice, self.said, self.busy, self.files):
            self.body.addWidget(row)
        self.body.addLayout(verbs)
        self.body.addStretch(1)
        self.body.addWidget(self.leave_button, 0, Qt.AlignmentFlag.AlignLeft)


def state_words(state: StickState, today: date) -> str:
    """What became of the newest package, or why there can be none."""
    if not state.enrolled:
        return "Quầy chưa ghi danh với cấp trên nên chưa có gì để mang."
    if not state.possible:
        return "Máy chưa có khóa của cấp trên: hãy để máy gửi một lần qua đường truyền, hoặc xin mã ghi danh mới."
    return _newest(state.newest, today) if state.newest else "Chưa ghi gói nào."


def _newest(out: Out, today: date) -> str:
    files = f", {out.files} bản quét" if out.files else ""
    written = f"Gói {out.number} ghi lúc {short_moment(out.at, today)} ({out.events} việc{files})"
    if out.back is None:
        return f"{written}: chưa đọc gói trả lời."
    return f"{written}: đã đọc gói trả lời lúc {short_moment(out.back, today)}."
