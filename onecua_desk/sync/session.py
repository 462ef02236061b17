"""How a desk calls its server: the certificate checked, proxies as the system says, the token only to that server."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from requests.auth import AuthBase
from requests.exceptions import ProxyError

from onecua_desk.services.identity import Line
from onecua_desk.sync.patience import Patience
from onecua_desk.sync.timed import make_patient
from onecua_desk.wire.address import is_this_machine


def session(line: Line, patience: Callable[[], Patience] = Patience) -> requests.Session:
    """A session that calls ``line.url`` and gives its token; the caller closes it.

    Each answer gets a ``patience``: one that takes too long ends as a line does that is silent for too long.

    Where ``line.ca`` (PEM) is set, only certificates under it are believed, otherwise those that the system believes.
    Proxies come from the environment and, on Windows and macOS, from the system's settings; this machine itself is
    never called through one.
    """
    made = requests.Session()
    made.auth = _Token(line.token)
    made.headers["Accept-Encoding"] = "identity"  # the body is packed already
    made.trust_env = not is_this_machine(line.url)
    encrypted = line.url.lower().startswith("https:")
    made.mount("https://" if encrypted else "http://", Way(_context(line.ca) if encrypted else None, patience))
    return made


class _Token(AuthBase):
    """As authorization of its own: what a forgotten .netrc says of the server never takes its place."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


class Way(HTTPAdapter):
    """Believes what ``context`` believes (requests would add the certificates that it brings along).

    ``pool``: what urllib3's pools take besides, such as ``socket_options``.
    """

    def __init__(self, context: ssl.SSLContext | None, patience: Callable[[], Patience], **pool: Any) -> None:
        self._context, self._patience = context, patience
        self._more = pool | ({"ssl_context": context} if context else {})
        super().__init__()

    def like(self, **pool: Any) -> Way:
        """The same way with other options for its sockets, to be mounted for a part of the server."""
        return Way(self._context, self._patience, **pool)

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **more: Any) -> None:
        super().init_poolmanager(connections, maxsize, block, **self._more, **more)
        make_patient(self.poolmanager, self._patience)

    def proxy_manager_for(self, proxy: str, **more: Any) -> Any:
        return make_patient(super().proxy_manager_for(proxy, **self._more, **more), self._patience)

    def build_connection_pool_key_attributes(self, request: Any, verify: Any, cert: Any = None) -> Any:
        # Not as requests has ``verify``: REQUESTS_CA_BUNDLE would be believed beside the certificate that was named.
        return super().build_connection_pool_key_attributes(request, True, cert)

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        conn.cert_reqs = "CERT_REQUIRED"


def _context(ca: str) -> ssl.SSLContext:
    if ca:
        return ssl.create_default_context(cadata=ca)
    import truststore  # not while the window starts

    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


_NOT_YET, _EXPIRED, _OTHER_NAME = {9}, {10, 0x800B0101}, {62, 64, 0x800B010F}
"""Numbers of OpenSSL, and of Windows."""


def unwelcome(error: requests.RequestException, now: datetime) -> str | None:
    """What a person must settle before the server can be called, as a sentence; ``None`` where there is just no line.

    ``now``: this machine's time, which decides whether a certificate is valid.
    """
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            return _certificate(cause, now)
        if isinstance(cause, ssl.SSLError) and cause.reason == "WRONG_VERSION_NUMBER":
            return "Máy chủ không nói https ở địa chỉ này; hãy báo kỹ thuật kiểm tra địa chỉ và cổng."
        if isinstance(cause, ProxyError) and " 407 " in f" {cause} ":
            return PROXY_PASSWORD
    return None


PROXY_PASSWORD = "Máy chủ trung gian (proxy) của mạng đòi mật khẩu; hãy báo kỹ thuật ghi vào thiết lập mạng của máy."


def _certificate(error: ssl.SSLCertVerificationError, now: datetime) -> str:
    clock = f"ngày giờ máy này đang là {now:%H:%M %d/%m/%Y}"
    code = error.verify_code & 0xFFFFFFFF
    if code in _NOT_YET:
        return f"Chứng chỉ của máy chủ chưa đến ngày có hiệu lực: {clock}, hãy chỉnh lại cho đúng."
    if code in _EXPIRED:
        return f"Chứng chỉ của máy chủ đã hết hạn: {clock}; nếu giờ đúng, hãy báo cấp trên thay chứng chỉ."
    if code in _OTHER_NAME:
        return "Chứng chỉ không phải của máy chủ này (sai tên); chưa gửi gì, hãy báo kỹ thuật kiểm tra địa chỉ và mạng."
    return "Không tin được chứng chỉ của máy chủ (không rõ nơi cấp); chưa gửi gì, hãy báo kỹ thuật kiểm tra mạng."


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and everything that it wraps: requests wraps urllib3's, which wraps that of ssl."""
    found: list[BaseException] = [error]
    for one in found:  # grows
        inner = (one.__cause__, one.__context__, getattr(one, "reason", None), *one.args)
        found += [cause for cause in inner if isinstance(cause, BaseException) and cause not in found]
        yield one
