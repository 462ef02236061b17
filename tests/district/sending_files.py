"""A desk's requests for its files, written out, and a scan to send."""

from __future__ import annotations

import socket
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from random import Random
from urllib.parse import urlsplit

import pytest
import requests

from onecua_desk.domain.events import FilesAttached
from onecua_desk.domain.file import File
from tests.district.strangers import stranger_to
from tests.district.writing import BareDesk
from tests.district_fixture import EnrolledDistrict

SCAN = Random(5).randbytes(150_000)
NAME = sha256(SCAN).hexdigest()
TUS = {"Tus-Resumable": "1.0.0"}
BYTES = {"Content-Type": "application/offset+octet-stream"}


def attached(*contents: bytes) -> FilesAttached:
    return FilesAttached(tuple(File(sha256(one).hexdigest(), len(one), 1, "Tờ khai") for one in contents))


def receive_with(desk: BareDesk, *contents: bytes) -> None:
    """Events 1 and 2 of the desk: a dossier, and the files of it."""
    answers = desk.verdicts(desk.received(1), desk.wire(2, attached(*contents), about=1))
    assert [one.status for one in answers] == ["accepted", "accepted"]


class Bytes:
    """The requests of one desk, written out."""

    def __init__(self, desk: BareDesk, http: requests.Session) -> None:
        self._base, self._http = desk.enrolment.url, http
        self.token = {"Authorization": f"Bearer {desk.enrolment.token}"}

    def ask(self, method: str, path: str, headers: dict[str, str], data: bytes | Iterator[bytes] | None = None):
        return self._http.request(
            method, self._base + path, headers={**TUS, **self.token, **headers}, data=data, timeout=10
        )

    def offer(self, content: bytes = SCAN, name: str = "", header: tuple[str, str] = ("Tus-Resumable", "1.0.0")):
        named = b64encode((name or sha256(content).hexdigest()).encode()).decode()
        said = {"Upload-Length": str(len(content)), "Upload-Metadata": f"sha256 {named}"}
        return self.ask("POST", "/v2/files", {**said, header[0]: header[1]})

    def begin(self, content: bytes = SCAN, name: str = "") -> str:
        answer = self.offer(content, name)
        assert (answer.status_code, answer.headers["Upload-Offset"]) == (201, "0"), answer.text
        return answer.headers["Location"]

    def send(self, place: str, offset: int, data: bytes | Iterator[bytes], **headers: str):
        return self.ask("PATCH", place, {**BYTES, "Upload-Offset": str(offset), **headers}, data)

    def offset(self, place: str) -> int:
        answer = self.ask("HEAD", place, {})
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
        return int(answer.headers["Upload-Offset"])


@pytest.fixture
def mine(desk: BareDesk, http: requests.Session) -> Bytes:
    receive_with(desk, SCAN)
    return Bytes(desk, http)


@pytest.fixture
def theirs(enrolled: EnrolledDistrict, http: requests.Session) -> BareDesk:
    """A desk of another unit."""
    return stranger_to(enrolled, http)


def parts(enrolled: EnrolledDistrict) -> int:
    return len(list((enrolled.district.files / "incoming").iterdir()))


def cut(mine: Bytes, enrolled: EnrolledDistrict, place: str, sent: bytes, *, reset: bool) -> socket.socket:
    """A request that promises all and breaks off after ``sent``; without ``reset`` the server hears nothing of it."""
    host = urlsplit(enrolled.url)
    line = socket.create_connection((host.hostname or "", host.port or 0))
    headers = {**TUS, **mine.token, **BYTES, "Upload-Offset": "0", "Content-Length": str(len(SCAN)), "Host": "x"}
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    line.sendall(f"PATCH {place} HTTP/1.1\r\n{lines}\r\n".encode() + sent)
    part = enrolled.district.files / "incoming" / place.rpartition("/")[2]
    while part.stat().st_size < len(sent):
        pass
    if reset:
        line.close()
    return line
