"""Forms 02 and 03 of a dossier on its screen: printed with the verb, again with the mark; the telephone on them."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.parts import State
from onecua_desk.domain.ruleset import FormKind
from onecua_desk.services import lookup, notices
from onecua_desk.services.desk import Desk
from onecua_desk.ui.dossiers.ask_papers import AskPapersPanel
from onecua_desk.ui.dossiers.closing import RefusePanel
from onecua_desk.ui.dossiers.reprint import ReprintPanel
from onecua_desk.ui.dossiers.screen import DossiersScreen
from onecua_desk.ui.dossiers.verbs import Verb
from onecua_desk.ui.settings.contact import ContactField
from tests.desk_fixture import THREE_DAYS
from tests.paper.samples import page_texts, squeezed
from tests.ui.dossiers_screen import named, open_screen, panel
from tests.ui.seat import Seat, take_seat
from tests.ui.seeing import text


@pytest.fixture
def seat(desk: Desk) -> Seat:
    return take_seat(desk)


@pytest.fixture
def dossier(desk: Desk) -> Dossier:
    return named(desk, "Nguyễn Thị Hà", THREE_DAYS)


@pytest.fixture
def screen(qtbot: QtBot, seat: Seat, dossier: Dossier) -> DossiersScreen:
    return open_screen(qtbot, seat)


def now(desk: Desk, dossier: Dossier) -> Dossier:
    return lookup.story(desk, dossier.id).dossier


def saved(seat: Seat) -> dict[str, str]:
    """The words of the papers in the folder, by the names of their files."""
    return {
        file.name: squeezed(" ".join(page_texts(file.read_bytes())))
        for file in sorted(seat.workplace.slip_folder.glob("*.pdf"))
    }


def ask(screen: DossiersScreen) -> None:
    screen.details.start(Verb.ASK_PAPERS)
    panel(screen, AskPapersPanel).missing.setPlainText("Giấy chứng sinh\nGiấy ủy quyền")
    screen.main_verb()


def number(dossier: Dossier) -> str:
    return dossier.code.partition("-")[2]


def test_asking_for_papers_prints_form_02(desk: Desk, seat: Seat, dossier: Dossier, screen: DossiersScreen) -> None:
    ask(screen)
    assert (
        "Đã yêu cầu bổ sung 2 giấy tờ; thời hạn tạm dừng. Đã lưu phiếu bổ sung: tệp PDF" in screen.details.notice.text()
    )
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
    seat.workplace.slip_folder.unlink()
    screen.details.start(Verb.PRINT)
    forms = panel(screen, ReprintPanel).forms
    assert [forms.itemText(place) for place in range(forms.count())] == ["Giấy hẹn", "Phiếu bổ sung"]
    forms.setCurrentIndex(1)
    assert "Phiếu bổ sung này chưa in lần nào." in text(screen)
    screen.main_verb()
    assert screen.details.notice.text().startswith("Đã lưu phiếu bổ sung: tệp PDF")


def test_the_form_printed_again_bears_the_mark(seat: Seat, dossier: Dossier, screen: DossiersScreen) -> None:
    ask(screen)
    screen.details.start(Verb.PRINT)
    panel(screen, ReprintPanel).forms.setCurrentIndex(1)
    assert "Phiếu bổ sung này đã in 1 lần" in text(screen)
    screen.main_verb()
    assert screen.details.notice.text().startswith("Đã lưu lại phiếu bổ sung (lần 1): tệp PDF")
    marked = {name: "Bảninlạilần1" in words for name, words in saved(seat).items()}
    first = f"Phiếu bổ sung {number(dossier)}-HDHS"
    assert marked == {f"{first}.pdf": False, f"{first}-in-lai-1.pdf": True}


def test_where_only_the_slip_can_be_printed_nothing_is_asked(screen: DossiersScreen) -> None:
    screen.details.start(Verb.PRINT)
    assert "Giấy cần in" not in text(screen)
    assert screen.details.form is not None
    assert screen.details.form.confirm.hasFocus()


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
