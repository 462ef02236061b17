"""What a person must settle, as one list: refused events, events that the level above lost, files that do not go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from onecua_desk.domain.events import EventId
from onecua_desk.domain.parts import Official
from onecua_desk.services.file_lane import Parked
from onecua_desk.services.identity import DISTRICT_DEVICE
from onecua_desk.services.replica import Displaced, Refusal
from onecua_desk.ui.widgets.rich import Html, bold, join, soft
from onecua_desk.ui.words import short_moment

UNKNOWN = "(chưa có mã)"


class Sort(Enum):
    """Why it is in the list; the verbs depend on it."""

    REFUSED = auto()
    DISPLACED = auto()
    FILE = auto()


@dataclass(frozen=True, slots=True)
class Matter:
    """``key`` names it among all of its sort: an event's id, or a file's SHA-256; ``row`` what the server lost.

    ``dossier``: where there is one that can be looked at. ``receipt``: the receipt itself was refused. ``handed_to``:
    the name of the colleague who has it now.
    """

    sort: Sort
    key: EventId | str
    dossier: EventId | None
    code: str
    title: str
    detail: str
    said: str
    at: datetime | None = None
    handed_to: str = ""
    note: str = ""
    receipt: bool = False
    row: int = 0

    def words(self, today: datetime) -> Html:
        """The whole of it: what it is, when, and why it is here."""
        when = soft(f" {short_moment(self.at, today.date())}") if self.at else Html("")
        detail = f": {self.detail}" if self.detail else ""
        note = f" ({self.note})" if self.note else ""
        handed = (soft("\nĐã giao: "), f"{self.handed_to}{note}") if self.handed_to else ()
        return join(bold(self.title), when, f"{detail}\n", soft(_WHO[self.sort]), self.said, *handed)


_WHO = {
    Sort.REFUSED: "Cấp trên trả lời: ",
    Sort.DISPLACED: "Vì sao ở đây: ",
    Sort.FILE: "Vì sao chưa gửi: ",
}
_LOST = (
    "cấp trên đã khôi phục từ bản sao lưu và chưa có lại việc này của {who}. Máy đã ghi việc này tự gửi lại khi có "
    "đường truyền; quá một ngày vẫn còn ở đây thì hãy hỏi {who}."
)
_LOST_ABOVE = (
    "cấp trên đã khôi phục từ bản sao lưu và mất việc này, do {who} ở cấp trên ghi. Hãy báo cấp trên ghi lại; hồ sơ "
    "đúng lại rồi thì bấm Đã xử lý."
)


def matters(
    refusals: Sequence[Refusal],
    displaced: Sequence[Displaced],
    files: Sequence[Parked],
    officials: Sequence[Official],
) -> tuple[Matter, ...]:
    """All of them: refusals first, oldest first in each sort. ``officials``: this desk's, for their names."""
    names = {one.login: one.name for one in officials}
    return (*(_refused(one, names) for one in refusals), *map(_displaced, displaced), *map(_file, files))


def _refused(one: Refusal, names: Mapping[str, str]) -> Matter:
    said = one.sentence or "không nói lý do"
    kept = (names.get(one.handed_to, one.handed_to), one.note, one.receipt)
    dossier = one.dossier if one.code else None
    return Matter(Sort.REFUSED, one.id, dossier, one.code, one.title, one.detail, said, one.at, *kept)


def _displaced(one: Displaced) -> Matter:
    said = (_LOST_ABOVE if one.id.device == DISTRICT_DEVICE else _LOST).format(who=one.who)
    dossier = one.dossier if one.here else None
    return Matter(Sort.DISPLACED, one.id, dossier, one.code, one.title, one.detail, said, one.at, row=one.row)


def _file(one: Parked) -> Matter:
    return Matter(Sort.FILE, one.sha256, one.dossier, one.code, f"Tệp «{one.name}»", "", one.sentence)
