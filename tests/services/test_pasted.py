"""Pasted pictures: a file each while they wait, none left behind."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

from onecua_desk.services import pasted
from onecua_desk.services.desk import Desk
from tests.store.programs import said


def put(desk: Desk, hours: int = 0) -> Path:
    """One that was pasted so many hours ago."""
    path = pasted.place(desk)
    pasted.write(path, b"PNG")
    at = (desk.now() - timedelta(hours=hours)).timestamp()
    os.utime(path, (at, at))
    return path


def test_two_pictures_never_share_a_file_and_a_removed_one_leaves_nothing(desk: Desk) -> None:
    first, second = put(desk), put(desk)
    assert first != second
    assert first.name == second.name == "Ảnh dán vào"
    for _ in range(2):
        pasted.remove(desk, first)
    assert not first.parent.exists()
    assert second.read_bytes() == b"PNG"


def test_the_files_of_the_citizen_and_of_the_scanner_stay(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(b"PNG")
    pasted.remove(desk, path)
    assert path.exists()
    assert not pasted.holds(desk, path)


def test_what_was_left_behind_goes_after_a_day_unless_something_names_it(desk: Desk) -> None:
    new, old, named = put(desk, 23), put(desk, 25), put(desk, 25)
    pasted.sweep(desk, {named})
    assert [path.exists() for path in (new, old, named)] == [True, False, True]


def test_a_folder_that_cannot_be_written_is_a_sentence(desk: Desk) -> None:
    (desk.store.folder / pasted.FOLDER).write_bytes(b"")
    assert "Chưa nhận được ảnh dán vào" in said(lambda: pasted.write(pasted.place(desk), b"PNG"))
