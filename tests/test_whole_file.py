"""A file is there whole or not at all, and what a killed program left of one goes on another day."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from onecua_desk.ui.printing.saving import save_pdf
from onecua_desk.whole_file import BEGIN, PART, whole


def test_while_it_is_written_the_file_has_a_name_of_ours_and_the_old_one_stands(tmp_path: Path) -> None:
    path = tmp_path / "so.pdf"
    path.write_bytes(b"old")
    with whole(path) as file:
        file.write(b"new")
        (part,) = tmp_path.glob(f"{BEGIN}*{PART}")
        assert (part.name.startswith("onecua-"), path.read_bytes()) == (True, b"old")
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("so.pdf", b"new")]


@pytest.mark.skipif(os.name == "nt", reason="links want a right of their own there")
def test_a_link_stays_one_and_what_it_points_to_is_written(tmp_path: Path) -> None:
    kept, link = tmp_path / "kho" / "so.pdf", tmp_path / "so.pdf"
    kept.parent.mkdir()
    kept.write_bytes(b"old")
    link.symlink_to(kept)
    with whole(link) as file:
        file.write(b"new")
    assert (link.is_symlink(), kept.read_bytes()) == (True, b"new")


def test_what_is_not_finished_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), whole(tmp_path / "so.pdf"):
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_the_next_paper_takes_away_what_was_left_in_the_folder_of_papers(tmp_path: Path) -> None:
    folder = tmp_path / "giay-hen"
    folder.mkdir()
    left = folder / "onecua-a1.part"
    left.write_bytes(b"half")
    os.utime(left, (0, 0))
    save_pdf(b"%PDF", folder / "Giay hen H02.pdf")
    assert [path.name for path in folder.iterdir()] == ["Giay hen H02.pdf"]
