"""The district over HTTP: the desks' exchange, the officials' few requests, and the OpenAPI description of both."""

from __future__ import annotations

import logging
from datetime import date, datetime
from typing import Annotated

import msgspec
from litestar import Litestar, Response, Router, get, post
from litestar.concurrency import sync_to_thread
from litestar.datastructures import State as AppState
from litestar.exceptions import HTTPException
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Components, SecurityScheme
from litestar.params import Body, Parameter
from sqlalchemy.exc import OperationalError

from onecua_desk import __version__
from onecua_desk.district import line
from onecua_desk.district.access import operator_of
from onecua_desk.district.asking import SECURITY, Ask, district_of, token_of
from onecua_desk.district.database import District
from onecua_desk.district.days import day_half
from onecua_desk.district.denied import Denied
from onecua_desk.district.files.receiving import UnderWay
from onecua_desk.district.files.tus import files
from onecua_desk.district.incoming import Exchanges
from onecua_desk.district.officials import look_up, record_result, refuse
from onecua_desk.district.older import exchange
from onecua_desk.domain.dossier import Dossier, NotAllowed
from onecua_desk.domain.events import Event
from onecua_desk.domain.parts import Official
from onecua_desk.errors import UserError
from onecua_desk.wire.messages import DISTRICT_DEVICE, Trouble

LARGEST_BODY = 1024 * 1024
"""Bytes of one request on the line; a full one of a desk has some thousands."""

_LOG = logging.getLogger(__name__)


class Result(msgspec.Struct):
    """The result of a dossier; ``day`` is ISO, ``copies`` how many are handed out."""

    number: str
    day: date
    copies: int = 1
    note: str = ""


class Refusal(msgspec.Struct):
    """Why a dossier is not taken on."""

    reason: str


class HistoryLine(msgspec.Struct):
    """One event of a dossier, for people; ``district`` says that it was written at the level above."""

    at: datetime
    title: str
    detail: str
    official: str
    district: bool


class DossierState(msgspec.Struct):
    """Where a dossier stands; times are Vietnam time without zone."""

    code: str
    procedure: str
    state: str
    state_label: str
    received_at: datetime
    due: datetime | None
    result_at: datetime | None
    closed_at: datetime | None


class DossierView(msgspec.Struct):
    dossier: DossierState
    history: list[HistoryLine]


def create_app(district: District) -> Litestar:
    return Litestar(
        route_handlers=[
            Router("/v1", route_handlers=[sync, dossier, result, refusal]),
            Router("/v2", route_handlers=[line.sync, line.where_, day_half]),
            files,
        ],
        exception_handlers={
            UserError: _user_error,
            HTTPException: _http_error,
            OperationalError: _database_error,
            Exception: _bug,
        },
        state=AppState({"district": district, "under_way": UnderWay(), "exchanges": Exchanges()}),
        request_max_body_size=LARGEST_BODY,
        logging_config=None,
        openapi_config=OpenAPIConfig(
            title="onecua-district",
            version=__version__,
            path="/schema",
            # As JSON only: the usual pages fetch their scripts from elsewhere.
            render_plugins=[JsonRenderPlugin(path="/")],
            components=Components(security_schemes={"token": SecurityScheme(type="http", scheme="bearer")}),
        ),
    )


@post("/sync", status_code=200, security=SECURITY, media_type="application/zstd")
async def sync(request: Ask) -> Response[bytes]:
    """The exchange of desks of protocol 1: a batch of events up, a page of others' down; both are zstd(JSON)."""
    body = await request.body()
    answer = await sync_to_thread(exchange, district_of(request), token_of(request), body)
    return Response(answer, media_type="application/zstd")


Code = Annotated[str, Parameter(description="Dossier code, such as H02.15.23-261121-2007")]


@get("/dossiers/{code:str}", sync_to_thread=True, security=SECURITY)
def dossier(code: Code, request: Ask) -> DossierView:
    """Where a dossier stands, and its history."""
    _official(request)
    found, events = look_up(district_of(request), code)
    return DossierView(_view(found), [_line(event) for event in events])


@post("/dossiers/{code:str}/result", status_code=200, sync_to_thread=True, security=SECURITY)
def result(code: Code, data: Annotated[Result, Body()], request: Ask) -> DossierState:
    """Record that the result is ready to be handed back."""
    official = _official(request)
    return _view(record_result(district_of(request), code, data.number, data.day, data.copies, data.note, official))


@post("/dossiers/{code:str}/refusal", status_code=200, sync_to_thread=True, security=SECURITY)
def refusal(code: Code, data: Annotated[Refusal, Body()], request: Ask) -> DossierState:
    """Refuse the dossier."""
    return _view(refuse(district_of(request), code, data.reason, _official(request)))


def _view(found: Dossier) -> DossierState:
    return DossierState(
        code=found.code,
        procedure=found.received.procedure_name,
        state=found.state,
        state_label=found.state.label,
        received_at=found.received_at,
        due=found.due,
        result_at=found.result_at,
        closed_at=found.closed_at,
    )


def _line(event: Event) -> HistoryLine:
    by_district = event.id.device == DISTRICT_DEVICE
    return HistoryLine(event.at, event.fact.title, event.fact.detail(), event.official.name, by_district)


def _official(request: Ask) -> Official:
    """Who asks; ``Denied`` (401) for anybody who is no operator."""
    return operator_of(district_of(request), token_of(request))


def _trouble(status: int, sentence: str) -> Response[bytes]:
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else {}
    body = msgspec.json.encode(Trouble(sentence))
    return Response(body, status_code=status, media_type="application/json", headers=headers)


def _user_error(_: Ask, error: UserError) -> Response[bytes]:
    if isinstance(error, Denied):
        return _trouble(error.status, str(error))
    return _trouble(409 if isinstance(error, NotAllowed) else 400, str(error))


_HTTP_SENTENCES = {
    400: "Máy chủ không đọc được yêu cầu; hãy kiểm tra các mục đã gửi.",
    404: "Máy chủ không có địa chỉ này.",
    405: "Địa chỉ này không nhận cách gọi như vậy.",
    413: "Gói tin lớn hơn mức máy chủ nhận.",
}


def _http_error(_: Ask, error: HTTPException) -> Response[bytes]:
    return _trouble(error.status_code, _HTTP_SENTENCES.get(error.status_code, "Máy chủ không nhận yêu cầu này."))


def _database_error(_: Ask, error: OperationalError) -> Response[bytes]:
    _LOG.error("database out of reach", exc_info=error)
    return _trouble(503, "Cơ sở dữ liệu của máy chủ tạm thời không dùng được; máy sẽ tự gửi lại.")


def _bug(_: Ask, error: Exception) -> Response[bytes]:
    _LOG.error("request failed", exc_info=error)
    return _trouble(500, "Máy chủ cấp trên gặp lỗi khi xử lý; hãy báo quản trị máy chủ.")
