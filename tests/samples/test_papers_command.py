"""``onecua-desk papers``: all files or none, a line for each, and a sentence for a folder that does not take them."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from onecua_desk.__main__ import main
from onecua_desk.errors import UserError
from onecua_desk.samples.gallery import every_kind
from onecua_desk.samples.run import run
from onecua_desk.samples.sample import Kind, Sample

DOCS = Path(__file__).parents[2] / "docs" / "papers"
AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
FIRST = next(iter(every_kind()))
FEW = (replace(FIRST, samples=FIRST.samples[:2]),)


def written(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def names(kinds: tuple[Kind, ...]) -> list[str]:
    return [sample.name for kind in kinds for sample in kind.samples]


def silent(_: str) -> None:
    pass


def test_every_paper_is_written_with_its_pictures_and_a_row_in_the_table(tmp_path: Path) -> None:
    said: list[str] = []
    run(tmp_path / "new" / "gallery", said.append, FEW)
    folder = tmp_path / "new" / "gallery"
    one, two = names(FEW)
    both = [f"{name}{ending}" for name in (one, two) for ending in (".pdf", "-1.png", "-2.png")]
    assert written(folder) == sorted([*both, "index.md"])
    text = (folder / "index.md").read_text(encoding="utf-8")
    assert f"| `{one}.pdf` | 2025 | A5 | như in hằng ngày, hai liên | 2 |" in text
    assert f"![{two}]({two}-2.png)" in text
    assert "Mẫu 01: Giấy tiếp nhận hồ sơ và hẹn trả kết quả" in text
    assert [line.partition(":")[0] for line in said[:2]] == [one, two]
    assert said[2].startswith("Đã ghi 2 mẫu giấy tờ, 4 ảnh và bảng kê index.md")


def test_a_picture_is_small_and_as_large_as_its_page(tmp_path: Path) -> None:
    run(tmp_path, silent, FEW, pdfs=False)
    with Image.open(tmp_path / f"{FEW[0].samples[0].name}-1.png") as picture:
        assert picture.mode == "P"
        assert picture.width == pytest.approx(148 / 25.4 * 96, abs=2)
    assert not list(tmp_path.glob("*.pdf"))
    assert all(one.stat().st_size < 100 << 10 for one in tmp_path.iterdir())


def test_written_again_the_table_and_the_pictures_are_the_same_and_other_files_stay(tmp_path: Path) -> None:
    (tmp_path / "of-somebody-else.txt").write_text("x")
    run(tmp_path, silent, FEW)
    before = {one.name: one.read_bytes() for one in tmp_path.iterdir()}
    run(tmp_path, silent, FEW)
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == before


def test_the_command_says_where_it_could_not_write(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("x")
    assert main(["papers", "--sample", str(tmp_path / "file")]) == 1
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert err.startswith(f"Không ghi được các mẫu giấy tờ vào {tmp_path / 'file'}: ")
    assert main(["papers", "--sample", str(tmp_path / "file" / "below")]) == 1
    assert written(tmp_path) == ["file"]


def test_a_folder_that_stands_where_a_file_goes_stops_all(tmp_path: Path) -> None:
    (tmp_path / "index.md").mkdir()
    with pytest.raises(UserError, match=r"index\.md ở đó là thư mục"):
        run(tmp_path, silent, FEW)
    assert written(tmp_path) == ["index.md"]


@pytest.mark.skipif(AS_ROOT, reason="nothing is closed to the superuser")
def test_a_folder_that_may_not_be_written_to_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(UserError, match="không có quyền"):
        run(tmp_path / "new", silent, FEW)
    with pytest.raises(UserError, match="không có quyền"):
        run(tmp_path, silent, FEW)


@pytest.mark.parametrize("there", [True, False])
def test_a_disk_that_is_full_half_way_leaves_nothing(tmp_path: Path, there: bool) -> None:
    folder = tmp_path / "gallery"
    if there:
        folder.mkdir()
        (folder / "old.txt").write_text("x")
    with pytest.raises(UserError, match="ổ đĩa đã đầy"):
        run(folder, silent, (replace(FIRST, samples=(FIRST.samples[0], _failing(full))),))
    assert written(folder) == ["old.txt"] if there else not folder.exists()


def test_what_is_stopped_half_way_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        run(tmp_path / "gallery", silent, (replace(FIRST, samples=(FIRST.samples[0], _failing(stopped))),))
    assert written(tmp_path) == []


def full() -> bytes:
    raise OSError(errno.ENOSPC, "full")


def stopped() -> bytes:
    raise KeyboardInterrupt


def _failing(draw: Callable[[], bytes]) -> Sample:
    return replace(FIRST.samples[1], draw=draw)


def test_the_gallery_of_the_docs_has_every_paper_that_the_command_writes() -> None:
    named = {one.name.rpartition("-")[0] for one in DOCS.glob("*.png")}
    assert named == set(names(every_kind()))
    text = (DOCS / "index.md").read_text(encoding="utf-8")
    assert all(f"`{name}.pdf`" in text for name in named)
    assert sum(one.stat().st_size for one in DOCS.iterdir()) < 4 << 20


def test_every_paper_has_a_file_of_its_own() -> None:
    found = names(every_kind())
    assert len(found) == len(set(found))
