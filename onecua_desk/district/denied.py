"""A request that the district does not serve, with its HTTP status."""

from __future__ import annotations

from onecua_desk.errors import UserError


class Denied(UserError):
    """Why the request was not served; ``status`` is the HTTP status of the answer."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status
