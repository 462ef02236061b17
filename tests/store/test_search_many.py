"""Numbers that nearly every dossier has are looked up another way, and found all the same."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import text

from onecua_desk.services import lookup, processing
from onecua_desk.services.desk import Desk
from onecua_desk.services.lookup import Chip
from onecua_desk.store import search
from tests.desk_fixture import BICH, MAI, receive

COUNT = 14
WORDS_TOO = ("bich 0912", "ngoc b 1003", "bich 23/11/2026 0912", "khai sinh 777", "1001 23/11", "xyz 0912")
TEXTS = ("0", "02", "021523", "H02.15.23", "H02.15.23-26", "1", "100", "1003", "0912", "9", "78", "777")


@pytest.fixture
def filled(desk: Desk) -> Desk:
    """Three of the dossiers have another phone than the rest, four wait for papers."""
    for number in range(COUNT):
        phone = "0977777777" if number % 5 == 2 else BICH.phone
        dossier = receive(desk, applicant=replace(BICH, phone=phone))
        if number % 4 == 1:
            processing.request_supplement(desk, MAI, dossier.id, ("Giấy chứng sinh",))
    return desk


def _found(desk: Desk, text: str, chip: Chip, before: int | None) -> list[int]:
    with desk.store.read() as connection:
        rows = search.page(connection, chip, text, lookup.horizon(desk), before, size=3)
    return [row.arrival for row in rows]


@pytest.mark.parametrize(("few", "many"), [(1, 1), (1, 999), (4, 5), (999, 999)])
def test_words_beside_a_number_find_the_same_however_many_have_the_number(
    filled: Desk, monkeypatch: pytest.MonkeyPatch, few: int, many: int
) -> None:
    asked = [(t, chip, before) for t in WORDS_TOO for chip in (Chip.ALL, Chip.AWAITING) for before in (None, 2, 9)]
    expected = [_found(filled, *question) for question in asked]
    monkeypatch.setattr(search, "FEW", few)
    monkeypatch.setattr(search, "MANY", many)
    assert [_found(filled, *question) for question in asked] == expected
    assert [bool(_found(filled, text, Chip.ALL, None)) for text in WORDS_TOO] == [True] * 5 + [False]


@pytest.mark.parametrize("near", [1, 3, 100])
def test_a_number_of_many_dossiers_finds_the_same_newest_ones(
    filled: Desk, monkeypatch: pytest.MonkeyPatch, near: int
) -> None:
    asked = [(t, chip, before) for t in TEXTS for chip in (Chip.ALL, Chip.AWAITING) for before in (None, 2, 9)]
    expected = [_found(filled, *question) for question in asked]
    monkeypatch.setattr(search, "MANY", 2)
    monkeypatch.setattr(search, "NEAR", near)
    assert [_found(filled, *question) for question in asked] == expected
    assert any(expected)


@pytest.mark.parametrize("figures", range(2, 7))
def test_a_code_that_was_cut_off_anywhere_finds_all_that_begin_with_it(desk: Desk, figures: int) -> None:
    """They came from other desks in another order than they were received."""
    days = ("26-11-24", "26-10-03", "27-01-05", "26-10-04", "26-09-30", "25-12-31", "26-11-01")
    for arrival, day in enumerate(days, 1):
        receive(desk)
        moved = {"at": f"20{day}T08:00:00", "code": f"H02.15.23-{day.replace('-', '')}-1001", "arrival": arrival}
        with desk.store.write() as connection:
            connection.execute(
                text("UPDATE dossier SET received_at = :at, code = :code WHERE arrival = :arrival"), moved
            )
    every = _all(desk, "")
    for row in every:
        begun = row.code[: len("H02.15.23-") + figures]
        assert _all(desk, begun) == [one for one in every if one.code.startswith(begun)]
    assert not _all(desk, "H02.15.24-26")


def _all(desk: Desk, said: str) -> list[lookup.DossierRow]:
    rows: list[lookup.DossierRow] = []
    with desk.store.read() as connection:
        now = lookup.horizon(desk)
        while more := search.page(connection, Chip.ALL, said, now, rows[-1].place if rows else None, size=2):
            rows += more
    return rows


def test_words_are_looked_for_inside_a_work_list(filled: Desk) -> None:
    assert _found(filled, "dang thi ngoc b", Chip.AWAITING, None) == [14, 10, 6]
    assert _found(filled, "dang thi ngoc b", Chip.AWAITING, 10) == [6, 2]
    assert _found(filled, "b", Chip.TROUBLE, None) == []
