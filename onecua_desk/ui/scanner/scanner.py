"""The scanner of one desk's window: from the keyboard, and from a serial port where one was chosen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget

from onecua_desk.services.scanner_settings import Mode, ScannerSettings
from onecua_desk.ui.scanner.burst import Rhythm, Scan
from onecua_desk.ui.scanner.field import ScanField
from onecua_desk.ui.scanner.reader import ScanReader, takes_text

if TYPE_CHECKING:  # pyserial only where a port was chosen
    from onecua_desk.ui.scanner.serial_port import SerialScanner


class Scanner(QObject):
    """Every scan is told once, on the GUI thread. ``use`` it when the window is shown: a start must not wait for it."""

    scanned = Signal(object)
    """A ``Scan`` that is one of our codes, or that came where nothing can be typed."""
    doubted = Signal(str)
    """A sentence about the letters that a scanner at a port sent."""
    port_changed = Signal(object)
    _arrived = Signal(str, str)
    _plugged = Signal(bool)

    def __init__(self, window: QWidget, knows: Callable[[str], bool]) -> None:
        super().__init__(window)
        self._knows = knows
        self.reader = ScanReader(window, knows, Rhythm())
        self._serial: SerialScanner | None = None
        self.port_open: bool | None = None
        """Whether the port can be read; ``None`` where none was chosen or it is not known yet."""
        self.reader.scanned.connect(self._hand_on)
        self._arrived.connect(self._take)
        self._plugged.connect(self._tell_port)

    def use(self, chosen: ScannerSettings) -> None:
        """Begin, or go on with other settings."""
        self.stop()
        self.reader.listen(Rhythm(chosen.gap / 1000, chosen.prefix, chosen.suffix))
        if chosen.mode is Mode.SERIAL and chosen.port:
            from onecua_desk.ui.scanner.serial_port import SerialScanner

            marks = (str(chosen.prefix), str(chosen.suffix))
            self._serial = SerialScanner(chosen.port, self._emitter("_arrived"), self._emitter("_plugged"), *marks)
            self._serial.start()

    def stop(self) -> None:
        """Keys go by unseen, and the port is free for others in a moment."""
        self.reader.stop()
        if self._serial:
            self._serial.stop()
        if self.port_open is not None:
            self.port_open = None
            self.port_changed.emit(None)
        self._serial = None

    def _emitter(self, name: str) -> Callable[..., None]:
        def emit(*values: object) -> None:
            try:
                getattr(self, name).emit(*values)
            except RuntimeError as error:  # the window went while the port was read
                if "deleted" not in str(error):
                    raise

        return emit

    @Slot(str, str)
    def _take(self, text: str, doubt: str) -> None:
        """From the port: where it is none of our codes it is typed into the input that has the keyboard."""
        focused = QApplication.focusWidget()
        if QApplication.activeModalWidget() not in (None, self.parent()):
            return
        if not self._knows(text) and focused is not None and takes_text(focused):
            typed = QInputMethodEvent()
            typed.setCommitString(text)
            QApplication.sendEvent(focused, typed)
            return
        self._hand_on(Scan(text))
        if doubt:
            self.doubted.emit(doubt)

    @Slot(object)
    def _hand_on(self, scan: Scan) -> None:
        focused = QApplication.focusWidget()
        (focused if isinstance(focused, ScanField) else self).scanned.emit(scan)

    @Slot(bool)
    def _tell_port(self, is_open: bool) -> None:
        if self._serial:
            self.port_open = is_open
            self.port_changed.emit(is_open)
