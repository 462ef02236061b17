"""What a desk must not do with files, or learn of them: offsets that lie, names that are paths, others' uploads."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha1

import pytest
import requests

from tests.district.sending_files import BYTES, NAME, SCAN, Bytes, attached, mine, receive_with, theirs
from tests.district.writing import BareDesk, wire
from tests.district_fixture import EnrolledDistrict

__all__ = ["mine", "theirs"]


def test_another_unit_learns_nothing_of_a_file_until_it_has_sent_it_itself(
    mine: Bytes, theirs: BareDesk, http: requests.Session
) -> None:
    mine.send(mine.begin(), 0, SCAN)
    other = Bytes(theirs, http)
    assert [other.ask("GET", f"/v2/files/{NAME}", {}).status_code, other.offer().status_code] == [404, 409]
    receive_with(theirs, SCAN)
    assert other.ask("GET", f"/v2/files/{NAME}", {}).status_code == 404
    other.send(other.begin(), 0, SCAN)
    assert other.ask("GET", f"/v2/files/{NAME}", {}).content == SCAN


def test_a_file_comes_only_after_an_event_that_names_it(mine: Bytes) -> None:
    answer = mine.offer(b"nobody named it")
    assert (answer.status_code, answer.json()["sentence"]) == (
        409,
        "Cấp trên chưa nhận hồ sơ nào có tệp này; tệp chờ hồ sơ được nhận.",
    )


def test_a_refused_event_lets_no_file_in(desk: BareDesk, http: requests.Session) -> None:
    (answer,) = desk.verdicts(wire(desk.device, 1, attached(SCAN), (desk.device, 99)))
    assert answer.status != "accepted"
    assert Bytes(desk, http).offer().status_code == 409


def test_an_offset_that_lies_is_409_and_changes_nothing(mine: Bytes) -> None:
    place = mine.begin()
    mine.send(place, 0, SCAN[:1000])
    assert [mine.send(place, offset, b"x").status_code for offset in (0, 999, 1001, 10**14)] == [409] * 4
    assert mine.offset(place) == 1000


@pytest.mark.parametrize("offset", ["-1", "", "1e3", "1" * 16, "0x1", "٣"])
def test_an_offset_that_is_no_number_is_400(mine: Bytes, offset: str) -> None:
    place = mine.begin()
    headers = {**BYTES, "Upload-Offset": offset}
    wired = {name: value.encode() for name, value in headers.items()}
    assert mine.ask("PATCH", place, wired, b"x").status_code == 400  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("length", "status"), [("-1", 400), ("0", 400), ("x", 400), ("", 400), ("9" * 40, 400), (str(51 * 2**20), 413)]
)
def test_a_length_that_cannot_be_is_refused(mine: Bytes, length: str, status: int) -> None:
    assert mine.offer(header=("Upload-Length", length)).status_code == status


@pytest.mark.parametrize("name", ["../../etc/passwd", "A" * 64, "..", "", "00" * 31, "00" * 33, NAME + "/x"])
def test_a_name_that_is_no_fingerprint_is_400(mine: Bytes, name: str) -> None:
    coded = b64encode(name.encode()).decode()
    assert mine.offer(header=("Upload-Metadata", f"sha256 {coded}")).status_code == 400


@pytest.mark.parametrize("metadata", ["", "sha256", "sha256 !!", "name eA==", f"sha256 {NAME}", "sha256 /////w=="])
def test_metadata_that_names_nothing_is_400(mine: Bytes, metadata: str) -> None:
    assert mine.offer(header=("Upload-Metadata", metadata)).status_code == 400


@pytest.mark.parametrize("id", ["..%2f..%2fdistrict.sqlite3", "onecua-files", "%00", "a" * 32, "f" * 64, "x" * 300])
def test_an_address_that_was_made_up_is_404(mine: Bytes, id: str) -> None:
    answers = [mine.ask(verb, f"/v2/files/{id}", {}).status_code for verb in ("HEAD", "GET", "DELETE")]
    assert [*answers, mine.send(f"/v2/files/{id}", 0, b"x").status_code] == [404] * 4


def test_the_upload_of_another_desk_is_not_to_be_touched(
    mine: Bytes, second_desk: BareDesk, http: requests.Session
) -> None:
    place = mine.begin()
    other = Bytes(second_desk, http)
    assert [other.ask("HEAD", place, {}).status_code, other.send(place, 0, b"x").status_code] == [404, 404]
    assert [other.ask("DELETE", place, {}).status_code, mine.offset(place)] == [404, 0]


def test_nobody_gets_in_without_a_desks_token(mine: Bytes, enrolled: EnrolledDistrict) -> None:
    place = mine.begin()
    for token in ("", "Bearer x", f"Bearer {enrolled.operator_token}"):
        mine.token = {"Authorization": token}
        answers = [mine.offer(), mine.send(place, 0, b"x"), mine.ask("HEAD", place, {}), mine.ask("DELETE", place, {})]
        assert [one.status_code for one in answers] == [401] * 4
        assert mine.ask("GET", f"/v2/files/{NAME}", {}).status_code == 401


def test_more_bytes_than_were_promised_are_413_and_are_not_kept(mine: Bytes) -> None:
    place = mine.begin()
    assert mine.send(place, 0, SCAN + b"x").status_code == 413
    assert mine.offset(place) == 0
    assert mine.send(place, 0, iter([SCAN, b"x"])).status_code == 413
    assert mine.offset(place) == 0


def test_a_part_with_a_wrong_checksum_is_460_and_is_not_kept(mine: Bytes) -> None:
    place = mine.begin()
    mine.send(place, 0, SCAN[:500])
    right, wrong = (b64encode(sha1(part).digest()).decode() for part in (SCAN[500:900], b"other"))
    headers = {"Upload-Checksum": f"sha1 {wrong}"}
    assert mine.send(place, 500, SCAN[500:900], **headers).status_code == 460
    assert mine.offset(place) == 500
    assert mine.send(place, 500, SCAN[500:900], **{"Upload-Checksum": f"sha1 {right}"}).status_code == 204
    for nonsense in ("md5 aaaa", "sha1 !", ""):
        assert mine.send(place, 900, b"x", **{"Upload-Checksum": nonsense}).status_code == 400


def test_other_versions_and_other_bodies_are_refused(mine: Bytes) -> None:
    place = mine.begin()
    assert mine.ask("HEAD", place, {"Tus-Resumable": "0.2.2"}).status_code == 412
    assert mine.ask("PATCH", place, {"Content-Type": "text/plain", "Upload-Offset": "0"}, b"x").status_code == 415
