"""What happens to a dossier's term, judged by the district: of two apologies one counts, and a stop ends it."""

from __future__ import annotations

from datetime import datetime, timedelta

from onecua_desk.domain.events import (
    Apologised,
    Explained,
    ExplanationPrinted,
    Fact,
    Stopped,
    Supplemented,
    SupplementRequested,
    TakenOver,
)
from onecua_desk.domain.late import LateCause
from onecua_desk.domain.ruleset import FormKind
from tests.district.writing import AT, BareDesk, handed_over, printed, received, unknown, wire

DUE = received(1001).due or datetime.max


def sorry(days: int) -> Apologised:
    return Apologised(LateCause.OTHER_BODY, "Chờ xác minh", DUE, DUE + timedelta(days=days))


def judged(desk: BareDesk, *facts: Fact) -> list[str]:
    """The sentences of the verdicts on ``facts`` about a dossier that is taken in first; empty where accepted."""
    events = [desk.wire(seq, fact, about=1) for seq, fact in enumerate(facts, start=2)]
    first, *verdicts = desk.verdicts(desk.received(1), *events)
    assert first.status == "accepted"
    assert [bool(verdict.sentence) for verdict in verdicts] == [verdict.status == "refused" for verdict in verdicts]
    return [verdict.sentence for verdict in verdicts]


def test_the_whole_way_of_a_late_dossier_is_accepted(desk: BareDesk) -> None:
    facts: list[Fact] = [
        handed_over(),
        TakenOver("Nguyễn Văn Lâm"),
        sorry(3),
        SupplementRequested(("Giấy chứng sinh",), ""),
    ]
    facts += [Supplemented((), DUE + timedelta(days=5), DUE + timedelta(days=2)), Explained(LateCause.LAW, "x")]
    assert judged(desk, *facts, Stopped("Luật Hộ tịch", "x"), Explained(LateCause.OTHER, "y"), printed()) == [""] * 9


def test_of_two_desks_that_apologise_at_once_the_first_counts(desk: BareDesk, second_desk: BareDesk) -> None:
    assert judged(desk, sorry(3)) == [""]
    verdict = second_desk.verdict(second_desk.wire(1, sorry(4), about=(desk.device, 1)))
    assert (verdict.status, verdict.sentence.endswith("đã được hẹn lại vào ngày khác.")) == ("refused", True)


def test_what_does_not_fit_the_term_is_refused_with_its_sentence(desk: BareDesk) -> None:
    early, taken, *rest = judged(desk, sorry(0), TakenOver("Lâm"), Stopped("x", "y"), Stopped("x", "z"), sorry(3))
    assert early == "Ngày hẹn lại phải sau ngày hẹn cũ."
    assert "«Mới tiếp nhận»" in taken
    assert (rest[0], "«Dừng giải quyết»" in rest[1], "«Dừng giải quyết»" in rest[2]) == ("", True, True)


def test_the_moment_of_an_apology_does_not_decide_whether_it_counts(desk: BareDesk) -> None:
    """NĐ 61/2018/NĐ-CP Art. 19 asks for one day before; written later it is written all the same."""
    late = wire(desk.device, 2, sorry(3), (desk.device, 1), AT + timedelta(days=30))
    assert [verdict.status for verdict in desk.verdicts(desk.received(1), late)] == ["accepted", "accepted"]


def test_a_server_that_does_not_know_the_paper_of_an_explanation_holds_its_print_and_takes_it_when_it_does(
    desk: BareDesk,
) -> None:
    """A ``paper_printed`` of a form that it does not know it would refuse, and somebody would have to settle that."""
    paper = desk.wire(3, ExplanationPrinted(FormKind.EXPLANATION, 0, "Canon"), about=1)
    with unknown(ExplanationPrinted):
        verdicts = desk.verdicts(desk.received(1), desk.wire(2, Explained(LateCause.OWN, "x"), about=1), paper)
        assert [verdict.status for verdict in verdicts] == ["accepted", "accepted", "held"]
    assert desk.verdict(paper).status == "accepted"
