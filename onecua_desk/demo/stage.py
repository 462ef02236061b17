"""What the acts of the demo share: the desk's settings, the visits, the clock, the line, the district, the report."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, timedelta

from onecua_desk.clock import vietnam_now
from onecua_desk.config import Settings
from onecua_desk.demo.folder import DemoFolder
from onecua_desk.demo.level_above import LevelAbove
from onecua_desk.demo.line import CuttableLine
from onecua_desk.demo.morning import LEADER, MAI, PASSWORD, UNIT, Visit, visits
from onecua_desk.demo.report import Report
from onecua_desk.domain.calendar import WorkCalendar
from onecua_desk.opening import open_desk
from onecua_desk.play.player import ScriptClock
from onecua_desk.services import clock_guard, identity
from onecua_desk.services.desk import Desk
from onecua_desk.services.identity import Identity


@dataclass(frozen=True)
class Stage:
    """``day``: the working day that is played, today or the last one; ``earlier``: how many visits came before it."""

    folder: DemoFolder
    settings: Settings
    day: date
    visits: list[Visit]
    clock: ScriptClock
    above: LevelAbove
    line: CuttableLine
    report: Report

    @property
    def earlier(self) -> int:
        return sum(visit.at.date() < self.day for visit in self.visits)

    def words(self) -> str:
        return f"Một buổi sáng ở {UNIT.name}, ngày {self.day:%d/%m/%Y}, {len(self.visits)} hồ sơ"


@contextmanager
def stage(folder: DemoFolder, count: int) -> Iterator[Stage]:
    """A district that runs, a line to it and a desk that is enrolled; the clock stands at the first visit."""
    settings, clock = folder.settings(), ScriptClock(vietnam_now())
    desk = open_desk(settings, clock)
    with closing(desk.store):
        day = _last_working_day(desk.calendar, clock().date())
        todo = visits(count, desk.calendar, day)
        clock.at = todo[0].at
        above = LevelAbove(folder.district, clock)
        line = CuttableLine("127.0.0.1", above.port)
        mine = _enrol(desk, above, line)
        clock_guard.trust(desk, MAI, LEADER)  # a visit of the days before may be older than the program
    made = Stage(folder, settings, day, todo, clock, above, line, Report())
    made.report.head(made.words())
    made.report.say("Ghi danh", f"quầy {mine.desk}, thiết bị {mine.device}, máy chủ {line.url}")
    try:
        yield made
    finally:
        line.close()
        above.stop()


def _enrol(desk: Desk, above: LevelAbove, line: CuttableLine) -> Identity:
    code = above.enrol(line.url)
    mine, _ = identity.enrolled(code)
    identity.set_up(desk.store, mine, MAI, PASSWORD, code)
    return mine


def _last_working_day(calendar: WorkCalendar, today: date) -> date:
    return calendar.working_day_after(today + timedelta(days=1), -1)
