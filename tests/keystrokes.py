"""``python -m tests.keystrokes``: plays the commonest procedures in the real window by keyboard and counts the keys.

A key counts once, also with Ctrl or Shift; a scan counts apart. It prints the table of ``docs/keystrokes.md``.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QDeadlineTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from onecua_desk.app import make_application
from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.parts import State
from onecua_desk.opening import open_desk
from onecua_desk.services import favourites, identity, lookup, processing
from onecua_desk.services.desk import Desk
from onecua_desk.services.identity import Identity
from onecua_desk.ui.bridge import Bridge
from onecua_desk.ui.intake.screen import IntakeScreen
from onecua_desk.ui.tasks import InlineTasks
from onecua_desk.ui.window import INTAKE, DeskWindow
from tests.clock import Clock
from tests.desk_fixture import BICH, BICH_CARD, MAI, MONDAY, PASSWORD, UNIT, settings_in
from tests.ui.bursts import Keyboard
from tests.ui.seat import take_seat

SCAN = "scan"
A_KEY = 0.28
"""Seconds for one key of somebody who types 40 words a minute: Card, Moran and Newell, CACM 23(7), 1980."""
_PATIENCE = 20_000


@dataclass(frozen=True)
class Walk:
    """``typed`` finds the procedure; ``rest`` are the actions after it, ``at_most`` the keys of all of them.

    ``fee``: what the dossier then says, in đồng.
    An action is the name of a key, letters to type between quotes, or ``SCAN``.
    """

    code: str
    what: str
    typed: str
    rest: tuple[str, ...]
    at_most: int
    fee: int


WALKS = (
    Walk("2.000815", "Chứng thực bản sao", "ctbs", (SCAN, "Ctrl+D", "F12"), 7, 2_000),
    Walk(
        "2.000815",
        "Chứng thực bản sao: 3 bản, 4 trang",
        "ctbs",
        (SCAN, "Ctrl+D", "'3'", "Tab", "'4'", "F12"),
        10,
        18_000,
    ),
    Walk("1.001193", "Đăng ký khai sinh", "dkks", (SCAN, "Ctrl+D", "F12"), 7, 0),
    Walk(
        "1.004873",
        "Xác nhận tình trạng hôn nhân, lệ phí nhập tay",
        "tthn",
        (SCAN, "Ctrl+D", "'15000'", "F12"),
        12,
        15_000,
    ),
    Walk("2.000884", "Chứng thực chữ ký", "0884", (SCAN, "Ctrl+D", "F12"), 7, 10_000),
    Walk("2.000635", "Bản sao trích lục hộ tịch", "bstl", (SCAN, "Ctrl+D", "F12"), 7, 8_000),
)


@dataclass(frozen=True)
class HandBack:
    """How the result of a dossier of ``code`` goes to the citizen; from the second citizen on F3 is not needed."""

    code: str
    what: str
    actions: tuple[str, ...]
    at_most: int


HAND_BACKS = (
    HandBack("1.001193", "Trả kết quả, không thu phí", ("F3", SCAN, "F12"), 2),
    HandBack("2.000884", "Trả kết quả, còn thu phí", ("F3", SCAN, "F5", "F12"), 3),
)


@dataclass
class Hands:
    """Two hands and a scanner at the real window of ``desk``."""

    desk: Desk
    window: DeskWindow
    keyboard: Keyboard = field(default_factory=Keyboard)

    def play(self, actions: Sequence[str], code: str) -> None:
        for action in actions:
            if action == SCAN:
                self.keyboard.scan(code)
            elif action.startswith("'"):
                self.type(action[1:-1])
            else:
                self.press(action)
            QApplication.processEvents()

    def type(self, text: str) -> None:
        self.keyboard.type(text, gap=0.2)
        self.window.scanner.reader.let_go()

    def press(self, name: str) -> None:
        if name in _WRITTEN:  # by the keyboard's own clock: right behind a scan they would be the scanner's
            self.type(_WRITTEN[name])
            return
        key = cast(Any, QKeySequence(name))[0]  # the stubs do not know that it has keys
        QTest.keyClick(QApplication.focusWidget() or self.window, key.key(), key.keyboardModifiers())

    def received(self) -> Dossier:
        """The newest dossier."""
        newest = lookup.page(self.desk, lookup.Chip.ALL, "")[0]
        return lookup.story(self.desk, newest.id).dossier


_WRITTEN = {"Enter": "\r", "Tab": "\t", "Space": " "}


def keys(actions: Sequence[str]) -> int:
    """How often a finger goes down."""
    return sum(len(one) - 2 if one.startswith("'") else one != SCAN for one in actions)


def by_name(walk: Walk) -> tuple[str, ...]:
    return (f"'{walk.typed}'", "Enter", *walk.rest)


def by_favourite(walk: Walk) -> tuple[str, ...]:
    """With the key that the desk has for what it does most."""
    place = list(dict.fromkeys(one.code for one in WALKS)).index(walk.code) + 1
    return (f"Shift+F{place}", *walk.rest)


def sit_down(desk: Desk) -> Hands:
    """Before the empty form; the favourites are the commonest procedures."""
    for place, code in enumerate(dict.fromkeys(one.code for one in WALKS), start=1):
        favourites.pin(desk.store, place, code)
    known = identity.known(desk.store)
    assert known
    hands = Hands(desk, DeskWindow(take_seat(desk, InlineTasks()).workplace, known, Bridge(), None))
    hands.window.show()
    hands.window.activateWindow()
    _until(lambda: hands.window.isActiveWindow() and hands.window.built(INTAKE) is not None)
    QApplication.processEvents()  # the reader begins when the window stands
    clock = hands.window.scanner.reader._clock
    clock._clock, clock._seen = hands.keyboard.clock, hands.keyboard.now
    return hands


def take_in(hands: Hands, walk: Walk, actions: Sequence[str]) -> Dossier:
    """One citizen by card; what the desk wrote down."""
    screen = hands.window.built(INTAKE)
    assert isinstance(screen, IntakeScreen)
    assert not screen.form.is_touched(), f"before {walk.what} the form was not empty"
    before = lookup.counts(hands.desk)[lookup.Chip.ALL]
    hands.play(actions, BICH_CARD)
    assert lookup.counts(hands.desk)[lookup.Chip.ALL] == before + 1, f"{walk.what} was not saved"
    dossier = hands.received()
    received = dossier.received
    assert (received.procedure, received.applicant.number, received.fee.amount) == (walk.code, BICH.number, walk.fee)
    return dossier


def hand_back(hands: Hands, way: HandBack) -> Dossier:
    """The result of the last dossier of this procedure, by its slip."""
    rows = lookup.page(hands.desk, lookup.Chip.ALL, "")
    row = next(one for one in rows if one.procedure == way.code and one.state != State.RETURNED)
    processing.record_result(hands.desk, MAI, row.id, "412/2026", date(2026, 11, 23))
    hands.play(way.actions, row.code)
    dossier = lookup.story(hands.desk, row.id).dossier
    assert dossier.state is State.RETURNED, f"{way.what}: {dossier.state.label}"
    hands.press("F2")
    return dossier


def table() -> str:
    """As Markdown; the numbers are those that the tests play and bound."""
    rows = ["| procedure | keys | seconds | by its name | favourite | seconds |", "|---|---:|---:|---|---:|---:|"]
    for walk in WALKS:
        named, short = by_name(walk), by_favourite(walk)
        rows.append(
            f"| {walk.what} ({walk.code}) | {keys(named)} | {_seconds(named)} | {_words(named)} "
            f"| {keys(short)} | {_seconds(short)} |"
        )
    rows += (
        f"| {back.what} | {keys(back.actions)} | {_seconds(back.actions)} | {_words(back.actions)} | | |"
        for back in HAND_BACKS
    )
    return "\n".join(rows)


def _seconds(actions: Sequence[str]) -> str:
    return f"{keys(actions) * A_KEY:.1f}"


def _words(actions: Sequence[str]) -> str:
    return " ".join(map(_word, actions))


def _word(action: str) -> str:
    if action == SCAN:
        return f"*{SCAN}*"
    return f"`{action[1:-1]}`" if action.startswith("'") else action


def _until(true: Callable[[], object]) -> None:
    patience = QDeadlineTimer(_PATIENCE)
    while not true():
        QApplication.processEvents()
        assert not patience.hasExpired(), "the window does not come"


def main() -> int:
    """Play everything, so that the table says only what was done."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    make_application()
    with tempfile.TemporaryDirectory() as folder:
        desk = open_desk(settings_in(Path(folder)), Clock(MONDAY))
        with closing(desk.store):
            identity.set_up(desk.store, Identity(UNIT, 1, 0), MAI, PASSWORD)
            hands = sit_down(desk)
            for walk in WALKS:
                for way in (by_name, by_favourite):
                    take_in(hands, walk, way(walk))
            for back in HAND_BACKS:
                hand_back(hands, back)
            hands.window.hide()
    print(table())
    return 0


if __name__ == "__main__":
    sys.exit(main())
