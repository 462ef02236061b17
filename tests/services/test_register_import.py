"""An older register taken over: each line once, with its state, dates and number, and what is wrong with it named."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from onecua_desk.domain.parts import State
from onecua_desk.domain.register import RegisterField
from onecua_desk.errors import UserError
from onecua_desk.services import lookup, processing, register_import, upkeep
from onecua_desk.services.desk import Desk
from onecua_desk.services.register_import import Preview
from tests.clock import Clock
from tests.desk_fixture import BIRTH, MAI, receive
from tests.imports.tables import HEADS, workbook
from tests.services.old_register import NAME, OWN, ROWS, found, look, path, take

__all__ = ["path"]


def test_every_line_becomes_a_dossier_with_its_state_and_dates(desk: Desk, path: Path) -> None:
    assert take(desk, path) == 7
    states = {row.applicant: row.state for row in found(desk, "")}
    assert states == {
        "Đặng Thị Hà": State.RETURNED,
        "Lê Văn Tám": State.PROCESSING,
        "Vũ Thị Sáu": State.RECEIVED,
        "Bùi Văn Năm": State.RESULT_READY,
        "Hà Thị Tư": State.AWAITING_PAPERS,
        "Đỗ Thị Ba": State.REFUSED,
        "Ngô Văn Hai": State.WITHDRAWN,
    }
    story = lookup.story(desk, found(desk, "15/2025")[0].id)
    dossier = story.dossier
    assert (dossier.received_at, dossier.due) == (datetime(2025, 11, 4, 8), datetime(2025, 11, 7, 17))
    assert dossier.closed_at == datetime(2025, 11, 6, 17)
    assert (dossier.received.procedure, dossier.received.procedure_name) == (BIRTH, NAME)
    assert dossier.received.payment is None
    assert upkeep.check(desk) == []


def test_a_number_of_the_right_form_stays_and_others_get_the_next_of_their_day(desk: Desk, path: Path) -> None:
    take(desk, path)
    codes = {row.applicant: row.code for row in found(desk, "")}
    assert codes["Lê Văn Tám"] == OWN
    assert codes["Đặng Thị Hà"] == "H02.15.23-251104-1001"
    assert codes["Vũ Thị Sáu"] == "H02.15.23-251104-1002"
    assert codes["Bùi Văn Năm"] == "H02.15.23-251105-1001"


def test_the_old_number_and_its_last_digits_find_the_dossier(desk: Desk, path: Path) -> None:
    take(desk, path)
    assert [row.applicant for row in found(desk, "17/2025")] == ["Bùi Văn Năm"]
    assert [row.applicant for row in found(desk, "251104-0007")] == ["Lê Văn Tám"]


def test_the_same_register_again_brings_only_what_is_new(desk: Desk, path: Path) -> None:
    take(desk, path)
    assert take(desk, path) == 0
    new = ("8", "21/2025", "Lý Văn Một", "", "", NAME, "07/11/2025", "", "", "")
    workbook(path, [HEADS, (*ROWS[0][:2], "ĐẶNG THỊ HÀ", *ROWS[0][3:]), *ROWS[1:], new])
    preview = look(desk, path)
    assert ([line.applicant.name for line in preview.fresh], len(preview.known)) == (["Lý Văn Một"], 7)
    assert take(desk, path) == 1
    assert len(found(desk, "")) == 8


def line(code: str, name: str, procedure: str = NAME, received: str = "04/11/2025") -> tuple[object, ...]:
    return ("", code, name, "", "", procedure, received, "", "", "")


def said(preview: Preview) -> list[tuple[int, str]]:
    return [(error.row, error.sentence) for error in preview.errors]


def test_two_registers_that_both_begin_with_1_are_taken_over_whole(desk: Desk, tmp_path: Path) -> None:
    births = workbook(tmp_path / "ho-tich.xlsx", [HEADS, line("1", "Trần Thị An"), line("2", "Lò Văn Ba")])
    land = workbook(tmp_path / "dat-dai.xlsx", [HEADS, line("1", "Lê Văn Bình", "Đăng ký đất đai")])
    assert (take(desk, births), take(desk, land)) == (2, 1)
    assert {row.applicant for row in found(desk, "")} == {"Trần Thị An", "Lò Văn Ba", "Lê Văn Bình"}
    assert {row.applicant for row in found(desk, "1")} >= {"Trần Thị An", "Lê Văn Bình"}
    assert take(desk, births) == take(desk, land) == 0


def test_another_citizen_under_a_number_that_was_taken_over_is_an_error_and_never_passed_over(
    desk: Desk, path: Path, tmp_path: Path
) -> None:
    take(desk, path)
    preview = look(desk, workbook(tmp_path / "hai.xlsx", [HEADS, line("15/2025", "Lê Văn Bình")]))
    sentence = "Số 15/2025 đã là của «Đặng Thị Hà»; hãy sửa số, hoặc tên, trong sổ."
    assert (said(preview), preview.fresh, preview.known) == ([(2, sentence)], (), ())


def test_a_citizen_whose_name_was_put_right_here_is_known_by_both_names(desk: Desk, path: Path, tmp_path: Path) -> None:
    take(desk, path)
    processing.correct(desk, MAI, found(desk, "17/2025")[0].id, {"name": "Bùi Văn Nam"}, "Sổ ghi nhầm")
    for name in ("Bùi Văn Năm", "Bùi Văn Nam"):
        preview = look(desk, workbook(tmp_path / "hai.xlsx", [HEADS, line("17/2025", name, BIRTH, "05/11/2025")]))
        assert (len(preview.known), preview.errors) == (1, ())


def test_the_same_line_twice_in_a_file_is_an_error_of_the_second(desk: Desk, tmp_path: Path) -> None:
    other = line("15/2025", "Lê Văn Bình")
    again = line(OWN, "Lê Văn Tám", "Việc khác", "05/11/2025")
    preview = look(desk, workbook(tmp_path / "so.xlsx", [HEADS, *ROWS, ROWS[0], ROWS[2], other, again]))
    assert said(preview) == [
        (9, "Trùng với dòng 2."),
        (10, "Trùng với dòng 4."),
        (11, "Số 15/2025 đã là của «Đặng Thị Hà» (dòng 2); hãy sửa số, hoặc tên, trong sổ."),
        (12, "Trùng với dòng 3."),
    ]


def test_a_dossier_that_is_here_under_its_code_is_not_taken_twice(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    mine = receive(desk)
    lines = [line(mine.code, mine.applicant.name, received="23/11/2026")]
    preview = look(desk, workbook(tmp_path / "so.xlsx", [HEADS, *lines]))
    assert (len(preview.fresh), len(preview.known)) == (0, 1)
    preview = look(desk, workbook(tmp_path / "so.xlsx", [HEADS, line(mine.code, "Tên khác", received="23/11/2026")]))
    assert (len(preview.fresh), len(preview.known), len(preview.errors)) == (0, 0, 1)


@pytest.mark.parametrize("titles", [0, 3])
def test_more_lines_than_one_import_takes_are_refused_with_how_to_split_them(tmp_path: Path, titles: int) -> None:
    path = tmp_path / "so.csv"
    rows = [f"{number},Đặng Thị Hà,Khai sinh,04/11/2025" for number in range(register_import.MOST_LINES * 3)]
    heads = [*["SỔ THEO DÕI,,,"] * titles, "Số hồ sơ,Họ tên,Thủ tục,Ngày nhận"]
    path.write_text("\n".join([*heads, *rows]), encoding="utf-8")
    with pytest.raises(UserError, match=r"hơn 5\.000 hồ sơ, mỗi lần nhập nhiều nhất 5\.000.*tách thành nhiều tệp"):
        register_import.open_register(path)
    path.write_text("\n".join([*heads, *rows[: register_import.MOST_LINES]]), encoding="utf-8")
    register = register_import.open_register(path)
    assert register is not None
    assert len(register.rows) == register_import.MOST_LINES


def test_a_reading_that_was_stopped_brings_no_register(path: Path) -> None:
    assert register_import.open_register(path, lambda: True) is None


def test_a_line_that_is_longer_than_can_be_sent_is_an_error_of_its_row(desk: Desk, tmp_path: Path) -> None:
    heads = ("Số hồ sơ", "Họ tên", "Thủ tục", "Ngày nhận", "Địa chỉ", "Ngày sinh", "Phí", "Ghi chú")
    long = "ữ" * 2_000
    rows = [(long, long, long, "04/11/2025", *[long] * 4), ("2", "Hà", long, "04/11/2025", long, "", "", "")]
    preview = look(desk, workbook(tmp_path / "so.xlsx", [heads, *rows]))
    assert [line.row for line in preview.fresh] == [3]
    ((row, sentence),) = said(preview)
    assert row == 2
    assert "Nội dung ghi quá dài" in sentence
    assert take(desk, tmp_path / "so.xlsx") == 1


def test_what_a_person_should_look_at_stands_beside_the_line(desk: Desk, path: Path) -> None:
    assert look(desk, path).remarks == {4: "Số giấy tờ 34186001234 thiếu số 0 ở đầu, ghi là 034186001234."}


def test_hidden_rows_are_taken_and_counted(desk: Desk, tmp_path: Path) -> None:
    book = load_workbook(workbook(tmp_path / "so.xlsx", [HEADS, line("1", "Hà"), line("2", "Tám")]))
    book.worksheets[1].row_dimensions[3].hidden = True
    book.save(tmp_path / "so.xlsx")
    preview = look(desk, tmp_path / "so.xlsx")
    assert (preview.hidden, len(preview.fresh)) == (1, 2)
    assert preview.remarks == {3: "Dòng đang ẩn trong bảng tính."}


def test_procedures_that_the_catalogue_does_not_have_are_counted_and_keep_their_name(desk: Desk, path: Path) -> None:
    assert dict(look(desk, path).unnamed) == {"Việc không có trong danh mục": 1}
    take(desk, path)
    (row,) = found(desk, "vu thi sau")
    assert (row.procedure, row.procedure_name) == ("", "Việc không có trong danh mục")


def test_wrong_rows_are_named_and_the_others_can_be_taken(desk: Desk, tmp_path: Path) -> None:
    bad = ("9", "22/2025", "", "", "", NAME, "07/11/2025", "", "", "")
    path = workbook(tmp_path / "so.xlsx", [HEADS, *ROWS, bad])
    preview = look(desk, path)
    assert [(error.row, error.sentence) for error in preview.errors] == [(9, "Thiếu họ tên người nộp.")]
    assert len(preview.fresh) == 7


def test_a_needed_column_that_nobody_named_is_asked_for(desk: Desk, path: Path) -> None:
    register = register_import.open_register(path)
    assert register is not None
    mapped = dict(register.mapped)
    del mapped[RegisterField.PROCEDURE]
    with pytest.raises(UserError, match="Hãy chọn cột cho «Thủ tục»") as refused:
        register_import.look(desk, register, mapped)
    assert refused.value.field == RegisterField.PROCEDURE
    assert register_import.labels(register.heads)[:2] == ["A: STT", "B: Số biên nhận"]
