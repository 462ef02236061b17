"""Over random logs: the sums of every report close, and a slow count in plain Python comes to the same figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onecua_desk.domain.channel import Channel
from onecua_desk.domain.course import UNRESOLVED
from onecua_desk.domain.dossier import Dossier, apply, fold
from onecua_desk.domain.events import Apologised, Event, EventId, Explained
from onecua_desk.domain.late import LateCause
from onecua_desk.domain.parts import Rating, State
from onecua_desk.domain.payment import PayWay
from onecua_desk.domain.report import IDENTITIES, By, Column, Counts, Fate, Figure, Origin, Period, Report
from onecua_desk.errors import UserError
from onecua_desk.services import paper_settings, reports, upkeep
from onecua_desk.services.desk import Desk
from onecua_desk.services.paper_settings import PaperSettings
from onecua_desk.store import course_backlog
from onecua_desk.store.engine import open_store
from onecua_desk.store.tables import course, course_term
from tests.desk_fixture import UNIT
from tests.stories import BEGIN, END, MOMENTS, RESULT_SCAN, SCAN, Story, counted, desk_with, stories, whole_day

FIRST_DAYS = st.dates(BEGIN.date(), (BEGIN + timedelta(days=45)).date())
NOWS = st.just(END) | MOMENTS
LENGTHS = st.sampled_from((13, 30, 0, 6, 75)).map(timedelta)
PERIODS = st.builds(lambda first, length: Period(first, first + length), FIRST_DAYS, LENGTHS)
WAITING = (State.AWAITING_PAPERS, State.PAUSED)
RARELY = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


class Standing:
    """A dossier as the first so and so many of its events left it at ``until``, slowly and by itself."""

    def __init__(self, events: list[Event], until: datetime) -> None:
        self.dossier: Dossier | None = None
        self.resolved_at: datetime | None = None
        self.clock = self.stood_since = self.stopped_at = datetime.min
        for event in events:
            try:
                after = apply(self.dossier, event)
            except UserError:
                continue
            if not self._passes(event, after, until):
                return

    def _passes(self, event: Event, after: Dossier, until: datetime) -> bool:
        """``False`` where what the event changes was still to come."""
        if self.resolved_at is None and _told(after) != (self.dossier and _told(self.dossier)):
            clock = max(self.clock, event.at)
            if clock > until:
                return False
            self.clock = clock
            if after.state not in UNRESOLVED:
                self.resolved_at = clock
                self.stood_since = self.stopped_at if self.dossier and self.dossier.state in WAITING else clock
            self.stopped_at = clock
        self.dossier = after
        return True

    def fate(self, until: datetime, extension_counts: bool) -> Fate:
        assert self.dossier is not None
        due = self.dossier.due if extension_counts else self.dossier.due_by_law
        if self.resolved_at is None:
            held = self.stopped_at if self.dossier.state in WAITING else until
            late = due is not None and due < held
            return Fate.OVERDUE if late else Fate.IN_TERM
        if due is None or self.stood_since <= due:
            return Fate.EARLY if due and self.stood_since.date() < due.date() else Fate.ON_TIME
        return Fate.LATE


def _told(dossier: Dossier) -> tuple[object, ...]:
    state = dossier.state
    return dossier.due, dossier.due_by_law, state in WAITING, state in UNRESOLVED


def by_hand(events: list[Event], first: date, until: datetime, extension_counts: bool) -> tuple[Origin, Fate] | None:
    """The cell of a dossier; ``None`` where it is in none."""
    began, at_the_end = datetime.combine(first, time()), Standing(events, until)
    dossier = at_the_end.dossier
    if dossier is None or (at_the_end.resolved_at and at_the_end.resolved_at < began):
        return None
    if dossier.received_at < began:
        origin = Origin.CARRIED
    else:
        origin = Origin.ONLINE if dossier.received.channel is Channel.ONLINE else Origin.DIRECT
    return origin, at_the_end.fate(until, extension_counts)


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store that has nothing in it."""
    folder = tmp_path_factory.mktemp("blank")
    open_store(folder).close()
    return folder


@contextmanager
def a_desk(told: list[Story], blank: Path, now: datetime) -> Iterator[Desk]:
    with TemporaryDirectory() as folder:
        desk = desk_with(told, Path(folder) / "desk", blank, now)
        yield desk
        desk.store.close()


def begun(period: Period, now: datetime) -> bool:
    return datetime.combine(period.first, time()) <= now


def every_line(report: Report) -> list[tuple[str | None, Counts]]:
    return [*((row.key, row.counts) for row in report.rows), (None, report.total)]


@given(stories(), PERIODS, NOWS, st.booleans())
@RARELY
def test_every_dossier_is_counted_where_a_count_by_hand_puts_it(
    blank: Path, told: list[Story], period: Period, now: datetime, extension_counts: bool
) -> None:
    if not begun(period, now):
        return
    with a_desk(told, blank, now) as desk:
        paper_settings.write(desk.store, PaperSettings(extension_counts=extension_counts))
        until = min(now, whole_day(period.last))
        cells = (by_hand(counted(story), period.first, until, extension_counts) for story in told)
        expected = Counter(cell for cell in cells if cell)
        for by in By:
            assert reports.report(desk, period, by).total.cells == expected
        assert upkeep.check(desk) == []


@given(stories(), PERIODS, NOWS, st.sampled_from(By))
@RARELY
def test_the_sums_close_and_every_figure_opens_as_many_dossiers_as_it_says(
    blank: Path, told: list[Story], period: Period, now: datetime, by: By
) -> None:
    if not begun(period, now):
        return
    with a_desk(told, blank, now) as desk:
        report = reports.report(desk, period, by)
        for key, counts in every_line(report):
            assert all(counts[whole] == sum(counts[part] for part in parts) for whole, parts in IDENTITIES)
            for column in Column:
                assert len(listed(desk, Figure(period, by, key, column))) == counts[column]
        if by is By.MONTH:
            lines = pairwise(row.counts for row in report.rows)
            assert all(one[Column.PENDING] == two[Column.CARRIED] for one, two in lines)
        else:
            assert reports.added(row.counts for row in report.rows) == report.total


def listed(desk: Desk, figure: Figure) -> list[EventId]:
    """The whole list, two dossiers a page: none twice, the newest first."""
    arrivals: list[int] = []
    ids: list[EventId] = []
    while page := reports.dossiers(desk, figure, arrivals[-1] if arrivals else None, size=2):
        arrivals += [row.arrival for row in page]
        ids += [row.id for row in page]
    assert arrivals == sorted(set(arrivals), reverse=True)
    return ids


@dataclass(frozen=True)
class Counted:
    """A dossier in its cell, as its events say today; ``cause``: of its lateness, as it was named last."""

    origin: Origin
    fate: Fate
    dossier: Dossier
    cause: LateCause | None

    @property
    def new(self) -> bool:
        return self.origin is not Origin.CARRIED

    @property
    def resolved(self) -> bool:
        return self.fate not in (Fate.IN_TERM, Fate.OVERDUE)


def counted_by_hand(told: list[Story], first: date, until: datetime) -> list[Counted]:
    found = []
    for events in map(counted, told):
        dossier, cell = fold(events).dossier, by_hand(events, first, until, extension_counts=False)
        if cell and dossier:
            found.append(Counted(*cell, dossier, named_last(events)))
    return found


def named_last(events: list[Event]) -> LateCause | None:
    fitting: list[Event] = []
    fold(events, lambda event, _: fitting.append(event))
    named = [event.fact.cause for event in fitting if isinstance(event.fact, (Apologised, Explained))]
    return named[-1] if named else None


def rates_by_hand(dossiers: list[Counted]) -> dict[str, tuple[int, int]]:
    new = [one.dossier for one in dossiers if one.new]
    resolved = [one.dossier for one in dossiers if one.resolved]
    charged = [one for one in new if one.received.fee.amount or one.payments]
    results = [one for one in resolved if one.result]
    rated = [one.rated.rating for one in resolved if one.rated]
    paid_online = [one for one in charged if PayWay.ONLINE in [payment.way for payment in one.payments]]
    return {
        "online": (sum(one.received.channel is Channel.ONLINE for one in new), len(new)),
        "digitised": (sum(SCAN in one.files for one in new), len(new)),
        "digital_result": (sum(RESULT_SCAN in one.files for one in results), len(results)),
        "reused": (sum(bool(one.papers[0].reused) for one in new), len(new)),
        "paid_online": (len(paid_online), len(charged)),
        "satisfied": (sum(rating is not Rating.NOT_SATISFIED for rating in rated), len(rated)),
        "not_rated": (len(resolved) - len(rated), len(resolved)),
    }


@given(stories(), PERIODS, NOWS)
@RARELY
def test_rates_and_causes_are_what_a_count_by_hand_comes_to(
    blank: Path, told: list[Story], period: Period, now: datetime
) -> None:
    if not begun(period, now):
        return
    dossiers = counted_by_hand(told, period.first, min(now, whole_day(period.last)))
    late = Counter((one.dossier.received.field, one.cause) for one in dossiers if one.fate in (Fate.LATE, Fate.OVERDUE))
    with a_desk(told, blank, now) as desk:
        total = reports.report(desk, period, By.FIELD).total
        rates = {rate.key: (rate.part, rate.whole) for rate in reports.rates(desk, period)}
        assert rates | rates_by_hand(dossiers) == rates
        assert rates["late"][0] + rates["on_time"][0] == rates["late"][1] == total[Column.RESOLVED]
        causes = {
            (row.field, cause): number for row in reports.causes(desk, period) for cause, number in row.by_cause.items()
        }
        assert causes == {(field or "(chưa rõ lĩnh vực)", cause): number for (field, cause), number in late.items()}
        assert sum(line.dossiers for line in reports.handling(desk, period)) == rates["digital_result"][1]
        units = {row.key: row.counts for row in reports.report(desk, period, By.UNIT).rows}
        foreign = {row.unit: row.counts for row in reports.foreign(desk, period)}
        assert foreign == {unit: counts for unit, counts in units.items() if unit != UNIT.parent}


@given(stories(), st.booleans())
@RARELY
def test_what_an_upgrade_left_out_is_made_up_for_to_the_row(blank: Path, told: list[Story], begun_once: bool) -> None:
    with a_desk(told, blank, END) as desk:
        before = rows(desk)
        with desk.store.write() as connection:
            for table in (course, course_term):
                connection.execute(table.delete())
            course_backlog.done(connection, len(told))
            if begun_once:
                course_backlog.work_off(connection, 1)
        assert upkeep.check(desk) == []
        assert reports.complete(desk)
        assert rows(desk) == before
        assert upkeep.check(desk) == []


def rows(desk: Desk) -> list[tuple[object, ...]]:
    with desk.store.read() as connection:
        return [tuple(row) for table in (course, course_term) for row in connection.execute(table.select())]
