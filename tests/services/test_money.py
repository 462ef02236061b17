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
from onecua_desk.domain.money_sheet import refused_words
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
    record(desk, HUNG, first.id, lambda *_: FeeVoided(first.payments[0], "ghi nhầm", first.received_at))
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


def refuse(desk: Desk, seq: int, status: str = "refused") -> None:
    with desk.store.write() as connection:
        connection.execute(text(f"UPDATE event SET status = '{status}' WHERE seq = {seq}"))


def test_refused_events_do_not_count(desk: Desk) -> None:
    take_in(desk, receipt="0001")
    take_in(desk, receipt="0002")
    refuse(desk, 2)
    assert day_money(desk, DAY).left() == 2_000
    assert receipt_numbers.next_receipt(desk, "mai") == "0002"
    assert receipt_numbers.used_before(desk, "0002") == ""


def test_money_that_the_level_above_refused_stands_apart_until_it_is_settled(desk: Desk) -> None:
    take_in(desk, copies=3)
    take_in(desk)
    take_in(desk, HUNG, way=PayWay.TRANSFER)
    for seq in (2, 3):
        refuse(desk, seq)
    found = day_money(desk, DAY)
    assert (found.left(), found.till(MAI).left()) == (6_000, 6_000)
    assert [refused_words(till) for till in found.tills] == [
        "Cấp trên chưa nhận: 1 khoản, tổng 2.000 đ (tiền vẫn ở quầy)",
        "Cấp trên chưa nhận: 1 khoản, tổng 2.000 đ, tiền mặt 0 đ",
    ]
    assert refused_words(found.together(MAI)).endswith("2 khoản, tổng 4.000 đ, tiền mặt 2.000 đ (tiền vẫn ở quầy)")
    refuse(desk, 2, "settled")
    assert refused_words(day_money(desk, DAY).till(MAI)) == ""


def test_a_refused_payment_that_was_given_back_is_no_money_at_the_desk(desk: Desk) -> None:
    first = take_in(desk)
    record(desk, MAI, first.id, lambda *_: FeeVoided(first.payments[0], "ghi nhầm", first.received_at))
    for seq in (1, 2):
        refuse(desk, seq)
    (till,) = day_money(desk, DAY).tills
    assert (till.left(), refused_words(till)) == (0, "Cấp trên chưa nhận: 2 khoản, gồm 1 khoản hủy, tổng 0 đ")


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
            fact: Any = FeePaid(Payment(number * 1000, way))
            if verb == "void":
                fact = FeeVoided(dossier.payments[0], "nhầm", dossier.takings[0].at)
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


def test_a_book_stays_at_its_desk(desk: Desk) -> None:
    take_in(desk, MAI, "AB/26 0001234")
    with desk.store.write() as connection:
        connection.execute(text("UPDATE event SET device = 7"))
    assert receipt_numbers.next_receipt(desk, "mai") == ""


def test_a_receipt_that_was_given_before_is_said_with_its_dossier(desk: Desk) -> None:
    dossier = take_in(desk, MAI, "0007")
    assert receipt_numbers.used_before(desk, " 0007 ") == (
        f"Số này đã dùng ngày 23/11/2026 cho hồ sơ {dossier.code} (Lê Thị Mai)."
    )
    assert receipt_numbers.used_before(desk, "0008") == ""
    assert receipt_numbers.used_before(desk, "") == ""
    record(desk, MAI, dossier.id, lambda *_: FeeVoided(dossier.payments[0], "ghi nhầm", dossier.received_at))
    assert receipt_numbers.used_before(desk, "0007") != ""


@pytest.mark.parametrize(
    ("look_up", "index"),
    [
        (lambda connection: money.movements(connection, DAY), "event_money"),
        (lambda connection: money.last_receipt(connection, 0, "mai", DAY), "event_book"),
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
