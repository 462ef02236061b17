"""What was refused is sent anew, dropped with a reason, or given to a colleague; nothing of it is lost on the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.parts import Official, State
from onecua_desk.domain.payment import Payment
from onecua_desk.domain.ruleset import FormKind
from onecua_desk.errors import UserError
from onecua_desk.services import guidance, handback, lookup, money, papers, parked, payments, processing, replica, slips
from onecua_desk.services.desk import Desk
from onecua_desk.services.lookup import Chip
from onecua_desk.services.replica import Refusal
from onecua_desk.wire.messages import WireEvent
from tests.clock import Clock
from tests.desk_fixture import BICH, COPY, MAI, draft, receive
from tests.services.by_hand import Commune, Judge, hear, said

LAN = Official("lan", "Trần Thị Lan")
DAY = date(2026, 11, 23)
CODE_TAKEN = "Mã hồ sơ này đã được cấp cho hồ sơ khác."


def refusing(kind: str, sentence: str = "Không.") -> Judge:
    def judge(event: WireEvent) -> str:
        return sentence if event.kind == kind else "accepted"

    return judge


def refuse_dossier(event: WireEvent) -> str:
    return CODE_TAKEN


def the_refusal(desk: Desk) -> Refusal:
    (refusal,) = replica.refusals(desk)
    return refusal


def refused_receipt(commune: Commune) -> Dossier:
    dossier = receive(commune.one)
    commune.ledger.exchange(commune.one, refuse_dossier)
    return dossier


def stands(desk: Desk, dossier: Dossier) -> Dossier:
    return lookup.story(desk, dossier.id).dossier


def test_the_same_fact_is_written_anew_and_the_refused_one_is_settled(commune: Commune) -> None:
    dossier = receive(commune.one)
    processing.hand_over(commune.one, MAI, dossier.id, "Tư pháp", "gấp")
    commune.ledger.exchange(commune.one, refusing("handed_over"))
    sent = parked.send_corrected(commune.one, LAN, the_refusal(commune.one).id)
    assert sent.changes.dossiers == {dossier.id}
    assert (sent.value.printed_anew, sent.value.left) == (False, ())
    assert replica.refusals(commune.one) == []
    assert stands(commune.one, dossier).holder == "Tư pháp"
    commune.settle_all()
    for desk in (commune.one, commune.two):
        assert stands(desk, dossier).state is State.PROCESSING
    lines = [(line.title, line.who, line.refused) for line in lookup.story(commune.one, dossier.id).lines]
    assert lines[:2] == [("Chuyển xử lý", MAI.name, True), ("Chuyển xử lý", LAN.name, False)]


def test_where_the_dossier_does_not_take_it_any_more_nothing_is_written(commune: Commune) -> None:
    dossier = receive(commune.one)
    processing.hand_over(commune.one, MAI, dossier.id, "Tư pháp")
    commune.ledger.exchange(commune.one, refusing("handed_over"))
    processing.withdraw(commune.one, MAI, dossier.id, "x")
    before = said(commune.one)
    with pytest.raises(UserError, match="không ghi được"):
        parked.send_corrected(commune.one, MAI, the_refusal(commune.one).id)
    assert said(commune.one) == before
    assert the_refusal(commune.one).handed_to == ""


def test_a_correction_is_made_of_what_stands_there_today(commune: Commune) -> None:
    dossier = receive(commune.one)
    commune.settle_all()
    processing.correct(commune.one, MAI, dossier.id, {"phone": "0911111111", "name": "Đặng Thị Bích"})
    processing.correct(commune.two, MAI, dossier.id, {"phone": "0922222222"})
    commune.ledger.exchange(commune.two)
    commune.ledger.exchange(commune.one, refusing("corrected"))
    parked.send_corrected(commune.one, MAI, the_refusal(commune.one).id)
    commune.settle_all()
    commune.settle_all()
    for desk in (commune.one, commune.two):
        applicant = stands(desk, dossier).applicant
        assert (applicant.phone, applicant.name) == ("0911111111", "Đặng Thị Bích")
        assert not lookup.page(desk, Chip.TROUBLE, "")


def test_a_correction_that_says_nothing_new_is_not_sent(commune: Commune) -> None:
    dossier = receive(commune.one)
    commune.settle_all()
    for desk in (commune.one, commune.two):
        processing.correct(desk, MAI, dossier.id, {"phone": "0911111111"})
    commune.ledger.exchange(commune.two)
    commune.ledger.exchange(commune.one, refusing("corrected"))
    with pytest.raises(UserError, match="đã ghi đúng như vậy"):
        parked.send_corrected(commune.one, MAI, the_refusal(commune.one).id)


def test_a_payment_is_not_sent_where_it_is_paid_already(commune: Commune) -> None:
    dossier = receive(commune.one, COPY)
    commune.settle_all()
    for desk in (commune.one, commune.two):
        payments.pay(desk, MAI, dossier.id, Payment(dossier.owed))
    commune.ledger.exchange(commune.two)
    commune.ledger.exchange(commune.one, refusing("fee_paid"))
    with pytest.raises(UserError, match="chỉ còn phải thu 0"):
        parked.send_corrected(commune.one, MAI, the_refusal(commune.one).id)


def test_a_refused_receipt_is_received_again_under_a_new_code_with_everything_it_had(
    commune: Commune, clock: Clock
) -> None:
    old = refused_receipt(commune)
    assert the_refusal(commune.one).receipt
    clock.turn(days=1)
    sent = parked.send_corrected(commune.one, LAN, the_refusal(commune.one).id).value
    new = sent.dossier
    assert new is not None
    assert sent.printed_anew
    assert new.code == f"{old.code[:-4]}1002"
    assert new.received == replace(old.received, code=new.code)
    assert (new.received_at, new.due, new.state) == (old.received_at, old.due, State.RECEIVED)
    assert slips.slip(commune.one, new.id).reprint == 0
    commune.settle_all()
    assert replica.refusals(commune.one) == []
    assert lookup.find(commune.two, new.code)[0].applicant == BICH.name
    (row,) = lookup.find(commune.one, old.code)
    assert (row.state, row.trouble) == (State.REFUSED, False), "the paper that is out is still found"


def test_what_was_written_of_the_dossier_follows_it(commune: Commune) -> None:
    old = receive(commune.one, COPY)
    slip = slips.slip(commune.one, old.id)
    papers.begin(commune.one, MAI, slip, "Máy in")
    papers.printed(commune.one, MAI, slip, "Máy in")
    paid = payments.pay(commune.one, MAI, old.id, Payment(old.owed, receipt="0001873")).value
    payments.void(commune.one, MAI, old.id, paid.takings[0], "ghi nhầm")
    payments.pay(commune.one, MAI, old.id, Payment(old.owed, receipt="0001874"))
    processing.hand_over(commune.one, MAI, old.id, "Tư pháp")
    commune.ledger.exchange(commune.one, refuse_dossier)
    assert len(replica.refusals(commune.one)) == 6
    receipt = next(refusal for refusal in replica.refusals(commune.one) if refusal.receipt)
    sent = parked.send_corrected(commune.one, MAI, receipt.id).value
    assert sent.left == ()
    new = sent.dossier
    assert new is not None
    assert (new.state, new.holder, new.paid, new.printed) == (State.PROCESSING, "Tư pháp", old.owed, ())
    assert [payment.receipt for payment in new.payments] == ["0001874"]
    assert money.day_money(commune.one, DAY).left() == old.owed
    commune.settle_all()
    assert replica.refusals(commune.one) == []
    assert stands(commune.two, new) == stands(commune.one, new)


def test_what_could_not_follow_is_listed_and_stays_to_be_settled(commune: Commune) -> None:
    """The request was dropped before, so there is nothing that was supplied."""
    old = receive(commune.one)
    processing.request_supplement(commune.one, MAI, old.id, ("Bản sao",))
    processing.supplement(commune.one, MAI, old.id, ())
    commune.ledger.exchange(commune.one, refuse_dossier)
    receipt, asked, supplied = replica.refusals(commune.one)
    parked.withdraw(commune.one, MAI, asked.id, "đã đủ giấy tờ")
    sent = parked.send_corrected(commune.one, MAI, receipt.id).value
    assert sent.dossier is not None
    assert sent.dossier.state is State.RECEIVED
    assert [(left.title, "không ghi được" in left.reason) for left in sent.left] == [("Bổ sung đủ", True)]
    assert the_refusal(commune.one).id == supplied.id


def test_what_was_still_on_its_way_about_the_old_dossier_is_no_news_when_it_is_refused_too(commune: Commune) -> None:
    old = receive(commune.one, COPY)
    spoken = said(commune.one)
    processing.hand_over(commune.one, MAI, old.id, "Tư pháp")
    payments.pay(commune.one, MAI, old.id, Payment(old.owed))
    hear(commune.one, spoken.asked, commune.ledger.answer(spoken, refuse_dossier))
    new = parked.send_corrected(commune.one, MAI, the_refusal(commune.one).id).value.dossier
    assert new is not None
    assert new.state is State.PROCESSING
    assert money.day_money(commune.one, DAY).left() == old.owed, "it is not counted twice while it is on its way"
    commune.ledger.exchange(
        commune.one, lambda event: "Chưa tiếp nhận." if tuple(event.dossier) == old.id else "accepted"
    )
    assert replica.refusals(commune.one) == []
    assert replica.standing(commune.one).outbox.events == 0
    assert lookup.counts(commune.one)[Chip.TROUBLE] == 0


def test_a_form_that_stands_alone_is_sent_anew_under_another_number_of_the_log(commune: Commune) -> None:
    guidance.guide(commune.one, MAI, draft(commune.one))
    commune.ledger.exchange(commune.one, lambda _: "Phiếu này chưa nhận được.")
    sent = parked.send_corrected(commune.one, MAI, the_refusal(commune.one).id)
    assert sent.value.dossier is None
    (again,) = said(commune.one).events
    assert (again.kind, again.dossier) == ("guided", (2, 2))
    commune.settle_all()
    assert replica.standing(commune.one).outbox == replica.Outbox(0, 0, None, 0, 0)


def test_a_refused_event_is_dropped_with_a_reason_that_is_kept(commune: Commune) -> None:
    dossier = receive(commune.one)
    processing.hand_over(commune.one, MAI, dossier.id, "Tư pháp")
    commune.ledger.exchange(commune.one, refusing("handed_over"))
    id = the_refusal(commune.one).id
    with pytest.raises(UserError, match="lý do"):
        parked.withdraw(commune.one, LAN, id, "  ")
    assert parked.withdraw(commune.one, LAN, id, "bấm nhầm").changes.dossiers == {dossier.id}
    assert replica.refusals(commune.one) == []
    assert lookup.counts(commune.one)[Chip.TROUBLE] == 0
    with commune.one.store.read() as connection:
        row = connection.exec_driver_sql("SELECT login, note FROM handed").one()
    assert tuple(row) == ("lan", "bấm nhầm")
    for verb in (
        lambda: parked.withdraw(commune.one, LAN, id, "x"),
        lambda: parked.hand_to(commune.one, id, LAN),
        lambda: parked.send_corrected(commune.one, LAN, id),
        lambda: processing.settle(commune.one, id),
    ):
        with pytest.raises(UserError, match="đã được xử lý"):
            verb()


def test_a_refused_event_is_given_to_a_colleague_and_stays_until_it_is_settled(commune: Commune) -> None:
    dossier = receive(commune.one)
    processing.hand_over(commune.one, MAI, dossier.id, "Tư pháp")
    commune.ledger.exchange(commune.one, refusing("handed_over"))
    id = the_refusal(commune.one).id
    parked.hand_to(commune.one, id, LAN, "hỏi lại bên Tư pháp")
    parked.hand_to(commune.one, id, LAN, "hỏi lại bên Tư pháp ")
    refusal = the_refusal(commune.one)
    assert (refusal.handed_to, refusal.note) == ("lan", "hỏi lại bên Tư pháp")
    assert lookup.counts(commune.one)[Chip.TROUBLE] == 1
    parked.send_corrected(commune.one, LAN, id)
    assert replica.refusals(commune.one) == []


def test_an_event_that_was_never_refused_is_not_parked(commune: Commune) -> None:
    dossier = receive(commune.one)
    for verb in (
        lambda: parked.withdraw(commune.one, LAN, dossier.id, "x"),
        lambda: parked.send_corrected(commune.one, LAN, dossier.id),
        lambda: parked.hand_to(commune.one, dossier.id, LAN),
    ):
        with pytest.raises(UserError):
            verb()


def test_a_hand_back_that_was_refused_for_want_of_a_result_is_sent_when_there_is_one(commune: Commune) -> None:
    dossier = receive(commune.one)
    processing.record_result(commune.one, MAI, dossier.id, "12", DAY)
    handback.hand_back(commune.one, MAI, dossier.id, handback.applicant_collects(dossier, True))
    commune.ledger.exchange(commune.one, refusing("returned"))
    sent = parked.send_corrected(commune.one, MAI, the_refusal(commune.one).id).value
    assert sent.dossier is not None
    assert sent.dossier.state is State.RETURNED
    assert FormKind.SLIP not in sent.dossier.printed
