"""What a procedure is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from onecua_desk.domain.fees import Flat, Free
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
    assert only_counter.cases_for(Channel.POST) == only_counter.cases


def test_the_checklist_holds_the_papers_of_the_case_and_the_channel():
    pension, counter, online = PROCEDURE.cases
    assert PROCEDURE.papers_for(pension, Channel.COUNTER) == (FORM, PENSION)
    assert PROCEDURE.papers_for(pension, Channel.ONLINE) == (FORM, EFORM, PENSION)
    assert PROCEDURE.papers_for(counter, Channel.COUNTER) == (FORM, PLAN)
    assert PROCEDURE.papers_for(online, Channel.ONLINE) == (FORM, EFORM, PLAN)


def test_fees_are_narrowed_by_channel_unless_none_is_left():
    assert PROCEDURE.fees_for(Channel.COUNTER) == (COUNTER_FEE, EXEMPT)
    assert PROCEDURE.fees_for(Channel.ONLINE) == (ONLINE_FEE, EXEMPT)
    only_counter = replace(PROCEDURE, fees=(COUNTER_FEE,))
    assert only_counter.fees_for(Channel.POST) == (COUNTER_FEE,)
