"""What a citizen is told about a procedure is what the catalogue and the calendar say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from onecua_desk.domain.calendar import WorkCalendar
from onecua_desk.domain.fees import ASK, FeeRule, Flat, Free, PerPage, SetByProvince
from onecua_desk.domain.guide import Guide, fee_words, guide
from onecua_desk.domain.procedure import Case, Channel, Limit, LimitUnit, PaperKind, Procedure, RequiredPaper
from tests.desk_fixture import BIRTH, COPY, MONDAY, UNIT, procedure

CALENDAR = WorkCalendar(days_off={date(2026, 11, 24): "Ngày Văn hóa Việt Nam"}, years=frozenset({2026}))
THREE, FIVE = Limit(3, LimitUnit.WORKING_DAYS), Limit(5, LimitUnit.WORKING_DAYS)
CASES = (Case("1", "Lần đầu", THREE), Case("2", "Cấp lại", THREE), Case("3", "Phức tạp", FIVE))


def told(one: Procedure, case: str = "", channel: Channel = Channel.COUNTER, at: datetime = MONDAY) -> Guide:
    return guide(one, case, channel, at, CALENDAR, UNIT)


def of_cases(*papers: RequiredPaper) -> Procedure:
    return replace(procedure(BIRTH), cases=CASES, papers=papers)


def test_handed_in_now_it_would_be_ready_when_a_dossier_of_this_moment_would() -> None:
    (time,) = told(of_cases(), "1").times
    assert (time.limit, time.due) == ("3 ngày làm việc", datetime(2026, 11, 27, 17))
    assert time.why == "nghỉ 24/11 (Ngày Văn hóa Việt Nam)"
    assert time.cases == ()


def test_without_a_case_the_limits_are_told_with_the_cases_that_share_them() -> None:
    times = told(of_cases()).times
    assert [(time.cases, time.limit) for time in times] == [
        (("Lần đầu", "Cấp lại"), "3 ngày làm việc"),
        (("Phức tạp",), "5 ngày làm việc"),
    ]


def test_a_year_without_holidays_in_the_calendar_is_said() -> None:
    (time,) = told(of_cases(), "1", at=datetime(2031, 3, 3, 9)).times
    assert time.why == "chưa có lịch nghỉ lễ năm 2031"


def test_a_limit_that_the_catalogue_does_not_know_is_not_invented() -> None:
    (time,) = told(replace(procedure(BIRTH), cases=(Case(),))).times
    assert (time.limit, time.due, time.why) == ("", None, "")


def test_papers_stand_by_case_with_what_everybody_brings_first() -> None:
    form = RequiredPaper("Tờ khai", PaperKind.FORM)
    copy = RequiredPaper("Bản sao bằng", PaperKind.COPY, quantity=2, case="2", note="còn rõ")
    card = RequiredPaper("Thẻ", PaperKind.ORIGINAL, shown=True)
    sometimes = RequiredPaper("Giấy ủy quyền (nếu có)", PaperKind.ORIGINAL, optional=True)
    groups = told(of_cases(copy, form, card, sometimes)).papers
    assert [(group.title, [paper.name for paper in group.papers]) for group in groups] == [
        ("", ["Tờ khai", "Thẻ"]),
        ("Thêm, nếu thuộc trường hợp ghi ở từng giấy", ["Giấy ủy quyền (nếu có)"]),
        ("Trường hợp: Cấp lại", ["Bản sao bằng"]),
    ]
    assert [paper.needed for group in groups for paper in group.papers] == [
        "1 tờ khai",
        "xuất trình",
        "1 bản chính",
        "2 bản sao",
    ]
    assert groups[2].papers[0].note == "còn rõ"


def test_with_a_case_only_its_papers_are_told() -> None:
    papers = [RequiredPaper(f"Giấy {case.id}", PaperKind.COPY, case=case.id) for case in CASES]
    found = told(of_cases(*papers), "2")
    assert [paper.name for group in found.papers for paper in group.papers] == ["Giấy 2"]
    assert found.case == "Cấp lại"


def test_papers_of_another_channel_are_left_out() -> None:
    names = [paper.name for group in told(procedure(BIRTH)).papers for paper in group.papers]
    assert not any("điện tử tương tác" in name for name in names)
    online = [paper.name for group in told(procedure(BIRTH), channel=Channel.ONLINE).papers for paper in group.papers]
    assert any("điện tử tương tác" in name for name in online)


@pytest.mark.parametrize("code", ["1.004222", "1.013225", BIRTH, COPY])
@pytest.mark.parametrize("channel", list(Channel))
def test_every_paper_of_the_checklist_of_each_case_is_told(code: str, channel: Channel) -> None:
    one = procedure(code)
    for case in one.cases_for(channel):
        names = {paper.name for group in told(one, case.id, channel).papers for paper in group.papers}
        assert names == {paper.name for paper in one.papers_for(case, channel)}


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (Free(), "Không thu"),
        (Flat(amount=8_000, per="bản", name="Theo danh sách"), "Theo danh sách: 8.000 đ/bản"),
        (SetByProvince(), ASK),
        (SetByProvince(note="Nghị quyết của tỉnh"), "Nghị quyết của tỉnh"),
        (Free(name="Diện miễn", note="Điều 4"), "Diện miễn: Không thu (Điều 4)"),
    ],
)
def test_fees_are_told_before_anybody_counts(rule: FeeRule, words: str) -> None:
    assert fee_words(rule) == words


def test_a_fee_by_pages_names_both_prices_and_the_cap() -> None:
    words = fee_words(PerPage())
    assert all(sum_ in words for sum_ in ("2.000 đ", "1.000 đ", "200.000 đ"))


def test_who_decides_is_named_only_where_it_is_known() -> None:
    assert told(procedure(BIRTH)).decided_by == UNIT.parent
    assert told(replace(procedure(BIRTH), decided_by=None)).decided_by == ""
