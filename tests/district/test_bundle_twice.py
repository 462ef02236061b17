"""The same package, or the same scan, on two ways at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from random import Random

from onecua_desk.district.bundle import take_in
from onecua_desk.district.files.wanted import check_files
from onecua_desk.services import file_lane, upkeep
from onecua_desk.wire.package import Kind
from tests.carried import carried, scan
from tests.clock import Clock
from tests.desk_fixture import receive
from tests.district.sending_files import NAME, SCAN, Bytes, cut, parts
from tests.district.sending_files import mine as mine
from tests.district.test_bundle import label, written
from tests.district.writing import BareDesk
from tests.district_fixture import EnrolledDistrict

SCANS = 12


def test_a_package_that_is_imported_twice_at_once_damages_no_scan(tmp_path: Path, clock: Clock, template: Path) -> None:
    with carried(tmp_path, clock, template, desks=1) as town, ThreadPoolExecutor(3) as pool:
        desk = town.desks[1]
        for number in range(SCANS):
            scan(desk, receive(desk), Random(number).randbytes(100_000))
        package = town.out().path
        answers = [tmp_path / f"answer-{number}" for number in range(3)]
        for folder in answers:
            folder.mkdir()
        found = list(pool.map(lambda folder: take_in(town.district, package, folder), answers))
        assert [one.not_kept for one in found] == [()] * 3
        assert list(check_files(town.district)) == [f"Đã kiểm tra {SCANS} tệp, 0 tệp thiếu hoặc hỏng."]

        for one in found:
            town.back(one.answer)
        assert set(town.statuses()) == {"accepted"}
        assert file_lane.standing(desk).files == 0
        assert upkeep.check(desk) == []


def test_a_scan_that_the_line_is_sending_just_now_comes_on_a_stick_and_neither_disturbs_the_other(
    mine: Bytes, desk: BareDesk, enrolled: EnrolledDistrict, tmp_path: Path
) -> None:
    with closing(cut(mine, enrolled, mine.begin(), SCAN[:20_000], reset=False)) as line:
        package = written(tmp_path, desk.enrolment, label(desk.enrolment), [(Kind.FILE, SCAN)])
        assert take_in(enrolled.district, package).not_kept == ()
        assert mine.ask("GET", f"/v2/files/{NAME}", {}).content == SCAN
        line.sendall(SCAN[20_000:])
        assert line.makefile("rb").readline().split()[1] == b"204"
    assert mine.ask("GET", f"/v2/files/{NAME}", {}).content == SCAN
    assert parts(enrolled) == 0


def test_a_scan_that_came_on_a_stick_leaves_no_part_behind(
    mine: Bytes, desk: BareDesk, enrolled: EnrolledDistrict, tmp_path: Path
) -> None:
    mine.begin()
    take_in(enrolled.district, written(tmp_path, desk.enrolment, label(desk.enrolment), [(Kind.FILE, SCAN)]))
    assert parts(enrolled) == 0
    assert mine.offer().headers["Upload-Offset"] == str(len(SCAN))
