"""Who asks over HTTP, and which district."""

from __future__ import annotations

from typing import Any

from litestar import Request
from litestar.datastructures import State

from onecua_desk.district.database import District

Ask = Request[Any, Any, State]

SECURITY: list[dict[str, list[str]]] = [{"token": []}]
"""How the description of the interface says that a token is needed."""


def district_of(request: Ask) -> District:
    found = request.app.state["district"]
    assert isinstance(found, District)
    return found


def token_of(request: Ask) -> str:
    """What stands behind "Bearer"; empty where nothing does."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""
