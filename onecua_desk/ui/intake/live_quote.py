"""Asks, a moment after the last change, what the form would become: appointment, fee, and the slip as a picture."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from onecua_desk.services import intake, slips
from onecua_desk.services.intake import Draft, Quote
from onecua_desk.ui.tasks import Latest
from onecua_desk.ui.workplace import Workplace

PAUSE = 150
"""Milliseconds without a change before anything is computed, so that typing never waits."""
TICK = 30_000
"""The clock moves the appointment too: after 15:00 "today" becomes tomorrow."""


class LiveQuote(QObject):
    """Both signals carry only the newest answer."""

    quoted = Signal(object)
    """An ``intake.Quote``."""
    drawn = Signal(object)
    """A ``slips.PageImage``, or ``None`` where there is nothing to show yet."""

    def __init__(self, workplace: Workplace, draft: Callable[[], Draft], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace, self._draft = workplace, draft
        self._quotes, self._pictures = Latest(workplace.tasks), Latest(workplace.tasks)
        self._pause = QTimer(self, interval=PAUSE, singleShot=True)
        self._pause.timeout.connect(self.ask_now)
        self._tick = QTimer(self, interval=TICK)
        self._tick.timeout.connect(self.ask)
        self._tick.start()

    def ask(self) -> None:
        """Something changed; more may follow at once."""
        self._pause.start()

    def ask_now(self) -> None:
        self._pause.stop()
        desk, draft = self._workplace.desk, self._draft()
        self._quotes.run(lambda: intake.quote(desk, draft), self._take)

    def _take(self, quote: Quote) -> None:
        self.quoted.emit(quote)
        received = quote.received
        if received is None:
            self._pictures.drop()
            self.drawn.emit(None)
            return
        receipt = slips.receipt(received, quote.at, self._workplace.official.name)
        desk = self._workplace.desk
        self._pictures.run(lambda: slips.preview(desk, receipt), self.drawn.emit)
