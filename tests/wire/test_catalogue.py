"""The catalogue as text, and the catalogue that is shipped."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onecua_desk.domain.fees import Band, ByValue, Flat, Free, PerPage, SetByProvince, Step, Stepped
from onecua_desk.domain.procedure import Case, Channel, Limit, LimitUnit, PaperKind, Procedure, RequiredPaper
from onecua_desk.wire.catalogue import encode, parse

SHIPPED = Path(__file__).parents[2] / "resources" / "catalogue.jsonl"
GOOD = {
    "code": "1.001193",
    "name": "Đăng ký khai sinh",
    "field": "Hộ tịch",
    "level": "commune",
    "valid_from": "2025-07-01",
    "cases": [{"limit": {"unit": "same_day", "cutoff": "15:00:00"}}],
    "papers": [{"name": "Tờ khai", "kind": "form"}],
    "fees": [{"kind": "flat", "amount": 8000, "per": "bản"}],
}


def line(**changes: object) -> str:
    return json.dumps({**GOOD, **changes}, ensure_ascii=False)


@pytest.fixture(scope="module")
def shipped() -> dict[str, Procedure]:
    with SHIPPED.open(encoding="utf-8") as lines:
        procedures, problems = parse(lines)
    assert problems == []
    return {procedure.code: procedure for procedure in procedures}


def test_the_shipped_catalogue_loads_whole_and_sorted(shipped):
    assert len(shipped) == 433
    assert list(shipped) == sorted(shipped)
    assert {p.valid_from for p in shipped.values()} == {date(2025, 7, 1)}
    assert sum(len(p.papers) for p in shipped.values()) == 1503


def test_the_shipped_limits_count_as_their_source_does(shipped):
    units = Counter(p.cases[0].limit and p.cases[0].limit.unit for p in shipped.values())
    # The source has 196 and 165: for 1.004680 it gives 3 and 7 working days in its note only.
    assert units == {"working_days": 197, "days": 56, "same_day": 13, "hours": 3, None: 164}
    assert shipped["1.004680"].cases[0].limit == Limit(3, LimitUnit.WORKING_DAYS)


def test_every_shipped_same_day_procedure_has_the_cut_off_of_15_hours(shipped):
    limits = [c.limit for p in shipped.values() for c in p.cases if c.limit and c.limit.unit is LimitUnit.SAME_DAY]
    assert len(limits) == 15
    assert {limit.cutoff for limit in limits} == {time(15)}


def test_the_shipped_text_is_what_encode_writes(shipped):
    assert SHIPPED.read_text(encoding="utf-8") == "".join(encode(p) + "\n" for p in shipped.values())


def test_shipped_limits_differ_by_channel_where_the_source_says_so(shipped):
    land = shipped["1.013978"]
    values = {channel: {c.limit.value for c in land.cases_for(channel) if c.limit} for channel in Channel}
    assert values == {Channel.COUNTER: {27}, Channel.POST: {20}, Channel.ONLINE: {17}}
    assert {len(land.papers_for(case, Channel.COUNTER)) for case in land.cases_for(Channel.COUNTER)} == {16, 5, 2}


def test_shipped_limits_differ_by_case_where_the_source_says_so(shipped):
    words = [case.limit.words() for case in shipped["1.010824"].cases]
    assert words == ["24 ngày", "19 ngày"]
    assert [c.limit.words() for c in shipped["1.004859"].cases] == ["3 ngày làm việc", "trong ngày"]


def test_a_certified_copy_is_paid_by_the_page(shipped):
    (rule,) = shipped["2.000815"].fees
    assert (rule.first_price, rule.first_pages, rule.next_price, rule.cap_per_copy) == (2_000, 2, 1_000, 200_000)


def test_every_shipped_procedure_says_something_about_its_fee(shipped):
    assert all(p.fees for p in shipped.values())


def test_a_line_becomes_a_procedure():
    (procedure,), problems = parse([line()])
    assert problems == []
    assert procedure == Procedure(
        code="1.001193",
        name="Đăng ký khai sinh",
        field="Hộ tịch",
        level="commune",
        decided_by=None,
        interlinked=None,
        cases=(Case(limit=Limit(0, LimitUnit.SAME_DAY, time(15))),),
        papers=(RequiredPaper("Tờ khai", PaperKind.FORM),),
        fees=(Flat(8_000, "bản"),),
        legal_basis=(),
        valid_from=date(2025, 7, 1),
    )


def test_text_of_another_editor_is_read_alike():
    strange = "\ufeff" + unicodedata.normalize("NFD", line()) + "\r\n"
    assert parse([strange, "\n", "  \n"]) == parse([line()])


HALF = '{"code": "1.001193", '
TWINS = [{"id": "a"}, {"id": "a"}]
LOST = [{"name": "Đơn", "kind": "form", "case": "x"}]


@pytest.mark.parametrize(
    ("broken", "sentence"),
    [
        ("không phải JSON", "Dòng 2: viết sai định dạng JSON (thiếu hoặc thừa dấu ngoặc, dấu phẩy)"),
        (HALF, "Dòng 2 (mã 1.001193): viết sai định dạng JSON (thiếu hoặc thừa dấu ngoặc, dấu phẩy)"),
        (line(code="abc"), "Dòng 2 (mã abc): mục «code» viết sai mẫu"),
        (line(code=7), "Dòng 2: mục «code» sai kiểu (cần chữ trong ngoặc kép, đang ghi số nguyên)"),
        (line(code="1.000002", name=""), "Dòng 2 (mã 1.000002): mục «name» không được để trống"),
        (line(cases=[]), "Dòng 2 (mã 1.001193): mục «cases» không được để trống"),
        (line(cases=[{"limit": {"value": 3}}]), "Dòng 2 (mã 1.001193): mục «cases[0].limit» thiếu mục «unit»"),
        (
            line(cases=[{"limit": {"unit": "weeks", "value": 3}}]),
            "Dòng 2 (mã 1.001193): mục «cases[0].limit.unit» giá trị «weeks» không dùng được",
        ),
        (line(cases=[{"limit": {"unit": "days"}}]), "Dòng 2 (mã 1.001193): thời hạn phải từ 1 trở lên"),
        (
            line(cases=[{"limit": {"unit": "days", "value": -1}}]),
            "Dòng 2 (mã 1.001193): mục «cases[0].limit.value» phải >= 0",
        ),
        (line(cases=TWINS), "Dòng 2 (mã 1.001193): hai trường hợp có cùng «id»"),
        (line(papers=LOST), "Dòng 2 (mã 1.001193): giấy tờ «Đơn» thuộc trường hợp «x» không có trong danh sách"),
        (line(paper=[]), "Dòng 2 (mã 1.001193): có mục lạ «paper»"),
        (line(fees=[{"kind": "gift"}]), "Dòng 2 (mã 1.001193): mục «fees[0].kind» giá trị «gift» không dùng được"),
        (
            line(valid_from="1/7/2025"),
            "Dòng 2 (mã 1.001193): mục «valid_from» ngày hoặc giờ viết sai (mẫu: 2026-11-24, 15:00:00)",
        ),
        (
            line(fees=[{"kind": "stepped", "per": "bản", "steps": [{"price": 1, "count": 2}]}]),
            "Dòng 2 (mã 1.001193): Bậc cuối, và chỉ bậc cuối, phải là «còn lại»",
        ),
        (line(valid_to="2025-06-30"), "Dòng 2 (mã 1.001193): ngày hết hiệu lực trước ngày có hiệu lực"),
    ],
)
def test_a_broken_line_is_named_and_the_rest_loads(broken, sentence):
    procedures, problems = parse([line(code="1.000001"), broken, line(code="1.000003")])
    assert [p.code for p in procedures] == ["1.000001", "1.000003"]
    assert problems == [sentence + "; bỏ qua dòng này."]


def test_a_second_line_for_the_same_code_and_day_is_named():
    again = line(name="Tên khác")
    later = line(valid_from="2026-01-01")
    procedures, problems = parse([line(), later, again])
    assert [p.valid_from.year for p in procedures] == [2025, 2026]
    assert problems == [
        "Dòng 3 (mã 1.001193): trùng với dòng 1, cùng mã và cùng hiệu lực từ 01/07/2025; bỏ qua dòng này."
    ]


texts = st.text(st.characters(codec="utf-8"), max_size=12).map(lambda text: unicodedata.normalize("NFC", text))
names = texts.filter(bool)
channels = st.none() | st.sampled_from(Channel)
notes = {"name": texts, "note": texts, "doubt": texts, "only": channels}
money = st.integers(1, 10_000_000)
few = st.integers(1, 50)
rules = (
    st.builds(Free, **notes)
    | st.builds(Flat, amount=money, per=names, **notes)
    | st.builds(PerPage, first_price=money, first_pages=few, next_price=money, cap_per_copy=st.none() | money, **notes)
    | st.builds(SetByProvince, **notes)
    | st.builds(
        lambda first, rest, **line: Stepped(steps=(*first, Step(rest)), **line),
        st.lists(st.builds(Step, money, few), max_size=3),
        money,
        per=names,
        cap=st.none() | money,
        **notes,
    )
    | st.builds(
        lambda ends, shares, **line: ByValue(
            bands=tuple(Band(share * 7, share, end) for share, end in zip(shares, [*sorted(ends), None], strict=False)),
            **line,
        ),
        st.sets(money, min_size=2, max_size=2),
        st.lists(st.integers(0, 100_000), min_size=3, max_size=3),
        of=names,
        maximum=st.none() | money,
        **notes,
    )
)
cutoffs = st.none() | st.times().map(lambda moment: moment.replace(microsecond=0))
limits = st.builds(Limit, st.integers(1, 3650), st.sampled_from(LimitUnit), cutoffs)
cases = st.lists(
    st.builds(Case, texts, texts, st.none() | limits, channels, texts), min_size=1, max_size=4, unique_by=lambda c: c.id
)


@st.composite
def procedures(draw: st.DrawFn) -> Procedure:
    chosen = draw(cases)
    wanted = st.sampled_from([None, *(case.id for case in chosen)])
    paper = st.builds(RequiredPaper, name=names, note=texts, quantity=few, only=channels, case=wanted)
    begin = draw(st.dates())
    return Procedure(
        code=draw(st.from_regex(r"[0-9]\.[0-9]{6}", fullmatch=True)),
        name=draw(names),
        field=draw(names),
        level=draw(texts),
        decided_by=draw(st.none() | texts),
        interlinked=draw(st.none() | st.booleans()),
        cases=tuple(chosen),
        papers=tuple(draw(st.lists(paper, max_size=3))),
        fees=tuple(draw(st.lists(rules, max_size=3))),
        legal_basis=tuple(draw(st.lists(texts, max_size=3))),
        valid_from=begin,
        valid_to=draw(st.none() | st.dates(begin)),
        note=draw(texts),
        doubt=draw(texts),
        source=draw(texts),
        confidence=draw(texts),
    )


@given(procedures())
def test_what_is_encoded_parses_to_the_same_procedure(procedure):
    text = encode(procedure)
    assert "\n" not in text
    assert parse([text]) == ([procedure], [])
