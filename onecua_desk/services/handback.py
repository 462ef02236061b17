"""Handing a result back: the dossier found by its slip, who collects it, and what is still to be paid."""

from __future__ import annotations

from datetime import datetime

from onecua_desk.domain.citizen import Card
from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import EventId, Returned
from onecua_desk.domain.fees import dong
from onecua_desk.domain.parts import Collector, Official
from onecua_desk.domain.payment import Payment
from onecua_desk.domain.text import clean, digits, fold
from onecua_desk.errors import UserError
from onecua_desk.services.desk import Desk, Done, record


def same_person(dossier: Dossier, card: Card) -> bool:
    """Whether the card that was scanned belongs to the applicant: by number, or by name where none was recorded."""
    number = dossier.applicant.number
    if number:
        return number in {card.number, card.old_number}
    return fold(dossier.applicant.name) == fold(card.name)


def applicant_collects(dossier: Dossier, card_matched: bool) -> Collector:
    return Collector(dossier.applicant.name, dossier.applicant.number, card_matched=card_matched)


def hand_back(
    desk: Desk, official: Official, id: EventId, collector: Collector, collected_fee: int = 0
) -> Done[Dossier]:
    """The result goes to ``collector``. An authorised person needs a name, a number and the paper that says so."""
    tidy = Collector(
        clean(collector.name), digits(collector.number), clean(collector.authorised_by), collector.card_matched
    )
    if not tidy.name:
        raise UserError("Hãy nhập họ tên người nhận kết quả.", field="collector.name")
    if tidy.authorised_by and not tidy.number:
        raise UserError("Hãy nhập số định danh của người được ủy quyền.", field="collector.number")
    if collected_fee < 0:
        raise UserError("Số tiền thu không thể âm.", field="fee")

    def make(dossier: Dossier, _: datetime) -> Returned:
        if not tidy.authorised_by and fold(tidy.name) != fold(dossier.applicant.name):
            raise UserError("Người nhận không phải người nộp: hãy ghi giấy ủy quyền.", field="collector.authorised_by")
        if collected_fee > dossier.owed:
            raise UserError(f"Hồ sơ này chỉ còn phải thu {dong(dossier.owed)}.", field="fee")
        return Returned(tidy, Payment(collected_fee) if collected_fee else None)

    return record(desk, official, id, make)
