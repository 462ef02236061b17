"""What stands in the register and on the day sheet: each dossier, what became of it, and what is carried over."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from onecua_desk.domain.parts import Collector
from onecua_desk.errors import UserError
from onecua_desk.services import books, handback, paper_settings, papers, processing, slips
from onecua_desk.services.desk import Desk
from onecua_desk.services.paper_settings import PaperSettings
from onecua_desk.services.print_settings import Stock
from tests.clock import Clock
from tests.desk_fixture import BICH, MAI
from tests.paper.books import entries
from tests.paper.samples import page_texts, squeezed
from tests.services.december import NOVEMBER
from tests.services.november import come_down, on, take_in


def test_a_second_print_of_a_volume_carries_what_the_first_had(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    take_in(desk, clock, 23, 23, 24)
    target = tmp_path / "so.pdf"
    books.register(desk, on(date(2026, 11, 23)), target, cover=False)
    (first,) = page_texts(target.read_bytes())
    books.register(desk, on(date(2026, 11, 24)), target, cover=False)
    (second,) = page_texts(target.read_bytes())
    assert "Mang sang" not in first
    assert "Cộng trang: 2 hồ sơ. Cộng dồn: 2 hồ sơ." in first
    assert "Mang sang: 2 hồ sơ" in second
    assert "Cộng trang: 1 hồ sơ. Cộng dồn: 3 hồ sơ." in second


def test_a_line_says_what_became_of_the_dossier(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    taken, refused, waiting = take_in(desk, clock, 23, 23, 23)
    processing.record_result(desk, MAI, taken.id, "12/GKS", date(2026, 11, 23), 1)
    handback.hand_back(desk, MAI, taken.id, Collector("Nguyễn Văn Bình", "034199000111", "Giấy ủy quyền số 3"))
    processing.refuse(desk, MAI, refused.id, "Không đúng thẩm quyền")
    books.register(desk, NOVEMBER, tmp_path / "so.pdf")
    rows = {row[1]: row for row in entries((tmp_path / "so.pdf").read_bytes())}
    one = rows[taken.code]
    assert one[2:7] == ["Đăng ký khai sinh", "01", BICH.name, f"{BICH.address}; {BICH.phone}", one[6]]
    assert one[7] == "23/11/2026"
    assert one[9] == f"{clock():%d/%m/%Y}"
    assert (one[10], one[12]) == ("Trực tiếp", "Người nhận: Nguyễn Văn Bình (được ủy quyền)")
    assert (rows[refused.code][9], rows[refused.code][12]) == ("", f"Từ chối {clock():%d/%m/%Y}")
    assert rows[waiting.code][9:] == ["", "Trực tiếp", "", ""]


def test_the_day_sheet_has_what_came_and_what_went(desk: Desk, clock: Clock) -> None:
    came, other = take_in(desk, clock, 23, 24)
    clock.at = datetime(2026, 11, 24, 15)
    processing.record_result(desk, MAI, came.id, "12/GKS", date(2026, 11, 24), 1)
    handback.hand_back(desk, MAI, came.id, Collector(BICH.name, BICH.number))
    (page,) = page_texts(books.day_list(desk, MAI, date(2026, 11, 24)).pdf)
    assert "I. Hồ sơ tiếp nhận: 1 hồ sơ" in page
    assert "II. Kết quả đã trả: 1 hồ sơ" in page
    received, returned = page.split("II. Kết quả")
    assert (other.code in received, came.code in received, came.code in returned) == (True, False, True)
    with pytest.raises(UserError, match="Ngày 22/11/2026 không nhận, không trả hồ sơ nào"):
        books.day_list(desk, MAI, date(2026, 11, 22))


def test_what_every_desk_of_the_unit_received_is_on_the_day_sheet_in_the_order_of_receipt(
    desk: Desk, clock: Clock
) -> None:
    (own,) = take_in(desk, clock, 24)
    other = come_down(desk, 24, 9001)
    (page,) = page_texts(books.day_list(desk, MAI, date(2026, 11, 24)).pdf)
    assert -1 < page.index(own.code) < page.index(other)


def test_a_hand_back_that_was_undone_is_not_on_the_day_sheet(desk: Desk, clock: Clock) -> None:
    (came,) = take_in(desk, clock, 23)
    clock.at = datetime(2026, 11, 24, 15)
    processing.record_result(desk, MAI, came.id, "12/GKS", date(2026, 11, 24), 1)
    handback.hand_back(desk, MAI, came.id, Collector(BICH.name, BICH.number))
    handback.undo(desk, MAI, came.id, "Ghi nhầm", "Trần Văn Hùng")
    with pytest.raises(UserError, match="không nhận, không trả"):
        books.day_list(desk, MAI, date(2026, 11, 24))


def test_in_training_every_paper_and_every_book_says_sample(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    (one,) = take_in(desk, clock, 23)
    target = tmp_path / "so.pdf"
    usual, value = slips.slip(desk, one.id), slips.receipt_of(one, MAI.name)
    seen = slips.preview(desk, value)
    assert papers.sheets(desk, usual, Stock.A5) == usual.pdf
    paper_settings.write(desk.store, PaperSettings(training=True))
    assert slips.preview(desk, value).pixels != seen.pixels
    books.register(desk, NOVEMBER, target)
    for pdf in (papers.sheets(desk, usual, Stock.A5), papers.sheets(desk, usual, Stock.PAIR), target.read_bytes()):
        assert all("MẪU" in page for page in page_texts(pdf))


def test_a_dossier_of_newer_rules_has_its_line_and_the_book_is_printed(
    desk: Desk, clock: Clock, tmp_path: Path
) -> None:
    """It came from a desk with a newer program: the others of the year do not wait until this one has it too."""
    first, last = take_in(desk, clock, 23, 25)
    newer = come_down(desk, 24, 9001, ruleset="2031")
    target = tmp_path / "so.pdf"
    assert books.register(desk, NOVEMBER, target) is not None
    rows = entries(target.read_bytes())[:3]
    assert [(row[0], row[1]) for row in rows] == [("1", first.code), ("2", newer), ("3", last.code)]
    assert squeezed(rows[1][4]) == squeezed(first.applicant.name)
    assert rows[1][7:9] == ["24/11/2026", "26/11/2026"]
    assert [squeezed("Nhận theo mẫu mới hơn chương trình") in squeezed(row[12]) for row in rows] == [False, True, False]
