"""Two desks of one commune: each can hand the other's dossiers back; what clashes is shown, not merged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import requests

from onecua_desk.district.officials import look_up
from onecua_desk.domain.events import EventId
from onecua_desk.domain.parts import Collector, Official
from onecua_desk.domain.payment import Payment, PayWay
from onecua_desk.domain.twice import overpaid
from onecua_desk.services import handback, lookup, money, payments, processing, replica
from tests.clock import Clock
from tests.desk_fixture import COPY, MAI, receive
from tests.journeys.town import Town, town

TODAY = date(2026, 11, 23)
LAN = Official("lan", "Phạm Thị Lan")


def ask(there: Town, verb: str, code: str, body: dict[str, object]) -> int:
    headers = {"Authorization": f"Bearer {there.district.operator_token}"}
    return requests.post(
        f"{there.district.url}/v1/dossiers/{code}/{verb}", json=body, headers=headers, timeout=10
    ).status_code


def test_received_at_one_desk_and_handed_back_at_the_other(tmp_path: Path, clock: Clock, template: Path) -> None:
    with town(tmp_path, clock, template) as there:
        first, second = there.seats
        dossier = receive(first.desk)
        assert first.exchange()
        assert ask(there, "result", dossier.code, {"number": "412/2026", "day": TODAY.isoformat()}) == 200
        assert second.exchange()
        (found,) = lookup.find(second.desk, dossier.code[-4:])
        ready = lookup.story(second.desk, found.id).dossier
        assert ready.result
        assert ready.result.number == "412/2026"
        handback.hand_back(second.desk, MAI, found.id, handback.applicant_collects(ready, True))
        assert second.exchange()
        assert first.exchange()
        assert first.states() == second.states() == {dossier.code: "returned"}


def test_two_desks_never_give_the_same_code(tmp_path: Path, clock: Clock, template: Path) -> None:
    with town(tmp_path, clock, template) as there:
        codes = [receive(seat.desk).code for _ in range(20) for seat in there.seats]
        assert len(set(codes)) == 40


def hand_back_at_both(there: Town) -> EventId:
    """Desk 2's line is up first, so its hand-back counts; desk 1's is refused."""
    first, second = there.seats
    dossier = receive(first.desk)
    assert first.exchange()
    ask(there, "result", dossier.code, {"number": "7/2026", "day": TODAY.isoformat()})
    assert first.exchange()
    assert second.exchange()
    for seat in there.seats:
        seat.line.cut()
    handback.hand_back(first.desk, MAI, dossier.id, handback.applicant_collects(dossier, True))
    tam = Collector("Nguyễn Văn Tám", "034188001234", "Giấy ủy quyền số 12")
    handback.hand_back(second.desk, LAN, dossier.id, tam)
    for seat in (second, first):
        seat.line.restore()
        assert seat.exchange()
    assert second.exchange()
    return dossier.id


def test_handed_back_at_both_desks_without_a_line_is_refused_once_and_says_who_was_first(
    tmp_path: Path, clock: Clock, template: Path
) -> None:
    with town(tmp_path, clock, template) as there:
        first, second = there.seats
        id = hand_back_at_both(there)
        (refusal,) = replica.refusals(first.desk)
        assert refusal.sentence == (
            f"Kết quả của hồ sơ {refusal.code} đã được Phạm Thị Lan (quầy 2) trả lúc 09:41 23/11/2026: Người được "
            "ủy quyền: Nguyễn Văn Tám (Giấy ủy quyền số 12). Hãy hỏi lại người nhận và quầy đó."
        )
        returned = [line for line in lookup.story(first.desk, id).lines if line.title == "Đã trả kết quả"]
        assert [(line.who, line.refused) for line in returned] == [(MAI.name, True), (LAN.name, False)]
        assert lookup.counts(first.desk)[lookup.Chip.TROUBLE] == 1
        processing.settle(first.desk, refusal.id)
        assert lookup.counts(first.desk)[lookup.Chip.TROUBLE] == 0
        assert not replica.refusals(first.desk)
        assert replica.refusals(second.desk) == []


def test_both_desks_and_the_level_above_agree_on_which_hand_back_counts(
    tmp_path: Path, clock: Clock, template: Path
) -> None:
    with town(tmp_path, clock, template) as there:
        first, second = there.seats
        id = hand_back_at_both(there)
        ours, theirs = (lookup.story(seat.desk, id).dossier for seat in there.seats)
        assert ours == theirs
        assert ours.returned
        assert ours.returned.collector.name == "Nguyễn Văn Tám"
        assert look_up(there.district.district, ours.code)[0] == ours
        assert first.sound()
        assert second.sound()
        assert first.story() == second.story()


def test_the_desk_whose_hand_back_counts_hears_of_the_other_one(tmp_path: Path, clock: Clock, template: Path) -> None:
    with town(tmp_path, clock, template) as there:
        first, second = there.seats
        id = hand_back_at_both(there)
        told = [line.detail for line in lookup.story(second.desk, id).lines if line.title == "Ghi trùng ở quầy khác"]
        assert told == [
            "Lê Thị Mai (quầy 1) cũng ghi «Đã trả kết quả» lúc 09:41 23/11/2026: Người nộp: Đặng Thị Ngọc Bích, "
            "thẻ khớp; cấp trên không nhận"
        ]
        assert second.exchange()
        assert first.exchange()
        assert first.story() == second.story()
        assert first.sound()
        assert second.sound()


def test_a_hand_back_that_was_refused_is_undone_without_undoing_the_other_desks(
    tmp_path: Path, clock: Clock, template: Path
) -> None:
    with town(tmp_path, clock, template) as there:
        first, second = there.seats
        dossier = receive(first.desk, COPY)
        processing.record_result(first.desk, MAI, dossier.id, "7/2026", TODAY)
        assert first.exchange()
        assert second.exchange()
        second.line.cut()
        collector, fee = handback.applicant_collects(dossier, True), Payment(dossier.owed)
        mistaken = handback.hand_back(second.desk, LAN, dossier.id, collector, fee).value
        clock.turn(minutes=2)
        handback.undo(second.desk, LAN, dossier.id, "nhầm hồ sơ", "Phạm Văn Tư", mistaken.takings[0])
        real = handback.hand_back(first.desk, MAI, dossier.id, collector, fee).value
        assert first.exchange()
        second.line.restore()
        assert second.exchange()
        assert first.exchange()
        refused = ["Đã trả kết quả", "Hủy ghi trả kết quả", "Hủy khoản thu"]
        assert [refusal.title for refusal in replica.refusals(second.desk)] == refused
        assert replica.refusals(first.desk) == []
        ours, theirs = (lookup.story(seat.desk, dossier.id).dossier for seat in there.seats)
        assert ours == theirs == look_up(there.district.district, dossier.code)[0] == real
        assert [money.day_money(seat.desk, TODAY).left() for seat in there.seats] == [fee.amount, fee.amount]
        assert first.story() == second.story()
        assert first.sound()
        assert second.sound()


def test_a_fee_taken_at_both_desks_without_a_line_is_trouble_at_both_until_one_is_voided(
    tmp_path: Path, clock: Clock, template: Path
) -> None:
    with town(tmp_path, clock, template) as there:
        first, second = there.seats
        dossier = receive(first.desk, COPY)
        assert first.exchange()
        assert second.exchange()
        for seat, receipt in zip(there.seats, ("0001873", "0002041"), strict=True):
            payments.pay(seat.desk, MAI, dossier.id, Payment(2_000, PayWay.CASH, receipt))
        for seat in (first, second, first):
            assert seat.exchange()
        assert [lookup.counts(seat.desk)[lookup.Chip.TROUBLE] for seat in there.seats] == [1, 1]
        ours, theirs = (lookup.story(seat.desk, dossier.id).dossier for seat in there.seats)
        assert ours == theirs
        assert overpaid(ours) == 2_000
        assert [payment.receipt for payment in ours.payments] == ["0001873", "0002041"]
        payments.void(second.desk, MAI, dossier.id, ours.takings[1], "thu trùng, đã trả lại tiền")
        assert second.exchange()
        assert first.exchange()
        assert [lookup.counts(seat.desk)[lookup.Chip.TROUBLE] for seat in there.seats] == [0, 0]
        assert first.sound()
        assert second.sound()


def test_a_refused_event_does_not_stop_the_others(tmp_path: Path, clock: Clock, template: Path) -> None:
    with town(tmp_path, clock, template) as there:
        first, second = there.seats
        dossiers = [receive(first.desk) for _ in range(6)]
        assert first.exchange()
        ask(there, "refusal", dossiers[2].code, {"reason": "sai thẩm quyền"})
        for dossier in dossiers:
            processing.hand_over(first.desk, MAI, dossier.id, "Tư pháp")
        assert first.exchange()
        assert second.exchange()
        states = second.states()
        assert states.pop(dossiers[2].code) == "refused"
        assert set(states.values()) == {"processing"}
        assert [refusal.code for refusal in replica.refusals(first.desk)] == [dossiers[2].code]


def test_a_day_without_a_line_is_complete_after_one_run(tmp_path: Path, clock: Clock, template: Path) -> None:
    with town(tmp_path, clock, template) as there:
        first, second = there.seats
        first.line.cut()
        for _ in range(130):
            dossier = receive(first.desk)
            processing.hand_over(first.desk, MAI, dossier.id, "Tư pháp")
            clock.turn(minutes=2)
        assert not first.exchange()
        outbox = replica.standing(first.desk).outbox
        assert (outbox.events, outbox.dossiers) == (260, 130)
        first.line.restore()
        assert first.exchange()
        assert second.exchange()
        assert first.story() == second.story()
        assert replica.standing(first.desk).outbox == replace(outbox, events=0, dossiers=0, oldest=None)
