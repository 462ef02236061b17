"""One line of the printers' table: the form, its printer, paper, tray and copies, and a page to try."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QSpinBox, QWidget

from onecua_desk.services.print_settings import PrintForm, PrintWay, Stock, stocks
from onecua_desk.ui.printing.job import Tray
from onecua_desk.ui.theme import mark
from onecua_desk.ui.widgets.buttons import KeyButton, Kind

SAVE = "Lưu thành tệp PDF"
HEADS = ("Giấy tờ", "Máy in", "Khổ giấy", "Khay", "Số bộ")
MOST_COPIES = 9


class PrinterRow(QObject):
    """``form`` is ``None`` in the line that holds for all. ``chosen`` carries a ``PrintWay``."""

    chosen = Signal(object)
    tried = Signal()
    dropped = Signal()

    def __init__(self, form: PrintForm | None, parent: QObject) -> None:
        super().__init__(parent)
        self.form = form
        self._name = QLabel(form.label if form else "Mọi giấy tờ")
        self.printer, self._stock, self._tray, self._copies = QComboBox(), QComboBox(), QComboBox(), QSpinBox()
        self._try, self._drop = KeyButton("In thử", kind=Kind.QUIET), KeyButton("Bỏ", kind=Kind.QUIET)
        for head, widget in zip(HEADS[1:], (self.printer, self._stock, self._tray, self._copies), strict=True):
            widget.setAccessibleName(f"{head}: {self._name.text()}")
        self._try.setAccessibleName(f"In thử: {self._name.text()}")
        self._drop.setAccessibleName(f"Bỏ lựa chọn riêng: {self._name.text()}")
        self._copies.setRange(1, MOST_COPIES)
        self._fill_stocks()
        self._connect()

    def place(self, grid: QGridLayout, line: int) -> None:
        for column, widget in enumerate(self._widgets()):
            grid.addWidget(widget, line, column)
            widget.setVisible(widget is not self._drop or self.form is not None)  # at once, for the keyboard

    def remove(self) -> None:
        for widget in self._widgets():
            widget.hide()
            widget.deleteLater()
        self.deleteLater()

    def show_way(self, way: PrintWay, printers: Sequence[str], trays: Sequence[Tray]) -> None:
        """``way`` among what the machine knows; a printer that is switched off stays chosen and is said so."""
        blockers = [QSignalBlocker(widget) for widget in (self.printer, self._stock, self._tray, self._copies)]
        named = [(SAVE, ""), *((name, name) for name in printers)]
        _fill(self.printer, named, way.printer, f"{way.printer} (đang không thấy)")
        self._stock.setCurrentIndex(max(self._stock.findData(way.stock), 0))
        _fill(self._tray, [("Mặc định", ""), *((tray.label, tray.name) for tray in trays)], way.tray, way.tray)
        self._copies.setValue(way.copies)
        self._tray.setEnabled(self._tray.count() > 1)
        self._copies.setEnabled(bool(way.printer))
        self._try.setEnabled(bool(way.printer) and way.printer in printers)
        del blockers

    def way(self) -> PrintWay:
        stock = Stock(self._stock.currentData())
        return PrintWay(self.printer.currentData(), stock, self._tray.currentData() or "", self._copies.value())

    def _fill_stocks(self) -> None:
        for stock, label in stocks(self.form).items():
            self._stock.addItem(label, stock)
        self._stock.setEnabled(self._stock.count() > 1)

    def _widgets(self) -> tuple[QWidget, ...]:
        return (self._name, self.printer, self._stock, self._tray, self._copies, self._try, self._drop)

    def _connect(self) -> None:
        self.printer.activated.connect(self._choose_printer)
        for box in (self._stock, self._tray):
            box.activated.connect(self._tell)
        self._copies.valueChanged.connect(self._tell)
        self._try.clicked.connect(self.tried)
        self._drop.clicked.connect(self.dropped)

    def _choose_printer(self, _index: int) -> None:
        self._tray.setCurrentIndex(0)  # another printer has other trays
        self._tell()

    def _tell(self, *_what: object) -> None:
        self.chosen.emit(self.way())


def heads(grid: QGridLayout) -> None:
    """The words above the columns, and how the width is shared."""
    for column, words in enumerate(HEADS):
        label = QLabel(words)
        mark(label, "role", "soft")
        grid.addWidget(label, 0, column)
    for column, stretch in enumerate((0, 4, 2, 2, 0, 0, 0)):
        grid.setColumnStretch(column, stretch)


def _fill(box: QComboBox, named: Sequence[tuple[str, str]], chosen: str, missing: str) -> None:
    """The choices by name; ``missing`` names the chosen one where it is not among them."""
    box.clear()
    for label, data in named:
        box.addItem(label, data)
    if box.findData(chosen) < 0:
        box.addItem(missing, chosen)
    box.setCurrentIndex(box.findData(chosen))
