"""Numbers of the register are given once and for ever, late-comers behind, over days, years and volumes."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from onecua_desk.domain.report import Period
from onecua_desk.services import books, paper_settings, register_numbers
from onecua_desk.services.desk import Desk
from onecua_desk.services.paper_settings import PaperSettings
from onecua_desk.store import register_entries, renumber
from tests.clock import Clock
from tests.desk_fixture import receive
from tests.paper.books import entries
from tests.paper.samples import page_texts
from tests.services.by_hand import Ledger
from tests.services.december import NOVEMBER
from tests.services.november import come_down, on, printed, take_in


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


def test_numbers_are_given_once_however_many_ask(desk: Desk, clock: Clock) -> None:
    take_in(desk, clock, 23, 24)
    with desk.store.write() as connection:
        assert register_numbers.give(connection, NOVEMBER, 500, clock().date()) == 2
        assert register_numbers.give(connection, NOVEMBER, 500, clock().date()) == 0
