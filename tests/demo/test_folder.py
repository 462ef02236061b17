"""The demo empties what a demo made, and nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from onecua_desk import config
from onecua_desk.demo.folder import MARKER, DemoFolder
from onecua_desk.errors import UserError
from onecua_desk.opening import open_desk


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("known", ["desk", "district", "giay-hen", "man-hinh"])
def test_what_somebody_else_made_is_never_emptied(tmp_path: Path, known: str) -> None:
    (tmp_path / known).mkdir()
    (tmp_path / known / "mine.pdf").write_bytes(b"%PDF")
    before = contents(tmp_path)
    with pytest.raises(UserError, match="không phải do buổi diễn tạo"):
        DemoFolder(tmp_path).prepare()
    assert contents(tmp_path) == before


def test_a_folder_that_a_demo_made_is_emptied_and_other_files_in_it_stay(tmp_path: Path) -> None:
    folder = DemoFolder(tmp_path / "new" / "demo")
    folder.prepare()
    folder.slips.mkdir()
    (folder.slips / "old.pdf").write_bytes(b"%PDF")
    (folder.path / "notes.txt").write_text("mine")
    folder.prepare()
    assert sorted(contents(folder.path)) == sorted([MARKER, os.path.join("desk", config.FILE), "notes.txt"])


def test_who_opens_the_desk_by_hand_finds_the_slips_where_the_demo_put_them(tmp_path: Path) -> None:
    folder = DemoFolder(tmp_path)
    folder.prepare()
    assert config.load(folder.desk).slips.resolve() == folder.slips.resolve()


def test_a_demo_whose_desk_is_open_is_left_alone(tmp_path: Path) -> None:
    folder = DemoFolder(tmp_path)
    folder.prepare()
    desk = open_desk(folder.settings())
    with pytest.raises(UserError, match="đang mở"):
        folder.prepare()
    assert desk.store.path.exists()
    desk.store.close()
    folder.prepare()
    assert not desk.store.path.exists()


@pytest.mark.parametrize("below", [".", "demo"])
def test_a_path_that_can_be_no_folder_is_said(tmp_path: Path, below: str) -> None:
    (tmp_path / "file").write_text("a file")
    with pytest.raises(UserError, match="Không dùng được"):
        DemoFolder(tmp_path / "file" / below).prepare()
