"""The line itself: one POST to the district, and everything that can go wrong with it told apart."""

from __future__ import annotations

import logging

import msgspec
import requests

from onecua_desk.wire.codec import Garbled, pack, unpack
from onecua_desk.wire.messages import Answer, Request, Trouble

# A cut line is normal here and said on the screen; urllib3 would warn of every header that was cut.
logging.getLogger("urllib3.connection").setLevel(logging.ERROR)

CONNECT_SECONDS = 10.0
READ_SECONDS = 60.0
"""Silence this long is a dead line; a slow answer keeps talking."""


class LineDown(Exception):
    """No line, or it was cut: normal, try again later."""


class Unwelcome(Exception):
    """The server answered and will not serve this desk; ``str(error)`` is the Vietnamese sentence to show."""


class Link:
    """The way to one district."""

    def __init__(self, url: str, token: str, read_seconds: float = READ_SECONDS) -> None:
        self._url = f"{url.rstrip('/')}/v1/sync"
        self._timeout = (min(CONNECT_SECONDS, read_seconds), read_seconds)
        self._session = requests.Session()
        self._session.headers.update({"Authorization": f"Bearer {token}", "Content-Type": "application/zstd"})
        self._session.headers.update({"Accept-Encoding": "identity"})  # the body is packed already
        self.bytes_up = self.bytes_down = 0

    def exchange(self, request: Request) -> Answer:
        """The server's answer; ``LineDown`` or ``Unwelcome`` instead, and then nothing was learnt."""
        body = pack(request)
        try:
            response = self._session.post(self._url, data=body, timeout=self._timeout)
        except requests.RequestException as error:
            raise LineDown(str(error)) from error
        if not (response.headers.get("Content-Length") or response.headers.get("Transfer-Encoding")):
            raise LineDown("cut within the headers")  # http.client takes headers that were cut for whole ones
        self.bytes_up += len(body)
        self.bytes_down += len(response.content)
        if response.status_code != 200:
            raise _trouble(response)
        try:
            return unpack(response.content, Answer)
        except Garbled as error:
            raise Unwelcome("Máy chủ trả lời không đúng giao thức; hãy báo cấp trên kiểm tra địa chỉ.") from error

    def close(self) -> None:
        self._session.close()


_SENTENCES = {
    401: "Cấp trên không nhận mã ghi danh của quầy này (401); hãy báo kỹ thuật.",
    409: "Cấp trên từ chối quầy này vì sai số máy hoặc khác phiên bản (409); hãy báo kỹ thuật.",
    413: "Gói gửi quá lớn so với giới hạn của cấp trên (413); hãy báo kỹ thuật.",
}


def _trouble(response: requests.Response) -> Exception:
    status = response.status_code
    if status in (408, 429) or status >= 500:
        return LineDown(f"server answered {status}")
    try:
        return Unwelcome(msgspec.json.decode(response.content, type=Trouble).sentence)
    except msgspec.MsgspecError:
        return Unwelcome(_SENTENCES.get(status, f"Máy chủ trả lời lạ ({status}); hãy báo kỹ thuật."))
