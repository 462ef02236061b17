"""What the dossier screen says of moments, numbers and states."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from onecua_desk.domain.parts import State
from onecua_desk.domain.standing import Tone
from onecua_desk.services.desk import Desk
from onecua_desk.services.lookup import Chip
from onecua_desk.ui.dossiers.facts import facts
from onecua_desk.ui.dossiers.listed import due_words, listed_page
from onecua_desk.ui.widgets.clamped import clamped
from onecua_desk.ui.words import code_words
from tests.clock import Clock
from tests.desk_fixture import receive

NOW = datetime(2026, 11, 23, 9, 41)


@pytest.mark.parametrize(
    ("state", "due", "words"),
    [
        (State.RECEIVED, datetime(2026, 11, 23, 17), "hôm nay"),
        (State.PROCESSING, datetime(2026, 11, 19, 17), "19/11 17:00"),
        (State.PROCESSING, datetime(2027, 1, 4, 17), "04/01/2027 17:00"),
        (State.AWAITING_PAPERS, datetime(2026, 11, 23, 17), "tạm dừng"),
        (State.RETURNED, datetime(2026, 11, 23, 17), "23/11 17:00"),
        (State.RECEIVED, None, "chưa hẹn"),
    ],
)
def test_the_list_says_when_a_dossier_is_due(state: State, due: datetime | None, words: str) -> None:
    assert due_words(state, due, NOW) == words


def test_a_line_of_the_list_is_ready_to_read(desk: Desk, clock: Clock) -> None:
    receive(desk)
    [fresh] = listed_page(desk, Chip.ALL, "", None)
    clock.turn(days=2)
    [late] = listed_page(desk, Chip.ALL, "", None)
    assert (fresh.due, fresh.state, fresh.tone) == ("hôm nay", "Hẹn hôm nay", Tone.DUE)
    assert (late.due, late.state, late.tone) == ("23/11 17:00", "Quá hạn 1 ngày", Tone.LATE)


def test_a_provisional_code_is_called_one_and_is_still_named_beside_the_official_one(desk: Desk) -> None:
    official = receive(desk)
    waiting = replace(official, received=replace(official.received, code="H02.15.23-261123-T1001"))
    numbered = replace(waiting, official_code="H02.15.23-261123-0101")
    assert code_words(official) == official.code
    assert code_words(waiting) == "H02.15.23-261123-T1001 (số tạm, chờ số chính thức)"
    assert code_words(numbered) == "H02.15.23-261123-0101 (số tạm đã in: H02.15.23-261123-T1001)"


def test_what_is_not_known_has_no_row(desk: Desk) -> None:
    rows = dict(facts(receive(desk)))
    assert rows["Ngày sinh"] == "29/02/1988"
    assert "Email" not in rows


def test_a_name_of_many_lines_is_cut_after_two(qapp: QApplication) -> None:
    long = "Chứng thực bản sao từ bản chính giấy tờ, văn bản " * 5
    shown = clamped(long, QFont(), 300, lines=2)
    assert shown.endswith("…")
    assert long.startswith(shown[:-1])
    assert clamped("Đăng ký khai sinh", QFont(), 300, lines=2) == "Đăng ký khai sinh"
