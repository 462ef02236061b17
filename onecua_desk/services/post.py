"""Results on their way by public post: what waits, what went to the post office, and the list that goes with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from onecua_desk.domain.consignment import tidy_consignment
from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import EventId
from onecua_desk.domain.parts import Official
from onecua_desk.domain.payment import Payment
from onecua_desk.domain.post_list import PostLine, PostList
from onecua_desk.domain.procedure import Channel
from onecua_desk.errors import UserError
from onecua_desk.services import identity, lookup
from onecua_desk.services.desk import Desk, Done
from onecua_desk.services.handback import applicant_collects, goes_by_post, hand_back, went_by_post
from onecua_desk.services.papers import Printout
from onecua_desk.services.print_settings import PrintForm
from onecua_desk.store import log, post
from onecua_desk.store.post import Posted


@dataclass(frozen=True, slots=True)
class Mail:
    """``waiting``: results to be given to the post; ``sent``: those that were given to it on this day."""

    waiting: tuple[Dossier, ...]
    sent: tuple[Dossier, ...]


def mail(desk: Desk, day: date) -> Mail:
    """What lies ready for the post, and what went on ``day`` (and was neither undone nor brought back since)."""
    with desk.store.read() as connection:
        return Mail(_waiting(connection), sent_on(connection, day))


def sent_on(connection: Connection, day: date, consignment: str = "") -> tuple[Dossier, ...]:
    """What went to the post on ``day`` and was neither undone nor brought back since; under one number, where given.

    What was brought back and sent again on another day went on that day, under its new number.
    """
    went = [one for one in post.posted_on(connection, day) if consignment in ("", one.consignment)]
    found = _dossiers(connection, dict.fromkeys(one.dossier for one in went))
    return tuple(dossier for dossier in found if _went(dossier) in went)


def _went(dossier: Dossier) -> Posted | None:
    """The sending that stands, as the log has it; ``None`` where the result is not with the post."""
    if dossier.returned is None or dossier.closed_at is None or not went_by_post(dossier):
        return None
    return Posted(dossier.id, dossier.closed_at, dossier.returned.consignment)


def waiting_count(desk: Desk) -> int:
    """How many results lie ready for the post."""
    with desk.store.read() as connection:
        return len(_waiting(connection))


def send(
    desk: Desk,
    official: Official,
    id: EventId,
    consignment: str,
    payment: Payment | None = None,
    originals: tuple[str, ...] = (),
) -> Done[Dossier]:
    """Give the result of a dossier to the post under the number on its label.

    ``UserError(field="consignment")`` where that label went to another person today: it was scanned twice. Several
    results of one person may travel in one cover.
    """
    number, mine = tidy_consignment(consignment), lookup.story(desk, id).dossier
    with desk.store.read() as connection:
        same_label = sent_on(connection, desk.now().date(), number) if number else ()
    for other in same_label:
        if not _together(other, mine):
            raise UserError(
                f"Số hiệu {number} đã ghi cho {other.applicant.name} (hồ sơ {other.code}); hãy quét nhãn khác.",
                field="consignment",
            )
    who = applicant_collects(mine, card_matched=False)
    return hand_back(desk, official, id, who, payment, how=Channel.POST, consignment=number, originals=originals)


def recipient(dossier: Dossier) -> PostLine:
    """Where the result goes: to the applicant's address as it stands now."""
    who = dossier.applicant
    number = dossier.returned.consignment if dossier.returned else ""
    return PostLine(dossier.code, who.name, who.address, who.phone, number)


def day_list(desk: Desk, official: Official, day: date) -> Printout:
    """The list of what went on ``day``, ready to print; ``UserError`` where nothing did."""
    with desk.store.read() as connection:
        unit, lines = identity.of(connection).unit, tuple(map(recipient, sent_on(connection, day)))
    if not lines:
        raise UserError(f"Ngày {day:%d/%m/%Y} chưa gửi bưu chính kết quả nào.")
    from onecua_desk.paper.post_list import post_list  # ReportLab is slow to import; the first window does not need it

    pdf = post_list(PostList(unit.parent, unit.centre, unit.place, day, official.name, lines))
    return Printout(PrintForm.LIST, f"Bảng kê bưu chính {day:%Y-%m-%d}", pdf)


def _waiting(connection: Connection) -> tuple[Dossier, ...]:
    return tuple(filter(goes_by_post, _dossiers(connection, post.ready_for_post(connection))))


def _dossiers(connection: Connection, ids: Iterable[EventId]) -> tuple[Dossier, ...]:
    folded = (log.sum_up(log.of_dossier(connection, id)).dossier for id in ids)
    return tuple(dossier for dossier in folded if dossier)


def _together(one: Dossier, other: Dossier) -> bool:
    """Whether they go to the same person at the same address."""
    return (one.applicant.name, one.applicant.address) == (other.applicant.name, other.applicant.address)
