"""A colleague's scan comes from the district when somebody wants to see it, over any line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onecua_desk.district.files.shelf import Shelf
from onecua_desk.errors import UserError
from onecua_desk.services import scans
from onecua_desk.services.identity import Line
from onecua_desk.sync.fetching import TRIES, fetch
from tests.clock import Clock
from tests.desk_fixture import UNIT
from tests.district_fixture import running_district
from tests.sync.lane import Seat, never, seated, sent
from tests.sync.odd_server import answering, http


@pytest.fixture
def seats(tmp_path: Path, clock: Clock, template: Path) -> Iterator[tuple[Seat, Seat]]:
    with (
        running_district(tmp_path / "district", 2, clock, UNIT) as there,
        seated(tmp_path, clock, template, there, 1) as one,
        seated(tmp_path, clock, template, there, 2) as other,
    ):
        yield one, other


def test_a_colleague_sees_the_scan_once_it_is_at_the_level_above(seats: tuple[Seat, Seat]) -> None:
    mine, theirs = seats
    _, (file,) = sent(mine, 60_000)
    with pytest.raises(UserError, match="Cấp trên cũng chưa có"):
        fetch(theirs.desk, theirs.way, file.sha256, file.size)
    mine.lane().run_until(never)
    fetch(theirs.desk, theirs.way, file.sha256, file.size)
    assert scans.open_file(theirs.desk, file.sha256) == scans.open_file(mine.desk, file.sha256)


def test_a_line_that_is_cut_costs_nothing_that_came(seats: tuple[Seat, Seat]) -> None:
    mine, theirs = seats
    _, (file,) = sent(mine, 400_000)
    mine.lane().run_until(never)
    theirs.line.cut_after(150_000)
    with pytest.raises(UserError, match="không có đường truyền"):
        fetch(theirs.desk, theirs.way, file.sha256, file.size)
    theirs.line.restore()
    fetch(theirs.desk, theirs.way, file.sha256, file.size)
    assert len(scans.open_file(theirs.desk, file.sha256)) == 400_000
    assert TRIES > 1


def test_what_comes_and_is_another_file_is_not_kept(seats: tuple[Seat, Seat]) -> None:
    mine, theirs = seats
    _, (file,) = sent(mine, 60_000)
    mine.lane().run_until(never)
    place = Shelf(mine.there.district.files).path(UNIT.code, file.sha256)
    place.write_bytes(place.read_bytes()[:-1] + b"x")
    with pytest.raises(UserError, match="không đúng nội dung"):
        fetch(theirs.desk, theirs.way, file.sha256, file.size)
    with pytest.raises(UserError, match="Máy này không có"):
        scans.open_file(theirs.desk, file.sha256)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (http(200, b"<html>Wi-Fi</html>"), "không gửi bản quét \\(200\\)"),
        (http(302), "không gửi bản quét \\(302\\)"),
        (http(401), "không gửi bản quét \\(401\\)"),
        (http(206, b"x" * 70_000), "dài hơn"),
        (http(206, b"x" * 60_000), "không đúng nội dung"),
        (http(206, b"x", 60_000), "không có đường truyền"),
        (b"HTTP/1.1 2", "không có đường truyền"),
    ],
)
def test_whatever_answers_is_one_sentence(seats: tuple[Seat, Seat], raw: bytes, said: str) -> None:
    with answering(raw) as url, pytest.raises(UserError, match=said):
        fetch(seats[1].desk, Line(url, "x"), "a" * 64, 60_000)
