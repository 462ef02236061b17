"""What becomes of errors that nobody caught: a sentence for the official, or a report of a bug."""

from __future__ import annotations

import faulthandler
import logging
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Signal, Slot, qVersion
from PySide6.QtWidgets import QApplication, QMessageBox

from onecua_desk.errors import UserError

log = logging.getLogger(__name__)
Show = Callable[[str, str], None]
"""Shows a title and a text to the official."""


class Failures(QObject):
    """Lives on the GUI thread; ``folder`` receives one report file a bug and ``crash.txt`` of the interpreter."""

    _arrived = Signal(object)

    def __init__(self, folder: Path, show: Show | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder, self._show = folder, show or _dialog
        self._showing = False
        self._arrived.connect(self._tell)

    def install(self) -> None:
        """From now on every uncaught error of every thread comes here."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._crash = (self._folder / "crash.txt").open("a", encoding="utf-8")
        faulthandler.enable(self._crash)
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_in_thread

    def close(self) -> None:
        """Give the hooks back to Python."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        faulthandler.disable()
        self._crash.close()

    def tell(self, error: BaseException) -> None:
        """From any thread: show a ``UserError``'s sentence; report anything else as a bug."""
        self._arrived.emit(error)

    @Slot(object)
    def _tell(self, error: BaseException) -> None:
        if isinstance(error, UserError):
            self._say("Chưa làm được", str(error))
            return
        log.error("uncaught error", exc_info=error)
        report = self._write(error)
        self._say(
            "Chương trình gặp lỗi",
            "Việc vừa làm chưa xong; dữ liệu đã lưu không mất. Hãy thử lại một lần nữa; nếu vẫn lỗi, gửi tệp sau cho "
            f"người hỗ trợ kỹ thuật:\n{report}",
        )

    def _say(self, title: str, text: str) -> None:
        if self._showing:  # a slot that fails at every tick must not pile up dialogs
            return
        self._showing = True
        try:
            self._show(title, text)
        finally:
            self._showing = False

    def _write(self, error: BaseException) -> Path:
        now = datetime.now()
        path = self._folder / f"loi-{now:%Y%m%d-%H%M%S-%f}.txt"
        program = f"onecua_desk {version('onecua-desk')}, Qt {qVersion()}, Python {sys.version}"
        head = f"{program}\n{platform.platform()}\n{now}\n\n"
        path.write_text(head + "".join(traceback.format_exception(error)), encoding="utf-8")
        return path

    def _uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            self.tell(error)

    def _uncaught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.tell(args.exc_value)


def _dialog(title: str, text: str) -> None:
    focused = QApplication.focusWidget()
    box = QMessageBox(QMessageBox.Icon.Warning, title, text, QMessageBox.StandardButton.Ok, QApplication.activeWindow())
    box.button(QMessageBox.StandardButton.Ok).setText("Đã hiểu")
    box.exec()
    if focused is not None:
        focused.setFocus()
