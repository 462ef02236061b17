"""Who was here before, with which papers, and whose dossier is still open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.file import File
from onecua_desk.domain.parts import Applicant, Collector, Given
from onecua_desk.domain.procedure import PaperKind
from onecua_desk.domain.tax_code import check_digit, tax_code_warnings
from onecua_desk.domain.text import fold
from onecua_desk.services import applicants, handback, intake, processing
from onecua_desk.services.desk import Desk
from tests.clock import Clock
from tests.desk_fixture import BICH, BIRTH, COPY, MAI, MONDAY, draft, make_desk, receive

BAO = Applicant("Đặng Thị Ngọc Bảo", "034190004321", date(1990, 5, 1), "Nữ", "Suối Trong", "0987654321")
NOBODY_KNOWN = Applicant("Lý A Sử", born=date(1970, 1, 2), phone="0399111222")
COPY_OF_BIRTH = Given("Bản sao khai sinh", PaperKind.COPY, 1)


@pytest.fixture(scope="module")
def busy_desk(tmp_path_factory: pytest.TempPathFactory, template: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path_factory.mktemp("busy"), Clock(MONDAY), template)
    for who in (BICH, BAO, NOBODY_KNOWN):
        receive(made, COPY, who)
    yield made
    made.store.close()


def names(found: list[applicants.EarlierApplicant]) -> list[str]:
    return [one.applicant.name for one in found]


def duplicates(desk: Desk, procedure: str, who: Applicant) -> list[str]:
    return [row.code for row in applicants.recall(desk, who, procedure).duplicates]


def papers_of(desk: Desk, who: Applicant) -> tuple[applicants.ReusablePaper, ...]:
    return applicants.recall(desk, who).papers


def receive_with(desk: Desk, *papers: Given, files: tuple[File, ...] = ()) -> Dossier:
    return intake.receive(desk, replace(draft(desk), papers=papers, files=files), MAI).value


# earlier


@pytest.mark.parametrize(
    "text", ["dang thi ng", "ĐẶNG THỊ NGỌC BÍCH", "bich", "ngoc bi", "034188001234", "034 188", "1234"]
)
def test_a_person_is_found_by_name_and_by_number(desk: Desk, text: str) -> None:
    receive(desk)
    assert names(applicants.earlier(desk, text)) == [BICH.name]


@pytest.mark.parametrize("text", ["0912345678", "0912 345", "5678"])
def test_a_person_is_found_by_phone(desk: Desk, text: str) -> None:
    receive(desk)
    (found,) = applicants.earlier(desk, text)
    assert found.applicant == BICH


def test_a_person_comes_once_with_the_newest_dossier_and_how_many(desk: Desk, clock: Clock) -> None:
    receive(desk)
    clock.turn(days=1)
    moved = replace(BICH, address="Thôn Đông Tiến", phone="0900000001")
    newest = receive(desk, COPY, moved)
    (found,) = applicants.earlier(desk, "dang thi")
    assert found == applicants.EarlierApplicant(moved, "0341••••1234", newest.code, clock().date(), 2)


def test_a_correction_counts_as_last_recorded(desk: Desk) -> None:
    dossier = receive(desk)
    processing.correct(desk, MAI, dossier.id, {"phone": "0900000001"})
    (found,) = applicants.earlier(desk, "dang thi")
    assert found.applicant.phone == "0900000001"


def test_the_newest_people_come_first_and_no_more_than_are_read(desk: Desk) -> None:
    for number in range(applicants.OFFERED + 2):
        receive(desk, COPY, replace(BICH, number=f"0341880000{number:02d}"))
    found = applicants.earlier(desk, "dang thi ngoc")
    assert [one.applicant.number[-2:] for one in found] == ["08", "07", "06", "05", "04", "03", "02"]


def test_people_of_one_name_without_number_are_told_apart_by_their_phone(desk: Desk) -> None:
    receive(desk, COPY, NOBODY_KNOWN)
    receive(desk, COPY, replace(NOBODY_KNOWN, phone="0399111333"))
    receive(desk, COPY, NOBODY_KNOWN)
    found = applicants.earlier(desk, "ly a su")
    assert [(one.applicant.phone, one.count) for one in found] == [("0399111222", 2), ("0399111333", 1)]


def test_the_words_of_a_procedure_and_the_digits_of_a_code_find_nobody(desk: Desk) -> None:
    dossier = receive(desk)
    assert applicants.earlier(desk, "dang ky khai sinh") == []
    assert applicants.earlier(desk, dossier.code[-4:]) == []


@pytest.mark.parametrize("number", ["0215231234567", "021523123456789"])
def test_a_number_that_begins_like_the_units_code_is_found_and_no_dossier_by_its_code(desk: Desk, number: str) -> None:
    receive(desk)
    who = replace(BICH, name="Công ty Suối Trong", number=number, organisation=True)
    receive(desk, COPY, who)
    for typed in ("021523", "0215231234", number):
        assert names(applicants.earlier(desk, typed)) == [who.name]
    assert applicants.earlier(desk, "0215232611") == []


@pytest.mark.parametrize("text", ["", " ", "12", "ly'", '"', "a*", "^", "xyz", "\x00"])
def test_whatever_is_typed_is_never_an_error(desk: Desk, text: str) -> None:
    receive(desk)
    assert applicants.earlier(desk, text) == []


@given(text=st.text(max_size=20))
def test_no_text_breaks_the_search(busy_desk: Desk, text: str) -> None:
    for one in applicants.earlier(busy_desk, text):
        assert fold(one.applicant.name)


def test_under_a_new_number_that_has_no_dossiers_the_old_one_is_known(desk: Desk) -> None:
    receive(desk, COPY, replace(BICH, number="125123456"))
    known = applicants.recall(desk, BICH, old_number="125123456").known
    assert known
    assert known.applicant.number == "125123456"
    assert applicants.recall(desk, BICH).known is None


# open duplicates


def test_an_open_dossier_of_the_same_number_and_procedure_is_a_duplicate(desk: Desk) -> None:
    dossier = receive(desk)
    assert duplicates(desk, BIRTH, Applicant("Đặng Bích", " 034 188 001 234 ")) == [dossier.code]
    assert duplicates(desk, COPY, BICH) == []
    assert duplicates(desk, BIRTH, replace(BICH, number="034188001235")) == []
    assert duplicates(desk, "", BICH) == []


def test_a_closed_dossier_is_no_duplicate(desk: Desk) -> None:
    dossier = receive(desk)
    processing.withdraw(desk, MAI, dossier.id, "Đổi ý")
    assert duplicates(desk, BIRTH, BICH) == []


@pytest.mark.parametrize(
    ("who", "same"),
    [
        (Applicant("LY A SU", born=date(1970, 1, 2)), True),
        (Applicant("Lý A Sử", phone="0399 111 222"), True),
        (Applicant("Lý A Sử", "034170000001", born=date(1970, 1, 2)), True),
        (Applicant("Lý A Sử"), False),
        (Applicant("Lý A Sử", born=date(1971, 1, 2), phone="0399111223"), False),
        (Applicant("Lý A Sửu", born=date(1970, 1, 2)), False),
        (Applicant(""), False),
    ],
)
def test_without_a_number_name_with_birth_date_or_phone_decides(desk: Desk, who: Applicant, *, same: bool) -> None:
    receive(desk, BIRTH, NOBODY_KNOWN)
    assert bool(duplicates(desk, BIRTH, who)) is same


def test_the_newest_duplicate_comes_first(desk: Desk) -> None:
    codes = [receive(desk).code for _ in range(3)]
    assert duplicates(desk, BIRTH, BICH) == codes[::-1]


# papers


def test_papers_handed_in_before_can_be_used_again(desk: Desk, clock: Clock) -> None:
    form = Given("Tờ khai", PaperKind.FORM, 1)
    shown = Given("Căn cước", PaperKind.ORIGINAL, 1, shown=True)
    scan = File("a" * 64, 1000, 1, "Khai sinh", paper=COPY_OF_BIRTH.name)
    first = receive_with(desk, COPY_OF_BIRTH, form, shown, files=(scan,))
    day = clock().date()
    clock.turn(days=3)
    receive_with(desk, replace(COPY_OF_BIRTH, reused=first.code))
    expected = applicants.ReusablePaper(COPY_OF_BIRTH.name, PaperKind.COPY, first.code, day, has_file=True)
    assert papers_of(desk, BICH) == (expected,)
    assert papers_of(desk, BAO) == ()
    assert papers_of(desk, Applicant("Nguyễn Văn A")) == ()


def test_of_a_paper_handed_in_twice_the_newer_one_is_named(desk: Desk) -> None:
    receive_with(desk, COPY_OF_BIRTH)
    newer = receive_with(desk, replace(COPY_OF_BIRTH, name="BẢN SAO KHAI SINH"))
    (paper,) = papers_of(desk, BICH)
    assert (paper.code, paper.has_file) == (newer.code, False)


def test_what_went_back_to_the_citizen_is_not_there_any_more(desk: Desk) -> None:
    withdrawn = receive_with(desk, COPY_OF_BIRTH)
    processing.withdraw(desk, MAI, withdrawn.id, "Đổi ý")
    assert papers_of(desk, BICH) == ()


def test_an_original_that_was_given_back_is_not_there_any_more(desk: Desk, clock: Clock) -> None:
    kept, returned = (Given(name, PaperKind.ORIGINAL, 1) for name in ("Bằng tốt nghiệp", "Sổ đỏ"))
    dossier = receive_with(desk, kept, returned)
    processing.record_result(desk, MAI, dossier.id, "12/GXN", clock().date())
    collector = Collector(BICH.name, BICH.number, card_matched=True)
    handback.hand_back(desk, MAI, dossier.id, collector, originals=(returned.name,))
    assert [paper.name for paper in papers_of(desk, BICH)] == [kept.name]


# all at once


def test_recall_tells_all_that_concerns_one_applicant(desk: Desk) -> None:
    dossier = receive_with(desk, COPY_OF_BIRTH)
    found = applicants.recall(desk, BICH, BIRTH)
    assert found.known == applicants.EarlierApplicant(BICH, "0341••••1234", dossier.code, MONDAY.date(), 1)
    assert [paper.name for paper in found.papers] == [COPY_OF_BIRTH.name]
    assert [row.id for row in found.duplicates] == [dossier.id]
    assert applicants.recall(desk, Applicant("")) == applicants.Recall()


def test_papers_stay_known_under_the_old_number_of_a_card(desk: Desk) -> None:
    old = replace(BICH, number="125123456")
    intake.receive(desk, replace(draft(desk, applicant=old), papers=(COPY_OF_BIRTH,)), MAI)
    found = applicants.recall(desk, BICH, BIRTH, old_number="125123456")
    assert found.known
    assert [paper.name for paper in found.papers] == [COPY_OF_BIRTH.name]


# tax codes


@given(st.integers(0, 10**9 - 1))
def test_a_tax_code_with_its_check_digit_is_not_odd_and_with_another_one_is(first: int) -> None:
    begin = f"{first:09d}"
    for last in range(10):
        odd = tax_code_warnings(f"{begin}{last}") != ()
        assert odd is (last != check_digit(begin))
        assert (tax_code_warnings(f"{begin}{last}-001") != ()) is odd


@pytest.mark.parametrize("code", ["", "0100109106", "0100109106-001", "0100109106001", "034188001234"])
def test_codes_that_were_given_out_are_not_odd(code: str) -> None:
    assert tax_code_warnings(code) == ()


@pytest.mark.parametrize("code", ["010010910", "0100109106-01", "ABC", "01001091060"])
def test_other_lengths_are_odd(code: str) -> None:
    assert tax_code_warnings(code)
