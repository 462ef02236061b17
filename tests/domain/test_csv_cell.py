"""What a spreadsheet would change is kept from it, and every text is read back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onecua_desk.domain.csv_cell import guarded, unguarded
from onecua_desk.domain.text import clean


@given(st.text() | st.text(alphabet="'=+-@＝0123456789.,/ Eđ"))
def test_every_text_is_read_back_and_none_begins_a_formula(text: str) -> None:
    kept = clean(text)
    assert unguarded(guarded(kept)) == kept
    assert guarded(kept)[:1] not in set("=+-@＝＋－＠")


@pytest.mark.parametrize(
    "text", ["0912345678", "0912 345 678", "034188001234", "1.001190", "2.000815", "1/2", "12-11", "1E5", "8:30", "5"]
)
def test_what_excel_takes_for_a_number_or_a_day_stays_text(text: str) -> None:
    assert guarded(text) == f"\t{text}"
    assert guarded(text).strip() == text


@pytest.mark.parametrize("text", ["", "Đặng Thị Hà", "H02.15.23-261123-1001", "Tổ 5; 0912345678", "E", "TDP số 5"])
def test_other_texts_are_written_as_they_are(text: str) -> None:
    assert guarded(text) == text


@pytest.mark.parametrize("cell", ["'tên", "'", "'0912"])
def test_what_another_program_wrote_stays_as_it_is(cell: str) -> None:
    assert unguarded(cell) == cell
