"""The intake screen: saved once, printed or kept as a file, and left without losing anything."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from onecua_desk.services import print_settings
from onecua_desk.services.desk import Desk
from onecua_desk.services.print_settings import PrintSettings, PrintWay
from onecua_desk.ui.intake.screen import IntakeScreen
from onecua_desk.ui.tasks import Tasks
from onecua_desk.ui.widgets.rich import bold
from tests.clock import Clock
from tests.desk_fixture import BIRTH, COPY, procedure
from tests.ui.intake_screen import (
    NO_LIMIT,
    choose,
    dossiers,
    fill,
    form_area,
    make_screen,
    notice_verb,
    only_dossier,
    screen,
    seat,
    visible_text,
)
from tests.ui.seat import Seat, take_seat

__all__ = ["screen", "seat"]


# saving


def test_f12_saves_prints_and_stands_ready_for_the_next_citizen(
    qtbot: QtBot, screen: IntakeScreen, desk: Desk, seat: Seat
) -> None:
    fill(screen)
    with qtbot.waitSignal(screen.saved) as told:
        screen.main_verb()
    dossier = only_dossier(desk)
    assert told.args[0].id == dossier.id
    assert dossier.code == "H02.15.23-261123-1001"
    assert dossier.applicant.phone == "0912345678"
    assert len(dossier.papers) == 3
    assert screen.notice.text() == f"Đã lưu hồ sơ {bold(dossier.code)}, giấy hẹn đã lưu thành tệp PDF."
    assert (seat.workplace.slip_folder / f"Giay hen {dossier.code}.pdf").read_bytes().startswith(b"%PDF")
    assert seat.announced[0].dossiers == {dossier.id}
    assert screen.form.draft().applicant.name == ""
    assert screen.focusWidget() is screen.form.procedure.box
    assert screen.unsaved() == ""


def test_f12_pressed_twice_saves_once(qtbot: QtBot, desk: Desk, qapp: QApplication) -> None:
    tasks = Tasks()
    screen = make_screen(qtbot, take_seat(desk, tasks))
    fill(screen)
    screen.main_verb()
    screen.main_verb()
    assert screen.verbs.save.text() == "Đang lưu…"
    with qtbot.waitSignal(screen.saving.printed, timeout=20_000):
        screen.main_verb()
    assert len(dossiers(desk)) == 1
    assert screen.verbs.save.text() == "Lưu và in"
    tasks.close()


def test_a_slip_that_cannot_be_printed_leaves_one_saved_dossier_and_is_printed_later(
    qtbot: QtBot, screen: IntakeScreen, desk: Desk, seat: Seat
) -> None:
    print_settings.write(desk.store, PrintSettings(PrintWay("Máy in đã tháo")))
    fill(screen)
    screen.main_verb()
    dossier = only_dossier(desk)
    assert dossier.code in screen.notice.text()
    assert "đã lưu an toàn, nhưng chưa in được giấy hẹn" in screen.notice.text()
    assert "Máy in đã tháo" in screen.notice.text()
    assert screen.unsaved() == ""
    choose(screen, COPY)
    assert "chưa in được giấy hẹn" in screen.notice.text()
    print_settings.write(desk.store, PrintSettings())
    notice_verb(screen, "In lại").click()
    assert "giấy hẹn đã lưu thành tệp PDF" in screen.notice.text()
    assert (seat.workplace.slip_folder / f"Giay hen {dossier.code}.pdf").exists()
    assert len(dossiers(desk)) == 1


def test_where_the_printer_fails_the_slip_is_saved_with_one_key(
    qtbot: QtBot, screen: IntakeScreen, desk: Desk, seat: Seat
) -> None:
    print_settings.write(desk.store, PrintSettings(PrintWay("Máy in đã tháo")))
    fill(screen)
    screen.main_verb()
    qtbot.keyClick(screen, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)  # "Lưu PDF"
    assert (seat.workplace.slip_folder / f"Giay hen {only_dossier(desk).code}.pdf").exists()
    assert "giấy hẹn đã lưu thành tệp PDF" in screen.notice.text()


class Opened(QObject):
    """Stands in the place of the program that opens files here."""

    def __init__(self) -> None:
        super().__init__()
        self.urls: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.urls.append(url.toLocalFile())


def test_the_saved_file_opens_with_alt_1(qtbot: QtBot, screen: IntakeScreen, desk: Desk, seat: Seat) -> None:
    fill(screen)
    screen.main_verb()
    opened = Opened()
    QDesktopServices.setUrlHandler("file", opened, "open")  # type: ignore[arg-type]  # Qt takes text, the stubs do not
    try:
        qtbot.keyClick(screen, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert opened.urls == [str(seat.workplace.slip_folder / f"Giay hen {only_dossier(desk).code}.pdf")]


def test_a_name_that_was_just_typed_where_a_card_is_awaited_is_saved(screen: IntakeScreen, desk: Desk) -> None:
    fill(screen)
    screen.form.applicant.name.clear()
    screen.form.applicant.card.insert("Nông Thị Sảo")
    screen.main_verb()
    assert only_dossier(desk).applicant.name == "Nông Thị Sảo"


def test_printing_again_is_marked_as_a_reprint(screen: IntakeScreen, desk: Desk, seat: Seat) -> None:
    fill(screen)
    screen.main_verb()
    screen.saving.print_slip(only_dossier(desk))
    assert (seat.workplace.slip_folder / f"Giay hen {only_dossier(desk).code} in lai 1.pdf").exists()


def test_what_is_missing_is_said_at_its_field_and_everything_stays(screen: IntakeScreen, desk: Desk) -> None:
    screen.main_verb()
    assert "Hãy chọn thủ tục." in visible_text(screen)
    assert screen.focusWidget() is screen.form.procedure.box
    choose(screen, BIRTH)
    screen.form.applicant.address.setText("Thôn Hạ")
    screen.main_verb()
    assert "Hãy nhập họ tên người nộp" in visible_text(screen)
    assert screen.focusWidget() is screen.form.applicant.name
    assert screen.form.applicant.address.text() == "Thôn Hạ"
    assert dossiers(desk) == []


def test_all_that_the_form_misses_is_said_at_once_and_the_first_has_the_keyboard(
    screen: IntakeScreen, desk: Desk
) -> None:
    choose(screen, NO_LIMIT)
    screen.form.applicant.born.setText("31/02/1990")
    screen.main_verb()
    said = visible_text(screen)
    for sentence in ("hãy nhập ngày hẹn trả", "Hãy nhập họ tên", "không phải ngày có thật", "hãy nhập số tiền"):
        assert sentence in said
    assert screen.focusWidget() is screen.form.procedure.day_edit
    assert dossiers(desk) == []


def test_after_a_save_the_form_stands_at_its_top(qtbot: QtBot, screen: IntakeScreen) -> None:
    screen.resize(1160, 420)
    fill(screen)
    bar = form_area(screen).verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    screen.main_verb()
    assert bar.value() == 0


def test_good_news_gives_way_to_the_next_citizen(screen: IntakeScreen) -> None:
    fill(screen)
    screen.main_verb()
    assert screen.notice.text() != ""
    choose(screen, COPY)
    assert screen.notice.text() == ""


def test_the_last_procedure_is_one_key_away(qtbot: QtBot, screen: IntakeScreen) -> None:
    fill(screen)
    screen.main_verb()
    assert screen.form.procedure.procedure() is None
    qtbot.keyClick(screen, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert screen.form.procedure.procedure() == procedure(BIRTH)


# leaving


def test_esc_asks_in_place_before_it_empties_a_filled_form(qtbot: QtBot, screen: IntakeScreen) -> None:
    assert not screen.back()
    fill(screen)
    assert screen.back()
    assert screen.notice.text().startswith("Bỏ hồ sơ đang nhập của Đặng Thị Ngọc Bích?")
    assert screen.focusWidget() is notice_verb(screen, "Nhập tiếp")
    qtbot.keyClick(screen.focusWidget(), Qt.Key.Key_Space)
    assert screen.form.applicant.name.text() == "Đặng Thị Ngọc Bích"
    assert screen.back()
    assert screen.back()
    assert screen.notice.text() == ""
    assert screen.form.applicant.name.text() == "Đặng Thị Ngọc Bích"
    screen.back()
    notice_verb(screen, "Bỏ, nhập lại từ đầu").click()
    assert screen.form.applicant.name.text() == ""
    assert screen.notice.text() == ""
    assert screen.focusWidget() is screen.form.procedure.box


def test_after_15_oclock_the_appointment_moves_without_a_key(screen: IntakeScreen, clock: Clock) -> None:
    fill(screen)
    screen.quote.ask_now()
    assert screen.summary.due.text() == "17:00 hôm nay"
    clock.turn(hours=6)
    screen.quote.ask_now()
    assert screen.summary.due.text() == "17:00 thứ Tư 25/11"
