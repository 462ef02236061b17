"""Enrolling and revoking desks, naming operators."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest
from sqlalchemy import select

from onecua_desk.district import tables
from onecua_desk.district.access import add_operator, desk_of, enrol, operator_of, revoke
from onecua_desk.district.database import District, file_url, open_district
from onecua_desk.district.denied import Denied
from onecua_desk.errors import UserError
from onecua_desk.wire.enrolment import Enrolment, read_enrolment
from onecua_desk.wire.messages import DISTRICT_DEVICE
from tests.district_fixture import NOW, UNIT

URL = "https://motcua.example.vn"
FIELDS = asdict(UNIT)


@pytest.fixture
def district(tmp_path: Path) -> Iterator[District]:
    opened = open_district(file_url(tmp_path), lambda: NOW)
    yield opened
    opened.close()


def _enrol(district: District, desk: int) -> Enrolment:
    return read_enrolment(enrol(district, FIELDS, desk, URL))


def test_a_device_that_a_server_has_forgotten_gets_its_own_number_again(district: District) -> None:
    assert read_enrolment(enrol(district, FIELDS, 2, URL, forgotten=5)).device == 5
    assert _enrol(district, 1).device == 6
    with pytest.raises(UserError, match="Số thiết bị 5 đã cấp cho máy khác"):
        enrol(district, FIELDS, 3, URL, forgotten=5)
    with pytest.raises(UserError, match="lớn quá"):
        enrol(district, FIELDS, 3, URL, forgotten=50_000)
    with pytest.raises(UserError, match="Số thiết bị 1 đã cấp"):
        enrol(district, FIELDS, 3, URL, forgotten=DISTRICT_DEVICE)


def test_devices_are_numbered_after_the_district_and_never_again(district: District) -> None:
    assert [_enrol(district, desk).device for desk in (1, 2)] == [2, 3]
    revoke(district, 3)
    assert _enrol(district, 2).device == 4


def test_an_enrolment_code_says_all_that_a_desk_needs(district: District) -> None:
    enrolment = read_enrolment(enrol(district, FIELDS, 7, f"{URL}/"))
    assert (enrolment.url, enrolment.unit, enrolment.desk) == (URL, UNIT, 7)
    assert desk_of(district, enrolment.token) == (enrolment.device, UNIT.code)


def test_a_desk_is_enrolled_once_until_it_is_revoked(district: District) -> None:
    _enrol(district, 1)
    with pytest.raises(UserError, match=r"Quầy 1 của đơn vị H02\.15\.23 đã ghi danh \(thiết bị 2\)"):
        _enrol(district, 1)


def test_the_token_itself_is_not_kept(district: District) -> None:
    token = _enrol(district, 1).token
    with district.read() as connection:
        rows = connection.execute(select(tables.device)).all()
    assert token.encode() not in str(rows).encode()
    assert len(token) >= 43


def test_a_known_unit_needs_only_its_code_and_new_words_replace_old_ones(district: District) -> None:
    _enrol(district, 1)
    fields = {**dict.fromkeys(FIELDS, ""), "code": UNIT.code, "place": "Tân Hòa"}
    unit = read_enrolment(enrol(district, fields, 2, URL)).unit
    assert (unit.name, unit.place) == (UNIT.name, "Tân Hòa")


@pytest.mark.parametrize(
    ("fields", "desk", "url", "sentence"),
    [
        ({**FIELDS, "code": "h02"}, 1, URL, "Mã đơn vị «h02» không đúng dạng"),
        ({**FIELDS, "name": " "}, 1, URL, "hãy ghi đủ tên"),
        (FIELDS, 0, URL, "Số quầy phải từ 1 đến 9"),
        (FIELDS, 1, "motcua.example.vn", "phải bắt đầu bằng http"),
    ],
)
def test_wrong_words_enrol_nobody(
    district: District, fields: dict[str, str], desk: int, url: str, sentence: str
) -> None:
    with pytest.raises(UserError, match=sentence):
        enrol(district, fields, desk, url)
    assert _enrol(district, 1).device == 2


@pytest.mark.parametrize("number", [0, DISTRICT_DEVICE, 99])
def test_only_a_device_in_use_can_be_revoked(district: District, number: int) -> None:
    with pytest.raises(UserError, match=f"Không có thiết bị {number} đang dùng"):
        revoke(district, number)


def test_a_revoked_token_opens_nothing(district: District) -> None:
    enrolment = _enrol(district, 1)
    revoke(district, enrolment.device)
    with pytest.raises(Denied):
        desk_of(district, enrolment.token)
    with pytest.raises(UserError, match="Không có thiết bị 2 đang dùng"):
        revoke(district, enrolment.device)


def test_naming_an_operator_again_replaces_the_token(district: District) -> None:
    official, first = add_operator(district, " Đặng  Thị Hà ")
    assert (official.login, official.name) == ("dang.thi.ha", "Đặng Thị Hà")
    _, second = add_operator(district, "Đặng Thị Hà")
    assert operator_of(district, second) == official
    with pytest.raises(Denied):
        operator_of(district, first)
    with pytest.raises(UserError, match="Hãy ghi họ tên"):
        add_operator(district, " ")
