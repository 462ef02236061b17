"""One file to the district by tus 1.0.0: offered, after a cut once more, and sent from where the server is."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

import msgspec
import requests
from urllib3.exceptions import HTTPError

from onecua_desk.clock import vietnam_now
from onecua_desk.domain.text import told
from onecua_desk.sync.line import LineDown, Unwelcome
from onecua_desk.sync.session import unwelcome
from onecua_desk.sync.sockets import make_attentive
from onecua_desk.wire.messages import Trouble

PIECE = 4096
"""Bytes that leave at once: half a second of the slowest line."""

SECONDS = (15.0, 30.0)
"""To connect and to send a piece; to wait for an answer. A line so long silent is dead: to go on costs little."""

LONGEST_ANSWER = 64 * 1024
"""Bytes that are read of an answer; the district's have one sentence at most."""

_VERSION = {"Tus-Resumable": "1.0.0"}


class NotYet(Exception):
    """The server does not know the event that names the file: its turn comes later."""


class NotTaken(Exception):
    """The server will not have this file; ``str(error)`` is the Vietnamese sentence."""


class Mismatch(NotTaken):
    """All bytes came, but they are not those of the fingerprint; the server has dropped them."""


class Later(Exception):
    """The server takes no files at all now; ``str(error)`` is the Vietnamese sentence."""


class Place(NamedTuple):
    """Where the server takes the file, and how much of it is there."""

    upload: str
    offset: int


class _Answer(NamedTuple):
    """What came of an answer that was read within its bounds."""

    status_code: int
    headers: Mapping[str, str]
    content: bytes


class Tus:
    """The way of files to the district at ``url``; ``session`` is this object's own and knows the token.

    Every method raises ``LineDown`` or ``Unwelcome`` as ``Link`` does, and ``Later``.
    """

    def __init__(self, url: str, session: requests.Session, now: Callable[[], datetime] = vietnam_now) -> None:
        self._url = f"{url.rstrip('/')}/v2/files"
        self._session, self._now = session, now
        self.bytes_up = 0
        """Of files, without what HTTP adds."""
        make_attentive(session, self._url)

    def offer(self, sha256: str, size: int) -> Place:
        """Tell the server of the file, for the first time or after a cut; it answers how much it has, perhaps all.

        ``NotYet``, ``NotTaken``.
        """
        named = b64encode(sha256.encode()).decode()
        headers = {"Upload-Length": str(size), "Upload-Metadata": f"sha256 {named}"}
        answer = self._ask("POST", self._url, headers)
        if answer.status_code == 404:
            raise Later("Máy chủ cấp trên là bản cũ, chưa nhận tệp; tệp chờ ở máy này.")
        if answer.status_code == 409:
            raise NotYet(_sentence(answer))
        _expect(answer, 201)
        location = answer.headers.get("Location")
        if not location:
            raise LineDown("cut within the headers")
        return Place(self._below(location), _offset(answer))

    def send(self, place: Place, pieces: Iterator[bytes]) -> Place | None:
        """Send ``pieces`` to ``place``; how far it is then, or ``None`` when the server is elsewhere: offer it again.

        ``Mismatch`` when the file is whole and another one.
        """
        headers = {"Content-Type": "application/offset+octet-stream", "Upload-Offset": str(place.offset)}
        answer = self._ask("PATCH", place.upload, headers, self._counted(pieces))
        if answer.status_code in (404, 409, 410, 423):
            return None
        _expect(answer, 204)
        return Place(place.upload, _offset(answer))

    def close(self) -> None:
        self._session.close()

    def _below(self, location: str) -> str:
        """The address at this server; scans and token go to no other one, whoever answered."""
        try:
            place = urljoin(self._url, location)
            if urlsplit(place)[:2] == urlsplit(self._url)[:2]:
                return place
        except ValueError:
            pass
        raise LineDown("sent to another server")

    def _counted(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        for piece in pieces:
            yield piece
            self.bytes_up += len(piece)

    def _ask(self, method: str, url: str, headers: dict[str, str], data: Any = None) -> _Answer:
        """The answer, as far as it is wanted: not unpacked, and not to an end that may never come."""
        headers = {**_VERSION, **headers}
        try:
            with self._session.request(
                method, url, headers=headers, data=data, timeout=SECONDS, allow_redirects=False, stream=True
            ) as response:
                content = response.raw.read(LONGEST_ANSWER, decode_content=False)
                answer = _Answer(response.status_code, response.headers, content)
        except requests.RequestException as error:
            if sentence := unwelcome(error, self._now()):
                raise Unwelcome(sentence) from error
            raise LineDown(str(error)) from error
        except (HTTPError, OSError) as error:
            raise LineDown(str(error)) from error
        if answer.status_code == 401:
            raise Unwelcome(_sentence(answer))
        return answer


def _expect(answer: _Answer, status: int) -> None:
    """That the server did what was asked; the exception that says what it did instead."""
    found = answer.status_code
    if found == status:
        if answer.headers.get("Tus-Resumable") != _VERSION["Tus-Resumable"]:
            raise LineDown("not the district's answer, or cut within its headers")
        return
    if found in (408, 425, 429, 502, 504) or found < 400:
        raise LineDown(f"answered {found}")
    if found >= 500:
        raise Later(_sentence(answer))
    raise (Mismatch if found == 460 else NotTaken)(_sentence(answer))


def _offset(answer: _Answer) -> int:
    text = answer.headers.get("Upload-Offset", "")
    if not text.isdecimal() or len(text) > 15:
        raise LineDown("cut within the headers")
    return int(text)


def _sentence(answer: _Answer) -> str:
    try:
        sentence = told(msgspec.json.decode(answer.content, type=Trouble).sentence)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        sentence = ""
    return sentence or f"Máy chủ cấp trên không nhận tệp ({answer.status_code}); hãy báo kỹ thuật."
