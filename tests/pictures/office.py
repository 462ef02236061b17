"""What an official sees when the counter is empty: books, money, terms, older registers."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QDate, Qt

from onecua_desk.domain.late import LateCause
from onecua_desk.domain.payment import PayMoment, PayWay
from onecua_desk.services import intake, processing, terms
from onecua_desk.ui.dossiers.put_off import PutOffPanel
from onecua_desk.ui.dossiers.screen import DossiersScreen
from onecua_desk.ui.dossiers.verbs import Verb
from onecua_desk.ui.settings.screen import SettingsScreen
from onecua_desk.ui.widgets.scroll import Scroll
from onecua_desk.ui.window import DOSSIERS, SETTINGS
from tests.desk_fixture import BIRTH, COPY, MAI, draft, procedure
from tests.imports.tables import HEADS, workbook
from tests.pictures.studio import Studio
from tests.ui.seeing import the

_CTRL = Qt.KeyboardModifier.ControlModifier


def shoot(at: Studio, folder: Path) -> None:
    """Pictures 13, 14, 15 and 19, in the evening of a day with some dossiers."""
    _money(at)
    _older_register(at, folder)
    at.press(Qt.Key.Key_F9, _CTRL)
    at.shoot("15-chot-ngay")
    _put_off(at)


def _money(at: Studio) -> None:
    for copies in (1, 2, 3):
        paid = replace(draft(at.desk, COPY), copies=copies, pay=PayMoment.NOW, pay_way=PayWay.CASH)
        intake.receive(at.desk, replace(paid, receipt=f"001234{copies}"), MAI)
    at.press(Qt.Key.Key_F6, _CTRL)
    at.shoot("13-tien-thu")


def _older_register(at: Studio, folder: Path) -> None:
    name = procedure(BIRTH).name
    rows = [
        (number, f"{number}/2025", who, "", "", name, day, "", "Đã trả", "")
        for number, (who, day) in enumerate(
            [("Đặng Thị Hà", "04/11/2025"), ("Lê Văn Tám", "31/02/2025"), ("Lò Thị Vân", "06/11/2025")], 1
        )
    ]
    at.press(Qt.Key.Key_F10)
    screen = at.window.show_place(SETTINGS)
    assert isinstance(screen, SettingsScreen)
    screen.complete()
    at.settle()
    screen.register.open_file(workbook(folder / "so-cu-2025.xlsx", [HEADS, *rows]))
    at.settle()
    the(screen, Scroll).ensureWidgetVisible(screen.register)
    at.shoot("14-nhap-so-cu")
    at.press(Qt.Key.Key_Escape)


def _put_off(at: Studio) -> None:
    """A dossier that will not be ready: the apology and its one new date."""
    made = at.named("Giàng A Sử")
    processing.hand_over(at.desk, MAI, made.id, "Tư pháp - Hộ tịch")
    terms.take_over(at.desk, MAI, made.id, "Nguyễn Văn Lâm, công chức tư pháp")
    at.clock.at = datetime(2026, 11, 26, 9, 41)
    screen = at.window.show_place(DOSSIERS)
    assert isinstance(screen, DossiersScreen)
    screen.open_dossier(made.id)
    at.settle()
    screen.details.start(Verb.PUT_OFF)
    at.settle()
    assert screen.details.form
    panel = screen.details.form.panel
    assert isinstance(panel, PutOffPanel)
    panel.cause.choose(LateCause.OTHER_BODY)
    panel.reason.setPlainText("Chờ văn bản xác minh của Công an xã Mường Thanh.")
    panel.due.setDate(QDate(2026, 12, 4))
    at.shoot("19-hen-lai")
