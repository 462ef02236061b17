"""Files over HTTP: tus 1.0.0 (creation, expiration, termination, checksum) up, plain GET with ranges down."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import AsyncIterator
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Annotated

import msgspec
from litestar import Response, Router, delete, get, head, patch, post, route
from litestar.concurrency import sync_to_thread
from litestar.params import Parameter
from litestar.response import Stream

from onecua_desk.district.access import Desk, desk_of
from onecua_desk.district.asking import SECURITY, Ask, district_of, token_of
from onecua_desk.district.database import District
from onecua_desk.district.denied import Denied
from onecua_desk.district.files import uploads
from onecua_desk.district.files.receiving import ALGORITHMS, Checksum, UnderWay, append
from onecua_desk.district.files.shelf import Shelf, said
from onecua_desk.district.files.uploads import Upload
from onecua_desk.wire.messages import Trouble

PATH = "/v2/files"
VERSION = "1.0.0"
PIECE = 64 * 1024

UploadId = Annotated[str, Parameter(description="The last part of Location, as it was given")]
Fingerprint = Annotated[str, Parameter(description="SHA-256 of the file, lower-case hex")]

_NUMBER = re.compile(r"[0-9]{1,15}")
_RANGE = re.compile(r"bytes=([0-9]{1,15})-([0-9]{1,15})?")
_VIETNAM = timedelta(hours=7)


@route("/", http_method="OPTIONS", status_code=204, include_in_schema=False)
async def describe() -> Response[None]:
    """What of tus this server can do."""
    return _answer(
        204,
        {
            "Tus-Version": VERSION,
            "Tus-Extension": "creation,expiration,termination,checksum",
            "Tus-Max-Size": str(uploads.LARGEST),
            "Tus-Checksum-Algorithm": ",".join(ALGORITHMS),
        },
    )


@post("/", status_code=201, security=SECURITY)
async def create(request: Ask) -> Response[None]:
    """Begin or go on with a file of ``Upload-Length`` bytes; ``Upload-Metadata`` has its SHA-256, as hex.

    ``Upload-Offset`` of the answer: how much is here already; all of it where the unit has sent it before. A request of
    this desk that was still sending the file is over then.
    """
    _check_version(request)
    size, sha256 = _count(request, "upload-length"), _sha256(request.headers.get("upload-metadata", ""))
    desk = await sync_to_thread(desk_of, district_of(request), token_of(request))
    found = await sync_to_thread(uploads.offer, district_of(request), desk, sha256, size)
    if await _under_way(request).end(found.id):
        found = await sync_to_thread(uploads.offer, district_of(request), desk, sha256, size)
    if found.full:
        found = await sync_to_thread(uploads.find, district_of(request), desk, found.id)
    return _answer(201, {"Location": f"{PATH}/{found.id}", **_standing(found)})


@head("/{id:str}", security=SECURITY)
async def how_far(id: UploadId, request: Ask) -> Response[None]:
    """How much of an upload is here. The request that was sending is over then: its connection is lost."""
    _check_version(request)
    desk = await sync_to_thread(desk_of, district_of(request), token_of(request))
    await _under_way(request).end(id)
    found = await sync_to_thread(uploads.find, district_of(request), desk, id)
    return _answer(200, {"Cache-Control": "no-store", "Upload-Length": str(found.size), **_standing(found)})


@patch("/{id:str}", status_code=204, request_max_body_size=None, security=SECURITY)
async def send(id: UploadId, request: Ask) -> Response[None]:
    """Bytes of the file from ``Upload-Offset`` on; the answer says how far it is now, and that it is whole."""
    _check_version(request)
    if request.headers.get("content-type") != "application/offset+octet-stream":
        raise Denied(415, "Máy chủ chỉ nhận tệp theo giao thức tus.")
    offset, header = _count(request, "upload-offset"), request.headers.get("upload-checksum")
    checksum = Checksum.of(header) if header is not None else None
    district = district_of(request)
    desk = await sync_to_thread(desk_of, district, token_of(request))
    async with _under_way(request).alone(id) as stop:
        found = await sync_to_thread(uploads.find, district, desk, id)
        if offset != found.offset or found.whole:
            raise Denied(409, "Máy chủ đang có phần tệp dài khác với máy này tưởng; máy sẽ hỏi lại.")
        part = Shelf(district.files).part(id)
        length = await append(request.receive, part, offset, found.size, checksum, stop)
        now = Upload(id, found.sha256, found.size, length, found.expires)
        await sync_to_thread(_settle, district, desk, now)
    return _answer(204, _standing(now))


def _settle(district: District, desk: Desk, now: Upload) -> None:
    if now.full:
        uploads.finish(district, desk, now)
    else:
        uploads.touch(district, now.id)


@delete("/{id:str}", status_code=204, security=SECURITY)
async def give_up(id: UploadId, request: Ask) -> Response[None]:
    """The rest will not come."""
    _check_version(request)
    desk = await sync_to_thread(desk_of, district_of(request), token_of(request))
    await _under_way(request).end(id)
    await sync_to_thread(uploads.give_up, district_of(request), desk, id)
    return _answer(204, {})


@post("/{id:str}", request_max_body_size=None, include_in_schema=False)
async def overridden(id: UploadId, request: Ask) -> Response[None]:
    """For networks that let only GET and POST through: ``X-HTTP-Method-Override`` says what is meant."""
    meant = {"PATCH": send, "HEAD": how_far, "DELETE": give_up}.get(request.headers.get("x-http-method-override", ""))
    if meant is None:
        raise Denied(405, "Địa chỉ này không nhận cách gọi như vậy.")
    answer: Response[None] = await meant.fn(id, request)
    return answer


@get("/{sha256:str}", security=SECURITY)
async def fetch(sha256: Fingerprint, request: Ask) -> Stream:
    """A whole file of the desk's unit; a ``Range`` of ``bytes=first-`` goes on where a cut was."""
    district = district_of(request)
    desk = await sync_to_thread(desk_of, district, token_of(request))
    size = await sync_to_thread(uploads.stored, district, desk, sha256)
    first, behind, status = _range(request.headers.get("range", ""), size)
    headers = {"Content-Length": str(behind - first), "Accept-Ranges": "bytes", "ETag": f'"{sha256}"'}
    if status == 206:
        headers["Content-Range"] = f"bytes {first}-{behind - 1}/{size}"
    path = Shelf(district.files).path(desk.unit, sha256)
    return Stream(
        _read(path, first, behind), status_code=status, headers=headers, media_type="application/octet-stream"
    )


async def _read(path: Path, first: int, behind: int) -> AsyncIterator[bytes]:
    with said(), path.open("rb") as content:
        content.seek(first)
        while first < behind and (piece := content.read(min(PIECE, behind - first))):
            first += len(piece)
            yield piece


def _range(header: str, size: int) -> tuple[int, int, int]:
    """The first byte, the one behind the last, and the status. A range that nobody needs here is all of it."""
    found = _RANGE.fullmatch(header.strip())
    if found is None:
        return 0, size, 200
    first, behind = int(found[1]), min(size, int(found[2]) + 1 if found[2] else size)
    if first >= behind:
        raise Denied(416, "Máy chủ không có phần đó của tệp.")
    return first, behind, 206


def _sha256(metadata: str) -> str:
    """The value of ``sha256`` in ``Upload-Metadata``; ``Denied`` (400) where it is not there or not to be read."""
    for pair in metadata.split(","):
        key, _, value = pair.strip().partition(" ")
        if key == "sha256":
            try:
                return b64decode(value, validate=True).decode("ascii")
            except ValueError:
                break
    raise Denied(400, "Máy chủ không đọc được thông tin của tệp; hãy báo kỹ thuật.")


def _count(request: Ask, header: str) -> int:
    found = request.headers.get(header, "")
    if not _NUMBER.fullmatch(found):
        raise Denied(400, "Máy chủ không đọc được độ dài của tệp; hãy báo kỹ thuật.")
    return int(found)


def _check_version(request: Ask) -> None:
    if request.headers.get("tus-resumable") != VERSION:
        raise Denied(412, f"Máy chủ chỉ nhận tệp theo giao thức tus {VERSION}.")


def _standing(found: Upload) -> dict[str, str]:
    expires = format_datetime(found.expires - _VIETNAM).replace("-0000", "GMT")
    return {"Upload-Offset": str(found.offset), "Upload-Expires": expires}


def _answer(status: int, headers: dict[str, str]) -> Response[None]:
    return Response(None, status_code=status, headers={"Tus-Resumable": VERSION, **headers})


def _under_way(request: Ask) -> UnderWay:
    found = request.app.state["under_way"]
    assert isinstance(found, UnderWay)
    return found


def _refused(_: Ask, error: Denied) -> Response[bytes]:
    """As everywhere at the district, with the headers that tus wants in every answer."""
    headers = {"Tus-Resumable": VERSION, "Tus-Version": VERSION}
    body = msgspec.json.encode(Trouble(str(error)))
    return Response(body, status_code=error.status, media_type="application/json", headers=headers)


files = Router(
    PATH,
    route_handlers=[describe, create, how_far, send, give_up, overridden, fetch],
    exception_handlers={Denied: _refused},
)
