"""What the editors of the catalogue doubted is told to officials and to nobody else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, datetime

import pytest

from onecua_desk.domain.calendar import WorkCalendar
from onecua_desk.domain.fees import Flat
from onecua_desk.domain.guide import Guide, guide
from onecua_desk.domain.posting import posted
from onecua_desk.domain.procedure import Case, Channel, Procedure
from onecua_desk.resources import resource
from onecua_desk.wire.catalogue import parse
from tests.desk_fixture import UNIT

DAY = date(2026, 11, 23)
CALENDAR = WorkCalendar(years=frozenset({2026, 2027}))
EDITORS = re.compile(
    r"trang nguồn|nguồn (không )?ghi|của nguồn|bị cắt|mã cũ|suy từ|cần đối chiếu|, đối chiếu NĐ"
    r"|cơ sở dữ liệu quốc gia (còn )?ghi|theo bảng niêm yết|trang trước",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def shipped() -> list[Procedure]:
    with resource("catalogue.jsonl").open(encoding="utf-8") as lines:
        return parse(lines)[0]


def asked(procedure: Procedure, channel: Channel) -> Guide:
    return guide(procedure, "", channel, datetime(2026, 11, 23, 8), CALENDAR, UNIT)


def texts(value: object) -> Iterator[str]:
    """Every text in it, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for name, inner in value.items() if name != "doubts" for text in texts(inner))
    elif isinstance(value, tuple | list):
        yield from (text for inner in value for text in texts(inner))


def test_nothing_that_is_posted_has_the_words_of_the_editors(shipped: list[Procedure]) -> None:
    said = [text for one in shipped for text in texts(asdict(posted(one, DAY, CALENDAR, UNIT)))]
    assert [text for text in said if EDITORS.search(text)] == []


def test_nothing_on_the_guide_sheet_has_the_words_of_the_editors(shipped: list[Procedure]) -> None:
    said = [text for one in shipped for channel in Channel for text in texts(asdict(asked(one, channel)))]
    assert [text for text in said if EDITORS.search(text)] == []


def test_every_doubt_that_is_shipped_is_of_the_kind_that_these_tests_look_for(shipped: list[Procedure]) -> None:
    doubts = {doubt for one in shipped for doubt in (one.doubt, *(rule.doubt for rule in one.fees)) if doubt}
    assert len(doubts) > 20
    assert [doubt for doubt in doubts if not EDITORS.search(doubt)] == []


def test_the_official_is_told_each_doubt_once() -> None:
    fee = Flat(amount=8000, per="bản", doubt="Nguồn không ghi số tiền")
    one = Procedure(
        "1.000001", "Khai sinh", "Hộ tịch", "commune", None, None, (Case(),), (), (fee, fee), (), DAY, doubt="Mã cũ"
    )
    assert asked(one, Channel.COUNTER).doubts == ("Mã cũ", "Nguồn không ghi số tiền")
    assert asked(one, Channel.COUNTER).note == ""
