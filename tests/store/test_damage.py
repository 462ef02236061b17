"""A file that is damaged or may not be written is refused with a sentence and left as it is."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onecua_desk.opening import open_desk
from onecua_desk.services import upkeep
from onecua_desk.services.desk import Desk
from onecua_desk.store.engine import FILE, open_store
from tests.clock import Clock
from tests.desk_fixture import receive, settings_in
from tests.store.programs import ROOT_ONLY, line, program, said

NOBODY = 65534


DAMAGED = {"bị hỏng", "không phải là dữ liệu"}


def damaged(sentence: str) -> bool:
    return any(words in sentence for words in DAMAGED)


def unchanged_when_refused(folder: Path) -> None:
    before = (folder / FILE).read_bytes()
    for _ in range(2):  # the first refusal lets go of everything
        assert damaged(said(lambda: open_store(folder)))
        assert (folder / FILE).read_bytes() == before


def noticed(folder: Path, clock: Clock) -> bool:
    """Whether the damage is said when the desk is opened or read, or found by the check."""
    found: list[str] = []

    def open_and_check() -> None:
        opened = open_desk(settings_in(folder), clock)
        try:
            found.extend(upkeep.check(opened))
        finally:
            opened.store.close()

    return damaged(said(open_and_check)) or bool(found)


@pytest.mark.parametrize("header", [b"not a database at all....", bytes(100), b"%PDF-1.7 " + bytes(100)])
def test_a_file_that_is_no_database_is_refused_and_not_written_to(folder: Path, header: bytes) -> None:
    data = (folder / FILE).read_bytes()
    (folder / FILE).write_bytes(header + data[len(header) :])
    unchanged_when_refused(folder)


@pytest.mark.parametrize("kept", [0, 1, 50, 100, 512, 4096, 5000, 40_960, 100_000])
def test_a_file_that_was_cut_off_is_refused_and_not_written_to(folder: Path, kept: int) -> None:
    data = (folder / FILE).read_bytes()
    assert len(data) > kept
    (folder / FILE).write_bytes(data[:kept])
    unchanged_when_refused(folder)


def test_garbage_in_the_middle_is_found_by_the_check_or_said_when_it_is_read(desk: Desk, clock: Clock) -> None:
    folder = desk.store.folder
    for _ in range(30):
        receive(desk)
    desk.store.close()
    data = bytearray((folder / FILE).read_bytes())
    # Behind the schema and before the end: pages of the tables.
    data[20 * 4096 : -4096] = b"\xa5" * (len(data) - 21 * 4096)
    (folder / FILE).write_bytes(bytes(data))
    assert noticed(folder, clock)


def test_one_garbled_page_anywhere_never_passes_the_check(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    for _ in range(5):
        receive(desk)
    desk.store.close()
    good = (desk.store.folder / FILE).read_bytes()
    pages = len(good) // 4096

    @settings(max_examples=25, deadline=None)
    @given(st.integers(0, pages - 1))
    def every_page(page: int) -> None:
        with tempfile.TemporaryDirectory(dir=tmp_path) as name:
            bad = good[: page * 4096] + b"\xa5" * 4096 + good[(page + 1) * 4096 :]
            (Path(name) / FILE).write_bytes(bad)
            assert noticed(Path(name), clock)

    every_page()


# no right to write


@pytest.fixture
def shown_to_all(template: Path) -> Iterator[Path]:
    """A folder that everybody may look into; pytest's own are shut."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "data"
        folder.mkdir()
        shutil.copy(template / FILE, folder / FILE)
        Path(name).chmod(0o755)
        yield folder
        folder.chmod(0o755)


def said_as_nobody(folder: Path) -> str:
    with program("tests.store.opening", folder, NOBODY) as started:
        return line(started)


@ROOT_ONLY
def test_a_folder_without_the_right_to_write_is_said_and_nothing_is_changed(shown_to_all: Path) -> None:
    before = (shown_to_all / FILE).read_bytes()
    shown_to_all.chmod(0o555)
    sentence = said_as_nobody(shown_to_all)
    assert "Không mở được" in sentence or "Không được quyền ghi" in sentence
    assert (shown_to_all / FILE).read_bytes() == before


@ROOT_ONLY
def test_a_file_without_the_right_to_write_is_said_and_nothing_is_changed(shown_to_all: Path) -> None:
    before = (shown_to_all / FILE).read_bytes()
    shown_to_all.chmod(0o777)
    (shown_to_all / FILE).chmod(0o444)
    assert "Không được quyền ghi" in said_as_nobody(shown_to_all)
    assert (shown_to_all / FILE).read_bytes() == before


@ROOT_ONLY
def test_a_file_without_the_right_to_read_is_said(shown_to_all: Path) -> None:
    shown_to_all.chmod(0o777)
    (shown_to_all / FILE).chmod(0o000)
    assert "Không mở được" in said_as_nobody(shown_to_all)


@ROOT_ONLY
def test_a_folder_that_may_not_be_made_is_said(shown_to_all: Path) -> None:
    assert "Không tạo được thư mục" in said_as_nobody(shown_to_all.parent / "other")
