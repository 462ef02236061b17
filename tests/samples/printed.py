"""What of a value has to stand on its paper, as words: each one in any of the ways in which papers say it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from onecua_desk.domain.apology import Apology
from onecua_desk.domain.control_slip import ControlSlip
from onecua_desk.domain.day_sheet import DaySheet
from onecua_desk.domain.explanation import Explanation
from onecua_desk.domain.fee_receipt import FeeReceipt
from onecua_desk.domain.fees import grouped
from onecua_desk.domain.money_sheet import MoneySheet
from onecua_desk.domain.notice import Notice
from onecua_desk.domain.posting import Posting
from onecua_desk.domain.receipt import Receipt
from onecua_desk.domain.register_book import BookLine, Volume
from onecua_desk.domain.report_sheet import ReportSheet
from onecua_desk.domain.report_words import figures
from onecua_desk.domain.stop_notice import StopNotice

Ways = tuple[str, ...]
#: What a value carries for others than its paper: the rule set chooses the form, the rest is explained beside it.
_UNSAID: Mapping[type, frozenset[str]] = {
    Receipt: frozenset({"ruleset", "provisional"}),
    Notice: frozenset({"ruleset"}),
    Apology: frozenset({"ruleset"}),
    StopNotice: frozenset({"ruleset"}),
    # nobody outside needs where the applicant lives; how late is a moment, a number or both
    Explanation: frozenset({"ruleset", "address", "phone", "email"}),
    FeeReceipt: frozenset({"ruleset"}),
    # the official signs where the dossier was handed over; how far the log went is not said
    ControlSlip: frozenset({"ruleset", "official", "as_of"}),
    # the head of a register stands on its cover
    BookLine: frozenset({"ruleset", "parent", "centre", "late"}),
    Volume: frozenset({"carried"}),
    # as many lines as the page has room for
    DaySheet: frozenset({"lines", "parent", "printed_at"}),
}
#: What the narrow slip of form 01 leaves to the copy on the desk's computer.
_NOT_ON_THE_ROLL = frozenset({"place", "number", "address", "phone", "email", "limit", "representative", "sets"})
_NAMED_ON_THE_ROLL = 12


def ways(value: Any, *, roll: bool) -> Iterator[Ways]:
    """Everything that ``value`` says."""
    match value:
        case MoneySheet():
            yield from _money(value)
        case ReportSheet():
            yield from _report(value)
        case Posting():
            for one in (procedure for field in value.fields for procedure in field.procedures):
                yield from ((one.code,), (one.name,))
        case DaySheet():
            yield from _fields(value, _UNSAID[DaySheet], roll=roll)
            for line in value.lines(10):
                yield from ((line.label,), (line.here,), (line.there,), (line.difference,))
        case Receipt() if roll:
            many = {"papers"} if len(value.papers) > _NAMED_ON_THE_ROLL else set()
            yield from _fields(value, _UNSAID[Receipt] | _NOT_ON_THE_ROLL | many, roll=roll)
        case _ if is_dataclass(value):
            yield from _fields(value, _UNSAID.get(type(value), frozenset({"ruleset"})), roll=roll)
        case tuple():
            for one in value:
                yield from ways(one, roll=roll)
        case _:
            yield from _plain(value)


def _fields(value: Any, unsaid: frozenset[str], *, roll: bool) -> Iterator[Ways]:
    for field in fields(value):
        if field.name == "number" and isinstance(value, Notice):
            yield (value.number.partition("/")[0],)  # what follows is said by the template of the form
        elif field.name not in unsaid:
            yield from ways(getattr(value, field.name), roll=roll)


def _plain(value: object) -> Iterator[Ways]:
    match value:
        case bool() | Enum() | None:
            pass
        case str():
            yield (value,)
        case int():
            yield (grouped(value), f"{value:02}")
        case datetime():
            day = f"{value:%d/%m/%Y}"
            yield day, f"ngày {value:%d} tháng {value.month} năm {value.year}", f"{value:%H:%M}"
            yield f"{value:%H} giờ {value:%M}", day, f"ngày {value:%d} tháng {value.month} năm", f"{value:%H:%M}"
        case date():
            yield f"{value:%d/%m/%Y}", f"ngày {value:%d} tháng {value.month} năm {value.year}"
        case _:
            raise AssertionError(f"nobody says how {type(value).__name__} is printed")


def _money(sheet: MoneySheet) -> Iterator[Ways]:
    yield from ((sheet.parent,), (sheet.centre,), (sheet.place,), (sheet.till.official.name,))
    yield from (*_plain(sheet.counted), *_plain(sheet.printed_at))
    for share in sheet.till.shares():
        yield from ((share.name,), (f"{share.count}{grouped(share.amount)}",))
    yield from ((grouped(sheet.till.taken()),), (grouped(sheet.till.voided()),), (grouped(sheet.till.left()),))


def _report(sheet: ReportSheet) -> Iterator[Ways]:
    yield from ((sheet.parent,), (sheet.centre,), (sheet.place,), (sheet.period,), (sheet.official,))
    for row in sheet.report.rows:
        yield (row.name + "".join(map(grouped, figures(row.counts))),)
    yield ("Tổng cộng" + "".join(map(grouped, figures(sheet.report.total))),)
    for chart in sheet.charts:
        yield from ((label,) for label in chart.labels)
        yield from ((grouped(number),) for series in chart.series for number in series.values)
