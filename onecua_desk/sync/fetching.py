"""A colleague's scan from the district to this machine, when somebody wants to see it."""

from __future__ import annotations

import math
from functools import partial

import requests

from onecua_desk.errors import UserError
from onecua_desk.services import file_lane
from onecua_desk.services.desk import Desk
from onecua_desk.services.identity import Line
from onecua_desk.sync.patience import Patience
from onecua_desk.sync.session import session, unwelcome
from onecua_desk.sync.tus import PIECE, SECONDS

TRIES = 5
"""Cuts after which the official is told; each costs only what was under way."""


def fetch(desk: Desk, line: Line, sha256: str, size: int) -> None:
    """Keep the file of ``size`` bytes in the desk's store; ``UserError`` says why it did not come."""
    called, content = session(line, partial(Patience, longest=math.inf)), bytearray()
    url = f"{line.url.rstrip('/')}/v2/files/{sha256}"
    try:
        for _ in range(TRIES):
            try:
                _go_on(called, url, content, size)
                break
            except requests.RequestException as error:
                if sentence := unwelcome(error, desk.now()):
                    raise UserError(sentence) from error
        else:
            raise UserError("Chưa lấy được từ cấp trên vì không có đường truyền; hãy mở lại sau.")
    finally:
        called.close()
    file_lane.keep_fetched(desk, sha256, bytes(content))


def _go_on(called: requests.Session, url: str, content: bytearray, size: int) -> None:
    """Add to ``content`` what is missing of it; what came before a cut stays in it."""
    headers = {"Range": f"bytes={len(content)}-"}
    with called.get(url, headers=headers, timeout=SECONDS, stream=True, allow_redirects=False) as answer:
        if answer.status_code == 404:
            raise UserError("Cấp trên cũng chưa có: máy đã quét chưa gửi xong.")
        if answer.status_code != 206:
            raise UserError(f"Cấp trên không gửi bản quét ({answer.status_code}); hãy báo kỹ thuật.")
        for piece in answer.iter_content(PIECE):
            content += piece
            if len(content) > size:
                raise UserError("Bản quét ở cấp trên dài hơn đã ghi trong hồ sơ; hãy báo kỹ thuật.")
