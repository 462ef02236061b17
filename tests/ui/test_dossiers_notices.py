"""Forms 02 and 03 of a dossier on its screen: printed with the verb, again with the mark; the telephone on them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.parts import State
from onecua_desk.domain.ruleset import FormKind
from onecua_desk.domain.standing import Tone
from onecua_desk.services import notices
from onecua_desk.services.desk import Desk
from onecua_desk.ui.dossiers.ask_papers import AskPapersPanel
from onecua_desk.ui.dossiers.closing import RefusePanel
from onecua_desk.ui.dossiers.print_papers import PrintPanel
from onecua_desk.ui.dossiers.screen import DossiersScreen
from onecua_desk.ui.dossiers.verbs import Verb
from onecua_desk.ui.settings.contact import ContactField
from onecua_desk.ui.widgets.keyed import KeyRadio
from tests.paper.samples import squeezed
from tests.ui.dossiers_screen import dossier, now, panel, saved, screen
from tests.ui.seat import Seat
from tests.ui.seeing import text

__all__ = ["dossier", "screen"]


def ask(screen: DossiersScreen) -> None:
    screen.details.start(Verb.ASK_PAPERS)
    panel(screen, AskPapersPanel).missing.setPlainText("Giấy chứng sinh\nGiấy ủy quyền")
    screen.main_verb()


def listed(screen: DossiersScreen) -> list[str]:
    return [paper.words for paper in panel(screen, PrintPanel).papers]


def number(dossier: Dossier) -> str:
    return dossier.code.partition("-")[2]


def test_asking_for_papers_prints_form_02(desk: Desk, seat: Seat, dossier: Dossier, screen: DossiersScreen) -> None:
    ask(screen)
    said = screen.details.notice.text()
    assert "Đã yêu cầu bổ sung 2 giấy tờ; thời hạn tạm dừng. Đã lưu phiếu bổ sung thành tệp PDF" in said
    assert screen.details.notice.property("tone") == Tone.OK
    assert now(desk, dossier).printed == (FormKind.SUPPLEMENT,)
    (words,) = saved(seat).values()
    assert squeezed(f"Số: {number(dossier)}/HDHS") in words
    assert "Giấyủyquyền" in words


def test_refusing_prints_form_03(desk: Desk, seat: Seat, dossier: Dossier, screen: DossiersScreen) -> None:
    screen.details.start(Verb.REFUSE)
    panel(screen, RefusePanel).reason.setPlainText("Ngoài thẩm quyền")
    screen.main_verb()
    assert now(desk, dossier).state is State.REFUSED
    assert now(desk, dossier).printed == (FormKind.REFUSAL,)
    (words,) = saved(seat).values()
    assert squeezed("như sau: Ngoài thẩm quyền") in words


def test_a_form_that_does_not_come_out_costs_nothing_and_is_printed_later(
    desk: Desk, seat: Seat, dossier: Dossier, screen: DossiersScreen
) -> None:
    seat.workplace.slip_folder.parent.mkdir(parents=True, exist_ok=True)
    seat.workplace.slip_folder.write_text("a file where the folder should be")
    ask(screen)
    assert now(desk, dossier).state is State.AWAITING_PAPERS
    assert "Phiếu bổ sung chưa in được" in screen.details.notice.text()
    assert screen.details.notice.property("tone") == Tone.LATE
    seat.workplace.slip_folder.unlink()
    screen.details.start(Verb.PRINT)
    assert listed(screen)[:2] == ["Giấy hẹn (mẫu 01)", "Phiếu bổ sung (mẫu 02)"]
    assert panel(screen, PrintPanel).draft().chosen == 1, "what was asked for and never came out is chosen"
    assert "chưa in, người nộp chưa có" in text(screen)
    screen.main_verb()
    assert screen.details.notice.text().startswith("Đã lưu phiếu bổ sung thành tệp PDF")


def test_the_form_printed_again_bears_the_mark(seat: Seat, dossier: Dossier, screen: DossiersScreen) -> None:
    ask(screen)
    screen.details.start(Verb.PRINT)
    panel(screen, PrintPanel).choose(1)
    assert "đã in 1 lần" in text(screen)
    screen.main_verb()
    assert screen.details.notice.text().startswith("Đã lưu lại phiếu bổ sung (lần 1) thành tệp PDF")
    marked = {name: "Bảninlạilần1" in words for name, words in saved(seat).items()}
    first = f"Phieu bo sung {number(dossier)}-HDHS"
    assert marked == {f"{first}.pdf": False, f"{first} in lai 1.pdf": True}


def test_every_paper_has_a_key_and_the_arrows_move_between_them(
    seat: Seat, dossier: Dossier, screen: DossiersScreen
) -> None:
    ask(screen)
    screen.details.start(Verb.PRINT)
    printing = panel(screen, PrintPanel)
    assert (printing.draft().chosen, isinstance(screen.focusWidget(), KeyRadio)) == (0, True)
    QTest.keyClick(screen.focusWidget(), Qt.Key.Key_Down)
    assert printing.draft().chosen == 1
    QTest.keyClick(printing, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert printing.draft().chosen == 0
    assert screen.details.may_leave(), "another choice is no typed work"
    screen.main_verb()
    assert f"Giay hen {dossier.code}.pdf" in saved(seat)


def test_the_slip_comes_out_by_its_own_key_whatever_waits(seat: Seat, dossier: Dossier, screen: DossiersScreen) -> None:
    seat.workplace.slip_folder.parent.mkdir(parents=True, exist_ok=True)
    seat.workplace.slip_folder.write_text("a file where the folder should be")
    ask(screen)
    seat.workplace.slip_folder.unlink()
    screen.details.print_again()
    assert list(saved(seat)) == [f"Giay hen {dossier.code}.pdf"]


def test_the_telephone_is_kept_when_its_field_is_left(qtbot: QtBot, desk: Desk, seat: Seat) -> None:
    field = ContactField(seat.workplace)
    qtbot.addWidget(field)
    field.show()
    assert "ghi tay" in field.message()
    field.phone.setFocus()
    QTest.keyClicks(field.phone, " 0222 3888 999 ")
    field.phone.editingFinished.emit()
    assert notices.read_contact(desk.store) == "0222 3888 999"
    again = ContactField(seat.workplace)
    qtbot.addWidget(again)
    again.show()
    assert again.phone.text() == "0222 3888 999"
