"""The screen of the day's money: what each official took, and handing it over."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import text as sql

from onecua_desk.domain.parts import Official
from onecua_desk.domain.payment import PayMoment, PayWay
from onecua_desk.services import intake
from onecua_desk.services.desk import Desk
from onecua_desk.ui.money.panel import DayMoneyPanel
from onecua_desk.ui.tasks import InlineTasks, Tasks
from tests.clock import Clock
from tests.desk_fixture import COPY, MAI, draft
from tests.ui.seat import Seat, take_seat
from tests.ui.seeing import text

HUNG = Official("hung", "Phạm Quốc Hùng")


@pytest.fixture
def panel(qtbot: QtBot, seat: Seat) -> DayMoneyPanel:
    made = DayMoneyPanel(seat.workplace)
    qtbot.addWidget(made)
    made.resize(1160, 680)
    made.show()
    return made


def take_in(desk: Desk, official: Official = MAI, copies: int = 1, way: PayWay = PayWay.CASH) -> None:
    paid = replace(draft(desk, COPY), copies=copies, pay=PayMoment.NOW, pay_way=way, receipt=f"000{copies}")
    intake.receive(desk, paid, official)


def rows(panel: DayMoneyPanel) -> list[list[str]]:
    model = panel.tills.paged()
    return [[model.index(row, at).data() for at in range(7)] for row in range(model.rowCount())]


def test_each_official_has_a_line_and_the_sum_stands_last(panel: DayMoneyPanel, desk: Desk) -> None:
    take_in(desk, HUNG, 5)
    take_in(desk, MAI, 3)
    take_in(desk, MAI, 1, PayWay.TRANSFER)
    panel.shown()
    assert rows(panel) == [
        ["Phạm Quốc Hùng", "1", "10.000", "0", "0", "0", "10.000"],
        ["Lê Thị Mai", "2", "6.000", "2.000", "0", "0", "8.000"],
        ["Cộng tất cả", "3", "16.000", "2.000", "0", "0", "18.000"],
    ]
    assert "Lê Thị Mai: tiền mặt theo sổ 6.000" in text(panel)


def test_what_the_level_above_refused_is_said_beside_the_book(panel: DayMoneyPanel, desk: Desk) -> None:
    take_in(desk, copies=3)
    take_in(desk)
    panel.shown()
    assert not panel.refused.isVisible()
    with desk.store.write() as connection:
        connection.execute(sql("UPDATE event SET status = 'refused' WHERE seq = 2"))
    panel.refresh(None)
    said = panel.refused.text().replace("\N{NO-BREAK SPACE}", " ")
    assert said == "Cấp trên chưa nhận: 1 khoản, tổng 2.000 đ (tiền vẫn ở quầy)"
    assert rows(panel)[-1] == ["Cộng tất cả", "1", "6.000", "0", "0", "0", "6.000"]


def test_the_difference_is_shown_while_the_cash_is_counted(panel: DayMoneyPanel, desk: Desk) -> None:
    take_in(desk, copies=3)
    panel.shown()
    for typed, said in (("6000", "Kiểm đếm đủ"), ("5.000", "Kiểm đếm thiếu 1.000 đ"), ("6500", "Kiểm đếm thừa 500 đ")):
        panel.counted.setText(typed)
        assert panel.difference.text() == said


def test_f12_prints_the_sheet_of_the_chosen_official(panel: DayMoneyPanel, desk: Desk, seat: Seat) -> None:
    take_in(desk, copies=3)
    panel.shown()
    panel.main_verb()
    assert "Hãy đếm tiền mặt" in text(panel)
    panel.counted.setText("6000")
    panel.main_verb()
    (file,) = seat.workplace.slip_folder.glob("*.pdf")
    assert file.name == "Ban giao phi, le phi 2026-11-23 mai.pdf"
    assert "Đã lưu bảng bàn giao thành tệp PDF trong" in panel.notice.text()


def test_the_sum_of_all_is_not_handed_over(panel: DayMoneyPanel, desk: Desk, seat: Seat) -> None:
    take_in(desk)
    panel.shown()
    panel.tills.selectRow(1)
    assert not panel.print_button.isEnabled()
    panel.counted.setText("2000")
    panel.main_verb()
    assert not seat.workplace.slip_folder.exists()
    assert panel.difference.text() == "Chọn một cán bộ để bàn giao."


def test_another_day_is_reached_by_keys_and_by_its_date(
    qtbot: QtBot, panel: DayMoneyPanel, desk: Desk, clock: Clock
) -> None:
    take_in(desk, copies=3)
    clock.turn(days=1)
    panel.shown()
    qtbot.keyClick(panel, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert len(rows(panel)) == 2
    qtbot.keyClick(panel, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert rows(panel) == []
    assert panel.days.edit.text() == "24/11/2026"
    assert "Ngày này chưa thu khoản nào." in text(panel)
    panel.days.edit.setText("23/11/2026")
    panel.days.edit.editingFinished.emit()
    assert len(rows(panel)) == 2
    panel.days.edit.setText("31/02/2026")
    panel.days.edit.editingFinished.emit()
    assert "không phải ngày có thật" in text(panel)


def test_what_is_written_elsewhere_is_read_anew(panel: DayMoneyPanel, desk: Desk) -> None:
    panel.shown()
    assert rows(panel) == []
    take_in(desk)
    panel.refresh(None)
    assert len(rows(panel)) == 2


def test_an_official_who_took_nothing_hands_over_an_empty_drawer(panel: DayMoneyPanel, seat: Seat) -> None:
    panel.shown()
    panel.counted.setText("0")
    panel.main_verb()
    assert len(list(seat.workplace.slip_folder.glob("*.pdf"))) == 1


# the day, and whose cash was counted


def sheets(seat: Seat) -> list[str]:
    return [file.name for file in seat.workplace.slip_folder.glob("*.pdf")]


def test_the_next_morning_today_is_shown_and_printed(
    panel: DayMoneyPanel, desk: Desk, seat: Seat, clock: Clock
) -> None:
    take_in(desk)
    panel.shown()
    panel.counted.setText("2000")
    clock.turn(days=1)
    panel.main_verb()
    assert panel.notice.text().startswith("Đã sang ngày 24/11/2026")
    assert sheets(seat) == []
    assert (panel.days.edit.text(), panel.counted.text(), rows(panel)) == ("24/11/2026", "", [])
    clock.turn(days=1)
    panel.shown()
    assert panel.days.edit.text() == "25/11/2026"


def test_another_day_that_was_chosen_today_stays(panel: DayMoneyPanel, desk: Desk, seat: Seat, clock: Clock) -> None:
    take_in(desk)
    clock.turn(days=1)
    panel.shown()
    panel.days.before.click()
    panel.shown()
    panel.counted.setText("2000")
    panel.main_verb()
    assert sheets(seat) == ["Ban giao phi, le phi 2026-11-23 mai.pdf"]


def test_a_day_typed_without_leaving_its_field_is_the_one_that_is_printed(panel: DayMoneyPanel, seat: Seat) -> None:
    panel.shown()
    panel.counted.setText("0")
    panel.days.edit.setText("20112026")
    panel.main_verb()
    assert sheets(seat) == []  # the cash of that day was not counted yet
    assert "Hãy đếm tiền mặt" in text(panel)
    panel.counted.setText("0")
    panel.main_verb()
    assert sheets(seat) == ["Ban giao phi, le phi 2026-11-20 mai.pdf"]
    panel.days.edit.setText("31/02/2026")
    panel.main_verb()
    assert len(sheets(seat)) == 1


def test_nothing_is_printed_while_the_day_is_still_being_read(qtbot: QtBot, desk: Desk) -> None:
    tasks = Tasks()
    seat = take_seat(desk, tasks, InlineTasks())
    panel = DayMoneyPanel(seat.workplace)
    qtbot.addWidget(panel)
    panel.show()
    panel.days.before.click()
    panel.counted.setText("0")
    panel.main_verb()
    assert panel.notice.text() == "Sổ ngày 22/11/2026 còn đang đọc; hãy bấm F12 lại."
    qtbot.waitUntil(lambda: not tasks.busy())
    panel.main_verb()
    assert sheets(seat) == ["Ban giao phi, le phi 2026-11-22 mai.pdf"]
    tasks.close()


def test_cash_is_counted_anew_for_another_official(panel: DayMoneyPanel, desk: Desk, seat: Seat) -> None:
    take_in(desk, HUNG)
    take_in(desk)
    panel.shown()
    panel.counted.setText("2000")
    panel.tills.selectRow(0)
    assert panel.counted.text() == ""
    panel.main_verb()
    assert sheets(seat) == []


def test_news_of_the_day_leave_the_cash_that_was_counted(panel: DayMoneyPanel, desk: Desk) -> None:
    take_in(desk, HUNG)
    take_in(desk)
    panel.shown()
    panel.tills.selectRow(0)
    panel.counted.setText("2000")
    take_in(desk, Official("an", "Đỗ Văn An"))
    panel.refresh(None)
    assert panel.counted.text() == "2000"
    assert "Phạm Quốc Hùng: tiền mặt theo sổ" in text(panel)
