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
from tests.desk_fixture import BIRTH, MAI
from tests.paper.samples import page_texts

DAY = date(2026, 11, 23)


def test_the_whole_catalogue_is_posted_both_ways(desk: Desk, tmp_path: Path) -> None:
    offered = len(procedures.known(desk).offered)
    told: list[tuple[int, int]] = []
    assert postings.booklet(desk, DAY, tmp_path / "tap.pdf", lambda *at: told.append(at)) == offered
    assert told == [(done, offered) for done in range(offered + 1)]
    assert postings.board(desk, DAY, tmp_path / "bang.pdf") == offered
    pages = page_texts((tmp_path / "bang.pdf").read_bytes())
    assert sum(page.count(BIRTH) for page in pages) == 1


def test_the_fee_is_the_provinces_on_the_day(desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "tap.pdf"
    line = ProvinceFee(BIRTH, Flat(amount=12_345, per="lần"), date(2026, 12, 1), None, "NQ 12/2026/NQ-HĐND")
    fees.add(desk, MAI, line)
    postings.booklet(desk, DAY, target)
    assert not any("12.345" in page for page in page_texts(target.read_bytes()))
    postings.booklet(desk, date(2026, 12, 1), target)
    assert sum("12.345 đ/lần" in page for page in page_texts(target.read_bytes())) == 1


def test_what_is_not_valid_on_the_day_is_not_posted(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="Ngày 01/01/1999 danh mục không có thủ tục nào còn hiệu lực"):
        postings.booklet(desk, date(1999, 1, 1), tmp_path / "tap.pdf")
    assert list(tmp_path.glob("tap*")) == []


def test_stopped_it_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    told: list[int] = []
    for make in (postings.booklet, postings.board):
        told.clear()
        assert make(desk, DAY, tmp_path / "x.pdf", lambda done, of: told.append(done), lambda: len(told) == 3) is None
        assert told == [0, 1, 2]
    assert list(tmp_path.glob("*.pdf")) + list(tmp_path.glob("*.part")) == []


def test_a_folder_that_is_not_there_is_said(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="Không ghi được tệp"):
        postings.board(desk, DAY, tmp_path / "khong-co" / "x.pdf")


def test_in_training_the_board_says_so(desk: Desk, tmp_path: Path) -> None:
    paper_settings.write(desk.store, PaperSettings(training=True))
    postings.board(desk, DAY, tmp_path / "x.pdf")
    assert all("MẪU" in page for page in page_texts((tmp_path / "x.pdf").read_bytes()))
