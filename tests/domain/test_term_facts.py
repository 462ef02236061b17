"""An appointment that is put off, a dossier that ends without a result, and who answers for lateness."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from onecua_desk.domain.dossier import Dossier, fold
from onecua_desk.domain.events import (
    Apologised,
    Explained,
    ExplanationPrinted,
    Fact,
    HandedOver,
    PaperPrinted,
    Received,
    Stopped,
    Supplemented,
    SupplementRequested,
    TakenOver,
)
from onecua_desk.domain.late import LateCause
from onecua_desk.domain.parts import State
from onecua_desk.domain.processing_facts import print_kind
from onecua_desk.domain.ruleset import FormKind
from tests.domain.story import AT, DUE, HOUR, dossier, told

DAY = timedelta(days=1)
RECEIVED = dossier().received
ASKED = SupplementRequested(("Giấy chứng sinh",), "")


def sorry(before: datetime, due: datetime, cause: LateCause = LateCause.OTHER_BODY) -> Apologised:
    return Apologised(cause, "Chờ xác minh", before, due)


def left_out(*facts: Fact) -> tuple[Dossier, list[tuple[Fact, str]]]:
    folded = fold(told(RECEIVED, *facts))
    assert folded.dossier is not None
    return folded.dossier, [(event.fact, reason) for event, reason in folded.left_out]


def test_an_apology_moves_the_appointment_and_the_law_keeps_the_first() -> None:
    first = sorry(DUE, DUE + 5 * DAY)
    made = dossier(first)
    assert (made.due, made.due_by_law, made.apologies) == (DUE + 5 * DAY, DUE, (first,))
    assert made.state is State.RECEIVED
    assert first.detail() == "hẹn lại 17:00 01/12/2026 (trước là 26/11/2026) · Chờ xác minh"


def test_of_two_desks_that_apologise_at_once_the_second_does_not_count_and_is_named() -> None:
    first, second = sorry(DUE, DUE + 5 * DAY), sorry(DUE, DUE + 6 * DAY)
    made, ((fact, reason),) = left_out(first, second)
    assert made == dossier(first)
    assert fact is second
    assert reason == f"Hồ sơ {RECEIVED.code} đã được hẹn lại vào ngày khác."


def test_a_new_date_that_is_not_later_is_left_out() -> None:
    made, ((_, reason),) = left_out(sorry(DUE, DUE))
    assert made == dossier()
    assert reason == "Ngày hẹn lại phải sau ngày hẹn cũ."


def test_papers_that_come_after_an_apology_move_both_appointments() -> None:
    made = dossier(sorry(DUE, DUE + 5 * DAY), ASKED, Supplemented((), DUE + 7 * DAY, DUE + 2 * DAY))
    assert (made.due, made.due_by_law) == (DUE + 7 * DAY, DUE + 2 * DAY)
    before = dossier(ASKED, Supplemented((), DUE + 2 * DAY), sorry(DUE + 2 * DAY, DUE + 5 * DAY))
    assert (before.due, before.due_by_law) == (DUE + 5 * DAY, DUE + 2 * DAY)


def test_papers_taken_in_by_a_desk_that_knew_no_apology_leave_what_it_told_the_citizen() -> None:
    made, lost = left_out(sorry(DUE, DUE + 5 * DAY), ASKED, Supplemented((), DUE + DAY))
    assert lost == []
    assert (made.due, made.due_by_law) == (DUE + DAY, DUE + DAY)


@given(st.lists(st.tuples(st.booleans(), st.integers(1, 30)), max_size=6))
def test_the_law_never_knows_a_later_appointment_than_the_citizen(steps: list[tuple[bool, int]]) -> None:
    facts: list[Fact] = []
    due = by_law = DUE
    for apology, days in steps:
        before, due = due, due + days * DAY
        if apology:
            facts.append(sorry(before, due))
        else:
            by_law += days * DAY
            facts += [ASKED, Supplemented((), due, by_law)]
    made = dossier(*facts)
    assert (made.due, made.due_by_law) == (due, by_law)
    assert [one.due_before for one in made.apologies] == sorted(one.due_before for one in made.apologies)
    extended = sum(days for apology, days in steps if apology)
    assert due - by_law == extended * DAY


@given(st.lists(st.integers(-3, 9), min_size=1, max_size=8))
def test_each_apology_that_counts_replaces_the_appointment_before_it(days: list[int]) -> None:
    facts = [
        sorry(DUE + n * DAY, DUE + (n + step) * DAY) for n, step in zip(accumulate(days, initial=0), days, strict=False)
    ]
    made, _ = left_out(*facts)
    dues = [DUE, *(one.due for one in made.apologies)]
    assert [one.due_before for one in made.apologies] == dues[:-1]
    assert made.due == dues[-1]
    assert made.due_by_law == DUE


def test_a_dossier_that_is_stopped_is_closed_without_a_result() -> None:
    stop = Stopped("Điều 5 Luật Hộ tịch", "Người được khai sinh đã mất")
    for facts in ((), (ASKED,), (HandedOver("Tư pháp"),)):
        made = dossier(*facts, stop)
        assert (made.state, made.result, made.closed_at) == (State.STOPPED, None, AT + (len(facts) + 1) * HOUR)
    assert stop.detail() == "Người được khai sinh đã mất · Điều 5 Luật Hộ tịch"
    assert Stopped("", "Đã mất").detail() == "Đã mất"


def test_who_signed_for_it_is_asked_for_again_when_it_is_handed_on() -> None:
    taken = TakenOver("Nguyễn Văn Lâm", "đủ giấy tờ")
    made = dossier(HandedOver("Tư pháp"), taken)
    assert made.taken_over_at == AT + 2 * HOUR
    assert dossier(HandedOver("Tư pháp"), taken, HandedOver("Địa chính")).taken_over_at is None
    assert taken.detail() == "Nguyễn Văn Lâm · đủ giấy tờ"
    _, ((fact, reason),) = left_out(taken)
    assert fact is taken
    assert "«Mới tiếp nhận»" in reason


def test_every_explanation_is_kept_in_its_order() -> None:
    one, two = Explained(LateCause.WORKLOAD, ""), Explained(LateCause.LAW, "Chờ hướng dẫn")
    assert dossier(one, two).explained == (one, two)
    assert [one.detail(), two.detail()] == [
        "Quá nhiều hồ sơ, thiếu người",
        "Vướng quy định, chờ hướng dẫn · Chờ hướng dẫn",
    ]


def test_every_cause_has_words_of_its_own() -> None:
    assert len({cause.label for cause in LateCause}) == len(LateCause)
    assert isinstance(RECEIVED, Received)


def test_an_explanation_tells_cause_words_and_remedy_in_the_story() -> None:
    assert Explained(LateCause.OWN, "Nghỉ ốm").detail() == "Cán bộ giải quyết chậm · Nghỉ ốm"
    told = Explained(LateCause.OWN, "Nghỉ ốm", "Đã giao người khác", DUE, 2).detail()
    assert told == "Cán bộ giải quyết chậm · Nghỉ ốm · khắc phục: Đã giao người khác"


def test_a_print_of_the_explanation_is_a_kind_of_its_own_and_counts_like_any_other() -> None:
    assert {form: print_kind(form) for form in FormKind if print_kind(form) is not PaperPrinted} == {
        FormKind.EXPLANATION: ExplanationPrinted
    }
    first = ExplanationPrinted(FormKind.EXPLANATION, 0, "HP")
    made = dossier(first, PaperPrinted(FormKind.SLIP, 0, "HP"), replace(first, exact=True))
    assert (made.reprints(FormKind.EXPLANATION), made.reprints(FormKind.SLIP)) == (1, 1)
