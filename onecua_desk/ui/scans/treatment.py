"""How the page on show is treated and what it belongs to: text or picture, turned, cropped, its paper and its name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from onecua_desk.services.scan_pages import Kind, Manner
from onecua_desk.ui.scans.stack import Waiting
from onecua_desk.ui.theme import mark
from onecua_desk.ui.widgets.buttons import KeyButton
from onecua_desk.ui.widgets.buttons import Kind as Look
from onecua_desk.ui.widgets.chips import ChipBar
from onecua_desk.ui.widgets.field import Field

_WHOLE, _OTHER = "whole", "Giấy tờ khác"
_MOST = 80
"""Letters of a paper's name in the list; the law writes some of them as long as a page."""


class Treatment(QWidget):
    """``treated``: the ``Manner`` chosen for the page; ``split``: a digital original is to be kept as pages.

    ``sorted_in``: the paper and the name that hold from this page on. ``left``: Enter in an input; back to the list.
    """

    treated = Signal(object)
    split = Signal(object)
    sorted_in = Signal(str, str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page: Waiting | None = None
        self._offered: tuple[str, ...] = ()
        self.kinds = ChipBar(optional=True)
        for kind in Kind:
            self.kinds.add(kind.value, kind.label)
        self._whole = self.kinds.add(_WHOLE, "Nguyên tệp")
        self.closer = KeyButton("Phóng to", "+", Look.QUIET, shown_only=True)
        self.turn = KeyButton("Xoay", "R", Look.QUIET, shown_only=True)
        self.crop = KeyButton("Không cắt", "C", Look.QUIET, shown_only=True)
        self.papers, self.name = QComboBox(), QLineEdit()
        self.papers.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.papers.setMinimumContentsLength(16)
        self.name.setPlaceholderText("như tên giấy tờ")
        self._lay_out()
        self.kinds.chosen.connect(self._choose_kind)
        self.turn.clicked.connect(self.turn_on)
        self.crop.clicked.connect(self.change_crop)
        self.papers.activated.connect(lambda _index: self._sort_in())
        self.name.editingFinished.connect(self._sort_in)

    def offer(self, papers: Sequence[str]) -> None:
        """The lines of the checklist, each with the digit that chooses it."""
        if tuple(papers) == self._offered and self.papers.count():
            return
        self._offered = tuple(papers)
        self.papers.clear()
        for number, paper in enumerate(self._offered, start=1):
            digit = f"{number}  " if number <= 9 else "    "
            self.papers.addItem(digit + (paper if len(paper) <= _MOST else f"{paper[:_MOST]}…"), paper)
        self.papers.addItem(f"0  {_OTHER}", "")

    def show_page(self, page: Waiting | None) -> None:
        """``None``: nothing waits here, nothing can be chosen."""
        self._page = page
        self.setEnabled(page is not None)
        kind = page.candidate.kind if page and page.candidate else None
        whole = page is not None and page.page.whole
        self.kinds.blockSignals(True)
        self.kinds.select(_WHOLE if whole else kind.value if kind else "")
        self.kinds.blockSignals(False)
        self._whole.setVisible(whole)
        self.turn.setEnabled(page is not None and not whole)
        self.crop.setEnabled(page is not None and not whole)
        self.crop.setText("Không cắt" if page is None or page.manner.crop else "Cắt, làm thẳng")
        self.crop.updateGeometry()
        paper = page.paper if page else ""
        self.papers.setCurrentIndex(max(self.papers.findData(paper), 0) if paper else self.papers.count() - 1)
        self.name.setText(page.name if page else "")

    def choose_paper(self, number: int) -> None:
        """By its digit; 0 is another paper."""
        index = self.papers.count() - 1 if number == 0 else number - 1
        if self._page and index < self.papers.count():
            self.papers.setCurrentIndex(index)
            self._sort_in()

    def change_kind(self) -> None:
        """Letters become a picture, a picture letters."""
        page = self._page
        if page and not page.page.whole and page.candidate:
            self._treat(kind=Kind.PICTURE if page.candidate.kind is Kind.TEXT else Kind.TEXT)

    def turn_on(self) -> None:
        if self._page and not self._page.page.whole:
            self._treat(turns=(self._page.manner.turns + 1) % 4)

    def change_crop(self) -> None:
        if self._page and not self._page.page.whole:
            self._treat(crop=not self._page.manner.crop)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _choose_kind(self, name: str) -> None:
        page = self._page
        if page is None:
            return
        if page.page.whole:
            if name in (Kind.TEXT.value, Kind.PICTURE.value):
                self.split.emit(Kind(name))
        elif name in (Kind.TEXT.value, Kind.PICTURE.value):
            self._treat(kind=Kind(name))
        else:  # the chosen one was pressed again: it stays
            self.show_page(page)

    def _treat(self, **chosen: object) -> None:
        assert self._page is not None
        manner: Manner = replace(self._page.manner, **chosen)  # type: ignore[arg-type]
        self.treated.emit(manner)

    def _sort_in(self) -> None:
        page = self._page
        if page is None:
            return
        paper, name = self.papers.currentData() or "", self.name.text().strip()
        if (paper, name) != (page.paper, page.name):
            self.sorted_in.emit(paper, name)

    def _lay_out(self) -> None:
        tools, names = QHBoxLayout(), QHBoxLayout()
        tools.setSpacing(6)
        change = QLabel("T: đổi")
        mark(change, "role", "soft")
        tools.addWidget(self.kinds, 0, Qt.AlignmentFlag.AlignVCenter)
        tools.addWidget(change, 1)
        tools.addWidget(self.closer)
        tools.addWidget(self.turn)
        tools.addWidget(self.crop)
        names.setSpacing(10)
        names.addWidget(Field("Thuộc giấy tờ (từ trang này trở đi)", self.papers), 3)
        names.addWidget(Field("Tên tệp", self.name), 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(tools)
        column.addLayout(names)
