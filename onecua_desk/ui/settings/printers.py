"""Where papers come out: one line for all of them, and one for each form that has its own printer, paper or tray."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QWidget

from onecua_desk.domain.standing import Tone
from onecua_desk.errors import UserError
from onecua_desk.services import print_settings
from onecua_desk.services.desk import Desk
from onecua_desk.services.print_settings import PrintForm, PrintSettings
from onecua_desk.ui.printing.job import Tray
from onecua_desk.ui.printing.way import way
from onecua_desk.ui.settings.printer_row import PrinterRow, heads
from onecua_desk.ui.tasks import Latest
from onecua_desk.ui.theme import mark
from onecua_desk.ui.widgets.card import Card, Section
from onecua_desk.ui.widgets.notice import Notice
from onecua_desk.ui.workplace import PutOut, Workplace

ADD = "Chọn riêng cho…"


@dataclass(frozen=True, slots=True)
class Reading:
    """What was chosen, and what the machine has: its printers, and the trays of those that are chosen."""

    chosen: PrintSettings
    printers: tuple[str, ...]
    trays: Mapping[str, tuple[Tray, ...]]


class PrintersPanel(Card):
    """Reads and keeps its choices by itself; ``changed`` after each one."""

    changed = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = workplace
        self._reads = Latest(workplace.slow)
        self._chosen = PrintSettings()
        self._rows: dict[PrintForm | None, PrinterRow] = {}
        self._grid, self._add = QGridLayout(), QComboBox()
        self._explained, self._warning, self._notice = QLabel(), QLabel(), Notice()
        self._lay_out()
        self._add_row(None)
        self._add.activated.connect(self._add_form)

    def first_focus(self) -> QWidget:
        return self._rows[None].printer

    def read(self) -> None:
        """What is kept, and what the machine has now."""
        self._reads.run(lambda: read(self._place.desk), self._show, self._failed)

    def _show(self, found: Reading) -> None:
        self._chosen = found.chosen
        for gone in [form for form in self._rows if form and form not in found.chosen.forms]:
            self._rows.pop(gone).remove()
        for new in [form for form in found.chosen.forms if form not in self._rows]:
            self._add_row(new)
        for form, row in self._rows.items():
            kept = found.chosen.forms[form] if form else found.chosen.default
            row.show_way(kept, found.printers, found.trays.get(kept.printer, ()))
        self._offer_forms()
        self._explain(found)

    def _offer_forms(self) -> None:
        self._add.clear()
        self._add.addItem(ADD, None)
        for form in PrintForm:
            if form not in self._chosen.forms:
                self._add.addItem(form.label, form)
        self._add.setVisible(self._add.count() > 1)

    def _explain(self, found: Reading) -> None:
        named = {one.printer for one in (found.chosen.default, *found.chosen.forms.values()) if one.printer}
        missing = sorted(named - set(found.printers))
        names = ", ".join(f"“{name}”" for name in missing)
        self._warning.setText(f"Không thấy máy in {names}: hãy bật máy in, hoặc chọn máy khác." if missing else "")
        self._warning.setVisible(bool(missing))
        saved = f"Giấy tờ được lưu vào {self._place.slip_folder}"
        self._explained.setText("In thẳng ra máy đã chọn, không hỏi lại." if found.chosen.default.printer else saved)

    def _add_row(self, form: PrintForm | None) -> None:
        row = PrinterRow(form, self)
        self._rows[form] = row
        row.place(self._grid, 1 if form is None else 2 + list(PrintForm).index(form))
        row.chosen.connect(lambda chosen: self._keep(self._chosen.with_way(form, chosen)))
        row.tried.connect(lambda: self._try(row))
        row.dropped.connect(lambda: self._drop(form))

    def _add_form(self, index: int) -> None:
        if index:
            form = PrintForm(self._add.itemData(index))
            self._keep(self._chosen.with_way(form, self._chosen.way(form)), form)

    def _drop(self, form: PrintForm | None) -> None:
        self._add.setFocus(Qt.FocusReason.OtherFocusReason)
        self._keep(self._chosen.with_way(form, None))

    def _keep(self, chosen: PrintSettings, focus: PrintForm | None = None) -> None:
        """Save and show what the machine says to it; then the keyboard goes to the row of ``focus``."""
        self._chosen = chosen
        desk = self._place.desk

        def show(found: Reading) -> None:
            self._show(found)
            self.changed.emit()
            if focus:
                self._rows[focus].printer.setFocus(Qt.FocusReason.OtherFocusReason)

        self._reads.run(lambda: _write_and_read(desk, chosen), show, self._failed)

    def _try(self, row: PrinterRow) -> None:
        chosen, form = row.way(), row.form
        self._place.printing.run(lambda: self._place.print_trial(form, chosen), self._tried, self._failed)

    def _tried(self, out: PutOut) -> None:
        self._notice.say(f"Đã gửi trang in thử tới {out.words()}.", Tone.DUE if out.to_do else Tone.OK)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self._notice.say(str(error), Tone.LATE)

    def _lay_out(self) -> None:
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        heads(self._grid)
        for label, role in ((self._explained, "soft"), (self._warning, "warning")):
            label.setWordWrap(True)
            mark(label, "role", role)
        self._add.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._add.setAccessibleName("Chọn máy in riêng cho một loại giấy tờ")
        head = Section(None, "Máy in")
        head.add_right(self._add)
        self.body.addWidget(head)
        self.body.addLayout(self._grid)
        for widget in (self._warning, self._explained, self._notice):
            self.body.addWidget(widget)


def read(desk: Desk) -> Reading:
    """Off the window's thread: printers are asked, which may take seconds."""
    chosen, machine = print_settings.read(desk.store), way()
    known = tuple(machine.printers())
    named = {one.printer for one in (chosen.default, *chosen.forms.values())} & set(known)
    return Reading(chosen, known, {name: tuple(machine.trays(name)) for name in named})


def _write_and_read(desk: Desk, chosen: PrintSettings) -> Reading:
    print_settings.write(desk.store, chosen)
    return read(desk)
