"""Why column 13 has more dossiers than the work list of overdue ones: those that were promised anew."""

from __future__ import annotations

from datetime import date, datetime

from onecua_desk.domain.late import LateCause
from onecua_desk.domain.report import By, Column, Period
from onecua_desk.domain.report_words import put_off_words
from onecua_desk.services import lookup, paper_settings, reports, terms
from onecua_desk.services.desk import Desk
from onecua_desk.services.lookup import Chip
from onecua_desk.services.paper_settings import PaperSettings
from tests.clock import Clock
from tests.desk_fixture import MAI, THREE_DAYS, receive

NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))


def two_overdue_one_put_off(desk: Desk, clock: Clock) -> None:
    """Both were due on Friday 27/11; one has been promised for Friday 4/12."""
    first = receive(desk, THREE_DAYS)
    receive(desk, THREE_DAYS)
    clock.at = datetime(2026, 11, 30, 9)
    terms.apologise(desk, MAI, first.id, LateCause.OTHER_BODY, "Chờ xác minh", date(2026, 12, 4))


def test_the_report_says_how_many_of_column_13_were_promised_anew(desk: Desk, clock: Clock) -> None:
    two_overdue_one_put_off(desk, clock)
    for by in By:
        report = reports.report(desk, NOVEMBER, by)
        assert (report.total[Column.OVERDUE], report.put_off) == (2, 1)
        assert lookup.counts(desk)[Chip.LATE] == report.total[Column.OVERDUE] - report.put_off
        assert put_off_words(report) == "Cột (13) tính cả 1 hồ sơ đã hẹn lại, chưa tới hẹn mới"


def test_nothing_is_said_where_both_count_alike(desk: Desk, clock: Clock) -> None:
    two_overdue_one_put_off(desk, clock)
    paper_settings.write(desk.store, PaperSettings(extension_counts=True))
    report = reports.report(desk, NOVEMBER, By.FIELD)
    assert (report.total[Column.OVERDUE], put_off_words(report)) == (1, "")
    clock.at = datetime(2026, 12, 7, 9)
    paper_settings.write(desk.store, PaperSettings())
    later = reports.report(desk, Period(date(2026, 12, 1), date(2026, 12, 31)), By.FIELD)
    assert (later.total[Column.OVERDUE], put_off_words(later)) == (2, ""), "the new day has passed too"
