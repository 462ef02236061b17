"""The end of a day: closed with the line cut, held against the level above when it is back, opened by a late event."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from queue import Queue

import pytest
import requests
from sqlalchemy import text as sql

from onecua_desk.domain.day_compare import Advice
from onecua_desk.domain.payment import PayMoment
from onecua_desk.services import day_close, day_look, day_words, intake, processing, replica
from onecua_desk.services.day_look import DayState, Look
from onecua_desk.services.desk import Changes
from onecua_desk.sync.link import LineDown, Link
from onecua_desk.sync.status import LineState, LineStatus
from onecua_desk.sync.worker import SyncWorker
from tests.clock import Clock
from tests.desk_fixture import COPY, MAI, draft, receive
from tests.journeys.town import Seat, Town, town

TODAY = date(2026, 11, 23)


def complete(seat: Seat) -> bool:
    """What the worker does after an exchange."""
    link = Link(replace(seat.way, url=seat.line.url), read_seconds=5)
    try:
        return day_close.complete(seat.desk, link.day)
    finally:
        link.close()


def at_desk(seat: Seat) -> Look:
    return day_look.look(seat.desk, TODAY)


def a_days_work(seat: Seat, clock: Clock) -> None:
    for copies in (1, 3, 2):
        paid = replace(draft(seat.desk, COPY), copies=copies, pay=PayMoment.NOW)
        dossier = intake.receive(seat.desk, paid, MAI).value
        clock.turn(minutes=7)
        processing.hand_over(seat.desk, MAI, dossier.id, "Tư pháp")


def test_closed_without_a_line_and_equal_when_it_is_back(tmp_path: Path, clock: Clock, template: Path) -> None:
    with town(tmp_path, clock, template) as there:
        seat = there.seats[1]
        seat.line.cut()
        a_days_work(seat, clock)
        assert not seat.exchange()
        found = day_close.close(seat.desk, MAI, TODAY).value
        assert found.state is DayState.CLOSED
        assert day_words.verdict(found).startswith("Chưa có phần của cấp trên: sẽ đối chiếu khi có đường truyền.")
        assert not complete(seat)  # not even tried: its events are not there yet
        seat.line.restore()
        assert seat.exchange()
        assert complete(seat)
        equal = at_desk(seat)
        assert equal.equal
        assert equal.server is not None
        assert equal.own.totals == equal.server.totals
        assert equal.own.totals.money == 12_000
        assert equal.own.totals.used == ("2001–2003",)
        assert (equal.proven, equal.server.through) == (True, equal.through + 1)
        assert day_words.chain_words(equal) == "trùng với chuỗi của cấp trên"


def test_a_late_event_opens_the_day_and_closing_it_again_makes_it_equal(
    tmp_path: Path, clock: Clock, template: Path
) -> None:
    with town(tmp_path, clock, template) as there:
        seat = there.seats[0]
        a_days_work(seat, clock)
        day_close.close(seat.desk, MAI, TODAY)
        assert seat.exchange()
        assert complete(seat)
        dossier = receive(seat.desk)
        assert seat.exchange()
        late = at_desk(seat)
        assert (late.state, late.late) == (DayState.LATE, 1)
        assert [(one.dossier, one.advice) for one in late.differences] == [(dossier.id, Advice.ASK)]
        day_close.close(seat.desk, MAI, TODAY)
        assert seat.exchange()
        assert complete(seat)
        assert at_desk(seat).equal
        assert [closing.fact.nth for closing in at_desk(seat).closings] == [1, 2]


def test_a_refusal_is_the_one_difference_until_it_is_settled(tmp_path: Path, clock: Clock, template: Path) -> None:
    with town(tmp_path, clock, template) as there:
        seat = there.seats[0]
        a_days_work(seat, clock)
        assert seat.exchange()
        dossier = receive(seat.desk)
        assert seat.exchange()
        refuse(there, dossier.code)
        processing.hand_over(seat.desk, MAI, dossier.id, "Tư pháp")
        day_close.close(seat.desk, MAI, TODAY)
        assert seat.exchange()
        assert complete(seat)
        found = at_desk(seat)
        assert [(one.label, one.here, one.advice) for one in found.differences] == [
            (dossier.code, "2 việc, 1 không nhận", Advice.REFUSED)
        ]
        assert found.own.totals.refused == {"handed_over": 1}
        processing.settle(seat.desk, replica.refusals(seat.desk)[0].id)
        assert at_desk(seat).equal


def refuse(there: Town, code: str) -> None:
    headers = {"Authorization": f"Bearer {there.district.operator_token}"}
    url = f"{there.district.url}/v1/dossiers/{code}/refusal"
    assert requests.post(url, json={"reason": "sai thẩm quyền"}, headers=headers, timeout=10).status_code == 200


def test_what_the_level_above_lost_is_found_at_exactly_its_dossier(
    tmp_path: Path, clock: Clock, template: Path
) -> None:
    with town(tmp_path, clock, template) as there:
        seat = there.seats[0]
        a_days_work(seat, clock)
        lost = receive(seat.desk)
        day_close.close(seat.desk, MAI, TODAY)
        assert seat.exchange()
        with there.district.district.write() as connection:
            connection.execute(sql("DELETE FROM event WHERE device = :device AND seq = :seq"), lost.id._asdict())
        assert complete(seat)
        (difference,) = at_desk(seat).differences
        assert (difference.label, difference.there, difference.advice) == (lost.code, "không có", Advice.LOST)
        assert at_desk(seat).server is not None


def test_a_cut_while_the_level_above_answers_leaves_the_day_to_be_asked_for(
    tmp_path: Path, clock: Clock, template: Path
) -> None:
    with town(tmp_path, clock, template) as there:
        seat = there.seats[0]
        a_days_work(seat, clock)
        day_close.close(seat.desk, MAI, TODAY)
        assert seat.exchange()
        seat.line.cut()
        with pytest.raises(LineDown):
            complete(seat)
        assert at_desk(seat).asking
        seat.line.restore()
        assert complete(seat)
        assert at_desk(seat).equal


def test_each_desk_is_told_of_its_own_day_only(tmp_path: Path, clock: Clock, template: Path) -> None:
    with town(tmp_path, clock, template) as there:
        first, second = there.seats
        a_days_work(first, clock)
        dossier = receive(second.desk)
        for seat in (first, second, first):
            assert seat.exchange()
        processing.hand_over(first.desk, MAI, dossier.id, "Tư pháp")  # another desk's dossier is of this day too
        for seat in there.seats:
            day_close.close(seat.desk, MAI, TODAY)
            assert seat.exchange()
            assert complete(seat)
            assert at_desk(seat).equal
        assert at_desk(second).own.totals.events == 1
        assert at_desk(first).own.totals.counts == {"handed_over": 4, "received": 3}


def test_the_worker_fetches_the_other_half_by_itself_when_the_line_is_back(
    tmp_path: Path, clock: Clock, template: Path
) -> None:
    with town(tmp_path, clock, template) as there:
        seat = there.seats[0]
        seat.line.cut()
        a_days_work(seat, clock)
        day_close.close(seat.desk, MAI, TODAY)
        statuses: Queue[LineStatus] = Queue()
        changes: list[Changes] = []
        worker = SyncWorker(seat.desk, replace(seat.way, url=seat.line.url), statuses.put, changes.append, 3600, 3600)
        worker.start()
        try:
            until(statuses, LineState.OFFLINE)
            seat.line.restore()
            worker.send_now()
            until(statuses, LineState.ONLINE)
        finally:
            assert worker.stop()
        assert at_desk(seat).equal
        assert changes[-1] == Changes()  # no dossier changed, the screens read again all the same


def until(statuses: Queue[LineStatus], state: LineState) -> None:
    while statuses.get(timeout=20).state is not state:
        pass
