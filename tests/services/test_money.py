"""The money of a day from the log, and the receipts that were given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, event, text

from onecua_desk.domain.events import FeePaid, FeeVoided
from onecua_desk.domain.parts import Official
from onecua_desk.domain.payment import Payment, PayMoment, PayWay
from onecua_desk.services import intake, receipt_numbers
from onecua_desk.services.desk import Desk, record
from onecua_desk.services.money import day_money
from onecua_desk.store import money
from tests.clock import Clock
from tests.desk_fixture import COPY, MAI, MONDAY, draft

HUNG = Official("hung", "Phạm Quốc Hùng")
DAY = MONDAY.date()


def take_in(desk: Desk, official: Official = MAI, receipt: str = "", way: PayWay = PayWay.CASH, copies: int = 1) -> Any:
    paid = replace(draft(desk, COPY), copies=copies, pay=PayMoment.NOW, pay_way=way, receipt=receipt)
    return intake.receive(desk, paid, official).value


def test_what_is_taken_at_intake_later_and_given_back_is_summed_by_official(desk: Desk) -> None:
    first = take_in(desk, MAI, "0001", copies=3)
    take_in(desk, MAI, "0002", PayWay.TRANSFER)
    take_in(desk, HUNG, "0100", copies=2)
    record(desk, HUNG, first.id, lambda *_: FeePaid(Payment(9_000, PayWay.ONLINE)))
    record(desk, HUNG, first.id, lambda *_: FeeVoided(first.payments[0], "ghi nhầm"))
    found = day_money(desk, DAY)
    mai, hung = found.till(MAI), found.till(HUNG)
    assert (mai.left(), mai.left(PayWay.CASH), mai.count, mai.receipts) == (8_000, 6_000, 2, ("0001–0002",))
    assert (hung.taken(), hung.voided(), hung.left(PayWay.CASH)) == (13_000, 6_000, -2_000)
    assert found.left() == 15_000
    assert {share.procedure for share in found.shares()} == {COPY}


def test_only_the_events_of_the_day_count(desk: Desk, clock: Clock) -> None:
    take_in(desk)
    clock.turn(days=1)
    later = take_in(desk, copies=5)
    assert day_money(desk, DAY).left() == 2_000
    assert day_money(desk, later.received_at.date()).left() == 10_000
    assert day_money(desk, DAY + timedelta(days=2)).tills == ()


def test_refused_events_do_not_count(desk: Desk) -> None:
    take_in(desk, receipt="0001")
    take_in(desk, receipt="0002")
    with desk.store.write() as connection:
        connection.execute(text("UPDATE event SET status = 'refused' WHERE seq = 2"))
    assert day_money(desk, DAY).left() == 2_000
    assert receipt_numbers.next_receipt(desk, "mai") == "0002"
    assert receipt_numbers.used_before(desk, "0002") == ""


acts = st.lists(
    st.tuples(
        st.sampled_from(["take", "pay", "void"]),
        st.sampled_from([MAI, HUNG]),
        st.sampled_from(PayWay),
        st.integers(1, 50),
        st.integers(0, 2),
    ),
    max_size=12,
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts)
def test_the_days_of_any_log_add_up_to_what_the_dossiers_hold(desk: Desk, clock: Clock, done: list[Any]) -> None:
    clock.turn(days=1)  # the examples share one log
    first = clock.at.date()
    dossiers: dict[Any, Any] = {}
    for verb, official, way, number, days in done:
        clock.turn(days=days)
        if verb == "take" or not dossiers:
            dossier = take_in(desk, official, way=way, copies=number)
        else:
            dossier = list(dossiers.values())[number % len(dossiers)]
            if verb == "void" and not dossier.payments:
                continue
            fact = FeePaid(Payment(number * 1000, way)) if verb == "pay" else FeeVoided(dossier.payments[0], "nhầm")
            dossier = record(desk, official, dossier.id, lambda *_, fact=fact: fact).value
        dossiers[dossier.id] = dossier
    days_of_log = [first + timedelta(days=day) for day in range((clock.at.date() - first).days + 1)]
    assert sum(day_money(desk, day).left() for day in days_of_log) == sum(one.paid for one in dossiers.values())


def test_the_next_receipt_goes_on_from_the_officials_own_last_one(desk: Desk) -> None:
    assert receipt_numbers.next_receipt(desk, "mai") == ""
    take_in(desk, MAI, "AB/26 0001234")
    take_in(desk, HUNG, "AB/26 0000500")
    take_in(desk, MAI, "")
    assert receipt_numbers.next_receipt(desk, "mai") == "AB/26 0001235"
    assert receipt_numbers.next_receipt(desk, "hung") == "AB/26 0000501"


def test_a_receipt_that_was_given_before_is_said_with_its_dossier(desk: Desk) -> None:
    dossier = take_in(desk, MAI, "0007")
    assert receipt_numbers.used_before(desk, " 0007 ") == (
        f"Số này đã dùng ngày 23/11/2026 cho hồ sơ {dossier.code} (Lê Thị Mai)."
    )
    assert receipt_numbers.used_before(desk, "0008") == ""
    assert receipt_numbers.used_before(desk, "") == ""
    record(desk, MAI, dossier.id, lambda *_: FeeVoided(dossier.payments[0], "ghi nhầm"))
    assert receipt_numbers.used_before(desk, "0007") != ""


@pytest.mark.parametrize(
    ("look_up", "index"),
    [
        (lambda connection: money.movements(connection, DAY), "event_money"),
        (lambda connection: money.receipt_given(connection, "0001"), "event_receipt"),
    ],
)
def test_a_look_up_uses_its_index(desk: Desk, look_up: Callable[[Connection], object], index: str) -> None:
    asked: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        asked.append((statement, parameters))

    with desk.store.read() as connection:
        event.listen(connection, "before_cursor_execute", note)
        look_up(connection)
        event.remove(connection, "before_cursor_execute", note)
        statement, parameters = asked[0]
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        assert index in "\n".join(str(row) for row in plan)
