"""Closing the day at the desk: with and without the half of the level above, and late events."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import text as sql

from onecua_desk.domain.day_close import Manifest
from onecua_desk.domain.day_compare import Advice
from onecua_desk.domain.events import FilesAttached
from onecua_desk.domain.file import File
from onecua_desk.domain.payment import Payment, PayMoment
from onecua_desk.errors import UserError
from onecua_desk.services import day_close, day_look, day_paper, day_words, handback, intake, payments, processing
from onecua_desk.services.day_look import DayState, Look
from onecua_desk.services.desk import Desk, record
from onecua_desk.store import file_lane
from onecua_desk.wire.days import NO_CHAIN, ServerDay
from tests.clock import Clock
from tests.desk_fixture import COPY, MAI, draft, receive
from tests.paper.samples import page_texts
from tests.services.playing_above import Above, answer_all, join

TODAY = date(2026, 11, 23)


@pytest.fixture
def enrolled(desk: Desk) -> Desk:
    """Desk 1 as device 2 of a district that the test plays itself."""
    join(desk)
    return desk


def test_a_day_is_counted_by_kind_number_and_money(desk: Desk) -> None:
    first = receive(desk, COPY)
    intake.receive(desk, replace(draft(desk, COPY), copies=3, pay=PayMoment.NOW), MAI)
    processing.hand_over(desk, MAI, first.id, "Tư pháp")
    paid = payments.pay(desk, MAI, first.id, Payment(2_000)).value
    payments.void(desk, MAI, first.id, paid.takings[0], "nhầm hồ sơ")
    totals = day_look.look(desk, TODAY).own.totals
    assert totals.counts == {"fee_paid": 1, "fee_voided": 1, "handed_over": 1, "received": 2}
    assert (totals.events, totals.received) == (5, 2)
    assert totals.used == ("1001–1002",)
    assert totals.void == ()
    assert (totals.taken, totals.voided, totals.money) == (8_000, 2_000, 6_000)
    assert totals.by_procedure == {COPY: (3, 6_000)}
    assert (totals.first, totals.last) == (1, 5)


def test_the_number_of_a_receipt_that_was_refused_is_void_and_its_money_does_not_count(enrolled: Desk) -> None:
    desk = enrolled
    receive(desk)
    intake.receive(desk, replace(draft(desk, COPY), pay=PayMoment.NOW), MAI)
    with desk.store.write() as connection:
        connection.execute(sql("UPDATE event SET status = 'refused', sentence = 'trùng' WHERE seq = 2"))
    found = day_look.look(desk, TODAY)
    assert found.own.totals.used == ("1001",)
    assert found.own.totals.void == ("1002",)
    assert found.own.totals.money == 0
    assert [one.advice for one in found.differences] == [Advice.WAIT, Advice.REFUSED]


def test_closing_writes_the_chains_head_and_the_counts(desk: Desk) -> None:
    receive(desk)
    found = day_close.close(desk, MAI, TODAY).value
    (closing,) = found.closings
    assert found.state is DayState.CLOSED
    assert closing.official == MAI.name
    assert (closing.fact.events, closing.fact.received, closing.fact.through, closing.fact.nth) == (1, 1, 1, 1)
    assert closing.fact.head == found.head
    assert len(bytes.fromhex(found.head)) == 32
    assert found.own.totals.events == 1  # that it was closed is no event of the day


def test_an_empty_day_can_be_closed_too(desk: Desk) -> None:
    found = day_close.close(desk, MAI, TODAY).value
    assert found.state is DayState.CLOSED
    assert (found.through, found.head) == (0, NO_CHAIN)


def test_a_closed_day_is_not_closed_twice_and_a_day_to_come_not_at_all(desk: Desk) -> None:
    day_close.close(desk, MAI, TODAY)
    with pytest.raises(UserError, match="đã chốt và không có việc mới"):
        day_close.close(desk, MAI, TODAY)
    with pytest.raises(UserError, match="Chưa đến ngày 24/11/2026"):
        day_close.close(desk, MAI, TODAY + timedelta(days=1))


def test_a_late_event_opens_the_day_again_and_the_second_closing_says_so(desk: Desk, clock: Clock) -> None:
    receive(desk)
    day_close.close(desk, MAI, TODAY)
    receive(desk)
    late = day_look.look(desk, TODAY)
    assert (late.state, late.late) == (DayState.LATE, 1)
    assert day_words.state_words(late) == "Đã chốt, có việc ghi sau khi chốt (1)"
    again = day_close.close(desk, MAI, TODAY).value
    assert again.state is DayState.CLOSED
    assert [closing.fact.nth for closing in again.closings] == [1, 2]
    assert day_words.closing_words(again) == "chốt lần 2 lúc 09:41 23/11/2026, Lê Thị Mai"


def test_yesterday_can_be_closed_today_and_todays_events_are_not_late_for_it(desk: Desk, clock: Clock) -> None:
    receive(desk)
    clock.turn(days=1)
    receive(desk)
    day_close.close(desk, MAI, TODAY)
    receive(desk)
    assert day_look.look(desk, TODAY).state is DayState.CLOSED
    assert day_look.look(desk, TODAY + timedelta(days=1)).state is DayState.OPEN


def test_a_desk_that_was_closed_alone_and_enrolled_since_is_asked_to_close_again(desk: Desk) -> None:
    receive(desk)
    day_close.close(desk, MAI, TODAY)
    join(desk)
    found = day_look.look(desk, TODAY)
    assert found.state is DayState.RENUMBERED
    said = "Chưa có phần của cấp trên: hãy chốt lại thì máy mới hỏi và đối chiếu. Còn 2 việc chờ gửi."
    assert day_words.verdict(found) == said
    answer_all(desk)
    assert not day_close.complete(desk, Above(desk))
    assert day_close.close(desk, MAI, TODAY).value.state is DayState.CLOSED
    answer_all(desk)
    assert day_close.complete(desk, Above(desk))
    assert day_look.look(desk, TODAY).equal


def test_what_is_said_of_the_half_of_the_level_above_is_what_brings_it(enrolled: Desk) -> None:
    receive(enrolled)
    answer_all(enrolled)

    def said() -> str:
        return day_words.verdict(day_look.look(enrolled, TODAY)).removeprefix("Chưa có phần của cấp trên: ")

    assert said() == "hãy chốt ngày thì máy mới hỏi và đối chiếu."
    day_close.close(enrolled, MAI, TODAY)
    assert said().startswith("sẽ đối chiếu khi có đường truyền.")
    with enrolled.store.write() as connection:
        day_look.put_to_ask(connection, set())  # a desk that was put back has its closings, not what it still asked
    assert said().startswith("hãy đối soát lại.")
    day_close.ask_again(enrolled, TODAY)
    assert said().startswith("sẽ đối chiếu khi có đường truyền.")


def test_a_desk_that_works_alone_hears_of_a_day_without_any_work_too(desk: Desk) -> None:
    assert day_words.verdict(day_look.look(desk, TODAY)) == "Ngày này quầy chưa ghi việc nào."
    receive(desk)
    assert day_words.verdict(day_look.look(desk, TODAY)).startswith("Quầy làm việc một mình")


def test_without_a_line_it_says_so_and_the_half_follows_by_itself(enrolled: Desk) -> None:
    receive(enrolled)
    found = day_close.close(enrolled, MAI, TODAY).value
    assert day_words.verdict(found) == (
        "Chưa có phần của cấp trên: sẽ đối chiếu khi có đường truyền. Còn 2 việc chờ gửi."
    )
    above = Above(enrolled)
    assert not day_close.complete(enrolled, above)  # its events wait: nothing to compare yet
    assert above.asked == []
    answer_all(enrolled)
    assert day_close.complete(enrolled, above)
    assert above.asked == [(TODAY, False)]
    equal = day_look.look(enrolled, TODAY)
    assert equal.equal
    assert equal.proven
    assert day_words.verdict(equal) == "Khớp: cấp trên có đủ 1 việc của quầy trong ngày, giống từng việc một."
    assert not day_close.complete(enrolled, above)


def test_the_dossiers_are_asked_for_only_where_the_totals_differ(enrolled: Desk) -> None:
    receive(enrolled)
    other = receive(enrolled)
    day_close.close(enrolled, MAI, TODAY)
    answer_all(enrolled)
    above = Above(enrolled)

    def without_the_second(found: Manifest) -> Manifest:
        kept = tuple(part for part in found.parts if part.dossier != other.id)
        return Manifest(found.day, replace(found.totals, counts={"received": 1}, used=("1001",)), kept)

    above.change = without_the_second
    day_close.complete(enrolled, above)
    assert above.asked == [(TODAY, False), (TODAY, True)]
    (difference,) = day_look.look(enrolled, TODAY).differences
    assert (difference.label, difference.here, difference.there) == (other.code, "1 việc", "không có")
    assert difference.advice is Advice.LOST
    above.change = lambda found: found
    day_close.ask_again(enrolled, TODAY)
    assert day_close.complete(enrolled, above)
    assert day_look.look(enrolled, TODAY).equal


def test_what_was_written_after_the_level_above_was_asked_says_so(enrolled: Desk) -> None:
    first = receive(enrolled)
    day_close.close(enrolled, MAI, TODAY)
    answer_all(enrolled)
    day_close.complete(enrolled, Above(enrolled))
    processing.hand_over(enrolled, MAI, first.id, "Tư pháp")
    assert [one.advice for one in day_look.look(enrolled, TODAY).differences] == [Advice.WAIT]
    answer_all(enrolled)
    found = day_look.look(enrolled, TODAY)
    assert [(one.dossier, one.advice) for one in found.differences] == [(first.id, Advice.ASK)]
    assert not found.equal


def test_another_chain_is_no_equality_whatever_the_figures_say(enrolled: Desk) -> None:
    receive(enrolled)
    day_close.close(enrolled, MAI, TODAY)
    answer_all(enrolled)
    above = Above(enrolled)
    day_close.complete(
        enrolled, lambda day, parts: ServerDay(day, enrolled.now(), 2, "ab" * 32, above(day, parts).totals, None)
    )
    found = day_look.look(enrolled, TODAY)
    assert found.differences == ()
    assert found.proven is False
    assert not found.equal
    assert "Chuỗi sổ của hai bên khác nhau" in day_words.verdict(found)


def test_a_desk_that_works_alone_waits_for_nobody_on_screen_or_paper(desk: Desk) -> None:
    receive(desk)
    alone = day_close.close(desk, MAI, TODAY).value
    assert (alone.differences, alone.unsent) == ((), 0)
    page = " ".join(page_texts(day_paper.printout(desk, MAI, alone).pdf)[0].split())
    assert "Quầy làm việc một mình, chưa ghi danh với cấp trên" in page
    assert not any(words in page for words in ("chưa khớp", "đường truyền", "chưa đối chiếu"))


def test_a_desk_without_a_district_cannot_ask_one(desk: Desk) -> None:
    with pytest.raises(UserError, match="chưa ghi danh"):
        day_close.ask_again(desk, TODAY)
    day_close.close(desk, MAI, TODAY)
    assert not day_close.complete(desk, Above(desk))


def test_a_refused_event_is_a_difference_until_a_person_has_settled_it(enrolled: Desk) -> None:
    dossier = receive(enrolled)
    day_close.close(enrolled, MAI, TODAY)
    with enrolled.store.write() as connection:
        connection.execute(sql("UPDATE event SET status = 'refused', sentence = 'trùng' WHERE kind = 'received'"))
    answer_all(enrolled)
    day_close.complete(enrolled, Above(enrolled))
    (difference,) = day_look.look(enrolled, TODAY).differences
    assert (difference.label, difference.advice) == (dossier.code, Advice.REFUSED)
    processing.settle(enrolled, dossier.id)
    assert day_look.look(enrolled, TODAY).equal


def words_of(found: Look) -> str:
    return " ".join((day_words.verdict(found), day_words.asked_words(found), day_words.chain_words(found)))


def test_a_result_handed_back_with_money_is_in_the_day_of_the_hand_back(desk: Desk, clock: Clock) -> None:
    dossier = receive(desk, COPY)
    processing.record_result(desk, MAI, dossier.id, "1/2026", TODAY)
    clock.turn(days=1)
    ready = handback.hand_back(desk, MAI, dossier.id, handback.applicant_collects(dossier, True), Payment(2_000)).value
    assert ready.closed_at
    assert day_look.look(desk, TODAY).own.totals.money == 0
    tomorrow = day_look.look(desk, TODAY + timedelta(days=1))
    assert tomorrow.own.totals.by_procedure == {COPY: (1, 2_000)}
    assert "chưa ghi danh" in words_of(tomorrow)


def test_a_day_whose_scans_are_still_on_their_way_is_compared_once_more_when_they_are_up(enrolled: Desk) -> None:
    dossier, scan = receive(enrolled), File("ab" * 32, 1_000, 1, "Tờ khai")
    record(enrolled, MAI, dossier.id, lambda *_: FilesAttached((scan,)))
    day_close.close(enrolled, MAI, TODAY)
    answer_all(enrolled)
    above = Above(enrolled)
    above.change = lambda found: Manifest(
        found.day,
        replace(found.totals, scans=0, scan_bytes=0),
        tuple(part._replace(files=0) for part in found.parts),
    )
    assert day_close.complete(enrolled, above)
    (difference,) = day_look.look(enrolled, TODAY).differences
    assert (difference.label, difference.advice) == (dossier.code, Advice.FILES)
    assert not day_close.complete(enrolled, above)  # nothing new to hear of before the scan is there
    with enrolled.store.write() as connection:
        file_lane.done(connection, scan.sha256, enrolled.now())
    above.change = lambda found: found
    assert day_close.complete(enrolled, above)
    assert day_look.look(enrolled, TODAY).equal
    assert not day_close.complete(enrolled, above)
