"""What drops down below the look-up box: dossiers that were found, the way to all of them, or what can be typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from onecua_desk.domain.citizen import masked
from onecua_desk.domain.events import EventId
from onecua_desk.domain.standing import Tone
from onecua_desk.domain.text import uncapitalised
from onecua_desk.services import lookup
from onecua_desk.services.desk import Desk
from onecua_desk.services.lookup import DossierRow
from onecua_desk.ui.dossiers.listed import due_words, is_joined, not_sent


@dataclass(frozen=True, slots=True)
class Hit:
    """A dossier in two lines, ready to read; ``state`` stands on its colour."""

    id: EventId
    who: str
    what: str
    state: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class All:
    """The last line: everything that ``text`` finds, in the list of dossiers."""

    text: str


@dataclass(frozen=True, slots=True)
class Advice:
    """Nothing to choose: why, and what can be typed."""

    sentence: str
    advice: str


Item = Hit | All | Advice

_CAN_TYPE = "Mã hoặc số cuối, họ tên, điện thoại, số định danh, thủ tục, ngày (21/11)"
TIPS = Advice("Gõ để tìm hồ sơ, không cần dấu", _CAN_TYPE)


def look_for(desk: Desk, text: str) -> tuple[Item, ...]:
    """What drops down for ``text``; off the window's thread."""
    now, joined = desk.now(), is_joined(desk)
    found = [_hit(desk, row, now, joined) for row in lookup.best(desk, text)]
    if not found:
        return (Advice(f"Không thấy hồ sơ nào khớp «{text}»", f"Thử: {uncapitalised(_CAN_TYPE)}"),)
    return (*found, All(text))


def lines(item: Item) -> tuple[str, str]:
    match item:
        case Hit():
            return item.who, item.what
        case All():
            return f"Xem tất cả «{item.text}» trong Hồ sơ", "Shift+Enter"
        case Advice():
            return item.sentence, item.advice


def state(item: Item) -> tuple[str, Tone] | None:
    return (item.state, item.tone) if isinstance(item, Hit) else None


def _hit(desk: Desk, row: DossierRow, now: datetime, joined: bool) -> Hit:
    standing = lookup.standing_of(desk, row)
    due = f"Hẹn trả: {due_words(row.state, row.due, now)}"
    parts = (not_sent(row, joined).lower(), due, masked(row.number), row.procedure_name)
    what = " · ".join(part for part in parts if part)
    return Hit(row.id, f"{row.applicant} · {row.code}", what, standing.words, standing.tone)
