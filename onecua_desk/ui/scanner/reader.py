"""Listens to all keys that go to one window, and takes the scans out of them."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QInputEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from onecua_desk.ui.scanner.burst import Burst, Do, Rhythm, Scan
from onecua_desk.ui.scanner.field import ScanField
from onecua_desk.ui.scanner.strokes import Held, kept, stroke_of

_KEYS = frozenset({QEvent.Type.KeyPress, QEvent.Type.InputMethod})
_WATCHED = _KEYS | {
    QEvent.Type.KeyRelease,
    QEvent.Type.ShortcutOverride,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.WindowDeactivate,
}


class ScanReader(QObject):
    """``knows``: whether a text is one of the program's own codes; other scans stay typing where one can type.

    ``clock`` gives seconds for events that carry no time of their own. It is ``exact`` where it tells when they were
    made, not when they were seen; else only the event loop knows of a silence: it had nothing to do for so long.
    """

    scanned = Signal(object)
    """A ``Scan``. In a dialog known scans are dropped: it must be answered by a person first."""

    def __init__(
        self,
        window: QWidget,
        knows: Callable[[str], bool],
        rhythm: Rhythm,
        clock: Callable[[], float] = time.monotonic,
        *,
        exact: bool = False,
    ) -> None:
        super().__init__(window)
        self._window, self._knows = window, knows
        self._clock = _EventClock(clock, exact)
        self._burst, self._held = Burst(rhythm), deque[Held]()
        self._sending: QEvent | None = None
        # When the window was busy the time is over before the keys that came meanwhile are seen: they come first.
        self._silence = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._nothing_waits = QTimer(self, singleShot=True, interval=0)
        self._silence.timeout.connect(self._nothing_waits.start)
        self._nothing_waits.timeout.connect(self.let_go)

    def listen(self, rhythm: Rhythm) -> None:
        """Begin, or go on with another rhythm."""
        self._burst = Burst(rhythm)
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)

    def stop(self) -> None:
        self.let_go()
        if application := QApplication.instance():
            application.removeEventFilter(self)

    @Slot()
    def let_go(self) -> None:
        """Wait for nothing more: what is held is delivered, or taken where it is a scan."""
        if self._burst.holding:
            self._do(self._burst.silence())
        self._deliver()

    def eventFilter(self, receiver: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind not in _WATCHED or event is self._sending:
            return False
        if kind in (QEvent.Type.MouseButtonPress, QEvent.Type.WindowDeactivate):
            self.let_go()
            return False
        if not isinstance(receiver, QWidget) or receiver is not _home() or not self._belongs(receiver):
            return False
        if kind == QEvent.Type.ShortcutOverride:
            taken = self._is_no_shortcut(event)
        elif kind in _KEYS:
            taken = self._press(receiver, event)
        else:
            taken = self._release(receiver, event)
        if taken:
            event.accept()  # or Qt would offer it to the parent
        return taken

    def _press(self, receiver: QWidget, event: QEvent) -> bool:
        now = self._time_of(event)
        stroke = stroke_of(event, quick=self._burst.quick(now))
        if self._burst.overdue(now):
            self.let_go()
        if stroke is None:
            if self._burst.certain:
                return True
            self.let_go()
            return False
        do = self._burst.stroke(stroke, now)
        if do in (Do.HOLD, Do.TAKE):
            self._held.append(kept(receiver, event))
        return self._do(do)

    def _release(self, receiver: QWidget, event: QEvent) -> bool:
        """Behind its press, if that is held; that of a swallowed press does nothing by itself."""
        if self._held:
            self._held.append(kept(receiver, event))
        return bool(self._held)

    def _is_no_shortcut(self, event: QEvent) -> bool:
        """Inside a scan nothing is a shortcut; what was typed before one comes before it."""
        now = self._time_of(event)
        stroke = stroke_of(event, quick=self._burst.quick(now))
        if self._burst.overdue(now):
            self.let_go()
        if self._burst.certain or (stroke and self._burst.announces(stroke)):
            return True
        if stroke is None or (stroke.text and stroke.text < " "):
            self.let_go()
            return False
        return self._burst.holding

    def _do(self, do: Do) -> bool:
        """Whether the event that led here is dealt with."""
        self._silence.stop()
        self._nothing_waits.stop()
        match do:
            case Do.PASS:
                self._deliver()
            case Do.HOLD:
                self._silence.start(round(self._burst.patience * 1000))
            case Do.TAKE:
                self._take(self._burst.scan)
        return do is not Do.PASS

    def _deliver(self) -> None:
        """What was held, in order, each to whom it was for."""
        while self._held:
            held = self._held.popleft()
            receiver = held.receiver if shiboken6.isValid(held.receiver) else _home()
            if receiver is not None:
                self._sending = held.event
                QApplication.sendEvent(receiver, held.event)

    def _take(self, scan: Scan) -> None:
        receiver = self._held[0].receiver
        known = isinstance(receiver, ScanField) or self._knows(scan.text)
        if not known and takes_text(receiver):
            self._deliver()
            return
        self._held.clear()
        QGuiApplication.inputMethod().reset()
        if scan.text and QApplication.activeModalWidget() in (None, self._window):
            # Not from inside the filter: a screen may open a dialog, which runs the event loop.
            QTimer.singleShot(0, self, lambda: self._tell(scan))

    def _tell(self, scan: Scan) -> None:
        if popup := QApplication.activePopupWidget():
            popup.close()
        self.scanned.emit(scan)

    def _time_of(self, event: QEvent) -> float:
        return self._clock.time_of(event, self._burst.deadline)

    def _belongs(self, widget: QWidget) -> bool:
        """In the window, in a dialog before it, or in a list that is open over it.

        Not asked by way of ``parentWidget``: PySide drops the parent it made for the answer, and with it the child.
        """
        top = self._window
        if QApplication.activePopupWidget() is not None:
            return QApplication.activeWindow() is top
        if (dialog := QApplication.activeModalWidget()) is not None:
            top = dialog
        return widget is top or top.isAncestorOf(widget)


class _EventClock:
    """Runs by the events' own times where two that follow have them, so that a busy window changes no rhythm.

    Where they have none (Windows), the time at which an event is seen says only that it did not come later.
    """

    def __init__(self, clock: Callable[[], float], exact: bool) -> None:
        self._clock, self._exact = clock, exact
        self._time, self._seen, self._stamp = 0.0, clock(), 0

    def time_of(self, event: QEvent, deadline: float) -> float:
        """Seconds; until ``deadline`` where it is not known better: a silence the event loop tells by itself."""
        seen, stamp = self._clock(), event.timestamp() if isinstance(event, QInputEvent) else 0
        if stamp and stamp >= self._stamp > 0:
            self._time += (stamp - self._stamp) / 1000
        else:
            passed = self._time + seen - self._seen
            self._time = passed if self._exact else min(passed, deadline)
        self._seen, self._stamp = seen, stamp
        return self._time


def takes_text(widget: QWidget | None) -> bool:
    """Whether one can type into it; a list that looks for typed letters is no text input."""
    if widget is None or isinstance(widget, QAbstractItemView):
        return False
    return widget.isEnabled() and widget.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def _home() -> QWidget | None:
    """Where the keyboard is."""
    popup, focused = QApplication.activePopupWidget(), QApplication.focusWidget()
    if popup is not None and (focused is None or not popup.isAncestorOf(focused)):
        return popup
    return focused or QApplication.activeWindow()
