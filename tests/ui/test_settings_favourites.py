"""The card of the favourite procedures: seen, moved, pinned and let go."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from onecua_desk.services import favourites, procedures
from onecua_desk.services.desk import Desk
from onecua_desk.store import catalogue
from onecua_desk.ui.settings.favourites import FavouritesPanel
from tests.desk_fixture import BIRTH, COPY, THREE_DAYS, procedure
from tests.ui.seat import take_seat

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def card(qtbot: QtBot, desk: Desk) -> FavouritesPanel:
    with desk.store.write() as connection:
        catalogue.replace_all(connection, [procedure(code) for code in (BIRTH, COPY, THREE_DAYS)])
        for times, code in enumerate((THREE_DAYS, COPY, BIRTH), start=1):
            for _ in range(20 * times):
                catalogue.count_use(connection, code)
    card = FavouritesPanel(take_seat(desk).workplace)
    qtbot.addWidget(card)
    with qtbot.waitExposed(card):
        card.show()
    card.activateWindow()
    card.list.setFocus()
    return card


def rows(card: FavouritesPanel) -> list[str]:
    return [card.list.item(row).text() for row in range(card.list.count())]


def codes(desk: Desk) -> list[str]:
    return [one.code for one in favourites.favourites(desk.store, procedures.known(desk))]


def test_all_ten_keys_are_shown(card: FavouritesPanel) -> None:
    assert len(rows(card)) == 10
    assert rows(card)[0] == "Shift+F1   Đăng ký khai sinh"
    assert rows(card)[3] == "Shift+F4   chưa có"


def test_a_key_is_pinned_and_let_go(card: FavouritesPanel) -> None:
    card.pin.click()
    assert rows(card)[0] == "Shift+F1   đã ghim: Đăng ký khai sinh"
    assert card.pin.text() == "Bỏ ghim"
    card.pin.click()
    assert rows(card)[0] == "Shift+F1   Đăng ký khai sinh"


def test_alt_and_arrows_move_a_procedure_and_the_mark_goes_along(
    qtbot: QtBot, card: FavouritesPanel, desk: Desk
) -> None:
    qtbot.keyClick(card.list, Qt.Key.Key_Down, ALT)
    qtbot.keyClick(card.list, Qt.Key.Key_Down, ALT)
    assert codes(desk)[:3] == [COPY, THREE_DAYS, BIRTH]
    assert card.list.currentRow() == 2
    qtbot.keyClick(card.list, Qt.Key.Key_Up, ALT)
    assert codes(desk)[:3] == [COPY, BIRTH, THREE_DAYS]


def test_the_ends_cannot_be_passed(card: FavouritesPanel) -> None:
    assert not card.up.isEnabled()
    card.list.setCurrentRow(9)
    assert not card.down.isEnabled()
    assert not card.pin.isEnabled()


def test_all_keys_are_pinned_at_once(card: FavouritesPanel, desk: Desk) -> None:
    card.pin_all.click()
    assert ["đã ghim" in row for row in rows(card)[:4]] == [True, True, True, False]


def test_a_pinned_procedure_that_was_abolished_is_named_and_can_be_let_go(
    qtbot: QtBot, card: FavouritesPanel, desk: Desk
) -> None:
    favourites.pin(desk.store, 2, COPY)
    with desk.store.write() as connection:
        catalogue.replace_all(connection, [procedure(BIRTH)])
    card.hide()
    card.show()
    assert rows(card)[1] == f"Shift+F2   đã ghim: {COPY}, không còn hiệu lực"
    card.list.setCurrentRow(1)
    card.pin.click()
    assert COPY not in codes(desk)
