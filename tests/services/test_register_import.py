"""An older register taken over: whole or not at all, once, with its dates and numbers, and accepted by the server."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from onecua_desk.domain.events import EventId
from onecua_desk.domain.parts import State
from onecua_desk.domain.register import RegisterField
from onecua_desk.errors import UserError
from onecua_desk.services import identity, intake, lookup, processing, register_import, replica, upkeep
from onecua_desk.services.desk import Desk
from onecua_desk.services.register_import import Preview
from onecua_desk.store import log, settings
from onecua_desk.wire.enrolment import Enrolment, write_enrolment
from onecua_desk.wire.messages import UNENROLLED
from tests.clock import Clock
from tests.desk_fixture import BIRTH, MAI, draft, procedure, receive
from tests.imports.tables import HEADS, workbook
from tests.journeys.town import town
from tests.services import by_hand
from tests.services.by_hand import Commune

NAME = procedure(BIRTH).name
OWN = "H02.15.23-251104-0007"
ROWS = (
    (
        "1",
        "15/2025",
        "Đặng Thị Hà",
        34186001234,
        912345678,
        NAME,
        datetime(2025, 11, 4),
        "07/11/2025",
        "Đã trả",
        "06/11/2025",
    ),
    ("2", OWN, "Lê Văn Tám", "", "", NAME.upper(), "04/11/2025 9h15", "", "Đang giải quyết", ""),
    ("3", "", "Vũ Thị Sáu", "", "", "Việc không có trong danh mục", "04/11/2025", "", "", ""),
    ("4", "17/2025", "Bùi Văn Năm", "", "", BIRTH, "05/11/2025", "10/11/2025", "Có kết quả", ""),
    ("5", "18/2025", "Hà Thị Tư", "", "", NAME, "05/11/2025", "", "Chờ bổ sung", ""),
    ("6", "19/2025", "Đỗ Thị Ba", "", "", NAME, "06/11/2025", "", "Từ chối", ""),
    ("7", "20/2025", "Ngô Văn Hai", "", "", NAME, "06/11/2025", "", "Đã rút", "08/11/2025"),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return workbook(tmp_path / "so.xlsx", [["SỔ THEO DÕI HỒ SƠ NĂM 2025"], [], HEADS, *ROWS])


def look(desk: Desk, path: Path) -> Preview:
    register = register_import.open_register(path)
    assert register is not None
    return register_import.look(desk, register, register.mapped)


def take(desk: Desk, path: Path) -> int:
    done = register_import.take(desk, MAI, look(desk, path).fresh)
    assert done is not None
    return done.value


def found(desk: Desk, text: str) -> list[lookup.DossierRow]:
    return lookup.page(desk, lookup.Chip.ALL, text)


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


def test_stopped_before_the_end_nothing_is_written(desk: Desk, path: Path) -> None:
    told: list[tuple[int, int]] = []
    lines = look(desk, path).fresh
    assert register_import.take(desk, MAI, lines, lambda *at: told.append(at), lambda: True) is None
    assert told == [(0, 7)]
    assert found(desk, "") == []


def test_when_the_last_line_cannot_be_written_none_is(desk: Desk, path: Path) -> None:
    with desk.store.write() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER full BEFORE INSERT ON dossier_key WHEN new.key = '202025' "
            "BEGIN SELECT RAISE(ABORT, 'đầy'); END"
        )
    with pytest.raises(Exception, match="đầy"):
        take(desk, path)
    assert found(desk, "") == []
    with desk.store.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM event").scalar() == 0


def test_what_the_counter_saves_meanwhile_keeps_its_number_and_the_import_goes_on(desk: Desk, path: Path) -> None:
    lines = look(desk, path).fresh
    saved: list[EventId] = []

    def meanwhile(done: int, total: int) -> None:
        if not saved:
            saved.append(intake.receive(desk, draft(desk), MAI).value.id)

    done = register_import.take(desk, MAI, lines, meanwhile)
    assert done is not None
    assert (done.value, len(found(desk, ""))) == (7, 8)
    assert saved[0] not in done.changes.dossiers
    assert upkeep.check(desk) == []


def test_a_desk_that_is_enrolled_meanwhile_writes_as_the_device_that_it_is_now(desk: Desk, path: Path) -> None:
    lines = look(desk, path).fresh
    with desk.store.write() as connection:
        me = identity.of(connection)
        settings.put(connection, "identity", replace(me, device=UNENROLLED))
    code = write_enrolment(Enrolment("http://127.0.0.1:1", "x" * 43, 7, me.unit, me.desk))

    def meanwhile(done: int, total: int) -> None:
        if identity.line(desk.store) is None:
            identity.enrol(desk.store, code)

    done = register_import.take(desk, MAI, lines, meanwhile)
    assert done is not None
    assert (done.value, {id.device for id in done.changes.dossiers}) == (7, {7})
    assert {event.device for event in by_hand.said(desk).events} == {7}


def test_a_desk_that_hears_meanwhile_that_its_numbers_are_taken_writes_above_them(desk: Desk, path: Path) -> None:
    def meanwhile(done: int, total: int) -> None:
        with desk.store.write() as connection:
            settings.put(connection, log.LAST_SEQ, 40)

    done = register_import.take(desk, MAI, look(desk, path).fresh, meanwhile)
    assert done is not None
    assert min(id.seq for id in done.changes.dossiers) == 41


def test_a_desk_that_was_never_quiet_writes_nothing(desk: Desk, path: Path) -> None:
    def busy(done: int, total: int) -> None:
        receive(desk)

    with pytest.raises(UserError, match="chưa ghi gì, hãy nhập lại lúc vắng"):
        register_import.take(desk, MAI, look(desk, path).fresh, busy)
    assert {row.applicant for row in found(desk, "")} == {draft(desk).applicant.name}


def test_the_other_desk_knows_what_was_imported(commune: Commune, path: Path) -> None:
    take(commune.one, path)
    commune.settle_all()
    assert {row.code for row in found(commune.two, "")} == {row.code for row in found(commune.one, "")}
    assert len(look(commune.two, path).known) == 7


def test_the_register_that_two_desks_took_over_alone_becomes_one_set_of_dossiers(
    tmp_path: Path, clock: Clock, template: Path, path: Path
) -> None:
    with town(tmp_path / "town", clock, template) as place:
        one, two = place.seats
        for seat in place.seats:
            assert take(seat.desk, path) == 7
        for seat in (one, two, one):
            assert seat.exchange()
        assert len(one.states()) == 7
        refused = [one for one in replica.refusals(two.desk) if one.title == "Tiếp nhận"]
        assert len(refused) == 7
        assert "đã được nhập thành hồ sơ H02.15.23-251104-1001; hãy dùng hồ sơ đó." in refused[0].sentence
        assert (replica.refusals(one.desk), take(two.desk, path)) == ([], 0)


def test_a_real_district_accepts_all_of_it(tmp_path: Path, clock: Clock, template: Path, path: Path) -> None:
    with town(tmp_path / "town", clock, template, 1) as place:
        (seat,) = place.seats
        take(seat.desk, path)
        assert seat.exchange()
        assert seat.sound()
        with seat.desk.store.read() as connection:
            statuses: Any = connection.exec_driver_sql("SELECT DISTINCT status FROM event").scalars().all()
        assert statuses == ["accepted"]
