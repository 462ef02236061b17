"""A desk whose power is cut: ``python -m tests.journeys.at_the_form type|show|save FOLDER [WAY]``.

``type`` types two dossiers into the real window, step by step, says after each step what stands in all drafts, once
more when all of it is on the disk, and waits to be killed. ``show`` says what the drafts are after a start. ``save``
makes a copy of FOLDER in WAY for every point of what is written to the database, starts the program on it, presses F12
and dies at that point; it says point and copy.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from collections.abc import Callable, Generator, Iterator
from itertools import count
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from sqlalchemy import Connection, Engine, event

from onecua_desk.ui.intake.screen import IntakeScreen
from onecua_desk.ui.window import INTAKE, DeskWindow
from tests.bench import seat
from tests.store.receiving import EVENTS, Countdown

PACE = 0.12
"""Seconds between two steps: a quick hand, and long enough that a draft is written in the midst of them."""
Step = Callable[[], object]


def said(screen: IntakeScreen) -> None:
    print(json.dumps([time.monotonic(), standing(screen)]), flush=True)


def standing(screen: IntakeScreen) -> list[str]:
    """Every draft as JSON, those that wait and the one in the form."""
    waiting = [json.loads(one.body) for one in screen.drafts.everything() if one.key != screen.drafts.key]
    front = [screen.form.kept()] if screen.form.is_touched() else []
    return sorted(json.dumps(one, sort_keys=True) for one in waiting + front)


def typing(here: seat.Seat) -> seat.Play:
    screen = yield from _at_the_desk(here)
    for code, steps in (("dkks", _first_citizen(screen)), ("2.000815", _second_citizen(screen))):
        box = screen.form.procedure.box
        QTest.keyClicks(box, code)
        yield lambda box=box: bool(box.offers())  # type: ignore[misc]
        QTest.keyClick(box, Qt.Key.Key_Return)
        for step in steps:
            said(screen)
            began = time.monotonic()
            yield lambda began=began: time.monotonic() - began > PACE  # type: ignore[misc]
            step()
        said(screen)
    yield lambda: not screen.drafts.writing()
    said(screen)
    yield lambda: False


def _first_citizen(screen: IntakeScreen) -> Iterator[Step]:
    yield from _applicant(screen, "Đặng Thị Ngọc Bích", "034188001234", "29021988", "Suối Trong", "0912345678")
    papers = screen.form.papers.table
    yield lambda: (papers.setFocus(), QTest.keyClick(papers, Qt.Key.Key_Space))
    yield lambda: screen.form.terms.sets.setValue(2)
    yield lambda: screen.form.applicant.note.insert("Hẹn gọi trước khi trả")
    yield lambda: QTest.keyClick(screen, Qt.Key.Key_F11)


def _second_citizen(screen: IntakeScreen) -> Iterator[Step]:
    yield from _applicant(screen, "Trần Văn Tám", "034090001234", "02051990", "Thôn Đông Tiến", "0987654321")
    yield lambda: QTest.keyClick(screen, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    yield lambda: screen.form.terms.pages.setValue(4)


def _applicant(screen: IntakeScreen, *texts: str) -> Iterator[Step]:
    who = screen.form.applicant
    for edit, text in zip((who.name, who.number, who.born, who.address, who.phone), texts, strict=True):
        yield lambda edit=edit, text=text: _put(edit, text)  # type: ignore[misc]


def _put(edit: QLineEdit, text: str) -> None:
    edit.setFocus()
    edit.insert(text)


def showing(here: seat.Seat) -> seat.Play:
    screen = yield from _at_the_desk(here)
    said(screen)


def saving(here: seat.Seat, point: int) -> seat.Play:
    screen = yield from _at_the_desk(here)
    yield screen.form.is_touched
    saved: list[object] = []
    screen.saved.connect(saved.append)
    countdown = Countdown(point)

    def pass_by(connection: Connection, *_: object) -> None:
        if connection.get_execution_options().get("write"):
            countdown.pass_by()

    for name in EVENTS:
        event.listen(Engine, name, pass_by)
    QTest.keyClick(screen, Qt.Key.Key_F12)
    yield lambda: bool(saved)
    os._exit(0)


def _at_the_desk(here: seat.Seat) -> Generator[Callable[[], bool], None, IntakeScreen]:
    """The intake screen, when the catalogue is there, and after it the drafts."""
    yield lambda: bool(here.program.window and here.program.window.isVisible())
    screen = cast(DeskWindow, here.program.window).built(INTAKE)
    assert isinstance(screen, IntakeScreen)
    assert here.program.seat_tasks
    for _ in range(2):  # first in, first out: when this is answered, what was asked before is
        answered: list[None] = []
        here.program.seat_tasks.run(lambda: None, answered.append)
        yield lambda answered=answered: bool(answered)  # type: ignore[misc]
    return screen


def kill_at_every_point(folder: Path, way: Path) -> None:
    """Two processes side by side, forked before Qt begins, so that none pays for the imports."""
    for first in count(step=2):
        children = [(point, way / str(point), _fork(folder, way / str(point), point)) for point in (first, first + 1)]
        for point, copy, child in children:
            _, status = os.waitpid(child, 0)
            print(point, copy, f"ended {os.WEXITSTATUS(status)}" if os.WIFEXITED(status) else "killed", flush=True)
        if os.WIFEXITED(status):
            return


def _fork(folder: Path, copy: Path, point: int) -> int:
    shutil.copytree(folder, copy)
    child = os.fork()
    if child == 0:
        seat.run(copy, 0, lambda here: saving(here, point))
        os._exit(1)
    return child


if __name__ == "__main__":
    verb, folder = sys.argv[1], Path(sys.argv[2])
    if verb == "save":
        kill_at_every_point(folder, Path(sys.argv[3]))
    else:
        seat.run(folder, 0, typing if verb == "type" else showing)
