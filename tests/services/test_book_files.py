"""The file of the register is written whole or not at all, and one sentence says why not."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from onecua_desk.domain.report import Period
from onecua_desk.errors import UserError
from onecua_desk.services import books
from onecua_desk.services.desk import Desk
from tests.clock import Clock
from tests.services.december import NOVEMBER
from tests.services.november import take_in


def test_nothing_to_print_and_periods_that_are_none_are_said(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    take_in(desk, clock, 23)
    target = tmp_path / "so.pdf"
    with pytest.raises(UserError, match=r"Từ 01/10/2026 đến 31/10/2026 không có hồ sơ nào"):
        books.register(desk, Period(date(2026, 10, 1), date(2026, 10, 31)), target)
    with pytest.raises(UserError, match="trước ngày đầu kỳ"):
        books.register(desk, Period(date(2026, 11, 30), date(2026, 11, 1)), target)
    assert list(tmp_path.glob("so*")) == []


def test_progress_rises_to_the_end_and_stopping_leaves_what_was_there(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    take_in(desk, clock, *(23,) * 5)
    target = tmp_path / "so.pdf"
    target.write_bytes(b"before")
    told: list[tuple[int, int]] = []
    assert books.register(desk, NOVEMBER, target, stopped=lambda: bool(told), told=lambda *at: told.append(at)) is None
    assert target.read_bytes() == b"before"
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []
    told.clear()
    books.register(desk, NOVEMBER, target, lambda *at: told.append(at))
    assert told == sorted(told)
    assert (told[0], told[-1]) == ((0, 5), (5, 5))


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_said(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    take_in(desk, clock, 23)
    locked = tmp_path / "khoa"
    locked.mkdir(0o555)
    with pytest.raises(UserError, match="không có quyền"):
        books.register(desk, NOVEMBER, locked / "so.pdf")


def test_a_folder_that_is_not_there_is_said(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    take_in(desk, clock, 23)
    with pytest.raises(UserError, match=r"Không ghi được tệp .*không còn ở đó nữa"):
        books.register(desk, NOVEMBER, tmp_path / "khong-co" / "so.pdf")


@pytest.mark.skipif(os.name != "posix", reason="the size of files is limited by POSIX means")
def test_a_disk_that_takes_no_more_leaves_no_half_register(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    import resource

    take_in(desk, clock, 23)
    target = tmp_path / "so.pdf"
    books.register(desk, NOVEMBER, target)
    before, limits = target.read_bytes(), resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, limits[1]))
    try:
        with pytest.raises(UserError, match=r"Không ghi được tệp .*lớn hơn"):
            books.register(desk, NOVEMBER, target)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert target.read_bytes() == before
    assert [path.name for path in tmp_path.glob("*.part")] == []
