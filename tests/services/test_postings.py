"""What is posted is what is valid on the day, with the province's fees, as a whole file or none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from onecua_desk.domain.fee_table import ProvinceFee
from onecua_desk.domain.fees import Flat
from onecua_desk.errors import UserError
from onecua_desk.services import fees, paper_settings, postings, procedures
from onecua_desk.services.desk import Desk
from onecua_desk.services.paper_settings import PaperSettings
from onecua_desk.services.postings import Choice, Extent, Shape
from tests.desk_fixture import BIRTH, MAI
from tests.paper.samples import page_texts

DAY = date(2026, 11, 23)
BOARD = Choice(Shape.BOARD)


def test_the_whole_catalogue_is_posted_both_ways(desk: Desk, tmp_path: Path) -> None:
    offered = len(procedures.known(desk).offered)
    told: list[tuple[int, int]] = []
    booklet = postings.write(desk, Choice(), DAY, tmp_path / "tap.pdf", lambda *at: told.append(at))
    assert booklet is not None
    assert booklet.procedures == offered
    assert told == [(done, offered) for done in range(offered + 1)]
    board = postings.write(desk, BOARD, DAY, tmp_path / "bang.pdf")
    pages = page_texts((tmp_path / "bang.pdf").read_bytes())
    assert board == Extent(offered, len(postings.fields(desk, DAY)), len(pages))
    assert sum(page.count(BIRTH) for page in pages) == 1
    assert "Lĩnh vực:" not in pages[0]


@pytest.mark.parametrize("shape", Shape)
def test_chosen_fields_are_posted_and_named_and_their_pages_are_known_before(
    desk: Desk, tmp_path: Path, shape: Shape
) -> None:
    first, second, *_ = postings.fields(desk, DAY)
    choice = Choice(shape, (first.name, second.name))
    before = postings.measure(desk, choice, DAY)
    assert postings.write(desk, choice, DAY, tmp_path / "x.pdf") == before
    pages = page_texts((tmp_path / "x.pdf").read_bytes())
    assert (before.procedures, before.fields) == (len(first.procedures) + len(second.procedures), 2)
    assert len(pages) == before.pages
    assert f"Lĩnh vực: {first.name}; {second.name}" in " ".join(pages[0].split())


def test_more_fields_than_a_title_has_room_for_are_counted_and_the_cover_stays_one_page(
    desk: Desk, tmp_path: Path
) -> None:
    names = [field.name for field in postings.fields(desk, DAY)]
    most = Choice(fields=tuple(names[:-1]))
    extent = postings.write(desk, most, DAY, tmp_path / "x.pdf")
    pages = page_texts((tmp_path / "x.pdf").read_bytes())
    assert extent is not None
    assert len(pages) == extent.pages
    assert f"và {len(names) - 9} lĩnh vực khác" in " ".join(pages[0].split())
    assert f"năm {DAY.year}" in pages[0]


def test_what_was_chosen_is_remembered_and_names_the_file(desk: Desk) -> None:
    assert postings.read(desk) == Choice()
    one, two = Choice(fields=("Hộ tịch",)), Choice(Shape.BOARD, ("Chứng thực", "Hộ tịch"))
    postings.keep(desk, two)
    assert postings.read(desk) == two
    assert postings.title(Choice(), DAY) == "Niêm yết thủ tục 2026-11-23"
    assert postings.title(one, DAY) == "Niêm yết thủ tục Hộ tịch 2026-11-23"
    assert postings.title(two, DAY) == "Bảng niêm yết thủ tục A3 2 lĩnh vực 2026-11-23"


def test_a_field_that_the_catalogue_no_longer_has_is_said(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="không có thủ tục nào thuộc lĩnh vực Không còn nữa"):
        postings.write(desk, Choice(fields=("Không còn nữa",)), DAY, tmp_path / "x.pdf")


def test_the_fee_is_the_provinces_on_the_day(desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "tap.pdf"
    line = ProvinceFee(BIRTH, Flat(amount=12_345, per="lần"), date(2026, 12, 1), None, "NQ 12/2026/NQ-HĐND")
    fees.add(desk, MAI, line)
    postings.write(desk, Choice(), DAY, target)
    assert not any("12.345" in page for page in page_texts(target.read_bytes()))
    postings.write(desk, Choice(), date(2026, 12, 1), target)
    assert sum("12.345 đ/lần" in page for page in page_texts(target.read_bytes())) == 1


def test_what_is_not_valid_on_the_day_is_not_posted(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="Ngày 01/01/1999 danh mục không có thủ tục nào còn hiệu lực"):
        postings.write(desk, Choice(), date(1999, 1, 1), tmp_path / "tap.pdf")
    assert list(tmp_path.glob("tap*")) == []


def test_stopped_it_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    told: list[int] = []
    for choice in (Choice(), BOARD):
        told.clear()
        tell, stop = lambda done, of: told.append(done), lambda: len(told) == 3
        assert postings.write(desk, choice, DAY, tmp_path / "x.pdf", tell, stop) is None
        assert told == [0, 1, 2]
    assert list(tmp_path.glob("*.pdf")) + list(tmp_path.glob("*.part")) == []


def test_a_folder_that_is_not_there_is_said(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="Không ghi được tệp"):
        postings.write(desk, BOARD, DAY, tmp_path / "khong-co" / "x.pdf")


def test_in_training_the_board_says_so(desk: Desk, tmp_path: Path) -> None:
    paper_settings.write(desk.store, PaperSettings(training=True))
    postings.write(desk, BOARD, DAY, tmp_path / "x.pdf")
    assert all("MẪU" in page for page in page_texts((tmp_path / "x.pdf").read_bytes()))
