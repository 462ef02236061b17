"""What the events of a dossier say together, and what of them is left out and named."""

from __future__ import annotations

import copy
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onecua_desk.domain.dossier import apply, fold
from onecua_desk.domain.events import (
    ALONE,
    Corrected,
    Event,
    Fact,
    FeePaid,
    FeeVoided,
    FileDropped,
    FilesAttached,
    HandBackUndone,
    HandedOver,
    Numbered,
    PaperPrinted,
    ResultRecorded,
    Returned,
    SupplementRequested,
    Undelivered,
    Withdrawn,
)
from onecua_desk.domain.file import File
from onecua_desk.domain.parts import Change, Collector, State
from onecua_desk.domain.payment import Payment, Taken
from onecua_desk.domain.procedure import Channel
from onecua_desk.domain.ruleset import FormKind
from onecua_desk.errors import UserError
from tests.domain.story import (
    AT,
    BICH,
    DUE,
    FACTS,
    FORM,
    HOUR,
    ID,
    PAID,
    PHONE,
    RECEIVED,
    SCAN,
    UNNUMBERED,
    dossier,
    told,
)
from tests.facts import events


def test_a_hand_back_that_is_undone_or_came_back_by_post_can_be_handed_back_again() -> None:
    result = ResultRecorded("12/GXN", date(2026, 11, 25), 2)
    by_post = Returned(Collector("Bích", ""), how=Channel.POST, consignment="EB123456789VN")
    again = Returned(Collector("Bích", ""), Payment(7_000))
    made = dossier(result, by_post, Undelivered("Không có người nhận", AT + 2 * HOUR), again)
    assert (made.state, made.returned, made.paid, made.owed) == (State.RETURNED, again, 7_000, 8_000)
    undone = dossier(result, by_post, HandBackUndone("Nhầm", "Lâm", AT + 2 * HOUR))
    assert (undone.state, undone.returned, undone.closed_at) == (State.RESULT_READY, None, None)
    folded = fold(told(RECEIVED, result, again, Undelivered("x", AT + 2 * HOUR)))
    assert "bưu chính" in folded.left_out[0][1]


@pytest.mark.parametrize("undoing", [HandBackUndone("Nhầm", "Lâm", AT), Undelivered("x", AT)])
def test_what_undoes_another_hand_back_than_the_one_that_stands_is_left_out(undoing: Fact) -> None:
    result = ResultRecorded("12/GXN", date(2026, 11, 25), 2)
    by_post = Returned(Collector("Bích", ""), how=Channel.POST, consignment="EB123456789VN")
    folded = fold(told(RECEIVED, result, by_post, undoing))
    assert folded.dossier == dossier(result, by_post)
    ((_, reason),) = folded.left_out
    assert reason == f"Hồ sơ {RECEIVED.code} không có lần trả kết quả nào lúc 09:41:00 23/11/2026 được tính."


def test_payments_add_up_and_one_that_was_voided_is_owed_again() -> None:
    made = dossier(FeePaid(PAID), FeePaid(Payment(7_000)))
    assert (made.paid, made.owed) == (15_000, 0)
    voided = dossier(FeePaid(PAID), FeePaid(PAID), FeeVoided(PAID, "x", AT + HOUR))
    assert voided.payments == (PAID,)
    assert voided.takings == (Taken(PAID, AT + 2 * HOUR),)
    for paid_at in (AT, AT + 2 * HOUR):  # an equal payment of another moment is another payment
        folded = fold(told(RECEIVED, FeePaid(PAID), FeeVoided(PAID, "x", paid_at)))
        assert "8.000 đ" in folded.left_out[0][1]
        assert f"lúc {paid_at:%H:%M:%S}" in folded.left_out[0][1]


def test_what_was_taken_at_the_hand_back_is_named_until_it_is_voided() -> None:
    result, paid = ResultRecorded("12/GXN", date(2026, 11, 25), 2), Payment(15_000)
    returned = Returned(Collector("Bích", ""), paid)
    assert dossier(result).taken_at_hand_back is None
    assert dossier(result, FeePaid(paid), Returned(Collector("Bích", ""))).taken_at_hand_back is None
    assert dossier(result, returned).taken_at_hand_back == Taken(paid, AT + 2 * HOUR)
    assert dossier(result, returned, FeeVoided(paid, "x", AT + 2 * HOUR)).taken_at_hand_back is None


def test_files_are_added_once_and_dropped_by_their_content() -> None:
    made = dossier(FilesAttached((SCAN,)), FilesAttached((SCAN,)))
    assert made.files == (SCAN,)
    assert dossier(FilesAttached((SCAN,)), FileDropped(SCAN.sha256, "x")).files == ()
    with pytest.raises(UserError):
        File("../../etc/passwd", 1, 1, "x")


def test_a_receipt_begins_the_dossier_with_what_it_says() -> None:
    made = dossier()
    assert (made.id, made.code, made.received_at, made.state) == (ID, RECEIVED.code, AT, State.RECEIVED)
    assert (made.applicant, made.papers, made.due, made.owed) == (BICH, (FORM,), DUE, 15_000)


def test_papers_that_came_bring_the_dossier_back_to_where_it_was_received() -> None:
    made = dossier(SupplementRequested(("x",), ""), FACTS[3])
    assert made.state is State.RECEIVED


def test_papers_that_came_bring_a_dossier_that_was_handed_over_back_to_processing() -> None:
    asked = dossier(HandedOver("Tư pháp"), SupplementRequested(("Giấy chứng sinh",), ""))
    assert (asked.state, asked.missing, asked.asked_at) == (
        State.AWAITING_PAPERS,
        ("Giấy chứng sinh",),
        AT + timedelta(hours=2),
    )
    made = dossier(HandedOver("Tư pháp"), SupplementRequested(("Giấy chứng sinh",), ""), FACTS[3])
    assert (made.state, made.missing, made.asked_at) == (State.PROCESSING, (), None)
    assert made.due == DUE + timedelta(days=1)
    assert [paper.name for paper in made.papers] == ["Tờ khai", "Giấy chứng sinh"]


def test_a_correction_while_papers_are_awaited_does_not_forget_where_to_go_back_to() -> None:
    made = dossier(HandedOver("Tư pháp"), SupplementRequested(("x",), ""), PHONE, FACTS[3])
    assert made.state is State.PROCESSING
    assert made.applicant.phone == "0987654321"


def test_the_whole_way_to_the_hand_back_keeps_each_step() -> None:
    result = ResultRecorded("12/GXN", date(2026, 11, 25), 2)
    made = dossier(HandedOver("Tư pháp"), result, Returned(Collector("Bích", "1"), Payment(15_000)))
    assert (made.state, made.holder, made.result) == (State.RETURNED, "Tư pháp", result)
    assert (made.result_at, made.closed_at) == (AT + timedelta(hours=2), AT + timedelta(hours=3))


def test_prints_are_counted_form_by_form() -> None:
    slip, other = PaperPrinted(FormKind.SLIP, 0, ""), PaperPrinted(FormKind.SUPPLEMENT, 0, "")
    made = dossier(slip, other, slip)
    forms = (FormKind.SLIP, FormKind.SUPPLEMENT, FormKind.REFUSAL)
    assert [made.reprints(form) for form in forms] == [2, 1, 0]


def test_a_correction_keeps_the_old_value_in_its_words_and_puts_the_new_one_in_the_dossier() -> None:
    made = dossier(PHONE)
    assert made.applicant.phone == "0987654321"
    assert made.received.applicant.phone == "0912345678"
    assert PHONE.detail() == "Điện thoại: 0912345678 → 0987654321 · nghe nhầm"


def test_a_correction_is_refused_when_somebody_else_has_corrected_the_field_before() -> None:
    events = told(RECEIVED, PHONE, Corrected((Change("phone", "0912345678", "0900000000"),), ""))
    folded = fold(events)
    assert folded.dossier is not None
    assert folded.dossier.applicant.phone == "0987654321"
    ((event, reason),) = folded.left_out
    assert event is events[2]
    assert "Điện thoại" in reason
    assert "0987654321" in reason


def test_corrections_of_different_fields_do_not_disturb_each_other() -> None:
    made = dossier(PHONE, Corrected((Change("born", "1988-02-29", ""),), ""))
    assert (made.applicant.phone, made.applicant.born) == ("0987654321", None)


def test_what_does_not_fit_is_left_out_and_named_and_the_rest_goes_on() -> None:
    twice = told(RECEIVED, FACTS[6], HandedOver("Tư pháp"), Returned(Collector("Bích", "")), Withdrawn("x"))
    folded = fold(twice)
    assert folded.dossier is not None
    assert folded.dossier.state is State.RETURNED
    assert [event for event, _ in folded.left_out] == [twice[2], twice[4]]
    assert all(reason.endswith(".") for _, reason in folded.left_out)


def test_events_before_the_receipt_are_left_out_and_named() -> None:
    early = told(HandedOver("Tư pháp"))
    folded = fold([*early, *told(RECEIVED)])
    assert folded.dossier is not None
    assert [event for event, _ in folded.left_out] == early


def test_no_events_are_no_dossier() -> None:
    assert fold([]).dossier is None


@given(st.lists(events(), max_size=8))
def test_any_sequence_of_events_folds_without_an_error_and_loses_none(sequence: list[Event]) -> None:
    untouched = copy.deepcopy(sequence)
    folded = fold(sequence)
    assert sequence == untouched
    left_out = [event for event, reason in folded.left_out if reason]
    rest = iter(sequence)
    assert all(any(event is one for one in rest) for event in left_out)
    applied = len(sequence) - len(left_out)
    applied -= sum(type(event.fact) in ALONE and event.id == event.dossier for event in sequence)
    assert (applied == 0) == (folded.dossier is None)


@given(st.lists(st.sampled_from(FACTS), max_size=12))
def test_apply_makes_a_new_dossier_and_never_changes_the_one_it_got(facts: list[Fact]) -> None:
    now = dossier()
    for event in told(RECEIVED, *facts)[1:]:
        before = copy.deepcopy(now)
        try:
            after = apply(now, event)
        except UserError:
            after = now
        assert now == before
        now = after
    folded = fold(told(RECEIVED, *facts))
    assert folded.dossier == now


@given(st.lists(st.sampled_from(FACTS), max_size=12))
def test_folding_in_two_parts_is_folding_at_once(facts: list[Fact]) -> None:
    whole = fold(told(RECEIVED, *facts))
    refused = {event.id for event, _ in whole.left_out}
    kept = [event for event in told(RECEIVED, *facts) if event.id not in refused]
    assert fold(kept).dossier == whole.dossier
    assert fold(kept).left_out == ()


def test_a_provisional_code_gives_way_to_the_official_one_and_is_never_forgotten() -> None:
    before = fold(told(UNNUMBERED)).dossier
    after = fold(told(UNNUMBERED, Numbered("H02.15.23-261123-0101"))).dossier
    assert before is not None
    assert after is not None
    assert (before.code, before.provisional, before.awaits_number) == (UNNUMBERED.code, UNNUMBERED.code, True)
    assert (after.code, after.provisional, after.awaits_number) == ("H02.15.23-261123-0101", UNNUMBERED.code, False)
    assert (dossier().provisional, dossier().awaits_number) == ("", False)
    assert "số tạm T1001" in UNNUMBERED.detail()


@pytest.mark.parametrize(
    "code", ["H02.15.23-261124-0101", "H02.15.24-261123-0101", "H02.15.23-261123-T1002", "H02.15.23-261123-101", ""]
)
def test_a_number_must_be_an_official_one_of_the_unit_and_of_the_day_of_receipt(code: str) -> None:
    assert fold(told(UNNUMBERED, Numbered(code))).left_out


def test_an_official_code_is_given_once() -> None:
    first, second = Numbered("H02.15.23-261123-0101"), Numbered("H02.15.23-261123-0102")
    folded = fold(told(UNNUMBERED, first, second))
    assert folded.dossier is not None
    assert folded.dossier.code == first.code
    ((_, sentence),) = folded.left_out
    assert "đã có số chính thức" in sentence
    assert fold(told(RECEIVED, first)).left_out
