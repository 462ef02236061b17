"""A day's manifest: the same in any order, and a lost, doubled or changed event shows at exactly its dossier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onecua_desk.domain.day_close import Manifest, Mark, Written, manifest
from onecua_desk.domain.day_compare import Advice, Own, compare, waiting
from onecua_desk.domain.day_facts import DayClosed
from onecua_desk.domain.day_lines import lines
from onecua_desk.domain.events import EventId
from onecua_desk.domain.parts import Unit
from tests.facts import FACTS

DAY = date(2026, 11, 23)
UNIT = Unit("H02", "a", "b", "c", "d")


@st.composite
def days(draw: st.DrawFn) -> list[Written]:
    """Events 1 to n of device 2 about a few dossiers, any facts."""
    found = []
    for seq in range(1, draw(st.integers(1, 12)) + 1):
        kind = draw(st.sampled_from(sorted(FACTS)))
        fact = draw(st.none() | FACTS[kind])
        about = EventId(2, draw(st.integers(1, 5)))
        mark = draw(st.sampled_from(Mark))
        found.append(Written(EventId(2, seq), about, kind, sha256(str(seq).encode()).digest(), mark, fact, "1.001"))
    return found


def known(own: Manifest, **same: int) -> dict[EventId, Own]:
    return {part.dossier: Own(str(part.seq), **same) for part in own.parts}


def without_closings(written: Sequence[Written]) -> list[Written]:
    return [one for one in written if one.kind != DayClosed.kind]


@given(days(), st.randoms())
def test_the_order_in_which_events_are_read_does_not_matter(written: list[Written], random: object) -> None:
    mixed = list(written)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert manifest(DAY, mixed) == manifest(DAY, written)


@given(days())
def test_the_sums_close(written: list[Written]) -> None:
    found = manifest(DAY, written)
    totals = found.totals
    assert totals.events + sum(totals.refused.values()) + totals.held == len(without_closings(written))
    assert sum(part.events for part in found.parts) == len(without_closings(written))
    assert sum(its.amount for its in totals.by_way.values()) == totals.money
    assert sum(its.amount for its in totals.by_procedure.values()) == totals.money
    assert totals.money == totals.taken - totals.voided


@given(days(), st.data())
def test_a_lost_or_changed_event_shows_at_exactly_its_dossier(written: list[Written], data: st.DataObject) -> None:
    own, seen = manifest(DAY, written), without_closings(written)
    if not seen:
        return
    victim = data.draw(st.sampled_from(seen))
    others = [one for one in written if one is not victim]
    their_mark = data.draw(st.sampled_from([mark for mark in Mark if mark is not victim.mark]))
    for theirs in (
        others,
        [*others, replace(victim, digest=b"\0" * 32)],
        [*others, replace(victim, mark=their_mark)],
        [*others, victim, replace(victim, id=EventId(2, 99))],
    ):
        half = manifest(DAY, theirs)
        assert half.totals != own.totals
        found = compare(own, half.totals, half.parts, known(own), 0)
        assert [one.dossier for one in found] == [victim.dossier]


@given(days())
def test_a_half_that_is_the_same_needs_no_dossiers(written: list[Written]) -> None:
    own = manifest(DAY, written)
    assert compare(own, own.totals, None, known(own), 99) == ()
    assert compare(own, own.totals, own.parts, known(own), 99) == ()


def one(seq: int, about: int = 1, mark: Mark = Mark.COUNTS) -> Written:
    return Written(EventId(2, seq), EventId(2, about), "handed_over", bytes([seq]) * 32, mark, None)


@pytest.mark.parametrize(
    ("theirs", "its", "through", "advice"),
    [
        ([], Own("x", waiting=1, last=1), 0, Advice.WAIT),
        ([one(1, mark=Mark.HELD)], Own("x", held=1), 9, Advice.HELD),
        ([], Own("x", last=7), 6, Advice.ASK),
        ([one(1), one(2)], Own("x"), 9, Advice.FETCH),
        ([], Own("x"), 9, Advice.LOST),
        ([one(1, mark=Mark.REFUSED)], Own("x"), 9, Advice.OTHER),
        ([one(1)], Own("x", unsettled=1), 9, Advice.REFUSED),
    ],
)
def test_what_to_do_depends_on_what_each_side_has(
    theirs: list[Written], its: Own, through: int, advice: Advice
) -> None:
    own, half = manifest(DAY, [one(1)]), manifest(DAY, theirs)
    (difference,) = compare(own, half.totals, half.parts, {EventId(2, 1): its}, through)
    assert difference.advice is advice
    assert difference.advice.short


def test_scans_that_are_not_there_yet_are_a_difference_of_their_own() -> None:
    own = manifest(DAY, [one(1)])
    part = own.parts[0]
    ours = Manifest(DAY, replace(own.totals, scans=1), (part._replace(files=1),))
    (difference,) = compare(ours, own.totals, own.parts, {part.dossier: Own("x")}, 9)
    assert (difference.advice, difference.here, difference.there) == (Advice.FILES, "1 việc, 1 tệp quét", "1 việc")


def test_without_the_level_above_only_what_waits_or_was_refused_is_named() -> None:
    own = manifest(DAY, [one(1), one(2, about=2), one(3, about=3)])
    its = {EventId(2, 1): Own("a"), EventId(2, 2): Own("b", waiting=1), EventId(2, 3): Own("c", unsettled=1)}
    assert [(one.label, one.advice) for one in waiting(own, its)] == [("b", Advice.WAIT), ("c", Advice.REFUSED)]


def test_that_a_day_was_closed_stands_in_no_manifest() -> None:
    closed = DayClosed(UNIT, 1, DAY, 0, 0, 0, 0, "0" * 64)
    its = Written(EventId(2, 1), EventId(2, 1), DayClosed.kind, b"", Mark.COUNTS, closed)
    assert manifest(DAY, [its]) == manifest(DAY, [])
    assert closed.detail() == "23/11/2026 · quầy 1 · 0 việc · 0 đ"


def test_an_event_of_a_kind_that_this_program_does_not_know_is_counted_by_its_name() -> None:
    unknown = replace(one(1), kind="dreamt_of")
    found = lines(manifest(DAY, [unknown]).totals, None, {})
    assert ("dreamt_of", "1") in [(line.label, line.here) for line in found]
