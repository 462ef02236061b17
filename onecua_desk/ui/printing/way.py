"""How this machine prints: the PDF itself to CUPS where that is, pictures of its pages through Qt elsewhere."""

from __future__ import annotations

from typing import Protocol

from onecua_desk.ui.printing import cups
from onecua_desk.ui.printing.job import Job, Tray


class Way(Protocol):
    """Every function may be called in any thread, and may take seconds."""

    def printers(self) -> list[str]:
        """Names of the printers that this machine knows."""

    def trays(self, printer: str) -> list[Tray]:
        """The trays to choose from; empty when the driver names none."""

    def send(self, job: Job) -> str:
        """Hand the job over and return; what the official must do so that it comes out, usually nothing ("").

        ``UserError(field="printer")`` when the printer got nothing; ``MaybePrinted`` when nobody knows.
        """


def way() -> Way:
    if cups.is_here():
        return cups
    from onecua_desk.ui.printing import pictures  # and with it Qt's own printing, which the first window does not need

    return pictures
