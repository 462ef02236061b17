"""The dossier screen as the application joins it: what is announced comes back as a refresh."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

import pytest
from pytestqt.qtbot import QtBot

from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import EventId
from onecua_desk.services import lookup, processing
from onecua_desk.services.desk import Changes, Desk
from onecua_desk.ui.dossiers.screen import DossiersScreen
from onecua_desk.ui.dossiers.verb_panel import VerbPanel
from tests.desk_fixture import BICH, BIRTH, MAI, THREE_DAYS, receive
from tests.paper.samples import page_texts, squeezed
from tests.services.by_hand import Ledger, said
from tests.ui.seat import Seat

Panel = TypeVar("Panel", bound=VerbPanel)


@pytest.fixture
def dossier(desk: Desk) -> Dossier:
    """One that takes three working days."""
    return named(desk, "Nguyễn Thị Hà", THREE_DAYS)


@pytest.fixture
def screen(qtbot: QtBot, seat: Seat, dossier: Dossier) -> DossiersScreen:
    return open_screen(qtbot, seat)


def open_screen(qtbot: QtBot, seat: Seat) -> DossiersScreen:
    """Shown at the size that it has in the window on a 1366x768 screen."""
    announce = seat.workplace.announce

    def tell(changes: Changes) -> None:
        announce(changes)
        made.refresh(changes)

    made = DossiersScreen(replace(seat.workplace, announce=tell))
    qtbot.addWidget(made)
    made.resize(1158, 658)
    made.show()
    made.shown()
    return made


def named(desk: Desk, name: str, code: str = BIRTH) -> Dossier:
    return receive(desk, code, replace(BICH, name=name))


def now(desk: Desk, dossier: Dossier) -> Dossier:
    """As it stands."""
    return lookup.story(desk, dossier.id).dossier


def saved(seat: Seat) -> dict[str, str]:
    """The words of the papers in the folder, by the names of their files."""
    files = sorted(seat.workplace.slip_folder.glob("*.pdf"))
    return {file.name: squeezed(" ".join(page_texts(file.read_bytes()))) for file in files}


def offered(screen: DossiersScreen) -> list[str]:
    """The words of all verbs, the main one first."""
    bar = screen.details.story.verbs
    buttons = [button.text() for button in (bar.main, bar.second) if not button.isHidden()]
    return buttons + [action.text() for action in bar.menu.actions()]


def besides(screen: DossiersScreen) -> list[str]:
    """What can be done besides the main verb, the first of it on its own button."""
    bar = screen.details.story.verbs
    return [bar.second.text(), *(action.text() for action in bar.menu.actions())]


def names(screen: DossiersScreen) -> list[str]:
    """The applicants of the rows that are loaded."""
    return [screen.list.model.item(row).row.applicant for row in range(screen.list.model.rowCount())]


def panel(screen: DossiersScreen, kind: type[Panel]) -> Panel:
    """The panel of ``kind`` that is open."""
    assert screen.details.form is not None
    assert isinstance(screen.details.form.panel, kind)
    return screen.details.form.panel


def state_words(screen: DossiersScreen) -> str:
    """What the notice blocks of the right column say."""
    return "\n".join(notice.text() for notice in screen.details.story.alerts if notice.text())


def refuse_correction(desk: Desk, id: EventId, sentence: str) -> None:
    """A correction that the server does not take; everything before it, it takes."""
    processing.correct(desk, MAI, id, {"phone": "0977111222"}, "đổi số")
    last = said(desk).events[-1].seq
    Ledger().exchange(desk, lambda event: sentence if event.seq == last else "accepted")
