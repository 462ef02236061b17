"""The card in the middle of an otherwise empty window, and a password box that knows of Caps Lock."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from onecua_desk.ui.fitting import SIZE
from onecua_desk.ui.icons import pixmap
from onecua_desk.ui.signin.fields_grid import is_large
from onecua_desk.ui.theme import current, mark
from onecua_desk.ui.widgets.card import Card
from onecua_desk.ui.widgets.scroll import Scroll

CAPS_LOCK = "Phím Caps Lock đang bật."


class CentredPage(QWidget):
    """``card.body`` takes the form; the heading stands above it."""

    def __init__(self, title: str, subtitle: str, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(title)
        self.card, self._width = Card(margin=24), width
        heading, inside = _heading(title, subtitle), QWidget()
        self._parts, column = (heading, self.card), QVBoxLayout(inside)
        self._column = column
        column.addStretch(2)
        for part in (heading, self.card):
            column.addLayout(_centred(part))
        column.addStretch(3)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(Scroll(inside))
        self._measure()
        self.resize(SIZE)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._measure()

    def _measure(self) -> None:
        """In large type the room is for the form, not for what is around it."""
        edge, apart = (6, 6) if is_large() else (24, 16)
        for part in self._parts:
            part.setFixedWidth(current().px(self._width))
        self._column.setContentsMargins(16, edge, 16, edge)
        self._column.setSpacing(apart)


class PasswordEdit(QLineEdit):
    """Hidden letters; ``caps_lock`` follows what the typed letters tell (Qt cannot ask for the key's state)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.hint = QLabel(CAPS_LOCK)
        mark(self.hint, "role", "warning")
        self.hint.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text()
        if letter.isalpha():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.hint.setVisible(letter.isupper() != shifted)
        elif event.key() == Qt.Key.Key_CapsLock:
            self.hint.hide()
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.hint.hide()
        super().focusOutEvent(event)


def _centred(part: QWidget) -> QHBoxLayout:
    """In a row of its own; an alignment would give wrapped words the height of one line."""
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(part)
    row.addStretch(1)
    return row


def _heading(title: str, subtitle: str) -> QWidget:
    heading = QWidget()
    row = QHBoxLayout(heading)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(14)
    sign, words = QLabel(), QVBoxLayout()
    sign.setPixmap(pixmap("landmark", current().accent, current().px(40), heading.devicePixelRatioF()))
    words.setSpacing(0)
    for text, role in ((title, "title"), (subtitle, "soft")):
        label = QLabel(text)
        label.setWordWrap(True)
        mark(label, "role", role)
        words.addWidget(label)
    row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(words, 1)
    return heading
