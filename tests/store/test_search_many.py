"""Numbers that nearly every dossier has are looked up another way, and found all the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onecua_desk.services import lookup, processing
from onecua_desk.services.desk import Desk
from onecua_desk.services.lookup import Chip
from onecua_desk.store import search
from tests.desk_fixture import BICH, MAI, receive

COUNT = 14
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


def test_words_are_looked_for_inside_a_work_list(filled: Desk) -> None:
    assert _found(filled, "dang thi ngoc b", Chip.AWAITING, None) == [14, 10, 6]
    assert _found(filled, "dang thi ngoc b", Chip.AWAITING, 10) == [6, 2]
    assert _found(filled, "b", Chip.TROUBLE, None) == []
