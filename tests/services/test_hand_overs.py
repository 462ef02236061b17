"""The list of what one desk handed to one receiver on one day: each dossier once, nothing that does not count."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from onecua_desk.domain.events import Event, EventId, HandedOver
from onecua_desk.errors import UserError
from onecua_desk.services import dossier_papers, hand_overs, processing
from onecua_desk.services.desk import Desk
from onecua_desk.services.hand_overs import Receiver
from onecua_desk.store import dossiers, log
from tests.clock import Clock
from tests.desk_fixture import BICH, BIRTH, MAI, receive
from tests.paper.samples import page_texts, squeezed
from tests.services.by_hand import Ledger

TODAY = date(2026, 11, 23)


def handed(desk: Desk, to: str, name: str = BICH.name, note: str = "") -> EventId:
    id = receive(desk, BIRTH, replace(BICH, name=name)).id
    processing.hand_over(desk, MAI, id, to, note)
    return id


def words(desk: Desk, receiver: str, day: date = TODAY) -> str:
    paper = hand_overs.day_list(desk, MAI, day=day, receiver=receiver)
    return squeezed(" ".join(page_texts(paper.pdf)))


def lists(desk: Desk, id: EventId) -> list[str]:
    return [paper.about for paper in dossier_papers.papers_of(desk, id) if "bàn giao" in paper.called]


def test_each_receiver_has_a_list_however_the_name_was_typed(desk: Desk) -> None:
    handed(desk, "Tư pháp - Hộ tịch", "Lò Thị Vân")
    handed(desk, "Địa chính", "Giàng A Sử")
    handed(desk, "tư pháp - hộ tịch", "Quàng Văn Đôi", "thiếu một bản sao")
    assert hand_overs.count(desk, TODAY) == 3
    assert hand_overs.receivers(desk, TODAY) == (Receiver("Tư pháp - Hộ tịch", 2), Receiver("Địa chính", 1))
    said = words(desk, "TƯ PHÁP - HỘ TỊCH")
    assert all(squeezed(one) in said for one in ("Lò Thị Vân", "Quàng Văn Đôi", "thiếu một bản sao", BICH.phone))
    assert squeezed("Giàng A Sử") not in said


def test_two_people_whose_names_differ_by_a_mark_have_a_list_each(desk: Desk) -> None:
    handed(desk, "Nguyễn Văn Hùng", "Lò Thị Vân")
    handed(desk, "Nguyễn Văn Hưng", "Giàng A Sử")
    assert hand_overs.receivers(desk, TODAY) == (Receiver("Nguyễn Văn Hùng", 1), Receiver("Nguyễn Văn Hưng", 1))
    assert squeezed("Giàng A Sử") not in words(desk, "Nguyễn Văn Hùng")


def test_a_very_long_name_of_a_receiver_still_makes_a_name_of_a_file(desk: Desk) -> None:
    receiver = "Phòng Kinh tế, Hạ tầng và Đô thị " * 9
    handed(desk, receiver)
    paper = hand_overs.day_list(desk, MAI, day=TODAY, receiver=hand_overs.receivers(desk, TODAY)[0].name)
    assert len(paper.file_name.encode()) < 255


def test_a_dossier_that_was_handed_to_the_same_place_twice_stands_there_once(desk: Desk, clock: Clock) -> None:
    id = handed(desk, "Tư pháp")
    clock.turn(hours=1)
    processing.hand_over(desk, MAI, id, "Tư pháp", "lần hai")
    assert hand_overs.receivers(desk, TODAY) == (Receiver("Tư pháp", 1),)
    assert squeezed("lần hai") in words(desk, "Tư pháp")


def test_another_day_and_another_desk_have_their_own_lists(desk: Desk, clock: Clock) -> None:
    id = handed(desk, "Tư pháp")
    clock.turn(days=1)
    assert hand_overs.receivers(desk, clock.at.date()) == ()
    with pytest.raises(UserError, match="Ngày 24/11/2026 quầy này chưa bàn giao hồ sơ nào cho Tư pháp"):
        words(desk, "Tư pháp", clock.at.date())
    with desk.store.write() as connection:
        log.append(connection, Event(EventId(5, 1), id, clock.at, MAI, HandedOver("Tư pháp")))
        dossiers.project(connection, id)
    assert hand_overs.receivers(desk, clock.at.date()) == ()
    assert lists(desk, id) == ["ngày 23/11/2026, Tư pháp"]


def test_a_hand_over_that_the_server_refused_is_on_no_list(desk: Desk) -> None:
    handed(desk, "Tư pháp")
    last = handed(desk, "Địa chính")
    Ledger().exchange(desk, lambda event: "Hồ sơ đã rút." if event.seq == 4 else "accepted")
    assert hand_overs.receivers(desk, TODAY) == (Receiver("Tư pháp", 1),)
    assert lists(desk, last) == []


def test_the_lists_of_a_dossier_are_among_its_papers_the_newest_first(desk: Desk, clock: Clock) -> None:
    id = handed(desk, "Tư pháp")
    clock.turn(days=2)
    processing.hand_over(desk, MAI, id, "Địa chính")
    assert lists(desk, id) == ["ngày 25/11/2026, Địa chính", "ngày 23/11/2026, Tư pháp"]
    *_, first = (paper for paper in dossier_papers.papers_of(desk, id) if "bàn giao" in paper.called)
    assert (first.printed, first.make(desk, MAI).title) == (None, "Danh sách bàn giao 2026-11-23 Tư pháp")


def test_what_an_older_register_says_was_handed_over_is_on_no_list_of_this_desk(desk: Desk, clock: Clock) -> None:
    id, own = EventId(0, 900), receive(desk).received
    with desk.store.write() as connection:
        received = replace(own, code="H02.15.23-261123-0901", imported="12@sổ 2026")
        log.append(connection, Event(id, id, clock.at, MAI, received))
        log.append(connection, Event(EventId(0, 901), id, clock.at, MAI, HandedOver("Bộ phận chuyên môn")))
        dossiers.project(connection, id)
    assert (hand_overs.receivers(desk, TODAY), lists(desk, id)) == ((), [])
    clock.turn(hours=1)
    processing.hand_over(desk, MAI, id, "Tư pháp")
    assert lists(desk, id) == ["ngày 23/11/2026, Tư pháp"]
