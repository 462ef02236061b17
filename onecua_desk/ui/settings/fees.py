"""Mức phí của tỉnh: the list with its search, one line added, changed or ended, and the file for all communes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QWidget

from onecua_desk.domain.fee_words import rule_words
from onecua_desk.domain.standing import Tone
from onecua_desk.errors import UserError
from onecua_desk.services import fee_files, fee_undo, fees, procedures
from onecua_desk.services.fee_files import FeePlan
from onecua_desk.services.fees import FeeEntry, Listed
from onecua_desk.ui.intake.finder import Finder
from onecua_desk.ui.paged_table import Column, PagedModel
from onecua_desk.ui.paged_view import PagedTable, TableCard
from onecua_desk.ui.settings.fee_form import FeeForm
from onecua_desk.ui.settings.fee_import import FeeImport
from onecua_desk.ui.tasks import Latest
from onecua_desk.ui.theme import current, mark
from onecua_desk.ui.widgets.buttons import KeyButton, Kind
from onecua_desk.ui.widgets.card import Card, Section
from onecua_desk.ui.widgets.empty import EmptyState
from onecua_desk.ui.widgets.inputs import HintEdit
from onecua_desk.ui.widgets.notice import Notice
from onecua_desk.ui.workplace import Workplace

_FILES = "Bảng tính (*.xlsx *.csv)"
_LIST_HEIGHT = 230


class FeesPanel(Card):
    """Reads and writes by itself; ``changed`` after every write, for those who show procedures and their fees."""

    changed = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace, self._writing = workplace, False
        self._asks, self._files = Latest(workplace.tasks), Latest(workplace.tasks)
        self._finder = Finder()
        self._id: int | None = None
        self._entry: FeeEntry | None = None
        columns = _columns(lambda: workplace.desk.now().date())
        model = PagedModel(columns, lambda one: one.entry.id, workplace.tasks)
        self.search, self.table = HintEdit("Mã, tên thủ tục hoặc nghị quyết"), PagedTable(model)
        self.notice, self.form, self.importing = Notice(), FeeForm(), FeeImport(workplace)
        self.add_button = KeyButton("Thêm mức thu", "Ctrl+N")
        self.save_button = KeyButton("Lưu mức thu", "F12", Kind.MAIN)
        self.withdraw_button = KeyButton("Bỏ mức ghi nhầm", kind=Kind.DANGER)
        self.undo_button = KeyButton("Bỏ cả lần nhập", kind=Kind.DANGER)
        self._cancel = KeyButton("Thôi", "Esc")
        self._import, self._export = (
            KeyButton("Nhập từ tệp…", kind=Kind.QUIET),
            KeyButton("Xuất ra tệp…", kind=Kind.QUIET),
        )
        self._verbs = QWidget()
        self._lay_out()
        self._connect()
        self._close()

    def read(self) -> None:
        """The lines that stand, and the procedures to choose from."""
        self._show_found()
        desk = self._workplace.desk
        self._asks.run(lambda: Finder(procedures.known(desk).offered), self._take_finder)

    def main_verb(self) -> bool:
        """Save what is open; false when nothing is."""
        if not self.form.isHidden():
            self.save()
        elif not self.importing.isHidden():
            self.importing.take()
        else:
            return False
        return True

    def back(self) -> bool:
        """Put away what is open; false when nothing is."""
        if self.form.isHidden() and self.importing.isHidden():
            return False
        if not self.importing.isHidden() and self.importing.back():
            return True
        if not self.form.procedure.close_list():
            self._close()
            self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def unsaved(self) -> str:
        return "Mức thu đang nhập mà chưa lưu." if not self.form.isHidden() and self.form.typed() else ""

    def open_form(self, listed: Listed | None = None) -> None:
        """For a new line, or to change one that stands."""
        self._close()
        self.form.clear()
        self._id, self._entry = (listed.entry.id, listed.entry) if listed else (None, None)
        self.undo_button.hide()
        if listed:
            self._ask_file(listed.entry)
            self.form.fill(listed.entry.line, self._finder.by_code(listed.entry.line.procedure))
        self.withdraw_button.setVisible(listed is not None)
        self.form.show()
        self._verbs.show()
        first = self.form.kind if listed else self.form.procedure
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Write what the form says."""
        try:
            line = self.form.line()
        except UserError as error:
            self.form.fields.show(error)
            return
        desk, official, id = self._workplace.desk, self._workplace.official, self._id
        if id is None:
            self._write(lambda: fees.add(desk, official, line), "Đã thêm mức thu.")
        else:
            self._write(lambda: fees.change(desk, official, id, line), "Đã sửa mức thu; mức cũ còn trong lịch sử.")

    def import_file(self, path: Path) -> None:
        """Look at the file first; F12 takes it over."""
        self._close()
        self.importing.show()
        self.importing.look_at(path)

    def export_file(self, path: Path) -> None:
        desk = self._workplace.desk
        self._workplace.slow.run(
            lambda: fee_files.export(desk, path),
            lambda count: self._say(f"Đã ghi {count} mức thu vào {path}."),
            self._fail,
        )

    def _withdraw(self) -> None:
        desk, official, id = self._workplace.desk, self._workplace.official, self._id
        if id is not None:
            self._write(lambda: fees.withdraw(desk, official, id), "Đã bỏ mức thu ghi nhầm; vẫn còn trong lịch sử.")

    def _ask_file(self, entry: FeeEntry) -> None:
        """A line that came with others in a file can be taken back with them."""
        desk = self._workplace.desk
        self._files.run(lambda: fee_undo.of_one_file(desk, entry), self._offer_undo)

    def _offer_undo(self, together: Sequence[FeeEntry]) -> None:
        self.undo_button.setText(f"Bỏ cả lần nhập ({len(together)} mức)")
        self.undo_button.setVisible(self._entry in together and len(together) > 1)

    def _undo(self) -> None:
        desk, official, entry = self._workplace.desk, self._workplace.official, self._entry
        if entry is not None:
            said = f"Đã bỏ lần nhập lúc {entry.written_at:%H:%M %d/%m/%Y}; mức trước đó áp dụng lại."
            self._write(lambda: fee_undo.take_back(desk, official, entry), said)

    def _write(self, job: Callable[[], object], said: str) -> None:
        if self._writing:
            return
        self._writing = True
        self._workplace.tasks.run(job, lambda _: self._written(said), self._fail)

    def _written(self, said: str) -> None:
        self._writing = False
        self._close()
        self._say(said)
        self._show_found()
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _taken(self, plan: FeePlan) -> None:
        self._written(f"Đã nhập {plan.steps} thay đổi; {plan.same} mức đã có sẵn.")

    def _say(self, sentence: str) -> None:
        self.notice.say(sentence)

    def _fail(self, error: Exception) -> None:
        self._writing = False
        if not isinstance(error, UserError):
            raise error
        if self.form.isHidden() or not self.form.fields.show(error):
            self.notice.say(str(error), Tone.LATE)

    def _failed_file(self, error: UserError) -> None:
        self._close()
        self.notice.say(str(error), Tone.LATE)

    def _stopped(self) -> None:
        self._close()
        self.notice.say("Đã dừng đọc tệp; chưa nhập gì.", Tone.DUE)
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_found(self) -> None:
        desk, text = self._workplace.desk, self.search.text()
        self.table.paged().show_query(lambda after: fees.listed(desk, text) if after is None else ())

    def _take_finder(self, finder: Finder) -> None:
        self._finder = finder
        self.form.set_finder(finder)

    def _close(self) -> None:
        for widget in (self.form, self.importing, self._verbs):
            widget.hide()
        self.notice.dismiss()

    def _choose_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Tệp mức phí", "", _FILES)
        if name:
            self.import_file(Path(name))

    def _choose_place(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, "Ghi bảng mức phí", "Muc phi, le phi.xlsx", _FILES)
        if name:
            self.export_file(Path(name))

    def _connect(self) -> None:
        self.search.searched.connect(lambda _: self._show_found())
        self.table.opened.connect(self.open_form)
        self.add_button.clicked.connect(lambda: self.open_form())
        self.save_button.clicked.connect(self.save)
        self.form.entered.connect(self.save)
        self.withdraw_button.clicked.connect(self._withdraw)
        self.undo_button.clicked.connect(self._undo)
        self._cancel.clicked.connect(self.back)
        self._import.clicked.connect(self._choose_file)
        self._export.clicked.connect(self._choose_place)
        self.importing.taken.connect(self._taken)
        self.importing.failed.connect(self._failed_file)
        self.importing.left.connect(self.back)
        self.importing.stopped.connect(self._stopped)

    def _lay_out(self) -> None:
        head, about = Section(None, "Mức phí của tỉnh"), QLabel("Dùng thay mức trong danh mục, theo ngày hiệu lực.")
        mark(about, "role", "soft")
        for button in (self._import, self._export, self.add_button):
            head.add_right(button)
        verbs = QHBoxLayout(self._verbs)
        verbs.setContentsMargins(0, 0, 0, 0)
        for button in (self.save_button, self._cancel, self.withdraw_button, self.undo_button):
            verbs.addWidget(button)
        verbs.addStretch(1)
        advice = "Nhập từ tệp do tỉnh gửi, hoặc thêm từng mức."
        listing = TableCard(self.table, EmptyState("Chưa có mức thu nào của tỉnh.", advice))
        listing.setFixedHeight(current().px(_LIST_HEIGHT))
        for widget in (head, about, self.notice, self.form, self._verbs, self.importing, self.search, listing):
            self.body.addWidget(widget)


def _columns(today: Callable[[], date]) -> tuple[Column, ...]:
    def state(one: Listed) -> str:
        line = one.entry.line
        if line.valid_on(today()):
            return "Đang áp dụng"
        return "Sắp áp dụng" if line.first > today() else "Đã hết"

    def tone(one: Listed) -> Tone:
        return {"Đang áp dụng": Tone.OK, "Sắp áp dụng": Tone.WAIT, "Đã hết": Tone.PLAIN}[state(one)]

    return (
        Column("Mã", lambda one: one.entry.line.procedure, 90),
        Column("Thủ tục", lambda one: one.procedure_name or "Không có trong danh mục", stretch=True),
        Column("Mức thu", lambda one: _rule(one), stretch=True),
        Column("Từ", lambda one: f"{one.entry.line.first:%d/%m/%Y}", 100),
        Column("Đến", lambda one: f"{one.entry.line.last:%d/%m/%Y}" if one.entry.line.last else "", 100, drop=1),
        Column("Nghị quyết", lambda one: one.entry.line.decision, 186, drop=2),
        Column("", state, 126, tone=tone, drop=3),
    )


def _rule(one: Listed) -> str:
    rule = one.entry.line.rule
    return (f"{rule.name}: " if rule.name else "") + rule_words(rule)
