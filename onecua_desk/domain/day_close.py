"""What one device wrote on one day, counted the same way at the desk and at the level above, so that both can compare.

The day of an event is that of its own moment, whatever the clock was. That a day was closed is no part of the day: such
events stand in the chain and in no manifest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import NamedTuple

from onecua_desk.domain.day_facts import DayClosed
from onecua_desk.domain.events import EventId, FeeVoided, Numbered, Received
from onecua_desk.domain.fact import Fact
from onecua_desk.domain.file import named_in
from onecua_desk.domain.payment import Payment
from onecua_desk.domain.receipt_numbers import ranges


class Mark(StrEnum):
    """Whether an event counts. A desk counts what is not refused, the level above what it has accepted."""

    COUNTS = "c"
    REFUSED = "r"
    HELD = "h"


@dataclass(frozen=True, slots=True)
class Written:
    """An event as a manifest needs it.

    ``digest``: SHA-256 of all its content; ``fact``: ``None`` where this program cannot read it; ``procedure``: the
    code of its dossier's procedure, empty where that is not known.
    """

    id: EventId
    dossier: EventId
    kind: str
    digest: bytes
    mark: Mark
    fact: Fact | None
    procedure: str = ""


class Sum(NamedTuple):
    """How many movements of money, voided ones too, and their sum in đồng with what was given back taken off."""

    times: int
    amount: int


class Part(NamedTuple):
    """What was written about one dossier: how many events, how many of them refused or held, and the files of it.

    ``digest``: 12 hex letters over numbers, contents and marks of all of them.
    """

    device: int
    seq: int
    events: int
    refused: int
    held: int
    files: int
    digest: str

    @property
    def dossier(self) -> EventId:
        return EventId(self.device, self.seq)


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums of a day.

    ``counts`` and ``refused``: events by kind, those that count and those that do not; ``held``: how many the level
    above could not read yet. ``used``: the numbers given to dossiers that count, as runs; ``void``: those that stand on
    a slip whose receipt does not count (refused): they are never given again. ``by_procedure``, ``by_way``, ``taken``
    and ``voided`` are of payments that count. ``first`` and ``last``: lowest and highest event, 0 on an empty day.
    """

    counts: Mapping[str, int] = field(default_factory=dict)
    refused: Mapping[str, int] = field(default_factory=dict)
    held: int = 0
    used: tuple[str, ...] = ()
    void: tuple[str, ...] = ()
    by_procedure: Mapping[str, Sum] = field(default_factory=dict)
    by_way: Mapping[str, Sum] = field(default_factory=dict)
    taken: int = 0
    voided: int = 0
    scans: int = 0
    scan_bytes: int = 0
    first: int = 0
    last: int = 0
    digest: str = ""

    @property
    def money(self) -> int:
        """What is left of the day, in đồng."""
        return self.taken - self.voided

    @property
    def events(self) -> int:
        """How many events count."""
        return sum(self.counts.values())

    @property
    def received(self) -> int:
        """How many dossiers were taken in."""
        return self.counts.get(Received.kind, 0)


@dataclass(frozen=True, slots=True)
class Manifest:
    """The whole of a day: ``parts`` in the order of their dossiers' ids."""

    day: date
    totals: Totals
    parts: tuple[Part, ...] = ()


def manifest(day: date, events: Iterable[Written], has: Callable[[str], bool] = lambda _: True) -> Manifest:
    """The manifest of one device's events of ``day``, in any order; ``has``: whether the file of a SHA-256 is here."""
    written = sorted((one for one in events if one.kind != DayClosed.kind), key=lambda one: one.id)
    parts = _parts(written, has)
    return Manifest(day, _totals(day, written, parts, has), parts)


def payment_of(fact: Fact | None) -> Payment | None:
    """The money that ``fact`` tells of, taken or given back."""
    found = getattr(fact, "payment", None)
    return found if isinstance(found, Payment) else None


def _parts(written: Sequence[Written], has: Callable[[str], bool]) -> tuple[Part, ...]:
    by_dossier: dict[EventId, list[Written]] = {}
    for one in written:
        by_dossier.setdefault(one.dossier, []).append(one)
    return tuple(_part(dossier, by_dossier[dossier], has) for dossier in sorted(by_dossier))


def _part(dossier: EventId, its: Sequence[Written], has: Callable[[str], bool]) -> Part:
    marks = Counter(one.mark for one in its)
    content = b"".join(one.id.seq.to_bytes(8) + one.digest + one.mark.encode() for one in its)
    files = len(_files(its, has))
    return Part(*dossier, len(its), marks[Mark.REFUSED], marks[Mark.HELD], files, sha256(content).hexdigest()[:12])


def _totals(day: date, written: Sequence[Written], parts: Sequence[Part], has: Callable[[str], bool]) -> Totals:
    counted = [one for one in written if one.mark is Mark.COUNTS]
    files = _files(written, has)
    money = [(one, payment) for one in counted if (payment := payment_of(one.fact))]
    return Totals(
        counts=_by_kind(counted),
        refused=_by_kind(one for one in written if one.mark is Mark.REFUSED),
        held=sum(one.mark is Mark.HELD for one in written),
        used=_numbers(day, counted),
        void=_numbers(day, (one for one in written if one.mark is Mark.REFUSED)),
        by_procedure=_sums((one.procedure, _amount(one, payment)) for one, payment in money),
        by_way=_sums((payment.way.value, _amount(one, payment)) for one, payment in money),
        taken=sum(payment.amount for one, payment in money if one.kind != FeeVoided.kind),
        voided=sum(payment.amount for one, payment in money if one.kind == FeeVoided.kind),
        scans=len(files),
        scan_bytes=sum(files.values()),
        first=written[0].id.seq if written else 0,
        last=written[-1].id.seq if written else 0,
        digest=sha256(repr([tuple(part[:5]) + part[6:] for part in parts]).encode()).hexdigest()[:32],
    )


def _by_kind(written: Iterable[Written]) -> dict[str, int]:
    return dict(sorted(Counter(one.kind for one in written).items()))


def _numbers(day: date, written: Iterable[Written]) -> tuple[str, ...]:
    """Their numbers as runs; of a code that is another day's (an older register) with the day."""
    codes = (one.fact.code for one in written if isinstance(one.fact, Received | Numbered))
    today = f"-{day:%y%m%d}-"
    return ranges(code.partition(today)[2] or code.partition("-")[2] or code for code in codes)


def _files(written: Iterable[Written], has: Callable[[str], bool]) -> dict[str, int]:
    """The bytes of each content that is here, known by its SHA-256, of events that count."""
    counted = (one for one in written if one.mark is Mark.COUNTS)
    return {file.sha256: file.size for one in counted for file in named_in(one.fact) if has(file.sha256)}


def _amount(one: Written, payment: Payment) -> int:
    return -payment.amount if one.kind == FeeVoided.kind else payment.amount


def _sums(amounts: Iterable[tuple[str, int]]) -> dict[str, Sum]:
    found: dict[str, list[int]] = {}
    for key, amount in amounts:
        found.setdefault(key, []).append(amount)
    return {key: Sum(len(its), sum(its)) for key, its in sorted(found.items())}
