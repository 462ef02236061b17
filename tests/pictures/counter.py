"""What an official sees while a citizen stands at the counter."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt

from onecua_desk.services import intake, print_settings, processing
from onecua_desk.services.print_settings import PrintSettings, PrintWay
from onecua_desk.ui.handback.screen import HandBackScreen
from onecua_desk.ui.intake.screen import IntakeScreen
from onecua_desk.ui.scans.panel import ScansPanel
from onecua_desk.ui.window import HAND_BACK, INTAKE
from tests.desk_fixture import BICH_CARD, BIRTH, COPY, MAI, draft, procedure
from tests.pictures.studio import Studio
from tests.scans import papers

_CTRL = Qt.KeyboardModifier.ControlModifier
_OTHER_CARD = "079099000222||Phạm Minh Quân|09091999|Nam|Tổ 3, Suối Trong, Bắc Ninh|10012022"


def shoot(at: Studio, folder: Path) -> None:
    """Pictures 7 to 12 and 18; ``folder`` takes what a scanner writes."""
    intake_screen = _sat_down(at)
    at.shoot("7-nhan-ho-so")
    _look_up(at)
    intake_screen.verbs.supplement.click()
    at.shoot("9-phieu-bo-sung")
    intake_screen.pages.back()
    intake_screen.form.clear()
    intake_screen.form.procedure.box.choose(procedure(COPY))
    intake_screen.pages.open_guide()
    at.shoot("8-hoi-dap")
    intake_screen.pages.back()
    intake_screen.form.clear()
    _fail_to_print(at, intake_screen)
    _scan(at, _sat_down(at), folder)
    _hand_back(at)


def _sat_down(at: Studio) -> IntakeScreen:
    screen = at.window.show_place(INTAKE)
    assert isinstance(screen, IntakeScreen)
    screen.form.procedure.box.choose(procedure(BIRTH))
    screen.form.applicant.card.scan(BICH_CARD)
    screen.form.applicant.phone.setText("0912 345 678")
    screen.form.papers.papers.toggle(0)
    return screen


def _look_up(at: Studio) -> None:
    """Another citizen asks meanwhile."""
    for name in ("Nguyễn Văn Hùng", "Bùi Thị Bích Phương", "Trần Bích Ngọc", "Lê Thị Bích", "Hoàng Bích Liên"):
        made = at.named(name)
    processing.hand_over(at.desk, MAI, made.id, "Tư pháp - Hộ tịch")
    at.press(Qt.Key.Key_F, _CTRL)
    at.window.top.lookup.setText("bich")
    at.settle()
    at.press(Qt.Key.Key_Down)
    at.shoot("18-tra-cuu")
    at.press(Qt.Key.Key_Escape)


def _scan(at: Studio, screen: IntakeScreen, folder: Path) -> None:
    screen.verbs.scans.click()
    pages = [papers.save(papers.clean(100), folder / f"trang{number}.jpg", 100) for number in (1, 2)]
    at.settle()
    panel = screen.pages.page()
    assert isinstance(panel, ScansPanel)
    for path in pages:
        panel.pile.take(path)
    at.shoot("10-quet-giay-to")
    screen.pages.back()


def _fail_to_print(at: Studio, screen: IntakeScreen) -> None:
    print_settings.write(at.desk.store, PrintSettings(PrintWay("HP LaserJet 1020")))
    screen.form.procedure.box.choose(procedure(BIRTH))
    screen.form.applicant.card.scan(BICH_CARD)
    screen.form.papers._take_all()
    at.settle()
    screen.main_verb()
    at.shoot("11-khong-in-duoc")
    print_settings.write(at.desk.store, PrintSettings())
    at.press(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)


def _hand_back(at: Studio) -> None:
    made = intake.receive(at.desk, draft(at.desk, COPY), MAI).value
    processing.record_result(at.desk, MAI, made.id, "411/2026", date(2026, 11, 23), 1)
    screen = at.window.show_place(HAND_BACK)
    assert isinstance(screen, HandBackScreen)
    screen.scan(made.code)
    at.settle()
    screen.scan(_OTHER_CARD)
    at.shoot("12-the-khac-nguoi-nop")
