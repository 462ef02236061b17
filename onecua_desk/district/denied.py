"""A request that the district does not serve, with its HTTP status."""

from __future__ import annotations

from onecua_desk.errors import UserError

NEWER = "Máy này dùng bản mới hơn máy chủ cấp trên; hãy báo cấp trên cập nhật máy chủ."
UNREADABLE = "Máy chủ không đọc được gói tin; hãy báo kỹ thuật."


class Denied(UserError):
    """Why the request was not served; ``status`` is the HTTP status of the answer."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status
