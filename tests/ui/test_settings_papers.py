"""Giấy tờ và sổ in the settings: each choice is kept as it is made, broken templates are named, training is seen."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from onecua_desk.services import paper_settings, templates
from onecua_desk.services.desk import Desk
from onecua_desk.services.paper_settings import PaperSettings
from onecua_desk.ui.settings.papers import PapersPanel
from onecua_desk.ui.widgets.bottom_line import BottomLine
from tests.ui.seat import take_seat
from tests.ui.seeing import button, text


@pytest.fixture
def panel(qtbot: QtBot, desk: Desk) -> PapersPanel:
    made = PapersPanel(take_seat(desk).workplace)
    qtbot.addWidget(made)
    made.resize(560, 360)
    made.show()
    return made


def test_each_choice_is_kept_as_it_is_made_and_shown_again(qtbot: QtBot, panel: PapersPanel, desk: Desk) -> None:
    with qtbot.waitSignal(panel.changed):
        panel.training.click()
    panel.volume.setValue(300)
    panel.extensions.setCurrentIndex(panel.extensions.findData(2))
    panel.extensions.activated.emit(panel.extensions.currentIndex())
    panel.notice_days.setCurrentIndex(panel.notice_days.findData(3))
    panel.notice_days.activated.emit(panel.notice_days.currentIndex())
    panel.extended.click()
    chosen = PaperSettings(True, 2, 3, 300, True)
    assert paper_settings.read(desk.store) == chosen
    panel.hide()
    panel.show()
    assert (panel.training.isChecked(), panel.extended.isChecked(), panel.volume.value()) == (True, True, 300)
    assert (panel.extensions.currentText(), panel.notice_days.currentText()) == ("2 lần", "3 ngày làm việc")


def test_what_the_rule_set_says_can_be_chosen_again(panel: PapersPanel, desk: Desk) -> None:
    paper_settings.write(desk.store, PaperSettings(max_extensions=0))
    panel.read()
    assert panel.extensions.currentText() == "Không"
    panel.extensions.setCurrentIndex(0)
    panel.extensions.activated.emit(0)
    assert paper_settings.read(desk.store) == PaperSettings()


def test_the_volume_cannot_be_absurd(panel: PapersPanel) -> None:
    assert (panel.volume.minimum(), panel.volume.maximum()) == (20, 2_000)


def test_the_folder_of_templates_is_made_and_opened(
    panel: PapersPanel, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def open_url(url: QUrl) -> bool:
        asked.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    button(panel, "Mở thư mục mẫu giấy").click()
    assert templates.folder(desk).is_dir()
    assert [Path(one) for one in asked] == [templates.folder(desk)]


def test_a_machine_that_opens_no_folder_names_it(
    panel: PapersPanel, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: False)
    button(panel, "Mở thư mục mẫu giấy").click()
    assert f"hãy mở {templates.folder(desk)}" in text(panel)


def test_a_folder_that_cannot_be_made_is_said(panel: PapersPanel, desk: Desk) -> None:
    templates.folder(desk).write_text("tệp, không phải thư mục", encoding="utf-8")
    button(panel, "Mở thư mục mẫu giấy").click()
    assert "Không tạo được thư mục mẫu giấy" in text(panel)


def test_a_broken_template_is_named(panel: PapersPanel, desk: Desk) -> None:
    assert not panel._problems.isVisible()
    templates.folder(desk).mkdir()
    (templates.folder(desk) / "giay-hen.toml").write_text("[đầu", encoding="utf-8")
    panel.read()
    assert "giay-hen.toml" in text(panel)


def test_whoever_turns_training_on_reads_that_the_dossiers_stay_real(panel: PapersPanel) -> None:
    assert "Hồ sơ nhận lúc tập huấn vẫn là hồ sơ thật: lấy số thật, được gửi lên cấp trên" in text(panel)


def test_training_is_seen_at_the_foot_of_the_window(qtbot: QtBot) -> None:
    line = BottomLine()
    qtbot.addWidget(line)
    line.show()
    assert not line.training.isVisible()
    line.set_training("TẬP HUẤN: giấy có chữ MẪU, hồ sơ thật")
    assert line.training.isVisible()
    line.set_training("")
    assert not line.training.isVisible()
