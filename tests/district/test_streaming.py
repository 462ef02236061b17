"""Protocol 2 over HTTP with the real server: frames are committed as they come in, cuts keep them, errors are heard."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from urllib.parse import urlsplit

import msgspec
import pytest
import requests
from sqlalchemy import func, select

from onecua_desk.district import tables
from onecua_desk.district.access import revoke
from onecua_desk.district.database import District
from onecua_desk.district.denied import Denied
from onecua_desk.district.incoming import Incoming
from onecua_desk.wire.dialogue import FRAME_EVENTS, PROTOCOL, Kind, Where
from onecua_desk.wire.stream import Writer
from tests.district.speaking import Speaker, whole
from tests.district.writing import BareDesk, printed, sentence
from tests.district_fixture import EnrolledDistrict

MEDIA = "application/vnd.onecua.sync"


def _post(speaker: Speaker, http: requests.Session, body: object, token: str | None = None) -> requests.Response:
    headers = {"Authorization": f"Bearer {token or speaker.enrolment.token}", "Content-Type": MEDIA}
    url = f"{speaker.enrolment.url}/v2/sync"
    return http.post(url, data=body, headers=headers, timeout=20, stream=True)  # type: ignore[arg-type]


@pytest.fixture
def speaker(enrolled: EnrolledDistrict, http: requests.Session) -> Speaker:
    def carry(body: bytes) -> Iterator[bytes]:
        response = _post(made, http, whole([body], 700))
        assert response.status_code == 200, response.text
        assert response.headers["Content-Type"] == MEDIA
        return response.iter_content(1000)

    made = Speaker(enrolled.enrolments[0], carry)
    return made


def _rows(district: District) -> int:
    with district.read() as connection:
        return connection.execute(select(func.count()).select_from(tables.event)).scalar_one()


def _day(speaker: Speaker, frames: int) -> list[bytes]:
    speaker.receive()
    for times in range(frames * FRAME_EVENTS - 1):
        speaker.write(printed(times), about=1)
    return speaker.upload()


def test_a_chunked_upload_is_answered_as_a_stream(speaker: Speaker, desk: BareDesk, second_desk: BareDesk) -> None:
    second_desk.verdict(second_desk.received(1))
    speaker.receive()
    heard = speaker.sync()
    assert heard.accepted() == {1: 2}
    assert [row.event.device for row in heard.events] == [second_desk.device]
    assert speaker.sync().kinds == [Kind.VERDICTS, Kind.DONE]


def test_a_frame_is_in_the_database_before_the_request_ends(
    speaker: Speaker, enrolled: EnrolledDistrict, http: requests.Session
) -> None:
    pieces = _day(speaker, 3)
    seen: list[int] = []

    def body() -> Iterator[bytes]:
        yield pieces[0]
        for piece in pieces[1:]:
            yield piece
            seen.append(_wait_for(enrolled, min(len(seen) + 1, 3) * FRAME_EVENTS))

    assert _post(speaker, http, body()).status_code == 200
    assert seen == [FRAME_EVENTS, 2 * FRAME_EVENTS, 3 * FRAME_EVENTS, 3 * FRAME_EVENTS]


def _wait_for(enrolled: EnrolledDistrict, rows: int) -> int:
    """Asks until so many are there; the suite's own time limit is the end of it."""
    while (found := _rows(enrolled.district)) < rows:
        pass
    return found


@pytest.mark.parametrize("end", ["closed", "reset"])
def test_a_line_that_is_cut_keeps_the_frames_that_were_complete(
    speaker: Speaker, enrolled: EnrolledDistrict, http: requests.Session, end: str
) -> None:
    pieces = _day(speaker, 3)
    address = urlsplit(enrolled.url)
    head = f"POST /v2/sync HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {speaker.enrolment.token}\r\n"
    with socket.create_connection((address.hostname, address.port)) as line:
        line.sendall(f"{head}Content-Type: {MEDIA}\r\nTransfer-Encoding: chunked\r\n\r\n".encode())
        for data in (*pieces[:3], pieces[3][:-7]):
            line.sendall(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        _wait_for(enrolled, 2 * FRAME_EVENTS)
        if end == "reset":
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, bytes([1, 0, 0, 0, 0, 0, 0, 0]))
    found = _where(speaker, http)
    assert (found.through, found.chain) == (2 * FRAME_EVENTS, speaker.chain(2 * FRAME_EVENTS))
    assert speaker.sync().told.through == 3 * FRAME_EVENTS
    assert _rows(enrolled.district) == 3 * FRAME_EVENTS


def _where(speaker: Speaker, http: requests.Session) -> Where:
    headers = {"Authorization": f"Bearer {speaker.enrolment.token}"}
    response = http.get(f"{speaker.enrolment.url}/v2/sync", headers=headers, timeout=10)
    assert response.status_code == 200
    return msgspec.json.decode(response.content, type=Where)


def test_a_desk_that_is_not_welcome_hears_it_after_it_has_sent_all(
    speaker: Speaker, enrolled: EnrolledDistrict, http: requests.Session
) -> None:
    revoke(enrolled.district, speaker.device)
    sent = []

    def body() -> Iterator[bytes]:
        for _ in range(64):
            sent.append(1)
            yield bytes(16 * 1024)

    response = _post(speaker, http, body())
    assert (response.status_code, response.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert sentence(response).startswith("Máy này chưa được ghi danh")
    assert len(sent) == 64
    headers = {"Authorization": f"Bearer {speaker.enrolment.token}"}
    assert http.get(f"{enrolled.url}/v2/sync", headers=headers, timeout=10).status_code == 401


def test_refusals_are_one_sentence_each(speaker: Speaker, http: requests.Session) -> None:
    writer = Writer()
    newer = writer.record(Kind.HELLO, msgspec.json.encode([PROTOCOL + 1])) + writer.end()
    pieces = speaker.upload()
    bomb = Writer()
    hello = msgspec.json.encode(speaker.hello())
    zeros = bomb.record(Kind.HELLO, hello) + b"".join(bomb.record(Kind.EVENTS, bytes(500_000)) for _ in range(300))
    for body, status, words in (
        (b"nonsense" * 1000, 400, "không đọc được gói tin"),
        (pieces[0], 400, "bị đứt giữa chừng"),
        (b"", 400, "bị đứt giữa chừng"),
        (newer, 409, "bản mới hơn"),
        (zeros, 400, "không đọc được gói tin"),
    ):
        response = _post(speaker, http, body)
        assert (response.status_code, words in sentence(response)) == (status, True), words


def test_after_a_refusal_the_same_connection_goes_on(speaker: Speaker, http: requests.Session) -> None:
    assert sentence(_post(speaker, http, iter([b"nonsense"] * 50)))
    speaker.receive()
    assert speaker.sync().accepted() == {1: 1}


def test_a_desk_that_begins_anew_ends_the_connection_that_it_has_lost(
    speaker: Speaker, enrolled: EnrolledDistrict, http: requests.Session
) -> None:
    pieces = _day(speaker, 2)
    address = urlsplit(enrolled.url)
    head = f"POST /v2/sync HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {speaker.enrolment.token}\r\n"
    with socket.create_connection((address.hostname, address.port), timeout=20) as lost:
        lost.sendall(f"{head}Content-Type: {MEDIA}\r\nTransfer-Encoding: chunked\r\n\r\n".encode())
        for data in pieces[:2]:
            lost.sendall(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        _wait_for(enrolled, FRAME_EVENTS)
        assert speaker.sync().told.through == 2 * FRAME_EVENTS
        assert lost.recv(12) == b"HTTP/1.1 400"


async def _forever() -> AsyncIterator[bytes]:
    yield b"begun"
    await asyncio.Event().wait()


def test_a_desk_that_falls_silent_holds_no_thread_for_ever() -> None:
    async def silent() -> bytes:
        incoming = Incoming(_forever(), silence=0.01)
        begun = await asyncio.to_thread(incoming.read, 3)
        begun += await asyncio.to_thread(incoming.read, 3)
        with pytest.raises(Denied) as denied:
            await asyncio.to_thread(incoming.read, 3)
        assert denied.value.status == 408
        await incoming.drain()
        return begun

    assert asyncio.run(silent()) == b"begun"
