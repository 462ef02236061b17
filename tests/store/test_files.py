"""Scans on the disk: named by their content, whole or not there, never changed."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from threading import Barrier, Thread

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onecua_desk.errors import UserError
from onecua_desk.store.files import Files, files_in
from tests.store.programs import ROOT_ONLY, said


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return files_in(tmp_path)


def path_in(files: Files, fingerprint: str) -> Path:
    return files.folder / fingerprint[:2] / fingerprint[2:]


def everything_under(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(st.binary(max_size=2000))
def test_what_is_put_is_read_again_under_its_fingerprint(files: Files, content: bytes) -> None:
    fingerprint = files.put(content)
    assert fingerprint == sha256(content).hexdigest()
    assert files.read(fingerprint) == content


def test_the_same_content_lies_there_once_and_is_not_touched_again(files: Files) -> None:
    fingerprint = files.put(b"trang 1")
    os.utime(path_in(files, fingerprint), (1, 1))
    assert files.put(b"trang 1") == fingerprint
    assert path_in(files, fingerprint).stat().st_mtime == 1
    assert everything_under(files.folder) == [f"{fingerprint[:2]}/{fingerprint[2:]}"]


def test_a_missing_file_is_said(files: Files) -> None:
    assert "không có bản quét đó" in said(lambda: files.read("0" * 64))


def test_a_damaged_file_is_never_given_out_and_is_mended_by_its_own_content(files: Files) -> None:
    fingerprint = files.put(b"trang 1")
    path_in(files, fingerprint).write_bytes(b"trang l")
    assert "bị hỏng" in said(lambda: files.read(fingerprint))
    assert files.damaged() == [fingerprint]
    files.put(b"trang 1")
    assert files.read(fingerprint) == b"trang 1"
    assert files.damaged() == []


def test_a_write_that_was_cut_off_counts_as_nothing(files: Files) -> None:
    fingerprint = sha256(b"trang 1").hexdigest()
    folder = files.folder / fingerprint[:2]
    folder.mkdir(parents=True)
    part = folder / "x1y2.part"
    part.write_bytes(b"tra")
    assert list(files.everything()) == []
    assert not files.has(fingerprint)
    files.put(b"trang 1")
    assert list(files.everything()) == [fingerprint]


def test_what_a_power_cut_left_is_cleared_away_a_day_later_and_not_what_is_being_written(files: Files) -> None:
    fingerprint = sha256(b"trang 1").hexdigest()
    folder = files.folder / fingerprint[:2]
    folder.mkdir(parents=True)
    old, new = folder / "old.part", folder / "new.part"
    old.write_bytes(b"tra")
    new.write_bytes(b"tra")
    os.utime(old, (1, 1))
    files.put(b"trang 1")
    assert sorted(path.name for path in folder.iterdir()) == sorted(["new.part", fingerprint[2:]])


def test_several_may_write_the_same_content_at_once(tmp_path: Path) -> None:
    content, errors = os.urandom(2_000_000), []
    for number in range(10):
        files = files_in(tmp_path / str(number))
        together = Barrier(3)

        def put(files: Files = files, together: Barrier = together) -> None:
            together.wait()
            try:
                files.put(content)
            except UserError as error:
                errors.append(error)

        writers = [Thread(target=put) for _ in range(3)]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
        assert len(everything_under(files.folder)) == 1
        assert files.damaged() == []
    assert errors == []


def test_a_copy_brings_only_what_is_missing_and_can_be_read_alone(files: Files, tmp_path: Path) -> None:
    other = files_in(tmp_path / "backup")
    first = files.put(b"1")
    assert files.copy_to(other) == 1
    second = files.put(b"2")
    assert files.copy_to(other) == 1
    assert files.copy_to(other) == 0
    path_in(files, first).unlink()
    assert (other.read(first), other.read(second)) == (b"1", b"2")


def test_a_copy_that_was_cut_short_is_made_anew_and_a_whole_one_never_given_up_for_a_damaged_one(
    files: Files, tmp_path: Path
) -> None:
    other = files_in(tmp_path / "backup")
    torn, whole, bad = files.put(b"trang 1"), files.put(b"trang 2"), files.put(b"trang 3")
    path_in(files, bad).write_bytes(b"")
    assert files.copy_to(other) == 2
    for here, fingerprint in ((other, torn), (files, whole)):
        path_in(here, fingerprint).unlink()
        path_in(here, fingerprint).write_bytes(b"tra")
    assert files.copy_to(other) == 1
    assert sorted(other.everything()) == sorted([torn, whole])
    assert other.damaged() == []
    assert files.damaged() == sorted([whole, bad])


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system of one megabyte."""
    mounted = tmp_path / "disk"
    mounted.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(mounted)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("mounting is not allowed here")
    yield mounted
    subprocess.run(["umount", str(mounted)], check=True)


@ROOT_ONLY
def test_a_full_disk_is_said_and_nothing_half_written_stays(small_disk: Path, tmp_path: Path) -> None:
    files, elsewhere = files_in(small_disk), files_in(tmp_path / "khac")
    small = files.put(bytes(300_000))
    with pytest.raises(UserError, match="Ổ đĩa đã đầy"):
        files.put(bytes(900_000))
    assert list(files.everything()) == [small]
    assert len(everything_under(small_disk)) == 1
    elsewhere.put(b"x" * 900_000)
    with pytest.raises(UserError, match="Ổ đĩa đã đầy"):
        elsewhere.copy_to(files)
    assert len(everything_under(small_disk)) == 1
    assert files.put(b"x" * 300_000) in files.everything()


def test_a_folder_that_may_not_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "files").write_text("ở đây đã có một tệp", encoding="utf-8")
    assert "Không ghi được" in said(lambda: files_in(tmp_path).put(b"1"))
