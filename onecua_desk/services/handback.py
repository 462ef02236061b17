"""Handing a result back, over the counter, by post or online, and what may follow: undone, undelivered, rated."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from onecua_desk.domain.consignment import tidy_consignment
from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import EventId, FeeVoided, HandBackUndone, Rated, Returned, Undelivered
from onecua_desk.domain.fees import dong
from onecua_desk.domain.parts import Collector, Official, Rating, tidy
from onecua_desk.domain.payment import Payment, Taken
from onecua_desk.domain.procedure import Channel, PaperKind
from onecua_desk.domain.text import clean, digits, fold
from onecua_desk.errors import UserError
from onecua_desk.services.card_match import same_person
from onecua_desk.services.desk import Changes, Desk, Done, append, record
from onecua_desk.services.payments import checked

__all__ = [
    "applicant_collects",
    "goes_by_post",
    "hand_back",
    "has_digital_copy",
    "originals",
    "rate",
    "representative_collects",
    "same_person",
    "undelivered",
    "undo",
    "went_by_post",
]


def applicant_collects(dossier: Dossier, card_matched: bool, mismatch: str = "") -> Collector:
    """``mismatch``: what differs on the card and was confirmed by the official."""
    return Collector(dossier.applicant.name, dossier.applicant.number, card_matched=card_matched, mismatch=mismatch)


def representative_collects(dossier: Dossier) -> Collector | None:
    """Who handed the dossier in for the applicant, as they would collect the result; ``None`` where nobody did."""
    who = dossier.received.representative
    return Collector(who.name, who.number, who.authority) if who else None


def originals(dossier: Dossier) -> tuple[str, ...]:
    """Papers of which the desk keeps the original, which may go back with the result.

    What was only shown never stayed here, and what was reused lies in another dossier.
    """
    kept = (paper for paper in dossier.papers if paper.kind is PaperKind.ORIGINAL)
    return tuple(paper.name for paper in kept if not paper.shown and not paper.reused)


def has_digital_copy(dossier: Dossier) -> bool:
    """Whether a digital copy of the result is still among the dossier's files."""
    return bool(dossier.result and {*dossier.result.files} & {*dossier.files})


def goes_by_post(dossier: Dossier) -> bool:
    """Whether the citizen asked at intake for the result to come by public post."""
    return dossier.received.return_by is Channel.POST


def went_by_post(dossier: Dossier) -> bool:
    """Whether the result is with the post, or was delivered by it."""
    return dossier.returned is not None and dossier.returned.how is Channel.POST


def hand_back(
    desk: Desk,
    official: Official,
    id: EventId,
    collector: Collector,
    payment: Payment | None = None,
    *,
    how: Channel = Channel.COUNTER,
    consignment: str = "",
    originals: tuple[str, ...] = (),
) -> Done[Dossier]:
    """The result goes to ``collector``; ``payment`` is what was still due and is paid now.

    An authorised person needs a name, a number and the paper that says so; the post needs the ``consignment`` number;
    online needs a digital copy of the result. ``originals``: papers of the dossier that go back with the result.
    """
    who, number = _tidied(collector), tidy_consignment(consignment)
    if how is Channel.POST and not number:
        raise UserError("Hãy quét hoặc gõ số hiệu bưu gửi trên nhãn.", field="consignment")
    paid = checked(payment) if payment else None

    def make(dossier: Dossier, _: datetime) -> Returned:
        _check_collector(dossier, who)
        if how is Channel.ONLINE and not has_digital_copy(dossier):
            raise UserError("Kết quả chưa có bản điện tử để trả trực tuyến.", field="how")
        if paid and paid.amount > dossier.owed:
            raise UserError(f"Hồ sơ này chỉ còn phải thu {dong(dossier.owed)}.", field="fee")
        return Returned(who, paid, how, number if how is Channel.POST else "", originals)

    return record(desk, official, id, make)


def _tidied(collector: Collector) -> Collector:
    who = replace(
        collector,
        name=clean(collector.name),
        number=tidy("number", collector.number),
        authorised_by=clean(collector.authorised_by),
    )
    if not who.name:
        raise UserError("Hãy nhập họ tên người nhận kết quả.", field="collector.name")
    if who.authorised_by and not digits(who.number):
        raise UserError("Hãy nhập số định danh của người được ủy quyền.", field="collector.number")
    return who


def _check_collector(dossier: Dossier, who: Collector) -> None:
    if not who.authorised_by and fold(who.name) != fold(dossier.applicant.name):
        raise UserError("Người nhận không phải người nộp: hãy ghi giấy ủy quyền.", field="collector.authorised_by")


def undo(
    desk: Desk, official: Official, id: EventId, reason: str, allowed_by: str, void: Taken | None = None
) -> Done[Dossier]:
    """The hand-back was written by mistake; ``allowed_by`` is who let the official say so.

    ``void``: the payment that is taken back with it; without it the money stays recorded.
    """
    why, who = clean(reason), clean(allowed_by)
    if not why:
        raise UserError("Hãy ghi vì sao hủy ghi trả kết quả.", field="reason")
    if not who:
        raise UserError("Hãy ghi họ tên người cho phép.", field="allowed_by")
    with desk.store.write() as connection:
        after = append(connection, desk, official, id, lambda now, _: HandBackUndone(why, who, _returned_at(now)))
        if void:
            after = append(connection, desk, official, id, lambda *_: FeeVoided(void.payment, why, void.at))
    return Done(after, Changes(frozenset({id})))


def undelivered(desk: Desk, official: Official, id: EventId, reason: str) -> Done[Dossier]:
    """The post brought the result back: it waits at the desk again."""
    why = clean(reason)
    if not why:
        raise UserError("Hãy ghi lý do bưu chính chuyển hoàn.", field="reason")
    return record(desk, official, id, lambda now, _: Undelivered(why, _returned_at(now)))


def _returned_at(dossier: Dossier) -> datetime:
    if dossier.returned is None or dossier.closed_at is None:
        raise UserError(f"Kết quả của hồ sơ {dossier.code} chưa ghi là đã trả.")
    return dossier.closed_at


def rate(desk: Desk, official: Official, id: EventId, rating: Rating, reason: str = "") -> Done[Dossier]:
    """What the citizen thought of the service; who is not satisfied is asked why."""
    why = clean(reason)
    if rating is Rating.NOT_SATISFIED and not why:
        raise UserError("Hãy ghi điều người dân không hài lòng.", field="reason")
    return record(desk, official, id, lambda *_: Rated(rating, why))
