"""The 13-column table: arrow keys go from figure to figure, Enter opens its dossiers, the total is always in view."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetricsF, QHelpEvent, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from onecua_desk.domain.report import GROUPS, By
from onecua_desk.domain.report_words import COLUMNS, SHORT, row_heading
from onecua_desk.ui.reports.figures_model import FIRST, LATE, FiguresModel, Index
from onecua_desk.ui.reports.two_storey_head import Titled, TwoStoreyHead
from onecua_desk.ui.theme import current, mark, type_font
from onecua_desk.ui.widgets.focus import on_focus_change
from onecua_desk.ui.widgets.plain_table import make_plain

_NUMBER, _FIGURE, _LEAST_FIGURE, _LEAST_NAME = 40, 80, 44, 170
_PAD, _ROW, _TIGHT_ROW = 8, 36, 26


class _Cells(QStyledItemDelegate):
    def __init__(self, model: FiguresModel, view: QTableView) -> None:
        super().__init__(view)
        self._model, self._view = model, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(40, 0)  # the table says how high its rows are

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens = current()
        rect: QRect = option.rect  # type: ignore[attr-defined]  # Qt has it, the stubs do not
        painter.save()
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(tokens.row_line))
        if self._model.is_total(index.row()):
            painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 1), QColor(tokens.line))
        chosen = index.column() >= FIRST and index == self._view.currentIndex()
        if chosen:
            painter.fillRect(rect.adjusted(1, 1, -1, -2), QColor(tokens.accent_soft))
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        font, inside = self._font(index), rect.adjusted(_PAD, 0, -_PAD, 0)
        painter.setFont(font)
        painter.setPen(QColor(self._ink(index)))
        side = {0: Qt.AlignmentFlag.AlignHCenter, 1: Qt.AlignmentFlag.AlignLeft}
        align = side.get(index.column(), Qt.AlignmentFlag.AlignRight) | Qt.AlignmentFlag.AlignVCenter
        text = painter.fontMetrics().elidedText(index.data(), Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, int(align), text)
        painter.restore()

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        text, room = index.data() or "", view.visualRect(index).width() - 2 * _PAD
        cut = QFontMetricsF(self._font(index)).horizontalAdvance(text) > room
        QToolTip.showText(event.globalPos(), text if cut else "", view)
        return True

    def _font(self, index: Index) -> QFont:
        strong = self._model.is_total(index.row())
        return type_font(current().type_size, QFont.Weight.DemiBold if strong else QFont.Weight.Normal)

    def _ink(self, index: Index) -> str:
        """What is late stands out, and a nought stands back."""
        tokens = current()
        if index.column() < FIRST:
            return tokens.ink
        if not self._model.number(index):
            return tokens.soft
        return tokens.late.ink if COLUMNS[index.column() - FIRST] in LATE else tokens.ink


class _View(QTableView):
    """``asked``: Enter or a double click on a cell; ``resized``: there is more or less room for columns."""

    asked = Signal(QModelIndex)
    resized = Signal()

    def __init__(self, model: FiguresModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(_Cells(model, self))
        make_plain(self)
        self.setWordWrap(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.connect(self.asked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.asked.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """The total stands in a view of its own, where Qt would not find its way: below the last line."""
        here, last = self.currentIndex(), self.model().rowCount() - 1
        if here.row() == last:
            row, column = _from_total(action, last, here.column(), self.model().columnCount() - 1)
            return self.model().index(row, column)
        if action == QAbstractItemView.CursorAction.MoveDown and here.row() == last - 1:
            return self.model().index(last, here.column())
        return super().moveCursor(action, modifiers)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.begin()

    def begin(self) -> None:
        """Arrows and Enter need a cell to begin with, whether the figures or the keyboard came first."""
        if self.hasFocus() and not self.currentIndex().isValid() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, FIRST))


class FiguresTable(QFrame):
    """``opened`` carries the figure, what it counts in words, and how many. The head follows what a line stands for."""

    opened = Signal(object, str, int)

    def __init__(self, model: FiguresModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("figures")
        self._model = model
        self._by, self._tight = By.FIELD, False
        self.view, self.total = _View(model), _View(model)
        self.head = TwoStoreyHead(self.view)
        self.view.setHorizontalHeader(self.head)
        self.setFocusProxy(self.view)
        self.total.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.total.setSelectionModel(self.view.selectionModel())
        self.total.horizontalHeader().hide()
        self.total.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setAccessibleName("Báo cáo 13 cột")
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 4, 2, 4)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addWidget(self.total)
        self.name_lines(By.FIELD)
        model.modelReset.connect(self._share)
        self.view.resized.connect(self._share)
        self.view.asked.connect(self._open)
        self.total.asked.connect(self._open)
        self.total.clicked.connect(lambda: self.view.setFocus(Qt.FocusReason.MouseFocusReason))
        self.view.selectionModel().currentChanged.connect(self._repaint)
        on_focus_change(self._show_focus)

    def name_lines(self, by: By) -> None:
        """What stands over the names of the lines."""
        self._by = by
        short = SHORT if self._tight else {}
        figures = (
            Titled(short.get(column.label, column.label), f"({column})", short.get(group, group))
            for group, columns in GROUPS
            for column in columns
        )
        columns = (Titled("STT", "(1)"), Titled(row_heading(by), "(2)"), *figures)
        self.head.name_columns(columns, thin=self._tight)
        self._share()

    def set_tight(self, tight: bool) -> None:
        """Where there is little room: lower rows, and a head of fewer words."""
        if tight != self._tight:
            self._tight = tight
            self.name_lines(self._by)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_model"):
            self._share()

    def _share(self) -> None:
        """Rows, widths, and which view shows which row."""
        row, rows = current().px(_TIGHT_ROW if self._tight else _ROW), self._model.rowCount()
        for view in (self.view, self.total):
            view.verticalHeader().setDefaultSectionSize(row)
            for number in range(rows):
                view.setRowHidden(number, (number == rows - 1) is (view is self.view))
        self.total.setFixedHeight(row if rows else 0)
        for place, width in enumerate(_widths(self.view.viewport().width())):
            self.view.setColumnWidth(place, width)
            self.total.setColumnWidth(place, width)
        self.head.setFixedHeight(self.head.sizeHint().height())
        self.setMinimumHeight(self.head.height() + 2 * row + 12)

    def _repaint(self, now: QModelIndex, before: QModelIndex) -> None:
        self.view.viewport().update()
        self.total.viewport().update()

    def _open(self, index: QModelIndex) -> None:
        if found := self._model.figure(index):
            self.opened.emit(*found)

    def _show_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        mark(self, "focused", new is self.view)


def _from_total(action: QAbstractItemView.CursorAction, row: int, column: int, rightmost: int) -> tuple[int, int]:
    actions = QAbstractItemView.CursorAction
    match action:
        case actions.MoveLeft | actions.MovePrevious:
            return row, max(column - 1, FIRST)
        case actions.MoveRight | actions.MoveNext:
            return row, min(column + 1, rightmost)
        case actions.MoveHome:
            return row, FIRST
        case actions.MoveEnd:
            return row, rightmost
        case actions.MoveUp | actions.MovePageUp:
            return max(row - 1, 0), column
        case _:
            return row, column


def _widths(room: int) -> list[int]:
    """The figures get what they would like, less where the names would be left with too little."""
    number, least_name = current().px(_NUMBER), current().px(_LEAST_NAME)
    figure = min(current().px(_FIGURE), max((room - number - least_name) // len(COLUMNS), current().px(_LEAST_FIGURE)))
    name = max(room - number - figure * len(COLUMNS), 60)
    return [number, name, *[figure] * len(COLUMNS)]
