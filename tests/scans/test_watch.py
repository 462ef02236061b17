"""The scanner's folder: a file is told once, and only when nobody writes it any more."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from onecua_desk.errors import UserError
from onecua_desk.scans.watch import Watch


def write(path: Path, content: bytes, at: int) -> Path:
    path.write_bytes(content)
    os.utime(path, (at, at))
    return path


def test_a_file_is_told_once_after_it_stood_still(tmp_path: Path) -> None:
    watch = Watch(tmp_path)
    page = write(tmp_path / "a.jpg", b"12", 100)
    assert watch.look() == []
    assert watch.look() == [page]
    assert watch.look() == []


def test_a_file_that_grows_is_not_told_before_it_rests(tmp_path: Path) -> None:
    watch = Watch(tmp_path)
    for size in range(1, 5):
        page = write(tmp_path / "a.pdf", b"x" * size, 100 + size)
        assert watch.look() == []
    assert watch.look() == [page]


def test_files_come_in_the_order_in_which_they_were_scanned(tmp_path: Path) -> None:
    watch = Watch(tmp_path)
    write(tmp_path / "a.jpg", b"1", 300)
    write(tmp_path / "b.JPG", b"1", 100)
    write(tmp_path / "c.tif", b"1", 200)
    watch.look()
    assert [path.name for path in watch.look()] == ["b.JPG", "c.tif", "a.jpg"]


def test_other_files_and_folders_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "da-nhan.jpg").mkdir()
    write(tmp_path / "thumbs.db", b"1", 1)
    write(tmp_path / "a.jpg.tmp", b"1", 1)
    watch = Watch(tmp_path)
    watch.look()
    assert watch.look() == []


def test_a_name_that_is_used_again_is_told_again(tmp_path: Path) -> None:
    watch = Watch(tmp_path)
    page = write(tmp_path / "scan0001.jpg", b"1", 100)
    watch.look()
    watch.look()
    write(page, b"12", 200)
    watch.look()
    assert watch.look() == [page]


def test_what_was_passed_over_is_not_told_unless_it_changes_or_is_asked_for(tmp_path: Path) -> None:
    page = write(tmp_path / "a.jpg", b"1", 100)
    seen = page.stat()
    watch = Watch(tmp_path, {"a.jpg": (seen.st_size, seen.st_mtime_ns)})
    watch.look()
    assert watch.look() == []
    watch.forget(page)
    assert watch.look() == [page]


def test_a_folder_that_went_away_is_said_and_looked_at_again_when_it_is_back(tmp_path: Path) -> None:
    folder = tmp_path / "may-quet"
    watch = Watch(folder)
    with pytest.raises(UserError, match="Không thấy thư mục máy quét"):
        watch.look()
    folder.mkdir()
    page = write(folder / "a.jpg", b"1", 1)
    watch.look()
    assert watch.look() == [page]
