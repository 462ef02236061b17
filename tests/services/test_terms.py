"""The term of a dossier: put off once, stopped, signed for, explained; each with its rule and its sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import text

from onecua_desk.domain.deadline import appointment
from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import Event, EventId
from onecua_desk.domain.late import LateCause
from onecua_desk.domain.parts import Given, State
from onecua_desk.domain.procedure import LimitUnit, PaperKind
from onecua_desk.errors import UserError
from onecua_desk.services import lookup, paper_settings, processing, terms, upkeep
from onecua_desk.services.desk import Desk
from onecua_desk.services.paper_settings import PaperSettings
from onecua_desk.services.terms import Term
from onecua_desk.store import dossiers, log
from tests.clock import Clock
from tests.desk_fixture import COPY, MAI, THREE_DAYS, receive

CAUSE = LateCause.OTHER_BODY
FIRST, NEXT = date(2026, 11, 27), date(2026, 12, 2)
"""The appointment of three working days from Monday 23/11 (Tuesday is a holiday), and a Wednesday after it."""
PAPER = (Given("Giấy chứng sinh", PaperKind.ORIGINAL, 1),)


def events(desk: Desk) -> int:
    with desk.store.read() as connection:
        return int(connection.scalar(text("SELECT count(*) FROM event")))


def written(desk: Desk, number: int = 1, **other: Any) -> Dossier:
    """A dossier as another version of the program, or an older register, would have left it in the log."""
    id, code = EventId(5, number), f"H02.15.23-261123-090{number}"
    received = replace(receive(desk, THREE_DAYS).received, code=code, **other)
    with desk.store.write() as connection:
        log.append(connection, Event(id, id, desk.now(), MAI, received))
        dossier = dossiers.project(connection, id)
    assert dossier is not None
    return dossier


def sorry(desk: Desk, id: EventId, due: date = NEXT) -> Dossier:
    return terms.apologise(desk, MAI, id, CAUSE, "Chờ xác minh", due).value.dossier


def test_an_apology_puts_the_result_off_to_the_closing_of_the_new_day(desk: Desk) -> None:
    before = receive(desk, THREE_DAYS)
    done = terms.apologise(desk, MAI, before.id, CAUSE, " Chờ  xác minh ", NEXT)
    after = done.value.dossier
    assert (after.due, after.due_by_law) == (datetime(2026, 12, 2, 17), before.due)
    assert after.apologies[0].reason == "Chờ xác minh"
    assert (done.value.notice_by, done.value.in_time) == (datetime(2026, 11, 26, 17), True)
    assert lookup.page(desk, lookup.Chip.ALL, "")[0].due == after.due
    assert upkeep.check(desk) == []


@pytest.mark.parametrize(
    ("hour", "minute", "in_time"), [(16, 59, True), (17, 0, True), (17, 1, False)], ids=["before", "at", "after"]
)
def test_an_apology_is_in_time_until_the_closing_one_working_day_before(
    desk: Desk, clock: Clock, hour: int, minute: int, in_time: bool
) -> None:
    id = receive(desk, THREE_DAYS).id
    clock.at = datetime(2026, 11, 26, hour, minute)
    assert terms.apologise(desk, MAI, id, CAUSE, "x", NEXT).value.in_time is in_time


def test_what_is_too_late_for_the_law_is_written_all_the_same(desk: Desk, clock: Clock) -> None:
    id = receive(desk, THREE_DAYS).id
    clock.turn(days=10)  # Thursday 03/12
    with pytest.raises(UserError, match="đã qua") as passed:
        sorry(desk, id)
    assert passed.value.field == "due"
    assert sorry(desk, id, date(2026, 12, 7)).due == datetime(2026, 12, 7, 17)


def test_the_second_apology_is_refused_with_the_rule_that_it_breaks(desk: Desk) -> None:
    dossier = receive(desk, THREE_DAYS)
    sorry(desk, dossier.id)
    with pytest.raises(UserError) as refused:
        sorry(desk, dossier.id, date(2026, 12, 9))
    assert str(refused.value).startswith(f"Hồ sơ {dossier.code} đã hẹn lại 1 lần; chỉ được hẹn lại tối đa 1 lần (")
    assert "Điều 19 Nghị định số 61/2018/NĐ-CP" in str(refused.value)
    assert events(desk) == 2


def test_a_province_may_allow_more_and_may_ask_for_it_earlier(desk: Desk) -> None:
    paper_settings.write(desk.store, PaperSettings(max_extensions=2, notice_days=3))
    dossier = receive(desk, THREE_DAYS)
    assert terms.term(desk, dossier).notice_by == datetime(2026, 11, 23, 17)
    assert terms.term(desk, sorry(desk, dossier.id)).apologies_left == 1
    assert terms.term(desk, sorry(desk, dossier.id, date(2026, 12, 9))).apologies_left == 0
    with pytest.raises(UserError, match=r"tối đa 2 lần \(theo cài đặt của đơn vị\)"):
        sorry(desk, dossier.id, date(2026, 12, 16))
    paper_settings.write(desk.store, PaperSettings(max_extensions=0))
    with pytest.raises(UserError, match="không được hẹn lại; chỉ được hẹn lại tối đa 0 lần"):
        sorry(desk, receive(desk, THREE_DAYS).id)


def test_papers_that_come_after_an_apology_move_both_appointments_to_working_days(desk: Desk, clock: Clock) -> None:
    id = receive(desk, THREE_DAYS).id
    sorry(desk, id)
    processing.request_supplement(desk, MAI, id, ("x",))
    clock.turn(days=3)  # Thursday: two working days were waited
    after = processing.supplement(desk, MAI, id, PAPER).value
    assert (after.due, after.due_by_law) == (datetime(2026, 12, 4, 17), datetime(2026, 12, 1, 17))


def test_the_term_of_working_days_is_proposed_once_more_from_today(desk: Desk, clock: Clock) -> None:
    dossier = receive(desk, THREE_DAYS)
    clock.turn(days=3)
    limit = dossier.received.limit
    assert limit is not None
    assert terms.proposed(desk, dossier) == appointment(limit, clock.at, desk.calendar).due.date() == date(2026, 12, 1)
    clock.turn(days=-3)
    assert terms.proposed(desk, dossier) == date(2026, 11, 30), "never on or before the old appointment"


def test_a_week_is_proposed_where_the_term_is_not_counted_in_working_days(desk: Desk) -> None:
    dossier = receive(desk, COPY)
    assert dossier.received.limit is not None
    assert dossier.received.limit.unit is not LimitUnit.WORKING_DAYS
    assert dossier.due is not None
    assert terms.proposed(desk, dossier) == desk.calendar.working_day_after(dossier.due.date(), terms.MORE_DAYS)


def test_who_signed_for_it_is_kept_once_until_it_is_handed_on(desk: Desk, clock: Clock) -> None:
    id = receive(desk).id
    processing.hand_over(desk, MAI, id, "Tư pháp")
    clock.turn(minutes=5)
    assert terms.take_over(desk, MAI, id, " Nguyễn Văn Lâm ", "đủ").value.taken_over_at == clock.at
    assert "Nguyễn Văn Lâm · đủ" in lookup.story(desk, id).lines[0].detail
    with pytest.raises(UserError, match="đã được ký nhận lúc 09:46 23/11/2026"):
        terms.take_over(desk, MAI, id, "Nguyễn Văn Lâm")
    processing.hand_over(desk, MAI, id, "Địa chính")
    assert terms.take_over(desk, MAI, id, "Lò Văn Páo").value.taken_over_at is not None


def test_a_stop_ends_the_dossier_without_a_result(desk: Desk) -> None:
    stopped = terms.stop(desk, MAI, receive(desk).id, "Luật Hộ tịch", "Đã đăng ký nơi khác").value
    assert (stopped.state, stopped.result) == (State.STOPPED, None)
    assert lookup.counts(desk)[lookup.Chip.LATE] == 0


def test_a_dossier_of_the_old_rules_knows_no_stop(desk: Desk) -> None:
    old = written(desk, ruleset="2018")
    assert not terms.term(desk, old).stops
    with pytest.raises(UserError, match="nhận theo quy định 2018, chưa có thông báo dừng"):
        terms.stop(desk, MAI, old.id, "x", "y")
    assert terms.term(desk, receive(desk)).stops


def test_rules_that_this_program_does_not_know_yet_are_left_alone(desk: Desk) -> None:
    newer = written(desk, ruleset="2031")
    assert terms.term(desk, newer) == Term(0, None, late=False, stops=False)
    with pytest.raises(UserError, match="mẫu mới hơn chương trình"):
        sorry(desk, newer.id)


def test_only_what_is_or_was_late_is_explained(desk: Desk, clock: Clock) -> None:
    id = receive(desk, THREE_DAYS).id
    with pytest.raises(UserError, match="không quá hạn"):
        terms.explain(desk, MAI, id, LateCause.OWN, "x")
    clock.at = datetime(2026, 11, 27, 17, 0, 1)
    explained = terms.explain(desk, MAI, id, LateCause.OWN, " Nghỉ ốm ").value.explained
    assert [(one.cause, one.text) for one in explained] == [(LateCause.OWN, "Nghỉ ốm")]
    processing.record_result(desk, MAI, id, "1", clock.at.date())
    clock.turn(days=30)
    assert len(terms.explain(desk, MAI, id, LateCause.LAW, "Bổ sung").value.explained) == 2


def test_a_result_in_time_is_never_late_afterwards(desk: Desk, clock: Clock) -> None:
    id = receive(desk, THREE_DAYS).id
    dossier = processing.record_result(desk, MAI, id, "1", clock.at.date()).value
    clock.turn(days=30)
    assert not terms.term(desk, dossier).late


def test_what_waits_for_papers_in_time_is_not_late_meanwhile(desk: Desk, clock: Clock) -> None:
    id = receive(desk, THREE_DAYS).id
    asked = processing.request_supplement(desk, MAI, id, ("x",)).value
    clock.turn(days=30)
    assert not terms.term(desk, asked).late
    assert not terms.term(desk, processing.withdraw(desk, MAI, id, "Không nộp nữa").value).late


def test_an_apology_does_not_make_a_dossier_timely_unless_the_unit_says_so(desk: Desk, clock: Clock) -> None:
    put_off = sorry(desk, receive(desk, THREE_DAYS).id)
    clock.at = datetime(2026, 11, 30, 9)
    assert terms.term(desk, put_off).late
    paper_settings.write(desk.store, PaperSettings(extension_counts=True))
    assert not terms.term(desk, put_off).late
    clock.at = datetime(2026, 12, 3, 9)
    assert terms.term(desk, put_off).late


@pytest.mark.parametrize(
    ("field", "sentence", "act"),
    [
        ("reason", "Hãy ghi lý do", lambda desk, id: terms.apologise(desk, MAI, id, CAUSE, " \u200b", NEXT)),
        ("due", "phải sau ngày hẹn cũ (27/11/2026)", lambda desk, id: sorry(desk, id, FIRST)),
        ("due", "05/12/2026 không làm việc (Thứ Bảy)", lambda desk, id: sorry(desk, id, date(2026, 12, 5))),
        ("due", "Tết", lambda desk, id: sorry(desk, id, date(2027, 1, 1))),
        ("due", "hơn một năm", lambda desk, id: sorry(desk, id, date(2036, 12, 5))),
        ("due", "hơn một năm", lambda desk, id: sorry(desk, id, date.max)),
        ("basis", "căn cứ", lambda desk, id: terms.stop(desk, MAI, id, " ", "x")),
        ("reason", "lý do", lambda desk, id: terms.stop(desk, MAI, id, "x", " ")),
        ("by", "người ký nhận", lambda desk, id: terms.take_over(desk, MAI, id, " ")),
        (None, "«Mới tiếp nhận»", lambda desk, id: terms.take_over(desk, MAI, id, "Lâm")),
        ("text", "nội dung giải trình", lambda desk, id: terms.explain(desk, MAI, id, CAUSE, "")),
        (None, "Không tìm thấy", lambda desk, _: sorry(desk, EventId(7, 7))),
    ],
)
def test_what_is_missing_or_not_allowed_is_said_with_its_field_and_nothing_is_written(
    desk: Desk, field: str | None, sentence: str, act: Callable[[Desk, EventId], object]
) -> None:
    id = receive(desk, THREE_DAYS).id
    with pytest.raises(UserError) as refused:
        act(desk, id)
    assert refused.value.field == field
    assert sentence in str(refused.value)
    assert events(desk) == 1


def test_what_has_a_result_is_neither_put_off_nor_stopped(desk: Desk, clock: Clock) -> None:
    id = receive(desk, THREE_DAYS).id
    processing.record_result(desk, MAI, id, "1", clock.at.date())
    for act in (lambda: sorry(desk, id), lambda: terms.stop(desk, MAI, id, "x", "y")):
        with pytest.raises(UserError, match="«Có kết quả»"):
            act()


def test_a_dossier_without_an_appointment_has_none_to_put_off(desk: Desk) -> None:
    open_ended = written(desk, due=None)
    assert terms.term(desk, open_ended) == Term(1, None, late=False, stops=True)
    assert terms.proposed(desk, open_ended) > desk.now().date()
    with pytest.raises(UserError, match="chưa hẹn ngày trả"):
        sorry(desk, open_ended.id)
