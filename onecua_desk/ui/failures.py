"""What becomes of errors that nobody caught: a sentence for the official, or a report of a bug."""

from __future__ import annotations

import faulthandler
import logging
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import TextIO

import shiboken6
from PySide6.QtCore import QObject, Signal, Slot, qVersion
from PySide6.QtWidgets import QApplication

from onecua_desk.clock import vietnam_now
from onecua_desk.errors import UserError
from onecua_desk.ui import dialogs

log = logging.getLogger(__name__)
Show = Callable[[str, str], None]
"""Shows a title and a text to the official."""
_LOST_NOTHING = "Việc vừa làm chưa xong; dữ liệu đã lưu không mất. Hãy thử lại một lần nữa;"


class Failures(QObject):
    """Lives on the GUI thread; ``folder`` receives one report file a bug and ``crash.txt`` of the interpreter."""

    _arrived = Signal(object)

    def __init__(self, folder: Path, show: Show | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder, self._show = folder, show or _dialog
        self._showing = False
        self._crash: TextIO | None = None
        self._arrived.connect(self._tell)

    def install(self) -> None:
        """From now on every uncaught error of every thread comes here."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._crash = (self._folder / "crash.txt").open("a", encoding="utf-8")
            faulthandler.enable(self._crash)
        except OSError:  # the program is worth more than its reports
            log.exception("no folder for reports: %s", self._folder)
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_in_thread

    def close(self) -> None:
        """Give the hooks back to Python."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        if self._crash is not None:
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
        self._say("Chương trình gặp lỗi", f"{_LOST_NOTHING} {_whom_to_tell(self._write(error))}")

    def _say(self, title: str, text: str) -> None:
        if self._showing:  # a slot that fails at every tick must not pile up dialogs
            return
        self._showing = True
        try:
            self._show(title, text)
        finally:
            self._showing = False

    def _write(self, error: BaseException) -> Path | None:
        """The report; ``None`` where the disk took none: to fail here would be told as a bug, and so on for ever."""
        now = vietnam_now()
        path = self._folder / f"loi-{now:%Y%m%d-%H%M%S}.txt"
        program = f"onecua_desk {version('onecua-desk')}, Qt {qVersion()}, Python {sys.version}"
        head = f"{program}\n{platform.platform()}\n{now}\n\n"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with path.open("a", encoding="utf-8") as report:  # two of one second stand in one file
                report.write(head + "".join(traceback.format_exception(error)) + "\n")
        except OSError:
            log.exception("no report written: %s", path)
            return None
        return path

    def _uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            self.tell(error.with_traceback(trace or error.__traceback__))

    def _uncaught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.tell(args.exc_value.with_traceback(args.exc_traceback or args.exc_value.__traceback__))


def _whom_to_tell(report: Path | None) -> str:
    if report is None:
        return "nếu vẫn lỗi, hãy báo người hỗ trợ kỹ thuật (ổ đĩa đầy hoặc hỏng nên không ghi được tệp báo lỗi)."
    return f"nếu vẫn lỗi, gửi tệp sau cho người hỗ trợ kỹ thuật:\n{report}"


def _dialog(title: str, text: str) -> None:
    focused = QApplication.focusWidget()
    dialogs.tell(title, text, QApplication.activeWindow())
    if focused is not None and shiboken6.isValid(focused):
        focused.setFocus()
