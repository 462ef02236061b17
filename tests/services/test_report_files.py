"""The report, its lists and the register as files: real numbers in each kind, nothing personal in a name."""

from __future__ import annotations

import csv
import os
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from onecua_desk.domain.period import Preset, around
from onecua_desk.domain.report import By, Column, Figure, Period
from onecua_desk.domain.report_words import COLUMNS, figures
from onecua_desk.errors import UserError
from onecua_desk.services import paper_settings, register_files, report_files, reports, saved_files
from onecua_desk.services.desk import Desk
from onecua_desk.services.paper_settings import PaperSettings
from tests.clock import Clock
from tests.desk_fixture import BICH, COPY, MAI, THREE_DAYS, receive
from tests.exports.workbooks import computed, formulas, rows, sheet
from tests.paper.samples import page_texts
from tests.services.results import with_result
from tests.services.test_terms import written

NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))
EVERYTHING = Figure(NOVEMBER, By.FIELD, None, Column.RECEIVED)


@pytest.fixture
def town(desk: Desk, clock: Clock) -> Desk:
    """Four dossiers of two fields; one has its result, one person tries to be a formula."""
    receive(desk, COPY)
    with_result(desk, receive(desk, COPY))
    clock.turn(hours=1)
    receive(desk, THREE_DAYS, replace(BICH, name="=HYPERLINK(1)"))
    receive(desk, THREE_DAYS)
    return desk


def go_on(_done: int, _of: int) -> None:
    pass


def never() -> bool:
    return False


@pytest.mark.parametrize("by", list(By))
def test_the_workbook_says_what_the_report_says_and_its_sums_are_formulas(town: Desk, tmp_path: Path, by: By) -> None:
    path, report = tmp_path / "bao cao.xlsx", reports.report(town, NOVEMBER, by)
    report_files.save_report(town, MAI, report, path)
    found, written = sheet(path), sheet(path, values=True)
    body = [row[:13] for row in rows(path, values=True)[7:]]
    for number, line in enumerate(report.rows, 1):
        assert body[number - 1] == (number, line.name, *figures(line.counts))
    assert body[len(report.rows)] == (None, "Tổng cộng", *figures(report.total))
    for cell in formulas(found):
        assert computed(found, cell) == written[cell].value
    sums = [cell for cell in formulas(found) if cell.endswith(str(8 + len(report.rows)))]
    assert len(sums) == (3 if by is By.MONTH else len(COLUMNS))
    assert [row[4] for row in rows(path, values=True)[-4:]] == ["Khớp"] * 4
    assert "Tháng 11/2026" in str(found["A3"].value)


def test_csv_has_the_same_figures(town: Desk, tmp_path: Path) -> None:
    path, report = tmp_path / "bao cao.csv", reports.report(town, NOVEMBER, By.FIELD)
    report_files.save_report(town, MAI, report, path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        read = list(csv.reader(file, delimiter=";"))
    assert read[-1] == ["", "Tổng cộng", *map(str, figures(report.total))]
    assert len(read) == len(report.rows) + 2


def test_the_pdf_has_the_charts_and_in_training_its_mark(town: Desk, tmp_path: Path) -> None:
    path, report = tmp_path / "bao cao.pdf", reports.report(town, NOVEMBER, By.FIELD)
    report_files.save_report(town, MAI, report, path)
    table, charts = page_texts(path.read_bytes())
    assert "Tháng 11/2026" in table
    assert "BIỂU ĐỒ" in charts
    assert "MẪU" not in table
    paper_settings.write(town.store, PaperSettings(training=True))
    report_files.save_report(town, MAI, report, path)
    assert "MẪU" in page_texts(path.read_bytes())[0]


def test_a_period_without_dossiers_makes_a_report_of_noughts(desk: Desk, tmp_path: Path) -> None:
    report = reports.report(desk, around(Preset.MONTH, date(2026, 1, 5)), By.FIELD)
    for kind in ("xlsx", "csv", "pdf"):
        report_files.save_report(desk, MAI, report, tmp_path / f"b.{kind}")
    assert rows(tmp_path / "b.xlsx", values=True)[7][1:4] == ("Tổng cộng", 0, 0)
    (text,) = page_texts((tmp_path / "b.pdf").read_bytes())
    assert "Tổng cộng 0 0 0" in text


def test_the_list_behind_a_figure_is_that_figure(town: Desk, tmp_path: Path) -> None:
    path, told = tmp_path / "ds.xlsx", list[tuple[int, int]]()
    assert report_files.save_list(town, EVERYTHING, "Tổng số (3)", path, lambda *at: told.append(at), never)
    read = rows(path)[4:]
    assert len(read) == reports.report(town, NOVEMBER, By.FIELD).total[Column.RECEIVED] == 4
    assert [row[2] for row in read].count("=HYPERLINK(1)") == 1
    assert formulas(sheet(path)) == []
    assert read[0][5] > read[-1][5]
    assert told == [(0, 4)]


def test_a_list_that_was_stopped_is_not_there(town: Desk, tmp_path: Path) -> None:
    path = tmp_path / "ds.csv"
    assert not report_files.save_list(town, EVERYTHING, "", path, go_on, lambda: True)
    assert list(tmp_path.glob("*.part")) == []
    assert not path.exists()


def test_the_register_as_a_table_has_the_numbers_of_its_pages(town: Desk, tmp_path: Path) -> None:
    path = tmp_path / "so.xlsx"
    assert register_files.save(town, NOVEMBER, path, go_on, never) == 4
    read = rows(path)[5:]
    assert [row[:3] for row in read] == [(2026, 1, number) for number in (1, 2, 3, 4)]
    assert all(str(row[3]).startswith("H02.15.23-261123-") for row in read)
    assert [row[2] for row in rows(path)[5:]] == [row[2] for row in read]
    with pytest.raises(UserError, match="không có hồ sơ nào để vào sổ"):
        register_files.save(town, Period(date(2026, 1, 1), date(2026, 1, 31)), path, go_on, never)
    with pytest.raises(UserError, match="trước ngày đầu kỳ"):
        register_files.save(town, Period(date(2026, 2, 1), date(2026, 1, 31)), path, go_on, never)


def test_names_of_files_hold_nothing_personal(town: Desk) -> None:
    report = reports.report(town, NOVEMBER, By.OFFICIAL)
    row = report.rows[0]
    names = [
        report_files.report_title(report.by, NOVEMBER),
        report_files.list_title(Figure(NOVEMBER, By.OFFICIAL, row.key, Column.LATE)),
        report_files.rates_title(NOVEMBER),
    ]
    assert all("2026-11-01 đến 2026-11-30" in name and row.name not in name for name in names)


def test_the_folder_of_the_last_file_is_offered_again_while_it_is_there(desk: Desk, tmp_path: Path) -> None:
    assert saved_files.folder(desk) == Path.home()
    stick = tmp_path / "usb"
    stick.mkdir()
    saved_files.saved(desk, MAI, "Bảng kê", stick / "b.pdf")
    assert saved_files.folder(desk) == stick
    stick.rmdir()
    assert saved_files.folder(desk) == Path.home()


def test_of_the_kinds_that_there_are_the_one_chosen_last_is_offered(desk: Desk) -> None:
    assert saved_files.kind(desk, ["xlsx", "pdf", "csv"]) == "xlsx"
    for chosen in ("csv", "pdf"):
        saved_files.saved(desk, MAI, "Báo cáo", Path.home() / f"b.{chosen}", chosen)
    assert saved_files.kind(desk, ["xlsx", "pdf", "csv"]) == "pdf"
    assert saved_files.kind(desk, ["xlsx", "csv"]) == "csv", "of a list no PDF is made: what was chosen before that"
    saved_files.saved(desk, MAI, "Biểu đồ", Path.home() / "c.pdf")
    saved_files.saved(desk, MAI, "Báo cáo", Path.home() / "b.xlsx", "xlsx")
    saved_files.saved(desk, MAI, "Biểu đồ", Path.home() / "c.pdf")
    assert saved_files.kind(desk, ["xlsx", "pdf", "csv"]) == "xlsx", "nobody chose that charts are a PDF"


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such rights")
def test_a_folder_that_cannot_even_be_asked_about_is_as_good_as_gone(desk: Desk) -> None:
    saved_files.saved(desk, MAI, "Bảng kê", Path("/", "a" * 300, "b.pdf"))
    assert saved_files.folder(desk) == Path.home()


def test_what_a_power_cut_left_of_ours_goes_with_the_next_file(desk: Desk, tmp_path: Path) -> None:
    left, young, other = (tmp_path / name for name in ("onecua-a.part", "onecua-b.part", "film.part"))
    for file in (left, young, other):
        file.write_bytes(b"half")
    for file in (left, other):
        os.utime(file, (0, 0))
    saved_files.saved(desk, MAI, "Bảng kê", tmp_path / "b.pdf")
    assert [file.exists() for file in (left, young, other)] == [False, True, True]


def test_every_saved_file_is_written_down_newest_first(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    for number in range(60):
        saved_files.saved(desk, MAI, f"Danh sách {number}", tmp_path / f"{number}.xlsx")
        clock.turn(minutes=1)
    first = saved_files.listed(desk)
    rest = saved_files.listed(desk, first[-1].id)
    assert [one.what for one in (*first, *rest)] == [f"Danh sách {number}" for number in reversed(range(60))]
    assert (rest[-1].by, rest[-1].path, rest[-1].at) == (MAI, str(tmp_path / "0.xlsx"), datetime(2026, 11, 23, 9, 41))


def test_the_charts_are_drawn_of_the_same_figures(town: Desk) -> None:
    by_month, by_field = report_files.charts(town, NOVEMBER)
    report = reports.report(town, NOVEMBER, By.FIELD)
    assert by_month.series[0].values == (4,)
    assert sum(by_field.series[0].values) == report.total[Column.RECEIVED]


def test_the_register_names_a_dossier_of_newer_rules_in_its_turn(desk: Desk, tmp_path: Path) -> None:
    dossier = written(desk, ruleset="2031")
    path = tmp_path / "so.xlsx"
    assert register_files.save(desk, NOVEMBER, path, go_on, never) == 2
    (line,) = (row for row in rows(path, values=True) if dossier.code in row)
    assert dossier.applicant.name in line
    assert line[-1] == "Nhận theo mẫu mới hơn chương trình"


def test_a_file_whose_name_no_text_can_hold_is_written_down_all_the_same(desk: Desk) -> None:
    saved_files.saved(desk, MAI, "Bảng kê", Path("/lost-\udcff", "b.pdf"))
    assert [one.path for one in saved_files.listed(desk)] == [str(Path("/lost-?", "b.pdf"))]
    assert saved_files.folder(desk) == Path.home()
