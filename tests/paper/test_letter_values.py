"""Whatever values a paper gets, in every size: it is small and the same again, nothing overlaps and nothing is lost."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import datetime
from io import BytesIO
from typing import Any

import pdfplumber
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onecua_desk.domain.apology import Apology
from onecua_desk.domain.explanation import Explanation
from onecua_desk.domain.fee_receipt import FeeReceipt, FeeTaken
from onecua_desk.domain.notice import Notice
from onecua_desk.domain.receipt import PaperLine, Receipt
from onecua_desk.domain.status import Status
from onecua_desk.domain.stop_notice import StopNotice
from tests.paper.boxes import faults, lost
from tests.paper.forms import FORMS, drawn
from tests.paper.letter_samples import CODE
from tests.paper.samples import page_texts

EVERY = [(name, size) for name, (_, _, sizes) in FORMS.items() for size in sizes]
every = pytest.mark.parametrize(("name", "size"), EVERY, ids=lambda value: value)
#: Names of fields that only some of the papers print.
UNSAID = {
    "01": {"ruleset", "provisional"},
    "01 roll": {"ruleset", "provisional", "place", "number", "address", "phone", "email", "limit", "representative"},
    "02": {"ruleset"},
    "03": {"ruleset", "missing"},
    "04": {"ruleset"},
    "05": {"ruleset"},
    "explanation": {"ruleset", "address", "phone", "email"},
    "fee receipt": {"ruleset"},
    "status": {"ruleset"},
}
#: More papers than this are only counted on the roll of form 01.
NAMED_ON_THE_ROLL = 12


@every
def test_a_paper_is_small_the_same_again_and_says_nothing_personal_in_its_name(name: str, size: str) -> None:
    value = FORMS[name][1]
    pdf = drawn(name, size, value)
    assert len(pdf) < 60_000
    assert pdf == drawn(name, size, value)
    with pdfplumber.open(BytesIO(pdf)) as document:
        assert "Bích" not in str(document.metadata)
    assert faults(pdf) == []


@every
def test_a_reprint_says_which_on_every_page_and_moves_nothing(name: str, size: str) -> None:
    value = FORMS[name][1]
    first, again = page_texts(drawn(name, size, value)), page_texts(drawn(name, size, value, 2))
    assert [page.replace("Bản in lại lần 2", "").split() for page in again] == [page.split() for page in first]
    assert all("Bản in lại lần 2" in page for page in again)


@every
def test_without_the_optional_fields_no_label_is_left_over_another(name: str, size: str) -> None:
    value = FORMS[name][1]
    empty = {one.name: "" for one in fields(value) if one.type == "str" and one.name not in ("ruleset", "code")}
    lists = {one.name: () for one in fields(value) if str(one.type).startswith("tuple")}
    bare = replace(value, **{**empty, **lists})
    pdf = drawn(name, size, bare)
    assert faults(pdf) == []
    assert "{" not in "".join(page_texts(pdf))


VIETNAMESE = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ"
WORDS = st.one_of(
    st.text(st.sampled_from(VIETNAMESE + VIETNAMESE.upper() + "0123456789,.-/()"), min_size=1, max_size=12),
    st.sampled_from(["ẤẪẨỆỘ" * 20, "\u202eTrần\u200f", "Nguyễn", "gjpqy" * 12, "Y\u0302", "•", "a\x00b"]),
)
SHORT = st.lists(WORDS, max_size=4).map(" ".join)
TEXTS = st.one_of(SHORT, SHORT, st.lists(WORDS, max_size=60).map(" ".join))
LINES = st.one_of(st.lists(TEXTS, max_size=3), st.lists(SHORT, min_size=40, max_size=40))
MOMENTS = st.datetimes(datetime(2018, 7, 1), datetime(2040, 1, 1)).map(lambda moment: moment.replace(microsecond=0))
_LISTED = {
    "papers": LINES.map(lambda lines: tuple(PaperLine(line, "Bản chính", 1) for line in lines)),
    "missing": LINES.map(tuple),
    "bring": LINES.map(tuple),
    "takings": LINES.map(lambda lines: tuple(FeeTaken(line, 10**9, "Chuyển khoản", line[:20]) for line in lines)),
    "due": MOMENTS,
    "sets": st.integers(1, 99),
    "owed": st.integers(0, 10**12),
    # Names below signatures, which stay on one page with their column.
    "official": SHORT,
    "collector": SHORT,
    "signer": SHORT,
}
KINDS: dict[str, type[Any]] = {
    "01": Receipt, "01 roll": Receipt, "02": Notice, "03": Notice, "04": Apology, "05": StopNotice,
    "explanation": Explanation, "fee receipt": FeeReceipt, "status": Status,
}  # fmt: skip


def _field(name: str, kind: str) -> st.SearchStrategy[Any]:
    if name == "ruleset":
        return st.just("2025")
    if name == "code":
        return st.just(CODE)
    if name in _LISTED:
        return _LISTED[name]
    kinds = {"datetime": MOMENTS, "datetime | None": MOMENTS, "bool": st.booleans(), "int": st.integers(0, 9_999)}
    return kinds.get(kind, TEXTS)


def _values(name: str) -> st.SearchStrategy[Any]:
    kind = KINDS[name]
    return st.builds(kind, **{one.name: _field(one.name, str(one.type)) for one in fields(kind)})


@every
@settings(max_examples=6, deadline=None)
@given(data=st.data())
def test_no_value_overlaps_another_leaves_the_page_or_is_lost(name: str, size: str, data: st.DataObject) -> None:
    value = data.draw(_values(name))
    pdf = drawn(name, size, value, 3)
    assert faults(pdf) == []
    assert lost(pdf, _texts(name, value, size)) == {}


def _texts(name: str, value: Any, size: str) -> list[str]:
    """What must be on the paper."""
    texts = {one.name: getattr(value, one.name) for one in fields(value) if one.name not in UNSAID[name]}
    if name in ("02", "03", "04", "05", "explanation"):
        texts["number"] = texts["number"].partition("/")[0]
    said = [text for text in texts.values() if isinstance(text, str)]
    for lines in (texts.get(one, ()) for one in ("missing", "bring", "papers", "takings")):
        if name != "01 roll" or len(lines) <= NAMED_ON_THE_ROLL:
            said += [_line(line) for line in lines]
    return said


def _line(line: str | PaperLine | FeeTaken) -> str:
    match line:
        case PaperLine():
            return line.name + line.kind
        case FeeTaken():
            return line.what + line.receipt
        case _:
            return line
