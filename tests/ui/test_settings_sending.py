"""Gửi bản quét in the settings: kept as it is chosen, and a wrong hour is said at its field."""

from __future__ import annotations

from datetime import time

import pytest
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from onecua_desk.domain.sending import SendingRules
from onecua_desk.services import file_lane
from onecua_desk.services.desk import Desk
from onecua_desk.ui.settings.sending import SendingPanel
from onecua_desk.ui.widgets.chips import Chip
from tests.ui.seat import take_seat
from tests.ui.seeing import all_of, line, text, the


@pytest.fixture
def panel(qtbot: QtBot, desk: Desk) -> SendingPanel:
    made = SendingPanel(take_seat(desk).workplace)
    qtbot.addWidget(made)
    made.resize(560, 300)
    made.show()
    return made


def type_hour(panel: SendingPanel, label: str, words: str) -> None:
    line(panel, label).setText(words)
    line(panel, label).editingFinished.emit()


def test_a_speed_is_kept_and_shown_again(qtbot: QtBot, panel: SendingPanel, desk: Desk) -> None:
    next(one for one in all_of(panel, Chip) if one.text() == "64 kbit/giây").click()
    assert file_lane.rules(desk) == SendingRules(kbit=64)
    panel.hide()
    panel.show()
    assert [one.text() for one in all_of(panel, Chip) if one.isChecked()] == ["64 kbit/giây"]


def test_hours_begin_after_work_and_can_be_changed(panel: SendingPanel, desk: Desk) -> None:
    assert not line(panel, "Từ").isVisible()
    the(panel, QCheckBox).click()
    assert file_lane.rules(desk) == SendingRules(start=time(16, 30), end=time(7))
    assert (line(panel, "Từ").text(), line(panel, "Đến").text()) == ("16:30", "07:00")
    type_hour(panel, "Từ", "17h")
    assert file_lane.rules(desk) == SendingRules(start=time(17), end=time(7))
    the(panel, QCheckBox).click()
    assert file_lane.rules(desk) == SendingRules()


def test_an_hour_that_is_none_is_said_and_what_was_kept_stays(panel: SendingPanel, desk: Desk) -> None:
    the(panel, QCheckBox).click()
    type_hour(panel, "Đến", "25 giờ")
    assert "Hãy ghi giờ như 16:30." in text(panel)
    type_hour(panel, "Đến", "16:30")
    assert "khác nhau" in text(panel)
    assert file_lane.rules(desk) == SendingRules(start=time(16, 30), end=time(7))
