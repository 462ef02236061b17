"""The scans panel by keyboard: pages come, are treated, sorted, kept, dropped; no card is kept unasked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from onecua_desk.domain.file import File
from onecua_desk.services import scan_folder, scans
from onecua_desk.services.desk import Desk
from onecua_desk.services.scan_folder import ScanFolder
from onecua_desk.services.scans import Kind
from onecua_desk.store.files import files_in
from onecua_desk.ui.scans.panel import ScansPanel
from onecua_desk.ui.settings.scans import ScanFolderPanel
from onecua_desk.ui.tasks import Tasks
from tests.scans import papers
from tests.ui.scans_panel import PAPERS, notice, press, scan, shown, waiting
from tests.ui.seat import Seat, take_seat
from tests.ui.seeing import button, text


@pytest.fixture
def panel(qtbot: QtBot, seat: Seat) -> ScansPanel:
    return shown(qtbot, seat)


def listed(panel: ScansPanel) -> list[str]:
    pages = panel.parts.pages
    return [pages.item(row).text() for row in range(pages.count())]


def test_a_page_that_came_is_kept_by_enter_as_the_first_paper_without_a_file(
    qtbot: QtBot, panel: ScansPanel, desk: Desk, tmp_path: Path
) -> None:
    panel.add([scan(tmp_path, "a.png")])
    assert "1 trang chờ · chưa lưu tệp nào" in text(panel)
    panel.show_draft("bich", panel.kept())
    with qtbot.waitSignal(panel.files_kept) as told:
        press(qtbot, panel, Qt.Key.Key_Return)
    key, (file,) = told.args
    assert (key, panel.files()) == ("bich", (file,))
    assert (file.paper, file.pages) == ("Tờ khai", 1)
    assert scans.open_file(desk, file.sha256)
    assert "Đã lưu «Tờ khai»: 1 trang" in notice(panel)
    panel.add([scan(tmp_path, "b.png", 9)])
    assert waiting(panel)[0].paper == "Giấy chứng sinh"


def test_pages_are_sorted_by_digits_from_the_current_one_on_and_each_paper_becomes_one_file(
    qtbot: QtBot, panel: ScansPanel, tmp_path: Path
) -> None:
    panel.add([scan(tmp_path, f"{number}.png", 4 + number) for number in range(4)])
    press(qtbot, panel, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_3)
    assert [page.paper for page in waiting(panel)] == [PAPERS[0], PAPERS[0], PAPERS[2], PAPERS[2]]
    assert panel.parts.keep.text() == "Lưu 2 trang thành một tệp"
    press(qtbot, panel, Qt.Key.Key_Return, Qt.Key.Key_Up, Qt.Key.Key_Return)
    assert [(file.paper, file.pages) for file in panel.files()] == [(PAPERS[2], 2), (PAPERS[0], 2)]
    assert panel.waiting() == 0


def test_letters_change_how_a_page_is_treated(qtbot: QtBot, panel: ScansPanel, tmp_path: Path) -> None:
    panel.add([scan(tmp_path, "a.png")])
    press(qtbot, panel, Qt.Key.Key_T)
    assert waiting(panel)[0].manner.kind is Kind.PICTURE
    assert "Ảnh · " in listed(panel)[0]
    press(qtbot, panel, Qt.Key.Key_T, Qt.Key.Key_R, Qt.Key.Key_C)
    manner = waiting(panel)[0].manner
    assert (manner.kind, manner.turns, manner.crop) == (Kind.TEXT, 1, False)
    found = waiting(panel)[0].candidate
    assert found is not None
    assert QImage.fromData(found.after).width() > QImage.fromData(found.after).height()


def test_the_name_is_typed_and_enter_leads_back_to_the_list(qtbot: QtBot, panel: ScansPanel, tmp_path: Path) -> None:
    panel.add([scan(tmp_path, "a.png")])
    name = panel.parts.treatment.name
    name.setFocus()
    name.setText("Đơn viết tay")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    assert panel.focusWidget() is panel.parts.pages
    press(qtbot, panel, Qt.Key.Key_Return)
    assert panel.files()[0].name == "Đơn viết tay"


def test_a_damaged_file_is_said_once_and_does_not_stop_the_others(
    qtbot: QtBot, panel: ScansPanel, tmp_path: Path
) -> None:
    broken = tmp_path / "hong.jpg"
    broken.write_bytes(b"khong phai anh")
    half = scan(tmp_path, "nua.png")
    half.write_bytes(half.read_bytes()[:3000])
    panel.add([broken, half, scan(tmp_path, "tot.png")])
    assert "không phải là ảnh hay PDF" in notice(panel)
    assert [bool(page.fault) for page in waiting(panel)] == [True, False]
    assert "bị hỏng" in listed(panel)[0]
    press(qtbot, panel, Qt.Key.Key_Return)
    assert "Trang này không lưu được" in notice(panel)
    press(qtbot, panel, Qt.Key.Key_Delete, Qt.Key.Key_Return)
    assert len(panel.files()) == 1


def test_a_card_is_asked_about_and_not_kept_by_a_second_enter(
    qtbot: QtBot, panel: ScansPanel, desk: Desk, tmp_path: Path
) -> None:
    card = papers.save(papers.card_on_table(), tmp_path / "the.jpg", None)
    panel.add([card])
    press(qtbot, panel, Qt.Key.Key_Return)
    assert "dữ liệu cá nhân nhạy cảm" in notice(panel)
    qtbot.keyClick(panel.window().focusWidget(), Qt.Key.Key_Return)
    assert (panel.files(), panel.waiting()) == ((), 0)
    assert list(files_in(desk.store.folder).everything()) == []
    assert card.exists()
    panel.add([card])
    press(qtbot, panel, Qt.Key.Key_Return)
    button(panel, "Giữ ảnh thẻ").click()
    assert [file.identity_card for file in panel.files()] == [True]


def test_a_kept_file_is_dropped_by_del_and_can_be_taken_back(qtbot: QtBot, panel: ScansPanel, tmp_path: Path) -> None:
    panel.add([scan(tmp_path, "a.png")])
    press(qtbot, panel, Qt.Key.Key_Return, Qt.Key.Key_Delete)
    assert panel.files() == ()
    button(panel, "Lấy lại").click()
    assert len(panel.files()) == 1


def test_a_digital_pdf_stays_whole_until_pages_are_wanted(qtbot: QtBot, panel: ScansPanel, tmp_path: Path) -> None:
    path = tmp_path / "ket-qua.pdf"
    path.write_bytes(papers.application(pages=2))
    panel.add([path])
    assert panel.parts.keep.text() == "Lưu nguyên tệp"
    button_text = panel.parts.treatment.kinds
    button_text.select(Kind.TEXT.value)
    assert panel.parts.keep.text() == "Lưu 2 trang thành một tệp"


def test_files_are_dropped_onto_the_panel_and_pictures_pasted(qtbot: QtBot, panel: ScansPanel, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(scan(tmp_path, "a.png")))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    panel.dropEvent(QDropEvent(QPointF(5, 5), copy, data, left, none))
    assert panel.waiting() == 1
    QGuiApplication.clipboard().setImage(QImage(str(scan(tmp_path, "b.png", 5))))
    qtbot.keyClick(panel.parts.pages, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [page.page.name for page in waiting(panel)] == ["a.png", "Ảnh dán vào"]
    QGuiApplication.clipboard().setText("chữ")
    button(panel, "Dán").click()
    assert "Không có ảnh hay tệp nào để dán" in notice(panel)


def test_plus_enlarges_esc_shows_the_whole_page_again(qtbot: QtBot, panel: ScansPanel, tmp_path: Path) -> None:
    panel.add([scan(tmp_path, "a.png")])
    press(qtbot, panel, Qt.Key.Key_Plus, Qt.Key.Key_Plus)
    qtbot.keyClick(panel.parts.pages, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert panel.back()
    assert not panel.back()


@pytest.fixture
def own_thread() -> Iterator[Tasks]:
    tasks = Tasks()
    yield tasks
    tasks.close()


def test_what_the_scanner_writes_appears_by_itself_and_is_put_away_after_it_is_kept(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    folder = tmp_path / "may-quet"
    scan(folder, "truoc.png")
    scan_folder.write(desk.store, ScanFolder(str(folder)))
    panel = shown(qtbot, take_seat(desk))
    qtbot.waitUntil(lambda: panel.waiting() == 1, timeout=20_000)
    scan(folder, "sau.png", 5)
    qtbot.waitUntil(lambda: panel.waiting() == 2, timeout=20_000)
    press(qtbot, panel, Qt.Key.Key_Return)
    assert sorted(path.name for path in (folder / "da-nhan").iterdir()) == ["sau.png", "truoc.png"]
    panel.hide()


def test_pages_are_prepared_in_the_background_with_their_count_and_can_be_stopped(
    qtbot: QtBot, desk: Desk, own_thread: Tasks, tmp_path: Path
) -> None:
    seat = take_seat(desk, own_thread)
    panel = shown(qtbot, seat)
    with qtbot.waitSignal(panel.pile.preparing.counted):
        panel.add([scan(tmp_path, "a.png")])
    assert not panel.parts.busy.isHidden()
    qtbot.waitUntil(lambda: [page.ready() for page in waiting(panel)] == [True], timeout=20_000)
    qtbot.waitUntil(panel.parts.busy.isHidden, timeout=20_000)
    panel.add([scan(tmp_path, f"{number}.png") for number in range(5)])
    panel.parts.busy.cancelled.emit()
    with qtbot.waitCallback() as behind:
        own_thread.run(lambda: None, behind)
    assert panel.waiting() == 1
    assert panel.parts.busy.isHidden()
    panel.hide()
    with qtbot.waitCallback() as behind:
        own_thread.run(lambda: None, behind)


def test_kept_files_are_shown_and_a_missing_one_says_so(qtbot: QtBot, panel: ScansPanel) -> None:
    panel.show_files([File("0" * 64, 10, 1, "Tờ khai")])
    assert listed(panel)[0].startswith("Tờ khai\nĐã lưu")
    assert asdict(panel.files()[0])["size"] == 10


def test_the_folder_is_chosen_in_the_settings(qtbot: QtBot, seat: Seat, desk: Desk, tmp_path: Path) -> None:
    card = ScanFolderPanel(seat.workplace)
    qtbot.addWidget(card)
    card.show()
    card.read()
    card.path.setText(str(tmp_path / "khong-co"))
    card.path.editingFinished.emit()
    assert "Không thấy thư mục" in text(card)
    card.path.setText(str(tmp_path))
    card.path.editingFinished.emit()
    card.put_away.click()
    assert scan_folder.read(desk.store) == ScanFolder(str(tmp_path), put_away=False)


def test_an_image_of_one_pixel_is_no_page(panel: ScansPanel, tmp_path: Path) -> None:
    panel.add([papers.save(Image.new("L", (1, 1)), tmp_path / "diem.png")])
    assert "bị hỏng" in notice(panel)
