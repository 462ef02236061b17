"""Files at the district: taken by tus from the unit's own desks, resumable at every byte, verified, sent once."""

from __future__ import annotations

import io
from contextlib import closing

import pytest
import requests
from tusclient.client import TusClient
from tusclient.exceptions import TusCommunicationError

from tests.district.sending_files import BYTES, NAME, SCAN, Bytes, cut, mine, parts, receive_with
from tests.district.writing import BareDesk
from tests.district_fixture import EnrolledDistrict

__all__ = ["mine"]


def test_another_tus_client_sends_a_file_and_it_lies_there_whole(mine: Bytes, enrolled: EnrolledDistrict) -> None:
    client = TusClient(f"{enrolled.url}/v2/files", headers=mine.token)
    sending = client.uploader(
        file_stream=io.BytesIO(SCAN), chunk_size=40_000, metadata={"sha256": NAME}, upload_checksum=True
    )
    sending.upload()
    assert (enrolled.district.files / "unit-H02_15_23" / NAME[:2] / NAME[2:]).read_bytes() == SCAN
    assert (parts(enrolled), mine.ask("GET", f"/v2/files/{NAME}", {}).content) == (0, SCAN)


def test_another_tus_client_goes_on_where_it_was_cut(mine: Bytes, enrolled: EnrolledDistrict) -> None:
    client = TusClient(f"{enrolled.url}/v2/files", headers=mine.token)
    first = client.uploader(file_stream=io.BytesIO(SCAN), chunk_size=50_000, metadata={"sha256": NAME})
    first.upload_chunk()
    again = client.uploader(file_stream=io.BytesIO(SCAN), chunk_size=50_000, url=first.url)
    assert again.offset == 50_000
    again.upload()
    assert mine.ask("GET", f"/v2/files/{NAME}", {}).content == SCAN


def test_another_tus_client_is_told_that_a_file_is_another_one(mine: Bytes, enrolled: EnrolledDistrict) -> None:
    client = TusClient(f"{enrolled.url}/v2/files", headers=mine.token)
    other = SCAN[:-1] + b"x"
    with pytest.raises(TusCommunicationError) as failed:
        client.uploader(file_stream=io.BytesIO(other), metadata={"sha256": NAME}).upload()
    assert (failed.value.status_code, parts(enrolled)) == (460, 0)
    assert mine.ask("GET", f"/v2/files/{NAME}", {}).status_code == 404
    mine.begin()


def test_the_server_says_what_of_tus_it_can_do(enrolled: EnrolledDistrict, http: requests.Session) -> None:
    answer = http.options(f"{enrolled.url}/v2/files", timeout=10)
    said = {name: value for name, value in answer.headers.items() if name.lower().startswith("tus-")}
    assert (answer.status_code, {name.lower(): value for name, value in said.items()}) == (
        204,
        {
            "tus-resumable": "1.0.0",
            "tus-version": "1.0.0",
            "tus-extension": "creation,expiration,termination,checksum",
            "tus-max-size": str(50 * 1024 * 1024),
            "tus-checksum-algorithm": "sha1,sha256",
        },
    )


def test_a_file_that_the_unit_has_sent_costs_no_byte_again(
    mine: Bytes, second_desk: BareDesk, http: requests.Session
) -> None:
    mine.send(mine.begin(), 0, SCAN)
    assert mine.offer().headers["Upload-Offset"] == str(len(SCAN))
    receive_with(second_desk, SCAN)
    answer = Bytes(second_desk, http).offer()
    assert (answer.status_code, answer.headers["Upload-Offset"]) == (201, str(len(SCAN)))
    assert Bytes(second_desk, http).offset(answer.headers["Location"]) == len(SCAN)


def test_an_offer_made_again_gets_the_same_place(mine: Bytes) -> None:
    place = mine.begin()
    mine.send(place, 0, SCAN[:1000])
    answer = mine.offer()
    assert (answer.headers["Location"], answer.headers["Upload-Offset"]) == (place, "1000")


def test_a_cut_loses_nothing_that_came(mine: Bytes, enrolled: EnrolledDistrict) -> None:
    place = mine.begin()
    cut(mine, enrolled, place, SCAN[:33_333], reset=True)
    assert mine.offset(place) == 33_333
    answer = mine.send(place, 33_333, SCAN[33_333:])
    assert (answer.status_code, answer.headers["Upload-Offset"]) == (204, str(len(SCAN)))
    assert mine.ask("GET", f"/v2/files/{NAME}", {}).content == SCAN


def test_a_connection_that_died_silently_does_not_lock_the_file(mine: Bytes, enrolled: EnrolledDistrict) -> None:
    place = mine.begin()
    with closing(cut(mine, enrolled, place, SCAN[:20_000], reset=False)):
        answer = mine.send(place, 20_000, SCAN[20_000:])
        assert (answer.status_code, "kết nối khác" in answer.json()["sentence"]) == (423, True)
        assert mine.offset(place) == 20_000
        assert mine.send(place, 20_000, SCAN[20_000:]).status_code == 204


def test_an_offer_ends_a_connection_that_died_silently_too(mine: Bytes, enrolled: EnrolledDistrict) -> None:
    place = mine.begin()
    with closing(cut(mine, enrolled, place, SCAN[:20_000], reset=False)):
        answer = mine.offer()
        assert (answer.headers["Location"], answer.headers["Upload-Offset"]) == (place, "20000")
        assert mine.send(place, 20_000, SCAN[20_000:]).status_code == 204


def test_a_body_without_a_length_may_end_anywhere(mine: Bytes) -> None:
    place = mine.begin()
    assert mine.send(place, 0, iter([SCAN[:10], SCAN[10:500]])).headers["Upload-Offset"] == "500"
    assert mine.offset(place) == 500


def test_a_network_that_knows_only_post_can_send_too(mine: Bytes) -> None:
    place = mine.begin()
    headers = {**BYTES, "Upload-Offset": "0", "X-HTTP-Method-Override": "PATCH"}
    assert mine.ask("POST", place, headers, SCAN[:9]).status_code == 204
    assert mine.offset(place) == 9
    assert mine.ask("POST", place, {}).status_code == 405


@pytest.mark.parametrize("by_head", [True, False])
def test_a_server_that_died_before_it_finished_a_file_finishes_it_when_asked(
    mine: Bytes, enrolled: EnrolledDistrict, by_head: bool
) -> None:
    place = mine.begin()
    (enrolled.district.files / "incoming" / place.rpartition("/")[2]).write_bytes(SCAN)
    assert mine.offset(place) == len(SCAN) if by_head else mine.offer().headers["Upload-Offset"] == str(len(SCAN))
    assert mine.ask("GET", f"/v2/files/{NAME}", {}).content == SCAN


def test_a_fetch_goes_on_where_it_was_cut(mine: Bytes) -> None:
    mine.send(mine.begin(), 0, SCAN)
    rest = mine.ask("GET", f"/v2/files/{NAME}", {"Range": "bytes=149000-"})
    assert (rest.status_code, rest.content, rest.headers["Content-Range"]) == (
        206,
        SCAN[149_000:],
        "bytes 149000-149999/150000",
    )
    assert mine.ask("GET", f"/v2/files/{NAME}", {"Range": "bytes=150000-"}).status_code == 416
    assert mine.ask("GET", f"/v2/files/{NAME}", {"Range": "bytes=-5"}).content == SCAN
