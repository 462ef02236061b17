"""Finding dossiers and telling their story."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, time

from onecua_desk.domain import story_line
from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import EventId
from onecua_desk.domain.standing import Standing, Tone, standing
from onecua_desk.domain.text import clean
from onecua_desk.errors import UserError
from onecua_desk.services import identity
from onecua_desk.services.desk import Desk
from onecua_desk.store import dossiers, file_lane, log, printed_papers, search
from onecua_desk.store.dossiers import DossierRow
from onecua_desk.store.search import PAGE, Chip, Horizon

__all__ = ["PAGE", "Chip", "DossierRow", "Line", "Story", "best", "counts", "find", "page", "standing_of", "story"]

FOUND = 20
"""As many dossiers as a person looks through when some digits mean several."""

BEST = 7
"""As many hits as stand below the look-up box: nobody reads more of them while typing."""

SOON_DAYS = 2
"""Working days ahead that count as *sắp đến hạn*."""


def horizon(desk: Desk) -> Horizon:
    now = desk.now()
    soon = desk.calendar.working_day_after(now.date(), SOON_DAYS)
    return Horizon(now, datetime.combine(now.date(), time.max), datetime.combine(soon, time.max))


def counts(desk: Desk) -> Mapping[Chip, int]:
    """How many dossiers each work list holds now."""
    with desk.store.read() as connection:
        return search.counts(connection, horizon(desk))


def page(desk: Desk, chip: Chip, text: str, before: int | None = None) -> list[DossierRow]:
    """At most ``PAGE`` dossiers of a work list that match ``text``, behind ``before``; see ``search.page``."""
    with desk.store.read() as connection:
        return search.page(connection, chip, text, horizon(desk), before)


def best(desk: Desk, text: str, most: int = BEST) -> list[DossierRow]:
    """The first dossiers that ``text`` can mean, as one types it; nothing for no text."""
    if not clean(text):
        return []
    with desk.store.read() as connection:
        return search.page(connection, Chip.ALL, text, horizon(desk), size=most)


def find(desk: Desk, scanned: str) -> list[DossierRow]:
    """The dossiers that a scanned slip or typed last digits can mean: those with a result first, then the newest."""
    text = clean(scanned).upper()
    if not text:
        return []
    with desk.store.read() as connection:
        if exact := dossiers.by_code(connection, text):
            return exact
        now = horizon(desk)
        # Asked for apart: among last digits that every day gives out again, the ready ones may be old.
        ready, newest = (search.page(connection, chip, text, now, size=FOUND) for chip in (Chip.READY, Chip.ALL))
    return (ready + [row for row in newest if row.state != "result_ready"])[:FOUND]


def by_code(desk: Desk, code: str) -> list[DossierRow]:
    """The dossiers with exactly this code, their own or the provisional one that was printed first."""
    with desk.store.read() as connection:
        return dossiers.by_code(connection, clean(code).upper())


def standing_of(desk: Desk, row: DossierRow | Dossier) -> Standing:
    """A dossier's word and tone now. A row of a list names the state where nothing is more urgent.

    What waits for the line keeps its word: who has the dossier matters more, for days without a line above all.
    """
    found = standing(row.state, row.due, desk.now(), desk.calendar)
    if isinstance(row, DossierRow):
        if row.trouble:
            return Standing(Tone.LATE, "Cần xử lý")
        if found.tone is Tone.OK:
            return Standing(Tone.OK, row.state.label)
    return found


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a dossier's story. ``note``: what the server said of it; ``refused``: it does not count."""

    id: EventId
    at: datetime
    title: str
    detail: str
    who: str
    note: str
    refused: bool
    again: bool = False
    """It tells of a print that can be repeated."""
    alike: bool = False
    """The copy will be the same to the byte, or not be made; otherwise it may differ from what came out then."""


@dataclass(frozen=True, slots=True)
class Story:
    """The dossier as its events say, and the events newest first; ``told``: where it is, a sentence to read out.

    ``joined``: there is a level above, which knows all of it or, where some is ``unsent``, not yet.
    """

    dossier: Dossier
    standing: Standing
    unsent: bool
    lines: tuple[Line, ...]
    told: str = ""
    joined: bool = True


def story(desk: Desk, id: EventId) -> Story:
    from onecua_desk.services import exact, whereabouts  # with all letters: no list needs them

    with desk.store.read() as connection:
        entries = log.of_dossier(connection, id)
        files_left = file_lane.left_of(connection, id)
        folded = log.sum_up(entries)
        if folded.dossier is None:
            raise UserError("Không tìm thấy hồ sơ này trong máy.")
        kept = printed_papers.among(connection, [_id(entry) for entry in entries if exact.can(entry)])
        joined = identity.of(connection).device != identity.UNENROLLED
        told = whereabouts.told(connection, desk, folded.dossier, entries).sentence
    left_out = {event.id: sentence for event, sentence in folded.left_out}
    # The server's order, which is what counts; own events without an answer stand on top. No desk's clock decides.
    lines = tuple(
        _line(entry, folded.dossier, _note(entry, left_out, joined=joined), kept, again=exact.can(entry))
        for entry in reversed(entries)
    )
    unsent = joined and (files_left or any(entry.unsent for entry in entries))
    return Story(folded.dossier, standing_of(desk, folded.dossier), unsent, lines, told, joined)


def _id(entry: log.Entry) -> EventId:
    return EventId(entry.wire.device, entry.wire.seq)


def _line(entry: log.Entry, of: Dossier, note: str, kept: Collection[EventId], *, again: bool) -> Line:
    wire, id = entry.wire, _id(entry)
    if entry.event is None:
        title, detail = "Việc do bản mới hơn ghi", "Hãy cập nhật chương trình để đọc."
    else:
        title, detail = entry.event.fact.title, story_line.detail(entry.event.fact, of)
    return Line(id, wire.at, title, detail, wire.name, note, not entry.counts, again, id in kept)


def _note(entry: log.Entry, left_out: Mapping[EventId, str], *, joined: bool) -> str:
    """What else is to be known of an event; nothing of the level above where there is none."""
    match entry.status:
        case "waiting" | "held" if entry.sentence:
            return f"Đã xử lý, không tính: {entry.sentence}"
        case "waiting" if joined:
            return "Chưa gửi"
        case "held":
            return "Cấp trên chưa nhận được việc này; máy sẽ tự gửi lại"
        case "refused":
            return f"Cấp trên không nhận: {entry.sentence}"
        case "settled":
            return f"Cấp trên không nhận, đã xử lý: {entry.sentence}"
        case _:
            return left_out.get(_id(entry), "")
