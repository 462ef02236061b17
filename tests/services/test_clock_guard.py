"""A wrong clock prints wrong dates: it is said before anything is printed."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec
import pytest

from onecua_desk.errors import UserError
from onecua_desk.services import intake, replica, slips
from onecua_desk.services.desk import Desk
from onecua_desk.services.intake import Draft
from onecua_desk.wire.messages import PROTOCOL, Answer
from tests.clock import Clock
from tests.desk_fixture import MAI, MONDAY, draft, receive


def said(desk: Desk) -> str:
    return " ".join(intake.quote(desk, Draft()).warnings)


def test_a_clock_that_was_set_back_is_said(desk: Desk, clock: Clock) -> None:
    receive(desk)
    assert not said(desk)
    clock.at = MONDAY - timedelta(days=1)
    assert "trước việc đã ghi lúc 09:41 23/11/2026" in said(desk)


@pytest.mark.parametrize(
    ("off", "words"), [(11, "chậm hơn máy chủ 11 phút"), (-75, "nhanh hơn máy chủ 75 phút"), (9, "")]
)
def test_a_clock_that_differs_from_the_servers_is_said(desk: Desk, clock: Clock, off: int, words: str) -> None:
    request = replica.prepare(desk)
    answer = Answer(PROTOCOL, "1", clock.at + timedelta(minutes=off), [], [], request.cursor, False)
    replica.apply(desk, request, answer)
    assert words in said(desk)
    assert bool(words) == bool(said(desk))


def test_in_1970_the_clock_is_blamed_and_not_the_procedure(desk: Desk, clock: Clock) -> None:
    clock.at = datetime(1970, 1, 1, 8)
    with pytest.raises(UserError, match="kiểm tra đồng hồ"):
        intake.receive(desk, draft(desk), MAI)


def test_a_slip_of_a_rule_set_that_is_not_known_here_asks_for_an_update(desk: Desk) -> None:
    dossier = receive(desk)
    with desk.store.write() as connection:
        connection.exec_driver_sql("DROP TRIGGER event_never_changed")
        (body,) = connection.exec_driver_sql("SELECT body FROM event").one()
        changed = msgspec.json.decode(body) | {"ruleset": "2999"}
        connection.exec_driver_sql("UPDATE event SET body = ?", (msgspec.json.encode(changed).decode(),))
    with pytest.raises(UserError, match="cập nhật chương trình"):
        slips.slip(desk, dossier.id)
