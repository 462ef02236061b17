"""The small values that events are made of."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onecua_desk.domain.applicant_fields import CORRECTABLE, asked_of, field_words
from onecua_desk.domain.parts import Applicant, Change, Collector, Given, State
from onecua_desk.domain.procedure import PaperKind
from onecua_desk.errors import UserError
from tests.domain.story import BICH


def test_every_state_has_a_label_of_its_own() -> None:
    assert len({state.label for state in State}) == len(State)


def test_only_what_is_returned_refused_stopped_or_withdrawn_is_closed() -> None:
    assert {state.value for state in State if state.closed} == {"returned", "refused", "stopped", "withdrawn"}


def test_every_correctable_field_is_one_of_the_applicant() -> None:
    assert all(isinstance(BICH.value(field), str) for field in CORRECTABLE)


def test_an_organisation_has_a_tax_code_and_no_birthday_and_old_corrections_of_one_can_still_be_read() -> None:
    assert list(asked_of(False)) == list(CORRECTABLE)
    assert list(asked_of(True).values()) == ["Tên tổ chức", "Mã số thuế", "Trụ sở", "Điện thoại", "Email"]
    assert set(field_words(True)) == set(CORRECTABLE)


def test_who_was_too_late_reads_the_field_as_it_is_called_for_the_applicant() -> None:
    company = Applicant("Công ty Đông Tiến", "0101234567", organisation=True)
    late = (Change("number", "0101", "0202"),)
    with pytest.raises(UserError, match="«Mã số thuế» đã được người khác sửa thành «0101234567»"):
        company.corrected(late)
    with pytest.raises(UserError, match="«Số định danh» đã được người khác sửa"):
        BICH.corrected(late)


def test_a_day_is_written_as_iso_text_in_a_correction() -> None:
    assert BICH.value("born") == "1988-02-29"
    assert Applicant("x").value("born") == ""


@pytest.mark.parametrize("field", ["", "code", "due", "__class__", "papers"])
def test_a_change_of_anything_but_the_applicants_data_is_refused(field: str) -> None:
    with pytest.raises(UserError):
        Change(field, "", "x")


@pytest.mark.parametrize("text", ["hôm qua", "29/02/1988", "1989-02-29", "19880229", "1988-W09-1", "0000-00-00"])
def test_a_change_of_the_birthday_to_what_is_no_day_is_refused_with_its_field(text: str) -> None:
    with pytest.raises(UserError) as refused:
        Change("born", "", text)
    assert refused.value.field == "born"


def test_corrected_data_are_a_new_value_and_leave_the_old_one_as_it_was() -> None:
    corrected = BICH.corrected((Change("name", BICH.name, "Đặng Thị Bích"), Change("born", "1988-02-29", "1989-03-01")))
    assert (corrected.name, corrected.born) == ("Đặng Thị Bích", date(1989, 3, 1))
    assert BICH.name == "Đặng Thị Ngọc Bích"


@given(st.sampled_from(sorted(set(CORRECTABLE) - {"born"})), st.text(), st.text())
def test_a_correction_from_a_value_that_is_no_longer_there_is_refused(field: str, old: str, new: str) -> None:
    edit = Change(field, old, new)
    if old == BICH.value(field):
        assert BICH.corrected((edit,)).value(field) == new
    else:
        with pytest.raises(UserError, match=CORRECTABLE[field]):
            BICH.corrected((edit,))


def test_a_correction_and_the_one_back_give_the_same_applicant() -> None:
    there, back = Change("phone", "0912345678", ""), Change("phone", "", "0912345678")
    assert BICH.corrected((there,)).corrected((back,)) == BICH


def test_a_paper_that_was_only_shown_says_so() -> None:
    assert Given("CCCD", PaperKind.ORIGINAL, 1, shown=True).kind_label == "Xuất trình"
    assert Given("CCCD", PaperKind.ORIGINAL, 1).kind_label == "Bản chính"


@pytest.mark.parametrize(
    ("collector", "words"),
    [
        (Collector("Bích", "1"), "Người nộp: Bích"),
        (Collector("Bích", "1", card_matched=True), "Người nộp: Bích, thẻ khớp"),
        (Collector("Hùng", "2", "giấy ủy quyền số 5"), "Người được ủy quyền: Hùng (giấy ủy quyền số 5)"),
    ],
)
def test_who_took_the_result_is_said_in_words(collector: Collector, words: str) -> None:
    assert collector.words() == words
