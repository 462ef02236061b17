"""Nhập sổ cũ: a register of another program or a colleague's list is looked at, put right, and taken over whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from onecua_desk.domain.register import RegisterField
from onecua_desk.domain.standing import Tone
from onecua_desk.errors import UserError
from onecua_desk.services import register_import
from onecua_desk.services.desk import Done
from onecua_desk.services.register_import import Preview, Register
from onecua_desk.ui.imports.lines import FRESH, KNOWN, WRONG, LinesTable, Shown, shown
from onecua_desk.ui.imports.mapping import MappingForm
from onecua_desk.ui.paged_view import TableCard
from onecua_desk.ui.progress import Progress
from onecua_desk.ui.tasks import Latest
from onecua_desk.ui.theme import current, mark
from onecua_desk.ui.widgets.busy import Busy
from onecua_desk.ui.widgets.buttons import KeyButton, Kind
from onecua_desk.ui.widgets.card import Card, Section
from onecua_desk.ui.widgets.chips import ChipBar
from onecua_desk.ui.widgets.empty import EmptyState
from onecua_desk.ui.widgets.notice import Notice
from onecua_desk.ui.workplace import Workplace

_ALL = "all"
_CHIPS = {
    _ALL: ("Tất cả", Tone.PLAIN),
    WRONG: ("Sai", Tone.LATE),
    FRESH: ("Sẽ nhập", Tone.OK),
    KNOWN: ("Đã có", Tone.PLAIN),
}
_LIST_HEIGHT = 260


class RegisterPanel(Card):
    """Reads and writes by itself, and announces what came in."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace, self._asks = workplace, Latest(workplace.slow)
        self._register: Register | None = None
        self._preview: Preview | None = None
        self._lines: Mapping[str, Sequence[Shown]] = {}
        self._writing = self._reading = False
        self._progress = Progress(self)
        self.notice, self.busy, self.mapping = Notice(), Busy(), MappingForm()
        self.said, self.chips, self.table, self.remark = QLabel(), ChipBar(), LinesTable(), QLabel()
        self.open_button = KeyButton("Chọn tệp sổ…")
        self.take_button, self._leave = KeyButton("Nhập hồ sơ", "F12", Kind.MAIN), KeyButton("Thôi", "Esc")
        self.skip = QCheckBox()
        self._opened = QWidget()
        self._lay_out()
        self._connect()
        self._show_verbs()
        self._opened.hide()

    def open_file(self, path: Path) -> None:
        """Read a table and guess its columns; nothing is written yet."""
        self.notice.dismiss()
        self._reading, stopped = True, self._progress.begin()
        self.busy.start(f"Đang đọc {path.name}…", cancellable=True)
        self._asks.run(lambda: register_import.open_register(path, stopped), self._show_register, self._fail)

    def main_verb(self) -> bool:
        """Take over what is shown; false when no file is open."""
        if self._opened.isHidden():
            return False
        self.take()
        return True

    def back(self) -> bool:
        """Stop what goes on, or put the file away; false when there is none."""
        if self._writing or self._reading:
            self._progress.stop()
            return True
        if self._opened.isHidden():
            return False
        self._opened.hide()
        self.open_button.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def writing(self) -> bool:
        return self._writing

    def take(self) -> None:
        """Write all lines that are not here yet, in one go."""
        preview = self._preview
        if preview is None or self._writing or not self.take_button.isEnabled():
            return
        self._writing, stopped = True, self._progress.begin()
        self._show_verbs()
        self.busy.start("Đang nhập hồ sơ; chưa xong thì chưa ghi gì…", cancellable=True)
        place, told, lines = self._workplace, self._progress.moved.emit, preview.fresh
        place.slow.run(
            lambda: register_import.take(place.desk, place.official, lines, told, stopped), self._taken, self._fail
        )

    def _show_register(self, register: Register | None) -> None:
        self._reading = False
        if register is None:
            self.busy.stop()
            self.notice.say("Đã dừng đọc tệp.", Tone.DUE)
            return
        self._register = register
        self.mapping.offer(register_import.labels(register.heads), register.mapped)
        self.skip.setChecked(False)
        self._opened.show()
        self._look()

    def _look(self) -> None:
        """Read the lines again as the columns are chosen now."""
        register, mapped, desk = self._register, self.mapping.mapped(), self._workplace.desk
        if register is None or self._writing:
            return
        self._preview = None
        self._show_verbs()
        self.busy.start(f"Đang xem {len(register.rows)} dòng…")
        self._asks.run(lambda: register_import.look(desk, register, mapped), self._show_preview, self._fail)

    def _show_preview(self, preview: Preview) -> None:
        self.busy.stop()
        self.mapping.clear_errors()
        self._preview, self._lines = preview, shown(preview, self._names())
        self.said.setText(self._summary(preview))
        for kind, lines in self._lines.items():
            self.chips.set_count(kind, len(lines))
        self.chips.set_count(_ALL, sum(map(len, self._lines.values())))
        self.chips.select(WRONG if preview.errors else _ALL)
        self._show_verbs()

    def _show_chosen(self, kind: str) -> None:
        lines = [one for name, its in self._lines.items() if kind in (_ALL, name) for one in its]
        self.table.show_lines(sorted(lines, key=lambda one: one.row))
        self.table.selectRow(0)

    def _show_remark(self, chosen: Shown | None) -> None:
        """The whole sentence about the chosen line, which a column has no room for."""
        self.remark.setText(f"Dòng {chosen.row}: {chosen.remark}" if chosen and chosen.remark else "")
        mark(self.remark, "role", "error" if chosen and chosen.kind == WRONG else "soft")

    def _names(self) -> dict[int, str]:
        place = self.mapping.mapped().get(RegisterField.NAME)
        return {row.number: row.cell(place) for row in self._register.rows} if self._register else {}

    def _show_verbs(self) -> None:
        preview = self._preview
        errors, fresh = (len(preview.errors), len(preview.fresh)) if preview else (0, 0)
        self.skip.setVisible(errors > 0)
        self.skip.setText(f"Bỏ qua {errors} dòng sai, nhập các dòng còn lại")
        self.take_button.setText(f"Nhập {fresh} hồ sơ")
        self.take_button.setEnabled(fresh > 0 and not self._writing and (errors == 0 or self.skip.isChecked()))
        self.mapping.setEnabled(not self._writing)

    def _summary(self, preview: Preview) -> str:
        name = self._register.name if self._register else ""
        parts = [f"{name}: {len(preview.fresh)} hồ sơ sẽ nhập"]
        parts += [f"{len(preview.known)} đã có"] if preview.known else []
        parts += [f"{len(preview.errors)} dòng sai"] if preview.errors else []
        odd = sum(preview.unnamed.values())
        kept = f" {odd} dòng có tên thủ tục không có trong danh mục: giữ tên như trong sổ." if odd else ""
        kept += f" {preview.hidden} dòng đang ẩn trong bảng tính cũng được đọc." if preview.hidden else ""
        wait = register_import.seconds(preview)
        quiet = f" Nhập mất khoảng {wait} giây, quầy phải chờ khi ghi: nên làm lúc vắng khách." if wait > 1 else ""
        return ", ".join(parts) + f".{kept}{quiet}"

    def _taken(self, done: Done[int] | None) -> None:
        self._writing = False
        self.busy.stop()
        if done is None:
            self.notice.say("Đã dừng; chưa ghi hồ sơ nào.", Tone.DUE)
            self._show_verbs()
            return
        self._opened.hide()
        self.notice.say(f"Đã nhập {done.value} hồ sơ từ sổ cũ; số cũ tra được ở ô tìm kiếm.")
        self._workplace.announce(done.changes)

    def _fail(self, error: Exception) -> None:
        self._writing = self._reading = False
        self.busy.stop()
        self._show_verbs()
        if not isinstance(error, UserError):
            raise error
        if self._opened.isHidden() or not self.mapping.show_error(error):
            self.notice.say(str(error), Tone.LATE)

    @Slot(object, object)
    def _show_progress(self, done: int, total: int) -> None:
        if self._writing:
            self.busy.progress(done, total)

    def _choose_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Sổ theo dõi hồ sơ", "", "Bảng tính (*.xlsx *.csv);;Mọi tệp (*)")
        if name:
            self.open_file(Path(name))

    def _connect(self) -> None:
        self.open_button.clicked.connect(self._choose_file)
        self.mapping.changed.connect(self._look)
        self.chips.chosen.connect(self._show_chosen)
        self.table.moved.connect(self._show_remark)
        self.skip.toggled.connect(self._show_verbs)
        self.take_button.clicked.connect(self.take)
        self._leave.clicked.connect(self.back)
        self.busy.cancelled.connect(self._progress.stop)
        self._progress.moved.connect(self._show_progress)

    def _lay_out(self) -> None:
        head, about = Section(None, "Nhập sổ cũ"), QLabel("Hồ sơ trong Excel hoặc CSV thành hồ sơ của quầy, giữ số cũ.")
        head.add_right(self.open_button)
        mark(about, "role", "soft")
        for label in (about, self.said, self.remark):
            label.setWordWrap(True)
        for name, (words, tone) in _CHIPS.items():
            self.chips.add(name, words, tone)
        listing = TableCard(self.table, EmptyState("Không có dòng nào."))
        listing.setFixedHeight(current().px(_LIST_HEIGHT))
        verbs, column = QHBoxLayout(), QVBoxLayout(self._opened)
        for verb in (self.take_button, self._leave, self.skip):
            verbs.addWidget(verb)
        verbs.addStretch(1)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self.mapping, self.said, self.chips, listing, self.remark):
            column.addWidget(part)
        column.addLayout(verbs)
        for row in (head, about, self.notice, self.busy, self._opened):
            self.body.addWidget(row)
