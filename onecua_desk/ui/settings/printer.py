"""Where slips come out: a printer, or a PDF file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from onecua_desk.ui.theme import mark
from onecua_desk.ui.widgets.card import Card, Section
from onecua_desk.ui.widgets.field import Field

SAVE = "Lưu thành tệp PDF"


class PrinterPanel(Card):
    """``chosen`` carries the printer's system name; empty means that slips are saved."""

    chosen = Signal(str)

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._list, self._explained = QComboBox(), QLabel()
        self._explained.setWordWrap(True)
        mark(self._explained, "role", "soft")
        self._field = Field("In giấy hẹn bằng", self._list)
        self.body.addWidget(Section(None, "Máy in"))
        self.body.addWidget(self._field)
        self.body.addWidget(self._explained)
        self._list.activated.connect(self._choose)

    def show_choice(self, printer: str, known: Sequence[str]) -> None:
        """``printer`` chosen among the machine's printers; one that is switched off stays chosen and is said so."""
        self._list.clear()
        self._list.addItem(SAVE, "")
        for name in known:
            self._list.addItem(name, name)
        if printer and printer not in known:
            self._list.addItem(f"{printer} (đang không thấy)", printer)
        self._list.setCurrentIndex(self._list.findData(printer))
        self._explain()

    def first_focus(self) -> QWidget:
        return self._list

    def _choose(self, _index: int) -> None:
        self._explain()
        self.chosen.emit(self._list.currentData())

    def _explain(self) -> None:
        printer, seen = self._list.currentData(), self._list.currentText()
        missing = bool(printer) and seen != printer
        self._field.set_warning("Không thấy máy in này: hãy bật máy in, hoặc chọn máy khác." if missing else "")
        saved = f"Giấy hẹn được lưu vào {self._folder}"
        self._explained.setHidden(missing)
        self._explained.setText("In thẳng ra máy này, không hỏi lại." if printer else saved)
