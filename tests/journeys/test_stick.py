"""A commune without any line: everything goes to and fro on a stick, and comes out as it would over the line."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest

from onecua_desk.district import officials
from onecua_desk.district.access import enrol, revoke
from onecua_desk.district.files import uploads
from onecua_desk.district.files.shelf import Shelf
from onecua_desk.domain.parts import Official
from onecua_desk.errors import UserError
from onecua_desk.services import day_close, day_look, file_lane, identity, lookup, processing, upkeep
from onecua_desk.services import stick as memory
from onecua_desk.services.desk import Desk
from onecua_desk.sync import stick
from tests.carried import NOBODY, Carried, carried, scan
from tests.clock import Clock
from tests.desk_fixture import MAI, UNIT, make_desk, receive

BINH = Official("binh", "Trần Văn Bình")


@pytest.fixture
def by_stick(tmp_path: Path, clock: Clock, template: Path) -> Iterator[Carried]:
    with carried(tmp_path, clock, template) as made:
        yield made


def test_a_day_goes_up_on_a_stick_and_the_verdicts_come_back(by_stick: Carried) -> None:
    desk = by_stick.desks[1]
    dossier = receive(desk)
    processing.hand_over(desk, MAI, dossier.id, "Tư pháp")
    written = by_stick.out()
    assert (written.events, written.files, written.path.suffix) == (2, 0, ".ocp")
    assert written.path.name.startswith("onecua-H02_15_23-1-261123-0941")
    assert by_stick.statuses() == ["waiting"] * 2
    answer = by_stick.up(written.path).answer
    found = by_stick.back(answer)
    assert (found.number, found.before, found.again) == (1, False, False)
    assert by_stick.statuses() == ["accepted"] * 2
    assert dossier.id in by_stick.announced[0].dossiers
    assert upkeep.check(desk) == []


def test_what_others_wrote_comes_down_on_the_stick(by_stick: Carried) -> None:
    dossier = receive(by_stick.desks[1])
    by_stick.round(1)
    officials.record_result(by_stick.district, dossier.code, "15/TL", date(2026, 11, 23), 1, "", BINH)
    assert by_stick.round(1).events == 1
    assert by_stick.round(2).events == 2
    assert by_stick.codes(2) == by_stick.codes(1) == {dossier.code}
    assert [row.state.value for row in lookup.page(by_stick.desks[2], lookup.Chip.ALL, "")] == [
        row.state.value for row in lookup.page(by_stick.desks[1], lookup.Chip.ALL, "")
    ]


def test_a_package_that_is_imported_twice_changes_nothing_and_is_answered_the_same(by_stick: Carried) -> None:
    receive(by_stick.desks[1])
    written = by_stick.out()
    first = by_stick.up(written.path)
    by_stick.back(first.answer)
    second = by_stick.up(written.path)
    found = by_stick.back(second.answer)
    assert (found.before, found.events, found.again) == (True, 0, False)
    assert "đã đọc trước đó" in found.words()
    assert by_stick.statuses() == ["accepted"]


def test_a_second_package_before_the_answer_has_all_that_waits_and_either_answer_will_do(by_stick: Carried) -> None:
    desk = by_stick.desks[1]
    receive(desk)
    first = by_stick.out()
    receive(desk)
    second = by_stick.out()
    assert (first.events, second.events) == (1, 2)
    assert first.path != second.path
    late, early = by_stick.up(second.path), by_stick.up(first.path)
    by_stick.back(late.answer)
    assert by_stick.statuses() == ["accepted"] * 2
    by_stick.back(early.answer)
    assert by_stick.statuses() == ["accepted"] * 2
    assert upkeep.check(desk) == []


def test_the_answers_may_come_one_after_the_other(by_stick: Carried) -> None:
    desk = by_stick.desks[1]
    receive(by_stick.desks[2])
    by_stick.round(2)
    receive(desk)
    first = by_stick.out()
    receive(desk)
    second = by_stick.out()
    early, late = by_stick.up(first.path), by_stick.up(second.path)
    by_stick.back(early.answer)
    assert by_stick.statuses() == ["accepted", "waiting"]
    by_stick.back(late.answer)
    assert by_stick.statuses() == ["accepted"] * 2
    assert len(by_stick.codes()) == 3


def test_scans_travel_along_smallest_first_and_are_told_as_received(by_stick: Carried) -> None:
    desk = by_stick.desks[1]
    dossier = receive(desk)
    names = [scan(desk, dossier, os.urandom(size)) for size in (70_000, 300)]
    written = by_stick.out()
    assert (written.files, written.files_left) == (2, 0)
    taken = by_stick.up(written.path)
    assert (taken.files, taken.not_kept) == (2, ())
    assert all(Shelf(by_stick.district.files).is_whole(UNIT.code, name) for name in names)
    assert file_lane.standing(desk).files == 2
    assert by_stick.back(taken.answer).files == 2
    assert file_lane.standing(desk).files == 0
    assert by_stick.out().files == 0


def test_a_closed_day_gets_the_other_half_by_the_stick(by_stick: Carried) -> None:
    desk = by_stick.desks[1]
    scan(desk, receive(desk), b"%PDF a page")
    today = desk.now().date()
    day_close.close(desk, MAI, today)
    assert memory.days_wanted(desk) == (today,)
    assert not day_look.look(desk, today).equal
    by_stick.round()
    assert day_look.look(desk, today).equal
    assert memory.days_wanted(desk) == ()


def test_all_days_that_a_stick_brings_are_taken_over_and_one_that_was_closed_since_goes_with_the_next(
    by_stick: Carried, clock: Clock
) -> None:
    desk = by_stick.desks[1]
    for _ in range(7):
        receive(desk)
        day_close.close(desk, MAI, clock().date())
        clock.turn(days=1)
    late = clock().date()
    receive(desk)
    written = by_stick.out()
    clock.turn(days=1)
    day_close.close(desk, MAI, late)
    by_stick.back(by_stick.up(written.path).answer)
    assert memory.days_wanted(desk) == (late,)
    by_stick.round()
    assert memory.days_wanted(desk) == ()


def test_scans_can_be_left_at_home(by_stick: Carried) -> None:
    desk = by_stick.desks[1]
    scan(desk, receive(desk), bytes(9000))
    assert by_stick.out(files=False).files == 0
    assert by_stick.out(files=True).files == 1


def test_scans_that_find_no_room_go_with_the_next_package(by_stick: Carried, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = by_stick.desks[1]
    dossier = receive(desk)
    for size in (500, 9000):
        scan(desk, dossier, os.urandom(size))
    monkeypatch.setattr(stick, "MOST_OF_FILES", 5000)
    written = by_stick.out()
    assert (written.files, written.files_left) == (1, 1)
    assert "1 bản quét chưa đi cùng" in written.words()
    by_stick.back(by_stick.up(written.path).answer)
    monkeypatch.undo()
    assert by_stick.out().files == 1


def test_a_scan_that_the_server_does_not_keep_stays_and_its_dossier_goes_on(
    by_stick: Carried, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = by_stick.desks[1]
    scan(desk, receive(desk), bytes(9000))
    monkeypatch.setattr(uploads, "UNIT_LARGEST", 100)
    taken = by_stick.up(by_stick.out().path)
    assert (taken.files, len(taken.not_kept)) == (0, 1)
    assert by_stick.back(taken.answer).files == 0
    assert by_stick.statuses() == ["accepted"] * 2
    assert file_lane.standing(desk).files == 1


def test_a_new_machine_gets_its_own_events_again(
    by_stick: Carried, clock: Clock, template: Path, tmp_path: Path
) -> None:
    receive(by_stick.desks[1])
    by_stick.round()
    by_stick.desks[1].store.close()
    by_stick.desks[1] = make_desk(tmp_path / "new", clock, template, 1)
    identity.enrol(by_stick.desks[1].store, enrol(by_stick.district, asdict(UNIT), 1, NOBODY, again=True))
    by_stick.round()
    assert by_stick.statuses() == ["accepted"]
    receive(by_stick.desks[1])
    by_stick.round()
    assert by_stick.statuses() == ["accepted"] * 2


def test_an_answer_for_another_desk_is_refused(by_stick: Carried) -> None:
    receive(by_stick.desks[1])
    answer = by_stick.up(by_stick.out(1).path).answer
    with pytest.raises(UserError, match=r"của quầy 1, đơn vị H02\.15\.23; máy này là quầy 2"):
        by_stick.back(answer, desk=2)


def test_a_package_is_no_answer_and_another_file_is_neither(by_stick: Carried, tmp_path: Path) -> None:
    package = by_stick.out().path
    with pytest.raises(UserError, match=r"hãy chọn gói trả lời của cấp trên \(\.oca\)"):
        by_stick.back(package)
    other = tmp_path / "anh.oca"
    other.write_bytes(b"\x89PNG")
    with pytest.raises(UserError, match="không phải là gói của quầy một cửa"):
        by_stick.back(other)
    with pytest.raises(UserError, match="không còn ở đó nữa"):
        by_stick.back(tmp_path / "mat.oca")
    with pytest.raises(UserError, match="là thư mục"):
        by_stick.back(tmp_path)


@pytest.mark.parametrize("end", [40, 300, -1])
def test_an_answer_that_was_cut_changes_nothing(by_stick: Carried, end: int) -> None:
    receive(by_stick.desks[1])
    answer = by_stick.up(by_stick.out().path).answer
    answer.write_bytes(answer.read_bytes()[:end])
    with pytest.raises(UserError, match=r"bị cắt hoặc bị sửa|không phải là gói"):
        by_stick.back(answer)
    assert by_stick.statuses() == ["waiting"]


def test_an_answer_to_a_package_that_the_desk_has_forgotten_is_refused(by_stick: Carried) -> None:
    receive(by_stick.desks[1])
    written = by_stick.out()
    answer = by_stick.up(written.path).answer
    for _ in range(16):
        by_stick.out(files=False)
    with pytest.raises(UserError, match="không còn nhớ gói"):
        by_stick.back(answer)


def test_a_new_enrolment_code_ends_the_packages_of_the_old_one(by_stick: Carried) -> None:
    desk = by_stick.desks[1]
    receive(desk)
    old = by_stick.out()
    answer = by_stick.up(old.path).answer
    code = enrol(by_stick.district, asdict(UNIT), 1, NOBODY, again=True)
    with pytest.raises(UserError, match="cấp mã ghi danh khác"):
        by_stick.up(old.path)
    identity.enrol(desk.store, code)
    with pytest.raises(UserError, match="mã ghi danh đã thay"):
        by_stick.back(answer)
    by_stick.round()
    assert by_stick.statuses() == ["accepted"]


def test_a_revoked_device_is_told_so(by_stick: Carried) -> None:
    written = by_stick.out()
    revoke(by_stick.district, 2)
    with pytest.raises(UserError, match="đã bị thu hồi lúc 09:41 23/11/2026"):
        by_stick.up(written.path)


def test_a_desk_that_works_alone_has_no_packages(desk: Desk, tmp_path: Path) -> None:
    assert not memory.state(desk).enrolled
    with pytest.raises(UserError, match="chưa ghi danh"):
        stick.write(desk, tmp_path)


def test_the_desk_says_what_became_of_its_newest_package(by_stick: Carried, clock: Clock) -> None:
    desk = by_stick.desks[1]
    assert memory.state(desk) == memory.StickState(enrolled=True, possible=True, newest=None)
    written = by_stick.out()
    newest = memory.state(desk).newest
    assert newest is not None
    assert (newest.number, newest.back) == (1, None)
    clock.turn(hours=5)
    by_stick.back(by_stick.up(written.path).answer)
    newest = memory.state(desk).newest
    assert newest is not None
    assert newest.back == clock.at
