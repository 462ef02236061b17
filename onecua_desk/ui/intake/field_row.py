"""A row of fields that share the width, and goes on in a further line where larger type leaves too little of it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QMargins, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget, QWidgetItem

from onecua_desk.ui.theme import current

GAP = 10


@dataclass(slots=True)
class _Cell:
    item: QLayoutItem
    width: int
    stretch: int


class FieldRow(QLayout):
    """Each field has a least width (px at type scale 1) and its share of what is left over."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells: list[_Cell] = []
        self._heights: dict[tuple[int, int], int] = {}
        self.setContentsMargins(QMargins(0, 0, 0, 0))

    def add(self, widget: QWidget, width: int, stretch: int = 0) -> None:
        self.addChildWidget(widget)
        self._cells.append(_Cell(QWidgetItem(widget), width, stretch))
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        self._cells.append(_Cell(item, 120, 0))

    def count(self) -> int:
        return len(self._cells)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._cells[index].item if 0 <= index < len(self._cells) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        return self._cells.pop(index).item if 0 <= index < len(self._cells) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        known = width, current().px(GAP)  # by the type's scale too
        if known not in self._heights:
            self._heights[known] = self._place(QRect(0, 0, width, 0), move=False)
        return self._heights[known]

    def invalidate(self) -> None:
        """A field has come, gone or become another size."""
        self._heights = {}
        super().invalidate()

    def sizeHint(self) -> QSize:
        wide = sum(_least(cell) + GAP for cell in self._shown()) - GAP
        return QSize(max(wide, 0), self.minimumSize().height())

    def minimumSize(self) -> QSize:
        shown = self._shown()
        height = max((cell.item.minimumSize().height() for cell in shown), default=0)
        return QSize(max((_least(cell) for cell in shown), default=0), height)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def _shown(self) -> list[_Cell]:
        return [cell for cell in self._cells if not cell.item.isEmpty()]

    def _lines(self, width: int) -> list[list[_Cell]]:
        lines: list[list[_Cell]] = []
        left = -1
        for cell in self._shown():
            needed = _least(cell) + GAP
            if left < needed - GAP:
                lines.append([])
                left = width
            lines[-1].append(cell)
            left -= needed
        return lines

    def _place(self, rect: QRect, *, move: bool) -> int:
        y = rect.y()
        for line in self._lines(rect.width()):
            widths = _shared(line, rect.width())
            height = max(_height(cell, width) for cell, width in zip(line, widths, strict=True))
            x = rect.x()
            for cell, width in zip(line, widths, strict=True):
                if move:
                    cell.item.setGeometry(QRect(x, y, width, height))
                x += width + GAP
            y += height + GAP
        return max(y - GAP - rect.y(), 0)


def _least(cell: _Cell) -> int:
    return current().px(cell.width)


def _shared(line: list[_Cell], width: int) -> list[int]:
    shares = sum(cell.stretch for cell in line)
    spare = max(width - sum(_least(cell) for cell in line) - GAP * (len(line) - 1), 0)
    return [min(_least(cell) + (spare * cell.stretch // shares if shares else 0), width) for cell in line]


def _height(cell: _Cell, width: int) -> int:
    if cell.item.hasHeightForWidth():
        return cell.item.heightForWidth(width)
    return cell.item.sizeHint().height()
