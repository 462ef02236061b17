"""Any dossier is found by what people say of it: accents first, days, procedures, numbers, all at once."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from onecua_desk.domain.text import fold
from onecua_desk.opening import open_desk
from onecua_desk.services import lookup, processing, upkeep
from onecua_desk.services.desk import Desk
from onecua_desk.services.lookup import Chip, DossierRow
from onecua_desk.store import search
from onecua_desk.store.engine import FILE
from onecua_desk.store.migrations import MIGRATIONS
from tests.clock import Clock
from tests.desk_fixture import BICH, BIRTH, COPY, MAI, MONDAY, THREE_DAYS, receive, settings_in

NAMES = ("Đặng Thị Ngọc Bích", "Nông Văn Bịch", "Trần Thị Bích", "Nguyễn Bích Ngọc", "Lê Văn Hùng", "Lê Thị Bịch")
CODES = (COPY, COPY, BIRTH, COPY, THREE_DAYS, COPY)
SHARED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)


@pytest.fixture
def crowd(desk: Desk, clock: Clock) -> Desk:
    """One dossier a day from Monday 23/11/2026 on; Tuesday is a day off, but the desk takes in."""
    for n, (name, code) in enumerate(zip(NAMES, CODES, strict=True)):
        receive(desk, code, replace(BICH, name=name, number=f"03418800{n}777", phone=f"09123{n}5678"))
        clock.turn(days=1)
    return desk


def found(desk: Desk, said: str, chip: Chip = Chip.ALL) -> list[int]:
    return [NAMES.index(row.applicant) for row in lookup.page(desk, chip, said)]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("bich", [5, 3, 2, 1, 0]),
        ("bích", [3, 2, 0, 5, 1]),
        ("Bịch", [5, 1, 3, 2, 0]),
        ("thị bích", [2, 0, 5]),
        ("thi bích", [2, 0, 5]),
        ("bích chứng thực", [3, 0, 5, 1]),
        ("bich chung thuc", [5, 3, 1, 0]),
        ("bích 1.001193", [2]),
        (COPY, [5, 3, 1, 0]),
        (BIRTH, [2]),
        ("25/11", [2, 1]),
        ("25/11/2026", [2, 1]),
        ("bich 24.11.26", [1]),
        ("bịch 25/11", [1, 2]),
        ("hôm qua", [5]),
        ("bích hôm kia", []),
        ("bich 35678", [3]),
        ("bich 5777", [5]),
        ("hung 1004", []),
        ("1001 23/11", [0]),
        ("chứng thực 1001", [5, 3, 1, 0]),
        ("24/11 25/11", [1]),
    ],
)
def test_a_dossier_is_found_by_what_is_said_of_it_exact_accents_first(
    crowd: Desk, said: str, expected: list[int]
) -> None:
    assert found(crowd, said) == expected


def test_an_appointment_is_found_by_its_day(desk: Desk) -> None:
    dossier = receive(desk, THREE_DAYS)
    assert dossier.due is not None
    assert [row.id for row in lookup.page(desk, Chip.ALL, f"{dossier.due:%d/%m}")] == [dossier.id]
    with desk.store.write() as connection:
        connection.execute(text("UPDATE dossier SET due = '2026-12-07T17:00:00'"))
    assert lookup.page(desk, Chip.ALL, f"{dossier.due:%d/%m}") == []
    assert [row.id for row in lookup.page(desk, Chip.ALL, "ngày 7/12/2026")] == [dossier.id]


def test_a_corrected_name_is_found_as_it_is_now(crowd: Desk) -> None:
    id = lookup.page(crowd, Chip.ALL, "hung")[0].id
    processing.correct(crowd, MAI, id, {"name": "Lê Văn Hưng"}, "ghi nhầm dấu")
    rows = lookup.page(crowd, Chip.ALL, "hưng")
    assert [(row.id, row.exact) for row in rows] == [(id, True)]
    assert [row.exact for row in lookup.page(crowd, Chip.ALL, "hùng")] == [False]
    assert upkeep.check(crowd) == []


def test_words_and_days_are_looked_for_inside_a_work_list(crowd: Desk) -> None:
    id = lookup.page(crowd, Chip.ALL, "nguyễn bích")[0].id
    processing.record_result(crowd, MAI, id, "9", MONDAY.date())
    assert found(crowd, "bích", Chip.READY) == [3]
    assert found(crowd, "26/11", Chip.READY) == [3]


def test_a_school_with_a_number_in_its_name_is_found_by_it(desk: Desk) -> None:
    receive(desk, COPY, replace(BICH, name="Trường Tiểu học 915", organisation=True))
    assert len(lookup.page(desk, Chip.ALL, "tieu hoc 915")) == 1


def test_the_best_hits_are_the_first_of_the_list_and_nothing_means_nothing(crowd: Desk) -> None:
    assert [row.applicant for row in lookup.best(crowd, "bích", 2)] == [NAMES[3], NAMES[2]]
    assert lookup.best(crowd, "  ") == []
    assert lookup.best(crowd, "(*)") == []


def pages(desk: Desk, said: str, size: int) -> list[DossierRow]:
    moment, rows = lookup.horizon(desk), list[DossierRow]()
    with desk.store.read() as connection:
        while got := search.page(connection, Chip.ALL, said, moment, rows[-1].place if rows else None, size):
            assert len(got) <= size
            rows += got
    return rows


@SHARED
@given(
    said=st.sampled_from(["bích", "bịch", "bich", "thị bích", "bích chứng thực", "ngọc", "lê", "25/11", "bích 25/11"]),
    size=st.integers(1, 7),
)
def test_no_row_is_lost_or_shown_twice_between_pages(crowd: Desk, said: str, size: int) -> None:
    rows = pages(crowd, said, size)
    assert rows == lookup.page(crowd, Chip.ALL, said)
    assert [row.place for row in rows] == sorted({row.place for row in rows}, reverse=True)
    words = [word for word in said.split() if not word[0].isdigit() and fold(word) != word]
    for row in rows:
        own = f"{row.applicant} {row.procedure_name}".lower().split()
        assert row.exact == (bool(words) and all(word in own for word in words))


def test_what_arrives_while_pages_are_turned_moves_none(crowd: Desk) -> None:
    moment = lookup.horizon(crowd)
    with crowd.store.read() as connection:
        first = search.page(connection, Chip.ALL, "bích", moment, size=2)
    receive(crowd, BIRTH, replace(BICH, name="Hà Bích"))
    with crowd.store.read() as connection:
        rest = search.page(connection, Chip.ALL, "bích", moment, first[-1].place, 9)
    assert [row.applicant for row in first + rest] == [NAMES[n] for n in (3, 2, 0, 5, 1)]


def test_an_older_store_is_found_by_accents_days_and_procedures_after_the_upgrade(tmp_path: Path) -> None:
    folder = tmp_path / "old"
    folder.mkdir()
    who = "'1.001193', 'Đăng ký khai sinh', 'Lò Thị Bích', '', ''"
    row = f"1, ?, 'H02.15.23-251121-1001', {who}, ?, ?, 'received', 1, 0, 0"
    with closing(sqlite3.connect(folder / FILE, isolation_level=None)) as driver:
        for statements in MIGRATIONS[:2]:
            for statement in statements:
                driver.execute(statement)
        moments = ("2025-11-21T08:00:00", "2025-11-25T17:00:00")
        words = f"INSERT INTO dossier VALUES ({row}, 'lo thi bich dang ky khai sinh', '')"
        driver.execute(words, (1 << 40 | 1, *moments))
        driver.execute("PRAGMA user_version = 2")
    desk = open_desk(settings_in(folder), Clock(MONDAY + timedelta(days=1)))
    for said in ("bích", "lo thi b", "21/11", "25/11/2025", "1.001193", "bich khai sinh", "khai"):
        assert len(lookup.page(desk, Chip.ALL, said)) == 1, said
    desk.store.close()


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("H02.15.23-26", [5, 4, 3, 2, 1, 0]),
        ("h02.15.23-2611", [5, 4, 3, 2, 1, 0]),
        ("H02.15.23-26112", [5, 4, 3, 2, 1, 0]),
        ("H02.15.23-261125", [2]),
        ("H02.15.23-261125-10", [2]),
        ("H02.15.23-261125-2", []),
        ("H02.15.23-25", []),
        ("H02.15.24-26", []),
    ],
)
def test_an_unfinished_code_is_looked_for_by_its_days(crowd: Desk, said: str, expected: list[int]) -> None:
    assert found(crowd, said) == expected
    assert [NAMES.index(row.applicant) for row in pages(crowd, said, 2)] == expected


def test_words_of_a_procedure_are_not_looked_for_where_they_are_a_name(crowd: Desk) -> None:
    """Nobody who asks for Đặng Thị N. wants all those whose Thị stands beside a "đăng ký nuôi con nuôi"."""
    receive(crowd, BIRTH, replace(BICH, name="Nông Thị Sinh"))
    assert [row.applicant for row in lookup.page(crowd, Chip.ALL, "thi sinh")] == ["Nông Thị Sinh"]
    assert len(lookup.page(crowd, Chip.ALL, "khai sinh")) == 2  # a procedure first of all
    assert len(lookup.page(crowd, Chip.ALL, "bich khai sinh")) == 1


@pytest.mark.parametrize("said", ["1/1/9999", "bích 31/12/2359", "01/01/2180", "1/1/1900"])
def test_a_day_that_no_dossier_can_have_finds_none(crowd: Desk, said: str) -> None:
    assert lookup.find(crowd, said) == []
    assert lookup.page(crowd, Chip.ALL, said) == []
