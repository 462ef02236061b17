"""A package at the district: whose it is, whether it is whole, and what is said where it is not."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, replace
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from msgspec import structs

from onecua_desk.district.__main__ import main
from onecua_desk.district.access import enrol
from onecua_desk.district.bundle import take_in
from onecua_desk.district.database import District, file_url, open_district
from onecua_desk.domain.parts import Unit
from onecua_desk.errors import UserError
from onecua_desk.wire import package
from onecua_desk.wire.age import make_keys
from onecua_desk.wire.enrolment import Enrolment, read_enrolment
from onecua_desk.wire.package import Kind, Label, Package, Secret, Section
from tests.district_fixture import UNIT

NOW = datetime(2026, 11, 23, 9, 41)
DESK_KEYS = make_keys()


@pytest.fixture
def district(tmp_path: Path) -> Iterator[District]:
    with closing(open_district(file_url(tmp_path / "district"), lambda: NOW)) as opened:
        yield opened


@pytest.fixture
def code(district: District) -> Enrolment:
    return joined(district)


def joined(district: District, unit: Unit = UNIT, desk: int = 1) -> Enrolment:
    return read_enrolment(enrol(district, asdict(unit), desk, "http://127.0.0.1:9"))


def label(code: Enrolment) -> Label:
    key = Secret.of_token(code.token).name
    return Label(code.device, code.unit.code, code.desk, 1, NOW, key, DESK_KEYS.recipient)


def written(folder: Path, code: Enrolment, label: Label, sections: list[Section] | None = None) -> Path:
    """A package sealed with the token in ``code``, whatever its ``label`` says."""
    path = folder / "goi.ocp"
    with path.open("wb") as file:
        package.write(file, label, sections or [], code.recipient, Secret.of_token(code.token))
    return path


def opened(path: Path) -> Package:
    return Package(BytesIO(path.read_bytes()))


def test_the_enrolment_code_brings_the_key_and_it_stays_the_same(district: District, code: Enrolment) -> None:
    assert code.recipient.startswith("age1")
    assert joined(district, desk=2).recipient == code.recipient


def test_an_answer_lies_beside_the_package_and_is_for_that_desk_alone(
    district: District, code: Enrolment, tmp_path: Path
) -> None:
    path = written(tmp_path, code, label(code))
    found = take_in(district, path)
    assert found.answer.parent == tmp_path
    assert found.answer.name == "onecua-H02_15_23-1-261123-0941-1.oca"
    with closing(opened(found.answer)) as answer, closing(opened(path)) as asked:
        answer.check(Secret.of_token(code.token))
        asked.check(Secret.of_token(code.token))
        assert answer.label.answers == asked.seal
        assert [kind for kind, _ in answer.sections(DESK_KEYS.identity)] == [Kind.STREAM, Kind.RECEIVED, Kind.DAYS]


@pytest.mark.skipif(os.name != "posix", reason="modes of POSIX")
def test_an_answer_can_be_read_by_the_one_who_carries_it(district: District, code: Enrolment, tmp_path: Path) -> None:
    found = take_in(district, written(tmp_path, code, label(code)))
    assert found.answer.stat().st_mode & 0o777 == 0o644


def test_a_package_of_another_unit_or_of_nobody_is_refused(district: District, code: Enrolment, tmp_path: Path) -> None:
    other = joined(district, replace(UNIT, code="H02.15.99"))
    for wrong in (
        structs.replace(label(code), unit="H02.15.99"),
        structs.replace(label(code), device=99),
        structs.replace(label(code), device=1),
        structs.replace(label(code), device=other.device),
    ):
        with pytest.raises(UserError, match="chưa ghi danh ở máy chủ này"):
            take_in(district, written(tmp_path, code, wrong))


def test_a_package_in_another_desks_name_is_refused(district: District, code: Enrolment, tmp_path: Path) -> None:
    thief = joined(district, desk=2)
    with pytest.raises(UserError, match="bị cắt hoặc bị sửa"):
        take_in(district, written(tmp_path, thief, label(code)))


@pytest.mark.parametrize("change", ["cut", "altered", "longer"])
def test_a_package_that_is_not_as_it_was_written_is_refused(
    district: District, code: Enrolment, tmp_path: Path, change: str
) -> None:
    path = written(tmp_path, code, label(code), [(Kind.FILE, b"x")])
    whole = path.read_bytes()
    path.write_bytes({"cut": whole[:-1], "altered": whole[:-40] + b"!" + whole[-39:], "longer": whole + b"!"}[change])
    with pytest.raises(UserError, match="bị cắt hoặc bị sửa trên đường"):
        take_in(district, path)
    assert [one.name for one in tmp_path.glob("*.oca")] == []


def test_a_package_for_another_server_is_refused(district: District, code: Enrolment, tmp_path: Path) -> None:
    path = tmp_path / "goi.ocp"
    with path.open("wb") as file:
        secret = Secret.of_token(code.token)
        package.write(file, label(code), [(Kind.FILE, b"x")], DESK_KEYS.recipient, secret)
    with pytest.raises(UserError, match="mã hóa cho khóa khác của máy chủ"):
        take_in(district, path)


def test_what_a_desk_wrote_wrongly_is_said(district: District, code: Enrolment, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="không trọn vẹn"):
        take_in(district, written(tmp_path, code, label(code), [(Kind.STREAM, b"")]))
    with pytest.raises(UserError):
        take_in(district, written(tmp_path, code, label(code), [(Kind.STREAM, b"junk")]))
    with pytest.raises(UserError, match="không trọn vẹn"):
        take_in(district, written(tmp_path, code, label(code), [(Kind.DAYS, b"[1]")]))
    without = structs.replace(label(code), recipient="age1")
    with pytest.raises(UserError, match="không ghi khóa để trả lời"):
        take_in(district, written(tmp_path, code, without))


def test_a_file_that_no_dossier_names_is_not_kept(district: District, code: Enrolment, tmp_path: Path) -> None:
    found = take_in(district, written(tmp_path, code, label(code), [(Kind.FILE, b"x")]))
    assert (found.files, len(found.not_kept)) == (0, 1)


def test_a_stick_that_takes_no_answer_is_said_and_the_package_is_in(
    district: District, code: Enrolment, tmp_path: Path
) -> None:
    path = written(tmp_path, code, label(code))
    with pytest.raises(UserError, match="Đã nhận gói nhưng chưa ghi được gói trả lời"):
        take_in(district, path, tmp_path / "missing")
    assert take_in(district, path).answer.is_file()


def test_the_command_imports_and_says_where_the_answer_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(open_district(file_url(tmp_path / "data"), lambda: NOW)) as district:
        code = joined(district)
    path = written(tmp_path, code, label(code), [(Kind.FILE, b"x")])
    (tmp_path / "usb").mkdir()
    typed = ["bundle", "--folder", str(tmp_path / "data"), str(path)]
    assert main([*typed, "--answer", str(tmp_path / "usb")]) == 0
    out, err = capsys.readouterr()
    (answer,) = (tmp_path / "usb").iterdir()
    assert out.startswith("Đã nhận gói 1 của quầy 1, đơn vị H02.15.23, ghi lúc 09:41 23/11/2026.\n")
    assert f"Gói trả lời mang về quầy: {answer}\n" in out
    assert err == ""
    path.write_bytes(b"junk")
    assert main(typed) == 1
    assert capsys.readouterr().err == "Tệp goi.ocp không phải là gói của quầy một cửa.\n"
