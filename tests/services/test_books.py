"""The register as a file: numbers given once and for ever, late-comers behind, whole files or none; the day sheet."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import Event, EventId
from onecua_desk.domain.parts import Collector
from onecua_desk.domain.report import Period
from onecua_desk.errors import UserError
from onecua_desk.services import books, handback, paper_settings, papers, processing, register_numbers, slips
from onecua_desk.services.desk import Desk
from onecua_desk.services.paper_settings import PaperSettings
from onecua_desk.services.print_settings import Stock
from onecua_desk.store import dossiers, log, register_entries, renumber
from tests.clock import Clock
from tests.desk_fixture import BICH, MAI, receive
from tests.paper.books import entries
from tests.paper.samples import page_texts, squeezed
from tests.services.by_hand import Ledger

NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))


def on(day: date) -> Period:
    return Period(day, day)


def take_in(desk: Desk, clock: Clock, *days: int) -> list[Dossier]:
    """A dossier on each of these days of November, one minute after the other; then it is evening."""
    received = []
    for minute, day in enumerate(days):
        clock.at = datetime.combine(date(2026, 11, day), time(9)) + timedelta(minutes=minute)
        received.append(receive(desk))
    clock.at = datetime.combine(clock.at.date(), time(17))
    return received


def come_down(desk: Desk, day: int, serial: int, **other: Any) -> str:
    """What another desk received on that day of November reaches this one now; its code."""
    sample = receive(desk).received
    at, id = datetime(2026, 11, day, 10), EventId(9, serial)
    code = f"H02.15.23-2611{day}-{serial}"
    with desk.store.write() as connection:
        log.append(connection, Event(id, id, at, MAI, replace(sample, code=code, desk=9, **other)))
        dossiers.project(connection, id)
    return code


def printed(desk: Desk, period: Period, folder: Path) -> list[tuple[int, str]]:
    """Number and code of every line of the register."""
    target = folder / "so.pdf"
    assert books.register(desk, period, target) is not None
    return [(int(row[0]), row[1]) for row in entries(target.read_bytes())]


def test_numbers_go_on_over_days_and_stay_in_every_later_print(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    codes = [dossier.code for dossier in take_in(desk, clock, 23, 23, 24)]
    assert printed(desk, on(date(2026, 11, 23)), tmp_path) == [(1, codes[0]), (2, codes[1])]
    assert printed(desk, on(date(2026, 11, 24)), tmp_path) == [(3, codes[2])]
    more = [dossier.code for dossier in take_in(desk, clock, 25)]
    assert printed(desk, NOVEMBER, tmp_path) == list(enumerate([*codes, *more], start=1))


def test_whoever_prints_a_later_day_first_gives_the_earlier_days_their_numbers_too(
    desk: Desk, clock: Clock, tmp_path: Path
) -> None:
    codes = [dossier.code for dossier in take_in(desk, clock, 23, 25)]
    assert printed(desk, on(date(2026, 11, 25)), tmp_path) == [(2, codes[1])]
    assert printed(desk, on(date(2026, 11, 23)), tmp_path) == [(1, codes[0])]


def test_a_late_comer_takes_the_next_number_is_named_and_stands_in_both_periods(
    desk: Desk, clock: Clock, tmp_path: Path
) -> None:
    first, last = take_in(desk, clock, 23, 25)
    printed(desk, NOVEMBER, tmp_path)
    clock.at = datetime(2026, 12, 1, 8)
    late = come_down(desk, 24, 9001)
    written = books.register(desk, NOVEMBER, tmp_path / "so.pdf")
    assert written is not None
    assert (written.dossiers, written.late, written.first, written.last) == (3, 1, "số 1 (quyển 1)", "số 3 (quyển 1)")
    rows = entries((tmp_path / "so.pdf").read_bytes())
    assert [(row[0], row[1]) for row in rows] == [("1", first.code), ("2", last.code), ("3", late)]
    assert rows[2][12] == "Vào sổ sau, ngày 01/12/2026"
    december = printed(desk, Period(date(2026, 12, 1), date(2026, 12, 31)), tmp_path)
    assert [number for number, _ in december] == [3, 4]
    assert december[0][1] == late


def test_what_came_late_for_the_year_before_is_entered_there_when_january_is_printed(
    desk: Desk, clock: Clock, tmp_path: Path
) -> None:
    january = Period(date(2027, 1, 1), date(2027, 1, 31))
    (first,) = take_in(desk, clock, 25)
    printed(desk, NOVEMBER, tmp_path)
    clock.at = datetime(2027, 1, 4, 9)
    late, new = come_down(desk, 24, 9001), receive(desk)
    written = books.register(desk, january, tmp_path / "so.pdf")
    assert written is not None
    assert written.late == 1
    rows = entries((tmp_path / "so.pdf").read_bytes())
    assert [(row[0], row[1]) for row in rows][:1] == [("2", late)]
    assert rows[-1][1] == new.code
    assert printed(desk, NOVEMBER, tmp_path) == [(1, first.code), (2, late)]


def test_numbers_that_begin_anew_each_year_are_named_with_their_years(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    take_in(desk, clock, 25)
    clock.at = datetime(2027, 1, 4, 9)
    receive(desk)
    written = books.register(desk, Period(date(2026, 11, 1), date(2027, 1, 31)), tmp_path / "so.pdf")
    assert written is not None
    assert (written.first, written.last) == ("số 1 năm 2026 (quyển 1)", "số 1 năm 2027 (quyển 1)")


def test_a_year_whose_book_was_never_begun_gets_no_numbers_from_the_next(
    desk: Desk, clock: Clock, tmp_path: Path
) -> None:
    take_in(desk, clock, 25)
    clock.at = datetime(2027, 1, 4, 9)
    new = receive(desk)
    assert printed(desk, Period(date(2027, 1, 1), date(2027, 1, 31)), tmp_path) == [(1, new.code)]
    with desk.store.read() as connection:
        assert register_entries.reached(connection, 2026).number == 0


def test_a_volume_is_full_and_the_next_begins_while_numbers_go_on(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    paper_settings.write(desk.store, PaperSettings(volume_size=2))
    take_in(desk, clock, 23, 23, 23)
    books.register(desk, on(date(2026, 11, 23)), tmp_path / "so.pdf")
    paper_settings.write(desk.store, PaperSettings(volume_size=3))
    take_in(desk, clock, 24, 24, 24)
    written = books.register(desk, NOVEMBER, tmp_path / "so.pdf")
    assert written is not None
    assert (written.dossiers, written.last) == (6, "số 6 (quyển 3)")
    pages = page_texts((tmp_path / "so.pdf").read_bytes())
    covers = [page for page in pages if "Cộng trang" not in page]
    assert ["Từ số: 1 đến số: 2" in covers[0], "Từ số: 3 đến số: 5" in covers[1], "Từ số: 6" in covers[2]] == [True] * 3


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


def test_a_receipt_that_the_server_refused_keeps_its_number_and_says_so(
    desk: Desk, clock: Clock, tmp_path: Path
) -> None:
    refused, other = take_in(desk, clock, 23, 23)
    before = printed(desk, NOVEMBER, tmp_path)
    Ledger().exchange(desk, lambda event: "Trùng mã." if event.seq == refused.id.seq else "accepted")
    assert printed(desk, NOVEMBER, tmp_path) == before == [(1, refused.code), (2, other.code)]
    assert [row[12] for row in entries((tmp_path / "so.pdf").read_bytes())] == ["Cấp trên không nhận", ""]


def test_a_dossier_that_gets_another_identity_keeps_its_number(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    codes = [dossier.code for dossier in take_in(desk, clock, 23, 24)]
    before = printed(desk, NOVEMBER, tmp_path)
    with desk.store.write() as connection:
        renumber.take_device(connection, 0, 7)
    assert printed(desk, NOVEMBER, tmp_path) == before == list(enumerate(codes, start=1))


def test_nothing_to_print_and_periods_that_are_none_are_said(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    take_in(desk, clock, 23)
    target = tmp_path / "so.pdf"
    with pytest.raises(UserError, match=r"Từ 01/10/2026 đến 31/10/2026 không có hồ sơ nào"):
        books.register(desk, Period(date(2026, 10, 1), date(2026, 10, 31)), target)
    with pytest.raises(UserError, match="trước ngày đầu kỳ"):
        books.register(desk, Period(date(2026, 11, 30), date(2026, 11, 1)), target)
    assert list(tmp_path.glob("so*")) == []


def test_progress_rises_to_the_end_and_stopping_leaves_what_was_there(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    take_in(desk, clock, *(23,) * 5)
    target = tmp_path / "so.pdf"
    target.write_bytes(b"before")
    told: list[tuple[int, int]] = []
    assert books.register(desk, NOVEMBER, target, stopped=lambda: bool(told), told=lambda *at: told.append(at)) is None
    assert target.read_bytes() == b"before"
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []
    told.clear()
    books.register(desk, NOVEMBER, target, lambda *at: told.append(at))
    assert told == sorted(told)
    assert (told[0], told[-1]) == ((0, 5), (5, 5))


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_said(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    take_in(desk, clock, 23)
    locked = tmp_path / "khoa"
    locked.mkdir(0o555)
    with pytest.raises(UserError, match="không có quyền"):
        books.register(desk, NOVEMBER, locked / "so.pdf")


def test_a_folder_that_is_not_there_is_said(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    take_in(desk, clock, 23)
    with pytest.raises(UserError, match=r"Không ghi được tệp .*không còn ở đó nữa"):
        books.register(desk, NOVEMBER, tmp_path / "khong-co" / "so.pdf")


@pytest.mark.skipif(os.name != "posix", reason="the size of files is limited by POSIX means")
def test_a_disk_that_takes_no_more_leaves_no_half_register(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    import resource

    take_in(desk, clock, 23)
    target = tmp_path / "so.pdf"
    books.register(desk, NOVEMBER, target)
    before, limits = target.read_bytes(), resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, limits[1]))
    try:
        with pytest.raises(UserError, match=r"Không ghi được tệp .*lớn hơn"):
            books.register(desk, NOVEMBER, target)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert target.read_bytes() == before
    assert [path.name for path in tmp_path.glob("*.part")] == []


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


def test_numbers_are_given_once_however_many_ask(desk: Desk, clock: Clock) -> None:
    take_in(desk, clock, 23, 24)
    with desk.store.write() as connection:
        assert register_numbers.give(connection, NOVEMBER, 500, clock().date()) == 2
        assert register_numbers.give(connection, NOVEMBER, 500, clock().date()) == 0


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
