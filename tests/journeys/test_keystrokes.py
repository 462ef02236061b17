"""A practised official needs few keys and no mouse for what is done most, and the page that says how many is true."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from onecua_desk.services.desk import Desk
from tests.keystrokes import (
    HAND_BACKS,
    WALKS,
    Hands,
    Walk,
    by_favourite,
    by_name,
    hand_back,
    keys,
    sit_down,
    table,
    take_in,
)

PAGE = Path(__file__).resolve().parents[2] / "docs" / "keystrokes.md"


@pytest.fixture
def hands(desk: Desk, qapp: QApplication) -> Iterator[Hands]:
    made = sit_down(desk)
    yield made
    made.window.hide()
    made.window.deleteLater()


@pytest.mark.parametrize("way", [by_name, by_favourite])
def test_a_citizen_with_a_card_is_taken_in_by_so_many_keys(
    hands: Hands, way: Callable[[Walk], tuple[str, ...]]
) -> None:
    for walk in WALKS:
        take_in(hands, walk, way(walk))
        saved = len(walk.typed) if way is by_favourite else 0
        assert keys(way(walk)) <= walk.at_most - saved, walk.what


def test_a_result_is_handed_back_by_so_many_keys(hands: Hands) -> None:
    for back in HAND_BACKS:
        take_in(hands, walk := next(one for one in WALKS if one.code == back.code), by_favourite(walk))
        hand_back(hands, back)
        assert keys(back.actions) <= back.at_most, back.what


def test_the_page_has_the_table_that_is_played_here() -> None:
    assert table() in PAGE.read_text("utf-8")
