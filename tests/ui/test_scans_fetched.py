"""A scan that another desk made: fetched from the level above when the official looks at it."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

import pytest
from pytestqt.qtbot import QtBot

from onecua_desk.domain.file import File
from onecua_desk.services import scans
from onecua_desk.services.desk import Desk
from onecua_desk.services.identity import Line
from onecua_desk.store import settings
from onecua_desk.ui.scans.compare import Compare
from onecua_desk.ui.scans.showing import Showing
from onecua_desk.ui.tasks import InlineTasks
from tests.desk_fixture import receive
from tests.scans import papers
from tests.sync.odd_server import answering, http
from tests.ui.seat import take_seat

PDF = papers.application(pages=1)
FILE = File(sha256(PDF).hexdigest(), len(PDF), 1, "Tờ khai")
MISSING = "Máy này không có bản quét đó. Hãy mở trên máy đã quét, hoặc quét lại."


@pytest.fixture
def compare(qtbot: QtBot) -> Compare:
    made = Compare()
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    return made


def look(desk: Desk, compare: Compare, url: str = "") -> str:
    if url:
        with desk.store.write() as connection:
            settings.put(connection, "line", Line(url, "bi-mat"))
    receive(desk)
    place = replace(take_seat(desk).workplace, tasks=InlineTasks(), slow=InlineTasks())
    showing = Showing(place, compare, compare)
    showing.show(FILE)
    return compare._advice or " ".join(words for words, _ in compare._pictures)  # painted, not in a label


def test_a_scan_of_a_colleague_is_fetched_shown_and_kept(desk: Desk, compare: Compare) -> None:
    with answering(http(206, PDF)) as url:
        assert "Đã lưu: Tờ khai, trang 1/1" in look(desk, compare, url)
    assert scans.open_file(desk, FILE.sha256) == PDF


def test_a_scan_that_the_level_above_has_not_either_is_said_in_one_go(desk: Desk, compare: Compare) -> None:
    with answering(http(404)) as url:
        assert f"{MISSING} Cấp trên cũng chưa có: máy đã quét chưa gửi xong." in look(desk, compare, url)


def test_without_a_line_the_scan_is_where_it_was_made(desk: Desk, compare: Compare) -> None:
    said = look(desk, compare, "http://127.0.0.1:9")
    assert f"{MISSING} Chưa lấy được từ cấp trên vì không có đường truyền; hãy mở lại sau." in said


def test_a_desk_alone_asks_nobody(desk: Desk, compare: Compare) -> None:
    said = look(desk, compare)
    assert MISSING in said
    assert "cấp trên" not in said
