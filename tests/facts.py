"""Hypothesis strategies that build facts and events of every kind from their own classes."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, datetime, time
from typing import Any, get_type_hints

from hypothesis import strategies as st

from onecua_desk.domain.applicant_fields import CORRECTABLE
from onecua_desk.domain.events import ALONE, KINDS, Event, EventId, Fact, Received
from onecua_desk.domain.file import File
from onecua_desk.domain.parts import Applicant, Change, Collector, Given, Official, Unit
from onecua_desk.domain.procedure import Limit, LimitUnit

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)).map(lambda at: at.replace(microsecond=0))
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))
MONEY = st.integers(0, 10**9)
OWN: dict[type, st.SearchStrategy[Any]] = {
    str: WORDS,
    int: MONEY,
    bool: st.booleans(),
    date: DAYS,
    datetime: MOMENTS,
    time: st.times().map(lambda at: at.replace(microsecond=0)),
}


def _limits() -> st.SearchStrategy[Limit]:
    return st.builds(Limit, st.integers(1, 365), st.sampled_from(LimitUnit), st.none() | OWN[time])


def _changes() -> st.SearchStrategy[Change]:
    texts = st.sampled_from([name for name in CORRECTABLE if name != "born"])
    days = DAYS.map(date.isoformat) | st.just("")
    return st.builds(Change, texts, WORDS, WORDS) | st.builds(Change, st.just("born"), WORDS, days)


def _files() -> st.SearchStrategy[File]:
    sums = st.binary(min_size=32, max_size=32).map(bytes.hex)
    return st.builds(File, sums, MONEY, MONEY, WORDS, WORDS, st.booleans())


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Values of a field with the type ``hint``: plain types, enums, unions, tuples and the frozen parts of events."""
    if hint in OWN:
        return OWN[hint]
    if hint is Limit:
        return _limits()
    if hint is Change:
        return _changes()
    if hint is File:
        return _files()
    if getattr(hint, "__dataclass_fields__", None):
        return built(hint)
    inner: list[Any] = list(getattr(hint, "__args__", ()))
    if getattr(hint, "__origin__", None) is tuple:
        return st.lists(values(inner[0]), max_size=3).map(tuple)
    if inner:
        return st.one_of(*(st.none() if one is type(None) else values(one) for one in inner))
    return st.sampled_from(list(hint))


def built(made: type[Any]) -> st.SearchStrategy[Any]:
    """Instances of a dataclass, every field given."""
    hints = get_type_hints(made)
    return st.builds(made, **{field.name: values(hints[field.name]) for field in fields(made)})


FACTS: dict[str, st.SearchStrategy[Fact]] = {kind: built(fact) for kind, fact in KINDS.items()}
ANY_FACT = st.one_of(*FACTS.values())
PARTS = (Applicant, Change, Collector, Given, Official, Unit)


@st.composite
def events(draw: st.DrawFn, fact: st.SearchStrategy[Fact] = ANY_FACT) -> Event:
    """An event of any desk about any dossier; a receipt mostly begins its own."""
    id = EventId(draw(st.integers(0, 9)), draw(st.integers(1, 2**40 - 1)))
    drawn = draw(fact)
    own = isinstance(drawn, (Received, *ALONE)) and draw(st.integers(0, 9)) > 0
    dossier = id if own else EventId(draw(st.integers(0, 9)), draw(st.integers(1, 9)))
    return Event(id, dossier, draw(MOMENTS), draw(built(Official)), drawn)
