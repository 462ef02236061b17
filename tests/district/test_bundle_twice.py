"""The same package in the hands of two people at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

from onecua_desk.district.bundle import take_in
from onecua_desk.district.files.wanted import check_files
from onecua_desk.services import file_lane, upkeep
from tests.carried import carried, scan
from tests.clock import Clock
from tests.desk_fixture import receive

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
        assert not [said for one in found for said in one.not_kept if "vân tay" in said]
        assert list(check_files(town.district)) == [f"Đã kiểm tra {SCANS} tệp, 0 tệp thiếu hoặc hỏng."]

        for one in found:
            town.back(one.answer)
        assert set(town.statuses()) == {"accepted"}
        assert file_lane.standing(desk).files == 0
        assert upkeep.check(desk) == []
