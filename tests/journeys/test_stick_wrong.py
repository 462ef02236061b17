"""A stick that is not there, that fails, or that is pulled out: nothing half stays on it."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from onecua_desk.domain.parts import Official
from onecua_desk.errors import UserError
from onecua_desk.sync import stick
from tests.carried import Carried, carried, scan
from tests.clock import Clock
from tests.desk_fixture import receive

BINH = Official("binh", "Trần Văn Bình")


@pytest.fixture
def by_stick(tmp_path: Path, clock: Clock, template: Path) -> Iterator[Carried]:
    with carried(tmp_path, clock, template) as made:
        yield made


def test_without_a_stick_nothing_is_written_and_it_is_said(by_stick: Carried, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"Không có thư mục .* cắm USB"):
        stick.write(by_stick.desks[1], tmp_path / "usb-khac")
    with pytest.raises(UserError, match="Không ghi được gói vào"):
        stick.write(by_stick.desks[1], tmp_path / "usb-khac" / "goi.ocp")
    assert not (tmp_path / "usb-khac").exists()


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "ổ đĩa đã đầy"),
        (errno.EROFS, "ổ đĩa chỉ cho đọc"),
        (errno.EIO, "ổ đĩa bị lỗi hoặc đã rút ra"),
        (errno.EFBIG, "tệp lớn hơn mức ổ đĩa chứa được"),
    ],
)
def test_what_the_stick_does_wrong_is_said_in_words_and_nothing_half_stays(
    by_stick: Carried, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    receive(by_stick.desks[1])

    def fails(_handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(UserError, match=rf"Không ghi được gói vào .*: {words}\.$"):
        by_stick.out()
    assert list(by_stick.folder.iterdir()) == []
    monkeypatch.undo()
    by_stick.round()
    assert by_stick.statuses() == ["accepted"]


def test_a_package_is_never_half_there(by_stick: Carried) -> None:
    desk = by_stick.desks[1]
    dossier = receive(desk)
    for number in range(3):
        scan(desk, dossier, os.urandom(2000 + number))
    seen: list[tuple[int, int]] = []
    with pytest.raises(stick.Stopped):
        stick.write(desk, by_stick.folder, told=lambda *far: seen.append(far), stopped=lambda: len(seen) == 2)
    assert list(by_stick.folder.iterdir()) == []
    assert seen == [(0, 6003), (2000, 6003)]
