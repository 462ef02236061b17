"""The books of a commune that has worked for years."""

from __future__ import annotations

from PySide6.QtCore import Qt

from onecua_desk.domain.period import Preset
from onecua_desk.services import reports
from onecua_desk.ui.reports.pages import CHARTS
from onecua_desk.ui.reports.screen import ReportsScreen
from tests.pictures.studio import Studio


def shoot(at: Studio) -> None:
    """Pictures 16 and 17, of the year."""
    reports.complete(at.desk)
    at.press(Qt.Key.Key_F6)
    screen = at.window.current_screen()
    assert isinstance(screen, ReportsScreen)
    kind = screen.bar.kind
    kind.setCurrentIndex(kind.findData(str(Preset.YEAR)))
    kind.activated.emit(kind.currentIndex())
    at.shoot("16-so-va-bao-cao")
    screen.tabs.select(CHARTS)
    at.shoot("17-bieu-do")
