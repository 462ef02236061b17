"""The control slip says what the log says: each hand that the dossier went through, pauses, and the outcome."""

from __future__ import annotations

from datetime import date, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onecua_desk.domain.control_slip import ControlSlip, Passing
from onecua_desk.domain.events import Event, EventId, Fact
from onecua_desk.domain.late import LateCause
from onecua_desk.domain.parts import Given
from onecua_desk.domain.procedure import PaperKind
from onecua_desk.errors import UserError
from onecua_desk.services import control, lookup, papers, processing, terms
from onecua_desk.services.control import control_slip_of
from onecua_desk.services.desk import Desk
from onecua_desk.store import log
from tests.clock import Clock
from tests.desk_fixture import MAI, THREE_DAYS, receive
from tests.domain.story import FACTS, RECEIVED, told
from tests.paper.samples import page_texts, squeezed

PAPER = (Given("Giấy chứng sinh", PaperKind.ORIGINAL, 1),)


def slip(desk: Desk, id: EventId, *, extension_counts: bool = False) -> ControlSlip:
    with desk.store.read() as connection:
        return control_slip_of(log.of_dossier(connection, id), extension_counts=extension_counts)


def test_a_dossier_at_the_desk_has_one_line_to_fill_in(desk: Desk) -> None:
    dossier = receive(desk, THREE_DAYS)
    made = slip(desk, dossier.id)
    assert made.passings == (Passing(dossier.received.unit.centre, ""),)
    assert (made.code, made.due, made.official, made.as_of) == (
        dossier.code,
        dossier.due,
        MAI.name,
        dossier.received_at,
    )
    assert made.solved_by == dossier.received.decided_by


def test_each_hand_over_is_a_line_with_who_signed_and_what_happened_meanwhile(desk: Desk, clock: Clock) -> None:
    dossier = receive(desk, THREE_DAYS)
    id, centre = dossier.id, dossier.received.unit.centre
    processing.hand_over(desk, MAI, id, "Tư pháp", "gấp")
    clock.turn(minutes=9)
    terms.take_over(desk, MAI, id, "Nguyễn Văn Lâm", "đủ giấy tờ")
    processing.request_supplement(desk, MAI, id, ("x",))
    clock.turn(days=2)
    processing.supplement(desk, MAI, id, PAPER)
    terms.apologise(desk, MAI, id, LateCause.OTHER_BODY, "x", date(2026, 12, 7))
    processing.hand_over(desk, MAI, id, "Địa chính")
    clock.turn(days=5)
    processing.record_result(desk, MAI, id, "412/2026", date(2026, 11, 23))
    first, second, last = slip(desk, id).passings
    assert first == Passing(
        centre,
        "Tư pháp",
        datetime(2026, 11, 23, 9, 41),
        gave=MAI.name,
        took="Nguyễn Văn Lâm",
        note="gấp; Ký nhận 09:50 23/11/2026; đủ giấy tờ; Chờ bổ sung từ 09:50 23/11/2026; "
        "Bổ sung đủ 09:50 25/11/2026; Xin lỗi, hẹn lại 17:00 07/12/2026",
    )
    assert second == Passing("Tư pháp", "Địa chính", datetime(2026, 11, 25, 9, 50))
    assert last == Passing(
        "Địa chính",
        centre,
        datetime(2026, 11, 30, 9, 50),
        took=MAI.name,
        outcome="Đúng hạn",
        note="Kết quả số 412/2026",
    )


@pytest.mark.parametrize(
    ("at", "outcome"),
    [
        (datetime(2026, 11, 26, 17), "Trước hạn"),
        (datetime(2026, 11, 27, 17), "Đúng hạn"),
        (datetime(2026, 11, 27, 17, 0, 1), "Quá hạn"),
    ],
)
def test_the_outcome_is_early_before_the_day_and_late_after_the_moment(
    desk: Desk, clock: Clock, at: datetime, outcome: str
) -> None:
    id = receive(desk, THREE_DAYS).id
    processing.hand_over(desk, MAI, id, "Tư pháp")
    clock.at = at
    processing.record_result(desk, MAI, id, "1", at.date())
    assert slip(desk, id).passings[-1].outcome == outcome


def test_while_papers_are_waited_for_the_term_stands_still(desk: Desk, clock: Clock) -> None:
    id = receive(desk, THREE_DAYS).id
    processing.hand_over(desk, MAI, id, "Tư pháp")
    processing.request_supplement(desk, MAI, id, ("x",))
    clock.turn(days=30)
    processing.withdraw(desk, MAI, id, "Không nộp nữa")
    assert slip(desk, id).passings[-1].outcome == "Trước hạn"


def test_after_an_apology_the_outcome_follows_the_rule_of_the_reports(desk: Desk, clock: Clock) -> None:
    id = receive(desk, THREE_DAYS).id
    terms.apologise(desk, MAI, id, LateCause.OTHER_BODY, "x", date(2026, 12, 7))
    clock.at = datetime(2026, 12, 1, 9)
    processing.record_result(desk, MAI, id, "1", clock.at.date())
    outcomes = [slip(desk, id, extension_counts=counts).passings[-1].outcome for counts in (False, True)]
    assert outcomes == ["Quá hạn", "Trước hạn"]


def test_a_stage_that_ends_after_the_appointment_is_late_before_it_nothing_is_said(desk: Desk, clock: Clock) -> None:
    id = receive(desk, THREE_DAYS).id
    processing.hand_over(desk, MAI, id, "Tư pháp")
    processing.hand_over(desk, MAI, id, "Địa chính")
    clock.turn(days=10)
    processing.hand_over(desk, MAI, id, "Tư pháp")
    assert [one.outcome for one in slip(desk, id).passings] == ["", "", "Quá hạn"]


def test_a_dossier_that_ended_without_a_result_went_back_to_the_desk_with_the_reason(desk: Desk) -> None:
    refused, stopped = receive(desk).id, receive(desk).id
    processing.hand_over(desk, MAI, refused, "Tư pháp")
    processing.refuse(desk, MAI, refused, "Không thuộc thẩm quyền")
    terms.stop(desk, MAI, stopped, "Luật Hộ tịch", "x")
    last, only = slip(desk, refused).passings[-1], slip(desk, stopped).passings
    assert (last.giver, last.taker, last.note) == ("Tư pháp", slip(desk, refused).centre, "Từ chối giải quyết")
    assert [(one.giver, one.note) for one in only] == [(slip(desk, stopped).solved_by, "Dừng giải quyết")]


def test_what_was_said_before_the_first_hand_over_stands_in_its_line(desk: Desk, clock: Clock) -> None:
    id = receive(desk, THREE_DAYS).id
    processing.request_supplement(desk, MAI, id, ("x",))
    assert slip(desk, id).passings[0].note == "Chờ bổ sung từ 09:41 23/11/2026"
    clock.turn(hours=1)
    processing.supplement(desk, MAI, id, PAPER)
    processing.hand_over(desk, MAI, id, "Tư pháp")
    assert slip(desk, id).passings[0].note == "Chờ bổ sung từ 09:41 23/11/2026; Bổ sung đủ 10:41 23/11/2026"


@given(st.lists(st.sampled_from(FACTS), max_size=12))
def test_any_log_makes_a_slip_whose_lines_follow_each_other(facts: list[Fact]) -> None:
    entries = [log.new_entry(event) for event in told(RECEIVED, *facts)]
    made = control_slip_of(entries)
    assert made == control_slip_of(entries)
    assert made.passings
    moments = [one.at for one in made.passings if one.at]
    assert moments == sorted(moments)
    assert made.as_of >= made.received_at
    assert all(before.taker in (after.giver, made.centre) for before, after in pairwise(made.passings))


def test_what_the_server_refused_does_not_stand_on_it(desk: Desk) -> None:
    id = receive(desk).id
    processing.hand_over(desk, MAI, id, "Tư pháp")
    with desk.store.read() as connection:
        receipt, handed = log.of_dossier(connection, id)
    refused = log.Entry(handed.wire, handed.event, "refused", None, "Hồ sơ đã rút.")
    assert control_slip_of([receipt, refused]) == control_slip_of([receipt])
    assert isinstance(handed.event, Event)


def test_the_form_is_printed_again_with_its_mark(desk: Desk) -> None:
    dossier = receive(desk, THREE_DAYS)
    processing.hand_over(desk, MAI, dossier.id, "Tư pháp - Hộ tịch")
    for times in range(2):
        paper = control.control_slip(desk, dossier.id)
        assert (paper.reprint, paper.dossier) == (times, dossier.id)
        words = squeezed(" ".join(page_texts(paper.pdf)))
        assert squeezed("Tư pháp - Hộ tịch") in words
        assert ("Bảninlạilần1" in words) == bool(times)
        papers.begin(desk, MAI, paper, "tệp PDF")
        papers.printed(desk, MAI, paper, "tệp PDF")
    assert "Phiếu kiểm soát" in lookup.story(desk, dossier.id).lines[0].detail


def test_a_dossier_that_is_not_here_has_none(desk: Desk) -> None:
    with pytest.raises(UserError, match="Không tìm thấy"):
        control.control_slip(desk, EventId(7, 7))
