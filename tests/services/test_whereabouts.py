"""What is said of a dossier at the counter, and the slip that says it, from the desk's own log."""

from __future__ import annotations

import pytest

from onecua_desk.domain.events import EventId
from onecua_desk.errors import UserError
from onecua_desk.services import identity, lookup, notices, print_settings, processing, whereabouts
from onecua_desk.services.desk import Desk
from onecua_desk.services.print_settings import PrintForm, PrintSettings, PrintWay, Stock
from onecua_desk.wire.enrolment import Enrolment, write_enrolment
from tests.clock import Clock
from tests.desk_fixture import BICH, MAI, THREE_DAYS, UNIT, receive
from tests.paper.samples import page_texts
from tests.services.by_hand import Ledger

SENTENCE = (
    "Hồ sơ H02.15.23-261123-1001 của bà Đặng Thị Ngọc Bích đang ở Tư pháp từ 23/11, "
    "hẹn trả 17 giờ ngày 27/11/2026 (còn 2 ngày làm việc)."
)


@pytest.fixture
def handed(desk: Desk, clock: Clock) -> EventId:
    """Handed over on Monday, asked for on Wednesday."""
    id = receive(desk, THREE_DAYS).id
    processing.hand_over(desk, MAI, id, "Tư pháp")
    clock.turn(days=2)
    return id


def test_the_story_tells_where_the_dossier_is(desk: Desk, handed: EventId) -> None:
    assert lookup.story(desk, handed).told == SENTENCE


def test_only_a_desk_that_sends_says_that_it_has_not_sent(desk: Desk, handed: EventId) -> None:
    identity.enrol(desk.store, write_enrolment(Enrolment("http://127.0.0.1:9", "x", 2, UNIT, 1)))
    (row,) = lookup.page(desk, lookup.Chip.ALL, "bich")
    assert lookup.story(desk, row.id).told == f"{SENTENCE[:-1]}, thông tin này chưa gửi lên cấp trên."
    assert "cấp trên" not in page_texts(whereabouts.status_form(desk, MAI, row.id).pdf)[0]
    Ledger().exchange(desk)
    assert lookup.story(desk, row.id).told == SENTENCE


def test_the_slip_says_it_in_a_citizens_words_and_no_personal_number(desk: Desk, handed: EventId) -> None:
    notices.write_contact(desk.store, "0222.3.888.888")
    paper = whereabouts.status_form(desk, MAI, handed)
    said = " ".join(page_texts(paper.pdf)[0].split())
    assert "Hồ sơ của bà Đặng Thị Ngọc Bích đang ở Tư pháp từ 23/11, còn 2 ngày làm việc." in said
    assert "Người nộp: Đặng Thị Ngọc Bích" in said
    assert said.count("ẹn trả") == 1
    assert f"Cán bộ trả lời: {MAI.name}; điện thoại: 0222.3.888.888" in said
    assert BICH.number not in said
    assert (paper.form, paper.counted, paper.title) == (PrintForm.STATUS, None, "Tình trạng H02.15.23-261123-1001")


def test_the_slip_names_what_to_bring_on_paper_and_on_the_roll(desk: Desk) -> None:
    id = receive(desk, THREE_DAYS).id
    processing.request_supplement(desk, MAI, id, ("Giấy chứng sinh", "Căn cước của cha"), "thiếu")
    roll = PrintSettings(forms={PrintForm.STATUS: PrintWay("", Stock.ROLL)})
    for chosen in (PrintSettings(), roll):
        print_settings.write(desk.store, chosen)
        said = " ".join(page_texts(whereabouts.status_form(desk, MAI, id).pdf)[0].split())
        assert "Hồ sơ của bà Đặng Thị Ngọc Bích đang chờ bổ sung giấy tờ từ 23/11." in said
        assert "1. Giấy chứng sinh 2. Căn cước của cha" in said


def test_an_unknown_dossier_has_no_slip(desk: Desk) -> None:
    with pytest.raises(UserError, match="Không tìm thấy"):
        whereabouts.status_form(desk, MAI, EventId(3, 3))
