"""The list of what waits and what is kept: two lines a row, the keys of its verbs answered here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QWidget

from onecua_desk.domain.file import File
from onecua_desk.domain.standing import Tone
from onecua_desk.ui.scans import words
from onecua_desk.ui.scans.stack import Waiting
from onecua_desk.ui.theme import current, type_font

Index = QModelIndex | QPersistentModelIndex
_ENTRY = Qt.ItemDataRole.UserRole
_TONE = Qt.ItemDataRole.UserRole + 1
_ROW, _SIDE, _BAR = 52, 12, 4
_LETTERS = {
    Qt.Key.Key_T: "kind",
    Qt.Key.Key_R: "turn",
    Qt.Key.Key_C: "crop",
    Qt.Key.Key_Delete: "drop",
    Qt.Key.Key_Return: "keep",
    Qt.Key.Key_Enter: "keep",
    Qt.Key.Key_Plus: "closer",
    Qt.Key.Key_Equal: "closer",
    Qt.Key.Key_Minus: "wider",
    Qt.Key.Key_PageDown: "next",
    Qt.Key.Key_PageUp: "previous",
}
_WAYS = {
    Qt.Key.Key_Left: (-0.3, 0.0),
    Qt.Key.Key_Right: (0.3, 0.0),
    Qt.Key.Key_Up: (0.0, -0.3),
    Qt.Key.Key_Down: (0.0, 0.3),
}


class _Rows(QStyledItemDelegate):
    """A bar at the left says by its colour, the second line by its words, what waits, what failed, what is kept."""

    def sizeHint(self, option: Any, index: Index) -> QSize:
        return QSize(120, current().px(_ROW))

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        tokens, rect = current(), option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(tokens.accent_soft))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(tokens.row_line))
        tone = tokens.tone(Tone(index.data(_TONE)))
        painter.fillRect(QRect(rect.left(), rect.top(), _BAR, rect.height() - 1), QColor(tone.ink))
        first, second = index.data().split("\n")
        box = rect.adjusted(_SIDE, tokens.px(6), -_SIDE // 2, -tokens.px(6))
        top = QRect(box.topLeft(), QSize(box.width(), box.height() // 2))
        _line(painter, top, first, type_font(tokens.type_size, QFont.Weight.Medium), tokens.ink)
        _line(painter, top.translated(0, top.height()), second, type_font(tokens.caption_size), tone.ink)
        painter.restore()


class PageList(QListWidget):
    """``moved``: the entry (``Waiting``, ``File`` or ``None``) that is now the current one.

    ``pressed_verb``: "keep", "drop", "kind", "turn", "crop", "closer", "wider", "next" or "previous". ``numbered``: a
    digit, which chooses a paper. ``panned``: shares of the view, by Ctrl and an arrow.
    """

    moved = Signal(object)
    pressed_verb = Signal(str)
    numbered = Signal(int)
    panned = Signal(float, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(_Rows(self))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Trang chờ lưu và tệp đã lưu")
        self.currentItemChanged.connect(lambda *_: self.moved.emit(self.current()))

    def sizeHint(self) -> QSize:
        return QSize(current().px(270), current().px(_ROW) * 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(200), current().px(_ROW) * 2)

    def current(self) -> Waiting | File | None:
        item = self.currentItem()
        return item.data(_ENTRY) if item is not None else None  # type: ignore[redundant-expr]  # Qt's stubs forget it

    def show_entries(self, pages: Sequence[Waiting], files: Sequence[File], select: object = None) -> None:
        """All entries anew; ``select`` becomes the current one, else the one that stands where the last stood."""
        row = max(self.currentRow(), 0)
        self.blockSignals(True)
        self.clear()
        for number, page in enumerate(pages, start=1):
            self._add(page, words.page_title(page, number), words.page_state(page), _page_tone(page))
        for file in files:
            self._add(file, file.name, f"Đã lưu · {words.file_state(file)}", Tone.OK)
        entries = [*pages, *files]
        row = entries.index(select) if select in entries else min(row, len(entries) - 1)
        self.setCurrentRow(row)
        self.blockSignals(False)
        self.moved.emit(self.current())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = Qt.Key(event.key()), event.modifiers() in (_NONE, _PAD)
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and key in _WAYS:
            self.panned.emit(*_WAYS[key])
        elif plain and key in _LETTERS:
            self.pressed_verb.emit(_LETTERS[key])
        elif plain and Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
            self.numbered.emit(key - Qt.Key.Key_0)
        else:
            super().keyPressEvent(event)

    def _add(self, entry: Waiting | File, first: str, second: str, tone: Tone) -> None:
        item = QListWidgetItem(f"{first}\n{second}")
        item.setData(_ENTRY, entry)
        item.setData(_TONE, tone.value)
        item.setToolTip(second if tone is Tone.LATE else first)
        self.addItem(item)


_NONE, _PAD = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier


def _page_tone(page: Waiting) -> Tone:
    if page.fault:
        return Tone.LATE
    return Tone.WAIT if page.candidate else Tone.UNSENT


def _line(painter: QPainter, box: QRect, text: str, font: QFont, color: str) -> None:
    painter.setFont(font)
    painter.setPen(QColor(color))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
