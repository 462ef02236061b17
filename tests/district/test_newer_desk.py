"""A desk that is newer than its server: what it wrote after an unknown kind is not counted before it."""

from __future__ import annotations

from datetime import timedelta

from onecua_desk.district.database import District
from onecua_desk.district.state import state
from onecua_desk.domain.events import Apologised, ExplanationPrinted, Supplemented, SupplementRequested
from onecua_desk.domain.late import LateCause
from onecua_desk.domain.parts import Given
from onecua_desk.domain.procedure import PaperKind
from onecua_desk.domain.ruleset import FormKind
from tests.district.speaking import Enrol, Speaker
from tests.district.writing import AT, handed_over, unknown

SORRY = Apologised(LateCause.OTHER_BODY, "Chờ xác minh", AT + timedelta(days=2), AT + timedelta(days=5))
ASKED = SupplementRequested(("Giấy chứng sinh",), "")
BROUGHT = Supplemented((Given("Giấy chứng sinh", PaperKind.ORIGINAL, 1),), AT + timedelta(days=6))


def apologised(speaker: Enrol) -> Speaker:
    """A desk with a dossier that it apologised for, and papers that were asked for and brought after that."""
    one = speaker()
    one.receive()
    for fact in (SORRY, ASKED, BROUGHT):
        one.write(fact, about=1)
    return one


def test_what_follows_an_unknown_kind_waits_with_it_and_both_count_in_their_order(
    speaker: Enrol, database: District
) -> None:
    one = apologised(speaker)
    one.receive()
    with unknown(Apologised):
        heard = one.sync()
    assert (heard.accepted(), heard.told.held) == ({1: 1, 5: 2}, (2, 3, 4))
    heard = one.send(*one.log[1:4])
    assert (heard.accepted(), heard.told.held) == ({2: 3, 3: 4, 4: 5}, ())
    assert state(database).alarms == ()


def test_it_waits_also_where_it_comes_days_later_or_is_sent_again_alone(speaker: Enrol) -> None:
    one = apologised(speaker)
    with unknown(Apologised):
        assert one.send(*one.log[:2]).told.held == (2,)
        one.answered = 2
        assert one.sync().told.held == (3, 4)
    assert one.send(one.log[3]).told.held == (4,), "what comes before it was not sent again"
    assert one.send(*one.log[1:4]).accepted() == {2: 2, 3: 3, 4: 4}


def test_what_a_desk_writes_before_it_hears_of_the_newer_server_waits_too(speaker: Enrol) -> None:
    one = apologised(speaker)
    with unknown(Apologised):
        one.send(*one.log[:2])
    one.answered = 2
    assert one.sync().told.held == (3, 4)
    assert one.send(*one.log[1:4]).accepted() == {2: 2, 3: 3, 4: 4}


def test_an_unknown_kind_that_its_desk_has_dropped_stands_in_nobodys_way(speaker: Enrol) -> None:
    one = apologised(speaker)
    with unknown(Apologised):
        one.sync()
        heard = one.carry(one.upload(one.log[1:4], dropped=(2,)))
    assert (list(heard.refused()), heard.accepted()) == ([2], {3: 2, 4: 3})


def test_another_desk_and_another_dossier_do_not_wait(speaker: Enrol) -> None:
    one, two = apologised(speaker), speaker(2)
    one.receive()
    two.write(handed_over(), about=(one.device, 1))
    with unknown(Apologised):
        assert one.sync().accepted() == {1: 1, 5: 2}
        assert two.sync().accepted() == {1: 3}


def test_nothing_waits_for_a_print_of_a_form_that_this_server_does_not_know(speaker: Enrol) -> None:
    one = speaker()
    one.receive()
    for fact in (ExplanationPrinted(FormKind.EXPLANATION, 0, "Máy in"), ASKED, BROUGHT):
        one.write(fact, about=1)
    with unknown(ExplanationPrinted):
        heard = one.send(*one.log[:3])
        assert (heard.accepted(), heard.told.held) == ({1: 1, 3: 2}, (2,))
        assert one.send(one.log[3]).accepted()[4] == 3, "nor in a later upload"
    assert one.send(one.log[1]).accepted()[2] == 4
