"""Between receipt and hand-back: each verb writes one event or refuses with a sentence and writes nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from sqlalchemy import text

from onecua_desk.domain.events import EventId
from onecua_desk.domain.parts import Collector, Given, State
from onecua_desk.domain.payment import Payment
from onecua_desk.domain.procedure import PaperKind
from onecua_desk.errors import UserError
from onecua_desk.services import handback, lookup, papers, payments, processing, slips, upkeep
from onecua_desk.services.desk import Desk
from tests.clock import Clock
from tests.desk_fixture import BICH, BIRTH, COPY, MAI, THREE_DAYS, receive

TUESDAY = date(2026, 11, 23)
PAPER = (Given("Giấy chứng sinh", PaperKind.ORIGINAL, 1),)
COLLECTOR = Collector("Đặng Thị Ngọc Bích", "034188001234")


def events(desk: Desk) -> int:
    with desk.store.read() as connection:
        return int(connection.scalar(text("SELECT count(*) FROM event")))


def test_papers_that_came_late_move_the_appointment_by_the_working_days_waited(desk: Desk, clock: Clock) -> None:
    id = receive(desk, THREE_DAYS).id
    asked = processing.request_supplement(desk, MAI, id, (" Giấy chứng  sinh ", "", " "), " thiếu ").value
    assert (asked.missing, asked.state) == (("Giấy chứng sinh",), State.AWAITING_PAPERS)
    clock.turn(days=3)  # Thursday; Tuesday was a holiday
    came = processing.supplement(desk, MAI, id, PAPER).value
    assert (came.state, came.missing, came.papers[-1]) == (State.RECEIVED, (), PAPER[0])
    assert asked.due == datetime(2026, 11, 27, 17)
    assert came.due == datetime(2026, 12, 1, 17)
    assert lookup.page(desk, lookup.Chip.ALL, "")[0].due == came.due


def test_papers_that_came_at_once_leave_the_appointment(desk: Desk, clock: Clock) -> None:
    before = receive(desk, THREE_DAYS)
    processing.request_supplement(desk, MAI, before.id, ("x",))
    clock.turn(minutes=10)
    assert processing.supplement(desk, MAI, before.id, PAPER).value.due == before.due


def test_a_clock_that_was_set_back_never_makes_the_term_shorter(desk: Desk, clock: Clock) -> None:
    before = receive(desk, THREE_DAYS)
    processing.request_supplement(desk, MAI, before.id, ("x",))
    clock.turn(days=-10)
    assert processing.supplement(desk, MAI, before.id, PAPER).value.due == before.due


def test_a_dossier_that_was_handed_over_goes_back_there_after_the_papers_came(desk: Desk) -> None:
    id = receive(desk).id
    processing.hand_over(desk, MAI, id, " Tư pháp ", "gấp")
    processing.request_supplement(desk, MAI, id, ("x",))
    dossier = processing.supplement(desk, MAI, id, PAPER).value
    assert (dossier.state, dossier.holder) == (State.PROCESSING, "Tư pháp")


def test_a_refused_and_a_withdrawn_dossier_are_closed(desk: Desk, clock: Clock) -> None:
    refused = processing.refuse(desk, MAI, receive(desk).id, " Không thuộc thẩm quyền ").value
    withdrawn = processing.withdraw(desk, MAI, receive(desk).id, "Không cần nữa").value
    assert (refused.state, withdrawn.state) == (State.REFUSED, State.WITHDRAWN)
    assert refused.closed_at == withdrawn.closed_at == clock.at
    assert "Không thuộc thẩm quyền" in lookup.story(desk, refused.id).lines[0].detail


def test_the_result_is_recorded_and_handed_back(desk: Desk) -> None:
    id = receive(desk, COPY).id
    done = processing.record_result(desk, MAI, id, " 12/CT ", TUESDAY, 2, " x ").value
    assert done.state is State.RESULT_READY
    assert done.result is not None
    assert (done.result.number, done.result.copies, done.result.note) == ("12/CT", 2, "x")
    returned = handback.hand_back(desk, MAI, id, COLLECTOR, Payment(2_000)).value
    assert returned.state is State.RETURNED


@pytest.mark.parametrize(
    ("field", "act"),
    [
        ("missing", lambda desk, id: processing.request_supplement(desk, MAI, id, ("", " "))),
        ("reason", lambda desk, id: processing.refuse(desk, MAI, id, " \u200b")),
        ("reason", lambda desk, id: processing.withdraw(desk, MAI, id, "")),
        ("to", lambda desk, id: processing.hand_over(desk, MAI, id, " ")),
        ("number", lambda desk, id: processing.record_result(desk, MAI, id, " ", TUESDAY)),
        ("day", lambda desk, id: processing.record_result(desk, MAI, id, "1", date(2026, 11, 24))),
        ("copies", lambda desk, id: processing.record_result(desk, MAI, id, "1", TUESDAY, 0)),
        ("copies", lambda desk, id: processing.record_result(desk, MAI, id, "1", TUESDAY, 1000)),
        ("name", lambda desk, id: processing.correct(desk, MAI, id, {"name": " "})),
        ("born", lambda desk, id: processing.correct(desk, MAI, id, {"born": "30/02/1988"})),
        ("born", lambda desk, id: processing.correct(desk, MAI, id, {"born": "1989-02-29"})),
        (None, lambda desk, id: processing.correct(desk, MAI, id, {"code": "x"})),
        (None, lambda desk, id: processing.correct(desk, MAI, id, {"phone": BICH.phone})),
        (None, lambda desk, id: processing.correct(desk, MAI, id, {})),
        (None, lambda desk, id: processing.supplement(desk, MAI, id, PAPER)),
        (None, lambda desk, id: handback.hand_back(desk, MAI, id, COLLECTOR)),
        (None, lambda desk, id: processing.hand_over(desk, MAI, EventId(7, 7), "Tư pháp")),
        (None, lambda desk, id: processing.settle(desk, id)),
    ],
)
def test_what_is_missing_or_not_allowed_is_said_with_its_field_and_nothing_is_written(
    desk: Desk, field: str | None, act: Callable[[Desk, EventId], object]
) -> None:
    id = receive(desk).id
    with pytest.raises(UserError) as refused:
        act(desk, id)
    assert refused.value.field == field
    assert events(desk) == 1
    assert upkeep.check(desk) == []


def test_a_closed_dossier_takes_no_verb_any_more(desk: Desk) -> None:
    id = receive(desk).id
    processing.withdraw(desk, MAI, id, "x")
    for act in (
        lambda: processing.refuse(desk, MAI, id, "x"),
        lambda: processing.hand_over(desk, MAI, id, "x"),
        lambda: processing.record_result(desk, MAI, id, "1", TUESDAY),
        lambda: processing.correct(desk, MAI, id, {"phone": "1"}),
        lambda: processing.request_supplement(desk, MAI, id, ("x",)),
    ):
        with pytest.raises(UserError, match="Đã rút"):
            act()
    assert events(desk) == 2


def test_a_correction_writes_only_what_changed_and_keeps_the_old_value(desk: Desk) -> None:
    id = receive(desk).id
    values = {"name": " Đặng Thị Bích ", "phone": BICH.phone, "born": "1988-03-01"}
    dossier = processing.correct(desk, MAI, id, values, "theo thẻ").value
    assert (dossier.applicant.name, dossier.applicant.born) == ("Đặng Thị Bích", date(1988, 3, 1))
    detail = lookup.story(desk, id).lines[0].detail
    assert detail == ("Họ và tên: Đặng Thị Ngọc Bích → Đặng Thị Bích; Ngày sinh: 1988-02-29 → 1988-03-01 · theo thẻ")


def test_a_corrected_name_and_phone_are_found_and_the_old_ones_no_longer(desk: Desk) -> None:
    id = receive(desk).id
    processing.correct(desk, MAI, id, {"name": "Lò Thị Vân", "phone": "0388776655"})
    found = [[row.id for row in lookup.page(desk, lookup.Chip.ALL, said)] for said in ("lo thi van", "776655")]
    assert found == [[id], [id]]
    assert [lookup.page(desk, lookup.Chip.ALL, said) for said in ("ngoc bich", BICH.phone)] == [[], []]
    assert upkeep.check(desk) == []


def test_a_number_can_be_removed_and_put_in_again(desk: Desk) -> None:
    id = receive(desk).id
    processing.correct(desk, MAI, id, {"born": "", "number": ""})
    assert processing.correct(desk, MAI, id, {"born": "1988-02-29", "number": BICH.number}).value.applicant == BICH


# slips


def test_the_first_print_is_no_reprint_and_every_further_one_is_counted(desk: Desk) -> None:
    id = receive(desk, BIRTH).id
    for times in range(3):
        slip = slips.slip(desk, id)
        assert (slip.dossier, slip.reprint) == (id, times)
        assert slip.pdf.startswith(b"%PDF")
        papers.begin(desk, MAI, slip, "Quầy 1")
        papers.printed(desk, MAI, slip, "Quầy 1")
    titles = [line.detail for line in lookup.story(desk, id).lines if line.title == "In giấy tờ"]
    assert [detail.split(" · ")[1] for detail in reversed(titles)] == ["Quầy 1", "in lại lần 1", "in lại lần 2"]


def test_a_slip_shows_the_dossier_as_it_stands_after_corrections_and_papers(desk: Desk, clock: Clock) -> None:
    id = receive(desk, THREE_DAYS).id
    processing.request_supplement(desk, MAI, id, ("x",))
    clock.turn(days=3)
    processing.supplement(desk, MAI, id, PAPER)
    processing.correct(desk, MAI, id, {"name": "Đặng Thị Bích"})
    receipt = slips.receipt_of(lookup.story(desk, id).dossier, MAI.name)
    assert (receipt.applicant, receipt.due) == ("Đặng Thị Bích", datetime(2026, 12, 1, 17))
    assert receipt.papers[-1].name == "Giấy chứng sinh"
    assert receipt.received_at == datetime(2026, 11, 23, 9, 41)


def test_the_slip_says_of_the_fee_what_is_so_now(desk: Desk) -> None:
    dossier = receive(desk, COPY)

    def fee() -> str:
        return slips.receipt_of(lookup.story(desk, dossier.id).dossier, MAI.name).fee

    assert fee() == "2.000 đ (thu khi trả kết quả)"
    payments.pay(desk, MAI, dossier.id, Payment(500))
    assert fee() == "2.000 đ (đã thu 500 đ, còn 1.500 đ thu khi trả kết quả)"
    paid = payments.pay(desk, MAI, dossier.id, Payment(1_500)).value
    assert fee() == "2.000 đ (đã thu)"
    for taken in paid.takings:
        payments.void(desk, MAI, dossier.id, taken, "ghi nhầm")
    assert fee() == "2.000 đ (thu khi trả kết quả)"
    processing.record_result(desk, MAI, dossier.id, "1/2026", date(2026, 11, 23))
    handback.hand_back(desk, MAI, dossier.id, COLLECTOR)
    assert fee() == "2.000 đ (chưa thu)"


def test_nothing_that_is_not_in_the_log_can_be_printed(desk: Desk) -> None:
    with pytest.raises(UserError, match="Không tìm thấy"):
        slips.slip(desk, EventId(0, 99))
