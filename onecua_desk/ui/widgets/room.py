"""The room of the window's pages: one page at a time, and bars where a screen is smaller than any page can be."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from onecua_desk.ui.widgets.focus import on_focus_change
from onecua_desk.ui.widgets.pages import Pages


class Room(QScrollArea):
    """The window fits every screen, whatever its pages ask for: what has no room is scrolled, not cut, and what has the
    keyboard is in view.

    Not by ``setWidgetResizable``: where words wrap, Qt would then give a page the height that it likes, not the room's.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pages = Pages()
        self.pages.setObjectName("scrolled")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self.setWidget(self.pages)
        self.pages.installEventFilter(self)
        on_focus_change(self._follow)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def show_page(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        self._fit()

    def set_narrow(self, narrow: bool) -> None:
        """Thin margins."""
        self.pages.setContentsMargins(*((10, 6, 10, 6) if narrow else (16, 14, 16, 14)))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, pages: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and pages is self.pages:
            self._fit()
        return super().eventFilter(pages, event)

    def _fit(self) -> None:
        """As large as the room, or as what the page cannot do without."""
        room, needed = self.maximumViewportSize(), self.pages.minimumSizeHint()
        if needed.height() > room.height():
            room.setWidth(room.width() - self.verticalScrollBar().sizeHint().width())
        if needed.width() > room.width():
            room.setHeight(room.height() - self.horizontalScrollBar().sizeHint().height())
        self.pages.resize(room.expandedTo(needed))

    def is_scrolled(self) -> bool:
        """Whether the page in front has less room than it needs."""
        return self.horizontalScrollBar().maximum() > 0 or self.verticalScrollBar().maximum() > 0

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Whoever moved the keyboard there: a key, or F12 to what is missing."""
        if new is not None and self.pages.isAncestorOf(new):
            self.ensureWidgetVisible(new, 0, 24)
