"""The ten favourite procedures with their keys, as short names in even lines."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from onecua_desk.domain.procedure import Procedure
from onecua_desk.domain.short_name import short_name
from onecua_desk.ui.theme import current, mark, type_font
from onecua_desk.ui.widgets.clamped import clamped
from onecua_desk.ui.widgets.key_cap import cap_width, draw_cap

_COLUMNS, _FEWER = 5, 3
_READABLE = 120
"""Px of a chip, at type scale 1, in which two lines of a short name can be told from the others."""
_SIDE, _GAP = 6, 6


class FavouriteRow(QWidget):
    """``pressed`` carries the number of the key; the row takes no height while no key has anything."""

    pressed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: list[FavouriteChip] = []
        self._columns = _COLUMNS
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(5)
        self._label = QLabel("Shift +")
        mark(self._label, "role", "soft")
        self._arrange()

    def show_procedures(self, procedures: Sequence[Procedure | None]) -> None:
        """What stands on each key, from the first on."""
        while len(self._chips) < len(procedures):
            self._add(len(self._chips))
        for chip, procedure in zip(self._chips, procedures, strict=True):
            chip.show_procedure(procedure)

    def words(self) -> list[str]:
        """The short names shown, from the first key on."""
        return [chip.text() for chip in self._chips]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - self._label.sizeHint().width()
        columns = _COLUMNS if room >= _COLUMNS * current().px(_READABLE) else _FEWER
        if columns != self._columns:
            self._columns = columns
            self._arrange()

    def _arrange(self) -> None:
        """The label in front of the keys, or above them where they need its room."""
        for column in range(1, _COLUMNS + 1):
            self._grid.setColumnStretch(column, int(column <= self._columns))
        if self._columns == _COLUMNS:
            self._grid.addWidget(self._label, 0, 0)
        else:
            self._grid.addWidget(self._label, 0, 1, 1, self._columns)
        for place, chip in enumerate(self._chips):
            self._put(chip, place)

    def _put(self, chip: FavouriteChip, place: int) -> None:
        above = int(self._columns != _COLUMNS)
        self._grid.addWidget(chip, above + place // self._columns, 1 + place % self._columns)

    def _add(self, place: int) -> None:
        chip = FavouriteChip(f"F{place + 1}")
        chip.clicked.connect(lambda: self.pressed.emit(place + 1))
        self._chips.append(chip)
        self._put(chip, place)


class FavouriteChip(QPushButton):
    """A key's cap and a short name: on one line, else smaller on two, the second ending with an ellipsis."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setProperty("kind", "chip")
        self.setProperty("tall", True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_procedure(self, procedure: Procedure | None) -> None:
        self.setText(short_name(procedure.name) if procedure else "")
        self.setToolTip(f"{procedure.name}\nShift+{self._key}" if procedure else "")
        self.setAccessibleName(f"Shift+{self._key} {procedure.name}" if procedure else "")
        self.setVisible(procedure is not None)

    def sizeHint(self) -> QSize:
        return QSize(current().px(80), current().px(current().favourite_height))

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(40), self.sizeHint().height())

    def shown_words(self) -> str:
        """What of the name can be read."""
        return clamped(self.text(), self._words_font(), int(self._room().width()), lines=2)

    def _room(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_SIDE + cap_width(self._key) + _GAP, 0, -_SIDE, 0)

    def _words_font(self) -> QFont:
        font = type_font(current().type_size)
        fits = QFontMetricsF(font).horizontalAdvance(self.text()) <= self._room().width()
        return font if fits else type_font(current().caption_size)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.style().drawControl(QStyle.ControlElement.CE_PushButtonBevel, option, painter, self)
        right = _SIDE + cap_width(self._key)
        draw_cap(painter, right, self.height() / 2, self._key, current().soft, current().field_line)
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setFont(self._words_font())
        painter.setPen(QColor(current().ink))
        painter.drawText(self._room(), int(align | Qt.TextFlag.TextWordWrap), self.shown_words())
        painter.end()
