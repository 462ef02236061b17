"""Dossiers are found by what people say, type or scan, page after page."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from onecua_desk.domain.events import EventId
from onecua_desk.errors import UserError
from onecua_desk.services import lookup, processing, upkeep
from onecua_desk.services.desk import Desk
from onecua_desk.services.lookup import Chip
from onecua_desk.store import search
from tests.clock import Clock
from tests.desk_fixture import BICH, COPY, MAI, MONDAY, THREE_DAYS, make_desk, receive
from tests.services.by_hand import Ledger

NAMES = ("Đặng Thị Ngọc Bích", "Nguyễn Văn Hùng", "Lò A Pao", "H'Wen Niê", "Trần Đình Đức")
SHARED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def crowd(desk: Desk, clock: Clock) -> Desk:
    """Five people, one dossier each, a minute apart; the last one is the newest."""
    for n, name in enumerate(NAMES):
        person = replace(BICH, name=name, number=f"03418800123{n}", phone=f"091234567{n}")
        receive(desk, COPY if n % 2 else THREE_DAYS, person)
        clock.turn(minutes=1)
    return desk


def names(desk: Desk, said: str) -> list[str]:
    return [row.applicant for row in lookup.page(desk, Chip.ALL, said)]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("", [4, 3, 2, 1, 0]),
        ("   ", [4, 3, 2, 1, 0]),
        ("dang thi ngoc bich", [0]),
        ("Đặng", [0]),
        ("ĐẶNG THỊ", [0]),
        ("bich dang", [0]),
        ("ngoc b", [0]),
        ("duc", [4]),
        ("dinh d", [4]),
        ("h'wen", [3]),
        ("lo a pao", [2]),
        ("hung xac nhan", []),
        ("hung chung thuc", [1]),
        ("tinh trang hon nhan", [4, 2, 0]),
        ("bich ban sao", []),
        ("xyz", []),
    ],
)
def test_words_are_found_without_accents_in_any_order_the_last_one_unfinished(
    crowd: Desk, said: str, found: list[int]
) -> None:
    assert names(crowd, said) == [NAMES[n] for n in found]
    assert names(crowd, unicodedata.normalize("NFD", said)) == [NAMES[n] for n in found]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("H02.15.23-261123-1003", [2]),
        ("1003", [2]),
        ("003", [2]),
        ("0912345674", [4]),
        ("0912 345 67", [4, 3, 2, 1, 0]),
        ("45673", [3]),
        ("034188001231", [1]),
        ("0341 8800 1231", [1]),
        ("1231", [1]),
        ("2611231005", [4]),
        ("261123-1005", [4]),
        ("888", []),
        ("02152326112310019", []),
    ],
)
def test_digits_find_codes_phones_and_numbers_by_their_beginning_or_their_end(
    crowd: Desk, said: str, found: list[int]
) -> None:
    assert names(crowd, said) == [NAMES[n] for n in found]


@SHARED
@given(said=st.text(max_size=30) | st.text(st.sampled_from("\"'*^:()+-{}[]~%_\\\x00 aANDORNEARfold"), max_size=30))
def test_no_text_whatever_makes_the_search_fail(crowd: Desk, said: str) -> None:
    found = lookup.page(crowd, Chip.ALL, said)
    assert len(found) <= 5
    assert [row.arrival for row in found] == sorted((row.arrival for row in found), reverse=True)
    assert len(lookup.find(crowd, said)) <= lookup.FOUND


SYNTAX = (
    '"',
    '""',
    'bich"',
    "fold:bich",
    "bich OR hung",
    "NOT bich",
    "bich*",
    "(bich",
    "NEAR(bich)",
    "bi\x00ch",
    "^bich",
)


@pytest.mark.parametrize("said", SYNTAX)
def test_what_means_something_to_the_search_engine_means_nothing_here(crowd: Desk, said: str) -> None:
    assert set(names(crowd, said)) <= {NAMES[0]}


@SHARED
@given(chip=st.sampled_from(Chip), size=st.integers(1, 7))
def test_pages_are_complete_without_doubles_newest_first(crowd: Desk, chip: Chip, size: int) -> None:
    moment = lookup.horizon(crowd)
    rows: list[lookup.DossierRow] = []
    with crowd.store.read() as connection:
        while page := search.page(connection, chip, "", moment, rows[-1].arrival if rows else None, size):
            assert len(page) <= size
            rows += page
    assert rows == lookup.page(crowd, chip, "")


def test_pages_of_a_search_go_on_where_the_last_one_ended(desk: Desk) -> None:
    for n in range(7):
        receive(desk, applicant=replace(BICH, name=f"Nguyễn Văn {'Hùng' if n % 2 else 'Hà'}"))
    moment = lookup.horizon(desk)
    found: list[str] = []
    with desk.store.read() as connection:
        before = None
        while page := search.page(connection, Chip.ALL, "nguyen v", moment, before, 2):
            found += [row.code[-4:] for row in page]
            before = page[-1].arrival
    assert found == [f"{n}" for n in range(1007, 1000, -1)]


def test_what_arrives_while_somebody_turns_the_pages_moves_no_page(desk: Desk) -> None:
    for _ in range(4):
        receive(desk)
    moment = lookup.horizon(desk)
    with desk.store.read() as connection:
        first = search.page(connection, Chip.ALL, "", moment, size=2)
    receive(desk)
    with desk.store.read() as connection:
        second = search.page(connection, Chip.ALL, "", moment, first[-1].arrival, 2)
    assert [row.code[-4:] for row in first + second] == ["1004", "1003", "1002", "1001"]


# scanned or typed at hand-back
def test_a_scanned_code_finds_exactly_its_dossier(crowd: Desk) -> None:
    for said in ("H02.15.23-261123-1002", " h02.15.23-261123-1002\r\n", "\ufeffH02.15.23-261123-1002"):
        assert [row.applicant for row in lookup.find(crowd, said)] == [NAMES[1]]


@pytest.mark.parametrize("said", ["", " ", "\r\n", "\ufeff"])
def test_an_empty_scan_finds_nothing(crowd: Desk, said: str) -> None:
    assert lookup.find(crowd, said) == []


def test_among_dossiers_with_the_same_last_digits_those_with_a_result_come_first_however_old(
    desk: Desk, clock: Clock
) -> None:
    old = receive(desk, COPY)
    processing.record_result(desk, MAI, old.id, "12", MONDAY.date())
    for _ in range(25):
        clock.turn(days=1)
        receive(desk, COPY)
    found = lookup.find(desk, "1001")
    assert len(found) == lookup.FOUND
    assert found[0].code == old.code
    assert [row.arrival for row in found[1:]] == sorted((row.arrival for row in found[1:]), reverse=True)


def test_a_code_that_two_desks_gave_by_mistake_finds_both_dossiers(
    desk: Desk, tmp_path: Path, clock: Clock, template: Path
) -> None:
    twin = make_desk(tmp_path / "twin", clock, template, desk=1, device=5)
    codes = {receive(twin).code, receive(desk).code}
    assert len(codes) == 1
    ledger = Ledger()
    ledger.exchange(twin)
    ledger.exchange(desk, lambda _: "Mã này đã có.")
    assert len(lookup.find(desk, codes.pop())) == 2
    assert upkeep.check(desk) == []
    twin.store.close()


def test_an_unknown_dossier_has_no_story(desk: Desk) -> None:
    with pytest.raises(UserError, match="Không tìm thấy"):
        lookup.story(desk, EventId(3, 3))


def test_a_provisional_code_is_told_from_the_official_one_with_the_same_digits(desk: Desk) -> None:
    official = receive(desk).code
    with desk.store.write() as connection:
        connection.execute(text("UPDATE serial SET last = 1999"))
    provisional = receive(desk).code
    assert (official[-5:], provisional[-5:]) == ("-1001", "T1001")
    for code in (official, provisional):
        assert [row.code for row in lookup.page(desk, Chip.ALL, code.lower())] == [code]
        assert [row.code for row in lookup.find(desk, code)] == [code]
        assert [row.code for row in lookup.by_code(desk, code)] == [code]
    assert len(lookup.page(desk, Chip.ALL, "1001")) == 2
