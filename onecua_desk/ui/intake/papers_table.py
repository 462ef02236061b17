"""The checklist on screen, worked by keyboard: space ticks, figures set the quantity, M waives, R reuses."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QSizePolicy, QTableView, QWidget

from onecua_desk.ui.intake.papers_cells import PaperCells, heading_height
from onecua_desk.ui.intake.papers_model import KIND, NAME, QUANTITY, PapersModel
from onecua_desk.ui.theme import current
from onecua_desk.ui.widgets.plain_table import make_plain

_USUAL_ROWS, _TALLEST = 2, 6
"""So many usual lines are seen at least, and so much of one that is taller: by far the most need less."""
_ROW = 38
_CENTRED = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
_ROUND_ADVICE = (12, 3, -12, -3)
_WIDTHS = ((KIND, 100), (QUANTITY, 56))


class PapersTable(QTableView):
    """``asked_for_own``: the official pressed ``+``."""

    asked_for_own = Signal()

    def __init__(self, papers: PapersModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._papers, self.advice = papers, ""
        self._verbs: dict[int, Callable[[int], None]] = {
            Qt.Key.Key_Space: papers.toggle,
            Qt.Key.Key_M: papers.waive,
            Qt.Key.Key_R: papers.reuse,
            Qt.Key.Key_Delete: papers.remove_own,
        }
        self.setModel(papers)
        self.setItemDelegate(PaperCells(self))
        self.setAccessibleName("Giấy tờ")
        self._dress()
        papers.modelReset.connect(self.fit)
        papers.modelReset.connect(self._show_line)
        papers.rowsInserted.connect(self.fit)
        papers.rowsRemoved.connect(self.fit)
        papers.dataChanged.connect(self._fit_line)
        self.clicked.connect(self._click)
        self.fit()

    def advise(self, sentence: str) -> None:
        """What stands here while there is no line."""
        self.advice = sentence
        self.updateGeometry()
        self.viewport().update()

    def fit(self) -> None:
        """Rows as tall as their names need, columns as wide as the type needs; half the width is the name's."""
        others = sum(current().px(width) for _, width in _WIDTHS)
        share = min(1.0, self.viewport().width() / 2 / others)
        for column, width in _WIDTHS:
            self.setColumnWidth(column, int(current().px(width) * share))
        self.resizeRowsToContents()
        self.verticalScrollBar().setSingleStep(current().px(_ROW) // 2)
        self.updateGeometry()

    def select_line(self, line: int) -> None:
        """The line that the next key works on."""
        if 0 <= line < self._papers.rowCount():
            self.setCurrentIndex(self._papers.index(line, NAME))

    def sizeHint(self) -> QSize:
        """A list that is lower than one of its lines could not be read; an empty one needs the height of a sentence."""
        usual, tallest = (lines * current().px(_ROW) for lines in (_USUAL_ROWS, _TALLEST))
        rows = [self.rowHeight(row) for row in range(self._papers.rowCount())]
        return QSize(400, min(max(usual, *rows), tallest) if rows else self._advice_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line = self.currentIndex().row()
        if event.text() == "+":
            self.asked_for_own.emit()
        elif (verb := self._verbs.get(event.key())) and not event.modifiers():
            verb(line)
        elif event.text() and event.text() in "123456789" and line >= 0:
            self.edit(self._papers.index(line, QUANTITY), QAbstractItemView.EditTrigger.AnyKeyPressed, event)
        elif event.key() not in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A group's title is no line: a click there ticks nothing."""
        place = event.position().toPoint()
        index = self.indexAt(place)
        if not index.isValid() or place.y() >= self.visualRect(index).top() + heading_height(index):
            super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._show_line()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._papers.rowCount():
            painter = QPainter(self.viewport())
            self._paint_advice(painter)
            painter.end()

    def _fit_line(self, index: QModelIndex) -> None:
        self.resizeRowToContents(index.row())
        self.updateGeometry()

    def _show_line(self) -> None:
        """The line that the next key works on; Qt makes the first one current, but does not show it."""
        if self.hasFocus() and self._papers.rowCount() and not self.selectionModel().hasSelection():
            self.selectRow(max(self.currentIndex().row(), 0))

    def _paint_advice(self, painter: QPainter) -> None:
        place = self.viewport().rect().adjusted(1, 1, -1, -1)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(current().accent), 2))
            painter.drawRoundedRect(place, current().field_radius, current().field_radius)
        painter.setPen(QColor(current().soft))
        painter.drawText(place.adjusted(*_ROUND_ADVICE), _CENTRED, self.advice)

    def _advice_height(self) -> int:
        left, above, right, below = _ROUND_ADVICE
        room = QRect(0, 0, max(self.viewport().width() - left + right, 1), current().px(_ROW * _TALLEST))
        return self.fontMetrics().boundingRect(room, _CENTRED, self.advice).height() + above - below

    def _click(self, index: QModelIndex) -> None:
        if index.column() == NAME:
            self._papers.toggle(index.row())

    def _dress(self) -> None:
        make_plain(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.AnyKeyPressed)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        header = self.horizontalHeader()
        header.hide()  # kind and number say themselves, and two more lines of papers fit
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
