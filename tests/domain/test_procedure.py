"""What a procedure is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from onecua_desk.domain.fee_choice import OTHER_WAYS, usual
from onecua_desk.domain.fees import Flat, Free, SetByProvince
from onecua_desk.domain.procedure import Case, Channel, Limit, LimitUnit, PaperKind, Procedure, RequiredPaper
from onecua_desk.errors import UserError

FORM = RequiredPaper("Tờ khai", PaperKind.FORM)
EFORM = RequiredPaper("Mẫu điện tử tương tác", PaperKind.FORM, only=Channel.ONLINE)
PENSION = RequiredPaper("Giấy khai sinh", PaperKind.COPY, case="tuat")
PLAN = RequiredPaper("Bản vẽ", PaperKind.ORIGINAL, case="theo-tuyen")
COUNTER_FEE = Flat(20_000, "lần", only=Channel.COUNTER)
ONLINE_FEE = Flat(10_000, "lần", only=Channel.ONLINE)
EXEMPT = Free(name="Diện được miễn")
PROCEDURE = Procedure(
    code="1.004222",
    name="Đăng ký thường trú",
    field="Cư trú",
    level="commune",
    decided_by="commune",
    interlinked=False,
    cases=(
        Case("tuat", "Trợ cấp tuất", Limit(24, LimitUnit.DAYS)),
        Case("quay", "Công trình", Limit(15, LimitUnit.DAYS), Channel.COUNTER, "theo-tuyen"),
        Case("mang", "Công trình", Limit(20, LimitUnit.DAYS), Channel.ONLINE, "theo-tuyen"),
    ),
    papers=(FORM, EFORM, PENSION, PLAN),
    fees=(COUNTER_FEE, ONLINE_FEE, EXEMPT),
    legal_basis=("68/2020/QH14",),
    valid_from=date(2025, 7, 1),
)


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        (Limit(3, LimitUnit.WORKING_DAYS), "3 ngày làm việc"),
        (Limit(30, LimitUnit.DAYS), "30 ngày"),
        (Limit(2, LimitUnit.HOURS), "2 giờ làm việc"),
        (Limit(0, LimitUnit.SAME_DAY, time(15)), "trong ngày"),
    ],
)
def test_a_limit_is_written_as_on_the_slip(limit, words):
    assert limit.words() == words


@pytest.mark.parametrize("unit", [LimitUnit.HOURS, LimitUnit.WORKING_DAYS, LimitUnit.DAYS])
def test_a_limit_of_nothing_cannot_be_made(unit):
    with pytest.raises(ValueError, match="0"):
        Limit(0, unit)


def test_channels_and_papers_have_vietnamese_names():
    assert [c.label for c in Channel] == ["Trực tiếp tại quầy", "Bưu chính công ích", "Trực tuyến"]
    assert [k.label for k in PaperKind] == ["Tờ khai", "Bản chính", "Bản sao"]


def test_a_procedure_is_valid_from_its_first_to_its_last_day():
    ended = replace(PROCEDURE, valid_to=date(2026, 11, 20))
    assert not ended.valid_on(date(2025, 6, 30))
    assert ended.valid_on(date(2025, 7, 1))
    assert ended.valid_on(date(2026, 11, 20))
    assert not ended.valid_on(date(2026, 11, 21))
    assert PROCEDURE.valid_on(date(2099, 1, 1))


def test_a_case_is_found_by_its_id_and_a_lost_one_is_named():
    assert PROCEDURE.case("quay").limit == Limit(15, LimitUnit.DAYS)
    with pytest.raises(UserError, match=r"1\.004222 không có trường hợp «xyz»"):
        PROCEDURE.case("xyz")


def test_the_channel_narrows_the_cases_to_choose_from():
    assert [c.id for c in PROCEDURE.cases_for(Channel.COUNTER)] == ["tuat", "quay"]
    assert [c.id for c in PROCEDURE.cases_for(Channel.ONLINE)] == ["tuat", "mang"]
    only_counter = replace(PROCEDURE, cases=PROCEDURE.cases[1:2])
    assert only_counter.cases_for(Channel.ONLINE) == only_counter.cases


def test_by_post_a_case_is_that_of_the_counter_unless_one_names_post():
    assert [c.id for c in PROCEDURE.cases_for(Channel.POST)] == ["tuat", "quay"]
    by_post = replace(PROCEDURE.cases[1], id="buu-chinh", channel=Channel.POST)
    named = replace(PROCEDURE, cases=(*PROCEDURE.cases, by_post))
    assert [c.id for c in named.cases_for(Channel.POST)] == ["tuat", "buu-chinh"]


def test_the_checklist_holds_the_papers_of_the_case_and_the_channel():
    pension, counter, online = PROCEDURE.cases
    assert PROCEDURE.papers_for(pension, Channel.COUNTER) == (FORM, PENSION)
    assert PROCEDURE.papers_for(pension, Channel.ONLINE) == (FORM, EFORM, PENSION)
    assert PROCEDURE.papers_for(counter, Channel.COUNTER) == (FORM, PLAN)
    assert PROCEDURE.papers_for(online, Channel.ONLINE) == (FORM, EFORM, PLAN)


def test_fees_are_those_of_the_channel_and_those_for_all():
    assert PROCEDURE.fees_for(Channel.COUNTER) == (COUNTER_FEE, EXEMPT)
    assert PROCEDURE.fees_for(Channel.ONLINE) == (ONLINE_FEE, EXEMPT)


def test_by_post_the_fee_is_that_of_the_counter_and_not_nothing():
    assert PROCEDURE.fees_for(Channel.POST) == (COUNTER_FEE, EXEMPT)
    by_post = Flat(25_000, "lần", only=Channel.POST)
    assert replace(PROCEDURE, fees=(*PROCEDURE.fees, by_post)).fees_for(Channel.POST) == (EXEMPT, by_post)


def test_a_fee_for_one_way_takes_the_place_of_the_one_of_its_name_for_all_ways():
    general = Flat(20_000, "lần")
    both = replace(PROCEDURE, fees=(general, ONLINE_FEE, EXEMPT))
    assert both.fees_for(Channel.ONLINE) == (ONLINE_FEE, EXEMPT)
    assert both.fees_for(Channel.COUNTER) == both.fees_for(Channel.POST) == (general, EXEMPT)


def test_where_only_other_ways_have_a_fee_the_amount_is_asked_for():
    asked = SetByProvince(only=Channel.ONLINE, note=OTHER_WAYS)
    assert replace(PROCEDURE, fees=(COUNTER_FEE, EXEMPT)).fees_for(Channel.ONLINE) == (asked, EXEMPT)
    assert replace(PROCEDURE, fees=(COUNTER_FEE,)).fees_for(Channel.ONLINE) == (asked,)
    assert replace(PROCEDURE, fees=()).fees_for(Channel.ONLINE) == ()


@pytest.mark.parametrize(
    ("rules", "place"),
    [
        ((), None),
        ((EXEMPT,), 0),
        ((EXEMPT, COUNTER_FEE), 1),
        ((COUNTER_FEE, ONLINE_FEE), None),
        ((Flat(1, "lần", name="Cá nhân"), Flat(2, "lần", name="Theo danh sách")), None),
    ],
)
def test_the_usual_fee_is_the_only_one_or_the_one_without_a_name(rules, place):
    assert usual(rules) == place
