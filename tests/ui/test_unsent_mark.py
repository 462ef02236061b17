"""What waits for the line keeps its state on screen; that it waits is a sign beside it, and words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from onecua_desk.domain.standing import Tone
from onecua_desk.services import identity, lookup, processing
from onecua_desk.services.desk import Desk
from onecua_desk.ui.dossiers.listed import UNSENT
from onecua_desk.ui.handback.words import footer
from onecua_desk.ui.lookup.hits import Hit, look_for
from onecua_desk.ui.paged_table import MARK_ROLE, TONE_ROLE
from onecua_desk.wire.enrolment import Enrolment, write_enrolment
from tests.desk_fixture import BICH, MAI, THREE_DAYS, UNIT, receive
from tests.services.by_hand import Ledger
from tests.ui.dossiers_screen import open_screen
from tests.ui.seat import take_seat

STATE = 4
"""The column *Trạng thái*."""


@pytest.fixture
def enrolled(desk: Desk) -> Desk:
    identity.enrol(desk.store, write_enrolment(Enrolment("http://127.0.0.1:9", "x", 2, UNIT, 1)))
    return desk


def test_the_list_names_the_state_and_marks_what_was_not_sent(enrolled: Desk, qtbot: QtBot) -> None:
    sent = receive(enrolled, THREE_DAYS)
    processing.hand_over(enrolled, MAI, sent.id, "Tư pháp")
    Ledger().exchange(enrolled)
    receive(enrolled, THREE_DAYS)
    model = open_screen(qtbot, take_seat(enrolled)).list.model
    cells = [model.index(row, STATE) for row in range(model.rowCount())]
    assert [cell.data() for cell in cells] == ["Mới tiếp nhận", "Đang giải quyết"]
    assert [cell.data(TONE_ROLE) for cell in cells] == [Tone.OK, Tone.OK]
    assert [cell.data(MARK_ROLE) for cell in cells] == [UNSENT, ""]
    read = Qt.ItemDataRole.AccessibleTextRole
    assert [cell.data(read) for cell in cells] == [f"Mới tiếp nhận, {UNSENT}", "Đang giải quyết"]


def test_the_look_up_says_it_in_words(enrolled: Desk) -> None:
    receive(enrolled, THREE_DAYS)
    hit = look_for(enrolled, BICH.name)[0]
    assert isinstance(hit, Hit)
    assert (hit.state, hit.what.split(" · ")[0]) == ("Mới tiếp nhận", "chưa gửi lên cấp trên")


def test_the_story_says_it_at_the_event(enrolled: Desk) -> None:
    story = lookup.story(enrolled, receive(enrolled, THREE_DAYS).id)
    assert (story.joined, story.unsent, story.lines[0].note) == (True, True, "Chưa gửi")
    assert footer(story, story.dossier.received_at.date()).endswith("chưa gửi cấp trên")


def test_a_story_where_there_is_no_level_above_says_nothing_of_it(desk: Desk) -> None:
    story = lookup.story(desk, receive(desk, THREE_DAYS).id)
    assert (story.joined, story.unsent, story.lines[0].note) == (False, False, "")
    assert "cấp trên" not in footer(story, story.dossier.received_at.date())


def test_a_desk_that_works_alone_has_nobody_to_send_to(desk: Desk, qtbot: QtBot) -> None:
    receive(desk, THREE_DAYS)
    model = open_screen(qtbot, take_seat(desk)).list.model
    assert model.index(0, STATE).data(MARK_ROLE) == ""
