"""The officials' requests over HTTP, and the description of the interface."""

from __future__ import annotations

from pathlib import Path

import pytest
import requests

from onecua_desk.district.database import open_district
from onecua_desk.district.server import RunningDistrict
from onecua_desk.domain.parts import State
from onecua_desk.wire.messages import DISTRICT_DEVICE
from tests.district.postgres import drop_database, new_database
from tests.district.writing import BareDesk, handed_over
from tests.district_fixture import NOW, EnrolledDistrict

CODE = "H02.15.23-261121-1001"
RESULT = {"number": "15/TL-HT", "day": "2026-11-21", "copies": 2}


@pytest.fixture
def office(enrolled: EnrolledDistrict, http: requests.Session) -> requests.Session:
    http.headers["Authorization"] = f"Bearer {enrolled.operator_token}"
    return http


@pytest.fixture
def address(enrolled: EnrolledDistrict, desk: BareDesk) -> str:
    """Of a dossier that was handed over; serial 1001, the first of the first desk."""
    assert desk.verdicts(desk.received(1), desk.wire(2, handed_over(), about=1))[1].status == "accepted"
    return f"{enrolled.url}/v1/dossiers/{CODE}"


def test_a_recorded_result_reaches_the_desk(office: requests.Session, address: str, desk: BareDesk) -> None:
    response = office.post(f"{address}/result", json=RESULT, timeout=10)
    assert (response.status_code, response.json()["state"]) == (200, State.RESULT_READY)
    (placed,) = desk.send().events
    assert (placed.position, placed.event.device, placed.event.seq) == (3, DISTRICT_DEVICE, 1)
    assert (placed.event.kind, placed.event.name) == ("result_recorded", "Trần Văn Bình")


def test_a_refusal_closes_the_dossier_and_a_result_comes_too_late(office: requests.Session, address: str) -> None:
    assert office.post(f"{address}/refusal", json={"reason": "Không thuộc thẩm quyền"}, timeout=10).status_code == 200
    late = office.post(f"{address}/result", json=RESULT, timeout=10)
    assert (late.status_code, late.json()) == (
        409,
        {"sentence": f"Hồ sơ {CODE} đang «Từ chối», không ghi được «Có kết quả»."},
    )


def test_a_dossier_is_shown_with_its_history(office: requests.Session, address: str) -> None:
    office.post(f"{address}/result", json=RESULT, timeout=10)
    shown = office.get(address, timeout=10).json()
    assert (shown["dossier"]["code"], shown["dossier"]["state_label"]) == (CODE, "Có kết quả")
    assert shown["dossier"]["due"] == "2026-11-23T08:30:00"
    lines = [(line["title"], line["official"], line["district"]) for line in shown["history"]]
    hoa = "Nguyễn Thị Hoa"
    assert lines == [
        ("Tiếp nhận", hoa, False),
        ("Chuyển xử lý", hoa, False),
        ("Có kết quả", "Trần Văn Bình", True),
    ]


def test_an_unknown_code_is_404(office: requests.Session, enrolled: EnrolledDistrict) -> None:
    url = f"{enrolled.url}/v1/dossiers/H02.15.23-261121-9999"
    answers = [
        office.get(url, timeout=10),
        office.post(f"{url}/result", json=RESULT, timeout=10),
        office.post(f"{url}/refusal", json={"reason": "x"}, timeout=10),
    ]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert answers[0].json() == {"sentence": "Không có hồ sơ mang mã «H02.15.23-261121-9999»."}


def test_nobody_gets_in_without_an_operators_token(address: str, desk: BareDesk, http: requests.Session) -> None:
    for headers in ({}, {"Authorization": "Bearer x"}, {"Authorization": f"Bearer {desk.enrolment.token}"}):
        answers = [
            http.get(address, headers=headers, timeout=10),
            http.post(f"{address}/result", json=RESULT, headers=headers, timeout=10),
            http.post(f"{address}/refusal", json={"reason": "x"}, headers=headers, timeout=10),
        ]
        assert [answer.status_code for answer in answers] == [401, 401, 401]
        assert answers[0].json() == {"sentence": "Mã truy cập không đúng; hãy xin quản trị máy chủ cấp mã mới."}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"number": " "}, "Hãy ghi số của kết quả."),
        ({"day": "2026-11-22"}, "Ngày của kết quả không được sau hôm nay."),
        ({"copies": 0}, "Số bản phải từ 1 đến 999."),
        ({"day": "mai"}, "Máy chủ không đọc được yêu cầu; hãy kiểm tra các mục đã gửi."),
    ],
)
def test_bad_input_is_400_with_a_sentence(
    office: requests.Session, address: str, change: dict[str, object], sentence: str
) -> None:
    response = office.post(f"{address}/result", json={**RESULT, **change}, timeout=10)
    assert (response.status_code, response.json()) == (400, {"sentence": sentence})


def test_what_is_not_there_is_said_in_vietnamese_too(office: requests.Session, enrolled: EnrolledDistrict) -> None:
    assert office.get(f"{enrolled.url}/nothing", timeout=10).json() == {"sentence": "Máy chủ không có địa chỉ này."}
    assert office.get(f"{enrolled.url}/v1/sync", timeout=10).status_code == 405


@pytest.mark.loud
def test_a_database_out_of_reach_is_503(postgres: str, tmp_path: Path, http: requests.Session) -> None:
    server = RunningDistrict(open_district(new_database(postgres, tmp_path.name), lambda: NOW))
    try:
        drop_database(postgres, tmp_path.name)
        response = http.get(f"{server.url}/v1/dossiers/{CODE}", headers={"Authorization": "Bearer x"}, timeout=10)
    finally:
        server.stop()
    assert (response.status_code, "tạm thời" in response.json()["sentence"]) == (503, True)


def test_the_interface_describes_itself(http: requests.Session, enrolled: EnrolledDistrict) -> None:
    described = http.get(f"{enrolled.url}/schema", timeout=10).json()
    assert set(described["paths"]) >= {
        "/v1/dossiers/{code}",
        "/v1/dossiers/{code}/refusal",
        "/v1/dossiers/{code}/result",
        "/v1/sync",
        "/v2/sync",
    }
    assert set(described["paths"]["/v2/sync"]) == {"get", "post"}
    assert "bearer" in str(described["components"]["securitySchemes"])
