"""A soft halo around the input or button that has the keyboard, so that it is never searched for."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QSplitter,
    QWidget,
)

from onecua_desk.ui.theme import current

_WIDTH = 3
_RINGED = (QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit, QAbstractButton)
_OWN_MARK = (QCheckBox, QRadioButton)
_FOLLOWED = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.ParentChange}


class _Halo(QWidget):
    """A little larger than the focused widget and just below it, in the nearest ancestor that has room for it.

    It keeps no reference to other widgets: it may be deleted with its host, and must not hold what is just going.
    """

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def follow(self, around: QWidget, host: QWidget, above: QWidget) -> None:
        corner = around.mapTo(host, QPoint(0, 0))
        self.setGeometry(QRect(corner, around.size()).adjusted(-_WIDTH, -_WIDTH, _WIDTH, _WIDTH))
        self.stackUnder(above)
        self.setVisible(around.isVisible())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(current().halo))
        painter.drawRoundedRect(self.rect(), current().field_radius + _WIDTH, current().field_radius + _WIDTH)
        painter.end()


class FocusRing(QObject):
    """One for the program: ``FocusRing(app)``."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._halo: _Halo | None = None
        self._chain: list[QWidget] = []
        """The focused widget and those that lie close around it; the halo stands in the parent of the last."""
        app.focusChanged.connect(self._move_to)

    def eventFilter(self, widget: QObject, event: QEvent) -> bool:
        if event.type() in _FOLLOWED:
            self._place()
        return False

    def _move_to(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._leave()
        if isinstance(new, _RINGED) and not isinstance(new, _OWN_MARK) and _may_have_sibling(new):
            self._chain, host = _up_to_room(new)
            self._halo = _Halo(host)
            for widget in self._chain:
                widget.installEventFilter(self)
            self._place()

    def _leave(self) -> None:
        halo, chain, self._halo, self._chain = self._halo, self._chain, None, []
        for widget in filter(shiboken6.isValid, chain):
            widget.removeEventFilter(self)
        if halo is not None and shiboken6.isValid(halo):
            halo.hide()
            halo.deleteLater()

    def _place(self) -> None:
        if self._halo is None or not shiboken6.isValid(self._halo) or not all(map(shiboken6.isValid, self._chain)):
            return
        around, host = self._chain[0], self._halo.parentWidget()
        if host is not None and host.isAncestorOf(around):
            self._halo.follow(around, host, self._chain[-1])
        else:
            self._move_to(None, around)  # it was put elsewhere


def _up_to_room(widget: QWidget) -> tuple[list[QWidget], QWidget]:
    """``widget`` with the ancestors that lie too close around it, and the one above them that has room for the halo."""
    chain = [widget]
    while True:
        parent = chain[-1].parentWidget()
        assert parent is not None  # a window ends the search, and the first was asked before
        place = QRect(widget.mapTo(parent, QPoint(0, 0)), widget.size()).adjusted(-_WIDTH, -_WIDTH, _WIDTH, _WIDTH)
        if _ends(parent) or parent.rect().contains(place):
            return chain, parent
        chain.append(parent)


def _ends(parent: QWidget) -> bool:
    """A window, or what a scroll area shows: nothing is drawn outside of it."""
    above = parent.parentWidget()
    return parent.isWindow() or isinstance(above, QAbstractScrollArea | QSplitter)


def _may_have_sibling(widget: QWidget) -> bool:
    """Not in a dialog: it comes and goes with its buttons, which show the keyboard by themselves."""
    parent = widget.parentWidget()
    inside = parent is not None and not widget.isWindow() and not isinstance(parent, QSplitter)
    return inside and not isinstance(widget.window(), QDialog)
