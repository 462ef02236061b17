"""Columns guessed from their heads, and rows read as dossiers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from onecua_desk.domain.parts import State
from onecua_desk.domain.register import RegisterField, read_state
from onecua_desk.errors import UserError
from onecua_desk.imports.columns import find_heads, guess
from onecua_desk.imports.reading import Row
from onecua_desk.imports.register_rows import read_line, remark
from tests.district.writing import received
from tests.imports.tables import HEADS

F = RegisterField
NOW = datetime(2026, 11, 23, 9, 41)
MAPPED: dict[RegisterField, int] = {
    F.CODE: 0,
    F.NAME: 1,
    F.NUMBER: 2,
    F.PHONE: 3,
    F.PROCEDURE: 4,
    F.RECEIVED: 5,
    F.DUE: 6,
    F.STATE: 7,
    F.RETURNED: 8,
}
MAPPED |= {F.BORN: 9, F.FEE: 10, F.NOTE: 11}
CELLS = ["15/2025", "Đặng Thị Hà", "34086005678", "912345678", "Đăng ký khai sinh", "04/11/2025", "07/11/2025", "", ""]
CELLS += ["1988", "8.000", "gấp"]


def row(**changes: str) -> Row:
    cells = list(CELLS)
    for name, text in changes.items():
        cells[MAPPED[RegisterField[name.upper()]]] = text
    return Row(7, tuple(cells))


@pytest.mark.parametrize(
    ("heads", "field"),
    [
        ("Số biên nhận hồ sơ", F.CODE),
        ("MÃ HỒ SƠ", F.CODE),
        ("Họ, tên người nộp hồ sơ", F.NAME),
        ("Tên tổ chức, cá nhân", F.NAME),
        ("Số CCCD/CMND", F.NUMBER),
        ("SĐT", F.PHONE),
        ("Tên TTHC", F.PROCEDURE),
        ("Mã TTHC", F.PROCEDURE_CODE),
        ("Nội dung yêu cầu giải quyết", F.PROCEDURE),
        ("Ngày tiếp nhận", F.RECEIVED),
        ("Ngày, tháng hẹn trả", F.DUE),
        ("Ngày hẹn trả kết quả", F.DUE),
        ("Ngày trả kết quả", F.RETURNED),
        ("Ngày nhận kết quả", F.RETURNED),
        ("Tình trạng hồ sơ", F.STATE),
        ("Cán bộ tiếp nhận", F.OFFICIAL),
        ("Phí, lệ phí", F.FEE),
    ],
)
def test_a_column_is_known_by_its_head(heads: str, field: RegisterField) -> None:
    assert guess(Row(1, ("STT", heads))) == {field: 1}


def test_each_column_has_one_meaning() -> None:
    mapped = guess(Row(1, HEADS))
    assert mapped == {
        F.CODE: 1,
        F.NAME: 2,
        F.NUMBER: 3,
        F.PHONE: 4,
        F.PROCEDURE: 5,
        F.RECEIVED: 6,
        F.DUE: 7,
        F.STATE: 8,
        F.RETURNED: 9,
    }


def test_the_heads_are_found_below_the_titles() -> None:
    titles = [Row(1, ("UBND XÃ SUỐI TRONG",)), Row(2, ("", "SỔ THEO DÕI HỒ SƠ", "Ngày 05/01/2026"))]
    assert find_heads([*titles, Row(4, HEADS), Row(5, ("1", "15/2025"))]) == 2
    assert find_heads(titles) == 0


def test_a_row_becomes_a_dossier_with_its_dates_and_its_old_number() -> None:
    line = read_line(row(), MAPPED, NOW)
    assert (line.row, line.old_code, line.procedure) == (7, "15/2025", "Đăng ký khai sinh")
    assert (line.received_at, line.due) == (datetime(2025, 11, 4, 8), datetime(2025, 11, 7, 17))
    assert (line.applicant.number, line.applicant.phone) == ("034086005678", "0912345678")
    assert line.note == "Sổ cũ số 15/2025; Sinh: 1988; Phí theo sổ: 8.000; gấp"
    assert (line.state, line.ended_at) == (State.RECEIVED, None)
    assert read_line(row(born="29/02/1988"), MAPPED, NOW).applicant.born == date(1988, 2, 29)


def test_whole_numbers_with_a_point_are_their_figures() -> None:
    line = read_line(row(code="15.0", number="34086005678.0", phone="912345678.0"), MAPPED, NOW)
    assert (line.old_code, line.applicant.number, line.applicant.phone) == ("15", "034086005678", "0912345678")


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("034086005678", ""),
        ("012345678", ""),
        ("0101234567-001", ""),
        ("B1234567", ""),
        ("", ""),
        ("34086005678", "Số giấy tờ 34086005678 thiếu số 0 ở đầu, ghi là 034086005678."),
        ("34086005678.0", "Số giấy tờ 34086005678 thiếu số 0 ở đầu, ghi là 034086005678."),
        ("1086005678", "Số giấy tờ có 10 chữ số, có thể mất số 0 ở đầu; hãy so lại."),
        ("03408600567890", "Số giấy tờ có 14 chữ số; hãy so lại."),
    ],
)
def test_a_personal_number_that_is_not_whole_is_remarked_on(number: str, said: str) -> None:
    assert remark(row(number=number), MAPPED) == said


def test_a_day_of_return_alone_means_that_it_was_returned() -> None:
    line = read_line(row(returned="06/11/2025 10:15"), MAPPED, NOW)
    assert (line.state, line.ended_at) == (State.RETURNED, datetime(2025, 11, 6, 10, 15))


def test_what_was_received_today_was_not_received_later_than_now() -> None:
    assert read_line(row(received="23/11/2026 15:00", due=""), MAPPED, NOW).received_at == NOW


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": ""}, "Thiếu họ tên người nộp"),
        ({"procedure": ""}, "Thiếu thủ tục"),
        ({"received": ""}, "Thiếu ngày nhận"),
        ({"received": "31/02/2025"}, "«31/02/2025» không phải ngày có thật"),
        ({"received": "04/11/2027"}, "không thể đúng"),
        ({"received": "04/11/1925"}, "không thể đúng"),
        ({"due": "03/11/2025"}, "Ngày hẹn trả trước ngày nhận"),
        ({"returned": "03/11/2025"}, "Ngày trả 03/11/2025 không thể đúng"),
        ({"returned": "24/11/2026"}, "không thể đúng"),
        ({"state": "lơ lửng"}, "Trạng thái «lơ lửng» chưa rõ nghĩa"),
        ({"number": "3.4186E+10"}, r"Số giấy tờ «3\.4186E\+10»: Excel đã đổi số thành dạng 3\.4E\+10"),
        ({"phone": "9,12E+08"}, r"Điện thoại «9,12E\+08»: Excel đã đổi số .* định dạng cột là Văn bản rồi xuất lại"),
        ({"code": "1.00000E+20"}, "Excel đã đổi số"),
        ({"phone": "x" * 400}, "Điện thoại dài 400 chữ"),
        ({"phone": "0912345678, 0987654321"}, "Điện thoại có 20 chữ số; mỗi hồ sơ chỉ giữ một số"),
        ({"name": "N" * 2_001}, "Ô ở cột B dài hơn 2.000 chữ"),
        ({"received": "45965"}, "Ngày nhận «45965» là ngày mà bảng tính giữ thành số; hãy định dạng cột là Ngày"),
        ({"due": "45965.375"}, "Ngày hẹn trả «45965.375» là ngày mà bảng tính giữ thành số"),
        ({"born": "32143"}, "Ngày sinh «32143» là ngày mà bảng tính giữ thành số"),
    ],
)
def test_a_row_that_is_no_dossier_says_why(changes: dict[str, str], said: str) -> None:
    with pytest.raises(UserError, match=said):
        read_line(row(**changes), MAPPED, NOW)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Đã trả kết quả", State.RETURNED),
        ("ĐÃ TRẢ", State.RETURNED),
        ("Đang xử lý.", State.PROCESSING),
        ("Chờ bổ sung", State.AWAITING_PAPERS),
        ("có kết quả", State.RESULT_READY),
        ("Từ chối", State.REFUSED),
        ("Công dân rút", State.WITHDRAWN),
        ("?", None),
    ],
)
def test_states_are_read_by_their_usual_words(text: str, state: State | None) -> None:
    assert read_state(text) is state


def test_the_key_of_a_numbered_line_is_its_number_day_and_procedure() -> None:
    key = read_line(row(), MAPPED, NOW).key
    assert read_line(row(name="Đặng Thị Hòa", note="", procedure="ĐĂNG KÝ: Khai  sinh"), MAPPED, NOW).key == key
    assert read_line(row(received="05/11/2025"), MAPPED, NOW).key != key
    assert read_line(row(procedure="Đăng ký đất đai"), MAPPED, NOW).key != key
    assert key == "15/2025@2025-11-04 dang ky khai sinh"


def test_the_key_of_a_dossier_code_is_the_code_alone() -> None:
    code = "H02.15.23-251104-0007"
    line = read_line(row(code=code), MAPPED, NOW)
    assert read_line(row(code=code, received="05/11/2025", procedure="Khác"), MAPPED, NOW).key == line.key


@pytest.mark.parametrize("code", ["15/2025", "15@sổ hai", "H02.15.23-251104-0007", ""])
def test_the_old_number_can_be_read_from_the_key(code: str) -> None:
    key = read_line(row(code=code, procedure="Gửi qua @ cho xã"), MAPPED, NOW).key
    assert replace(received(1001), imported=key).old_code == code


def test_a_line_without_a_number_is_known_by_who_what_and_when() -> None:
    key = read_line(row(code=""), MAPPED, NOW).key
    assert read_line(row(code="", note="khác", name="ĐẶNG THỊ HÀ"), MAPPED, NOW).key == key
    assert read_line(row(code="", name="Đặng Thị Hòa"), MAPPED, NOW).key != key
    assert key.startswith("@")
