"""The line itself: HTTP to the district, and everything that can go wrong with it told apart."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from functools import partial
from typing import TypeVar

import msgspec
import requests
from urllib3.exceptions import HTTPError

from onecua_desk.clock import vietnam_now
from onecua_desk.domain.text import told
from onecua_desk.services.identity import Line
from onecua_desk.sync import session
from onecua_desk.sync.line import LineDown, Read, Unwelcome
from onecua_desk.sync.patience import Patience
from onecua_desk.sync.sockets import make_attentive
from onecua_desk.wire.days import ServerDay
from onecua_desk.wire.dialogue import Where
from onecua_desk.wire.messages import Trouble

__all__ = ["LineDown", "Link", "Unwelcome"]

T = TypeVar("T")

# A cut line is normal here and said on the screen; urllib3 would warn of every header that was cut.
logging.getLogger("urllib3.connection").setLevel(logging.ERROR)

CONNECT_SECONDS = 12.0
"""The system calls at 0, 1, 3 and 7 seconds. Also the longest that one piece may take to go up."""
READ_SECONDS = 45.0
"""Silence this long is a server that hangs; a line that died is noticed earlier, see ``sockets``."""

LONGEST_TROUBLE = 64 * 1024
"""Bytes that are read of an answer that is an error."""

LONGEST_DAY = 4 * 1024 * 1024
"""Bytes that are read of a day: some tens for each of its dossiers."""

STREAM = "application/vnd.onecua.sync"


class Link:
    """The way to one district."""

    def __init__(
        self,
        line: Line,
        read_seconds: float = READ_SECONDS,
        now: Callable[[], datetime] = vietnam_now,
        patience: Callable[[], Patience] = Patience,
    ) -> None:
        self._url, self._now = line.url.rstrip("/"), now
        self._timeout = (min(CONNECT_SECONDS, read_seconds), read_seconds)
        self._session = session.session(line, patience)
        make_attentive(self._session, self._url)
        self._response: requests.Response | None = None
        self.bytes_up = self.bytes_down = 0

    def exchange(self, body: Iterator[bytes]) -> Read:
        """As ``Transport`` says. Until the next call, at most one answer is open."""
        return partial(self._piece, self._answered("POST", "/v2/sync", self._counted(body)))

    def where(self) -> Where:
        return _understood(self._whole(self._answered("GET", "/v2/sync"), LONGEST_TROUBLE), Where)

    def day(self, day: date, parts: bool) -> ServerDay:
        """The half of the level above of this desk's ``day``, with its dossiers where ``parts`` are wanted."""
        path = f"/v2/days/{day.isoformat()}{'?dossiers=1' if parts else ''}"
        found = _understood(self._whole(self._answered("GET", path), LONGEST_DAY), ServerDay)
        if found.day != day:
            raise Unwelcome(_strange(200))
        return found

    def close(self) -> None:
        self._drop()
        self._session.close()

    def _answered(self, method: str, path: str, body: Iterator[bytes] | None = None) -> requests.Response:
        """The response with its headers; ``LineDown`` or ``Unwelcome`` for all but a 200."""
        self._drop()
        try:
            response = self._session.request(
                method,
                self._url + path,
                timeout=self._timeout,
                stream=True,
                allow_redirects=False,
                data=body,
                headers={"Content-Type": STREAM, "Accept": STREAM} if body else {},
            )
        except requests.RequestException as error:
            if sentence := session.unwelcome(error, self._now()):
                raise Unwelcome(sentence) from error
            raise LineDown(str(error)) from error
        self._response = response
        if _of_a_portal(response):
            raise LineDown(f"a portal answered {response.status_code}", sentence=PORTAL)
        if not (response.headers.get("Content-Length") or response.headers.get("Transfer-Encoding")):
            raise LineDown("cut within the headers")  # http.client takes headers that were cut for whole ones
        if response.status_code != 200:
            raise _trouble(response, self._whole(response, LONGEST_TROUBLE))
        return response

    def _counted(self, body: Iterator[bytes]) -> Iterator[bytes]:
        for piece in body:
            self.bytes_up += len(piece)
            yield piece

    def _piece(self, response: requests.Response, most: int) -> bytes:
        """What has come, at most so many bytes: it never waits for more than one."""
        try:
            piece: bytes = response.raw.read1(most)
        except (HTTPError, OSError, AttributeError) as error:  # the last from a connection that was closed meanwhile
            raise LineDown(str(error)) from error
        self.bytes_down += len(piece)
        return piece

    def _whole(self, response: requests.Response, most: int) -> bytes:
        content = b""
        while len(content) < most and (piece := self._piece(response, most)):
            content += piece
        return content

    def _drop(self) -> None:
        """Let go of the last answer: what was not read of it is not wanted any more."""
        if self._response is not None:
            self._response.close()
            self._response = None


PORTAL = "Mạng này đang chuyển sang trang đăng nhập Wi-Fi; hãy mở trình duyệt đăng nhập mạng rồi bấm Gửi ngay."


def _of_a_portal(response: requests.Response) -> bool:
    """Whether the network itself answered, which wants somebody to sign in first (RFC 6585, RFC 8952).

    The district sends nobody on, and never a page.
    """
    page = response.headers.get("Content-Type", "").strip().lower().startswith("text/html")
    return response.status_code in (302, 303, 307, 511) or (response.status_code == 200 and page)


_SENTENCES = {
    401: "Cấp trên không nhận mã ghi danh của quầy này (401); hãy báo kỹ thuật.",
    404: "Máy chủ cấp trên là bản cũ hơn chương trình này, hoặc sai địa chỉ (404); hãy báo cấp trên cập nhật máy chủ.",
    407: session.PROXY_PASSWORD,
    409: "Cấp trên từ chối quầy này vì sai số máy hoặc khác phiên bản (409); hãy báo kỹ thuật.",
    413: "Gói gửi quá lớn so với giới hạn của cấp trên (413); hãy báo kỹ thuật.",
}


_UNREADABLE = (msgspec.MsgspecError, UnicodeError, RecursionError)


def _understood(content: bytes, message: type[T]) -> T:
    try:
        return msgspec.json.decode(content, type=message)
    except _UNREADABLE as error:
        raise Unwelcome(_strange(200)) from error


def _strange(status: int) -> str:
    return _SENTENCES.get(status, f"Máy chủ trả lời lạ ({status}); hãy báo kỹ thuật.")


def _trouble(response: requests.Response, content: bytes) -> Exception:
    status = response.status_code
    if status in (408, 429) or status >= 500:
        return LineDown(f"server answered {status}", _retry_after(response))
    if status == 404:  # an older server's own sentence speaks of an address that people never see
        return Unwelcome(_strange(status))
    try:
        return Unwelcome(told(msgspec.json.decode(content, type=Trouble).sentence) or _strange(status))
    except _UNREADABLE:
        return Unwelcome(_strange(status))


def _retry_after(response: requests.Response) -> float | None:
    """The seconds that the server asks for (RFC 9110 10.2.3), also where it names a moment by its own clock."""
    said = response.headers.get("Retry-After", "")
    if said.isascii() and said.isdigit():
        return float(said[:9])
    try:
        moment, its_now = (parsedate_to_datetime(text) for text in (said, response.headers.get("Date", "")))
        return max(0.0, (moment - its_now).total_seconds())
    except (ValueError, TypeError):
        return None
