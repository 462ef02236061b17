"""One line of the list: a dossier, and in which words and colour it stands, worked out once off the window's thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from onecua_desk.domain.parts import State
from onecua_desk.domain.standing import Tone
from onecua_desk.services import identity, lookup
from onecua_desk.services.desk import Desk
from onecua_desk.services.lookup import Chip, DossierRow
from onecua_desk.ui.paged_table import Column
from onecua_desk.ui.words import short_moment

UNSENT = "Chưa gửi lên cấp trên"
_WAITING = (State.AWAITING_PAPERS, State.PAUSED)


@dataclass(frozen=True, slots=True)
class Listed:
    """``due`` and ``state`` are ready to read; ``mark``: see ``not_sent``."""

    row: DossierRow
    due: str
    state: str
    tone: Tone
    mark: str


COLUMNS = (
    Column("Mã hồ sơ", lambda item: item.row.code, width=126, elide_left=True, narrow=83),
    Column("Người nộp", lambda item: item.row.applicant, width=166, narrow=112),
    Column("Thủ tục", lambda item: item.row.procedure_name, stretch=True, drop=2),
    Column("Hẹn trả", lambda item: item.due, width=108, narrow=104),
    Column("Trạng thái", lambda item: item.state, width=154, tone=lambda item: item.tone, mark=lambda item: item.mark),
)


def listed_page(desk: Desk, chip: Chip, text: str, before: int | None) -> list[Listed]:
    """The next page of a work list; off the window's thread."""
    now, joined = desk.now(), is_joined(desk)
    return [_listed(desk, row, now, joined) for row in lookup.page(desk, chip, text, before)]


def _listed(desk: Desk, row: DossierRow, now: datetime, joined: bool) -> Listed:
    standing = lookup.standing_of(desk, row)
    return Listed(row, due_words(row.state, row.due, now), standing.words, standing.tone, not_sent(row, joined))


def is_joined(desk: Desk) -> bool:
    """Whether there is a level above: a desk that works alone has nobody to send to."""
    known = identity.known(desk.store)
    return known is not None and known.device != identity.UNENROLLED


def not_sent(row: DossierRow, joined: bool) -> str:
    """What the mark beside the state says; empty where the level above knows of everything."""
    return UNSENT if row.unsent and joined else ""


def due_words(state: State, due: datetime | None, now: datetime) -> str:
    """``"hôm nay"``, ``"19/11 17:00"``, ``"tạm dừng"`` while the term stands still, ``"chưa hẹn"``."""
    if state in _WAITING:
        return "tạm dừng"
    if due is None:
        return "chưa hẹn"
    if due.date() == now.date() and not state.closed:
        return "hôm nay"
    return short_moment(due, now.date())
