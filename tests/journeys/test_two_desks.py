"""Two desks of one commune: each can hand the other's dossiers back; what clashes is shown, not merged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import requests

from onecua_desk.domain.parts import Collector
from onecua_desk.services import handback, lookup, processing, replica
from tests.clock import Clock
from tests.desk_fixture import MAI, receive
from tests.journeys.town import Town, town

TODAY = date(2026, 11, 23)


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


def test_handed_back_at_both_desks_without_a_line_is_refused_once_and_shown(
    tmp_path: Path, clock: Clock, template: Path
) -> None:
    with town(tmp_path, clock, template) as there:
        first, second = there.seats
        dossier = receive(first.desk)
        assert first.exchange()
        ask(there, "result", dossier.code, {"number": "7/2026", "day": TODAY.isoformat()})
        assert first.exchange()
        assert second.exchange()
        for seat, name in ((first, "Đặng Thị Ngọc Bích"), (second, "Nguyễn Văn Tám")):
            collector = Collector(name, "034188001234", "" if seat is first else "Giấy ủy quyền")
            handback.hand_back(seat.desk, MAI, dossier.id, collector)
        assert second.exchange()
        assert first.exchange()
        assert second.exchange()
        (refusal,) = replica.refusals(first.desk)
        assert refusal.code == dossier.code
        assert "Đã trả kết quả" in refusal.sentence
        lines = lookup.story(first.desk, dossier.id).lines
        returned = [line for line in lines if line.title == "Đã trả kết quả"]
        assert sorted(line.refused for line in returned) == [False, True]
        assert lookup.counts(first.desk)[lookup.Chip.TROUBLE] == 1
        processing.settle(first.desk, refusal.id)
        assert lookup.counts(first.desk)[lookup.Chip.TROUBLE] == 0
        assert not replica.refusals(first.desk)
        assert replica.refusals(second.desk) == []


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
