"""The technician's file, and opening a desk on what lies in its folder."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import datetime, time
from pathlib import Path

import pytest
import trustme

from onecua_desk import config
from onecua_desk.domain.calendar import DeskHours
from onecua_desk.errors import UserError
from onecua_desk.opening import open_desk
from onecua_desk.resources import resource
from onecua_desk.services import identity, intake, procedures
from onecua_desk.services.desk import Desk
from onecua_desk.store import settings as store_settings
from onecua_desk.store.engine import FILE
from tests.clock import Clock
from tests.desk_fixture import THREE_DAYS, draft, make_desk, settings_in


def written(folder: Path, text: str) -> Path:
    (folder / config.FILE).write_text(text, encoding="utf-8")
    return folder


def test_without_a_file_the_usual_settings_apply_and_everything_lies_in_the_folder(tmp_path: Path) -> None:
    settings = config.load(tmp_path)
    assert settings == config.Settings(data=tmp_path, slips=tmp_path / "giay-hen")
    assert settings.hours == DeskHours()


def test_what_the_file_says_is_taken_and_the_rest_stays_usual(tmp_path: Path) -> None:
    text = 'slips = "/in"\nhours = [[07:00:00, 11:00:00], ["13:00:00", "16:30:00"]]\nseconds_between_runs = 30\n'
    settings = config.load(written(tmp_path, text))
    assert settings.slips == Path("/in")
    assert settings.hours == DeskHours(((time(7), time(11)), (time(13), time(16, 30))))
    assert (settings.seconds_between_runs, settings.calendar, settings.catalogue) == (30.0, None, None)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("slips = ", "không đọc được"),
        ("slip = 'x'", "mục lạ «slip»"),
        ("slips = 5", "«slips» sai kiểu"),
        ('hours = [["7 giờ", "11:00:00"]]', "ngày hoặc giờ viết sai"),
        ("hours = [[11:00:00, 07:00:00]]", "giờ bắt đầu trước giờ kết thúc"),
        ("hours = []", "Giờ làm việc"),
        ("seconds_between_runs = 4", "phải >= 5"),
        ("seconds_between_runs = nan", "phải >= 5"),
        ("seconds_between_runs = -5", "phải >= 5"),
        ("seconds_between_runs = 86401", "phải <= 86400"),
        ("seconds_between_runs = inf", "phải <= 86400"),
        ('hours = [["07:30Z", "11:30"]]', "giờ viết sai"),
        ('hours = [["07:30:00Z", "11:30:00Z"]]', "múi giờ"),
        ('hours = [["07:30:00+07:00", "11:30"]]', "múi giờ"),
        ('hours = ["07:30", "11:30"]', "sai kiểu"),
        ('slips = "D:\\giay-hen"', "dòng 1 viết sai"),
        ("\nslips = 'x'\n\nhours = [[", "cuối tệp viết sai"),
        ("slips = 'a\0b'", "dòng 1 viết sai"),
        ('calendar = "a\\u0000b"', "ký tự không dùng được"),
        ("hours = " + "[" * 100_000, "lồng nhau quá sâu"),
        (f"seconds_between_runs = {'9' * 5000}", "viết sai"),
    ],
)
def test_a_mistake_in_the_file_is_said_in_one_vietnamese_sentence(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(UserError, match=said) as caught:
        config.load(written(tmp_path, text))
    sentence = str(caught.value).replace(str(tmp_path), "")
    assert sentence.count("\n") == 0
    assert not re.search(r"(?i)expected|invalid|error|unescaped|\bat line", sentence)


@pytest.mark.parametrize("moments", ['["7:30", "11:30"]', '["07:30", "11:30"]', '[07:30:00, "11:30:00"]'])
def test_hours_are_written_with_or_without_seconds(tmp_path: Path, moments: str) -> None:
    settings = config.load(written(tmp_path, f"hours = [{moments}]"))
    assert settings.hours == DeskHours(((time(7, 30), time(11, 30)),))


def test_the_byte_order_mark_that_notepad_writes_is_passed_over(tmp_path: Path) -> None:
    assert config.load(written(tmp_path, "\ufeffseconds_between_runs = 30")).seconds_between_runs == 30


def test_relative_paths_start_at_the_folder_of_the_file(tmp_path: Path) -> None:
    text = 'slips = "../giay-hen"\ncalendar = "lich.json"\ncatalogue = "/danh-muc.jsonl"\n'
    settings = config.load(written(tmp_path, text))
    assert settings.slips == tmp_path.parent / "giay-hen"
    assert (settings.calendar, settings.catalogue) == (tmp_path / "lich.json", Path("/danh-muc.jsonl"))


def test_a_file_that_cannot_be_opened_is_said_without_the_systems_own_words(tmp_path: Path) -> None:
    (tmp_path / config.FILE).mkdir()
    with pytest.raises(UserError, match="không mở được tệp") as caught:
        config.load(tmp_path)
    assert "Errno" not in str(caught.value)


def test_the_example_of_the_readme_is_a_file_that_the_program_reads(tmp_path: Path) -> None:
    readme = (Path(__file__).resolve().parent.parent / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", readme, re.DOTALL)
    settings = config.load(written(tmp_path, example))
    assert settings.hours == DeskHours()
    assert settings.slips == tmp_path / "D:/giay-hen"
    assert settings.calendar is not None


@pytest.mark.parametrize("data", [b"\xff\xfe", b"slips = '\xff'"])
def test_a_file_that_is_no_text_is_said_in_one_sentence(tmp_path: Path, data: bytes) -> None:
    (tmp_path / config.FILE).write_bytes(data)
    with pytest.raises(UserError, match=config.FILE):
        config.load(tmp_path)


def test_other_desk_hours_move_the_appointment(tmp_path: Path, clock: Clock, template: Path) -> None:
    make_desk(tmp_path / "desk", clock, template).store.close()
    due = []
    for hours in (DeskHours(), DeskHours(((time(7), time(11)), (time(13), time(16, 30))))):
        desk = open_desk(replace(settings_in(tmp_path / "desk"), hours=hours), clock)
        appointment = intake.quote(desk, draft(desk, THREE_DAYS)).appointment
        assert appointment is not None
        due.append(appointment.due)
        desk.store.close()
    assert [moment.time() for moment in due] == [time(17), time(16, 30)]
    assert due[0].date() == due[1].date()


def opened_with(
    folder: Path, clock: Clock, template: Path, calendar: Path | None = None, catalogue: Path | None = None
) -> Desk:
    """A desk of the template opened with other files than the shipped ones."""
    folder.mkdir()
    shutil.copy(template / FILE, folder / FILE)
    return open_desk(replace(settings_in(folder), calendar=calendar, catalogue=catalogue), clock)


@pytest.mark.loud
def test_a_broken_catalogue_row_is_named_in_the_log_at_every_start_and_the_rest_is_loaded(
    tmp_path: Path, clock: Clock, template: Path, caplog: pytest.LogCaptureFixture
) -> None:
    lines = resource("catalogue.jsonl").read_text(encoding="utf-8").splitlines()
    lines[1] = lines[1].replace('"name"', '"nmae"', 1)
    (tmp_path / "other.jsonl").write_text("\n".join(lines), encoding="utf-8")
    desk = opened_with(tmp_path / "desk", clock, template, catalogue=tmp_path / "other.jsonl")
    assert len(procedures.known(desk).offered) == len(lines) - 1
    (message,) = [record.getMessage() for record in caplog.records if record.levelname == "WARNING"]
    assert "Dòng 2" in message
    desk.store.close()
    caplog.clear()
    open_desk(replace(settings_in(tmp_path / "desk"), catalogue=tmp_path / "other.jsonl"), clock).store.close()
    assert [record.getMessage() for record in caplog.records if record.levelname == "WARNING"] == [message]


@pytest.mark.loud
@pytest.mark.parametrize("text", ["", "\n\n", "không phải danh mục"])
def test_a_catalogue_without_a_readable_row_leaves_the_old_one_in_place_and_says_so(
    tmp_path: Path, clock: Clock, template: Path, caplog: pytest.LogCaptureFixture, text: str
) -> None:
    (tmp_path / "other.jsonl").write_text(text, encoding="utf-8")
    desk = opened_with(tmp_path / "desk", clock, template, catalogue=tmp_path / "other.jsonl")
    assert len(procedures.known(desk).offered) > 10
    assert "giữ nguyên danh mục cũ" in caplog.text
    desk.store.close()


@pytest.mark.parametrize("data", [None, b"\xff\xfe\xff"])
def test_a_catalogue_that_cannot_be_read_is_said_in_one_sentence_and_the_data_are_let_go(
    tmp_path: Path, clock: Clock, template: Path, data: bytes | None
) -> None:
    other = tmp_path / "other.jsonl"
    if data is not None:
        other.write_bytes(data)
    with pytest.raises(UserError, match=r"other\.jsonl"):
        opened_with(tmp_path / "desk", clock, template, catalogue=other)
    open_desk(settings_in(tmp_path / "desk"), clock).store.close()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (None, "other.json"),
        (b"\xff\xfe", "other.json"),
        (b"{", "không đọc được"),
        (b'{"years": [2026], "days": [{"date": "2026-02-30", "kind": "off", "reason": "x"}]}', "mục thứ 1"),
        (b'{"years": [2026], "days": [{"date": "2027-01-01", "kind": "off", "reason": "x"}]}', "2027"),
    ],
)
def test_a_broken_calendar_is_said_in_one_sentence_and_nothing_is_opened(
    tmp_path: Path, clock: Clock, template: Path, data: bytes | None, said: str
) -> None:
    other = tmp_path / "other.json"
    if data is not None:
        other.write_bytes(data)
    with pytest.raises(UserError, match=said):
        opened_with(tmp_path / "desk", clock, template, calendar=other)
    assert not (tmp_path / "desk" / "desk.lock").exists()


def test_the_shipped_calendar_and_catalogue_are_read_without_a_problem(desk: Desk) -> None:
    assert len(procedures.known(desk).offered) > 10
    assert desk.calendar.covers(datetime(2026, 11, 23).date())


def test_the_certificates_that_the_file_names_are_read_and_their_key_stays_where_it_is(tmp_path: Path) -> None:
    authority = trustme.CA(key_type=trustme.KeyType.ECDSA)
    authority.private_key_pem.write_to_path(str(tmp_path / "tinh.pem"))
    authority.cert_pem.write_to_path(str(tmp_path / "tinh.pem"), append=True)
    pinned = config.load(written(tmp_path, 'ca = "tinh.pem"\n')).ca
    assert pinned == authority.cert_pem.bytes().decode()
    (tmp_path / "tinh.pem").write_text("chứng chỉ", encoding="utf-8")
    with pytest.raises(UserError, match=r"tinh\.pem không có chứng chỉ dạng PEM"):
        config.load(tmp_path)
    (tmp_path / "tinh.pem").unlink()
    with pytest.raises(UserError, match=r"tinh\.pem: không còn ở đó nữa"):
        config.load(tmp_path)


def test_the_certificates_of_the_file_go_before_those_of_the_code(desk: Desk) -> None:
    with desk.store.write() as connection:
        store_settings.put(connection, "line", identity.Line("https://x.vn", "t", "code"))
    assert [identity.line(desk.store, ca).ca for ca in ("", "file")] == ["code", "file"]  # type: ignore[union-attr]
